/** A server of its own is killed, with all its processes, while thirty people act on it: what was answered is there. */
import { expect, test } from '@playwright/test';
import type { Activity } from '../../worker/features/activities/schema.ts';
import type { Canteens, DayMenus } from '../../worker/features/canteen/schema.ts';
import type { VenueSummary } from '../../worker/features/venues/schema.ts';
import { addDays, DAY_MS, dayOf, toRfc3339 } from '../../worker/lib/time.ts';
import { ask, crowd, DEMO, expectOk, type Reply, signIn, type Visitor } from './people.ts';
import { OwnServer } from './server.ts';

const PEOPLE = 30;
/** So many good answers before the kill: enough of each kind, and most of the load still to come. */
const ANSWERS_BEFORE = 60;
const TOGETHER = 3;
const SEATS = 8;

type Thing = { id: string; state: string };
type Wish = { as: Visitor; path: string; body: object; key: string; reply?: Reply<Thing> };

/** Where one of each kind is read again. */
const READ_AT: [RegExp, string][] = [
  [/\/bookings$/, '/api/v1/bookings/'],
  [/\/meal-orders$/, '/api/v1/meal-orders/'],
  [/\/registrations$/, '/api/v1/registrations/'],
];

/** What the district's clock shows when it is opened. */
const OPENED_AT = process.env.LINLI_NOW ? Date.parse(process.env.LINLI_NOW) : Date.now();
const BEGUN_AT = Date.now();

/** Where the district's clock stands: a server that comes back must not go back in time, before sign-up opened. */
const clock = () => toRfc3339(OPENED_AT + Date.now() - BEGUN_AT);

let server: OwnServer;
let base: string;

test.beforeAll(async () => {
  test.setTimeout(400_000);
  server = await OwnServer.fresh('killed');
  base = server.base;
  await server.start(clock());
});

test.afterAll(() => {
  server.kill();
  server.forget();
});

/** An hour at one court of each place: all want it. */
async function courtWishes(on: string) {
  const path = `/api/v1/venues?kind=court&on=${on}`;
  const { items } = await expectOk(ask<{ items: VenueSummary[] }>(base, 'GET', path));
  const oneOfEach = new Map(items.map((venue) => [venue.facility.id, venue]));
  return [...oneOfEach.values()].flatMap(({ id, free, minParty }) =>
    (free ?? []).slice(-1).map(({ start, end }) => ({
      path: '/api/v1/bookings',
      body: { venueId: id, start, end, partySize: minParty, purpose: '练习' },
    })),
  );
}

/** The scarcest dish of each meal of two canteens. */
async function mealWishes(on: string) {
  const { items: canteens } = await expectOk(ask<Canteens>(base, 'GET', '/api/v1/canteens'));
  const days = await Promise.all(
    canteens
      .slice(0, 2)
      .map(({ id }) =>
        expectOk(ask<DayMenus>(base, 'GET', `/api/v1/canteens/${id}/menus?date=${on}`)),
      ),
  );
  return days.flatMap(({ canteen, date, meals }) =>
    meals
      .filter(({ state, modes }) => state === 'ordering' && modes.includes('dine_in'))
      .flatMap(({ meal, items }) => {
        const [scarcest] = items.filter(({ left }) => left > 0).sort((a, b) => a.left - b.left);
        const lines = scarcest ? [{ dishId: scarcest.dishId, quantity: 1 }] : [];
        const body = { canteenId: canteen.id, date, meal, mode: 'dine_in', lines };
        return scarcest ? [{ path: '/api/v1/meal-orders', body, left: scarcest.left }] : [];
      }),
  );
}

/** Sessions with room for a few of them, and a short waiting list. */
async function sessionWishes(admin: Visitor) {
  const startAt = OPENED_AT + 3 * DAY_MS;
  const session = {
    start: toRfc3339(startAt),
    end: toRfc3339(startAt + 3_600_000),
    place: '3 楼',
    capacity: SEATS,
    waitCapacity: 4,
  };
  const body = {
    facilityId: 'guoling',
    title: '断电演练',
    summary: '三十人，八个名额',
    category: 'culture',
    audience: ['all'],
    sessions: [session],
  };
  const made = await Promise.all(
    Array.from({ length: 6 }, () =>
      expectOk(ask<Activity>(base, 'POST', '/api/v1/staff/activities', { as: admin, body })),
    ),
  );
  return made.map(({ id }) => ({
    path: `/api/v1/activities/${id}/registrations`,
    body: { wait: true },
  }));
}

