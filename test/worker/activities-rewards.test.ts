/** What comes of attendance by itself: points for who came, and for whoever organised it. Once, and never by a mark of one's own. */

import { eq } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { payWaiting } from '../../worker/features/activities/commands/rewards.ts';
import type { Activity, Participants } from '../../worker/features/activities/schema.ts';
import { activitySession } from '../../worker/features/activities/tables.ts';
import { user } from '../../worker/features/identity/tables.ts';
import type { Anomaly } from '../../worker/features/oversight/schema.ts';
import { writeAll } from '../../worker/lib/db.ts';
import { DAY_MS, HOUR_MS } from '../../worker/lib/time.ts';
import {
  familyOf,
  hallStaff,
  people,
  planned,
  registrationIn,
  signUp,
} from './activities-world.ts';
import { ruleFor } from './earning-world.ts';
import { contextAt, funding, pointsOf, programmeOf, transactionsOf } from './points-world.ts';
import { codeOf, db, linliAt, NOW, type Somebody, smallSubdistrict, staffOf } from './world.ts';

const linli = linliAt();
const atDoor = linliAt(NOW + DAY_MS);
let staff: Somebody;
let admins: [Somebody, Somebody];
beforeAll(async () => {
  await smallSubdistrict();
  staff = await hallStaff();
  const street = { role: 'subdistrict_admin', scopeKind: 'subdistrict', scopeId: '*' } as const;
  admins = [await staffOf(street), await staffOf(street)];
  await ruleFor('volunteering', { points: 10, dailyCap: 20 });
  await ruleFor('organising', { points: 30 });
});

type Session = Awaited<ReturnType<typeof planned>>;
async function joined(session: Session, who: Somebody, attendees = [who.id]) {
  return registrationIn(await signUp(linli, who, session, { attendees }));
}
const mark = (
  { sessionId }: Session,
  registrationId: string,
  marks: Record<string, boolean>,
  as = staff,
) =>
  atDoor.post(`/api/v1/staff/sessions/${sessionId}/attendance`, {
    as,
    body: {
      marks: Object.entries(marks).map(([personId, attended]) => ({
        registrationId,
        personId,
        attended,
      })),
    },
  });

it('whoever comes to what earns has points once, not for the family they bring, marked by twenty and put right', async () => {
  const session = await planned({}, { earns: 'volunteering' });
  const { who, members } = await familyOf(3);
  const { id } = await joined(session, who, members);
  const all = Object.fromEntries(members.map((personId) => [personId, true]));
  const replies = await Promise.all(Array.from({ length: 20 }, () => mark(session, id, all)));
  expect(replies.map(({ status }) => status)).toEqual(Array(20).fill(200));
  expect(await pointsOf(who.id)).toEqual({ 'lot never': 10 });
  await mark(session, id, { [who.id]: false });
  await mark(session, id, { [who.id]: true });
  expect(await pointsOf(who.id)).toEqual({ 'lot never': 10 });
  const [first] = await transactionsOf(who.id);
  expect(first).toMatchObject({ kind: 'earn', causeKind: 'attendance', note: '手机课：自己挂号' });
});

it('earns nothing where only the family came', async () => {
  const session = await planned({}, { earns: 'volunteering' });
  const { who, members } = await familyOf(3);
  const rest = members.filter((personId) => personId !== who.id);
  const { id } = await joined(session, who, rest);
  await mark(session, id, Object.fromEntries(rest.map((personId) => [personId, true])));
  expect(await pointsOf(who.id)).toEqual({});
});

it('up to the cap of a day', async () => {
  const [one] = (await people(1)) as [Somebody];
  for (let time = 0; time < 3; time += 1) {
    const session = await planned(
      { startAt: NOW + DAY_MS - time * HOUR_MS, endAt: NOW + DAY_MS + 3 * HOUR_MS },
      { earns: 'volunteering' },
    );
    await mark(session, (await joined(session, one)).id, { [one.id]: true });
  }
  expect(await pointsOf(one.id)).toEqual({ 'lot never': 20 });
});

