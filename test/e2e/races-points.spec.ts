/** 200 requests for the same points, at the same instant, over HTTP on the served worker: what budgets and residents have afterwards is exact. */
import { expect, test } from '@playwright/test';
import type { Activity, Registration } from '../../worker/features/activities/schema.ts';
import type { MyClaim } from '../../worker/features/earning/schema.ts';
import type { MyPoints, Programme, ProofAnswer } from '../../worker/features/points/schema.ts';
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

const TIMES = 200;
const PRICE = 15;

let base: string;
let people: Visitor[];
let admin: Visitor;
let centre: Visitor;

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(300_000);
  base = baseURL ?? '';
  people = await crowd(base, 6, 36_00_000_000);
  admin = await visitorOf(base, DEMO.admin);
  centre = await visitorOf(base, DEMO.centreStaff);
});

const next = () => people.pop() as Visitor;
// After each race the whole ledger still adds up.
test.afterEach(async () => {
  expect(await expectOk(post<ProofAnswer>('/staff/points/proof', admin, {}))).toMatchObject({
    holds: true,
  });
});

const post = <T>(path: string, as: Visitor, body: object, key?: string) =>
  ask<T>(base, 'POST', `/api/v1${path}`, { as, body, ...(key && { key }) });
const rush = <T>(send: (n: number) => Promise<Reply<T>>) =>
  Promise.all(Array.from({ length: TIMES }, (_, n) => send(n)));
const pointsOf = (as: Visitor) => expectOk(ask<MyPoints>(base, 'GET', '/api/v1/me/points', { as }));

async function budgets(): Promise<number> {
  const path = '/api/v1/staff/points/programmes';
  const { items } = await expectOk(ask<{ items: Programme[] }>(base, 'GET', path, { as: admin }));
  return items.reduce((sum, { left }) => sum + left, 0);
}

const deed = (act: string) => ({
  ...{ act, facilityId: 'guoling', doneOn: '2026-11-24' },
  note: '二百次里只有一次作数',
});
const claimed = (as: Visitor, act: string) => expectOk(post<MyClaim>('/claims', as, deed(act)));
const confirmed = (as: Visitor, { id }: MyClaim) =>
  post<MyClaim>(`/staff/claims/${id}/verdict`, as, { verdict: 'confirm', unrelated: true });
const verifier = (n: number) => (n % 2 === 0 ? admin : centre);

/** Somebody who has what one seat costs. */
async function whoHasThePrice(): Promise<Visitor> {
  const who = next();
  await expectOk(confirmed(admin, await claimed(who, 'volunteering')));
  expect(await pointsOf(who)).toMatchObject({ available: PRICE, held: 0 });
  return who;
}

/** The n-th activity at that price, each at an hour of its own. */
async function priced(n = 0): Promise<string> {
  const at = `2026-12-${String(4 + Math.floor(n / 10)).padStart(2, '0')}T${String(8 + (n % 10)).padStart(2, '0')}`;
  const { id } = await expectOk(
    post<Activity>('/staff/activities', admin, {
      ...{ facilityId: 'guoling', title: `积分场次 ${n}`, summary: '二百次里只有一次作数' },
      ...{ category: 'culture', audience: ['all'] },
      price: { points: PRICE, per: 'person', noShow: 'charged' },
      sessions: [
        {
          ...{ start: `${at}:00:00+08:00`, end: `${at}:50:00+08:00`, place: '3 楼' },
          ...{ capacity: 20, waitCapacity: 0, signUpFrom: '2026-11-20T08:00:00+08:00' },
          ...{ signUpUntil: `${at}:00:00+08:00`, cancelUntil: `${at}:00:00+08:00` },
        },
      ],
    }),
  );
  return id;
}

test('one deed, confirmed by two in turn: posted once', async () => {
  const who = next();
  const claim = await claimed(who, 'volunteering');
  const before = await budgets();
  const counts = tally(await rush((n) => confirmed(verifier(n), claim)));
  const { '200': won, ...lost } = counts;
  expect(won).toBe(1);
  expect(
    Object.keys(lost).filter((said) => !['409 claim.state', '409 claim.changed'].includes(said)),
  ).toEqual([]);
  expect(await pointsOf(who)).toMatchObject({ available: claim.points, held: 0 });
  expect(await budgets()).toBe(before - claim.points);
});

test('a deed that needs two words: two words and one posting', async () => {
  const who = next();
  const claim = await claimed(who, 'courage');
  expect(claim.needed).toBe(2);
  const before = await budgets();
  const replies = await rush((n) => confirmed(verifier(n), claim));
  // Whoever lost to the other's word, read before it, says it again.
  replies.push(await confirmed(admin, claim), await confirmed(centre, claim));
  expect(tally(replies)['200']).toBe(2);
  expect(await pointsOf(who)).toMatchObject({ available: claim.points, held: 0 });
  expect(await budgets()).toBe(before - claim.points);
});

test('one deed, sent again and again with one key: one claim', async () => {
  const who = next();
  const replies = await rush(() =>
    post<MyClaim>('/claims', who, deed('volunteering'), 'deed-storm'),
  );
  expect(tally(replies)).toEqual({ '201': TIMES });
  expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
  const path = '/api/v1/me/claims';
  const { items } = await expectOk(ask<{ items: MyClaim[] }>(base, 'GET', path, { as: who }));
  expect(items).toHaveLength(1);
});

test('the last points: one of 200 seats', async () => {
  const who = await whoHasThePrice();
  const ids: string[] = [];
  for (let n = 0; n < TIMES; n++) ids.push(await priced(n));
  const replies = await rush((n) => post(`/activities/${ids[n]}/registrations`, who, {}));
  expect(tally(replies)).toEqual({ '201': 1, '409 points.short': TIMES - 1 });
  expect(await pointsOf(who)).toMatchObject({ available: 0, held: PRICE });
});

test('a seat, sent again and again with one key, held once; cancelled by 200, given back once', async () => {
  const who = await whoHasThePrice();
  const path = `/activities/${await priced(201)}/registrations`;
  const replies = await rush(() => post<Registration>(path, who, {}, 'seat-storm'));
  expect(tally(replies)).toEqual({ '201': TIMES });
  const [id, ...others] = new Set(replies.map(({ body }) => body.id));
  expect(others).toEqual([]);
  expect(await pointsOf(who)).toMatchObject({ available: 0, held: PRICE });
  const cancelled = await rush(() => post(`/registrations/${id}/cancel`, who, {}));
  expect(tally(cancelled)).toEqual({ '200': 1, '409 registration.state': TIMES - 1 });
  expect(await pointsOf(who)).toMatchObject({ available: PRICE, held: 0 });
});
