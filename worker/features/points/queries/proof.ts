/** Adding the whole ledger up. */
import { desc, sql } from 'drizzle-orm';
import type { ActorContext, Context } from '../../../lib/context.ts';
import { dayOf, toRfc3339 } from '../../../lib/time.ts';
import { actorQuery } from '../../identity/queries/actor.ts';
import type { ProofAnswer } from '../schema.ts';
import {
  pointsAccount,
  pointsFlow,
  pointsProof,
  pointsTransaction,
  pointsTransfer,
} from '../tables.ts';
import { mustKeep } from './staff.ts';

export type Proof = typeof pointsProof.$inferSelect;

type Sums = Omit<Proof, 'on' | 'provedAt' | 'holds'>;

/**
 * Reads every entry, transaction and account, and says whether they agree: entries sum to zero, each balance is the
 * sum of its entries, each transaction moved what it says, no budget is below zero, and the figures of each month are
 * what its transactions did.
 */
export async function provePoints(ctx: Context): Promise<Proof> {
  const [sums] = await ctx.db.all<Sums>(sql`
    WITH entry AS (SELECT account_id, points FROM points_entry),
    of_account AS (SELECT account_id, sum(points) AS points FROM entry GROUP BY account_id),
    of_transaction AS (
      SELECT transaction_id, sum(points) AS points FROM ${pointsTransfer} GROUP BY transaction_id),
    flow AS (
      SELECT month, flow, rule_id, place_kind, place_id, sum(points) AS points, sum(times) AS times
      FROM (SELECT * FROM points_flow_entry UNION ALL
        SELECT NULL, month, flow, rule_id, place_kind, place_id, -points, -times FROM ${pointsFlow})
      GROUP BY month, flow, rule_id, place_kind, place_id)
    SELECT
      (SELECT count(*) FROM ${pointsTransaction}) AS transactions,
      (SELECT count(*) FROM entry) AS entries,
      (SELECT coalesce(sum(points), 0) FROM entry) AS entriesSum,
      (SELECT count(*) FROM ${pointsAccount} a LEFT JOIN of_account o ON o.account_id = a.id
        WHERE a.balance <> coalesce(o.points, 0)) AS wrongBalances,
      (SELECT count(*) FROM ${pointsTransaction} x LEFT JOIN of_transaction o ON o.transaction_id = x.id
        WHERE x.points <> coalesce(o.points, 0))
        + (SELECT count(*) FROM of_transaction o
          WHERE NOT EXISTS (SELECT 1 FROM ${pointsTransaction} x WHERE x.id = o.transaction_id)) AS wrongTransactions,
      count(*) FILTER (WHERE kind = 'budget' AND balance < 0) AS overspentBudgets,
      (SELECT count(*) FROM flow WHERE points <> 0 OR times <> 0) AS wrongFlows,
      coalesce(-sum(balance) FILTER (WHERE kind = 'source'), 0) AS budgeted,
      coalesce(-sum(balance) FILTER (WHERE kind IN ('source', 'budget')), 0) AS issued,
      coalesce(sum(balance) FILTER (WHERE kind = 'lot'), 0) AS available,
      coalesce(sum(balance) FILTER (WHERE kind = 'hold'), 0) AS held,
      coalesce(sum(balance) FILTER (WHERE kind IN ('activity', 'merchant', 'settled')), 0) AS spent,
      coalesce(sum(balance) FILTER (WHERE kind = 'expired'), 0) AS expired
    FROM ${pointsAccount}`);
  if (!sums) throw new Error('a sum without a row');
  const holds =
    sums.entriesSum === 0 &&
    sums.wrongBalances === 0 &&
    sums.wrongTransactions === 0 &&
    sums.overspentBudgets === 0 &&
    sums.wrongFlows === 0;
  return { on: dayOf(ctx.now), provedAt: ctx.now, holds, ...sums };
}

/** The proofs of the last 31 days, the latest first. */
export async function listProofs({ db }: Context): Promise<{ items: ProofAnswer[] }> {
  const rows = await db.select().from(pointsProof).orderBy(desc(pointsProof.on)).limit(31);
  return { items: rows.map(proofView) };
}

/** The ledger added up at this moment, for those who keep it. Throws `auth.forbidden`. */
export async function proveNow(ctx: ActorContext): Promise<ProofAnswer> {
  // First who asks: to add everything up costs as much as there is.
  mustKeep(await actorQuery(ctx));
  return proofView(await provePoints(ctx));
}

function proofView(proof: Proof): ProofAnswer {
  return { ...proof, provedAt: toRfc3339(proof.provedAt) };
}
