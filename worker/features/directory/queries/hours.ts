/** Reading hours: the published days, what departs from the weekly hours, and the schedule they make. */
import { and, eq, gt, gte, isNull, lte, type SQL, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../../lib/db.ts';
import { addDays, DAY_MS, type Day, dayOf, toRfc3339 } from '../../../lib/time.ts';
import type {
  Calendar,
  DayType,
  HoursException,
  HoursPeriod,
  HoursSpan,
  Opening,
  Schedule,
  Shut,
} from '../rules/hours.ts';
import { calendarDay, condition, hoursException } from '../tables.ts';

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

/**
 * For a batch: what departs from the weekly hours and isn't over, the earliest written first: dated hours, and conditions
 * that shut a place. Of one facility (an id, or a subquery of one), or of all.
 */
export function exceptionsQuery(db: Db, now: number, facilityId?: string | SQL) {
  const dated = db
    .select({
      id: hoursException.id,
      facilityId: hoursException.facilityId,
      sceneId: hoursException.sceneId,
      reason: hoursException.reason,
      createdAt: hoursException.createdAt,
      fromOn: sql<Day | null>`${hoursException.fromOn}`.as('dated_from'),
      untilOn: sql<Day | null>`${hoursException.untilOn}`.as('dated_until'),
      spans: sql<string | null>`${hoursException.spans}`.as('dated_spans'),
      fromAt: sql<number | null>`NULL`.as('shut_from'),
      untilAt: sql<number | null>`NULL`.as('shut_until'),
    })
    .from(hoursException)
    .where(
      and(
        gte(hoursException.untilOn, addDays(dayOf(now), -1)),
        facilityId === undefined ? undefined : eq(hoursException.facilityId, facilityId),
      ),
    );
  const shut = db
    .select({
      id: condition.id,
      facilityId: condition.facilityId,
      sceneId: condition.sceneId,
      reason: condition.text,
      createdAt: condition.createdAt,
      fromOn: sql<Day | null>`NULL`.as('dated_from'),
      untilOn: sql<Day | null>`NULL`.as('dated_until'),
      spans: sql<string | null>`NULL`.as('dated_spans'),
      fromAt: sql<number | null>`${condition.fromAt}`.as('shut_from'),
      untilAt: sql<number | null>`${condition.untilAt}`.as('shut_until'),
    })
    .from(condition)
    .where(
      and(
        gt(condition.untilAt, now - DAY_MS),
        eq(condition.effect, 'closed'),
        isNull(condition.liftedAt),
        facilityId === undefined ? undefined : eq(condition.facilityId, facilityId),
      ),
    );
  return unionAll(dated, shut).orderBy(sql`created_at`, sql`id`);
}

/** Of a dated row what the schedule of a place needs. */
export type ExceptionRow = Omit<
  Awaited<ReturnType<typeof exceptionsQuery>>[number],
  'id' | 'createdAt'
>;

/** The same for one facility of a larger statement, as a column of JSON. */
export function exceptionsText(now: number, facilityId: SQL): SQL {
  return sql`(SELECT json_group_array(json_object('facilityId', facility_id, 'sceneId', scene_id, 'reason', reason,
      'fromOn', from_on, 'untilOn', until_on, 'spans', spans, 'fromAt', from_at, 'untilAt', until_at))
    FROM (SELECT facility_id, scene_id, reason, from_on, until_on, spans, NULL AS from_at, NULL AS until_at, created_at, id
      FROM ${hoursException}
      WHERE facility_id = ${facilityId} AND until_on >= ${addDays(dayOf(now), -1)}
      UNION ALL
      SELECT facility_id, scene_id, text, NULL, NULL, NULL, from_at, until_at, created_at, id
      FROM ${condition} WHERE facility_id = ${facilityId} AND until_at > ${now - DAY_MS}
        AND effect = 'closed' AND lifted_at IS NULL
      ORDER BY created_at, id))`;
}

/** The schedule of a facility, or of a scene or venue inside it, from the rows of a batch. */
export function scheduleOf(
  place: { facilityId: string; sceneId?: string | null; hours: HoursPeriod[] | null },
  exceptions: readonly ExceptionRow[],
  calendar: Calendar,
): Schedule {
  const own = exceptions.filter(
    (one) =>
      one.facilityId === place.facilityId &&
      (one.sceneId === null || one.sceneId === (place.sceneId ?? null)),
  );
  return {
    hours: place.hours,
    exceptions: own.flatMap(datedHours),
    shut: own.flatMap(shutTime),
    calendar,
  };
}

function datedHours({ fromOn, untilOn, spans, reason }: ExceptionRow): HoursException[] {
  if (fromOn === null || untilOn === null || spans === null) return [];
  return [{ fromOn, untilOn, spans: JSON.parse(spans) as HoursSpan[], reason }];
}

function shutTime({ fromAt, untilAt, reason }: ExceptionRow): Shut[] {
  if (fromAt === null || untilAt === null) return [];
  return [{ startAt: fromAt, endAt: untilAt, reason }];
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
