/** At the counter: looking a code up, redeeming it once, and undoing what was a mistake. */
import { eq, type SQL, sql } from 'drizzle-orm';
import type { ActorContext } from '../../../lib/context.ts';
import { auditRow, guard, type Statement, writeAll, writeThenRead } from '../../../lib/db.ts';
import { DomainError, refusalOf } from '../../../lib/errors.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { tell } from '../../notices/commands/tell.ts';
import { capturePoints, refundPoints } from '../../points/commands/ledger.ts';
import {
  counterRowQuery,
  counterRows,
  counterView,
  handsOver,
  mustStandAtCounter,
  ownMerchants,
} from '../queries/counter.ts';
import { lapsedIn, type RedemptionRow } from '../queries/redemptions.ts';
import { isRedemptionCode, stateAt, WRONG_CODES, wrongState } from '../rules.ts';
import type { CounterRedemption, RedeemInput } from '../schema/counter.ts';
import { counterAttempt, merchant, redemption, shop } from '../tables.ts';
import { notIn } from './redemptions.ts';

/** What a code stands for. Throws as `lookUp`. */
export async function previewRedemption(
  ctx: ActorContext,
  code: string,
): Promise<CounterRedemption> {
  const { row, grants } = await lookUp(ctx, code);
  return counterView(ctx, row, grants);
}

/**
 * The redemption of a code, at one of the actor's merchants. A wrong code counts as an attempt in the batch that looks it
 * up, and in the same batch too many attempts hide the right one too: nobody gains by guessing many at once.
 * Throws `redemption.misread` for a slip of the finger, `auth.forbidden`, `redemption.notFound`, `counter.tooMany`.
 */
async function lookUp(ctx: ActorContext, code: string) {
  if (!isRedemptionCode(code)) throw new DomainError('redemption.misread');
  const { db } = ctx;
  const answers = await db
    .batch([
      guard(db, 'counter.tooMany', sql`EXISTS (${tooOften(ctx)})`),
      attempt(ctx, code),
      actorQuery(ctx),
      counterRows(ctx, eq(redemption.code, code)),
    ] as const)
    .catch(async (error: unknown) => {
      throw refusalOf(error) === 'counter.tooMany' ? await tooMany(ctx) : error;
    });
  const [, , who, [row]] = answers as unknown as [
    unknown,
    unknown,
    Awaited<ReturnType<typeof actorQuery>>,
    RedemptionRow[],
  ];
  const { grants } = whoIs(who);
  mustStandAtCounter(grants);
  if (!row) throw new DomainError('redemption.notFound');
  return { row, grants };
}

/** The limits that wrong codes of late have reached, each with the earliest (ms) that counts: of the clerk, and of all at a counter of theirs. */
function tooOften(ctx: ActorContext): SQL {
  const since = ctx.now - WRONG_CODES.windowMs;
  const reached = (
    most: number,
    which: SQL,
  ) => sql`SELECT ${most} AS most, min(tried_at) AS earliest_at
    FROM ${counterAttempt} WHERE tried_at > ${since} AND merchant_id IN ${ownMerchants(ctx)} AND ${which}
    GROUP BY merchant_id HAVING count(*) >= ${most}`;
  return sql`${reached(WRONG_CODES.ofClerk, sql`clerk_id = ${ctx.actor.userId}`)}
    UNION ALL ${reached(WRONG_CODES.ofMerchant, sql`1`)}`;
}

/** Keeps an attempt at each of the actor's merchants when the code is none of theirs. */
function attempt(ctx: ActorContext, code: string): Statement {
  const mine = ownMerchants(ctx);
  return ctx.db.run(sql`INSERT INTO ${counterAttempt} (id, merchant_id, clerk_id, tried_at)
    SELECT ${`${ctx.newId('cat')}:`} || id, id, ${ctx.actor.userId}, ${ctx.now}
    FROM (SELECT id FROM ${merchant} WHERE id IN ${mine})
    WHERE NOT EXISTS (SELECT 1 FROM ${redemption} WHERE code = ${code} AND merchant_id IN ${mine})`);
}

/** The refusal, with when the last of the limits that are reached lets somebody try again. */
async function tooMany(ctx: ActorContext): Promise<DomainError> {
  const [row] = await ctx.db.all<{ most: number; earliest_at: number }>(
    sql`${tooOften(ctx)} ORDER BY earliest_at DESC LIMIT 1`,
  );
  return new DomainError('counter.tooMany', {
    rule: { name: 'wrongCodes', value: row?.most ?? WRONG_CODES.ofClerk },
    possibleFromAt: (row?.earliest_at ?? ctx.now) + WRONG_CODES.windowMs,
  });
}

