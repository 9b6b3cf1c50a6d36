/**
 * The ledger against a model of it so simple that one can read it aloud. Ten thousand random acts, and after each the
 * two agree: on the refusal or its absence, on every balance, every lot, every hold, and on what the figures grew by.
 */

import { inArray, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import {
  capturePoints,
  earnPoints,
  expireLots,
  fundProgramme,
  holdPoints,
  lapseHolds,
  type Programme,
  refundPoints,
  releasePoints,
} from '../../worker/features/points/commands/ledger.ts';
import { provePoints } from '../../worker/features/points/queries/proof.ts';
import { lastDayOf } from '../../worker/features/points/rules.ts';
import { pointsAccount, pointsFlow, pointsProgramme } from '../../worker/features/points/tables.ts';
import type { Context } from '../../worker/lib/context.ts';
import { auditRow, type Statement, writeAll } from '../../worker/lib/db.ts';
import { type ErrorCode, refusalOf } from '../../worker/lib/errors.ts';
import { DAY_MS, dayOf } from '../../worker/lib/time.ts';
import { db, NOW, signedInPerson, unique } from './world.ts';

const RUNS = 40;
const ACTS = 250;

type Lot = { expiresOn: string | null; madeAt: number; balance: number };
type Hold = {
  residentId: string;
  expiresAt: number;
  lines: Map<string, { held: number; captured: number }>;
};

/** What the ledger is, in a page. */
class Model {
  budgets = new Map<string, number>();
  lots = new Map<string, Lot>();
  holds = new Map<string, Hold>();
  payee = 0;
  /** What the figures of the street grew by. */
  flows = { budgeted: 0, issued: 0, spent: 0 };
  now = NOW;

  fund(programmeId: string, points: number) {
    this.budgets.set(programmeId, (this.budgets.get(programmeId) ?? 0) + points);
    this.flows.budgeted += points;
  }

  earn(
    lotId: string,
    programmeId: string,
    expiresOn: string | null,
    points: number,
  ): ErrorCode | null {
    const budget = this.budgets.get(programmeId) ?? 0;
    if (budget < points) return 'points.short';
    this.budgets.set(programmeId, budget - points);
    const lot = this.lots.get(lotId) ?? { expiresOn, madeAt: this.now, balance: 0 };
    lot.balance += points;
    this.lots.set(lotId, lot);
    this.flows.issued += points;
    return null;
  }

  hold(holdId: string, residentId: string, points: number, expiresAt: number): ErrorCode | null {
    const usable = [...this.lots]
      .filter(([id, lot]) => id.startsWith(`lot:${residentId}:`) && lot.balance > 0)
      .filter(([, lot]) => lot.expiresOn === null || lot.expiresOn >= dayOf(this.now))
      .sort(oldestFirst);
    const lines = take(
      points,
      usable.map(([id, lot]) => [id, lot.balance]),
    );
    if (!lines) return 'points.short';
    for (const [id, taken] of lines) this.lotOf(id).balance -= taken;
    this.holds.set(holdId, {
      residentId,
      expiresAt,
      lines: new Map(lines.map(([id, held]) => [id, { held, captured: 0 }])),
    });
    return null;
  }

  capture(holdId: string, points: number): ErrorCode | null {
    const hold = this.holdOf(holdId);
    const lines = take(points, this.linesOf(hold, 'held', oldestFirst));
    if (!lines) return 'points.short';
    if (hold.expiresAt <= this.now) return 'points.holdLapsed';
    for (const [id, taken] of lines) {
      this.lineOf(hold, id).held -= taken;
      this.lineOf(hold, id).captured += taken;
    }
    this.payee += points;
    this.flows.spent += points;
    return null;
  }

  giveBack(holdId: string, from: 'held' | 'captured', points: number): ErrorCode | null {
    const hold = this.holdOf(holdId);
    const lines = take(
      points,
      this.linesOf(hold, from, (a, b) => oldestFirst(b, a)),
    );
    if (!lines) return 'points.short';
    for (const [id, given] of lines) {
      this.lineOf(hold, id)[from] -= given;
      this.lotOf(id).balance += given;
    }
    if (from === 'captured') {
      this.payee -= points;
      this.flows.spent -= points;
    }
    return null;
  }

  expire() {
    for (const lot of this.lots.values()) {
      if (lot.expiresOn !== null && lot.expiresOn < dayOf(this.now)) lot.balance = 0;
    }
  }

  lapse() {
    for (const hold of this.holds.values()) {
      if (hold.expiresAt > this.now) continue;
      for (const [id, line] of hold.lines) {
        this.lotOf(id).balance += line.held;
        line.held = 0;
      }
    }
  }

  private linesOf(
    hold: Hold,
    of: 'held' | 'captured',
    order: typeof oldestFirst,
  ): [string, number][] {
    return [...hold.lines.keys()]
      .map((id): [string, Lot] => [id, this.lotOf(id)])
      .sort(order)
      .map(([id]) => [id, this.lineOf(hold, id)[of]]);
  }

  private lotOf(id: string): Lot {
    return known(this.lots.get(id));
  }

  private lineOf(hold: Hold, id: string) {
    return known(hold.lines.get(id));
  }

  private holdOf(id: string): Hold {
    return known(this.holds.get(id));
  }
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the model asks for what it never made');
  return value;
}

function oldestFirst([idA, a]: [string, Lot], [idB, b]: [string, Lot]): number {
  const never = '9999-12-31';
  return (
    compare(a.expiresOn ?? never, b.expiresOn ?? never) || a.madeAt - b.madeAt || compare(idA, idB)
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** As much of each as it takes; null when all together is too little. */
function take(points: number, from: [string, number][]): [string, number][] | null {
  let missing = points;
  const taken: [string, number][] = [];
  for (const [id, has] of from) {
    const part = Math.min(has, missing);
    if (part > 0) taken.push([id, part]);
    missing -= part;
  }
  return missing === 0 ? taken : null;
}

/** One world for the model and the database: two residents, three programmes, one place that is paid. */
async function worldOf() {
  const n = unique();
  const residents = [(await signedInPerson()).id, (await signedInPerson()).id];
  const programmes: Programme[] = [
    { id: `pg-${n}-a`, expiry: 'never', expiryYears: null },
    { id: `pg-${n}-b`, expiry: 'yearEnd', expiryYears: null },
    { id: `pg-${n}-c`, expiry: 'years', expiryYears: 1 },
  ];
  await db
    .insert(pointsProgramme)
    .values(programmes.map((programme) => ({ ...programme, name: '测试', createdAt: NOW })));
  return { residents, programmes, payee: `place-${n}`, model: new Model(), holds: [] as string[] };
}
type World = Awaited<ReturnType<typeof worldOf>>;

function contextAt(now: number): Context {
  return {
    db,
    now,
    newId: (prefix) => `${prefix}-${unique()}`,
    newCode: () => String(unique()).padStart(8, '0'),
  };
}

async function outcomeOf(statements: Statement[]): Promise<ErrorCode | null> {
  try {
    await writeAll(db, statements);
    return null;
  } catch (error) {
    const code = refusalOf(error);
    if (!code) throw error;
    return code;
  }
}

const small = fc.integer({ min: 1, max: 60 });
const pick = fc.nat({ max: 11 });
const act = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('fund' as const), pick, points: small }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('earn' as const), pick, points: small }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('hold' as const), pick, points: small }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('capture' as const), pick, points: small }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('release' as const), pick, points: small }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('refund' as const), pick, points: small }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('later' as const), pick, points: small }) },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** Does an act to both, and answers with what each said of it. */
async function doBoth(world: World, { kind, pick: n, points }: Act) {
  const { model } = world;
  const ctx = contextAt(model.now);
  const residentId = known(world.residents[n % 2]);
  const programme = known(world.programmes[n % 3]);
  const holdId = world.holds[n % Math.max(1, world.holds.length)];
  const posting = { cause: { kind: 'test', id: ctx.newId('cause') }, by: 'system', points };
  if (kind === 'fund') {
    const id = ctx.newId('ptx');
    model.fund(programme.id, points);
    const audited = auditRow(db, {
      id: ctx.newId('aud'),
      at: ctx.now,
      actorId: 'system',
      act: 'points.fund',
      noun: 'pointsTransaction',
      nounId: id,
      reason: '测试',
    });
    const fund = fundProgramme(ctx, id, { ...posting, programmeId: programme.id });
    return [await outcomeOf([audited, ...fund]), null];
  }
  if (kind === 'earn') {
    const expiresOn = lastDayOf(programme, dayOf(ctx.now));
    const lotId = `lot:${residentId}:${programme.id}:${expiresOn ?? 'never'}`;
    return [
      await outcomeOf(earnPoints(ctx, { ...posting, residentId, programme })),
      model.earn(lotId, programme.id, expiresOn, points),
    ];
  }
  if (kind === 'later') {
    // Some days, now and then some months: lots and holds end while others go on.
    model.now += (points > 50 ? 100 : points / 10) * DAY_MS;
    const later = contextAt(model.now);
    const sweeps = [...lapseHolds(later), ...expireLots(later)];
    model.lapse();
    model.expire();
    return [await outcomeOf(sweeps), null];
  }
  if (kind === 'hold') {
    const id = ctx.newId('hold');
    const expiresAt = ctx.now + n * DAY_MS;
    const expected = model.hold(id, residentId, points, expiresAt);
    if (expected === null) world.holds.push(id);
    return [
      await outcomeOf(holdPoints(ctx, { ...posting, holdId: id, residentId, expiresAt })),
      expected,
    ];
  }
  if (holdId === undefined) return [null, null];
  const ofHold = { ...posting, holdId, residentId: known(model.holds.get(holdId)).residentId };
  const payee = { kind: 'activity' as const, id: world.payee };
  if (kind === 'capture') {
    const captured = await outcomeOf(capturePoints(ctx, { ...ofHold, to: payee }));
    return [captured, model.capture(holdId, points)];
  }
  if (kind === 'release') {
    const released = await outcomeOf(releasePoints(ctx, ofHold));
    return [released, model.giveBack(holdId, 'held', points)];
  }
  const refunded = await outcomeOf(refundPoints(ctx, { ...ofHold, from: payee }));
  return [refunded, model.giveBack(holdId, 'captured', points)];
}

