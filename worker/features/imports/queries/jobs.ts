/** Jobs, their rows, and the report on them. */
import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import { EVERYWHERE, verdict } from '../../../lib/access.ts';
import type { ActorContext } from '../../../lib/context.ts';
import type { Db } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { toRfc3339 } from '../../../lib/time.ts';

import { conflictsIn, effectQuery } from '../../directory/queries/register.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import type { RowProblem } from '../rules/problems.ts';
import { type ImportState, importCan, LAST_ROW_NO, ROWS_A_DRAFT } from '../rules/states.ts';
import type { ImportJob, ImportReport } from '../schema.ts';
import { importJob } from '../tables.ts';

/** For a batch: jobs with how much of them is here. */
export function jobsQuery(db: Db, where: SQL | undefined, limit = 20) {
  return db
    .select({
      id: importJob.id,
      createdBy: importJob.createdBy,
      createdAt: importJob.createdAt,
      fileName: importJob.fileName,
      fileHash: importJob.fileHash,
      format: importJob.format,
      datum: importJob.datum,
      anywhere: importJob.anywhere,
      rowsTotal: importJob.rowsTotal,
      state: importJob.state,
      rowsReceived: importJob.rowsReceived,
      lastRowNo: importJob.lastRowNo,
      draftedRowNo: importJob.draftedRowNo,
    })
    .from(importJob)
    .where(where)
    .orderBy(desc(importJob.createdAt), desc(importJob.id))
    .limit(limit);
}

export type JobRow = Awaited<ReturnType<typeof jobsQuery>>[number];

export function jobView({ createdBy: _, createdAt, ...job }: JobRow): ImportJob {
  return { ...job, created: toRfc3339(createdAt) };
}

/** Throws `auth.expired`, `auth.forbidden`; `import.notFound` where there is no such job, `import.state` where it has ended. */
export function admit(
  who: Awaited<ReturnType<typeof actorQuery>>,
  act: keyof typeof importCan,
  job: { state: ImportState } | undefined,
): void {
  const { grants } = whoIs(who);
  const thing = { state: job?.state ?? 'receiving', isOwner: false, place: EVERYWHERE };
  const answer = verdict(importCan[act], thing, grants);
  if (answer === 'forbidden') throw new DomainError('auth.forbidden');
  if (!job) throw new DomainError('import.notFound');
  if (answer === 'state') throw new DomainError('import.state');
}

/** The latest jobs of everybody. Throws `auth.forbidden`. */
export async function listImports(ctx: ActorContext): Promise<{ items: ImportJob[] }> {
  const [who, jobs] = await ctx.db.batch([actorQuery(ctx), jobsQuery(ctx.db, undefined)]);
  admit(who, 'see', { state: 'receiving' });
  return { items: jobs.map(jobView) };
}

/** The rows of a job as a subquery, for the directory; those after one, up to another. */
export function rowsOf(jobId: string, after = 0, upTo = LAST_ROW_NO): SQL {
  // Inside a string of JSON the quotes would be escaped: this is the code itself.
  return sql`SELECT row_no, facility_id, instr(problems, '"code":"id.made"') > 0 AS id_made, data
    FROM import_row WHERE job_id = ${jobId} AND row_no > ${after} AND row_no <= ${upTo}`;
}

/** Every problem of a job: of its rows, and of them together and against the register as it is now. */
function problemsOf(jobId: string): SQL {
  return sql`SELECT row_no, p.value ->> '$.column' AS "column", p.value ->> '$.code' AS code,
      p.value ->> '$.value' AS value, p.value ->> '$.hint' AS hint, p.value ->> '$.stops' AS stops
    FROM import_row, json_each(problems) AS p WHERE job_id = ${jobId} AND problems <> '[]'
    UNION ALL SELECT row_no, "column", code, value, hint, 1 FROM (${conflictsIn(rowsOf(jobId))})`;
}

/** For a condition: that something in the job's own rows stands in the way; and that something against the register does. */
export function hasProblems(jobId: string): SQL {
  return sql`EXISTS (SELECT 1 FROM import_row, json_each(problems) AS p
    WHERE job_id = ${jobId} AND problems <> '[]' AND p.value ->> '$.stops')`;
}
export function hasConflicts(jobId: string): SQL {
  return sql`EXISTS (SELECT 1 FROM (${conflictsIn(rowsOf(jobId))}))`;
}

/** For a condition: that so much of a job is not drafted for search that taking it over would take too long. */
export function isUndrafted(jobId: string): SQL {
  return sql`(SELECT count(*) FROM import_row WHERE job_id = ${jobId} AND row_no > (${draftedTo(jobId)})) > ${ROWS_A_DRAFT}`;
}

