/**
 * A register of many thousands: reads cost what they show, not what there is, and show what reading everything would have
 * shown. Up to 500 matches are all looked at, so that is what a read may cost at any size.
 */
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LifeCircle } from '../../worker/features/circle/schema.ts';
import { straightMetres } from '../../worker/features/directory/rules/walk.ts';
import type { FacilitySummary } from '../../worker/features/directory/schema.ts';
import { facility } from '../../worker/features/directory/tables.ts';
import { audit } from '../../worker/lib/tables.ts';
import { bigDistrict, strewn } from './big-register.ts';
import { countedD1, db, linliAt } from './world.ts';

const linli = linliAt();

const HERE = { lng: 120, lat: 30.288 };
const near = `near=${HERE.lng},${HERE.lat}`;

/** Every combination that pages use, and some more. */
const LISTS = [
  '',
  `${near}`,
  `${near}&zone=za`,
  `${near}&community=c3`,
  `${near}&estate=e13`,
  `${near}&level=subdistrict`,
  `${near}&category=dining`,
  `${near}&verb=fitness`,
  `${near}&within=5`,
  `${near}&within=15&pace=slow`,
  `${near}&within=15&verb=dine`,
  `${near}&zone=zb&category=health&level=community`,
  `${near}&community=c4&verb=read&level=estate`,
  'zone=za',
  'community=c3&level=community',
  'category=health',
  'near=119.9,30.2',
  'near=116.4,39.9',
  'near=10,90',
];

/** Words that all places bear, or a third, or a fortieth, or none. */
const WORD_LISTS = [
  ...['地点', '棋牌', '书房', '没有的'].flatMap((q) => [
    `q=${q}`,
    `${near}&q=${q}`,
    `${near}&q=${q}&within=15`,
    `${near}&q=${q}&zone=za&category=health`,
  ]),
];

/** Words known by their beginning: all that bear one are read, in the circles and once more. */
const BEGUN_LISTS = [`${near}&q=didian`, 'q=地', `${near}&q=地`];

/** Of these up to 500 places are shown to the engine of hours. */
const ENGINE_LISTS = [
  `${near}&open=now`,
  `${near}&open=now&verb=dine`,
  `${near}&open=now&within=15&zone=za`,
  `${near}&open=now&community=c4&category=health`,
];

type Page = { items: FacilitySummary[]; next: string | null; total: number; atLeast: boolean };

async function list(query: string): Promise<Page & { rows: number }> {
  const counted = countedD1();
  const reply = await linli.get(`/api/v1/facilities?${query}`, { env: counted.env });
  expect([query, reply.status, counted.trips()]).toEqual([query, 200, 1]);
  return { ...(reply.body as Page), rows: counted.rowsRead() };
}

async function costs(queries: readonly string[]): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const query of queries) found[query] = (await list(`${query}&limit=20`)).rows;
  return found;
}

const SMALL = 5_000;
const LARGE = 20_000;

/** What it costs to look at 500 matches, and to look further for the nearest of more. */
const MOST_ROWS = 3_000;
const MOST_ENGINE_ROWS = 10_000;

/** What it costs to look at a thousand that bear a word, and for each place on the way whether it does. */
const MOST_WORD_ROWS = 20_000;

beforeAll(async () => {
  await bigDistrict();
  await strewn(0, SMALL);
});

