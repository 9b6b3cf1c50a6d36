/** Redemptions and statements with the points that move for them, in the order in which it all happened: triggers ask for it. */
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { earningPosting } from '../../worker/features/earning/tables.ts';
import { redemption } from '../../worker/features/mall/tables.ts';
import { pointsTransaction, pointsTransfer } from '../../worker/features/points/tables.ts';
import {
  dispute,
  settlementBudget,
  statement,
  statementLine,
} from '../../worker/features/settlement/tables.ts';
import { type Bulk, insertStatements, parts, type Unit, updateStatements } from './insert.ts';
import { TURNS } from './ledger.ts';
import type { DistrictRows, RedemptionRow, StatementRow } from './rows.ts';

/** Tables that this file fills and nobody else. */
export const MALL_TABLES = [
  'earningPosting',
  'pointsTransfer',
  'pointsTransaction',
  'redemption',
  'settlementBudget',
  'statement',
  'statementLine',
  'dispute',
] as const satisfies readonly (keyof DistrictRows)[];

const HELD = {
  ...{ state: 'held', redeemedAt: null, redeemedBy: null, shopId: null },
  ...{ endedAt: null, reason: null },
} as const satisfies Partial<RedemptionRow>;
const ISSUED = {
  ...{ state: 'issued', acceptedAt: null, finalAt: null, finalBy: null },
} as const satisfies Partial<StatementRow>;

type Rows = Pick<DistrictRows, (typeof MALL_TABLES)[number]>;

export function mallUnits(rows: Rows): Unit[] {
  const ended = rows.redemption.filter(({ state }) => state !== 'held');
  const undone = ended.filter(({ state }) => state === 'undone');
  const changeRedemptions = (which: readonly RedemptionRow[]) =>
    updateStatements(redemption, Object.keys(HELD), which).map(alone);
  const changeStatements = (which: readonly StatementRow[]) =>
    updateStatements(statement, Object.keys(ISSUED), which).map(alone);
  const insert = (table: SQLiteTable, which: readonly object[]) =>
    insertStatements(table, which as Record<string, unknown>[]).map(alone);
  return [
    ...posted(rows, 0),
    ...insert(
      redemption,
      rows.redemption.map((row) => ({ ...row, ...HELD })),
    ),
    ...posted(rows, 1),
    // Something is undone that was redeemed.
    ...changeRedemptions(
      ended.map((row) =>
        row.state === 'undone' ? { ...row, state: 'redeemed', endedAt: null, reason: null } : row,
      ),
    ),
    ...posted(rows, 2),
    ...changeRedemptions(undone),
    ...insert(settlementBudget, rows.settlementBudget),
    ...insert(
      statement,
      rows.statement.map((row) => ({ ...row, ...ISSUED })),
    ),
    ...insert(statementLine, rows.statementLine),
    ...insert(dispute, rows.dispute),
    ...posted(rows, 3),
    ...changeStatements(rows.statement.filter((row) => row.state !== 'issued' || row.acceptedAt)),
  ];
}

const alone = (one: Bulk): Unit => [one];

/** Transactions of one turn, after their transfers and the postings that name them: those keys are checked when a batch ends. */
function posted(rows: Rows, turn: number): Unit[] {
  const transfersOf = Map.groupBy(rows.pointsTransfer, ({ transactionId }) => transactionId);
  const postingsOf = Map.groupBy(rows.earningPosting, ({ transactionId }) => transactionId);
  const transactions = rows.pointsTransaction.filter(({ kind }) => TURNS[turn]?.includes(kind));
  return parts(transactions).map((part) => [
    ...insertStatements(
      earningPosting,
      part.flatMap(({ id }) => postingsOf.get(id) ?? []),
    ),
    ...insertStatements(
      pointsTransfer,
      part.flatMap(({ id }) => transfersOf.get(id) ?? []),
    ),
    ...insertStatements(pointsTransaction, part),
  ]);
}
