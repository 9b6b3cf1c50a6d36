/** Being there: in and out by the code at the place or by staff, and what follows from it: hours, and a claim for points. */
import { eq, inArray, sql } from 'drizzle-orm';
import type { ActorContext } from '../../../lib/context.ts';
import { auditRow, type Statement, writeThenRead } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { minuteOfDay } from '../../../lib/time.ts';
import type { RuleRow } from '../../earning/queries/rules.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { mySignUpQueries, mySignUpViews, type SignUpRow, signUpsQuery } from '../queries/mine.ts';
import { checkToken, staffTaskOf, volunteerQueries, volunteersView } from '../queries/staff.ts';
import { type TaskRow, taskIdOfSignUp, taskQueries } from '../queries/tasks.ts';
import {
  type CheckAct,
  checkRefusal,
  closeRefusal,
  leaveRefusal,
  plannedMinutes,
  servedMinutes,
  TOKEN_WINDOW_MS,
} from '../rules.ts';
import type { MySignUp, StaffCheckInput, Volunteers } from '../schema.ts';
import { serviceRecord, volunteerSignUp } from '../tables.ts';
import { claimFor, taskRuleQuery } from './claim.ts';

type Check = {
  taskId: string;
  secret: string;
  act: CheckAct;
  token: string;
  people?: string[] | undefined;
};

/**
 * Checks the household in or out by the code that the place shows. Throws `task.notFound`, `task.state`,
 * `check.codeOld`, `check.tooEarly`, `check.over`, `signUp.notFound`, `check.notIn`, `check.done`, out before the task
 * begins `check.notBegun`, within a minute `check.noMinutes`.
 */
export async function checkByCode(ctx: ActorContext, check: Check): Promise<{ items: MySignUp[] }> {
  const { db, now, actor } = ctx;
  const [who, [task], , rows, [rule]] = await db.batch([
    actorQuery(ctx),
    ...taskQueries(db, check.taskId),
    signUpsQuery(db).where(
      sql`${volunteerSignUp.taskId} = ${check.taskId} AND ${volunteerSignUp.residentId} = ${actor.userId}
        AND ${volunteerSignUp.state} = 'signed'`,
    ),
    taskRuleQuery(ctx, check.taskId),
  ]);
  whoIs(who);
  if (!task) throw new DomainError('task.notFound');
  if (task.task.state !== 'scheduled') throw new DomainError('task.state');
  await requireToken(ctx, check);
  const refusal = checkRefusal(task.task, now);
  if (refusal) throw refusal;
  const chosen = whoIsChecked(rows, check);
  const leaves = check.act === 'out' ? chosen : [];
  for (const { checkedInAt } of leaves) requireServed(task, checkedInAt ?? now, now);
  const writes = chosen.flatMap((row) =>
    check.act === 'in' ? [checkIn(ctx, [row.id])] : checkOut(ctx, { task, row, rule, outAt: now }),
  );
  const answers = await writeThenRead(db, writes, mySignUpQueries(ctx, check.taskId));
  return { items: mySignUpViews(ctx, answers) };
}

function requireServed({ task }: TaskRow, inAt: number, outAt: number): void {
  const refusal = leaveRefusal(task, inAt, outAt);
  if (refusal) throw refusal;
}

/** The code of now, or the one before: between scanning and pressing somebody may have to sign in. */
async function requireToken(
  { now }: ActorContext,
  { secret, taskId, token }: Check,
): Promise<void> {
  for (const at of [now, now - TOKEN_WINDOW_MS]) {
    if (token === (await checkToken(secret, taskId, at))) return;
  }
  throw new DomainError('check.codeOld');
}

function whoIsChecked(rows: readonly SignUpRow[], { act, people }: Check): SignUpRow[] {
  const named = people ? rows.filter(({ personId }) => people.includes(personId)) : [...rows];
  if (named.length === 0 || named.length < (people?.length ?? 0)) {
    throw new DomainError('signUp.notFound');
  }
  const fit = named.filter((row) =>
    act === 'in' ? row.checkedInAt === null : row.checkedInAt !== null && row.checkedOutAt === null,
  );
  const isShort = people ? fit.length < named.length : fit.length === 0;
  if (!isShort) return fit;
  const absent = act === 'out' && named.every(({ checkedInAt }) => checkedInAt === null);
  throw new DomainError(absent ? 'check.notIn' : 'check.done');
}

