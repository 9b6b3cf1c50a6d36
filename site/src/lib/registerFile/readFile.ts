/** A register as a file, read to rows: on the desk's page and on the command line alike. */
import type {
  Cells,
  ColumnKey,
  Datum,
} from '../../../../worker/features/directory/rules/registerColumns.ts';
import type { RawRow } from '../../../../worker/features/imports/rules/row.ts';
import { MOST_ROWS } from '../../../../worker/features/imports/rules/states.ts';
import { csvLines } from './csv.ts';
import { FileFault } from './fault.ts';
import { geoJsonTable, isGeoJson } from './geojson.ts';
import { hsdsRows } from './hsds.ts';
import { tableOf } from './table.ts';
import { decodeText, type Encoding } from './text.ts';
import { isXlsx, xlsxLines } from './xlsx.ts';

export type ReadFile = {
  format: 'csv' | 'xlsx' | 'geojson' | 'hsds';
  /** The datum that the format itself names. */
  datum: Datum | null;
  encoding?: Encoding;
  sheet?: string;
  rows: RawRow[];
  /** Headings that stand over no column of the register: what is under them is left out. */
  unknown: string[];
  /** SHA-256 of the file and of what fills its gaps, in hex. */
  hash: string;
};

const MOST_BYTES = 30 * 1024 * 1024;

/** `fill`: what stands in a cell that is empty or missing, the same for all rows. Throws `FileFault`. */
export async function readFile(
  bytes: Uint8Array,
  { sheet, fill = {} }: { sheet?: string; fill?: Cells } = {},
): Promise<ReadFile> {
  if (bytes.length === 0) throw new FileFault('file.empty');
  if (bytes.length > MOST_BYTES) throw new FileFault('file.tooLarge');
  const read = await rowsIn(bytes, sheet, Object.keys(fill) as ColumnKey[]);
  if (read.rows.length === 0) throw new FileFault('file.noRows');
  if (read.rows.length > MOST_ROWS) throw new FileFault('file.tooManyRows', `${read.rows.length}`);
  const rows = read.rows.map((row) => ({ ...row, cells: filledCells(row.cells, fill) }));
  return { ...read, rows, hash: await hashOf(bytes, JSON.stringify([sheet ?? '', fill])) };
}

async function rowsIn(
  bytes: Uint8Array,
  sheet: string | undefined,
  filled: readonly ColumnKey[],
): Promise<Omit<ReadFile, 'hash'>> {
  if (isXlsx(bytes)) {
    const read = await xlsxLines(bytes, sheet);
    return { format: 'xlsx', datum: null, sheet: read.sheet, ...tableOf(read.lines, filled) };
  }
  const { text, encoding } = decodeText(bytes);
  if (!/^\s*[[{]/.test(text)) {
    return { format: 'csv', datum: null, encoding, ...tableOf(csvLines(text), filled) };
  }
  const data = parseJson(text);
  // Both say so themselves: RFC 7946 and HSDS have WGS-84.
  if (isGeoJson(data)) {
    return { format: 'geojson', datum: 'wgs84', ...geoJsonTable(data.features, filled) };
  }
  return { format: 'hsds', datum: 'wgs84', rows: hsdsRows(data), unknown: [] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new FileFault('file.json');
  }
}

function filledCells(cells: Cells, fill: Cells): Cells {
  const gaps = (Object.keys(fill) as ColumnKey[]).filter((key) => !cells[key]?.trim());
  return { ...cells, ...Object.fromEntries(gaps.map((key) => [key, fill[key]])) };
}

async function hashOf(bytes: Uint8Array, more: string): Promise<string> {
  const rest = new TextEncoder().encode(more);
  const all = new Uint8Array(bytes.length + rest.length);
  all.set(bytes);
  all.set(rest, bytes.length);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', all));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
