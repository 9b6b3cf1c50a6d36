/** The path of a place that the built site has no page of. */
import { beforeAll, describe, expect, it } from 'vitest';
import { readRegister } from '../../worker/features/directory/queries/areas.ts';
import type { Env } from '../../worker/lib/platform.ts';
import { placeOf } from './upkeep-world.ts';
import { countedD1, db, linliAt, type Somebody, smallSubdistrict, staffOf } from './world.ts';

const linli = linliAt();
let admin: Somebody;
beforeAll(async () => {
  await smallSubdistrict();
  admin = await staffOf({ role: 'subdistrict_admin', scopeKind: 'subdistrict', scopeId: '*' });
});

/** Assets that answer every path with itself. */
const assets = {
  ASSETS: { fetch: async (url: URL) => new Response(url.pathname) },
} as unknown as Partial<Env>;
const open = (path: string, env: Partial<Env> = {}) =>
  linli.get(path, { env: { ...assets, ...env } });
const merge = (id: string, into: string) =>
  linli.post(`/api/v1/staff/facilities/${id}/merge`, {
    as: admin,
    body: { into, reason: '登记了两遍' },
  });

describe('the path of a place without a page of its own', () => {
  it('shows the page that draws any place, in one question to the database', async () => {
    const id = await placeOf();
    const counted = countedD1();
    const reply = await open(`/facilities/${id}/`, counted.env);
    expect([reply.status, reply.body]).toEqual([200, '/facilities/one/']);
    expect(counted.trips()).toBe(1);
  });

  it('leads for good to the place that it was merged into, through a second merging too', async () => {
    const [first, second, third] = [await placeOf(), await placeOf(), await placeOf()];
    await merge(first, second);
    await merge(second, third);
    for (const id of [first, second]) {
      const reply = await open(`/facilities/${id}/`);
      expect([reply.status, reply.headers.get('Location')]).toEqual([301, `/facilities/${third}/`]);
    }
  });

  it('says that there is no such place', async () => {
    for (const id of ['never-was', 'in', 'one', "x'--", '%20']) {
      const reply = await open(`/facilities/${id}/`);
      expect([id, reply.status, reply.body]).toEqual([id, 404, '/404/']);
    }
  });
});

describe('the register that the site is built from', () => {
  it('leaves out retired places with all that is in them', async () => {
    const [gone, into] = [await placeOf(), await placeOf()];
    await merge(gone, into);
    const file = await readRegister(db);
    expect(file.facilities.map(({ id }) => id)).toContain(into);
    expect(JSON.stringify(file)).not.toContain(`"${gone}"`);
  });
});