/** Every balance of this world, and the figures of all months and worlds together, as the database has them. */
async function readOf(world: World) {
  const owners = [...world.residents, ...world.programmes.map(({ id }) => id), world.payee];
  const [rows, flows] = await db.batch([
    db
      .select({ id: pointsAccount.id, balance: pointsAccount.balance })
      .from(pointsAccount)
      .where(inArray(pointsAccount.ownerId, owners)),
    db
      .select({ flow: pointsFlow.flow, points: sql<number>`sum(${pointsFlow.points})` })
      .from(pointsFlow)
      .groupBy(pointsFlow.flow),
  ]);
  // Of what expired the sweep of one world takes that of the others too.
  const of = (name: string) => flows.find(({ flow }) => flow === name)?.points ?? 0;
  return {
    balances: nonZero(rows.map(({ id, balance }) => [id, balance])),
    flows: { budgeted: of('budgeted'), issued: of('issued'), spent: of('spent') },
  };
}

function modelBalances({ model, payee }: World): Record<string, number> {
  const held = ({ lines }: Hold) => [...lines.values()].reduce((sum, line) => sum + line.held, 0);
  return nonZero([
    ...[...model.budgets].map(([id, points]): [string, number] => [`budget:${id}`, points]),
    ...[...model.lots].map(([id, { balance }]): [string, number] => [id, balance]),
    ...[...model.holds].map(([id, hold]): [string, number] => [id, held(hold)]),
    [`activity:${payee}`, model.payee],
  ]);
}

