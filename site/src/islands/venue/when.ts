import { venues as t } from '../../i18n/zh/venues.ts';
import { clock, dayName, dayOf, span } from '../../lib/format.ts';

/** `13:00` today, otherwise with its day. */
export function whenIs(at: string, now: number): string {
  const on = dayOf(at);
  return on === dayOf(now) ? clock(at) : `${dayName(on, now)} ${clock(at)}`;
}

/** `半小时`, `1 小时`, `1 小时半`: short enough for a slot. */
export function lengthWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  if (minutes % 60 === 30) return t.length.half(hours);
  return span(minutes);
}
