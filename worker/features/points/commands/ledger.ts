/**
 * The statements that move points, for the write batch of whichever act moves them. Which lots they come from is
 * decided inside the batch, so that two acts at once never count on the same points; docs/invariants.md, 4.
 *
 * Each begins with what it needs (an account), then its transfers, and last its transaction, which seals them. A batch
 * that would leave less than nothing aborts with `points.short`.
 */
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import type { Statement } from '../../../lib/db.ts';
import { dayOf } from '../../../lib/time.ts';
import { type ExpiryRule, lastDayOf, type TransactionKind } from '../rules.ts';
import { pointsAccount, pointsTransaction, pointsTransfer } from '../tables.ts';

/** What points move for. Each kind of transaction happens once for a cause. */
export type Cause = { kind: string; id: string };

/** Who has it done: a user, or `system`. */
type Posting = { cause: Cause; by: string; note?: string };

/** Where captured points go. */
export type Payee = { kind: 'activity' | 'merchant'; id: string };

export type Programme = ExpiryRule & { id: string };

const payeeAccount = ({ kind, id }: Payee) => `${kind}:${id}`;
const budgetAccount = (programmeId: string) => `budget:${programmeId}`;

/** Gives a programme points to hand out. The batch needs the audit row `points.fund` of `id` before it. */
export function fundProgramme(
  ctx: Context,
  id: string,
  input: Posting & { programmeId: string; points: number },
): Statement[] {
  return [
    ctx.db.insert(pointsTransfer).values({
      transactionId: id,
      debitAccountId: 'source',
      creditAccountId: budgetAccount(input.programmeId),
      points: input.points,
    }),
    seal(ctx, id, 'fund', input),
  ];
}

/** Posts earned points to the lot of this resident, programme and last day. `points.short`: the budget is spent. */
export function earnPoints(
  ctx: Context,
  input: Posting & { residentId: string; programme: Programme; points: number },
): Statement[] {
  const id = ctx.newId('ptx');
  const expiresOn = lastDayOf(input.programme, dayOf(ctx.now));
  const lotId = `lot:${input.residentId}:${input.programme.id}:${expiresOn ?? 'never'}`;
  return [
    openAccount(ctx, {
      id: lotId,
      kind: 'lot',
      ownerId: input.residentId,
      programmeId: input.programme.id,
      expiresOn,
    }),
    ctx.db.insert(pointsTransfer).values({
      transactionId: id,
      debitAccountId: budgetAccount(input.programme.id),
      creditAccountId: lotId,
      lotId,
      points: input.points,
    }),
    seal(ctx, id, 'earn', input),
  ];
}

/** Sets points aside until `expiresAt`, the lots that lapse first before the others. `points.short`: there are fewer. */
export function holdPoints(
  ctx: Context,
  input: Posting & { holdId: string; residentId: string; points: number; expiresAt: number },
): Statement[] {
  const id = ctx.newId('ptx');
  return [
    openAccount(ctx, {
      id: input.holdId,
      kind: 'hold',
      ownerId: input.residentId,
      expiresAt: input.expiresAt,
    }),
    move(ctx, id, input.points, {
      from: sql`id`,
      to: sql`${input.holdId}`,
      order: OLDEST_FIRST,
      lots: sql`SELECT id, balance AS rest, expires_on, created_at FROM ${pointsAccount}
        WHERE owner_id = ${input.residentId} AND kind = 'lot' AND balance > 0
          AND (expires_on IS NULL OR expires_on >= ${dayOf(ctx.now)})`,
    }),
    seal(ctx, id, 'hold', input),
  ];
}

type OfHold = Posting & { holdId: string; residentId: string; points: number };

/** Pays out of a hold, in part or whole. `points.short`: less is held; `points.holdLapsed`: its time is over. */
export function capturePoints(ctx: Context, input: OfHold & { to: Payee }): Statement[] {
  const id = ctx.newId('ptx');
  const payee = payeeAccount(input.to);
  return [
    openAccount(ctx, { id: payee, kind: input.to.kind, ownerId: input.to.id }),
    move(ctx, id, input.points, {
      from: sql`${input.holdId}`,
      to: sql`${payee}`,
      order: OLDEST_FIRST,
      lots: linesOfHold(input.holdId, HELD),
    }),
    seal(ctx, id, 'capture', input),
  ];
}

