/** Publishing a task, and calling it off. */
import { and, eq, sql } from 'drizzle-orm';
import { verdict } from '../../../lib/access.ts';
import {
  type ActorContext,
  earlierResult,
  rememberResult,
  replayedId,
} from '../../../lib/context.ts';
import { auditRow, writeThenRead } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { dayOf, toRfc3339 } from '../../../lib/time.ts';
import { facilityPlacesQuery } from '../../directory/queries/places.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { tellMany } from '../../notices/commands/tell.ts';
import { scopeOf, staffTaskOf, staffTaskView } from '../queries/staff.ts';
import { getTask, taskAnswer, taskQueries } from '../queries/tasks.ts';
import { faultyField, type TaskPlan, taskCan } from '../rules.ts';
import type { NewTaskInput, StaffTask, VolunteerTask } from '../schema.ts';
import { volunteerSignUp, volunteerTask } from '../tables.ts';

/** Throws `facility.notFound`, `auth.forbidden`, `task.interval`. */
export async function publishTask(ctx: ActorContext, input: NewTaskInput): Promise<VolunteerTask> {
  const { db, now, actor } = ctx;
  const [who, earlier, [place]] = await db.batch([
    actorQuery(ctx),
    earlierResult(ctx),
    facilityPlacesQuery(db, sql`(${input.facilityId})`),
  ]);
  const { grants } = whoIs(who);
  const replayed = replayedId(ctx, earlier);
  if (replayed !== null) return getTask(ctx, replayed);
  if (!place) throw new DomainError('facility.notFound');
  const thing = { state: 'scheduled' as const, isOwner: false, place: scopeOf(place) };
  if (verdict(taskCan.publish, thing, grants) !== 'allowed')
    throw new DomainError('auth.forbidden');
  const plan = planOf(input, now);
  const faulty = faultyField(plan, now);
  if (faulty) {
    const errors = [{ path: `body.${faulty}`, code: 'task.interval' }];
    throw new DomainError('task.interval', { errors });
  }
  const id = ctx.newId('vtk');
  const { title, summary, meetAt, skills, minAge = null } = input;
  const answers = await writeThenRead(
    db,
    [
      ...rememberResult(ctx, id),
      auditRow(db, {
        ...entryOf(ctx, id, place.id),
        act: 'volunteerTask.publish',
        detail: { title, places: plan.places },
      }),
      db.insert(volunteerTask).values({
        ...{ id, facilityId: place.id, title, summary, meetAt, skills, minAge, ...plan },
        ...{ heldOn: dayOf(plan.startAt), state: 'scheduled' as const },
        ...{ createdBy: actor.userId, createdAt: now },
      }),
    ],
    taskQueries(db, id),
  );
  return taskAnswer(answers, now);
}

function planOf(input: NewTaskInput, now: number): TaskPlan {
  const { start, end, places, signUpUntil = start, cancelUntil = start } = input;
  return {
    ...{ startAt: start, endAt: end, places },
    signUpFromAt: input.signUpFrom ?? Math.min(now, signUpUntil),
    ...{ signUpUntilAt: signUpUntil, cancelUntilAt: cancelUntil },
  };
}

/**
 * Calls a task off before it begins: everybody is released and told why, in one batch. Throws `task.notFound`,
 * `auth.forbidden`, `task.state`.
 */
export async function cancelTask(
  ctx: ActorContext,
  { id, reason }: { id: string; reason: string },
): Promise<StaffTask> {
  const { db, now } = ctx;
  const [actor, ...answers] = await db.batch([actorQuery(ctx), ...taskQueries(db, id)]);
  const who = whoIs(actor);
  const { row, place } = staffTaskOf(answers, who, 'cancel');
  if (now >= row.task.startAt) throw new DomainError('task.state');
  const params = JSON.stringify({
    task: row.task.title,
    start: toRfc3339(row.task.startAt),
    reason,
  });
  const signed = sql`task_id = ${id} AND state = 'signed'`;
  const release = (minor: boolean) =>
    db
      .update(volunteerSignUp)
      .set({ state: 'released', endedAt: now })
      .where(
        and(
          eq(volunteerSignUp.taskId, id),
          eq(volunteerSignUp.state, 'signed'),
          eq(volunteerSignUp.minor, minor),
        ),
      );
  const [[after = row]] = await writeThenRead(
    db,
    [
      auditRow(db, { ...entryOf(ctx, id, place.id), act: 'volunteerTask.cancel', reason }),
      ...tellMany(
        ctx,
        'volunteerTask.cancelled',
        sql`SELECT min(id) AS told_key, resident_id, ${params} AS params, ${`/volunteer/${id}/`} AS link
          FROM ${volunteerSignUp} WHERE ${signed} GROUP BY resident_id`,
      ),
      // Minors first: no trigger lets the one who came with them go before them.
      release(true),
      release(false),
      db
        .update(volunteerTask)
        .set({ state: 'cancelled', cancelReason: reason, cancelledAt: now })
        .where(eq(volunteerTask.id, id)),
    ],
    taskQueries(db, id),
  );
  return staffTaskView(after, place, { now, who });
}

function entryOf(ctx: ActorContext, nounId: string, facilityId: string) {
  const { now: at, actor } = ctx;
  return {
    id: ctx.newId('aud'),
    at,
    actorId: actor.userId,
    noun: 'volunteerTask',
    nounId,
    facilityId,
  };
}
