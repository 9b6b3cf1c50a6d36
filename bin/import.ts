/**
 * Takes a register of places into the local database: CSV, XLSX, GeoJSON or HSDS (docs/import.md). Reports every problem by row
 * and column, and changes nothing, unless `--commit` is given and nothing stands in the way.
 */
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fileFaults, importProblems } from '../site/src/i18n/zh/importProblems.ts';
import { imports as words } from '../site/src/i18n/zh/imports.ts';
import { fieldName, loggedChange } from '../site/src/islands/desk/register/fieldWords.ts';
import { FileFault } from '../site/src/lib/registerFile/fault.ts';
import { fillOf } from '../site/src/lib/registerFile/fill.ts';
import { partsAfter } from '../site/src/lib/registerFile/parts.ts';
import { type ReadFile, readFile } from '../site/src/lib/registerFile/readFile.ts';
import { changesQuery } from '../worker/features/directory/queries/register.ts';
import {
  DATUMS,
  type Datum,
  headingOf,
} from '../worker/features/directory/rules/registerColumns.ts';
import { draftStatements } from '../worker/features/imports/commands/draft.ts';
import {
  commitStatements,
  discardStatements,
  doneQuery,
  doneView,
} from '../worker/features/imports/commands/finish.ts';
import {
  groundStatements,
  jobStatements,
  newJob,
  rowStatements,
} from '../worker/features/imports/commands/receive.ts';
import {
  draftPartQuery,
  type JobRow,
  jobQuery,
  reportStatements,
  reportView,
  rowsOf,
  sameFileQuery,
} from '../worker/features/imports/queries/jobs.ts';
import type { ImportChanges, ImportReport } from '../worker/features/imports/schema.ts';
import type { Context } from '../worker/lib/context.ts';
import { type Db, openDb, writeAll, writeThenRead } from '../worker/lib/db.ts';
import { refusalOf } from '../worker/lib/errors.ts';
import { newCode, newId } from '../worker/lib/ids.ts';
import { onDatabase } from './server.ts';

/** Who did it, in the audit trail: whoever can work on the database itself. */
const BY = 'command-line';

const say = (line: string) => process.stdout.write(`${line}\n`);

type Options = {
  commit: boolean;
  anywhere: boolean;
  datum?: Datum;
  sheet?: string;
  fill: string[];
};

function optionsFrom(args: string[]): { file: string; options: Options } | null {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      commit: { type: 'boolean', default: false },
      anywhere: { type: 'boolean', default: false },
      datum: { type: 'string' },
      sheet: { type: 'string' },
      set: { type: 'string', multiple: true, default: [] },
    },
  });
  const [file] = positionals;
  const datum = DATUMS.find((one) => one === values.datum?.toLowerCase());
  if (!file || (values.datum && !datum)) return null;
  const { commit, anywhere, sheet, set } = values;
  const options = { commit, anywhere, fill: set, ...(datum && { datum }), ...(sheet && { sheet }) };
  return { file: resolve(process.env.IMPORT_FROM ?? '.', file), options };
}

/** Answers the exit code: 0 = taken over, or nothing in the way; 1 = problems. */
async function importFile(file: string, options: Options): Promise<number> {
  const fill = fillOf(options.fill);
  const read = await readFile(new Uint8Array(readFileSync(file)), {
    fill,
    ...(options.sheet && { sheet: options.sheet }),
  });
  const datum = options.datum ?? read.datum ?? 'gcj02';
  say(words.read(basename(file), read.rows.length, datum));
  if (read.unknown.length > 0) say(words.unknown(read.unknown.join('、')));
  return onDatabase(say, async (d1, now) => {
    const db = openDb(d1);
    const ctx: Context = { db, now, newCode, newId: (prefix) => newId(prefix, now) };
    const jobId = await stage(ctx, basename(file), read, { ...options, datum });
    const report = await printReport(ctx, jobId);
    if (report.problems === 0 && options.commit) return commit(ctx, jobId);
    await writeAll(db, discardStatements(ctx, jobId, BY));
    if (report.problems === 0) say(words.dryRun);
    return report.problems === 0 ? 0 : 1;
  });
}

