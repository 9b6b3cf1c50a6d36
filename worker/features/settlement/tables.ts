/** What the street owes merchants: a statement a month, line by line. What they promise is kept by triggers (docs/invariants.md, 5). */
import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { instant } from '../../lib/columns.ts';
import { user } from '../identity/tables.ts';
import { merchant, redemption } from '../mall/tables.ts';
import type { DisputeState, StatementState } from './rules.ts';

/** The most the street pays its merchants for a month. A month without a row pays nothing. */
export const settlementBudget = sqliteTable(
  'settlement_budget',
  {
    /** `YYYY-MM`. */
    month: text().primaryKey(),
    ceilingFen: integer().notNull(),
    setBy: text()
      .notNull()
      .references(() => user.id),
    setAt: instant().notNull(),
  },
  (t) => [
    check('settlement_budget_ceiling', sql`${t.ceilingFen} BETWEEN 0 AND 100000000000`),
    check('settlement_budget_month', sql`${t.month} GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]'`),
  ],
);

/** What a merchant redeemed in a month, and what it gets for it. Sums are of its lines that stand. */
export const statement = sqliteTable(
  'statement',
  {
    id: text().primaryKey(),
    merchantId: text()
      .notNull()
      .references(() => merchant.id),
    /** `YYYY-MM`. */
    month: text().notNull(),
    state: text().$type<StatementState>().notNull(),
    points: integer().notNull(),
    fen: integer().notNull(),
    issuedAt: instant().notNull(),
    disputeUntilAt: instant().notNull(),
    /** When its merchant said that it is right, before the window ended. */
    acceptedAt: instant(),
    finalAt: instant(),
    /** A user, or `system`. */
    finalBy: text(),
  },
  (t) => [
    check('statement_state', sql`${t.state} IN ('issued', 'disputed', 'final')`),
    check('statement_sums', sql`${t.points} >= 0 AND ${t.fen} >= 0`),
    check('statement_final', sql`(${t.state} = 'final') = (${t.finalAt} IS NOT NULL)`),
    uniqueIndex('statement_month').on(t.merchantId, t.month),
    index('statement_state_idx').on(t.state, t.month),
  ],
);

/** One redemption of a statement. A redemption is paid once, whatever the month. */
export const statementLine = sqliteTable(
  'statement_line',
  {
    redemptionId: text()
      .primaryKey()
      .references(() => redemption.id),
    statementId: text()
      .notNull()
      .references(() => statement.id),
    points: integer().notNull(),
    fen: integer().notNull(),
    /** When it was struck out: an objection was upheld. */
    struckAt: instant(),
  },
  (t) => [index('statement_line_statement').on(t.statementId)],
);

/** “This line is wrong”, or “one is missing”: said by the merchant, decided by the street. */
export const dispute = sqliteTable(
  'dispute',
  {
    id: text().primaryKey(),
    statementId: text()
      .notNull()
      .references(() => statement.id),
    /** The line it is about; null = the statement as a whole. */
    redemptionId: text().references(() => redemption.id),
    text: text().notNull(),
    state: text().$type<DisputeState>().notNull(),
    raisedBy: text()
      .notNull()
      .references(() => user.id),
    raisedAt: instant().notNull(),
    answer: text(),
    decidedBy: text().references(() => user.id),
    decidedAt: instant(),
  },
  (t) => [
    check('dispute_state', sql`${t.state} IN ('open', 'upheld', 'rejected')`),
    check(
      'dispute_decided',
      sql`(${t.state} = 'open') = (${t.decidedBy} IS NULL) AND (${t.state} = 'open') = (${t.answer} IS NULL)`,
    ),
    uniqueIndex('dispute_line').on(t.statementId, t.redemptionId).where(sql`${t.state} = 'open'`),
    index('dispute_statement').on(t.statementId),
  ],
);
