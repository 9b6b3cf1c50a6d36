/** Filing a claim, and the limits that stand in its way. For the batches of other features too. */
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import { guard, type Statement } from '../../../lib/db.ts';
import { countedOn } from '../queries/counted.ts';
import type { RuleRow } from '../queries/rules.ts';
import { neededFor } from '../rules.ts';
import { claim } from '../tables.ts';

type Capped = { residentId: string; act: RuleRow['act']; doneOn: string; points: number };
type Caps = Pick<RuleRow, 'dailyCap' | 'monthlyCap'>;

/** Conditions: that a claim would be above a cap. Claims count from the day they are made, or two could wait for the same place. */
function aboveCaps({ residentId, act, doneOn, points }: Capped, { dailyCap, monthlyCap }: Caps) {
  const counted = countedOn(sql`${doneOn}`, sql`${residentId}`, sql`${act}`);
  return {
    day: sql`coalesce(${counted.day} + ${points} > ${dailyCap}, 0)`,
    month: sql`coalesce(${counted.month} + ${points} > ${monthlyCap}, 0)`,
  };
}

/** Abort the batch with `claim.dailyCap` or `claim.monthlyCap`. */
export function limits({ db }: Context, capped: Capped, caps: Caps): Statement[] {
  const above = aboveCaps(capped, caps);
  return [guard(db, 'claim.dailyCap', above.day), guard(db, 'claim.monthlyCap', above.month)];
}

export type Filed = {
  id: string;
  residentId: string;
  facilityId: string;
  doneOn: string;
  /** What is known of the deed: the words its verifier reads. */
  note: string;
};

/** Files a claim by itself, unless it is above a cap of its rule: then nothing happens, and `isFiled` says so. */
export function fileClaim({ db, now }: Context, rule: RuleRow, filed: Filed): Statement {
  const { id, residentId, facilityId, doneOn, note } = filed;
  const { act, points } = rule;
  const above = aboveCaps({ residentId, act, doneOn, points }, rule);
  return db.run(sql`INSERT INTO ${claim}
    (id, resident_id, rule_id, act, facility_id, done_on, note, points, needed, state, created_at)
    SELECT ${id}, ${residentId}, ${rule.id}, ${act}, ${facilityId}, ${doneOn}, ${note}, ${points},
      ${neededFor(points)}, 'submitted', ${now}
    WHERE NOT ${above.day} AND NOT ${above.month}`);
}

/** A condition, for statements after it in the batch: that there is such a claim. */
export function isFiled(id: string): SQL {
  return sql`EXISTS (SELECT 1 FROM ${claim} WHERE id = ${id})`;
}
