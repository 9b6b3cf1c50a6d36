/** Volunteering: places, being there, hours, and the claim that comes of it. */
import { eq, ne } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { facility } from '../../worker/features/directory/tables.ts';
import type { StaffClaim } from '../../worker/features/earning/schema.ts';
import { claim } from '../../worker/features/earning/tables.ts';
import { person } from '../../worker/features/identity/tables.ts';
import { notice } from '../../worker/features/notices/tables.ts';
import type {
  ServiceHours,
  StaffTask,
  Volunteers,
  VolunteerTaskPage,
} from '../../worker/features/volunteering/schema.ts';
import {
  serviceRecord,
  volunteerSignUp,
  volunteerTask,
} from '../../worker/features/volunteering/tables.ts';
import { audit } from '../../worker/lib/tables.ts';
import { MINUTE_MS, toRfc3339 } from '../../worker/lib/time.ts';
import { ruleFor } from './earning-world.ts';
import { pointsOf } from './points-world.ts';
import {
  adult,
  check,
  hallStaff,
  itemsOf,
  published,
  served,
  signUp,
  tokenOf,
  volunteer,
  wish,
} from './volunteering-world.ts';
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
let staff: Somebody;
beforeAll(async () => {
  await smallSubdistrict();
  staff = await hallStaff();
  await ruleFor('volunteering', { dailyCap: 20, points: 15 });
});
beforeEach(() => {
  linli.clock.now = NOW;
});

const twenty = <T>(ask: () => Promise<T>) => Promise.all(Array.from({ length: 20 }, ask));
const publish = (as: Somebody, body: object = {}) =>
  linli.post('/api/v1/staff/volunteer-tasks', { as, body: wish(body) });
const cancel = (as: Somebody, id: string) =>
  linli.post(`/api/v1/volunteer-sign-ups/${id}/cancel`, { as });
const byHand = (as: Somebody, id: string, body: object) =>
  linli.post(`/api/v1/staff/volunteer-sign-ups/${id}/check`, { as, body });
const correct = (as: Somebody, id: string, minutes: number) =>
  linli.post(`/api/v1/staff/volunteer-sign-ups/${id}/corrections`, {
    as,
    body: { minutes, reason: '签退时忘了还书车' },
  });
const rowOf = async (id: string) =>
  (await db.select().from(volunteerSignUp).where(eq(volunteerSignUp.id, id)))[0];
const recordsOf = (signUpId: string) =>
  db.select().from(serviceRecord).where(eq(serviceRecord.signUpId, signUpId));
const signedFor = async (taskId: string) =>
  (await db.select().from(volunteerSignUp).where(eq(volunteerSignUp.taskId, taskId))).filter(
    ({ state }) => state === 'signed',
  ).length;

async function childOf({ id: residentId }: Somebody, bornOn: string | null = '2016-01-01') {
  const id = `kid-${unique()}`;
  await db.insert(person).values({
    ...{ id, residentId, kind: 'dependant', name: '小测', relation: 'child', bornOn },
    createdAt: 0,
  });
  return id;
}

