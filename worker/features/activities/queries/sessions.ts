/** Rows of sessions with their seats, and the shapes they are answered in. What other features batch is here. */
import { and, asc, eq, gt, gte, lt, sql } from 'drizzle-orm';
import { verdict } from '../../../lib/access.ts';
import { aliased, type Db } from '../../../lib/db.ts';
import { toRfc3339 } from '../../../lib/time.ts';
import {
  type FacilityPlace,
  fitView,
  positionView,
  walkView,
} from '../../directory/queries/places.ts';
import type { Need } from '../../directory/rules/needs.ts';
import { type Position, walkBetween } from '../../directory/rules/walk.ts';
import type { Who } from '../../identity/queries/actor.ts';
import { personName } from '../../identity/queries/names.ts';
import { maskName } from '../../identity/rules.ts';
import {
  type ActivityCategory,
  MAX_SESSION_MS,
  type Price,
  type SeatCounts,
  seatsLeft,
  sessionCan,
  signUpState,
} from '../rules.ts';
import type { ActivitySession, ActivitySessionItem, StaffSession } from '../schema.ts';
import { activity, activitySession } from '../tables.ts';

type SessionTableRow = typeof activitySession.$inferSelect;
type ActivityTableRow = typeof activity.$inferSelect;

/** A session, its activity, and who holds or waits for a seat. */
export type SessionRow = SeatCounts & {
  session: SessionTableRow;
  activity: ActivityTableRow;
  attended: number;
  organiser: string | null;
};

/** Session by session, from the index of its registrations. */
const counted = {
  taken: sql<number>`(SELECT coalesce(sum(r.seats), 0) FROM registration r
    WHERE r.session_id = activity_session.id AND r.state = 'registered')`.as('taken'),
  waitingSeats: sql<number>`(SELECT coalesce(sum(r.seats), 0) FROM registration r
    WHERE r.session_id = activity_session.id AND r.state = 'waiting')`.as('waiting_seats'),
  waitingSignUps: sql<number>`(SELECT count(*) FROM registration r
    WHERE r.session_id = activity_session.id AND r.state = 'waiting')`.as('waiting_sign_ups'),
  attended: sql<number>`(SELECT count(*) FROM attendee t
    WHERE t.session_id = activity_session.id AND t.state <> 'cancelled' AND t.state = 'attended')`.as(
    'attended',
  ),
  organiser: sql<string | null>`${personName(activity.organiserId)}`.as('organiser'),
};

/** The beginning of every read of sessions; the caller adds what it wants of them. */
export function sessionsQuery(db: Db) {
  return db
    .select({
      session: aliased(activitySession, 's'),
      activity: aliased(activity, 'a'),
      ...counted,
    })
    .from(activitySession)
    .innerJoin(activity, eq(activity.id, activitySession.activityId))
    .$dynamic();
}

/** What is going on at some time within a period of instants (ms), read by the index of starts. */
export function duringPeriod(fromAt: number, untilAt: number) {
  return and(
    gte(activitySession.startAt, fromAt - MAX_SESSION_MS),
    lt(activitySession.startAt, untilAt),
    gt(activitySession.endAt, fromAt),
  );
}

/** Of the activities of one facility, without letting its history decide the order of the read. */
export function atFacility(facilityId: string) {
  return sql`+${activity.facilityId} = ${facilityId}`;
}

export const inTimeOrder = [asc(activitySession.startAt), asc(activitySession.id)];

/**
 * For a batch of another feature: the sessions of a facility within a period (ms), cancelled ones too, in order of
 * time. At most 200. Show a row with `staffSessionView` or `sessionView`.
 */
export function facilitySessionsQuery(
  db: Db,
  { facilityId, fromAt, untilAt }: { facilityId: string; fromAt: number; untilAt: number },
) {
  return sessionsQuery(db)
    .where(and(duringPeriod(fromAt, untilAt), atFacility(facilityId)))
    .orderBy(...inTimeOrder)
    .limit(200);
}

