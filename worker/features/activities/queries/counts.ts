/** How many sessions a day holds, and where there are any at all; for the desk. */
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../../lib/db.ts';
import { addDays, type Day, dayStart } from '../../../lib/time.ts';
import { activity, activitySession } from '../tables.ts';
import { duringPeriod } from './sessions.ts';

/** For a batch: facilities with scheduled sessions on a day, and how many. */
export function sessionCountsQuery(db: Db, on: Day) {
  return db
    .select({
      facilityId: sql<string>`${activity.facilityId}`.as('sc_facility'),
      sessions: sql<number>`count(*)`.as('sc_sessions'),
    })
    .from(activitySession)
    .innerJoin(activity, eq(activity.id, activitySession.activityId))
    .where(
      and(
        duringPeriod(dayStart(on), dayStart(addDays(on, 1))),
        eq(activitySession.state, 'scheduled'),
      ),
    )
    .groupBy(activity.facilityId);
}

/** The ids of the facilities that ever had an activity. Jumps from facility to facility: their activities are not read. */
export const facilitiesOfActivities: SQL = sql`SELECT id FROM (WITH RECURSIVE f(id) AS (
  SELECT min(facility_id) FROM activity
  UNION ALL SELECT (SELECT min(facility_id) FROM activity WHERE facility_id > f.id) FROM f WHERE f.id IS NOT NULL)
  SELECT id FROM f WHERE id IS NOT NULL)`;
