/** The clock's own work, through the handler that the clock calls: each job has its effect, and none starves another. */
import { createScheduledController, env } from 'cloudflare:test';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Redemption } from '../../worker/features/mall/schema/redemptions.ts';
import { notice } from '../../worker/features/notices/tables.ts';
import { earnPoints } from '../../worker/features/points/commands/ledger.ts';
import { pointsProof } from '../../worker/features/points/tables.ts';
import worker from '../../worker/index.ts';
import { runJobs } from '../../worker/jobs.ts';
import { writeAll } from '../../worker/lib/db.ts';
import { DAY_MS, fromRfc3339, MINUTE_MS } from '../../worker/lib/time.ts';
import { cancel, hallStaff, people, planned, registrationIn, signUp } from './activities-world.ts';
import { ruleFor } from './earning-world.ts';
import { heldRedemption, stateOf } from './mall-world.ts';
import { development } from './people-world.ts';
import { bySystem, contextAt, earnerOf, funding, pointsOf, programmeOf } from './points-world.ts';
import { aPayer, aStall, ceiling, rowsOf, sold, statementIdOf } from './settlement-world.ts';
import { db, linliAt, NOW, type Somebody, signedInPerson, smallSubdistrict } from './world.ts';

const linli = linliAt();
beforeAll(smallSubdistrict);

/** What the clock does at a moment, as RFC 3339 or ms. */
function tickAt(moment: string | number): Promise<void> {
  const at = typeof moment === 'string' ? fromRfc3339(moment) : moment;
  vi.spyOn(console, 'info').mockImplementation(() => {});
  const controller = createScheduledController({ scheduledTime: new Date(at) });
  const ahead = { ...development, CLOCK_OFFSET_MS: String(at + 1_000 - Date.now()) };
  return worker.scheduled(controller, { ...env, ...ahead });
}

const kindsTold = async (residentId: string) =>
  (await db.select().from(notice).where(eq(notice.residentId, residentId))).map(({ kind }) => kind);

describe('by the minute', () => {
  it('what nobody fetched lapses', async () => {
    const { resident, redemption: made } = await heldRedemption(linli);
    const until = fromRfc3339((made as Redemption).until);
    await tickAt(until - MINUTE_MS);
    expect(await stateOf(made.id)).toBe('held');
    await tickAt(until + MINUTE_MS);
    expect(await stateOf(made.id)).toBe('lapsed');
    expect(await kindsTold(resident.id)).toContain('redemption.lapsed');
  });

  it('points past their last day are gone', async () => {
    const programme = await programmeOf({ expiry: 'yearEnd' });
    const { id: residentId } = await signedInPerson();
    const earned = { ...bySystem(), residentId, programme, points: 10 };
    await writeAll(db, earnPoints(contextAt(), earned));
    await tickAt('2026-12-31T23:58:00+08:00');
    expect(await pointsOf(residentId)).toEqual({ 'lot 2026-12-31': 10 });
    await tickAt('2027-01-01T00:01:00+08:00');
    expect(await pointsOf(residentId)).toEqual({});
  });

  it('the ledger is proved, once a day', async () => {
    const proofs = () => db.select().from(pointsProof).where(eq(pointsProof.on, '2027-02-03'));
    await tickAt('2027-02-03T00:02:00+08:00');
    await tickAt('2027-02-03T00:03:00+08:00');
    expect(await proofs()).toMatchObject([{ on: '2027-02-03' }]);
  });
});

describe('by the hour', () => {
  it('residents are told of points and of codes that soon lapse, and not by the minute', async () => {
    const programme = await programmeOf({ expiry: 'yearEnd' });
    const { resident, redemption: made } = await heldRedemption(linli);
    const earned = { ...bySystem(), residentId: resident.id, programme, points: 10 };
    await writeAll(db, earnPoints(contextAt(), earned));
    const soon = fromRfc3339((made as Redemption).until) - 2 * DAY_MS;
    const before = await kindsTold(resident.id);
    await tickAt(soon + MINUTE_MS);
    expect(await kindsTold(resident.id)).toEqual(before);
    await tickAt(soon);
    const told = await kindsTold(resident.id);
    expect(told).toEqual(expect.arrayContaining(['points.expiring', 'redemption.lapsing']));
  });

  it('a seat goes to who can pay by now', async () => {
    const session = await planned({ pricePoints: 10, capacity: 1, waitCapacity: 5 });
    const { resident: inside } = await earnerOf(10);
    const { resident: waiting, programme } = await earnerOf(5);
    const own = registrationIn(await signUp(linli, inside, session));
    const queued = registrationIn(await signUp(linli, waiting, session, { wait: true }));
    await cancel(linli, inside, own.id);
    const earned = { ...bySystem(), residentId: waiting.id, programme, points: 5 };
    await writeAll(db, earnPoints(contextAt(), earned));
    await tickAt('2026-11-25T11:00:00+08:00');
    const { body } = await linli.get(`/api/v1/registrations/${queued.id}`, { as: waiting });
    expect(body).toMatchObject({ state: 'registered', points: { held: 10 } });
  });

  it('what a budget was too short for is posted where it suffices now', async () => {
    const { id: programmeId } = await programmeOf({ budget: 5 });
    await ruleFor('organising', { programmeId });
    const [organiser, guest] = (await people(2)) as [Somebody, Somebody];
    const session = await planned({}, { organiserId: organiser.id });
    const { id: registrationId } = registrationIn(await signUp(linli, guest, session));
    const marks = [{ registrationId, personId: guest.id, attended: true }];
    const path = `/api/v1/staff/sessions/${session.sessionId}/attendance`;
    const begun = linliAt(NOW + DAY_MS);
    const marked = await begun.post(path, { as: await hallStaff(), body: { marks } });
    expect([marked.status, await pointsOf(organiser.id)]).toEqual([200, {}]);
    await writeAll(db, funding(contextAt(), programmeId, 100));
    await tickAt('2026-11-26T12:00:00+08:00');
    expect(await pointsOf(organiser.id)).toEqual({ 'lot never': 10 });
  });

  it('the month’s statements are issued, and paid when nobody objected', async () => {
    const stall = await aStall();
    await sold(stall);
    await ceiling(await aPayer(), 1_000_000);
    const id = statementIdOf(stall.merchantId);
    const stateNow = async () => (await rowsOf(id)).row?.state;
    await tickAt('2026-11-02T09:00:00+08:00');
    expect(await stateNow()).toBe('issued');
    await tickAt('2026-11-12T09:00:00+08:00');
    expect(await stateNow()).toBe('final');
  });
});

it('a job that fails is logged and named, and keeps no other from running', async () => {
  const done: string[] = [];
  const job = (name: string) => ({ name, run: async () => done.push(name) });
  const broken = { name: 'broken', run: () => Promise.reject(new Error('somebody’s number')) };
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
  const all = runJobs(contextAt(), [job('first'), broken, job('last')]);
  await expect(all).rejects.toThrow('failed: broken');
  expect(done).toEqual(['first', 'last']);
  const [line] = logged.mock.calls.flat();
  logged.mockRestore();
  expect(JSON.parse(String(line))).toMatchObject({ level: 'error', job: 'broken' });
  expect(line).not.toContain('somebody');
});
