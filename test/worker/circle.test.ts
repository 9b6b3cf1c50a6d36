import { eq } from 'drizzle-orm';
import Papa from 'papaparse';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Coverage, CoverageMap, LifeCircle } from '../../worker/features/circle/schema.ts';
import type { Category, Level } from '../../worker/features/directory/rules/kinds.ts';
import { METRES_PER_DEGREE } from '../../worker/features/directory/rules/walk.ts';
import { estate, facility, scene } from '../../worker/features/directory/tables.ts';
import { codeOf, countedD1, db, linliAt, smallSubdistrict, UNCHECKED } from './world.ts';

const linli = linliAt();

/** Where `home` lies. */
const HOME = { lng: 120.004, lat: 30.288 };
const north = (metres: number) => ({ lng: HOME.lng, lat: HOME.lat + metres / METRES_PER_DEGREE });

/** A place so many metres north of `home` in a straight line. */
function placeAt(id: string, category: Category, level: Level, metres: number) {
  return db.insert(facility).values({
    id,
    level,
    category,
    name: id,
    pinyin: id,
    summary: '',
    zoneId: 'za',
    communityId: 'ca',
    estateId: level === 'estate' ? 'home' : null,
    address: '',
    ...north(metres),
    datum: 'gcj02',
    areaM2: 100,
    hours: null,
    access: { ...UNCHECKED, step_free: { answer: metres > 400 ? 'yes' : 'no', note: '侧门' } },
    audience: ['all'],
  });
}

beforeAll(async () => {
  await smallSubdistrict();
  await db.batch([
    db.insert(estate).values({
      id: 'edge',
      communityId: 'cb',
      name: '乙小区',
      pinyin: 'yi',
      households: 200,
      ...north(2000),
    }),
    placeAt('canteen', 'dining', 'community', 230),
    placeAt('canteen-large', 'dining', 'subdistrict', 100),
    placeAt('canteen-far', 'dining', 'estate', 700),
    placeAt('clinic', 'health', 'subdistrict', 500),
    placeAt('centre', 'centre', 'subdistrict', 760),
    placeAt('park', 'green', 'community', 90),
  ]);
  await db.insert(scene).values({
    id: 'reading-room',
    facilityId: 'centre',
    floor: 2,
    name: '书房',
    category: 'reading',
    summary: '',
    audience: ['all'],
    hours: null,
    sort: 1,
  });
});

async function circle(search: string): Promise<LifeCircle> {
  return (await linli.get(`/api/v1/life-circle?${search}`)).body as LifeCircle;
}

const requirementOf = ({ requirements }: LifeCircle, id: string) =>
  requirements.find((one) => one.id === id);

describe('the life circle', () => {
  it('names for each requirement the nearest place that counts, with metres, minutes and tier', async () => {
    const found = await circle('estate=home');
    expect(found).toMatchObject({
      from: { ...HOME, datum: 'gcj02' },
      estate: { id: 'home', name: '甲小区' },
      pace: 'ordinary',
      method: { by: 'straight_line', network: null, detourFactor: 1.3, speedMPerS: 1.1 },
      reach: [
        { tier: 5, metres: 300 },
        { tier: 10, metres: 500 },
        { tier: 15, metres: 1000 },
      ],
    });
    expect(requirementOf(found, 'dining-5')).toMatchObject({
      met: true,
      nearer: null,
      places: [
        { facilityId: 'canteen', straightMetres: 230, metres: 300, minutes: 5, tier: 5 },
        { facilityId: 'canteen-far', metres: 910, tier: 15 },
      ],
    });
  });

  it('lets no upper level stand in for a lower one, and names it all the same', async () => {
    expect(requirementOf(await circle('estate=home'), 'health-5')).toMatchObject({
      met: false,
      places: [],
      nearer: { facilityId: 'clinic', level: 'subdistrict' },
    });
  });

  it('counts a scene inside a centre as a place of its kind', async () => {
    expect(requirementOf(await circle('estate=home'), 'reading-15')).toMatchObject({
      met: true,
      places: [{ facilityId: 'centre', scene: { id: 'reading-room', floor: 2, name: '书房' } }],
    });
  });

  it('shrinks with the pace', async () => {
    const slow = await circle('estate=home&pace=slow');
    expect(slow.reach.map(({ metres }) => metres)).toEqual([218, 364, 727]);
    expect(requirementOf(slow, 'dining-5')).toMatchObject({
      met: false,
      places: [{ facilityId: 'canteen', metres: 300, minutes: 7, tier: 10 }, {}],
    });
  });

  it('is the same from an estate and from the point where it lies', async () => {
    const [byId, byPoint] = [
      await circle('estate=home'),
      await circle(`near=${HOME.lng},${HOME.lat}`),
    ];
    expect({ ...byPoint, estate: byId.estate }).toEqual(byId);
  });

  it('looks no further east or west than north or south', async () => {
    const east = { lng: HOME.lng + 10_000 / METRES_PER_DEGREE, lat: HOME.lat };
    await placeAt('far-east', 'elder_care', 'community', 0);
    await db.update(facility).set(east).where(eq(facility.id, 'far-east'));
    expect(JSON.stringify(await circle('estate=home'))).not.toContain('far-east');
    await db.delete(facility).where(eq(facility.id, 'far-east'));
  });

  it('tells of each place what hinders, without the notes', async () => {
    const [place] = requirementOf(await circle('estate=home'), 'dining-5')?.places ?? [];
    expect(place?.access).toMatchObject({
      step_free: { answer: 'no' },
      lift: { answer: 'unknown' },
    });
    expect(place?.access.step_free).not.toHaveProperty('note');
  });

  it('is refused without a start, with two, and from an estate that isn’t there', async () => {
    for (const search of ['', 'near=120,30&estate=home', 'near=1', 'estate=home&pace=run']) {
      expect([search, (await linli.get(`/api/v1/life-circle?${search}`)).status]).toEqual([
        search,
        400,
      ]);
    }
    const missing = await linli.get('/api/v1/life-circle?estate=nowhere');
    expect([missing.status, codeOf(missing)]).toEqual([404, 'estate.notFound']);
  });
});

