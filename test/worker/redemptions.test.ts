/** Redemptions by residents: what is held, what is refused, what comes back, and what twenty at once may not do. */
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { person } from '../../worker/features/identity/tables.ts';
import {
  forgetAttempts,
  lapseRedemptions,
  remindOfLapse,
} from '../../worker/features/mall/commands/lapse.ts';
import type { Good, Goods } from '../../worker/features/mall/schema/goods.ts';
import type { Redemption } from '../../worker/features/mall/schema/redemptions.ts';
import { counterAttempt, good, merchant, redemption } from '../../worker/features/mall/tables.ts';
import { notice } from '../../worker/features/notices/tables.ts';
import { earnPoints } from '../../worker/features/points/commands/ledger.ts';
import type { PointsEntries } from '../../worker/features/points/schema.ts';
import { writeAll } from '../../worker/lib/db.ts';
import type { Problem } from '../../worker/lib/http.ts';
import { DAY_MS, fromRfc3339 } from '../../worker/lib/time.ts';
import {
  atCounter,
  decided,
  goodOf,
  heldRedemption,
  ledgerHolds,
  merchantOf,
  redeeming,
  richOf,
  stallOf,
  stateOf,
  takenOf,
} from './mall-world.ts';
import {
  balanceOf,
  bySystem,
  contextAt,
  pointsOf,
  programmeOf,
  transactionsOf,
} from './points-world.ts';
import {
  codeOf,
  countedD1,
  db,
  linliAt,
  NOW,
  type Somebody,
  signedInPerson,
  smallSubdistrict,
  tally,
  unique,
} from './world.ts';

const linli = linliAt();
beforeAll(smallSubdistrict);

const twenty = <T>(ask: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: 20 }, (_, index) => ask(index)));
const cancel = (as: Somebody, id: string, at = linli) =>
  at.post(`/api/v1/redemptions/${id}/cancel`, { as });
const ofGood = (goodId: string) =>
  db.select().from(redemption).where(eq(redemption.goodId, goodId));

describe('a redemption', () => {
  it('holds the points until the end of its last day and gives a code of ten digits', async () => {
    const { resident, redemption: made, goodId } = await heldRedemption(linli, { quantity: 2 });
    expect(made).toMatchObject({ state: 'held', quantity: 2, points: 20, can: { cancel: true } });
    expect(made.code).toMatch(/^\d{10}$/);
    expect(made.until).toBe('2026-12-03T00:00:00+08:00');
    expect(made.shops).toMatchObject([{ name: '测试门店', hours: '每天 8:00–20:00' }]);
    expect(await pointsOf(resident.id)).toEqual({ hold: 20, 'lot never': 10 });
    expect(await takenOf(goodId)).toEqual({ row: 2, live: 2 });
    const mine = await linli.get('/api/v1/me/redemptions', { as: resident });
    expect(mine.body).toMatchObject({ items: [{ id: made.id, code: made.code }], next: null });
    const one = await linli.get(`/api/v1/redemptions/${made.id}`, { as: resident });
    expect(one.body).toEqual(made);
    expect(await ledgerHolds()).toBe(true);
  });

  it('is for its owner only, and to others it is not there', async () => {
    const { redemption: made, clerk } = await heldRedemption(linli);
    for (const as of [await signedInPerson(), clerk]) {
      const seen = await linli.get(`/api/v1/redemptions/${made.id}`, { as });
      expect([codeOf(seen), codeOf(await cancel(as, made.id))]).toEqual([
        'redemption.notFound',
        'redemption.notFound',
      ]);
    }
    expect(await stateOf(made.id)).toBe('held');
  });

  it('pages through one’s own, the latest first', async () => {
    const { goodId } = await stallOf();
    const resident = await richOf(100);
    for (const days of [0, 1, 2]) {
      await redeeming(linliAt(NOW + days * DAY_MS), resident, goodId);
    }
    const page = async (query: string) =>
      (await linli.get(`/api/v1/me/redemptions?${query}`, { as: resident })).body as {
        items: Redemption[];
        next: string | null;
      };
    const first = await page('limit=2');
    const second = await page(`limit=2&cursor=${first.next}`);
    const days = [...first.items, ...second.items].map(({ created }) => created.slice(8, 10));
    expect([days, second.next]).toEqual([['27', '26', '25'], null]);
    const shops = [...first.items, ...second.items].map((one) => one.shops.length);
    expect(shops).toEqual([1, 1, 1]);
  });

  it('reads no more for a page, however much one had before', async () => {
    const { goodId } = await stallOf({ stockTotal: 99, perPerson: 99 });
    const resident = await richOf(500);
    const read = async () => {
      const counted = countedD1();
      const ask = { as: resident, env: counted.env };
      const page = await linli.get('/api/v1/me/redemptions?limit=3', ask);
      expect((page.body as { items: Redemption[] }).items).toHaveLength(3);
      return [counted.trips(), counted.rowsRead()];
    };
    for (let n = 0; n < 5; n++) await redeeming(linli, resident, goodId);
    const before = await read();
    for (let n = 0; n < 40; n++) await redeeming(linli, resident, goodId);
    expect(await read()).toEqual(before);
  });
});

