/** The points ledger. What it promises is kept by the triggers of drizzle/0016_points.sql (docs/invariants.md, 4). */
import { sql } from 'drizzle-orm';
import {
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import { day, flag, instant } from '../../lib/columns.ts';
import type { Month } from '../../lib/time.ts';
import { user } from '../identity/tables.ts';
import type { AccountKind, Expiry, Flow, TransactionKind } from './rules.ts';

/** Where points come from and how long they keep: a budget of the street, and one rule of expiry. */
export const pointsProgramme = sqliteTable(
  'points_programme',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    expiry: text().$type<Expiry>().notNull(),
    /** Years until points of it lapse, where `expiry` is `years`. */
    expiryYears: integer(),
    createdAt: instant().notNull(),
  },
  (t) => [
    check('points_programme_expiry', sql`${t.expiry} IN ('never', 'years', 'yearEnd')`),
    check(
      'points_programme_years',
      sql`(${t.expiry} = 'years') = (${t.expiryYears} IS NOT NULL) AND coalesce(${t.expiryYears}, 1) BETWEEN 1 AND 20`,
    ),
  ],
);

/** A place where points lie. Its balance is moved by transfers and by nothing else. */
export const pointsAccount = sqliteTable(
  'points_account',
  {
    id: text().primaryKey(),
    kind: text().$type<AccountKind>().notNull(),
    /** Whose: a resident (`lot`, `hold`), a programme (`budget`), a facility (`activity`: what was paid at its activities), a merchant; empty for the street's own. */
    ownerId: text().notNull(),
    programmeId: text().references(() => pointsProgramme.id),
    /** A lot's last day. Null = its points never lapse. */
    expiresOn: day(),
    /** When what is held goes back by itself. */
    expiresAt: instant(),
    balance: integer().notNull().default(0),
    /** The transfer that made the balance what it is. */
    lastTransfer: integer(),
    createdAt: instant().notNull(),
  },
  (t) => [
    check(
      'points_account_kind',
      sql`${t.kind} IN ('source', 'budget', 'lot', 'hold', 'activity', 'merchant', 'settled', 'expired')`,
    ),
    check('points_account_floor', sql`${t.kind} = 'source' OR ${t.balance} >= 0`),
    check(
      'points_account_programme',
      sql`(${t.kind} IN ('budget', 'lot')) = (${t.programmeId} IS NOT NULL)`,
    ),
    check('points_account_lapse', sql`(${t.kind} = 'hold') = (${t.expiresAt} IS NOT NULL)`),
    check('points_account_day', sql`${t.kind} = 'lot' OR ${t.expiresOn} IS NULL`),
    // Emptied lots and settled holds leave this index: what a resident has is read without their past.
    index('points_account_open').on(t.ownerId, t.kind, t.expiresOn).where(sql`${t.balance} > 0`),
    index('points_account_lot_day')
      .on(t.expiresOn)
      .where(sql`${t.kind} = 'lot' AND ${t.balance} > 0`),
    index('points_account_hold_at')
      .on(t.expiresAt)
      .where(sql`${t.kind} = 'hold' AND ${t.balance} > 0`),
  ],
);

/** One thing that happened to points, with what caused it. Written after its transfers: with it they are sealed. */
export const pointsTransaction = sqliteTable(
  'points_transaction',
  {
    id: text().primaryKey(),
    kind: text().$type<TransactionKind>().notNull(),
    /** What it is for: `registration`, `claim`, `redemption`… Once for each kind. */
    causeKind: text().notNull(),
    causeId: text().notNull(),
    /** Whose lots it moves; null for the street's own accounts. */
    residentId: text().references(() => user.id),
    /** The hold it makes, takes from, or gives back what it took from. */
    holdId: text().references(() => pointsAccount.id),
    reversesId: text(),
    /** What moved, in all. */
    points: integer().notNull(),
    postedAt: instant().notNull(),
    /** A user, or `system`. */
    postedBy: text().notNull(),
    note: text(),
  },
  (t) => [
    check('points_transaction_points', sql`${t.points} > 0`),
    check(
      'points_transaction_kind',
      sql`${t.kind} IN ('fund', 'earn', 'hold', 'capture', 'release', 'refund', 'expire', 'settle', 'reverse')`,
    ),
    check(
      'points_transaction_hold',
      sql`(${t.kind} IN ('hold', 'capture', 'release', 'refund')) = (${t.holdId} IS NOT NULL)`,
    ),
    check(
      'points_transaction_reverse',
      sql`(${t.kind} = 'reverse') = (${t.reversesId} IS NOT NULL)`,
    ),
    uniqueIndex('points_transaction_cause').on(t.kind, t.causeKind, t.causeId),
    uniqueIndex('points_transaction_reversed').on(t.reversesId),
    index('points_transaction_resident').on(t.residentId, t.postedAt, t.id),
    index('points_transaction_of_hold').on(t.holdId),
    // What a month did is read without the years before it.
    index('points_transaction_posted').on(t.postedAt, t.id),
  ],
);

/**
 * Points moving from one account to another: two entries of opposite sign, so that no transaction can fail to sum to
 * zero. `debit` gives and `credit` receives: seen from the street, what a resident has is what it owes.
 */
