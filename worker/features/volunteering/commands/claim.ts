/** The claim for points that goes with hours: one for a place in a task, whatever is put right later. */
import { type SQL, sql } from 'drizzle-orm';
import type { ActorContext } from '../../../lib/context.ts';
import type { Statement } from '../../../lib/db.ts';
import { fileClaim, isFiled } from '../../earning/commands/file.ts';
import { type RuleRow, ruleOnQuery } from '../../earning/queries/rules.ts';
import { claimIdOf, type SignUpRow } from '../queries/mine.ts';
import type { TaskRow } from '../queries/tasks.ts';
import type { ClaimOutcome } from '../rules.ts';
import { volunteerTask } from '../tables.ts';

/** For a batch: what volunteering was worth on the day of a task. */
export function taskRuleQuery({ db }: ActorContext, taskId: string | SQL) {
  return ruleOnQuery(
    db,
    'volunteering',
    sql`(SELECT ${volunteerTask.heldOn} FROM ${volunteerTask} WHERE ${volunteerTask.id} = ${taskId})`,
  );
}

export type Served = {
  task: TaskRow['task'];
  row: SignUpRow;
  rule: RuleRow | undefined;
  /** What stands in all. */
  minutes: number;
  /** What the verifier of the claim reads. */
  note: string;
};

/**
 * For the resident's own service a claim, where the limits of the rule leave room; and for a statement after it in the
 * batch what came of it.
 */
export function claimFor(
  ctx: ActorContext,
  { task, row, rule, minutes, note }: Served,
): { writes: Statement[]; claimed: ClaimOutcome | SQL } {
  if (row.personId !== row.residentId) return { writes: [], claimed: 'family' };
  if (minutes === 0) return { writes: [], claimed: 'short' };
  if (!rule) return { writes: [], claimed: 'noRule' };
  const id = claimIdOf(row.id);
  const { residentId } = row;
  const { facilityId, heldOn } = task;
  return {
    writes: [fileClaim(ctx, rule, { id, residentId, facilityId, doneOn: heldOn, note })],
    claimed: sql`CASE WHEN ${isFiled(id)} THEN 'filed' ELSE 'capped' END`,
  };
}
