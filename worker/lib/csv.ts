/** Tables for spreadsheets: CSV as RFC 4180 has it. */
import Papa from 'papaparse';

/** By it Excel knows UTF-8; in China it takes a file without it for GB18030. */
const BYTE_ORDER_MARK = '\ufeff';

/** Rows in the order of the fields. What a spreadsheet would reckon with (`=`, `+`, `-`, `@`) is given an apostrophe. */
export function csvOf(fields: string[], data: (string | number)[][]): string {
  const table = Papa.unparse({ fields, data }, { escapeFormulae: true, newline: '\r\n' });
  return `${BYTE_ORDER_MARK}${table}\r\n`;
}
