/** What a resident does: giving points for a good, and taking them back while it wasn't fetched. */
import { and, eq, ne, sql } from 'drizzle-orm';
import {
  type ActorContext,
  earlierResult,
  rememberResult,
  replayedId,
} from '../../../lib/context.ts';
import { guard, type Statement, writeAll, writeThenRead } from '../../../lib/db.ts';
import { type Alternative, DomainError, type ErrorCode, refusalOf } from '../../../lib/errors.ts';
import { randomBits } from '../../../lib/ids.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { holdPoints, releasePoints } from '../../points/commands/ledger.ts';
import { availableIn, openQuery } from '../../points/queries/mine.ts';
import { type GoodRow, goodRows } from '../queries/goods.ts';
import { isOffered } from '../queries/listed.ts';
import { getRedemption, ownRedemption, ownRedemptionStatements } from '../queries/redemptions.ts';
import {
  checkRedemption,
  fetchUntil,
  LIVE_REDEMPTION_STATES,
  redemptionCode,
  stateAt,
  wrongState,
} from '../rules.ts';
import type { Redemption, RedemptionInput } from '../schema/redemptions.ts';
import { favourite, good, redemption } from '../tables.ts';

/** What a rival may have taken between the reading and the writing: read again, to say what is left. */
const TAKEN_BY_RIVALS = [
  'good.notOffered',
  'good.soldOut',
  'good.perPerson',
  'points.short',
] as const satisfies readonly ErrorCode[];

/** Refusals for which something else may do. */
const HAS_OTHERS: readonly ErrorCode[] = [...TAKEN_BY_RIVALS, 'good.age'];

/**
 * Holds points for a good until it is fetched, and gives a code for it. Throws `good.notFound`, and the refusals of
 * `checkRedemption`, with other goods that these points are enough for.
 */
export async function redeemGood(ctx: ActorContext, wanted: RedemptionInput): Promise<Redemption> {
  const found = await readOffer(ctx, wanted);
  const earlierId = replayedId(ctx, found.earlier);
  if (earlierId !== null) return getRedemption(ctx, earlierId);
  const offer = decide(ctx, wanted, found);
  const id = ctx.newId('rdm');
  try {
    const rows = await writeThenRead(
      ctx.db,
      holding(ctx, id, wanted, offer),
      ownRedemptionStatements(ctx, id),
    );
    return ownRedemption(ctx, ...rows);
  } catch (error) {
    const code = refusalOf(error);
    if (TAKEN_BY_RIVALS.some((taken) => taken === code)) {
      decide(ctx, wanted, await readOffer(ctx, wanted));
    }
    throw error;
  }
}

/** So many other goods are looked through, and so many of them offered. */
const MOST_LOOKED_AT = 30;
const MOST_ALTERNATIVES = 3;

async function readOffer(ctx: ActorContext, { goodId }: RedemptionInput) {
  const { db, now, actor } = ctx;
  const sameCategory = sql`${good.category} <> (SELECT category FROM ${good} WHERE id = ${goodId})`;
  const [who, earlier, [offer], [mine], open, others] = await db.batch([
    actorQuery(ctx),
    earlierResult(ctx),
    goodRows(db).where(eq(good.id, goodId)),
    db
      .select({ has: sql<number>`coalesce(sum(${redemption.quantity}), 0)`.as('has') })
      .from(redemption)
      .where(
        and(
          eq(redemption.goodId, goodId),
          eq(redemption.residentId, actor.userId),
          sql`${redemption.state} IN ${[...LIVE_REDEMPTION_STATES]}`,
        ),
      ),
    openQuery(ctx, actor.userId),
    goodRows(db)
      .where(and(ne(good.id, goodId), isOffered(now), sql`${good.stockTaken} < ${good.stockTotal}`))
      .orderBy(sameCategory, good.points, good.id)
      .limit(MOST_LOOKED_AT),
  ]);
  const { bornOn } = whoIs(who);
  const asker = { bornOn, has: mine?.has ?? 0, available: availableIn(open, now) };
  return { earlier, offer, others, asker };
}

type Found = Awaited<ReturnType<typeof readOffer>>;