/** Goes on where it stopped when the same file was cut off. */
async function stage(
  ctx: Context,
  fileName: string,
  read: ReadFile,
  { datum, anywhere }: { datum: Datum; anywhere: boolean },
): Promise<string> {
  const { db } = ctx;
  const { format, hash: fileHash, rows } = read;
  const input = { fileName, fileHash, format, datum, anywhere, rowsTotal: rows.length };
  const [begun] = await sameFileQuery(db, BY, input);
  const job = begun ?? newJob(ctx, BY, input);
  if (!begun) await writeAll(db, jobStatements(ctx, job));
  for (const part of partsAfter(rows, begun?.lastRowNo ?? 0)) {
    const ground = await db.batch(groundStatements(db, part));
    await writeAll(db, rowStatements(ctx, job, part, ground));
  }
  return job.id;
}

async function printReport({ db }: Context, jobId: string): Promise<ImportReport> {
  const limit = 2000;
  for (let after = 0; ; ) {
    const report = reportView(await db.batch(reportStatements(db, jobId, { after, limit })), {
      after,
      limit,
    });
    for (const item of report.items) say(problemLine(item));
    if (report.next === null) {
      const { problems, notes, effect } = report;
      say(words.found(problems, notes));
      if (problems === 0) {
        say(words.would(effect));
        await printChanges(db, jobId);
      }
      return report;
    }
    after = report.next;
  }
}

/** As many as a terminal holds; the desk has them all. */
const CHANGES_PRINTED = 200;

/** Which places would be added, and which fields of others would change, from what to what. */
async function printChanges(db: Db, jobId: string): Promise<void> {
  const rows = await changesQuery(db, rowsOf(jobId), CHANGES_PRINTED + 1);
  for (const row of rows.slice(0, CHANGES_PRINTED)) {
    const fields = JSON.parse(row.fields) as ImportChanges['items'][number]['fields'];
    const said = fields.map(({ field, before, after }) =>
      words.changes.field(fieldName(field), ...loggedChange(field, before, after)),
    );
    const what = row.is_new ? words.changes.added : said.join('；');
    say(`${words.row(row.row_no)} ${row.name}：${what}`);
  }
  if (rows.length > CHANGES_PRINTED) say(words.changes.cut(CHANGES_PRINTED));
}

function problemLine({
  rowNo,
  name,
  column,
  code,
  value,
  hint,
  stops,
}: ImportReport['items'][number]) {
  const { what, fix } = importProblems[code](value, hint);
  const cell = column ? `${headingOf(column)}${value ? `“${value}”` : ''}` : words.wholeRow;
  return `${stops ? words.problem : words.note} ${words.row(rowNo)} ${name} · ${cell}：${what}${fix}`;
}

async function commit(ctx: Context, jobId: string): Promise<number> {
  const { db } = ctx;
  const job = await drafted(ctx, jobId);
  const auditId = `${ctx.newId('aud')}_`;
  const [done] = await writeThenRead(
    db,
    commitStatements(ctx, job, { by: BY, role: null, auditId }),
    [doneQuery(ctx, auditId)],
  ).catch((error) => {
    const code = refusalOf(error);
    if (!code) throw error;
    throw new Error(`Nothing was changed: ${code}`);
  });
  say(words.done(doneView(job, done).effect));
  return 0;
}

/** All of a job drafted for search, which it can go on with when it is cut off. */
async function drafted(ctx: Context, jobId: string): Promise<JobRow> {
  const { db } = ctx;
  for (;;) {
    const [[job], [part]] = await db.batch([jobQuery(db, jobId), draftPartQuery(db, jobId)]);
    if (!job) throw new Error('The job is gone.');
    if (!part?.up_to) return job;
    await writeAll(db, draftStatements(ctx, job, part.up_to));
  }
}

const asked = optionsFrom(process.argv.slice(2));
if (!asked) {
  say(words.usage);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await importFile(asked.file, asked.options);
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    say(fileFaults[error.code](error.value));
    process.exitCode = 1;
  }
}
