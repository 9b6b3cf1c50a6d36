/** Reading one's own registrations. What the agenda batches is here. */
import {
  and,
  asc,
  desc,
  eq,
  gt,
  gte,
  inArray,
  lt,
  lte,
  not,
  type SQL,
  type SQLWrapper,
  sql,
} from 'drizzle-orm';
import type { ActorContext } from '../../../lib/context.ts';
import { aliased, type Db } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { DAY_MS, toRfc3339 } from '../../../lib/time.ts';
import { facilityPlacesQuery } from '../../directory/queries/places.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { personNamesQuery } from '../../identity/queries/names.ts';
import { capturedFrom, heldIn } from '../../points/queries/amounts.ts';
import {
  type AttendeeState,
  cancelRefusal,
  cancelUntil,
  costOf,
  MAX_SESSION_MS,
  MAX_SIGN_UP_DAYS,
  type RegistrationState,
  registrationCan,
  SETTLED_AFTER_DAYS,
} from '../rules.ts';
import type { Registration, RegistrationPage, RegistrationsInput } from '../schema.ts';
import { activity, activitySession, attendee, registration } from '../tables.ts';
import { activityView, placeView, priceView, sessionFacts } from './sessions.ts';

export type AttendeeFacts = { personId: string; state: AttendeeState; markedAt: number | null };

/** The attendees of the registration of the row, in the order they were given, as one JSON column. */
export const attendeesColumn = sql<string>`(
  SELECT json_group_array(json_object('personId', person_id, 'state', state, 'markedAt', marked_at))
  FROM (SELECT * FROM attendee WHERE registration_id = registration.id ORDER BY attendee.rowid))`
  .mapWith((text: string) => JSON.parse(text) as AttendeeFacts[])
  .as('attendees');

/** Nobody is ahead of somebody who doesn't wait. */
const ahead = {
  aheadSignUps:
    sql<number>`(SELECT count(*) FROM registration q WHERE registration.state = 'waiting'
    AND q.session_id = registration.session_id AND q.state = 'waiting'
    AND q.queue_no < registration.queue_no)`.as('ahead_sign_ups'),
  aheadPeople: sql<number>`(SELECT coalesce(sum(q.seats), 0) FROM registration q
    WHERE registration.state = 'waiting' AND q.session_id = registration.session_id
    AND q.state = 'waiting' AND q.queue_no < registration.queue_no)`.as('ahead_people'),
};

const HOLD = sql`'registration:' || registration.id`;

/** The beginning of every read of registrations; the caller says which. */
export function registrationsQuery(db: Db) {
  return db
    .select({
      registration: aliased(registration, 'r'),
      session: aliased(activitySession, 's'),
      activity: aliased(activity, 'a'),
      attendees: attendeesColumn,
      ...ahead,
      held: sql<number>`${heldIn(HOLD)}`.as('points_held'),
      paid: sql<number>`${capturedFrom(HOLD)}`.as('points_paid'),
    })
    .from(registration)
    .innerJoin(activitySession, eq(activitySession.id, registration.sessionId))
    .innerJoin(activity, eq(activity.id, activitySession.activityId))
    .$dynamic();
}

export type RegistrationRow = Awaited<ReturnType<typeof registrationsQuery>>[number];

/** For a batch: the registrations of a subquery of ids, the people and the places in them. Read with `registrationViews`. */
export function registrationQueries(db: Db, ids: SQLWrapper) {
  const places = db
    .select({ id: activity.facilityId })
    .from(registration)
    .innerJoin(activitySession, eq(activitySession.id, registration.sessionId))
    .innerJoin(activity, eq(activity.id, activitySession.activityId))
    .where(inArray(registration.id, ids));
  const people = db
    .select({ id: attendee.personId })
    .from(attendee)
    .where(inArray(attendee.registrationId, ids));
  return [
    registrationsQuery(db).where(inArray(registration.id, ids)),
    personNamesQuery(db, people),
    facilityPlacesQuery(db, places),
  ] as const;
}

