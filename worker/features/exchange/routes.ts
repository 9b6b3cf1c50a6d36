/** The register for other people's programs: files, HSDS, and the pages for search engines. */

import { endpoint, input, publicFor, routes } from '../../lib/http.ts';
import { recordsInput } from '../directory/schema.ts';
import { facilitiesCsv, facilitiesGeojson } from './queries/files.ts';
import { robotsOf, sitemapOf } from './queries/sitemap.ts';
import { csvSchema, geojsonSchema } from './schema.ts';

const tag = 'exchange';

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

/** Beside the API: what search engines ask of every site. */
export const crawlerRoutes = routes()
  .get('/sitemap.xml', publicFor(600), async (c) =>
    c.body(await sitemapOf(c.var.ctx, new URL(c.req.url).origin), 200, {
      'Content-Type': 'application/xml; charset=utf-8',
    }),
  )
  .get('/robots.txt', (c) => c.text(robotsOf(new URL(c.req.url).origin)));
