/** Putting goods up: written by the merchant, decided by keepers, and then what they are. */
import { and, eq, sql } from 'drizzle-orm';
import type { Grant } from '../../../lib/access.ts';
import {
  type ActorContext,
  earlierResult,
  rememberResult,
  replayedId,
} from '../../../lib/context.ts';
import { auditRow, guard, type Statement, writeAll } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { syllablesOf } from '../../../lib/pinyin.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import {
  type GoodRow,
  goodQuery,
  goodVerdict,
  isOwnGood,
  merchantRows,
  merchantVerdict,
  mustSee,
  ownGoodView,
} from '../queries/merchants.ts';
import type { goodCan } from '../rules.ts';
import type { GoodWordInput } from '../schema/merchants.ts';
import type { GoodDraftInput, GoodEditInput, OwnGood } from '../schema/ownGoods.ts';
import { good, merchant } from '../tables.ts';

/** A draft. Throws `merchant.notFound`, `auth.forbidden` for a clerk or keeper, `merchant.state` while it isn't open. */
export async function draftGood(
  ctx: ActorContext,
  merchantId: string,
  input: GoodDraftInput,
): Promise<OwnGood> {
  const { db, now, actor } = ctx;
  const [who, earlier, [found]] = await db.batch([
    actorQuery(ctx),
    earlierResult(ctx),
    merchantRows(db, eq(merchant.id, merchantId)),
  ]);
  const { grants } = whoIs(who);
  const row = mustSee(ctx, found, grants);
  const allowed = merchantVerdict(ctx, row, 'offer', grants);
  if (allowed === 'forbidden') throw new DomainError('auth.forbidden');
  const replayed = replayedId(ctx, earlier);
  if (replayed !== null) {
    const [made] = await goodQuery(db, replayed);
    if (!made) throw new DomainError('good.notFound');
    return ownGoodView(ctx, made, grants);
  }
  if (allowed === 'state') throw new DomainError('merchant.state');
  const values = {
    ...{ id: ctx.newId('god'), merchantId, category: row.category, ...termsOf(input) },
    ...{ stockTotal: input.stockTotal, stockTaken: 0, state: 'draft' as const, reason: null },
    ...{ revision: 1, createdBy: actor.userId, createdAt: now, submittedAt: null, decidedAt: null },
  };
  await writeAll(db, [...rememberResult(ctx, values.id), db.insert(good).values(values)]);
  const around = { merchantName: row.name, merchantState: row.state, zoneId: row.zoneId };
  return ownGoodView(ctx, { ...values, ...around }, grants);
}

/** Throws `good.notFound`, `auth.forbidden`, `good.state` once it is submitted, `good.changed` for an old revision. */
export async function editGood(
  ctx: ActorContext,
  id: string,
  input: GoodEditInput,
): Promise<OwnGood> {
  return act(ctx, id, 'edit', (row) => {
    const set = { ...termsOf(input), stockTotal: input.stockTotal, revision: row.revision + 1 };
    return { set: { ...set, state: 'draft', reason: null }, revision: input.revision };
  });
}

/**
 * Asks keepers to look at it: a revision of its own, also with the same terms. Throws as `editGood`, and
 * `merchant.state` while its merchant isn't open.
 */
export async function submitGood(ctx: ActorContext, id: string): Promise<OwnGood> {
  return act(ctx, id, 'submit', (row) => {
    if (row.merchantState !== 'open') throw new DomainError('merchant.state');
    const revision = row.revision + 1;
    return { set: { state: 'submitted', submittedAt: ctx.now, reason: null, revision } };
  });
}

/**
 * A keeper's word on the revision they read. Throws `good.notFound`, `auth.forbidden`, `good.own`, `good.state`,
 * `good.changed` when it was submitted anew since, `merchant.state`.
 */
