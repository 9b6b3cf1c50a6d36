import { clock, clockRange, dayName, dayOf } from '../../lib/format.ts';

/** `今天 14:30`, `28 日 周六 9:00`. */
export function momentWords(at: string, now: number): string {
  return `${dayName(dayOf(at), now)} ${clock(at)}`;
}

/** `今天 14:30–16:00`. */
export function spanWords({ start, end }: { start: string; end: string }, now: number): string {
  return `${dayName(dayOf(start), now)} ${clockRange(start, end)}`;
}
