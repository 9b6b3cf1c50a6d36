/** What staff read: tasks of their places, who is there, the code to show, and the hours of a month. */
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { holdsRole, verdict } from '../../../lib/access.ts';
import type { ActorContext } from '../../../lib/context.ts';
import { csvOf } from '../../../lib/csv.ts';
import { DomainError } from '../../../lib/errors.ts';
import { derivedToken } from '../../../lib/ids.ts';
import { ageOn, DAY_MS, toRfc3339 } from '../../../lib/time.ts';
import { type FacilityPlace, facilityPlacesQuery } from '../../directory/queries/places.ts';
import { placeColumns } from '../../directory/queries/records.ts';
import { actorQuery, heldAt, type Who, whoIs } from '../../identity/queries/actor.ts';
import { type PersonName, personNamesQuery } from '../../identity/queries/names.ts';
import { maskName } from '../../identity/rules.ts';
import { checkRefusal, closeRefusal, hoursOf, TOKEN_WINDOW_MS, taskCan } from '../rules.ts';
import type { CheckCode, MonthInput, StaffTask, Volunteers } from '../schema.ts';
import { serviceRecord, volunteerSignUp, volunteerTask } from '../tables.ts';
import { KIND_WORDS, presenceView, recordsQuery, type SignUpRow, signUpsQuery } from './mine.ts';
import { type TaskRow, taskQueries, tasksQuery, taskView } from './tasks.ts';

/** So far back what is over is listed, for what was forgotten. */
const BACK_DAYS = 31;
const MOST = 300;

/** Tasks ahead, going on and of the last month, in one's scope, cancelled ones too. Throws `auth.forbidden`. */
export async function listStaffTasks(ctx: ActorContext): Promise<{ items: StaffTask[] }> {
  const { db, now } = ctx;
  const { table, id, zoneId } = placeColumns();
  const mine = heldAt(ctx, taskCan.read.staff.roles, { facilityId: id, zoneId });
  const held = db
    .select({ one: sql`1` })
    .from(table)
    .where(and(eq(id, volunteerTask.facilityId), mine));
  const where = and(gt(volunteerTask.endAt, now - BACK_DAYS * DAY_MS), sql`EXISTS ${held}`);
  const [actor, rows, places] = await db.batch([
    actorQuery(ctx),
    tasksQuery(db)
      .where(where)
      .orderBy(asc(volunteerTask.startAt), asc(volunteerTask.id))
      .limit(MOST),
    facilityPlacesQuery(
      db,
      db.select({ id: volunteerTask.facilityId }).from(volunteerTask).where(where),
    ),
  ]);
  const who = whoIs(actor);
  const roles: readonly string[] = taskCan.read.staff.roles;
  if (!who.grants.some(({ role }) => roles.includes(role))) throw new DomainError('auth.forbidden');
  const placeOf = new Map(places.map((one) => [one.id, one]));
  return {
    items: rows.flatMap((row) => {
      const place = placeOf.get(row.task.facilityId);
      return place ? [staffTaskView(row, place, { now, who })] : [];
    }),
  };
}

export function scopeOf({ id, zoneId }: FacilityPlace) {
  return { facilityId: id, zoneId };
}

export function staffTaskView(
  row: TaskRow,
  place: FacilityPlace,
  { now, who }: { now: number; who: Who },
): StaffTask {
  const thing = { state: row.task.state, isOwner: false, place: scopeOf(place) };
  const may = (act: keyof typeof taskCan) => verdict(taskCan[act], thing, who.grants) === 'allowed';
  return {
    ...taskView(row, place, { now }),
    here: row.here,
    can: { cancel: may('cancel') && now < row.task.startAt, check: may('check') },
  };
}

/** The task, when the actor may do the act on it. Throws `task.notFound`, `auth.forbidden`, `task.state`. */
export function staffTaskOf(
  [[row], [place]]: readonly [TaskRow[], FacilityPlace[]],
  who: Who,
  act: keyof typeof taskCan,
): { row: TaskRow; place: FacilityPlace } {
  if (!row || !place) throw new DomainError('task.notFound');
  const thing = { state: row.task.state, isOwner: false, place: scopeOf(place) };
  const answer = verdict(taskCan[act], thing, who.grants);
  if (answer === 'forbidden') throw new DomainError('auth.forbidden');
  if (answer === 'state') throw new DomainError('task.state');
  return { row, place };
}

