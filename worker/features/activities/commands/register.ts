/** Signing up: oneself and one's dependants in one act, all or none. */
import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import type { BatchResponse } from 'drizzle-orm/batch';
import {
  type ActorContext,
  earlierResult,
  rememberResult,
  replayedId,
} from '../../../lib/context.ts';
import { guard, type Statement, writeThenRead } from '../../../lib/db.ts';
import { DomainError, refusalOf } from '../../../lib/errors.ts';
import { type FacilityPlace, facilityPlacesQuery } from '../../directory/queries/places.ts';
import { actorQuery, householdQuery, whoIs } from '../../identity/queries/actor.ts';
import {
  getRegistration,
  ownRegistration,
  registrationQueriesById,
} from '../queries/registrations.ts';
import { inTimeOrder, type SessionRow, sessionsQuery } from '../queries/sessions.ts';
import {
  type Attending,
  attendeesRefusal,
  fits,
  MAX_SESSION_MS,
  waitRoom,
  windowRefusal,
} from '../rules.ts';
import type { RegisterInput, Registration } from '../schema.ts';
import { activity, activitySession, attendee, registration } from '../tables.ts';
import { HELD_BY } from './prices.ts';
import { promoteStatements } from './promote.ts';
import {
  chooseRefusal,
  closedRefusal,
  type FullCode,
  fullRefusal,
  shortRefusal,
} from './refuse.ts';

type Wanted = RegisterInput & { activityId: string };

/**
 * Signs people up for a session, or puts them on its waiting list. Whether there is a seat is decided by the insert
 * itself, so that of many who want the last one exactly one gets it and nobody overtakes those who wait.
 * Throws `activity.notFound`, `session.notFound`, `session.choose`, `session.cancelled`, `session.noSignUp`,
 * `session.notOpenYet`, `session.signUpOver`, `person.notFound`, `person.nameRequired`, `person.bornOnRequired`,
 * `registration.age`, `registration.exists`, `registration.full`, `registration.waitFull`, `points.short`.
 */
export async function register(ctx: ActorContext, wanted: Wanted): Promise<Registration> {
  const personIds = wanted.attendees ?? [ctx.actor.userId];
  const [actor, earlier, household, [place], sessions, held] = await ctx.db.batch(
    readings(ctx, wanted, personIds),
  );
  whoIs(actor);
  const earlierId = replayedId(ctx, earlier);
  if (earlierId !== null) return getRegistration(ctx, earlierId);
  if (!place) throw new DomainError('activity.notFound');
  const row = theSession(ctx, wanted, sessions);
  const people = attending(household, personIds);
  const has = held.find((one) => one.sessionId === row.session.id);
  if (has) throw existsRefusal(has.registrationId);
  const closed = windowRefusal(row.session, ctx.now);
  if (closed) throw await closedRefusal(ctx, closed, row, people);
  const unfit = attendeesRefusal(row.activity, people, row.session.startAt);
  if (unfit) throw unfit;
  const full = fullCode(row, people.length, wanted.wait);
  if (full) throw await fullRefusal(ctx, full, row, people);
  return write(ctx, row, place, people, wanted.wait);
}

function readings(ctx: ActorContext, wanted: Wanted, personIds: readonly string[]) {
  const { db, now } = ctx;
  const ofActivity = eq(activitySession.activityId, wanted.activityId);
  const which =
    wanted.sessionId === undefined
      ? and(
          ofActivity,
          eq(activitySession.state, 'scheduled'),
          gt(activitySession.startAt, now - MAX_SESSION_MS),
          gt(activitySession.endAt, now),
        )
      : and(ofActivity, eq(activitySession.id, wanted.sessionId));
  const ids = db.select({ id: activitySession.id }).from(activitySession).where(which);
  return [
    actorQuery(ctx),
    earlierResult(ctx),
    householdQuery(ctx),
    facilityPlacesQuery(
      db,
      db
        .select({ id: activity.facilityId })
        .from(activity)
        .where(eq(activity.id, wanted.activityId)),
    ),
    sessionsQuery(db)
      .where(which)
      .orderBy(...inTimeOrder)
      .limit(20),
    db
      .select({ sessionId: attendee.sessionId, registrationId: attendee.registrationId })
      .from(attendee)
      .where(
        and(
          inArray(attendee.sessionId, ids),
          inArray(attendee.personId, [...personIds]),
          sql`${attendee.state} <> 'cancelled'`,
        ),
      ),
  ] as const;
}

