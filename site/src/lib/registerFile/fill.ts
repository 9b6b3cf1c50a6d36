import type { Cells } from '../../../../worker/features/directory/rules/registerColumns.ts';
import { readHeadings } from '../../../../worker/features/imports/rules/headings.ts';
import { FileFault } from './fault.ts';

/** `社区=万和社区`: what stands where a cell is empty. Throws `FileFault` for a heading that there isn't. */
export function fillOf(pairs: readonly string[]): Cells {
  const fill: Cells = {};
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    const [column] = readHeadings([pair.slice(0, Math.max(0, at))]).columns;
    if (!column) throw new FileFault('file.noHeadings', pair);
    fill[column] = pair.slice(at + 1);
  }
  return fill;
}
