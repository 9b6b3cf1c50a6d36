/** Signing in: codes counted and sent, and the person behind a new account. */
import { lt, sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import { type Statement, writeAll } from '../../../lib/db.ts';
import { DomainError, refusalOf } from '../../../lib/errors.ts';
import { keyedHash } from '../../../lib/ids.ts';
import { type Env, isDevelopment, isLoopback } from '../../../lib/platform.ts';
import { DAY_MS } from '../../../lib/time.ts';
import { messageNumber } from '../../notices/commands/tell.ts';
import { codesSent } from '../queries/codes.ts';
import { codeRefusal, isCodeLimit } from '../rules.ts';
import { codeSend, person, verification } from '../tables.ts';

/**
 * Counts one code asked for, before it is made. The limits stand in a trigger, so that a burst can't slip through:
 * throws `code.minuteLimit`, `code.hourLimit`, `code.dayLimit` or `code.addressLimit` with the rule and the moment from
 * which a code can be had. They hold for every number alike, known or not.
 */
export async function countCodeSend(
  ctx: Context,
  env: Env,
  { phoneNumber, address }: { phoneNumber: string; address: string },
): Promise<void> {
  const exempt = isDevelopment(env) && isLoopback(address);
  const hashes = {
    numberHash: await keyedHash(env.AUTH_SECRET, phoneNumber),
    addressHash: exempt ? '' : await keyedHash(env.AUTH_SECRET, address),
  };
  try {
    await ctx.db.insert(codeSend).values({ id: ctx.newId('snd'), ...hashes, sentAt: ctx.now });
  } catch (error) {
    const code = refusalOf(error);
    if (!isCodeLimit(code)) throw error;
    throw new DomainError(code, codeRefusal(code, await codesSent(ctx, hashes), ctx.now));
  }
}

/** Puts a sign-in code into the outbox. */
export async function sendCode(ctx: Context, phoneNumber: string, code: string): Promise<void> {
  await writeAll(ctx.db, [messageNumber(ctx, phoneNumber, 'signIn.code', { code })]);
}

/** The person behind an account, at each sign-in: the first time it is made. The name is asked for when a service needs it. */
export async function ensureResident(ctx: Context, userId: string): Promise<void> {
  await ctx.db
    .insert(person)
    .values({ id: userId, residentId: userId, kind: 'resident', name: '', createdAt: ctx.now })
    .onConflictDoNothing();
}

/** Statements that forget what sign-in needs no more: counted codes after two days, codes that can't be used any more. */
export function forgetCodes(ctx: Context): Statement[] {
  return [
    ctx.db.delete(codeSend).where(lt(codeSend.sentAt, ctx.now - 2 * DAY_MS)),
    // By the database's clock, as better-auth wrote them by the system's: in a demonstration ours runs ahead.
    ctx.db
      .delete(verification)
      .where(sql`${verification.expiresAt} < (unixepoch() - 86400) * 1000`),
  ];
}
