/** Activities at a price in points: held with the seat, paid at the door, given back in time, never short of the ledger. */
import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { promoteDue } from '../../worker/features/activities/commands/promoteDue.ts';
import type { Registration } from '../../worker/features/activities/schema.ts';
import { activitySession, registration } from '../../worker/features/activities/tables.ts';
import { earnPoints } from '../../worker/features/points/commands/ledger.ts';
import { holdMany } from '../../worker/features/points/commands/many.ts';
import { sweepPoints } from '../../worker/features/points/commands/tick.ts';
import { provePoints } from '../../worker/features/points/queries/proof.ts';
import { pointsOrder } from '../../worker/features/points/tables.ts';
import { auditRow, type Statement, writeAll } from '../../worker/lib/db.ts';
import { refusalOf } from '../../worker/lib/errors.ts';
import { DAY_MS, HOUR_MS } from '../../worker/lib/time.ts';
import {
  anActivity,
  aSession,
  cancel,
  dependantOf,
  type Family,
  hallStaff,
  type Planned,
  planned,
  registrationIn,
  registrationsOf,
  seatsTaken,
  signUp,
  toldTo,
} from './activities-world.ts';
import {
  balanceOf,
  bySystem,
  contextAt,
  earnerOf,
  outcomeOf,
  pointsOf,
  transactionsOf,
} from './points-world.ts';
import { countedD1, db, linliAt, NOW, smallSubdistrict, tally, unique } from './world.ts';

const linli = linliAt();
const atDoor = linliAt(NOW + DAY_MS);
let staff: Awaited<ReturnType<typeof hallStaff>>;
beforeAll(async () => {
  await smallSubdistrict();
  staff = await hallStaff();
});
afterEach(async () => {
  expect(await provePoints(contextAt())).toMatchObject({ holds: true });
  expect(await db.select().from(pointsOrder)).toEqual([]);
});

type Priced = Partial<typeof activitySession.$inferInsert>;
const pricedAt = (points: number, values: Priced = {}) =>
  planned({ pricePoints: points, noShow: 'charged', ...values });

/** A family of so many with so many points. */
async function familyWith(points: number, size = 1): Promise<Family> {
  const { resident: who } = await earnerOf(points);
  const members = [who.id];
  while (members.length < size) members.push(await dependantOf(who));
  return { who, members };
}
const join = (session: Planned, { who, members }: Family, wait = false) =>
  signUp(linli, who, session, { attendees: members, wait });
async function joined(session: Planned, family: Family, wait = false): Promise<Registration> {
  return registrationIn(await join(session, family, wait));
}
const show = async ({ who }: Family, { id }: Registration) =>
  registrationIn(await linli.get(`/api/v1/registrations/${id}`, { as: who }));
const mark = ({ sessionId }: Planned, { id }: Registration, marks: Record<string, boolean>) =>
  atDoor.post(`/api/v1/staff/sessions/${sessionId}/attendance`, {
    as: staff,
    body: {
      marks: Object.entries(marks).map(([personId, attended]) => ({
        ...{ registrationId: id, personId, attended },
      })),
    },
  });
const checkIn = ({ code }: Registration) =>
  atDoor.post('/api/v1/staff/registrations/check-in', { as: staff, body: { code } });
const left = ({ who }: Family) => pointsOf(who.id);
async function earnMore({ who }: Family, points: number): Promise<void> {
  const { programme } = await earnerOf(1);
  await writeAll(
    db,
    earnPoints(contextAt(), { ...bySystem(), residentId: who.id, programme, points }),
  );
}

