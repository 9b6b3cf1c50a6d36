/** One cell at a time: what it says, or what is wrong with it. */
import { isDay } from '../../../lib/time.ts';
import {
  ACCESS_FEATURES,
  type AccessFacts,
  AUDIENCES,
  type Audience,
  CATEGORIES,
  type Category,
  LEVELS,
  type Level,
} from '../../directory/rules/kinds.ts';
import {
  aliasesOf,
  LARGEST_AREA_M2,
  LONGEST,
  MOST_ALIASES,
  narrow,
  phoneNumberOf,
} from '../../directory/rules/recordLimits.ts';
import {
  ANSWER_WORDS,
  AUDIENCE_WORDS,
  CATEGORY_WORDS,
  type Cells,
  type ColumnKey,
  DATUM_WORDS,
  DATUMS,
  type Datum,
  LEVEL_WORDS,
} from '../../directory/rules/registerColumns.ts';
import { problemOf, type RowProblem, type RowProblemCode } from './problems.ts';

/** Characters a cell of text may have. */
const LONGEST_CELL: Partial<Record<ColumnKey, number>> = {
  ...LONGEST,
  aliases: MOST_ALIASES * (LONGEST.aliases + 1),
  hours: 500,
};
const LONGEST_OTHERWISE = 100;

/** The cells of one row, and what was found in them. */
export type Reading = { cells: Cells; problems: RowProblem[] };

/** A problem of a cell, with what stands in it. */
export function tell(
  { cells, problems }: Reading,
  column: ColumnKey,
  code: RowProblemCode,
  hint = '',
) {
  problems.push(problemOf(column, code, cells[column] ?? '', hint));
}

/**
 * The text of a cell: trimmed, on one line. '' where the table has no such column. Downloads put an apostrophe before what a
 * spreadsheet would reckon with (`=`, `+`, `-`, `@`); it is no part of the text.
 */
export function textIn(reading: Reading, column: ColumnKey): string {
  const text = (reading.cells[column] ?? '')
    .replace(/[\s\u3000]+/g, ' ')
    .trim()
    .replace(/^'(?=[=+\-@])/, '');
  const longest = LONGEST_CELL[column] ?? LONGEST_OTHERWISE;
  if (/^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!)$/.test(text)) {
    tell(reading, column, 'cell.error');
    return '';
  }
  if (/[\p{Cc}\p{Cs}\uFFFD]/u.test(text)) tell(reading, column, 'text.control');
  if (text.length > longest) tell(reading, column, 'text.tooLong', String(longest));
  return text;
}

/** The same with full-width letters, digits and marks made narrow: they are taken as what they mean, and that is said. */
function narrowIn(reading: Reading, column: ColumnKey): string {
  const text = textIn(reading, column);
  const narrowed = narrow(text);
  if (narrowed !== text) tell(reading, column, 'digits.wide', narrowed);
  return narrowed;
}

/** Degrees, or null where there is none that can be read. */
export function degreesIn(reading: Reading, column: 'lng' | 'lat'): number | null {
  const text = narrowIn(reading, column).replace(/°$/, '').replace(/\s/g, '');
  if (text === '') return null;
  if (!/^-?\d{1,3}(\.\d+)?$/.test(text)) {
    tell(reading, column, 'number.bad');
    return null;
  }
  return Number(text);
}

/** Whole square metres. An empty cell is 0, and that is said. */
export function areaIn(reading: Reading): number | null {
  const text = narrowIn(reading, 'areaM2').replace(/(,|\s|平方米|平米|㎡|m²|m2)/g, '');
  if (text === '') {
    tell(reading, 'areaM2', 'area.empty');
    return 0;
  }
  const area = /^\d+(\.\d+)?$/.test(text) ? Math.round(Number(text)) : Number.NaN;
  if (area <= LARGEST_AREA_M2) return area;
  tell(reading, 'areaM2', 'area.bad', String(LARGEST_AREA_M2));
  return null;
}

export function idIn(reading: Reading): string | null {
  const text = narrowIn(reading, 'id').toLowerCase();
  if (text === '') return null;
  if (/^[a-z0-9][a-z0-9_-]{0,63}$/.test(text)) return text;
  tell(reading, 'id', 'id.bad');
  return null;
}

export function phoneIn(reading: Reading): string | null {
  const text = narrowIn(reading, 'phone');
  if (text === '' || text === ANSWER_WORDS.no || text === ANSWER_WORDS.unknown) return null;
  const number = phoneNumberOf(text);
  if (number === null) tell(reading, 'phone', 'phone.bad');
  return number;
}

export function dayIn(reading: Reading, today: string): string | null {
  const text = narrowIn(reading, 'checkedOn');
  if (text === '' || text === ANSWER_WORDS.unknown) return null;
  const found =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?( 0{1,2}:00(:00)?)?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const [, year = '', month = '', date = ''] = found ?? [];
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  if (!found || !isDay(day)) tell(reading, 'checkedOn', 'checkedOn.bad');
  else if (day > today) tell(reading, 'checkedOn', 'checkedOn.future', today);
  else return day;
  return null;
}

