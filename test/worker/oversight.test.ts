/** The street's figures against the ledger itself, and what stands out at the desk. */
import { sql } from 'drizzle-orm';
import Papa from 'papaparse';
import { beforeAll, describe, expect, it } from 'vitest';
import { earnByRule } from '../../worker/features/earning/commands/automatic.ts';
import type { MyClaim } from '../../worker/features/earning/schema.ts';
import { good, merchant, redemption, shop } from '../../worker/features/mall/tables.ts';
import type { Anomaly, Figures } from '../../worker/features/oversight/schema.ts';
import {
  capturePoints,
  earnPoints,
  expireLots,
  holdPoints,
  type Payee,
  refundPoints,
} from '../../worker/features/points/commands/ledger.ts';
import { provePoints } from '../../worker/features/points/queries/proof.ts';
import type { Reversal } from '../../worker/features/points/schema.ts';
import { auditRow, writeAll } from '../../worker/lib/db.ts';
import { DAY_MS, fromRfc3339 } from '../../worker/lib/time.ts';
import { claiming, ruleFor } from './earning-world.ts';
import { decided } from './mall-world.ts';
import { bySystem, contextAt, earnerOf, heldBy, programmeOf } from './points-world.ts';
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
  unique,
} from './world.ts';

const linli = linliAt();
const IN_JANUARY = fromRfc3339('2027-01-05T09:00:00+08:00');
let admin: Somebody;
let second: Somebody;
let operator: Somebody;

const anAdmin = () =>
  staffOf({ role: 'subdistrict_admin', scopeKind: 'subdistrict', scopeId: '*' });

beforeAll(async () => {
  await smallSubdistrict();
  [admin, second] = [await anAdmin(), await anAdmin()];
  operator = await staffOf({ role: 'zone_operator', scopeKind: 'zone', scopeId: 'za' });
  const { id: programmeId } = await programmeOf({ budget: 5_000, expiry: 'yearEnd' });
  await ruleFor('volunteering', { id: 'volunteering', name: '做志愿者半天', programmeId });
  await ruleFor('mediation', { id: 'mediation', name: '调解', points: 25, programmeId });
  await merchantAt('grocer', 'cb');
  await aYear();
});

async function merchantAt(id: string, communityId: string) {
  const { id: appliedBy } = await signedInPerson();
  await db.batch([
    decided('merchant', id),
    decided('good', `${id}-oil`),
    db.insert(merchant).values({
      ...{ id, name: '杂货铺', syllables: '', category: 'grocery', summary: '油盐酱醋' },
      ...{ communityId, state: 'open', appliedBy, appliedAt: NOW },
    }),
    db.insert(shop).values({
      ...{ id: `${id}-shop`, merchantId: id, name: '店', address: '测试路 2 号' },
      ...{ lng: 120.02, lat: 30.288, hoursText: '每天 8:00–20:00' },
    }),
    db.insert(good).values({
      ...{ id: `${id}-oil`, merchantId: id, kind: 'good', title: '一桶油', syllables: '' },
      ...{ summary: '五升', category: 'grocery', points: 1, settleFen: 100, stockTotal: 1000 },
      ...{ perOrder: 9, perPerson: 99, offeredFromOn: '2026-01-01', redeemWithinDays: 30 },
      ...{ state: 'offered', createdBy: appliedBy, createdAt: NOW },
    }),
  ]);
}

/** A deed of somebody, confirmed at a moment. Answers who did it. */
async function deedAt(
  now: number,
  { act = 'volunteering', facilityId = 'hall', resident = undefined as Somebody | undefined } = {},
): Promise<{ resident: Somebody; id: string }> {
  const as = resident ?? (await signedInPerson());
  const doneOn = new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
  const made = await claiming(linliAt(now), as, { act, facilityId, doneOn });
  const { id } = made.body as MyClaim;
  const verdict = await confirm(admin, id, now);
  expect(verdict.status).toBe(200);
  return { resident: as, id };
}

const confirm = (as: Somebody, id: string, now = NOW) =>
  linliAt(now).post(`/api/v1/staff/claims/${id}/verdict`, {
    as,
    body: { verdict: 'confirm', unrelated: true },
  });

