/** The one engine of opening hours: whether a place is open, until when, and when next. */
import {
  addDays,
  type Day,
  dayOf,
  dayStart,
  MINUTE_MS,
  minutesOf,
  weekdayOf,
  weekNumberOf,
} from '../../../lib/time.ts';

export const DAY_TYPES = [
  'school_day',
  'weekend',
  'holiday',
  'makeup_workday',
  'vacation',
] as const;
export type DayType = (typeof DAY_TYPES)[number];

/** One opening of a day. Without `days` and `dayTypes` it holds every day. */
export type HoursSpan = {
  /** Weekdays, 1 = Monday. */
  days?: number[];
  dayTypes?: DayType[];
  weeks?: 'odd' | 'even';
  /** Wall time `HH:MM`. */
  opens: string;
  /** Wall time; past midnight goes on counting: `26:00` is 02:00 of the next day. `24:00` after `00:00` is all day. */
  closes: string;
};

/** Spans that hold between two days, both included; `MM-DD` comes back every year. The last period that holds wins. */
export type HoursPeriod = { from?: string; until?: string; spans: HoursSpan[] };

/** Dated hours that replace the weekly ones. No spans = closed. */
export type HoursException = { fromOn: Day; untilOn: Day; spans: HoursSpan[]; reason: string };

/** The published days. A day that isn't in it is unpublished. */
export type Calendar = ReadonlyMap<Day, DayType>;

/** Half-open, in ms. */
export type Interval = { startAt: number; endAt: number };

/** A time in which a place is shut whatever its hours say: 泳池换水至 14:00. */
export type Shut = Interval & { reason: string };

export type Schedule = {
  /** Null = nobody has told us. */
  hours: HoursPeriod[] | null;
  exceptions: readonly HoursException[];
  /** Taken away from the hours, weekly or dated. */
  shut?: readonly Shut[];
  calendar: Calendar;
};

export type Opening = {
  state: 'open' | 'closed' | 'unknown';
  /** When an open place closes; absent when it never does within the look-ahead. */
  untilAt?: number;
  /** When a closed place opens next; absent when that isn't known. */
  nextOpenAt?: number;
  /** Why today isn't as usual. */
  reason?: string;
};

/** How far ahead the next opening is looked for, in days. */
const LOOK_AHEAD_DAYS = 14;

/**
 * When a place is open on a day, less what is shut; or `unknown` where that depends on a day type not yet published. An
 * opening past midnight belongs to the evening it began in.
 */
export function openOn(schedule: Schedule, on: Day): Interval[] | 'unknown' {
  const exception = exceptionOn(schedule, on);
  const spans = exception?.spans ?? spansInForce(schedule.hours, on);
  if (spans === null) return 'unknown';
  const matching: HoursSpan[] = [];
  for (const span of spans) {
    const match = holdsOn(span, on, schedule.calendar);
    if (match === 'unknown') return 'unknown';
    if (match) matching.push(span);
  }
  const start = dayStart(on);
  const open = mergeIntervals(
    matching.map((span) => ({
      startAt: start + minutesOf(span.opens) * MINUTE_MS,
      endAt: start + minutesOf(span.closes) * MINUTE_MS,
    })),
  );
  return without(open, schedule.shut ?? []);
}

/** What is left of sorted intervals when others are taken away. */
function without(intervals: readonly Interval[], taken: readonly Interval[]): Interval[] {
  let left = [...intervals];
  for (const { startAt, endAt } of taken) {
    left = left.flatMap((one) => [
      { startAt: one.startAt, endAt: Math.min(one.endAt, startAt) },
      { startAt: Math.max(one.startAt, endAt), endAt: one.endAt },
    ]);
    left = left.filter((one) => one.startAt < one.endAt);
  }
  return left;
}

/** What shuts a place at an instant; of several, what lasts longest. */
function shutAt(schedule: Schedule, now: number): Shut | undefined {
  const running = (schedule.shut ?? []).filter((one) => one.startAt <= now && now < one.endAt);
  return lastOf(running.sort((a, b) => a.endAt - b.endAt));
}

