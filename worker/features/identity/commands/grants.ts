/** Giving roles. */
import type { Grant } from '../../../lib/access.ts';
import type { Context } from '../../../lib/context.ts';
import type { Statement } from '../../../lib/db.ts';
import { roleGrant } from '../tables.ts';

/** For a write batch that has its own audit row: somebody holds a role from now on. */
export function grantRole(ctx: Context, userId: string, grant: Grant, by: string): Statement {
  return ctx.db
    .insert(roleGrant)
    .values({ id: ctx.newId('grt'), userId, ...grant, grantedBy: by, grantedAt: ctx.now });
}
