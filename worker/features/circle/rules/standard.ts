/**
 * 5–10–15 分钟生活圈: how far each tier reaches, and which places count in it. A table of data, so that a street that reads the
 * standard otherwise changes a line here and the version beside it. Decision 8 tells what is the standard's and what is ours.
 */
import type { Category, Level } from '../../directory/rules/kinds.ts';
import { PACES_M_PER_S, type Pace } from '../../directory/rules/walk.ts';

/** Minutes; each stands for a circle. */
export const TIERS = [5, 10, 15] as const;
export type Tier = (typeof TIERS)[number];

/** Walking distance of each circle in metres: GB 50180-2018 §2.0.4–2.0.6 and table 4.0.1; of its 800–1000 m the outer edge. */
export const TIER_METRES: Readonly<Record<Tier, number>> = { 5: 300, 10: 500, 15: 1000 };

/** What the numbers were worked out by; goes up with every change of this file. */
export const STANDARD_VERSION = 'linli-circle-1';

/** Whose idea a line is: of the standard's list of facilities, or our own, where that list has nothing like it. */
export type Basis = 'gb50180' | 'ours';

/** One kind of place that every home should have within a tier. */
export type Requirement = {
  /** Stable: `dining-5`. */
  id: string;
  category: Category;
  tier: Tier;
  /** Only these count: a place of an upper level stands in for none of a lower one, nor the other way round. */
  levels: readonly Level[];
  basis: Basis;
};

const NEIGHBOURHOOD = ['community', 'estate'] as const;
const COMMUNITY = ['community'] as const;
const SUBDISTRICT = ['subdistrict'] as const;

const requirement = (
  category: Category,
  tier: Tier,
  levels: readonly Level[],
  basis: Basis,
): Requirement => ({ id: `${category}-${tier}`, category, tier, levels, basis });

/**
 * GB 50180-2018 lists facilities by tier, each of its own (分级配置、互不包含). A place at one’s gate (居住街坊) lies inside the
 * five-minute circle, so community and estate count there. 菜市场 the standard knows once, at ten minutes: both levels that our
 * register has of it are that one.
 */
export const REQUIREMENTS: readonly Requirement[] = [
  requirement('dining', 5, NEIGHBOURHOOD, 'gb50180'),
  requirement('health', 5, NEIGHBOURHOOD, 'gb50180'),
  requirement('elder_care', 5, NEIGHBOURHOOD, 'gb50180'),
  requirement('child_care', 5, COMMUNITY, 'gb50180'),
  requirement('service_hall', 5, NEIGHBOURHOOD, 'gb50180'),
  requirement('culture', 5, COMMUNITY, 'gb50180'),
  requirement('fitness', 5, NEIGHBOURHOOD, 'gb50180'),
  requirement('sport', 5, NEIGHBOURHOOD, 'gb50180'),
  requirement('green', 5, NEIGHBOURHOOD, 'gb50180'),
  requirement('parcel', 5, NEIGHBOURHOOD, 'gb50180'),
  requirement('reading', 5, NEIGHBOURHOOD, 'ours'),
  requirement('children', 5, NEIGHBOURHOOD, 'ours'),
  requirement('market', 10, ['subdistrict', 'community'], 'gb50180'),
  requirement('centre', 10, COMMUNITY, 'ours'),
  requirement('meeting', 10, NEIGHBOURHOOD, 'ours'),
  requirement('health', 15, SUBDISTRICT, 'gb50180'),
  requirement('elder_care', 15, SUBDISTRICT, 'gb50180'),
  requirement('service_hall', 15, SUBDISTRICT, 'gb50180'),
  requirement('culture', 15, SUBDISTRICT, 'gb50180'),
  requirement('sport', 15, SUBDISTRICT, 'gb50180'),
  requirement('green', 15, SUBDISTRICT, 'gb50180'),
  requirement('centre', 15, SUBDISTRICT, 'ours'),
  requirement('reading', 15, SUBDISTRICT, 'ours'),
  requirement('child_care', 15, SUBDISTRICT, 'ours'),
  requirement('school_ground', 15, ['subdistrict', 'community'], 'ours'),
];

/**
 * How many metres a tier reaches at a pace. The standard's metres are those of an ordinary walker; who is slower gets as
 * much less far in the same minutes. That scaling is ours.
 */
export function reachMetres(tier: Tier, pace: Pace): number {
  return TIER_METRES[tier] * (PACES_M_PER_S[pace] / PACES_M_PER_S.ordinary);
}

/** The smallest circle that a way of so many metres stays inside, edges included; null = beyond all. */
export function tierOf(metres: number, pace: Pace): Tier | null {
  return TIERS.find((tier) => metres <= reachMetres(tier, pace)) ?? null;
}
