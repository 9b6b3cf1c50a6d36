/** What points did in a time, for the figures of the street. */
import { and, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../../lib/db.ts';
import type { Flow } from '../rules.ts';
import { pointsAccount, pointsTransaction, pointsTransfer } from '../tables.ts';

/** From one instant (ms) until before another. */
export type Time = { fromAt: number; untilAt: number };

/**
 * For the joins of other features: each transaction of a time that gave, handed out, used or lapsed points, with the
 * month it was posted in (Asia/Shanghai), its points (less than nothing for what took them back), what it was for (of a
 * correction: what it corrects), and whom they were paid to. What is only held or settled is none of them.
 */
export function flowsIn(db: Db, { fromAt, untilAt }: Time) {
  const corrected = alias(pointsTransaction, 'corrected');
  const { kind, points, postedAt, residentId } = pointsTransaction;
  return db
    .select({
      month: sql<string>`strftime('%Y-%m', ${postedAt} / 1000 + 28800, 'unixepoch')`.as(
        'flow_month',
      ),
      // Of what can be corrected only earned points are a resident's.
      flow: sql<Flow>`CASE ${kind} WHEN 'fund' THEN 'budgeted' WHEN 'earn' THEN 'issued'
        WHEN 'expire' THEN 'expired' WHEN 'reverse' THEN iif(${residentId} IS NULL, 'budgeted', 'issued')
        ELSE 'spent' END`.as('flow_name'),
      points: sql<number>`iif(${kind} IN ('refund', 'reverse'), -${points}, ${points})`.as(
        'flow_points',
      ),
      causeKind: sql<string>`coalesce(${corrected.causeKind}, ${pointsTransaction.causeKind})`.as(
        'flow_cause_kind',
      ),
      causeId: sql<string>`coalesce(${corrected.causeId}, ${pointsTransaction.causeId})`.as(
        'flow_cause_id',
      ),
      payeeKind: payee(sql`a.kind`).as('flow_payee_kind'),
      payeeId: payee(sql`a.owner_id`).as('flow_payee_id'),
    })
    .from(pointsTransaction)
    .leftJoin(corrected, eq(corrected.id, pointsTransaction.reversesId))
    .where(
      and(
        gte(postedAt, fromAt),
        lt(postedAt, untilAt),
        // With the plus the index of months is read, not the one of kinds and causes, where all years lie.
        sql`+${kind} IN ('fund', 'earn', 'capture', 'refund', 'expire', 'reverse')`,
      ),
    )
    .as('flow');
}

/** A capture pays one account, and a refund takes from one. */
function payee(column: SQL): SQL<string | null> {
  return sql<string | null>`(SELECT ${column} FROM ${pointsTransfer} t JOIN ${pointsAccount} a
    ON a.id = CASE ${pointsTransaction.kind} WHEN 'capture' THEN t.credit_account_id WHEN 'refund' THEN t.debit_account_id END
    WHERE t.transaction_id = ${pointsTransaction.id} LIMIT 1)`;
}
