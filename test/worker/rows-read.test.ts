/**
 * What is never deleted grows for ever: bookings, orders, registrations, notices, menus, sessions, closures, audit rows …
 * Here a past ten times as long must not cost a row more, whoever asks for whatever pages and counters ask for often.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../worker/lib/time.ts';
import { signUp } from './activities-world.ts';
import { ordered, wish as wishMeal } from './canteen-world.ts';
import { type Life, lifeOf, liveThrough, publishDays } from './history-world.ts';
import { bookedBy, wish } from './venues-world.ts';
import {
  type Ask,
  at,
  countedD1,
  linliAt,
  NOW,
  type Reply,
  type Somebody,
  signedInPerson,
  smallSubdistrict,
  staffOf,
} from './world.ts';

const linli = linliAt();
const admin = { role: 'subdistrict_admin', scopeKind: 'subdistrict', scopeId: '*' } as const;

const daysAgo = (from: number, until: number) =>
  Array.from({ length: until - from + 1 }, (_, index) => from + index);
/**
 * A first past, and what makes it ten times as long. What somebody signed up for in the last half year may still lie
 * ahead, so that much is read of each: what was before that is history.
 */
const FIRST = [...daysAgo(3, 6), ...daysAgo(200, 203)];
const NINE_MORE = daysAgo(204, 275);

type Asker = 'nobody' | 'resident' | 'staff';
/** What is read, as whom. `{place}` and the like stand for what the life has. */
const READS: [Asker, string][] = [
  ['nobody', '/areas'],
  ['nobody', '/facilities'],
  ['nobody', '/facilities?near=120.004,30.288&within=15&open=now'],
  ['nobody', '/facilities?verb=dine&near=120.004,30.288&open=now'],
  ['nobody', '/facilities/{place}'],
  ['nobody', '/doors?near=120.004,30.288'],
  ['nobody', '/venues'],
  ['nobody', '/venues?facility={place}'],
  ['nobody', '/venues?on=2026-11-26&from=14:00&to=16:00&near=120.004,30.288'],
  ['nobody', '/venues/{venue}'],
  ['nobody', '/venues/{venue}/availability'],
  ['nobody', '/venues/{venue}/availability?from=2026-11-26&to=2026-12-02'],
  ['resident', '/venues/{venue}/allowance'],
  ['nobody', '/canteens?near=120.004,30.288'],
  ['nobody', '/canteens/{canteen}'],
  ['nobody', '/canteens/{canteen}/menus'],
  ['nobody', '/activities'],
  ['nobody', '/activities?facility={place}'],
  ['nobody', '/activities?near=120.004,30.288&within=15&open=now'],
  ['nobody', '/activities/{activity}'],
  ['resident', '/me'],
  ['resident', '/me/dependants'],
  ['resident', '/me/agenda'],
  ['resident', '/me/bookings'],
  ['resident', '/me/bookings?when=past&limit=3'],
  ['resident', '/me/meal-orders'],
  ['resident', '/me/meal-orders?when=past&limit=3'],
  ['resident', '/me/registrations'],
  ['resident', '/me/registrations?when=past&limit=3'],
  ['resident', '/me/notices?limit=3'],
  ['resident', '/bookings/{booking}'],
  ['resident', '/meal-orders/{order}'],
  ['resident', '/registrations/{registration}'],
  ['staff', '/staff/workplaces'],
  ['staff', '/staff/facilities/{place}/today'],
  ['staff', '/staff/facilities/{kitchen}/today'],
  ['staff', '/staff/facilities/{place}/bookings'],
  ['staff', '/staff/closures?facility={place}'],
  ['staff', '/staff/canteens'],
  ['staff', '/staff/canteens/{canteen}/kitchen-sheet?date=2026-11-25&meal=dinner'],
  ['staff', '/staff/canteens/{canteen}/dishes'],
  ['staff', '/staff/sessions'],
  ['staff', '/staff/sessions?facility={place}'],
  ['staff', '/staff/sessions/{session}/participants'],
];

/** One thing of each kind ahead of somebody; each is asked for by its id. */
type Ahead = { booking: string; order: string; registration: string };

async function aheadOf({ who, venueId, kitchen, dinner, ...life }: Life): Promise<Ahead> {
  const meal = await ordered(linli, who, wishMeal(kitchen, dinner));
  const signedUp = await signUp(linli, who, life);
  return {
    booking: await bookedBy(who, venueId, '11-25T18:00'),
    order: meal.id,
    registration: (signedUp.body as { id: string }).id,
  };
}

/** What the acts before it made, by its kind. */
type Made = Partial<Record<'booking' | 'order' | 'registration', { id: string; code: string }>>;

type Act = {
  name: string;
  status: number;
  keep?: keyof Made;
  ask: (life: Life, env: Ask['env'], made: Made) => Promise<Reply>;
};

/** When dinner is handed over. */
const inTheEvening = linliAt(NOW + 6 * HOUR_MS);

const book: Act['ask'] = ({ who, venueId }, env) =>
  linli.post('/api/v1/bookings', { as: who, env, body: wish(venueId, '11-26T14:00') });

