/** Keeping the register true: for staff, and for whoever sees that something is wrong. */
import {
  type AppEnv,
  endpoint,
  input,
  maybeSignedIn,
  once,
  publicFor,
  routes,
  signedIn,
} from '../../lib/http.ts';
import { keyedHash } from '../../lib/ids.ts';
import { addressOf, isDevelopment, isLoopback } from '../../lib/platform.ts';
import { idParam } from '../../lib/schema.ts';
import { createCondition, liftCondition } from '../directory/commands/conditions.ts';
import { confirmFacility, editFacility } from '../directory/commands/edit.ts';
import { mergeFacility } from '../directory/commands/merge.ts';
import { findRecords, getRecord, listChanges } from '../directory/queries/records.ts';
import { liftBanner, putUpBanner } from './commands/banners.ts';
import { decideReport, fileReport } from './commands/reports.ts';
import { listBanners } from './queries/banners.ts';
import { getQueue } from './queries/queue.ts';
import {
  bannerInput,
  bannersInput,
  bannersSchema,
  changesSchema,
  conditionInput,
  confirmInput,
  decideInput,
  editInput,
  findInput,
  foundRecordsSchema,
  liftConditionInput,
  mergedSchema,
  mergeInput,
  queueSchema,
  recordSchema,
  reportedSchema,
  reportInput,
  staffBannerSchema,
  staffConditionSchema,
  staffReportSchema,
} from './schema.ts';

const tag = 'upkeep';