describe('a large register', () => {
  it('lists what reading all of it would have listed', async () => {
    const all = await db.select().from(facility);
    const byDistance = all
      .map((row) => ({ id: row.id, row, metres: straightMetres(HERE, row) }))
      .sort((a, b) => a.metres - b.metres || (a.id < b.id ? -1 : 1));
    const wanted: [string, (one: (typeof byDistance)[number]) => boolean][] = [
      [near, () => true],
      [`${near}&zone=zb`, ({ row }) => row.zoneId === 'zb'],
      [
        `${near}&community=c4&level=estate`,
        ({ row }) => row.communityId === 'c4' && row.level === 'estate',
      ],
      [`${near}&estate=e27`, ({ row }) => row.estateId === 'e27'],
      [`${near}&estate=e27&zone=za`, () => false],
      [`${near}&verb=fitness`, ({ row }) => ['fitness', 'sport'].includes(row.category)],
      [`${near}&q=地点`, () => true],
      [`${near}&q=地`, () => true],
      [`${near}&q=didian&zone=zb`, ({ row }) => row.zoneId === 'zb'],
      [`${near}&q=棋牌`, ({ row }) => row.aliases[0] === '棋牌'],
      [`${near}&q=书房`, ({ row }) => row.aliases[0] === '书房'],
      [
        `${near}&q=棋牌&level=subdistrict&category=dining`,
        ({ row: { aliases, level, category } }) =>
          aliases[0] === '棋牌' && level === 'subdistrict' && category === 'dining',
      ],
      [
        `${near}&q=棋牌&within=10`,
        ({ row, metres }) => row.aliases[0] === '棋牌' && metres < (660 + 5) / 1.3,
      ],
      [`${near}&within=15`, ({ metres }) => metres < (990 + 5) / 1.3],
    ];
    for (const [query, fits] of wanted) {
      const expected = byDistance.filter(fits).map(({ id }) => id);
      const { items, total, atLeast, next } = await list(`${query}&limit=300`);
      expect([query, items.map(({ id }) => id)]).toEqual([query, expected.slice(0, 300)]);
      expect([query, total, atLeast]).toEqual([
        query,
        Math.min(expected.length, 500),
        expected.length > 500,
      ]);
      expect([query, next]).toEqual([query, expected.length > 300 ? '300' : null]);
    }
  });

  it('goes on from page to page, leaving nothing out and showing nothing twice', async () => {
    const open = (
      await db.select({ id: facility.id, hours: facility.hours }).from(facility)
    ).filter(({ hours }) => (hours?.[0]?.spans[0]?.closes ?? '00:00') > '10:37');
    const seen: string[] = [];
    for (let cursor: string | null = '0'; cursor !== null; ) {
      const page: Page = await list(`${near}&open=now&limit=400&cursor=${cursor}`);
      seen.push(...page.items.map(({ id }) => id));
      expect(page.atLeast).toBe(true);
      cursor = page.next;
    }
    expect(seen.length).toBe(open.length);
    expect(new Set(seen)).toEqual(new Set(open.map(({ id }) => id)));
  });

  it('costs four times as large no more than looking at what is shown', async () => {
    const before = { ...(await costs(LISTS)), ...(await costs(ENGINE_LISTS)) };
    await strewn(SMALL, LARGE);
    for (const [query, rows] of Object.entries(await costs(LISTS))) {
      const isFlat = rows <= Math.max(1.5 * (before[query] ?? 0), MOST_ROWS);
      expect([query, rows, isFlat]).toEqual([query, rows, true]);
    }
    for (const [query, rows] of Object.entries(await costs(WORD_LISTS))) {
      expect([query, rows, rows <= MOST_WORD_ROWS]).toEqual([query, rows, true]);
    }
    for (const [query, rows] of Object.entries(await costs(BEGUN_LISTS))) {
      expect([query, rows, rows <= 2 * LARGE + MOST_WORD_ROWS]).toEqual([query, rows, true]);
    }
    for (const [query, rows] of Object.entries(await costs(ENGINE_LISTS))) {
      expect([query, rows, rows <= MOST_ENGINE_ROWS]).toEqual([query, rows, true]);
    }
    const counted = countedD1();
    await linli.get(`/api/v1/doors?${near}`, { env: counted.env });
    expect([counted.trips(), counted.rowsRead() <= MOST_ENGINE_ROWS]).toEqual([1, true]);
  });

  it('finds the nearest of each kind for a life circle without reading all within reach', async () => {
    const counted = countedD1();
    const { body } = await linli.get(`/api/v1/life-circle?${near}`, { env: counted.env });
    expect([counted.trips(), counted.rowsRead(), counted.rowsRead() <= MOST_WORD_ROWS]).toEqual([
      1,
      counted.rowsRead(),
      true,
    ]);
    const all = (await db.select().from(facility))
      .map((row) => ({ ...row, metres: straightMetres(HERE, row) }))
      .sort((a, b) => a.metres - b.metres);
    const { requirements } = body as LifeCircle;
    const expected = requirements.map(({ id, category, levels }) => [
      id,
      all.find((row) => row.category === category && levels.includes(row.level))?.id,
    ]);
    expect(requirements.map(({ id, places }) => [id, places[0]?.facilityId])).toEqual(expected);
  });
});