/** Gives held points back to the lots they came from, the last to lapse first. `points.short`: less is held. */
export function releasePoints(ctx: Context, input: OfHold): Statement[] {
  const id = ctx.newId('ptx');
  return [
    move(ctx, id, input.points, {
      from: sql`${input.holdId}`,
      to: sql`id`,
      order: NEWEST_FIRST,
      lots: linesOfHold(input.holdId, HELD),
    }),
    seal(ctx, id, 'release', input),
  ];
}

/** Gives captured points back to the lots they came from, with the last day those have. `points.short`: less was captured, or it is settled. */
export function refundPoints(ctx: Context, input: OfHold & { from: Payee }): Statement[] {
  const id = ctx.newId('ptx');
  return [
    move(ctx, id, input.points, {
      from: sql`${payeeAccount(input.from)}`,
      to: sql`id`,
      order: NEWEST_FIRST,
      lots: linesOfHold(input.holdId, CAPTURED),
    }),
    seal(ctx, id, 'refund', input),
  ];
}

/** Takes off a merchant's account what a statement pays for. Triggers hold it against the statement. */
export function settlePoints(
  ctx: Context,
  input: Posting & { merchantId: string; points: number },
): Statement[] {
  const id = ctx.newId('ptx');
  return [
    ctx.db.insert(pointsTransfer).values({
      transactionId: id,
      debitAccountId: payeeAccount({ kind: 'merchant', id: input.merchantId }),
      creditAccountId: 'settled',
      points: input.points,
    }),
    seal(ctx, id, 'settle', input),
  ];
}

/** Mirrors a transaction. The batch approves its reversal first. `points.short`: what was earned is spent by now. */
export function reverseTransaction(
  ctx: Context,
  input: Posting & { reversesId: string; residentId: string | null; points: number },
): Statement[] {
  const id = ctx.newId('ptx');
  return [
    ctx.db.run(sql`INSERT INTO ${pointsTransfer}
        (transaction_id, debit_account_id, credit_account_id, lot_id, points)
      SELECT ${id}, credit_account_id, debit_account_id, lot_id, points FROM ${pointsTransfer}
      WHERE transaction_id = ${input.reversesId} ORDER BY seq`),
    seal(ctx, id, 'reverse', input),
  ];
}

/** Lots a run of the tick sweeps at once, so that no statement grows with the street. */
export const SWEEP_LOTS = 200;

/** Takes what is left in lots whose last day is past, a transaction for each lot. */
export function expireLots(ctx: Context): Statement[] {
  const lots = sql`SELECT id, owner_id, balance, last_transfer FROM ${pointsAccount}
    WHERE kind = 'lot' AND balance > 0 AND expires_on < ${dayOf(ctx.now)}
    ORDER BY expires_on, id LIMIT ${SWEEP_LOTS}`;
  return sweep(ctx, {
    transfers: sql`SELECT 'expire:' || id || ':' || last_transfer, id, 'expired', id, balance FROM (${lots})`,
    kind: 'expire',
    transactions: sql`SELECT t.transaction_id AS id, 'lot' AS cause_kind,
        substr(t.transaction_id, 8) AS cause_id, a.owner_id AS resident_id, NULL AS hold_id, sum(t.points) AS points`,
  });
}

/** Gives back what is held past its time, a transaction for each hold. */
export function lapseHolds(ctx: Context): Statement[] {
  const holds = sql`SELECT id, last_transfer FROM ${pointsAccount}
    WHERE kind = 'hold' AND balance > 0 AND expires_at <= ${ctx.now}
    ORDER BY expires_at, id LIMIT ${SWEEP_LOTS}`;
  return sweep(ctx, {
    transfers: sql`SELECT 'lapse:' || h.id || ':' || h.last_transfer, h.id, t.lot_id, t.lot_id, ${HELD}
      FROM (${holds}) h JOIN ${pointsTransaction} x ON x.hold_id = h.id
      JOIN ${pointsTransfer} t ON t.transaction_id = x.id
      GROUP BY h.id, t.lot_id HAVING ${HELD} > 0`,
    kind: 'release',
    transactions: sql`SELECT t.transaction_id AS id, 'lapse' AS cause_kind,
        substr(t.transaction_id, 7) AS cause_id, a.owner_id AS resident_id, a.id AS hold_id, sum(t.points) AS points`,
  });
}

