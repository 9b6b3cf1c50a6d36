/** Reading what was posted without a claim. */
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { isCorrected, noteOf } from '../../points/queries/posted.ts';
import { earningPosting } from '../tables.ts';

/** For the joins of other features: what was posted without a claim, by its cause. */
export function postingColumns() {
  const { causeKind, causeId, residentId, points, transactionId } = earningPosting;
  return { table: earningPosting, causeKind, causeId, residentId, points, transactionId };
}

type Deed = { residentId: SQLWrapper; act: SQLWrapper; doneOn: SQLWrapper };

/** A SELECT of what was posted without a claim for an act of somebody on a day, and not taken back: `what` and `points`. */
export function postedOn({ residentId, act, doneOn }: Deed): SQL {
  return sql`SELECT coalesce(${noteOf(sql`p.transaction_id`)}, '') AS what, p.points FROM ${earningPosting} p
    WHERE p.resident_id = ${residentId} AND p.act = ${act} AND p.done_on = ${doneOn}
      AND NOT ${isCorrected(sql`p.transaction_id`)}`;
}
