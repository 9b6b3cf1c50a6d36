import type { ActivityCategory } from '../../../worker/features/activities/rules.ts';
import type { AUDIENCES } from '../../../worker/features/directory/rules/kinds.ts';
import { activities } from '../i18n/zh/activities.ts';
import { audience as audienceWords } from '../i18n/zh/audience.ts';
import { addDays, type Day, weekdayNumber } from './format.ts';

export type Audience = Exclude<(typeof AUDIENCES)[number], 'all'>;
export type When = 'today' | 'tomorrow' | 'weekend';

/** What the list of activities is asked for. Lives in the address of the page. */
export interface WantedActivities {
  audience?: Audience;
  category?: ActivityCategory;
  zone?: string;
  facility?: string;
  within?: '5' | '10' | '15';
  when?: When;
  /** Days, both included; instead of `when`. */
  from?: Day;
  to?: Day;
  /** Only what can be gone to or signed up for now. */
  open?: 'now';
}

/** Reads the part of an address after `?`. What makes no sense there is left out. */
export function wantedFrom(search: string): WantedActivities {
  const given = new URLSearchParams(search);
  const one = <T extends string>(name: string, among: Record<T, unknown>) => {
    const value = given.get(name);
    return value !== null && Object.keys(among).includes(value) ? (value as T) : undefined;
  };
  const id = (name: string) => given.get(name)?.match(/^[a-z0-9][a-z0-9_-]{0,63}$/)?.[0];
  const day = (name: string) => given.get(name)?.match(/^\d{4}-\d\d-\d\d$/)?.[0];
  return tidy({
    audience: one('audience', audienceWords.names),
    category: one('category', activities.categories),
    zone: id('zone'),
    facility: id('facility'),
    within: one('within', { 5: 0, 10: 0, 15: 0 }) as WantedActivities['within'],
    when: one('when', activities.when),
    from: day('from'),
    to: day('to'),
    open: given.get('open') === 'now' ? 'now' : undefined,
  });
}

/** The address of the same list, always in the same order; empty where everything is wanted. */
export function searchOf(wanted: WantedActivities): string {
  const query = new URLSearchParams(tidy(wanted) as Record<string, string>).toString();
  return query && `?${query}`;
}

/** A named day and a period contradict each other: the named one stays. */
export function tidy(wanted: WantedActivities): WantedActivities {
  const { audience, category, zone, facility, within, when, from, to, open } = wanted;
  const period = when ? { when } : { from, to: from && to && to < from ? undefined : to };
  const kept = { audience, category, zone, facility, within, ...period, open };
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value)) as WantedActivities;
}

/** The first and last day asked for; two weeks from today where none is. */
export function periodOf(
  { when, from, to }: WantedActivities,
  today: Day,
): { from?: Day; to?: Day } {
  if (when === 'today') return { from: today, to: today };
  if (when === 'tomorrow') return { from: addDays(today, 1), to: addDays(today, 1) };
  if (when === 'weekend') {
    const saturday = addDays(today, 6 - weekdayNumber(today));
    // On a Sunday the weekend is today.
    return { from: saturday < today ? today : saturday, to: addDays(saturday, 1) };
  }
  return { from, to };
}

/** How many conditions are set in the part of the form that folds away. */
export function foldedCount({ category, zone, within, open }: WantedActivities): number {
  return [category, zone, within, open].filter(Boolean).length;
}