/** Why a day isn't as usual: its dated hours, or what shuts the place for a part of it. */
export function reasonOn(schedule: Schedule, on: Day): string | undefined {
  const start = dayStart(on);
  const end = dayStart(addDays(on, 1));
  const touches = (one: Interval) => one.startAt < end && start < one.endAt;
  return exceptionOn(schedule, on)?.reason ?? schedule.shut?.find(touches)?.reason;
}

/** Open, closed or unknown at an instant; until when, and when next. */
export function openingAt(schedule: Schedule, now: number): Opening {
  const today = dayOf(now);
  const shut = shutAt(schedule, now);
  const reason = shut?.reason ?? exceptionOn(schedule, today)?.reason;
  const because = reason === undefined ? {} : { reason };
  const known: Interval[] = [];
  let state: Opening['state'] = 'closed';
  for (let offset = -1; offset <= LOOK_AHEAD_DAYS; offset++) {
    const day = openOn(schedule, addDays(today, offset));
    if (day === 'unknown') {
      if (offset === 0 && !shut) state = 'unknown';
      // What comes after a day we know nothing of can't be called the next opening.
      if (offset >= 0) break;
      continue;
    }
    known.push(...day);
    const answer = answerFrom(known, now, offset);
    if (answer) return { ...answer, ...because };
  }
  const open = mergeIntervals(known).find((span) => span.startAt <= now && now < span.endAt);
  if (open) {
    const endless = open.endAt > now + (LOOK_AHEAD_DAYS - 1) * 24 * 60 * MINUTE_MS;
    return { state: 'open', ...(endless ? {} : { untilAt: open.endAt }), ...because };
  }
  return { state, ...because };
}

/** The answer as soon as the days read so far settle it: an opening whose end can't be extended by the next day. */
function answerFrom(known: Interval[], now: number, offset: number): Opening | null {
  if (offset < 0) return null;
  const merged = mergeIntervals(known);
  const open = merged.find((span) => span.startAt <= now && now < span.endAt);
  const readUntil = dayStart(addDays(dayOf(now), offset + 1));
  if (open) return open.endAt < readUntil ? { state: 'open', untilAt: open.endAt } : null;
  const next = merged.find((span) => span.startAt > now);
  return next ? { state: 'closed', nextOpenAt: next.startAt } : null;
}

/** Sorted, with touching and overlapping intervals joined. Empty ones are dropped. */
export function mergeIntervals(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  const sorted = intervals
    .filter((one) => one.startAt < one.endAt)
    .sort((a, b) => a.startAt - b.startAt);
  for (const next of sorted) {
    const last = lastOf(merged);
    if (last && next.startAt <= last.endAt) last.endAt = Math.max(last.endAt, next.endAt);
    else merged.push({ ...next });
  }
  return merged;
}

/** Pages run these rules too, in engines that know neither `at` nor `findLast`. */
function lastOf<T>(items: readonly T[]): T | undefined {
  return items[items.length - 1];
}

/** The dated hours in force on a day: the one written last. */
export function exceptionOn(schedule: Schedule, on: Day): HoursException | undefined {
  return lastOf(schedule.exceptions.filter((one) => one.fromOn <= on && on <= one.untilOn));
}

/** The weekly hours that hold on a day, whatever its weekday: those of the last period it lies in. Null = not known. */
export function spansInForce(hours: HoursPeriod[] | null, on: Day): HoursSpan[] | null {
  if (hours === null) return null;
  return lastOf(hours.filter((period) => periodHolds(period, on)))?.spans ?? [];
}

function periodHolds({ from, until }: HoursPeriod, on: Day): boolean {
  const afterFrom = from === undefined || on.slice(-from.length) >= from;
  const beforeUntil = until === undefined || on.slice(-until.length) <= until;
  const overNewYear = from?.length === 5 && until?.length === 5 && from > until;
  return overNewYear ? afterFrom || beforeUntil : afterFrom && beforeUntil;
}

function holdsOn(span: HoursSpan, on: Day, calendar: Calendar): boolean | 'unknown' {
  if (span.days && !span.days.includes(weekdayOf(on))) return false;
  if (span.weeks && (weekNumberOf(on) % 2 === 1) !== (span.weeks === 'odd')) return false;
  if (!span.dayTypes) return true;
  const type = calendar.get(on);
  return type === undefined ? 'unknown' : span.dayTypes.includes(type);
}
