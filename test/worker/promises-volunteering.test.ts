/** Volunteering by the database alone: what no command would ask of it. See promises.test.ts. */
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { facility } from '../../worker/features/directory/tables.ts';
import { person } from '../../worker/features/identity/tables.ts';
import {
  serviceRecord,
  volunteerSignUp,
  volunteerTask,
} from '../../worker/features/volunteering/tables.ts';
import { type ErrorCode, refusalOf } from '../../worker/lib/errors.ts';
import { audit } from '../../worker/lib/tables.ts';
import { served, volunteer } from './volunteering-world.ts';
import { db, linliAt, NOW, signedInPerson, smallSubdistrict, unique } from './world.ts';

beforeAll(smallSubdistrict);

type Promised = [string, ErrorCode, () => Promise<unknown>];

const HOUR_MS = 3_600_000;

async function aTaskValue(
  values: Partial<typeof volunteerTask.$inferInsert> = {},
  { audited = true } = {},
) {
  const id = `vtk-${unique()}`;
  const said = { id: `audit-${unique()}`, at: NOW, actorId: 'test', act: 'volunteerTask.publish' };
  if (audited) await db.insert(audit).values({ ...said, noun: 'volunteerTask', nounId: id });
  return db.insert(volunteerTask).values({
    ...{ id, facilityId: 'hall', title: '测试', summary: '测试', meetAt: '门口', skills: [] },
    ...{ heldOn: '2026-11-25', startAt: NOW + HOUR_MS, endAt: NOW + 2 * HOUR_MS, places: 2 },
    ...{ signUpFromAt: NOW, signUpUntilAt: NOW + HOUR_MS, cancelUntilAt: NOW + HOUR_MS },
    ...{ state: 'scheduled', createdBy: 'test', createdAt: NOW },
    ...values,
  });
}

async function aPlaceValue(values: Partial<typeof volunteerSignUp.$inferInsert> = {}, body = {}) {
  const [{ task }, { id }] = [await volunteer(linliAt(), body), await signedInPerson()];
  return db.insert(volunteerSignUp).values({
    ...{ id: `vsu-${unique()}`, taskId: task.id, residentId: id, personId: id, minor: false },
    ...{ state: 'signed', createdAt: NOW },
    ...values,
  });
}

async function placeTo(values: Partial<typeof volunteerSignUp.$inferInsert>) {
  const { signUpId } = await volunteer(linliAt());
  return db.update(volunteerSignUp).set(values).where(eq(volunteerSignUp.id, signUpId));
}

/** A place whose volunteer came an hour after now, where the task begins. */
async function presentTo(values: Partial<typeof volunteerSignUp.$inferInsert>, more: object = {}) {
  const { signUpId, resident } = await volunteer(linliAt());
  const itself = eq(volunteerSignUp.id, signUpId);
  const came = { checkedInAt: NOW + HOUR_MS, checkedInBy: resident.id, ...more };
  await db.update(volunteerSignUp).set(came).where(itself);
  return db.update(volunteerSignUp).set(values).where(itself);
}

async function aRecordValue(
  values: Partial<typeof serviceRecord.$inferInsert>,
  { audited = true, by = '' } = {},
) {
  const { signUpId, resident } = await served(linliAt(), 60);
  const id = `svc-${unique()}`;
  const recordedBy = by === 'own' ? resident.id : 'test';
  if (audited) {
    const said = { id: `audit-${unique()}`, at: NOW, actorId: recordedBy };
    const about = { act: 'serviceRecord.correct', noun: 'serviceRecord', nounId: id };
    await db.insert(audit).values({ ...said, ...about });
  }
  return db.insert(serviceRecord).values({
    ...{ id, signUpId, residentId: resident.id, personId: resident.id, facilityId: 'hall' },
    ...{ servedOn: '2026-11-25', kind: 'correction', minutes: 5, reason: '测试' },
    ...{ recordedBy, recordedAt: NOW },
    ...values,
  });
}

