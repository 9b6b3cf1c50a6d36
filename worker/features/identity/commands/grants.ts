/** Giving roles and taking them away. Each leaves a row of its own in the audit trail; triggers refuse it without. */
import { eq, sql } from 'drizzle-orm';
import type { Grant } from '../../../lib/access.ts';
import type { ActorContext } from '../../../lib/context.ts';
import { auditRow, guard, type Statement } from '../../../lib/db.ts';
import type { ErrorCode } from '../../../lib/errors.ts';
import { roleGrant } from '../tables.ts';

type OfGrant = { id: string; userId: string };

/** For a write batch: somebody holds a role from now on. */
export function grantRole(ctx: ActorContext, userId: string, grant: Grant): Statement[] {
  const [id, grantedBy] = [ctx.newId('grt'), ctx.actor.userId];
  return [
    audited(ctx, { id, userId }, 'role.grant'),
    ctx.db.insert(roleGrant).values({ id, userId, ...grant, grantedBy, grantedAt: ctx.now }),
  ];
}

/** For a write batch: a role ends now. Aborts with `code` when it had ended before. */
export function endGrant(ctx: ActorContext, grant: OfGrant, code: ErrorCode): Statement[] {
  const { db, now } = ctx;
  const live = sql`SELECT 1 FROM ${roleGrant} WHERE id = ${grant.id} AND revoked_at IS NULL`;
  return [
    guard(db, code, sql`NOT EXISTS (${live})`),
    audited(ctx, grant, 'role.revoke'),
    db.update(roleGrant).set({ revokedAt: now }).where(eq(roleGrant.id, grant.id)),
  ];
}

function audited(ctx: ActorContext, { id, userId }: OfGrant, act: string): Statement {
  return auditRow(ctx.db, {
    ...{ id: ctx.newId('aud'), at: ctx.now, actorId: ctx.actor.userId, principalId: userId },
    ...{ act, noun: 'roleGrant', nounId: id },
  });
}