describe('signing up at a price', () => {
  it('holds it for everybody who comes, and says until when', async () => {
    const session = await pricedAt(10);
    const family = await familyWith(50, 2);
    const own = await joined(session, family);
    expect(own).toMatchObject({
      state: 'registered',
      points: {
        ...{ price: { points: 10, per: 'person', noShow: 'charged' }, cost: 20, held: 20, paid: 0 },
        returnsAt: '2026-12-03T11:37:00+08:00',
      },
    });
    expect(await left(family)).toEqual({ 'lot never': 30, hold: 20 });
    const read = await linli.get(`/api/v1/activities/${session.activityId}`);
    expect(read.body).toMatchObject({ sessions: [{ price: { points: 10, per: 'person' } }] });
  });

  it('holds it once for a family where it is for the sign-up', async () => {
    const family = await familyWith(50, 3);
    expect(await joined(await pricedAt(10, { pricePer: 'session' }), family)).toMatchObject({
      points: { cost: 10, held: 10 },
    });
  });

  it('is refused for all of a family whose points do not suffice, and shows what is free', async () => {
    const activityId = await anActivity();
    const session = { activityId, sessionId: await aSession(activityId, { pricePoints: 10 }) };
    const free = await aSession(activityId, { startAt: NOW + 2 * DAY_MS });
    await aSession(activityId, { startAt: NOW + 3 * DAY_MS, pricePoints: 1 });
    const family = await familyWith(15, 2);
    const reply = await join(session, family);
    expect([reply.status, reply.body]).toMatchObject([
      409,
      {
        ...{ code: 'points.short', rule: { name: 'price', value: 20 } },
        ...{ points: { price: 20, available: 15 }, alternatives: [{ kind: 'session', id: free }] },
      },
    ]);
    expect((reply.body as { alternatives: unknown[] }).alternatives).toHaveLength(1);
    expect(await registrationsOf(session.sessionId)).toEqual([]);
    expect(await left(family)).toEqual({ 'lot never': 15 });
  });

  it('spends the last points once, wanted by twenty sign-ups at once', async () => {
    const family = await familyWith(15);
    const sessions = await Promise.all(Array.from({ length: 20 }, () => pricedAt(10)));
    const replies = await Promise.all(sessions.map((session) => join(session, family)));
    expect(tally(replies)).toEqual({ '201': 1, '409 points.short': 19 });
    expect(await left(family)).toEqual({ 'lot never': 5, hold: 10 });
  });

  it('gives the last seat to one of twenty, and holds nothing of the others', async () => {
    const session = await pricedAt(10, { capacity: 1 });
    const families = await Promise.all(Array.from({ length: 20 }, () => familyWith(10)));
    const replies = await Promise.all(families.map((family) => join(session, family)));
    expect(tally(replies)).toEqual({ '201': 1, '409 registration.full': 19 });
    const held = await Promise.all(families.map(async (family) => (await left(family)).hold ?? 0));
    expect(held.filter((points) => points > 0)).toEqual([10]);
  });

  it('keeps the price it was signed up at', async () => {
    const session = await pricedAt(10);
    const family = await familyWith(50);
    const own = await joined(session, family);
    await writeAll(db, priceTo(session, 30));
    expect((await joined(session, await familyWith(50))).points).toMatchObject({ cost: 30 });
    expect((await show(family, own)).points).toMatchObject({ cost: 10, held: 10 });
    expect((await mark(session, own, { [family.who.id]: true })).status).toBe(200);
    expect(await left(family)).toEqual({ 'lot never': 40 });
  });

  it('takes two round trips', async () => {
    const counted = countedD1();
    const session = await pricedAt(10);
    const family = await familyWith(10);
    const reply = await linliAt().post(`/api/v1/activities/${session.activityId}/registrations`, {
      as: family.who,
      body: { sessionId: session.sessionId },
      env: counted.env,
    });
    expect(reply.status).toBe(201);
    expect(counted.trips()).toBeLessThanOrEqual(2);
  });
});

const priceTo = ({ sessionId }: Planned, pricePoints: number): Statement[] => [
  auditRow(db, {
    ...{ id: `audit-${unique()}`, at: NOW, actorId: staff.id, act: 'session.changePrice' },
    ...{ noun: 'session', nounId: sessionId, facilityId: 'hall', reason: '测试' },
  }),
  db.update(activitySession).set({ pricePoints }).where(eq(activitySession.id, sessionId)),
];