/** Everybody asks for everything, each in another order. */
function wishesOf(people: readonly Visitor[], things: readonly { path: string; body: object }[]) {
  return people.map((as, who) =>
    things.map((_, index): Wish => {
      const { path, body } = things[(index + who * 7) % things.length] ?? { path: '', body: {} };
      return { as, path, body, key: `${who}-${index}` };
    }),
  );
}

async function send(wish: Wish): Promise<void> {
  const { as, path, body, key } = wish;
  wish.reply = await ask<Thing>(base, 'POST', path, { as, body, key }).catch(() => undefined);
}

/** A few requests of each person at a time, until there is nobody to answer. */
async function rush(queues: readonly Wish[][], onAnswer: (wish: Wish) => void): Promise<void> {
  await Promise.all(
    queues.map(async (queue) => {
      for (let from = 0; from < queue.length && server.isUp; from += TOGETHER) {
        await Promise.all(
          queue.slice(from, from + TOGETHER).map(async (wish) => {
            await send(wish);
            onAnswer(wish);
          }),
        );
      }
    }),
  );
}

function readAgain({ as, path, reply }: Wish): Promise<Reply<Thing>> {
  const at = READ_AT.find(([pattern]) => pattern.test(path))?.[1];
  return ask<Thing>(base, 'GET', `${at}${reply?.body.id}`, { as });
}

test('what was answered before the kill is there after it, and nothing is given twice', async () => {
  test.setTimeout(600_000);
  const people = await crowd(base, PEOPLE, 37_00_000_000);
  const admin = await signIn(base, DEMO.admin);
  const on = addDays(dayOf(OPENED_AT), 2);
  const courts = await courtWishes(on);
  const meals = await mealWishes(on);
  const sessions = await sessionWishes(admin);
  expect([courts.length, meals.length, sessions.length].every((count) => count > 1)).toBe(true);
  const queues = wishesOf(people, [...courts, ...meals, ...sessions]);

  let good = 0;
  await rush(queues, ({ reply }) => {
    if (reply?.status === 201 && ++good === ANSWERS_BEFORE) server.kill();
  });
  const wishes = queues.flat();
  const answered = wishes.filter(({ reply }) => reply?.status === 201);
  const unanswered = wishes.filter(({ reply }) => reply === undefined);
  expect(answered.length).toBeGreaterThanOrEqual(ANSWERS_BEFORE);
  expect(unanswered.length).toBeGreaterThan(0);

  await server.start(clock());
  for (const wish of answered) {
    const { status, body } = await readAgain(wish);
    expect([wish.key, status, body.id, body.state]).toEqual([
      wish.key,
      200,
      wish.reply?.body.id,
      wish.reply?.body.state,
    ]);
  }

  // Whoever got no answer asks again with the same key, and everybody else once more: each has one thing at most.
  const before = new Map(answered.map((wish) => [wish.key, wish.reply?.body.id]));
  await rush(queues, () => {});
  for (const { key, reply } of wishes) {
    expect([key, reply?.status]).toEqual([
      key,
      reply && reply.status < 500 ? reply.status : 'answered',
    ]);
    if (before.has(key)) expect([reply?.status, reply?.body.id]).toEqual([201, before.get(key)]);
  }
  const made = wishes.filter(({ reply }) => reply?.status === 201);
  expect(new Set(made.map(({ reply }) => reply?.body.id)).size).toBe(made.length);
  const madeOf = (thing: { path: string; body: object }) =>
    made.filter(({ path, body }) => path === thing.path && body === thing.body);
  for (const court of courts) expect([court.body, madeOf(court).length]).toEqual([court.body, 1]);
  for (const meal of meals) expect(madeOf(meal).length).toBe(Math.min(meal.left, PEOPLE));
  for (const session of sessions) {
    const states = madeOf(session).map(({ reply }) => reply?.body.state);
    expect(states.filter((state) => state === 'registered')).toHaveLength(SEATS);
    expect(states.filter((state) => state === 'waiting')).toHaveLength(4);
  }
});
