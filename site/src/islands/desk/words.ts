/** How the desk says when and where. */
import {
  clock,
  clockRange,
  type Day,
  dayName,
  dayOf,
  type Instant,
  toMs,
} from '../../lib/format.ts';

/** `13:00` today, `明天 周四 13:00` otherwise. */
export function momentWords(at: Instant, now: number): string {
  const on = dayOf(at);
  return on === dayOf(now) ? clock(at) : `${dayName(on, now)} ${clock(at)}`;
}

/** `13:00–16:00` today, `明天 周四 13:00–16:00`, and both days where it goes past midnight. */
export function periodWords(start: Instant, end: Instant, now: number): string {
  const from = dayOf(start);
  // An end at midnight belongs to the day before.
  if (from === dayOf(toMs(end) - 1)) {
    const times = `${clock(start)}–${endClock(end)}`;
    return `${dayName(from, now)} ${times}`;
  }
  return `${dayName(from, now)} ${clock(start)} – ${dayName(dayOf(end), now)} ${clock(end)}`;
}

/** `24:00` for the midnight that ends a day. */
function endClock(end: Instant): string {
  const words = clock(end);
  return words === '0:00' ? '24:00' : words;
}

/** `13:00–14:00、18:00–21:00` */
export function spansWords(spans: readonly { start: string; end: string }[]): string {
  return spans.map(({ start, end }) => clockRange(start, end)).join('、');
}

/** What the API takes for a wall time on a day. China has one offset and no summer time. */
export function instantAt(on: Day, time: string): string {
  return `${on}T${time}:00+08:00`;
}

/** `09:30`, what a time field takes. */
export function fieldTime(at: Instant): string {
  return clock(at).padStart(5, '0');
}

/** `羽毛球` for `羽毛球 1 号场`: venues that differ in their number only belong together. */
export function familyName(venue: string): string {
  return venue.replace(/\s*\d+\s*号.*$/, '').replace(/（.*）$/, '');
}