type Answers<T extends readonly unknown[]> = { [K in keyof T]: Awaited<T[K]> };
export type RegistrationAnswers = Answers<ReturnType<typeof registrationQueries>>;

/** For a batch: as `registrationQueries`, of one registration. */
export function registrationQueriesById(db: Db, id: string) {
  return registrationQueries(
    db,
    db.select({ id: registration.id }).from(registration).where(eq(registration.id, id)),
  );
}

/**
 * For a batch of another feature: a resident's registrations for sessions going on at some time within a period (ms),
 * the live ones if no states are named. Read with `registrationViews`. At most 200. The resident may be a subquery.
 */
export function residentRegistrationQueries(
  db: Db,
  {
    residentId,
    fromAt,
    untilAt,
    states = ['registered', 'waiting'],
  }: {
    residentId: string | SQL;
    fromAt: number;
    untilAt: number;
    states?: readonly RegistrationState[];
  },
) {
  const ids = db
    .select({ id: registration.id })
    .from(registration)
    .innerJoin(activitySession, eq(activitySession.id, registration.sessionId))
    .where(
      and(
        eq(registration.residentId, residentId),
        signedUpFor(fromAt),
        inArray(registration.state, states),
        gt(activitySession.endAt, fromAt),
        lt(activitySession.startAt, untilAt),
      ),
    )
    .orderBy(asc(activitySession.startAt))
    .limit(200);
  return registrationQueries(db, ids);
}

/** Nobody can have signed up earlier for what isn't over at an instant (ms): history need not be read. */
function signedUpFor(at: number): SQL {
  return gte(registration.createdAt, at - MAX_SIGN_UP_DAYS * DAY_MS - MAX_SESSION_MS);
}

/** As their owner sees them, in the order of their sessions. */
export function registrationViews(
  [rows, people, places]: RegistrationAnswers,
  now: number,
): Registration[] {
  const names = new Map(people.map((one) => [one.id, one]));
  const facilities = new Map(places.map((one) => [one.id, placeView(one)]));
  return rows
    .toSorted((a, b) => a.session.startAt - b.session.startAt || idOrder(a, b))
    .flatMap((row) => {
      const facility = facilities.get(row.activity.facilityId);
      return facility ? [registrationView(row, names, facility, now)] : [];
    });
}

function idOrder(a: RegistrationRow, b: RegistrationRow): number {
  return a.registration.id < b.registration.id ? -1 : 1;
}

type Names = ReadonlyMap<string, RegistrationAnswers[1][number]>;

function registrationView(
  row: RegistrationRow,
  names: Names,
  facility: Registration['facility'],
  now: number,
): Registration {
  const { registration: own, session } = row;
  return {
    id: own.id,
    code: own.code,
    state: own.state,
    seats: own.seats,
    createdAt: toRfc3339(own.createdAt),
    promotedAt: own.promotedAt === null ? null : toRfc3339(own.promotedAt),
    endedAt: own.endedAt === null ? null : toRfc3339(own.endedAt),
    reason: own.reason,
    ahead: own.state === 'waiting' ? { signUps: row.aheadSignUps, people: row.aheadPeople } : null,
    cancelUntil: toRfc3339(cancelUntil(own, session)),
    can: { cancel: canCancel(row, now) },
    points: pointsView(row),
    attendees: row.attendees.map(({ personId, state }) => ({
      personId,
      name: names.get(personId)?.name ?? '',
      relation: names.get(personId)?.relation ?? null,
      state,
    })),
    session: sessionFacts(session),
    activity: activityView(row.activity),
    facility,
  };
}

function pointsView({ registration: own, session, held, paid }: RegistrationRow) {
  const price = priceView(own);
  if (!price) return null;
  return {
    price,
    ...{ cost: costOf(price, own.seats), held, paid },
    short: own.state === 'waiting' && own.shortToldAt !== null,
    returnsAt: toRfc3339(session.endAt + SETTLED_AFTER_DAYS * DAY_MS),
  };
}

