/** What residents see of themselves: who they are, their household, what they agreed to. */
import { and, count, desc, eq, isNull } from 'drizzle-orm';
import type { BatchResponse } from 'drizzle-orm/batch';
import type { ActorContext } from '../../../lib/context.ts';
import { type Day, toRfc3339 } from '../../../lib/time.ts';
import { unreadCountQuery } from '../../notices/queries.ts';
import {
  CONSENT_KINDS,
  CONSENT_VERSIONS,
  holdsConsent,
  MAX_DEPENDANTS,
  type Relation,
} from '../rules.ts';
import type { Consent, Consents, Dependant, Dependants, Me } from '../schema.ts';
import { consent, person, user } from '../tables.ts';
import { actorQuery, householdQuery, liveConsentsQuery, whoIs } from './actor.ts';

/** More than anybody ever gave. */
const CONSENTS_SHOWN = 200;

/** Everything about themselves that a page of somebody signed in needs, in one round trip. */
export async function getMe(ctx: ActorContext): Promise<Me> {
  return meOf(await ctx.db.batch(meQueries(ctx)));
}

/** The batch that `meOf` reads. */
export function meQueries(ctx: ActorContext) {
  const { userId } = ctx.actor;
  return [
    actorQuery(ctx),
    ctx.db.select({ phoneNumber: user.phoneNumber }).from(user).where(eq(user.id, userId)),
    liveConsentsQuery(ctx),
    ctx.db
      .select({ count: count() })
      .from(person)
      .where(
        and(eq(person.residentId, userId), eq(person.kind, 'dependant'), isNull(person.removedAt)),
      ),
    unreadCountQuery(ctx),
  ] as const;
}

type MeRows = BatchResponse<ReturnType<typeof meQueries>>;

/** Throws `auth.expired` when the session has ended. */
export function meOf([who, numbers, consents, dependants, unread]: MeRows): Me {
  const { userId, ...me } = whoIs(who);
  const own = consents.filter((row) => row.personId === userId);
  return {
    id: userId,
    name: me.name,
    phoneNumber: numbers[0]?.phoneNumber ?? '',
    homeEstateId: me.homeEstateId,
    bornOn: me.bornOn,
    grants: me.grants,
    consents: CONSENT_KINDS.filter((kind) => holdsConsent(own, kind)),
    dependantCount: dependants[0]?.count ?? 0,
    unreadNotices: unread[0]?.count ?? 0,
  };
}

export async function listDependants(ctx: ActorContext): Promise<Dependants> {
  const [who, household] = await ctx.db.batch([actorQuery(ctx), householdQuery(ctx)]);
  whoIs(who);
  return { items: household.flatMap(dependantOf), limit: MAX_DEPENDANTS };
}

/** A row of the household as its dependant, or nothing for the resident. */
export function dependantOf(row: {
  id: string;
  name: string;
  relation: Relation | null;
  bornOn: Day | null;
}): Dependant[] {
  const { id, name, relation, bornOn } = row;
  return relation ? [{ id, name, relation, bornOn }] : [];
}

/** All consents ever given, the newest first. */
export async function listConsents(ctx: ActorContext): Promise<Consents> {
  const [who, rows] = await ctx.db.batch([actorQuery(ctx), consentsQuery(ctx)]);
  whoIs(who);
  return { items: rows.map(consentShape), current: CONSENT_VERSIONS };
}

/** Those that stand and those withdrawn. */
export function consentsQuery(ctx: ActorContext) {
  return ctx.db
    .select()
    .from(consent)
    .where(eq(consent.residentId, ctx.actor.userId))
    .orderBy(desc(consent.givenAt), desc(consent.id))
    .limit(CONSENTS_SHOWN);
}

export function consentShape(row: typeof consent.$inferSelect): Consent {
  return {
    kind: row.kind,
    version: row.version,
    personId: row.personId,
    givenAt: toRfc3339(row.givenAt),
    withdrawnAt: row.withdrawnAt === null ? null : toRfc3339(row.withdrawnAt),
  };
}
