/** What several parts of the page 覆盖 reckon with. */
import type { Coverage } from '../../../worker/features/circle/schema.ts';
import { circle } from '../i18n/zh/circle.ts';
import { facilities } from '../i18n/zh/facilities.ts';

export type CoveredEstate = Coverage['estates'][number];
export type CoveredRequirement = Coverage['requirements'][number];

const TIERS = [5, 10, 15] as const;

export function requirementName({ id, category }: Pick<CoveredRequirement, 'id' | 'category'>) {
  return circle.requirements[id] ?? facilities.categories[category];
}

/** Of the households, 0 … 1. */
export function shareOf({ householdsMet, households }: CoveredRequirement): number {
  return households === 0 ? 0 : householdsMet / households;
}

/** `61.7`: to a tenth of a percent. */
export function percentOf(share: number): string {
  return (Math.round(share * 1000) / 10).toFixed(1);
}

/** The names of what an estate misses, circle by circle in minutes on foot, in the order of the rule. */
export function missingIn(estate: CoveredEstate, requirements: readonly CoveredRequirement[]) {
  const missed = new Set(estate.cells.filter(({ met }) => !met).map((cell) => cell.requirementId));
  const missing = requirements.filter(({ id }) => missed.has(id));
  return TIERS.map((tier) => ({
    tier,
    names: missing.filter((one) => one.tier === tier).map(requirementName),
  })).filter(({ names }) => names.length > 0);
}
