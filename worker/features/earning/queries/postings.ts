/** Reading what was posted without a claim. */
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { isCorrected, noteOf } from '../../points/queries/posted.ts';
import { TWO_PEOPLE_FROM } from '../rules.ts';
import { earningPosting, earningRule } from '../tables.ts';
import { countedOn } from './counted.ts';

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

/**
 * A SELECT of what is due by a rule and not posted, caps observed, with the `points` and `programme_id` of the rule. `earners`
 * is a SELECT of `cause_kind`, `cause_id`, `act`, `resident_id` and `done_on`.
 */
export function unpostedBy(earners: SQL): SQL {
  const counted = countedOn(sql`e.done_on`, sql`e.resident_id`, sql`e.act`);
  return sql`SELECT e.*, u.points, u.programme_id FROM (${earners}) e
    JOIN ${earningRule} u ON u.act = e.act AND u.effective_from_on <= e.done_on
      AND coalesce(u.effective_until_on, '9999-12-31') > e.done_on
    WHERE u.points < ${TWO_PEOPLE_FROM}
      AND NOT EXISTS (SELECT 1 FROM ${earningPosting} p WHERE p.cause_kind = e.cause_kind AND p.cause_id = e.cause_id)
      AND (u.daily_cap IS NULL OR u.points + ${counted.day} <= u.daily_cap)
      AND (u.monthly_cap IS NULL OR u.points + ${counted.month} <= u.monthly_cap)`;
}
