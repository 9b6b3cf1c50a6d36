/** The end of a job: the whole of it taken over at once, or none of it. */
import { and, eq, lt, sql } from 'drizzle-orm';
import type { Role } from '../../../lib/access.ts';
import type { ActorContext, Context } from '../../../lib/context.ts';
import { auditRow, guard, type Statement, writeThenRead } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { DAY_MS } from '../../../lib/time.ts';
import { takeOver } from '../../directory/commands/takeOver.ts';
import { actorQuery } from '../../identity/queries/actor.ts';
import { forgetDrafts } from '../../search/commands/drafts.ts';
import {
  admit,
  hasConflicts,
  hasProblems,
  isUndrafted,
  type JobRow,
  jobQuery,
  jobView,
  rowsOf,
} from '../queries/jobs.ts';
import type { ImportDone, ImportJob } from '../schema.ts';
import { importJob } from '../tables.ts';

/**
 * Takes a job over: every row that differs from the register, in one transaction; what the file doesn't name stays. Throws
 * `auth.forbidden`, `import.notFound`, `import.state`, `import.incomplete` while rows are missing, `import.problems` while
 * something stands in the way, `import.conflicts` where it is the register that does, as it is at this moment; `import.undrafted` where
 * more than `ROWS_A_DRAFT` rows are not drafted for search.
 */
export async function commitImport(ctx: ActorContext, jobId: string): Promise<ImportDone> {
  const { db, actor } = ctx;
  const [who, [job]] = await db.batch([actorQuery(ctx), jobQuery(db, jobId)]);
  admit(who, 'commit', job);
  if (!job) throw new DomainError('import.notFound');
  const auditId = `${ctx.newId('aud')}_`;
  const [done, [after]] = await writeThenRead(
    db,
    commitStatements(ctx, job, { by: actor.userId, role: 'subdistrict_admin', auditId }),
    [doneQuery(ctx, auditId), jobQuery(db, jobId)],
  );
  return doneView(after ?? job, done);
}

/** Also for the command line. The job's audit row stands before everything else that is written. */
export function commitStatements(
  ctx: Context,
  { id, fileName, rowsTotal }: JobRow,
  { by, role, auditId }: { by: string; role: Role | null; auditId: string },
): Statement[] {
  const { db, now } = ctx;
  return [
    guard(
      db,
      'import.state',
      sql`EXISTS (SELECT 1 FROM import_job WHERE id = ${id} AND state <> 'receiving')`,
    ),
    guard(
      db,
      'import.incomplete',
      sql`(SELECT count(*) FROM import_row WHERE job_id = ${id}) <> ${rowsTotal}`,
    ),
    guard(db, 'import.problems', hasProblems(id)),
    guard(db, 'import.conflicts', hasConflicts(id)),
    guard(db, 'import.undrafted', isUndrafted(id)),
    auditRow(db, {
      id: ctx.newId('aud'),
      at: now,
      actorId: by,
      act: 'import.commit',
      noun: 'importJob',
      nounId: id,
      detail: { fileName, rows: rowsTotal },
    }),
    ...takeOver(ctx, rowsOf(id), { by, role, jobId: id, auditId }),
    forgetDrafts(db, sql`SELECT ${id}`),
    db.update(importJob).set({ state: 'committed', endedAt: now }).where(eq(importJob.id, id)),
  ];
}

/** For a batch: how many places were added and changed, by their audit rows. */
export function doneQuery({ db }: Context, auditId: string) {
  return db.all<{ added: number; changed: number }>(sql`SELECT
    coalesce(sum(detail ->> '$.added'), 0) AS added,
    coalesce(sum(NOT detail ->> '$.added'), 0) AS changed
    FROM audit WHERE id >= ${auditId} AND id < ${`${auditId}~`}`);
}

export function doneView(job: JobRow, [done]: { added: number; changed: number }[]): ImportDone {
  const { added, changed } = done ?? { added: 0, changed: 0 };
  return { job: jobView(job), effect: { added, changed, same: job.rowsTotal - added - changed } };
}

/** Gives a job up; the register has seen nothing of it. Throws `auth.forbidden`, `import.notFound`, `import.state`. */
export async function discardImport(ctx: ActorContext, jobId: string): Promise<ImportJob> {
  const { db, actor } = ctx;
  const [who, [job]] = await db.batch([actorQuery(ctx), jobQuery(db, jobId)]);
  admit(who, 'discard', job);
  if (!job) throw new DomainError('import.notFound');
  const [[after]] = await writeThenRead(db, discardStatements(ctx, jobId, actor.userId), [
    jobQuery(db, jobId),
  ]);
  return jobView(after ?? job);
}

/** Also for the command line. */
export function discardStatements(ctx: Context, jobId: string, by: string): Statement[] {
  const { db, now } = ctx;
  return [
    auditRow(db, {
      id: ctx.newId('aud'),
      at: now,
      actorId: by,
      act: 'import.discard',
      noun: 'importJob',
      nounId: jobId,
    }),
    db.update(importJob).set({ state: 'discarded', endedAt: now }).where(eq(importJob.id, jobId)),
    db.run(sql`DELETE FROM import_row WHERE job_id = ${jobId}`),
    forgetDrafts(db, sql`SELECT ${jobId}`),
  ];
}

/** Somebody may want to look at what was taken over; what has waited longer than this nobody comes back to. */
const KEPT_MS = 7 * DAY_MS;

/** Statements that give up jobs that nobody went on with, and forget the rows of those that have ended; the jobs stay. */
export function forgetImports({ db, now }: Context): Statement[] {
  return [
    db
      .update(importJob)
      .set({ state: 'discarded', endedAt: now })
      .where(and(eq(importJob.state, 'receiving'), lt(importJob.createdAt, now - KEPT_MS))),
    db.run(sql`DELETE FROM import_row WHERE job_id IN (
      SELECT id FROM import_job WHERE state = 'discarded' OR ended_at < ${now - KEPT_MS})`),
    forgetDrafts(db, sql`SELECT id FROM import_job WHERE state <> 'receiving'`),
  ];
}
