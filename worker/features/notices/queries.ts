/** Reading the inbox, and in development the outbox. */
import { and, count, desc, eq, isNull, or, sql } from 'drizzle-orm';
import type * as z from 'zod';
import type { ActorContext, Context } from '../../lib/context.ts';
import { toRfc3339 } from '../../lib/time.ts';
import { actorQuery, whoIs } from '../identity/queries/actor.ts';
import { residentByNumberQuery } from '../identity/queries/phoneNumbers.ts';
import { isTemplate, sentenceOf } from './rules.ts';
import type { NoticesInput, noticePageSchema, noticeSchema } from './schema.ts';
import { notice, outbox } from './tables.ts';

export type Notice = z.infer<typeof noticeSchema>;
export type NoticePage = z.infer<typeof noticePageSchema>;

/** How many messages the dev outbox shows. */
const OUTBOX_SHOWN = 50;

/** For a batch: how many notices wait to be read. */
export function unreadCountQuery(ctx: ActorContext) {
  return ctx.db
    .select({ count: count() })
    .from(notice)
    .where(and(eq(notice.residentId, ctx.actor.userId), isNull(notice.readAt)));
}

/** The inbox, newest first. */
export async function listNotices(
  ctx: ActorContext,
  { limit, cursor }: NoticesInput,
): Promise<NoticePage> {
  const [who, rows, unread] = await ctx.db.batch([
    actorQuery(ctx),
    ctx.db
      .select()
      .from(notice)
      .where(and(eq(notice.residentId, ctx.actor.userId), beforeCursor(cursor)))
      .orderBy(desc(notice.createdAt), desc(notice.id))
      .limit(limit + 1),
    unreadCountQuery(ctx),
  ]);
  whoIs(who);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(noticeShape),
    next: last && rows.length > limit ? `${last.createdAt}.${last.id}` : null,
    unread: unread[0]?.count ?? 0,
  };
}

/** The first bound lets the index skip what was shown; the second tells apart what was written in one millisecond. */
function beforeCursor(cursor: string | undefined) {
  if (cursor === undefined) return undefined;
  const dot = cursor.indexOf('.');
  const at = Number(cursor.slice(0, dot));
  const id = cursor.slice(dot + 1);
  return sql`${notice.createdAt} <= ${at} AND (${notice.createdAt} < ${at} OR ${notice.id} < ${id})`;
}

export function noticeShape(row: typeof notice.$inferSelect): Notice {
  return {
    id: row.id,
    kind: row.kind,
    params: row.params,
    text: sentenceOf(row.kind, row.params),
    link: row.link,
    createdAt: toRfc3339(row.createdAt),
    readAt: row.readAt === null ? null : toRfc3339(row.readAt),
  };
}

/** In development: the last messages to a number, newest first, as they would have read on the phone. */
export async function listOutbox(ctx: Context, to: string) {
  const residentId = sql`(${residentByNumberQuery(ctx, to)})`;
  const rows = await ctx.db
    .select()
    .from(outbox)
    .where(or(eq(outbox.phoneNumber, to), eq(outbox.residentId, residentId)))
    .orderBy(desc(outbox.createdAt), desc(outbox.id))
    .limit(OUTBOX_SHOWN);
  return {
    items: rows.map(({ id, template, params, state, attempts, createdAt, sentAt }) => ({
      id,
      template,
      params,
      text: isTemplate(template) ? sentenceOf(template, params) : '',
      state,
      attempts,
      createdAt: toRfc3339(createdAt),
      sentAt: sentAt === null ? null : toRfc3339(sentAt),
    })),
  };
}
