import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  registrationViews,
  residentRegistrationQueries,
} from '../../worker/features/activities/queries/registrations.ts';
import { facilitySessionsQuery } from '../../worker/features/activities/queries/sessions.ts';
import type {
  Activity,
  Participants,
  StaffSessionPage,
} from '../../worker/features/activities/schema.ts';
import { activity, attendee } from '../../worker/features/activities/tables.ts';
import { audit } from '../../worker/lib/tables.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../worker/lib/time.ts';
import {
  cancel,
  type Family,
  familyOf,
  hallStaff,
  liveAttendees,
  type Planned,
  people,
  planned,
  registrationIn,
  registrationsOf,
  seatsTaken,
  signUp,
  statesOf,
  toldTo,
  waitFor,
} from './activities-world.ts';

import {
  at,
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
/** Within the half hour before the sessions of these tests. */
const door = linliAt(NOW + DAY_MS - 10 * MINUTE_MS);
const begun = linliAt(NOW + DAY_MS);

let staff: Somebody;
let resident: Somebody;
/** Everybody who has no say in the hall. */
let outsiders: Somebody[];

beforeAll(async () => {
  await smallSubdistrict();
  staff = await hallStaff();
  resident = await signedInPerson();
  outsiders = [
    resident,
    await staffOf({ role: 'centre_staff', scopeKind: 'facility', scopeId: 'far' }),
    await staffOf({ role: 'zone_operator', scopeKind: 'zone', scopeId: 'zb' }),
    await staffOf({ role: 'canteen_staff', scopeKind: 'facility', scopeId: 'hall' }),
    await staffOf({ role: 'grid_worker', scopeKind: 'zone', scopeId: 'za' }),
  ];
});

function auditOf(nounId: string, act: string) {
  return db
    .select()
    .from(audit)
    .where(and(eq(audit.nounId, nounId), eq(audit.act, act)));
}

function plan(change: Record<string, unknown> = {}, session: Record<string, unknown> = {}) {
  return {
    facilityId: 'hall',
    title: '四点半课堂',
    summary: '放学后写作业、做游戏。',
    category: 'children',
    audience: ['child'],
    minAge: 6,
    maxAge: 12,
    sessions: [
      {
        start: at('11-27T16:10'),
        end: at('11-27T18:00'),
        place: '2 楼',
        capacity: 24,
        waitCapacity: 10,
        signUpFrom: at('11-25T08:00'),
        signUpUntil: at('11-27T12:00'),
        cancelUntil: at('11-27T12:00'),
        ...session,
      },
    ],
    ...change,
  };
}

function createBy(who: Somebody, body: unknown, headers: Record<string, string> = {}) {
  return linli.post('/api/v1/staff/activities', { as: who, body, headers });
}

function made() {
  return db.select().from(activity).where(eq(activity.title, '四点半课堂'));
}

describe('planning an activity', () => {
  it('makes it with its sessions and an audit row, for staff of the place, zone or subdistrict', async () => {
    const staffs = [
      staff,
      await staffOf({ role: 'zone_operator', scopeKind: 'zone', scopeId: 'za' }),
      await staffOf({ role: 'subdistrict_admin', scopeKind: 'subdistrict', scopeId: '*' }),
    ];
    for (const who of staffs) {
      const reply = await createBy(who, plan());
      expect(reply.status).toBe(201);
      expect(reply.body).toMatchObject({
        title: '四点半课堂',
        minAge: 6,
        facility: { id: 'hall' },
        sessions: [
          {
            start: '2026-11-27T16:10:00+08:00',
            place: '2 楼',
            signUp: {
              state: 'open',
              capacity: 24,
              waitCapacity: 10,
              until: '2026-11-27T12:00:00+08:00',
            },
          },
        ],
        recent: [],
      });
      const { id } = reply.body as Activity;
      expect(await auditOf(id, 'activity.create')).toMatchObject([
        { actorId: who.id, facilityId: 'hall', detail: { title: '四点半课堂', sessions: 1 } },
      ]);
      const seen = await linli.get(`/api/v1/activities/${id}`);
      expect(seen.body).toEqual(reply.body);
    }
  });

  it('fills in what is not said: open now, until it starts', async () => {
    const bare = {
      signUpFrom: undefined,
      signUpUntil: undefined,
      cancelUntil: undefined,
      waitCapacity: undefined,
    };
    const reply = await createBy(staff, plan({ minAge: undefined, maxAge: undefined }, bare));
    expect(reply.body).toMatchObject({
      minAge: null,
      sessions: [
        {
          signUp: {
            state: 'open',
            waitCapacity: 0,
            from: '2026-11-25T10:37:00+08:00',
            until: '2026-11-27T16:10:00+08:00',
            cancelUntil: '2026-11-27T16:10:00+08:00',
          },
        },
      ],
    });
  });

  it('takes thirty sessions at once', async () => {
    const [session] = plan().sessions;
    const sessions = Array.from({ length: 30 }, () => session);
    const reply = await createBy(staff, plan({ sessions }));
    expect((reply.body as Activity).sessions).toHaveLength(30);
    expect((await createBy(staff, plan({ sessions: [...sessions, session] }))).status).toBe(400);
  });

  it('is refused outside one’s scope, and nothing is made', async () => {
    const before = (await made()).length;
    for (const who of outsiders) {
      const reply = await createBy(who, plan());
      expect([reply.status, codeOf(reply)]).toEqual([403, 'auth.forbidden']);
    }
    const bare = await linli.post('/api/v1/staff/activities', { body: plan() });
    expect([bare.status, codeOf(bare)]).toEqual([401, 'auth.required']);
    const nowhere = await createBy(staff, plan({ facilityId: 'moon' }));
    expect([nowhere.status, codeOf(nowhere)]).toEqual([404, 'facility.notFound']);
    expect(await made()).toHaveLength(before);
  });

  it('happens once for one key, also in a storm', async () => {
    const before = (await made()).length;
    const headers = { 'Idempotency-Key': `key-${unique()}` };
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => createBy(staff, plan(), headers)),
    );
    expect(tally(replies)).toEqual({ 201: 20 });
    expect(await made()).toHaveLength(before + 1);
    const other = await createBy(staff, plan({ summary: '别的' }), headers);
    expect([other.status, codeOf(other)]).toEqual([422, 'idempotency.mismatch']);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['ends before it starts', { end: at('11-27T15:00') }, 'end'],
    ['lies in the past', { start: at('11-25T09:00'), end: at('11-25T10:00') }, 'start'],
    ['closes sign-up before opening it', { signUpUntil: at('11-25T07:00') }, 'signUpUntil'],
    ['can be cancelled after its start', { cancelUntil: at('11-27T16:11') }, 'cancelUntil'],
  ])('names the session that %s', async (_, session, field) => {
    const reply = await createBy(staff, plan({}, session));
    expect(reply.body).toMatchObject({
      status: 422,
      code: 'session.interval',
      errors: [{ path: `body.sessions.0.${field}` }],
    });
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['no title', { title: ' ' }, {}],
    ['a huge title', { title: '长'.repeat(61) }, {}],
    ['control characters', { title: '四\u0000点' }, {}],
    ['a lone surrogate', { title: '四\ud800点' }, {}],
    ['an unknown kind', { category: 'party' }, {}],
    ['ages the wrong way round', { minAge: 12, maxAge: 6 }, {}],
    ['no audience', { audience: [] }, {}],
    ['no sessions', { sessions: [] }, {}],
    ['an unknown key', { price: 5 }, {}],
    ['half a seat', {}, { capacity: 1.5 }],
    ['fewer than no seats', {}, { capacity: -1 }],
    ['a waiting list without sign-up', {}, { capacity: null }],
    ['an impossible day', {}, { start: '2026-02-30T10:00:00+08:00' }],
    ['a time without zone', {}, { start: '2026-11-27T16:10:00' }],
    ['a number for a time', {}, { start: 5 }],
  ])('refuses %s', async (_, change, session) => {
    const reply = await createBy(staff, plan(change, session));
    expect([reply.status, codeOf(reply)]).toEqual([400, 'input.invalid']);
    expect(reply.body).toMatchObject({ errors: [{ path: expect.stringMatching(/^body/) }] });
  });
});

