/** Points that were posted for coming, of what a list says now that nobody came to. */
import { and, asc, eq, gte, or, sql } from 'drizzle-orm';
import type { Db } from '../../../lib/db.ts';
import { placeColumns } from '../../directory/queries/records.ts';
import { postingColumns } from '../../earning/queries/postings.ts';
import { personName } from '../../identity/queries/names.ts';
import { isCorrected } from '../../points/queries/posted.ts';
import { activity, activitySession, attendee } from '../tables.ts';

/**
 * For a batch: each posting whose attendance was put right to absent since an instant (ms), the earliest first, until it is
 * corrected; an organiser's once nobody else is left who came. Mask the names.
 */
export function paidAbsencesQuery(db: Db, sinceAt: number) {
  const place = placeColumns();
  const posting = postingColumns();
  const guests = sql`SELECT 1 FROM attendee g JOIN registration r ON r.id = g.registration_id
    WHERE g.session_id = ${attendee.sessionId} AND g.state = 'attended' AND r.resident_id <> ${posting.residentId}`;
  const ofCause = (kind: string, id: unknown) =>
    and(eq(posting.causeKind, kind), sql`${posting.causeId} = ${id}`);
  return db
    .select({
      cause: sql<string>`${posting.causeKind} || ':' || ${posting.causeId}`.as('absence_cause'),
      at: sql<number>`max(${attendee.markedAt})`.as('absence_at'),
      residentId: sql<string>`${posting.residentId}`.as('absence_resident'),
      resident: sql<string>`${personName(posting.residentId)}`.as('absence_of'),
      /** Whoever put it right, the last of them. */
      marker: sql<string>`coalesce(${personName(attendee.markedBy)}, '')`.as('absence_by'),
      what: sql<string>`${activity.title}`.as('absence_what'),
      place: sql<string>`${place.name}`.as('absence_place'),
      points: sql<number>`${posting.points}`.as('absence_points'),
    })
    .from(attendee)
    .innerJoin(activitySession, eq(activitySession.id, attendee.sessionId))
    .innerJoin(activity, eq(activity.id, activitySession.activityId))
    .innerJoin(place.table, eq(place.id, activity.facilityId))
    .innerJoin(
      posting.table,
      or(
        ofCause('attendance', sql`${attendee.sessionId} || ':' || ${attendee.personId}`),
        and(ofCause('organised', attendee.sessionId), sql`NOT EXISTS (${guests})`),
      ),
    )
    .where(
      and(
        // As the index says it, or it is not used.
        sql`${attendee.state} = 'absent'`,
        gte(attendee.markedAt, sinceAt),
        sql`NOT ${isCorrected(posting.transactionId)}`,
      ),
    )
    .groupBy(posting.causeKind, posting.causeId)
    .orderBy(asc(sql`absence_at`), asc(posting.causeKind), asc(posting.causeId));
}