export async function decideGood(
  ctx: ActorContext,
  id: string,
  { verdict, reason, revision }: GoodWordInput,
): Promise<OwnGood> {
  return act(ctx, id, 'decide', (row, grants) => {
    if (isOwnGood(ctx, row, grants)) throw new DomainError('good.own');
    const state = verdict === 'approve' ? 'offered' : 'refused';
    const why = verdict === 'approve' ? null : (reason ?? null);
    return { set: { state, decidedAt: ctx.now, reason: why }, word: `good.${verdict}`, revision };
  });
}

/** More or fewer in all, never fewer than are taken. Throws as `editGood`, `good.belowTaken`. */
export async function restockGood(
  ctx: ActorContext,
  id: string,
  stockTotal: number,
): Promise<OwnGood> {
  return act(ctx, id, 'restock', () => ({ set: { stockTotal } }));
}

/** Off the shelf for good; what is redeemed stays so. Throws as `decideGood`. */
export async function withdrawGood(
  ctx: ActorContext,
  id: string,
  reason: string,
): Promise<OwnGood> {
  return act(ctx, id, 'withdraw', () => ({
    set: { state: 'withdrawn', reason },
    word: 'good.withdraw',
  }));
}

type Deed = { set: Partial<typeof good.$inferSelect>; word?: string; revision?: number };

async function act(
  ctx: ActorContext,
  id: string,
  name: keyof typeof goodCan,
  plan: (row: GoodRow, grants: readonly Grant[]) => Deed,
): Promise<OwnGood> {
  const { db } = ctx;
  const [who, [row]] = await db.batch([actorQuery(ctx), goodQuery(db, id)]);
  const { grants } = whoIs(who);
  const sees =
    row &&
    Object.keys(ACTS).some(
      (one) => goodVerdict(row, one as keyof typeof goodCan, grants) !== 'forbidden',
    );
  if (!row || !sees) throw new DomainError('good.notFound');
  const allowed = goodVerdict(row, name, grants);
  if (allowed === 'forbidden') throw new DomainError('auth.forbidden');
  const { set, word, revision = row.revision } = plan(row, grants);
  if (allowed === 'state') throw new DomainError('good.state');
  const asRead = and(eq(good.id, id), eq(good.revision, revision));
  await writeAll(db, [
    guard(
      db,
      'good.state',
      sql`EXISTS (SELECT 1 FROM ${good} WHERE id = ${id} AND state <> ${row.state})`,
    ),
    guard(db, 'good.changed', sql`NOT EXISTS (SELECT 1 FROM ${good} WHERE ${asRead})`),
    ...(word ? [audited(ctx, row, word, set.reason ?? null)] : []),
    db.update(good).set(set).where(eq(good.id, id)),
  ]);
  return ownGoodView(ctx, { ...row, ...set }, grants);
}

/** Whoever may do any of these knows that there is such a good. */
const ACTS = { edit: 1, decide: 1 } as const satisfies Partial<Record<keyof typeof goodCan, 1>>;

function termsOf(input: GoodDraftInput) {
  const { title, summary, points, settleFen, coupon, perOrder, perPerson } = input;
  return {
    ...{ title, syllables: syllablesOf(title), summary, points, settleFen, perOrder, perPerson },
    kind: coupon ? ('coupon' as const) : ('good' as const),
    ...{ couponFen: coupon?.fen ?? null, minSpendFen: coupon?.minSpendFen ?? null },
    ...{ offeredFromOn: input.offeredFrom, offeredUntilOn: input.offeredUntil ?? null },
    ...{ redeemWithinDays: input.redeemWithinDays, useUntilOn: input.useUntil ?? null },
    minAge: input.minAge ?? null,
  };
}

function audited(ctx: ActorContext, row: GoodRow, word: string, reason: string | null): Statement {
  return auditRow(ctx.db, {
    ...{ id: ctx.newId('aud'), at: ctx.now, actorId: ctx.actor.userId },
    ...{ act: word, noun: 'good', nounId: row.id, reason, detail: { merchantId: row.merchantId } },
  });
}
