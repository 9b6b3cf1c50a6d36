/** Corrections: what was posted stays, its mirror is posted beside it, and two people stand behind that. */
import { eq } from 'drizzle-orm';
import {
  type ActorContext,
  earlierResult,
  rememberResult,
  replayedId,
} from '../../../lib/context.ts';
import { auditRow, type Statement, writeAll, writeThenRead } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { actorQuery } from '../../identity/queries/actor.ts';
import { tell } from '../../notices/commands/tell.ts';
import { mustKeep, type ReversalRow, reversalsQuery, reversalView } from '../queries/staff.ts';
import { REVERSIBLE } from '../rules.ts';
import type { DecideReversalInput, Reversal, ReversalInput } from '../schema.ts';
import { pointsReversal, pointsTransaction } from '../tables.ts';
import { reverseTransaction } from './ledger.ts';

/**
 * Proposes to undo what was posted. Throws `auth.forbidden`, `transaction.notFound`, `reversal.kind` for what goes
 * back by a refund or not at all, `reversal.exists` when it is proposed or undone already.
 */
export async function proposeReversal(ctx: ActorContext, input: ReversalInput): Promise<Reversal> {
  const { db, now, actor } = ctx;
  const [who, earlier, [posted]] = await db.batch([
    actorQuery(ctx),
    earlierResult(ctx),
    db.select().from(pointsTransaction).where(eq(pointsTransaction.id, input.transactionId)),
  ]);
  mustKeep(who);
  const replayed = replayedId(ctx, earlier);
  if (replayed !== null) return reversalView(ctx, await reversalOf(ctx, replayed));
  if (!posted) throw new DomainError('transaction.notFound');
  if (!REVERSIBLE.includes(posted.kind)) throw new DomainError('reversal.kind');
  const row = {
    id: ctx.newId('rev'),
    transactionId: input.transactionId,
    reason: input.reason,
    state: 'proposed' as const,
    proposedBy: actor.userId,
    proposedAt: now,
  };
  const [[proposed]] = await writeThenRead(
    db,
    [
      ...rememberResult(ctx, row.id),
      reversalAudit(ctx, 'reversal.propose', row, posted.residentId),
      db.insert(pointsReversal).values(row),
    ],
    [reversalsQuery(db, eq(pointsReversal.id, row.id))],
  );
  if (!proposed) throw new DomainError('reversal.notFound');
  return reversalView(ctx, proposed);
}

/**
 * The second person's word; whoever's points go is told why. Throws `auth.forbidden`, `reversal.notFound`, `reversal.samePerson` for whoever proposed
 * it, `reversal.state` when it is decided, `points.short` when what was earned is spent by now.
 */
export async function decideReversal(
  ctx: ActorContext,
  id: string,
  { verdict }: DecideReversalInput,
): Promise<Reversal> {
  const { db, now, actor } = ctx;
  const [who, [row]] = await db.batch([
    actorQuery(ctx),
    reversalsQuery(db, eq(pointsReversal.id, id)),
  ]);
  mustKeep(who);
  if (!row) throw new DomainError('reversal.notFound');
  if (row.proposedBy === actor.userId) throw new DomainError('reversal.samePerson');
  if (row.state !== 'proposed') throw new DomainError('reversal.state');
  const mirror = verdict === 'approved' ? mirrorOf(ctx, row) : [];
  await writeAll(db, [
    reversalAudit(
      ctx,
      verdict === 'approved' ? 'reversal.approve' : 'reversal.decline',
      row,
      row.residentId,
    ),
    // The trigger refuses what was decided in the meantime.
    db
      .update(pointsReversal)
      .set({ state: verdict, decidedBy: actor.userId, decidedAt: now })
      .where(eq(pointsReversal.id, id)),
    ...mirror,
  ]);
  return reversalView(ctx, { ...row, state: verdict, decidedAt: now });
}

function mirrorOf(ctx: ActorContext, row: ReversalRow): Statement[] {
  const { id, residentId, points, reason } = row;
  return [
    ...reverseTransaction(ctx, {
      ...{ reversesId: row.transactionId, residentId, points, note: reason },
      ...{ cause: { kind: 'reversal', id }, by: ctx.actor.userId },
    }),
    ...(residentId === null
      ? []
      : tell(ctx, {
          ...{ residentId, kind: 'points.corrected', link: '/mine/points/' },
          params: { points: String(points), reason },
        })),
  ];
}

function reversalAudit(
  ctx: ActorContext,
  act: string,
  { id, transactionId, reason }: Pick<ReversalRow, 'id' | 'transactionId' | 'reason'>,
  residentId: string | null,
): Statement {
  return auditRow(ctx.db, {
    id: ctx.newId('aud'),
    at: ctx.now,
    actorId: ctx.actor.userId,
    principalId: residentId,
    act,
    noun: 'pointsReversal',
    nounId: id,
    reason,
    detail: { transactionId },
  });
}

async function reversalOf({ db }: ActorContext, id: string): Promise<ReversalRow> {
  const [row] = await reversalsQuery(db, eq(pointsReversal.id, id));
  if (!row) throw new DomainError('reversal.notFound');
  return row;
}
