/** What the map asks for: the places of a list as points, and the schematic. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { FacilityPoint, MapShapes } from '../../worker/features/directory/schema.ts';
import { mapShape } from '../../worker/features/directory/tables.ts';
import { codeOf, countedD1, db, linliAt, smallSubdistrict } from './world.ts';

const linli = linliAt();

beforeAll(async () => {
  await smallSubdistrict();
  await db.insert(mapShape).values([
    {
      id: 'water-canal',
      kind: 'water',
      name: '河',
      refId: null,
      geometry: {
        type: 'LineString',
        coordinates: [
          [120, 30.28],
          [120.01, 30.28],
        ],
      },
      sort: 400,
    },
    {
      id: 'zone-za',
      kind: 'zone',
      name: '甲片区',
      refId: 'za',
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [120, 30.28],
            [120.01, 30.28],
            [120.01, 30.29],
            [120, 30.28],
          ],
        ],
      },
      sort: 0,
    },
  ]);
});

async function pointsOf(query: string) {
  const reply = await linli.get(`/api/v1/facilities/points?${query}`);
  expect(reply.status).toBe(200);
  return reply.body as { items: FacilityPoint[]; total: number };
}

const idsOf = ({ items }: { items: FacilityPoint[] }) => items.map(({ id }) => id);

describe('points on the map', () => {
  it('are the places of the list, flat, nearest first, with the same way and state', async () => {
    const { items, total } = await pointsOf('near=120.004,30.288&pace=slow');
    expect(total).toBe(2);
    expect(items[0]).toEqual({
      id: 'hall',
      name: '甲中心',
      level: 'community',
      category: 'culture',
      sign: null,
      lng: 120.005,
      lat: 30.288,
      state: 'open',
      until: '2026-11-25T21:00:00+08:00',
      metres: 120,
      minutes: 3,
      bearing: 90,
    });
    expect(items[1]?.id).toBe('far');
  });

  it.each([
    'zone=zb',
    'community=ca',
    'level=estate',
    'category=culture',
    'verb=dine',
    'open=now',
    'q=甲',
    'near=120.004,30.288&within=5',
    'near=120.004,30.288&open=now',
    'needs=wheelchair&fit=only',
  ])('obey the filters of the list: %s', async (query) => {
    const list = await linli.get(`/api/v1/facilities?${query}`);
    const { items, total } = list.body as { items: { id: string }[]; total: number };
    const points = await pointsOf(query);
    expect([idsOf(points), points.total]).toEqual([items.map(({ id }) => id), total]);
  });

  it('say how they fit what somebody needs, only when asked', async () => {
    const { items } = await pointsOf('needs=nursing_room&zone=za');
    expect(items[0]?.fit).toEqual({ fits: 'no', missing: ['nursing_room'], unchecked: [] });
    expect((await pointsOf('zone=za')).items[0]).not.toHaveProperty('fit');
  });

  it('are those inside a box when one is asked for, its edges included', async () => {
    expect(idsOf(await pointsOf('bbox=120.005,30.28,120.01,30.288'))).toEqual(['hall']);
    expect(idsOf(await pointsOf('bbox=120.006,30.28,120.01,30.29'))).toEqual([]);
  });

  it('are cut at the limit, and say how many there are', async () => {
    const { items, total } = await pointsOf('near=120.02,30.288&limit=1');
    expect([items.map(({ id }) => id), total]).toEqual([['far'], 2]);
  });

  it.each([
    'bbox=120,30,121',
    'bbox=121,30,120,31',
    'bbox=120,31,121,30',
    'bbox=a,b,c,d',
    'limit=1001',
  ])('refuse %s', async (query) => {
    const reply = await linli.get(`/api/v1/facilities/points?${query}`);
    expect([reply.status, codeOf(reply)]).toEqual([400, 'input.invalid']);
  });

  it('take one round trip, and so do the shapes', async () => {
    for (const path of ['/facilities/points?near=120,30', '/map-shapes']) {
      const counted = countedD1();
      await linli.get(`/api/v1${path}`, { env: counted.env });
      expect(counted.trips()).toBe(1);
    }
  });
});

describe('the schematic', () => {
  it('names its datum and comes in the order in which it is drawn', async () => {
    const reply = await linli.get('/api/v1/map-shapes');
    const { datum, features } = reply.body as MapShapes;
    expect(datum).toBe('gcj02');
    expect(features.map(({ id }) => id)).toEqual(['zone-za', 'water-canal']);
    expect(features[0]?.properties).toEqual({ kind: 'zone', name: '甲片区', refId: 'za' });
  });
});
