/** “这里不对”: taking in what somebody says is wrong, and deciding it. */
import { and, eq, lt, ne, sql } from 'drizzle-orm';
import { verdict } from '../../../lib/access.ts';
import {
  type ActorContext,
  type Context,
  earlierResult,
  rememberResult,
  replayedId,
} from '../../../lib/context.ts';
import { auditRow, guard, type Statement, writeAll } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { DAY_MS } from '../../../lib/time.ts';
import { recordQuery } from '../../directory/queries/records.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { tell } from '../../notices/commands/tell.ts';
import { type ReportRow, reportQuery, staffReportView } from '../queries/reports.ts';
import { reportCan } from '../rules.ts';
import type { DecideInput, Reported, ReportInput, StaffReport } from '../schema.ts';
import { report } from '../tables.ts';

type From = {
  /** Null = not signed in. */
  actor: ActorContext | null;
  /** A keyed hash; '' = exempt from the limit. */
  addressHash: string;
};

/** Takes a report in; nothing of the page changes. Throws `facility.notFound`, `report.limit`. */
export async function fileReport(
  ctx: Context,
  facilityId: string,
  { subject, text }: ReportInput,
  { actor, addressHash }: From,
): Promise<Reported> {
  const { db } = ctx;
  const place = recordQuery(db, facilityId);
  const [[found], earlier] = actor
    ? await db.batch([place, earlierResult(actor)])
    : [await place, []];
  const told = actor !== null;
  const replayed = actor && replayedId(actor, earlier);
  if (replayed) return { id: replayed, state: 'open', told };
  if (!found) throw new DomainError('facility.notFound');
  const id = ctx.newId('rpt');
  const residentId = actor?.actor.userId ?? null;
  await writeAll(db, [
    ...(actor ? rememberResult(actor, id) : []),
    db.insert(report).values({
      id,
      facilityId,
      subject,
      text,
      residentId,
      addressHash,
      createdAt: ctx.now,
      state: 'open',
    }),
  ]);
  return { id, state: 'open', told };
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
      principalId: row.residentId,
      act: decided === 'accepted' ? 'report.accept' : 'report.decline',
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
