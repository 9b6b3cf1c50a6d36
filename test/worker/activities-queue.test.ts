import { beforeAll, describe, expect, it } from 'vitest';
import type { Registration, RegistrationPage } from '../../worker/features/activities/schema.ts';
import { registration } from '../../worker/features/activities/tables.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../worker/lib/time.ts';
import {
  aSession,
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
  codeOf,
  countedD1,
  db,
  linliAt,
  NOW,
  type Somebody,
  smallSubdistrict,
  tally,
  unique,
} from './world.ts';

const linli = linliAt();
beforeAll(smallSubdistrict);

async function read(who: Somebody, id: string): Promise<Registration> {
  return registrationIn(await linli.get(`/api/v1/registrations/${id}`, { as: who }));
}

type Queued = Family & { own: Registration };

/** A session of so many seats, all taken by families of these sizes, and others waiting in this order. */
async function queueOf(taken: number[], waiting: number[]) {
  const session = await planned({
    capacity: taken.reduce((sum, size) => sum + size, 0),
    waitCapacity: 50,
  });
  const inside: Queued[] = [];
  const outside: Queued[] = [];
  for (const [index, size] of [...taken, ...waiting].entries()) {
    const family = await familyOf(size);
    const own = await waitFor(linli, family, session);
    (index < taken.length ? inside : outside).push({ ...family, own });
  }
  return { session, inside, outside };
}

/** How the queue stands, by the order of signing up: `r` registered, `w` waiting, `c` cancelled. */
async function standing({ sessionId }: Planned): Promise<string> {
  return (await registrationsOf(sessionId)).map(({ state }) => state[0]).join('');
}

describe('waiting', () => {
  it('begins when the seats are taken, and says who is ahead in sign-ups and in people', async () => {
    const { outside } = await queueOf([3], [3, 1, 2]);
    const last = outside[2];
    if (!last) throw new Error();
    expect(last.own).toMatchObject({ state: 'waiting', ahead: { signUps: 2, people: 4 } });
    expect(await read(last.who, last.own.id)).toMatchObject({ ahead: { signUps: 2, people: 4 } });
  });

  it('is offered, not forced: without it the sign-up is refused', async () => {
    const { session } = await queueOf([2], [2]);
    const [who] = await people(1);
    expect((await signUp(linli, who, session)).body).toMatchObject({
      code: 'registration.full',
      waiting: { signUps: 1, seats: 2, left: 48 },
    });
  });

  it('gives a free place at once to whoever would have waited', async () => {
    const session = await planned({ capacity: 2, waitCapacity: 2 });
    const [who] = await people(1);
    const own = registrationIn(await signUp(linli, who, session, { wait: true }));
    expect(own.state).toBe('registered');
  });

  it('lets nobody past: a single waits behind a family for which two seats are too few', async () => {
    const session = await planned({ capacity: 2, waitCapacity: 10 });
    const [first, single] = await people(2);
    await signUp(linli, first, session);
    const family = await familyOf(2);
    expect((await waitFor(linli, family, session)).state).toBe('waiting');
    const refused = await signUp(linli, single, session);
    expect(refused.body).toMatchObject({
      code: 'registration.full',
      rule: { name: 'seatsLeft', value: 1 },
    });
    const own = registrationIn(await signUp(linli, single, session, { wait: true }));
    expect([own.state, own.ahead]).toEqual(['waiting', { signUps: 1, people: 2 }]);
  });

  it('has its own limit', async () => {
    const session = await planned({ capacity: 1, waitCapacity: 2 });
    const [first, second] = await people(2);
    await signUp(linli, first, session);
    await signUp(linli, second, session, { wait: true });
    const { who, members } = await familyOf(1);
    const child = await familyOf(1);
    await signUp(linli, child.who, session, { wait: true });
    const reply = await signUp(linli, who, session, { attendees: members, wait: true });
    expect(reply.status).toBe(409);
    expect(reply.body).toMatchObject({
      code: 'registration.waitFull',
      rule: { name: 'waitLeft', value: 0 },
      waiting: { signUps: 2, seats: 2, left: 0 },
    });
    expect(await registrationsOf(session.sessionId)).toHaveLength(3);
  });

  it('is not for a family larger than the room: it would wait for ever', async () => {
    const session = await planned({ capacity: 2, waitCapacity: 10 });
    const { who, members } = await familyOf(3);
    const reply = await signUp(linli, who, session, { attendees: members, wait: true });
    expect(reply.body).toMatchObject({
      code: 'registration.full',
      rule: { name: 'capacity', value: 2 },
    });
    expect(await registrationsOf(session.sessionId)).toEqual([]);
  });

  it('keeps one order when twenty come at once', async () => {
    const session = await planned({ capacity: 3, waitCapacity: 10 });
    const all = await people(20);
    const replies = await Promise.all(
      all.map((who) => signUp(linli, who, session, { wait: true })),
    );
    expect(tally(replies)).toEqual({ 201: 13, '409 registration.waitFull': 7 });
    const rows = await registrationsOf(session.sessionId);
    expect(rows.map(({ queueNo }) => queueNo)).toEqual(rows.map((_, index) => index + 1));
    expect(await standing(session)).toBe('rrrwwwwwwwwww');
  });
});

