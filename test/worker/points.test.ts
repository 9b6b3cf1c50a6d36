/** Points over HTTP and by the tick: one's own, budgets, corrections, expiry, the proof. */
import { eq, inArray } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { maskName } from '../../worker/features/identity/rules.ts';
import { person } from '../../worker/features/identity/tables.ts';
import { notice } from '../../worker/features/notices/tables.ts';
import {
  capturePoints,
  earnPoints,
  holdPoints,
  refundPoints,
  releasePoints,
  SWEEP_LOTS,
} from '../../worker/features/points/commands/ledger.ts';
import {
  proveOnce,
  remindOfExpiry,
  sweepPoints,
} from '../../worker/features/points/commands/tick.ts';
import { provePoints } from '../../worker/features/points/queries/proof.ts';
import type {
  PostedList,
  Programme,
  ProofAnswer,
  Reversal,
} from '../../worker/features/points/schema.ts';
import {
  pointsProgramme,
  pointsReversal,
  pointsTransaction,
  pointsTransfer,
} from '../../worker/features/points/tables.ts';
import { audit } from '../../worker/lib/tables.ts';
import { DAY_MS, fromRfc3339, toRfc3339 } from '../../worker/lib/time.ts';
import {
  aCause,
  balanceOf,
  bySystem,
  contextAt,
  earnerOf,
  heldBy,
  outcomeOf,
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
  staffOf,
  tally,
  unique,
} from './world.ts';

const linli = linliAt();
let admin: Somebody;
let second: Somebody;
beforeAll(async () => {
  await smallSubdistrict();
  const grant = {
    role: 'subdistrict_admin',
    scopeKind: 'subdistrict',
    scopeId: '*',
  } as const;
  [admin, second] = [await staffOf(grant), await staffOf(grant)];
});

const place = () => ({ kind: 'activity' as const, id: `place-${unique()}` });
const twenty = <T>(ask: () => Promise<T>) => Promise.all(Array.from({ length: 20 }, ask));
const maskedNameOf = async (id: string) =>
  maskName((await db.select().from(person).where(eq(person.id, id)))[0]?.name ?? '');
const newName = () => `项目 ${unique()}`;

