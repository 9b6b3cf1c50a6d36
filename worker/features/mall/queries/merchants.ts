/** Merchants and their goods as those see them who run or look after them. */
import { and, desc, eq, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { type Grant, isOwn, type Place, verdict } from '../../../lib/access.ts';
import type { ActorContext } from '../../../lib/context.ts';
import { aliased, type Db } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { type MomentCursor, type MomentInput, momentPage } from '../../../lib/schema.ts';
import { toRfc3339 } from '../../../lib/time.ts';
import { zoneOfCommunity } from '../../directory/queries/communities.ts';
import { actorQuery, heldAt, whoIs } from '../../identity/queries/actor.ts';
import {
  COUNTER_ROLES,
  type GoodState,
  goodCan,
  MALL_KEEPERS,
  type MerchantState,
  merchantCan,
} from '../rules.ts';
import type { Merchant, MerchantPage, MerchantsInput, OwnShop } from '../schema/merchants.ts';
import type { OwnGood, OwnGoods, StaffGoodsInput } from '../schema/ownGoods.ts';
import { good, merchant, shop } from '../tables.ts';

/** So many merchants may be one's own. */
const MOST_OWN = 200;

/** Drizzle leaves out a column’s table where there is one only; inside a subquery that would be another’s id. */
const MERCHANT_ID = sql`"merchant"."id"`;

const zoneId = () => zoneOfCommunity(merchant.communityId);

export function merchantRows(db: Db, where?: SQL, limit = MOST_OWN) {
  return db
    .select({
      ...aliased(merchant, 'merchant'),
      zoneId: sql<string>`${zoneId()}`.as('merchant_zone'),
      shops:
        sql<string>`(SELECT json_group_array(json_object('id', id, 'name', name, 'address', address,
        'position', json_object('lng', lng, 'lat', lat), 'hours', hours_text)) FROM ${shop}
        WHERE merchant_id = ${MERCHANT_ID} AND closed_at IS NULL)`.as('merchant_shops'),
    })
    .from(merchant)
    .where(where)
    .orderBy(desc(merchant.appliedAt), desc(merchant.id))
    .limit(limit);
}
export type MerchantRow = Awaited<ReturnType<typeof merchantRows>>[number];

export function goodRows(db: Db, where: SQL | undefined, limit: number) {
  return db
    .select({
      ...aliased(good, 'good'),
      merchantName: sql<string>`${merchant.name}`.as('good_merchant_name'),
      merchantState: sql<MerchantState>`${merchant.state}`.as('good_merchant_state'),
      zoneId: sql<string>`${zoneId()}`.as('good_zone'),
    })
    .from(good)
    .innerJoin(merchant, eq(merchant.id, good.merchantId))
    .where(where)
    .orderBy(desc(good.createdAt), desc(good.id))
    .limit(limit);
}
export type GoodRow = Awaited<ReturnType<typeof goodRows>>[number];

export const placeOf = (merchantId: string, zone: string): Place => ({
  ...{ facilityId: '', zoneId: zone, merchantId },
});

/** Where the actor looks after merchants. */
const kept = (ctx: ActorContext) => heldAt(ctx, MALL_KEEPERS, { zoneId: zoneId() });

/** Those one applied for, and those at whose desk or counter one is. Throws `auth.expired`. */
export async function listMyMerchants(ctx: ActorContext): Promise<{ items: Merchant[] }> {
  const atCounter = heldAt(ctx, COUNTER_ROLES, { merchantId: MERCHANT_ID });
  const [who, rows] = await ctx.db.batch([
    actorQuery(ctx),
    merchantRows(ctx.db, or(eq(merchant.appliedBy, ctx.actor.userId), atCounter)),
  ]);
  const { grants } = whoIs(who);
  return { items: rows.map((row) => merchantView(ctx, row, grants)) };
}

/** Those of one's zones, of a state or whose name or shop has these words, the latest first. Throws `auth.forbidden`. */
export async function listMerchants(
  ctx: ActorContext,
  { state, q, limit, cursor }: MerchantsInput,
): Promise<MerchantPage> {
  const [who, rows] = await ctx.db.batch([
    actorQuery(ctx),
    merchantRows(
      ctx.db,
      and(
        state && eq(merchant.state, state),
        q === undefined ? undefined : or(has(merchant.name, q), hasShop(q)),
        kept(ctx),
        isBefore(cursor, merchant.appliedAt, merchant.id),
      ),
      limit + 1,
    ),
  ]);
  const grants = mustKeepMall(who);
  const { page, next } = momentPage(rows, limit, ({ appliedAt: at, id }) => ({ at, id }));
  return { items: page.map((row) => merchantView(ctx, row, grants)), next };
}

/** Goods of one merchant, of every state, the latest first. Throws `merchant.notFound` for whoever doesn't run or keep it. */
export async function listOwnGoods(
  ctx: ActorContext,
  id: string,
  { limit, cursor }: MomentInput,
): Promise<OwnGoods> {
  const its = and(eq(good.merchantId, id), isBefore(cursor, good.createdAt, good.id));
  const [who, [row], goods] = await ctx.db.batch([
    actorQuery(ctx),
    merchantRows(ctx.db, eq(merchant.id, id)),
    goodRows(ctx.db, its, limit + 1),
  ]);
  const { grants } = whoIs(who);
  mustSee(ctx, row, grants);
  return goodPage(ctx, goods, limit, grants);
}

function goodPage(ctx: ActorContext, rows: GoodRow[], limit: number, grants: Grant[]): OwnGoods {
  const { page, next } = momentPage(rows, limit, ({ createdAt: at, id }) => ({ at, id }));
  return { items: page.map((row) => ownGoodView(ctx, row, grants)), next };
}

/** A condition, of a list with the latest first: behind what was shown. */
function isBefore(cursor: MomentCursor | undefined, at: SQLWrapper, id: SQLWrapper) {
  return cursor && sql`(${at}, ${id}) < (${cursor.at}, ${cursor.id})`;
}

/** Whether a column has these words; whoever types doesn't mind capitals. */
const has = (column: SQLWrapper, q: string) => sql`instr(lower(${column}), ${q.toLowerCase()}) > 0`;

const hasShop = (q: string) =>
  sql`EXISTS (SELECT 1 FROM ${shop} WHERE merchant_id = ${MERCHANT_ID}
    AND ${has(sql`${shop.name} || ${shop.address}`, q)})`;

/** Goods of one's zones, of a state or with these words in their title or merchant's name, the latest first. Throws `auth.forbidden`. */
export async function listStaffGoods(
  ctx: ActorContext,
  { state, q, limit, cursor }: StaffGoodsInput,
): Promise<OwnGoods> {
  const [who, rows] = await ctx.db.batch([
    actorQuery(ctx),
    goodRows(
      ctx.db,
      and(
        state && eq(good.state, state),
        q === undefined ? undefined : or(has(good.title, q), has(merchant.name, q)),
        kept(ctx),
        isBefore(cursor, good.createdAt, good.id),
      ),
      limit + 1,
    ),
  ]);
  return goodPage(ctx, rows, limit, mustKeepMall(who));
}

function mustKeepMall(rows: Awaited<ReturnType<typeof actorQuery>>): Grant[] {
  const { grants } = whoIs(rows);
  if (!grants.some(({ role }) => MALL_KEEPERS.includes(role)))
    throw new DomainError('auth.forbidden');
  return grants;
}

/** Another's merchant is not there. Throws `merchant.notFound`. */
export function mustSee(
  ctx: ActorContext,
  row: MerchantRow | undefined,
  grants: readonly Grant[],
): MerchantRow {
  if (!row || merchantVerdict(ctx, row, 'see', grants) !== 'allowed')
    throw new DomainError('merchant.notFound');
  return row;
}

export function merchantVerdict(
  { actor }: ActorContext,
  row: MerchantRow,
  act: keyof typeof merchantCan,
  grants: readonly Grant[],
) {
  const isOwner = row.appliedBy === actor.userId;
  const thing = { state: row.state, isOwner, place: placeOf(row.id, row.zoneId) };
  return verdict<MerchantState>(merchantCan[act], thing, grants);
}

export function goodVerdict(row: GoodRow, act: keyof typeof goodCan, grants: readonly Grant[]) {
  const thing = { state: row.state, isOwner: false, place: placeOf(row.merchantId, row.zoneId) };
  return verdict<GoodState>(goodCan[act], thing, grants);
}

/** Whether the actor asked for it or works for it: then others decide about it. */
export function isOwnMerchant(
  { actor }: ActorContext,
  row: Pick<MerchantRow, 'id' | 'appliedBy'>,
  grants: readonly Grant[],
): boolean {
  return row.appliedBy === actor.userId || isOwn(grants, row.id);
}

/** Whether the actor put it up or works for whoever did: then others decide about it. */
export function isOwnGood(
  { actor }: ActorContext,
  row: Pick<GoodRow, 'merchantId' | 'createdBy'>,
  grants: readonly Grant[],
): boolean {
  return row.createdBy === actor.userId || isOwn(grants, row.merchantId);
}

export function merchantView(
  ctx: ActorContext,
  row: MerchantRow,
  grants: readonly Grant[],
): Merchant {
  const { id, name, category, summary, phone, communityId, state, reason, demo } = row;
  const may = (act: keyof typeof merchantCan) =>
    merchantVerdict(ctx, row, act, grants) === 'allowed';
  const isOthers = !isOwnMerchant(ctx, row, grants);
  return {
    ...{ id, name, category, summary, phone, communityId, state, reason, demo },
    appliedAt: toRfc3339(row.appliedAt),
    shops: JSON.parse(row.shops) as OwnShop[],
    can: {
      reapply: may('reapply'),
      offer: may('offer'),
      change: may('change'),
      endClerk: may('endClerk'),
      close: may('close'),
      decide: isOthers && may('decide'),
      suspend: isOthers && may('suspend'),
      resume: isOthers && may('resume'),
    },
  };
}

export function ownGoodView(ctx: ActorContext, row: GoodRow, grants: readonly Grant[]): OwnGood {
  const { id, kind, title, summary, category, points, settleFen, stockTotal, stockTaken } = row;
  const may = (act: keyof typeof goodCan) => goodVerdict(row, act, grants) === 'allowed';
  return {
    ...{ id, kind, title, summary, category, points, settleFen, stockTotal, stockTaken },
    coupon:
      row.couponFen === null ? null : { fen: row.couponFen, minSpendFen: row.minSpendFen ?? 0 },
    ...{ perOrder: row.perOrder, perPerson: row.perPerson, minAge: row.minAge },
    ...{ offeredFrom: row.offeredFromOn, offeredUntil: row.offeredUntilOn },
    ...{ redeemWithinDays: row.redeemWithinDays, useUntil: row.useUntilOn },
    ...{ state: row.state, reason: row.reason, revision: row.revision },
    merchant: { id: row.merchantId, name: row.merchantName },
    can: {
      edit: may('edit'),
      submit: may('submit') && row.merchantState === 'open',
      decide: may('decide') && !isOwnGood(ctx, row, grants),
      restock: may('restock'),
      withdraw: may('withdraw'),
    },
  };
}

/** For a batch: goods by id. */
export const goodQuery = (db: Db, id: string) => goodRows(db, eq(good.id, id), 1);
