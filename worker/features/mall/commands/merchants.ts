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
import { audit } from '../../../lib/tables.ts';
import { toRfc3339 } from '../../../lib/time.ts';
import { zoneOfCommunity } from '../../directory/queries/communities.ts';
import { grantRole } from '../../identity/commands/grants.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { tellMany } from '../../notices/commands/tell.ts';
import {
  isOwnMerchant,
  type MerchantRow,
  merchantRows,
  merchantVerdict,
  merchantView,
  mustSee,
} from '../queries/merchants.ts';
import type { MerchantState } from '../rules.ts';
import type {
  Merchant,
  MerchantChangeInput,
  MerchantInput,
  MerchantWordInput,
} from '../schema/merchants.ts';
import { good, merchant, redemption, shop } from '../tables.ts';
import { as, changed, door, inState } from './ofMerchant.ts';

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
  const { shop: first, communityId } = input;
  const row = {
    ...{ id: ctx.newId('mch'), communityId, ...publicData(input) },
    ...{ state: 'applied' as const, appliedBy: actor.userId, appliedAt: now },
    ...{ decidedAt: null, reason: null, demo: false },
  };
  const shopId = ctx.newId('shp');
  await writeAll(db, [
    ...rememberResult(ctx, row.id),
    noneWaits(ctx),
    db.insert(merchant).values(row),
    db.insert(shop).values({ id: shopId, merchantId: row.id, ...door(first), closedAt: null }),
  ]);
  const shops = JSON.stringify([{ id: shopId, ...first }]);
  return merchantView(ctx, { ...row, zoneId: community.zoneId, shops }, grants);
}

function noneWaits({ db, actor }: ActorContext): Statement {
  const waiting = sql`SELECT 1 FROM ${merchant} WHERE applied_by = ${actor.userId} AND state = 'applied'`;
  return guard(db, 'merchant.exists', sql`EXISTS (${waiting})`);
}

function publicData({ name, category, summary, phone }: MerchantChangeInput) {
  return { name, category, summary, phone: phone ?? null, syllables: syllablesOf(name) };
}

/**
 * Asks again after a refusal, everything written anew. Throws `merchant.notFound` for another's, `merchant.state` unless
 * it was refused, `community.notFound`, `merchant.exists` while another application waits.
 */
export async function applyAgain(
  ctx: ActorContext,
  id: string,
  input: MerchantInput,
): Promise<Merchant> {
  const { db, now } = ctx;
  const row = await inState(ctx, id, 'reapply');
  const { shop: first, communityId } = input;
  const zone = zoneOfCommunity(sql`${communityId}`);
  return changed(ctx, id, [
    as(ctx, row),
    guard(db, 'community.notFound', sql`${zone} IS NULL`),
    noneWaits(ctx),
    db
      .update(merchant)
      .set({ ...publicData(input), communityId, state: 'applied', appliedAt: now, reason: null })
      .where(eq(merchant.id, id)),
    db.update(shop).set(door(first)).where(eq(shop.merchantId, id)),
  ]);
}

/** Changes what residents read of it. Throws `merchant.notFound`, `auth.forbidden`, `merchant.state`. */
export async function changeMerchant(
  ctx: ActorContext,
  id: string,
  input: MerchantChangeInput,
): Promise<Merchant> {
  const row = await inState(ctx, id, 'change');
  const { name, category, summary, phone } = row;
  const detail = { before: { name, category, summary, phone }, after: input };
  return changed(ctx, id, [
    as(ctx, row),
    audited(ctx, row, { word: 'merchant.change', reason: null, detail }),
    ctx.db.update(merchant).set(publicData(input)).where(eq(merchant.id, id)),
  ]);
}

/**
 * Closes it for good: its goods leave the shelf, and nothing is given points for any more. What is held can still be
 * fetched until its end; whoever has a code is told, and may take the points back. Throws as `changeMerchant`.
 */
export async function closeMerchant(
  ctx: ActorContext,
  id: string,
  reason: string,
): Promise<Merchant> {
  const { db, now, actor } = ctx;
  const row = await inState(ctx, id, 'close');
  const onTheWay = sql`merchant_id = ${id} AND state IN ('submitted', 'offered')`;
  const held = sql`SELECT r.id AS told_key, r.resident_id, '/mine/redemptions/' AS link,
    json_object('merchant', ${row.name}, 'good', g.title, 'on',
      strftime('%Y-%m-%d', (r.expires_at - 1) / 1000 + 28800, 'unixepoch')) AS params
    FROM ${redemption} r JOIN ${good} g ON g.id = r.good_id
    WHERE r.merchant_id = ${id} AND r.state = 'held' AND r.expires_at > ${now}`;
  return changed(ctx, id, [
    as(ctx, row),
    audited(ctx, row, { word: 'merchant.close', reason }),
    db.run(sql`INSERT INTO ${audit} (id, at, actor_id, act, noun, noun_id, reason)
      SELECT ${`${ctx.newId('aud')}:`} || id, ${now}, ${actor.userId}, 'good.withdraw', 'good', id, ${reason}
      FROM ${good} WHERE ${onTheWay}`),
    db.run(sql`UPDATE ${good} SET state = 'withdrawn', reason = ${reason} WHERE ${onTheWay}`),
    db.update(merchant).set({ state: 'closed', reason }).where(eq(merchant.id, id)),
    ...tellMany(ctx, 'merchant.closed', held),
  ]);
}

