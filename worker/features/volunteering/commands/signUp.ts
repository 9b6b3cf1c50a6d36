/** Taking a place in a task, for oneself and one's household, and giving it back. */
import { and, eq } from 'drizzle-orm';
import {
  type ActorContext,
  earlierResult,
  rememberResult,
  replayedId,
} from '../../../lib/context.ts';
import { writeThenRead } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { actorQuery, householdQuery, whoIs } from '../../identity/queries/actor.ts';
import { mySignUpQueries, mySignUpViews } from '../queries/mine.ts';
import { taskQueries } from '../queries/tasks.ts';
import { cancelRefusal, isMinor, peopleRefusal, type Volunteer, windowRefusal } from '../rules.ts';
import type { MySignUp } from '../schema.ts';
import { volunteerSignUp, volunteerTask } from '../tables.ts';

/**
 * Signs people up, all or none; whether there is a place is decided by the insert itself. Throws `task.notFound`,
 * `task.state`, `task.notOpenYet`, `task.signUpOver`, `person.notFound`, `person.nameRequired`,
 * `person.bornOnRequired`, `task.age`, `task.guardian`, `signUp.exists`, `task.full`.
 */
export async function signUp(
  ctx: ActorContext,
  { taskId, people: wanted }: { taskId: string; people?: string[] | undefined },
): Promise<{ items: MySignUp[] }> {
  const { db, now, actor } = ctx;
  const [who, earlier, household, tasks, , mine] = await db.batch([
    actorQuery(ctx),
    earlierResult(ctx),
    householdQuery(ctx),
    ...taskQueries(db, taskId),
    db
      .select()
      .from(volunteerSignUp)
      .where(
        and(
          eq(volunteerSignUp.taskId, taskId),
          eq(volunteerSignUp.residentId, actor.userId),
          eq(volunteerSignUp.state, 'signed'),
        ),
      ),
  ]);
  whoIs(who);
  if (replayedId(ctx, earlier) !== null) {
    return { items: mySignUpViews(ctx, await db.batch(mySignUpQueries(ctx, taskId))) };
  }
  const [row] = tasks;
  if (!row) throw new DomainError('task.notFound');
  const closed = windowRefusal(row.task, now);
  if (closed) throw closed;
  const people = [...new Set(wanted ?? [actor.userId])].map((id): Volunteer => {
    const one = household.find((person) => person.id === id);
    if (one) return one;
    const errors = [{ path: `people.${id}`, code: 'person.notFound' }];
    throw new DomainError('person.notFound', { errors });
  });
  if (people.some(({ id }) => mine.some(({ personId }) => personId === id))) {
    throw new DomainError('signUp.exists');
  }
  const guardianThere = mine.some(({ personId, minor }) => personId === actor.userId && !minor);
  const unfit = peopleRefusal(row.task, people, actor.userId, guardianThere);
  if (unfit) throw unfit;
  const left = row.task.places - row.taken;
  if (left < people.length) {
    throw new DomainError('task.full', { rule: { name: 'left', value: Math.max(0, left) } });
  }
  const rows = people
    .map(({ id: personId, ...one }) => ({
      ...{ id: ctx.newId('vsu'), taskId, residentId: actor.userId, personId },
      ...{ minor: isMinor({ id: personId, ...one }, row.task.heldOn) },
      ...{ state: 'signed' as const, createdAt: now },
    }))
    // Who comes along with a minor is there before.
    .sort((one, other) => Number(one.minor) - Number(other.minor));
  const answers = await writeThenRead(
    db,
    [
      ...rememberResult(ctx, rows[0]?.id ?? ''),
      ...rows.map((one) => db.insert(volunteerSignUp).values(one)),
    ],
    mySignUpQueries(ctx, taskId),
  );
  return { items: mySignUpViews(ctx, answers) };
}

/**
 * Gives a place back; where it is the resident's own, minors who came along lose theirs too. Throws `signUp.notFound`,
 * `signUp.state`, `signUp.cancelTooLate`.
 */
export async function cancelSignUp(ctx: ActorContext, id: string): Promise<{ items: MySignUp[] }> {
  const { db, now, actor } = ctx;
  const [[found], who] = await db.batch([
    db
      .select({
        taskId: volunteerSignUp.taskId,
        personId: volunteerSignUp.personId,
        state: volunteerSignUp.state,
        checkedInAt: volunteerSignUp.checkedInAt,
        startAt: volunteerTask.startAt,
        endAt: volunteerTask.endAt,
        places: volunteerTask.places,
        signUpFromAt: volunteerTask.signUpFromAt,
        signUpUntilAt: volunteerTask.signUpUntilAt,
        cancelUntilAt: volunteerTask.cancelUntilAt,
      })
      .from(volunteerSignUp)
      .innerJoin(volunteerTask, eq(volunteerTask.id, volunteerSignUp.taskId))
      .where(and(eq(volunteerSignUp.id, id), eq(volunteerSignUp.residentId, actor.userId))),
    actorQuery(ctx),
  ]);
  whoIs(who);
  if (!found) throw new DomainError('signUp.notFound');
  if (found.state !== 'signed' || found.checkedInAt !== null) throw new DomainError('signUp.state');
  const late = cancelRefusal(found, now);
  if (late) throw late;
  const withIt = and(
    eq(volunteerSignUp.taskId, found.taskId),
    eq(volunteerSignUp.residentId, actor.userId),
    eq(volunteerSignUp.state, 'signed'),
    eq(volunteerSignUp.minor, true),
  );
  const gone = { state: 'cancelled' as const, endedAt: now };
  const answers = await writeThenRead(
    db,
    [
      ...(found.personId === actor.userId
        ? [db.update(volunteerSignUp).set(gone).where(withIt)]
        : []),
      // A trigger refuses what was cancelled, or came, meanwhile.
      db.update(volunteerSignUp).set(gone).where(eq(volunteerSignUp.id, id)),
    ],
    mySignUpQueries(ctx, found.taskId),
  );
  return { items: mySignUpViews(ctx, answers) };
}