async function paid(residentId: string, points: number, to: Payee, now: number) {
  const holdId = await heldBy(residentId, points, now);
  await writeAll(
    db,
    capturePoints(contextAt(now), { ...bySystem(), holdId, residentId, points, to }),
  );
  return holdId;
}

/** Deeds in three months at two places, points used at a place and at a merchant, given back, corrected, lapsed. */
async function aYear() {
  const october = NOW - 40 * DAY_MS;
  const [one, two, far] = [
    await deedAt(october),
    await deedAt(NOW, { act: 'mediation' }),
    await deedAt(NOW, { facilityId: 'far' }),
  ];
  const wrong = await deedAt(NOW, { act: 'mediation', facilityId: 'far' });
  await correct(wrong.id);
  await paid(one.resident.id, 4, { kind: 'activity', id: 'hall' }, NOW);
  const bought = { kind: 'merchant', id: 'grocer' } as const;
  const holdId = await paid(two.resident.id, 9, bought, NOW);
  await writeAll(
    db,
    refundPoints(contextAt(NOW + DAY_MS), {
      ...{ ...bySystem(), holdId, residentId: two.resident.id, points: 3, from: bought },
    }),
  );
  await heldBy(far.resident.id, 2);
  await writeAll(
    db,
    earnByRule(contextAt(NOW), {
      ...{ act: 'volunteering', doneOn: '2026-11-25', by: 'system', note: '值班' },
      ...{ facilityId: 'hall', seen: '值班表' },
      ...{ cause: { kind: 'test', id: 'shift' }, residentId: far.resident.id },
    }),
  );
  await earnerOf(33);
  await writeAll(db, expireLots(contextAt(IN_JANUARY)));
}

async function correct(claimId: string) {
  const posted = await linli.get(`/api/v1/staff/points/transactions?cause=claim:${claimId}`, {
    as: admin,
  });
  const [{ id: transactionId } = { id: '' }] = (posted.body as { items: { id: string }[] }).items;
  const proposed = await linli.post('/api/v1/staff/points/reversals', {
    as: admin,
    body: { transactionId, reason: '记错了人' },
  });
  const { id } = proposed.body as Reversal;
  const body = { verdict: 'approved' };
  const decided = await linli.post(`/api/v1/staff/points/reversals/${id}/decide`, {
    as: second,
    body,
  });
  expect(decided.status).toBe(200);
}

const figuresOf = async (as: Somebody, from: string, until: string) =>
  (await linli.get(`/api/v1/staff/points/figures?from=${from}&until=${until}`, { as }))
    .body as Figures;

type Recomputed = Record<string, number>;

/** The same sums by another way: from the transfers, by the kinds of account they lead from and to. */
async function recomputed(): Promise<Recomputed> {
  const rows = await db.all<{ key: string; points: number }>(sql`
    SELECT strftime('%Y-%m', x.posted_at / 1000 + 28800, 'unixepoch') || ' ' || CASE
      WHEN 'source' IN (d.kind, c.kind) THEN 'budgeted' WHEN 'budget' IN (d.kind, c.kind) THEN 'issued'
      WHEN c.kind = 'expired' THEN 'expired' ELSE 'spent' END AS key,
      sum(CASE WHEN c.kind IN ('source', 'lot') AND d.kind <> 'budget' OR d.kind = 'lot' AND c.kind = 'budget'
        THEN -t.points ELSE t.points END) AS points
    FROM points_transfer t JOIN points_transaction x ON x.id = t.transaction_id
    JOIN points_account d ON d.id = t.debit_account_id JOIN points_account c ON c.id = t.credit_account_id
    WHERE NOT (d.kind = 'lot' AND c.kind = 'hold' OR d.kind = 'hold' AND c.kind = 'lot') AND c.kind <> 'settled'
    GROUP BY 1`);
  return Object.fromEntries(rows.map(({ key, points }) => [key, points]));
}