function canCancel({ registration: own, session, attendees }: RegistrationRow, now: number) {
  const inState = (registrationCan.cancel.owner as readonly string[]).includes(own.state);
  const nobodyMarked = attendees.every(({ state }) => state === 'held' || state === 'cancelled');
  return inState && nobodyMarked && cancelRefusal(own, session, now) === null;
}

/** One's own. Throws `registration.notFound` for anybody else's too. */
export async function getRegistration(ctx: ActorContext, id: string): Promise<Registration> {
  const [who, ...answers] = await ctx.db.batch([
    actorQuery(ctx),
    ...registrationQueriesById(ctx.db, id),
  ]);
  whoIs(who);
  return ownRegistration(ctx, answers);
}

/** Throws `registration.notFound` when it isn't the actor's. */
export function ownRegistration(ctx: ActorContext, answers: RegistrationAnswers): Registration {
  const [view] = registrationViews(answers, ctx.now);
  if (!view || answers[0][0]?.registration.residentId !== ctx.actor.userId) {
    throw new DomainError('registration.notFound');
  }
  return view;
}

/** What one has ahead, the next first; or what is behind or was given up, the latest signed up for first. */
export async function listMyRegistrations(
  ctx: ActorContext,
  wanted: RegistrationsInput,
): Promise<RegistrationPage> {
  const { db, now } = ctx;
  const upcoming = wanted.when === 'upcoming';
  const ids = upcoming ? upcomingIds(ctx, wanted) : pastIds(ctx, wanted);
  const [who, ...answers] = await db.batch([actorQuery(ctx), ...registrationQueries(db, ids)]);
  whoIs(who);
  const keyOf = ({ session, registration: own }: RegistrationRow) =>
    upcoming ? session.startAt : own.createdAt;
  const rows = answers[0].toSorted(
    (a, b) => (keyOf(a) - keyOf(b) || idOrder(a, b)) * (upcoming ? 1 : -1),
  );
  const page = rows.slice(0, wanted.limit);
  const last = page.at(-1);
  const views = new Map(registrationViews(answers, now).map((view) => [view.id, view]));
  return {
    items: page.flatMap(({ registration: { id } }) => views.get(id) ?? []),
    next: last && rows.length > page.length ? `${keyOf(last)}.${last.registration.id}` : null,
  };
}

function upcomingIds(ctx: ActorContext, { limit, cursor }: RegistrationsInput) {
  const here = sql`(${activitySession.startAt}, ${registration.id})`;
  return ownIds(ctx)
    .where(
      and(
        eq(registration.residentId, ctx.actor.userId),
        signedUpFor(ctx.now),
        isAhead(ctx.now),
        cursor && sql`${here} > (${cursor.at}, ${cursor.id})`,
      ),
    )
    .orderBy(asc(activitySession.startAt), asc(registration.id))
    .limit(limit + 1);
}

/** In the order of the index of a resident's registrations, so that no more of them are read than answered. */
function pastIds(ctx: ActorContext, { limit, cursor }: RegistrationsInput) {
  const here = sql`(${registration.createdAt}, ${registration.id})`;
  return ownIds(ctx)
    .where(
      and(
        eq(registration.residentId, ctx.actor.userId),
        not(isAhead(ctx.now)),
        cursor && lte(registration.createdAt, cursor.at),
        cursor && sql`${here} < (${cursor.at}, ${cursor.id})`,
      ),
    )
    .orderBy(desc(registration.createdAt), desc(registration.id))
    .limit(limit + 1);
}

function ownIds({ db }: ActorContext) {
  return db
    .select({ id: registration.id })
    .from(registration)
    .innerJoin(activitySession, eq(activitySession.id, registration.sessionId));
}

function isAhead(now: number): SQL {
  const isLive = inArray(registration.state, ['registered', 'waiting']);
  return and(isLive, gt(activitySession.endAt, now)) as SQL;
}
