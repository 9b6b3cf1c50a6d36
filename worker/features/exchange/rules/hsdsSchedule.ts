/** Opening hours as schedules of HSDS 3.0: recurring events after RFC 5545 where they can say it, else words. */

import { dayOf, toRfc3339 } from '../../../lib/time.ts';
import type { HoursPeriod, HoursSpan } from '../../directory/rules/hours.ts';
import { printHours } from '../../directory/rules/hoursText.ts';

/** What departs from the weekly hours: other hours on some days (none = shut), or shut for a time. */
export type Departure = { sceneId: string | null; reason: string } & (
  | { fromOn: string; untilOn: string; spans: readonly HoursSpan[] }
  | { fromAt: number; untilAt: number }
);

type Described = {
  description: string;
  valid_from?: string;
  valid_to?: string;
  wkst?: 'MO';
  freq?: 'WEEKLY';
  interval?: number;
  byday?: string;
  opens_at?: string;
  closes_at?: string;
  notes?: string;
};

const BYDAY = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const LAST_HOUR = 24;

/** Dates and times of all schedules are of Beijing. */
const TIMEZONE = 8;

/** The schedules of one place. `name` gives each its id; unknown hours have none. */
export function schedulesOf(
  name: string,
  hours: readonly HoursPeriod[] | null,
  departures: readonly Departure[],
) {
  const described = [...usual(hours), ...departures.flatMap(unusual)];
  return described.map((schedule, at) => ({
    id: `linli:schedule:${name}-${at}`,
    timezone: TIMEZONE,
    ...schedule,
  }));
}

function usual(hours: readonly HoursPeriod[] | null): Described[] {
  if (hours === null) return [];
  const description = printHours(hours);
  const [period, ...others] = hours;
  if (!period || others.length > 0 || !isWeekly(period)) return [{ description }];
  return period.spans.map((span) => ({
    ...(period.from && { valid_from: period.from }),
    ...(period.until && { valid_to: period.until }),
    wkst: 'MO',
    freq: 'WEEKLY',
    interval: 1,
    byday: (span.days ?? EVERY_DAY).map((day) => BYDAY[day - 1]).join(','),
    ...timesOf(span),
    description,
  }));
}

/** School days, holidays, odd weeks and seasons that come back every year have no place in a schedule of HSDS. */
function isWeekly({ from, until, spans }: HoursPeriod): boolean {
  const isWhole = (day: string | undefined) => day === undefined || day.length === 10;
  const isPlain = ({ dayTypes, weeks }: HoursSpan) => !dayTypes && !weeks;
  return spans.length > 0 && isWhole(from) && isWhole(until) && spans.every(isPlain);
}

function unusual(departure: Departure): Described[] {
  const description = departure.reason;
  if ('fromAt' in departure) {
    const { fromAt, untilAt } = departure;
    const notes = `暂停开放：${toRfc3339(fromAt)} 至 ${toRfc3339(untilAt)}`;
    return [{ valid_from: dayOf(fromAt), valid_to: dayOf(untilAt - 1), description, notes }];
  }
  const { fromOn, untilOn, spans } = departure;
  const days = { valid_from: fromOn, valid_to: untilOn, description };
  if (spans.length === 0) return [{ ...days, notes: '休息' }];
  return spans.map((span) => ({ ...days, ...timesOf(span) }));
}

function timesOf({ opens, closes }: HoursSpan) {
  const [hour, minute] = [Number(closes.slice(0, 2)), closes.slice(3)];
  const isNextDay = hour >= LAST_HOUR;
  const until = isNextDay ? `${String(hour - LAST_HOUR).padStart(2, '0')}:${minute}` : closes;
  return {
    opens_at: `${opens}+08:00`,
    closes_at: `${until}+08:00`,
    ...(isNextDay && { notes: '次日结束' }),
  };
}