describe('my points', () => {
  it('tell what can be spent, what is held, and when what lapses', async () => {
    const resident = await signedInPerson();
    const [years, ever] = [
      await programmeOf({ expiry: 'years', expiryYears: 2 }),
      await programmeOf(),
    ];
    const ctx = contextAt();
    for (const [programme, points] of [
      [ever, 30],
      [years, 20],
    ] as const) {
      expect(
        await outcomeOf(
          earnPoints(ctx, { ...bySystem(), residentId: resident.id, programme, points }),
        ),
      ).toBeNull();
    }
    await heldBy(resident.id, 5);
    const reply = await linli.get('/api/v1/me/points', { as: resident });
    expect(reply.body).toMatchObject({
      available: 45,
      held: 5,
      lots: [
        { points: 15, expiresOn: '2028-11-25' },
        { points: 30, expiresOn: null },
      ],
    });
  });

  it('leave out what lapsed yesterday and was not swept yet', async () => {
    const programme = await programmeOf({ expiry: 'yearEnd' });
    const resident = await signedInPerson();
    await outcomeOf(
      earnPoints(contextAt(), { ...bySystem(), residentId: resident.id, programme, points: 9 }),
    );
    const read = async (moment: string) => {
      const reply = await linliAt(fromRfc3339(moment)).get('/api/v1/me/points', { as: resident });
      return (reply.body as { available: number }).available;
    };
    expect(await read('2026-12-31T23:59:59+08:00')).toBe(9);
    expect(await read('2027-01-01T00:00:00+08:00')).toBe(0);
  });

  it('come as a history, page by page, of nobody else', async () => {
    const { resident } = await earnerOf(50);
    await earnerOf(50);
    const holdId = await heldBy(resident.id, 20);
    const of = { ...bySystem(), holdId, residentId: resident.id };
    await outcomeOf(capturePoints(contextAt(NOW + 1), { ...of, points: 15, to: place() }));
    await outcomeOf(releasePoints(contextAt(NOW + 2), { ...of, points: 5 }));
    const page = async (query: string) =>
      (await linli.get(`/api/v1/me/points/entries?${query}`, { as: resident })).body as {
        items: { kind: string; points: number; moved: number }[];
        next: string | null;
      };
    const first = await page('limit=3');
    expect(first.items.map(({ kind, points, moved }) => [kind, points, moved])).toEqual([
      ['release', 5, 5],
      ['capture', 0, 15],
      ['hold', -20, 20],
    ]);
    const rest = await page(`limit=3&cursor=${first.next}`);
    expect(rest).toMatchObject({ items: [{ kind: 'earn', points: 50 }], next: null });
  });

  it('cost one round trip and the same rows after a hundred transactions as after ten', async () => {
    const { resident } = await earnerOf(1000);
    const spend = async (times: number) => {
      for (let time = 0; time < times; time++) {
        const holdId = await heldBy(resident.id, 1);
        const of = { ...bySystem(), holdId, residentId: resident.id, points: 1 };
        await outcomeOf(capturePoints(contextAt(), { ...of, to: { kind: 'activity', id: 'one' } }));
      }
    };
    const cost = async (path: string) => {
      const counted = countedD1();
      expect((await linli.get(path, { as: resident, env: counted.env })).status).toBe(200);
      return { trips: counted.trips(), rows: counted.rowsRead() };
    };
    const [points, entries] = ['/api/v1/me/points', '/api/v1/me/points/entries?limit=10'];
    await spend(6);
    const before = [await cost(points), await cost(entries)];
    await spend(94);
    expect([await cost(points), await cost(entries)]).toEqual(before);
    expect(before.map(({ trips }) => trips)).toEqual([1, 1]);
  });
});