describe('changing how many may come', () => {
  function change(who: Somebody, { sessionId }: Planned, body: unknown) {
    return linli.patch(`/api/v1/staff/sessions/${sessionId}`, { as: who, body });
  }

  async function fullWithQueue(): Promise<Planned & { queue: Family[] }> {
    const session = await planned({ capacity: 2, waitCapacity: 20 });
    const queue: Family[] = [];
    for (const size of [2, 2, 1, 1]) {
      const family = await familyOf(size);
      await waitFor(linli, family, session);
      queue.push(family);
    }
    return { ...session, queue };
  }

  it('gives the new seats to the head of the queue, and tells them once', async () => {
    const session = await fullWithQueue();
    const reply = await change(staff, session, { capacity: 5, reason: '换到大教室' });
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({
      signUp: { capacity: 5, taken: 5, left: 0, waiting: { signUps: 1, seats: 1 } },
    });
    expect(Object.values(await statesOf(session.sessionId))).toEqual([
      'registered',
      'registered',
      'registered',
      'waiting',
    ]);
    const told = await Promise.all(session.queue.map(({ who }) => toldTo(who.id)));
    expect(told.map(({ inbox }) => inbox.length)).toEqual([0, 1, 1, 0]);
    expect(await auditOf(session.sessionId, 'session.changeCapacity')).toMatchObject([
      { actorId: staff.id, reason: '换到大教室', detail: { from: 2, to: 5 } },
    ]);
  });

  it('one seat more does not let a single past a family of two', async () => {
    const session = await fullWithQueue();
    await change(staff, session, { capacity: 3, reason: '加一把椅子' });
    expect(await seatsTaken(session.sessionId)).toBe(2);
  });

  it('never goes below what is taken, nor below a family that waits', async () => {
    const session = await planned({ capacity: 4, waitCapacity: 9 });
    const [inside, outside] = [await familyOf(2), await familyOf(3)];
    await waitFor(linli, inside, session);
    await waitFor(linli, outside, session);
    const below = await change(staff, session, { capacity: 1, reason: '换到小教室' });
    expect(below.body).toMatchObject({
      status: 409,
      code: 'session.belowTaken',
      rule: { name: 'taken', value: 2 },
    });
    const blocking = await change(staff, session, { capacity: 2, reason: '换到小教室' });
    expect([blocking.status, codeOf(blocking)]).toEqual([409, 'session.belowTaken']);
    expect(await auditOf(session.sessionId, 'session.changeCapacity')).toEqual([]);
    expect((await change(staff, session, { capacity: 3, reason: '换教室' })).status).toBe(200);
  });

  it('of many who change it at once leaves no seat given twice', async () => {
    const session = await fullWithQueue();
    await Promise.all(
      [3, 4, 5, 6].map((capacity) => change(staff, session, { capacity, reason: '试' })),
    );
    const told = await Promise.all(session.queue.map(({ who }) => toldTo(who.id)));
    const states = Object.values(await statesOf(session.sessionId));
    expect(told.map(({ inbox }) => inbox.length)).toEqual(
      states.map((state, index) => (index > 0 && state === 'registered' ? 1 : 0)),
    );
  });

  it('is refused outside one’s scope, for what was cancelled or is over, and for bad input', async () => {
    const session = await planned();
    const body = { capacity: 12, reason: '换教室' };
    for (const who of outsiders) {
      const reply = await change(who, session, body);
      expect([reply.status, codeOf(reply)]).toEqual([403, 'auth.forbidden']);
    }
    const off = await planned({ state: 'cancelled', cancelReason: '停电', cancelledAt: NOW });
    expect(codeOf(await change(staff, off, body))).toBe('session.state');
    const over = await planned({ startAt: NOW - HOUR_MS, endAt: NOW });
    expect(codeOf(await change(staff, over, body))).toBe('session.state');
    const nothing = { activityId: 'x', sessionId: 'nothing' };
    expect(codeOf(await change(staff, nothing, body))).toBe('session.notFound');
    for (const bad of [
      { capacity: 12 },
      { ...body, capacity: 0 },
      { ...body, reason: '' },
      { ...body, state: 'x' },
    ]) {
      expect((await change(staff, session, bad)).status).toBe(400);
    }
    expect(await auditOf(session.sessionId, 'session.changeCapacity')).toEqual([]);
  });

  it('takes two round trips', async () => {
    const { sessionId } = await planned();
    const counted = countedD1();
    await linli.patch(`/api/v1/staff/sessions/${sessionId}`, {
      as: staff,
      body: { capacity: 11, reason: '加一把椅子' },
      env: counted.env,
    });
    expect(counted.trips()).toBe(2);
  });
});

