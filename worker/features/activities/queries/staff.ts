/** What staff read: the sessions of a day, who takes part, and whose code it is. Names are masked, ages not dates. */
import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { holdsRole, verdict } from '../../../lib/access.ts';
import type { ActorContext } from '../../../lib/context.ts';
import { aliased, type Db } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { addDays, ageOn, dayOf, dayStart, toRfc3339 } from '../../../lib/time.ts';
import { type FacilityPlace, facilityPlacesQuery } from '../../directory/queries/places.ts';
import { actorQuery, type Who, whoIs } from '../../identity/queries/actor.ts';
import { type PersonName, personNamesQuery } from '../../identity/queries/names.ts';
import { maskName } from '../../identity/rules.ts';
import { attendanceRefusal, registrationCan, sessionCan } from '../rules.ts';
import type {
  Participants,
  Participation,
  RegistrationPass,
  StaffSession,
  StaffSessionPage,
  StaffSessionsInput,
} from '../schema.ts';
import { activity, activitySession, attendee, registration } from '../tables.ts';
import { afterCursor } from './activities.ts';
import { type AttendeeFacts, attendeesColumn } from './registrations.ts';
import {
  activityView,
  atFacility,
  duringPeriod,
  facilityOfSession,
  inTimeOrder,
  nextCursor,
  placeView,
  type SessionRow,
  sessionFacts,
  sessionsQuery,
  staffSessionView,
} from './sessions.ts';
import { unpaidQuery } from './unpaid.ts';

/** The sessions of a day, today when not said, in all places of one's scope or in one. Throws `auth.forbidden`, `facility.notFound`. */
export async function listStaffSessions(
  ctx: ActorContext,
  wanted: StaffSessionsInput,
): Promise<StaffSessionPage> {
  const { db, now } = ctx;
  const on = wanted.on ?? dayOf(now);
  const where = and(
    duringPeriod(dayStart(on), dayStart(addDays(on, 1))),
    wanted.facility === undefined ? undefined : atFacility(wanted.facility),
    afterCursor(wanted.cursor),
  );
  const here = db
    .select({ id: sql<string>`${activity.facilityId}`.as('here_facility') })
    .from(activitySession)
    .innerJoin(activity, eq(activity.id, activitySession.activityId))
    .where(where);
  const places = wanted.facility === undefined ? here : sql`(${wanted.facility})`;
  const [actor, rows, facilities] = await db.batch([
    actorQuery(ctx),
    sessionsQuery(db)
      .where(where)
      .orderBy(...inTimeOrder),
    facilityPlacesQuery(db, places),
  ]);
  const who = whoIs(actor);
  requireScope(who, wanted.facility, facilities);
  const mine = new Map(
    facilities.filter((place) => mayRead(who, place)).map((place) => [place.id, place]),
  );
  const seen = rows.filter((row) => mine.has(row.activity.facilityId));
  const items = seen.slice(0, wanted.limit).flatMap((row) => {
    const place = mine.get(row.activity.facilityId);
    return place ? [staffSessionView(row, place, { now, who })] : [];
  });
  return { items, next: nextCursor(seen, wanted.limit) };
}

function requireScope(who: Who, facilityId: string | undefined, places: FacilityPlace[]): void {
  if (facilityId === undefined) {
    const roles: readonly string[] = sessionCan.read.staff.roles;
    if (!who.grants.some(({ role }) => roles.includes(role)))
      throw new DomainError('auth.forbidden');
    return;
  }
  const [place] = places;
  if (!place) throw new DomainError('facility.notFound');
  if (!mayRead(who, place)) throw new DomainError('auth.forbidden');
}

function mayRead({ grants }: Who, place: FacilityPlace): boolean {
  return holdsRole(grants, sessionCan.read.staff.roles, scopeOf(place));
}

/** Where a facility is, for the scope of a grant. */
export function scopeOf({ id, zoneId }: FacilityPlace) {
  return { facilityId: id, zoneId };
}

/** For a batch: a session with its facility; read with `staffSessionOf`. */
export function staffSessionQueries(ctx: ActorContext, sessionId: string) {
  const { db } = ctx;
  return [
    sessionsQuery(db).where(eq(activitySession.id, sessionId)),
    facilityPlacesQuery(db, facilityOfSession(db, sessionId)),
  ] as const;
}

export type SessionAct = keyof typeof sessionCan;

/** The session, when the actor may do the act on it. Throws `session.notFound`, `auth.forbidden` or `session.state`. */
export function staffSessionOf(
  [[row], [place]]: readonly [SessionRow[], FacilityPlace[]],
  who: Who,
  act: SessionAct,
): { row: SessionRow; place: FacilityPlace } {
  if (!row || !place) throw new DomainError('session.notFound');
  const thing = { state: row.session.state, isOwner: false, place: scopeOf(place) };
  const answer = verdict(sessionCan[act], thing, who.grants);
  if (answer === 'forbidden') throw new DomainError('auth.forbidden');
  if (answer === 'state') throw new DomainError('session.state');
  return { row, place };
}

/** For a batch: who is in a session or waits; read with `participantsView`. */
export function participantQueries(db: Db, sessionId: string) {
  const people = sql`(SELECT person_id FROM ${attendee} WHERE session_id = ${sessionId} AND state <> 'cancelled'
    UNION SELECT resident_id FROM ${registration} WHERE session_id = ${sessionId} AND state IN ('registered', 'waiting'))`;
  return [
    db
      .select({
        id: registration.id,
        residentId: registration.residentId,
        state: registration.state,
        seats: registration.seats,
        attendees: attendeesColumn,
      })
      .from(registration)
      .where(
        and(
          eq(registration.sessionId, sessionId),
          inArray(registration.state, ['registered', 'waiting']),
        ),
      )
      .orderBy(asc(registration.queueNo)),
    personNamesQuery(db, people),
    unpaidQuery(db, sessionId),
  ] as const;
}