describe('a task', () => {
  it('is published with an audit row, listed near home first, and shown', async () => {
    const reply = await publish(staff, { skills: ['first_aid'] });
    expect(reply.status).toBe(201);
    const { id } = reply.body as { id: string };
    const said = await db.select().from(audit).where(eq(audit.nounId, id));
    expect(said).toMatchObject([{ act: 'volunteerTask.publish', actorId: staff.id }]);
    const path = '/api/v1/volunteer-tasks?near=120.004,30.288&skill=first_aid&open=now';
    const counted = countedD1();
    const list = (await linli.get(path, { env: counted.env })).body as VolunteerTaskPage;
    expect(counted.trips()).toBe(1);
    expect(list.items.find((one) => one.id === id)).toMatchObject({
      ...{ plannedMinutes: 120, skills: ['first_aid'], signUp: { state: 'open', left: 2 } },
      facility: { walk: { metres: expect.any(Number) } },
    });
    expect((await linli.get(`/api/v1/volunteer-tasks/${id}`)).body).toMatchObject({ id });
    expect(codeOf(await linli.get('/api/v1/volunteer-tasks/none'))).toBe('task.notFound');
  });

  it('is refused in the past, over midnight, elsewhere and by those who may not, and nothing is kept', async () => {
    const before = (await db.select().from(volunteerTask)).length;
    const far = await staffOf({ role: 'centre_staff', scopeKind: 'facility', scopeId: 'far' });
    const codes = [
      await publish(staff, { start: toRfc3339(NOW - MINUTE_MS) }),
      await publish(staff, { end: '2026-11-26T01:00:00+08:00' }),
      await publish(staff, { cancelUntil: '2026-11-25T12:00:00+08:00' }),
      await publish(staff, { facilityId: 'none' }),
      await publish(far),
      await publish(await adult()),
      await publish(staff, { places: 0 }),
    ].map(codeOf);
    expect(codes).toEqual([
      ...['task.interval', 'task.interval', 'task.interval', 'facility.notFound'],
      ...['auth.forbidden', 'auth.forbidden', 'input.invalid'],
    ]);
    expect((await db.select().from(volunteerTask)).length).toBe(before);
  });

  it('that is called off releases everybody, minors too, and tells each household once', async () => {
    const task = await published(linli);
    const resident = await adult();
    const child = await childOf(resident);
    await signUp(linli, resident, task.id, { people: [resident.id, child] });
    const path = `/api/v1/staff/volunteer-tasks/${task.id}/cancel`;
    const reply = await linli.post(path, { as: staff, body: { reason: '下雨' } });
    expect([reply.status, reply.body]).toMatchObject([200, { state: 'cancelled' }]);
    expect(await signedFor(task.id)).toBe(0);
    const told = await db.select().from(notice).where(eq(notice.residentId, resident.id));
    expect(told).toMatchObject([
      {
        kind: 'volunteerTask.cancelled',
        params: { reason: '下雨' },
        link: `/volunteer/${task.id}/`,
      },
    ]);
    const again = await linli.post(path, { as: staff, body: { reason: '下雨' } });
    expect([codeOf(again), codeOf(await signUp(linli, await adult(), task.id))]).toEqual([
      'task.state',
      'task.state',
    ]);
  });
});

