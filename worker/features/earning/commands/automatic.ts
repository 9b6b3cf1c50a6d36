/** What is earned without a claim: the act itself was seen, and its rule says what it is worth. */
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import type { Statement } from '../../../lib/db.ts';
import type { Day } from '../../../lib/time.ts';
import { earnMany } from '../../points/commands/earnMany.ts';
import type { Cause } from '../../points/commands/ledger.ts';
import { budgetLeft } from '../../points/queries/amounts.ts';
import { countedOn } from '../queries/counted.ts';
import type { Act } from '../rules.ts';
import { earningPosting, earningRule } from '../tables.ts';

type Earning = {
  act: Act;
  /** The day of the act: its rule and its caps are those of that day. */
  doneOn: Day;
  /** Who has it done: a user, or `system`. */
  by: string;
  /** What it is for, in the resident's history. */
  note: string;
};

/**
 * Statements for the end of the batch of the act itself: posts what the rule of that day says, once for a cause. Nothing
 * is posted, and the batch goes on, when the act earned nothing that day, the resident has reached a cap, the budget is
 * spent, or the cause was posted before.
 */
export function earnByRule(
  ctx: Context,
  input: Earning & { cause: Cause; residentId: string },
): Statement[] {
  const { cause, residentId, ...earning } = input;
  const earners = sql`SELECT ${cause.id} AS cause_id, ${residentId} AS resident_id`;
  return earnManyByRule(ctx, { ...earning, causeKind: cause.kind, earners });
}

/** The same for many: `earners` is a SELECT of `cause_id` and `resident_id`, those who come first served first. */
export function earnManyByRule(
  ctx: Context,
  { act, doneOn, by, note, causeKind, earners }: Earning & { causeKind: string; earners: SQL },
): Statement[] {
  const batch = ctx.newId('ptx');
  const counted = countedOn(doneOn, sql`w.resident_id`, sql`${act}`);
  const worth = sql`SELECT e.cause_id, e.resident_id, r.id AS rule_id, r.points, r.programme_id,
      r.daily_cap, r.monthly_cap,
      r.points * row_number() OVER (PARTITION BY e.resident_id ORDER BY e.cause_id) AS own
    FROM (${earners}) e JOIN ${earningRule} r ON r.act = ${act} AND r.effective_from_on <= ${doneOn}
      AND coalesce(r.effective_until_on, '9999-12-31') > ${doneOn}
    WHERE NOT EXISTS (SELECT 1 FROM ${earningPosting} p
      WHERE p.cause_kind = ${causeKind} AND p.cause_id = e.cause_id)`;
  const uncapped = sql`SELECT *, row_number() OVER (ORDER BY cause_id) AS nth FROM (${worth}) w
    WHERE (daily_cap IS NULL OR own + ${counted.day} <= daily_cap)
      AND (monthly_cap IS NULL OR own + ${counted.month} <= monthly_cap)`;
  return [
    ctx.db.run(sql`INSERT INTO ${earningPosting}
        (cause_kind, cause_id, rule_id, act, resident_id, done_on, points, transaction_id, posted_at)
      SELECT ${causeKind}, cause_id, rule_id, ${act}, resident_id, ${doneOn}, points,
        ${`${batch}_`} || nth, ${ctx.now}
      FROM (${uncapped}) u WHERE points * nth <= ${budgetLeft(sql`u.programme_id`)}`),
    ...earnMany(
      ctx,
      sql`SELECT p.transaction_id AS id, p.resident_id, r.programme_id, p.points, p.cause_kind,
          p.cause_id, ${note} AS note
        FROM ${earningPosting} p JOIN ${earningRule} r ON r.id = p.rule_id
        WHERE p.transaction_id BETWEEN ${`${batch}_`} AND ${`${batch}_~`}`,
      by,
    ),
  ];
}
