/** 200 codes are shown at the counter while the hour strikes at which they lapse: each is either handed over or given back. */
import { expect, test } from '@playwright/test';
import type { MyClaim } from '../../worker/features/earning/schema.ts';
import type { Counter, CounterRedemption } from '../../worker/features/mall/schema/counter.ts';
import type { OwnGood } from '../../worker/features/mall/schema/ownGoods.ts';
import type { Redemption } from '../../worker/features/mall/schema/redemptions.ts';
import type { MyPoints, ProofAnswer } from '../../worker/features/points/schema.ts';
import { ask, crowd, DEMO, expectOk, tally, type Visitor, visitorOf } from './people.ts';
import { OwnServer } from './server.ts';

const [PEOPLE, EACH] = [50, 4];
const [EARNED, PRICE] = [100, 10];
const DAY = '2026-11-25';
const MORNING = `${DAY}T10:37:00+08:00`;
/** Time enough for the worker to warm up, and for its tick, a minute after the start, to come on top of the counter's work. */
const BEFORE_MIDNIGHT = `${DAY}T23:59:15+08:00`;
/** The answers' clock counts whole seconds: in this one the rush begins, and it outlasts it. */
const LAST_SECONDS = Date.parse(`${DAY}T23:59:59+08:00`);

let server: OwnServer;

test.beforeAll(async () => {
  test.setTimeout(400_000);
  server = await OwnServer.fresh('races-expiry');
  await server.start(MORNING);
});

test.afterAll(async () => {
  await server.stop();
  server.forget();
});

const post = <T>(path: string, as: Visitor, body: object) =>
  ask<T>(server.base, 'POST', `/api/v1${path}`, { as, body });
const get = <T>(path: string, as?: Visitor) =>
  expectOk(ask<T>(server.base, 'GET', `/api/v1${path}`, { ...(as && { as }) }));
const staff = (phoneNumber: string) => visitorOf(server.base, phoneNumber);

/** A deed of a hundred points, which takes two to confirm. */
async function earn(as: Visitor): Promise<void> {
  const deed = { act: 'courage', facilityId: 'guoling', doneOn: '2026-11-24', note: '拦住了小偷' };
  const { id } = await expectOk(post<MyClaim>('/claims', as, deed));
  for (const by of [DEMO.admin, DEMO.centreStaff]) {
    const said = { verdict: 'confirm', unrelated: true };
    await expectOk(post(`/staff/claims/${id}/verdict`, await staff(by), said));
  }
}

/** Something that can be fetched until midnight. */
async function offered(): Promise<string> {
  const owner = await staff(DEMO.merchantOwner);
  const { id } = await expectOk(
    post<OwnGood>('/merchants/merchant-01/goods', owner, {
      ...{ title: '今天的豆浆', summary: '早上现磨，当天来领。', points: PRICE, settleFen: 500 },
      ...{ stockTotal: PEOPLE * EACH, perOrder: 1, perPerson: EACH },
      ...{ offeredFrom: DAY, useUntil: DAY },
    }),
  );
  const { revision } = await expectOk(post<OwnGood>(`/merchants/goods/${id}/submit`, owner, {}));
  const said = { verdict: 'approve', revision };
  await expectOk(post(`/staff/goods/${id}/decide`, await staff(DEMO.admin), said));
  return id;
}

type Held = { who: Visitor; own: Redemption };

async function heldBy(people: readonly Visitor[], goodId: string): Promise<Held[]> {
  const held: Held[] = [];
  for (const who of people) {
    await earn(who);
    for (let n = 0; n < EACH; n++) {
      const own = await expectOk(post<Redemption>('/redemptions', who, { goodId, quantity: 1 }));
      held.push({ who, own });
    }
  }
  return held;
}

/** How many are off the shelf: handed over, or held for somebody. */
async function takenOf(goodId: string): Promise<number | undefined> {
  const path = '/merchants/merchant-01/goods';
  const { items } = await get<{ items: OwnGood[] }>(path, await staff(DEMO.merchantOwner));
  return items.find(({ id }) => id === goodId)?.stockTaken;
}

/** Returns when the clock of the answers shows this, in ms. */
async function clockAt(at: number): Promise<void> {
  let now = 0;
  while (now < at) {
    const { headers } = await fetch(new URL('/api/v1/areas', server.base));
    now = Date.parse(headers.get('Date') ?? '');
  }
}

test('handed over before midnight, or given back after it: exactly one of both, for each of 200', async () => {
  test.setTimeout(600_000);
  const people = await crowd(server.base, PEOPLE, 34_00_000_000);
  const goodId = await offered();
  const [early, late, ...held] = await heldBy(people, goodId);
  if (!early || !late) throw new Error('nobody holds anything');
  await server.stop();
  await server.start(BEFORE_MIDNIGHT);

  const clerk = await staff(DEMO.merchantClerk);
  const { merchants } = await get<Counter>('/counter', clerk);
  const shopId = merchants[0]?.shops[0]?.id ?? '';
  const fetched = ({ own }: Held) =>
    post<CounterRedemption>('/counter/redemptions', clerk, { code: own.code, shopId });
  expect((await fetched(early)).status).toBe(200);
  await clockAt(LAST_SECONDS);
  const replies = await Promise.all(held.map(fetched));
  await clockAt(LAST_SECONDS + 1_000);
  replies.push(await fetched(late));
  held.push(late);
  expect(replies.at(-1)).toMatchObject({ status: 409, body: { code: 'redemption.state' } });
  const { '200': won = 0, '409 redemption.state': lost = 0 } = tally(replies);
  expect(won + lost).toBe(held.length);

  // The tick gives back what wasn't handed over.
  await expect.poll(() => takenOf(goodId), { timeout: 120_000 }).toBe(won + 1);
  for (const [n, { who, own }] of held.entries()) {
    const { state } = await get<Redemption>(`/redemptions/${own.id}`, who);
    expect([n, state]).toEqual([n, replies[n]?.status === 200 ? 'redeemed' : 'lapsed']);
  }
  for (const who of people) {
    const handed = [early, ...held.filter((_, n) => replies[n]?.status === 200)].filter(
      (one) => one.who === who,
    );
    expect(await get<MyPoints>('/me/points', who)).toMatchObject({
      available: EARNED - handed.length * PRICE,
      held: 0,
    });
  }
  expect(
    await expectOk(post<ProofAnswer>('/staff/points/proof', await staff(DEMO.admin), {})),
  ).toMatchObject({ holds: true });
});