export const pointsTransfer = sqliteTable(
  'points_transfer',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    /** Refers to a row that follows: the key is checked when the batch ends. */
    transactionId: text()
      .notNull()
      .references(() => pointsTransaction.id),
    debitAccountId: text()
      .notNull()
      .references(() => pointsAccount.id),
    creditAccountId: text()
      .notNull()
      .references(() => pointsAccount.id),
    /** The lot whose points these are, wherever they lie: a refund finds its way back by it. */
    lotId: text().references(() => pointsAccount.id),
    points: integer().notNull(),
  },
  (t) => [
    check('points_transfer_points', sql`${t.points} > 0`),
    check('points_transfer_accounts', sql`${t.debitAccountId} <> ${t.creditAccountId}`),
    index('points_transfer_transaction').on(t.transactionId),
  ],
);

/**
 * What points did in a month, by flow, by the rule that gave them and by place: kept by a trigger as transactions are
 * posted, so that the street's figures are read without them. What it is the sum of is the view `points_flow_entry`.
 */
export const pointsFlow = sqliteTable(
  'points_flow',
  {
    /** The month it was posted in, Asia/Shanghai. */
    month: text().$type<Month>().notNull(),
    flow: text().$type<Flow>().notNull(),
    /** A version of an earning rule; empty where none gave them. */
    ruleId: text().notNull(),
    /** Where it was earned or used; empty where that is nowhere. */
    placeKind: text({ enum: ['', 'facility', 'merchant'] }).notNull(),
    placeId: text().notNull(),
    /** Less than nothing where more was taken back than given. */
    points: integer().notNull(),
    /** How often, what was taken back not counted. */
    times: integer().notNull(),
    /** The transaction that made the sums what they are: each is counted once. */
    lastTransaction: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.month, t.flow, t.ruleId, t.placeKind, t.placeId] }),
    uniqueIndex('points_flow_last').on(t.lastTransaction),
    check('points_flow_flow', sql`${t.flow} IN ('budgeted', 'issued', 'spent', 'expired')`),
    check('points_flow_place', sql`(${t.placeKind} = '') = (${t.placeId} = '')`),
  ],
);

/** What a batch is about to move for many at once. Empty but within such a batch. */
export const pointsOrder = sqliteTable('points_order', {
  /** Of the transaction it becomes. */
  id: text().primaryKey(),
  holdId: text().notNull(),
  residentId: text().notNull(),
  points: integer().notNull(),
  causeId: text().notNull(),
  placeId: text(),
  expiresAt: instant(),
});

/** Which transaction may move points between which kinds of account. Filled by its migration. */
export const pointsShape = sqliteTable(
  'points_shape',
  {
    kind: text().$type<TransactionKind>().notNull(),
    debitKind: text().$type<AccountKind>().notNull(),
    creditKind: text().$type<AccountKind>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.debitKind, t.creditKind] })],
);

/** A correction: one member of staff proposes it, another approves or declines. */
export const pointsReversal = sqliteTable(
  'points_reversal',
  {
    id: text().primaryKey(),
    transactionId: text()
      .notNull()
      .references(() => pointsTransaction.id),
    reason: text().notNull(),
    state: text({ enum: ['proposed', 'approved', 'declined'] }).notNull(),
    proposedBy: text()
      .notNull()
      .references(() => user.id),
    proposedAt: instant().notNull(),
    decidedBy: text().references(() => user.id),
    decidedAt: instant(),
  },
  (t) => [
    check('points_reversal_state', sql`${t.state} IN ('proposed', 'approved', 'declined')`),
    check('points_reversal_decided', sql`(${t.state} = 'proposed') = (${t.decidedBy} IS NULL)`),
    check(
      'points_reversal_people',
      sql`${t.decidedBy} IS NULL OR ${t.decidedBy} <> ${t.proposedBy}`,
    ),
    uniqueIndex('points_reversal_live').on(t.transactionId).where(sql`${t.state} <> 'declined'`),
  ],
);

/** That somebody was told of a lot that lapses in so many days: once. */
export const pointsReminder = sqliteTable(
  'points_reminder',
  {
    lotId: text()
      .notNull()
      .references(() => pointsAccount.id),
    daysBefore: integer().notNull(),
    toldAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.lotId, t.daysBefore] })],
);

/** What the ledger showed when it was last added up whole: one row a day, totals only. */
export const pointsProof = sqliteTable('points_proof', {
  on: day().primaryKey(),
  provedAt: instant().notNull(),
  /** Whether every check below held. */
  holds: flag().notNull(),
  transactions: integer().notNull(),
  entries: integer().notNull(),
  /** Of all entries; zero. */
  entriesSum: integer().notNull(),
  /** Accounts whose balance isn't the sum of their entries; none. */
  wrongBalances: integer().notNull(),
  /** Transactions whose transfers don't add up to what they say; none. */
  wrongTransactions: integer().notNull(),
  /** Budgets below zero; none. */
  overspentBudgets: integer().notNull(),
  /** Sums of a month that aren't what its transactions did; none. */
  wrongFlows: integer().notNull().default(0),
  budgeted: integer().notNull(),
  issued: integer().notNull(),
  available: integer().notNull(),
  held: integer().notNull(),
  spent: integer().notNull(),
  expired: integer().notNull(),
});