it('worth fifty or more waits for two others, as a claim, and is paid when they confirm it', async () => {
  await ruleFor('governance', { points: 80 });
  const [guest] = (await people(1)) as [Somebody];
  const session = await planned({}, { earns: 'governance' });
  const { id } = await joined(session, guest);
  await mark(session, id, { [guest.id]: true });
  await mark(session, id, { [guest.id]: true });
  expect(await pointsOf(guest.id)).toEqual({});
  const mine = await linli.get('/api/v1/me/claims', { as: guest });
  expect(mine.body).toMatchObject({
    items: [{ id: `clm_${id}`, points: 80, needed: 2, state: 'submitted', doneOn: '2026-11-26' }],
  });
  for (const as of [staff, await hallStaff()]) {
    const body = { verdict: 'confirm', unrelated: true };
    const reply = await atDoor.post(`/api/v1/staff/claims/clm_${id}/verdict`, { as, body });
    expect(reply.status).toBe(200);
  }
  expect(await pointsOf(guest.id)).toEqual({ 'lot never': 80 });
});

it('by the code at the door too, and not at all where nothing is earned or nobody came', async () => {
  const [one, other, away] = (await people(3)) as [Somebody, Somebody, Somebody];
  const session = await planned({}, { earns: 'volunteering' });
  const { code } = await joined(session, one);
  await atDoor.post('/api/v1/staff/registrations/check-in', { as: staff, body: { code } });
  expect(await pointsOf(one.id)).toEqual({ 'lot never': 10 });
  const plain = await planned();
  await mark(plain, (await joined(plain, other)).id, { [other.id]: true });
  await mark(session, (await joined(session, away)).id, { [away.id]: false });
  expect([await pointsOf(other.id), await pointsOf(away.id)]).toEqual([{}, {}]);
});

it('nobody earns by a mark of their own, nor when somebody else marks others after it', async () => {
  const own = await hallStaff();
  const [guest, other] = (await people(2)) as [Somebody, Somebody];
  const session = await planned({}, { earns: 'volunteering', organiserId: own.id });
  const [itself, first, second] = [
    await joined(session, own),
    await joined(session, guest),
    await joined(session, other),
  ];
  expect((await mark(session, itself.id, { [own.id]: true }, own)).status).toBe(200);
  expect((await mark(session, first.id, { [guest.id]: true }, own)).status).toBe(200);
  expect((await mark(session, second.id, { [other.id]: false })).status).toBe(200);
  const earned = async () => (await transactionsOf(own.id)).map(({ causeKind }) => causeKind);
  expect(await earned()).toEqual([]);
  await mark(session, itself.id, { [own.id]: true });
  expect(await earned()).toEqual(['attendance']);
  await mark(session, second.id, { [other.id]: true });
  expect(await earned()).toEqual(['attendance', 'organised']);
});

it('whoever organises it earns once a session, when somebody else came', async () => {
  const [organiser, guest, other] = (await people(3)) as [Somebody, Somebody, Somebody];
  const session = await planned({}, { organiserId: organiser.id });
  await mark(session, (await joined(session, organiser)).id, { [organiser.id]: true });
  expect(await pointsOf(organiser.id)).toEqual({});
  await mark(session, (await joined(session, guest)).id, { [guest.id]: true });
  await mark(session, (await joined(session, other)).id, { [other.id]: true });
  expect(await pointsOf(organiser.id)).toEqual({ 'lot never': 30 });
});

it('what was paid and is put right to absent stands on the anomaly desk until two people correct it', async () => {
  const [guest, organiser] = (await people(2)) as [Somebody, Somebody];
  const session = await planned({}, { earns: 'volunteering', organiserId: organiser.id });
  const { id } = await joined(session, guest);
  const listed = async () => {
    const reply = await atDoor.get('/api/v1/staff/points/anomalies', { as: admins[0] });
    const { items } = reply.body as { items: Anomaly[] };
    return items
      .filter(({ kind }) => kind === 'paidAbsence')
      .flatMap(({ rows }) => rows)
      .filter(({ cause }) => cause?.includes(session.sessionId));
  };
  await mark(session, id, { [guest.id]: true });
  expect(await listed()).toEqual([]);
  await mark(session, id, { [guest.id]: false });
  const rows = await listed();
  expect(rows).toMatchObject([
    { cause: `attendance:${session.sessionId}:${guest.id}`, points: 10, of: '测**', by: '工***' },
    { cause: `organised:${session.sessionId}`, points: 30, of: '测**', by: '工***' },
  ]);
  for (const { cause } of rows) await corrected(cause ?? '');
  expect(await listed()).toEqual([]);
  expect([await pointsOf(guest.id), await pointsOf(organiser.id)]).toEqual([{}, {}]);
  await mark(session, id, { [guest.id]: true });
  expect(await listed()).toEqual([]);
});

