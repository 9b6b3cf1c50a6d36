/** Paying a statement: it is final for good, its points are settled, and the month's ceiling holds. */
import { eq, sql } from 'drizzle-orm';
import { isOwn } from '../../../lib/access.ts';
import type { ActorContext, Context } from '../../../lib/context.ts';
import { auditRow, guard, type Statement, writeAll, writeThenRead } from '../../../lib/db.ts';
import { DomainError, refusalOf } from '../../../lib/errors.ts';
import type { Month } from '../../../lib/time.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { settlePoints } from '../../points/commands/ledger.ts';
import { budgetQuery, budgetView } from '../queries/budgets.ts';
import {
  mustBeAble,
  mustSee,
  pageStatements,
  statementPage,
  statementRows,
} from '../queries/statements.ts';
import { isPayer, MERCHANTS_A_RUN, mustBeReady, mustFit } from '../rules.ts';
import type { Budget, StatementPage } from '../schema.ts';
import { settlementBudget, statement } from '../tables.ts';
import { tellOwners } from './tell.ts';

/**
 * Makes a statement final that its merchant accepted or let pass. Throws `statement.notFound`, `auth.forbidden`,
 * `statement.own`, `statement.state` while something is open or once it is final, `statement.tooEarly`,
 * `settlement.ceiling`.
 */
export async function finaliseStatement(ctx: ActorContext, id: string): Promise<StatementPage> {
  const { db, now, actor } = ctx;
  const [who, [found]] = await db.batch([actorQuery(ctx), statementRows(db, eq(statement.id, id))]);
  const { grants } = whoIs(who);
  const row = mustSee(found, grants);
  mustBeAble(row, 'finalise', grants);
  if (isOwn(grants, row.merchantId)) throw new DomainError('statement.own');
  mustBeReady(row, now);
  const audited = auditRow(db, {
    ...{ id: ctx.newId('aud'), at: now, actorId: actor.userId },
    ...{ act: 'statement.finalise', noun: 'statement', nounId: id },
    detail: { fen: row.fen, points: row.points },
  });
  try {
    const after = await writeThenRead(
      db,
      [...asRead(ctx, row), audited, ...paying(ctx, row, actor.userId)],
      pageStatements(db, id),
    );
    return statementPage(ctx, after, grants);
  } catch (error) {
    if (refusalOf(error) !== 'settlement.ceiling') throw error;
    const [budget] = await budgetQuery(db, row.month);
    mustFit(row.fen, budgetView(row.month, budget));
    throw error;
  }
}

type Due = { id: string; merchantId: string; points: number };

/** Stops the batch when a rival was quicker, or a line was struck out meanwhile. */
function asRead({ db }: Context, { id, points }: Due): Statement[] {
  const asItWas = sql`SELECT 1 FROM ${statement}
    WHERE id = ${id} AND state = 'issued' AND points = ${points}`;
  return [guard(db, 'statement.state', sql`NOT EXISTS (${asItWas})`)];
}

function paying(ctx: Context, { id, merchantId, points }: Due, by: string): Statement[] {
  // All of it may have been struck out: then there is nothing to settle.
  const settled =
    points > 0
      ? settlePoints(ctx, { cause: { kind: 'statement', id }, by, merchantId, points })
      : [];
  return [
    ...settled,
    ctx.db
      .update(statement)
      .set({ state: 'final', finalAt: ctx.now, finalBy: by })
      .where(eq(statement.id, id)),
    ...tellOwners(ctx, 'statement.final', { which: sql`s.id = ${id}` }),
  ];
}

/**
 * Once an hour: what nobody objected to in time becomes final, each in a batch of its own. What doesn't fit under its
 * month's ceiling waits, and keeps nothing else waiting.
 */
export async function finaliseDue(ctx: Context): Promise<void> {
  const { db, now } = ctx;
  const due =
    await db.all<Due>(sql`SELECT s.id, s.merchant_id AS merchantId, s.points FROM ${statement} s
    WHERE s.state = 'issued' AND s.dispute_until_at <= ${now} AND s.fen <= coalesce(
      (SELECT b.ceiling_fen FROM ${settlementBudget} b WHERE b.month = s.month), 0) - (
      SELECT coalesce(sum(f.fen), 0) FROM ${statement} f WHERE f.month = s.month AND f.state = 'final')
    ORDER BY s.month, s.id LIMIT ${MERCHANTS_A_RUN}`);
  for (const one of due) {
    try {
      await writeAll(db, [...asRead(ctx, one), ...paying(ctx, one, 'system')]);
    } catch (error) {
      // Paid by somebody meanwhile, or those before it used the ceiling up: the next hour looks again.
      const code = refusalOf(error);
      if (code !== 'statement.state' && code !== 'settlement.ceiling') throw error;
    }
  }
}

/** Sets the most that is paid for a month. Throws `auth.forbidden`, `settlement.belowFinal`. */
export async function setBudget(
  ctx: ActorContext,
  month: Month,
  { ceilingFen }: { ceilingFen: number },
): Promise<Budget> {
  const { db, now, actor } = ctx;
  const { grants } = whoIs(await actorQuery(ctx));
  if (!isPayer(grants)) throw new DomainError('auth.forbidden');
  const set = { ceilingFen, setBy: actor.userId, setAt: now };
  const [[after]] = await writeThenRead(
    db,
    [
      auditRow(db, {
        ...{ id: ctx.newId('aud'), at: now, actorId: actor.userId },
        ...{ act: 'settlementBudget.set', noun: 'settlementBudget', nounId: month },
        detail: { ceilingFen },
      }),
      db
        .insert(settlementBudget)
        .values({ month, ...set })
        .onConflictDoUpdate({ target: settlementBudget.month, set }),
    ],
    [budgetQuery(db, month)],
  );
  return budgetView(month, after);
}
