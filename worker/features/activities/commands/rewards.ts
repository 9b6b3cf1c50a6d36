/** What residents who came themselves, and whoever organised it, earn: posted with the mark, once. */
import { sql } from 'drizzle-orm';
import type { ActorContext } from '../../../lib/context.ts';
import type { Statement } from '../../../lib/db.ts';
import { dayOf } from '../../../lib/time.ts';
import { earnManyByRule } from '../../earning/commands/automatic.ts';
import type { SessionRow } from '../queries/sessions.ts';
import { attendee, registration } from '../tables.ts';

/**
 * For the end of a batch that marked attendance: of all marks of the session, whoever gave them. Nobody earns by a mark of
 * their own, not when somebody else marks later either, and no organiser by guests they marked or by their own family.
 */
export function rewardStatements(
  ctx: ActorContext,
  { session, activity }: Pick<SessionRow, 'session' | 'activity'>,
): Statement[] {
  const { earns, organiserId, title, facilityId } = activity;
  const doneOn = dayOf(session.startAt);
  const earning = { doneOn, facilityId, by: ctx.actor.userId, note: title };
  const came = sql`FROM ${attendee} t JOIN ${registration} r ON r.id = t.registration_id
    WHERE t.session_id = ${session.id} AND t.state = 'attended'`;
  return [
    ...(earns === null
      ? []
      : earnManyByRule(ctx, {
          ...earning,
          act: earns,
          causeKind: 'attendance',
          seen: `活动“${title}”，签到记录里到了。`,
          // Not for the family they bring: a deed is one person's, as with volunteers.
          earners: sql`SELECT ${`${session.id}:`} || t.person_id AS cause_id, 'clm_' || r.id AS claim_id,
              r.resident_id ${came}
            AND t.person_id = r.resident_id AND t.marked_by <> r.resident_id`,
        })),
    ...(organiserId === null
      ? []
      : earnManyByRule(ctx, {
          ...earning,
          act: 'organising',
          causeKind: 'organised',
          seen: `组织了活动“${title}”，签到记录里有别的居民。`,
          earners: sql`SELECT ${session.id} AS cause_id, ${`clm_${session.id}`} AS claim_id,
              ${organiserId} AS resident_id
            WHERE EXISTS (SELECT 1 ${came} AND r.resident_id <> ${organiserId}
              AND t.marked_by <> ${organiserId})`,
        })),
  ];
}
