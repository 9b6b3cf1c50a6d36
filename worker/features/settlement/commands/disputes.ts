/** What a merchant says of its statement: that it is right, or what isn't; and what the street answers. */
import { eq, sql } from 'drizzle-orm';
import { isOwn } from '../../../lib/access.ts';
import {
  type ActorContext,
  earlierResult,
  rememberResult,
  replayedId,
} from '../../../lib/context.ts';
import { auditRow, guard, type Statement, writeThenRead } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import {
  mustBeAble,
  mustSee,
  pageStatements,
  statementPage,
  statementRows,
} from '../queries/statements.ts';
import { mustBeOpenToWords } from '../rules.ts';
import type { DecideDisputeInput, DisputeInput, StatementPage } from '../schema.ts';
import { dispute, statement } from '../tables.ts';
import { tellOwners } from './tell.ts';

/**
 * Objects to a line, or to the statement as a whole: it isn't paid until the street has answered. Throws
 * `statement.notFound`, `auth.forbidden`, `statement.state`, `dispute.tooLate`, `statementLine.notFound`, and
 * `dispute.exists` where that was objected to before.
 */
export async function raiseDispute(
  ctx: ActorContext,
  statementId: string,
  { redemptionId = null, text }: { redemptionId?: string | null } & Pick<DisputeInput, 'text'>,
): Promise<StatementPage> {
  const { db, now, actor } = ctx;
  const [who, earlier, ...rows] = await db.batch([
    actorQuery(ctx),
    earlierResult(ctx),
    ...pageStatements(db, statementId),
  ]);
  const { grants } = whoIs(who);
  const row = mustSee(rows[0][0], grants);
  if (replayedId(ctx, earlier) !== null) return statementPage(ctx, rows, grants);
  mustBeAble(row, 'dispute', grants);
  mustBeOpenToWords(row, now);
  const id = ctx.newId('dsp');
  const detail = { statementId, redemptionId };
  const after = await writeThenRead(
    db,
    [
      ...rememberResult(ctx, id),
      audited(ctx, { act: 'dispute.raise', noun: 'dispute', nounId: id, reason: text, detail }),
      db.insert(dispute).values({
        ...{ id, statementId, redemptionId, text, state: 'open' },
        ...{ raisedBy: actor.userId, raisedAt: now },
      }),
    ],
    pageStatements(db, statementId),
  );
  return statementPage(ctx, after, grants);
}

/** Says that all is right: nothing can be objected to any more, and it can be paid. Throws as `raiseDispute`. */
export async function acceptStatement(ctx: ActorContext, id: string): Promise<StatementPage> {
  const { db, now } = ctx;
  const [who, [found]] = await db.batch([actorQuery(ctx), statementRows(db, eq(statement.id, id))]);
  const { grants } = whoIs(who);
  const row = mustSee(found, grants);
  mustBeAble(row, 'accept', grants);
  mustBeOpenToWords(row, now);
  const after = await writeThenRead(
    db,
    [
      // Another's word came first: then it isn't said twice.
      guard(
        db,
        'statement.state',
        sql`EXISTS (SELECT 1 FROM ${statement} WHERE id = ${id} AND accepted_at IS NOT NULL)`,
      ),
      audited(ctx, { act: 'statement.accept', noun: 'statement', nounId: id }),
      db.update(statement).set({ acceptedAt: now }).where(eq(statement.id, id)),
    ],
    pageStatements(db, id),
  );
  return statementPage(ctx, after, grants);
}

/**
 * The street's answer. Upheld, the line is struck out and no longer paid. Throws `dispute.notFound`, `auth.forbidden`,
 * `statement.own`, `dispute.state` once it is decided.
 */
export async function decideDispute(
  ctx: ActorContext,
  id: string,
  { verdict, answer }: DecideDisputeInput,
): Promise<StatementPage> {
  const { db, now, actor } = ctx;
  const ofDispute = sql`${statement.id} = (SELECT statement_id FROM ${dispute} WHERE id = ${id})`;
  const [who, [found], [said]] = await db.batch([
    actorQuery(ctx),
    statementRows(db, ofDispute),
    db.select({ state: dispute.state }).from(dispute).where(eq(dispute.id, id)),
  ]);
  const { grants } = whoIs(who);
  if (!found || !said) throw new DomainError('dispute.notFound');
  const row = mustSee(found, grants);
  if (said.state !== 'open') throw new DomainError('dispute.state');
  mustBeAble(row, 'decide', grants);
  if (isOwn(grants, row.merchantId)) throw new DomainError('statement.own');
  const state = verdict === 'uphold' ? 'upheld' : 'rejected';
  const act = `dispute.${verdict}`;
  const after = await writeThenRead(
    db,
    [
      guard(
        db,
        'dispute.state',
        sql`EXISTS (SELECT 1 FROM ${dispute} WHERE id = ${id} AND state <> 'open')`,
      ),
      audited(ctx, { act, noun: 'dispute', nounId: id, reason: answer }),
      db
        .update(dispute)
        .set({ state, answer, decidedBy: actor.userId, decidedAt: now })
        .where(eq(dispute.id, id)),
      ...tellOwners(ctx, `dispute.${state}`, {
        ...{ which: sql`s.id = ${row.id}`, params: { answer } },
      }),
    ],
    pageStatements(db, row.id),
  );
  return statementPage(ctx, after, grants);
}

function audited(
  ctx: ActorContext,
  said: {
    act: string;
    noun: 'statement' | 'dispute';
    nounId: string;
    reason?: string;
    detail?: Record<string, unknown>;
  },
): Statement {
  const by = { id: ctx.newId('aud'), at: ctx.now, actorId: ctx.actor.userId };
  return auditRow(ctx.db, { ...by, ...said });
}
