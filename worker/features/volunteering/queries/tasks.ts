/** Reading tasks: what is ahead, near home first, and one of them. */
import { and, asc, eq, gt, type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import { aliased, type Db } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { toRfc3339 } from '../../../lib/time.ts';
import { placeView } from '../../activities/queries/sessions.ts';
import { type FacilityPlace, facilityPlacesQuery } from '../../directory/queries/places.ts';
import { facilityIdsWithin } from '../../directory/queries/within.ts';
import type { Position } from '../../directory/rules/walk.ts';
import { plannedMinutes, signUpState } from '../rules.ts';
import type { TasksInput, VolunteerTask, VolunteerTaskPage } from '../schema.ts';
import { volunteerSignUp, volunteerTask } from '../tables.ts';

/** More tasks than a subdistrict has ahead. */
const MOST_AHEAD = 300;

const counted = (what: SQL) =>
  sql<number>`(SELECT count(*) FROM volunteer_sign_up p
    WHERE p.task_id = volunteer_task.id AND p.state = 'signed' AND ${what})`;

/** The beginning of every read of tasks. */
export function tasksQuery(db: Db) {
  return db
    .select({
      task: aliased(volunteerTask, 't'),
      taken: counted(sql`1`).as('taken'),
      here: counted(sql`p.checked_in_at IS NOT NULL AND p.checked_out_at IS NULL`).as('here'),
    })
    .from(volunteerTask)
    .$dynamic();
}
export type TaskRow = Awaited<ReturnType<typeof tasksQuery>>[number];

/** For a batch: one task and its place. */
export function taskQueries(db: Db, id: string | SQL) {
  return [
    tasksQuery(db).where(eq(volunteerTask.id, id)),
    facilityPlacesQuery(
      db,
      db
        .select({ id: volunteerTask.facilityId })
        .from(volunteerTask)
        .where(eq(volunteerTask.id, id)),
    ),
  ] as const;
}

/** Of which task a sign-up is, for the id of a query. */
export function taskIdOfSignUp(signUpId: string): SQL {
  return sql`(SELECT ${volunteerSignUp.taskId} FROM ${volunteerSignUp} WHERE ${volunteerSignUp.id} = ${signUpId})`;
}

/** What is going on or ahead: in order of time, with `near` the nearest first. One round trip. */
export async function listTasks(ctx: Context, wanted: TasksInput): Promise<VolunteerTaskPage> {
  const { db, now } = ctx;
  const { near, zone, facility, skill } = wanted;
  const where = and(
    eq(volunteerTask.state, 'scheduled'),
    gt(volunteerTask.endAt, now),
    facility === undefined ? undefined : eq(volunteerTask.facilityId, facility),
    zone === undefined
      ? undefined
      : sql`${volunteerTask.facilityId} IN ${facilityIdsWithin(db, { zone })}`,
    skill === undefined
      ? undefined
      : sql`EXISTS (SELECT 1 FROM json_each(${volunteerTask.skills}) WHERE value = ${skill})`,
  );
  const [rows, places] = await db.batch([
    tasksQuery(db)
      .where(where)
      .orderBy(asc(volunteerTask.startAt), asc(volunteerTask.id))
      .limit(MOST_AHEAD),
    facilityPlacesQuery(
      db,
      db.select({ id: volunteerTask.facilityId }).from(volunteerTask).where(where),
    ),
  ]);
  const all = taskViews(rows, places, { now, near }).filter(
    ({ signUp }) => wanted.open === undefined || signUp.state === 'open',
  );
  if (near) all.sort((one, other) => metresTo(one) - metresTo(other));
  const from = Number(wanted.cursor ?? 0);
  const until = from + wanted.limit;
  return { items: all.slice(from, until), next: until < all.length ? String(until) : null };
}

function metresTo({ facility }: VolunteerTask): number {
  return facility.walk?.metres ?? Number.POSITIVE_INFINITY;
}

/** Throws `task.notFound`. */
export async function getTask(ctx: Context, id: string): Promise<VolunteerTask> {
  return taskAnswer(await ctx.db.batch(taskQueries(ctx.db, id)), ctx.now);
}

/** Throws `task.notFound`. */
export function taskAnswer(
  [[row], [place]]: readonly [TaskRow[], FacilityPlace[]],
  now: number,
): VolunteerTask {
  if (!row || !place) throw new DomainError('task.notFound');
  return taskView(row, place, { now });
}

export function taskViews(
  rows: readonly TaskRow[],
  places: readonly FacilityPlace[],
  asked: { now: number; near?: Position | undefined },
): VolunteerTask[] {
  const byId = new Map(places.map((place) => [place.id, place]));
  return rows.flatMap((row) => {
    const place = byId.get(row.task.facilityId);
    return place ? [taskView(row, place, asked)] : [];
  });
}

export function taskView(
  { task, taken }: TaskRow,
  place: FacilityPlace,
  { now, near }: { now: number; near?: Position | undefined },
): VolunteerTask {
  const { id, title, summary, meetAt, skills, minAge, state, cancelReason, places } = task;
  return {
    ...{ id, title, summary, meetAt, skills, minAge, state, cancelReason },
    start: toRfc3339(task.startAt),
    end: toRfc3339(task.endAt),
    plannedMinutes: plannedMinutes(task),
    facility: placeView(place, { near }),
    signUp: {
      state: signUpState(task, taken, now),
      ...{ places, taken, left: Math.max(0, places - taken) },
      from: toRfc3339(task.signUpFromAt),
      until: toRfc3339(task.signUpUntilAt),
      cancelUntil: toRfc3339(task.cancelUntilAt),
    },
  };
}
