import { beforeAll, describe, expect, it } from 'vitest';
import type { Activity, ActivitySessionPage } from '../../worker/features/activities/schema.ts';
import { DAY_MS, fromRfc3339, HOUR_MS, MINUTE_MS } from '../../worker/lib/time.ts';
import {
  anActivity,
  aSession,
  dependantOf,
  familyOf,
  liveAttendees,
  people,
  planned,
  registrationIn,
  registrationsOf,
  seatsTaken,
  signUp,
} from './activities-world.ts';

import {
  at,
  codeOf,
  countedD1,
  linliAt,
  NOW,
  type Somebody,
  signedInPerson,
  smallSubdistrict,
  tally,
  unique,
} from './world.ts';

const linli = linliAt();
beforeAll(smallSubdistrict);

/** What is on, of one kind that only this test uses. */
async function listed(query: string): Promise<ActivitySessionPage> {
  const reply = await linli.get(`/api/v1/activities?${query}`);
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
  return reply.body as ActivitySessionPage;
}

describe('what is on', () => {
  it('say how their place fits what somebody needs, only when asked', async () => {
    const activityId = await anActivity();
    await aSession(activityId);
    const path = `/api/v1/activities/${activityId}`;
    const fit = { fits: 'no', missing: ['low_counter'] };
    expect((await linli.get(`${path}?needs=wheelchair`)).body).toMatchObject({ facility: { fit } });
    const { items } = await listed('needs=wheelchair&limit=500');
    expect(items.find((one) => one.activityId === activityId)).toMatchObject({ facility: { fit } });
    expect(JSON.stringify((await linli.get(path)).body)).not.toMatch(/"fit"|"access"/);
  });

  it('lists sessions in order of time with place, walk and seats left', async () => {
    const startAt = fromRfc3339(at('12-20T14:30'));
    const late = await planned({ startAt: startAt + HOUR_MS, capacity: null });
    const soon = await planned({ startAt, capacity: 12 }, { minAge: 60 });
    const page = await listed('from=2026-12-20&to=2026-12-20&near=120.004,30.288');
    expect(page.items.map(({ id }) => id)).toEqual([soon.sessionId, late.sessionId]);
    expect(page).toMatchObject({
      next: null,
      items: [
        {
          start: '2026-12-20T14:30:00+08:00',
          place: '3 楼手机课堂',
          signUp: { state: 'open', capacity: 12, left: 12, taken: 0 },
          activity: { id: soon.activityId, title: '手机课：自己挂号', minAge: 60 },
          facility: {
            id: 'hall',
            name: '甲中心',
            position: { datum: 'gcj02' },
            walk: { minutes: { ordinary: 2 }, estimated: true },
          },
        },
        { signUp: { state: 'none', capacity: null, left: null } },
      ],
    });
  });

  it('has what is going on now, not what is over or cancelled', async () => {
    const on = await planned({
      startAt: NOW - HOUR_MS,
      endAt: NOW + 1,
      signUpUntilAt: NOW - HOUR_MS,
    });
    const over = await planned({
      startAt: NOW - HOUR_MS,
      endAt: NOW,
      signUpUntilAt: NOW - HOUR_MS,
    });
    const off = await planned({ state: 'cancelled', cancelReason: '老师病了', cancelledAt: NOW });
    const ids = (await listed('limit=500')).items.map(({ id }) => id);
    expect(ids).toContain(on.sessionId);
    expect(ids).not.toContain(over.sessionId);
    expect(ids).not.toContain(off.sessionId);
  });

  it('filters by zone, facility, walk, audience, age and kind', async () => {
    const startAt = fromRfc3339(at('12-21T09:00'));
    const day = 'from=2026-12-21&to=2026-12-21';
    const near = await planned(
      { startAt },
      { category: 'health', audience: ['elder'], minAge: 60 },
    );
    const far = await planned(
      { startAt: startAt + 1 },
      { category: 'children', audience: ['child'], maxAge: 12, facilityId: 'far' },
    );
    const ids = async (query: string) =>
      (await listed(`${day}&${query}`)).items.map(({ id }) => id);
    const [nearOnly, farOnly] = [[near.sessionId], [far.sessionId]];
    expect(await ids('')).toEqual([...nearOnly, ...farOnly]);
    expect(await ids('zone=zb')).toEqual(farOnly);
    expect(await ids('facility=hall')).toEqual(nearOnly);
    expect(await ids('near=120.004,30.288&within=15')).toEqual(nearOnly);
    expect(await ids('audience=child')).toEqual(farOnly);
    expect(await ids('age=8')).toEqual(farOnly);
    expect(await ids('age=60')).toEqual(nearOnly);
    expect(await ids('category=health')).toEqual(nearOnly);
  });

  it('keeps to what one can still get into when asked', async () => {
    const startAt = fromRfc3339(at('12-22T09:00'));
    const day = 'from=2026-12-22&to=2026-12-22';
    const full = await planned({ startAt, capacity: 1 });
    const waiting = await planned({ startAt: startAt + 1, capacity: 1, waitCapacity: 2 });
    const free = await planned({ startAt: startAt + 2, capacity: null });
    const notYet = await planned({ startAt: startAt + 3, signUpFromAt: NOW + 1 });
    const [first] = await people(1);
    await signUp(linli, first, full);
    await signUp(linli, first, waiting);
    const all = await listed(day);
    expect(all.items.map(({ id, signUp: { state } }) => [id, state])).toEqual([
      [full.sessionId, 'full'],
      [waiting.sessionId, 'waiting'],
      [free.sessionId, 'none'],
      [notYet.sessionId, 'notYet'],
    ]);
    const open = await listed(`${day}&open=now`);
    expect(open.items.map(({ id }) => id)).toEqual([waiting.sessionId, free.sessionId]);
  });

  it('goes on where a page ends, also among sessions of one moment', async () => {
    const startAt = fromRfc3339(at('12-23T09:00'));
    const day = 'from=2026-12-23&to=2026-12-23';
    const activityId = await anActivity();
    const made = await Promise.all(
      Array.from({ length: 5 }, () => aSession(activityId, { startAt })),
    );
    const seen: string[] = [];
    let cursor = '';
    for (let page = 0; page < 3; page++) {
      const { items, next } = await listed(`${day}&limit=2${cursor}`);
      seen.push(...items.map(({ id }) => id));
      cursor = `&cursor=${next}`;
      expect(next === null).toBe(page === 2);
    }
    expect(seen.toSorted()).toEqual(made.toSorted());
  });

  it.each([
    'within=5',
    'from=2026-02-30',
    'from=2026-12-02&to=2026-12-01',
    'from=2026-12-01&to=2027-03-01',
    'limit=501',
    'limit=NaN',
    'age=-1',
    'age=abc',
    'near=1',
    'cursor=x',
    'cursor=1.%27%3B--',
    'category=party',
    'open=later',
    'zone=%27%20OR%201%3D1',
  ])('refuses %s with the path of the fault', async (query) => {
    const reply = await linli.get(`/api/v1/activities?${query}`);
    expect([reply.status, codeOf(reply)]).toEqual([400, 'input.invalid']);
    expect(reply.body).toMatchObject({ errors: [{ path: expect.stringMatching(/^query\./) }] });
  });

  it('reads as many rows however long the history is', async () => {
    const rowsOf = async () => {
      const metered = countedD1();
      for (const query of ['', '?facility=hall', '?zone=za&open=now', '?near=120,30&within=15']) {
        await linli.get(`/api/v1/activities${query}`, { env: metered.env });
      }
      return metered.rowsRead();
    };
    const before = await rowsOf();
    const activityId = await anActivity();
    for (let n = 1; n <= 300; n += 1) {
      await aSession(activityId, { startAt: NOW - (n + 2) * DAY_MS, signUpFromAt: 0 });
    }
    expect(await rowsOf()).toBe(before);
  });
});

