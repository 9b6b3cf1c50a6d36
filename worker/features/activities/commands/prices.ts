/**
 * What points do when somebody signs up at a price: held with the seat, paid at the door, given back in time. Every
 * statement looks at the attendees as they are when it runs and moves only the difference, so that marks put right,
 * repeated or at once with a cancellation end where they should. docs/invariants.md, 4.
 */
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import type { Statement } from '../../../lib/db.ts';
import { DAY_MS } from '../../../lib/time.ts';
import { captureMany, holdMany, refundMany, releaseMany } from '../../points/commands/many.ts';
import {
  capturedFrom,
  heldIn,
  isPosted,
  movesOf,
  spendable,
} from '../../points/queries/amounts.ts';
import { SETTLED_AFTER_DAYS } from '../rules.ts';
import { activity, activitySession, attendee, registration } from '../tables.ts';

/** What a registration `r` costs. */
export const COST = sql`(r.price_points * CASE r.price_per WHEN 'person' THEN r.seats ELSE 1 END)`;

/** The transaction that holds its points: known before there is one. */
export const HELD_BY = (id: SQL) => sql`'hold:registration:' || ${id}`;

/** The hold of a registration. */
export const holdOf = (id: SQL) => sql`'registration:' || ${id}`;

const LAPSES_AT = sql`s.end_at + ${SETTLED_AFTER_DAYS * DAY_MS}`;

type By = { by: string; note: string };

/**
 * Holds what those of a session cost who have a seat and hold nothing yet; for the end of a batch that gave seats.
 * `points.short`: somebody has less.
 */
export function holdSeats(ctx: Context, sessionId: string, by: By): Statement[] {
  return holdMany(
    ctx,
    sql`SELECT ${holdOf(sql`r.id`)} AS hold_id, r.resident_id, ${COST} AS points, r.id AS cause_id,
        ${LAPSES_AT} AS expires_at
      FROM ${registration} r JOIN ${activitySession} s ON s.id = r.session_id
      WHERE r.session_id = ${sessionId} AND r.state = 'registered' AND r.held_by IS NOT NULL
        AND NOT ${isPosted(sql`r.held_by`)}`,
    { causeKind: 'registration', ...by },
  );
}

/**
 * Brings what is held and paid to what the attendees' states ask for: who came has paid, whoever is still expected is
 * held for, all else is given back. `which` is a condition on registrations `r`. For after their attendees have changed,
 * and before their state does.
 */
export function settleStatements(ctx: Context, which: SQL, by: By): Statement[] {
  const posting = { causeKind: 'registration', ...by };
  const due = dueOf(which);
  const order = (points: SQL, where: SQL) =>
    sql`SELECT hold_id, resident_id, ${points} AS points, place_id, lapses_at AS expires_at,
      registration_id || ':' || (1 + moves) AS cause_id FROM (${due}) d WHERE ${where}`;
  const again = sql`charged + kept - captured - held`;
  return [
    // Somebody who was marked absent came after all: what went back is asked for once more, if it is still there.
    ...holdMany(
      ctx,
      sql`SELECT * FROM (SELECT *, sum(points) OVER (PARTITION BY resident_id ORDER BY hold_id) AS all_points
          FROM (${order(again, sql`${again} > 0 AND lapses_at > ${ctx.now}`)})) n
        WHERE all_points <= ${spendable(ctx, sql`n.resident_id`)}`,
      posting,
    ),
    ...captureMany(
      ctx,
      order(
        sql`min(charged - captured, held)`,
        sql`min(charged - captured, held) > 0 AND lapses_at > ${ctx.now}`,
      ),
      posting,
    ),
    ...refundMany(ctx, order(sql`captured - charged`, sql`captured > charged`), posting),
    ...releaseMany(ctx, order(sql`held - kept`, sql`held > kept`), posting),
  ];
}

/** Of registrations that have had points held: what they should have paid and hold, and what they have. */
function dueOf(which: SQL): SQL {
  const count = (state: string) => sql`count(CASE WHEN t.state = ${state} THEN 1 END)`;
  const perPerson = sql`r.price_per = 'person'`;
  const charged = sql`r.no_show = 'charged'`;
  const people = sql`SELECT r.*, ${count('held')} AS expected, ${count('attended')} AS came,
      ${count('absent')} AS away
    FROM ${registration} r JOIN ${attendee} t ON t.registration_id = r.id
    WHERE r.held_by IS NOT NULL AND ${which} GROUP BY r.id`;
  return sql`SELECT r.id AS registration_id, ${holdOf(sql`r.id`)} AS hold_id, r.resident_id,
      a.facility_id AS place_id, ${LAPSES_AT} AS lapses_at,
      r.price_points * CASE WHEN ${perPerson} THEN came + (${charged}) * away
        ELSE came > 0 OR (${charged} AND expected = 0 AND away > 0) END AS charged,
      r.price_points * CASE WHEN ${perPerson} THEN expected ELSE came = 0 AND expected > 0 END AS kept,
      ${heldIn(holdOf(sql`r.id`))} AS held, ${capturedFrom(holdOf(sql`r.id`))} AS captured,
      ${movesOf(holdOf(sql`r.id`))} AS moves
    FROM (${people}) r JOIN ${activitySession} s ON s.id = r.session_id
    JOIN ${activity} a ON a.id = s.activity_id`;
}