describe('cancelling a session', () => {
  function cancelBy(who: Somebody, { sessionId }: Planned, body: unknown = { reason: '老师病了' }) {
    return linli.post(`/api/v1/staff/sessions/${sessionId}/cancel`, { as: who, body });
  }

  it('releases everybody who holds or waits for a place, and tells them why', async () => {
    const session = await planned({ capacity: 2, waitCapacity: 5 });
    const families = [await familyOf(2), await familyOf(1), await familyOf(1)];
    const [inside, outside, gone] = families;
    if (!inside || !outside || !gone) throw new Error();
    await waitFor(linli, inside, session);
    await waitFor(linli, outside, session);
    const left = await waitFor(linli, gone, session);
    await cancel(linli, gone.who, left.id);
    const reply = await cancelBy(staff, session);
    expect(reply.body).toMatchObject({
      state: 'cancelled',
      cancelReason: '老师病了',
      signUp: { state: 'cancelled', taken: 0 },
      can: { cancel: false, changeCapacity: false, markAttendance: false },
    });
    expect(Object.values(await statesOf(session.sessionId))).toEqual([
      'released',
      'released',
      'cancelled',
    ]);
    expect(await liveAttendees(session.sessionId)).toEqual([]);
    for (const { who } of [inside, outside]) {
      const { inbox, sent } = await toldTo(who.id);
      expect(inbox).toMatchObject([
        {
          kind: 'session.cancelled',
          params: { activity: '手机课：自己挂号', reason: '老师病了', facility: '甲中心' },
        },
      ]);
      expect(sent).toHaveLength(1);
    }
    expect((await toldTo(gone.who.id)).inbox).toEqual([]);
    expect(await auditOf(session.sessionId, 'session.cancel')).toMatchObject([
      { actorId: staff.id, reason: '老师病了' },
    ]);
    const mine = await linli.get('/api/v1/me/registrations?when=past', { as: inside.who });
    expect(mine.body).toMatchObject({
      items: [{ state: 'released', reason: '老师病了', session: { state: 'cancelled' } }],
    });
  });

  it('happens once when ten do it at once', async () => {
    const session = await planned();
    const family = await familyOf(1);
    await waitFor(linli, family, session);
    const replies = await Promise.all(Array.from({ length: 10 }, () => cancelBy(staff, session)));
    expect(tally(replies)).toEqual({ 200: 1, '409 session.state': 9 });
    expect((await toldTo(family.who.id)).inbox).toHaveLength(1);
  });

  it('while people sign up leaves nobody with a place', async () => {
    const session = await planned();
    const all = await people(20);
    await Promise.all([
      ...all.slice(0, 10).map((who) => signUp(linli, who, session)),
      cancelBy(staff, session),
      ...all.slice(10).map((who) => signUp(linli, who, session)),
    ]);
    expect(await seatsTaken(session.sessionId)).toBe(0);
    expect(await liveAttendees(session.sessionId)).toEqual([]);
  });

  it('is refused outside one’s scope, after the end, and without a reason', async () => {
    const session = await planned();
    for (const who of outsiders) {
      const reply = await cancelBy(who, session);
      expect([reply.status, codeOf(reply)]).toEqual([403, 'auth.forbidden']);
    }
    expect((await cancelBy(staff, session, {})).status).toBe(400);
    const over = await planned({ startAt: NOW - HOUR_MS, endAt: NOW });
    expect(codeOf(await cancelBy(staff, over))).toBe('session.state');
    expect(await auditOf(session.sessionId, 'session.cancel')).toEqual([]);
  });
});