describe('one activity', () => {
  it('shows what is ahead, cancelled ones too, and the last few', async () => {
    const { activityId, sessionId } = await planned({ capacity: 3, waitCapacity: 5 });
    const off = await aSession(activityId, {
      startAt: NOW + 2 * DAY_MS,
      state: 'cancelled',
      cancelReason: '停电',
      cancelledAt: NOW,
    });
    const past: string[] = [];
    for (let n = 2; n < 9; n += 1) {
      past.push(await aSession(activityId, { startAt: NOW - n * DAY_MS, signUpFromAt: 0 }));
    }
    const [who] = await people(1);
    await signUp(linli, who, { activityId, sessionId });
    const reply = await linli.get(`/api/v1/activities/${activityId}`);
    const body = reply.body as Activity;
    expect(body.sessions.map(({ id }) => id)).toEqual([sessionId, off]);
    expect(body.recent.map(({ id }) => id)).toEqual(past.slice(0, 5));
    expect(body).toMatchObject({
      id: activityId,
      facility: { id: 'hall' },
      sessions: [
        { signUp: { taken: 1, left: 2, waiting: { signUps: 0, seats: 0 }, waitCapacity: 5 } },
        { state: 'cancelled', cancelReason: '停电', signUp: { state: 'cancelled' } },
      ],
    });
  });

  it('is not found where there is none', async () => {
    const reply = await linli.get('/api/v1/activities/nothing');
    expect([reply.status, codeOf(reply)]).toEqual([404, 'activity.notFound']);
  });

  it('takes one round trip, as the list does', async () => {
    const { activityId } = await planned();
    for (const path of ['/activities?near=120,30&zone=za', `/activities/${activityId}`]) {
      const counted = countedD1();
      await linli.get(`/api/v1${path}`, { env: counted.env });
      expect([path, counted.trips()]).toEqual([path, 1]);
    }
  });
});