function draftedTo(jobId: string): SQL {
  return sql`SELECT drafted_row_no FROM import_job WHERE id = ${jobId}`;
}

/** For a batch: the last of the rows that are drafted next; null after the last of all. */
export function draftPartQuery(db: Db, jobId: string) {
  return db.all<{ up_to: number | null }>(sql`SELECT max(row_no) AS up_to FROM (
    SELECT row_no FROM import_row WHERE job_id = ${jobId} AND row_no > (${draftedTo(jobId)})
    ORDER BY row_no LIMIT ${ROWS_A_DRAFT})`);
}

export function effectOf(db: Db, jobId: string) {
  return effectQuery(db, rowsOf(jobId));
}

type Item = ImportReport['items'][number];
type ItemRow = Omit<Item, 'stops' | 'rowNo' | 'column' | 'code' | 'hint'> &
  Pick<RowProblem, 'column' | 'code'> & { row_no: number; stops: number; hint: string | number };

/** For a batch: the job, the counts, what a commit would do, and problems from a row on. */
export function reportStatements(db: Db, jobId: string, { after, limit }: ReportPart) {
  return [
    jobsQuery(db, eq(importJob.id, jobId), 1),
    db.all<{ problems: number; notes: number }>(sql`SELECT coalesce(sum(stops), 0) AS problems,
      coalesce(sum(NOT stops), 0) AS notes FROM (${problemsOf(jobId)})`),
    effectOf(db, jobId),
    db.all<ItemRow>(sql`SELECT p.row_no AS row_no, coalesce(r.data ->> '$.name', '') AS name,
      p."column" AS "column", p.code AS code, p.value AS value, p.hint AS hint, p.stops AS stops
      FROM (${problemsOf(jobId)}) p JOIN import_row r ON r.job_id = ${jobId} AND r.row_no = p.row_no
      WHERE p.row_no > ${after} ORDER BY p.row_no, p.stops DESC LIMIT ${limit}`),
  ] as const;
}

export type ReportPart = { after: number; limit: number };

/** No row is torn: one that may go on beyond the limit is left for the next part. */
export function reportView(
  [jobs, counts, effects, found]: readonly [
    JobRow[],
    { problems: number; notes: number }[],
    ImportReport['effect'][],
    ItemRow[],
  ],
  { limit }: ReportPart,
): ImportReport {
  const [job] = jobs;
  if (!job) throw new DomainError('import.notFound');
  const last = found[found.length - 1]?.row_no ?? 0;
  const isCut = found.length === limit && found[0]?.row_no !== last;
  const whole = isCut ? found.filter(({ row_no }) => row_no < last) : found;
  return {
    job: jobView(job),
    ...(counts[0] ?? { problems: 0, notes: 0 }),
    effect: effects[0] ?? { added: 0, changed: 0, same: 0 },
    items: whole.map(({ row_no, stops, hint, ...item }) => ({
      ...item,
      rowNo: row_no,
      hint: String(hint),
      stops: stops === 1,
    })),
    next: isCut ? (whole[whole.length - 1]?.row_no ?? null) : null,
  };
}

/** What is wrong with a job, row by row, as the register is now. Throws `auth.forbidden`, `import.notFound`. */
export async function getReport(
  ctx: ActorContext,
  jobId: string,
  part: ReportPart,
): Promise<ImportReport> {
  const [who, jobs, counts, effects, items] = await ctx.db.batch([
    actorQuery(ctx),
    ...reportStatements(ctx.db, jobId, part),
  ]);
  admit(who, 'see', jobs[0]);
  return reportView([jobs, counts, effects, items], part);
}

/** For a batch: the job that the same person began with the same file under the same settings. */
export function sameFileQuery(
  db: Db,
  by: string,
  wanted: Pick<JobRow, 'fileHash' | 'datum' | 'anywhere' | 'rowsTotal'>,
) {
  return jobsQuery(
    db,
    and(
      eq(importJob.createdBy, by),
      eq(importJob.state, 'receiving'),
      eq(importJob.fileHash, wanted.fileHash),
      eq(importJob.datum, wanted.datum),
      eq(importJob.anywhere, wanted.anywhere),
      eq(importJob.rowsTotal, wanted.rowsTotal),
    ),
    1,
  );
}

export function jobQuery(db: Db, jobId: string) {
  return jobsQuery(db, eq(importJob.id, jobId), 1);
}