/** For a batch: the ids of the facility of one session. */
export function facilityOfSession(db: Db, sessionId: string) {
  return db
    .select({ id: activity.facilityId })
    .from(activitySession)
    .innerJoin(activity, eq(activity.id, activitySession.activityId))
    .where(eq(activitySession.id, sessionId));
}

export function sessionView(row: SessionRow, now: number): ActivitySession {
  const { session } = row;
  return {
    ...sessionFacts(session),
    price: priceView(session),
    signUp: {
      state: signUpState(session, row, now),
      capacity: session.capacity,
      taken: row.taken,
      left: session.capacity === null ? null : seatsLeft(session, row),
      waitCapacity: session.waitCapacity,
      waiting: { signUps: row.waitingSignUps, seats: row.waitingSeats },
      from: toRfc3339(session.signUpFromAt),
      until: toRfc3339(session.signUpUntilAt),
      cancelUntil: toRfc3339(session.cancelUntilAt),
    },
  };
}

/** When, where, and whether it takes place. */
export function sessionFacts(session: SessionTableRow) {
  return {
    id: session.id,
    activityId: session.activityId,
    start: toRfc3339(session.startAt),
    end: toRfc3339(session.endAt),
    place: session.place,
    state: session.state,
    cancelReason: session.cancelReason,
  };
}

/** What it costs, of a session or as a registration keeps it; null = free. */
export function priceView(
  row: Pick<SessionTableRow, 'pricePoints' | 'pricePer' | 'noShow'>,
): Price | null {
  const { pricePoints, pricePer, noShow } = row;
  return pricePoints === 0 ? null : { points: pricePoints, per: pricePer, noShow };
}

export function activityView(row: ActivityTableRow) {
  return {
    id: row.id,
    facilityId: row.facilityId,
    title: row.title,
    summary: row.summary,
    category: row.category as ActivityCategory,
    audience: row.audience,
    minAge: row.minAge,
    maxAge: row.maxAge,
    earns: row.earns,
  };
}

/** Where an activity is: without a position no way is told, without needs no fit. */
export function placeView(
  { lng, lat, access, ...place }: FacilityPlace,
  { near, needs }: { near?: Position | undefined; needs?: readonly Need[] | undefined } = {},
) {
  return {
    ...place,
    position: positionView({ lng, lat }),
    ...(near && { walk: walkView(walkBetween(near, { lng, lat })) }),
    ...fitView(needs, { access }),
  };
}

/** Each session with its activity and place. */
export function sessionItems(
  rows: readonly SessionRow[],
  places: readonly FacilityPlace[],
  {
    now,
    ...asked
  }: { now: number; near?: Position | undefined; needs?: readonly Need[] | undefined },
): ActivitySessionItem[] {
  const byId = new Map(places.map((place) => [place.id, placeView(place, asked)]));
  return rows.flatMap((row) => {
    const facility = byId.get(row.activity.facilityId);
    if (!facility) return [];
    return [{ ...sessionView(row, now), activity: activityView(row.activity), facility }];
  });
}

/** A session as the staff of its facility see it, and what they may do with it now. */
export function staffSessionView(
  row: SessionRow,
  place: FacilityPlace,
  { now, who }: { now: number; who: Who },
): StaffSession {
  const may = (access: (typeof sessionCan)[keyof typeof sessionCan]) =>
    verdict(
      access,
      {
        state: row.session.state,
        isOwner: false,
        place: { facilityId: place.id, zoneId: place.zoneId },
      },
      who.grants,
    ) === 'allowed';
  const isOver = now >= row.session.endAt;
  return {
    ...sessionView(row, now),
    activity: activityView(row.activity),
    facility: placeView(place),
    attended: row.attended,
    organiser: row.organiser === null ? null : maskName(row.organiser),
    can: {
      changeCapacity: !isOver && may(sessionCan.changeCapacity),
      cancel: !isOver && may(sessionCan.cancel),
      markAttendance: may(sessionCan.markAttendance),
    },
  };
}

/** Where the next page begins, when there is one: lists ask for one row more than they show. */
export function nextCursor(rows: readonly SessionRow[], limit: number): string | null {
  const last = rows[limit - 1];
  return rows.length > limit && last ? `${last.session.startAt}.${last.session.id}` : null;
}
