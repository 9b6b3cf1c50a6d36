/** Seats that became payable by themselves: somebody passed over for want of points has earned them since. */
import { and, eq, gt, sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import { writeAll } from '../../../lib/db.ts';
import { facilityPlacesQuery } from '../../directory/queries/places.ts';
import { inTimeOrder, sessionsQuery } from '../queries/sessions.ts';
import { activity, activitySession, registration } from '../tables.ts';
import { promoteStatements } from './promote.ts';

/** So many sessions a run looks after, the next to begin first. */
const SESSIONS_A_RUN = 50;

/**
 * Every hour: where seats at a price are free though somebody waits, everybody whose turn it is and who can pay by now
 * gets one. One batch for each session, so that a queue that can't be served holds up no other.
 */
export async function promoteDue(ctx: Context): Promise<void> {
  const { db, now } = ctx;
  const queue = sql`FROM ${registration} WHERE session_id = ${activitySession.id}`;
  const due = and(
    eq(activitySession.state, 'scheduled'),
    gt(activitySession.startAt, now),
    gt(activitySession.pricePoints, 0),
    sql`EXISTS (SELECT 1 ${queue} AND state = 'waiting')`,
    sql`${activitySession.capacity} > (SELECT coalesce(sum(seats), 0) ${queue} AND state = 'registered')`,
  );
  const facilities = db
    .select({ id: activity.facilityId })
    .from(activitySession)
    .innerJoin(activity, eq(activity.id, activitySession.activityId))
    .where(due);
  const [rows, places] = await db.batch([
    sessionsQuery(db)
      .where(due)
      .orderBy(...inTimeOrder)
      .limit(SESSIONS_A_RUN),
    facilityPlacesQuery(db, facilities),
  ]);
  for (const row of rows) {
    const place = places.find(({ id }) => id === row.activity.facilityId);
    if (place) await writeAll(db, promoteStatements(ctx, { ...row, place }));
  }
}
