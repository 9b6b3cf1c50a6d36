/** Keeping the register true: for staff, and for whoever sees that something is wrong. */
import { endpoint, input, once, routes, signedIn } from '../../lib/http.ts';
import { idParam } from '../../lib/schema.ts';
import { createCondition, liftCondition } from '../directory/commands/conditions.ts';
import { confirmFacility, editFacility } from '../directory/commands/edit.ts';
import { getRecord, listChanges } from '../directory/queries/records.ts';
import {
  changesSchema,
  conditionInput,
  confirmInput,
  editInput,
  liftConditionInput,
  recordSchema,
  staffConditionSchema,
} from './schema.ts';

const tag = 'upkeep';

const recordRoutes = routes()
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

export const upkeepRoutes = routes().route('/', recordRoutes);