describe('the sessions of a day', () => {
  it('are those of one’s scope, with counts', async () => {
    const startAt = NOW + 20 * DAY_MS;
    const here = await planned({ startAt });
    const there = await planned({ startAt }, { facilityId: 'far' });
    await waitFor(linli, await familyOf(3), here);
    const listed = async (who: Somebody, query = '') => {
      const reply = await linli.get(`/api/v1/staff/sessions?on=2026-12-15${query}`, { as: who });
      return reply.status === 200
        ? (reply.body as StaffSessionPage).items.map(({ id }) => id)
        : codeOf(reply);
    };
    const admin = await staffOf({
      role: 'subdistrict_admin',
      scopeKind: 'subdistrict',
      scopeId: '*',
    });
    expect(await listed(staff)).toEqual([here.sessionId]);
    expect(await listed(staff, '&facility=hall')).toEqual([here.sessionId]);
    expect(await listed(staff, '&facility=far')).toBe('auth.forbidden');
    expect(await listed(staff, '&facility=moon')).toBe('facility.notFound');
    expect(await listed(admin)).toEqual([here.sessionId, there.sessionId].toSorted());
    expect(await listed(admin, '&facility=far')).toEqual([there.sessionId]);
    expect(await listed(resident)).toBe('auth.forbidden');
    const reply = await linli.get('/api/v1/staff/sessions?on=2026-12-15', { as: staff });
    expect(reply.body).toMatchObject({
      items: [
        {
          signUp: { taken: 3, left: 7 },
          attended: 0,
          activity: { title: '手机课：自己挂号' },
          can: { changeCapacity: true, cancel: true, markAttendance: true },
        },
      ],
    });
  });

  it('take one round trip, as the list of participants does', async () => {
    const { sessionId } = await planned();
    for (const path of ['/staff/sessions', `/staff/sessions/${sessionId}/participants`]) {
      const counted = countedD1();
      const reply = await linli.get(`/api/v1${path}`, { as: staff, env: counted.env });
      expect([path, reply.status, counted.trips()]).toEqual([path, 200, 1]);
    }
  });

  it('can be batched by other features, as a resident’s own can', async () => {
    const session = await planned({ startAt: NOW + 25 * DAY_MS });
    const family = await familyOf(2);
    const own = await waitFor(linli, family, session);
    const period = { fromAt: NOW + 24 * DAY_MS, untilAt: NOW + 26 * DAY_MS };
    const [rows, ...mine] = await db.batch([
      facilitySessionsQuery(db, { facilityId: 'hall', ...period }),
      ...residentRegistrationQueries(db, { residentId: family.who.id, ...period }),
    ]);
    expect(rows).toMatchObject([
      { session: { id: session.sessionId }, taken: 2, waitingSignUps: 0 },
    ]);
    expect(registrationViews(mine, NOW)).toEqual([own]);
  });
});