/** The session named, or the only one ahead. */
function theSession(
  ctx: ActorContext,
  { sessionId }: Wanted,
  sessions: readonly SessionRow[],
): SessionRow {
  const [row] = sessions;
  if (!row) throw new DomainError('session.notFound');
  if (sessionId === undefined && sessions.length > 1) throw chooseRefusal(sessions, ctx.now);
  return row;
}

type Household = BatchResponse<[ReturnType<typeof householdQuery>]>[0];

/** The persons asked for, in that order; anybody outside the household isn't found. */
function attending(household: Household, personIds: readonly string[]): Attending[] {
  return personIds.map((id) => {
    const one = household.find((person) => person.id === id);
    if (!one) {
      const errors = [{ path: `attendees.${id}`, code: 'person.notFound' }];
      throw new DomainError('person.notFound', { errors });
    }
    return { id, name: one.name, bornOn: one.bornOn };
  });
}

function existsRefusal(registrationId: string): DomainError {
  return new DomainError('registration.exists', {
    rule: { name: 'registration', value: registrationId },
  });
}

/** Why there is no place, as far as the rows read tell; the insert decides. */
function fullCode(
  { session, ...counts }: SessionRow,
  seats: number,
  wait: boolean,
): FullCode | null {
  if (seats > (session.capacity ?? 0)) return 'registration.full';
  if (fits(session, counts, seats)) return null;
  if (!wait) return 'registration.full';
  return waitRoom(session, counts) < seats ? 'registration.waitFull' : null;
}

async function write(
  ctx: ActorContext,
  row: SessionRow,
  place: FacilityPlace,
  people: readonly Attending[],
  wait: boolean,
): Promise<Registration> {
  const { session } = row;
  const id = ctx.newId('reg');
  const seats = people.length;
  try {
    const answers = await writeThenRead(
      ctx.db,
      [
        ...rememberResult(ctx, id),
        // A family larger than the room would wait for ever and let nobody past.
        guard(
          ctx.db,
          'registration.full',
          sql`EXISTS (SELECT 1 FROM ${activitySession} WHERE id = ${session.id} AND capacity < ${seats})`,
        ),
        insertRegistration(ctx, { id, sessionId: session.id, seats, wait }),
        ctx.db.insert(attendee).values(
          people.map((person) => ({
            registrationId: id,
            sessionId: session.id,
            personId: person.id,
            state: 'held' as const,
          })),
        ),
        // At a price a seat may be free while those who wait can't pay: whoever comes last may be the next who can.
        ...(session.pricePoints > 0 ? promoteStatements(ctx, { ...row, place }) : []),
      ],
      registrationQueriesById(ctx.db, id),
    );
    return ownRegistration(ctx, answers);
  } catch (error) {
    const code = refusalOf(error);
    if (code === 'points.short') throw await shortRefusal(ctx, row, people);
    if (code !== 'registration.full' && code !== 'registration.waitFull') throw error;
    throw await fullRefusal(ctx, code, row, people);
  }
}

/** Registered when the seats fit and nobody waits; else waiting, or with `wait: false` refused by the trigger. */
function insertRegistration(
  { db, actor, now, newCode }: ActorContext,
  { id, sessionId, seats, wait }: { id: string; sessionId: string; seats: number; wait: boolean },
): Statement {
  const state = wait
    ? sql`CASE WHEN EXISTS (
          SELECT 1 FROM ${registration} WHERE session_id = s.id AND state = 'waiting')
        OR s.capacity < ${seats} + (
          SELECT coalesce(sum(seats), 0) FROM ${registration}
          WHERE session_id = s.id AND state = 'registered')
        THEN 'waiting' ELSE 'registered' END`
    : sql`'registered'`;
  return db.run(sql`INSERT INTO ${registration}
    (id, session_id, resident_id, seats, state, queue_no, code, created_at, price_points, price_per, no_show, held_by)
    SELECT *, CASE WHEN state = 'registered' AND price_points > 0 THEN ${HELD_BY(sql`id`)} END FROM (
      SELECT ${id} AS id, s.id AS session_id, ${actor.userId}, ${seats}, ${state} AS state,
        1 + coalesce((SELECT max(queue_no) FROM ${registration} WHERE session_id = s.id), 0),
        ${newCode()}, ${now}, s.price_points, s.price_per, s.no_show
      FROM ${activitySession} s WHERE s.id = ${sessionId})`);
}
