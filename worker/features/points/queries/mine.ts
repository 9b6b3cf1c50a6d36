/** A resident's own points. What they have is read without their past: emptied lots and settled holds are not in the index. */
import { and, desc, eq, getTableColumns, gt, sql } from 'drizzle-orm';
import type { ActorContext, Context } from '../../../lib/context.ts';
import { dayOf, toRfc3339 } from '../../../lib/time.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { effectOf } from '../rules.ts';
import type { EntriesInput, MyPoints, PointsEntries } from '../schema.ts';
import { pointsAccount, pointsProgramme, pointsTransaction } from '../tables.ts';

/** What can be spent, what is held, and when what lapses. */
export async function getMyPoints(ctx: ActorContext): Promise<MyPoints> {
  const [who, open] = await ctx.db.batch([actorQuery(ctx), openQuery(ctx, ctx.actor.userId)]);
  whoIs(who);
  const lots = lotsIn(open, ctx.now).map(({ balance, programme, expiresOn }) => ({
    points: balance,
    programme: programme ?? '',
    expiresOn,
  }));
  const holds = open.filter(({ kind }) => kind === 'hold');
  return {
    available: sum(lots.map(({ points }) => points)),
    held: sum(holds.map(({ balance }) => balance)),
    lots,
  };
}

/** What can be spent at `now`, of what `openQuery` found. */
export function availableIn(open: OpenRows, now: number): number {
  return sum(lotsIn(open, now).map(({ balance }) => balance));
}

function lotsIn(open: OpenRows, now: number): OpenRows {
  const today = dayOf(now);
  return open.filter(
    ({ kind, expiresOn }) => kind === 'lot' && (expiresOn === null || expiresOn >= today),
  );
}

type OpenRows = Awaited<ReturnType<typeof openQuery>>;

/** For a batch: a resident's lots and holds that aren't empty, the first to lapse first. */
export function openQuery({ db }: Context, residentId: string) {
  return db
    .select({
      kind: sql<'lot' | 'hold'>`${pointsAccount.kind}`.as('open_kind'),
      balance: sql<number>`${pointsAccount.balance}`.as('open_balance'),
      expiresOn: sql<string | null>`${pointsAccount.expiresOn}`.as('open_expires_on'),
      programme: sql<string | null>`${pointsProgramme.name}`.as('open_programme'),
    })
    .from(pointsAccount)
    .leftJoin(pointsProgramme, eq(pointsProgramme.id, pointsAccount.programmeId))
    .where(and(eq(pointsAccount.ownerId, residentId), gt(pointsAccount.balance, 0)))
    .orderBy(
      sql`${pointsAccount.expiresOn} IS NULL`,
      pointsAccount.expiresOn,
      pointsAccount.createdAt,
    );
}

/** What happened to one's points, the latest first. */
export async function listMyEntries(
  ctx: ActorContext,
  { limit, cursor }: EntriesInput,
): Promise<PointsEntries> {
  const [at, id] = cursor?.split(/\.(.*)/s) ?? [];
  const older =
    at === undefined
      ? sql`1`
      : sql`(${pointsTransaction.postedAt}, ${pointsTransaction.id}) < (${Number(at)}, ${id})`;
  const [who, rows] = await ctx.db.batch([
    actorQuery(ctx),
    ctx.db
      .select({ ...getTableColumns(pointsTransaction), note: NOTE })
      .from(pointsTransaction)
      .where(and(eq(pointsTransaction.residentId, ctx.actor.userId), older))
      .orderBy(desc(pointsTransaction.postedAt), desc(pointsTransaction.id))
      .limit(limit + 1),
  ]);
  whoIs(who);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => ({
      id: row.id,
      kind: row.kind,
      cause: causeOf(row),
      points: effectOf(row.kind, row.points),
      moved: row.points,
      at: toRfc3339(row.postedAt),
      note: row.note,
    })),
    next: last && rows.length > limit ? `${last.postedAt}.${last.id}` : null,
  };
}

/** What it was for, in words. What moves a hold's points, a time-out too, may say nothing: then the hold does. */
const NOTE = sql<
  string | null
>`coalesce(${pointsTransaction.note}, (SELECT h.note FROM points_transaction h
  WHERE h.hold_id = points_transaction.hold_id AND h.kind = 'hold'))`.as('said');

/** A hold is named after what it is for: whatever moves its points, a time-out too, is for that. */
function causeOf({ causeKind, causeId, holdId }: typeof pointsTransaction.$inferSelect) {
  const [prefix = '', id] = holdId?.split(/:(.*)/s) ?? [];
  const kind = HELD_BY[prefix];
  return kind && id ? { kind, id } : { kind: causeKind, id: causeId };
}

/** What the first part of a hold's name stands for. */
const HELD_BY: Record<string, string | undefined> = {
  registration: 'registration',
  hold: 'redemption',
};

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
