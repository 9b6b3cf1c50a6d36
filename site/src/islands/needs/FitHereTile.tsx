import type { AccessFacts } from '../../../../worker/features/directory/rules/kinds.ts';
import { fitOf } from '../../../../worker/features/directory/rules/needs.ts';
import { useNeeds } from '../../lib/needs.ts';
import { paths } from '../../lib/paths.ts';
import { FitTile } from './FitTile.tsx';

export interface FitHereProps {
  facilityId: string;
  facts: AccessFacts;
}

/** Whether the house of a room or a canteen fits, leading to what is in the way there. */
export function FitHereTile({ facilityId, facts }: FitHereProps) {
  const needs = useNeeds();
  if (needs.length === 0) return null;
  return (
    <a class="pad fit-here" href={`${paths.near}${facilityId}/#access`}>
      <FitTile fit={fitOf(needs, facts)} />
    </a>
  );
}
