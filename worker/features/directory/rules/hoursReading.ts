/** Reads opening hours as a clerk types them into a table (docs/import.md); hoursText.ts prints them. */
import { isDay, minutesOf } from '../../../lib/time.ts';
import { DAY_TYPES, type DayType, type HoursPeriod, type HoursSpan } from './hours.ts';
import {
  ALL_DAY,
  ALSO,
  type Days,
  EVERY_DAY,
  TYPE_WORDS,
  UNKNOWN,
  USUAL,
  WEEK,
  WEEKDAYS,
  wallTimeOf,
} from './hoursText.ts';

/** What can't be read, and where: `at` counts the characters before it. */
export type HoursFault = { code: HoursFaultCode; at: number; part: string };
export type HoursFaultCode =
  | 'hours.season'
  | 'hours.day'
  | 'hours.time'
  | 'hours.noTimes'
  | 'hours.order'
  | 'hours.overlap'
  | 'hours.rest';

/** Thrown inside this file only. */
class Unreadable extends Error {
  readonly code: HoursFaultCode;
  readonly part: string;
  constructor(code: HoursFaultCode, part: string) {
    super(code);
    this.code = code;
    this.part = part;
  }
}

/** The hours that a text says; null where it is empty or says that nobody knows; or what can't be read in it. */
export function readHours(text: string): { hours: HoursPeriod[] | null } | { fault: HoursFault } {
  const plain = narrow(text);
  if (['', UNKNOWN, '未知', '-'].includes(plain.trim())) return { hours: null };
  const periods: { season: Omit<HoursPeriod, 'spans'>; clauses: Clause[] }[] = [];
  let at = 0;
  for (const piece of plain.split(/[。;\n]/)) {
    try {
      const { season, rest } = readSeason(piece);
      if (season || periods.length === 0) periods.push({ season: season ?? {}, clauses: [] });
      if (rest.trim() !== '') periods[periods.length - 1]?.clauses.push(readClause(rest));
      const current = periods[periods.length - 1];
      if (current) checkOverlaps(current.clauses, piece);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      const within = Math.max(0, plain.indexOf(error.part, at));
      return { fault: { code: error.code, at: within, part: error.part.trim() } };
    }
    at += piece.length + 1;
  }
  return { hours: periods.map(({ season, clauses }) => ({ ...season, spans: spansOf(clauses) })) };
}

/** Full-width letters, digits and marks as narrow ones, one for one; every kind of dash as `-`. */
function narrow(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\uff01-\uff5e]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0\t]/g, ' ')
    .replace(/[～〜~—–―－‐−]/g, '-');
}

const DATE = String.raw`(?:\d{4}年)?\d{1,2}月\d{1,2}日|(?:\d{4}-)?\d{1,2}-\d{1,2}`;
const SEASON = new RegExp(
  String.raw`^\s*(?:(${USUAL})|(${DATE})\s*起|(?:到|至)\s*(${DATE})(?:为止)?|(${DATE})\s*(?:至|到|-)\s*(?:次年)?\s*(${DATE}))\s*:?\s*`,
);

function readSeason(piece: string): { season: Omit<HoursPeriod, 'spans'> | null; rest: string } {
  const [said = '', usual, since, to, from, until] = SEASON.exec(piece) ?? [];
  if (said === '') {
    if (/^\s*\d+(月|年)/.test(piece)) throw new Unreadable('hours.season', piece);
    return { season: null, rest: piece };
  }
  const rest = piece.slice(said.length);
  if (usual) return { season: {}, rest };
  const [first, last] = [since ?? from, to ?? until];
  return {
    season: { ...(first && { from: readDate(first) }), ...(last && { until: readDate(last) }) },
    rest,
  };
}

