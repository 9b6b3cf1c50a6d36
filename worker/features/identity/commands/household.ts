/** Writing what is known of a resident and of the people they act for. */
import { and, eq, isNull } from 'drizzle-orm';
import {
  type ActorContext,
  earlierResult,
  rememberResult,
  replayedId,
} from '../../../lib/context.ts';
import { guard, type Statement, writeAll } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { dayOf } from '../../../lib/time.ts';
import { noEstate } from '../../directory/queries/places.ts';
import { actorQuery, householdQuery, liveConsentsQuery, whoIs } from '../queries/actor.ts';
import { dependantOf, meOf, meQueries } from '../queries/household.ts';
import {
  type ConsentKind,
  consentRefused,
  couldBeBornOn,
  holdsConsent,
  MAX_DEPENDANTS,
  requireVersion,
} from '../rules.ts';
import type { Dependant, DependantInput, Me, MeInput, NewDependantInput } from '../schema.ts';
import { consent, person } from '../tables.ts';
import { newConsent, noConsent, writeConsent } from './consents.ts';

/**
 * Changes one's own name, home or date of birth. Throws `consent.required` for a date of birth without a consent to the
 * present text, `estate.notFound`, and `input.invalid` for a day on which nobody alive was born.
 */
export async function changeMe(ctx: ActorContext, input: MeInput): Promise<Me> {
  const { consentVersion, ...changes } = input;
  const me = meOf(await ctx.db.batch(meQueries(ctx)));
  checkBornOn(ctx, input.bornOn);
  if (consentVersion !== undefined) requireVersion('birth_date', consentVersion);
  const agrees = consentVersion !== undefined;
  if (input.bornOn && !agrees && !me.consents.includes('birth_date'))
    throw consentRefused('birth_date');
  const statements: Statement[] = [];
  if (agrees) statements.push(...writeConsent(ctx, newConsent(ctx, 'birth_date', me.id)));
  if (input.bornOn)
    statements.push(guard(ctx.db, 'consent.required', noConsent('birth_date', me.id)));
  if (input.homeEstateId)
    statements.push(guard(ctx.db, 'estate.notFound', noEstate(input.homeEstateId)));
  if (Object.keys(changes).length > 0)
    statements.push(ctx.db.update(person).set(changes).where(eq(person.id, me.id)));
  await writeAll(ctx.db, statements);
  const consents = new Set<ConsentKind>([
    ...me.consents,
    ...(agrees ? ['birth_date' as const] : []),
  ]);
  return { ...me, ...changes, consents: [...consents] };
}

/**
 * Adds somebody the resident acts for. Throws `consent.required` without a consent to the present text and
 * `person.limit` for more than 8.
 */
export async function addDependant(
  ctx: ActorContext,
  input: NewDependantInput,
): Promise<Dependant> {
  const [who, earlier, everybody] = await ctx.db.batch([
    actorQuery(ctx),
    earlierResult(ctx),
    ctx.db.select().from(person).where(eq(person.residentId, ctx.actor.userId)),
  ]);
  whoIs(who);
  const replayed = replayedId(ctx, earlier);
  const [same] = everybody.filter((row) => row.id === replayed).flatMap(dependantOf);
  if (same) return same;
  requireVersion('dependant', input.consentVersion);
  checkBornOn(ctx, input.bornOn);
  const dependants = everybody.filter((row) => row.removedAt === null).flatMap(dependantOf);
  if (dependants.length >= MAX_DEPENDANTS)
    throw new DomainError('person.limit', { rule: { name: 'dependants', value: MAX_DEPENDANTS } });
  const { name, relation, bornOn = null } = input;
  const id = ctx.newId('prs');
  await writeAll(ctx.db, [
    ...rememberResult(ctx, id),
    ctx.db.insert(person).values({
      id,
      residentId: ctx.actor.userId,
      kind: 'dependant',
      name,
      relation,
      bornOn,
      createdAt: ctx.now,
    }),
    ...writeConsent(ctx, newConsent(ctx, 'dependant', id)),
  ]);
  return { id, name, relation, bornOn };
}

/** Changes what is known of a dependant. Throws `person.notFound`, and `consent.required` as `changeMe` does. */
export async function changeDependant(
  ctx: ActorContext,
  id: string,
  input: DependantInput,
): Promise<Dependant> {
  const [who, household, consents] = await ctx.db.batch([
    actorQuery(ctx),
    householdQuery(ctx),
    liveConsentsQuery(ctx),
  ]);
  whoIs(who);
  const [dependant] = household.filter((row) => row.id === id).flatMap(dependantOf);
  if (!dependant) throw new DomainError('person.notFound');
  checkBornOn(ctx, input.bornOn);
  const own = consents.filter((row) => row.personId === id);
  if (input.bornOn && !holdsConsent(own, 'dependant')) throw consentRefused('dependant');
  if (Object.keys(input).length === 0) return dependant;
  const [changed] = await ctx.db
    .update(person)
    .set(input)
    .where(and(eq(person.id, id), isNull(person.removedAt)))
    .returning();
  const [result] = changed ? dependantOf(changed) : [];
  if (!result) throw new DomainError('person.notFound');
  return result;
}

/**
 * Ends acting for somebody: the date of birth is erased and the consent ends; what was booked in the past keeps the
 * name. Throws `person.notFound`, and `person.busy` while something is still ahead for them (trigger).
 */
export async function removeDependant(ctx: ActorContext, id: string): Promise<void> {
  const [who, household] = await ctx.db.batch([actorQuery(ctx), householdQuery(ctx)]);
  whoIs(who);
  if (!household.some((row) => row.id === id && row.kind === 'dependant'))
    throw new DomainError('person.notFound');
  const [removed] = await ctx.db.batch([
    ctx.db
      .update(person)
      .set({ removedAt: ctx.now, bornOn: null })
      .where(and(eq(person.id, id), isNull(person.removedAt)))
      .returning({ id: person.id }),
    ctx.db
      .update(consent)
      .set({ withdrawnAt: ctx.now })
      .where(and(eq(consent.personId, id), isNull(consent.withdrawnAt))),
  ]);
  if (removed.length === 0) throw new DomainError('person.notFound');
}

/**
 * Takes back a consent. What was kept on the strength of it goes with it: the date of birth, or the dependant. Taking
 * back what was not given does nothing. Throws `person.notFound` and `person.busy` as `removeDependant` does.
 */
export async function withdrawConsent(
  ctx: ActorContext,
  kind: ConsentKind,
  personId: string | undefined,
): Promise<void> {
  if (kind === 'dependant') return removeDependant(ctx, personId ?? '');
  const { userId } = ctx.actor;
  if (personId !== undefined && personId !== userId) throw new DomainError('person.notFound');
  whoIs(await actorQuery(ctx));
  await writeAll(ctx.db, [
    ctx.db
      .update(consent)
      .set({ withdrawnAt: ctx.now })
      .where(
        and(eq(consent.personId, userId), eq(consent.kind, kind), isNull(consent.withdrawnAt)),
      ),
    ...(kind === 'birth_date'
      ? [ctx.db.update(person).set({ bornOn: null }).where(eq(person.id, userId))]
      : []),
  ]);
}

function checkBornOn(ctx: ActorContext, bornOn: string | null | undefined): void {
  if (!bornOn || couldBeBornOn(bornOn, dayOf(ctx.now))) return;
  throw new DomainError('input.invalid', {
    errors: [{ path: 'body.bornOn', code: 'out_of_range' }],
  });
}