describe('signing up', () => {
  it('gives a place with a code, and says until when it can be cancelled', async () => {
    const session = await planned();
    const who = await signedInPerson({ name: '王秀英' });
    const reply = await signUp(linli, who, session);
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({
      state: 'registered',
      seats: 1,
      code: expect.stringMatching(/^\d{8}$/),
      ahead: null,
      cancelUntil: '2026-11-26T08:37:00+08:00',
      can: { cancel: true },
      attendees: [{ personId: who.id, name: '王秀英', relation: null, state: 'held' }],
      session: { id: session.sessionId, place: '3 楼手机课堂' },
      activity: { id: session.activityId },
      facility: { id: 'hall', name: '甲中心' },
    });
  });

  it('takes the only session ahead, and asks which where there are more', async () => {
    const activityId = await anActivity();
    await aSession(activityId, { startAt: NOW - DAY_MS, signUpFromAt: 0 });
    await aSession(activityId, { state: 'cancelled', cancelReason: '停电', cancelledAt: NOW });
    const only = await aSession(activityId);
    const [first, second] = await people(2);
    const path = `/api/v1/activities/${activityId}/registrations`;
    const reply = await linli.post(path, { as: first });
    expect(registrationIn(reply).session.id).toBe(only);
    const other = await aSession(activityId, { startAt: NOW + 2 * DAY_MS });
    const refused = await linli.post(path, { as: second });
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({
      code: 'session.choose',
      alternatives: [
        { kind: 'session', id: only, activityId },
        { kind: 'session', id: other, activityId },
      ],
    });
  });

  it('finds no session where none is ahead, or where it is another activity’s', async () => {
    const [who] = await people(1);
    const empty = await anActivity();
    const bare = await linli.post(`/api/v1/activities/${empty}/registrations`, { as: who });
    expect([bare.status, codeOf(bare)]).toEqual([404, 'session.notFound']);
    const { sessionId } = await planned();
    const foreign = await signUp(linli, who, { activityId: empty, sessionId });
    expect([foreign.status, codeOf(foreign)]).toEqual([404, 'session.notFound']);
    const nowhere = await signUp(linli, who, { activityId: 'nothing', sessionId });
    expect([nowhere.status, codeOf(nowhere)]).toEqual([404, 'activity.notFound']);
  });

  it('is refused before, after and without the sign-up window', async () => {
    const [who] = await people(1);
    const early = await planned({ signUpFromAt: NOW + HOUR_MS });
    const reply = await signUp(linli, who, early);
    expect(reply.status).toBe(422);
    expect(reply.body).toMatchObject({
      code: 'session.notOpenYet',
      possibleFrom: '2026-11-25T11:37:00+08:00',
      rule: { name: 'signUpFrom' },
    });
    const late = await planned({ signUpUntilAt: NOW });
    expect((await signUp(linli, who, late)).body).toMatchObject({
      code: 'session.signUpOver',
      rule: { name: 'signUpUntil', value: '2026-11-25T10:37:00+08:00' },
      alternatives: [],
    });
    const free = await planned({ capacity: null });
    expect(codeOf(await signUp(linli, who, free))).toBe('session.noSignUp');
    const off = await planned({ state: 'cancelled', cancelReason: '停电', cancelledAt: NOW });
    const cancelled = await signUp(linli, who, off);
    expect([cancelled.status, codeOf(cancelled)]).toEqual([409, 'session.cancelled']);
    for (const { sessionId } of [early, late, free, off]) {
      expect(await registrationsOf(sessionId)).toEqual([]);
    }
  });

  it('needs somebody signed in, whose session still holds', async () => {
    const session = await planned();
    const reply = await signUp(linli, undefined, session);
    expect([reply.status, codeOf(reply)]).toEqual([401, 'auth.required']);
    expect(await registrationsOf(session.sessionId)).toEqual([]);
  });

  it('takes dependants along, all in one act', async () => {
    const session = await planned();
    const { who, members } = await familyOf(3);
    const own = registrationIn(await signUp(linli, who, session, { attendees: members }));
    expect(own.seats).toBe(3);
    expect(own.attendees.map(({ personId, relation }) => [personId, relation])).toEqual([
      [members[0], null],
      [members[1], 'child'],
      [members[2], 'child'],
    ]);
    expect(await seatsTaken(session.sessionId)).toBe(3);
  });

  it('never takes somebody else’s dependant', async () => {
    const session = await planned();
    const { members } = await familyOf(2);
    const [stranger] = await people(1);
    const attendees = [stranger?.id ?? '', members[1] ?? ''];
    const reply = await signUp(linli, stranger, session, { attendees });
    expect([reply.status, codeOf(reply)]).toEqual([404, 'person.notFound']);
    expect(await registrationsOf(session.sessionId)).toEqual([]);
  });

  it('needs a name of everybody', async () => {
    const session = await planned();
    const who = await signedInPerson({ name: '' });
    const reply = await signUp(linli, who, session);
    expect(reply.body).toMatchObject({
      status: 422,
      code: 'person.nameRequired',
      errors: [{ path: `attendees.${who.id}`, code: 'person.nameRequired' }],
    });
  });

  it('counts ages on the day of the session, not of the sign-up', async () => {
    const startAt = fromRfc3339(at('11-28T09:00'));
    const session = await planned({ startAt }, { minAge: 6, maxAge: 12 });
    const who = await signedInPerson();
    const sixThatDay = await dependantOf(who, { bornOn: '2020-11-28' });
    const fiveThatDay = await dependantOf(who, { bornOn: '2020-11-29' });
    const twelveOnlyToday = await dependantOf(who, { bornOn: '2013-11-28' });
    const undated = await dependantOf(who);
    const asked = (id: string) => signUp(linli, who, session, { attendees: [id] });
    expect((await asked(fiveThatDay)).body).toMatchObject({
      status: 422,
      code: 'registration.age',
      rule: { name: 'minAge', value: 6 },
      errors: [{ path: `attendees.${fiveThatDay}` }],
    });
    expect((await asked(twelveOnlyToday)).body).toMatchObject({
      code: 'registration.age',
      rule: { name: 'maxAge', value: 12 },
    });
    expect(codeOf(await asked(undated))).toBe('person.bornOnRequired');
    expect(await registrationsOf(session.sessionId)).toEqual([]);
    expect((await asked(sixThatDay)).status).toBe(201);
  });

  it('has each person once in a session, in one registration or in two', async () => {
    const session = await planned();
    const { who, members } = await familyOf(2);
    const first = registrationIn(await signUp(linli, who, session));
    const again = await signUp(linli, who, session, { attendees: members });
    expect(again.body).toMatchObject({
      status: 409,
      code: 'registration.exists',
      rule: { name: 'registration', value: first.id },
    });
    expect(await seatsTaken(session.sessionId)).toBe(1);
    const child = await signUp(linli, who, session, { attendees: members.slice(1) });
    expect(child.status).toBe(201);
  });

  it('shows three ways that are really free when it is full', async () => {
    const category = `kind-${unique()}`;
    const activityId = await anActivity({ category });
    const [first, second] = await people(2);
    const wanted = await aSession(activityId, { capacity: 1, waitCapacity: 2 });
    const fullToo = await aSession(activityId, { startAt: NOW + 2 * DAY_MS, capacity: 1 });
    const notOpen = await aSession(activityId, {
      startAt: NOW + 2 * DAY_MS,
      signUpFromAt: NOW + 1,
    });
    const later = await aSession(activityId, { startAt: NOW + 30 * DAY_MS });
    const similar = await planned({ startAt: NOW + 3 * DAY_MS }, { category });
    await planned({ startAt: NOW + DAY_MS }, { category, minAge: 99 });
    await planned({ startAt: NOW + 9 * DAY_MS }, { category });
    await planned({ startAt: NOW + DAY_MS });
    for (const sessionId of [wanted, fullToo])
      await signUp(linli, first, { activityId, sessionId });
    const reply = await signUp(linli, second, { activityId, sessionId: wanted });
    expect(reply.status).toBe(409);
    expect(reply.body).toMatchObject({
      code: 'registration.full',
      rule: { name: 'seatsLeft', value: 0 },
      waiting: { signUps: 0, seats: 0, left: 2 },
      alternatives: [
        { kind: 'session', id: later, activityId },
        { kind: 'session', id: similar.sessionId, activityId: similar.activityId },
      ],
    });
    expect(JSON.stringify(reply.body)).not.toContain(notOpen);
    for (const { id, activityId: of } of (
      reply.body as { alternatives: { id: string; activityId: string }[] }
    ).alternatives) {
      expect((await signUp(linli, second, { activityId: of, sessionId: id })).status).toBe(201);
    }
  });

  it('takes nothing for a family of three where two seats are left', async () => {
    const session = await planned({ capacity: 2 });
    const { who, members } = await familyOf(3);
    const reply = await signUp(linli, who, session, { attendees: members.slice(0, 3) });
    expect(reply.body).toMatchObject({
      code: 'registration.full',
      rule: { name: 'capacity', value: 2 },
    });
    expect(await registrationsOf(session.sessionId)).toEqual([]);
    expect(await liveAttendees(session.sessionId)).toEqual([]);
  });

  it('does the same thing once for the same key', async () => {
    const session = await planned();
    const [who] = await people(1);
    const headers = { 'Idempotency-Key': `key-${unique()}` };
    const first = await signUp(linli, who, session, {}, headers);
    const again = await signUp(linli, who, session, {}, headers);
    expect([again.status, registrationIn(again)]).toEqual([201, registrationIn(first)]);
    const other = await signUp(linli, who, session, { wait: true }, headers);
    expect([other.status, codeOf(other)]).toEqual([422, 'idempotency.mismatch']);
    expect(await registrationsOf(session.sessionId)).toHaveLength(1);
  });

  it('does it once in a storm of twenty with one key', async () => {
    const session = await planned();
    const [who] = await people(1);
    const headers = { 'Idempotency-Key': `key-${unique()}` };
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => signUp(linli, who, session, {}, headers)),
    );
    expect(tally(replies)).toEqual({ 201: 20 });
    expect(new Set(replies.map((reply) => registrationIn(reply).id)).size).toBe(1);
    expect(await registrationsOf(session.sessionId)).toHaveLength(1);
  });

  it.each<[string, unknown]>([
    ['no JSON', 'not json'],
    ['a list', []],
    ['an unknown key', { vip: true }],
    ['nobody', { attendees: [] }],
    ['somebody twice', { attendees: ['a', 'a'] }],
    ['ten people', { attendees: Array.from({ length: 10 }, (_, n) => `p${n}`) }],
    ['a number for a person', { attendees: [1] }],
    ['SQL for a person', { attendees: ["x' OR '1'='1"] }],
    ['a lone surrogate', { attendees: ['\ud800'] }],
    ['yes for a flag', { wait: 'yes' }],
    ['a huge session id', { sessionId: 'x'.repeat(5000) }],
  ])('refuses %s', async (_, body) => {
    const { activityId, sessionId } = await planned();
    const [who] = await people(1);
    const reply = await linli.post(`/api/v1/activities/${activityId}/registrations`, {
      as: who,
      body,
    });
    expect(reply.status).toBe(400);
    expect(String(codeOf(reply))).toMatch(/^input\./);
    expect(await registrationsOf(sessionId)).toEqual([]);
  });

  it('takes two round trips, and a refusal one more', async () => {
    const session = await planned({ capacity: 1 });
    const [first, second] = await people(2);
    const path = `/api/v1/activities/${session.activityId}/registrations`;
    const counted = countedD1();
    await linli.post(path, { as: first, env: counted.env });
    expect(counted.trips()).toBe(2);
    const refused = countedD1();
    await linli.post(path, { as: second, env: refused.env });
    expect(refused.trips()).toBe(2);
  });
});