describe('who takes part', () => {
  it('is shown with masked names and ages on the day, the queue apart', async () => {
    const session = await planned({ capacity: 1, waitCapacity: 3 });
    const who = await signedInPerson({ name: '欧阳娜娜', bornOn: '1956-11-26' });
    const next = await signedInPerson({ name: '张秀兰' });
    const own = registrationIn(await signUp(linli, who, session));
    await signUp(linli, next, session, { wait: true });
    const path = `/api/v1/staff/sessions/${session.sessionId}/participants`;
    const reply = await linli.get(path, { as: staff });
    expect(reply.body).toMatchObject({
      session: { id: session.sessionId, signUp: { taken: 1, waiting: { signUps: 1 } } },
      registered: [
        {
          registrationId: own.id,
          by: '欧阳**',
          attendees: [{ personId: who.id, name: '欧阳**', age: 70, state: 'held' }],
        },
      ],
      waiting: [{ by: '张**', attendees: [{ age: null }] }],
    });
    const text = JSON.stringify(reply.body);
    for (const secret of ['娜', '秀兰', '1956', '+86', own.code])
      expect(text).not.toContain(secret);
    for (const outsider of outsiders) {
      const refused = await linli.get(path, { as: outsider });
      expect([refused.status, codeOf(refused)]).toEqual([403, 'auth.forbidden']);
    }
    const nothing = await linli.get('/api/v1/staff/sessions/nothing/participants', { as: staff });
    expect(codeOf(nothing)).toBe('session.notFound');
  });
});

