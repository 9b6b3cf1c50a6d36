/** A register comes in: a job for the file, then its rows in parts, each row checked as it comes. Nothing of the register changes. */
import { sql } from 'drizzle-orm';
import {
  type ActorContext,
  type Context,
  earlierResult,
  rememberResult,
  replayedId,
} from '../../../lib/context.ts';
import { toGcj02 } from '../../../lib/datum.ts';
import { auditRow, type Db, type Statement, writeAll, writeThenRead } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { pinyinOf, syllablesOf } from '../../../lib/pinyin.ts';
import { dayOf } from '../../../lib/time.ts';
import { areasStatements, knownQuery } from '../../directory/queries/register.ts';
import { actorQuery } from '../../identity/queries/actor.ts';
import { admit, type JobRow, jobQuery, jobView, sameFileQuery } from '../queries/jobs.ts';
import { type Areas, type Known, type RawRow, stageRow } from '../rules/row.ts';
import type { ImportInput, ImportJob, ImportRowsInput } from '../schema.ts';
import { importJob } from '../tables.ts';

/**
 * A job for a file; the one already begun where the same file comes again under the same settings, so that it goes on where
 * it stopped. Throws `auth.forbidden`.
 */
export async function startImport(ctx: ActorContext, input: ImportInput): Promise<ImportJob> {
  const { db, actor } = ctx;
  const [who, earlier, begun] = await db.batch([
    actorQuery(ctx),
    earlierResult(ctx),
    sameFileQuery(db, actor.userId, input),
  ]);
  admit(who, 'create', { state: 'receiving' });
  const replayed = replayedId(ctx, earlier);
  if (replayed !== null) return getJob(db, replayed);
  if (begun[0]) return jobView(begun[0]);
  const job = newJob(ctx, actor.userId, input);
  await writeAll(db, [...rememberResult(ctx, job.id), ...jobStatements(ctx, job)]);
  return jobView({ ...job, rowsReceived: 0, lastRowNo: 0, draftedRowNo: 0 });
}

export type NewJob = Omit<JobRow, 'rowsReceived' | 'lastRowNo' | 'draftedRowNo'>;

export function newJob(ctx: Context, by: string, input: ImportInput): NewJob {
  return { id: ctx.newId('imp'), createdBy: by, createdAt: ctx.now, state: 'receiving', ...input };
}

/** Also for the command line, which asks nobody's leave. */
export function jobStatements(ctx: Context, job: NewJob): Statement[] {
  return [
    auditRow(ctx.db, {
      id: ctx.newId('aud'),
      at: ctx.now,
      actorId: job.createdBy,
      act: 'import.start',
      noun: 'importJob',
      nounId: job.id,
      detail: { fileName: job.fileName, rows: job.rowsTotal },
    }),
    ctx.db.insert(importJob).values(job),
  ];
}

async function getJob(db: Db, id: string): Promise<ImportJob> {
  const [job] = await jobQuery(db, id);
  if (!job) throw new DomainError('import.notFound');
  return jobView(job);
}

/**
 * Takes a part of the rows in, each with what is wrong with it. A part that comes again replaces itself. Throws
 * `auth.forbidden`, `import.notFound`, `import.state`.
 */
export async function addRows(
  ctx: ActorContext,
  jobId: string,
  { rows }: ImportRowsInput,
): Promise<ImportJob> {
  const { db } = ctx;
  const [who, jobs, ...ground] = await db.batch([
    actorQuery(ctx),
    jobQuery(db, jobId),
    ...groundStatements(db, rows),
  ]);
  const [job] = jobs;
  admit(who, 'addRows', job);
  if (!job) throw new DomainError('import.notFound');
  const [after] = await writeThenRead(db, rowStatements(ctx, job, rows, ground), [
    jobQuery(db, jobId),
  ]);
  return jobView(after[0] ?? job);
}

/** For a batch: what rows are held against. */
export function groundStatements(db: Db, rows: readonly RawRow[]) {
  const ids = rows.flatMap(({ cells }) => cells.id?.trim().toLowerCase() || []);
  return [...areasStatements(db), knownQuery(db, ids)] as const;
}

type GroundRows = readonly [
  Areas['zones'],
  Areas['communities'],
  Areas['estates'],
  readonly (Known & { id: string })[],
];

/** Before the rows are written: those that are not there yet count, and whatever was drafted of these is drafted anew. */
function countStatement(db: Db, jobId: string, rowNos: readonly number[]): Statement {
  return db.run(sql`UPDATE import_job SET last_row_no = max(last_row_no, ${Math.max(...rowNos)}),
    drafted_row_no = min(drafted_row_no, ${Math.min(...rowNos) - 1}), rows_received = rows_received + (
      SELECT count(DISTINCT value) FROM json_each(${JSON.stringify(rowNos)}) WHERE NOT EXISTS (
        SELECT 1 FROM import_row WHERE job_id = ${jobId} AND row_no = value))
    WHERE id = ${jobId}`);
}

/** Rows of one statement. They travel as one JSON text, which stays far below what D1 takes as a value (2 MB). */
const ROWS_A_STATEMENT = 100;

/** Each row checked and written; one that is there already is replaced. */
export function rowStatements(
  { db, now }: Context,
  job: Pick<JobRow, 'id' | 'datum' | 'anywhere'>,
  rows: readonly RawRow[],
  [zones, communities, estates, known]: GroundRows,
): Statement[] {
  const ground = {
    areas: { zones, communities, estates },
    known: new Map(known.map((one) => [one.id, one])),
    datum: job.datum,
    anywhere: job.anywhere,
    today: dayOf(now),
    toGcj02,
    spell: (name: string) => ({ pinyin: pinyinOf(name), syllables: syllablesOf(name) }),
  };
  const rowNos = rows.map(({ rowNo }) => rowNo);
  const statements: Statement[] = [countStatement(db, job.id, rowNos)];
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
    const staged = rows.slice(from, from + ROWS_A_STATEMENT).map((row) => {
      const { rowNo, facilityId, data, problems } = stageRow(row, ground);
      return [rowNo, facilityId, JSON.stringify(data), JSON.stringify(problems)];
    });
    statements.push(
      db.run(sql`INSERT INTO import_row (job_id, row_no, facility_id, data, problems)
        SELECT ${job.id}, value ->> 0, value ->> 1, value ->> 2, value ->> 3
        FROM json_each(${JSON.stringify(staged)}) WHERE true
        ON CONFLICT (job_id, row_no) DO UPDATE SET
          facility_id = excluded.facility_id, data = excluded.data, problems = excluded.problems`),
    );
  }
  return statements;
}