function less(one: Model['flows'], other: Model['flows']): Model['flows'] {
  return {
    ...{ budgeted: one.budgeted - other.budgeted, issued: one.issued - other.issued },
    spent: one.spent - other.spent,
  };
}

function nonZero(pairs: [string, number][]): Record<string, number> {
  return Object.fromEntries(pairs.filter(([, points]) => points !== 0).sort());
}

beforeAll(async () => {
  await signedInPerson();
});

it('agrees with its model after each of ten thousand random acts, and its proof holds', async () => {
  const done: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: ACTS, maxLength: ACTS }), async (script) => {
      const world = await worldOf();
      const before = (await readOf(world)).flows;
      for (const step of script) {
        const [did, expected] = await doBoth(world, step);
        expect({ step, code: did }).toEqual({ step, code: expected });
        const { balances, flows } = await readOf(world);
        expect(balances).toEqual(modelBalances(world));
        expect(less(flows, before)).toEqual(world.model.flows);
        const said = `${step.kind} ${did === null ? 'done' : 'refused'}`;
        done[said] = (done[said] ?? 0) + 1;
      }
      expect(await provePoints(contextAt(world.model.now))).toMatchObject({ holds: true });
    }),
    { numRuns: RUNS },
  );
  // Each act was often done, and those that can be were often refused: the script reaches all of the ledger.
  const often = ['earn', 'hold', 'capture', 'release', 'refund'].flatMap((kind) => [
    done[`${kind} done`] ?? 0,
    done[`${kind} refused`] ?? 0,
  ]);
  expect(Math.min(...often, done['later done'] ?? 0, done['fund done'] ?? 0)).toBeGreaterThan(50);
  expect(Object.values(done).reduce((sum, one) => sum + one, 0)).toBe(RUNS * ACTS);
});