describe('giving it back', () => {
  it('returns the points of those who cancel in time, and of all when nobody is left', async () => {
    const session = await pricedAt(10);
    const family = await familyWith(50, 2);
    const own = await joined(session, family);
    const half = await cancel(linli, family.who, own.id, [family.members[1] ?? '']);
    expect(half.body).toMatchObject({ seats: 1, points: { cost: 10, held: 10, paid: 0 } });
    expect((await cancel(linli, family.who, own.id)).status).toBe(200);
    expect(await left(family)).toEqual({ 'lot never': 50 });
  });

  it('happens once, cancelled by twenty', async () => {
    const family = await familyWith(30);
    const own = await joined(await pricedAt(10), family);
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => cancel(linli, family.who, own.id)),
    );
    expect(tally(replies)).toEqual({ '200': 1, '409 registration.state': 19 });
    expect(await left(family)).toEqual({ 'lot never': 30 });
  });

  it('is for everybody when the session is cancelled, what was paid at the door too', async () => {
    const session = await pricedAt(10);
    const [came, comes] = [await familyWith(10), await familyWith(20, 2)];
    const own = await joined(session, came);
    await joined(session, comes);
    expect((await checkIn(own)).status).toBe(200);
    expect(await left(came)).toEqual({});
    const reply = await atDoor.post(`/api/v1/staff/sessions/${session.sessionId}/cancel`, {
      ...{ as: staff, body: { reason: '老师病了' } },
    });
    expect(reply.status).toBe(200);
    expect([await left(came), await left(comes)]).toEqual([
      { 'lot never': 10 },
      { 'lot never': 20 },
    ]);
  });

  it('comes by itself when nobody marked who came, and a later mark charges nothing', async () => {
    const session = await pricedAt(10);
    const family = await familyWith(10);
    const own = await joined(session, family);
    const late = NOW + DAY_MS + HOUR_MS + 7 * DAY_MS;
    await sweepPoints(contextAt(late));
    expect(await left(family)).toEqual({ 'lot never': 10 });
    const reply = await linliAt(late).post(
      `/api/v1/staff/sessions/${session.sessionId}/attendance`,
      {
        as: staff,
        body: { marks: [{ registrationId: own.id, personId: family.who.id, attended: true }] },
      },
    );
    expect(reply.status).toBe(200);
    expect(await left(family)).toEqual({ 'lot never': 10 });
  });
});

describe('at the door', () => {
  it('everybody of a code pays once, shown by twenty', async () => {
    const family = await familyWith(50, 2);
    const own = await joined(await pricedAt(10), family);
    const replies = await Promise.all(Array.from({ length: 20 }, () => checkIn(own)));
    expect(tally(replies)).toEqual({ '200': 1, '409 registration.state': 19 });
    expect(await left(family)).toEqual({ 'lot never': 30 });
    expect((await show(family, own)).points).toMatchObject({ held: 0, paid: 20 });
    expect((await transactionsOf(family.who.id)).map(({ kind }) => kind)).toEqual([
      ...['earn', 'hold', 'capture'],
    ]);
  });

  it('each who came pays, and marks put right end right', async () => {
    const session = await pricedAt(10, { noShow: 'returned' });
    const family = await familyWith(20, 2);
    const [one = '', other = ''] = family.members;
    const own = await joined(session, family);
    const leaves = async (marks: Record<string, boolean>) => {
      expect((await mark(session, own, marks)).status).toBe(200);
      return left(family);
    };
    expect(await leaves({ [one]: true })).toEqual({ hold: 10 });
    expect(await leaves({ [one]: true })).toEqual({ hold: 10 });
    expect(await leaves({ [one]: false })).toEqual({ 'lot never': 10, hold: 10 });
    expect(await leaves({ [one]: true, [other]: false })).toEqual({ 'lot never': 10 });
    expect(await leaves({ [other]: true })).toEqual({});
    expect(await balanceOf('activity:hall')).toBeGreaterThanOrEqual(20);
  });

  it('whoever is marked absent pays where the rule says so, and not where it does not', async () => {
    for (const [noShow, rest] of [
      ['charged', {}],
      ['returned', { 'lot never': 10 }],
    ] as const) {
      const session = await pricedAt(10, { noShow });
      const family = await familyWith(10);
      const own = await joined(session, family);
      await mark(session, own, { [family.who.id]: false });
      expect(await left(family)).toEqual(rest);
    }
  });

  it('a family pays once where the price is for the sign-up, whoever of them came', async () => {
    const session = await pricedAt(10, { pricePer: 'session', noShow: 'returned' });
    const family = await familyWith(10, 2);
    const [one = '', other = ''] = family.members;
    const own = await joined(session, family);
    await mark(session, own, { [one]: false });
    expect(await left(family)).toEqual({ hold: 10 });
    await mark(session, own, { [other]: true });
    expect(await left(family)).toEqual({});
    await mark(session, own, { [other]: false });
    expect(await left(family)).toEqual({ 'lot never': 10 });
  });

  it('charges nothing anew that is spent by now, and still takes the mark', async () => {
    const session = await pricedAt(10, { noShow: 'returned' });
    const family = await familyWith(10);
    const own = await joined(session, family);
    await mark(session, own, { [family.who.id]: false });
    await joined(await pricedAt(10), family);
    expect((await mark(session, own, { [family.who.id]: true })).status).toBe(200);
    expect((await show(family, own)).points).toMatchObject({ held: 0, paid: 0 });
    expect(await left(family)).toEqual({ hold: 10 });
  });

  it('a cancellation and a check-in at once end as one of them', async () => {
    const families = await Promise.all(Array.from({ length: 20 }, () => familyWith(10)));
    const session = await planned({
      ...{ pricePoints: 10, capacity: 20, cancelUntilAt: NOW + DAY_MS },
    });
    const owns = await Promise.all(families.map((family) => joined(session, family)));
    const near = linliAt(NOW + DAY_MS - HOUR_MS / 4);
    const replies = await Promise.all(
      owns.flatMap((own, index) => [
        near.post('/api/v1/staff/registrations/check-in', { as: staff, body: { code: own.code } }),
        cancel(near, families[index]?.who ?? staff, own.id),
      ]),
    );
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(20);
    for (const [index, family] of families.entries()) {
      const { attendees } = await show(family, owns[index] as Registration);
      const came = attendees[0]?.state === 'attended';
      expect(await left(family)).toEqual(came ? {} : { 'lot never': 10 });
    }
  });
});

