/** What features that hold points ask of the ledger in SQL of their own. */
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { pointsAccount, pointsTransaction, pointsTransfer } from '../tables.ts';

/** What is left in a hold. */
export function heldPointsOf(holdId: SQL): SQL {
  return sql`(SELECT balance FROM ${pointsAccount} WHERE id = ${holdId})`;
}

/** Of what was put into a hold: points whose last day was over at an instant (ms). Given back then, they lapse at once. */
export function lapsedPointsOf(holdId: SQLWrapper, at: SQLWrapper): SQL<number> {
  return sql<number>`(SELECT coalesce(sum(t.points), 0) FROM ${pointsTransaction} x
    JOIN ${pointsTransfer} t ON t.transaction_id = x.id JOIN ${pointsAccount} l ON l.id = t.lot_id
    WHERE x.hold_id = ${holdId} AND x.kind = 'hold'
      AND l.expires_on < strftime('%Y-%m-%d', ${at} / 1000 + 28800, 'unixepoch'))`;
}
