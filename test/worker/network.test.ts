/** The walking network: brought in by parts, in force as a whole, and followed by every distance. */
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LifeCircle } from '../../worker/features/circle/schema.ts';
import { walkEdge, walkNetwork, walkNode } from '../../worker/features/circle/tables.ts';
import { METRES_PER_DEGREE } from '../../worker/features/directory/rules/walk.ts';
import { facility } from '../../worker/features/directory/tables.ts';
import { refusalOf } from '../../worker/lib/errors.ts';
import { audit } from '../../worker/lib/tables.ts';
import {
  codeOf,
  countedD1,
  db,
  linliAt,
  type Somebody,
  signedInPerson,
  smallSubdistrict,
  staffOf,
  tally,
  UNCHECKED,
  unique,
} from './world.ts';

const linli = linliAt();

/** Where `home` lies. */
const HOME = { lng: 120.004, lat: 30.288 };
const EAST = METRES_PER_DEGREE * Math.cos((HOME.lat * Math.PI) / 180);
/** `[lng, lat]` so many metres east and north of home. */
const at = (east: number, north: number): [number, number] => [
  HOME.lng + east / EAST,
  HOME.lat + north / METRES_PER_DEGREE,
];

type Line = { geometry: { type: string; coordinates: unknown }; properties?: object };
const line = (coordinates: unknown, properties?: object): Line => ({
  geometry: { type: 'LineString', coordinates },
  ...(properties && { properties }),
});

/** A street that goes 100 m east and then 150 m north to the canteen, and stairs straight across. */
const STREET = line([at(0, 0), at(100, 0), at(100, 150)]);
const STAIRS = line([at(0, 0), at(100, 150)], { stairs: true });

let admin: Somebody;
beforeAll(async () => {
  await smallSubdistrict();
  admin = await staffOf({ role: 'subdistrict_admin', scopeKind: 'subdistrict', scopeId: '*' });
  const [lng, lat] = at(100, 150);
  await db.insert(facility).values({
    id: 'canteen',
    level: 'community',
    category: 'dining',
    name: '食堂',
    pinyin: 'shitang',
    summary: '',
    zoneId: 'za',
    communityId: 'ca',
    address: '',
    lng,
    lat,
    datum: 'gcj02',
    areaM2: 100,
    hours: null,
    access: UNCHECKED,
    audience: ['all'],
  });
});

async function begun(): Promise<string> {
  const body = { name: `路网 ${unique()}`, source: '测试' };
  const reply = await linli.post('/api/v1/staff/walk-networks', { as: admin, body });
  return (reply.body as { id: string }).id;
}

const load = (id: string, features: unknown[], more: object = {}) =>
  linli.post(`/api/v1/staff/walk-networks/${id}/ways`, {
    as: admin,
    body: { datum: 'gcj02', features, ...more },
  });

const putInForce = (id: string) =>
  linli.post(`/api/v1/staff/walk-networks/${id}/put-in-force`, {
    as: admin,
    body: { reason: '路网更新' },
  });

async function inForceWith(features: unknown[]): Promise<string> {
  const id = await begun();
  expect((await load(id, features)).status).toBe(200);
  expect((await putInForce(id)).status).toBe(200);
  return id;
}

async function wayToCanteen(pace = 'ordinary') {
  const reply = await linli.get(`/api/v1/life-circle?estate=home&pace=${pace}`);
  const { requirements, method } = reply.body as LifeCircle;
  const [place] = requirements.find(({ id }) => id === 'dining-5')?.places ?? [];
  return { method: method.by, metres: place?.metres, by: place?.by };
}

const rowsOf = async (id: string) => {
  const [[network], nodes, edges] = await db.batch([
    db.select().from(walkNetwork).where(sql`id = ${id}`),
    db.select().from(walkNode).where(sql`network_id = ${id}`),
    db.select().from(walkEdge).where(sql`network_id = ${id}`),
  ]);
  return { state: network?.state, nodes: nodes.length, edges: edges.length };
};

