/** What is earned without a claim: the act itself was seen, and its rule says what it is worth. */
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import type { Statement } from '../../../lib/db.ts';
import type { Day } from '../../../lib/time.ts';
import { earnMany } from '../../points/commands/earnMany.ts';
import type { Cause } from '../../points/commands/ledger.ts';
import { budgetLeft } from '../../points/queries/amounts.ts';
import { countedOn } from '../queries/counted.ts';
import { type Act, neededFor, TWO_PEOPLE_FROM } from '../rules.ts';
import { claim, earningPosting, earningRule } from '../tables.ts';

type Earning = {
  act: Act;
  /** The day of the act: its rule and its caps are those of that day. */
  doneOn: Day;
  /** Where it was done. */
  facilityId: string;
  /** Who has it done: a user, or `system`. */
  by: string;
  /** What it is for, in the resident's history. */
  note: string;
  /** What is known of it: the words that two people read where it takes them. */
  seen: string;
};

/**
 * Statements for the end of the batch of the act itself: posts what the rule of that day says, once for a cause. From
 * `TWO_PEOPLE_FROM` points on nothing is posted by one person's mark: it is filed as a claim, which waits for two. Nothing
 * is posted or filed, and the batch goes on, when the act earned nothing that day, the resident has reached a cap, the
 * budget is spent, or the cause was posted or filed before.
 */
export function earnByRule(
  ctx: Context,
  input: Earning & { cause: Cause; residentId: string },
): Statement[] {
  const { cause, residentId, ...earning } = input;
  const earners = sql`SELECT ${cause.id} AS cause_id, ${`clm_${cause.id}`} AS claim_id,
    ${residentId} AS resident_id`;
  return earnManyByRule(ctx, { ...earning, causeKind: cause.kind, earners });
}

type Many = Earning & { causeKind: string; earners: SQL };

/**
 * The same for many: `earners` is a SELECT of `cause_id`, `claim_id` (what a claim of it is called) and `resident_id`,
 * those who come first served first.
 */
export function earnManyByRule(ctx: Context, earning: Many): Statement[] {
  const { act, doneOn, facilityId, by, note, causeKind } = earning;
  const batch = ctx.newId('ptx');
  const due = dueFor(earning);
  return [
    ctx.db.run(sql`INSERT INTO ${earningPosting} (cause_kind, cause_id, rule_id, act, resident_id, facility_id,
        done_on, points, transaction_id, posted_at)
      SELECT ${causeKind}, cause_id, rule_id, ${act}, resident_id, ${facilityId},
        ${doneOn}, points, ${`${batch}_`} || nth, ${ctx.now}
      FROM (${due}) u
      WHERE points < ${TWO_PEOPLE_FROM} AND points * nth <= ${budgetLeft(sql`u.programme_id`)}`),
    ...earnMany(
      ctx,
      sql`SELECT p.transaction_id AS id, p.resident_id, r.programme_id, p.points, p.cause_kind,
          p.cause_id, ${note} AS note
        FROM ${earningPosting} p JOIN ${earningRule} r ON r.id = p.rule_id
        WHERE p.transaction_id BETWEEN ${`${batch}_`} AND ${`${batch}_~`}`,
      by,
    ),
    ctx.db.run(sql`INSERT INTO ${claim}
        (id, resident_id, rule_id, act, facility_id, done_on, note, points, needed, state, created_at)
      SELECT claim_id, resident_id, rule_id, ${act}, ${facilityId}, ${doneOn}, ${earning.seen}, points,
        ${neededFor(TWO_PEOPLE_FROM)}, 'submitted', ${ctx.now}
      FROM (${due}) u WHERE points >= ${TWO_PEOPLE_FROM}`),
  ];
}

/** A SELECT of those who have something to come: not posted or filed before, and within the caps. */
function dueFor({ act, doneOn, causeKind, earners }: Many): SQL {
  const counted = countedOn(sql`${doneOn}`, sql`w.resident_id`, sql`${act}`);
  const worth = sql`SELECT e.cause_id, e.claim_id, e.resident_id, r.id AS rule_id, r.points, r.programme_id,
      r.daily_cap, r.monthly_cap,
      r.points * row_number() OVER (PARTITION BY e.resident_id ORDER BY e.cause_id) AS own
    FROM (${earners}) e JOIN ${earningRule} r ON r.act = ${act} AND r.effective_from_on <= ${doneOn}
      AND coalesce(r.effective_until_on, '9999-12-31') > ${doneOn}
    WHERE NOT EXISTS (SELECT 1 FROM ${earningPosting} p
        WHERE p.cause_kind = ${causeKind} AND p.cause_id = e.cause_id)
      AND NOT EXISTS (SELECT 1 FROM ${claim} WHERE id = e.claim_id)`;
  return sql`SELECT *, row_number() OVER (ORDER BY cause_id) AS nth FROM (${worth}) w
    WHERE (daily_cap IS NULL OR own + ${counted.day} <= daily_cap)
      AND (monthly_cap IS NULL OR own + ${counted.month} <= monthly_cap)`;
}