describe('cancelling', () => {
  it('frees the seat and the person, who may come back', async () => {
    const session = await planned({ capacity: 1 });
    const [who] = await people(1);
    const own = registrationIn(await signUp(linli, who, session));
    const reply = await cancel(linli, who as Somebody, own.id);
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({
      state: 'cancelled',
      endedAt: '2026-11-25T10:37:00+08:00',
      can: { cancel: false },
      attendees: [{ state: 'cancelled' }],
    });
    expect((await signUp(linli, who, session)).status).toBe(201);
  });

  it('of a part gives back only those seats', async () => {
    const session = await planned();
    const { who, members } = await familyOf(3);
    const own = registrationIn(await signUp(linli, who, session, { attendees: members }));
    const reply = await cancel(linli, who, own.id, members.slice(1, 2));
    expect(reply.body).toMatchObject({
      state: 'registered',
      seats: 2,
      attendees: [{ state: 'held' }, { state: 'cancelled' }, { state: 'held' }],
    });
    expect(await seatsTaken(session.sessionId)).toBe(2);
    const again = await cancel(linli, who, own.id, members.slice(1, 2));
    expect([again.status, codeOf(again)]).toEqual([409, 'attendee.state']);
    const rest = [members[0] ?? '', members[2] ?? ''];
    expect((await cancel(linli, who, own.id, rest)).body).toMatchObject({ state: 'cancelled' });
    expect(await liveAttendees(session.sessionId)).toEqual([]);
  });

  it('is for its owner only, and to others it is not there', async () => {
    const session = await planned();
    const [who, other] = await people(2);
    const staff = await hallStaff();
    const own = registrationIn(await signUp(linli, who, session));
    for (const stranger of [other, staff]) {
      const reply = await cancel(linli, stranger as Somebody, own.id);
      expect([reply.status, codeOf(reply)]).toEqual([404, 'registration.notFound']);
      const seen = await linli.get(`/api/v1/registrations/${own.id}`, { as: stranger as Somebody });
      expect([seen.status, codeOf(seen)]).toEqual([404, 'registration.notFound']);
    }
    const bare = await linli.post(`/api/v1/registrations/${own.id}/cancel`);
    expect([bare.status, codeOf(bare)]).toEqual([401, 'auth.required']);
    expect(await statesOf(session.sessionId)).toEqual({ [own.id]: 'registered' });
  });

  it('is refused from its limit on', async () => {
    const session = await planned();
    const [who] = await people(1);
    const own = registrationIn(await signUp(linli, who, session));
    const limitAt = NOW + DAY_MS - 2 * HOUR_MS;
    const reply = await cancel(linliAt(limitAt), who as Somebody, own.id);
    expect(reply.body).toMatchObject({
      status: 409,
      code: 'registration.cancelTooLate',
      rule: { name: 'cancelUntil', value: '2026-11-26T08:37:00+08:00' },
    });
    expect(await statesOf(session.sessionId)).toEqual({ [own.id]: 'registered' });
    expect((await cancel(linliAt(limitAt - 1), who as Somebody, own.id)).status).toBe(200);
  });

  it('of nobody in the registration finds nobody', async () => {
    const session = await planned();
    const { who, members } = await familyOf(2);
    const own = registrationIn(await signUp(linli, who, session));
    const reply = await cancel(linli, who, own.id, [members[1] ?? '']);
    expect([reply.status, codeOf(reply)]).toEqual([404, 'attendee.notFound']);
    expect(await seatsTaken(session.sessionId)).toBe(1);
  });

  it('twenty times at once happens once', async () => {
    const { session, inside, outside } = await queueOf([1], [1, 1]);
    const [first] = inside;
    if (!first) throw new Error();
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => cancel(linli, first.who, first.own.id)),
    );
    expect(tally(replies)).toEqual({ 200: 1, '409 registration.state': 19 });
    expect(await standing(session)).toBe('crw');
    expect((await toldTo(outside[0]?.who.id ?? '')).inbox).toHaveLength(1);
  });

  it('of each half of a family at once leaves nobody, or says so', async () => {
    const session = await planned();
    const { who, members } = await familyOf(2);
    const own = registrationIn(await signUp(linli, who, session, { attendees: members }));
    const replies = await Promise.all(members.map((id) => cancel(linli, who, own.id, [id])));
    const seats = await seatsTaken(session.sessionId);
    expect(await liveAttendees(session.sessionId)).toHaveLength(seats);
    expect(replies.every(({ status }) => status === 200 || status === 409)).toBe(true);
  });

  it.each<[string, unknown]>([
    ['an unknown key', { all: true }],
    ['an empty list', { attendees: [] }],
    ['somebody twice', { attendees: ['a', 'a'] }],
    ['no object', 7],
  ])('refuses %s', async (_, body) => {
    const session = await planned();
    const [who] = await people(1);
    const own = registrationIn(await signUp(linli, who, session));
    const reply = await linli.post(`/api/v1/registrations/${own.id}/cancel`, {
      as: who as Somebody,
      body,
    });
    expect([reply.status, codeOf(reply)]).toEqual([400, 'input.invalid']);
    expect(await statesOf(session.sessionId)).toEqual({ [own.id]: 'registered' });
  });

  it('takes two round trips', async () => {
    const { inside } = await queueOf([1], [1]);
    const [first] = inside;
    if (!first) throw new Error();
    const counted = countedD1();
    const path = `/api/v1/registrations/${first.own.id}/cancel`;
    expect((await linli.post(path, { as: first.who, env: counted.env })).status).toBe(200);
    expect(counted.trips()).toBe(2);
  });
});