/** One of a set, by its word or by its name in code. */
function oneOf<T extends string>(
  words: Record<T, string>,
  all: readonly T[],
  text: string,
): T | undefined {
  const same = text.replace(/\s/g, '').toLowerCase();
  return all.find((one) => one === same || words[one].toLowerCase() === same);
}

export function levelIn(reading: Reading): Level | null {
  const text = textIn(reading, 'level');
  if (text === '') tell(reading, 'level', 'level.empty');
  const level = oneOf(LEVEL_WORDS, LEVELS, text) ?? oneOf(LEVEL_WORDS, LEVELS, `${text}级`);
  if (text !== '' && !level) tell(reading, 'level', 'level.unknown');
  return level ?? null;
}

export function categoryIn(reading: Reading): Category | null {
  const text = textIn(reading, 'category');
  if (text === '') tell(reading, 'category', 'category.empty');
  const category = oneOf(CATEGORY_WORDS, CATEGORIES, text);
  if (text !== '' && !category) {
    const near = CATEGORIES.find((one) => {
      const word = CATEGORY_WORDS[one];
      return word.includes(text) || text.includes(word) || [...word].some((c) => text.includes(c));
    });
    tell(reading, 'category', 'category.unknown', near ? CATEGORY_WORDS[near] : '');
  }
  return category ?? null;
}

/** The row's own datum, or that of the file where the cell is empty. */
export function datumIn(reading: Reading, ofFile: Datum): Datum | null {
  const text = narrowIn(reading, 'datum')
    .replace(/[\s_-]/g, '')
    .toLowerCase();
  if (text === '') return ofFile;
  const names: Record<Datum, string[]> = {
    wgs84: ['wgs84', 'gps', 'epsg4326', 'cgcs2000'],
    gcj02: ['gcj02', '高德', '腾讯', '火星坐标', '火星'],
    bd09: ['bd09', 'bd09ll', '百度'],
  };
  const datum = DATUMS.find((one) => names[one].includes(text));
  if (!datum) tell(reading, 'datum', 'datum.unknown', Object.values(DATUM_WORDS).join('、'));
  return datum ?? null;
}

export function audienceIn(reading: Reading): Audience[] | null {
  const text = textIn(reading, 'audience');
  if (text === '') return ['all'];
  const others: Record<string, Audience> = { 老年人: 'elder', 儿童: 'child', 残疾人: 'disabled' };
  const read = text.split(/[、,，;；/ ]+/).map((one) => ({
    one,
    audience: others[one] ?? oneOf(AUDIENCE_WORDS, AUDIENCES, one),
  }));
  const unknown = read.filter(({ audience }) => !audience).map(({ one }) => one);
  if (unknown.length > 0) tell(reading, 'audience', 'audience.unknown', unknown.join('、'));
  // In the order of the file: what was downloaded comes back the same.
  return unknown.length > 0 ? null : [...new Set(read.flatMap(({ audience }) => audience ?? []))];
}

export function aliasesIn(reading: Reading): string[] {
  const aliases = aliasesOf(textIn(reading, 'aliases'));
  if (aliases.length > MOST_ALIASES) {
    tell(reading, 'aliases', 'aliases.tooMany', String(MOST_ALIASES));
  }
  if (aliases.some((one) => one.length > LONGEST.aliases)) {
    tell(reading, 'aliases', 'text.tooLong', String(LONGEST.aliases));
  }
  return aliases;
}

/** What the table says about getting in: `有`, `无`, `不详`, with a note in brackets: `有（北门坡道）`. */
export function accessIn(reading: Reading): Partial<AccessFacts> {
  const facts: Partial<AccessFacts> = {};
  for (const feature of ACCESS_FEATURES) {
    if (reading.cells[feature] === undefined) continue;
    const text = textIn(reading, feature);
    const [, word = '', note] = /^([^（(]*)(?:[（(](.*)[）)])?$/.exec(text) ?? [];
    const answer = answerOf(word.trim());
    if (answer) facts[feature] = { answer, ...(note ? { note } : {}) };
    else tell(reading, feature, 'access.unknown');
  }
  return facts;
}

function answerOf(word: string): 'yes' | 'no' | 'unknown' | undefined {
  if (['', '-', '不详', '未知', '不清楚', 'unknown', '?', '？'].includes(word)) return 'unknown';
  if (['有', '是', 'yes', 'y', 'true', '1', '√', '✓'].includes(word.toLowerCase())) return 'yes';
  if (['无', '没有', '否', 'no', 'n', 'false', '0', '×'].includes(word.toLowerCase())) return 'no';
  return undefined;
}
