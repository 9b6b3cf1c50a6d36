import { format as words } from '../i18n/zh/format.ts';

/**
 * The one place that turns times, money and distances into words. Pure: the clock is an argument.
 * Everything is said in the street's own time, whatever the phone is set to.
 */

/** An instant: milliseconds since 1970, or the RFC 3339 text that the API answers. */
export type Instant = number | string;
/** A day in Shanghai, `YYYY-MM-DD`. */
export type Day = string;

const ZONE = 'Asia/Shanghai';
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

const wallClock = new Intl.DateTimeFormat('en-US', {
  timeZone: ZONE,
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
});
const lunarCalendar = new Intl.DateTimeFormat('zh-CN-u-ca-chinese', {
  timeZone: ZONE,
  month: 'long',
  day: 'numeric',
});
const grouped = new Intl.NumberFormat('zh-CN');

/** Milliseconds of an instant. Throws RangeError for text that is not a time. */
export function toMs(at: Instant): number {
  const ms = typeof at === 'number' ? at : Date.parse(at);
  if (!Number.isFinite(ms)) throw new RangeError(`not an instant: ${at}`);
  return ms;
}

interface Wall {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

function wall(at: Instant): Wall {
  const found: Record<string, number> = {};
  for (const part of wallClock.formatToParts(toMs(at))) found[part.type] = Number(part.value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = found;
  return { year, month, day, hour, minute };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** A day as the UTC midnight that carries its number: calendar arithmetic without any zone. */
function dayMs(on: Day): number {
  const ms = Date.parse(`${on}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(on) || Number.isNaN(ms)) throw new RangeError(`not a day: ${on}`);
  return ms;
}

function partsOf(on: Day): { year: number; month: number; day: number } {
  const date = new Date(dayMs(on));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

// ── Days ─────────────────────────────────────────────────────────────────────────────────────────

/** The day it is in Shanghai at that instant. */
export function dayOf(at: Instant): Day {
  const { year, month, day } = wall(at);
  return `${year}-${two(month)}-${two(day)}`;
}

/** The day `count` days later (earlier when negative). */
export function addDays(on: Day, count: number): Day {
  return new Date(dayMs(on) + count * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((dayMs(to) - dayMs(from)) / DAY_MS);
}

/** 1 for Monday … 7 for Sunday. */
export function weekdayNumber(on: Day): number {
  return new Date(dayMs(on)).getUTCDay() || 7;
}

/** Monday to Sunday of the week that holds the day. */
export function weekOf(on: Day): Day[] {
  const monday = addDays(on, 1 - weekdayNumber(on));
  return [0, 1, 2, 3, 4, 5, 6].map((count) => addDays(monday, count));
}

/** ISO 8601 week number, as printed in Chinese calendars (第 48 周). */
export function weekNumber(on: Day): number {
  const thursday = addDays(on, 4 - weekdayNumber(on));
  return Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1;
}

/** `三` */
export function weekdayName(on: Day): string {
  return words.weekdays[weekdayNumber(on) - 1] ?? '';
}

/** `星期三` */
export function weekdayLong(on: Day): string {
  return words.weekdayLong(weekdayName(on));
}

/** `周三` */
export function weekdayShort(on: Day): string {
  return words.weekdayShort(weekdayName(on));
}

/** `25`, the bare number for calendars. */
export function dayNumber(on: Day): number {
  return partsOf(on).day;
}

/** `11 月 25 日`; with the year when it is not this year. */
export function monthDay(on: Day, now?: Instant): string {
  const { year, month, day } = partsOf(on);
  if (now !== undefined && wall(now).year !== year) return words.yearMonthDay(year, month, day);
  return words.monthDay(month, day);
}

/** `11 月 25 日 星期三`; with the year when it is not this year. */
export function dateLong(on: Day, now?: Instant): string {
  return `${monthDay(on, now)} ${weekdayLong(on)}`;
}

/** `2026 年 11 月 25 日 星期三` */
export function dateFull(on: Day): string {
  const { year, month, day } = partsOf(on);
  return `${words.yearMonthDay(year, month, day)} ${weekdayLong(on)}`;
}

/** `26 日 周四`, for places where the month is plain from what surrounds it. */
export function dateShort(on: Day): string {
  return `${words.day(partsOf(on).day)} ${weekdayShort(on)}`;
}

/** `2026 年 11 月` */
export function yearMonth(on: Day): string {
  const { year, month } = partsOf(on);
  return words.yearMonth(year, month);
}

/** `昨天`, `今天`, `明天`, `后天`, or undefined when the day has no such name. */
export function nearDay(on: Day, now: Instant): string | undefined {
  const near: Record<number, string> = {
    [-1]: words.yesterday,
    0: words.today,
    1: words.tomorrow,
    2: words.dayAfterTomorrow,
  };
  return near[daysBetween(dayOf(now), on)];
}

/** `今天`, `明天 周四`, `后天 周五`, then `28 日 周六` in the same month, `12 月 3 日 周四` beyond it. */
export function dayName(on: Day, now: Instant): string {
  const near = nearDay(on, now);
  const today = dayOf(now);
  if (on === today && near) return near;
  if (near) return `${near} ${weekdayShort(on)}`;
  if (on.slice(0, 7) === today.slice(0, 7)) return dateShort(on);
  return `${monthDay(on, now)} ${weekdayShort(on)}`;
}

/** `十月十七`: month and day of the lunar calendar, as the engine knows it. */
export function lunarDate(on: Day): string {
  let month = '';
  let day = 0;
  // Noon in Shanghai, so that the day is the same by every reckoning.
  for (const part of lunarCalendar.formatToParts(dayMs(on) + 4 * 60 * MINUTE_MS)) {
    if (part.type === 'month') month = part.value;
    if (part.type === 'day') day = Number.parseInt(part.value, 10);
  }
  if (!day) return month;
  const tens = day % 10 === 0 ? day / 10 - 1 : Math.floor(day / 10);
  const unit = words.lunarUnits[(day + 9) % 10] ?? '';
  // 二十 and 三十 are written out; 初十 and 廿一 are not.
  if (day === 20) return `${month}${words.lunarUnits[1]}${unit}`;
  if (day === 30) return `${month}${words.lunarUnits[2]}${unit}`;
  return `${month}${words.lunarTens[tens] ?? ''}${unit}`;
}

// ── Times ────────────────────────────────────────────────────────────────────────────────────────

/** `9:00`, `15:30`: the wall clock of the street. */
export function clock(at: Instant): string {
  const { hour, minute } = wall(at);
  return `${hour}:${two(minute)}`;
}

/** `15:00–16:00` */
export function clockRange(startAt: Instant, endAt: Instant): string {
  return `${clock(startAt)}–${clock(endAt)}`;
}

/** Weekly hours are stored as wall time: `08:30` is said `8:30`. */
export function wallTime(time: string): string {
  return time.replace(/^0(?=\d)/, '');
}

/** `8:30–21:00` from two wall times. */
export function wallRange(from: string, to: string): string {
  return `${wallTime(from)}–${wallTime(to)}`;
}

/** `2026-11-25T10:37+08:00`, for `<time datetime>`. China has had one offset and no summer time since 1992. */
export function machineTime(at: Instant): string {
  const { hour, minute } = wall(at);
  return `${dayOf(at)}T${two(hour)}:${two(minute)}+08:00`;
}

/** Minutes since the street's midnight, 0 … 1439. */
export function minuteOfDay(at: Instant): number {
  const { hour, minute } = wall(at);
  return hour * 60 + minute;
}

export type DayPart = 'morning' | 'forenoon' | 'noon' | 'afternoon' | 'evening' | 'night';

/** Which greeting fits: 早上 5–8, 上午 8–11, 中午 11–13, 下午 13–18, 晚上 18–22, then night. */
export function dayPart(at: Instant): DayPart {
  const { hour } = wall(at);
  if (hour < 5 || hour >= 22) return 'night';
  if (hour < 8) return 'morning';
  if (hour < 11) return 'forenoon';
  if (hour < 13) return 'noon';
  if (hour < 18) return 'afternoon';
  return 'evening';
}

// ── Spans ────────────────────────────────────────────────────────────────────────────────────────

/** Whole minutes from now until then, rounded up; 0 when it has passed. */
export function minutesUntil(at: Instant, now: Instant): number {
  return Math.max(0, Math.ceil((toMs(at) - toMs(now)) / MINUTE_MS));
}

/** Seconds on foot as minutes, rounded up, at least 1: nobody is promised less than the walk takes. */
export function walkMinutes(walkSec: number): number {
  return Math.max(1, Math.ceil(walkSec / 60));
}

/** `45 分钟`, `1 小时`, `1 小时 30 分钟`, `3 天`. Fractions of a minute are rounded up. */
export function span(durationMin: number): string {
  const whole = Math.ceil(durationMin);
  if (whole >= 48 * 60) return words.days(Math.floor(whole / (24 * 60)));
  const hours = Math.floor(whole / 60);
  const minutes = whole % 60;
  if (hours === 0) return words.minutes(minutes);
  if (minutes === 0) return words.hours(hours);
  return `${words.hours(hours)} ${words.minutes(minutes)}`;
}

// ── Money, numbers, codes ────────────────────────────────────────────────────────────────────────

/** Fen as `¥16.80`. */
export function money(priceFen: number): string {
  const sign = priceFen < 0 ? '−' : '';
  return `${sign}¥${(Math.abs(priceFen) / 100).toFixed(2)}`;
}

/** `1,286`; from ten thousand on `2.34 万`. */
export function count(value: number): string {
  if (Math.abs(value) < 10_000) return grouped.format(value);
  return words.tenThousands(String(Math.round(value / 100) / 100));
}

/** `51,528`, in full however large: for who reckons with it. */
export function whole(value: number): string {
  return grouped.format(value);
}

/** `+30`, `−80`, `0`, with a real minus sign. */
export function signed(value: number): string {
  if (value === 0) return '0';
  return `${value > 0 ? '+' : '−'}${grouped.format(Math.abs(value))}`;
}

/** `4827 1639`: digits to be read aloud, in fours. */
export function digits(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1 ');
}

// ── Distance and direction ───────────────────────────────────────────────────────────────────────

/** `250 米`, rounded to ten; from ten kilometres on `12.3 公里`. */
export function metres(distanceM: number): string {
  if (distanceM >= 10_000) return words.kilometres((distanceM / 1000).toFixed(1));
  return words.metres(String(Math.max(10, Math.round(distanceM / 10) * 10)));
}

export type Direction = 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w' | 'nw';

const COMPASS: readonly Direction[] = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'];

/** The nearest of eight directions to a bearing in degrees clockwise from north. */
export function direction(bearingDeg: number): Direction {
  const turns = Math.round(bearingDeg / 45) % 8;
  return COMPASS[(turns + 8) % 8] ?? 'n';
}

/** `东北` */
export function directionName(towards: Direction): string {
  return words.directions[towards];
}

/** Degrees to turn an arrow that points north. */
export function directionTurnDeg(towards: Direction): number {
  return COMPASS.indexOf(towards) * 45;
}
