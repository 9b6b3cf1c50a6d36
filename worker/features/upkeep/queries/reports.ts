/** Reading what residents say is wrong. */
import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import { type Grant, verdict } from '../../../lib/access.ts';
import type { Db } from '../../../lib/db.ts';
import { toRfc3339 } from '../../../lib/time.ts';
import { placeColumns } from '../../directory/queries/records.ts';
import { reportCan } from '../rules.ts';
import type { StaffReport } from '../schema.ts';
import { report } from '../tables.ts';

/** So many at a time; those decided make room for the next. */
const MOST = 50;

/** For a batch: one report with its place. */
export function reportQuery(db: Db, id: string) {
  return reportRows(db).where(eq(report.id, id));
}

/** For a batch: what isn't decided, the oldest first. `where` in terms of `facility`. */
export function openReportsQuery(db: Db, where: SQL) {
  return reportRows(db)
    .where(and(eq(report.state, 'open'), where))
    .orderBy(asc(report.createdAt), asc(report.id))
    .limit(MOST);
}

function reportRows(db: Db) {
  const place = placeColumns();
  return db
    .select({
      id: sql<string>`${report.id}`.as('rpt_id'),
      subject: sql<StaffReport['subject']>`${report.subject}`.as('rpt_subject'),
      text: sql<string>`${report.text}`.as('rpt_text'),
      residentId: sql<string | null>`${report.residentId}`.as('rpt_resident'),
      createdAt: sql<number>`${report.createdAt}`.as('rpt_created'),
      state: sql<StaffReport['state']>`${report.state}`.as('rpt_state'),
      answer: sql<string | null>`${report.answer}`.as('rpt_answer'),
      facilityId: sql<string>`${place.id}`.as('rpt_facility'),
      facilityName: sql<string>`${place.name}`.as('rpt_facility_name'),
      zoneId: sql<string>`${place.zoneId}`.as('rpt_zone'),
    })
    .from(report)
    .innerJoin(place.table, eq(place.id, report.facilityId))
    .$dynamic();
}
export type ReportRow = Awaited<ReturnType<typeof reportQuery>>[number];

/** Who made it is told to nobody. */
export function staffReportView(row: ReportRow, grants: readonly Grant[]): StaffReport {
  const place = { facilityId: row.facilityId, zoneId: row.zoneId };
  const access = { state: row.state, isOwner: false, place };
  return {
    id: row.id,
    facility: { id: row.facilityId, name: row.facilityName },
    subject: row.subject,
    text: row.text,
    created: toRfc3339(row.createdAt),
    state: row.state,
    signedIn: row.residentId !== null,
    answer: row.answer,
    can: { decide: verdict(reportCan.decide, access, grants) === 'allowed' },
  };
}
