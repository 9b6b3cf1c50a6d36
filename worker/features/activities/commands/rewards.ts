/** What residents who came themselves, and whoever organised it, earn: posted with the mark, once. */
import { eq, inArray, sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import { aliased, type Statement, writeAll } from '../../../lib/db.ts';
import { dayOf } from '../../../lib/time.ts';
import { earnManyByRule } from '../../earning/commands/automatic.ts';
import type { SessionRow } from '../queries/sessions.ts';
import { payableSessions } from '../queries/unpaid.ts';
import { activity, activitySession, attendee, registration } from '../tables.ts';

/** So many sessions are paid in one go; the rest an hour later. */
const AT_ONCE = 50;

/**
 * For the end of a batch that marked attendance: of all marks of the session, whoever gave them. Nobody earns by a mark of
 * their own, not when somebody else marks later either, and no organiser by guests they marked or by their own family.
 */
export function rewardStatements(
  ctx: Context,
  { session, activity }: Pick<SessionRow, 'session' | 'activity'>,
  by: string,
): Statement[] {
  const { earns, organiserId, title, facilityId } = activity;
  const doneOn = dayOf(session.startAt);
  const earning = { doneOn, facilityId, by, note: title };
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

/** Each hour: posts what a budget was too short for when it was marked, where it suffices now. */
export async function payWaiting(ctx: Context): Promise<void> {
  const ids = await payableSessions(ctx);
  if (ids.length === 0) return;
  const rows = await ctx.db
    .select({
      session: aliased(activitySession, 's'),
      activity: aliased(activity, 'a'),
    })
    .from(activitySession)
    .innerJoin(activity, eq(activity.id, activitySession.activityId))
    .where(inArray(activitySession.id, ids.slice(0, AT_ONCE)));
  for (const row of rows) await writeAll(ctx.db, rewardStatements(ctx, row, 'system'));
}
