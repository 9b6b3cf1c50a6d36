/** The private calendar address: made, replaced and ended. */
import { eq } from 'drizzle-orm';
import { type ActorContext, earlierResult, rememberResult, replayedId } from '../../lib/context.ts';
import { writeAll } from '../../lib/db.ts';
import { derivedToken, sha256 } from '../../lib/ids.ts';
import { toRfc3339 } from '../../lib/time.ts';
import { actorQuery, whoIs } from '../identity/queries/actor.ts';
import type { Feed } from './schema.ts';
import { calendarFeed } from './tables.ts';

/**
 * Makes a private calendar address; one made before ends. Only a hash of the token in it is kept: the token is derived
 * from an id and the secret, so that a retried request answers the same address.
 */
export async function createFeed(
  ctx: ActorContext,
  { secret, origin }: { secret: string; origin: string },
): Promise<Feed> {
  const [who, earlier, feeds] = await ctx.db.batch([
    actorQuery(ctx),
    earlierResult(ctx),
    ctx.db.select().from(calendarFeed).where(eq(calendarFeed.residentId, ctx.actor.userId)),
  ]);
  whoIs(who);
  const replayed = replayedId(ctx, earlier);
  const id = replayed ?? ctx.newId('feed');
  const token = await derivedToken(secret, `calendar feed ${ctx.actor.userId} ${id}`);
  const tokenHash = await sha256(token);
  const made = feeds.find((feed) => feed.tokenHash === tokenHash);
  const createdAt = made?.createdAt ?? ctx.now;
  if (replayed === null) {
    const row = { tokenHash, createdAt };
    await writeAll(ctx.db, [
      ...rememberResult(ctx, id),
      ctx.db
        .insert(calendarFeed)
        .values({ residentId: ctx.actor.userId, ...row })
        .onConflictDoUpdate({ target: calendarFeed.residentId, set: row }),
    ]);
  }
  const url = `${origin}/api/v1/calendar/${token}.ics`;
  return { url, webcalUrl: url.replace(/^https?:/, 'webcal:'), created: toRfc3339(createdAt) };
}

/** Ends the private address; without one it does nothing. */
export async function endFeed(ctx: ActorContext): Promise<void> {
  whoIs(await actorQuery(ctx));
  await ctx.db.delete(calendarFeed).where(eq(calendarFeed.residentId, ctx.actor.userId));
}