describe('a walking network', () => {
  it('is followed as soon as it is in force, and not before', async () => {
    // 100 m and 150 m are 180 m in a straight line: × 1.3 is 230 m.
    expect(await wayToCanteen()).toEqual({
      method: 'straight_line',
      metres: 230,
      by: 'straight_line',
    });
    const id = await begun();
    await load(id, [STREET]);
    expect((await wayToCanteen()).by).toBe('straight_line');
    await putInForce(id);
    expect(await wayToCanteen()).toEqual({ method: 'network', metres: 250, by: 'network' });
    const coverage = (await linli.get('/api/v1/coverage')).body as { method: { by: string } };
    expect(coverage.method.by).toBe('network');
  });

  it('leads nobody in a wheelchair over stairs', async () => {
    await inForceWith([STREET, STAIRS]);
    expect((await wayToCanteen()).metres).toBe(180);
    expect(await wayToCanteen('wheelchair')).toMatchObject({ metres: 250, by: 'network' });
  });

  it('takes a part of five hundred ways', async () => {
    const id = await begun();
    const ways = Array.from({ length: 500 }, (_, n) => line([at(0, n), at(100, n)]));
    expect(JSON.stringify(ways).length).toBeGreaterThan(32 * 1024);
    expect(await load(id, ways)).toMatchObject({ status: 200, body: { edges: 500 } });
  });

  it('leads over the ramp where ramp and stairs lie between the same two places', async () => {
    const ways = [STAIRS, line([at(0, 0), at(100, 150)])];
    for (const parts of [
      [ways],
      [[ways[1], ways[0]]],
      [[ways[0]], [ways[1]]],
      [[ways[1]], [ways[0]]],
    ]) {
      const id = await begun();
      for (const part of parts) expect((await load(id, part)).status).toBe(200);
      expect((await putInForce(id)).status).toBe(200);
      expect(await rowsOf(id)).toMatchObject({ edges: 1 });
      expect(await wayToCanteen('wheelchair')).toEqual({
        method: 'network',
        metres: 180,
        by: 'network',
      });
    }
  });

  it('joins ways that share a vertex, in whatever parts they come', async () => {
    const id = await begun();
    await load(id, [line([at(0, 0), at(100, 0)])]);
    await load(id, [line([at(100, 0), at(100, 150)])], { from: 2 });
    expect((await putInForce(id)).body).toMatchObject({
      nodes: 3,
      edges: 2,
      islands: { count: 0, lengthShare: 0 },
    });
    expect((await wayToCanteen()).metres).toBe(250);
  });

  it('estimates where it does not reach, and says so', async () => {
    await inForceWith([line([at(0, 1500), at(100, 1500)])]);
    expect(await wayToCanteen()).toEqual({
      method: 'straight_line',
      metres: 230,
      by: 'straight_line',
    });
  });

  it('takes WGS-84 where no datum is named', async () => {
    const id = await begun();
    // The street in WGS-84: GCJ-02 lies some 0.0047° east and −0.0024° north of it here.
    const moved = STREET.geometry.coordinates as [number, number][];
    const wgs84 = moved.map(([lng, lat]) => [lng - 0.00472, lat + 0.00241]);
    await linli.post(`/api/v1/staff/walk-networks/${id}/ways`, {
      as: admin,
      body: { features: [line(wgs84)] },
    });
    const [node] = await db.select().from(walkNode).where(sql`network_id = ${id}`);
    expect(Math.abs((node?.lng ?? 0) - HOME.lng)).toBeLessThan(0.001);
  });

  it('warns of parts that hang apart, with their share of the length', async () => {
    const id = await begun();
    await load(id, [line([at(0, 0), at(300, 0)]), line([at(0, 500), at(100, 500)])]);
    const { islands } = (await putInForce(id)).body as {
      islands: { count: number; lengthShare: number };
    };
    expect(islands.count).toBe(1);
    expect(islands.lengthShare).toBeCloseTo(0.25, 3);
  });

  it('replaces the one before it whole: of the old nothing is left but its name', async () => {
    const [first, second] = [await inForceWith([STREET]), await inForceWith([STREET, STAIRS])];
    expect(await rowsOf(first)).toEqual({ state: 'replaced', nodes: 0, edges: 0 });
    expect(await rowsOf(second)).toEqual({ state: 'in_force', nodes: 3, edges: 3 });
    const acts = await db.select({ act: audit.act }).from(audit).where(sql`noun_id = ${second}`);
    expect(acts.map(({ act }) => act).sort()).toEqual([
      'walkNetwork.begin',
      'walkNetwork.putInForce',
    ]);
  });

  it('loads a part twice as once', async () => {
    const id = await begun();
    await load(id, [STREET]);
    expect((await load(id, [STREET])).body).toMatchObject({ nodes: 3, edges: 2 });
  });
});