function checkIn({ db, now, actor }: ActorContext, ids: string[]): Statement {
  // A trigger refuses who is in already.
  return db
    .update(volunteerSignUp)
    .set({ checkedInAt: now, checkedInBy: actor.userId })
    .where(inArray(volunteerSignUp.id, ids));
}

type Leaving = { task: TaskRow; row: SignUpRow; rule: RuleRow | undefined; outAt: number };

/** Out, the hours, and the claim that goes with them. */
function checkOut(ctx: ActorContext, { task: { task }, row, rule, outAt }: Leaving): Statement[] {
  const { db, now, actor } = ctx;
  const inAt = row.checkedInAt ?? outAt;
  const minutes = Math.max(0, servedMinutes(task, inAt, outAt));
  const note = `志愿任务“${task.title}”，签到 ${clock(inAt)}，签退 ${clock(outAt)}，记 ${minutes} 分钟（计划 ${plannedMinutes(task)} 分钟）。`;
  const { writes, claimed } = claimFor(ctx, { task, row, rule, minutes, note });
  return [
    db
      .update(volunteerSignUp)
      .set({ checkedOutAt: outAt, checkedOutBy: actor.userId })
      .where(eq(volunteerSignUp.id, row.id)),
    ...writes,
    db.insert(serviceRecord).values({
      ...{ id: ctx.newId('svc'), signUpId: row.id, residentId: row.residentId },
      ...{ personId: row.personId, facilityId: task.facilityId, servedOn: task.heldOn },
      ...{ kind: 'service' as const, minutes, claimed, recordedBy: actor.userId, recordedAt: now },
    }),
  ];
}

/** `9:05` */
function clock(at: number): string {
  const minute = minuteOfDay(at);
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
}

/**
 * Staff check somebody in or out by hand, or put a forgotten check-out right at the planned end. Throws
 * `signUp.notFound`, outside the scope `auth.forbidden`, `task.state`, `signUp.state`, `check.own`, `check.tooEarly`,
 * `check.over`, `check.notIn`, `check.done`, `check.notBegun`, `check.noMinutes`.
 */
export async function checkByStaff(
  ctx: ActorContext,
  id: string,
  input: StaffCheckInput,
): Promise<Volunteers> {
  const { db, now, actor } = ctx;
  const taskId = taskIdOfSignUp(id);
  const [actorRows, tasks, places, [row], [rule]] = await db.batch([
    actorQuery(ctx),
    ...taskQueries(db, taskId),
    signUpsQuery(db).where(eq(volunteerSignUp.id, id)),
    taskRuleQuery(ctx, taskId),
  ]);
  const who = whoIs(actorRows);
  if (!row) throw new DomainError('signUp.notFound');
  const { row: task, place } = staffTaskOf([tasks, places], who, 'check');
  if (row.residentId === actor.userId) throw new DomainError('check.own');
  if (row.state !== 'signed') throw new DomainError('signUp.state');
  const refusal =
    input.act === 'close' ? closeRefusal(task.task, now) : checkRefusal(task.task, now);
  if (refusal) throw refusal;
  const done = input.act === 'in' ? row.checkedInAt : row.checkedOutAt;
  if (done !== null) throw new DomainError('check.done');
  if (input.act !== 'in' && row.checkedInAt === null) throw new DomainError('check.notIn');
  if (input.act === 'out') requireServed(task, row.checkedInAt ?? now, now);
  const outAt = input.act === 'close' ? Math.max(task.task.endAt, row.checkedInAt ?? 0) : now;
  const answers = await writeThenRead(
    db,
    [
      auditRow(db, {
        ...{ id: ctx.newId('aud'), at: now, actorId: actor.userId, principalId: row.residentId },
        ...{ act: `volunteer.${input.act}`, noun: 'volunteerSignUp', nounId: id },
        ...{ facilityId: place.id, reason: input.act === 'close' ? input.reason : null },
      }),
      ...(input.act === 'in' ? [checkIn(ctx, [id])] : checkOut(ctx, { task, row, rule, outAt })),
    ],
    volunteerQueries(ctx, task.task.id),
  );
  return volunteersView(ctx, answers, who);
}
