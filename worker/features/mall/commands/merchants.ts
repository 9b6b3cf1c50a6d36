/** How somebody becomes a merchant, and what keepers do with merchants. */
import { eq, sql } from 'drizzle-orm';
import {
  type ActorContext,
  earlierResult,
  rememberResult,
  replayedId,
} from '../../../lib/context.ts';
import { auditRow, guard, type Statement, writeAll } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { syllablesOf } from '../../../lib/pinyin.ts';
import { zoneOfCommunity } from '../../directory/queries/communities.ts';
import { grantRole } from '../../identity/commands/grants.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import {
  type MerchantRow,
  merchantRows,
  merchantVerdict,
  merchantView,
  mustSee,
} from '../queries/merchants.ts';
import type { MerchantState } from '../rules.ts';
import type { Merchant, MerchantInput } from '../schema/merchants.ts';
import { merchant, shop } from '../tables.ts';

/** Asks to be let in, with the first shop. Throws `community.notFound`, `merchant.exists` while another application waits. */
export async function applyAsMerchant(ctx: ActorContext, input: MerchantInput): Promise<Merchant> {
  const { db, now, actor } = ctx;
  const [who, earlier, [community]] = await db.batch([
    actorQuery(ctx),
    earlierResult(ctx),
    db
      .select({
        zoneId: sql<string | null>`${zoneOfCommunity(sql`${input.communityId}`)}`.as('zone'),
      })
      .from(sql`(SELECT 1)`),
  ]);
  const { grants } = whoIs(who);
  const replayed = replayedId(ctx, earlier);
  if (replayed !== null) return getMerchant(ctx, replayed);
  if (!community?.zoneId) throw new DomainError('community.notFound');
  const { shop: first, phone = null, ...named } = input;
  const row = {
    ...{ id: ctx.newId('mch'), ...named, phone, syllables: syllablesOf(input.name) },
    ...{ state: 'applied' as const, appliedBy: actor.userId, appliedAt: now },
    ...{ decidedAt: null, reason: null, demo: false },
  };
  const { position, hours: hoursText, ...door } = first;
  const shopId = ctx.newId('shp');
  await writeAll(db, [
    ...rememberResult(ctx, row.id),
    guard(
      db,
      'merchant.exists',
      sql`EXISTS (SELECT 1 FROM ${merchant} WHERE applied_by = ${actor.userId} AND state = 'applied')`,
    ),
    db.insert(merchant).values(row),
    db
      .insert(shop)
      .values({ id: shopId, merchantId: row.id, ...door, ...position, hoursText, closedAt: null }),
  ]);
  const shops = JSON.stringify([{ id: shopId, ...first }]);
  return merchantView(ctx, { ...row, zoneId: community.zoneId, shops }, grants);
}

/**
 * A keeper's word on an application; whoever applied runs the merchant from then on. Throws `merchant.notFound`,
 * `auth.forbidden`, `merchant.own`, `merchant.state` when it is decided.
 */
export function decideMerchant(
  ctx: ActorContext,
  id: string,
  { verdict, reason = null }: { verdict: 'approve' | 'refuse'; reason?: string | null },
): Promise<Merchant> {
  const state = verdict === 'approve' ? 'open' : 'refused';
  return change(ctx, id, { act: 'decide', word: `merchant.${verdict}`, state, reason });
}

/** Nothing of it is redeemed until it is resumed. Throws as `decideMerchant`. */
export function suspendMerchant(ctx: ActorContext, id: string, reason: string): Promise<Merchant> {
  return change(ctx, id, { act: 'suspend', word: 'merchant.suspend', state: 'suspended', reason });
}

/** Throws as `decideMerchant`. */
export function resumeMerchant(ctx: ActorContext, id: string, reason: string): Promise<Merchant> {
  return change(ctx, id, { act: 'resume', word: 'merchant.resume', state: 'open', reason });
}

type Change = {
  act: 'decide' | 'suspend' | 'resume';
  word: string;
  state: MerchantState;
  reason: string | null;
};

async function change(ctx: ActorContext, id: string, to: Change): Promise<Merchant> {
  const { db, now, actor } = ctx;
  const [who, [found]] = await db.batch([actorQuery(ctx), merchantRows(db, eq(merchant.id, id))]);
  const { grants } = whoIs(who);
  const row = mustSee(found, grants);
  const allowed = merchantVerdict(row, to.act, grants);
  if (allowed === 'forbidden') throw new DomainError('auth.forbidden');
  if (row.appliedBy === actor.userId) throw new DomainError('merchant.own');
  if (allowed === 'state') throw new DomainError('merchant.state');
  const after = { state: to.state, reason: to.state === 'open' ? null : to.reason };
  const decided = to.act === 'decide' ? { decidedAt: now } : {};
  await writeAll(db, [
    guard(
      db,
      'merchant.state',
      sql`EXISTS (SELECT 1 FROM ${merchant} WHERE id = ${id} AND state <> ${row.state})`,
    ),
    audited(ctx, row, to),
    db
      .update(merchant)
      .set({ ...after, ...decided })
      .where(eq(merchant.id, id)),
    ...(to.word === 'merchant.approve' ? [runs(ctx, row)] : []),
  ]);
  return merchantView(ctx, { ...row, ...after }, grants);
}

function runs(ctx: ActorContext, { id, appliedBy }: MerchantRow): Statement {
  const grant = { role: 'merchant_owner', scopeKind: 'merchant', scopeId: id } as const;
  return grantRole(ctx, appliedBy, grant, ctx.actor.userId);
}

function audited(ctx: ActorContext, row: MerchantRow, { word, reason }: Change): Statement {
  return auditRow(ctx.db, {
    ...{ id: ctx.newId('aud'), at: ctx.now, actorId: ctx.actor.userId, principalId: row.appliedBy },
    ...{ act: word, noun: 'merchant', nounId: row.id, reason },
  });
}

async function getMerchant(ctx: ActorContext, id: string): Promise<Merchant> {
  const [row] = await merchantRows(ctx.db, eq(merchant.id, id));
  if (!row) throw new DomainError('merchant.notFound');
  return merchantView(ctx, row, []);
}
