/** From residents to their phone numbers, for the outbox alone; and back, for what names nobody else. */
import { eq, inArray } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import { user } from '../tables.ts';

/** The phone numbers of residents by their ids, for the outbox. */
export async function phoneNumbersOf(
  ctx: Context,
  residentIds: readonly string[],
): Promise<Map<string, string>> {
  if (residentIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: user.id, phoneNumber: user.phoneNumber })
    .from(user)
    .where(inArray(user.id, [...new Set(residentIds)]));
  return new Map(rows.flatMap(({ id, phoneNumber }) => (phoneNumber ? [[id, phoneNumber]] : [])));
}

/** Whose phone number it is: for the dev outbox, and where somebody is added by their number. */
export function residentByNumberQuery(ctx: Context, phoneNumber: string) {
  return ctx.db.select({ id: user.id }).from(user).where(eq(user.phoneNumber, phoneNumber));
}