describe('attendance', () => {
  type Marks = { registrationId: string; personId: string; attended: boolean }[];

  function mark(at: typeof linli, who: Somebody, { sessionId }: Planned, marks: Marks | unknown) {
    return at.post(`/api/v1/staff/sessions/${sessionId}/attendance`, { as: who, body: { marks } });
  }

  async function withFamily(size = 2) {
    const session = await planned();
    const family = await familyOf(size);
    const own = await waitFor(linli, family, session);
    const marks = family.members.map((personId, index) => ({
      registrationId: own.id,
      personId,
      attended: index === 0,
    }));
    return { session, family, own, marks };
  }

  it('is marked person by person and can be put right, each time with an audit row', async () => {
    const { session, family, own, marks } = await withFamily();
    const reply = await mark(begun, staff, session, marks);
    expect(reply.status).toBe(200);
    const { registered, session: seen } = reply.body as Participants;
    expect(registered[0]?.attendees).toMatchObject([
      { state: 'attended', markedAt: '2026-11-26T10:37:00+08:00' },
      { state: 'absent' },
    ]);
    expect(seen.attended).toBe(1);
    await mark(begun, staff, session, [{ ...marks[1], attended: true }]);
    expect((await liveAttendees(session.sessionId)).map(({ state }) => state)).toEqual([
      'attended',
      'attended',
    ]);
    expect(await auditOf(own.id, 'attendance.mark')).toMatchObject([
      { actorId: staff.id, principalId: family.who.id },
      { actorId: staff.id, principalId: family.who.id },
    ]);
  });

  it('opens half an hour before', async () => {
    const { session, marks } = await withFamily();
    const early = await mark(linli, staff, session, marks);
    expect(early.body).toMatchObject({
      status: 409,
      code: 'session.notStarted',
      rule: { name: 'checkInBeforeMin', value: 30 },
      possibleFrom: '2026-11-26T10:07:00+08:00',
    });
    expect((await liveAttendees(session.sessionId)).map(({ state }) => state)).toEqual([
      'held',
      'held',
    ]);
  });

  it('calls nobody absent before it begins, and marks none of the others with them', async () => {
    const { session, marks } = await withFamily();
    const states = async () => (await liveAttendees(session.sessionId)).map(({ state }) => state);
    const early = await mark(door, staff, session, marks);
    expect(early.body).toMatchObject({
      ...{ code: 'session.notStarted', possibleFrom: '2026-11-26T10:37:00+08:00' },
    });
    expect(await states()).toEqual(['held', 'held']);
    const came = marks.map((one) => ({ ...one, attended: true }));
    expect((await mark(door, staff, session, came)).status).toBe(200);
    expect(await states()).toEqual(['attended', 'attended']);
  });

  it('is for those who hold a place in that session', async () => {
    const { session, marks } = await withFamily();
    const other = await withFamily();
    expect(codeOf(await mark(begun, staff, session, other.marks))).toBe('attendee.notFound');
    expect(codeOf(await mark(begun, staff, session, [...marks, ...other.marks]))).toBe(
      'attendee.notFound',
    );
    const full = await planned({ capacity: 1, waitCapacity: 1 });
    const [first, second] = await people(2);
    await signUp(linli, first, full);
    const waiting = registrationIn(await signUp(linli, second, full, { wait: true }));
    const reply = await mark(begun, staff, full, [
      { registrationId: waiting.id, personId: second?.id ?? '', attended: true },
    ]);
    expect(codeOf(reply)).toBe('attendee.notFound');
    expect((await liveAttendees(session.sessionId)).every(({ state }) => state === 'held')).toBe(
      true,
    );
  });

  it('is refused outside one’s scope and for bad input', async () => {
    const { session, own, marks } = await withFamily();
    for (const who of outsiders) {
      const reply = await mark(begun, who, session, marks);
      expect([reply.status, codeOf(reply)]).toEqual([403, 'auth.forbidden']);
    }
    for (const bad of [
      [],
      [marks[0], marks[0]],
      [{ ...marks[0], attended: 'yes' }],
      'all',
      [null],
    ]) {
      expect((await mark(begun, staff, session, bad)).status).toBe(400);
    }
    expect(await auditOf(own.id, 'attendance.mark')).toEqual([]);
  });

  it('bars cancelling afterwards', async () => {
    const { session, family, own, marks } = await withFamily();
    await mark(begun, staff, session, marks);
    const reply = await cancel(linli, family.who, own.id);
    expect([reply.status, codeOf(reply)]).toEqual([409, 'registration.state']);
    expect(await seatsTaken(session.sessionId)).toBe(2);
  });

  it('takes two round trips', async () => {
    const { session, marks } = await withFamily();
    const counted = countedD1();
    await begun.post(`/api/v1/staff/sessions/${session.sessionId}/attendance`, {
      as: staff,
      body: { marks },
      env: counted.env,
    });
    expect(counted.trips()).toBe(2);
  });
});