describe('a file with faults', () => {
  it('is refused with each problem by the number of its feature, and nothing of the part is loaded', async () => {
    const id = await begun();
    const reply = await load(
      id,
      [
        STREET,
        { geometry: { type: 'Point', coordinates: at(0, 0) } },
        { geometry: null },
        line([at(0, 0)]),
        line([at(0, 0), ['x', 30]]),
        line([at(0, 0), [30.288, 120.004]]),
        line([at(0, 0), at(9000, 0)]),
        line([at(0, 0), at(0, 0)]),
        STREET,
      ],
      { from: 101 },
    );
    expect(reply).toMatchObject({
      status: 422,
      body: {
        code: 'walkNetwork.invalid',
        errors: [
          { path: 'features.102', code: 'not_line' },
          { path: 'features.103', code: 'not_line' },
          { path: 'features.104', code: 'position' },
          { path: 'features.105', code: 'position' },
          { path: 'features.106', code: 'position' },
          { path: 'features.107', code: 'outside' },
          { path: 'features.108', code: 'zero_length' },
          { path: 'features.109', code: 'duplicate' },
        ],
      },
    });
    expect(await rowsOf(id)).toEqual({ state: 'loading', nodes: 0, edges: 0 });
  });
});

describe('bringing one in', () => {
  it('is for the staff of the subdistrict', async () => {
    const others = [
      await signedInPerson(),
      await staffOf({ role: 'zone_operator', scopeKind: 'zone', scopeId: 'za' }),
    ];
    const id = await begun();
    for (const as of others) {
      const body = { name: '路网', source: '测试' };
      for (const [path, asked] of [
        ['', body],
        [`/${id}/ways`, { features: [STREET] }],
        [`/${id}/put-in-force`, { reason: '更新' }],
      ] as const) {
        const reply = await linli.post(`/api/v1/staff/walk-networks${path}`, { as, body: asked });
        expect([reply.status, codeOf(reply)]).toEqual([403, 'auth.forbidden']);
      }
    }
    expect(await rowsOf(id)).toEqual({ state: 'loading', nodes: 0, edges: 0 });
  });

  it('begins one network for a request sent twice', async () => {
    const headers = { 'Idempotency-Key': `network-${unique()}` };
    const body = { name: '路网', source: '测试' };
    const ask = () => linli.post('/api/v1/staff/walk-networks', { as: admin, body, headers });
    expect((await ask()).body).toEqual((await ask()).body);
  });

  it('is refused where there is none, where it is empty, and where it is over', async () => {
    expect([
      codeOf(await putInForce('net_none')),
      codeOf(await load('net_none', [STREET])),
    ]).toEqual(['walkNetwork.notFound', 'walkNetwork.notFound']);
    const empty = await begun();
    expect(codeOf(await putInForce(empty))).toBe('walkNetwork.empty');
    expect((await rowsOf(empty)).state).toBe('loading');
    const done = await inForceWith([STREET]);
    expect(codeOf(await putInForce(done))).toBe('walkNetwork.state');
    expect(codeOf(await load(done, [STAIRS]))).toBe('walkNetwork.state');
    expect(await rowsOf(done)).toEqual({ state: 'in_force', nodes: 3, edges: 2 });
  });

  it('is refused when it grows too large', async () => {
    const id = await begun();
    await db.run(sql`UPDATE walk_network SET edges = 60000 WHERE id = ${id}`);
    expect(codeOf(await load(id, [STREET]))).toBe('walkNetwork.tooLarge');
    expect((await rowsOf(id)).edges).toBe(0);
  });

  it('leaves one in force when twenty are put in force at once', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, begun));
    await Promise.all(ids.map((id) => load(id, [STREET])));
    expect(tally(await Promise.all(ids.map(putInForce)))).toEqual({ '200': 20 });
    const inForce = await db.select().from(walkNetwork).where(sql`state = 'in_force'`);
    expect(inForce).toHaveLength(1);
    const edges = await db
      .select()
      .from(walkEdge)
      .where(sql`network_id IN
      (SELECT id FROM walk_network WHERE state <> 'loading')`);
    expect(new Set(edges.map(({ networkId }) => networkId))).toEqual(new Set([inForce[0]?.id]));
  });

  it('puts one in force once when it is asked twenty times', async () => {
    const id = await begun();
    await load(id, [STREET]);
    const replies = await Promise.all(Array.from({ length: 20 }, () => putInForce(id)));
    expect(tally(replies)).toEqual({ '200': 1, '409 walkNetwork.state': 19 });
  });
});

