/** The empty table that a clerk fills in: all headings, and one row as an example. */
import Papa from 'papaparse';
import {
  ANSWER_WORDS,
  AUDIENCE_WORDS,
  CATEGORY_WORDS,
  type Cells,
  COLUMN_KEYS,
  DATUM_WORDS,
  headingOf,
  LEVEL_WORDS,
} from '../../../../worker/features/directory/rules/registerColumns.ts';
import { imports as t } from '../../i18n/zh/imports.ts';

const EXAMPLE: Cells = {
  ...t.example,
  level: LEVEL_WORDS.community,
  category: CATEGORY_WORDS.reading,
};

/** Headings first, then the example. */
export function templateLines(): string[][] {
  return [COLUMN_KEYS.map(headingOf), COLUMN_KEYS.map((key) => EXAMPLE[key] ?? '')];
}

export function csvTemplate(): string {
  return Papa.unparse(templateLines(), { newline: '\r\n' });
}

/** Which words a column understands. */
export function templateWords(): { title: string; wordsTitle: string; words: [string, string][] } {
  const all = (words: Record<string, string>) => Object.values(words).join('、');
  return {
    title: t.sheet,
    wordsTitle: t.sheetWords,
    words: [
      [headingOf('level'), all(LEVEL_WORDS)],
      [headingOf('category'), all(CATEGORY_WORDS)],
      [headingOf('audience'), all(AUDIENCE_WORDS)],
      [headingOf('datum'), all(DATUM_WORDS)],
      [headingOf('step_free'), all(ANSWER_WORDS)],
      [headingOf('hours'), t.hoursForms],
    ],
  };
}