describe('a hold', () => {
  it('takes the lots that lapse first, and gives back what it took to the lots it came from', async () => {
    const resident = await signedInPerson();
    const residentId = resident.id;
    const soon = await programmeOf({ expiry: 'yearEnd' });
    const later = await programmeOf({ expiry: 'years', expiryYears: 3 });
    for (const programme of [later, soon]) {
      await outcomeOf(
        earnPoints(contextAt(), { ...bySystem(), residentId, programme, points: 10 }),
      );
    }
    const holdId = await heldBy(residentId, 14);
    expect(await pointsOf(residentId)).toEqual({ hold: 14, 'lot 2029-11-25': 6 });
    const of = { ...bySystem(), holdId, residentId };
    const payee = place();
    expect(
      await outcomeOf(capturePoints(contextAt(), { ...of, points: 12, to: payee })),
    ).toBeNull();
    expect(await balanceOf(`activity:${payee.id}`)).toBe(12);
    await outcomeOf(releasePoints(contextAt(), { ...of, cause: aCause(), points: 2 }));
    expect(await pointsOf(residentId)).toEqual({ 'lot 2029-11-25': 8 });
    await outcomeOf(refundPoints(contextAt(), { ...of, cause: aCause(), points: 12, from: payee }));
    expect(await pointsOf(residentId)).toEqual({ 'lot 2026-12-31': 10, 'lot 2029-11-25': 10 });
    expect(await balanceOf(`activity:${payee.id}`)).toBe(0);
  });

  it('is refused where it is for more than one has, and nothing moves', async () => {
    const { resident } = await earnerOf(10);
    const hold = { ...bySystem(), holdId: `hold-${unique()}`, residentId: resident.id };
    const wanted = holdPoints(contextAt(), { ...hold, points: 11, expiresAt: NOW + DAY_MS });
    expect(await outcomeOf(wanted)).toBe('points.short');
    expect(await pointsOf(resident.id)).toEqual({ 'lot never': 10 });
    expect(await transactionsOf(resident.id)).toHaveLength(1);
  });

  it('pays and gives back no more than is in it, nor a refund more than was paid', async () => {
    const { resident } = await earnerOf(10);
    const holdId = await heldBy(resident.id, 4);
    const of = { ...bySystem(), holdId, residentId: resident.id };
    const [ctx, payee] = [contextAt(), place()];
    const short = [
      capturePoints(ctx, { ...of, points: 5, to: payee }),
      releasePoints(ctx, { ...of, points: 5 }),
      refundPoints(ctx, { ...of, points: 1, from: payee }),
    ];
    for (const statements of short) expect(await outcomeOf(statements)).toBe('points.short');
    expect(await pointsOf(resident.id)).toEqual({ hold: 4, 'lot never': 6 });
    expect(await transactionsOf(resident.id)).toHaveLength(2);
  });

  it('pays nobody when its time is over, and then goes back by itself, once', async () => {
    const { resident } = await earnerOf(10);
    const holdId = await heldBy(resident.id, 10);
    const late = contextAt(NOW + 7 * DAY_MS);
    const of = { ...bySystem(), holdId, residentId: resident.id, points: 10 };
    expect(await outcomeOf(capturePoints(late, { ...of, to: place() }))).toBe('points.holdLapsed');
    await twenty(() => sweepPoints(late));
    expect(await pointsOf(resident.id)).toEqual({ 'lot never': 10 });
    const kinds = (await transactionsOf(resident.id)).map(({ kind }) => kind);
    expect(kinds).toEqual(['earn', 'hold', 'release']);
  });

  it('of the last points is given to one of twenty', async () => {
    const { resident } = await earnerOf(10);
    const wanted = await twenty(() => {
      const input = { ...bySystem(), holdId: `hold-${unique()}`, residentId: resident.id };
      return outcomeOf(holdPoints(contextAt(), { ...input, points: 6, expiresAt: NOW + DAY_MS }));
    });
    expect(wanted.filter((code) => code === null)).toHaveLength(1);
    expect(new Set(wanted)).toEqual(new Set([null, 'points.short']));
    expect(await pointsOf(resident.id)).toEqual({ hold: 6, 'lot never': 4 });
  });

  it('captured and released by twenty each is used once', async () => {
    const { resident } = await earnerOf(10);
    const holdId = await heldBy(resident.id, 10);
    const payee = place();
    const of = () => ({ ...bySystem(), holdId, residentId: resident.id, points: 10 });
    const outcomes = await Promise.all([
      twenty(() => outcomeOf(capturePoints(contextAt(), { ...of(), to: payee }))),
      twenty(() => outcomeOf(releasePoints(contextAt(), of()))),
    ]);
    expect(outcomes.flat().filter((code) => code === null)).toHaveLength(1);
    const spent = await balanceOf(`activity:${payee.id}`);
    const back = (await pointsOf(resident.id))['lot never'] ?? 0;
    expect([spent + back, spent * back]).toEqual([10, 0]);
  });

  it('is refunded once by twenty', async () => {
    const { resident } = await earnerOf(10);
    const holdId = await heldBy(resident.id, 10);
    const payee = place();
    const of = () => ({ ...bySystem(), holdId, residentId: resident.id, points: 10 });
    await outcomeOf(capturePoints(contextAt(), { ...of(), to: payee }));
    const refunds = await twenty(() =>
      outcomeOf(refundPoints(contextAt(), { ...of(), from: payee })),
    );
    expect(refunds.filter((code) => code === null)).toHaveLength(1);
    expect(await pointsOf(resident.id)).toEqual({ 'lot never': 10 });
  });
});

