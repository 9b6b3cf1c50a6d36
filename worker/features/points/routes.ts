/** Points: one's own, the ledger's proof, and what staff do with budgets and corrections. */
import { endpoint, input, once, publicFor, routes, signedIn } from '../../lib/http.ts';
import { idParam } from '../../lib/schema.ts';
import { createProgramme, giveBudget } from './commands/programmes.ts';
import { decideReversal, proposeReversal } from './commands/reversals.ts';
import { getMyPoints, listMyEntries } from './queries/mine.ts';
import { listPosted } from './queries/posted.ts';
import { listProofs, proveNow } from './queries/proof.ts';
import { listProgrammes, listReversals } from './queries/staff.ts';
import {
  decideReversalInput,
  entriesInput,
  entriesSchema,
  fundInput,
  myPointsSchema,
  postedInput,
  postedListSchema,
  programmeInput,
  programmeSchema,
  programmesSchema,
  proofSchema,
  proofsSchema,
  reversalInput,
  reversalSchema,
  reversalsSchema,
} from './schema.ts';

const tag = 'points';

export const pointsRoutes = routes()
  .get(
    '/me/points',
    endpoint({
      summary: 'What I can spend, what is held, and when what lapses',
      tag,
      answer: myPointsSchema,
      refusals: ['auth.required'],
    }),
    signedIn,
    async (c) => c.json(await getMyPoints(c.var.actorCtx), 200),
  )
  .get(
    '/me/points/entries',
    endpoint({
      summary: 'What happened to my points, the latest first',
      tag,
      answer: entriesSchema,
      refusals: ['auth.required'],
    }),
    signedIn,
    input('query', entriesInput),
    async (c) => c.json(await listMyEntries(c.var.actorCtx, c.req.valid('query')), 200),
  )
  .get(
    '/points/proofs',
    endpoint({
      summary: 'The whole ledger added up, a day each: totals only',
      tag,
      answer: proofsSchema,
    }),
    publicFor(300),
    async (c) => c.json(await listProofs(c.var.ctx), 200),
  )
  .post(
    '/staff/points/proof',
    endpoint({
      summary: 'Add the whole ledger up at this moment; keeps nothing',
      tag,
      answer: proofSchema,
      refusals: ['auth.required', 'auth.forbidden'],
    }),
    signedIn,
    async (c) => c.json(await proveNow(c.var.actorCtx), 200),
  )
  .get(
    '/staff/points/programmes',
    endpoint({
      summary: 'Programmes and what is left of their budgets',
      tag,
      answer: programmesSchema,
      refusals: ['auth.required', 'auth.forbidden'],
    }),
    signedIn,
    async (c) => c.json(await listProgrammes(c.var.actorCtx), 200),
  )
  .post(
    '/staff/points/programmes',
    endpoint({
      summary: 'Begin a programme',
      tag,
      answer: programmeSchema,
      status: 201,
      refusals: ['auth.required', 'auth.forbidden', 'programme.exists', 'idempotency.mismatch'],
    }),
    signedIn,
    input('json', programmeInput),
    async (c) =>
      c.json(await once(() => createProgramme(c.var.actorCtx, c.req.valid('json'))), 201),
  )
  .post(
    '/staff/points/programmes/:id/fund',
    endpoint({
      summary: 'Give a programme points to hand out',
      tag,
      answer: programmeSchema,
      status: 201,
      refusals: ['auth.required', 'auth.forbidden', 'programme.notFound', 'idempotency.mismatch'],
    }),
    signedIn,
    input('param', idParam),
    input('json', fundInput),
    async (c) =>
      c.json(
        await once(() => giveBudget(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json'))),
        201,
      ),
  )
  .get(
    '/staff/points/transactions',
    endpoint({
      summary: 'What can be corrected, the latest first',
      tag,
      answer: postedListSchema,
      refusals: ['auth.required', 'auth.forbidden'],
    }),
    signedIn,
    input('query', postedInput),
    async (c) => c.json(await listPosted(c.var.actorCtx, c.req.valid('query')), 200),
  )
  .get(
    '/staff/points/reversals',
    endpoint({
      summary: 'Corrections, proposed and decided',
      tag,
      answer: reversalsSchema,
      refusals: ['auth.required', 'auth.forbidden'],
    }),
    signedIn,
    async (c) => c.json(await listReversals(c.var.actorCtx), 200),
  )
  .post(
    '/staff/points/reversals',
    endpoint({
      summary: 'Propose to undo what was posted',
      tag,
      answer: reversalSchema,
      status: 201,
      refusals: [
        'auth.required',
        'auth.forbidden',
        'transaction.notFound',
        'reversal.kind',
        'reversal.exists',
        'idempotency.mismatch',
      ],
    }),
    signedIn,
    input('json', reversalInput),
    async (c) =>
      c.json(await once(() => proposeReversal(c.var.actorCtx, c.req.valid('json'))), 201),
  )
  .post(
    '/staff/points/reversals/:id/decide',
    endpoint({
      summary: 'Approve or decline a correction that somebody else proposed',
      tag,
      answer: reversalSchema,
      refusals: [
        'auth.required',
        'auth.forbidden',
        'reversal.notFound',
        'reversal.samePerson',
        'reversal.state',
        'points.short',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', decideReversalInput),
    async (c) =>
      c.json(
        await decideReversal(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json')),
        200,
      ),
  );