const orderDinner: Act['ask'] = ({ who, kitchen, dinner }, env) =>
  linli.post('/api/v1/meal-orders', { as: who, env, body: wishMeal(kitchen, dinner) });

const goTo: Act['ask'] = ({ who, activityId, sessionId }, env) =>
  linli.post(`/api/v1/activities/${activityId}/registrations`, {
    as: who,
    env,
    body: { sessionId },
  });

const cancel =
  (path: string, kind: keyof Made): Act['ask'] =>
  ({ who }, env, made) =>
    linli.post(`/api/v1/${path}/${made[kind]?.id}/cancel`, { as: who, env });

const close: Act['ask'] = ({ facilityId, venueId }, env) =>
  linli.post('/api/v1/staff/closures', {
    as: staff,
    env,
    body: {
      facilityId,
      venueId,
      start: at('11-28T09:00'),
      end: at('11-28T12:00'),
      reason: '检修',
    },
  });

const counter =
  (path: string, kind: keyof Made): Act['ask'] =>
  (_, env, made) =>
    inTheEvening.post(`/api/v1/staff/${path}`, {
      as: staff,
      env,
      body: { code: made[kind]?.code },
    });

/** One after the other, by people who live alike: one before and one after the past has grown. */
const ACTS: Act[] = [
  { name: 'booking a venue', status: 201, keep: 'booking', ask: book },
  { name: 'being refused a venue, and told where else', status: 409, ask: book },
  { name: 'cancelling a booking', status: 200, ask: cancel('bookings', 'booking') },
  { name: 'ordering a meal', status: 201, keep: 'order', ask: orderDinner },
  { name: 'being refused a meal', status: 409, ask: orderDinner },
  { name: 'cancelling an order', status: 200, ask: cancel('meal-orders', 'order') },
  { name: 'ordering once more', status: 201, keep: 'order', ask: orderDinner },
  { name: 'looking a code up', status: 200, ask: counter('passes/look-up', 'order') },
  { name: 'handing a meal over', status: 200, ask: counter('meal-orders/hand-over', 'order') },
  { name: 'signing up', status: 201, keep: 'registration', ask: goTo },
  { name: 'being refused a second time', status: 409, ask: goTo },
  { name: 'giving a place back', status: 200, ask: cancel('registrations', 'registration') },
  { name: 'closing a venue', status: 201, ask: close },
];

let staff: Somebody;
let neighbour: Somebody;
beforeAll(async () => {
  await smallSubdistrict();
  staff = await staffOf(admin);
  neighbour = await signedInPerson();
});

async function costOf(
  [name, status]: [string, number],
  ask: (env: Ask['env']) => Promise<Reply>,
): Promise<number> {
  const counted = countedD1();
  const reply = await ask(counted.env);
  expect([name, reply.status, reply.body]).toEqual([name, status, reply.body]);
  return counted.rowsRead();
}

async function costsOfReads(life: Life, ahead: Ahead): Promise<Record<string, number>> {
  const things: Record<string, string> = {
    place: life.facilityId,
    kitchen: life.kitchen.facilityId,
    venue: life.venueId,
    canteen: life.kitchen.canteenId,
    activity: life.activityId,
    session: life.sessionId,
    ...ahead,
  };
  const askers = { nobody: undefined, resident: life.who, staff };
  const costs: Record<string, number> = {};
  for (const [asker, pattern] of READS) {
    const path = pattern.replace(/\{(\w+)\}/g, (_, name: string) => things[name] ?? '');
    const as = askers[asker];
    costs[pattern] = await costOf([pattern, 200], (env) =>
      linli.get(`/api/v1${path}`, { env, ...(as && { as }) }),
    );
  }
  return costs;
}

async function costsOfActs(life: Life): Promise<Record<string, number>> {
  const costs: Record<string, number> = {};
  const made: Made = {};
  for (const { name, status, keep, ask } of ACTS) {
    costs[name] = await costOf([name, status], async (env) => {
      const reply = await ask(life, env, made);
      if (keep) made[keep] = reply.body as { id: string; code: string };
      return reply;
    });
  }
  return costs;
}

/** Rows that the searches of one act may read more; nine more pasts would be dozens. */
const INDEX_EDGES = 10;

describe('ten times the past', () => {
  it('costs no read and no act a row more', async () => {
    const [reader, early, late] = [await lifeOf(), await lifeOf(), await lifeOf()];
    const lives = [reader, early, late];
    const ahead = await aheadOf(reader);
    const pass = async (days: readonly number[]) => {
      await publishDays(days);
      for (const life of lives) await liveThrough(life, neighbour, days);
    };
    await pass(FIRST);
    const acts = await costsOfActs(early);
    const reads = await costsOfReads(reader, ahead);
    await pass(NINE_MORE);
    expect(await costsOfReads(reader, ahead)).toEqual(reads);
    for (const [name, cost] of Object.entries(await costsOfActs(late))) {
      // Another life lies elsewhere in the indexes, where each search may look at a row more beyond what it finds.
      expect([name, Math.abs(cost - (acts[name] ?? 0)) <= INDEX_EDGES]).toEqual([name, true]);
    }
  });
});
