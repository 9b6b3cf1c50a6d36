/** What lies where, as expressions for the statements of other features: read at the moment the statement runs. */
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import { dayOf } from '../../../lib/time.ts';
import { pointsAccount, pointsTransaction } from '../tables.ts';

/** What a programme has left to hand out. The id may be a column, with the name of its table. */
export function budgetLeft(programmeId: SQL): SQL {
  return sql`coalesce((SELECT balance FROM ${pointsAccount} WHERE id = 'budget:' || ${programmeId}), 0)`;
}

/** Which accounts are lots that can be spent today, for a WHERE on accounts. */
export function spendableLots({ now }: Context): SQL {
  return sql`kind = 'lot' AND balance > 0 AND (expires_on IS NULL OR expires_on >= ${dayOf(now)})`;
}

/** What a resident can spend now. */
export function spendable(ctx: Context, residentId: SQL): SQL {
  return sql`coalesce((SELECT sum(balance) FROM ${pointsAccount}
    WHERE owner_id = ${residentId} AND ${spendableLots(ctx)}), 0)`;
}

/** What lies in a hold; none where there is no such hold. */
export function heldIn(holdId: SQL): SQL {
  return sql`coalesce((SELECT balance FROM ${pointsAccount} WHERE id = ${holdId}), 0)`;
}

/** What was paid out of a hold and not given back. */
export function capturedFrom(holdId: SQL): SQL {
  return sql`coalesce((SELECT sum(CASE kind WHEN 'capture' THEN points WHEN 'refund' THEN -points END)
    FROM ${pointsTransaction} WHERE hold_id = ${holdId}), 0)`;
}

/** How often points went into or out of a hold. */
export function movesOf(holdId: SQL): SQL {
  return sql`(SELECT count(*) FROM ${pointsTransaction} WHERE hold_id = ${holdId})`;
}

/** Whether there is a transaction. */
export function isPosted(transactionId: SQL): SQL {
  return sql`EXISTS (SELECT 1 FROM ${pointsTransaction} WHERE id = ${transactionId})`;
}

/** For a batch: what a resident can spend now, one row. */
export function spendableQuery(ctx: Context, residentId: string) {
  return ctx.db
    .select({ available: sql<number>`coalesce(sum(balance), 0)`.as('spendable') })
    .from(pointsAccount)
    .where(sql`owner_id = ${residentId} AND ${spendableLots(ctx)}`);
}