describe('waiting at a price', () => {
  it('holds nothing, and holds with the seat', async () => {
    const session = await pricedAt(10, { capacity: 1, waitCapacity: 5 });
    const [inside, waits] = [await familyWith(10), await familyWith(30)];
    const own = await joined(session, inside);
    const queued = await joined(session, waits, true);
    expect(queued).toMatchObject({ state: 'waiting', points: { cost: 10, held: 0 } });
    expect(await left(waits)).toEqual({ 'lot never': 30 });
    await cancel(linli, inside.who, own.id);
    expect(await show(waits, queued)).toMatchObject({ state: 'registered', points: { held: 10 } });
    expect((await toldTo(waits.who.id)).inbox).toMatchObject([
      { kind: 'registration.promoted', params: { points: '10' } },
    ]);
  });

  it('passes over who is short, who keeps the place and is told once, and gives the seat to the next who can pay', async () => {
    const session = await pricedAt(10, { capacity: 2, waitCapacity: 9 });
    const [one, two] = [await familyWith(10), await familyWith(10)];
    const [first, second] = [await joined(session, one), await joined(session, two)];
    const [poor, next, last] = [await familyWith(5), await familyWith(10), await familyWith(10)];
    const queued = await joined(session, poor, true);
    const own = await joined(session, next, true);
    const third = await joined(session, last, true);
    await cancel(linli, one.who, first.id);
    expect(await show(next, own)).toMatchObject({ state: 'registered', points: { held: 10 } });
    expect(await show(poor, queued)).toMatchObject({
      ...{ state: 'waiting', ahead: { signUps: 0 }, points: { short: true, held: 0 } },
    });
    await cancel(linli, next.who, own.id);
    expect(await show(last, third)).toMatchObject({ state: 'registered' });
    expect((await toldTo(poor.who.id)).inbox).toMatchObject([
      { kind: 'registration.short', params: { points: '10' } },
    ]);
    await earnMore(poor, 5);
    await cancel(linli, two.who, second.id);
    expect(await show(poor, queued)).toMatchObject({ state: 'registered', points: { held: 10 } });
    expect(await seatsTaken(session.sessionId)).toBe(2);
  });

  it('a seat that those who wait cannot pay goes to whoever comes', async () => {
    const session = await pricedAt(10, { capacity: 1, waitCapacity: 9 });
    const inside = await familyWith(10);
    const own = await joined(session, inside);
    await joined(session, await familyWith(5), true);
    await cancel(linli, inside.who, own.id);
    const comes = await familyWith(10);
    expect(await joined(session, comes, true)).toMatchObject({ state: 'registered' });
    expect(await left(comes)).toEqual({ hold: 10 });
  });

  it('gives the free seat to who was short and has earned it since, once, by the hour', async () => {
    const session = await pricedAt(10, { capacity: 1, waitCapacity: 9 });
    const inside = await familyWith(10);
    const own = await joined(session, inside);
    const [poor, poorer] = [await familyWith(5), await familyWith(5)];
    const [queued, behind] = [
      await joined(session, poor, true),
      await joined(session, poorer, true),
    ];
    await cancel(linli, inside.who, own.id);
    await promoteDue(contextAt());
    expect(await show(poor, queued)).toMatchObject({ state: 'waiting' });
    await earnMore(poor, 5);
    await earnMore(poorer, 5);
    await Promise.all(Array.from({ length: 20 }, () => promoteDue(contextAt())));
    expect(await show(poor, queued)).toMatchObject({ state: 'registered', points: { held: 10 } });
    expect(await show(poorer, behind)).toMatchObject({ state: 'waiting', points: { held: 0 } });
    expect(await seatsTaken(session.sessionId)).toBe(1);
    const kinds = (await toldTo(poor.who.id)).inbox.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'registration.promoted')).toHaveLength(1);
  });

  it('gives no seat by the hour once the session has begun', async () => {
    const session = await pricedAt(10, { capacity: 1, waitCapacity: 9 });
    const inside = await familyWith(10);
    const own = await joined(session, inside);
    const poor = await familyWith(5);
    const queued = await joined(session, poor, true);
    await cancel(linli, inside.who, own.id);
    await earnMore(poor, 5);
    await promoteDue(contextAt(NOW + DAY_MS));
    expect(await show(poor, queued)).toMatchObject({ state: 'waiting', points: { held: 0 } });
  });

  it('gives twenty seats freed at once to those who can pay, in their order, and no more', async () => {
    const session = await pricedAt(10, { capacity: 20, waitCapacity: 60 });
    const inside = await Promise.all(Array.from({ length: 20 }, () => familyWith(10)));
    const owns = await Promise.all(inside.map((family) => joined(session, family)));
    for (let at = 0; at < 30; at += 1)
      await joined(session, await familyWith(at % 3 ? 10 : 9), true);
    await Promise.all(owns.map((own, at) => cancel(linli, inside[at]?.who ?? staff, own.id)));
    const waited = (await registrationsOf(session.sessionId)).slice(20);
    expect(waited.map(({ state }) => state[0]).join('')).toBe('wrr'.repeat(10));
    expect(await seatsTaken(session.sessionId)).toBe(20);
  });
});