describe('moving up', () => {
  it('gives the place to the first who waits, and tells them once', async () => {
    const { session, inside, outside } = await queueOf([1], [1, 1]);
    const [first] = inside;
    const [next, after] = outside;
    if (!first || !next || !after) throw new Error();
    await cancel(linli, first.who, first.own.id);
    expect(await standing(session)).toBe('crw');
    expect(await read(next.who, next.own.id)).toMatchObject({
      state: 'registered',
      promotedAt: '2026-11-25T10:37:00+08:00',
      ahead: null,
    });
    expect(await read(after.who, after.own.id)).toMatchObject({ ahead: { signUps: 0, people: 0 } });
    const { inbox, sent } = await toldTo(next.who.id);
    expect(inbox).toMatchObject([
      {
        kind: 'registration.promoted',
        link: `/mine/registrations/${next.own.id}/`,
        params: {
          activity: '手机课：自己挂号',
          facility: '甲中心',
          place: '3 楼手机课堂',
          start: '2026-11-26T10:37:00+08:00',
          end: '2026-11-26T11:37:00+08:00',
        },
      },
    ]);
    expect(sent).toMatchObject([{ template: 'registration.promoted', state: 'pending' }]);
    expect((await toldTo(after.who.id)).inbox).toEqual([]);
  });

  it('keeps the turn of a family that does not fit, and lets nobody past it', async () => {
    const { session, inside } = await queueOf([1, 1, 1], [2, 1]);
    const [a, b] = inside;
    if (!a || !b) throw new Error();
    await cancel(linli, a.who, a.own.id);
    expect(await standing(session)).toBe('crrww');
    await cancel(linli, b.who, b.own.id);
    expect(await standing(session)).toBe('ccrrw');
    expect(await seatsTaken(session.sessionId)).toBe(3);
  });

  it('takes as many as fit, from the head', async () => {
    const { session, inside } = await queueOf([4], [1, 2, 2, 1]);
    const [family] = inside;
    if (!family) throw new Error();
    await cancel(linli, family.who, family.own.id);
    expect(await standing(session)).toBe('crrww');
    expect(await seatsTaken(session.sessionId)).toBe(3);
  });

  it('follows when a part of a family gives back its seats', async () => {
    const { session, inside, outside } = await queueOf([3], [2, 1]);
    const [family] = inside;
    if (!family) throw new Error();
    await cancel(linli, family.who, family.own.id, family.members.slice(2));
    expect(await standing(session)).toBe('rww');
    await cancel(linli, family.who, family.own.id, family.members.slice(1, 2));
    expect(await standing(session)).toBe('rrw');
    expect((await toldTo(outside[0]?.who.id ?? '')).inbox).toHaveLength(1);
  });

  it('lets the next in when the family at the head leaves or shrinks', async () => {
    const { session, inside, outside } = await queueOf([1, 1], [2, 1]);
    const [a] = inside;
    const [head, single] = outside;
    if (!a || !head || !single) throw new Error();
    await cancel(linli, a.who, a.own.id);
    expect(await standing(session)).toBe('crww');
    await cancel(linli, head.who, head.own.id);
    expect(await standing(session)).toBe('crcr');
    const shrinking = await queueOf([1, 1], [2, 1]);
    const [b] = shrinking.inside;
    const [family] = shrinking.outside;
    if (!b || !family) throw new Error();
    await cancel(linli, b.who, b.own.id);
    await cancel(linli, family.who, family.own.id, family.members.slice(1));
    expect(await standing(shrinking.session)).toBe('crrw');
  });

  it('gives no place away when somebody who only waited leaves', async () => {
    const { session, outside } = await queueOf([2], [1, 1, 1]);
    for (const waiting of outside.slice(0, 2)) {
      await cancel(linli, waiting.who, waiting.own.id);
    }
    expect(await standing(session)).toBe('rccw');
    expect(await seatsTaken(session.sessionId)).toBe(2);
    expect((await toldTo(outside[2]?.who.id ?? '')).inbox).toEqual([]);
  });

  it('when ten cancel at once, moves up each of ten once', async () => {
    const ones = Array.from({ length: 10 }, () => 1);
    const { session, inside, outside } = await queueOf(ones, [...ones, 1, 1]);
    const replies = await Promise.all(inside.map(({ who, own }) => cancel(linli, who, own.id)));
    expect(tally(replies)).toEqual({ 200: 10 });
    expect(await standing(session)).toBe(`${'c'.repeat(10)}${'r'.repeat(10)}ww`);
    const told = await Promise.all(outside.map(({ who }) => toldTo(who.id)));
    expect(told.map(({ inbox }) => inbox.length)).toEqual([...ones, 0, 0]);
    expect(told.map(({ sent }) => sent.length)).toEqual([...ones, 0, 0]);
  });

  it('goes on in order while others sign up and cancel at the same time', async () => {
    const { session, inside } = await queueOf([1, 2, 1, 2], [2, 1, 3, 1]);
    const late = await people(6);
    await Promise.all([
      ...inside.map(({ who, own }) => cancel(linli, who, own.id)),
      ...late.map((who) => signUp(linli, who, session, { wait: true })),
    ]);
    const taken = await seatsTaken(session.sessionId);
    expect(taken).toBeLessThanOrEqual(6);
    // Nobody registered stands behind somebody who waits.
    expect(await standing(session)).toMatch(/^c{4}r+w*$/);
  });

  it('can be declined even after the limit for cancelling', async () => {
    const { inside, outside, session } = await queueOf([1], [1, 1]);
    const [head, next] = outside;
    if (!head || !next) throw new Error();
    const staff = await hallStaff();
    const late = linliAt(NOW + DAY_MS - HOUR_MS);
    const refused = await cancel(late, inside[0]?.who as Somebody, inside[0]?.own.id ?? '');
    expect(codeOf(refused)).toBe('registration.cancelTooLate');
    await late.patch(`/api/v1/staff/sessions/${session.sessionId}`, {
      as: staff,
      body: { capacity: 2, reason: '加一把椅子' },
    });
    expect(await standing(session)).toBe('rrw');
    expect((await cancel(late, head.who, head.own.id)).status).toBe(200);
    expect(await standing(session)).toBe('rcr');
  });
});

