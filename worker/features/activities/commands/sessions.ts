/** What staff change about a session: how many may come, and that it doesn't take place. */
import { eq, type SQL, sql } from 'drizzle-orm';
import type { ActorContext } from '../../../lib/context.ts';
import {
  type AuditEntry,
  auditRow,
  guard,
  type Statement,
  writeThenRead,
} from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import type { FacilityPlace } from '../../directory/queries/places.ts';
import { actorQuery, type Who, whoIs } from '../../identity/queries/actor.ts';
import { tellMany } from '../../notices/commands/tell.ts';
import type { SessionRow } from '../queries/sessions.ts';
import { staffSessionView } from '../queries/sessions.ts';
import { type SessionAct, staffSessionOf, staffSessionQueries } from '../queries/staff.ts';
import type { CapacityInput, StaffSession } from '../schema.ts';
import { activitySession, attendee, registration } from '../tables.ts';
import { settleStatements } from './prices.ts';
import { noticeParams, promoteStatements, tellingOf } from './promote.ts';

/**
 * Changes how many may come; those who wait and now fit get their places. Throws `session.notFound`, `auth.forbidden`,
 * `session.state`, and `session.belowTaken` when fewer than are registered, or than a family that waits, would fit.
 */
export async function changeCapacity(
  ctx: ActorContext,
  { id, capacity, reason }: CapacityInput & { id: string },
): Promise<StaffSession> {
  const { db } = ctx;
  const { who, row, place } = await readForAct(ctx, id, 'changeCapacity');
  if (capacity < row.taken) {
    throw new DomainError('session.belowTaken', { rule: { name: 'taken', value: row.taken } });
  }
  const detail = { from: row.session.capacity, to: capacity };
  return writeAndShow(ctx, { who, row, place }, [
    auditRow(db, { ...entryOf(ctx, row, place), act: 'session.changeCapacity', reason, detail }),
    guard(db, 'session.state', isNot(id, 'scheduled')),
    guard(
      db,
      'session.belowTaken',
      sql`EXISTS (SELECT 1 FROM ${registration}
        WHERE session_id = ${id} AND state = 'waiting' AND seats > ${capacity})`,
    ),
    db.update(activitySession).set({ capacity }).where(eq(activitySession.id, id)),
    ...promoteStatements(ctx, { session: row.session, activity: row.activity, place }),
  ]);
}

/**
 * Cancels a session: everybody who holds or waits for a place is released and told why, in one batch. Throws
 * `session.notFound`, `auth.forbidden`, `session.state`.
 */
export async function cancelSession(
  ctx: ActorContext,
  { id, reason }: { id: string; reason: string },
): Promise<StaffSession> {
  const { db, now } = ctx;
  const { who, row, place } = await readForAct(ctx, id, 'cancel');
  const params = { ...noticeParams({ ...row, place }), reason };
  const live = sql`session_id = ${id} AND state IN ('registered', 'waiting')`;
  const told = tellingOf(
    sql`SELECT id, resident_id, 0 AS cost FROM ${registration} WHERE ${live}`,
    params,
  );
  return writeAndShow(ctx, { who, row, place }, [
    auditRow(db, { ...entryOf(ctx, row, place), act: 'session.cancel', reason }),
    // A trigger refuses what was cancelled meanwhile.
    db
      .update(activitySession)
      .set({ state: 'cancelled', cancelReason: reason, cancelledAt: now })
      .where(eq(activitySession.id, id)),
    ...tellMany(ctx, 'session.cancelled', told),
    db.run(sql`UPDATE ${attendee} SET state = 'cancelled'
      WHERE session_id = ${id} AND state <> 'cancelled'`),
    ...settleStatements(ctx, sql`r.session_id = ${id}`, {
      by: ctx.actor.userId,
      note: row.activity.title,
    }),
    db.run(sql`UPDATE ${registration} SET state = 'released', ended_at = ${now}, reason = ${reason}
      WHERE ${live}`),
  ]);
}

type Found = { who: Who; row: SessionRow; place: FacilityPlace };

/** The session, when the actor may do the act on it and it isn't over. */
async function readForAct(ctx: ActorContext, id: string, act: SessionAct): Promise<Found> {
  const [actor, ...answers] = await ctx.db.batch([
    actorQuery(ctx),
    ...staffSessionQueries(ctx, id),
  ]);
  const who = whoIs(actor);
  const found = staffSessionOf(answers, who, act);
  if (ctx.now >= found.row.session.endAt) throw new DomainError('session.state');
  return { who, ...found };
}

async function writeAndShow(
  ctx: ActorContext,
  { who, row, place }: Found,
  writes: Statement[],
): Promise<StaffSession> {
  const [[after = row]] = await writeThenRead(
    ctx.db,
    writes,
    staffSessionQueries(ctx, row.session.id),
  );
  return staffSessionView(after, place, { now: ctx.now, who });
}

function entryOf(
  ctx: ActorContext,
  { session }: SessionRow,
  place: FacilityPlace,
): Omit<AuditEntry, 'act'> {
  return {
    id: ctx.newId('aud'),
    at: ctx.now,
    actorId: ctx.actor.userId,
    noun: 'session',
    nounId: session.id,
    facilityId: place.id,
  };
}

function isNot(id: string, state: 'scheduled'): SQL {
  return sql`NOT EXISTS (SELECT 1 FROM ${activitySession} WHERE id = ${id} AND state = ${state})`;
}
