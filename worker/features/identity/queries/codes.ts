/** The sign-in codes asked for lately. */
import { and, desc, eq, gt, ne, type SQL } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import { DAY_MS } from '../../../lib/time.ts';
import { MOST_CODES_A_DAY } from '../rules.ts';
import { codeSend } from '../tables.ts';

/** When codes were asked for within the last day, newest first: for the number and for the address. */
export async function codesSent(
  ctx: Context,
  { numberHash, addressHash }: { numberHash: string; addressHash: string },
): Promise<{ number: number[]; address: number[] }> {
  const since = gt(codeSend.sentAt, ctx.now - DAY_MS);
  const newest = (which: SQL, limit: number) =>
    ctx.db
      .select({ sentAt: codeSend.sentAt })
      .from(codeSend)
      .where(and(which, since))
      .orderBy(desc(codeSend.sentAt))
      .limit(limit);
  const [number, address] = await ctx.db.batch([
    newest(eq(codeSend.numberHash, numberHash), MOST_CODES_A_DAY.number),
    newest(
      and(eq(codeSend.addressHash, addressHash), ne(codeSend.addressHash, '')) as SQL,
      MOST_CODES_A_DAY.address,
    ),
  ]);
  return { number: number.map((row) => row.sentAt), address: address.map((row) => row.sentAt) };
}
