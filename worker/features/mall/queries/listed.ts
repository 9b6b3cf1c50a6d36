/**
 * Which goods a list is made of, chosen in SQL so that the rows read grow with what is shown and not with the mall.
 *
 * The nearest are found in circles around a position. What was narrowed down to few (up to `MOST_FEW`) may lie anywhere: all
 * of it is read and sorted instead. Without a position an index gives the cheapest first. Words are in no index: each good
 * that is offered is asked for them.
 */
import { eq, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../../lib/db.ts';
import { dayOf } from '../../../lib/time.ts';
import {
  bandAt,
  FOUND,
  growing,
  hereOf,
  inCircle,
  SQUARED_M,
} from '../../directory/queries/circles.ts';
import { DETOUR_FACTOR, type Position } from '../../directory/rules/walk.ts';
import type { GoodKind, MerchantCategory } from '../rules.ts';
import type { Good } from '../schema/goods.ts';
import { good, merchant, shop } from '../tables.ts';

/** So many goods are all looked at, wherever they lie. */
const MOST_FEW = sql.raw('200');

/** Where a page ended. */
export type After = {
  /** Squared metres in a straight line, whole; 0 without a position. */
  away: number;
  points: number;
  id: string;
};

export type Wanted = {
  q?: string | undefined;
  category?: MerchantCategory | undefined;
  kind?: GoodKind | undefined;
  merchant?: string | undefined;
  maxPoints?: number | undefined;
  near?: Position | undefined;
  /** Metres on foot, as ways are told: to ten metres. */
  within?: number | undefined;
  after?: After | undefined;
  limit: number;
};

/** What is told of a good and its merchant. */
export function goodColumns() {
  return {
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
    merchantState: sql<typeof merchant.$inferSelect.state>`${merchant.state}`.as('merchant_state'),
    phone: merchant.phone,
    demo: merchant.demo,
  };
}

/** A condition: that it can be redeemed today, as far as its own terms go. */
export function isOffered(now: number): SQL {
  const today = dayOf(now);
  return sql`${good.state} = 'offered' AND ${merchant.state} = 'open' AND ${good.offeredFromOn} <= ${today}
    AND coalesce(${good.offeredUntilOn}, ${today}) >= ${today} AND coalesce(${good.useUntilOn}, ${today}) >= ${today}`;
}

/** For a batch: goods in the order of their list, each with its nearest shop, or without a position its first. */
export function listedGoods(db: Db, now: number, wanted: Wanted) {
  return (
    db
      .select({
        ...goodColumns(),
        shopId: sql<string>`${shop.id}`.as('shop_id'),
        shopName: sql<string>`${shop.name}`.as('shop_name'),
        address: shop.address,
        lng: shop.lng,
        lat: shop.lat,
        hoursText: shop.hoursText,
        away: sql<number>`chosen.away`.as('away'),
      })
      .from(good)
      .innerJoin(merchant, eq(merchant.id, good.merchantId))
      // The + keeps SQLite from going through all goods and looking each up among the chosen.
      .innerJoin(sql`(${chosen(now, wanted)}) AS chosen`, eq(good.id, sql`+chosen.good_id`))
      .innerJoin(shop, eq(shop.id, sql`+chosen.shop_id`))
      .orderBy(sql`chosen.away`, sql`chosen.points`, sql`chosen.good_id`)
  );
}

/** A SELECT of `good_id`, `points`, `shop_id` and `away`. */
function chosen(now: number, wanted: Wanted): SQL {
  const { near, after, limit } = wanted;
  if (!near) return cheapest(now, wanted);
  const all = isNarrow(wanted)
    ? sql`SELECT * FROM few UNION ALL SELECT * FROM many`
    : sql`SELECT * FROM many`;
  return sql`WITH RECURSIVE
    ${hereOf(near, shop, reachOf(wanted))},
    ${isNarrow(wanted) ? fewOf(now, wanted) : sql``}
    ${nearestOfMany(now, wanted)}
    SELECT good_id, points, shop_id, away FROM (${all})
    WHERE ${isBeyond(after)} ORDER BY away, points, good_id LIMIT ${limit}`;
}

const isNarrow = ({ q, category, kind, merchant: of, maxPoints }: Wanted) =>
  [q, category, kind, of, maxPoints].some((one) => one !== undefined);

/** What an index of goods says of it. */
function isOfKind({ category, kind, merchant: of, maxPoints }: Wanted): SQL {
  return sql.join(
    [
      sql`${good.state} = 'offered'`,
      ...(kind === undefined ? [] : [eq(good.kind, kind)]),
      ...(category === undefined ? [] : [eq(good.category, category)]),
      ...(of === undefined ? [] : [eq(good.merchantId, of)]),
      ...(maxPoints === undefined ? [] : [sql`${good.points} <= ${maxPoints}`]),
    ],
    sql` AND `,
  );
}

/** That a good and its merchant are what is asked for, and can be redeemed today. */
function fits(now: number, wanted: Wanted): SQL {
  const { q } = wanted;
  const text = sql`lower(${good.title} || ' ' || ${good.summary} || ' ' || ${merchant.name})`;
  const says = q === undefined ? sql`1` : sql`instr(${text}, ${q.toLowerCase()}) > 0`;
  return sql`${merchant.id} = ${good.merchantId} AND ${isOfKind(wanted)} AND ${isOffered(now)} AND ${says}`;
}

/** Behind the last of the page before. */
function isBeyond(after: After | undefined, away = sql`away`, points = sql`points`): SQL {
  if (!after) return sql`1`;
  return sql`(${away}, ${points}, good_id) > (${after.away}, ${after.points}, ${after.id})`;
}

function cheapest(now: number, wanted: Wanted): SQL {
  const { after, limit } = wanted;
  const theirs = sql`FROM ${shop} WHERE merchant_id = ${merchant.id} AND closed_at IS NULL`;
  const beyond = after
    ? sql`(${good.points}, ${good.id}) > (${after.points}, ${after.id})`
    : sql`1`;
  return sql`SELECT ${good.id} AS good_id, ${good.points} AS points, 0 AS away,
      (SELECT min(id) ${theirs}) AS shop_id
    FROM ${good} CROSS JOIN ${merchant}
    WHERE ${fits(now, wanted)} AND ${beyond} AND EXISTS (SELECT 1 ${theirs})
    ORDER BY ${good.points}, ${good.id} LIMIT ${limit}`;
}

const AWAY = sql`CAST(${SQUARED_M} AS INTEGER)`;

/** As far in a straight line as ways shown as at most `within` reach: less than this, in metres. */
function reachOf({ within }: Wanted): number | undefined {
  return within === undefined ? undefined : (Math.floor(within / 10) * 10 + 5) / DETOUR_FACTOR;
}

/** All that was asked for, where that is few. */
function fewOf(now: number, wanted: Wanted): SQL {
  const reachM = reachOf(wanted);
  const within = reachM === undefined ? sql`1` : sql`${SQUARED_M} < ${reachM * reachM}`;
  const isFew = sql`(SELECT is_few FROM counted)`;
  // How many bear words is only known when they have been read.
  const counted =
    wanted.q === undefined
      ? sql`SELECT 1 FROM ${good} WHERE ${isOfKind(wanted)} LIMIT ${MOST_FEW} + 1`
      : sql`SELECT 1 FROM matched`;
  return sql`
    counted(is_few) AS MATERIALIZED (SELECT count(*) <= ${MOST_FEW} FROM (${counted})),
    matched(good_id, points, merchant_id) AS MATERIALIZED (
      SELECT ${good.id}, ${good.points}, ${merchant.id} FROM ${good} CROSS JOIN ${merchant}
      WHERE ${fits(now, wanted)} AND ${wanted.q === undefined ? isFew : sql`1`} LIMIT ${MOST_FEW} + 1),
    few(good_id, points, shop_id, away) AS (
      SELECT good_id, points, f.id, min(${AWAY})
      FROM here CROSS JOIN matched CROSS JOIN ${shop} f
      WHERE f.merchant_id = matched.merchant_id AND f.closed_at IS NULL AND ${isFew} AND ${within}
      GROUP BY good_id),`;
}

/** What lies in the first circle that holds the page, or that reaches as far as one walks. */
function nearestOfMany(now: number, wanted: Wanted): SQL {
  const { after, limit } = wanted;
  const goods = (radius: SQL) => sql`SELECT ${good.id} AS good_id, ${good.points} AS points,
      f.id AS shop_id, min(${AWAY}) AS away
    ${inCircle(
      radius,
      sql`${shop} f CROSS JOIN ${good} CROSS JOIN ${merchant}`,
      bandAt(sql`f.lat`),
      sql`f.closed_at IS NULL AND ${good.merchantId} = f.merchant_id AND ${fits(now, wanted)}`,
    )}
    GROUP BY ${good.id}`;
  return sql`
    ${growing({
      unless: isNarrow(wanted) ? sql`(SELECT is_few FROM counted)` : sql`0`,
      // The page before filled a circle; this one lies mostly in a ring about as large.
      fromM: after && Math.sqrt(after.away) * 1.25,
      reachM: reachOf(wanted),
      enough: limit,
      held: (radius) => sql`(SELECT count(*) FROM (${goods(radius)}) WHERE ${isBeyond(after)})`,
    })},
    many(good_id, points, shop_id, away) AS (${goods(FOUND)})`;
}
