import type { Fit } from '../../../../worker/features/directory/rules/needs.ts';
import { access } from '../../i18n/zh/access.ts';
import { fitWords, missingWords } from '../../lib/fit.ts';
import { StateTile } from '../parts/StateTile.tsx';

export interface FitWordsProps {
  fit: Fit;
  /** A nearer place that was passed by, and what is in the way there. */
  nearer?: { name: string; minutes: number; fit: Fit };
}

export function FitWords({ fit, nearer }: FitWordsProps) {
  const { kind, text } = fitWords(fit);
  return (
    <>
      <span class="fit-line">
        <StateTile kind={kind}>{text}</StateTile>
      </span>
      {nearer && (
        <span class="fit-line">
          {access.passedBy(
            nearer.name,
            nearer.minutes,
            missingWords(nearer.fit.missing.slice(0, 1)),
          )}
        </span>
      )}
    </>
  );
}