const recordRoutes = routes()
  .get(
    '/staff/facilities',
    endpoint({
      summary: 'Records in my scope, by name, address or id',
      tag,
      answer: foundRecordsSchema,
      refusals: ['auth.required', 'auth.forbidden'],
    }),
    signedIn,
    input('query', findInput),
    async (c) => c.json(await findRecords(c.var.actorCtx, c.req.valid('query').q), 200),
  )
  .get(
    '/staff/facilities/:id/record',
    endpoint({
      summary: 'A record of the register, with what may be done to it',
      tag,
      answer: recordSchema,
      refusals: ['auth.required', 'auth.forbidden', 'facility.notFound'],
    }),
    signedIn,
    input('param', idParam),
    async (c) => c.json(await getRecord(c.var.actorCtx, c.req.valid('param').id), 200),
  )
  .patch(
    '/staff/facilities/:id',
    endpoint({
      summary: 'Change a record of the register',
      tag,
      answer: recordSchema,
      refusals: [
        'auth.required',
        'auth.forbidden',
        'facility.notFound',
        'facility.same',
        'position.outside',
        'facility.changed',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', editInput),
    async (c) =>
      c.json(await editFacility(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .get(
    '/staff/facilities/:id/changes',
    endpoint({
      summary: 'What has been changed in a record, field by field',
      tag,
      answer: changesSchema,
      refusals: ['auth.required', 'auth.forbidden', 'facility.notFound'],
    }),
    signedIn,
    input('param', idParam),
    async (c) => c.json(await listChanges(c.var.actorCtx, c.req.valid('param').id), 200),
  )
  .post(
    '/staff/facilities/:id/confirm',
    endpoint({
      summary: 'Confirm that a record is right',
      tag,
      answer: recordSchema,
      refusals: ['auth.required', 'auth.forbidden', 'facility.notFound', 'facility.changed'],
    }),
    signedIn,
    input('param', idParam),
    input('json', confirmInput),
    async (c) =>
      c.json(
        await confirmFacility(
          c.var.actorCtx,
          c.req.valid('param').id,
          c.req.valid('json').revision,
        ),
        200,
      ),
  )
  .post(
    '/staff/conditions',
    endpoint({
      summary: 'Say how a place stands until a moment',
      tag,
      answer: staffConditionSchema,
      status: 201,
      refusals: [
        'auth.required',
        'auth.forbidden',
        'idempotency.mismatch',
        'facility.notFound',
        'scene.notFound',
        'condition.interval',
        'condition.past',
      ],
    }),
    signedIn,
    input('json', conditionInput),
    async (c) =>
      c.json(await once(() => createCondition(c.var.actorCtx, c.req.valid('json'))), 201),
  )
  .post(
    '/staff/conditions/:id/lift',
    endpoint({
      summary: 'Say that it is over',
      tag,
      answer: staffConditionSchema,
      refusals: ['auth.required', 'auth.forbidden', 'condition.notFound', 'condition.state'],
    }),
    signedIn,
    input('param', idParam),
    input('json', liftConditionInput),
    async (c) =>
      c.json(
        await liftCondition(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json').reason),
        200,
      ),
  );

const publicRoutes = routes()
  .get(
    '/banners',
    endpoint({ summary: 'What stands over the pages of a place now', tag, answer: bannersSchema }),
    publicFor(15, 15),
    input('query', bannersInput),
    async (c) => c.json(await listBanners(c.var.ctx, c.req.valid('query')), 200),
  )
  .post(
    '/facilities/:id/reports',
    endpoint({
      summary: 'Say that something about a place is wrong; signed in or not',
      tag,
      answer: reportedSchema,
      status: 201,
      refusals: ['facility.notFound', 'report.limit', 'idempotency.mismatch'],
    }),
    maybeSignedIn,
    input('param', idParam),
    input('json', reportInput),
    async (c) => {
      const from = {
        actor: c.var.actorCtx ?? null,
        addressHash: await addressHash(c.env, c.req.raw),
      };
      const { id } = c.req.valid('param');
      return c.json(await once(() => fileReport(c.var.ctx, id, c.req.valid('json'), from)), 201);
    },
  );

/** Kept only to count: nobody can read an address out of it. */
async function addressHash(env: AppEnv['Bindings'], request: Request): Promise<string> {
  const address = addressOf(request);
  const isExempt = isDevelopment(env) && isLoopback(address);
  return isExempt ? '' : keyedHash(env.AUTH_SECRET, `report ${address}`);
}

const queueRoutes = routes()
  .get(
    '/staff/upkeep',
    endpoint({
      summary: 'What is to be done about the register in my scope',
      tag,
      answer: queueSchema,
      refusals: ['auth.required', 'auth.forbidden'],
    }),
    signedIn,
    async (c) => c.json(await getQueue(c.var.actorCtx), 200),
  )
  .post(
    '/staff/reports/:id/decide',
    endpoint({
      summary: 'Accept or decline a report, once',
      tag,
      answer: staffReportSchema,
      refusals: ['auth.required', 'report.notFound', 'report.state'],
    }),
    signedIn,
    input('param', idParam),
    input('json', decideInput),
    async (c) =>
      c.json(await decideReport(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .post(
    '/staff/banners',
    endpoint({
      summary: 'Put a banner over pages for a period',
      tag,
      answer: staffBannerSchema,
      status: 201,
      refusals: [
        'auth.required',
        'auth.forbidden',
        'idempotency.mismatch',
        'thing.notFound',
        'banner.interval',
        'banner.past',
      ],
    }),
    signedIn,
    input('json', bannerInput),
    async (c) => c.json(await once(() => putUpBanner(c.var.actorCtx, c.req.valid('json'))), 201),
  )
  .post(
    '/staff/banners/:id/lift',
    endpoint({
      summary: 'Take a banner down early',
      tag,
      answer: staffBannerSchema,
      refusals: ['auth.required', 'auth.forbidden', 'banner.notFound', 'banner.state'],
    }),
    signedIn,
    input('param', idParam),
    input('json', liftConditionInput),
    async (c) =>
      c.json(
        await liftBanner(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json').reason),
        200,
      ),
  )
  .post(
    '/staff/facilities/:id/merge',
    endpoint({
      summary: 'Merge a record into another of the same place',
      tag,
      answer: mergedSchema,
      refusals: [
        'auth.required',
        'auth.forbidden',
        'facility.notFound',
        'facility.busy',
        'facility.holds',
        'facility.retired',
        'alias.taken',
        'alias.retired',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', mergeInput),
    async (c) =>
      c.json(
        await mergeFacility(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json')),
        200,
      ),
  );

export const upkeepRoutes = routes()
  .route('/', publicRoutes)
  .route('/', recordRoutes)
  .route('/', queueRoutes);