describe('one’s own registrations', () => {
  async function listed(who: Somebody, query = ''): Promise<RegistrationPage> {
    const reply = await linli.get(`/api/v1/me/registrations${query}`, { as: who });
    if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
    return reply.body as RegistrationPage;
  }

  it('are ahead, the next first, or behind, the latest signed up for first', async () => {
    const [who] = (await people(1)) as [Somebody];
    const later = await planned({ startAt: NOW + 3 * DAY_MS });
    const sooner = await planned({ startAt: NOW + 2 * HOUR_MS, cancelUntilAt: NOW + HOUR_MS });
    const given = await planned();
    for (const [minute, session] of [later, sooner, given].entries()) {
      await signUp(linliAt(NOW + minute * MINUTE_MS), who, session);
    }
    const ahead = await listed(who);
    expect(ahead.items.map(({ session }) => session.id)).toEqual([
      sooner.sessionId,
      given.sessionId,
      later.sessionId,
    ]);
    await cancel(linli, who, ahead.items[1]?.id ?? '');
    const afternoon = linliAt(NOW + 4 * HOUR_MS);
    const seen = async (when: string) => {
      const reply = await afternoon.get(`/api/v1/me/registrations?when=${when}`, { as: who });
      return (reply.body as RegistrationPage).items.map(({ session }) => session.id);
    };
    expect(await seen('upcoming')).toEqual([later.sessionId]);
    expect(await seen('past')).toEqual([given.sessionId, sooner.sessionId]);
  });

  it('go on where a page ends', async () => {
    const [who] = (await people(1)) as [Somebody];
    const first = await planned();
    await signUp(linli, who, first);
    for (let n = 2; n <= 5; n += 1) {
      const sessionId = await aSession(first.activityId, { startAt: NOW + n * DAY_MS });
      await signUp(linli, who, { ...first, sessionId });
    }
    const one = await listed(who, '?limit=2');
    const two = await listed(who, `?limit=2&cursor=${one.next}`);
    const three = await listed(who, `?limit=2&cursor=${two.next}`);
    const starts = [...one.items, ...two.items, ...three.items].map(({ session }) => session.start);
    expect(starts).toHaveLength(5);
    expect(starts).toEqual(starts.toSorted());
    expect(three.next).toBeNull();
  });

  it('are nobody else’s, and need somebody signed in', async () => {
    const [who, other] = (await people(2)) as [Somebody, Somebody];
    await signUp(linli, who, await planned());
    expect((await listed(other)).items).toEqual([]);
    const bare = await linli.get('/api/v1/me/registrations');
    expect([bare.status, codeOf(bare)]).toEqual([401, 'auth.required']);
  });

  it('take one round trip, and as many rows however much lies behind', async () => {
    const [who] = (await people(1)) as [Somebody];
    const session = await planned();
    const own = registrationIn(await signUp(linli, who, session));
    for (const path of ['/me/registrations', `/registrations/${own.id}`]) {
      const counted = countedD1();
      await linli.get(`/api/v1${path}`, { as: who, env: counted.env });
      expect([path, counted.trips()]).toEqual([path, 1]);
    }
    const rowsOf = async () => {
      const metered = countedD1();
      await linli.get('/api/v1/me/registrations', { as: who, env: metered.env });
      return metered.rowsRead();
    };
    const before = await rowsOf();
    for (let n = 1; n <= 50; n += 1) {
      const startAt = NOW - (300 + n) * DAY_MS;
      const sessionId = await aSession(session.activityId, { startAt, signUpFromAt: 0 });
      await db.insert(registration).values({
        id: `old-${unique()}`,
        sessionId,
        residentId: who.id,
        seats: 1,
        state: 'registered',
        queueNo: 1,
        code: String(90_000_000 + unique()),
        createdAt: startAt - DAY_MS,
      });
    }
    expect(await rowsOf()).toBe(before);
  });
});