describe('a redemption is refused', () => {
  /** What is refused changes nothing. */
  async function refused(goodId: string, as: Somebody, quantity = 1): Promise<Problem> {
    const before = [await pointsOf(as.id), await takenOf(goodId), await ofGood(goodId)];
    const reply = await redeeming(linli, as, goodId, { quantity });
    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect([await pointsOf(as.id), await takenOf(goodId), await ofGood(goodId)]).toEqual(before);
    return reply.body as Problem;
  }

  it('for a good that is not there or was never offered', async () => {
    const { id: merchantId } = await merchantOf();
    const resident = await richOf(50);
    const draft = await goodOf(merchantId, { state: 'draft' });
    expect((await refused(draft, resident)).code).toBe('good.notFound');
    expect(codeOf(await redeeming(linli, resident, 'none'))).toBe('good.notFound');
  });

  it('for a good that is not offered now, by its state, its days or its merchant, with others that are', async () => {
    const { id: merchantId } = await merchantOf();
    const other = await goodOf(merchantId, { title: '另一样', points: 1 });
    const resident = await richOf(50);
    const rules = [];
    const cases = [
      { state: 'withdrawn' as const },
      { offeredFromOn: '2026-11-26' },
      { offeredUntilOn: '2026-11-24' },
      { useUntilOn: '2026-11-24' },
    ];
    for (const values of cases) {
      const problem = await refused(await goodOf(merchantId, values), resident);
      expect(problem.code).toBe('good.notOffered');
      expect(problem.alternatives).toContainEqual({ kind: 'good', id: other, name: '另一样' });
      rules.push([problem.rule?.name, problem.possibleFrom]);
    }
    expect(rules).toEqual([
      ['goodState', undefined],
      ['offeredFrom', '2026-11-26T00:00:00+08:00'],
      ['offeredUntil', undefined],
      ['offeredUntil', undefined],
    ]);
    const closed = await merchantOf({ state: 'suspended', reason: '测试' });
    expect(await refused(await goodOf(closed.id), resident)).toMatchObject({
      code: 'good.notOffered',
      rule: { name: 'merchantState', value: 'suspended' },
    });
  });

  it('for more than are left, more at once, or more for one person than the good allows', async () => {
    const { id: merchantId } = await merchantOf();
    const resident = await richOf(500);
    const few = await goodOf(merchantId, { stockTotal: 2 });
    expect(await refused(few, resident, 3)).toMatchObject({
      code: 'good.soldOut',
      rule: { name: 'stockLeft', value: 2 },
      alternatives: expect.any(Array),
    });
    const limited = await goodOf(merchantId, { perOrder: 2, perPerson: 3 });
    expect(await refused(limited, resident, 3)).toMatchObject({
      code: 'good.perOrder',
      rule: { name: 'perOrder', value: 2 },
    });
    await redeeming(linli, resident, limited, { quantity: 2 });
    expect(await refused(limited, resident, 2)).toMatchObject({
      code: 'good.perPerson',
      rule: { name: 'perPerson', value: 3 },
    });
  });

  it('for somebody too young, and for somebody who has not said when they were born', async () => {
    const { id: merchantId } = await merchantOf();
    const forElders = await goodOf(merchantId, { minAge: 60 });
    const resident = await richOf(50);
    expect((await refused(forElders, resident)).code).toBe('person.bornOnRequired');
    const born = (bornOn: string) =>
      db.update(person).set({ bornOn }).where(eq(person.id, resident.id));
    await born('1966-11-26');
    expect(await refused(forElders, resident)).toMatchObject({
      code: 'good.age',
      rule: { name: 'minAge', value: 60 },
    });
    await born('1966-11-25');
    expect((await redeeming(linli, resident, forElders)).status).toBe(201);
  });

  it('for fewer points than it costs, with what one has and what that is enough for', async () => {
    const { id: merchantId } = await merchantOf();
    const dear = await goodOf(merchantId, { points: 100, category: 'books' });
    const cheap = await goodOf(merchantId, { points: 7, category: 'books', title: '便宜的书' });
    const problem = await refused(dear, await richOf(9));
    expect(problem).toMatchObject({
      code: 'points.short',
      rule: { name: 'pointsAvailable', value: 9 },
    });
    expect(problem.alternatives?.[0]).toEqual({ kind: 'good', id: cheap, name: '便宜的书' });
  });
});