const PROMISED: Promised[] = [
  [
    'no task is published without an audit row',
    'audit.missing',
    () => aTaskValue({}, { audited: false }),
  ],
  [
    'a task begins scheduled',
    'task.state',
    () => aTaskValue({ state: 'cancelled', cancelReason: 'x' }),
  ],
  [
    'no task is published in a place that has gone',
    'facility.retired',
    async () => {
      const id = `gone-${unique()}`;
      const [hall] = await db.select().from(facility).where(eq(facility.id, 'hall'));
      if (hall) await db.insert(facility).values({ ...hall, id, retiredAt: NOW });
      return aTaskValue({ facilityId: id });
    },
  ],
  [
    'what a task is never changes',
    'task.immutable',
    async () => {
      const { task } = await volunteer(linliAt());
      return db.update(volunteerTask).set({ places: 9 }).where(eq(volunteerTask.id, task.id));
    },
  ],
  [
    'no task is called off without an audit row',
    'audit.missing',
    async () => {
      const { task } = await volunteer(linliAt());
      return db
        .update(volunteerTask)
        .set({ state: 'cancelled', cancelReason: 'x' })
        .where(eq(volunteerTask.id, task.id));
    },
  ],
  [
    'a task is never deleted',
    'task.immutable',
    async () => {
      const { task } = await volunteer(linliAt());
      return db.delete(volunteerTask).where(eq(volunteerTask.id, task.id));
    },
  ],
  ['no task has more volunteers than places', 'task.full', () => aPlaceValue({}, { places: 1 })],
  ['a place begins with nobody in it', 'signUp.state', () => aPlaceValue({ checkedInAt: NOW })],
  [
    'nobody takes a place for a stranger',
    'person.notFound',
    () => aPlaceValue({ personId: 'user-0' }),
  ],
  ['no minor has a place alone', 'task.guardian', () => aPlaceValue({ minor: true })],
  ['whose place it is never changes', 'signUp.immutable', () => placeTo({ residentId: 'test' })],
  [
    'a place given back is never taken up again',
    'signUp.state',
    async () => {
      const { signUpId } = await volunteer(linliAt());
      const itself = eq(volunteerSignUp.id, signUpId);
      await db.update(volunteerSignUp).set({ state: 'cancelled' }).where(itself);
      return db.update(volunteerSignUp).set({ state: 'signed' }).where(itself);
    },
  ],
  ['who came gives no place back', 'signUp.state', () => presentTo({ state: 'cancelled' })],
  [
    'a place is never deleted',
    'signUp.immutable',
    async () => {
      const { signUpId } = await volunteer(linliAt());
      return db.delete(volunteerSignUp).where(eq(volunteerSignUp.id, signUpId));
    },
  ],
  [
    'nobody is in long before the start',
    'check.tooEarly',
    () => placeTo({ checkedInAt: NOW, checkedInBy: 'test' }),
  ],
  [
    'nobody is in long after the end',
    'check.over',
    () => placeTo({ checkedInAt: NOW + 5 * HOUR_MS, checkedInBy: 'test' }),
  ],
  [
    'nobody is checked in by another without an audit row',
    'audit.missing',
    () => placeTo({ checkedInAt: NOW + HOUR_MS, checkedInBy: 'test' }),
  ],
  ['nobody is in twice', 'check.done', () => presentTo({ checkedInAt: NOW + HOUR_MS + 1 })],
  [
    'nobody is out who was not in',
    'check.notIn',
    () => placeTo({ checkedOutAt: NOW + 2 * HOUR_MS, checkedOutBy: 'test' }),
  ],
  [
    'nobody is checked out by another without an audit row',
    'audit.missing',
    () => presentTo({ checkedOutAt: NOW + 2 * HOUR_MS, checkedOutBy: 'test' }),
  ],
  [
    'nobody is out before the task begins',
    'check.notBegun',
    () =>
      presentTo(
        { checkedOutAt: NOW + HOUR_MS - 1, checkedOutBy: 'test' },
        { checkedInAt: NOW + HOUR_MS - 600_000 },
      ),
  ],
  [
    'nobody is out twice',
    'check.done',
    async () => {
      const { signUpId } = await served(linliAt(), 60);
      return db
        .update(volunteerSignUp)
        .set({ checkedOutAt: NOW + 3 * HOUR_MS })
        .where(eq(volunteerSignUp.id, signUpId));
    },
  ],
  [
    'hours are recorded once for a place',
    'check.done',
    () => aRecordValue({ kind: 'service', minutes: 0, claimed: 'short' }),
  ],
  [
    'no hours stand for who was not there',
    'check.notIn',
    async () => aRecordValue({ signUpId: (await volunteer(linliAt())).signUpId }),
  ],
  ['no more stands than was planned', 'service.minutes', () => aRecordValue({ minutes: 61 })],
  ['no hours go below nothing', 'service.minutes', () => aRecordValue({ minutes: -61 })],
  ['nobody corrects hours of their own', 'check.own', () => aRecordValue({}, { by: 'own' })],
  [
    'no hours are corrected without an audit row',
    'audit.missing',
    () => aRecordValue({}, { audited: false }),
  ],
  [
    'hours recorded are never changed',
    'service.immutable',
    async () => {
      const { signUpId } = await served(linliAt(), 60);
      const itself = eq(serviceRecord.signUpId, signUpId);
      return db.update(serviceRecord).set({ minutes: 61 }).where(itself);
    },
  ],
  [
    'hours recorded are never deleted',
    'service.immutable',
    async () => {
      const { signUpId } = await served(linliAt(), 60);
      return db.delete(serviceRecord).where(eq(serviceRecord.signUpId, signUpId));
    },
  ],
  [
    'no place leaves the register with a volunteer task ahead',
    'facility.busy',
    async () => {
      await volunteer(linliAt());
      const said = { id: `audit-${unique()}`, at: NOW, actorId: 'test', act: 'facility.retire' };
      await db.insert(audit).values({ ...said, noun: 'facility', nounId: 'hall' });
      return db.update(facility).set({ retiredAt: NOW }).where(eq(facility.id, 'hall'));
    },
  ],
  [
    'nobody leaves the household with a volunteer task ahead',
    'person.busy',
    async () => {
      const { resident, task } = await volunteer(linliAt());
      const id = `kid-${unique()}`;
      const child = { kind: 'dependant', name: '小测', relation: 'child' } as const;
      await db.insert(person).values({ ...child, id, residentId: resident.id, createdAt: 0 });
      await db.insert(volunteerSignUp).values({
        ...{ id: `vsu-${unique()}`, taskId: task.id, residentId: resident.id, personId: id },
        ...{ minor: true, state: 'signed', createdAt: NOW },
      });
      return db.update(person).set({ removedAt: NOW }).where(eq(person.id, id));
    },
  ],
];

describe('the database alone keeps that', () => {
  it.each(PROMISED)('%s', async (_, code, breakIt) => {
    const reply = await breakIt().then(() => 'done', refusalOf);
    expect(reply).toBe(code);
  });
});
