/** Giving freed seats to those who wait, strictly in the order they came. */
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import type { Statement } from '../../../lib/db.ts';
import { toRfc3339 } from '../../../lib/time.ts';
import type { FacilityPlace } from '../../directory/queries/places.ts';
import { tellMany } from '../../notices/commands/tell.ts';
import type { NoticeParams } from '../../notices/rules.ts';
import { activitySession, registration } from '../tables.ts';

/** What somebody is told about a session: what, when and where. */
export type Told = {
  session: { id: string; startAt: number; endAt: number; place: string };
  activity: { title: string };
  place: FacilityPlace;
};

/**
 * Statements for the end of a batch that freed seats: everybody at the head of the queue whose seats fit gets their
 * place and is told, once. The first who doesn't fit keeps the turn, and nobody behind overtakes; whoever left the queue
 * frees nothing but the turn. The seats are counted when the statements run, not when they are made.
 */
export function promoteStatements(ctx: Context, told: Told): Statement[] {
  const { now, db } = ctx;
  const head = headOfQueue(told.session.id, now);
  return [
    ...tellMany(ctx, 'registration.promoted', tellingOf(head, noticeParams(told))),
    db.run(sql`UPDATE ${registration} SET state = 'registered', promoted_at = ${now}
      WHERE id IN (SELECT id FROM (${head}))`),
  ];
}

/** The part of the queue that fits into the free seats: with every step the sum grows, so it is one piece from the head. */
function headOfQueue(sessionId: string, now: number): SQL {
  return sql`SELECT id, resident_id FROM (
      SELECT id, resident_id, sum(seats) OVER (ORDER BY queue_no) AS needed
      FROM ${registration} WHERE session_id = ${sessionId} AND state = 'waiting')
    WHERE needed <= (
      SELECT s.capacity - (
        SELECT coalesce(sum(seats), 0) FROM ${registration}
        WHERE session_id = ${sessionId} AND state = 'registered')
      FROM ${activitySession} s
      WHERE s.id = ${sessionId} AND s.state = 'scheduled' AND s.end_at > ${now})`;
}

/** Each registration of a subquery (`id`, `resident_id`) as what `tellMany` takes. */
export function tellingOf(registrations: SQL, params: NoticeParams): SQL {
  return sql`SELECT id AS told_key, resident_id, ${JSON.stringify(params)} AS params,
    '/mine/registrations/' || id || '/' AS link FROM (${registrations})`;
}

/** The words a notice about a session needs. */
export function noticeParams({ session, activity, place }: Told): NoticeParams {
  return {
    activity: activity.title,
    facility: place.name,
    place: session.place,
    start: toRfc3339(session.startAt),
    end: toRfc3339(session.endAt),
  };
}
