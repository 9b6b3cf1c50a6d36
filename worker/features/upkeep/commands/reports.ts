/** “这里不对”: taking in what somebody says is wrong, and deciding it. */
import { and, asc, eq, gt, isNotNull, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm';
import { verdict } from '../../../lib/access.ts';
import {
  type ActorContext,
  type Context,
  earlierResult,
  rememberResult,
  replayedId,
} from '../../../lib/context.ts';
import {
  auditRow,
  type Db,
  guard,
  type Statement,
  writeAll,
  writeThenRead,
} from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { DAY_MS, HOUR_MS } from '../../../lib/time.ts';
import { numberedQuery } from '../../directory/queries/records.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { tell } from '../../notices/commands/tell.ts';
import { type ReportRow, reportQuery, staffReportView } from '../queries/reports.ts';
import { REPORT_KEPT_DAYS, reportCan } from '../rules.ts';
import type { DecideInput, Reported, ReportInput, StaffReport } from '../schema.ts';
import { report } from '../tables.ts';

type From = {
  /** Null = not signed in. */
  actor: ActorContext | null;
  /** A keyed hash, by which those not signed in are counted; '' = exempt from the limit. */
  addressHash: string;
};

/**
 * Takes a report in, also by a number that leads on to another place; nothing of the page changes. Said twice within an hour by somebody not signed in, it is one. Throws
 * `facility.notFound`, `report.limit`.
 */
export async function fileReport(
  ctx: Context,
  number: string,
  { subject, text }: ReportInput,
  { actor, addressHash }: From,
): Promise<Reported> {
  const { db } = ctx;
  const place = numberedQuery(db, number);
  const [[found], earlier] = actor
    ? await db.batch([place, earlierResult(actor)])
    : [await place, []];
  const told = actor !== null;
  const replayed = actor && replayedId(actor, earlier);
  if (replayed) return { id: replayed, state: 'open', told };
  if (!found) throw new DomainError('facility.notFound');
  const id = ctx.newId('rpt');
  const residentId = actor?.actor.userId ?? null;
  const row = {
    id,
    facilityId: found.id,
    subject,
    text,
    residentId,
    addressHash,
    createdAt: ctx.now,
  };
  if (actor) {
    const filed = db.insert(report).values({ ...row, state: 'open' });
    await writeAll(db, [...rememberResult(actor, id), filed]);
    return { id, state: 'open', told };
  }
  const same = sameWords(row);
  const [[kept]] = await writeThenRead(
    db,
    [insertUnless(db, same, row)],
    [db.select({ id: report.id }).from(report).where(same).orderBy(asc(report.createdAt)).limit(1)],
  );
  return { id: kept?.id ?? id, state: 'open', told };
}

type NewReport = Omit<typeof report.$inferInsert, 'state'>;

/** What an address has said of a place in the same words within the hour. An exempt one is many people: of it nothing. */
function sameWords({ id, facilityId, subject, text, addressHash, createdAt }: NewReport) {
  if (addressHash === '') return eq(report.id, id);
  return and(
    eq(report.addressHash, addressHash),
    gt(report.createdAt, createdAt - HOUR_MS),
    isNull(report.residentId),
    eq(report.facilityId, facilityId),
    eq(report.subject, subject),
    eq(report.text, text),
  );
}

function insertUnless(db: Db, same: SQL | undefined, row: NewReport): Statement {
  return db.run(sql`INSERT INTO report (id, facility_id, subject, text, resident_id, address_hash, created_at, state)
    SELECT ${row.id}, ${row.facilityId}, ${row.subject}, ${row.text}, NULL, ${row.addressHash}, ${row.createdAt}, 'open'
    WHERE NOT EXISTS (SELECT 1 FROM report WHERE ${same})`);
}

/**
 * Decides a report once, and tells whoever made it. Throws `report.notFound`, also outside the scope, and `report.state`
 * when somebody else was quicker.
 */
export async function decideReport(
  ctx: ActorContext,
  id: string,
  { verdict: decided, answer }: DecideInput,
): Promise<StaffReport> {
  const { db, now } = ctx;
  const [who, [row]] = await db.batch([actorQuery(ctx), reportQuery(db, id)]);
  const { grants } = whoIs(who);
  const said = row && verdict(reportCan.decide, scopeOf(row), grants);
  if (!row || said === 'forbidden') throw new DomainError('report.notFound');
  if (said === 'state') throw new DomainError('report.state');
  const change = { state: decided, decidedBy: ctx.actor.userId, decidedAt: now, answer };
  await writeAll(db, [
    guard(
      db,
      'report.state',
      sql`EXISTS (SELECT 1 FROM report WHERE id = ${id} AND state <> 'open')`,
    ),
    auditRow(db, {
      id: ctx.newId('aud'),
      at: now,
      actorId: ctx.actor.userId,
      act: decided === 'accepted' ? 'report.accept' : 'report.decline',
      // Who made it stands in the report alone, where it can be forgotten: the log never forgets.
      noun: 'report',
      nounId: id,
      facilityId: row.facilityId,
      reason: answer,
    }),
    db.update(report).set(change).where(eq(report.id, id)),
    ...(row.residentId === null
      ? []
      : tell(ctx, {
          residentId: row.residentId,
          kind: decided === 'accepted' ? 'report.accepted' : 'report.declined',
          params: { facility: row.facilityName, answer },
          link: `/facilities/${row.facilityId}/`,
        })),
  ]);
  return staffReportView({ ...row, state: decided, answer }, grants);
}

function scopeOf({ facilityId, zoneId, state }: ReportRow) {
  return { state, isOwner: false, place: { facilityId, zoneId } };
}

/** Statements that forget where reports came from, once the limit needs it no more. */
export function forgetAddresses({ db, now }: Context): Statement[] {
  const isOld = and(ne(report.addressHash, ''), lt(report.createdAt, now - 2 * DAY_MS));
  return [db.update(report).set({ addressHash: '' }).where(isOld)];
}

/** Statements that forget what was reported and by whom, a while after it was decided. That it was, stays. */
export function forgetReports({ db, now }: Context): Statement[] {
  const until = now - REPORT_KEPT_DAYS * DAY_MS;
  const isOld = and(
    ne(report.state, 'open'),
    lt(report.createdAt, until),
    lt(report.decidedAt, until),
  );
  const isKept = or(ne(report.text, ''), isNotNull(report.residentId));
  return [db.update(report).set({ text: '', residentId: null }).where(and(isOld, isKept))];
}
