/** Giving seats back, all or some; whoever waits gets them in the same batch. */
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { verdict } from '../../../lib/access.ts';
import type { ActorContext } from '../../../lib/context.ts';
import { guard, type Statement, writeThenRead } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import {
  ownRegistration,
  type RegistrationRow,
  registrationQueriesById,
} from '../queries/registrations.ts';
import { cancelRefusal, registrationCan } from '../rules.ts';
import type { Registration } from '../schema.ts';
import { attendee, registration } from '../tables.ts';
import { settleStatements } from './prices.ts';
import { promoteStatements } from './promote.ts';

/**
 * Cancels a registration, or the seats of some of its attendees. Throws `registration.notFound`, `registration.state`,
 * `registration.cancelTooLate`, `attendee.notFound`, `attendee.state`.
 */
export async function cancelRegistration(
  ctx: ActorContext,
  { id, attendees }: { id: string; attendees?: string[] | undefined },
): Promise<Registration> {
  const { db, now } = ctx;
  const [actor, rows, people, places] = await db.batch([
    actorQuery(ctx),
    ...registrationQueriesById(db, id),
  ]);
  const { grants } = whoIs(actor);
  const [row] = rows;
  const [place] = places;
  if (!row || !place || row.registration.residentId !== ctx.actor.userId) {
    throw new DomainError('registration.notFound');
  }
  const scope = { facilityId: place.id, zoneId: place.zoneId };
  const thing = { state: row.registration.state, isOwner: true, place: scope };
  if (verdict(registrationCan.cancel, thing, grants) !== 'allowed') {
    throw new DomainError('registration.state');
  }
  const late = cancelRefusal(row.registration, row.session, now);
  if (late) throw late;
  const leaving = whoLeaves(row, attendees);
  const answers = await writeThenRead(
    db,
    [
      ...(leaving === 'all' ? cancelAll(ctx, row) : cancelSome(ctx, row, leaving)),
      ...promoteStatements(ctx, { session: row.session, activity: row.activity, place }),
    ],
    registrationQueriesById(db, id),
  );
  return ownRegistration(ctx, [answers[0], people, places]);
}

/** Naming everybody who is left is cancelling it all. */
function whoLeaves(row: RegistrationRow, wanted: string[] | undefined): 'all' | string[] {
  if (row.attendees.some(({ state }) => state === 'attended' || state === 'absent')) {
    throw new DomainError('registration.state');
  }
  if (!wanted) return 'all';
  for (const personId of wanted) {
    const one = row.attendees.find((attending) => attending.personId === personId);
    if (!one) throw new DomainError('attendee.notFound');
    if (one.state !== 'held') throw new DomainError('attendee.state');
  }
  return wanted.length === row.registration.seats ? 'all' : wanted;
}

function cancelAll(ctx: ActorContext, row: RegistrationRow): Statement[] {
  const { db, now } = ctx;
  const { id } = row.registration;
  return [
    guard(db, 'registration.state', isMarked(id)),
    db
      .update(attendee)
      .set({ state: 'cancelled' })
      .where(and(eq(attendee.registrationId, id), eq(attendee.state, 'held'))),
    ...givenBack(ctx, row),
    // A trigger refuses what was cancelled or released meanwhile.
    db
      .update(registration)
      .set({ state: 'cancelled', endedAt: now })
      .where(eq(registration.id, id)),
  ];
}

function cancelSome(ctx: ActorContext, row: RegistrationRow, personIds: string[]): Statement[] {
  const { db } = ctx;
  const { id } = row.registration;
  const left = sql`(SELECT count(*) FROM ${attendee} WHERE registration_id = ${id} AND state <> 'cancelled')`;
  return [
    guard(db, 'registration.state', isMarked(id)),
    // A trigger refuses to cancel the same seat twice: fewer seats than people would be left.
    db
      .update(attendee)
      .set({ state: 'cancelled' })
      .where(and(eq(attendee.registrationId, id), inArray(attendee.personId, personIds))),
    // Two part cancellations at once may have named everybody between them.
    guard(db, 'registration.state', sql`${left} = 0`),
    db.update(registration).set({ seats: left }).where(eq(registration.id, id)),
    ...givenBack(ctx, row),
  ];
}

/** The points of the seats given back. */
function givenBack(
  ctx: ActorContext,
  { registration: own, activity }: RegistrationRow,
): Statement[] {
  if (own.pricePoints === 0) return [];
  const by = { by: ctx.actor.userId, note: activity.title };
  return settleStatements(ctx, sql`r.id = ${own.id}`, by);
}

function isMarked(id: string): SQL {
  return sql`EXISTS (SELECT 1 FROM ${attendee} WHERE registration_id = ${id} AND state IN ('attended', 'absent'))`;
}
