/** The pages of the site for search engines (sitemaps.org). */
import type { Context } from '../../../lib/context.ts';
import { dayOf } from '../../../lib/time.ts';
import { pagesQuery } from '../../directory/queries/wholeRecords.ts';
import { type PageKind, pagesOfEntriesQuery } from '../../search/queries/pages.ts';

/** The protocol allows 50,000 addresses in a file. */
const MOST = 50_000;

/** Pages that are there whatever the register says. */
const PAGES = [
  '/',
  '/facilities/',
  '/services/',
  '/venues/',
  '/canteens/',
  '/activities/',
  '/circle/',
  '/coverage/',
  '/data/',
];

/** Where pages of a kind are. */
const FOLDERS: Record<PageKind, string> = {
  service: '/services/',
  venue: '/venues/',
  canteen: '/canteens/',
  activity: '/activities/',
};

/** `origin` is that of the request: `https://…` without a slash at its end. One round trip. */
export async function sitemapOf(ctx: Context, origin: string): Promise<string> {
  const [places, entries] = await ctx.db.batch([pagesQuery(ctx, MOST), pagesOfEntriesQuery(ctx)]);
  const urls = [
    ...PAGES.map((path) => `<url><loc>${origin}${path}</loc></url>`),
    ...entries.map(({ kind, id }) => `<url><loc>${origin}${FOLDERS[kind]}${id}/</loc></url>`),
    ...places.map(({ id, revisedAt, checkedOn }) => {
      const revisedOn = revisedAt > 0 ? dayOf(revisedAt) : null;
      const lastmod = [revisedOn, checkedOn]
        .filter((day) => day !== null)
        .sort()
        .pop();
      const changed = lastmod ? `<lastmod>${lastmod}</lastmod>` : '';
      return `<url><loc>${origin}/facilities/${id}/</loc>${changed}</url>`;
    }),
  ].slice(0, MOST);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('\n')}\n</urlset>\n`;
}

/** What robots may read, and where the list of pages is. */
export function robotsOf(origin: string): string {
  const closed = ['/staff/', '/mine/', '/embed/', '/api/'];
  return `User-agent: *\n${closed.map((path) => `Disallow: ${path}\n`).join('')}Sitemap: ${origin}/sitemap.xml\n`;
}
