/** Activities, families and queues, made by purpose. Needs `smallSubdistrict`. */
import { and, asc, eq, ne } from 'drizzle-orm';
import type { Registration } from '../../worker/features/activities/schema.ts';
import {
  activity,
  activitySession,
  attendee,
  registration,
} from '../../worker/features/activities/tables.ts';
import { person } from '../../worker/features/identity/tables.ts';
import { notice, outbox } from '../../worker/features/notices/tables.ts';
import { DAY_MS, HOUR_MS } from '../../worker/lib/time.ts';
import {
  db,
  type linliAt,
  NOW,
  type Reply,
  type Somebody,
  signedInPerson,
  staffOf,
  unique,
} from './world.ts';

type Linli = ReturnType<typeof linliAt>;
type ActivityRow = typeof activity.$inferInsert;
type SessionTableRow = typeof activitySession.$inferInsert;

export type Planned = { activityId: string; sessionId: string };

/** An activity of the hall for everybody, without sessions. */
export async function anActivity(values: Partial<ActivityRow> = {}): Promise<string> {
  const id = values.id ?? `act-${unique()}`;
  await db.insert(activity).values({
    facilityId: 'hall',
    title: '手机课：自己挂号',
    summary: '带上手机，一步一步教。',
    // Of a kind of its own, unless a test wants similar ones.
    category: `kind-${id}`,
    audience: ['all'],
    createdBy: 'test',
    createdAt: 0,
    ...values,
    id,
  });
  return id;
}

/** A session of an activity tomorrow at this hour: ten seats, no waiting list, open for sign-up. */
export async function aSession(
  activityId: string,
  values: Partial<SessionTableRow> = {},
): Promise<string> {
  const id = values.id ?? `ses-${unique()}`;
  const startAt = values.startAt ?? NOW + DAY_MS;
  await db.insert(activitySession).values({
    activityId,
    endAt: startAt + HOUR_MS,
    place: '3 楼手机课堂',
    capacity: 10,
    waitCapacity: 0,
    signUpFromAt: NOW - 30 * DAY_MS,
    signUpUntilAt: startAt,
    cancelUntilAt: startAt - 2 * HOUR_MS,
    state: 'scheduled',
    ...values,
    startAt,
    id,
  });
  return id;
}

/** An activity with one session. */
export async function planned(
  session: Partial<SessionTableRow> = {},
  values: Partial<ActivityRow> = {},
): Promise<Planned> {
  const activityId = await anActivity(values);
  return { activityId, sessionId: await aSession(activityId, session) };
}

export async function dependantOf(
  who: Somebody,
  { name = '小明', bornOn = null }: { name?: string; bornOn?: string | null } = {},
): Promise<string> {
  const id = `child-${unique()}`;
  await db.insert(person).values({
    id,
    residentId: who.id,
    kind: 'dependant',
    relation: 'child',
    name,
    bornOn,
    createdAt: 0,
  });
  return id;
}

export type Family = { who: Somebody; members: string[] };

/** A resident with so many people in all. */
export async function familyOf(size: number): Promise<Family> {
  const who = await signedInPerson();
  const members = [who.id];
  while (members.length < size) members.push(await dependantOf(who));
  return { who, members };
}

export function people(count: number): Promise<Somebody[]> {
  return Promise.all(Array.from({ length: count }, () => signedInPerson()));
}

export const hallStaff = () =>
  staffOf({ role: 'centre_staff', scopeKind: 'facility', scopeId: 'hall' });

export type SignUpBody = { attendees?: string[]; wait?: boolean; sessionId?: string };

export function signUp(
  linli: Linli,
  who: Somebody | undefined,
  { activityId, sessionId }: Planned,
  body: SignUpBody = {},
  headers: Record<string, string> = {},
): Promise<Reply> {
  return linli.post(`/api/v1/activities/${activityId}/registrations`, {
    ...(who && { as: who }),
    body: { sessionId, ...body },
    headers,
  });
}

/** Signs a family up, and waits where it has to. */
export async function waitFor(linli: Linli, { who, members }: Family, session: Planned) {
  const reply = await signUp(linli, who, session, { attendees: members, wait: true });
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
  return registrationIn(reply);
}

export function registrationIn(reply: Reply): Registration {
  if (reply.status >= 300) throw new Error(JSON.stringify(reply.body));
  return reply.body as Registration;
}

export function cancel(linli: Linli, who: Somebody, id: string, attendees?: string[]) {
  return linli.post(`/api/v1/registrations/${id}/cancel`, {
    as: who,
    body: attendees ? { attendees } : {},
  });
}

/** All registrations of a session in the order of its queue. */
export function registrationsOf(sessionId: string) {
  return db
    .select()
    .from(registration)
    .where(eq(registration.sessionId, sessionId))
    .orderBy(asc(registration.queueNo));
}

/** `registered`, `waiting` … by the id of the registration. */
export async function statesOf(sessionId: string): Promise<Record<string, string>> {
  const rows = await registrationsOf(sessionId);
  return Object.fromEntries(rows.map((row) => [row.id, row.state]));
}

export async function seatsTaken(sessionId: string): Promise<number> {
  const rows = await registrationsOf(sessionId);
  return rows
    .filter(({ state }) => state === 'registered')
    .reduce((sum, { seats }) => sum + seats, 0);
}

export function liveAttendees(sessionId: string) {
  return db
    .select()
    .from(attendee)
    .where(and(eq(attendee.sessionId, sessionId), ne(attendee.state, 'cancelled')));
}

/** What somebody was told: by the inbox and by the outbox. */
export async function toldTo(residentId: string) {
  const [inbox, sent] = await db.batch([
    db.select().from(notice).where(eq(notice.residentId, residentId)),
    db.select().from(outbox).where(eq(outbox.residentId, residentId)),
  ]);
  return { inbox, sent };
}
