import { endpoint, input, once, routes, signedIn } from '../../lib/http.ts';
import { idParam } from '../../lib/schema.ts';
import { draftImport } from './commands/draft.ts';
import { commitImport, discardImport } from './commands/finish.ts';
import { addRows, startImport } from './commands/receive.ts';
import { listImportChanges } from './queries/changes.ts';
import { getReport, listImports } from './queries/jobs.ts';
import {
  importChangesInput,
  importChangesSchema,
  importDoneSchema,
  importInput,
  importListSchema,
  importReportInput,
  importReportSchema,
  importRowsInput,
  importSchema,
} from './schema.ts';

const tag = 'imports';

export const importRoutes = routes()
  .get(
    '/staff/imports',
    endpoint({
      summary: 'Registers on their way in, the latest first',
      tag,
      answer: importListSchema,
      refusals: ['auth.required', 'auth.forbidden'],
    }),
    signedIn,
    async (c) => c.json(await listImports(c.var.actorCtx), 200),
  )
  .post(
    '/staff/imports',
    endpoint({
      summary: 'Begin to take a register in, or go on with the same file',
      tag,
      answer: importSchema,
      status: 201,
      refusals: ['auth.required', 'auth.forbidden', 'idempotency.mismatch'],
    }),
    signedIn,
    input('json', importInput),
    async (c) => c.json(await once(() => startImport(c.var.actorCtx, c.req.valid('json'))), 201),
  )
  .post(
    '/staff/imports/:id/rows',
    endpoint({
      summary: 'A part of its rows; sent again, it replaces itself',
      tag,
      answer: importSchema,
      refusals: ['auth.required', 'auth.forbidden', 'import.notFound', 'import.state'],
    }),
    signedIn,
    input('param', idParam),
    input('json', importRowsInput),
    async (c) =>
      c.json(await addRows(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .get(
    '/staff/imports/:id',
    endpoint({
      summary: 'Every problem by row and column, and what a commit would do',
      tag,
      answer: importReportSchema,
      refusals: ['auth.required', 'auth.forbidden', 'import.notFound'],
    }),
    signedIn,
    input('param', idParam),
    input('query', importReportInput),
    async (c) =>
      c.json(await getReport(c.var.actorCtx, c.req.valid('param').id, c.req.valid('query')), 200),
  )
  .get(
    '/staff/imports/:id/changes',
    endpoint({
      summary: 'Which places a commit would add or change, and which of their fields',
      tag,
      answer: importChangesSchema,
      refusals: ['auth.required', 'auth.forbidden', 'import.notFound'],
    }),
    signedIn,
    input('param', idParam),
    input('query', importChangesInput),
    async (c) =>
      c.json(
        await listImportChanges(c.var.actorCtx, c.req.valid('param').id, c.req.valid('query')),
        200,
      ),
  )
  .post(
    '/staff/imports/:id/draft',
    endpoint({
      summary:
        'Draft the next rows for search, ahead of the commit; again until draftedRowNo is lastRowNo',
      tag,
      answer: importSchema,
      refusals: [
        'auth.required',
        'auth.forbidden',
        'import.notFound',
        'import.state',
        'import.incomplete',
        'import.problems',
      ],
    }),
    signedIn,
    input('param', idParam),
    async (c) => c.json(await draftImport(c.var.actorCtx, c.req.valid('param').id), 200),
  )
  .post(
    '/staff/imports/:id/commit',
    endpoint({
      summary: 'Take all of it over at once, or nothing',
      tag,
      answer: importDoneSchema,
      refusals: [
        'auth.required',
        'auth.forbidden',
        'import.notFound',
        'import.state',
        'import.incomplete',
        'import.problems',
        'import.conflicts',
        'import.undrafted',
      ],
    }),
    signedIn,
    input('param', idParam),
    async (c) => c.json(await commitImport(c.var.actorCtx, c.req.valid('param').id), 200),
  )
  .post(
    '/staff/imports/:id/discard',
    endpoint({
      summary: 'Give it up',
      tag,
      answer: importSchema,
      refusals: ['auth.required', 'auth.forbidden', 'import.notFound', 'import.state'],
    }),
    signedIn,
    input('param', idParam),
    async (c) => c.json(await discardImport(c.var.actorCtx, c.req.valid('param').id), 200),
  );
