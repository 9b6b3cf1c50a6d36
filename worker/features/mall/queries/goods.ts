/** What can be had for points, and where. */
import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { ActorContext, Context } from '../../../lib/context.ts';
import type { Db } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { dayOf, toRfc3339 } from '../../../lib/time.ts';
import { positionView, walkView } from '../../directory/queries/places.ts';
import { type Position, walkBetween } from '../../directory/rules/walk.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { fetchUntil } from '../rules.ts';
import type { Good, GoodSummary, Goods, GoodsInput, Shop } from '../schema/goods.ts';
import { favourite, good, merchant, shop } from '../tables.ts';

/** A good with its merchant. */
export function goodRows(db: Db) {
  return db
    .select({
      id: sql<string>`${good.id}`.as('good_id'),
      kind: good.kind,
      title: good.title,
      summary: sql<string>`${good.summary}`.as('good_summary'),
      category: sql<Good['category']>`${good.category}`.as('good_category'),
      points: good.points,
      settleFen: good.settleFen,
      couponFen: good.couponFen,
      minSpendFen: good.minSpendFen,
      stockTotal: good.stockTotal,
      stockTaken: good.stockTaken,
      perOrder: good.perOrder,
      perPerson: good.perPerson,
      offeredFromOn: good.offeredFromOn,
      offeredUntilOn: good.offeredUntilOn,
      redeemWithinDays: good.redeemWithinDays,
      useUntilOn: good.useUntilOn,
      minAge: good.minAge,
      state: sql<typeof good.$inferSelect.state>`${good.state}`.as('good_state'),
      merchantId: sql<string>`${merchant.id}`.as('merchant_id'),
      merchantName: sql<string>`${merchant.name}`.as('merchant_name'),
      merchantSummary: sql<string>`${merchant.summary}`.as('merchant_summary'),
      merchantState: sql<typeof merchant.$inferSelect.state>`${merchant.state}`.as(
        'merchant_state',
      ),
      phone: merchant.phone,
      demo: merchant.demo,
    })
    .from(good)
    .innerJoin(merchant, eq(merchant.id, good.merchantId))
    .$dynamic();
}
export type GoodRow = Awaited<ReturnType<typeof goodRows>>[number];

/** A condition: that it can be redeemed today, as far as its own terms go. */
export function isOffered(now: number): SQL {
  const today = dayOf(now);
  return sql`${good.state} = 'offered' AND ${merchant.state} = 'open' AND ${good.offeredFromOn} <= ${today}
    AND coalesce(${good.offeredUntilOn}, ${today}) >= ${today} AND coalesce(${good.useUntilOn}, ${today}) >= ${today}`;
}

/** Shops that aren't closed, of the merchants in a SELECT of ids, or of all. */
export function shopsQuery(db: Db, merchants?: SQL) {
  return db
    .select()
    .from(shop)
    .where(and(isNull(shop.closedAt), merchants && sql`${shop.merchantId} IN ${merchants}`))
    .orderBy(shop.id);
}
export type ShopRow = Awaited<ReturnType<typeof shopsQuery>>[number];

/** What can be redeemed today: the nearest first, or the cheapest where nobody says from where. */
export async function listGoods(ctx: Context, wanted: GoodsInput): Promise<Goods> {
  const { near, within = Number.POSITIVE_INFINITY, limit } = wanted;
  const [rows, shops] = await ctx.db.batch([
    goodRows(ctx.db)
      .where(and(isOffered(ctx.now), ...conditions(wanted)))
      .orderBy(good.points, good.id),
    shopsQuery(ctx.db),
  ]);
  const all = summaries(ctx, rows, shops, near);
  const metres = (one: GoodSummary) => one.shop.walk?.metres ?? 0;
  const sorted = all
    .filter((one) => metres(one) <= within)
    .sort((a, b) => metres(a) - metres(b) || a.points - b.points || (a.id < b.id ? -1 : 1));
  const from = Number(wanted.cursor ?? 0);
  const items = sorted.slice(from, from + limit);
  return { items, next: from + limit < sorted.length ? String(from + limit) : null };
}

function conditions({ q, category, kind, merchant: of, maxPoints }: GoodsInput): SQL[] {
  const text = sql`lower(${good.title} || ' ' || ${good.summary} || ' ' || ${merchant.name})`;
  return [
    ...(q === undefined ? [] : [sql`instr(${text}, ${q.toLowerCase()}) > 0`]),
    ...(category === undefined ? [] : [eq(good.category, category)]),
    ...(kind === undefined ? [] : [eq(good.kind, kind)]),
    ...(of === undefined ? [] : [eq(good.merchantId, of)]),
    ...(maxPoints === undefined ? [] : [sql`${good.points} <= ${maxPoints}`]),
  ];
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
  const [who, rows, shops] = await ctx.db.batch([
    actorQuery(ctx),
    goodRows(ctx.db)
      .innerJoin(favourite, and(eq(favourite.goodId, good.id), mine))
      .where(isOffered(ctx.now))
      .orderBy(desc(favourite.addedAt), good.id),
    shopsQuery(ctx.db),
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
    const from = { id: row.merchantId, name: row.merchantName, demo: row.demo };
    return at ? [{ ...fields(ctx, row), merchant: from, shop: at }] : [];
  });
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
    .map((one) => ({
      ...{ id: one.id, name: one.name, address: one.address, hours: one.hoursText },
      position: positionView(one),
      ...(near && { walk: walkView(walkBetween(near, one)) }),
    }))
    .sort((a, b) => (a.walk?.metres ?? 0) - (b.walk?.metres ?? 0));
}