/**
 * Transfers without a transaction are those of this very batch: the key makes sure that none outlives one. The plus keeps
 * the planner from the index on transactions, whose order would have it read all transfers there ever were.
 */
function sweep(
  ctx: Context,
  { transfers, transactions, kind }: { transfers: SQL; transactions: SQL; kind: TransactionKind },
): Statement[] {
  return [
    ctx.db.run(sql`INSERT INTO ${pointsTransfer}
      (transaction_id, debit_account_id, credit_account_id, lot_id, points) ${transfers}`),
    ctx.db.run(sql`INSERT INTO ${pointsTransaction}
        (id, kind, cause_kind, cause_id, resident_id, hold_id, points, posted_at, posted_by)
      SELECT id, ${kind}, cause_kind, cause_id, resident_id, hold_id, points, ${ctx.now}, 'system' FROM (
        ${transactions} FROM ${pointsTransfer} t JOIN ${pointsAccount} a ON a.id = t.debit_account_id
        WHERE t.seq > coalesce((SELECT s.seq FROM ${pointsTransfer} s
            WHERE EXISTS (SELECT 1 FROM ${pointsTransaction} x WHERE x.id = s.transaction_id)
            ORDER BY s.seq DESC LIMIT 1), 0)
        GROUP BY +t.transaction_id)`),
  ];
}

/** Lots that lapse first come first; those that never do, last. */
export const OLDEST_FIRST = sql`expires_on IS NULL, expires_on, created_at, id`;
export const NEWEST_FIRST = sql`expires_on IS NOT NULL, expires_on DESC, created_at DESC, id DESC`;

/** What of a lot is still in a hold, and what of it was captured and not given back. */
export const HELD = sql`sum(CASE x.kind WHEN 'hold' THEN t.points WHEN 'refund' THEN 0 ELSE -t.points END)`;
export const CAPTURED = sql`sum(CASE x.kind WHEN 'capture' THEN t.points WHEN 'refund' THEN -t.points ELSE 0 END)`;

function linesOfHold(holdId: string, rest: SQL): SQL {
  return sql`SELECT l.id, ${rest} AS rest, l.expires_on, l.created_at FROM ${pointsTransaction} x
    JOIN ${pointsTransfer} t ON t.transaction_id = x.id JOIN ${pointsAccount} l ON l.id = t.lot_id
    WHERE x.hold_id = ${holdId} GROUP BY l.id HAVING ${rest} > 0`;
}

/** The transfers that move `points`, lot by lot, each as much as it has (`rest`) until there are enough. */
function move(
  ctx: Context,
  transactionId: string,
  points: number,
  { from, to, order, lots }: { from: SQL; to: SQL; order: SQL; lots: SQL },
): Statement {
  return ctx.db.run(sql`INSERT INTO ${pointsTransfer}
      (transaction_id, debit_account_id, credit_account_id, lot_id, points)
    SELECT ${transactionId}, ${from}, ${to}, id, min(rest, ${points} - before) FROM (
      SELECT id, rest, sum(rest) OVER (ORDER BY ${order} ROWS UNBOUNDED PRECEDING) - rest AS before
      FROM (${lots}))
    WHERE before < ${points} ORDER BY before`);
}

/** An account is opened by the first act that needs it. */
function openAccount(
  ctx: Context,
  account: Omit<typeof pointsAccount.$inferInsert, 'balance' | 'lastTransfer' | 'createdAt'>,
): Statement {
  return ctx.db
    .insert(pointsAccount)
    .values({ ...account, createdAt: ctx.now })
    .onConflictDoNothing({ target: pointsAccount.id });
}

function seal(
  ctx: Context,
  id: string,
  kind: TransactionKind,
  input: Posting & {
    points: number;
    residentId?: string | null;
    holdId?: string;
    reversesId?: string;
  },
): Statement {
  return ctx.db.insert(pointsTransaction).values({
    id,
    kind,
    causeKind: input.cause.kind,
    causeId: input.cause.id,
    residentId: input.residentId ?? null,
    holdId: input.holdId ?? null,
    reversesId: input.reversesId ?? null,
    points: input.points,
    postedAt: ctx.now,
    postedBy: input.by,
    note: input.note ?? null,
  });
}
