/** Putting hours right: by a row of its own, with a reason, never by changing one. */
import { eq, sql } from 'drizzle-orm';
import type { ActorContext } from '../../../lib/context.ts';
import { auditRow, guard, writeThenRead } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { signUpsQuery } from '../queries/mine.ts';
import { staffTaskOf, volunteerQueries, volunteersView } from '../queries/staff.ts';
import { taskIdOfSignUp, taskQueries } from '../queries/tasks.ts';
import { plannedMinutes } from '../rules.ts';
import type { Volunteers } from '../schema.ts';
import { serviceRecord, volunteerSignUp } from '../tables.ts';
import { claimFor, taskRuleQuery } from './claim.ts';

/**
 * Says how many minutes should stand in all. Where none stood and some do now, the points are claimed after all. Throws `signUp.notFound`, `auth.forbidden`, `task.state`, `check.own`,
 * `check.notIn` before the check-out, `service.minutes` for more than was planned or for what stands already.
 */
export async function correctHours(
  ctx: ActorContext,
  id: string,
  { minutes, reason }: { minutes: number; reason: string },
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
  if (row.minutes === null) throw new DomainError('check.notIn');
  const most = plannedMinutes(task.task);
  if (minutes > most || minutes === row.minutes) {
    throw new DomainError('service.minutes', { rule: { name: 'plannedMinutes', value: most } });
  }
  const note = `志愿任务“${task.task.title}”，工作人员更正为 ${minutes} 分钟（计划 ${most} 分钟）：${reason}`;
  const { writes, claimed } =
    row.claimed === 'short'
      ? claimFor(ctx, { task: task.task, row, rule, minutes, note })
      : { writes: [], claimed: null };
  const recordId = ctx.newId('svc');
  const stands = sql`(SELECT sum(minutes) FROM ${serviceRecord} WHERE sign_up_id = ${id})`;
  const answers = await writeThenRead(
    db,
    [
      guard(db, 'service.changed', sql`${stands} <> ${row.minutes}`),
      auditRow(db, {
        ...{ id: ctx.newId('aud'), at: now, actorId: actor.userId, principalId: row.residentId },
        ...{ act: 'serviceRecord.correct', noun: 'serviceRecord', nounId: recordId },
        ...{ facilityId: place.id, reason, detail: { from: row.minutes, to: minutes } },
      }),
      ...writes,
      db.insert(serviceRecord).values({
        ...{ id: recordId, signUpId: id, residentId: row.residentId, personId: row.personId },
        ...{ facilityId: place.id, servedOn: task.task.heldOn, kind: 'correction' as const },
        ...{ minutes: minutes - row.minutes, reason, claimed },
        ...{ recordedBy: actor.userId, recordedAt: now },
      }),
    ],
    volunteerQueries(ctx, task.task.id),
  );
  return volunteersView(ctx, answers, who);
}
