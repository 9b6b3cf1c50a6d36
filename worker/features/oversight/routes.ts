/** For the street: what became of points, and what looks wrong. */
import { endpoint, input, routes, signedIn } from '../../lib/http.ts';
import { listAnomalies } from './queries/anomalies.ts';
import { getFigures, getFiguresFile } from './queries/figures.ts';
import { anomaliesSchema, figuresFileSchema, figuresInput, figuresSchema } from './schema.ts';

const tag = 'points';

export const oversightRoutes = routes()
  .get(
    '/staff/points/figures',
    endpoint({
      summary: 'Points issued, spent and expired, by month, by rule and by place',
      tag,
      answer: figuresSchema,
      refusals: ['auth.required', 'auth.forbidden'],
    }),
    signedIn,
    input('query', figuresInput),
    async (c) => c.json(await getFigures(c.var.actorCtx, c.req.valid('query')), 200),
  )
  .get(
    '/staff/points/figures.csv',
    endpoint({
      summary: 'The figures as a table, from which every one of them can be added up',
      tag,
      answer: figuresFileSchema,
      mediaType: 'text/csv',
      refusals: ['auth.required', 'auth.forbidden'],
    }),
    signedIn,
    input('query', figuresInput),
    async (c) => {
      const { from, until } = c.req.valid('query');
      const file = await getFiguresFile(c.var.actorCtx, { from, until });
      const name = `linli-points-${from}-${until}.csv`;
      c.header('Content-Disposition', `attachment; filename="${name}"`);
      return c.body(file, 200, { 'Content-Type': 'text/csv; charset=utf-8' });
    },
  )
  .get(
    '/staff/points/anomalies',
    endpoint({
      summary: 'What stands out in the last 30 days, each with its rows',
      tag,
      answer: anomaliesSchema,
      refusals: ['auth.required', 'auth.forbidden'],
    }),
    signedIn,
    async (c) => c.json(await listAnomalies(c.var.actorCtx), 200),
  );
