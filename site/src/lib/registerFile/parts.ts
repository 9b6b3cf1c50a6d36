import type { RawRow } from '../../../../worker/features/imports/rules/row.ts';
import {
  LONGEST_CELL,
  LONGEST_REQUEST,
  ROWS_A_REQUEST,
} from '../../../../worker/features/imports/rules/states.ts';

/** The rows after one that the server has, in parts that a request holds. Cells beyond all measure are cut: they are refused for their length anyway. */
export function partsAfter(rows: readonly RawRow[], lastRowNo: number): RawRow[][] {
  const parts: RawRow[][] = [];
  let room = 0;
  for (const row of rows) {
    if (row.rowNo <= lastRowNo) continue;
    const cut = { ...row, cells: cutCells(row.cells) };
    const size = JSON.stringify(cut).length;
    const last = parts[parts.length - 1];
    if (!last || last.length >= ROWS_A_REQUEST || room < size) {
      parts.push([cut]);
      room = LONGEST_REQUEST - size;
    } else {
      last.push(cut);
      room -= size;
    }
  }
  return parts;
}

function cutCells(cells: RawRow['cells']): RawRow['cells'] {
  const entries = Object.entries(cells).map(([key, text]) => [key, text.slice(0, LONGEST_CELL)]);
  return Object.fromEntries(entries);
}
