/** Truth over time: who may change a record, how long a check of it holds, and what is told for a while. Pages read it too. */
import type { AccessTable, Role } from '../../../lib/access.ts';
import { addDays, type Day, daysBetween } from '../../../lib/time.ts';
import type { Interval } from './hours.ts';
import { type Category, LEVELS, type Level } from './kinds.ts';

/** Those who run places. */
const RUNS: readonly Role[] = ['centre_staff', 'zone_operator', 'subdistrict_admin'];
/** Those who answer for more than one. */
const OVERSEES: readonly Role[] = ['zone_operator', 'subdistrict_admin'];

/** Acts on a record, by its level. */
export const facilityCan = {
  see: { staff: { roles: RUNS, states: LEVELS } },
  edit: { staff: { roles: RUNS, states: LEVELS } },
  /** What lists, figures and other registers go by is no business of one place alone. */
  editIdentity: { staff: { roles: OVERSEES, states: LEVELS } },
  confirm: { staff: { roles: RUNS, states: LEVELS } },
  /** Grid workers pass the smaller places on their rounds. */
  confirmOnRounds: { staff: { roles: ['grid_worker'], states: ['community', 'estate'] } },
  setCondition: { staff: { roles: RUNS, states: LEVELS } },
  merge: { staff: { roles: ['subdistrict_admin'], states: LEVELS } },
  renumber: { staff: { roles: ['subdistrict_admin'], states: LEVELS } },
} satisfies AccessTable<Level>;

/** The fields that `editIdentity` is asked for. */
export const IDENTITY_FIELDS = ['name', 'category', 'areaM2'] as const;

/** For how many days a check holds. Our own figures, to be changed here: no standard names any. */
const HOLDS_DAYS: Partial<Record<Category, number>> = {
  health: 30,
  dining: 30,
  elder_care: 60,
  child_care: 60,
};
const HOLDS_DAYS_OTHERWISE: Record<Level, number> = { subdistrict: 90, community: 90, estate: 180 };

/** A check that falls due within so many days is worth doing on the way. */
export const DUE_SOON_DAYS = 7;

export type Checked = { checkedOn: Day | null; category: string; level: Level };

export type Check = {
  /** `never` = nobody has been to look. */
  state: 'fresh' | 'due_soon' | 'overdue' | 'never';
  /** The last day on which the check still holds. */
  dueOn: Day | null;
  overdueDays: number;
};

export function holdsDays({ category, level }: Pick<Checked, 'category' | 'level'>): number {
  return HOLDS_DAYS[category as Category] ?? HOLDS_DAYS_OTHERWISE[level];
}

/** The shortest time that any check holds: what was checked later is never overdue. */
export const SHORTEST_HOLD_DAYS = Math.min(
  ...Object.values(HOLDS_DAYS),
  ...Object.values(HOLDS_DAYS_OTHERWISE),
);

export function checkOf(one: Checked, today: Day): Check {
  if (one.checkedOn === null) return { state: 'never', dueOn: null, overdueDays: 0 };
  const dueOn = addDays(one.checkedOn, holdsDays(one));
  const left = daysBetween(today, dueOn);
  const state = left < 0 ? 'overdue' : left <= DUE_SOON_DAYS ? 'due_soon' : 'fresh';
  return { state, dueOn, overdueDays: Math.max(0, -left) };
}

/** Whether residents are told to ask before they go. */
export function isStale({ state }: Check): boolean {
  return state === 'overdue' || state === 'never';
}

/**
 * What is checked first: the longer overdue and the more used, the sooner. Three times as many uses weigh as much as
 * three times as many days; never checked weighs as overdue for as long as a check holds.
 */
export function urgencyOf(one: Checked, uses: number, today: Day): number {
  const { state, overdueDays } = checkOf(one, today);
  const days = state === 'never' ? holdsDays(one) : overdueDays;
  return days * (1 + uses);
}

export const CONDITION_EFFECTS = ['closed', 'limited', 'note'] as const;
export type ConditionEffect = (typeof CONDITION_EFFECTS)[number];

/** What lasts longer belongs into dated hours. */
export const LONGEST_CONDITION_DAYS = 30;

/** A year and a day of leap: what is always so belongs into the weekly hours. */
export const LONGEST_DATED_HOURS_DAYS = 366;

export type Standing = 'planned' | 'running' | 'over' | 'lifted';

/** How something that holds from a moment to a moment stands. */
export function standingOf(
  { startAt, endAt, liftedAt }: Interval & { liftedAt: number | null },
  now: number,
): Standing {
  if (liftedAt !== null) return 'lifted';
  if (endAt <= now) return 'over';
  return startAt <= now ? 'running' : 'planned';
}
