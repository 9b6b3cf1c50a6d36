/** Making rules of what acts are worth. */
import { and, eq, sql } from 'drizzle-orm';
import { EVERYWHERE, holdsRole } from '../../../lib/access.ts';
import {
  type ActorContext,
  earlierResult,
  rememberResult,
  replayedId,
} from '../../../lib/context.ts';
import { auditRow, guard, writeAll } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { dayOf } from '../../../lib/time.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { programmesQuery } from '../../points/queries/staff.ts';
import { ruleView } from '../queries/rules.ts';
import { RULE_MAKERS } from '../rules.ts';
import type { EarningRule, EarningRuleInput } from '../schema.ts';
import { earningRule } from '../tables.ts';

/**
 * A version of what an act is worth, from a day on; the version before it ends that day. Throws `auth.forbidden`,
 * `programme.notFound`, `rule.past` for a day gone by, `rule.order` when a version begins that day or later.
 */
export async function makeRule(ctx: ActorContext, input: EarningRuleInput): Promise<EarningRule> {
  const { db, now } = ctx;
  const [who, earlier, [programme]] = await db.batch([
    actorQuery(ctx),
    earlierResult(ctx),
    programmesQuery(db, input.programmeId),
  ]);
  if (!holdsRole(whoIs(who).grants, RULE_MAKERS, EVERYWHERE)) {
    throw new DomainError('auth.forbidden');
  }
  const replayed = replayedId(ctx, earlier);
  if (replayed !== null) return getRule(ctx, replayed);
  if (!programme) throw new DomainError('programme.notFound');
  if (input.effectiveFrom < dayOf(now)) throw new DomainError('rule.past');
  const { effectiveFrom, dailyCap = null, monthlyCap = null, ...named } = input;
  const row = {
    ...{ id: ctx.newId('rul'), ...named, dailyCap, monthlyCap },
    ...{ effectiveFromOn: effectiveFrom, effectiveUntilOn: null },
    ...{ createdBy: ctx.actor.userId, createdAt: now },
  };
  const ofAct = eq(earningRule.act, input.act);
  await writeAll(db, [
    ...rememberResult(ctx, row.id),
    guard(
      db,
      'rule.order',
      sql`EXISTS (SELECT 1 FROM ${earningRule} WHERE ${and(ofAct, sql`effective_from_on >= ${effectiveFrom}`)})`,
    ),
    auditRow(db, {
      id: ctx.newId('aud'),
      at: now,
      actorId: ctx.actor.userId,
      act: 'earningRule.create',
      noun: 'earningRule',
      nounId: row.id,
      detail: input,
    }),
    db
      .update(earningRule)
      .set({ effectiveUntilOn: effectiveFrom })
      .where(and(ofAct, sql`effective_until_on IS NULL`)),
    db.insert(earningRule).values(row),
  ]);
  return ruleView(row);
}

async function getRule({ db }: ActorContext, id: string): Promise<EarningRule> {
  const [row] = await db.select().from(earningRule).where(eq(earningRule.id, id));
  if (!row) throw new DomainError('rule.notFound');
  return ruleView(row);
}
