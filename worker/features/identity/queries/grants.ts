/** Grants of other people than the one who acts, for other features. */
import { and, desc, eq, gt, isNull, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Role } from '../../../lib/access.ts';
import type { Context } from '../../../lib/context.ts';
import type { Db } from '../../../lib/db.ts';
import { roleGrant } from '../tables.ts';
import { personName } from './names.ts';

/**
 * Whether somebody holds a role at a merchant that was not taken away and hadn't run out by `at` (ms), as a column of
 * another select.
 */
export function worksFor(userId: SQLWrapper, merchantId: SQLWrapper, at: SQLWrapper): SQL<boolean> {
  return sql<boolean>`EXISTS (SELECT 1 FROM ${roleGrant} WHERE ${roleGrant.userId} = ${userId}
    AND ${roleGrant.scopeKind} = 'merchant' AND ${roleGrant.scopeId} = ${merchantId}
    AND ${roleGrant.revokedAt} IS NULL
    AND (${roleGrant.untilAt} IS NULL OR ${roleGrant.untilAt} > ${at}))`.mapWith(Boolean);
}

/** For a batch: who holds a role at a merchant now, the latest first. Mask the names. */
export function grantsAtQuery({ db, now }: Context, role: Role, merchantId: string) {
  return db
    .select({
      id: roleGrant.id,
      grantedAt: roleGrant.grantedAt,
      name: personName(roleGrant.userId).as('grant_name'),
    })
    .from(roleGrant)
    .where(
      and(
        eq(roleGrant.role, role),
        eq(roleGrant.scopeKind, 'merchant'),
        eq(roleGrant.scopeId, merchantId),
        isNull(roleGrant.revokedAt),
        or(isNull(roleGrant.untilAt), gt(roleGrant.untilAt, now)),
      ),
    )
    .orderBy(desc(roleGrant.grantedAt), roleGrant.id);
}

/** For a batch: one grant, ended or not. */
export function grantQuery(db: Db, id: string) {
  return db
    .select({ role: roleGrant.role, userId: roleGrant.userId, revokedAt: roleGrant.revokedAt })
    .from(roleGrant)
    .where(eq(roleGrant.id, id));
}

/** The merchant a grant holds at, as a column of another select; null for other grants. */
export function merchantOfGrant(id: string): SQL<string> {
  return sql<string>`(SELECT ${roleGrant.scopeId} FROM ${roleGrant}
    WHERE ${roleGrant.id} = ${id} AND ${roleGrant.scopeKind} = 'merchant')`;
}

/** A SELECT of who runs merchants at `now` (ms): `user_id`, `merchant_id`, and a `grant_no` that no two share. */
export function merchantOwners(now: number): SQL {
  return sql`SELECT user_id, scope_id AS merchant_id, min(rowid) AS grant_no FROM ${roleGrant}
    WHERE role = 'merchant_owner' AND scope_kind = 'merchant' AND revoked_at IS NULL
      AND (until_at IS NULL OR until_at > ${now})
    GROUP BY user_id, scope_id`;
}