describe('what is given back', () => {
  it('on cancelling comes back at once: points to their lots, stock to the shelf', async () => {
    const { resident, redemption: made, goodId } = await heldRedemption(linli);
    const reply = await cancel(resident, made.id);
    expect(reply.body).toMatchObject({ state: 'cancelled', can: { cancel: false } });
    expect(await pointsOf(resident.id)).toEqual({ 'lot never': 30 });
    expect(await takenOf(goodId)).toEqual({ row: 0, live: 0 });
    const again = await cancel(resident, made.id);
    expect(again.body).toMatchObject({
      code: 'redemption.state',
      rule: { name: 'state', value: 'cancelled' },
    });
    expect(await ledgerHolds()).toBe(true);
  });

  it('on its end comes back by itself, once, and its owner was told three days before and then', async () => {
    const { resident, redemption: made, goodId } = await heldRedemption(linli);
    const end = fromRfc3339(made.until);
    const kinds = async () =>
      (await db.select().from(notice).where(eq(notice.residentId, resident.id))).map(
        ({ kind, params }) => [kind, params.on ?? params.points],
      );
    await remindOfLapse(contextAt(end - 4 * DAY_MS));
    expect(await kinds()).toEqual([]);
    await remindOfLapse(contextAt(end - 3 * DAY_MS));
    await remindOfLapse(contextAt(end - 2 * DAY_MS));
    expect(await kinds()).toEqual([['redemption.lapsing', '2026-12-02']]);
    await lapseRedemptions(contextAt(end - 1));
    expect(await stateOf(made.id)).toBe('held');
    await lapseRedemptions(contextAt(end));
    await lapseRedemptions(contextAt(end + 60_000));
    expect(await stateOf(made.id)).toBe('lapsed');
    expect(await kinds()).toEqual([
      ['redemption.lapsing', '2026-12-02'],
      ['redemption.lapsed', '10'],
    ]);
    expect(await pointsOf(resident.id)).toEqual({ 'lot never': 30 });
    expect(await takenOf(goodId)).toEqual({ row: 0, live: 0 });
    const back = (await transactionsOf(resident.id)).filter(({ kind }) => kind === 'release');
    expect(back).toMatchObject([{ points: 10, causeKind: 'lapse' }]);
    expect(await ledgerHolds()).toBe(true);
    const history = await linli.get('/api/v1/me/points/entries?limit=2', { as: resident });
    const forIt = { note: '测试毛巾', cause: { kind: 'redemption', id: made.id } };
    expect((history.body as PointsEntries).items).toMatchObject([
      { kind: 'release', points: 10, ...forIt },
      { kind: 'hold', points: -10, ...forIt },
    ]);
  });

  it('says what of its points is past its last day: it comes back and can’t be spent', async () => {
    const inDecember = fromRfc3339('2026-12-28T10:00:00+08:00');
    const [then, later] = [linliAt(inDecember), linliAt(inDecember + 8 * DAY_MS)];
    const resident = await signedInPerson();
    for (const [expiry, points] of [['yearEnd', 14] as const, ['never', 30] as const]) {
      const programme = await programmeOf({ expiry });
      const earned = { ...bySystem(), residentId: resident.id, programme, points };
      await writeAll(db, earnPoints(contextAt(inDecember), earned));
    }
    const { goodId, clerk, shopId } = await stallOf({ redeemWithinDays: 30 });
    const taken = async () => (await redeeming(then, resident, goodId)).body as Redemption;
    const [all, part, none] = [await taken(), await taken(), await taken()];
    expect(all.lapsedPoints).toBe(0);
    expect((await cancel(resident, all.id, later)).body).toMatchObject({ lapsedPoints: 10 });
    await atCounter(then, clerk, part.code, shopId);
    const fetched = await later.get(`/api/v1/redemptions/${part.id}`, { as: resident });
    expect(fetched.body).toMatchObject({ state: 'redeemed', lapsedPoints: 0 });
    const undo = `/api/v1/counter/redemptions/${part.id}/undo`;
    await later.post(undo, { as: clerk, body: { reason: '拿错了' } });
    await lapseRedemptions(contextAt(fromRfc3339(none.until)));
    const told = await db.select().from(notice).where(eq(notice.residentId, resident.id));
    expect(told.map(({ kind, params }) => [kind, params.points, params.lapsed])).toEqual([
      ['redemption.undone', '10', '4'],
      ['redemption.lapsed', '10', '0'],
    ]);
    expect(await pointsOf(resident.id)).toEqual({ 'lot 2026-12-31': 14, 'lot never': 30 });
  });

  it('has lapsed at its end though no tick was there, for its owner and at the counter', async () => {
    const { resident, redemption: made, clerk, shopId } = await heldRedemption(linli);
    const late = linliAt(fromRfc3339(made.until));
    const seen = await late.get(`/api/v1/redemptions/${made.id}`, { as: resident });
    expect(seen.body).toMatchObject({ state: 'lapsed', can: { cancel: false } });
    const lapsed = { code: 'redemption.state', rule: { name: 'state', value: 'lapsed' } };
    expect((await cancel(resident, made.id, late)).body).toMatchObject(lapsed);
    expect((await atCounter(late, clerk, made.code, shopId)).body).toMatchObject(lapsed);
  });

  it('forgets wrong codes after a day', async () => {
    const { merchantId, clerk } = await stallOf();
    const tried = (triedAt: number) => ({
      ...{ id: `cat-${unique()}`, merchantId, clerkId: clerk.id, triedAt },
    });
    await db.insert(counterAttempt).values([tried(NOW - DAY_MS - 1), tried(NOW - DAY_MS)]);
    await writeAll(db, forgetAttempts(contextAt()));
    const left = await db
      .select()
      .from(counterAttempt)
      .where(eq(counterAttempt.merchantId, merchantId));
    expect(left).toMatchObject([{ triedAt: NOW - DAY_MS }]);
  });
});

