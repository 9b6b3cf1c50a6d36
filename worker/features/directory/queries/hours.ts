/** Reading hours: the published days, the dated exceptions, and the schedule they make. */
import { and, asc, eq, gte, lte, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../../lib/db.ts';
import { addDays, type Day, dayOf, toRfc3339 } from '../../../lib/time.ts';
import type {
  Calendar,
  DayType,
  HoursException,
  HoursPeriod,
  Opening,
  Schedule,
} from '../rules/hours.ts';
import { calendarDay, hoursException } from '../tables.ts';

/** How many days of the calendar a read looks at: yesterday, for what runs past midnight, and the look-ahead. */
const CALENDAR_DAYS = 45;

/** For a batch: the published days around today. */
export function calendarQuery(db: Db, now: number) {
  const today = dayOf(now);
  return db
    .select({ on: calendarDay.on, type: calendarDay.type })
    .from(calendarDay)
    .where(
      and(
        gte(calendarDay.on, addDays(today, -1)),
        lte(calendarDay.on, addDays(today, CALENDAR_DAYS)),
      ),
    );
}

export function calendarOf(rows: { on: Day; type: DayType }[]): Calendar {
  return new Map(rows.map((row) => [row.on, row.type]));
}

/** For a batch: the dated hours that aren't over; of one facility (an id, or a subquery of one), or of all. */
export function exceptionsQuery(db: Db, now: number, facilityId?: string | SQL) {
  return db
    .select()
    .from(hoursException)
    .where(
      and(
        gte(hoursException.untilOn, addDays(dayOf(now), -1)),
        facilityId === undefined ? undefined : eq(hoursException.facilityId, facilityId),
      ),
    )
    .orderBy(asc(hoursException.createdAt), asc(hoursException.id));
}

/** Of a dated row what the schedule of a place needs. */
export type ExceptionRow = Omit<
  Awaited<ReturnType<typeof exceptionsQuery>>[number],
  'id' | 'createdAt'
>;

/** The same for one facility of a larger statement, as a column of JSON. */
export function exceptionsText(now: number, facilityId: SQL): SQL {
  return sql`(SELECT json_group_array(json_object('facilityId', facility_id, 'sceneId', scene_id,
      'fromOn', from_on, 'untilOn', until_on, 'spans', json(spans), 'reason', reason))
    FROM (SELECT * FROM ${hoursException}
      WHERE facility_id = ${facilityId} AND until_on >= ${addDays(dayOf(now), -1)} ORDER BY created_at, id))`;
}

/** The schedule of a facility, or of a scene or venue inside it, from the rows of a batch. */
export function scheduleOf(
  place: { facilityId: string; sceneId?: string | null; hours: HoursPeriod[] | null },
  exceptions: readonly ExceptionRow[],
  calendar: Calendar,
): Schedule {
  const own: HoursException[] = exceptions.filter(
    (one) =>
      one.facilityId === place.facilityId &&
      (one.sceneId === null || one.sceneId === (place.sceneId ?? null)),
  );
  return { hours: place.hours, exceptions: own, calendar };
}

export function openingView({ state, untilAt, nextOpenAt, reason }: Opening) {
  return {
    state,
    ...(untilAt !== undefined && { until: toRfc3339(untilAt) }),
    ...(nextOpenAt !== undefined && { nextOpen: toRfc3339(nextOpenAt) }),
    ...(reason !== undefined && { reason }),
  };
}

export function intervalView({ startAt, endAt }: { startAt: number; endAt: number }) {
  return { start: toRfc3339(startAt), end: toRfc3339(endAt) };
}
