/** Consents given. A row is never deleted: it says which text was agreed to, when, and until when. */
import { and, eq, isNull, ne, type SQL, sql } from 'drizzle-orm';
import {
  type ActorContext,
  earlierResult,
  rememberResult,
  replayedId,
} from '../../../lib/context.ts';
import { type Statement, writeAll } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { actorQuery, householdQuery, whoIs } from '../queries/actor.ts';
import { consentShape, consentsQuery } from '../queries/household.ts';
import { CONSENT_VERSIONS, type ConsentKind, requireVersion } from '../rules.ts';
import type { Consent, NewConsentInput } from '../schema.ts';
import { consent } from '../tables.ts';

/**
 * Agrees to the present text of a consent, for oneself or for a dependant. Agreeing again changes nothing. Throws
 * `consent.required` for another version than the present one and `person.notFound` for somebody else's dependant.
 */
export async function giveConsent(ctx: ActorContext, input: NewConsentInput): Promise<Consent> {
  const { kind, version, personId = ctx.actor.userId } = input;
  const [who, earlier, household, given] = await ctx.db.batch([
    actorQuery(ctx),
    earlierResult(ctx),
    householdQuery(ctx),
    consentsQuery(ctx),
  ]);
  whoIs(who);
  const replayed = replayedId(ctx, earlier);
  const same = given.find((row) => row.id === replayed);
  if (same) return consentShape(same);
  requireVersion(kind, version);
  const about = household.find((row) => row.id === personId);
  if (!about || (kind === 'dependant') !== (about.kind === 'dependant'))
    throw new DomainError('person.notFound');
  const standing = given.find(
    (row) =>
      row.kind === kind &&
      row.personId === personId &&
      row.version === version &&
      row.withdrawnAt === null,
  );
  if (standing) return consentShape(standing);
  const row = newConsent(ctx, kind, personId);
  await writeAll(ctx.db, [...rememberResult(ctx, row.id), ...writeConsent(ctx, row)]);
  return consentShape(row);
}

/** A consent to the present text, as of now. */
export function newConsent(ctx: ActorContext, kind: ConsentKind, personId: string) {
  return {
    id: ctx.newId('cns'),
    residentId: ctx.actor.userId,
    personId,
    kind,
    version: CONSENT_VERSIONS[kind],
    givenAt: ctx.now,
    withdrawnAt: null,
  };
}

/** Statements that let a consent take the place of one to an older text; one that stands already stays. */
export function writeConsent(ctx: ActorContext, row: typeof consent.$inferSelect): Statement[] {
  const stands = and(
    eq(consent.personId, row.personId),
    eq(consent.kind, row.kind),
    isNull(consent.withdrawnAt),
  );
  return [
    ctx.db
      .update(consent)
      .set({ withdrawnAt: ctx.now })
      .where(and(stands, ne(consent.version, row.version))),
    ctx.db.insert(consent).values(row).onConflictDoNothing(),
  ];
}

/** That somebody has not agreed to the present text: a condition for `guard`. */
export function noConsent(kind: ConsentKind, personId: string): SQL {
  return sql`NOT EXISTS (SELECT 1 FROM ${consent} WHERE ${consent.personId} = ${personId}
    AND ${consent.kind} = ${kind} AND ${consent.version} = ${CONSENT_VERSIONS[kind]}
    AND ${consent.withdrawnAt} IS NULL)`;
}
