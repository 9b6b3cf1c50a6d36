/** For search: which activities are still to come. */
import { and, eq, gt } from 'drizzle-orm';
import type { Db } from '../../../lib/db.ts';
import { MAX_SESSION_MS } from '../rules.ts';
import { activitySession } from '../tables.ts';

/** Subquery of the activities that go on or lie ahead, for a WHERE. */
export function aheadActivityIds(db: Db, now: number) {
  return db
    .select({ id: activitySession.activityId })
    .from(activitySession)
    .where(
      and(
        eq(activitySession.state, 'scheduled'),
        gt(activitySession.startAt, now - MAX_SESSION_MS),
        gt(activitySession.endAt, now),
      ),
    );
}