function readDate(text: string): string {
  const numbers = text.split(/[年月日-]/).filter(Boolean);
  const [date = '', month = '', year] = numbers.reverse();
  const day = `${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  // A leap year, so that 02-29 is a day.
  if (!isDay(`${year ?? '2024'}-${day}`)) throw new Unreadable('hours.season', text);
  return year ? `${year}-${day}` : day;
}

type Clause = {
  /** Several where weekdays and kinds of day stand side by side: 周六日、节假日. */
  when: Days[];
  /** Empty = rest. */
  times: Pick<HoursSpan, 'opens' | 'closes'>[];
  /** Beside what the weekday says, not instead of it. */
  also: boolean;
};

const TIMES = /\d{1,2}:|24小时|全天|休息|不开放|关闭|闭馆/;

function readClause(piece: string): Clause {
  const start = piece.search(TIMES);
  if (start < 0) throw new Unreadable('hours.noTimes', piece);
  const said = piece.slice(0, start).replace(/\s*:?\s*$/, '');
  const also = said.endsWith(ALSO);
  const when = readDays(also ? said.slice(0, -ALSO.length) : said);
  const times = piece.slice(start).trim();
  if (/^(休息|不开放|关闭|闭馆)$/.test(times)) {
    if (when.some(({ weeks }) => weeks)) throw new Unreadable('hours.rest', piece);
    return { when, times: [], also };
  }
  const parts = times.split(/[,、和及]/);
  return { when, times: parts.map(readTimes), also };
}

function readTimes(part: string): Pick<HoursSpan, 'opens' | 'closes'> {
  const text = part.replace(/\s/g, '');
  if (text === ALL_DAY || text === '全天') return { opens: '00:00', closes: '24:00' };
  const found = /^(\d{1,2}):(\d{2})(?:-|至|到)(次日|第二天)?(\d{1,2}):(\d{2})$/.exec(text);
  if (!found) throw new Unreadable('hours.time', part);
  const [, fromHour = '', fromMinute = '', next, toHour = '', toMinute = ''] = found;
  const opens = Number(fromHour) * 60 + Number(fromMinute);
  const closes = Number(toHour) * 60 + Number(toMinute) + (next ? 24 * 60 : 0);
  const isTime = Number(fromMinute) < 60 && Number(toMinute) < 60 && opens < 24 * 60;
  if (!isTime || closes > 48 * 60) throw new Unreadable('hours.time', part);
  if (closes <= opens) throw new Unreadable('hours.order', part);
  return { opens: wallTimeOf(opens), closes: wallTimeOf(closes) };
}

/** `法定工作日` has no type of its own: school days and weekdays of a vacation, and the days worked instead of others. */
const WORKDAYS: Days[] = [
  { days: [1, 2, 3, 4, 5], dayTypes: ['school_day', 'vacation'] },
  { dayTypes: ['makeup_workday'] },
];

function readDays(said: string): Days[] {
  const text = said.replace(/\s/g, '');
  if (/^(法定)?工作日$/.test(text)) return WORKDAYS;
  const [before = '', after] = text.split('的');
  if (after !== undefined) {
    const types = before.split('、').map(typeOf);
    if (types.some((type) => !type)) throw new Unreadable('hours.day', said);
    return [{ ...readWeekdays(after, said), dayTypes: types as DayType[] }];
  }
  const parts = text.split(/[、,和及]/);
  const types = parts.flatMap((part) => typeOf(part) ?? []);
  const others = parts.filter((part) => !typeOf(part));
  const when: Days[] = others.length > 0 ? [readWeekdays(others.join('、'), said)] : [];
  return types.length > 0 ? [...when, { dayTypes: types }] : when;
}

function typeOf(word: string): DayType | undefined {
  const same = word.replace(/^法定/, '').replace(/^假期$/, '节假日');
  return DAY_TYPES.find((type) => TYPE_WORDS[type] === same);
}

function readWeekdays(text: string, said: string): Days {
  const [, week, named = ''] = /^(单周|双周)?(.*)$/.exec(text) ?? [];
  const weeks = week ? { weeks: week === '单周' ? ('odd' as const) : ('even' as const) } : {};
  if (['', EVERY_DAY, '每日', '天天'].includes(named)) return weeks;
  const days = new Set(named.split('、').flatMap((part) => weekdaysIn(part, said)));
  if (days.size === WEEK.length) return weeks;
  return { days: WEEK.filter((day) => days.has(day)), ...weeks };
}

function weekdaysIn(part: string, said: string): number[] {
  const text = part
    .replace(/周末/, '周六日')
    .replace(/星期|礼拜|周/g, '')
    .replace(/天/g, '日');
  const run = /^([一二三四五六日])(?:至|到|-)([一二三四五六日])$/.exec(text);
  if (run) {
    const [first, last] = [run[1], run[2]].map((name) => WEEKDAYS.indexOf(name ?? '') + 1);
    if ((first ?? 0) > (last ?? 0)) throw new Unreadable('hours.day', said);
    return WEEK.filter((day) => (first ?? 0) <= day && day <= (last ?? 0));
  }
  if (!/^[一二三四五六日]+$/.test(text)) throw new Unreadable('hours.day', said);
  return [...text].map((name) => WEEKDAYS.indexOf(name) + 1);
}

/** A kind of day named by itself, or a day of rest, goes before what the weekday says, unless it is there beside it. */
function spansOf(clauses: readonly Clause[]): HoursSpan[] {
  const rests = clauses.filter(({ times }) => times.length === 0).flatMap(({ when }) => when);
  const instead = clauses.filter(({ also }) => !also).flatMap(({ when }) => when);
  const ownTypes = new Set(instead.flatMap((one) => (isBareType(one) ? (one.dayTypes ?? []) : [])));
  const restTypes = new Set(rests.flatMap(({ dayTypes }) => dayTypes ?? []));
  const restDays = new Set(rests.flatMap((one) => (one.dayTypes ? [] : (one.days ?? WEEK))));
  return clauses.flatMap(({ when, times }) =>
    when.flatMap((one) => {
      const cut = one.dayTypes ? withoutTypes(one, restTypes) : withoutDays(one, restDays);
      const held = cut && !cut.dayTypes && ownTypes.size > 0 ? withoutTypes(cut, ownTypes) : cut;
      return held ? times.map((time) => ({ ...held, ...time })) : [];
    }),
  );
}

function isBareType({ days, dayTypes, weeks }: Days): boolean {
  return dayTypes !== undefined && !days && !weeks;
}

function withoutTypes({ days, dayTypes, weeks }: Days, out: ReadonlySet<DayType>): Days | null {
  const left = (dayTypes ?? DAY_TYPES).filter((type) => !out.has(type));
  if (left.length === 0) return null;
  return { ...(days && { days }), dayTypes: left, ...(weeks && { weeks }) };
}

function withoutDays(one: Days, out: ReadonlySet<number>): Days | null {
  if (out.size === 0) return one;
  const days = (one.days ?? WEEK).filter((day) => !out.has(day));
  return days.length === 0 ? null : { days, ...(one.weeks && { weeks: one.weeks }) };
}

/** Two openings of one day that run into each other are a slip: nobody opens twice at once. */
function checkOverlaps(clauses: readonly Clause[], piece: string): void {
  const spans = clauses.flatMap(({ when, times }) =>
    when.flatMap((one) => times.map((time) => ({ ...one, ...time }))),
  );
  const last = spans[spans.length - 1];
  for (const [index, span] of spans.entries()) {
    const later = spans.slice(index + 1);
    if (last && later.some((other) => meet(span, other))) {
      throw new Unreadable('hours.overlap', piece);
    }
  }
}

function meet(a: HoursSpan, b: HoursSpan): boolean {
  const sameTypes = a.dayTypes
    ? b.dayTypes?.some((type) => a.dayTypes?.includes(type))
    : !b.dayTypes;
  const sameWeeks = !a.weeks || !b.weeks || a.weeks === b.weeks;
  const sameDays = (a.days ?? WEEK).some((day) => (b.days ?? WEEK).includes(day));
  const overlap =
    minutesOf(a.opens) < minutesOf(b.closes) && minutesOf(b.opens) < minutesOf(a.closes);
  return Boolean(sameTypes) && sameWeeks && sameDays && overlap;
}