/** Takes back what a cause posted: found, proposed by one and approved by another. */
async function corrected(cause: string) {
  const [one, other] = admins;
  const found = await atDoor.get(`/api/v1/staff/points/transactions?cause=${cause}`, { as: one });
  const [{ id: transactionId } = { id: '' }] = (found.body as { items: { id: string }[] }).items;
  const body = { transactionId, reason: '没有来，签到改了' };
  const proposed = await atDoor.post('/api/v1/staff/points/reversals', { as: one, body });
  const { id } = proposed.body as { id: string };
  const decided = await atDoor.post(`/api/v1/staff/points/reversals/${id}/decide`, {
    as: other,
    body: { verdict: 'approved' },
  });
  expect(decided.status).toBe(200);
}

it('what a budget is too short for is told to whoever marks, and posted once by itself when it suffices', async () => {
  const { id: programmeId } = await programmeOf({ budget: 5 });
  // Of another time, so that the rule of the other tests stands.
  await ruleFor('organising', {
    ...{ programmeId, effectiveFromOn: '2025-01-01', effectiveUntilOn: '2025-12-31' },
  });
  const [organiser, guest] = (await people(2)) as [Somebody, Somebody];
  const session = await planned({}, { organiserId: organiser.id });
  const { id } = await joined(session, guest);
  const startAt = NOW - 360 * DAY_MS;
  const then = {
    ...{ startAt, endAt: startAt + HOUR_MS, signUpFromAt: startAt - DAY_MS },
    ...{ signUpUntilAt: startAt - HOUR_MS, cancelUntilAt: startAt - HOUR_MS },
  };
  await db.update(activitySession).set(then).where(eq(activitySession.id, session.sessionId));
  const unpaid = async () =>
    ((await mark(session, id, { [guest.id]: true })).body as Participants).unpaid;
  expect([await unpaid(), await pointsOf(organiser.id)]).toEqual([1, {}]);
  await payWaiting(contextAt(startAt + DAY_MS));
  expect(await pointsOf(organiser.id)).toEqual({});
  await writeAll(db, funding(contextAt(), programmeId, 100));
  await payWaiting(contextAt(startAt + 31 * DAY_MS));
  expect(await pointsOf(organiser.id)).toEqual({});
  await Promise.all(Array.from({ length: 20 }, () => payWaiting(contextAt(startAt + DAY_MS))));
  expect(await pointsOf(organiser.id)).toEqual({ 'lot never': 10 });
  expect(await unpaid()).toBe(0);
});

it('staff plan it with a price and an organiser, whose name they see masked', async () => {
  const [organiser] = (await people(1)) as [Somebody];
  const [{ phoneNumber } = { phoneNumber: '' }] = await db
    .select()
    .from(user)
    .where(eq(user.id, organiser.id));
  const start = '2026-12-01T15:00:00+08:00';
  const body = {
    ...{ facilityId: 'hall', title: '邻里换书', summary: '带一本来换。', category: 'culture' },
    ...{ audience: ['all'], earns: 'governance', organiserPhone: phoneNumber },
    price: { points: 5, per: 'session', noShow: 'charged' },
    sessions: [{ start, end: '2026-12-01T16:00:00+08:00', place: '书屋', capacity: 10 }],
  };
  const plan = (as: Somebody, change: object = {}) =>
    linli.post('/api/v1/staff/activities', { as, body: { ...body, ...change } });
  const reply = await plan(staff);
  expect([reply.status, reply.body]).toMatchObject([
    201,
    {
      earns: 'governance',
      sessions: [{ price: { points: 5, per: 'session', noShow: 'charged' } }],
    },
  ]);
  expect(JSON.stringify(reply.body)).not.toContain(phoneNumber ?? '—');
  const [session] = (reply.body as Activity).sessions;
  const seen = await linli.get(`/api/v1/staff/sessions/${session?.id}/participants`, { as: staff });
  expect((seen.body as Participants).session.organiser).toMatch(/^.\*+$/);
  const own = await db.select().from(user).where(eq(user.id, staff.id));
  const refused = [
    await plan(staff, { organiserPhone: '+8613100000000' }),
    await plan(staff, { organiserPhone: own[0]?.phoneNumber }),
    await plan(staff, { price: { points: 0, per: 'person', noShow: 'charged' } }),
    await plan(staff, { sessions: [{ ...body.sessions[0], capacity: null }] }),
  ];
  expect(refused.map(codeOf)).toEqual([
    ...['organiser.notFound', 'organiser.self', 'input.invalid', 'input.invalid'],
  ]);
});
