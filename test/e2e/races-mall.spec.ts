/** 200 requests for the same stock, code or redemption, at the same instant, over HTTP on the served worker. */
import { expect, test } from '@playwright/test';
import type { MyClaim } from '../../worker/features/earning/schema.ts';
import type { Counter, CounterRedemption } from '../../worker/features/mall/schema/counter.ts';
import type { Good, GoodSummary, Goods } from '../../worker/features/mall/schema/goods.ts';
import type { Redemption } from '../../worker/features/mall/schema/redemptions.ts';
import type { MyPoints, ProofAnswer } from '../../worker/features/points/schema.ts';
import {
  ask,
  crowd,
  DEMO,
  expectOk,
  type Reply,
  tally,
  type Visitor,
  visitorOf,
} from './people.ts';

const CROWD = 200;
/** What everybody has earned at the start. */
const EARNED = 100;

let base: string;
let people: Visitor[];
let admin: Visitor;
let centre: Visitor;
let owner: Visitor;
let clerk: Visitor;

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(600_000);
  base = baseURL ?? '';
  admin = await visitorOf(base, DEMO.admin);
  centre = await visitorOf(base, DEMO.centreStaff);
  owner = await visitorOf(base, DEMO.merchantOwner);
  clerk = await visitorOf(base, DEMO.merchantClerk);
  people = await crowd(base, CROWD, 35_00_000_000);
  for (const who of people) await earn(who);
});

// After each race the whole ledger still adds up.
test.afterEach(async () => {
  expect(await expectOk(post<ProofAnswer>('/staff/points/proof', admin, {}))).toMatchObject({
    holds: true,
  });
});

const post = <T>(path: string, as: Visitor, body: object, key?: string) =>
  ask<T>(base, 'POST', `/api/v1${path}`, { as, body, ...(key && { key }) });
const get = <T>(path: string, as?: Visitor) =>
  expectOk(ask<T>(base, 'GET', `/api/v1${path}`, { ...(as && { as }) }));
const rush = <T>(send: (n: number) => Promise<Reply<T>>) =>
  Promise.all(Array.from({ length: CROWD }, (_, n) => send(n)));
const pointsOf = (as: Visitor) => get<MyPoints>('/me/points', as);

/** A deed of a hundred points, which takes two to confirm. */
async function earn(as: Visitor): Promise<void> {
  const deed = { act: 'courage', facilityId: 'guoling', doneOn: '2026-11-24', note: '拦住了小偷' };
  const { id } = await expectOk(post<MyClaim>('/claims', as, deed));
  for (const by of [admin, centre]) {
    const said = { verdict: 'confirm', unrelated: true };
    await expectOk(post(`/staff/claims/${id}/verdict`, by, said));
  }
}

async function goodsAt(query: string): Promise<GoodSummary[]> {
  const { items } = await get<Goods>(`/goods?maxPoints=${EARNED}&limit=100${query}`);
  return items.filter(({ minAge }) => minAge === null);
}

/** Somebody of the crowd who holds a good of the merchant whose counter is known. */
async function holding() {
  const who = people.pop() as Visitor;
  const [good] = await goodsAt('&merchant=merchant-01');
  const own = await expectOk(
    post<Redemption>('/redemptions', who, { goodId: good?.id, quantity: 1 }),
  );
  const { merchants } = await get<Counter>('/counter', clerk);
  return { who, own, shopId: merchants[0]?.shops[0]?.id ?? '' };
}
type Holding = Awaited<ReturnType<typeof holding>>;

const counter = (n: number) => (n % 2 === 0 ? owner : clerk);
const fetched = ({ own, shopId }: Holding, n: number) =>
  post<CounterRedemption>('/counter/redemptions', counter(n), { code: own.code, shopId });
const leftOf = async (goodId: string) => (await get<Good>(`/goods/${goodId}`)).stockLeft;

test('the last in stock: as many as there are, and nobody else pays', async () => {
  const goods = await goodsAt('');
  const good = goods
    .filter(({ stockLeft }) => stockLeft > 0)
    .sort((a, b) => a.stockLeft - b.stockLeft)[0];
  if (!good) throw new Error('nothing is in stock');
  const left = await leftOf(good.id);
  expect(left).toBeLessThan(CROWD);
  const replies = await rush((n) =>
    post('/redemptions', people[n] as Visitor, { goodId: good.id, quantity: 1 }),
  );
  expect(tally(replies)).toEqual({ '201': left, '409 good.soldOut': CROWD - left });
  expect(await leftOf(good.id)).toBe(0);
  for (const [n, { status }] of replies.entries()) {
    const held = status === 201 ? good.points : 0;
    expect(await pointsOf(people[n] as Visitor)).toMatchObject({ available: EARNED - held, held });
  }
  people = people.filter((_, n) => replies[n]?.status !== 201);
});

test('one code at two counters: handed over once, undone once', async () => {
  const all = await holding();
  const { who, own } = all;
  const spent = { available: EARNED - own.points, held: 0 };
  const left = await leftOf(own.good.id);
  const replies = await rush((n) => fetched(all, n));
  expect(tally(replies)).toEqual({ '200': 1, '409 redemption.state': CROWD - 1 });
  expect(await pointsOf(who)).toMatchObject(spent);
  const undone = await rush((n) =>
    post(`/counter/redemptions/${own.id}/undo`, counter(n), { reason: '按错了' }),
  );
  expect(tally(undone)).toEqual({ '200': 1, '409 redemption.state': CROWD - 1 });
  expect(await pointsOf(who)).toMatchObject({ available: EARNED, held: 0 });
  expect(await leftOf(own.good.id)).toBe(left + 1);
});

test('cancelled and fetched at once: one of both', async () => {
  const all = await holding();
  const { who, own } = all;
  const replies = await rush(
    (n): Promise<Reply<unknown>> =>
      n % 2 === 0 ? post(`/redemptions/${own.id}/cancel`, who, {}) : fetched(all, n >> 1),
  );
  expect(tally(replies)).toEqual({ '200': 1, '409 redemption.state': CROWD - 1 });
  const { state } = await get<Redemption>(`/redemptions/${own.id}`, who);
  const cancelled = replies.findIndex(({ status }) => status === 200) % 2 === 0;
  expect(state).toBe(cancelled ? 'cancelled' : 'redeemed');
  const available = cancelled ? EARNED : EARNED - own.points;
  expect(await pointsOf(who)).toMatchObject({ available, held: 0 });
});

test('asked for again and again with one key: one redemption, held once', async () => {
  const who = people.pop() as Visitor;
  const [good] = await goodsAt('&merchant=merchant-01');
  const wanted = { goodId: good?.id, quantity: 1 };
  const replies = await rush(() => post<Redemption>('/redemptions', who, wanted, 'mall-storm'));
  expect(tally(replies)).toEqual({ '201': CROWD });
  expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
  const held = good?.points ?? 0;
  expect(await pointsOf(who)).toMatchObject({ available: EARNED - held, held });
});
