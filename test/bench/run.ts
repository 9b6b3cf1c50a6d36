/**
 * `npm run bench`: what the main acts cost, as ratios to their bare cases, all in one run on one local workerd.
 *
 * The machine is shared and noisy: compare the ratios of one run, never the numbers of two. `BENCH_SECONDS` and
 * `BENCH_CONNECTIONS` change the defaults of 5 and 32.
 */
import autocannon from 'autocannon';
import { startLinli } from '../../bin/server.ts';
import type { Activity } from '../../worker/features/activities/schema.ts';
import type { Dishes } from '../../worker/features/canteen/schema.ts';
import type { Availability } from '../../worker/features/venues/schema.ts';
import { ask, crowd, DEMO, expectOk, signIn, type Visitor } from '../e2e/people.ts';
import { BARE_PATH, BARE_TABLE, BARE_WORKER } from './bare.ts';
import { measureTyping } from './typing.ts';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
const CONNECTIONS = Number(process.env.BENCH_CONNECTIONS ?? 32);
const PEOPLE = 400;
const HOME = '120.004,30.288';

type Request = { method: 'GET' | 'POST'; path: string; body?: object; as?: Visitor };
type Row = { name: string; perSecond: number; p50: number; p99: number; refused: number };

const say = (line: string) => process.stdout.write(`${line}\n`);

const linli = await startLinli({
  port: 0,
  say,
  beside: { script: BARE_WORKER, path: BARE_PATH, schema: BARE_TABLE },
});
say(`Signing ${PEOPLE} people in …`);
const people = await crowd(linli.url, PEOPLE, 37_00_000_000);
const admin = await signIn(linli.url, DEMO.admin);

/** One measured case: as many requests as fit in the time, each made by `next(n)`. */
async function measure(name: string, next: (n: number) => Request): Promise<Row> {
  let n = 0;
  const result = await autocannon({
    url: linli.url,
    connections: CONNECTIONS,
    duration: SECONDS,
    requests: [
      {
        setupRequest: (request) => {
          const { method, path, body, as } = next(n++);
          return {
            ...request,
            method,
            path,
            headers: {
              ...(body && { 'content-type': 'application/json' }),
              ...(as && { cookie: as.cookie }),
            },
            ...(body && { body: JSON.stringify(body) }),
          };
        },
      },
    ],
  });
  const { requests, latency, non2xx } = result;
  return { name, perSecond: requests.average, p50: latency.p50, p99: latency.p99, refused: non2xx };
}

const get = (path: string) => (): Request => ({ method: 'GET', path });
const person = (n: number) => people[n % people.length] as Visitor;

/** Every bookable start of the courts and rooms of the district, so that each request books another. */
async function freeStarts(): Promise<{ venueId: string; start: string; end: string }[]> {
  const { items } = await expectOk(
    ask<{ items: { id: string; kind: string; minParty: number; maxPerWeek: number }[] }>(
      linli.url,
      'GET',
      '/api/v1/venues?limit=219',
    ),
  );
  const starts = await Promise.all(
    items
      .filter(({ kind, minParty }) => (kind === 'court' || kind === 'room') && minParty <= 2)
      .map(async ({ id }) => {
        const path = `/api/v1/venues/${id}/availability`;
        const { days } = await expectOk(ask<Availability>(linli.url, 'GET', path));
        return days
          .flatMap(({ slots }) => slots)
          .filter(({ state }) => state === 'free')
          .map(({ start, end }) => ({ venueId: id, start, end }));
      }),
  );
  return starts.flat();
}

/** A menu with more portions than a run can order. */
async function bigMenus(): Promise<{ dishId: string; date: string }[]> {
  const canteen = '/api/v1/staff/canteens/wanhe-canteen';
  const { items } = await expectOk(
    ask<Dishes>(linli.url, 'GET', `${canteen}/dishes`, { as: admin }),
  );
  const dishId = items[0]?.id ?? '';
  const days = Array.from(
    { length: 30 },
    (_, day) => `2026-12-${String(day + 1).padStart(2, '0')}`,
  );
  const made = await Promise.all(
    days.map(async (date) => {
      const body = { date, meal: 'dinner', items: [{ dishId, priceFen: 900, portions: 999 }] };
      const reply = await ask(linli.url, 'POST', `${canteen}/menus`, { as: admin, body });
      return reply.status === 201 ? [{ dishId, date }] : [];
    }),
  );
  return made.flat();
}

