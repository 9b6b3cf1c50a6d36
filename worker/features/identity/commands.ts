/** Writing people: signing up, the household, consents. */

import type { Context } from '../../lib/context.ts';
import { writeAll } from '../../lib/db.ts';
import { keyedHash } from '../../lib/ids.ts';
import { type Env, isDevelopment, isLoopback } from '../../lib/platform.ts';
import { messageNumber } from '../notices/commands.ts';
import { codeSend, person } from './tables.ts';

/**
 * Counts one code asked for, before it is made. The limits stand in a trigger, so that a burst can't slip through:
 * throws `code.minuteLimit`, `code.hourLimit`, `code.dayLimit` or `code.addressLimit`. They hold for every number alike,
 * known or not.
 */
export async function countCodeSend(
  ctx: Context,
  env: Env,
  { phoneNumber, address }: { phoneNumber: string; address: string },
): Promise<void> {
  const exempt = isDevelopment(env) && isLoopback(address);
  await ctx.db.insert(codeSend).values({
    id: ctx.newId('snd'),
    numberHash: await keyedHash(env.AUTH_SECRET, phoneNumber),
    addressHash: exempt ? '' : await keyedHash(env.AUTH_SECRET, address),
    sentAt: ctx.now,
  });
}

/** Puts a sign-in code into the outbox. */
export async function sendCode(ctx: Context, phoneNumber: string, code: string): Promise<void> {
  await writeAll(ctx.db, [messageNumber(ctx, phoneNumber, 'signIn.code', { code })]);
}

/** The person behind a new account. The name is asked for later, when a service needs it. */
export async function createResident(ctx: Context, userId: string): Promise<void> {
  await ctx.db.insert(person).values({
    id: userId,
    residentId: userId,
    kind: 'resident',
    name: '',
    createdAt: ctx.now,
  });
}
