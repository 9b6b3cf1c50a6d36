/** What goes out: files that other programs, and our own import, take in as they are. */
import { check } from '@placemarkio/check-geojson';
import { eq } from 'drizzle-orm';
import gcoord from 'gcoord';
import type { FeatureCollection, Point } from 'geojson';
import Papa from 'papaparse';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  COLUMN_HEADINGS,
  COLUMN_KEYS,
} from '../../worker/features/directory/rules/registerColumns.ts';
import { facility, hoursException, scene } from '../../worker/features/directory/tables.ts';
import { readHeadings } from '../../worker/features/imports/rules/headings.ts';
import { type Ground, stageRow } from '../../worker/features/imports/rules/row.ts';
import { countedD1, db, linliAt, ORIGIN, smallSubdistrict } from './world.ts';

const linli = linliAt();

beforeAll(async () => {
  await smallSubdistrict();
  const [hall] = await db.select().from(facility).where(eq(facility.id, 'hall'));
  if (!hall) throw new Error('no hall');
  await db.batch([
    db.insert(facility).values({
      ...hall,
      id: 'odd',
      name: '=甲中心',
      aliases: ['老甲', '甲馆'],
      phone: '+86 571 8888 0000',
      summary: '有“引号”，还有,逗号',
      checkedOn: '2026-11-01',
      hours: [
        { spans: [{ days: [1, 2, 3, 4, 5], opens: '08:30', closes: '12:00' }] },
        { from: '07-01', until: '08-31', spans: [{ opens: '18:00', closes: '26:00' }] },
      ],
    }),
    db.insert(facility).values({ ...hall, id: 'gone', retiredAt: 1 }),
  ]);
});

async function table(query = ''): Promise<string[][]> {
  const reply = await linli.get(`/api/v1/facilities.csv${query}`);
  expect([reply.status, reply.headers.get('Content-Type')]).toEqual([
    200,
    'text/csv; charset=utf-8',
  ]);
  const { data, errors } = Papa.parse<string[]>(String(reply.body).replace(/^\ufeff/, ''), {
    skipEmptyLines: true,
  });
  expect(errors).toEqual([]);
  return data;
}