describe('earning', () => {
  it('happens once for a cause, asked for twenty times', async () => {
    const programme = await programmeOf();
    const { id: residentId } = await signedInPerson();
    const posting = { cause: aCause(), by: 'system', residentId, programme, points: 7 };
    const outcomes = await twenty(() => outcomeOf(earnPoints(contextAt(), posting)));
    expect(outcomes.filter((code) => code === null)).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set([null, 'points.posted']));
    expect(await pointsOf(residentId)).toEqual({ 'lot never': 7 });
  });

  it('never overspends the budget, wanted by twenty', async () => {
    const programme = await programmeOf({ budget: 25 });
    const residents = await Promise.all(Array.from({ length: 20 }, () => signedInPerson()));
    const outcomes = await Promise.all(
      residents.map(({ id: residentId }) =>
        outcomeOf(earnPoints(contextAt(), { ...bySystem(), residentId, programme, points: 10 })),
      ),
    );
    expect(outcomes.filter((code) => code === null)).toHaveLength(2);
    expect(await balanceOf(`budget:${programme.id}`)).toBe(5);
  });
});

describe('what lapses', () => {
  it('is swept the day after its last, and what comes back later is swept again', async () => {
    const programme = await programmeOf({ expiry: 'yearEnd' });
    const { id: residentId } = await signedInPerson();
    await outcomeOf(earnPoints(contextAt(), { ...bySystem(), residentId, programme, points: 10 }));
    const holdId = `hold-${unique()}`;
    const eve = fromRfc3339('2026-12-31T23:00:00+08:00');
    const hold = { ...bySystem(), holdId, residentId, points: 4, expiresAt: eve + 3 * DAY_MS };
    expect(await outcomeOf(holdPoints(contextAt(eve), hold))).toBeNull();
    await sweepPoints(contextAt(eve));
    expect(await pointsOf(residentId)).toEqual({ hold: 4, 'lot 2026-12-31': 6 });
    await sweepPoints(contextAt(eve + DAY_MS));
    expect(await pointsOf(residentId)).toEqual({ hold: 4 });
    await sweepPoints(contextAt(eve + 4 * DAY_MS));
    await sweepPoints(contextAt(eve + 4 * DAY_MS));
    expect(await pointsOf(residentId)).toEqual({});
    const moved = (await transactionsOf(residentId)).map(({ kind, points }) => [kind, points]);
    expect(moved).toEqual([
      ['earn', 10],
      ['hold', 4],
      ['expire', 6],
      ['release', 4],
      ['expire', 4],
    ]);
  });

  it('is swept whole though no tick ran for months, more than one run takes, each lot once', async () => {
    const programme = await programmeOf({ expiry: 'years', expiryYears: 1, budget: 10_000 });
    const { id: residentId } = await signedInPerson();
    const lots = SWEEP_LOTS + 50;
    for (let n = 0; n < lots; n++) {
      const earned = { ...bySystem(), residentId, programme, points: 2 };
      await outcomeOf(earnPoints(contextAt(NOW + n * DAY_MS), earned));
    }
    const late = contextAt(NOW + 3 * 366 * DAY_MS);
    await sweepPoints(late);
    expect(Object.keys(await pointsOf(residentId))).toHaveLength(50);
    await Promise.all([sweepPoints(late), sweepPoints(late), sweepPoints(late)]);
    expect(await pointsOf(residentId)).toEqual({});
    const gone = (await transactionsOf(residentId)).filter(({ kind }) => kind === 'expire');
    expect([gone.length, gone.reduce((sum, { points }) => sum + points, 0)]).toEqual([
      lots,
      2 * lots,
    ]);
    expect(await provePoints(late)).toMatchObject({ holds: true });
  });

  it('can not be held after its last day', async () => {
    const programme = await programmeOf({ expiry: 'yearEnd' });
    const { id: residentId } = await signedInPerson();
    await outcomeOf(earnPoints(contextAt(), { ...bySystem(), residentId, programme, points: 10 }));
    const after = fromRfc3339('2027-01-01T00:00:00+08:00');
    const hold = { ...bySystem(), holdId: `hold-${unique()}`, residentId, points: 1 };
    expect(await outcomeOf(holdPoints(contextAt(after), { ...hold, expiresAt: after + 1 }))).toBe(
      'points.short',
    );
  });

  it('is told of 30 and 7 days before, once each, however often the tick runs', async () => {
    const programme = await programmeOf({ expiry: 'yearEnd' });
    const { id: residentId } = await signedInPerson();
    await outcomeOf(earnPoints(contextAt(), { ...bySystem(), residentId, programme, points: 10 }));
    const told = async () =>
      (await db.select().from(notice).where(eq(notice.residentId, residentId))).map(
        ({ kind, params }) => [kind, params.points, params.on],
      );
    await remindOfExpiry(contextAt(fromRfc3339('2026-11-30T12:00:00+08:00')));
    expect(await told()).toEqual([]);
    const month = fromRfc3339('2026-12-01T00:30:00+08:00');
    await twenty(() => remindOfExpiry(contextAt(month)));
    expect(await told()).toEqual([['points.expiring', '10', '2026-12-31']]);
    await remindOfExpiry(contextAt(month + 22 * DAY_MS));
    expect(await told()).toHaveLength(1);
    await twenty(() => remindOfExpiry(contextAt(month + 23 * DAY_MS)));
    expect(await told()).toHaveLength(2);
  });

  it('is told of once when it is first seen within the seven days', async () => {
    const programme = await programmeOf({ expiry: 'yearEnd' });
    const { id: residentId } = await signedInPerson();
    await outcomeOf(earnPoints(contextAt(), { ...bySystem(), residentId, programme, points: 10 }));
    for (const hour of ['10', '11']) {
      await remindOfExpiry(contextAt(fromRfc3339(`2026-12-28T${hour}:00:00+08:00`)));
    }
    expect(await db.select().from(notice).where(eq(notice.residentId, residentId))).toHaveLength(1);
  });

  it('is told of to all of a street whose points lapse on one day, more than one batch takes', async () => {
    const { id: residentId } = await signedInPerson();
    const lots = SWEEP_LOTS + 50;
    for (let n = 0; n < lots; n++) {
      const programme = await programmeOf({ expiry: 'yearEnd' });
      const at = contextAt(fromRfc3339('2030-03-01T10:00:00+08:00'));
      await outcomeOf(earnPoints(at, { ...bySystem(), residentId, programme, points: 1 }));
    }
    await remindOfExpiry(contextAt(fromRfc3339('2030-12-05T10:00:00+08:00')));
    const told = await db.select().from(notice).where(eq(notice.residentId, residentId));
    expect(told).toHaveLength(lots);
  });
});

