/** Who may take a register in, in which state of the job; and how much of it at a time. */
import type { AccessTable, Role } from '../../../lib/access.ts';

export const STATES = ['receiving', 'committed', 'discarded'] as const;
export type ImportState = (typeof STATES)[number];

const ADMIN = ['subdistrict_admin'] as const satisfies readonly Role[];

export const importCan = {
  create: { staff: { roles: ADMIN, states: STATES } },
  see: { staff: { roles: ADMIN, states: STATES } },
  addRows: { staff: { roles: ADMIN, states: ['receiving'] } },
  draft: { staff: { roles: ADMIN, states: ['receiving'] } },
  commit: { staff: { roles: ADMIN, states: ['receiving'] } },
  discard: { staff: { roles: ADMIN, states: ['receiving'] } },
} satisfies AccessTable<ImportState>;

export const MOST_ROWS = 50_000;
/** Rows of one request: some hundred kilobytes, far below what D1 takes as one value (2 MB). */
export const ROWS_A_REQUEST = 500;
/** As many row numbers as the largest sheet has, and more. */
export const LAST_ROW_NO = 1_100_000;
/** Rows that are drafted for search in one go: a fraction of a second. A commit indexes so many by itself, and no more. */
export const ROWS_A_DRAFT = 1000;
export const LONGEST_CELL = 2000;
/** Characters of the rows of one request, as JSON. */
export const LONGEST_REQUEST = 300_000;
