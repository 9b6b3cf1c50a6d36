/** Public shapes of a register on its way in. */
import * as z from 'zod';
import { instantOutput, plainText } from '../../lib/schema.ts';
import { COLUMN_KEYS, DATUMS } from '../directory/rules/registerColumns.ts';
import { READER_PROBLEMS, ROW_PROBLEMS, type RowProblemCode } from './rules/problems.ts';
import { LAST_ROW_NO, LONGEST_CELL, MOST_ROWS, ROWS_A_REQUEST, STATES } from './rules/states.ts';

export const FORMATS = ['csv', 'xlsx', 'geojson', 'hsds'] as const;

export const importInput = z.strictObject({
  fileName: plainText(200),
  /** SHA-256 of the file, in hex: the same file goes on with the job it began. */
  fileHash: z.string().regex(/^[0-9a-f]{64}$/),
  format: z.enum(FORMATS),
  datum: z.enum(DATUMS),
  anywhere: z.boolean().default(false),
  rowsTotal: z.int().min(1).max(MOST_ROWS),
});
export type ImportInput = z.output<typeof importInput>;

export const importRowsInput = z.strictObject({
  rows: z
    .array(
      z.strictObject({
        rowNo: z.int().min(1).max(LAST_ROW_NO),
        cells: z.partialRecord(z.enum(COLUMN_KEYS), z.string().max(LONGEST_CELL)),
        faults: z
          .array(z.strictObject({ code: z.enum(READER_PROBLEMS), value: z.string().max(500) }))
          .max(20)
          .optional(),
      }),
    )
    .min(1)
    .max(ROWS_A_REQUEST),
});
export type ImportRowsInput = z.output<typeof importRowsInput>;

/** What a commit would do, or did. What the file doesn't name stays as it is. */
const effectSchema = z.object({ added: z.int(), changed: z.int(), same: z.int() });

export const importSchema = z
  .object({
    id: z.string(),
    fileName: z.string(),
    fileHash: z.string(),
    format: z.enum(FORMATS),
    datum: z.enum(DATUMS),
    anywhere: z.boolean(),
    created: instantOutput,
    state: z.enum(STATES),
    rowsTotal: z.int(),
    rowsReceived: z.int(),
    /** Rows up to this one are here; a file goes on after it. */
    lastRowNo: z.int(),
    /** Rows up to this one are drafted for search. */
    draftedRowNo: z.int(),
  })
  .meta({ id: 'Import' });
export type ImportJob = z.infer<typeof importSchema>;

export const importListSchema = z.object({ items: z.array(importSchema) });

export const importReportInput = z.object({
  /** Rows up to this one are left out. */
  after: z.coerce.number().int().min(0).max(LAST_ROW_NO).default(0),
  limit: z.coerce.number().int().min(100).max(2000).default(500),
});

export const importReportSchema = z
  .object({
    job: importSchema,
    /** Problems that stop, and such as are only said. */
    problems: z.int(),
    notes: z.int(),
    effect: effectSchema,
    items: z.array(
      z.object({
        rowNo: z.int(),
        name: z.string(),
        column: z.enum(COLUMN_KEYS).nullable(),
        code: z.enum(Object.keys(ROW_PROBLEMS) as [RowProblemCode, ...RowProblemCode[]]),
        value: z.string(),
        hint: z.string(),
        stops: z.boolean(),
      }),
    ),
    /** `after` of the next part; null at the end. */
    next: z.int().nullable(),
  })
  .meta({ id: 'ImportReport' });
export type ImportReport = z.infer<typeof importReportSchema>;

export const importChangesInput = z.object({
  /** Rows up to this one are left out. */
  after: z.coerce.number().int().min(0).max(LAST_ROW_NO).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ImportChangesInput = z.output<typeof importChangesInput>;

export const importChangesSchema = z
  .object({
    items: z.array(
      z.object({
        rowNo: z.int(),
        id: z.string(),
        name: z.string(),
        added: z.boolean(),
        /** Empty for a place that is added: all of it is new. */
        fields: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
      }),
    ),
    /** `after` of the next part; null at the end. */
    next: z.int().nullable(),
  })
  .meta({ id: 'ImportChanges' });
export type ImportChanges = z.infer<typeof importChangesSchema>;

export const importDoneSchema = z
  .object({ job: importSchema, effect: effectSchema })
  .meta({ id: 'ImportDone' });
export type ImportDone = z.infer<typeof importDoneSchema>;
