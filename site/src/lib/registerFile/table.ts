/** Lines of cells become rows of named columns. */
import type {
  Cells,
  ColumnKey,
} from '../../../../worker/features/directory/rules/registerColumns.ts';
import { readHeadings } from '../../../../worker/features/imports/rules/headings.ts';
import type { RawRow } from '../../../../worker/features/imports/rules/row.ts';
import { FileFault } from './fault.ts';

export type Table = { rows: RawRow[]; unknown: string[] };

/** A title, a date and who filled it in may stand above the headings. */
const HEADINGS_WITHIN = 6;
const FEWEST_KNOWN = 3;

/**
 * `lines` as in the file, from line 1. `filled`: columns that are given for all rows, so the table may lack them. Throws
 * `FileFault`.
 */
export function tableOf(
  lines: readonly (readonly string[])[],
  filled: readonly ColumnKey[],
): Table {
  if (!lines.some((line) => line.some(Boolean))) throw new FileFault('file.empty');
  const at = lines
    .slice(0, HEADINGS_WITHIN)
    .findIndex((line) => readHeadings(line).columns.filter(Boolean).length >= FEWEST_KNOWN);
  const headings = at < 0 ? null : readHeadings(lines[at] ?? []);
  if (!headings) throw new FileFault('file.noHeadings', (lines[0] ?? []).join('、').slice(0, 80));
  checkHeadings(headings, filled);
  const rows: RawRow[] = [];
  lines.forEach((line, index) => {
    if (index > at && line.some((cell) => cell.trim() !== '')) {
      rows.push(rowOf(line, index + 1, headings.columns));
    }
  });
  return { rows, unknown: headings.unknown };
}

export function checkHeadings(
  { missing, twice, columns }: Omit<ReturnType<typeof readHeadings>, 'unknown'>,
  filled: readonly ColumnKey[],
): void {
  const given = readHeadings(filled).columns;
  const still = missing.filter(
    (heading) => !given.includes(readHeadings([heading]).columns[0] ?? null),
  );
  if (still.length > 0) throw new FileFault('file.columnsMissing', still.join('、'));
  if (twice.length > 0) throw new FileFault('file.columnTwice', twice.join('、'));
  if (columns.length === 0) throw new FileFault('file.noHeadings');
}

function rowOf(
  line: readonly string[],
  rowNo: number,
  columns: readonly (ColumnKey | null)[],
): RawRow {
  const cells: Cells = {};
  columns.forEach((key, index) => {
    if (key) cells[key] = line[index] ?? '';
  });
  const more = line.slice(columns.length).filter((cell) => cell.trim() !== '');
  if (more.length === 0) return { rowNo, cells };
  return { rowNo, cells, faults: [{ code: 'row.tooManyCells', value: more.join('、') }] };
}