describe('a programme', () => {
  const begin = (as: Somebody, body: object, headers = {}) =>
    linli.post('/api/v1/staff/points/programmes', { as, body, headers });

  it('begins with an empty budget, is given more, and leaves an audit row for each', async () => {
    const made = await begin(admin, { name: newName(), expiry: 'years', expiryYears: 3 });
    expect([made.status, made.body]).toMatchObject([201, { expiryYears: 3, left: 0 }]);
    const { id } = made.body as Programme;
    const funded = await linli.post(`/api/v1/staff/points/programmes/${id}/fund`, {
      as: admin,
      body: { points: 500, reason: '年度预算' },
    });
    expect([funded.status, funded.body]).toMatchObject([201, { id, left: 500 }]);
    const listed = await linli.get('/api/v1/staff/points/programmes', { as: second });
    expect((listed.body as { items: Programme[] }).items).toContainEqual(funded.body);
    const acts = await db
      .select({ act: audit.act, reason: audit.reason })
      .from(audit)
      .where(inArray(audit.actorId, [admin.id]));
    expect(acts).toEqual(
      expect.arrayContaining([
        { act: 'programme.create', reason: null },
        { act: 'points.fund', reason: '年度预算' },
      ]),
    );
  });

  it('is begun and funded once in a storm of twenty with the same key', async () => {
    const body = { name: newName(), expiry: 'never' };
    const key = { 'Idempotency-Key': `programme-${unique()}` };
    const made = await twenty(() => begin(admin, body, key));
    expect(tally(made)).toEqual({ '201': 20 });
    expect(new Set(made.map((reply) => (reply.body as Programme).id)).size).toBe(1);
    const [{ id }] = made.map(({ body }) => body as Programme) as [Programme];
    const fund = { points: 40, reason: '预算' };
    const funded = await twenty(() =>
      linli.post(`/api/v1/staff/points/programmes/${id}/fund`, {
        as: admin,
        body: fund,
        headers: { 'Idempotency-Key': `fund-${id}` },
      }),
    );
    expect(tally(funded)).toEqual({ '201': 20 });
    expect(await balanceOf(`budget:${id}`)).toBe(40);
  });

  it('has a name of its own', async () => {
    const body = { name: newName(), expiry: 'never' };
    const made = await twenty(() => begin(admin, body));
    expect(tally(made)).toEqual({ '201': 1, '409 programme.exists': 19 });
    expect(
      await db.select().from(pointsProgramme).where(eq(pointsProgramme.name, body.name)),
    ).toHaveLength(1);
  });

  it.each([
    ['years without a number', { name: '甲', expiry: 'years' }],
    ['a number without years', { name: '甲', expiry: 'never', expiryYears: 2 }],
  ])('is refused with %s', async (_, body) => {
    expect(codeOf(await begin(admin, body))).toBe('input.invalid');
  });

  it('that is not there gets no budget', async () => {
    const reply = await linli.post('/api/v1/staff/points/programmes/none/fund', {
      as: admin,
      body: { points: 1, reason: '预算' },
    });
    expect(codeOf(reply)).toBe('programme.notFound');
  });
});

