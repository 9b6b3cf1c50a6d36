/** What goes out of the whole reference district, read by programs from outside this project. docs/standards.md names them. */
import { env } from 'cloudflare:workers';
import { check } from '@placemarkio/check-geojson';
import type { FeatureCollection, Point } from 'geojson';
import { beforeAll, describe, expect, it } from 'vitest';
import { referenceDistrict } from '../../drizzle/demo/district.ts';
import { loadReferenceDistrict } from '../../drizzle/demo/load.ts';
import { toGcj02 } from '../../worker/lib/datum.ts';
import { countedD1, linliAt, NOW, ORIGIN } from './world.ts';

const linli = linliAt();
const district = referenceDistrict(NOW);

beforeAll(async () => {
  await loadReferenceDistrict(env.DB, NOW);
});

describe('GeoJSON', () => {
  it.each([
    ['facilities.geojson', district.facility],
    ['coverage.geojson', district.estate],
  ])('of %s is valid, and leads back to where its points were registered', async (file, rows) => {
    const reply = await linli.get(`/api/v1/${file}`);
    expect(reply.headers.get('Content-Type')).toBe('application/geo+json');
    const { features } = check(JSON.stringify(reply.body)) as FeatureCollection<Point>;
    const placeOf = new Map(rows.map(({ id, lng, lat }) => [id, { lng, lat }]));
    expect(new Set(features.map(({ id }) => id))).toEqual(new Set(placeOf.keys()));
    for (const { id, geometry } of features) {
      const [lng = 0, lat = 0] = geometry.coordinates;
      const back = toGcj02({ lng, lat }, 'wgs84');
      const place = placeOf.get(String(id)) ?? { lng: 0, lat: 0 };
      const offDeg = Math.max(Math.abs(back.lng - place.lng), Math.abs(back.lat - place.lat));
      expect([id, offDeg < 3e-6]).toEqual([id, true]);
    }
  });
});

describe('the list of pages', () => {
  it('names everything that has a page, once, in one round trip', async () => {
    const counted = countedD1();
    const { body } = await linli.get('/sitemap.xml', { env: counted.env });
    expect(counted.trips()).toBe(1);
    const pages = [...String(body).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc = '']) => loc);
    expect(new Set(pages).size).toBe(pages.length);
    const ahead = district.activitySession
      .filter(({ state, endAt }) => state === 'scheduled' && endAt > NOW)
      .map(({ activityId }) => activityId);
    const wanted: [string, string[]][] = [
      ['facilities', district.facility.map(({ id }) => id)],
      ['services', district.service.map(({ id }) => id)],
      ['venues', district.venue.filter(({ state }) => state === 'open').map(({ id }) => id)],
      ['canteens', district.canteen.map(({ id }) => id)],
      ['activities', [...new Set(ahead)]],
    ];
    for (const [folder, ids] of wanted) {
      const start = `${ORIGIN}/${folder}/`;
      const named = pages.filter((page) => page.startsWith(start) && page !== start);
      expect([folder, named.sort()]).toEqual([folder, ids.map((id) => `${start}${id}/`).sort()]);
    }
  });
});
