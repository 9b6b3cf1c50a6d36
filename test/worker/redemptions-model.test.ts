/**
 * Redemptions against a model of them: ten thousand random acts of residents, counters and time, and after each the two
 * agree on the refusal or its absence, on every state, on the stock, and on the points in every lot and hold; and these
 * are what their entries add up to.
 */

import { and, eq, inArray, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { lapseRedemptions } from '../../worker/features/mall/commands/lapse.ts';
import type { Redemption } from '../../worker/features/mall/schema/redemptions.ts';
import { good, redemption } from '../../worker/features/mall/tables.ts';
import {
  earnPoints,
  expireLots,
  type Programme,
} from '../../worker/features/points/commands/ledger.ts';
import { pointsAccount } from '../../worker/features/points/tables.ts';
import { writeAll } from '../../worker/lib/db.ts';
import { addDays, atWallTime, DAY_MS, dayOf, HOUR_MS } from '../../worker/lib/time.ts';
import { atCounter, goodOf, ledgerHolds, redeeming, stallOf } from './mall-world.ts';
import { bySystem, contextAt, programmeOf, unbalancedOf } from './points-world.ts';
import { merchantOwner } from './settlement-world.ts';
import {
  codeOf,
  db,
  linliAt,
  NOW,
  type Reply,
  type Somebody,
  signedInPerson,
  smallSubdistrict,
} from './world.ts';

const RUNS = 40;
const ACTS = 250;
/** Most scripts cross the end of the year, when the first lot lapses: also what is held, and comes back later. */
const FIRST_NOW = NOW + 27 * DAY_MS;
const LAST_NOW = NOW + 55 * DAY_MS;
const WITHIN_DAYS = 7;
/** Last days of lots, in the order in which they are spent. */
const LAST_DAYS = ['2026-12-31', '2027-12-31', null] as const;
const LIMITS = { perOrder: 3, perPerson: 4 };

type State = 'held' | 'redeemed' | 'undone' | 'cancelled' | 'lapsed' | 'revoked';
type Taken = {
  who: number;
  good: number;
  quantity: number;
  fromLots: number[];
  until: number;
  state: State;
};

/** What the mall is. */
class Model {
  now = FIRST_NOW;
  lots = [
    [0, 0, 0],
    [0, 0, 0],
  ];
  stock: number[] = [];
  prices: number[] = [];
  taken: Taken[] = [];

  /** Live: they have stock and count for their person, also those past their time until the tick comes. */
  live(where: Partial<Taken>): number {
    return this.taken
      .filter(({ state }) => state === 'held' || state === 'redeemed')
      .filter((one) =>
        Object.entries(where).every(([key, value]) => one[key as keyof Taken] === value),
      )
      .reduce((sum, { quantity }) => sum + quantity, 0);
  }

  redeem(who: number, good: number, quantity: number): string | null {
    if (quantity > LIMITS.perOrder) return 'good.perOrder';
    if (quantity > (this.stock[good] ?? 0) - this.live({ good })) return 'good.soldOut';
    if (this.live({ good, who }) + quantity > LIMITS.perPerson) return 'good.perPerson';
    const lots = (this.lots[who] ?? []).map((points, lot) => (this.hasLapsed(lot) ? 0 : points));
    let missing = (this.prices[good] ?? 0) * quantity;
    if (missing > lots.reduce((sum, one) => sum + one, 0)) return 'points.short';
    const fromLots = lots.map((has) => {
      const part = Math.min(has, missing);
      missing -= part;
      return part;
    });
    for (const [lot, points] of fromLots.entries()) this.add(who, lot, -points);
    const until = atWallTime(addDays(dayOf(this.now), WITHIN_DAYS + 1), '00:00');
    this.taken.push({ who, good, quantity, fromLots, until, state: 'held' });
    return null;
  }

  /** Cancelling, fetching, undoing, revoking. */
  turn(n: number, from: State, to: State): string | null {
    const one = this.taken[n];
    if (!one || one.state !== from) return 'redemption.state';
    if (from === 'held' && one.until <= this.now) return 'redemption.state';
    this.end(one, to);
    return null;
  }

  lapse() {
    for (const one of this.taken) {
      if (one.state === 'held' && one.until <= this.now) this.end(one, 'lapsed');
    }
  }

  hasLapsed(lot: number): boolean {
    const on = LAST_DAYS[lot] ?? null;
    return on !== null && on < dayOf(this.now);
  }

  expire() {
    for (const lots of this.lots) {
      for (const lot of lots.keys()) if (this.hasLapsed(lot)) lots[lot] = 0;
    }
  }

  add(who: number, lot: number, points: number) {
    const lots = this.lots[who] ?? [];
    lots[lot] = (lots[lot] ?? 0) + points;
  }

  private end(one: Taken, to: State) {
    one.state = to;
    if (to === 'redeemed') return;
    for (const [lot, points] of one.fromLots.entries()) this.add(one.who, lot, points);
  }
}

const pick = fc.nat({ max: 119 });
const kinds = {
  ...{ earn: 4, redeem: 8, cancel: 3, fetch: 4, undo: 2, revoke: 2, restock: 2 },
  ...{ later: 1, tick: 1, sweep: 1 },
};
const act = fc.record({
  kind: fc.oneof(
    ...Object.entries(kinds).map(([kind, weight]) => ({
      weight,
      arbitrary: fc.constant(kind as keyof typeof kinds),
    })),
  ),
  pick,
  size: fc.integer({ min: 1, max: 4 }),
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

let programmes: Programme[];
beforeAll(async () => {
  await smallSubdistrict();
  programmes = [
    await programmeOf({ expiry: 'yearEnd', budget: 1_000_000 }),
    await programmeOf({ budget: 1_000_000 }),
  ];
});

async function worldOf() {
  const model = new Model();
  const terms = { ...LIMITS, redeemWithinDays: WITHIN_DAYS };
  model.prices = [7, 16];
  model.stock = [8, 5];
  const stall = await stallOf({ ...terms, points: 7, stockTotal: 8 });
  const other = await goodOf(stall.merchantId, { ...terms, points: 16, stockTotal: 5 });
  const residents = [await signedInPerson(), await signedInPerson()] as [Somebody, Somebody];
  const owner = await merchantOwner(stall.merchantId);
  const linli = linliAt(FIRST_NOW);
  const goods = [stall.goodId, other];
  return { model, linli, stall, owner, goods, residents, made: [] as Redemption[] };
}
type World = Awaited<ReturnType<typeof worldOf>>;

const saidBy = (reply: Reply) => (reply.status < 300 ? null : codeOf(reply));

/** Does an act to both, and answers with what each said of it. */
async function doBoth(
  world: World,
  { kind, pick: n, size }: Act,
): Promise<[unknown, string | null]> {
  const { model, linli, stall } = world;
  const who = n % 2;
  const which = (n >> 1) % 2;
  const as = world.residents[who] as Somebody;
  // Mostly those of late: what is over long ago is refused and no more.
  const nth = Math.max(0, world.made.length - 1 - (n % 12));
  const own = world.made[nth];
  switch (kind) {
    case 'earn': {
      const earned = {
        residentId: as.id,
        programme: programmes[which] as Programme,
        points: 9 * size,
      };
      await writeAll(db, earnPoints(contextAt(model.now), { ...bySystem(), ...earned }));
      const lot = which === 1 ? 2 : model.hasLapsed(0) ? 1 : 0;
      model.add(who, lot, 9 * size);
      return [null, null];
    }
    case 'restock': {
      const total = Math.min(40, model.live({ good: which }) + size);
      model.stock[which] = total;
      await db
        .update(good)
        .set({ stockTotal: total, revision: sql`revision + 1` })
        .where(eq(good.id, world.goods[which] ?? ''));
      return [null, null];
    }
    case 'later':
      model.now = Math.min(LAST_NOW, model.now + size * 15 * HOUR_MS);
      linli.clock.now = model.now;
      return [null, null];
    case 'tick':
      await lapseRedemptions(contextAt(model.now));
      model.lapse();
      return [null, null];
    case 'sweep':
      await writeAll(db, expireLots(contextAt(model.now)));
      model.expire();
      return [null, null];
    case 'redeem': {
      const reply = await redeeming(linli, as, world.goods[which] ?? '', { quantity: size });
      if (reply.status < 300) world.made.push(reply.body as Redemption);
      return [saidBy(reply), model.redeem(who, which, size)];
    }
  }
  if (!own) return [null, null];
  if (kind === 'fetch') {
    const reply = await atCounter(linli, stall.clerk, own.code, stall.shopId);
    return [saidBy(reply), model.turn(nth, 'held', 'redeemed')];
  }
  if (kind === 'undo') {
    const path = `/api/v1/counter/redemptions/${own.id}/undo`;
    const reply = await linli.post(path, { as: stall.clerk, body: { reason: '按错了' } });
    return [saidBy(reply), model.turn(nth, 'redeemed', 'undone')];
  }
  if (kind === 'revoke') {
    const path = `/api/v1/merchants/redemptions/${own.id}/revoke`;
    const reply = await linli.post(path, { as: world.owner, body: { reason: '进不到货' } });
    return [saidBy(reply), model.turn(nth, 'held', 'revoked')];
  }
  const owner = world.residents[model.taken[nth]?.who ?? 0] as Somebody;
  const reply = await linli.post(`/api/v1/redemptions/${own.id}/cancel`, { as: owner });
  return [saidBy(reply), model.turn(nth, 'held', 'cancelled')];
}

/** What the database has of this world. */
async function stateOf({ residents, goods, made }: World) {
  const ids = residents.map(({ id }) => id);
  const [accounts, stock, states] = await db.batch([
    db
      .select({
        ownerId: pointsAccount.ownerId,
        kind: pointsAccount.kind,
        expiresOn: pointsAccount.expiresOn,
        points: sql<number>`sum(balance)`.as('points'),
      })
      .from(pointsAccount)
      .where(and(inArray(pointsAccount.ownerId, ids), sql`balance > 0`))
      .groupBy(pointsAccount.ownerId, pointsAccount.kind, pointsAccount.expiresOn),
    db.select().from(good).where(inArray(good.id, goods)),
    db.select().from(redemption).where(inArray(redemption.residentId, ids)),
  ]);
  const pointsIn = (id: string, kind: string, on: string | null = null) =>
    accounts.find((one) => one.ownerId === id && one.kind === kind && one.expiresOn === on)
      ?.points ?? 0;
  return {
    lots: ids.map((id) => LAST_DAYS.map((on) => pointsIn(id, 'lot', on))),
    held: ids.map((id) => pointsIn(id, 'hold')),
    stock: goods
      .map((id) => stock.find((one) => one.id === id))
      .map((one) => [one?.stockTotal, one?.stockTaken]),
    states: made.map(({ id }) => states.find((one) => one.id === id)?.state),
  };
}

function stateOfModel({ model }: World) {
  const heldBy = (person: number) =>
    model.taken
      .filter(({ who, state }) => who === person && state === 'held')
      .reduce((sum, { fromLots }) => sum + fromLots.reduce((a, b) => a + b, 0), 0);
  return {
    lots: model.lots,
    held: [heldBy(0), heldBy(1)],
    stock: model.stock.map((total, which) => [total, model.live({ good: which })]),
    states: model.taken.map(({ state }) => state),
  };
}

it('agree with their model after each of ten thousand random acts, and the ledger adds up', async () => {
  const done: Record<string, number> = {};
  let afterLapse = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: ACTS, maxLength: ACTS }), async (script) => {
      const world = await worldOf();
      for (const step of script) {
        const [did, expected] = await doBoth(world, step);
        expect({ step, code: did }).toEqual({ step, code: expected });
        expect(await stateOf(world)).toEqual(stateOfModel(world));
        expect(await unbalancedOf(world.residents.map(({ id }) => id))).toEqual([]);
        const said = `${step.kind} ${did ?? 'done'}`;
        done[said] = (done[said] ?? 0) + 1;
        afterLapse += Number(world.model.hasLapsed(0));
      }
      expect(await ledgerHolds()).toBe(true);
    }),
    { numRuns: RUNS },
  );
  // The script reaches all of it: each act was often done, and refused for each of its reasons.
  const wanted = [
    ...['redeem done', 'cancel done', 'fetch done', 'undo done', 'revoke done'],
    ...['perOrder', 'soldOut', 'perPerson'].map((why) => `redeem good.${why}`),
    ...['redeem points.short', 'cancel redemption.state', 'fetch redemption.state'],
    'undo redemption.state',
    'revoke redemption.state',
  ];
  expect(afterLapse).toBeGreaterThan(ACTS);
  expect(wanted.filter((said) => (done[said] ?? 0) < 20)).toEqual([]);
  expect(Object.values(done).reduce((sum, one) => sum + one, 0)).toBe(RUNS * ACTS);
});
