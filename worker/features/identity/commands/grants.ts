/** Giving roles and taking them away. */
import { eq, sql } from 'drizzle-orm';
import type { Grant } from '../../../lib/access.ts';
import type { Context } from '../../../lib/context.ts';
import { guard, type Statement } from '../../../lib/db.ts';
import type { ErrorCode } from '../../../lib/errors.ts';
import { roleGrant } from '../tables.ts';

/** For a write batch that has its own audit row: somebody holds a role from now on. */
export function grantRole(ctx: Context, userId: string, grant: Grant, by: string): Statement {
  return ctx.db
    .insert(roleGrant)
    .values({ id: ctx.newId('grt'), userId, ...grant, grantedBy: by, grantedAt: ctx.now });
}

/** For a write batch that has its own audit row: a role ends now. Aborts with `code` when it had ended before. */
export function endGrant({ db, now }: Context, id: string, code: ErrorCode): Statement[] {
  const live = sql`SELECT 1 FROM ${roleGrant} WHERE id = ${id} AND revoked_at IS NULL`;
  return [
    guard(db, code, sql`NOT EXISTS (${live})`),
    db.update(roleGrant).set({ revokedAt: now }).where(eq(roleGrant.id, id)),
  ];
}
