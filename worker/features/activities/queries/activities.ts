/** Reading activities: what is on within a walk, and one activity with its sessions. Each is one batch. */
import { and, asc, desc, eq, gt, lte, type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import type { Db } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import type { MomentCursor } from '../../../lib/schema.ts';
import { addDays, type Day, dayOf, dayStart } from '../../../lib/time.ts';
import { facilityPlacesQuery } from '../../directory/queries/places.ts';
import { facilityIdsWithin } from '../../directory/queries/within.ts';
import { PACES_M_PER_S } from '../../directory/rules/walk.ts';
import { MAX_SESSION_MS } from '../rules.ts';
import {
  type ActivitiesInput,
  type Activity,
  type ActivityInput,
  type ActivitySessionPage,
  MAX_PERIOD_DAYS,
} from '../schema.ts';
import { activity, activitySession } from '../tables.ts';
import {
  activityView,
  atFacility,
  duringPeriod,
  inTimeOrder,
  nextCursor,
  placeView,
  sessionItems,
  sessionsQuery,
  sessionView,
} from './sessions.ts';

/** Days of a list that doesn't say how many. */
const USUAL_DAYS = 14;
/** Sessions of one activity that are shown: all that can be planned at once, twice. */
const SESSIONS_SHOWN = 60;
const RECENT_SHOWN = 5;

/** Sessions going on or ahead, in order of time, with their activity, place and seats. */
export async function listActivities(
  ctx: Context,
  wanted: ActivitiesInput,
): Promise<ActivitySessionPage> {
  const { db, now } = ctx;
  const where = and(
    eq(activitySession.state, 'scheduled'),
    inPeriod(wanted, now),
    filtersOf(db, wanted),
    wanted.open === 'now' ? isOpen(now) : undefined,
    afterCursor(wanted.cursor),
  );
  // The facilities of this page only; the subquery stops where the page does.
  const page = db
    .select({ id: sql<string>`${activity.facilityId}`.as('page_facility') })
    .from(activitySession)
    .innerJoin(activity, eq(activity.id, activitySession.activityId))
    .where(where)
    .orderBy(...inTimeOrder)
    .limit(wanted.limit + 1);
  const [rows, places] = await db.batch([
    sessionsQuery(db)
      .where(where)
      .orderBy(...inTimeOrder)
      .limit(wanted.limit + 1),
    facilityPlacesQuery(db, page),
  ]);
  const { near, needs } = wanted;
  const items = sessionItems(rows.slice(0, wanted.limit), places, { now, near, needs });
  return {
    items: items.filter(
      ({ facility: { walk } }) =>
        wanted.within === undefined || !walk || walk.minutes[wanted.pace] <= wanted.within,
    ),
    next: nextCursor(rows, wanted.limit),
  };
}

/** From today on, however far back was asked; never longer than a list may be. */
function inPeriod(wanted: ActivitiesInput, now: number): SQL | undefined {
  const today = dayOf(now);
  const from = wanted.from !== undefined && wanted.from > today ? wanted.from : today;
  const until = lastDay(from, wanted.to);
  return duringPeriod(Math.max(now, dayStart(from)), dayStart(addDays(until, 1)));
}

function lastDay(from: Day, to: Day | undefined): Day {
  const longest = addDays(from, MAX_PERIOD_DAYS - 1);
  if (to === undefined) return addDays(from, USUAL_DAYS - 1);
  return to < longest ? to : longest;
}

function filtersOf(db: Db, wanted: ActivitiesInput): SQL | undefined {
  const { zone, facility, category, audience, age, near, within, pace } = wanted;
  const walk = near && within && { near, wayM: within * 60 * PACES_M_PER_S[pace] };
  const places = { ...(zone !== undefined && { zone }), ...walk };
  return and(
    facility === undefined ? undefined : atFacility(facility),
    zone === undefined && !walk
      ? undefined
      : sql`+${activity.facilityId} IN ${facilityIdsWithin(db, places)}`,
    category === undefined ? undefined : eq(activity.category, category),
    audience === undefined
      ? undefined
      : sql`EXISTS (SELECT 1 FROM json_each(${activity.audience}) WHERE value IN (${audience}, 'all'))`,
    age === undefined
      ? undefined
      : sql`coalesce(${activity.minAge}, 0) <= ${age} AND coalesce(${activity.maxAge}, 999) >= ${age}`,
  );
}

/** As `signUpState` says it: nothing to sign up for, a seat, or room on the waiting list. */
function isOpen(now: number): SQL {
  const taken = sql`(SELECT coalesce(sum(r.seats), 0) FROM registration r
    WHERE r.session_id = activity_session.id AND r.state = 'registered')`;
  const waiting = sql`(SELECT coalesce(sum(r.seats), 0) FROM registration r
    WHERE r.session_id = activity_session.id AND r.state = 'waiting')`;
  return sql`(${activitySession.capacity} IS NULL OR (
    ${activitySession.signUpFromAt} <= ${now} AND ${activitySession.signUpUntilAt} > ${now}
    AND (${waiting} < ${activitySession.waitCapacity}
      OR (${waiting} = 0 AND ${taken} < ${activitySession.capacity}))))`;
}

/** Rows after the last one of the page before. */
export function afterCursor(cursor: MomentCursor | undefined): SQL | undefined {
  if (!cursor) return undefined;
  return sql`(${activitySession.startAt}, ${activitySession.id}) > (${cursor.at}, ${cursor.id})`;
}

/** One activity with what is ahead and the last few sessions. Throws `activity.notFound`. */
export async function getActivity(
  ctx: Context,
  id: string,
  asked: ActivityInput = {},
): Promise<Activity> {
  const answers = await ctx.db.batch(activityQueries(ctx, id));
  return activityAnswer(answers, ctx.now, asked);
}

/** For a batch; read them with `activityAnswer`. */
export function activityQueries({ db, now }: Context, id: string) {
  const ofActivity = eq(activitySession.activityId, id);
  return [
    db.select().from(activity).where(eq(activity.id, id)),
    sessionsQuery(db)
      .where(
        and(
          ofActivity,
          gt(activitySession.startAt, now - MAX_SESSION_MS),
          gt(activitySession.endAt, now),
        ),
      )
      .orderBy(...inTimeOrder)
      .limit(SESSIONS_SHOWN),
    sessionsQuery(db)
      .where(and(ofActivity, lte(activitySession.startAt, now), lte(activitySession.endAt, now)))
      .orderBy(desc(activitySession.startAt), asc(activitySession.id))
      .limit(RECENT_SHOWN),
    facilityPlacesQuery(
      db,
      db.select({ id: activity.facilityId }).from(activity).where(eq(activity.id, id)),
    ),
  ] as const;
}

type Answers<T extends readonly unknown[]> = { [K in keyof T]: Awaited<T[K]> };

/** Throws `activity.notFound`. */
export function activityAnswer(
  [[row], sessions, recent, [place]]: Answers<ReturnType<typeof activityQueries>>,
  now: number,
  asked: ActivityInput = {},
): Activity {
  if (!row || !place) throw new DomainError('activity.notFound');
  return {
    ...activityView(row),
    facility: placeView(place, asked),
    sessions: sessions.map((session) => sessionView(session, now)),
    recent: recent.map((session) => sessionView(session, now)),
  };
}

/** For a batch: sessions that could do instead of another, the nearest in time first. */
export function alternativeSessionsQuery(
  { db, now }: Context,
  wanted: { activityId: string; category: string; startAt: number },
  { days, limit }: { days: number; limit: number },
) {
  const span = days * 24 * 3_600_000;
  const similar = db
    .select({ id: activitySession.id })
    .from(activitySession)
    .innerJoin(activity, eq(activity.id, activitySession.activityId))
    .where(
      and(
        gt(activitySession.startAt, Math.max(now, wanted.startAt - span)),
        lte(activitySession.startAt, wanted.startAt + span),
        eq(activity.category, wanted.category),
        eq(activitySession.state, 'scheduled'),
      ),
    );
  const same = db
    .select({ id: activitySession.id })
    .from(activitySession)
    .where(
      and(
        eq(activitySession.activityId, wanted.activityId),
        gt(activitySession.startAt, now),
        eq(activitySession.state, 'scheduled'),
      ),
    );
  return sessionsQuery(db)
    .where(sql`${activitySession.id} IN (${similar.getSQL()} UNION ${same.getSQL()})`)
    .orderBy(
      sql`${activity.id} <> ${wanted.activityId}`,
      sql`abs(${activitySession.startAt} - ${wanted.startAt})`,
      asc(activitySession.id),
    )
    .limit(limit);
}