/** Sessions with more places than a run can take. */
async function bigActivities(count: number): Promise<string[]> {
  const made = Array.from({ length: count }, (_, index) =>
    expectOk(
      ask<Activity>(linli.url, 'POST', '/api/v1/staff/activities', {
        as: admin,
        body: {
          facilityId: 'guoling',
          title: `大场次 ${index + 1}`,
          summary: '测速用',
          category: 'culture',
          audience: ['all'],
          sessions: [
            {
              start: '2026-12-05T14:00:00+08:00',
              end: '2026-12-05T16:00:00+08:00',
              place: '1 楼',
              capacity: 2000,
              waitCapacity: 0,
              signUpFrom: '2026-11-20T08:00:00+08:00',
              signUpUntil: '2026-12-05T12:00:00+08:00',
              cancelUntil: '2026-12-05T12:00:00+08:00',
            },
          ],
        },
      }),
    ),
  );
  return (await Promise.all(made)).map(({ id }) => id);
}

const starts = await freeStarts();
const menus = await bigMenus();
const activities = await bigActivities(20);
await measure('warm-up', get(`/api/v1/facilities?near=${HOME}&limit=20`));

const hello = await measure('hello-world', get(`${BARE_PATH}/hello`));
const read = await measure('bare D1 read', get(`${BARE_PATH}/read`));
const insert = await measure('bare D1 conditional insert', (n) => ({
  method: 'POST',
  path: `${BARE_PATH}/insert?start=${n}`,
}));
const rows: [Row, Row][] = [
  [
    await measure('facility list, 20 nearest', get(`/api/v1/facilities?near=${HOME}&limit=20`)),
    read,
  ],
  [
    await measure(
      'facility list, open now',
      get(`/api/v1/facilities?near=${HOME}&limit=20&open=now`),
    ),
    read,
  ],
  [await measure('four doors', get(`/api/v1/doors?near=${HOME}`)), read],
  [
    await measure('availability of a week', get('/api/v1/venues/guoling-badminton-1/availability')),
    read,
  ],
  [await measure('menus of a day', get('/api/v1/canteens/wanhe-canteen/menus')), read],
  [
    await measure('create booking', (n) => ({
      method: 'POST',
      path: '/api/v1/bookings',
      as: person(n),
      body: { ...starts[n % starts.length], partySize: 2 },
    })),
    insert,
  ],
  [
    await measure('create order', (n) => {
      const { dishId, date } = menus[Math.floor(n / people.length) % menus.length] ?? {
        dishId: '',
        date: '',
      };
      return {
        method: 'POST',
        path: '/api/v1/meal-orders',
        as: person(n),
        body: {
          canteenId: 'wanhe-canteen',
          date,
          meal: 'dinner',
          mode: 'dine_in',
          lines: [{ dishId, quantity: 1 }],
        },
      };
    }),
    insert,
  ],
  [
    await measure('sign-up', (n) => ({
      method: 'POST',
      path: `/api/v1/activities/${activities[Math.floor(n / people.length) % activities.length]}/registrations`,
      as: person(n),
      body: {},
    })),
    insert,
  ],
];

const line = ({ name, perSecond, p50, p99, refused }: Row, ratio = '') =>
  say(
    `${name.padEnd(30)}${perSecond.toFixed(0).padStart(9)}${String(p50).padStart(8)}${String(p99).padStart(8)}${String(refused).padStart(9)}${ratio.padStart(24)}`,
  );
say(`\n${CONNECTIONS} connections, ${SECONDS} s each, one local workerd\n`);
say(
  `${''.padEnd(30)}${'req/s'.padStart(9)}${'p50 ms'.padStart(8)}${'p99 ms'.padStart(8)}${'refused'.padStart(9)}${'of the bare case'.padStart(24)}`,
);
for (const bare of [hello, read, insert]) line(bare);
for (const [row, bare] of rows)
  line(
    row,
    `${(row.perSecond / bare.perSecond).toFixed(2)} × ${bare === read ? 'read' : 'insert'}`,
  );
await measureTyping(linli.url, say);
await linli.stop();
process.exit(0);
