/** Schedules of HSDS are rules of RFC 5545; those that say the same every week become hours. */
import type { HoursPeriod } from '../../../../worker/features/directory/rules/hours.ts';
import { printHours } from '../../../../worker/features/directory/rules/hoursText.ts';

export type HsdsSchedule = Record<string, unknown>;

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
/** Parts of a rule that no week shows. */
const ODD = ['count', 'until', 'byweekno', 'bymonthday', 'byyearday'];

/** The hours as the table has them, '' where none are said; and the first rule that could not be taken. */
export function hoursOfSchedules(schedules: readonly HsdsSchedule[]): {
  hours: string;
  odd: string;
} {
  const periods = new Map<string, HoursPeriod>();
  for (const schedule of schedules) {
    const one = periodOf(schedule);
    if (!one) return { hours: '', odd: oddWords(schedule) };
    const key = `${one.from} ${one.until}`;
    const spans = [...(periods.get(key)?.spans ?? []), ...one.spans];
    periods.set(key, { ...one, spans });
  }
  return { hours: periods.size > 0 ? printHours([...periods.values()]) : '', odd: '' };
}

function periodOf(schedule: HsdsSchedule): HoursPeriod | null {
  const { freq, interval, byday, opens_at, closes_at, valid_from, valid_to } = schedule;
  const isOdd = ODD.some((key) => ![undefined, null, ''].includes(schedule[key] as string));
  const opens = wallTime(opens_at);
  const closes = wallTime(closes_at);
  if (isOdd || !opens || !closes || Number(interval ?? 1) !== 1) return null;
  if (freq !== 'WEEKLY' && freq !== 'DAILY') return null;
  const named = typeof byday === 'string' && byday !== '' ? byday.split(',') : [];
  const days = DAYS.flatMap((day, index) => (named.includes(day) ? index + 1 : []));
  if (days.length !== named.length) return null;
  const until = closes > opens ? closes : `${Number(closes.slice(0, 2)) + 24}${closes.slice(2)}`;
  return {
    ...(typeof valid_from === 'string' && { from: valid_from }),
    ...(typeof valid_to === 'string' && { until: valid_to }),
    spans: [{ ...(days.length > 0 && days.length < 7 && { days }), opens, closes: until }],
  };
}

/** `10:00:00`, `10:00+08:00` → `10:00` */
function wallTime(value: unknown): string | null {
  return /^([01]\d|2[0-3]):[0-5]\d/.exec(String(value))?.[0] ?? null;
}

function oddWords(schedule: HsdsSchedule): string {
  const { description } = schedule;
  return typeof description === 'string' ? description : JSON.stringify(schedule);
}