describe('the database alone', () => {
  const refused = async (write: Promise<unknown>) =>
    refusalOf(
      await write.then(
        () => null,
        (error: unknown) => error,
      ),
    );

  it('lets no network begin in force, go back, or be in force without an audit row', async () => {
    const done = await inForceWith([STREET]);
    const values = { name: '', source: '', createdBy: '', createdAt: 0, nodes: 0, edges: 0 };
    const raw = { ...values, id: `raw-${unique()}`, state: 'in_force' as const };
    expect(await refused(db.insert(walkNetwork).values(raw))).toBe('walkNetwork.state');
    const set = (id: string, state: string) =>
      refused(db.run(sql`UPDATE walk_network SET state = ${state} WHERE id = ${id}`));
    expect(await set(done, 'loading')).toBe('walkNetwork.state');
    const loaded = await begun();
    await load(loaded, [STREET]);
    expect(await set(loaded, 'in_force')).toBe('audit.missing');
  });

  it('never has two in force', async () => {
    await inForceWith([STREET]);
    const id = await begun();
    await load(id, [STREET]);
    await db.insert(audit).values({
      id: `aud-${unique()}`,
      at: 0,
      actorId: 'test',
      act: 'walkNetwork.putInForce',
      noun: 'walkNetwork',
      nounId: id,
    });
    const both = db.run(sql`UPDATE walk_network SET state = 'in_force' WHERE id = ${id}`);
    expect(await refused(both)).toBe('walkNetwork.state');
  });

  it('changes nothing of a network in force', async () => {
    const id = await inForceWith([STREET]);
    for (const write of [
      sql`INSERT INTO walk_node (network_id, id, lng, lat) VALUES (${id}, 1, 120, 30)`,
      sql`INSERT INTO walk_edge (network_id, from_node, to_node, metres, step_free) VALUES (${id}, 1, 2, 5, 1)`,
      sql`UPDATE walk_node SET lng = 121 WHERE network_id = ${id}`,
      sql`UPDATE walk_edge SET metres = 1 WHERE network_id = ${id}`,
      sql`DELETE FROM walk_node WHERE network_id = ${id}`,
      sql`DELETE FROM walk_edge WHERE network_id = ${id}`,
    ]) {
      expect(await refused(db.run(write))).toBe('walkNetwork.state');
    }
    expect(await rowsOf(id)).toEqual({ state: 'in_force', nodes: 3, edges: 2 });
  });
});

describe('what a circle reads of a network', () => {
  it('is what lies around it, however much there is elsewhere', async () => {
    const read = async () => {
      const counted = countedD1();
      await linli.get('/api/v1/life-circle?estate=home', { env: counted.env });
      expect(counted.trips()).toBe(1);
      return counted.rowsRead();
    };
    await inForceWith([STREET]);
    const small = await read();
    const far = (step: number) => line([at(step * 10, 1900), at(step * 10 + 10, 1900)]);
    await inForceWith([STREET, ...Array.from({ length: 150 }, (_, step) => far(step))]);
    expect((await read()) - small).toBeLessThan(30);
  });
});