/** For a batch: a task, its place, who holds a place in it; read with `volunteersView`. */
export function volunteerQueries(ctx: ActorContext, taskId: string) {
  const { db } = ctx;
  const signed = and(eq(volunteerSignUp.taskId, taskId), eq(volunteerSignUp.state, 'signed'));
  return [
    ...taskQueries(db, taskId),
    signUpsQuery(db).where(signed).orderBy(asc(volunteerSignUp.createdAt), asc(volunteerSignUp.id)),
    personNamesQuery(
      db,
      db.select({ id: volunteerSignUp.personId }).from(volunteerSignUp).where(signed),
    ),
  ] as const;
}

/** Throws `task.notFound`, `auth.forbidden`. */
export async function listVolunteers(ctx: ActorContext, taskId: string): Promise<Volunteers> {
  const [actor, ...answers] = await ctx.db.batch([
    actorQuery(ctx),
    ...volunteerQueries(ctx, taskId),
  ]);
  return volunteersView(ctx, answers, whoIs(actor));
}

export function volunteersView(
  { now, actor }: ActorContext,
  [tasks, places, rows, names]: readonly [TaskRow[], FacilityPlace[], SignUpRow[], PersonName[]],
  who: Who,
): Volunteers {
  const { row, place } = staffTaskOf([tasks, places], who, 'read');
  const task = staffTaskView(row, place, { now, who });
  const known = new Map(names.map((one) => [one.id, one]));
  const isOpen = task.can.check && checkRefusal(row.task, now) === null;
  return {
    task,
    people: rows.map((one) => {
      const { name = '', bornOn = null } = known.get(one.personId) ?? {};
      const isIn = one.checkedInAt !== null && one.checkedOutAt === null;
      const isOwn = one.residentId === actor.userId;
      return {
        ...{ id: one.id, name: maskName(name), ...presenceView(one) },
        age: bornOn === null ? null : ageOn(bornOn, row.task.heldOn),
        can: {
          checkIn: isOpen && !isOwn && one.checkedInAt === null,
          checkOut: isOpen && !isOwn && isIn,
          close: task.can.check && !isOwn && isIn && closeRefusal(row.task, now) === null,
          correct: task.can.check && !isOwn && one.checkedOutAt !== null,
        },
      };
    }),
  };
}

/** What the code at the place says in the window of an instant (ms). */
export function checkToken(secret: string, taskId: string, at: number): Promise<string> {
  return derivedToken(secret, `volunteer ${taskId} ${Math.floor(at / TOKEN_WINDOW_MS)}`);
}

/** The code to show now. Throws `task.notFound`, `auth.forbidden`, `task.state`. */
export async function getCheckCode(
  ctx: ActorContext,
  { id, secret }: { id: string; secret: string },
): Promise<CheckCode> {
  const [actor, ...answers] = await ctx.db.batch([actorQuery(ctx), ...taskQueries(ctx.db, id)]);
  staffTaskOf(answers, whoIs(actor), 'check');
  const window = Math.floor(ctx.now / TOKEN_WINDOW_MS);
  return {
    path: `/volunteer/check/#${id}.${await checkToken(secret, id, ctx.now)}`,
    until: toRfc3339((window + 1) * TOKEN_WINDOW_MS),
  };
}

/** The hours served at a place in a month, names masked. Throws `facility.notFound`, `auth.forbidden`. */
export async function placeHoursFile(
  ctx: ActorContext,
  { facility, month }: MonthInput,
): Promise<string> {
  const { db } = ctx;
  const [actor, [place], rows] = await db.batch([
    actorQuery(ctx),
    facilityPlacesQuery(db, sql`(${facility})`),
    recordsQuery(db)
      .where(
        and(
          eq(serviceRecord.facilityId, facility),
          sql`${serviceRecord.servedOn} BETWEEN ${`${month}-01`} AND ${`${month}-31`}`,
        ),
      )
      .orderBy(asc(serviceRecord.servedOn), asc(serviceRecord.recordedAt), asc(serviceRecord.id)),
  ]);
  const { grants } = whoIs(actor);
  if (!place) throw new DomainError('facility.notFound');
  if (!holdsRole(grants, taskCan.read.staff.roles, scopeOf(place))) {
    throw new DomainError('auth.forbidden');
  }
  return csvOf(
    ['日期', '志愿任务', '姓名', '记录', '分钟', '小时', '原因'],
    rows.map((one) => [
      ...[one.servedOn, one.task, maskName(one.person), KIND_WORDS[one.kind]],
      ...[one.minutes, hoursOf(one.minutes), one.reason ?? ''],
    ]),
  );
}
