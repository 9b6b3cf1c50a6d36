import readXlsxFile from 'read-excel-file/universal';
import { FileFault } from './fault.ts';

/** What a cell of a workbook may be; the library's own type takes Date's constructor for a date. */
type Cell = string | number | boolean | Date | null;

/** The cells of each line of one sheet, the first where none is named. Throws `FileFault`. */
export async function xlsxLines(
  bytes: Uint8Array,
  wanted?: string,
): Promise<{ lines: string[][]; sheet: string }> {
  const sheets = await readXlsxFile(bytes.slice().buffer).catch(() => {
    throw new FileFault('file.zip');
  });
  const found = wanted ? sheets.find(({ sheet }) => sheet === wanted) : sheets[0];
  if (!found) throw new FileFault('file.sheet', sheets.map(({ sheet }) => sheet).join('、'));
  const lines = found.data as unknown as Cell[][];
  return { lines: lines.map((line) => line.map(cellText)), sheet: found.sheet };
}

/** A date as a day, a time of day as `HH:MM`, a number with all its digits. */
function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (cell instanceof Date) {
    const text = cell.toISOString();
    return text < '1901' ? text.slice(11, 16) : text.slice(0, 10);
  }
  if (typeof cell === 'number' && Number.isInteger(cell)) return cell.toFixed(0);
  return String(cell);
}

const OLD_WORKBOOK = [0xd0, 0xcf, 0x11, 0xe0];
const ZIP = [0x50, 0x4b, 0x03, 0x04];

const startsWith = (bytes: Uint8Array, signature: readonly number[]) =>
  signature.every((byte, index) => bytes[index] === byte);

/** True for a workbook that can be read. Throws `file.xls` for one of before 2007, `file.encrypted` for one with a password. */
export function isXlsx(bytes: Uint8Array): boolean {
  if (startsWith(bytes, OLD_WORKBOOK)) {
    const names = new TextDecoder('utf-16le').decode(bytes.slice(0, bytes.length & ~1));
    throw new FileFault(names.includes('EncryptedPackage') ? 'file.encrypted' : 'file.xls');
  }
  return startsWith(bytes, ZIP);
}
