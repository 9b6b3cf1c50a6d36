import { endpoint, input, routes, signedIn } from '../../lib/http.ts';
import { idParam } from '../../lib/schema.ts';
import { getToday, listWorkplaces, lookUpPass } from './queries.ts';
import { passInput, passSchema, todayInput, todaySchema, workplacesSchema } from './schema.ts';

const tag = 'desk';

export const deskRoutes = routes()
  .get(
    '/staff/workplaces',
    endpoint({
      summary: 'Where I work, and how much there is today',
      tag,
      answer: workplacesSchema,
      refusals: ['auth.required', 'auth.expired', 'auth.forbidden'],
    }),
    signedIn,
    async (c) => c.json(await listWorkplaces(c.var.actorCtx), 200),
  )
  .get(
    '/staff/facilities/:id/today',
    endpoint({
      summary: 'Everything a place has on a day',
      tag,
      answer: todaySchema,
      refusals: ['auth.required', 'auth.expired', 'auth.forbidden', 'facility.notFound'],
    }),
    signedIn,
    input('param', idParam),
    input('query', todayInput),
    async (c) =>
      c.json(await getToday(c.var.actorCtx, c.req.valid('param').id, c.req.valid('query').on), 200),
  )
  .post(
    // A POST although it only reads: a code must not stand in an address.
    '/staff/passes/look-up',
    endpoint({
      summary: 'What a code stands for, whichever service gave it',
      tag,
      answer: passSchema,
      refusals: ['auth.required', 'auth.expired', 'pass.notFound'],
    }),
    signedIn,
    input('json', passInput),
    async (c) => c.json(await lookUpPass(c.var.actorCtx, c.req.valid('json').code), 200),
  );