/**
 * A keeper's word on the application they read; whoever applied runs the merchant from then on. Throws
 * `merchant.notFound`, `auth.forbidden`, `merchant.own`, `merchant.state` when it is decided, `merchant.changed` when
 * it was made anew since.
 */
export function decideMerchant(
  ctx: ActorContext,
  id: string,
  { verdict, reason, appliedAt }: MerchantWordInput,
): Promise<Merchant> {
  const state = verdict === 'approve' ? 'open' : 'refused';
  const said = { word: `merchant.${verdict}`, state, reason: reason ?? null, appliedAt } as const;
  return change(ctx, id, { act: 'decide', ...said });
}

/** Nothing of it is redeemed until it is resumed. Throws as `decideMerchant`, but for `merchant.changed`. */
export function suspendMerchant(ctx: ActorContext, id: string, reason: string): Promise<Merchant> {
  return change(ctx, id, { act: 'suspend', word: 'merchant.suspend', state: 'suspended', reason });
}

/** Throws as `suspendMerchant`. */
export function resumeMerchant(ctx: ActorContext, id: string, reason: string): Promise<Merchant> {
  return change(ctx, id, { act: 'resume', word: 'merchant.resume', state: 'open', reason });
}

type Change = {
  act: 'decide' | 'suspend' | 'resume';
  word: string;
  state: MerchantState;
  reason: string | null;
  /** When the application that was read was made. */
  appliedAt?: number;
};

async function change(ctx: ActorContext, id: string, to: Change): Promise<Merchant> {
  const { db, now } = ctx;
  const [who, [found]] = await db.batch([actorQuery(ctx), merchantRows(db, eq(merchant.id, id))]);
  const { grants } = whoIs(who);
  const row = mustSee(ctx, found, grants);
  const allowed = merchantVerdict(ctx, row, to.act, grants);
  if (allowed === 'forbidden') throw new DomainError('auth.forbidden');
  if (isOwnMerchant(ctx, row, grants)) throw new DomainError('merchant.own');
  if (allowed === 'state') throw new DomainError('merchant.state');
  const { appliedAt = row.appliedAt } = to;
  // Whoever read it was told the second.
  if (toRfc3339(appliedAt) !== toRfc3339(row.appliedAt)) throw new DomainError('merchant.changed');
  const after = { state: to.state, reason: to.state === 'open' ? null : to.reason };
  const decided = to.act === 'decide' ? { decidedAt: now } : {};
  const anew = sql`SELECT 1 FROM ${merchant} WHERE id = ${id} AND applied_at <> ${row.appliedAt}`;
  await writeAll(db, [
    as(ctx, row),
    guard(db, 'merchant.changed', sql`EXISTS (${anew})`),
    audited(ctx, row, to),
    db
      .update(merchant)
      .set({ ...after, ...decided })
      .where(eq(merchant.id, id)),
    ...(to.word === 'merchant.approve' ? runs(ctx, row) : []),
  ]);
  return merchantView(ctx, { ...row, ...after }, grants);
}

function runs(ctx: ActorContext, { id, appliedBy }: MerchantRow): Statement[] {
  const grant = { role: 'merchant_owner', scopeKind: 'merchant', scopeId: id } as const;
  return grantRole(ctx, appliedBy, grant);
}

type Said = Pick<Change, 'word' | 'reason'> & { detail?: Record<string, unknown> };

function audited(ctx: ActorContext, row: MerchantRow, { word, reason, detail }: Said): Statement {
  return auditRow(ctx.db, {
    ...{ id: ctx.newId('aud'), at: ctx.now, actorId: ctx.actor.userId, principalId: row.appliedBy },
    ...{ act: word, noun: 'merchant', nounId: row.id, reason, detail },
  });
}

async function getMerchant(ctx: ActorContext, id: string): Promise<Merchant> {
  const [row] = await merchantRows(ctx.db, eq(merchant.id, id));
  if (!row) throw new DomainError('merchant.notFound');
  return merchantView(ctx, row, []);
}