describe('coverage', () => {
  const coverage = async () => (await linli.get('/api/v1/coverage')).body as Coverage;

  it('has every estate × every requirement, the worst served first', async () => {
    const { estates, requirements } = await coverage();
    // `home` misses all but canteen, park, culture (`hall`) and the three of the subdistrict; `edge` misses everything.
    expect(estates.map(({ id, households, missed, gap }) => [id, households, missed, gap])).toEqual(
      [
        ['home', 800, requirements.length - 6, 800 * (requirements.length - 6)],
        ['edge', 200, requirements.length, 200 * requirements.length],
      ],
    );
    for (const { cells } of estates) expect(cells).toHaveLength(requirements.length);
  });

  it('weighs each requirement by households', async () => {
    const { requirements } = await coverage();
    const dining = requirements.find(({ id }) => id === 'dining-5');
    expect(dining).toMatchObject({ householdsMet: 800, households: 1000 });
  });

  it('adds up the floor of community, zone and subdistrict, and tells the source’s figures apart', async () => {
    const { floorArea } = await coverage();
    // `hall` of 500 m², three canteens, clinic and centre of 100 m² each; the park has no roof. `far` has 500 m².
    expect(floorArea).toMatchObject({
      communities: [
        { id: 'ca', areaM2: 1000, households: 800, m2PerHundredHouseholds: 125 },
        { id: 'cb', areaM2: 500, households: 200, m2PerHundredHouseholds: 250 },
      ],
      subdistrict: { areaM2: 1500, facilities: 7, m2PerHundredHouseholds: 150 },
      saidBySource: { beforeM2: 92.07, afterM2: 130.87 },
    });
  });

  it('is a layer in WGS-84', async () => {
    const reply = await linli.get('/api/v1/coverage.geojson');
    expect(reply.headers.get('Content-Type')).toBe('application/geo+json');
    const { features } = reply.body as CoverageMap;
    const [lng = 0, lat = 0] = features[0]?.geometry.coordinates ?? [];
    // GCJ-02 lies some 430 m east and 220 m south of it here.
    expect([HOME.lng - lng, HOME.lat - lat].map((one) => Math.round(one * 1000))).toEqual([5, -2]);
    expect(features[0]?.properties).toMatchObject({ name: '甲小区', rank: 1 });
  });

  it('is a table that Excel reads as UTF-8', async () => {
    const reply = await linli.get('/api/v1/coverage.csv');
    expect(reply.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    const text = String(reply.body);
    // Each line ends as RFC 4180 has it, the last one too.
    expect(text.endsWith('\r\n')).toBe(true);
    const table = text.replace(/^\uFEFF/, '').trimEnd();
    const { data, errors } = Papa.parse(table, { header: true });
    expect(errors).toEqual([]);
    expect(data).toHaveLength(2 * 25 + 8);
  });

  it('takes one round trip, as the life circle does', async () => {
    for (const path of [
      'coverage',
      'coverage.csv',
      'coverage.geojson',
      'life-circle?estate=home',
    ]) {
      const counted = countedD1();
      await linli.get(`/api/v1/${path}`, { env: counted.env });
      expect([path, counted.trips()]).toEqual([path, 1]);
    }
  });
});
