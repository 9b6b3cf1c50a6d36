/** What features that hold points ask of the ledger in SQL of their own. */
import { type SQL, sql } from 'drizzle-orm';
import { pointsAccount } from '../tables.ts';

/** What is left in a hold. */
export function heldPointsOf(holdId: SQL): SQL {
  return sql`(SELECT balance FROM ${pointsAccount} WHERE id = ${holdId})`;
}
