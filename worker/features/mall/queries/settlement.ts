/** Redemptions as statements of merchants list them: what, where and for how much, and nobody's name. */
import { type SQL, sql } from 'drizzle-orm';
import { good, redemption, shop } from '../tables.ts';

/** For the joins of settlement: what a line is of. */
export function redeemedColumns() {
  return {
    table: redemption,
    id: redemption.id,
    redeemedAt: redemption.redeemedAt,
    quantity: redemption.quantity,
    state: redemption.state,
    title: sql<string>`(SELECT ${good.title} FROM ${good} WHERE ${good.id} = ${redemption.goodId})`,
    shop: sql<string>`(SELECT ${shop.name} FROM ${shop} WHERE ${shop.id} = ${redemption.shopId})`,
  };
}

/** A SELECT of what was redeemed before an instant (ms) and stands: `id, merchant_id, points, settle_fen, redeemed_at`. */
export function redeemedBefore(endAt: number): SQL {
  return sql`SELECT id, merchant_id, points, settle_fen, redeemed_at FROM ${redemption}
    WHERE state = 'redeemed' AND redeemed_at < ${endAt}`;
}