type Participating = {
  id: string;
  residentId: string;
  state: Participation['state'];
  seats: number;
  attendees: AttendeeFacts[];
};

export function participantsView(
  session: StaffSession,
  startAt: number,
  [rows, people, [waiting]]: readonly [Participating[], PersonName[], { unpaid: number }[]],
): Participants {
  const names = new Map(people.map((one) => [one.id, one]));
  const inState = (state: Participation['state']) =>
    rows.filter((row) => row.state === state).map((row) => participationView(row, names, startAt));
  const [registered, queued] = [inState('registered'), inState('waiting')];
  return { session, registered, waiting: queued, unpaid: waiting?.unpaid ?? 0 };
}

function participationView(
  row: Participating,
  names: ReadonlyMap<string, PersonName>,
  startAt: number,
): Participation {
  const onDay = dayOf(startAt);
  return {
    registrationId: row.id,
    state: row.state,
    seats: row.seats,
    by: maskName(names.get(row.residentId)?.name ?? ''),
    attendees: row.attendees
      .filter(({ state }) => state !== 'cancelled' || !isLive(row.state))
      .map(({ personId, state, markedAt }) => {
        const bornOn = names.get(personId)?.bornOn ?? null;
        return {
          personId,
          name: maskName(names.get(personId)?.name ?? ''),
          age: bornOn === null ? null : ageOn(bornOn, onDay),
          state,
          markedAt: markedAt === null ? null : toRfc3339(markedAt),
        };
      }),
  };
}

function isLive(state: Participation['state']): boolean {
  return state === 'registered' || state === 'waiting';
}

/** Who takes part and who waits. Throws `session.notFound`, `auth.forbidden`. */
export async function listParticipants(
  ctx: ActorContext,
  sessionId: string,
): Promise<Participants> {
  const [actor, rows, places, ...lists] = await ctx.db.batch([
    actorQuery(ctx),
    ...staffSessionQueries(ctx, sessionId),
    ...participantQueries(ctx.db, sessionId),
  ]);
  const who = whoIs(actor);
  const { row, place } = staffSessionOf([rows, places], who, 'read');
  const session = staffSessionView(row, place, { now: ctx.now, who });
  return participantsView(session, row.session.startAt, lists);
}

/**
 * For a batch of another feature too: the registration a code belongs to, its people and its place; read with
 * `registrationPass`.
 */
export function registrationByCodeQueries(db: Db, code: string) {
  const byCode: SQL = sql`SELECT id FROM ${registration} WHERE code = ${code}`;
  return [
    db
      .select({
        registration: aliased(registration, 'r'),
        session: aliased(activitySession, 's'),
        activity: aliased(activity, 'a'),
        attendees: attendeesColumn,
      })
      .from(registration)
      .innerJoin(activitySession, eq(activitySession.id, registration.sessionId))
      .innerJoin(activity, eq(activity.id, activitySession.activityId))
      .where(eq(registration.code, code)),
    personNamesQuery(
      db,
      sql`(SELECT person_id FROM ${attendee} WHERE registration_id IN (${byCode})
        UNION SELECT resident_id FROM ${registration} WHERE code = ${code})`,
    ),
    facilityPlacesQuery(
      db,
      db
        .select({ id: activity.facilityId })
        .from(registration)
        .innerJoin(activitySession, eq(activitySession.id, registration.sessionId))
        .innerJoin(activity, eq(activity.id, activitySession.activityId))
        .where(eq(registration.code, code)),
    ),
  ] as const;
}

type Answers<T extends readonly unknown[]> = { [K in keyof T]: Awaited<T[K]> };
export type CodeAnswers = Answers<ReturnType<typeof registrationByCodeQueries>>;
export type CodeRow = CodeAnswers[0][number];

/** What a code stands for, or null where there is none or it is outside the actor's scope. */
export function passRow(
  [[row], people, [place]]: CodeAnswers,
  who: Who,
): { row: CodeRow; place: FacilityPlace; people: PersonName[] } | null {
  if (!row || !place) return null;
  if (!holdsRole(who.grants, registrationCan.preview.staff.roles, scopeOf(place))) return null;
  return { row, place, people };
}

/** For the staff at the door; null where the code is nobody's or outside their scope. */
export function registrationPass(
  answers: CodeAnswers,
  who: Who,
  now: number,
): RegistrationPass | null {
  const found = passRow(answers, who);
  if (!found) return null;
  const { row, place, people } = found;
  const names = new Map(people.map((one) => [one.id, one]));
  const facts = { ...row.registration, attendees: row.attendees };
  return {
    ...participationView(facts, names, row.session.startAt),
    session: {
      ...sessionFacts(row.session),
      activity: activityView(row.activity),
      facility: placeView(place),
    },
    can: { checkIn: canCheckIn(row, now) },
  };
}

/** Registered, somebody not marked as there yet, and the session is near or on. */
export function canCheckIn({ registration: own, session, attendees }: CodeRow, now: number) {
  return (
    (registrationCan.checkIn.staff.states as readonly string[]).includes(own.state) &&
    attendees.some(({ state }) => state === 'held' || state === 'absent') &&
    attendanceRefusal(session, now) === null &&
    now < session.endAt
  );
}