describe('the table', () => {
  it('has the columns of the import, under Chinese headings', async () => {
    const [headings = []] = await table();
    expect(headings).toEqual(COLUMN_KEYS.map((key) => COLUMN_HEADINGS[key][0]));
  });

  it('gives a spreadsheet nothing to reckon with', async () => {
    const rows = await table();
    expect(rows.flat().filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
    expect(rows.find(([id]) => id === 'odd')?.slice(0, 3)).toEqual([
      'odd',
      "'=甲中心",
      '老甲、甲馆',
    ]);
  });

  it('can be imported again and changes nothing', async () => {
    const [headings = [], ...rows] = await table();
    const { columns, missing } = readHeadings(headings);
    expect(missing).toEqual([]);
    const kept = await db.select().from(facility);
    const ground: Ground = {
      areas: {
        zones: [
          { id: 'za', letter: 'A', name: '甲片区' },
          { id: 'zb', letter: 'B', name: '乙片区' },
        ],
        communities: [
          { id: 'ca', zoneId: 'za', name: '甲社区' },
          { id: 'cb', zoneId: 'zb', name: '乙社区' },
        ],
        estates: [],
      },
      known: new Map(kept.map((row) => [row.id, row])),
      datum: 'gcj02',
      anywhere: true,
      today: '2026-11-25',
      toGcj02: (position) => position,
      spell: () => ({ pinyin: '', syllables: '' }),
    };
    for (const [index, row] of rows.entries()) {
      const cells = Object.fromEntries(columns.map((key, at) => [key, row[at] ?? '']));
      const staged = stageRow({ rowNo: index + 2, cells }, ground);
      const was = kept.find(({ id }) => id === staged.facilityId);
      expect(staged.problems.filter(({ code }) => /bad|empty|unknown/.test(code))).toEqual([]);
      expect([staged.data.name, staged.data.phone, staged.data.summary]).toEqual([
        was?.name,
        was?.phone,
        was?.summary,
      ]);
      expect(staged.data.hours).toEqual(was?.hours);
      expect([staged.data.lng, staged.data.lat]).toEqual([was?.lng, was?.lat]);
    }
  });
});

describe('GeoJSON', () => {
  async function features(query = '') {
    const reply = await linli.get(`/api/v1/facilities.geojson${query}`);
    expect(reply.headers.get('Content-Type')).toBe('application/geo+json');
    return check(JSON.stringify(reply.body)) as FeatureCollection<Point>;
  }

  it('is valid, in WGS-84, with a box around its points', async () => {
    const { bbox, features: all } = await features();
    const hall = all.find(({ id }) => id === 'hall');
    const [lng = 0, lat = 0] = hall?.geometry.coordinates ?? [];
    const back = gcoord.transform([lng, lat], gcoord.WGS84, gcoord.GCJ02);
    expect(Math.abs(back[0] - 120.005)).toBeLessThan(2e-6);
    expect(Math.abs(back[1] - 30.288)).toBeLessThan(2e-6);
    expect(bbox).toEqual([lng, expect.any(Number), expect.any(Number), expect.any(Number)]);
  });

  it('is empty and still valid where nothing fits', async () => {
    expect(await features('?category=market')).toEqual({ type: 'FeatureCollection', features: [] });
  });
});

describe('files', () => {
  it('keep to the filters of the list, in one round trip, and are not sent twice', async () => {
    for (const file of ['csv', 'geojson']) {
      const counted = countedD1();
      const path = `/api/v1/facilities.${file}?zone=zb&near=120,30.28&open=now`;
      const reply = await linli.get(path, { env: counted.env });
      expect([counted.trips(), JSON.stringify(reply.body)]).toEqual([
        1,
        expect.stringContaining('乙中心'),
      ]);
      expect(JSON.stringify(reply.body)).not.toContain('甲中心');
      const etag = reply.headers.get('ETag') ?? '';
      const again = await linli.get(path, { headers: { 'If-None-Match': etag } });
      expect([etag !== '', again.status]).toEqual([true, 304]);
    }
  });
});

describe('list, map, table and GeoJSON', () => {
  it('name the same places for the same filters, open by the same hours', async () => {
    const [hall] = await db.select().from(facility).where(eq(facility.id, 'hall'));
    if (!hall) throw new Error('no hall');
    const night = [{ spans: [{ opens: '18:00', closes: '20:00' }] }];
    const day = [{ spans: [{ opens: '08:00', closes: '20:00' }] }];
    const inside = { floor: 1, summary: '', audience: ['all' as const], sort: 0 };
    await db.batch([
      db.insert(facility).values([
        { ...hall, id: 'pool', name: '泳池中心', category: 'centre' },
        { ...hall, id: 'gate', name: '夜门中心', category: 'centre', hours: night },
      ]),
      db.insert(scene).values([
        {
          ...inside,
          id: 'swim',
          facilityId: 'pool',
          name: '泳池',
          category: 'sport',
          hours: night,
        },
        { ...inside, id: 'gym', facilityId: 'gate', name: '健身房', category: 'sport', hours: day },
      ]),
      db.insert(hoursException).values({
        id: 'odd-shut',
        facilityId: 'odd',
        fromOn: '2026-11-25',
        untilOn: '2026-11-25',
        spans: [],
        reason: '盘点',
        createdAt: 1,
      }),
    ]);
    for (const query of [
      '',
      'open=now',
      'category=sport',
      'category=sport&open=now',
      'category=centre&open=now',
      'zone=za&open=now&within=15',
      'needs=wheelchair&fit=only',
      'needs=nursing_room&fit=only&open=now',
      'q=中心&open=now',
    ]) {
      const asked = `near=120.004,30.288&${query}`;
      const list = await linli.get(`/api/v1/facilities?${asked}&limit=500`);
      const points = await linli.get(`/api/v1/facilities/points?${asked}`);
      const geojson = await linli.get(`/api/v1/facilities.geojson?${asked}`);
      const idsOf = (body: unknown, key: 'items' | 'features') =>
        (body as Record<string, { id: string }[]>)[key]?.map(({ id }) => id);
      const listed = idsOf(list.body, 'items');
      expect([query, idsOf(points.body, 'items')]).toEqual([query, listed]);
      expect([query, idsOf(geojson.body, 'features')]).toEqual([query, listed]);
      const [, ...rows] = await table(`?${asked}`);
      expect([query, rows.map(([id]) => id)]).toEqual([query, listed]);
    }
    const sport = await table('?category=sport&open=now');
    expect(sport.slice(1).map(([id]) => id)).toEqual(['gate']);
  });
});

describe('what search engines ask for', () => {
  it('is the list of pages, at absolute addresses, without places that are gone', async () => {
    const reply = await linli.get('/sitemap.xml');
    expect(reply.headers.get('Content-Type')).toBe('application/xml; charset=utf-8');
    expect(reply.body).toContain(
      `<url><loc>${ORIGIN}/facilities/odd/</loc><lastmod>2026-11-01</lastmod></url>`,
    );
    expect(reply.body).not.toMatch(/gone|staff|mine|embed/);
  });

  it('is where the list is, and what is not for robots', async () => {
    const { body } = await linli.get('/robots.txt');
    expect(body).toContain(`Sitemap: ${ORIGIN}/sitemap.xml\n`);
    expect(body).toContain('Disallow: /mine/\n');
  });
});
