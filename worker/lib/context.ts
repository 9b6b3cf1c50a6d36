/** What a query or command is given, and the two things each command begins and ends with. */
import { and, eq, lt } from 'drizzle-orm';
import type { Db, Statement } from './db.ts';
import { DomainError } from './errors.ts';
import { idempotency } from './tables.ts';
import { DAY_MS } from './time.ts';

/** Somebody signed in, as the session cookie says; whether the session still holds is read with the first batch. */
export type Actor = { userId: string; sessionId: string };

/** A creating request's `Idempotency-Key` and the hash of what it asks. */
export type RequestKey = { key: string; hash: string };

export type Context = {
  db: Db;
  /** ms; the only clock. */
  now: number;
  newId(prefix: string): string;
  newCode(): string;
};

export type ActorContext = Context & { actor: Actor; request: RequestKey | null };

/** For the first batch of a creating command: what an earlier request with the same key made. */
export function earlierResult(ctx: ActorContext) {
  return ctx.db
    .select({ requestHash: idempotency.requestHash, resultId: idempotency.resultId })
    .from(idempotency)
    .where(
      and(eq(idempotency.actorId, ctx.actor.userId), eq(idempotency.key, ctx.request?.key ?? '')),
    );
}

/** The id made earlier, or null. Throws `idempotency.mismatch` when the same key asked for something else. */
export function replayedId(
  ctx: ActorContext,
  earlier: readonly { requestHash: string; resultId: string }[],
): string | null {
  const [row] = earlier;
  if (!row || !ctx.request) return null;
  if (row.requestHash !== ctx.request.hash) throw new DomainError('idempotency.mismatch');
  return row.resultId;
}

/**
 * The statements that remember a result. They come first in the write batch, so that a rival with the same key fails
 * on the key and not on what the first one took.
 */
export function rememberResult(ctx: ActorContext, resultId: string): Statement[] {
  if (!ctx.request) return [];
  return [
    ctx.db.insert(idempotency).values({
      actorId: ctx.actor.userId,
      key: ctx.request.key,
      requestHash: ctx.request.hash,
      resultId,
      createdAt: ctx.now,
    }),
  ];
}

/** Statements that forget results so old that nobody retries their request. */
export function forgetResults(ctx: Context): Statement[] {
  return [ctx.db.delete(idempotency).where(lt(idempotency.createdAt, ctx.now - 2 * DAY_MS))];
}