/**
 * Hands it over, once: the held points go to the merchant. Throws as `lookUp`, `redemption.own`, `redemption.state`,
 * `merchant.state`, `shop.notFound` for a shop of another merchant or a closed one.
 */
export async function redeemCode(
  ctx: ActorContext,
  { code, shopId }: RedeemInput,
): Promise<CounterRedemption> {
  const { db, now, actor } = ctx;
  const { row, grants } = await lookUp(ctx, code);
  if (row.residentId === actor.userId) throw new DomainError('redemption.own');
  const state = stateAt(row, now);
  if (state !== 'held') throw wrongState(state, row.redeemedAt);
  if (!handsOver(row, grants)) throw new DomainError('merchant.state');
  const { id, holdId, residentId, points } = row;
  const atShop = sql`SELECT 1 FROM ${shop}
    WHERE id = ${shopId} AND merchant_id = ${row.merchantId} AND closed_at IS NULL`;
  const writes = [
    notIn(ctx, id, 'held'),
    guard(db, 'shop.notFound', sql`NOT EXISTS (${atShop})`),
    audited(ctx, row, { act: 'redemption.redeem', detail: { shopId } }),
    ...capturePoints(ctx, {
      ...{ holdId, residentId, points, note: row.title },
      ...{ cause: { kind: 'redemption', id }, by: actor.userId },
      to: { kind: 'merchant', id: row.merchantId },
    }),
    db
      .update(redemption)
      .set({ state: 'redeemed', redeemedAt: now, redeemedBy: actor.userId, shopId })
      .where(eq(redemption.id, id)),
  ];
  const [[after]] = await writeThenRead(db, writes, [counterRowQuery(ctx, id)]);
  if (!after) throw new DomainError('redemption.notFound');
  return counterView(ctx, after, grants);
}

/**
 * Takes back what was redeemed by mistake: the points go to the lots they came from, the stock back on the shelf, and
 * the resident is told. Throws `redemption.notFound`, also for another merchant's, `redemption.own`, `redemption.state`,
 * and `redemption.settled` once it stands in a statement.
 */
export async function undoRedemption(
  ctx: ActorContext,
  id: string,
  reason: string,
): Promise<CounterRedemption> {
  const { db, actor } = ctx;
  const [who, [row]] = await db.batch([actorQuery(ctx), counterRowQuery(ctx, id)]);
  const { grants } = whoIs(who);
  mustStandAtCounter(grants);
  if (!row) throw new DomainError('redemption.notFound');
  if (row.residentId === actor.userId) throw new DomainError('redemption.own');
  if (row.state !== 'redeemed') throw wrongState(row.state, null);
  try {
    await writeAll(db, undoing(ctx, row, reason));
  } catch (error) {
    // The merchant's account no longer holds these points: they are settled, and only a statement can right it.
    if (refusalOf(error) === 'points.short') throw new DomainError('redemption.settled');
    throw error;
  }
  return counterView(ctx, { ...row, state: 'undone' }, grants);
}

function undoing(ctx: ActorContext, row: RedemptionRow, reason: string): Statement[] {
  const { db, now, actor } = ctx;
  const { id, holdId, residentId, points } = row;
  return [
    notIn(ctx, id, 'redeemed'),
    audited(ctx, row, { act: 'redemption.undo', reason }),
    ...refundPoints(ctx, {
      ...{ holdId, residentId, points, note: row.title },
      ...{ cause: { kind: 'redemption', id }, by: actor.userId },
      from: { kind: 'merchant', id: row.merchantId },
    }),
    db
      .update(redemption)
      .set({ state: 'undone', endedAt: now, reason })
      .where(eq(redemption.id, id)),
    ...tell(ctx, {
      residentId,
      kind: 'redemption.undone',
      params: { good: row.title, points: String(points), reason, ...lapsedIn(row) },
      link: '/mine/redemptions/',
    }),
  ];
}

function audited(
  ctx: ActorContext,
  row: RedemptionRow,
  said: {
    act: 'redemption.redeem' | 'redemption.undo';
    reason?: string;
    detail?: Record<string, unknown>;
  },
): Statement {
  return auditRow(ctx.db, {
    id: ctx.newId('aud'),
    at: ctx.now,
    actorId: ctx.actor.userId,
    principalId: row.residentId,
    noun: 'redemption',
    nounId: row.id,
    ...said,
  });
}