function decide(ctx: ActorContext, { quantity }: RedemptionInput, found: Found): GoodRow {
  const { offer, asker } = found;
  // What was never offered is nobody's business but its merchant's.
  if (!offer || !['offered', 'withdrawn'].includes(offer.state)) {
    throw new DomainError('good.notFound');
  }
  try {
    checkRedemption(offer, quantity, asker, ctx.now);
  } catch (error) {
    if (!(error instanceof DomainError) || !HAS_OTHERS.includes(error.code)) throw error;
    const alternatives = otherGoods(found);
    throw new DomainError(error.code, {
      ...error.refusal,
      ...(alternatives.length > 0 && { alternatives }),
    });
  }
  return offer;
}

/** Other goods that the points one has are enough for, of the same category first. */
function otherGoods({ others, asker }: Found): Alternative[] {
  return others
    .filter(({ points, minAge }) => points <= asker.available && minAge === null)
    .slice(0, MOST_ALTERNATIVES)
    .map(({ id, title }) => ({ kind: 'good', id, name: title }));
}

function holding(
  ctx: ActorContext,
  id: string,
  { quantity }: RedemptionInput,
  offer: GoodRow,
): Statement[] {
  const residentId = ctx.actor.userId;
  const expiresAt = fetchUntil(offer, ctx.now);
  const holdId = `hold:${id}`;
  const points = offer.points * quantity;
  return [
    ...rememberResult(ctx, id),
    ...holdPoints(ctx, {
      ...{ holdId, residentId, points, expiresAt, note: offer.title },
      ...{ cause: { kind: 'redemption', id }, by: residentId },
    }),
    ctx.db.insert(redemption).values({
      ...{ id, residentId, goodId: offer.id, merchantId: offer.merchantId, quantity },
      ...{ points, settleFen: offer.settleFen * quantity, state: 'held', holdId },
      code: redemptionCode(randomBits),
      ...{ createdAt: ctx.now, expiresAt },
    }),
  ];
}

/** Gives the points back. Throws `redemption.notFound`, `redemption.state` when it was fetched or given back before. */
export async function cancelRedemption(ctx: ActorContext, id: string): Promise<Redemption> {
  const { db, now } = ctx;
  const [who, [row]] = await db.batch([actorQuery(ctx), ...ownRedemptionStatements(ctx, id)]);
  whoIs(who);
  if (!row) throw new DomainError('redemption.notFound');
  const state = stateAt(row, now);
  if (state !== 'held') throw wrongState(state, row.redeemedAt);
  const { holdId, points, residentId } = row;
  const rows = await writeThenRead(
    db,
    [
      notIn(ctx, id, 'held'),
      ...releasePoints(ctx, {
        ...{ holdId, residentId, points, note: row.title },
        ...{ cause: { kind: 'redemption', id }, by: ctx.actor.userId },
      }),
      db.update(redemption).set({ state: 'cancelled', endedAt: now }).where(eq(redemption.id, id)),
    ],
    ownRedemptionStatements(ctx, id),
  );
  return ownRedemption(ctx, ...rows);
}

/** Stops the batch with `redemption.state` before it touches the ledger, when a rival was quicker. */
export function notIn(
  { db }: ActorContext,
  id: string,
  state: (typeof LIVE_REDEMPTION_STATES)[number],
): Statement {
  const asRead = sql`SELECT 1 FROM ${redemption} WHERE id = ${id} AND state = ${state}`;
  return guard(db, 'redemption.state', sql`NOT EXISTS (${asRead})`);
}

/** Marks a good, as often as one likes. Throws `good.notFound`. */
export async function markFavourite(ctx: ActorContext, goodId: string): Promise<void> {
  const { db, now, actor } = ctx;
  const [who, [row]] = await db.batch([
    actorQuery(ctx),
    goodRows(db).where(and(eq(good.id, goodId), isOffered(now))),
  ]);
  whoIs(who);
  if (!row) throw new DomainError('good.notFound');
  await db
    .insert(favourite)
    .values({ residentId: actor.userId, goodId, addedAt: now })
    .onConflictDoNothing();
}

/** Marks it no more, whether it was marked or not. */
export async function unmarkFavourite(ctx: ActorContext, goodId: string): Promise<void> {
  const { db, actor } = ctx;
  whoIs(await actorQuery(ctx));
  await writeAll(db, [
    db
      .delete(favourite)
      .where(and(eq(favourite.residentId, actor.userId), eq(favourite.goodId, goodId))),
  ]);
}
