/** Reading redemptions: a resident's own. */
import { and, desc, eq, sql } from 'drizzle-orm';
import type { ActorContext, Context } from '../../../lib/context.ts';
import { DomainError } from '../../../lib/errors.ts';
import { toRfc3339 } from '../../../lib/time.ts';
import { zoneOfCommunity } from '../../directory/queries/communities.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { personName } from '../../identity/queries/names.ts';
import { lapsedPointsOf } from '../../points/queries/holds.ts';
import { type MerchantState, stateAt } from '../rules.ts';
import type { MyRedemptionsInput, Redemption, RedemptionPage } from '../schema/redemptions.ts';
import { good, merchant, redemption, shop } from '../tables.ts';
import { couponOf, type ShopRow, shopsNear, shopsQuery } from './goods.ts';

/** A redemption with its good, merchant, where it was fetched, and what of its points has lapsed by its end, or by now. */
export function redemptionRows({ db, now }: Context) {
  return db
    .select({
      id: sql<string>`${redemption.id}`.as('redemption_id'),
      residentId: redemption.residentId,
      goodId: redemption.goodId,
      merchantId: sql<string>`${redemption.merchantId}`.as('redemption_merchant'),
      quantity: redemption.quantity,
      points: sql<number>`${redemption.points}`.as('redemption_points'),
      state: sql<Redemption['state']>`${redemption.state}`.as('redemption_state'),
      code: redemption.code,
      holdId: redemption.holdId,
      createdAt: sql<number>`${redemption.createdAt}`.as('redemption_created_at'),
      expiresAt: redemption.expiresAt,
      redeemedAt: redemption.redeemedAt,
      reason: sql<string | null>`${redemption.reason}`.as('redemption_reason'),
      title: good.title,
      kind: good.kind,
      couponFen: good.couponFen,
      minSpendFen: good.minSpendFen,
      merchantName: sql<string>`${merchant.name}`.as('merchant_name'),
      merchantState: sql<MerchantState>`${merchant.state}`.as('merchant_state'),
      zoneId: sql<string>`${zoneOfCommunity(merchant.communityId)}`.as('merchant_zone'),
      phone: merchant.phone,
      shopName: sql<string | null>`${shop.name}`.as('shop_name'),
      resident: sql<string>`${personName(redemption.residentId)}`.as('resident_name'),
      lapsedPoints: lapsedPointsOf(
        redemption.holdId,
        sql`coalesce(${redemption.endedAt}, ${now})`,
      ).as('redemption_lapsed_points'),
    })
    .from(redemption)
    .innerJoin(good, eq(good.id, redemption.goodId))
    .innerJoin(merchant, eq(merchant.id, redemption.merchantId))
    .leftJoin(shop, eq(shop.id, redemption.shopId))
    .$dynamic();
}
export type RedemptionRow = Awaited<ReturnType<typeof redemptionRows>>[number];

/** For a batch: one redemption of the actor's with the shops where it can be fetched; read it with `ownRedemption`. */
export function ownRedemptionStatements(ctx: ActorContext, id: string) {
  const merchantOf = sql`(SELECT merchant_id FROM ${redemption} WHERE id = ${id})`;
  return [
    redemptionRows(ctx).where(
      and(eq(redemption.id, id), eq(redemption.residentId, ctx.actor.userId)),
    ),
    shopsQuery(ctx.db, merchantOf),
  ] as const;
}

/** Throws `redemption.notFound` for one that is nobody's or another's. */
export function ownRedemption(
  ctx: ActorContext,
  rows: readonly RedemptionRow[],
  shops: readonly ShopRow[],
): Redemption {
  const [row] = rows;
  if (!row) throw new DomainError('redemption.notFound');
  return redemptionView(ctx, row, shops);
}

/** Throws `redemption.notFound`. */
export async function getRedemption(ctx: ActorContext, id: string): Promise<Redemption> {
  const [who, rows, shops] = await ctx.db.batch([
    actorQuery(ctx),
    ...ownRedemptionStatements(ctx, id),
  ]);
  whoIs(who);
  return ownRedemption(ctx, rows, shops);
}

/** One's own, the latest first. */
export async function listMyRedemptions(
  ctx: ActorContext,
  { limit, cursor }: MyRedemptionsInput,
): Promise<RedemptionPage> {
  const [at, id] = cursor?.split(/\.(.*)/s) ?? [];
  const older =
    at === undefined
      ? sql`1`
      : sql`(${redemption.createdAt}, ${redemption.id}) < (${Number(at)}, ${id})`;
  const shown = and(eq(redemption.residentId, ctx.actor.userId), older);
  const latestFirst = [desc(redemption.createdAt), desc(redemption.id)];
  // Shops of what is on this page, not of all there ever was.
  const merchants = ctx.db
    .select({ id: redemption.merchantId })
    .from(redemption)
    .where(shown)
    .orderBy(...latestFirst)
    .limit(limit);
  const [who, rows, shops] = await ctx.db.batch([
    actorQuery(ctx),
    redemptionRows(ctx)
      .where(shown)
      .orderBy(...latestFirst)
      .limit(limit + 1),
    shopsQuery(ctx.db, sql`${merchants}`),
  ]);
  whoIs(who);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => redemptionView(ctx, row, shops)),
    next: last && rows.length > limit ? `${last.createdAt}.${last.id}` : null,
  };
}

function redemptionView(
  { now }: ActorContext,
  row: RedemptionRow,
  shops: readonly ShopRow[],
): Redemption {
  const state = stateAt(row, now);
  const { id, code, quantity, points, shopName, reason } = row;
  return {
    ...{ id, state, code, quantity, points, shopName, reason },
    good: goodInShort(row),
    merchant: { id: row.merchantId, name: row.merchantName, phone: row.phone },
    shops: shopsNear(shops.filter((one) => one.merchantId === row.merchantId)),
    created: toRfc3339(row.createdAt),
    until: toRfc3339(row.expiresAt),
    redeemed: row.redeemedAt === null ? null : toRfc3339(row.redeemedAt),
    lapsedPoints: state === 'redeemed' ? 0 : row.lapsedPoints,
    can: { cancel: state === 'held' },
  };
}

export function goodInShort(row: RedemptionRow) {
  return { id: row.goodId, title: row.title, kind: row.kind, coupon: couponOf(row) };
}

/** For a notice: what comes back and can't be spent any more, where there is such. */
export function lapsedIn({ lapsedPoints }: RedemptionRow): { lapsed?: string } {
  return lapsedPoints === 0 ? {} : { lapsed: String(lapsedPoints) };
}
