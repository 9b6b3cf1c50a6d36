/** The register for other people's programs: files, HSDS, and the pages for search engines. */

import { endpoint, input, publicFor, routes } from '../../lib/http.ts';
import { recordsInput } from '../directory/schema.ts';
import { facilitiesCsv, facilitiesGeojson } from './queries/files.ts';
import {
  hsdsOrganization,
  hsdsOrganizations,
  hsdsService,
  hsdsServiceAtLocation,
  hsdsServiceAtLocations,
  hsdsServices,
  hsdsTaxonomies,
  hsdsTaxonomy,
  hsdsTerm,
  hsdsTerms,
} from './queries/hsds.ts';
import { robotsOf, sitemapOf } from './queries/sitemap.ts';
import {
  csvSchema,
  geojsonSchema,
  hsdsAboutSchema,
  hsdsFullServiceInput,
  hsdsInput,
  hsdsOrganizationInput,
  hsdsPageSchema,
  hsdsParam,
  hsdsTaxonomyInput,
  hsdsTermInput,
  hsdsThingSchema,
} from './schema.ts';

const tag = 'exchange';
const hsds = 'hsds';
const HSDS_PROFILE = 'https://docs.openreferral.org/en/3.0/hsds/schema_reference.html';

export const exchangeRoutes = routes()
  .get(
    '/facilities.csv',
    endpoint({
      summary: 'The list as a table: the columns that the import takes, positions in GCJ-02',
      tag,
      answer: csvSchema,
      mediaType: 'text/csv',
    }),
    publicFor(60),
    input('query', recordsInput),
    async (c) =>
      c.body(await facilitiesCsv(c.var.ctx, c.req.valid('query')), 200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="facilities.csv"',
      }),
  )
  .get(
    '/facilities.geojson',
    endpoint({
      summary: 'The list as GeoJSON (RFC 7946), in WGS-84',
      tag,
      answer: geojsonSchema,
      mediaType: 'application/geo+json',
    }),
    publicFor(60),
    input('query', recordsInput),
    async (c) =>
      c.body(JSON.stringify(await facilitiesGeojson(c.var.ctx, c.req.valid('query'))), 200, {
        'Content-Type': 'application/geo+json',
        'Content-Disposition': 'attachment; filename="facilities.geojson"',
      }),
  );

/** HSDS 3.0 (https://docs.openreferral.org): the read API that directories of services share. */
export const hsdsRoutes = routes()
  .get(
    '/hsds',
    endpoint({ summary: 'HSDS: which version this is', tag: hsds, answer: hsdsAboutSchema }),
    publicFor(300),
    (c) => {
      const here = new URL(c.req.url).origin;
      const about = {
        version: '3.0',
        profile: HSDS_PROFILE,
        openapi_url: `${here}/api/v1/openapi.json`,
      };
      return c.json(about, 200);
    },
  )
  .get(
    '/hsds/services',
    endpoint({ summary: 'HSDS: services', tag: hsds, answer: hsdsPageSchema }),
    publicFor(300),
    input('query', hsdsInput),
    async (c) => c.json(await hsdsServices(c.var.ctx, c.req.valid('query')), 200),
  )
  .get(
    '/hsds/services/:id',
    endpoint({
      summary: 'HSDS: one service, nested',
      tag: hsds,
      answer: hsdsThingSchema,
      refusals: ['hsds.notFound'],
    }),
    publicFor(300),
    input('param', hsdsParam),
    async (c) => c.json(await hsdsService(c.var.ctx, c.req.valid('param').id), 200),
  )
  .get(
    '/hsds/service_at_locations',
    endpoint({ summary: 'HSDS: services at their places', tag: hsds, answer: hsdsPageSchema }),
    publicFor(300),
    input('query', hsdsInput),
    async (c) => c.json(await hsdsServiceAtLocations(c.var.ctx, c.req.valid('query')), 200),
  )
  .get(
    '/hsds/service_at_locations/:id',
    endpoint({
      summary: 'HSDS: one service at one place',
      tag: hsds,
      answer: hsdsThingSchema,
      refusals: ['hsds.notFound'],
    }),
    publicFor(300),
    input('param', hsdsParam),
    async (c) => c.json(await hsdsServiceAtLocation(c.var.ctx, c.req.valid('param').id), 200),
  )
  .get(
    '/hsds/organizations',
    endpoint({ summary: 'HSDS: who runs the places', tag: hsds, answer: hsdsPageSchema }),
    publicFor(300),
    input('query', hsdsOrganizationInput),
    async (c) => c.json(await hsdsOrganizations(c.var.ctx, c.req.valid('query')), 200),
  )
  .get(
    '/hsds/organizations/:id',
    endpoint({
      summary: 'HSDS: one organization, nested',
      tag: hsds,
      answer: hsdsThingSchema,
      refusals: ['hsds.notFound'],
    }),
    publicFor(300),
    input('param', hsdsParam),
    input('query', hsdsFullServiceInput),
    async (c) => {
      const { full_service: fullServices = false } = c.req.valid('query');
      return c.json(await hsdsOrganization(c.var.ctx, c.req.valid('param').id, fullServices), 200);
    },
  )
  .get(
    '/hsds/taxonomies',
    endpoint({ summary: 'HSDS: taxonomies', tag: hsds, answer: hsdsPageSchema }),
    publicFor(300),
    input('query', hsdsTaxonomyInput),
    async (c) => c.json(await hsdsTaxonomies(c.req.valid('query')), 200),
  )
  .get(
    '/hsds/taxonomies/:id',
    endpoint({
      summary: 'HSDS: one taxonomy',
      tag: hsds,
      answer: hsdsThingSchema,
      refusals: ['hsds.notFound'],
    }),
    publicFor(300),
    input('param', hsdsParam),
    async (c) => c.json(await hsdsTaxonomy(c.req.valid('param').id), 200),
  )
  .get(
    '/hsds/taxonomy_terms',
    endpoint({ summary: 'HSDS: terms of the taxonomy', tag: hsds, answer: hsdsPageSchema }),
    publicFor(300),
    input('query', hsdsTermInput),
    async (c) => c.json(await hsdsTerms(c.req.valid('query')), 200),
  )
  .get(
    '/hsds/taxonomy_terms/:id',
    endpoint({
      summary: 'HSDS: one term',
      tag: hsds,
      answer: hsdsThingSchema,
      refusals: ['hsds.notFound'],
    }),
    publicFor(300),
    input('param', hsdsParam),
    async (c) => c.json(await hsdsTerm(c.req.valid('param').id), 200),
  );

/** Beside the API: what search engines ask of every site. */
export const crawlerRoutes = routes()
  .get('/sitemap.xml', publicFor(600), async (c) =>
    c.body(await sitemapOf(c.var.ctx, new URL(c.req.url).origin), 200, {
      'Content-Type': 'application/xml; charset=utf-8',
    }),
  )
  .get('/robots.txt', (c) => c.text(robotsOf(new URL(c.req.url).origin)));