describe('the code at the door', () => {
  function checkIn(at: typeof linli, who: Somebody, code: string) {
    return at.post('/api/v1/staff/registrations/check-in', { as: who, body: { code } });
  }

  function preview(who: Somebody, code: string) {
    return door.post('/api/v1/staff/passes/look-up', { as: who, body: { code } });
  }

  async function somebodyWithCode() {
    const session = await planned();
    const family = await familyOf(2);
    const own = await waitFor(linli, family, session);
    return { session, family, own };
  }

  it('shows who it is without saying too much, and lets everybody of it in, once', async () => {
    const { session, family, own } = await somebodyWithCode();
    const seen = await preview(staff, own.code);
    expect(seen.body).toMatchObject({
      kind: 'registration',
      registration: {
        registrationId: own.id,
        state: 'registered',
        seats: 2,
        by: '测**',
        attendees: [{ name: '测**' }, { name: '小*' }],
        session: { id: session.sessionId, activity: { id: session.activityId } },
        can: { checkIn: true },
      },
    });
    const reply = await checkIn(door, staff, own.code);
    expect(reply.body).toMatchObject({
      attendees: [{ state: 'attended' }, { state: 'attended' }],
      can: { checkIn: false },
    });
    const again = await checkIn(door, staff, own.code);
    expect([again.status, codeOf(again)]).toEqual([409, 'registration.state']);
    expect(await auditOf(own.id, 'attendance.mark')).toMatchObject([
      { actorId: staff.id, principalId: family.who.id },
    ]);
  });

  it('works once when twenty scan it at once', async () => {
    const { own } = await somebodyWithCode();
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => checkIn(door, staff, own.code)),
    );
    expect(tally(replies)).toEqual({ 200: 1, '409 registration.state': 19 });
    expect(await auditOf(own.id, 'attendance.mark')).toHaveLength(1);
  });

  it('is nothing to anybody outside the scope, as an unknown one is', async () => {
    const { session, own } = await somebodyWithCode();
    for (const who of outsiders) {
      for (const reply of [await checkIn(door, who, own.code), await preview(who, own.code)]) {
        expect([reply.status, codeOf(reply)]).toEqual([404, 'pass.notFound']);
      }
    }
    expect(codeOf(await checkIn(door, staff, '00000000'))).toBe('pass.notFound');
    expect((await checkIn(door, staff, '1')).status).toBe(400);
    expect((await preview(staff, "1'--")).status).toBe(400);
    const bare = await door.post('/api/v1/staff/passes/look-up', {
      body: { code: own.code },
    });
    expect(codeOf(bare)).toBe('auth.required');
    expect((await liveAttendees(session.sessionId)).every(({ state }) => state === 'held')).toBe(
      true,
    );
  });

  it('says why not: too early, over, waiting, cancelled', async () => {
    const { own, family } = await somebodyWithCode();
    expect(codeOf(await checkIn(linli, staff, own.code))).toBe('session.notStarted');
    const after = linliAt(NOW + DAY_MS + HOUR_MS);
    expect(codeOf(await checkIn(after, staff, own.code))).toBe('session.state');
    await cancel(linli, family.who, own.id);
    expect(codeOf(await checkIn(door, staff, own.code))).toBe('registration.state');
    const full = await planned({ capacity: 1, waitCapacity: 1 });
    const [first, second] = await people(2);
    await signUp(linli, first, full);
    const waiting = registrationIn(await signUp(linli, second, full, { wait: true }));
    expect(codeOf(await checkIn(door, staff, waiting.code))).toBe('registration.state');
  });

  it('takes two round trips, the preview one', async () => {
    const { own } = await somebodyWithCode();
    const counted = countedD1();
    await door.post('/api/v1/staff/passes/look-up', {
      as: staff,
      body: { code: own.code },
      env: counted.env,
    });
    expect(counted.trips()).toBe(1);
    await door.post('/api/v1/staff/registrations/check-in', {
      as: staff,
      body: { code: own.code },
      env: counted.env,
    });
    expect(counted.trips()).toBe(3);
  });
});

describe('the database itself', () => {
  it('refuses to mark who came without an audit row', async () => {
    const session = await planned();
    const family = await familyOf(1);
    const own = await waitFor(linli, family, session);
    const bare = db
      .update(attendee)
      .set({ state: 'attended' })
      .where(eq(attendee.registrationId, own.id));
    await expect(bare).rejects.toMatchObject({
      cause: { message: expect.stringContaining('audit.missing') },
    });
    expect(await registrationsOf(session.sessionId)).toHaveLength(1);
  });
});
