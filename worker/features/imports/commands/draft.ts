/** What a job brings is drafted for search part by part, before it is taken over: that is most of the work of it. */
import { eq, sql } from 'drizzle-orm';
import type { ActorContext, Context } from '../../../lib/context.ts';
import { guard, type Statement, writeThenRead } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { wordedRows } from '../../directory/queries/register.ts';
import { actorQuery } from '../../identity/queries/actor.ts';
import { draftPlaces } from '../../search/commands/drafts.ts';
import { admit, draftPartQuery, hasProblems, jobQuery, jobView, rowsOf } from '../queries/jobs.ts';
import type { ImportJob } from '../schema.ts';
import { importJob } from '../tables.ts';

/**
 * Drafts the next `ROWS_A_DRAFT` rows of a job; all are once `draftedRowNo` is `lastRowNo`. Nobody finds any of it before the
 * commit. Throws `auth.forbidden`, `import.notFound`, `import.state`, `import.incomplete`, `import.problems`.
 */
export async function draftImport(ctx: ActorContext, jobId: string): Promise<ImportJob> {
  const { db } = ctx;
  const [who, [job], [part]] = await db.batch([
    actorQuery(ctx),
    jobQuery(db, jobId),
    draftPartQuery(db, jobId),
  ]);
  admit(who, 'draft', job);
  if (!job) throw new DomainError('import.notFound');
  const upTo = part?.up_to ?? job.lastRowNo;
  const [[after]] = await writeThenRead(db, draftStatements(ctx, job, upTo), [jobQuery(db, jobId)]);
  return jobView(after ?? job);
}

/** Also for the command line. A part that is drafted twice replaces itself. */
export function draftStatements(
  { db }: Context,
  { id, draftedRowNo }: { id: string; draftedRowNo: number },
  upTo: number,
): Statement[] {
  const job = sql`FROM import_job WHERE id = ${id}`;
  return [
    guard(db, 'import.state', sql`(SELECT state ${job}) <> 'receiving'`),
    guard(db, 'import.incomplete', sql`(SELECT rows_received <> rows_total ${job})`),
    guard(db, 'import.problems', hasProblems(id)),
    draftPlaces(db, id, wordedRows(rowsOf(id, draftedRowNo, upTo))),
    db
      .update(importJob)
      .set({ draftedRowNo: sql`max(${importJob.draftedRowNo}, ${upTo})` })
      .where(eq(importJob.id, id)),
  ];
}
