/** What lies where, as expressions for the statements of other features: read at the moment the statement runs. */
import { type SQL, sql } from 'drizzle-orm';
import { pointsAccount } from '../tables.ts';

/** What a programme has left to hand out. The id may be a column, with the name of its table. */
export function budgetLeft(programmeId: SQL): SQL {
  return sql`coalesce((SELECT balance FROM ${pointsAccount} WHERE id = 'budget:' || ${programmeId}), 0)`;
}
