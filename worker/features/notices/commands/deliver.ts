/** Carrying the outbox out of the house. */
import { and, eq, lt, sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import { type Statement, writeAll } from '../../../lib/db.ts';
import type { Sender } from '../../../lib/sender.ts';
import { DAY_MS } from '../../../lib/time.ts';
import { phoneNumbersOf } from '../../identity/queries/phoneNumbers.ts';
import { maskPhone } from '../../identity/rules.ts';
import { isStale, isTemplate, MAX_ATTEMPTS, retryAfterMs, sentenceOf } from '../rules.ts';
import { outbox } from '../tables.ts';

/** Messages handed to the sender at once, and how many times over in one run. */
const DELIVERY_BATCH = 20;
const DELIVERY_ROUNDS = 10;

export type DeliveryOptions = {
  /** In development a code stays readable in the dev outbox after it is sent. */
  keepCodes: boolean;
};

/**
 * Sends what is due. Two runs at once don't send the same message: claiming one puts off the next try in the same
 * statement. A run that dies after claiming leaves the message to be tried again, so one may arrive twice, never not
 * at all. A failure is tried again later and later, and after the eighth time the message is dead.
 */
export async function deliverDue(
  ctx: Context,
  sender: Sender,
  options: DeliveryOptions,
): Promise<number> {
  let sent = 0;
  for (let round = 0; round < DELIVERY_ROUNDS; round++) {
    const claimed = await claimDue(ctx);
    if (claimed.length === 0) break;
    const numbers = await phoneNumbersOf(
      ctx,
      claimed.flatMap(({ residentId }) => residentId ?? []),
    );
    const results = await Promise.all(
      claimed.map(async (row) => ({
        row,
        error: await trySending(
          ctx,
          sender,
          row,
          row.phoneNumber ?? numbers.get(row.residentId ?? ''),
        ),
      })),
    );
    await writeAll(
      ctx.db,
      results.map(({ row, error }) => settle(ctx, row, error, options)),
    );
    sent += results.filter(({ error }) => error === null).length;
    if (claimed.length < DELIVERY_BATCH) break;
  }
  return sent;
}

type OutboxRow = typeof outbox.$inferSelect;

/** Codes first: somebody is waiting for them. */
function claimDue(ctx: Context): Promise<OutboxRow[]> {
  const delays = Array.from({ length: MAX_ATTEMPTS }, (_, tried) => retryAfterMs(tried + 1));
  const delay = sql`CASE ${outbox.attempts} ${sql.join(
    delays.map((ms, tried) => sql`WHEN ${tried} THEN ${ms}`),
    sql` `,
  )} ELSE ${delays.at(-1)} END`;
  return ctx.db
    .update(outbox)
    .set({ attempts: sql`${outbox.attempts} + 1`, nextAt: sql`${ctx.now} + ${delay}` })
    .where(
      sql`${outbox.id} IN (SELECT id FROM ${outbox} WHERE state = 'pending' AND next_at <= ${ctx.now}
        ORDER BY phone_number IS NULL, next_at LIMIT ${DELIVERY_BATCH})`,
    )
    .returning();
}

/** Null when it was handed over, else why not, in one word without anything personal. */
async function trySending(
  ctx: Context,
  sender: Sender,
  row: OutboxRow,
  to: string | undefined,
): Promise<string | null> {
  if (isStale(row.template, ctx.now - row.createdAt)) return 'stale';
  if (to === undefined) return 'noNumber';
  const { id, template, params } = row;
  if (!isTemplate(template)) return 'noTemplate';
  try {
    // A message that can't be put into words must not keep back those claimed with it.
    await sender.send({ id, to, template, text: sentenceOf(template, params) });
    return null;
  } catch {
    // The provider's words could hold the number or the text.
    return 'failed';
  }
}

/** What becomes of a message after a try. Once it needs no more tries, code and number are scrubbed. */
function settle(
  ctx: Context,
  row: OutboxRow,
  error: string | null,
  { keepCodes }: DeliveryOptions,
): Statement {
  const over = error === null || error !== 'failed' || row.attempts >= MAX_ATTEMPTS;
  const scrubbed =
    over && !keepCodes && row.phoneNumber !== null
      ? { params: {}, phoneNumber: maskPhone(row.phoneNumber) }
      : {};
  const outcome =
    error === null
      ? { state: 'sent' as const, sentAt: ctx.now, lastError: null }
      : { state: over ? ('dead' as const) : ('pending' as const), lastError: error };
  return ctx.db
    .update(outbox)
    .set({ ...outcome, ...scrubbed })
    .where(and(eq(outbox.id, row.id), eq(outbox.state, 'pending')));
}

/** Statements that forget messages whose story ended more than 30 days ago. */
export function forgetMessages(ctx: Context): Statement[] {
  return [
    ctx.db
      .delete(outbox)
      .where(and(sql`${outbox.state} <> 'pending'`, lt(outbox.createdAt, ctx.now - 30 * DAY_MS))),
  ];
}