describe('the cost of signing up', () => {
  it('is the same for somebody who has been to a hundred sessions', async () => {
    const [newcomer, regular] = (await people(2)) as [Somebody, Somebody];
    const rowsOf = async (who: Somebody) => {
      const session = await planned();
      const metered = countedD1();
      await linli.post(`/api/v1/activities/${session.activityId}/registrations`, {
        as: who,
        env: metered.env,
      });
      return metered.rowsRead();
    };
    for (let n = 1; n <= 100; n += 1) {
      const past = await planned({ startAt: NOW - n * DAY_MS, signUpFromAt: 0 });
      await signUp(linliAt(NOW - (n + 1) * DAY_MS), regular, past);
    }
    const [least, most] = [await rowsOf(newcomer), await rowsOf(regular)];
    // Whether a look into an index ends at its last row or one before makes one row of difference.
    expect(Math.abs(most - least)).toBeLessThanOrEqual(2);
  });
});

describe('many at once', () => {
  it.each([20, 200])('%i who want the last place end with one', async (count) => {
    const session = await planned({ capacity: 1 });
    const all = await people(count);
    const replies = await Promise.all(all.map((who) => signUp(linli, who, session)));
    expect(tally(replies)).toEqual({ 201: 1, '409 registration.full': count - 1 });
    expect(await seatsTaken(session.sessionId)).toBe(1);
    expect(await liveAttendees(session.sessionId)).toHaveLength(1);
  });

  it('families and singles together never take more seats than there are', async () => {
    const session = await planned({ capacity: 12 });
    const families = await Promise.all(
      Array.from({ length: 24 }, (_, index) => familyOf((index % 3) + 1)),
    );
    const replies = await Promise.all(
      families.map(({ who, members }) => signUp(linli, who, session, { attendees: members })),
    );
    const taken = await seatsTaken(session.sessionId);
    expect(taken).toBeLessThanOrEqual(12);
    expect(taken).toBeGreaterThanOrEqual(10);
    expect(await liveAttendees(session.sessionId)).toHaveLength(taken);
    for (const [index, reply] of replies.entries()) {
      if (reply.status === 201) expect(registrationIn(reply).seats).toBe((index % 3) + 1);
      else expect(codeOf(reply)).toBe('registration.full');
    }
  });

  it('one person asked for from twenty phones gets one seat', async () => {
    const session = await planned();
    const [who] = await people(1);
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => signUp(linli, who, session)),
    );
    expect(tally(replies)).toEqual({ 201: 1, '409 registration.exists': 19 });
    expect(await seatsTaken(session.sessionId)).toBe(1);
  });

  it('close at the moment sign-up does', async () => {
    const closesAt = NOW + 5 * MINUTE_MS;
    const session = await planned({ signUpUntilAt: closesAt });
    const [who] = await people(1);
    expect((await signUp(linliAt(closesAt), who, session)).status).toBe(422);
    expect((await signUp(linliAt(closesAt - 1), who, session)).status).toBe(201);
  });
});
