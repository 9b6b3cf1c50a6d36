/** What clerks see: their merchants' shops, and what was redeemed there. */
import { and, asc, count, desc, eq, gt, gte, type SQL, sql } from 'drizzle-orm';
import { type Grant, verdict } from '../../../lib/access.ts';
import type { ActorContext } from '../../../lib/context.ts';
import { DomainError } from '../../../lib/errors.ts';
import { type MomentInput, momentPage } from '../../../lib/schema.ts';
import { dayOf, dayStart, toRfc3339 } from '../../../lib/time.ts';
import { actorQuery, heldAt, whoIs } from '../../identity/queries/actor.ts';
import { maskName } from '../../identity/rules.ts';
import { COUNTER_ROLES, merchantCan, redemptionCan, stateAt } from '../rules.ts';
import type { Counter, CounterRedemption, Held } from '../schema/counter.ts';
import { merchant, redemption } from '../tables.ts';
import { shopsQuery } from './goods.ts';
import { merchantRows, merchantVerdict, mustSee, placeOf } from './merchants.ts';
import { goodInShort, type RedemptionRow, redemptionRows } from './redemptions.ts';

/** A SELECT of the merchants at whose counters the actor stands. */
export function ownMerchants(ctx: ActorContext): SQL {
  return sql`(SELECT ${merchant.id} FROM ${merchant}
    WHERE ${heldAt(ctx, COUNTER_ROLES, { merchantId: sql`${merchant.id}` })})`;
}

/** For a batch: the redemptions of the actor's merchants that a condition picks. */
export function counterRows(ctx: ActorContext, which: SQL) {
  return redemptionRows(ctx).where(
    and(which, sql`${redemption.merchantId} IN ${ownMerchants(ctx)}`),
  );
}

/** Throws `auth.forbidden` for somebody who stands at no counter. */
export function mustStandAtCounter(grants: readonly Grant[]): void {
  if (!grants.some(({ role }) => COUNTER_ROLES.includes(role))) {
    throw new DomainError('auth.forbidden');
  }
}

/** The shops one stands in, and what was redeemed there today. Throws `auth.forbidden`. */
export async function getCounter(ctx: ActorContext): Promise<Counter> {
  const mine = ownMerchants(ctx);
  const sinceMidnight = and(
    gte(redemption.redeemedAt, dayStart(dayOf(ctx.now))),
    sql`${redemption.merchantId} IN ${mine}`,
  );
  const [who, merchants, shops, rows] = await ctx.db.batch([
    actorQuery(ctx),
    ctx.db
      .select({ id: merchant.id, name: merchant.name })
      .from(merchant)
      .where(sql`${merchant.id} IN ${mine}`)
      .orderBy(merchant.name, merchant.id),
    shopsQuery(ctx.db, mine),
    redemptionRows(ctx)
      .where(sinceMidnight)
      .orderBy(desc(redemption.redeemedAt), desc(redemption.id))
      .limit(MOST_A_DAY),
  ]);
  const { grants } = whoIs(who);
  mustStandAtCounter(grants);
  return {
    merchants: merchants.map((one) => ({
      ...one,
      shops: shops
        .filter(({ merchantId }) => merchantId === one.id)
        .map(({ id, name, address }) => ({ id, name, address })),
    })),
    today: rows.map((row) => counterView(ctx, row, grants)),
  };
}

/** So many of a day are shown at a counter. */
const MOST_A_DAY = 200;

export function counterView(
  { now, actor }: ActorContext,
  row: RedemptionRow,
  grants: readonly Grant[],
): CounterRedemption {
  const state = stateAt(row, now);
  const thing = { state, isOwner: false, place: placeOf(row.merchantId, row.zoneId) };
  const isOthers = row.residentId !== actor.userId;
  const may = (act: 'redeem' | 'undo' | 'revoke') =>
    isOthers && verdict(redemptionCan[act], thing, grants) === 'allowed';
  const { id, quantity, points, shopName } = row;
  return {
    ...{ id, state, quantity, points, shopName },
    good: goodInShort(row),
    merchant: { id: row.merchantId, name: row.merchantName },
    name: maskName(row.resident),
    until: toRfc3339(row.expiresAt),
    redeemed: row.redeemedAt === null ? null : toRfc3339(row.redeemedAt),
    can: {
      redeem: may('redeem') && handsOver(row, grants),
      undo: may('undo'),
      revoke: may('revoke'),
    },
  };
}

/** Whether somebody in charge of its merchant may take it back. */
export function mayRevoke(row: RedemptionRow, grants: readonly Grant[], now: number) {
  const place = placeOf(row.merchantId, row.zoneId);
  return verdict(redemptionCan.revoke, { state: stateAt(row, now), isOwner: false, place }, grants);
}

/** Whether its merchant still hands over what is held. */
export function handsOver(row: RedemptionRow, grants: readonly Grant[]): boolean {
  const place = placeOf(row.merchantId, row.zoneId);
  const thing = { state: row.merchantState, isOwner: false, place };
  return verdict(merchantCan.handOver, thing, grants) === 'allowed';
}

/** What waits to be fetched at a merchant, what lapses first before the others. Throws `merchant.notFound`, `auth.forbidden` for a clerk. */
export async function listHeld(
  ctx: ActorContext,
  merchantId: string,
  { limit, cursor }: MomentInput,
): Promise<Held> {
  const waits = and(
    eq(redemption.merchantId, merchantId),
    eq(redemption.state, 'held'),
    gt(redemption.expiresAt, ctx.now),
  );
  const beyond =
    cursor && sql`(${redemption.expiresAt}, ${redemption.id}) > (${cursor.at}, ${cursor.id})`;
  const [who, [its], rows, [{ total } = { total: 0 }]] = await ctx.db.batch([
    actorQuery(ctx),
    merchantRows(ctx.db, eq(merchant.id, merchantId)),
    redemptionRows(ctx)
      .where(and(waits, beyond))
      .orderBy(asc(redemption.expiresAt), asc(redemption.id))
      .limit(limit + 1),
    ctx.db.select({ total: count() }).from(redemption).where(waits),
  ]);
  const { grants } = whoIs(who);
  const row = mustSee(ctx, its, grants);
  if (merchantVerdict(ctx, row, 'oversee', grants) !== 'allowed') {
    throw new DomainError('auth.forbidden');
  }
  const { page, next } = momentPage(rows, limit, ({ expiresAt: at, id }) => ({ at, id }));
  return { items: page.map((one) => counterView(ctx, one, grants)), next, total };
}

/** For a batch: the one with this id, of one of the actor's merchants. */
export function counterRowQuery(ctx: ActorContext, id: string) {
  return counterRows(ctx, eq(redemption.id, id));
}
