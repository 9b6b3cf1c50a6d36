/** The ledger keeps everything for ever: a past a hundred times as long must not cost more rows. docs/benchmark.md has a million entries. */
import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import {
  capturePoints,
  earnPoints,
  holdPoints,
  type Programme,
  refundPoints,
  releasePoints,
} from '../../worker/features/points/commands/ledger.ts';
import { sweepPoints } from '../../worker/features/points/commands/tick.ts';
import { provePoints } from '../../worker/features/points/queries/proof.ts';
import type { Context } from '../../worker/lib/context.ts';
import { openDb, writeAll } from '../../worker/lib/db.ts';
import { DAY_MS, dayOf } from '../../worker/lib/time.ts';
import { livePast } from '../bench/past.ts';
import { bySystem, contextAt, programmeOf } from './points-world.ts';
import {
  countedD1,
  db,
  linliAt,
  NOW,
  type Somebody,
  signedInPerson,
  staffOf,
  unique,
} from './world.ts';

const TRANSFERS = 5_000;

let programme: Programme;
let resident: Somebody;
let admin: Somebody;

beforeAll(async () => {
  programme = await programmeOf({ expiry: 'yearEnd', budget: 100_000 });
  resident = await signedInPerson();
  admin = await staffOf({ role: 'subdistrict_admin', scopeKind: 'subdistrict', scopeId: '*' });
  for (let n = 0; n < 40; n++) await writeAll(db, earned(contextAt()));
  await rows();
});

function earned(ctx: Context) {
  return earnPoints(ctx, { ...bySystem(), residentId: resident.id, programme, points: 10 });
}

/** The rows that each act and each look at it reads. */
async function rows(): Promise<Record<string, number>> {
  const read: Record<string, number> = {};
  const counting = async (
    name: string,
    act: (ctx: Context, DB: D1Database) => Promise<unknown>,
  ) => {
    const counted = countedD1();
    await act({ ...contextAt(), db: openDb(counted.env.DB) }, counted.env.DB);
    read[name] = counted.rowsRead();
  };
  const get = (path: string, as = resident) =>
    counting(path, async (_ctx, DB) => {
      const reply = await linliAt().get(`/api/v1${path}`, { as, env: { DB } });
      expect(reply.status).toBe(200);
    });
  const holdId = `hold-rows-${unique()}`;
  const ofHold = { holdId, residentId: resident.id };
  const place = { kind: 'activity' as const, id: 'rows' };
  await get('/me/points');
  await get('/me/points/entries');
  await get('/staff/points/figures?from=2026-10&until=2026-10', admin);
  await counting('earn', (ctx) => writeAll(ctx.db, earned(ctx)));
  await counting('hold', (ctx) => {
    const held = { ...ofHold, points: 9, expiresAt: ctx.now + DAY_MS };
    return writeAll(ctx.db, holdPoints(ctx, { ...bySystem(), ...held }));
  });
  await counting('capture', (ctx) =>
    writeAll(ctx.db, capturePoints(ctx, { ...bySystem(), ...ofHold, points: 5, to: place })),
  );
  await counting('release', (ctx) =>
    writeAll(ctx.db, releasePoints(ctx, { ...bySystem(), ...ofHold, points: 4 })),
  );
  await counting('refund', (ctx) =>
    writeAll(ctx.db, refundPoints(ctx, { ...bySystem(), ...ofHold, points: 5, from: place })),
  );
  await counting('sweep', sweepPoints);
  return read;
}

/** What a write looks at beside its own place in an index differs a little with what happens to lie there. */
const NEIGHBOURS = 8;

it('reads no more of a past a hundred times as long', async () => {
  const before = await rows();
  await livePast(env.DB, {
    ...{ programmeId: programme.id, residentId: resident.id, transfers: TRANSFERS },
    now: NOW,
  });
  const lapsed = sql`SELECT 1 FROM points_account WHERE kind = 'lot' AND balance > 0 AND expires_on < ${dayOf(NOW)}`;
  while ((await db.all(lapsed)).length > 0) await sweepPoints(contextAt());
  const after = Object.entries(await rows());
  const more = after.filter(([name, read]) => read > (before[name] ?? 0) + NEIGHBOURS);
  expect(more).toEqual([]);
  const proof = await provePoints(contextAt());
  expect(proof).toMatchObject({ holds: true });
  expect(proof.entries).toBeGreaterThan(2 * TRANSFERS);
});