describe('a correction', () => {
  const propose = (as: Somebody, transactionId: string, headers = {}) =>
    linli.post('/api/v1/staff/points/reversals', {
      as,
      body: { transactionId, reason: '记到别人名下了' },
      headers,
    });
  const decide = (as: Somebody, id: string, verdict = 'approved') =>
    linli.post(`/api/v1/staff/points/reversals/${id}/decide`, { as, body: { verdict } });
  const toldOf = (residentId: string) =>
    db.select().from(notice).where(eq(notice.residentId, residentId));
  const proposedFor = async (points: number) => {
    const { resident, programme } = await earnerOf(points);
    const [earned] = await transactionsOf(resident.id);
    const reply = await propose(admin, earned?.id ?? '');
    return { resident, programme, earned, reversal: reply.body as Reversal };
  };

  it('is proposed by one and approved by another, mirrors what was posted, and is told to whose points go', async () => {
    const { resident, programme, reversal } = await proposedFor(30);
    expect(reversal).toMatchObject({ state: 'proposed', points: 30, can: { decide: false } });
    const seen = await linli.get('/api/v1/staff/points/reversals', { as: second });
    expect((seen.body as { items: Reversal[] }).items).toContainEqual({
      ...reversal,
      can: { decide: true },
    });
    expect((await decide(second, reversal.id)).body).toMatchObject({ state: 'approved' });
    expect(await pointsOf(resident.id)).toEqual({});
    expect(await balanceOf(`budget:${programme.id}`)).toBe(10_000);
    expect(await toldOf(resident.id)).toMatchObject([
      { kind: 'points.corrected', params: { points: '30', reason: '记到别人名下了' } },
    ]);
  });

  it('says to the second person whose points they are, what for, of when, and who proposed it', async () => {
    const { resident, programme, earned, reversal } = await proposedFor(30);
    expect(reversal).toMatchObject({
      ...{ note: earned?.note, postedAt: toRfc3339(earned?.postedAt ?? 0) },
      ...{ programme: `测试 ${programme.id}`, resident: await maskedNameOf(resident.id) },
      proposedBy: await maskedNameOf(admin.id),
    });
    const ofBudget = { kind: 'fund', resident: null, programme: `测试 ${programme.id}` };
    const [given] = await db
      .select({ kind: pointsTransaction.causeKind, id: pointsTransaction.causeId })
      .from(pointsTransfer)
      .innerJoin(pointsTransaction, eq(pointsTransaction.id, pointsTransfer.transactionId))
      .where(eq(pointsTransfer.creditAccountId, `budget:${programme.id}`));
    const path = `/api/v1/staff/points/transactions?cause=${given?.kind}:${given?.id}`;
    const [fund] = ((await linli.get(path, { as: second })).body as PostedList).items;
    expect(fund).toMatchObject(ofBudget);
    expect((await propose(admin, fund?.id ?? '')).body).toMatchObject(ofBudget);
  });

  it('is not decided by whoever proposed it', async () => {
    const { resident, reversal } = await proposedFor(30);
    expect(codeOf(await decide(admin, reversal.id))).toBe('reversal.samePerson');
    expect(await pointsOf(resident.id)).toEqual({ 'lot never': 30 });
  });

  it('is refused when the points are spent, and stays open', async () => {
    const { resident, reversal } = await proposedFor(30);
    await heldBy(resident.id, 1);
    expect(codeOf(await decide(second, reversal.id))).toBe('points.short');
    const [row] = await db.select().from(pointsReversal).where(eq(pointsReversal.id, reversal.id));
    expect(row?.state).toBe('proposed');
    expect(await toldOf(resident.id)).toEqual([]);
  });

  it('happens once, approved by twenty', async () => {
    const { resident, reversal } = await proposedFor(30);
    const replies = await twenty(() => decide(second, reversal.id));
    expect(tally(replies)).toEqual({ '200': 1, '409 reversal.state': 19 });
    expect(await pointsOf(resident.id)).toEqual({});
    expect(await toldOf(resident.id)).toHaveLength(1);
  });

  it('is proposed once at a time; declined, it may be proposed again', async () => {
    const { resident, earned, reversal } = await proposedFor(30);
    expect(codeOf(await propose(second, earned?.id ?? ''))).toBe('reversal.exists');
    expect((await decide(second, reversal.id, 'declined')).body).toMatchObject({
      state: 'declined',
    });
    expect(await pointsOf(resident.id)).toEqual({ 'lot never': 30 });
    expect(await toldOf(resident.id)).toEqual([]);
    expect((await propose(second, earned?.id ?? '')).status).toBe(201);
  });

  it('is of what was earned or budgeted, and of what is there', async () => {
    const { resident } = await earnerOf(10);
    await heldBy(resident.id, 5);
    const [, hold] = await transactionsOf(resident.id);
    expect(codeOf(await propose(admin, hold?.id ?? ''))).toBe('reversal.kind');
    expect(codeOf(await propose(admin, 'none'))).toBe('transaction.notFound');
    expect(codeOf(await decide(admin, 'none'))).toBe('reversal.notFound');
  });
});

describe('the proof', () => {
  it('is made once a day, and anybody can read its totals', async () => {
    const { resident } = await earnerOf(10);
    await heldBy(resident.id, 4);
    await twenty(() => proveOnce(contextAt()));
    const reply = await linli.get('/api/v1/points/proofs');
    const [latest, ...others] = (reply.body as { items: object[] }).items;
    expect(others).toEqual([]);
    expect(latest).toMatchObject({
      on: '2026-11-25',
      holds: true,
      entriesSum: 0,
      wrongBalances: 0,
      wrongTransactions: 0,
      overspentBudgets: 0,
      wrongFlows: 0,
    });
    const { provedAt, ...now } = (await linli.post('/api/v1/staff/points/proof', { as: admin }))
      .body as ProofAnswer;
    expect([provedAt, now]).toEqual([toRfc3339(NOW), expect.objectContaining({ holds: true })]);
    const { budgeted, issued, available, held, spent, expired } = await provePoints(contextAt());
    expect(issued).toBe(available + held + spent + expired);
    expect(budgeted).toBeGreaterThanOrEqual(issued);
  });
});
