import type {
  DayType,
  HoursPeriod,
  HoursSpan,
} from '../../../worker/features/directory/rules/hours.ts';
import { hours as words } from '../i18n/zh/hours.ts';
import { monthDay, wallRange, wallTime } from './format.ts';

export interface HoursLine {
  /** `每天`, `周一至周五`, `单周周六`, `上学日`. */
  when: string;
  /** `8:30–12:00、13:30–17:30`, `全天`, `休息`. */
  times: string;
}

export interface HoursSeason {
  /** `5 月 1 日至 9 月 30 日`; undefined where the hours hold all year. */
  season?: string;
  lines: HoursLine[];
}

const WEEK = [1, 2, 3, 4, 5, 6, 7];

/** Weekly hours as a person says them. Null and none where nobody has told us. */
export function hoursInWords(periods: readonly HoursPeriod[] | null): HoursSeason[] {
  if (!periods) return [];
  return periods.map((period) => {
    const lines = linesOf(period.spans);
    const season = seasonOf(period, periods.length > 1);
    return season === undefined ? { lines } : { season, lines };
  });
}

/** The hours in one line, for lists: the first line, and that there is more. Undefined where nobody has told us. */
export function hoursInBrief(periods: readonly HoursPeriod[] | null): string | undefined {
  const lines = hoursInWords(periods).flatMap((season) => season.lines);
  const [first] = lines;
  if (!first) return undefined;
  const brief = words.brief(first.when, first.times);
  return lines.length > 1 ? words.briefMore(brief) : brief;
}

/** All of the hours in one line, for a scene within a list. */
export function hoursInLine(periods: readonly HoursPeriod[]): string {
  return hoursInWords(periods)
    .map(({ season, lines }) => {
      const said = lines.map(({ when, times }) => words.brief(when, times)).join(words.sentence);
      return season ? words.brief(season, said) : said;
    })
    .join(words.sentence);
}

function linesOf(spans: readonly HoursSpan[]): HoursLine[] {
  if (spans.length === 0) return [{ when: words.everyDay, times: words.rest }];
  const plain = spans.filter((span) => !span.weeks && !span.dayTypes);
  const special = spans.filter((span) => span.weeks || span.dayTypes);
  const lines = [...weekdayLines(plain), ...specialLines(special)];
  const rest = restDays(spans);
  return rest.length === 0 ? lines : [...lines, { when: daysInWords(rest), times: words.rest }];
}

/** Days with the same times share a line, in the order of the week. */
function weekdayLines(spans: readonly HoursSpan[]): HoursLine[] {
  const byTimes = new Map<string, number[]>();
  for (const day of WEEK) {
    const times = timesOf(spans.filter((span) => (span.days ?? WEEK).includes(day)));
    if (times) byTimes.set(times, [...(byTimes.get(times) ?? []), day]);
  }
  return [...byTimes].map(([times, days]) => ({ when: daysInWords(days), times }));
}

/** Hours of odd or even weeks, and of kinds of day. */
function specialLines(spans: readonly HoursSpan[]): HoursLine[] {
  const byWhen = new Map<string, HoursSpan[]>();
  for (const span of spans) {
    const when = specialDays(span);
    byWhen.set(when, [...(byWhen.get(when) ?? []), span]);
  }
  return [...byWhen].map(([when, same]) => ({ when, times: timesOf(same) }));
}

function specialDays({ days, weeks, dayTypes }: HoursSpan): string {
  const week = weeks ? words[weeks] : '';
  const named = days || !dayTypes ? daysInWords(days ?? WEEK) : '';
  const weekly = `${week}${named}`;
  if (!dayTypes) return weekly;
  return weekly ? words.typed(dayTypesInWords(dayTypes), weekly) : dayTypesInWords(dayTypes);
}

/** Days on which nothing opens. Where kinds of day decide, no weekday can be said to rest. */
function restDays(spans: readonly HoursSpan[]): number[] {
  if (spans.some((span) => span.dayTypes)) return [];
  return WEEK.filter((day) => !spans.some((span) => (span.days ?? WEEK).includes(day)));
}

/** `每天`, `周一至周五`, `周二、周四`. Two days in a row are both named. */
function daysInWords(days: readonly number[]): string {
  if (days.length === WEEK.length) return words.everyDay;
  const runs: number[][] = [];
  for (const day of [...days].sort((a, b) => a - b)) {
    const run = runs[runs.length - 1];
    if (run && run[run.length - 1] === day - 1) run.push(day);
    else runs.push([day]);
  }
  return runs.map(runInWords).join(words.join);
}

function runInWords(run: readonly number[]): string {
  const names = run.map((day) => words.days[day - 1] ?? '');
  if (names.length < 3) return names.join(words.join);
  return words.run(names[0] ?? '', names[names.length - 1] ?? '');
}

function dayTypesInWords(types: readonly DayType[]): string {
  const has = (...wanted: DayType[]) =>
    types.length === wanted.length && wanted.every((type) => types.includes(type));
  if (has('school_day', 'makeup_workday')) return words.schoolDays;
  if (has('weekend', 'holiday', 'vacation')) return words.daysOff;
  return types.map((type) => words.types[type]).join(words.join);
}

/** In order of opening, each range once. */
function timesOf(spans: readonly HoursSpan[]): string {
  const sorted = [...spans].sort((a, b) => (a.opens < b.opens ? -1 : 1));
  const ranges = sorted.map(({ opens, closes }) => rangeOf(opens, closes));
  return ranges.filter((range, at) => ranges.indexOf(range) === at).join(words.join);
}

function rangeOf(opens: string, closes: string): string {
  if (opens === '00:00' && closes === '24:00') return words.allDay;
  const hour = Number(closes.slice(0, 2));
  if (closes <= '24:00') return wallRange(opens, closes);
  return `${wallTime(opens)}–${words.nextDay(wallTime(`${hour - 24}${closes.slice(2)}`))}`;
}

function seasonOf({ from, until }: HoursPeriod, amongOthers: boolean): string | undefined {
  if (!from && !until) return amongOthers ? words.usual : undefined;
  if (!until) return words.from(dayInWords(from ?? ''));
  if (!from) return words.until(dayInWords(until));
  if (from === until) return dayInWords(from);
  const overNewYear = from.length === 5 && until.length === 5 && from > until;
  const between = overNewYear ? words.betweenYears : words.between;
  return between(dayInWords(from), dayInWords(until));
}

/** `MM-DD` of every year, or one day of one year. A leap year, so that 02-29 is a day. */
function dayInWords(day: string): string {
  if (day.length === 5) return monthDay(`2024-${day}`);
  return monthDay(day, 0);
}
