/** What a resident signed up for, and the hours that stand. */
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { ActorContext } from '../../../lib/context.ts';
import { csvOf } from '../../../lib/csv.ts';
import type { Db } from '../../../lib/db.ts';
import { toRfc3339 } from '../../../lib/time.ts';
import { facilityPlacesQuery } from '../../directory/queries/places.ts';
import { placeColumns } from '../../directory/queries/records.ts';
import { claimStatesQuery } from '../../earning/queries/claims.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { personName } from '../../identity/queries/names.ts';
import { cancelRefusal, checkRefusal, hoursOf } from '../rules.ts';
import type { MySignUp, ServiceHours } from '../schema.ts';
import { serviceRecord, volunteerSignUp, volunteerTask } from '../tables.ts';
import { tasksQuery, taskViews } from './tasks.ts';

const MOST = 100;

/** Rows of sign-ups with what was served. */
export function signUpsQuery(db: Db) {
  return db
    .select({
      id: volunteerSignUp.id,
      taskId: volunteerSignUp.taskId,
      residentId: volunteerSignUp.residentId,
      personId: volunteerSignUp.personId,
      minor: volunteerSignUp.minor,
      state: volunteerSignUp.state,
      checkedInAt: volunteerSignUp.checkedInAt,
      checkedOutAt: volunteerSignUp.checkedOutAt,
      person: sql<string>`${personName(volunteerSignUp.personId)}`.as('person_name'),
      minutes: sql<number | null>`(SELECT sum(r.minutes) FROM service_record r
        WHERE r.sign_up_id = volunteer_sign_up.id)`.as('served_minutes'),
      claimed: sql<
        NonNullable<MySignUp['claim']>['outcome'] | null
      >`(SELECT r.claimed FROM service_record r
        WHERE r.sign_up_id = volunteer_sign_up.id AND r.claimed IS NOT NULL
        ORDER BY r.kind = 'service', r.rowid DESC LIMIT 1)`.as('claimed'),
    })
    .from(volunteerSignUp)
    .$dynamic();
}
export type SignUpRow = Awaited<ReturnType<typeof signUpsQuery>>[number];

/** The id of the claim that is filed with a sign-up: one, whatever is tried again. */
export function claimIdOf(signUpId: string): string {
  return `clm_${signUpId}`;
}

/** For a batch: everything of a resident, or of one task only; read with `mySignUpViews`. */
export function mySignUpQueries(ctx: ActorContext, taskId?: string) {
  const { db, actor } = ctx;
  const where = and(
    eq(volunteerSignUp.residentId, actor.userId),
    taskId === undefined ? undefined : eq(volunteerSignUp.taskId, taskId),
  );
  const latest = db
    .select({ id: volunteerSignUp.id })
    .from(volunteerSignUp)
    .where(where)
    .orderBy(desc(volunteerSignUp.createdAt), desc(volunteerSignUp.id))
    .limit(MOST);
  const tasks = db
    .select({ id: volunteerSignUp.taskId })
    .from(volunteerSignUp)
    .where(inArray(volunteerSignUp.id, latest));
  return [
    signUpsQuery(db).where(inArray(volunteerSignUp.id, latest)),
    tasksQuery(db).where(inArray(volunteerTask.id, tasks)),
    facilityPlacesQuery(
      db,
      db
        .select({ id: volunteerTask.facilityId })
        .from(volunteerTask)
        .where(inArray(volunteerTask.id, tasks)),
    ),
    claimStatesQuery(
      db,
      db
        .select({ id: sql<string>`'clm_' || ${volunteerSignUp.id}` })
        .from(volunteerSignUp)
        .where(inArray(volunteerSignUp.id, latest)),
    ),
  ] as const;
}
type Answers<T extends readonly unknown[]> = { [K in keyof T]: Awaited<T[K]> };