describe('what places are looked up by', () => {
  const hall = {
    id: 'hall',
    level: 'community' as const,
    category: 'culture',
    name: '甲中心',
    pinyin: 'jia',
    summary: '',
    zoneId: 'za',
    communityId: 'c0',
    address: '测试路 1 号',
    lng: 120.005,
    lat: 30.288,
    datum: 'gcj02' as const,
    areaM2: 500,
    access: {},
    audience: [],
  };
  const scene = (id: string, category: string, facilityId = 'hall') =>
    sql`INSERT INTO scene (id, facility_id, floor, name, category, summary, audience, sort)
      VALUES (${id}, ${facilityId}, 1, '场景', ${category}, '', '[]', 1)`;
  const retire = () =>
    db.batch([
      db.insert(audit).values({
        id: 'retired',
        at: 1,
        actorId: 'test',
        act: 'facility.retire',
        noun: 'facility',
        nounId: 'hall',
      }),
      db.run(sql`UPDATE facility SET retired_at = 1 WHERE id = 'hall'`),
    ]);
  const acts: [string, () => Promise<unknown>, string[]][] = [
    ['is registered', () => db.insert(facility).values(hall as never), ['', 'culture']],
    ['gets a scene', () => db.run(scene('s1', 'reading')), ['', 'culture', 'reading']],
    [
      'gets another of the same kind',
      () => db.run(scene('s2', 'reading')),
      ['', 'culture', 'reading'],
    ],
    [
      'moves',
      () => db.run(sql`UPDATE facility SET lat = 30.3, lng = 120.1 WHERE id = 'hall'`),
      ['', 'culture', 'reading'],
    ],
    [
      'becomes another kind',
      () => db.run(sql`UPDATE facility SET category = 'dining' WHERE id = 'hall'`),
      ['', 'dining', 'reading'],
    ],
    [
      'has a scene changed',
      () => db.run(sql`UPDATE scene SET category = 'health' WHERE id = 's2'`),
      ['', 'dining', 'health', 'reading'],
    ],
    [
      'loses a scene',
      () => db.run(sql`DELETE FROM scene WHERE id = 's1'`),
      ['', 'dining', 'health'],
    ],
    [
      'gives a scene to another place',
      () => db.run(sql`UPDATE scene SET facility_id = 'p1' WHERE id = 's2'`),
      ['', 'dining'],
    ],
    ['is retired', retire, []],
    ['is struck out', () => db.run(sql`DELETE FROM facility WHERE id = 'hall'`), []],
  ];

  it('is true after every change of the register', async () => {
    for (const [what, act, categories] of acts) {
      await act();
      const kept = await db.all<{ category: string }>(
        sql`SELECT category FROM facility_facet WHERE facility_id = 'hall' ORDER BY category`,
      );
      expect([what, kept.map(({ category }) => category)]).toEqual([what, categories]);
      const wrong = await db.all(sql`
        SELECT * FROM (SELECT * FROM facility_facet EXCEPT SELECT * FROM facility_facet_now)
        UNION ALL SELECT * FROM (SELECT * FROM facility_facet_now EXCEPT SELECT * FROM facility_facet)`);
      expect([what, wrong]).toEqual([what, []]);
    }
  });
});
