import { DomainError } from '../../lib/errors.ts';
import { endpoint, input, routes, signedIn } from '../../lib/http.ts';
import { isDevelopment } from '../../lib/platform.ts';
import { readAllNotices, readNotice } from './commands/read.ts';
import { listNotices, listOutbox } from './queries.ts';
import {
  noticePageSchema,
  noticeParam,
  noticeSchema,
  noticesInput,
  outboxInput,
} from './schema.ts';

const tag = 'notices';

export const noticeRoutes = routes()
  .get(
    '/me/notices',
    endpoint({
      summary: 'The inbox, newest first',
      tag,
      answer: noticePageSchema,
      refusals: ['auth.required'],
    }),
    signedIn,
    input('query', noticesInput),
    async (c) => c.json(await listNotices(c.var.actorCtx, c.req.valid('query')), 200),
  )
  .post(
    '/me/notices/read-all',
    endpoint({
      summary: 'Mark every notice as read',
      tag,
      answer: null,
      refusals: ['auth.required'],
    }),
    signedIn,
    async (c) => {
      await readAllNotices(c.var.actorCtx);
      return c.body(null, 204);
    },
  )
  .post(
    '/me/notices/:id/read',
    endpoint({
      summary: 'Mark a notice as read',
      tag,
      answer: noticeSchema,
      refusals: ['auth.required', 'notice.notFound'],
    }),
    signedIn,
    input('param', noticeParam),
    async (c) => c.json(await readNotice(c.var.actorCtx, c.req.valid('param').id), 200),
  );

/** Under /api/dev, in development only: elsewhere these paths don't exist. */
export const devRoutes = routes()
  .use(async (c, next) => {
    if (!isDevelopment(c.env)) throw new DomainError('route.notFound');
    await next();
  })
  .get('/outbox', input('query', outboxInput), async (c) => {
    c.header('Cache-Control', 'no-store');
    return c.json(await listOutbox(c.var.ctx, c.req.valid('query').to), 200);
  });
