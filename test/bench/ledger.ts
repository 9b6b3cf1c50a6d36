/**
 * `npm run bench -- ledger`: what the ledger costs as the demo has it and, in the same run, with 500,000 transfers more: a million entries, of
 * which the measured resident has every fiftieth. The machine is shared and noisy: compare the rows, and the ratios to a bare read.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startLinli } from '../../bin/server.ts';
import { createApp } from '../../worker/app.ts';
import type { MyClaim } from '../../worker/features/earning/schema.ts';
import {
  capturePoints,
  holdPoints,
  refundPoints,
} from '../../worker/features/points/commands/ledger.ts';
import { sweepPoints } from '../../worker/features/points/commands/tick.ts';
import { provePoints } from '../../worker/features/points/queries/proof.ts';
import type { Programme } from '../../worker/features/points/schema.ts';
import type { Context } from '../../worker/lib/context.ts';
import { openDb, writeAll } from '../../worker/lib/db.ts';
import { newCode, newId } from '../../worker/lib/ids.ts';
import { DAY_MS, dayOf } from '../../worker/lib/time.ts';
import { countedDb } from '../counted.ts';
import { ask, crowd, DEMO, expectOk, signIn, type Visitor } from '../e2e/people.ts';
import { BARE_PATH, BARE_TABLE, BARE_WORKER } from './bare.ts';
import { livePast } from './past.ts';

const TRANSFERS = 500_000;
const TIMES = 15;
const BUDGET = 2_000_000;

const say = (line: string) => process.stdout.write(`${line}\n`);
const data = process.env.LINLI_DATA ?? '';
const offset = process.env.LINLI_NOW ? Date.parse(process.env.LINLI_NOW) - Date.now() : 0;
const clock = () => Date.now() + offset;

const linli = await startLinli({
  port: 0,
  say,
  beside: { script: BARE_WORKER, path: BARE_PATH, schema: BARE_TABLE },
});
const admin = await signIn(linli.url, DEMO.admin);
const [resident] = (await crowd(linli.url, 1, 37_00_000_000)) as [Visitor];
const { id: residentId } = await expectOk(
  ask<{ id: string }>(linli.url, 'GET', '/api/v1/me', { as: resident }),
);
const programme = await programmeOf();
const secret = readFileSync(join(data, 'secret'), 'utf8');

/** A programme for all that is earned here, with an act that earns from it without a cap. */
async function programmeOf(): Promise<Programme> {
  const post = <T>(path: string, body: object) =>
    expectOk(ask<T>(linli.url, 'POST', `/api/v1/staff/${path}`, { as: admin, body }));
  const made = await post<Programme>('points/programmes', { name: '测速积分', expiry: 'yearEnd' });
  await post(`points/programmes/${made.id}/fund`, { points: BUDGET, reason: '测速' });
  await post('earning-rules', {
    ...{ act: 'governance', name: '测速的好事', programmeId: made.id, points: 10 },
    effectiveFrom: dayOf(clock()),
  });
  return made;
}

function contextOn(db: D1Database): Context {
  const now = clock();
  return { db: openDb(db), now, newId: (prefix) => newId(prefix, now), newCode };
}

type Request = { method: 'GET' | 'POST'; path: string; as?: Visitor; body?: object };

/** A case: something done once, on a database given; and the same over HTTP, where there is a way. */
type Case = { name: string; times?: number } & (
  | { ask: () => Promise<Request> }
  | { act: (ctx: Context) => Promise<unknown> }
);
type Cost = { rows: number; ratio: number; ms: number };

const mine = (path: string) => async (): Promise<Request> => ({
  method: 'GET',
  path,
  as: resident,
});

let moves = 0;
const moving = () => ({ cause: { kind: 'bench', id: String(++moves) }, by: 'system' });
const held: string[] = [];
const captured: string[] = [];
const payee = { kind: 'activity' as const, id: 'bench' };

/** In this order: what is captured was held before, what is refunded captured. */
const CASES: Case[] = [
  { name: 'GET /me/points', ask: mine('/me/points') },
  { name: 'GET /me/points/entries, first page', ask: mine('/me/points/entries') },
  { name: 'POST the verdict that earns', ask: verdictThatEarns },
  {
    name: 'hold',
    act: (ctx) => {
      const holdId = ctx.newId('bench');
      held.push(holdId);
      const ofHold = { holdId, residentId, points: 5, expiresAt: ctx.now + DAY_MS };
      return writeAll(ctx.db, holdPoints(ctx, { ...moving(), ...ofHold }));
    },
  },
  {
    name: 'capture',
    act: (ctx) => {
      const holdId = held.pop() ?? '';
      captured.push(holdId);
      const ofHold = { holdId, residentId, points: 5, to: payee };
      return writeAll(ctx.db, capturePoints(ctx, { ...moving(), ...ofHold }));
    },
  },
  {
    name: 'refund',
    act: (ctx) => {
      const ofHold = { holdId: captured.pop() ?? '', residentId, points: 5, from: payee };
      return writeAll(ctx.db, refundPoints(ctx, { ...moving(), ...ofHold }));
    },
  },
  { name: 'sweep of every minute, nothing lapsed', act: sweepPoints },
  {
    name: 'GET /staff/points/figures of a month',
    ask: async () => {
      const month = dayOf(clock() - 31 * DAY_MS).slice(0, 7);
      const path = `/staff/points/figures?from=${month}&until=${month}`;
      return { method: 'GET', path, as: admin };
    },
  },
  {
    name: 'GET /points/proofs',
    ask: async () => ({ method: 'GET', path: '/points/proofs' }),
  },
  // Adds up all there is: the one that grows.
  { name: 'proof of every day', times: 3, act: provePoints },
];