describe('the figures', () => {
  it('of each month are what the transfers add up to', async () => {
    const { months } = await figuresOf(admin, '2026-09', '2027-02');
    const sums = await recomputed();
    expect(months.map(({ month }) => month)).toEqual([
      ...['2026-09', '2026-10', '2026-11', '2026-12', '2027-01', '2027-02'],
    ]);
    for (const { month, ...flows } of months) {
      for (const [flow, points] of Object.entries(flows)) {
        expect([month, flow, points]).toEqual([month, flow, sums[`${month} ${flow}`] ?? 0]);
      }
    }
    expect(Object.keys(sums).length).toBeGreaterThanOrEqual(5);
  });

  it('of all time are what the proof of the ledger says', async () => {
    const { total } = await figuresOf(admin, '2026-01', '2027-12');
    const proof = await provePoints(contextAt());
    const { budgeted, issued, spent, expired } = proof;
    expect(total).toEqual({ budgeted, issued, spent, expired });
    expect(spent).toBe(10);
    expect(expired).toBeGreaterThan(0);
  });

  it('of the rules and of the places add up to what was issued and spent, corrections taken off', async () => {
    const { total, rules, places } = await figuresOf(admin, '2026-01', '2027-12');
    const add = (numbers: number[]) => numbers.reduce((sum, one) => sum + one, 0);
    expect(add(rules.map(({ points }) => points))).toBe(total.issued);
    expect(add(places.map(({ issued }) => issued))).toBe(total.issued);
    expect(add(places.map(({ spent }) => spent))).toBe(total.spent);
    expect(rules).toEqual([
      { rule: null, points: 33, times: 1 },
      {
        ...{ rule: { id: 'volunteering', act: 'volunteering', name: '做志愿者半天' } },
        ...{ points: 30, times: 3 },
      },
      { rule: { id: 'mediation', act: 'mediation', name: '调解' }, points: 25, times: 1 },
    ]);
    const rows = places.map(({ place, issued, spent }) => [place?.id ?? null, issued, spent]);
    expect(rows).toEqual([
      ['hall', 45, 4],
      [null, 33, 0],
      ['far', 10, 0],
      ['grocer', 0, 6],
    ]);
  });

  it('show the operator of a zone the places of the zone, and the sums of the street', async () => {
    const mine = await figuresOf(operator, '2026-01', '2027-12');
    const all = await figuresOf(admin, '2026-01', '2027-12');
    expect([mine.total, mine.months, mine.rules]).toEqual([all.total, all.months, all.rules]);
    expect(mine.places.map(({ place, ...sums }) => [place?.id ?? null, sums])).toEqual([
      ['hall', { issued: 45, spent: 4 }],
      [null, { issued: 43, spent: 6 }],
    ]);
  });

  it('come as a table whose last column adds up to them', async () => {
    const path = '/api/v1/staff/points/figures.csv?from=2026-01&until=2027-12';
    const reply = await linli.get(path, { as: admin });
    expect(reply.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    const { data } = Papa.parse<Record<string, string>>(String(reply.body).replace('\ufeff', ''), {
      header: true,
      skipEmptyLines: true,
    });
    const sum = (kind: string) =>
      data.filter((row) => row.记录 === kind).reduce((all, row) => all + Number(row.积分), 0);
    const { total } = await figuresOf(admin, '2026-01', '2027-12');
    expect({
      ...{ budgeted: sum('预算'), issued: sum('发放'), spent: sum('使用'), expired: sum('到期') },
    }).toEqual(total);
    expect(data).toContainEqual({
      ...{ 月份: '2026-10', 记录: '发放', 行为: '志愿服务', 规则编号: 'volunteering' },
      ...{ 规则: '做志愿者半天', 地方类别: '设施', 地方编号: 'hall', 地方: '甲中心' },
      ...{ 笔数: '1', 积分: '10' },
    });
  });

  it.each([
    'from=2026-12&until=2026-11',
    'from=2026-01&until=2028-01',
    'from=2026-13&until=2026-13',
    'from=2026-01',
  ])('are refused for %s', async (query) => {
    const reply = await linli.get(`/api/v1/staff/points/figures?${query}`, { as: admin });
    expect([reply.status, codeOf(reply)]).toEqual([400, 'input.invalid']);
  });

  it('of a month read no row of the months before it, nor of what was posted in it', async () => {
    const cost = async (month: string) => {
      const counted = countedD1();
      const path = `/api/v1/staff/points/figures?from=${month}&until=${month}`;
      await linli.get(path, { as: admin, env: counted.env });
      return counted.rowsRead();
    };
    const costs = async () => [await cost('2027-01'), await cost('2026-11')];
    // The first of its kind in a month makes a line; those after it are counted there.
    await deedAt(NOW);
    const before = await costs();
    for (let deed = 0; deed < 10; deed += 1) await deedAt(NOW);
    expect(await costs()).toEqual(before);
  });
});

const anomalies = async (now = NOW) =>
  (
    (await linliAt(now).get('/api/v1/staff/points/anomalies', { as: admin })).body as {
      items: Anomaly[];
    }
  ).items;

/** Kinds, each with the ids of its rows. */
const found = (items: readonly Anomaly[], ids: readonly string[]) =>
  items
    .filter(({ rows }) => rows.some(({ id }) => ids.includes(id)))
    .map(({ kind, rows }) => [kind, rows.map(({ id }) => id).sort()]);

/** Something handed over at the grocer's, as the mall writes it: held, paid, and then said so. */
async function handedOver(residentId: string, clerkId: string, now = NOW): Promise<string> {
  const [id, holdId] = [`rdm-${unique()}`, `hold-rdm-${unique()}`];
  const ctx = contextAt(now);
  const posting = { cause: { kind: 'redemption', id }, by: residentId };
  const expiresAt = now + 30 * DAY_MS;
  const held = { holdId, residentId, points: 1 };
  await writeAll(db, [
    ...holdPoints(ctx, { ...posting, ...held, expiresAt }),
    db.insert(redemption).values({
      ...{ id, residentId, goodId: 'grocer-oil', merchantId: 'grocer', quantity: 1, points: 1 },
      ...{ settleFen: 100, state: 'held', code: String(unique()).padStart(10, '0'), holdId },
      ...{ createdAt: now, expiresAt },
    }),
  ]);
  await writeAll(db, [
    auditRow(db, {
      ...{ id: ctx.newId('aud'), at: now, actorId: clerkId, act: 'redemption.redeem' },
      ...{ noun: 'redemption', nounId: id },
    }),
    ...capturePoints(ctx, { ...posting, ...held, to: { kind: 'merchant', id: 'grocer' } }),
    db
      .update(redemption)
      .set({ state: 'redeemed', redeemedAt: now, redeemedBy: clerkId, shopId: 'grocer-shop' })
      .where(sql`id = ${id}`),
  ]);
  return id;
}

describe('what stands out', () => {
  // Long before what the figures are of.
  const THEN = NOW - 120 * DAY_MS;

  it('is found with its rows, names masked, and gone after 30 days', async () => {
    const resident = await signedInPerson({ name: '钱多多' });
    const ids: string[] = [];
    for (let deed = 0; deed < 6; deed += 1) {
      const { id } = await deedAt(THEN + deed * 60_000, { resident });
      ids.push(id);
    }
    const items = await anomalies(THEN + DAY_MS);
    expect(found(items, ids)).toEqual([
      ['claimBurst', [...ids].sort()],
      ['pair', [...ids].sort()],
    ]);
    expect(items[0]?.rows[0]).toEqual({
      ...{
        kind: 'claim',
        id: ids[0],
        cause: `claim:${ids[0]}`,
        at: expect.stringMatching(/\+08:00$/),
        points: 10,
      },
      ...{ what: '做志愿者半天', place: '甲中心', of: '钱**', by: '工***' },
    });
    expect(found(await anomalies(THEN + 31 * DAY_MS), ids)).toEqual([]);
  });

  it('is not what a few people did for a few others', async () => {
    const day = THEN + 40 * DAY_MS;
    const few = [await deedAt(day), await deedAt(day), await deedAt(day, { facilityId: 'far' })];
    expect(
      found(
        await anomalies(day + 1000),
        few.map(({ id }) => id),
      ),
    ).toEqual([]);
  });

  it('is that two members of staff confirm for each other', async () => {
    const day = THEN + 80 * DAY_MS;
    const [one, other] = [await anAdmin(), await anAdmin()];
    const ofEach = [];
    for (const [by, to] of [
      [one, other],
      [other, one],
    ] as const) {
      const made = await claiming(linliAt(day), to, {
        doneOn: new Date(day).toISOString().slice(0, 10),
      });
      const { id } = made.body as MyClaim;
      expect((await confirm(by, id, day)).status).toBe(200);
      ofEach.push(id);
    }
    expect(found(await anomalies(day + 1000), ofEach)).toEqual([['mutual', ofEach.sort()]]);
  });

  it('is that a counter hands to its own people, or again and again to the same', async () => {
    const grant = { role: 'merchant_clerk', scopeKind: 'merchant', scopeId: 'grocer' } as const;
    const clerk = await staffOf(grant);
    const ctx = contextAt();
    const { resident: regular, programme } = await earnerOf(20);
    const { resident: once } = await earnerOf(20);
    const colleague = await staffOf(grant);

    await writeAll(
      db,
      earnPoints(ctx, { ...bySystem(), residentId: colleague.id, programme, points: 5 }),
    );
    const own = await handedOver(colleague.id, clerk.id);
    const single = await handedOver(once.id, clerk.id);
    const same: string[] = [];
    for (let time = 0; time < 6; time += 1) {
      same.push(await handedOver(regular.id, clerk.id, NOW + time * 60_000));
    }
    expect(found(await anomalies(NOW + DAY_MS), [own, single, ...same])).toEqual([
      ['ownCounter', [own]],
      ['sameCounter', [...same].sort()],
    ]);
  });

  it('is told to nobody but the street', async () => {
    const reply = await linli.get('/api/v1/staff/points/anomalies', { as: operator });
    expect([reply.status, codeOf(reply)]).toEqual([403, 'auth.forbidden']);
  });
});

describe('what can be corrected', () => {
  it('is listed, the latest first, page by page, with whose it is and its correction', async () => {
    const read = async (query: string) =>
      (await linli.get(`/api/v1/staff/points/transactions?${query}`, { as: admin })).body as {
        items: { id: string; kind: string; at: string; resident: string | null }[];
        next: string | null;
      };
    const all = await read('limit=100');
    const [one, two] = [await read('limit=2'), await read('limit=2')];
    expect(two.items).toEqual(all.items.slice(0, 2));
    const more = await read(`limit=2&cursor=${one.next}`);
    expect(more.items).toEqual(all.items.slice(2, 4));
    expect(new Set(all.items.map(({ kind }) => kind))).toEqual(new Set(['earn', 'fund']));
    for (const { kind, resident } of all.items) expect(resident === null).toBe(kind === 'fund');
    expect(all.items).toContainEqual(
      expect.objectContaining({ kind: 'earn', points: 25, correction: 'approved' }),
    );
  });
});

describe('versions of rules', () => {
  it('are listed for whoever makes them: over, in force and to come', async () => {
    const { id: programmeId } = await programmeOf();
    const body = { act: 'mediation', name: '调解', programmeId, points: 30 };
    const made = await linli.post('/api/v1/staff/earning-rules', {
      as: admin,
      body: { ...body, effectiveFrom: '2026-12-01' },
    });
    expect(made.status).toBe(201);
    const standsAt = async (now: number) => {
      const reply = await linliAt(now).get('/api/v1/staff/earning-rules', { as: admin });
      const { items } = reply.body as {
        items: { act: string; points: number; stands: string }[];
      };
      return items
        .filter(({ act }) => act === 'mediation')
        .map(({ points, stands }) => [points, stands]);
    };
    expect(await standsAt(NOW)).toEqual([
      [30, 'coming'],
      [25, 'now'],
    ]);
    expect(await standsAt(NOW + 10 * DAY_MS)).toEqual([
      [30, 'now'],
      [25, 'over'],
    ]);
  });
});
