import { clock, dayOf, monthDay, nearDay } from '../../lib/format.ts';

/** `今天`, `明天`, `12 月 1 日`. */
export function dayWords(at: string, now: number): string {
  return nearDay(dayOf(at), now) ?? monthDay(dayOf(at), now);
}

/** `11:00` today, `昨天 18:00`, `11 月 24 日 18:00`. */
export function momentWords(at: string, now: number): string {
  return dayOf(at) === dayOf(now) ? clock(at) : `${dayWords(at, now)} ${clock(at)}`;
}
