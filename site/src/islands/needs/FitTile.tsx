import type { Fit } from '../../../../worker/features/directory/rules/needs.ts';
import { fitWords } from '../../lib/fit.ts';
import { StateTile } from '../parts/StateTile.tsx';

/** Whether a place fits what somebody needs, on a line of its own. Nothing where no needs were asked with. */
export function FitTile({ fit }: { fit: Fit | undefined }) {
  if (!fit) return null;
  const { kind, text } = fitWords(fit);
  return (
    <span class="fit">
      <StateTile kind={kind}>{text}</StateTile>
    </span>
  );
}
