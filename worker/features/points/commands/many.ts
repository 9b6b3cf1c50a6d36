/**
 * Moving the points of many holds in one act, in statements that don't grow with how many they are. What is to move is
 * written down first (`points_order`), so that every statement after it means the same; nothing of it outlives the batch.
 *
 * `orders` is a SELECT of one row for each hold: `hold_id`, `resident_id`, `points` and `cause_id`; where a hold is made
 * `expires_at` too, where points go to or come from an activity `place_id`.
 */
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import type { Statement } from '../../../lib/db.ts';
import { spendableLots } from '../queries/amounts.ts';
import type { TransactionKind } from '../rules.ts';
import { pointsAccount, pointsOrder, pointsTransaction, pointsTransfer } from '../tables.ts';
import { CAPTURED, HELD, NEWEST_FIRST, OLDEST_FIRST } from './ledger.ts';

/** What they are for; the ids of the causes are in the orders. The transaction of a cause is `<kind>:<causeKind>:<cause_id>`. */
type Posting = { causeKind: string; by: string; note: string };

/** Sets points aside, as `holdPoints` does; a hold that is there already takes more. `points.short`: somebody has fewer. */
export function holdMany(ctx: Context, orders: SQL, posting: Posting): Statement[] {
  return moved(ctx, 'hold', posting, {
    orders: sql`SELECT hold_id, resident_id, points, cause_id, NULL AS place_id, expires_at FROM (${orders})`,
    opened: sql`SELECT hold_id, 'hold', resident_id, expires_at, ${ctx.now} FROM ${pointsOrder}`,
    from: sql`l.id`,
    to: sql`o.hold_id`,
    whose: sql`resident_id`,
    lots: sql`SELECT owner_id AS whose, id, balance AS rest, expires_on, created_at
      FROM ${pointsAccount} WHERE owner_id IN (SELECT resident_id FROM ${pointsOrder}) AND ${spendableLots(ctx)}`,
    order: OLDEST_FIRST,
  });
}

/** Pays out of holds to the places of activities, as `capturePoints` does. */
export function captureMany(ctx: Context, orders: SQL, posting: Posting): Statement[] {
  return moved(ctx, 'capture', posting, {
    orders: sql`SELECT hold_id, resident_id, points, cause_id, place_id, NULL AS expires_at FROM (${orders})`,
    opened: sql`SELECT DISTINCT 'activity:' || place_id, 'activity', place_id, NULL, ${ctx.now} FROM ${pointsOrder}`,
    from: sql`o.hold_id`,
    to: sql`'activity:' || o.place_id`,
    whose: sql`hold_id`,
    lots: linesOfHolds(HELD),
    order: OLDEST_FIRST,
  });
}

/** Gives what is held back to its lots, as `releasePoints` does. */
export function releaseMany(ctx: Context, orders: SQL, posting: Posting): Statement[] {
  return moved(ctx, 'release', posting, {
    orders: sql`SELECT hold_id, resident_id, points, cause_id, NULL AS place_id, NULL AS expires_at FROM (${orders})`,
    from: sql`o.hold_id`,
    to: sql`l.id`,
    whose: sql`hold_id`,
    lots: linesOfHolds(HELD),
    order: NEWEST_FIRST,
  });
}

/** Gives what was captured back to its lots, as `refundPoints` does. */
export function refundMany(ctx: Context, orders: SQL, posting: Posting): Statement[] {
  return moved(ctx, 'refund', posting, {
    orders: sql`SELECT hold_id, resident_id, points, cause_id, place_id, NULL AS expires_at FROM (${orders})`,
    from: sql`'activity:' || o.place_id`,
    to: sql`l.id`,
    whose: sql`hold_id`,
    lots: linesOfHolds(CAPTURED),
    order: NEWEST_FIRST,
  });
}

function linesOfHolds(rest: SQL): SQL {
  return sql`SELECT x.hold_id AS whose, l.id, ${rest} AS rest, l.expires_on, l.created_at
    FROM ${pointsTransaction} x JOIN ${pointsTransfer} t ON t.transaction_id = x.id
    JOIN ${pointsAccount} l ON l.id = t.lot_id
    WHERE x.hold_id IN (SELECT hold_id FROM ${pointsOrder}) GROUP BY x.hold_id, l.id HAVING ${rest} > 0`;
}

type Move = {
  orders: SQL;
  /** The accounts it needs. */
  opened?: SQL;
  from: SQL;
  to: SQL;
  /** Whose lots an order takes from: a column of the orders, `whose` in the lots. */
  whose: SQL;
  lots: SQL;
  order: SQL;
};

/**
 * Orders and lots of one owner lie side by side, each as long as its points: where an order and a lot overlap, so many
 * points move.
 */
function moved(
  ctx: Context,
  kind: TransactionKind,
  { causeKind, by, note }: Posting,
  { orders, opened, from, to, whose, lots, order }: Move,
): Statement[] {
  const upto = sql`SELECT *, sum(points) OVER (PARTITION BY ${whose} ORDER BY id
    ROWS UNBOUNDED PRECEDING) AS upto FROM ${pointsOrder}`;
  const reach = sql`SELECT *, sum(rest) OVER (PARTITION BY whose ORDER BY ${order}
    ROWS UNBOUNDED PRECEDING) AS upto FROM (${lots})`;
  return [
    ctx.db.run(sql`INSERT INTO ${pointsOrder} (id, hold_id, resident_id, points, cause_id, place_id, expires_at)
      SELECT ${`${kind}:${causeKind}:`} || cause_id, * FROM (${orders})`),
    ...(opened
      ? [
          ctx.db.run(sql`INSERT INTO ${pointsAccount} (id, kind, owner_id, expires_at, created_at)
            SELECT * FROM (${opened}) WHERE true ON CONFLICT (id) DO NOTHING`),
        ]
      : []),
    ctx.db.run(sql`INSERT INTO ${pointsTransfer}
        (transaction_id, debit_account_id, credit_account_id, lot_id, points)
      SELECT o.id, ${from}, ${to}, l.id,
        min(o.upto, l.upto) - max(o.upto - o.points, l.upto - l.rest)
      FROM (${upto}) o JOIN (${reach}) l ON l.whose = o.${whose}
        AND l.upto > o.upto - o.points AND l.upto - l.rest < o.upto
      ORDER BY o.id, l.upto`),
    ctx.db.run(sql`INSERT INTO ${pointsTransaction}
        (id, kind, cause_kind, cause_id, resident_id, hold_id, points, posted_at, posted_by, note)
      SELECT id, ${kind}, ${causeKind}, cause_id, resident_id, hold_id, points, ${ctx.now}, ${by}, ${note}
      FROM ${pointsOrder} ORDER BY id`),
    ctx.db.delete(pointsOrder),
  ];
}
