/** Taking a redemption back for the merchant: what it can't hand over. */
import { eq } from 'drizzle-orm';
import type { ActorContext } from '../../../lib/context.ts';
import { auditRow, type Statement, writeAll } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { tell } from '../../notices/commands/tell.ts';
import { releasePoints } from '../../points/commands/ledger.ts';
import { counterView, mayRevoke } from '../queries/counter.ts';
import { lapsedIn, type RedemptionRow, redemptionRows } from '../queries/redemptions.ts';
import { stateAt, wrongState } from '../rules.ts';
import type { CounterRedemption } from '../schema/counter.ts';
import { redemption } from '../tables.ts';
import { notIn } from './redemptions.ts';

/**
 * Gives points and stock of what wasn't fetched back, and tells the resident why. For whoever runs or looks after the
 * merchant. Throws `redemption.notFound` for everybody else, `redemption.own`, `redemption.state`.
 */
export async function revokeRedemption(
  ctx: ActorContext,
  id: string,
  reason: string,
): Promise<CounterRedemption> {
  const { db, now, actor } = ctx;
  const [who, [row]] = await db.batch([
    actorQuery(ctx),
    redemptionRows(ctx).where(eq(redemption.id, id)),
  ]);
  const { grants } = whoIs(who);
  const allowed = row && mayRevoke(row, grants, now);
  if (!row || allowed === 'forbidden') throw new DomainError('redemption.notFound');
  if (row.residentId === actor.userId) throw new DomainError('redemption.own');
  if (allowed === 'state') throw wrongState(stateAt(row, now), row.redeemedAt);
  await writeAll(db, revoking(ctx, row, reason));
  return counterView(ctx, { ...row, state: 'revoked' }, grants);
}

function revoking(ctx: ActorContext, row: RedemptionRow, reason: string): Statement[] {
  const { db, now, actor } = ctx;
  const { id, holdId, residentId, points, title } = row;
  return [
    notIn(ctx, id, 'held'),
    auditRow(db, {
      ...{ id: ctx.newId('aud'), at: now, actorId: actor.userId, principalId: residentId },
      ...{ act: 'redemption.revoke', noun: 'redemption', nounId: id, reason },
    }),
    ...releasePoints(ctx, {
      ...{ holdId, residentId, points, note: title },
      ...{ cause: { kind: 'redemption', id }, by: actor.userId },
    }),
    db
      .update(redemption)
      .set({ state: 'revoked', endedAt: now, reason })
      .where(eq(redemption.id, id)),
    ...tell(ctx, {
      ...{ residentId, kind: 'redemption.revoked', link: '/mine/redemptions/' },
      params: { good: title, points: String(points), reason, ...lapsedIn(row) },
    }),
  ];
}