describe('of twenty at once', () => {
  it('one gets the last in stock', async () => {
    const { goodId } = await stallOf({ stockTotal: 1 });
    const residents = await twenty(() => richOf(10));
    const replies = await Promise.all(residents.map((one) => redeeming(linli, one, goodId)));
    expect(tally(replies)).toEqual({ '201': 1, '409 good.soldOut': 19 });
    expect(await takenOf(goodId)).toEqual({ row: 1, live: 1 });
    const balances = await Promise.all(residents.map((one) => pointsOf(one.id)));
    expect(balances.filter((one) => one['lot never'] === 10)).toHaveLength(19);
    expect(await ledgerHolds()).toBe(true);
  });

  it('one spends the last points, from however many phones', async () => {
    const { goodId } = await stallOf();
    const resident = await richOf(10);
    const replies = await twenty(() => redeeming(linli, resident, goodId));
    expect(tally(replies)).toEqual({ '201': 1, '409 points.short': 19 });
    expect(await pointsOf(resident.id)).toEqual({ hold: 10 });
    expect(await takenOf(goodId)).toEqual({ row: 1, live: 1 });
    expect(await ledgerHolds()).toBe(true);
  });

  it('as many as one person may have', async () => {
    const { goodId } = await stallOf({ perPerson: 2, perOrder: 1 });
    const resident = await richOf(500);
    const replies = await twenty(() => redeeming(linli, resident, goodId));
    expect(tally(replies)).toEqual({ '201': 2, '409 good.perPerson': 18 });
    expect(await takenOf(goodId)).toEqual({ row: 2, live: 2 });
  });

  it('all are the same one when they carry one key', async () => {
    const { goodId } = await stallOf();
    const resident = await richOf(100);
    const key = `storm-${unique()}`;
    const replies = await twenty(() => redeeming(linli, resident, goodId, { key }));
    expect(tally(replies)).toEqual({ '201': 20 });
    expect(new Set(replies.map(({ body }) => (body as Redemption).code)).size).toBe(1);
    expect(await ofGood(goodId)).toHaveLength(1);
    expect(await pointsOf(resident.id)).toEqual({ hold: 10, 'lot never': 90 });
    const other = await redeeming(linli, resident, goodId, { key, quantity: 2 });
    expect(codeOf(other)).toBe('idempotency.mismatch');
  });

  it('a cancelling and a redeeming of one: one of both happens', async () => {
    const {
      resident,
      redemption: made,
      clerk,
      shopId,
      merchantId,
      goodId,
    } = await heldRedemption(linli);
    const replies = await twenty((index) =>
      index % 2 === 0 ? cancel(resident, made.id) : atCounter(linli, clerk, made.code, shopId),
    );
    expect(tally(replies)).toEqual({ '200': 1, '409 redemption.state': 19 });
    const state = await stateOf(made.id);
    const isFetched = state === 'redeemed';
    expect(['redeemed', 'cancelled']).toContain(state);
    expect(await balanceOf(`merchant:${merchantId}`)).toBe(isFetched ? 10 : 0);
    expect(await pointsOf(resident.id)).toEqual({ 'lot never': isFetched ? 20 : 30 });
    expect(await takenOf(goodId)).toEqual(isFetched ? { row: 1, live: 1 } : { row: 0, live: 0 });
    expect(await ledgerHolds()).toBe(true);
  });

  it('and of two hundred lapsings and redeemings of one, one of both happens', async () => {
    const { resident, redemption: made, clerk, shopId, goodId } = await heldRedemption(linli);
    const end = fromRfc3339(made.until);
    const before = linliAt(end - 1);
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        if (index % 2 === 0) return lapseRedemptions(contextAt(end)).then(() => null);
        return (await atCounter(before, clerk, made.code, shopId)).status;
      }),
    );
    const fetched = outcomes.filter((one) => one === 200).length;
    const state = await stateOf(made.id);
    expect([fetched, state]).toEqual(fetched === 1 ? [1, 'redeemed'] : [0, 'lapsed']);
    expect(await pointsOf(resident.id)).toEqual({ 'lot never': fetched === 1 ? 20 : 30 });
    expect(await takenOf(goodId)).toEqual({ row: fetched, live: fetched });
    expect(await ledgerHolds()).toBe(true);
  });
});