describe('a place in it', () => {
  it('of two is given to two of twenty', async () => {
    const task = await published(linli);
    const people = await Promise.all(Array.from({ length: 20 }, () => adult()));
    const replies = await Promise.all(people.map((one) => signUp(linli, one, task.id)));
    expect(tally(replies)).toEqual({ '201': 2, '409 task.full': 18 });
    expect(await signedFor(task.id)).toBe(2);
  });

  it('is one for each person, asked for twenty times, and one key makes one', async () => {
    const task = await published(linli, { places: 30 });
    const [one, other] = [await adult(), await adult()];
    const replies = await twenty(() => signUp(linli, one, task.id));
    expect(tally(replies)).toEqual({ '201': 1, '409 signUp.exists': 19 });
    const key = { 'Idempotency-Key': 'one-place' };
    const retried = await twenty(() => signUp(linli, other, task.id, {}, key));
    expect(tally(retried)).toEqual({ '201': 20 });
    expect(await signedFor(task.id)).toBe(2);
  });

  it('is refused to who is too young, unnamed, of no known age, not of the household, too early and too late', async () => {
    const task = await published(linli, { minAge: 60 });
    const closed = await published(linli, { signUpUntil: toRfc3339(NOW) });
    const later = await published(linli, { signUpFrom: toRfc3339(NOW + 30 * MINUTE_MS) });
    const codes = [
      await signUp(linli, await adult(), task.id),
      await signUp(linli, await adult(''), task.id),
      await signUp(linli, await signedInPerson(), task.id),
      await signUp(linli, await adult(), task.id, { people: ['somebody'] }),
      await signUp(linli, await adult(), closed.id),
      await signUp(linli, await adult(), later.id),
      await signUp(linli, await adult(), 'none'),
    ].map(codeOf);
    expect(codes).toEqual([
      ...['task.age', 'person.nameRequired', 'person.bornOnRequired', 'person.notFound'],
      ...['task.signUpOver', 'task.notOpenYet', 'task.notFound'],
    ]);
    expect(await signedFor(task.id)).toBe(0);
  });

  it('is a minor’s only together with the resident, all or none, and goes with theirs', async () => {
    const task = await published(linli);
    const resident = await adult();
    const child = await childOf(resident);
    expect(codeOf(await signUp(linli, resident, task.id, { people: [child] }))).toBe(
      'task.guardian',
    );
    const young = await signedInPerson({ bornOn: '2010-01-01' });
    expect(codeOf(await signUp(linli, young, task.id))).toBe('task.guardian');
    expect(await signedFor(task.id)).toBe(0);
    const people = [child, resident.id];
    const items = itemsOf(await signUp(linli, resident, task.id, { people }));
    expect(items).toHaveLength(2);
    const own = items.find((one) => one.person.isMe);
    const after = itemsOf(await cancel(resident, own?.id ?? ''));
    expect(after.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
  });

  it('is given back in time by its owner, once, and free for the next', async () => {
    const { task, resident, signUpId } = await volunteer(linli, { places: 1 });
    expect(codeOf(await cancel(await adult(), signUpId))).toBe('signUp.notFound');
    const replies = await twenty(() => cancel(resident, signUpId));
    expect(tally(replies)).toEqual({ '200': 1, '409 signUp.state': 19 });
    expect((await signUp(linli, await adult(), task.id)).status).toBe(201);
    const late = await volunteer(linli, { cancelUntil: toRfc3339(NOW) });
    expect(codeOf(await cancel(late.resident, late.signUpId))).toBe('signUp.cancelTooLate');
    expect(await rowOf(late.signUpId)).toMatchObject({ state: 'signed' });
  });
});

describe('the code at the place', () => {
  it('checks in and out once when twenty try each, files one claim, and somebody else posts the points', async () => {
    const { task, resident, signUpId } = await volunteer(linli);
    linli.clock.now = Date.parse(task.start) - 10 * MINUTE_MS;
    const token = await tokenOf(linli, task.id);
    const ins = await twenty(() => check(linli, resident, task.id, { act: 'in', token }));
    expect(tally(ins)).toEqual({ '200': 1, '409 check.done': 19 });
    linli.clock.now = Date.parse(task.start) + 80 * MINUTE_MS;
    const later = await tokenOf(linli, task.id);
    const outs = await twenty(() => check(linli, resident, task.id, { act: 'out', token: later }));
    expect(tally(outs)).toEqual({ '200': 1, '409 check.done': 19 });
    expect(
      itemsOf(outs.find(({ status }) => status === 200) ?? outs[0] ?? (ins[0] as never)),
    ).toMatchObject([{ minutes: 90, claim: { outcome: 'filed', state: 'submitted', points: 15 } }]);
    expect(await recordsOf(signUpId)).toMatchObject([{ minutes: 90, kind: 'service' }]);
    const claims = await db.select().from(claim).where(eq(claim.residentId, resident.id));
    expect(claims).toMatchObject([
      { note: expect.stringContaining('90 分钟'), state: 'submitted' },
    ]);
    const verdict = await linli.post(`/api/v1/staff/claims/${claims[0]?.id}/verdict`, {
      as: staff,
      body: { verdict: 'confirm', unrelated: true },
    });
    expect((verdict.body as StaffClaim).state).toBe('posted');
    expect(await pointsOf(resident.id)).toEqual({ 'lot never': 15 });
  });

  it('holds for its window and the next, not longer, not for another task, and nobody reads it but staff', async () => {
    const { task, resident, signUpId } = await volunteer(linli);
    const other = await published(linli);
    const startAt = Date.parse(task.start);
    linli.clock.now = startAt;
    const [token, foreign] = [await tokenOf(linli, task.id), await tokenOf(linli, other.id)];
    const path = `/api/v1/staff/volunteer-tasks/${task.id}/code`;
    expect(codeOf(await linli.get(path, { as: resident }))).toBe('auth.forbidden');
    const asked = { act: 'in' as const, token };
    expect(codeOf(await check(linli, resident, task.id, { ...asked, token: foreign }))).toBe(
      'check.codeOld',
    );
    linli.clock.now = startAt + 10 * MINUTE_MS;
    expect(codeOf(await check(linli, resident, task.id, asked))).toBe('check.codeOld');
    expect((await rowOf(signUpId))?.checkedInAt).toBeNull();
    linli.clock.now = startAt + 6 * MINUTE_MS;
    expect((await check(linli, resident, task.id, asked)).status).toBe(200);
  });

  it('is of no use too early, too late, to who has no place, and out before in', async () => {
    const { task, resident, signUpId } = await volunteer(linli);
    const [startAt, endAt] = [Date.parse(task.start), Date.parse(task.end)];
    const at = async (now: number, as: Somebody, act: 'in' | 'out') => {
      linli.clock.now = now;
      return codeOf(await check(linli, as, task.id, { act, token: await tokenOf(linli, task.id) }));
    };
    expect([
      await at(startAt - 31 * MINUTE_MS, resident, 'in'),
      await at(endAt + 61 * MINUTE_MS, resident, 'in'),
      await at(startAt, await adult(), 'in'),
      await at(startAt, resident, 'out'),
    ]).toEqual(['check.tooEarly', 'check.over', 'signUp.notFound', 'check.notIn']);
    expect((await rowOf(signUpId))?.checkedInAt).toBeNull();
    expect(await recordsOf(signUpId)).toEqual([]);
  });

  it('lets nobody out before the task begins, nor within a minute: the place stays theirs', async () => {
    const { task, resident, signUpId } = await volunteer(linli);
    const startAt = Date.parse(task.start);
    const at = async (now: number, act: 'in' | 'out') => {
      linli.clock.now = now;
      return check(linli, resident, task.id, { act, token: await tokenOf(linli, task.id) });
    };
    const [here] = itemsOf(await at(startAt - 16 * MINUTE_MS, 'in'));
    expect(here?.can.checkOut).toBe(false);
    const early = await at(startAt - 1, 'out');
    expect(early.body).toMatchObject({ code: 'check.notBegun', possibleFrom: task.start });
    expect(codeOf(await byHand(staff, signUpId, { act: 'out' }))).toBe('check.notBegun');
    expect(await rowOf(signUpId)).toMatchObject({ state: 'signed', checkedOutAt: null });
    expect(await recordsOf(signUpId)).toEqual([]);
    expect((await at(startAt, 'out')).status).toBe(200);
    expect(await recordsOf(signUpId)).toMatchObject([{ minutes: 16 }]);

    linli.clock.now = NOW;
    const late = await volunteer(linli);
    linli.clock.now = startAt + 5 * MINUTE_MS;
    await byHand(staff, late.signUpId, { act: 'in' });
    linli.clock.now += MINUTE_MS - 1;
    const out = { act: 'out' as const, token: await tokenOf(linli, late.task.id) };
    const replies = [
      await check(linli, late.resident, late.task.id, out),
      await byHand(staff, late.signUpId, { act: 'out' }),
    ];
    expect(replies.map(codeOf)).toEqual(['check.noMinutes', 'check.noMinutes']);
    expect(await rowOf(late.signUpId)).toMatchObject({ checkedOutAt: null });
    linli.clock.now += 1;
    const list = (await byHand(staff, late.signUpId, { act: 'out' })).body as Volunteers;
    expect(list.people).toMatchObject([{ minutes: 1 }]);
  });

  it('counts no more than was planned, and after the cap files nothing but keeps the hours', async () => {
    const { resident, reply } = await served(linli, 170);
    expect(itemsOf(reply)).toMatchObject([{ minutes: 120, claim: { outcome: 'filed' } }]);
    linli.clock.now = NOW;
    const second = await published(linli, {
      start: '2026-11-25T15:00:00+08:00',
      end: '2026-11-25T16:00:00+08:00',
    });
    await signUp(linli, resident, second.id);
    linli.clock.now = Date.parse(second.start);
    await check(linli, resident, second.id, { act: 'in', token: await tokenOf(linli, second.id) });
    linli.clock.now += 45 * MINUTE_MS;
    const out = { act: 'out' as const, token: await tokenOf(linli, second.id) };
    const items = itemsOf(await check(linli, resident, second.id, out));
    expect(items).toMatchObject([{ minutes: 45, claim: { outcome: 'capped', state: null } }]);
    expect(await db.select().from(claim).where(eq(claim.residentId, resident.id))).toHaveLength(1);
    const hours = (await linli.get('/api/v1/me/service-hours', { as: resident })).body;
    expect((hours as ServiceHours).minutes).toBe(165);
  });

  it('takes the household along, whose hours count but earn nothing of their own', async () => {
    const task = await published(linli);
    const resident = await adult();
    const child = await childOf(resident);
    await signUp(linli, resident, task.id, { people: [resident.id, child] });
    linli.clock.now = Date.parse(task.start);
    await check(linli, resident, task.id, { act: 'in', token: await tokenOf(linli, task.id) });
    linli.clock.now += 60 * MINUTE_MS;
    const out = { act: 'out' as const, token: await tokenOf(linli, task.id) };
    const items = itemsOf(await check(linli, resident, task.id, out));
    const outcomes = items.map(({ person, minutes, claim: filed }) => [
      person.isMe,
      minutes,
      filed?.outcome,
    ]);
    expect(outcomes.sort()).toEqual([
      [false, 60, 'family'],
      [true, 60, 'filed'],
    ]);
  });
});

describe('staff', () => {
  it('read the tasks of their own places, however many others there are', async () => {
    const task = await published(linli);
    const [other] = await db.select().from(facility).where(ne(facility.zoneId, 'za')).limit(1);
    for (let n = 0; n < 300; n++) {
      const id = `vtk-${unique()}`;
      const said = { at: NOW, actorId: 'test', act: 'volunteerTask.publish', nounId: id };
      await db.batch([
        db.insert(audit).values({ id: `aud-${unique()}`, noun: 'volunteerTask', ...said }),
        db.insert(volunteerTask).values({
          ...{
            id,
            facilityId: other?.id ?? '',
            title: '别处的事',
            summary: '别处的事',
            skills: [],
          },
          ...{ meetAt: '门口', heldOn: '2026-11-25', startAt: NOW, endAt: NOW + MINUTE_MS },
          ...{ places: 1, signUpFromAt: 0, signUpUntilAt: NOW, cancelUntilAt: NOW },
          ...{ state: 'scheduled', createdBy: 'test', createdAt: NOW },
        }),
      ]);
    }
    const { body } = await linli.get('/api/v1/staff/volunteer-tasks', { as: await hallStaff() });
    const { items } = body as { items: StaffTask[] };
    expect(items.map(({ id }) => id)).toContain(task.id);
    expect(new Set(items.map((one) => one.facility.id))).toEqual(new Set(['hall']));
  });

  it('check in and out by hand with an audit row, never themselves, nor elsewhere', async () => {
    const { task, resident, signUpId } = await volunteer(linli);
    linli.clock.now = Date.parse(task.start);
    const far = await staffOf({ role: 'centre_staff', scopeKind: 'facility', scopeId: 'far' });
    expect(codeOf(await byHand(far, signUpId, { act: 'in' }))).toBe('auth.forbidden');
    expect(codeOf(await byHand(staff, signUpId, { act: 'out' }))).toBe('check.notIn');
    expect(codeOf(await byHand(staff, 'none', { act: 'in' }))).toBe('signUp.notFound');
    const list = (await byHand(staff, signUpId, { act: 'in' })).body as Volunteers;
    expect(list.people).toMatchObject([
      { name: '测**', age: 46, checkedIn: task.start, can: { checkOut: true, close: false } },
    ]);
    expect(codeOf(await byHand(staff, signUpId, { act: 'in' }))).toBe('check.done');
    expect(await db.select().from(audit).where(eq(audit.nounId, signUpId))).toMatchObject([
      { act: 'volunteer.in', actorId: staff.id, principalId: resident.id },
    ]);
    const own = await signedInPerson({
      bornOn: '1980-05-01',
      grants: [{ role: 'centre_staff', scopeKind: 'facility', scopeId: 'hall' }],
    });
    const [item] = itemsOf(
      await signUp(
        linli,
        own,
        (await published(linli, { start: toRfc3339(linli.clock.now + MINUTE_MS) })).id,
      ),
    );
    expect(codeOf(await byHand(own, item?.id ?? '', { act: 'in' }))).toBe('check.own');
  });

  it('put a forgotten check-out right at the planned end, with a reason, once when twenty do', async () => {
    const { task, resident, signUpId } = await volunteer(linli);
    linli.clock.now = Date.parse(task.start) + 30 * MINUTE_MS;
    await check(linli, resident, task.id, { act: 'in', token: await tokenOf(linli, task.id) });
    const close = { act: 'close', reason: '忘了签退，人一直在' };
    expect(codeOf(await byHand(staff, signUpId, close))).toBe('check.tooEarly');
    linli.clock.now = Date.parse(task.end) + 24 * 60 * MINUTE_MS;
    expect(codeOf(await byHand(staff, signUpId, { act: 'out' }))).toBe('check.over');
    expect(codeOf(await byHand(staff, signUpId, { act: 'close' }))).toBe('input.invalid');
    const replies = await twenty(() => byHand(staff, signUpId, close));
    expect(tally(replies)).toEqual({ '200': 1, '409 check.done': 19 });
    expect(await recordsOf(signUpId)).toMatchObject([{ minutes: 90 }]);
    expect(await db.select().from(claim).where(eq(claim.residentId, resident.id))).toHaveLength(1);
  });

  it('correct hours by a row of its own: both stand, within what was planned, once when twenty do', async () => {
    const { resident, signUpId } = await served(linli, 60);
    expect(codeOf(await correct(staff, signUpId, 121))).toBe('service.minutes');
    expect(codeOf(await correct(staff, signUpId, 60))).toBe('service.minutes');
    linli.clock.now += MINUTE_MS;
    const replies = await twenty(() => correct(staff, signUpId, 75));
    const codes = Object.keys(tally(replies)).sort();
    expect(tally(replies)['200']).toBe(1);
    for (const code of codes) {
      expect(['200', '409 service.changed', '422 service.minutes']).toContain(code);
    }
    expect((await recordsOf(signUpId)).map(({ minutes }) => minutes).sort()).toEqual([15, 60]);
    const mine = (await linli.get('/api/v1/me/service-hours', { as: resident })).body;
    expect(mine).toMatchObject({ minutes: 75, items: [{ kind: 'correction' }, { minutes: 60 }] });
    const waiting = await volunteer(linli, {
      start: toRfc3339(linli.clock.now + 60 * MINUTE_MS),
      end: toRfc3339(linli.clock.now + 90 * MINUTE_MS),
    });
    expect(codeOf(await correct(staff, waiting.signUpId, 10))).toBe('check.notIn');
  });

  it('claim the points after all when hours come where none stood, once when twenty do', async () => {
    const { task, resident, signUpId } = await volunteer(linli);
    linli.clock.now = Date.parse(task.end) + MINUTE_MS;
    await byHand(staff, signUpId, { act: 'in' });
    const closed = await byHand(staff, signUpId, { act: 'close', reason: '签到晚了，人一直在' });
    expect(closed.body).toMatchObject({ people: [{ minutes: 0, can: { correct: true } }] });
    const mine = async () => itemsOf(await linli.get('/api/v1/me/volunteering', { as: resident }));
    expect(await mine()).toMatchObject([{ claim: { outcome: 'short', state: null } }]);
    const claims = () => db.select().from(claim).where(eq(claim.residentId, resident.id));
    expect(await claims()).toEqual([]);

    const replies = await twenty(() => correct(staff, signUpId, 60));
    expect(tally(replies)['200']).toBe(1);
    const filed = [{ state: 'submitted', points: 15, note: expect.stringContaining('60 分钟') }];
    expect(await claims()).toMatchObject(filed);
    expect(await mine()).toMatchObject([
      { minutes: 60, claim: { outcome: 'filed', state: 'submitted', points: 15 } },
    ]);
    for (const minutes of [0, 40]) {
      expect((await correct(staff, signUpId, minutes)).status).toBe(200);
    }
    expect(await claims()).toMatchObject(filed);
    expect(await mine()).toMatchObject([{ minutes: 40, claim: { outcome: 'filed' } }]);
  });

  it('and volunteers take the hours away as tables, with two decimals', async () => {
    const { resident } = await served(linli, 50);
    const mine = await linli.get('/api/v1/me/service-hours.csv', { as: resident });
    expect(mine.headers.get('Content-Type')).toContain('text/csv');
    expect(mine.body).toContain('2026-11-25,给图书编号,甲中心,测试人,服务,50,0.83,');
    const path = '/api/v1/staff/service-hours.csv?facility=hall&month=2026-11';
    const all = await linli.get(path, { as: staff });
    expect(all.body).toContain('测**,服务,50,0.83,');
    expect(codeOf(await linli.get(path, { as: resident }))).toBe('auth.forbidden');
  });
});
