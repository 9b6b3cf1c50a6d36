import { type CalendarEvent, calendarFile } from '../../lib/calendar-file.ts';
import { endpoint, input, once, routes, signedIn } from '../../lib/http.ts';
import { sha256 } from '../../lib/ids.ts';
import { createFeed, endFeed } from './commands.ts';
import { getAgenda, getDated, getFeedItems, getFeedState, getHistory } from './queries.ts';
import { calendarEvent } from './rules/calendar.ts';
import { FEED_TTL_S } from './rules/reach.ts';
import {
  agendaFileParam,
  agendaSchema,
  calendarFileSchema,
  feedFileParam,
  feedSchema,
  feedStateSchema,
  historyInput,
  historySchema,
} from './schema.ts';

const tag = 'agenda';
const mediaType = 'text/calendar';

/** What a calendar is called, and how long before the start a single file reminds. */
const CALENDAR_NAME = '邻里';
const REMIND_MIN = 60;

export const agendaRoutes = routes()
  .get(
    '/me/agenda',
    endpoint({ summary: 'What is next', tag, answer: agendaSchema, refusals: ['auth.required'] }),
    signedIn,
    async (c) => c.json(await getAgenda(c.var.actorCtx), 200),
  )
  .get(
    '/me/history',
    endpoint({
      summary: 'What is over or was given up',
      tag,
      answer: historySchema,
      refusals: ['auth.required'],
    }),
    signedIn,
    input('query', historyInput),
    async (c) => c.json(await getHistory(c.var.actorCtx, c.req.valid('query').cursor), 200),
  )
  .get(
    '/me/agenda/:kind/:file',
    endpoint({
      summary: 'One item as a calendar file: `{id}.ics`',
      tag,
      answer: calendarFileSchema,
      mediaType,
      refusals: [
        'auth.required',
        'booking.notFound',
        'mealOrder.notFound',
        'registration.notFound',
      ],
    }),
    signedIn,
    input('param', agendaFileParam),
    async (c) => {
      const { kind, file: id } = c.req.valid('param');
      const event = calendarEvent(await getDated(c.var.actorCtx, kind, id));
      c.header('Content-Disposition', `attachment; filename="linli-${id}.ics"`);
      return c.body(textOf([{ ...event, remindMin: REMIND_MIN }]), 200, {
        'Content-Type': `${mediaType}; charset=utf-8`,
      });
    },
  )
  .get(
    '/me/calendar-feed',
    endpoint({
      summary: 'Whether there is a private calendar address',
      tag,
      answer: feedStateSchema,
      refusals: ['auth.required'],
    }),
    signedIn,
    async (c) => c.json(await getFeedState(c.var.actorCtx), 200),
  )
  .post(
    '/me/calendar-feed',
    endpoint({
      summary: 'Make a private calendar address in place of the one before',
      tag,
      answer: feedSchema,
      status: 201,
      refusals: ['auth.required', 'idempotency.mismatch'],
    }),
    signedIn,
    async (c) => {
      const parts = { secret: c.env.AUTH_SECRET, origin: new URL(c.req.url).origin };
      return c.json(await once(() => createFeed(c.var.actorCtx, parts)), 201);
    },
  )
  .delete(
    '/me/calendar-feed',
    endpoint({
      summary: 'End the private calendar address',
      tag,
      answer: null,
      refusals: ['auth.required'],
    }),
    signedIn,
    async (c) => {
      await endFeed(c.var.actorCtx);
      return c.body(null, 204);
    },
  )
  .get(
    '/calendar/:file',
    endpoint({
      summary: 'The calendar at a private address: `{token}.ics`',
      tag,
      answer: calendarFileSchema,
      mediaType,
      refusals: ['feed.notFound'],
    }),
    input('param', feedFileParam),
    async (c) => {
      const token = c.req.valid('param').file.replace('.ics', '');
      const items = await getFeedItems(c.var.ctx, await sha256(token));
      return c.body(textOf(items.map(calendarEvent), { ttlS: FEED_TTL_S }), 200, {
        'Content-Type': `${mediaType}; charset=utf-8`,
        'Cache-Control': 'private, no-cache',
        'X-Robots-Tag': 'noindex',
      });
    },
  );

function textOf(events: readonly CalendarEvent[], options?: { ttlS: number }): string {
  return calendarFile(CALENDAR_NAME, events, options);
}