describe('the database alone', () => {
  const row = async (values: Partial<typeof registration.$inferInsert>) => {
    const { resident } = await earnerOf(10);
    const { sessionId } = await pricedAt(10);
    return db.insert(registration).values({
      ...{ id: `reg-${unique()}`, sessionId, residentId: resident.id, seats: 1, queueNo: 1 },
      ...{ state: 'registered' as const, code: String(unique()).padStart(8, '7'), createdAt: NOW },
      ...{ pricePoints: 10, pricePer: 'person' as const, noShow: 'charged' as const },
      ...values,
    });
  };
  const change = async (values: Partial<typeof registration.$inferInsert>) => {
    const own = await joined(await pricedAt(10), await familyWith(10));
    return db.update(registration).set(values).where(eq(registration.id, own.id));
  };
  const asStatement = (act: () => Promise<unknown>) => async () => {
    try {
      await act();
      return null;
    } catch (error) {
      return refusalOf(error);
    }
  };
  const PROMISED: [string, string, () => Promise<unknown>][] = [
    ['nobody has a seat at a price and holds nothing', 'registration.unheld', () => row({})],
    ['nobody signs up at another price', 'registration.price', () => row({ pricePoints: 1 })],
    [
      'what was signed up at never changes',
      'registration.immutable',
      () => change({ pricePoints: 1 }),
    ],
    [
      'whoever goes leaves no points behind',
      'registration.held',
      () => change({ state: 'cancelled' }),
    ],
    ['what holds it never changes', 'registration.immutable', () => change({ heldBy: null })],
    [
      'a session without sign-up has no price',
      'session.price',
      () => planned({ capacity: null, pricePoints: 5 }),
    ],
    [
      'a price has its bounds',
      'session.price',
      async () => {
        const session = await pricedAt(10);
        await db
          .update(activitySession)
          .set({ pricePoints: 1001 })
          .where(eq(activitySession.id, session.sessionId));
      },
    ],
    [
      'a price is not changed without an audit row',
      'audit.missing',
      async () => {
        const session = await pricedAt(10);
        await db
          .update(activitySession)
          .set({ pricePoints: 11 })
          .where(eq(activitySession.id, session.sessionId));
      },
    ],
  ];
  it.each(PROMISED)('%s', async (_, code, act) => {
    expect(await asStatement(act)()).toBe(code);
  });

  it('no more is held for a seat than it costs', async () => {
    const own = await joined(await pricedAt(10), await familyWith(30));
    const orders = sql`SELECT 'registration:' || id AS hold_id, resident_id, 1 AS points,
      id || ':9' AS cause_id, 0 AS expires_at FROM ${registration} WHERE id = ${own.id}`;
    const posting = { causeKind: 'registration', by: 'system', note: '' };
    expect(await outcomeOf(holdMany(contextAt(), orders, posting))).toBe('registration.price');
  });
});
