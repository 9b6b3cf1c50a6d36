/** Volunteer tasks for tests, published through the API, and people who are of age. */
import type { MySignUp, VolunteerTask } from '../../worker/features/volunteering/schema.ts';
import { toRfc3339 } from '../../worker/lib/time.ts';
import { type linliAt, NOW, type Reply, type Somebody, signedInPerson, staffOf } from './world.ts';

type Linli = ReturnType<typeof linliAt>;
const HOUR_MS = 3_600_000;

export const adult = (name = '测试人') => signedInPerson({ name, bornOn: '1980-05-01' });
export const hallStaff = () =>
  staffOf({ role: 'centre_staff', scopeKind: 'facility', scopeId: 'hall' });

/** A task of two hours that begins in an hour, unless told otherwise. */
export function wish(body: object = {}) {
  return {
    ...{
      facilityId: 'hall',
      title: '给图书编号',
      summary: '把新到的书编号上架',
      meetAt: '二楼书房',
    },
    ...{ start: toRfc3339(NOW + HOUR_MS), end: toRfc3339(NOW + 3 * HOUR_MS), places: 2 },
    ...body,
  };
}

export async function published(linli: Linli, body: object = {}): Promise<VolunteerTask> {
  const reply = await linli.post('/api/v1/staff/volunteer-tasks', {
    as: await hallStaff(),
    body: wish(body),
  });
  return reply.body as VolunteerTask;
}

export const signUp = (
  linli: Linli,
  as: Somebody,
  taskId: string,
  body: object = {},
  headers = {},
) => linli.post(`/api/v1/volunteer-tasks/${taskId}/sign-ups`, { as, body, headers });

export function itemsOf(reply: Reply): MySignUp[] {
  return (reply.body as { items?: MySignUp[] }).items ?? [];
}

/** The secret that the place shows at the moment of the clock. */
export async function tokenOf(linli: Linli, taskId: string): Promise<string> {
  const path = `/api/v1/staff/volunteer-tasks/${taskId}/code`;
  const reply = await linli.get(path, { as: await hallStaff() });
  return (reply.body as { path: string }).path.split('.')[1] ?? '';
}

export const check = (
  linli: Linli,
  as: Somebody,
  taskId: string,
  body: { act: 'in' | 'out'; token: string; people?: string[] },
) => linli.post(`/api/v1/volunteer-tasks/${taskId}/check`, { as, body });

/** Somebody with a place in a new task. */
export async function volunteer(linli: Linli, body: object = {}) {
  const task = await published(linli, body);
  const resident = await adult();
  const [item] = itemsOf(await signUp(linli, resident, task.id));
  return { task, resident, signUpId: item?.id ?? '' };
}

/** In at the start, out after so many minutes. */
export async function served(linli: Linli, minutes: number, body: object = {}) {
  const made = await volunteer(linli, body);
  const startAt = Date.parse(made.task.start);
  linli.clock.now = startAt;
  await check(linli, made.resident, made.task.id, {
    act: 'in',
    token: await tokenOf(linli, made.task.id),
  });
  linli.clock.now = startAt + minutes * 60_000;
  const reply = await check(linli, made.resident, made.task.id, {
    act: 'out',
    token: await tokenOf(linli, made.task.id),
  });
  return { ...made, reply };
}
