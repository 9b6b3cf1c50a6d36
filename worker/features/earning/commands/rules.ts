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
import { addDays, dayOf } from '../../../lib/time.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { programmesQuery } from '../../points/queries/staff.ts';
import { ruleView } from '../queries/rules.ts';
import { RULE_AHEAD_DAYS, RULE_MAKERS } from '../rules.ts';
import type { EarningRule, EarningRuleInput } from '../schema.ts';
import { earningRule } from '../tables.ts';

/**
 * A version of what an act is worth, from a day on; the version before it ends that day. Throws `auth.forbidden`,
 * `programme.notFound`, `rule.past` for a day gone by, `rule.tooFar` for one more than a year ahead, `rule.order` when a version begins that day or later.
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
  if (input.effectiveFrom > addDays(dayOf(now), RULE_AHEAD_DAYS)) {
    throw new DomainError('rule.tooFar');
  }
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

/**
 * Takes a version back before its first day; the one before it then holds until the next. What it said stays in the
 * audit row. Throws `auth.forbidden`, `rule.gone`, from its first day on `rule.begun`.
 */
export async function withdrawRule(
  ctx: ActorContext,
  id: string,
  { reason }: { reason: string },
): Promise<EarningRule> {
  const { db, now } = ctx;
  const itself = eq(earningRule.id, id);
  const [who, [row]] = await db.batch([
    actorQuery(ctx),
    db.select().from(earningRule).where(itself),
  ]);
  if (!holdsRole(whoIs(who).grants, RULE_MAKERS, EVERYWHERE)) {
    throw new DomainError('auth.forbidden');
  }
  if (!row) throw new DomainError('rule.gone');
  if (row.effectiveFromOn <= dayOf(now)) throw new DomainError('rule.begun');
  await writeAll(db, [
    guard(db, 'rule.gone', sql`NOT EXISTS (SELECT 1 FROM ${earningRule} WHERE id = ${id})`),
    auditRow(db, {
      ...{ id: ctx.newId('aud'), at: now, actorId: ctx.actor.userId, reason },
      ...{ act: 'earningRule.withdraw', noun: 'earningRule', nounId: id, detail: row },
    }),
    db.delete(earningRule).where(itself),
    db
      .update(earningRule)
      .set({
        effectiveUntilOn: sql`(SELECT min(later.effective_from_on) FROM earning_rule later
          WHERE later.act = ${row.act} AND later.effective_from_on > ${row.effectiveFromOn})`,
      })
      .where(
        and(eq(earningRule.act, row.act), eq(earningRule.effectiveUntilOn, row.effectiveFromOn)),
      ),
  ]);
  return ruleView(row);
}
