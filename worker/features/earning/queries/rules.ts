/** Reading what acts are worth. */
import { and, asc, eq, gt, isNull, lte, or, type SQL } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import type { Db } from '../../../lib/db.ts';
import { type Day, dayOf } from '../../../lib/time.ts';
import { type Act, neededFor } from '../rules.ts';
import type { EarningRule } from '../schema.ts';
import { earningRule } from '../tables.ts';

export type RuleRow = typeof earningRule.$inferSelect;

/** The version in force on a day. */
function inForceOn(on: Day | SQL) {
  return and(
    lte(earningRule.effectiveFromOn, on),
    or(isNull(earningRule.effectiveUntilOn), gt(earningRule.effectiveUntilOn, on)),
  );
}

/** For a batch: the rule that an act of a day, or of a subquery of it, falls under. */
export function ruleOnQuery(db: Db, act: Act, on: Day | SQL) {
  return db
    .select()
    .from(earningRule)
    .where(and(eq(earningRule.act, act), inForceOn(on)));
}

/** What can be earned today, the everyday first. */
export async function listRulesInForce({ db, now }: Context): Promise<{ items: EarningRule[] }> {
  const rows = await db
    .select()
    .from(earningRule)
    .where(inForceOn(dayOf(now)))
    .orderBy(asc(earningRule.points), asc(earningRule.act));
  return { items: rows.map(ruleView) };
}

export function ruleView(row: RuleRow): EarningRule {
  return {
    id: row.id,
    act: row.act,
    name: row.name,
    points: row.points,
    dailyCap: row.dailyCap,
    monthlyCap: row.monthlyCap,
    effectiveFrom: row.effectiveFromOn,
    effectiveUntil: row.effectiveUntilOn,
    needed: neededFor(row.points),
  };
}
