/**
 * Opening hours as one line of text: `周一至周五 08:30-12:00,13:30-17:30；周六、周日 09:00-17:00`. The words of it, and how they are
 * printed; hoursReading.ts reads them. docs/import.md explains the form to the clerk who fills in a table.
 */
import { minutesOf } from '../../../lib/time.ts';
import type { DayType, HoursPeriod, HoursSpan } from './hours.ts';

export const UNKNOWN = '不详';
const REST = '休息';
export const EVERY_DAY = '每天';
export const USUAL = '平时';
export const ALL_DAY = '24小时';
export const ALSO = '另加';
const NEXT_DAY = '次日';
export const WEEKDAYS = '一二三四五六日';
export const WEEK = [1, 2, 3, 4, 5, 6, 7];
export const TYPE_WORDS: Record<DayType, string> = {
  school_day: '上学日',
  weekend: '双休日',
  holiday: '节假日',
  makeup_workday: '调休上班日',
  vacation: '寒暑假',
};

/** Which days a span holds on. */
export type Days = Pick<HoursSpan, 'days' | 'dayTypes' | 'weeks'>;

/** Null prints as `不详`. `readHours` reads every result back as the same hours. */
export function printHours(hours: readonly HoursPeriod[] | null): string {
  if (hours === null) return UNKNOWN;
  if (hours.length === 0) return `${EVERY_DAY} ${REST}`;
  return hours.map((period) => printPeriod(period, hours.length > 1)).join('。');
}

function printPeriod({ from, until, spans }: HoursPeriod, amongOthers: boolean): string {
  const season = printSeason(from, until) ?? (amongOthers ? USUAL : '');
  const clauses = new Map<string, { days: string; times: string[] }>();
  const hasPlain = spans.some((span) => !span.dayTypes);
  for (const span of spans) {
    const also = span.dayTypes && !span.days && !span.weeks && hasPlain ? ALSO : '';
    const days = `${printDays(span)}${also}`;
    const clause = clauses.get(days) ?? { days, times: [] };
    clauses.set(days, { days, times: [...clause.times, printTimes(span)] });
  }
  const said = [...clauses.values()].map(({ days, times }) => `${days} ${times.join(',')}`);
  const words = said.length > 0 ? said.join('；') : `${EVERY_DAY} ${REST}`;
  return season ? `${season}：${words}` : words;
}

function printSeason(from: string | undefined, until: string | undefined): string | null {
  if (from === undefined && until === undefined) return null;
  if (until === undefined) return `${printDate(from ?? '')}起`;
  if (from === undefined) return `至${printDate(until)}`;
  const overNewYear = from.length === 5 && until.length === 5 && from > until;
  return `${printDate(from)}至${overNewYear ? '次年' : ''}${printDate(until)}`;
}

function printDate(day: string): string {
  const [month, date] = day.slice(-5).split('-').map(Number);
  return `${day.length > 5 ? `${day.slice(0, 4)}年` : ''}${month}月${date}日`;
}

function printDays({ days, dayTypes, weeks }: Days): string {
  const types = dayTypes?.map((type) => TYPE_WORDS[type]).join('、');
  const week = weeks ? { odd: '单周', even: '双周' }[weeks] : '';
  if (types !== undefined && !days && !weeks) return types;
  const named = days ? runsOf(days).map(printRun).join('、') : EVERY_DAY;
  return `${types === undefined ? '' : `${types}的`}${week}${named}`;
}

function runsOf(days: readonly number[]): number[][] {
  const runs: number[][] = [];
  for (const day of days) {
    const run = runs[runs.length - 1];
    if (run && run[run.length - 1] === day - 1) run.push(day);
    else runs.push([day]);
  }
  return runs;
}

function printRun(run: readonly number[]): string {
  const names = run.map((day) => `周${WEEKDAYS[day - 1]}`);
  return names.length < 3 ? names.join('、') : `${names[0]}至${names[names.length - 1]}`;
}

function printTimes({ opens, closes }: HoursSpan): string {
  if (opens === '00:00' && closes === '24:00') return ALL_DAY;
  const over = minutesOf(closes) - 24 * 60;
  return `${opens}-${over > 0 ? `${NEXT_DAY}${wallTimeOf(over)}` : closes}`;
}

/** `HH:MM`; hours of 24 and more go on counting. */
export function wallTimeOf(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