async function verdictThatEarns(): Promise<Request> {
  const { id } = await expectOk(
    ask<MyClaim>(linli.url, 'POST', '/api/v1/claims', {
      as: resident,
      body: {
        ...{ act: 'governance', facilityId: 'guoling', doneOn: dayOf(clock()) },
        note: '测速时做的好事',
      },
    }),
  );
  const body = { verdict: 'confirm', unrelated: true };
  return { method: 'POST', path: `/staff/claims/${id}/verdict`, as: admin, body };
}

/** Asks the worker's own code in this process, so that the rows it reads can be counted. */
async function askHere(db: D1Database, { method, path, as, body }: Request): Promise<void> {
  const url = new URL(`/api/v1${path}`, linli.url);
  const env = {
    ...{ DB: db, AUTH_SECRET: secret, APP_ENV: 'development' },
    CLOCK_OFFSET_MS: String(offset),
  };
  const context = { waitUntil() {}, passThroughOnException() {}, props: {} };
  const headers = {
    ...(as && { Cookie: as.cookie }),
    ...(body && { 'Content-Type': 'application/json' }),
  };
  const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
  const reply = await createApp().request(url.href, init, env, context);
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
}

async function medianOf(times: number, prepared: () => Promise<() => Promise<unknown>>) {
  const took: number[] = [];
  for (let n = 0; n < times; n++) {
    const run = await prepared();
    const began = performance.now();
    await run();
    took.push(performance.now() - began);
  }
  return took.sort((a, b) => a - b)[times >> 1] ?? 0;
}

/** One and the same read of a key: over HTTP from a worker that does nothing else, and from this process. */
const bareAsk = () =>
  medianOf(
    TIMES,
    async () => async () => (await fetch(new URL(`${BARE_PATH}/read`, linli.url))).text(),
  );
const bareAct = () =>
  medianOf(
    TIMES,
    async () => () =>
      linli.db.batch([linli.db.prepare('SELECT id FROM facility WHERE id = ?').bind('guoling')]),
  );

async function costOf(one: Case): Promise<Cost> {
  const counted = countedDb(linli.db);
  const times = one.times ?? TIMES;
  if ('act' in one) {
    await one.act(contextOn(counted.db));
    const bare = await bareAct();
    const ms = await medianOf(times, async () => () => one.act(contextOn(linli.db)));
    return { rows: counted.rowsRead(), ratio: ms / bare, ms };
  }
  await askHere(counted.db, await one.ask());
  const bare = await bareAsk();
  const ms = await medianOf(times, async () => {
    const { method, path, ...rest } = await one.ask();
    return () => expectOk(ask(linli.url, method, `/api/v1${path}`, rest));
  });
  return { rows: counted.rowsRead(), ratio: ms / bare, ms };
}

async function costs(): Promise<Map<string, Cost>> {
  const found = new Map<string, Cost>();
  for (const one of CASES) found.set(one.name, await costOf(one));
  return found;
}

async function entries(): Promise<number> {
  const row = await linli.db
    .prepare('SELECT 2 * count(*) AS n FROM points_transfer')
    .first<{ n: number }>();
  return row?.n ?? 0;
}

async function lapsedLots(): Promise<number> {
  const row = await linli.db
    .prepare(
      "SELECT count(*) AS n FROM points_account WHERE kind = 'lot' AND balance > 0 AND expires_on < ?",
    )
    .bind(dayOf(clock()))
    .first<{ n: number }>();
  return row?.n ?? 0;
}

// So that the resident has something to hold, and a first page that is full.
for (let n = 0; n < 32; n++) await askHere(linli.db, await verdictThatEarns());
const before = await entries();
const small = await costs();
say(`Posting ${TRANSFERS} transfers …`);
const began = performance.now();
await livePast(linli.db, {
  ...{ programmeId: programme.id, residentId, transfers: TRANSFERS },
  now: clock(),
});
say(
  `… took ${((performance.now() - began) / 1000).toFixed(0)} s. Sweeping the years that lapsed …`,
);
while (await lapsedLots()) await sweepPoints(contextOn(linli.db));
const after = await entries();
const large = await costs();

say(`\n| | rows read at ${before} entries | at ${after} | × bare read | × bare read | ms |`);
say('| --- | ---: | ---: | ---: | ---: | ---: |');
for (const [name, cost] of small) {
  const then = large.get(name) ?? { rows: 0, ratio: 0, ms: 0 };
  const ratios = [cost.ratio.toFixed(1), then.ratio.toFixed(1), then.ms.toFixed(0)];
  say(`| ${[name, cost.rows, then.rows, ...ratios].join(' | ')} |`);
}
const proof = await provePoints(contextOn(linli.db));
if (!proof.holds) throw new Error(JSON.stringify(proof));
await linli.stop();
process.exit(0);
