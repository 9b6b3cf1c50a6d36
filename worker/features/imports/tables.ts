/** A register on its way in: its rows wait here, checked, until all of them are taken over at once. */
import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { flag, instant, json } from '../../lib/columns.ts';
import type { RowProblem } from './rules/problems.ts';

export const importJob = sqliteTable(
  'import_job',
  {
    id: text().primaryKey(),
    createdBy: text().notNull(),
    createdAt: instant().notNull(),
    fileName: text().notNull(),
    /** SHA-256 of the file, so that the same file goes on where it stopped. */
    fileHash: text().notNull().default(''),
    format: text({ enum: ['csv', 'xlsx', 'geojson', 'hsds'] }).notNull(),
    datum: text({ enum: ['wgs84', 'gcj02', 'bd09'] }).notNull(),
    /** Positions outside the district are let in too. */
    anywhere: flag().notNull().default(false),
    /** How many rows the file has; the job is whole once as many are here. */
    rowsTotal: integer().notNull(),
    /** Rows that came, though they may be forgotten by now; counted as they come, for a job may have 50,000. */
    rowsReceived: integer().notNull().default(0),
    /** The last of them, as in the file. */
    lastRowNo: integer().notNull().default(0),
    /** Rows up to this one are drafted for search, so that taking them over is quick. */
    draftedRowNo: integer().notNull().default(0),
    state: text({ enum: ['receiving', 'committed', 'discarded'] }).notNull(),
    endedAt: instant(),
  },
  (t) => [
    check('import_job_format', sql`${t.format} IN ('csv', 'xlsx', 'geojson', 'hsds')`),
    check('import_job_datum', sql`${t.datum} IN ('wgs84', 'gcj02', 'bd09')`),
    check('import_job_rows', sql`${t.rowsTotal} > 0`),
    check('import_job_state', sql`${t.state} IN ('receiving', 'committed', 'discarded')`),
    check('import_job_ended', sql`(${t.state} = 'receiving') = (${t.endedAt} IS NULL)`),
    index('import_job_by').on(t.createdBy, t.createdAt),
  ],
);

export const importRow = sqliteTable(
  'import_row',
  {
    jobId: text()
      .notNull()
      .references(() => importJob.id),
    /** As in the file, the heading being row 1. */
    rowNo: integer().notNull(),
    facilityId: text(),
    /** The columns of `facility` as they will be written, as far as they could be read. */
    data: json<Record<string, unknown>>(),
    problems: json<RowProblem[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.jobId, t.rowNo] }),
    index('import_row_facility').on(t.jobId, t.facilityId),
  ],
);
