/** What was earned by coming or organising and isn't posted: a budget was short when it was marked. */
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import type { Db } from '../../../lib/db.ts';
import { DAY_MS } from '../../../lib/time.ts';
import { unpostedBy } from '../../earning/queries/postings.ts';
import { budgetLeft } from '../../points/queries/amounts.ts';
import { activity, activitySession, attendee, registration } from '../tables.ts';

/** So long after a session its points are still given. */
const PAID_WITHIN_DAYS = 30;

/** A SELECT of `session_id` and `programme_id` of each posting that is wanting, for the sessions of a condition on `s`. */
function unpaid(sessions: SQL): SQL {
  const came = sql`${activitySession} s JOIN ${activity} a ON a.id = s.activity_id
    JOIN ${registration} r ON r.session_id = s.id
    JOIN ${attendee} t ON t.registration_id = r.id AND t.state = 'attended'`;
  const earners = sql`SELECT s.id AS session_id, s.start_at, 'attendance' AS cause_kind,
      s.id || ':' || t.person_id AS cause_id, a.earns AS act, r.resident_id
    FROM ${came} WHERE ${sessions} AND a.earns IS NOT NULL AND t.person_id = r.resident_id AND t.marked_by <> r.resident_id
    UNION SELECT s.id, s.start_at, 'organised', s.id, 'organising', a.organiser_id
    FROM ${came} WHERE ${sessions} AND a.organiser_id IS NOT NULL AND r.resident_id <> a.organiser_id
      AND t.marked_by <> a.organiser_id`;
  const days = sql`SELECT *, strftime('%Y-%m-%d', start_at / 1000 + 28800, 'unixepoch') AS done_on FROM (${earners})`;
  return unpostedBy(days);
}

/** For a batch: how many postings of a session wait for a budget. */
export function unpaidQuery(db: Db, sessionId: string) {
  const waiting = unpaid(sql`s.id = ${sessionId}`);
  return db
    .select({ unpaid: sql<number>`(SELECT count(*) FROM (${waiting}))`.as('unpaid') })
    .from(sql`(SELECT 1)`);
}

/** The ids of sessions of the last 30 days whose wanting postings there is a budget for now. */
export async function payableSessions({ db, now }: Context): Promise<string[]> {
  const since = now - PAID_WITHIN_DAYS * DAY_MS;
  const rows = await db.all<{ id: string }>(sql`SELECT DISTINCT session_id AS id
    FROM (${unpaid(sql`s.start_at >= ${since}`)}) w WHERE points <= ${budgetLeft(sql`w.programme_id`)}`);
  return rows.map(({ id }) => id);
}
