/** Who stands at a merchant's counter: added by phone number and ended by its owner. */
import { eq, sql } from 'drizzle-orm';
import {
  type ActorContext,
  earlierResult,
  rememberResult,
  replayedId,
} from '../../../lib/context.ts';
import { auditRow, guard, type Statement, writeAll } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { audit } from '../../../lib/tables.ts';
import { DAY_MS } from '../../../lib/time.ts';
import { endGrant, grantRole } from '../../identity/commands/grants.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { grantQuery, merchantOfGrant, worksFor } from '../../identity/queries/grants.ts';
import { residentByNumberQuery } from '../../identity/queries/phoneNumbers.ts';
import { tell } from '../../notices/commands/tell.ts';
import { type MerchantRow, merchantRows } from '../queries/merchants.ts';
import { CLERK_TRIES_A_DAY } from '../rules.ts';
import type { clerkInput } from '../schema/merchants.ts';
import { merchant } from '../tables.ts';
import { as, mustDo } from './ofMerchant.ts';

/**
 * Lets somebody with an account stand at the counter, and tells them. That it works tells that the number is known here:
 * so every try counts, ten a day, and leaves a row, and who was added hears of it. Throws `merchant.notFound`,
 * `auth.forbidden`, `merchant.state`, `clerk.unknown` for a number without an account, `clerk.exists`, `clerk.tooMany`.
 */
export async function addClerk(
  ctx: ActorContext,
  merchantId: string,
  { phoneNumber }: (typeof clerkInput)['_output'],
): Promise<void> {
  const { db, now } = ctx;
  const [who, earlier, [found], [clerk]] = await db.batch([
    actorQuery(ctx),
    earlierResult(ctx),
    merchantRows(db, eq(merchant.id, merchantId)),
    residentByNumberQuery(ctx, phoneNumber),
  ]);
  const row = mustDo(ctx, found, whoIs(who).grants, 'change');
  if (replayedId(ctx, earlier) !== null) return;
  if (!clerk) {
    await writeAll(db, [notTooMany(ctx, row), audited(ctx, row, { act: MISSED })]);
    throw new DomainError('clerk.unknown');
  }
  const grant = { role: 'merchant_clerk', scopeKind: 'merchant', scopeId: row.id } as const;
  await writeAll(db, [
    ...rememberResult(ctx, row.id),
    as(ctx, row),
    notTooMany(ctx, row),
    guard(db, 'clerk.exists', worksFor(sql`${clerk.id}`, sql`${row.id}`, sql`${now}`)),
    audited(ctx, row, { act: ADDED, principalId: clerk.id }),
    ...grantRole(ctx, clerk.id, grant),
    ...tell(ctx, {
      ...{ residentId: clerk.id, kind: 'clerk.added', params: { merchant: row.name } },
      link: '/staff/counter/',
    }),
  ]);
}

const ADDED = 'clerk.add';
const MISSED = 'clerk.miss';

function notTooMany({ db, now }: ActorContext, { id }: MerchantRow): Statement {
  const tries = sql`SELECT count(*) FROM ${audit} WHERE noun = 'merchant' AND noun_id = ${id}
    AND act IN (${ADDED}, ${MISSED}) AND at > ${now - DAY_MS}`;
  return guard(db, 'clerk.tooMany', sql`(${tries}) >= ${CLERK_TRIES_A_DAY}`);
}

/** Somebody stands at the counter no more. Throws `clerk.notFound`, also when it was ended before or is another's. */
export async function endClerk(ctx: ActorContext, id: string): Promise<void> {
  const { db } = ctx;
  const [who, [grant], [found]] = await db.batch([
    actorQuery(ctx),
    grantQuery(db, id),
    merchantRows(db, sql`${merchant.id} = ${merchantOfGrant(id)}`),
  ]);
  const { grants } = whoIs(who);
  if (!found || grant?.role !== 'merchant_clerk' || grant.revokedAt !== null) {
    throw new DomainError('clerk.notFound');
  }
  const row = mustDo(ctx, found, grants, 'endClerk');
  await writeAll(db, [
    ...endGrant(ctx, { id, userId: grant.userId }, 'clerk.notFound'),
    audited(ctx, row, { act: 'clerk.end', principalId: grant.userId }),
  ]);
}

function audited(
  ctx: ActorContext,
  { id }: MerchantRow,
  said: { act: string; principalId?: string },
): Statement {
  return auditRow(ctx.db, {
    ...{ id: ctx.newId('aud'), at: ctx.now, actorId: ctx.actor.userId },
    ...{ noun: 'merchant', nounId: id, ...said },
  });
}
