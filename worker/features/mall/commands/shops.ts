/** The counters of a merchant: opened, changed and closed by its owner. */
import { eq, sql } from 'drizzle-orm';
import {
  type ActorContext,
  earlierResult,
  rememberResult,
  replayedId,
} from '../../../lib/context.ts';
import { auditRow, type Statement } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { merchantRows, merchantView } from '../queries/merchants.ts';
import type { Merchant, OwnShopInput } from '../schema/merchants.ts';
import { merchant, shop } from '../tables.ts';
import { as, changed, door, mustDo } from './ofMerchant.ts';

/** One more. Throws `merchant.notFound`, `auth.forbidden`, `merchant.state`, `shop.limit` for more than 20 at a time (trigger). */
export async function addShop(
  ctx: ActorContext,
  merchantId: string,
  input: OwnShopInput,
): Promise<Merchant> {
  const { db } = ctx;
  const [who, earlier, [found]] = await db.batch([
    actorQuery(ctx),
    earlierResult(ctx),
    merchantRows(db, eq(merchant.id, merchantId)),
  ]);
  const { grants } = whoIs(who);
  const row = mustDo(ctx, found, grants, 'change');
  if (replayedId(ctx, earlier) !== null) return merchantView(ctx, row, grants);
  const id = ctx.newId('shp');
  return changed(ctx, merchantId, [
    ...rememberResult(ctx, id),
    as(ctx, row),
    audited(ctx, id, 'shop.add', merchantId),
    db.insert(shop).values({ id, merchantId, ...door(input), closedAt: null }),
  ]);
}

/** Throws `shop.notFound` for one that is closed or another's, `auth.forbidden`, `merchant.state`. */
export async function changeShop(
  ctx: ActorContext,
  id: string,
  input: OwnShopInput,
): Promise<Merchant> {
  return ofShop(ctx, id, 'shop.change', door(input));
}

/** Closes it for good. Throws as `changeShop`, `shop.last` for the last one of a merchant (trigger). */
export async function closeShop(ctx: ActorContext, id: string): Promise<Merchant> {
  return ofShop(ctx, id, 'shop.close', { closedAt: ctx.now });
}

async function ofShop(
  ctx: ActorContext,
  id: string,
  act: string,
  set: Partial<typeof shop.$inferInsert>,
): Promise<Merchant> {
  const { db } = ctx;
  const [who, [at], [found]] = await db.batch([
    actorQuery(ctx),
    db.select({ closedAt: shop.closedAt }).from(shop).where(eq(shop.id, id)),
    merchantRows(db, sql`${merchant.id} = (SELECT merchant_id FROM ${shop} WHERE id = ${id})`),
  ]);
  const { grants } = whoIs(who);
  if (at?.closedAt !== null) throw new DomainError('shop.notFound');
  const row = mustDo(ctx, found, grants, 'change');
  return changed(ctx, row.id, [
    as(ctx, row),
    audited(ctx, id, act, row.id),
    db.update(shop).set(set).where(eq(shop.id, id)),
  ]);
}

function audited(ctx: ActorContext, id: string, act: string, merchantId: string): Statement {
  return auditRow(ctx.db, {
    ...{ id: ctx.newId('aud'), at: ctx.now, actorId: ctx.actor.userId },
    ...{ act, noun: 'shop', nounId: id, detail: { merchantId } },
  });
}
