/** Reading what acts are worth. */
import { and, asc, desc, eq, gt, isNull, lte, or, type SQL } from 'drizzle-orm';
import { EVERYWHERE, holdsRole } from '../../../lib/access.ts';
import type { ActorContext, Context } from '../../../lib/context.ts';
import type { Db } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { type Day, dayOf } from '../../../lib/time.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { programmesQuery } from '../../points/queries/staff.ts';
import { type Act, neededFor, RULE_MAKERS } from '../rules.ts';
import type { EarningRule, RuleVersion } from '../schema.ts';
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

/** Every version there was, is and will be. Throws `auth.forbidden`. */
export async function listRuleVersions(ctx: ActorContext): Promise<{ items: RuleVersion[] }> {
  const [who, rows, programmes] = await ctx.db.batch([
    actorQuery(ctx),
    ctx.db
      .select()
      .from(earningRule)
      .orderBy(asc(earningRule.act), desc(earningRule.effectiveFromOn)),
    programmesQuery(ctx.db),
  ]);
  if (!holdsRole(whoIs(who).grants, RULE_MAKERS, EVERYWHERE)) {
    throw new DomainError('auth.forbidden');
  }
  const names = new Map(programmes.map(({ id, name }) => [id, name]));
  const today = dayOf(ctx.now);
  return {
    items: rows.map((row) => ({
      ...ruleView(row),
      programme: names.get(row.programmeId) ?? '',
      stands: standing(row, today),
    })),
  };
}

function standing(
  { effectiveFromOn, effectiveUntilOn }: RuleRow,
  today: Day,
): RuleVersion['stands'] {
  if (effectiveFromOn > today) return 'coming';
  return effectiveUntilOn !== null && effectiveUntilOn <= today ? 'over' : 'now';
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
