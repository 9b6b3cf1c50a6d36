/** Who acts, with which grants, for whom: what every act of somebody signed in reads first. */
import { and, eq, gt, inArray, isNull, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Grant, Place, Role } from '../../../lib/access.ts';
import type { ActorContext } from '../../../lib/context.ts';
import { DomainError } from '../../../lib/errors.ts';
import type { Day } from '../../../lib/time.ts';
import { consent, person, roleGrant, session } from '../tables.ts';

/** The actor as of now: the session still holds, these are the grants in force. */
export type Who = {
  userId: string;
  name: string;
  bornOn: Day | null;
  homeEstateId: string | null;
  grants: Grant[];
};

/**
 * For the first batch of every act of somebody signed in: one row while the session holds, none after it ended anywhere.
 * Read it with `whoIs`.
 */
export function actorQuery(ctx: ActorContext) {
  const grants = ctx.db
    .select({
      grants: sql<string>`json_group_array(json_object('role', ${roleGrant.role}, 'scopeKind', ${roleGrant.scopeKind}, 'scopeId', ${roleGrant.scopeId}))`,
    })
    .from(roleGrant)
    .where(inForce(ctx));
  return ctx.db
    .select({
      userId: sql<string>`${person.id}`.as('who_id'),
      name: sql<string>`${person.name}`.as('who_name'),
      bornOn: sql<string | null>`${person.bornOn}`.as('who_born_on'),
      homeEstateId: sql<string | null>`${person.homeEstateId}`.as('who_home'),
      grants: sql<string>`(${grants})`.as('who_grants'),
    })
    .from(session)
    .innerJoin(person, eq(person.id, session.userId))
    .where(
      and(
        eq(session.id, ctx.actor.sessionId),
        eq(session.userId, ctx.actor.userId),
        gt(session.expiresAt, new Date(ctx.now)),
      ),
    );
}

/** Throws `auth.expired` when the session has ended. */
export function whoIs(rows: Awaited<ReturnType<typeof actorQuery>>): Who {
  const [row] = rows;
  if (!row) throw new DomainError('auth.expired');
  return { ...row, grants: JSON.parse(row.grants) as Grant[] };
}

/** A condition in SQL: that the actor holds one of the roles where a row lies. What `holdsRole` is for grants that were read. */
export function heldAt(
  ctx: ActorContext,
  roles: readonly Role[],
  { facilityId, zoneId, merchantId }: Partial<Record<keyof Place, SQLWrapper>>,
): SQL {
  const covers = sql`CASE ${roleGrant.scopeKind} WHEN 'subdistrict' THEN 1
    WHEN 'zone' THEN ${roleGrant.scopeId} = ${zoneId ?? null}
    WHEN 'merchant' THEN ${roleGrant.scopeId} = ${merchantId ?? null}
    ELSE ${roleGrant.scopeId} = ${facilityId ?? null} END`;
  const held = ctx.db
    .select({ one: sql`1` })
    .from(roleGrant)
    .where(and(inForce(ctx), inArray(roleGrant.role, [...roles]), covers));
  return sql`EXISTS ${held}`;
}

function inForce(ctx: ActorContext) {
  return and(
    eq(roleGrant.userId, ctx.actor.userId),
    isNull(roleGrant.revokedAt),
    or(isNull(roleGrant.untilAt), gt(roleGrant.untilAt, ctx.now)),
  );
}

/** The resident and the dependants, not the removed ones. */
export function householdQuery(ctx: ActorContext) {
  return ctx.db
    .select({
      id: person.id,
      kind: person.kind,
      name: person.name,
      relation: person.relation,
      bornOn: person.bornOn,
      homeEstateId: person.homeEstateId,
    })
    .from(person)
    .where(and(eq(person.residentId, ctx.actor.userId), isNull(person.removedAt)))
    .orderBy(sql`${person.kind} = 'dependant'`, person.createdAt);
}

/** The consents that stand, of the resident and of each dependant. */
export function liveConsentsQuery(ctx: ActorContext) {
  return ctx.db
    .select()
    .from(consent)
    .where(and(eq(consent.residentId, ctx.actor.userId), isNull(consent.withdrawnAt)));
}

/** For a batch: since when (ms) there is a resident. */
export function joinedQuery(ctx: ActorContext) {
  return ctx.db
    .select({ createdAt: person.createdAt })
    .from(person)
    .where(eq(person.id, ctx.actor.userId));
}
