/** Which column of a table is which, by what stands over it. */
import {
  COLUMN_HEADINGS,
  COLUMN_KEYS,
  type ColumnKey,
  headingOf,
} from '../../directory/rules/registerColumns.ts';

/** Without these a row can't be a place. */
const NEEDED: readonly ColumnKey[] = [
  'name',
  'level',
  'category',
  'community',
  'address',
  'lng',
  'lat',
];

export type Headings = {
  /** For each column of the table: which it is; null = none that the register has. */
  columns: (ColumnKey | null)[];
  missing: string[];
  unknown: string[];
  twice: string[];
};

/** Case, spaces, stars and units in brackets don't count: `经度（°）*`, `Longitude`. */
function plain(heading: string): string {
  return heading
    .replace(/[（([【][^）)\]】]*[）)\]】]/g, '')
    .replace(/[\s*＊_:：-]/g, '')
    .toLowerCase();
}

export function readHeadings(headings: readonly string[]): Headings {
  const found = headings.map((heading) => {
    const same = plain(heading);
    const names = (key: ColumnKey): readonly string[] => COLUMN_HEADINGS[key];
    return COLUMN_KEYS.find((key) => same === plain(key) || names(key).includes(same)) ?? null;
  });
  const columns = found.map((key, index) => (found.indexOf(key) === index ? key : null));
  return {
    columns,
    missing: NEEDED.filter((key) => !found.includes(key)).map(headingOf),
    unknown: headings.filter((heading, index) => !found[index] && heading.trim() !== ''),
    twice: headings.filter((_, index) => found[index] && !columns[index]),
  };
}