export function mySignUpViews(
  ctx: ActorContext,
  [rows, tasks, places, claims]: Answers<ReturnType<typeof mySignUpQueries>>,
): MySignUp[] {
  const { now } = ctx;
  const views = new Map(taskViews(tasks, places, { now }).map((view) => [view.id, view]));
  const facts = new Map(tasks.map(({ task }) => [task.id, task]));
  const filed = new Map(claims.map((claim) => [claim.id, claim]));
  const items = rows.flatMap((row): MySignUp[] => {
    const [task, plan] = [views.get(row.taskId), facts.get(row.taskId)];
    if (!task || !plan) return [];
    const claim = filed.get(claimIdOf(row.id));
    const isLive = row.state === 'signed' && plan.state === 'scheduled';
    const canCheck = isLive && checkRefusal(plan, now) === null;
    return [
      {
        ...{ id: row.id, task, ...presenceView(row) },
        person: { id: row.personId, name: row.person, isMe: row.personId === ctx.actor.userId },
        claim: row.claimed && {
          outcome: row.claimed,
          ...{ state: claim?.state ?? null, points: claim?.points ?? null },
        },
        can: {
          cancel: isLive && row.checkedInAt === null && cancelRefusal(plan, now) === null,
          checkIn: canCheck && row.checkedInAt === null,
          checkOut:
            canCheck &&
            now >= plan.startAt &&
            row.checkedInAt !== null &&
            row.checkedOutAt === null,
        },
      },
    ];
  });
  const ended = ({ task, state }: MySignUp) =>
    state !== 'signed' || Date.parse(task.end) <= now ? 1 : 0;
  return items.sort((one, other) => {
    const byTime = one.task.start < other.task.start ? -1 : 1;
    return ended(one) - ended(other) || (ended(one) ? -byTime : byTime);
  });
}

export function presenceView(row: SignUpRow) {
  const { state, checkedInAt, checkedOutAt, minutes } = row;
  return {
    state,
    checkedIn: checkedInAt === null ? null : toRfc3339(checkedInAt),
    checkedOut: checkedOutAt === null ? null : toRfc3339(checkedOutAt),
    minutes,
  };
}

/** One's own sign-ups and those of one's household. */
export async function listMySignUps(ctx: ActorContext): Promise<{ items: MySignUp[] }> {
  const [who, ...answers] = await ctx.db.batch([actorQuery(ctx), ...mySignUpQueries(ctx)]);
  whoIs(who);
  return { items: mySignUpViews(ctx, answers) };
}

/** So many rows of hours are shown; all are counted. */
const MOST_RECORDS = 500;

/** Rows of hours with what they were for. */
export function recordsQuery(db: Db) {
  const place = placeColumns();
  return db
    .select({
      id: serviceRecord.id,
      servedOn: serviceRecord.servedOn,
      task: sql<string>`${volunteerTask.title}`.as('task_title'),
      facility: sql<string>`${place.name}`.as('place_name'),
      personId: serviceRecord.personId,
      person: sql<string>`${personName(serviceRecord.personId)}`.as('person_name'),
      kind: serviceRecord.kind,
      minutes: serviceRecord.minutes,
      reason: serviceRecord.reason,
    })
    .from(serviceRecord)
    .innerJoin(volunteerSignUp, eq(volunteerSignUp.id, serviceRecord.signUpId))
    .innerJoin(volunteerTask, eq(volunteerTask.id, volunteerSignUp.taskId))
    .innerJoin(place.table, eq(place.id, serviceRecord.facilityId))
    .$dynamic();
}

/** The hours of the household: each person's sum, and every record, corrections too. */
export async function getServiceHours(ctx: ActorContext): Promise<ServiceHours> {
  const { db, actor } = ctx;
  const mine = eq(serviceRecord.residentId, actor.userId);
  const [who, people, items] = await db.batch([
    actorQuery(ctx),
    db
      .select({
        id: serviceRecord.personId,
        name: sql<string>`${personName(serviceRecord.personId)}`.as('name'),
        minutes: sql<number>`sum(${serviceRecord.minutes})`.as('sum_minutes'),
      })
      .from(serviceRecord)
      .where(mine)
      .groupBy(serviceRecord.personId)
      .orderBy(sql`${serviceRecord.personId} <> ${actor.userId}`, asc(serviceRecord.personId)),
    recordsQuery(db)
      .where(mine)
      .orderBy(desc(serviceRecord.servedOn), desc(serviceRecord.recordedAt), desc(serviceRecord.id))
      .limit(MOST_RECORDS),
  ]);
  whoIs(who);
  return {
    minutes: people.reduce((sum, one) => sum + one.minutes, 0),
    people,
    items: items.map(({ personId: _, ...item }) => item),
  };
}

/** The same as a table: hours with two decimals. */
export async function serviceHoursFile(ctx: ActorContext): Promise<string> {
  const { items } = await getServiceHours(ctx);
  return csvOf(
    ['日期', '志愿任务', '地点', '姓名', '记录', '分钟', '小时', '原因'],
    items.map((one) => [
      ...[one.servedOn, one.task, one.facility, one.person, KIND_WORDS[one.kind]],
      ...[one.minutes, hoursOf(one.minutes), one.reason ?? ''],
    ]),
  );
}

export const KIND_WORDS = { service: '服务', correction: '更正' } as const;
