/** What can be had for points, and where. */
import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { ActorContext, Context } from '../../../lib/context.ts';
import type { Db } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { toRfc3339 } from '../../../lib/time.ts';
import { positionView, walkView } from '../../directory/queries/places.ts';
import { type Position, walkBetween } from '../../directory/rules/walk.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { fetchUntil } from '../rules.ts';
import type { Good, GoodSummary, Goods, GoodsInput, Shop } from '../schema/goods.ts';
import { favourite, good, merchant, shop } from '../tables.ts';
import { type After, goodColumns, isOffered, listedGoods } from './listed.ts';

/** A good with its merchant. */
export function goodRows(db: Db) {
  return db
    .select(goodColumns())
    .from(good)
    .innerJoin(merchant, eq(merchant.id, good.merchantId))
    .$dynamic();
}
export type GoodRow = Awaited<ReturnType<typeof goodRows>>[number];

/** Shops that aren't closed, of the merchants in a SELECT of ids. */
export function shopsQuery(db: Db, merchants: SQL) {
  return db
    .select()
    .from(shop)
    .where(and(isNull(shop.closedAt), sql`${shop.merchantId} IN ${merchants}`))
    .orderBy(shop.id);
}
export type ShopRow = Awaited<ReturnType<typeof shopsQuery>>[number];

/** What can be redeemed today: the nearest first, or the cheapest where nobody says from where. */
export async function listGoods(ctx: Context, wanted: GoodsInput): Promise<Goods> {
  const { cursor, limit, near } = wanted;
  // One more than is shown tells whether there are more.
  const rows = await listedGoods(ctx.db, ctx.now, {
    ...wanted,
    limit: limit + 1,
    after: afterOf(cursor),
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => ({
      ...summary(ctx, row),
      shop: shopView({ ...row, id: row.shopId, name: row.shopName }, near),
    })),
    next: last && rows.length > limit ? `${last.away}.${last.points}.${last.id}` : null,
  };
}

function afterOf(cursor: string | undefined): After | undefined {
  if (cursor === undefined) return undefined;
  const [away, points, id = ''] = cursor.split('.');
  return { away: Number(away), points: Number(points), id };
}

/** One good that can be redeemed today. Throws `good.notFound` for any other. */
export async function getGood(ctx: Context, id: string, near?: Position): Promise<Good> {
  const ofGood = sql`(SELECT merchant_id FROM ${good} WHERE id = ${id})`;
  const [[row], shops] = await ctx.db.batch([
    goodRows(ctx.db).where(and(eq(good.id, id), isOffered(ctx.now))),
    shopsQuery(ctx.db, ofGood),
  ]);
  if (!row) throw new DomainError('good.notFound');
  return {
    ...fields(ctx, row),
    offeredUntil: row.offeredUntilOn,
    merchant: {
      ...{ id: row.merchantId, name: row.merchantName, summary: row.merchantSummary },
      ...{ phone: row.phone, demo: row.demo },
    },
    shops: shopsNear(shops, near),
  };
}

/** What one has marked and can still be redeemed, the latest first; each at its shop nearest to `near`. */
export async function listFavourites(
  ctx: ActorContext,
  near?: Position,
): Promise<{ items: GoodSummary[] }> {
  const mine = eq(favourite.residentId, ctx.actor.userId);
  const marked = sql`(SELECT good_id FROM ${favourite} WHERE ${mine})`;
  const [who, rows, shops] = await ctx.db.batch([
    actorQuery(ctx),
    goodRows(ctx.db)
      .innerJoin(favourite, and(eq(favourite.goodId, good.id), mine))
      .where(isOffered(ctx.now))
      .orderBy(desc(favourite.addedAt), good.id),
    shopsQuery(ctx.db, sql`(SELECT merchant_id FROM ${good} WHERE id IN ${marked})`),
  ]);
  whoIs(who);
  return { items: summaries(ctx, rows, shops, near) };
}

function summaries(
  ctx: Context,
  rows: readonly GoodRow[],
  shops: readonly ShopRow[],
  near?: Position,
): GoodSummary[] {
  const nearest = new Map<string, Shop>();
  for (const [merchantId, theirs] of Map.groupBy(shops, (one) => one.merchantId)) {
    const [first] = shopsNear(theirs, near);
    if (first) nearest.set(merchantId, first);
  }
  return rows.flatMap((row) => {
    const at = nearest.get(row.merchantId);
    return at ? [{ ...summary(ctx, row), shop: at }] : [];
  });
}

function summary(ctx: Context, row: GoodRow) {
  const from = { id: row.merchantId, name: row.merchantName, demo: row.demo };
  return { ...fields(ctx, row), merchant: from };
}

function fields({ now }: Context, row: GoodRow) {
  const { id, kind, title, summary, category, points, perOrder, perPerson, minAge } = row;
  return {
    ...{ id, kind, title, summary, category, points, perOrder, perPerson, minAge },
    coupon: couponOf(row),
    stockLeft: row.stockTotal - row.stockTaken,
    fetchUntil: toRfc3339(fetchUntil(row, now)),
  };
}

export function couponOf({ couponFen, minSpendFen }: Pick<GoodRow, 'couponFen' | 'minSpendFen'>) {
  return couponFen === null ? null : { fen: couponFen, minSpendFen: minSpendFen ?? 0 };
}

/** As they are shown, the nearest first where it is known from where. */
export function shopsNear(shops: readonly ShopRow[], near?: Position): Shop[] {
  return shops
    .map((one) => shopView(one, near))
    .sort((a, b) => (a.walk?.metres ?? 0) - (b.walk?.metres ?? 0));
}

type ShownShop = Pick<ShopRow, 'id' | 'name' | 'address' | 'lng' | 'lat' | 'hoursText'>;

function shopView(one: ShownShop, near?: Position): Shop {
  return {
    ...{ id: one.id, name: one.name, address: one.address, hours: one.hoursText },
    position: positionView(one),
    ...(near && { walk: walkView(walkBetween(near, one)) }),
  };
}
