import { endpoint, input, once, publicFor, routes, signedIn } from '../../lib/http.ts';
import { idParam } from '../../lib/schema.ts';
import { beginNetwork, loadWays, putInForce } from './commands/network.ts';
import { getCoverage, getCoverageMap } from './queries/coverage.ts';
import { getCoverageFile } from './queries/coverageFile.ts';
import { getLifeCircle } from './queries/lifeCircle.ts';
import {
  coverageFileSchema,
  coverageMapSchema,
  coverageSchema,
  lifeCircleInput,
  lifeCircleSchema,
  networkInForceSchema,
  networkInput,
  putInForceInput,
  walkNetworkSchema,
  waysInput,
} from './schema.ts';

const tag = 'circle';

/** The register changes seldom; the whole district is worked out anew at most so often. */
const COVERAGE_FOR_S = 300;

export const circleRoutes = routes()
  .get(
    '/life-circle',
    endpoint({
      summary: 'What can be reached in 5, 10 and 15 minutes from a point or an estate',
      tag,
      answer: lifeCircleSchema,
      refusals: ['estate.notFound'],
    }),
    publicFor(60),
    input('query', lifeCircleInput),
    async (c) => c.json(await getLifeCircle(c.var.ctx, c.req.valid('query')), 200),
  )
  .get(
    '/coverage',
    endpoint({
      summary:
        'Which estates have what within reach, gaps ranked, floor for each hundred households',
      tag,
      answer: coverageSchema,
    }),
    publicFor(COVERAGE_FOR_S),
    async (c) => c.json(await getCoverage(c.var.ctx), 200),
  )
  .get(
    '/coverage.csv',
    endpoint({
      summary: 'The coverage as a table, from which every number of it can be recomputed',
      tag,
      answer: coverageFileSchema,
      mediaType: 'text/csv',
    }),
    publicFor(COVERAGE_FOR_S),
    async (c) => {
      c.header('Content-Disposition', 'attachment; filename="linli-coverage.csv"');
      return c.body(await getCoverageFile(c.var.ctx), 200, {
        'Content-Type': 'text/csv; charset=utf-8',
      });
    },
  )
  .get(
    '/coverage.geojson',
    endpoint({
      summary: 'The coverage as a layer for maps: estates in WGS-84',
      tag,
      answer: coverageMapSchema,
      mediaType: 'application/geo+json',
    }),
    publicFor(COVERAGE_FOR_S),
    async (c) =>
      c.body(JSON.stringify(await getCoverageMap(c.var.ctx)), 200, {
        'Content-Type': 'application/geo+json',
      }),
  )
  .post(
    '/staff/walk-networks',
    endpoint({
      summary: 'Begin a walking network',
      tag,
      answer: walkNetworkSchema,
      status: 201,
      refusals: ['auth.required', 'auth.expired', 'auth.forbidden', 'idempotency.mismatch'],
    }),
    signedIn,
    input('json', networkInput),
    async (c) => c.json(await once(() => beginNetwork(c.var.actorCtx, c.req.valid('json'))), 201),
  )
  .post(
    '/staff/walk-networks/:id/ways',
    endpoint({
      summary:
        'Load a part of a walking network: GeoJSON lines; the same part twice changes nothing',
      tag,
      answer: walkNetworkSchema,
      refusals: [
        'auth.required',
        'auth.expired',
        'auth.forbidden',
        'walkNetwork.notFound',
        'walkNetwork.state',
        'walkNetwork.invalid',
        'walkNetwork.tooLarge',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', waysInput),
    async (c) =>
      c.json(await loadWays(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .post(
    '/staff/walk-networks/:id/put-in-force',
    endpoint({
      summary: 'Let distances follow this network from now on, in place of the one before',
      tag,
      answer: networkInForceSchema,
      refusals: [
        'auth.required',
        'auth.expired',
        'auth.forbidden',
        'walkNetwork.notFound',
        'walkNetwork.state',
        'walkNetwork.empty',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', putInForceInput),
    async (c) => {
      const { reason } = c.req.valid('json');
      return c.json(await putInForce(c.var.actorCtx, c.req.valid('param').id, reason), 200);
    },
  );
