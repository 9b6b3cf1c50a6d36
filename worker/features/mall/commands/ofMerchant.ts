/** What acts on a merchant have in common. */
import { eq, sql } from 'drizzle-orm';
import type { ActorContext } from '../../../lib/context.ts';
import { guard, type Statement, writeThenRead } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import {
  type MerchantRow,
  merchantRows,
  merchantVerdict,
  merchantView,
  mustSee,
} from '../queries/merchants.ts';
import type { merchantCan } from '../rules.ts';
import type { Merchant, OwnShopInput } from '../schema/merchants.ts';
import { merchant } from '../tables.ts';

/**
 * The merchant, where the actor may do this to it as it is. Throws `merchant.notFound` for whoever has no part in it,
 * `auth.forbidden`, `merchant.state`.
 */
export async function inState(
  ctx: ActorContext,
  id: string,
  act: keyof typeof merchantCan,
): Promise<MerchantRow> {
  const { db } = ctx;
  const [who, [found]] = await db.batch([actorQuery(ctx), merchantRows(db, eq(merchant.id, id))]);
  return mustDo(ctx, found, whoIs(who).grants, act);
}

/** For a row that was read with others. Throws as `inState`. */
export function mustDo(
  ctx: ActorContext,
  found: MerchantRow | undefined,
  grants: Parameters<typeof mustSee>[2],
  act: keyof typeof merchantCan,
): MerchantRow {
  const row = mustSee(ctx, found, grants);
  const allowed = merchantVerdict(ctx, row, act, grants);
  if (allowed === 'forbidden') throw new DomainError('auth.forbidden');
  if (allowed === 'state') throw new DomainError('merchant.state');
  return row;
}

/** Stops the batch with `merchant.state` when somebody was quicker. */
export function as({ db }: ActorContext, { id, state }: MerchantRow): Statement {
  const other = sql`SELECT 1 FROM ${merchant} WHERE id = ${id} AND state <> ${state}`;
  return guard(db, 'merchant.state', sql`EXISTS (${other})`);
}

/** Writes, and the merchant as it is then. */
export async function changed(
  ctx: ActorContext,
  id: string,
  writes: readonly Statement[],
): Promise<Merchant> {
  const [who, [row]] = await writeThenRead(ctx.db, writes, [
    actorQuery(ctx),
    merchantRows(ctx.db, eq(merchant.id, id)),
  ]);
  if (!row) throw new DomainError('merchant.notFound');
  return merchantView(ctx, row, whoIs(who).grants);
}

/** A shop as it is kept. */
export function door({ name, address, position, hours }: OwnShopInput) {
  return { name, address, ...position, hoursText: hours };
}
