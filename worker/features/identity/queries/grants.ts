/** Grants of other people than the one who acts, for other features. */
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { roleGrant } from '../tables.ts';

/** Whether somebody holds a role at a merchant that was not taken away, as a column of another select. */
export function worksFor(userId: SQLWrapper, merchantId: SQLWrapper): SQL<boolean> {
  return sql<boolean>`EXISTS (SELECT 1 FROM ${roleGrant} WHERE ${roleGrant.userId} = ${userId}
    AND ${roleGrant.scopeKind} = 'merchant' AND ${roleGrant.scopeId} = ${merchantId}
    AND ${roleGrant.revokedAt} IS NULL)`.mapWith(Boolean);
}