describe('goods', () => {
  const list = async (query: string) => (await linli.get(`/api/v1/goods?${query}`)).body as Goods;

  it('are those that can be redeemed today, the nearest first or the cheapest', async () => {
    const { id: merchantId } = await merchantOf();
    const of = `merchant=${merchantId}`;
    const dear = await goodOf(merchantId, { points: 30, title: '雨伞', kind: 'good' });
    const cheap = await goodOf(merchantId, { points: 5, stockTotal: 1 });
    const coupon = await goodOf(merchantId, {
      ...{ points: 20, kind: 'coupon', couponFen: 500, minSpendFen: 3000, category: 'food' },
    });
    await goodOf(merchantId, { state: 'draft' });
    await goodOf(merchantId, { offeredFromOn: '2026-12-01' });
    await redeeming(linli, await richOf(5), cheap);
    const all = await list(of);
    expect(all.items.map(({ id }) => id)).toEqual([cheap, coupon, dear]);
    expect(all.items[0]).toMatchObject({ stockLeft: 0, merchant: { id: merchantId } });
    expect(all.items[1]?.coupon).toEqual({ fen: 500, minSpendFen: 3000 });
    const ids = async (query: string) => (await list(`${of}&${query}`)).items.map(({ id }) => id);
    expect(await ids('kind=coupon')).toEqual([coupon]);
    expect(await ids('category=food')).toEqual([coupon]);
    expect(await ids('maxPoints=20')).toEqual([cheap, coupon]);
    expect(await ids(`q=${encodeURIComponent('雨伞')}`)).toEqual([dear]);
    const here = await list(`${of}&near=120.005,30.288`);
    expect(here.items[0]?.shop.walk?.metres).toBeGreaterThan(0);
    expect(await ids('near=120.02,30.288&within=500')).toEqual([]);
    const first = await list(`${of}&limit=2`);
    expect(await ids(`limit=2&cursor=${first.next}`)).toEqual([dear]);
    expect((await list(`${of}&limit=3`)).next).toBe(null);
  });

  it('are those of open merchants only, with a shop that is open', async () => {
    const { id: merchantId } = await merchantOf();
    const id = await goodOf(merchantId);
    const one = await linli.get(`/api/v1/goods/${id}?near=120.005,30.288`);
    expect((one.body as Good).shops).toMatchObject([{ walk: { metres: expect.any(Number) } }]);
    const tag = one.headers.get('ETag') ?? '';
    const kept = await linli.get(`/api/v1/goods/${id}?near=120.005,30.288`, {
      headers: { 'If-None-Match': tag },
    });
    expect(kept.status).toBe(304);
    await db.batch([
      decided('merchant', merchantId, 'suspend'),
      db
        .update(merchant)
        .set({ state: 'suspended', reason: '测试' })
        .where(eq(merchant.id, merchantId)),
    ]);
    expect((await list(`merchant=${merchantId}`)).items).toEqual([]);
    expect(codeOf(await linli.get(`/api/v1/goods/${id}`))).toBe('good.notFound');
  });

  it('can be marked and unmarked, again and again', async () => {
    const { goodId } = await stallOf();
    const as = await signedInPerson();
    const url = `/api/v1/me/favourites/${goodId}`;
    const marked = async () => (await linli.get('/api/v1/me/favourites', { as })).body as Goods;
    expect([(await linli.put(url, { as })).status, (await linli.put(url, { as })).status]).toEqual([
      204, 204,
    ]);
    expect((await marked()).items.map(({ id }) => id)).toEqual([goodId]);
    const near = await linli.get('/api/v1/me/favourites?near=120.005,30.288', { as });
    expect((near.body as Goods).items[0]?.shop.walk?.metres).toBeGreaterThan(0);
    await linli.del(url, { as });
    expect([(await linli.del(url, { as })).status, (await marked()).items]).toEqual([204, []]);
    expect(codeOf(await linli.put('/api/v1/me/favourites/none', { as }))).toBe('good.notFound');
    await linli.put(url, { as });
    await db.batch([
      decided('good', goodId, 'withdraw'),
      db.update(good).set({ state: 'withdrawn' }).where(eq(good.id, goodId)),
    ]);
    expect((await marked()).items).toEqual([]);
  });
});
