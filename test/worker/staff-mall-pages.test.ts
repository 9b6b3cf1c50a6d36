/** The lists of those who run or keep merchants, page by page: each once and in one order, though all began at one moment. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { OwnGood } from '../../worker/features/mall/schema/ownGoods.ts';
import { goodOf, merchantOf, redeeming, richOf } from './mall-world.ts';
import { anApplication, aSubmittedGood, keeper } from './merchants-world.ts';
import { linliAt, type Somebody, signedInPerson, smallSubdistrict, staffOf } from './world.ts';

const linli = linliAt();
const MADE = 7;

type Page = { items: { id: string }[]; next: string | null; total?: number };
type List = [name: string, path: string, as: () => Somebody];

let zoneKeeper: Somebody;
let owner: Somebody;
let merchantId: string;

beforeAll(async () => {
  await smallSubdistrict();
  zoneKeeper = await keeper();
  ({ id: merchantId } = await merchantOf());
  owner = await staffOf({ role: 'merchant_owner', scopeKind: 'merchant', scopeId: merchantId });
  for (let made = 0; made < MADE; made += 1) {
    await anApplication();
    await aSubmittedGood();
    await redeeming(linli, await richOf(10), await goodOf(merchantId));
  }
});

const LISTS: List[] = [
  ['merchants', '/staff/merchants?', () => zoneKeeper],
  ['applications', '/staff/merchants?state=applied&', () => zoneKeeper],
  ['merchants by name', `/staff/merchants?q=${encodeURIComponent('测试店')}&`, () => zoneKeeper],
  ['goods', '/staff/goods?', () => zoneKeeper],
  ['goods that wait', '/staff/goods?state=submitted&', () => zoneKeeper],
  ['goods by title', `/staff/goods?q=${encodeURIComponent('鸡蛋')}&`, () => zoneKeeper],
  ['goods of one’s own', '/merchants/{m}/goods?', () => owner],
  ['what waits to be fetched', '/merchants/{m}/redemptions?', () => owner],
  ['what waits there, for a keeper', '/merchants/{m}/redemptions?', () => zoneKeeper],
];

async function read(path: string, as: Somebody): Promise<Page> {
  const reply = await linli.get(`/api/v1${path.replace('{m}', merchantId)}`, { as });
  expect([path, reply.status]).toEqual([path, 200]);
  return reply.body as Page;
}

describe('a list of merchants, goods or redemptions', () => {
  for (const [name, path, as] of LISTS) {
    it(`shows each once over all pages: ${name}`, async () => {
      const all = await read(`${path}limit=500`, as());
      expect(all.next).toBe(null);
      expect(all.items.length).toBeGreaterThanOrEqual(MADE);
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: Page = await read(`${path}limit=3${cursor && `&cursor=${cursor}`}`, as());
        expect(page.items.length).toBeLessThanOrEqual(3);
        expect(page.total).toBe(all.total);
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.next;
      }
      expect(seen).toEqual(all.items.map(({ id }) => id));
      expect(new Set(seen).size).toBe(seen.length);
    });
  }

  it('tells how many wait, whatever the page shows', async () => {
    expect(await read('/merchants/{m}/redemptions?limit=1', owner)).toMatchObject({ total: MADE });
  });

  it('goes on behind what was shown, though some of it was decided on meanwhile', async () => {
    const path = '/staff/goods?state=submitted&limit=3';
    const all = await read('/staff/goods?state=submitted', zoneKeeper);
    const first = await read(path, zoneKeeper);
    const { id, revision } = first.items[0] as OwnGood;
    const body = { verdict: 'approve', revision };
    const said = await linli.post(`/api/v1/staff/goods/${id}/decide`, { as: zoneKeeper, body });
    expect(said.status).toBe(200);
    const second = await read(`${path}&cursor=${first.next}`, zoneKeeper);
    expect(second.items.map((one) => one.id)).toEqual(all.items.slice(3, 6).map((one) => one.id));
  });

  it('refuses a cursor that no page gave', async () => {
    const as = await signedInPerson();
    for (const cursor of ['3', 'x.y', '1.', "1.a'b"]) {
      const path = `/api/v1/merchants/${merchantId}/goods?cursor=${encodeURIComponent(cursor)}`;
      expect([cursor, (await linli.get(path, { as })).status]).toEqual([cursor, 400]);
    }
  });
});
