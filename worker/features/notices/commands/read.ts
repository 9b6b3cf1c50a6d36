/** Notices that have been read. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { ActorContext } from '../../../lib/context.ts';
import { DomainError } from '../../../lib/errors.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { type Notice, noticeShape } from '../queries.ts';
import { notice } from '../tables.ts';

/** Marks a notice as read; the first moment stays. Throws `notice.notFound`. */
export async function readNotice(ctx: ActorContext, id: string): Promise<Notice> {
  whoIs(await actorQuery(ctx));
  const [row] = await ctx.db
    .update(notice)
    .set({ readAt: sql`coalesce(${notice.readAt}, ${ctx.now})` })
    .where(and(eq(notice.id, id), eq(notice.residentId, ctx.actor.userId)))
    .returning();
  if (!row) throw new DomainError('notice.notFound');
  return noticeShape(row);
}

/** Marks every notice as read. */
export async function readAllNotices(ctx: ActorContext): Promise<void> {
  whoIs(await actorQuery(ctx));
  await ctx.db
    .update(notice)
    .set({ readAt: ctx.now })
    .where(and(eq(notice.residentId, ctx.actor.userId), isNull(notice.readAt)));
}
