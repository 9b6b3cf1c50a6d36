/** Redemptions and statements with the points that move for them, in the order in which it all happened: triggers ask for it. */
import { redemption } from '../../worker/features/mall/tables.ts';
import { pointsTransaction, pointsTransfer } from '../../worker/features/points/tables.ts';
import {
  dispute,
  settlementBudget,
  statement,
  statementLine,
} from '../../worker/features/settlement/tables.ts';
import { insertStatements, updateStatements } from './insert.ts';
import { TURNS } from './ledger.ts';
import type { DistrictRows, RedemptionRow, StatementRow } from './rows.ts';

/** Tables that this file fills and nobody else. */
export const MALL_TABLES = [
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

export function mallStatements(db: D1Database, rows: Rows): D1PreparedStatement[] {
  const ended = rows.redemption.filter(({ state }) => state !== 'held');
  const undone = ended.filter(({ state }) => state === 'undone');
  const changeRedemptions = (which: readonly RedemptionRow[]) =>
    updateStatements(db, redemption, Object.keys(HELD), which);
  const changeStatements = (which: readonly StatementRow[]) =>
    updateStatements(db, statement, Object.keys(ISSUED), which);
  return [
    ...posted(db, rows, 0),
    ...insertStatements(
      db,
      redemption,
      rows.redemption.map((row) => ({ ...row, ...HELD })),
    ),
    ...posted(db, rows, 1),
    // Something is undone that was redeemed.
    ...changeRedemptions(
      ended.map((row) =>
        row.state === 'undone' ? { ...row, state: 'redeemed', endedAt: null, reason: null } : row,
      ),
    ),
    ...posted(db, rows, 2),
    ...changeRedemptions(undone),
    ...insertStatements(db, settlementBudget, rows.settlementBudget),
    ...insertStatements(
      db,
      statement,
      rows.statement.map((row) => ({ ...row, ...ISSUED })),
    ),
    ...insertStatements(db, statementLine, rows.statementLine),
    ...insertStatements(db, dispute, rows.dispute),
    ...posted(db, rows, 3),
    ...changeStatements(rows.statement.filter((row) => row.state !== 'issued' || row.acceptedAt)),
  ];
}

/** Transactions of one turn, after their transfers. */
function posted(
  db: D1Database,
  { pointsTransaction: all, pointsTransfer: moves }: Rows,
  turn: number,
): D1PreparedStatement[] {
  const transactions = all.filter(({ kind }) => TURNS[turn]?.includes(kind));
  const ids = new Set(transactions.map(({ id }) => id));
  const transfers = moves.filter(({ transactionId }) => ids.has(transactionId));
  return [
    ...insertStatements(db, pointsTransfer, transfers),
    ...insertStatements(db, pointsTransaction, transactions),
  ];
}
