/** How many sessions a day holds, for the desk. */
import { and, eq, sql } from 'drizzle-orm';
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
