/** Giving freed seats to those who wait, strictly in the order they came, and who can pay (X-04). */
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import type { Statement } from '../../../lib/db.ts';
import { toRfc3339 } from '../../../lib/time.ts';
import type { FacilityPlace } from '../../directory/queries/places.ts';
import { tellMany } from '../../notices/commands/tell.ts';
import type { NoticeParams } from '../../notices/rules.ts';
import { spendable } from '../../points/queries/amounts.ts';
import { activitySession, registration } from '../tables.ts';
import { COST, HELD_BY, holdSeats } from './prices.ts';

/** What somebody is told about a session: what, when and where. */
export type Told = {
  session: { id: string; startAt: number; endAt: number; place: string };
  activity: { title: string };
  place: FacilityPlace;
};

/**
 * Statements for the end of a batch that freed seats: everybody at the head of the queue whose seats fit gets their
 * place, its points are held, and they are told, once. The first who doesn't fit keeps the turn, and nobody behind
 * overtakes; whoever left the queue frees nothing but the turn. Only those whose points don't suffice are passed over:
 * they keep their place in the queue and are told why, once. Seats and points are counted when the statements run, not
 * when they are made.
 */
export function promoteStatements(ctx: Context, told: Told): Statement[] {
  const { now, db } = ctx;
  const sessionId = told.session.id;
  const inTurn = turnOf(ctx, sessionId);
  const head = sql`SELECT id, resident_id, cost FROM (${inTurn}) WHERE can_pay`;
  const short = sql`SELECT id, resident_id, cost FROM (${inTurn}) WHERE NOT can_pay AND short_told_at IS NULL`;
  const params = noticeParams(told);
  return [
    ...tellMany(ctx, 'registration.promoted', tellingOf(head, params)),
    ...tellMany(ctx, 'registration.short', tellingOf(short, params)),
    db.run(
      sql`UPDATE ${registration} SET short_told_at = ${now} WHERE id IN (SELECT id FROM (${short}))`,
    ),
    db.run(sql`UPDATE ${registration} SET state = 'registered', promoted_at = ${now},
        held_by = CASE WHEN price_points > 0 THEN ${HELD_BY(sql`id`)} END
      WHERE id IN (SELECT id FROM (${head}))`),
    ...holdSeats(ctx, sessionId, { by: 'system', note: told.activity.title }),
  ];
}

/**
 * The part of the queue whose turn it is: those who fit into the free seats, when seats are given only to those who can
 * pay. Among them the sum grows with every step, so they are one piece from the head. Somebody who waits twice has to
 * be able to pay for both.
 */
function turnOf(ctx: Context, sessionId: string): SQL {
  const queue = sql`SELECT r.*, ${COST} AS cost,
      CASE WHEN r.price_points > 0 THEN ${spendable(ctx, sql`r.resident_id`)} ELSE 0 END AS has
    FROM ${registration} r WHERE r.session_id = ${sessionId} AND r.state = 'waiting'`;
  const payable = sql`SELECT *, cost <= has AND has >= sum(CASE WHEN cost <= has THEN cost ELSE 0 END)
      OVER (PARTITION BY resident_id ORDER BY queue_no) AS can_pay FROM (${queue})`;
  return sql`SELECT * FROM (
      SELECT *, CASE WHEN can_pay THEN 0 ELSE seats END
        + sum(CASE WHEN can_pay THEN seats ELSE 0 END) OVER (ORDER BY queue_no) AS needed
      FROM (${payable}))
    WHERE needed <= (
      SELECT s.capacity - (
        SELECT coalesce(sum(seats), 0) FROM ${registration}
        WHERE session_id = ${sessionId} AND state = 'registered')
      FROM ${activitySession} s
      WHERE s.id = ${sessionId} AND s.state = 'scheduled' AND s.end_at > ${ctx.now})`;
}

/** Each registration of a subquery (`id`, `resident_id`, `cost`) as what `tellMany` takes. */
export function tellingOf(registrations: SQL, params: NoticeParams): SQL {
  return sql`SELECT id AS told_key, resident_id, CASE WHEN cost > 0
      THEN json_set(${JSON.stringify(params)}, '$.points', CAST(cost AS TEXT)) ELSE ${JSON.stringify(params)} END AS params,
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
