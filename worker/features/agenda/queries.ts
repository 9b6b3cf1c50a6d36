/** What somebody has ahead and behind: bookings, meal orders and registrations, read in one round trip. */
import { eq, type SQL, sql } from 'drizzle-orm';
import type { BatchResponse } from 'drizzle-orm/batch';
import type { ActorContext, Context } from '../../lib/context.ts';
import { DomainError } from '../../lib/errors.ts';
import { DAY_MS, fromRfc3339, toRfc3339 } from '../../lib/time.ts';
import {
  ownRegistration,
  registrationQueriesById,
  registrationViews,
  residentRegistrationQueries,
} from '../activities/queries/registrations.ts';
import { REGISTRATION_STATES } from '../activities/rules.ts';
import { getMealOrder, orderViews, residentOrdersBetween } from '../canteen/queries/orders.ts';
import { actorQuery, joinedQuery, whoIs } from '../identity/queries/actor.ts';
import {
  bookingRows,
  bookingsOfResidentQuery,
  bookingView,
  getBooking,
} from '../venues/queries/bookings.ts';
import { type Dated, datedBooking, datedMealOrder, datedRegistration } from './rules/calendar.ts';
import { AGENDA_DAYS, FEED_PAST_DAYS, HISTORY_DAYS, HISTORY_PAGE_DAYS } from './rules/reach.ts';
import { type AgendaKind, inTimeOrder, isAhead } from './rules/states.ts';
import type { Agenda, History } from './schema.ts';
import { calendarFeed } from './tables.ts';

type Period = { fromAt: number; untilAt: number };

/** For a batch: everything of a resident that touches a period, whatever its state. Read with `datedItems`. */
function everythingQueries(ctx: Context, residentId: string | SQL, { fromAt, untilAt }: Period) {
  const period = { startAt: fromAt, endAt: untilAt };
  const states = REGISTRATION_STATES;
  return [
    ...bookingsOfResidentQuery(ctx, residentId, period),
    ...residentOrdersBetween(ctx.db, residentId, { fromAt, untilAt }),
    ...residentRegistrationQueries(ctx.db, { residentId, fromAt, untilAt, states }),
  ] as const;
}

type Answers = BatchResponse<ReturnType<typeof everythingQueries>>;

function datedItems(answers: Answers, now: number): Dated[] {
  const [b1, b2, b3, b4, m1, m2, m3, m4, r1, r2, r3] = answers;
  return [
    ...bookingRows([b1, b2, b3, b4]).map((one) => datedBooking(bookingView(one, now))),
    ...orderViews([m1, m2, m3, m4], now).map(datedMealOrder),
    ...registrationViews([r1, r2, r3], now).map(datedRegistration),
  ];
}

/** What is next, today first, and apart from it the places on waiting lists. */
export async function getAgenda(ctx: ActorContext): Promise<Agenda> {
  const { now } = ctx;
  const period = { fromAt: now, untilAt: now + AGENDA_DAYS * DAY_MS };
  const [who, ...answers] = await ctx.db.batch([
    actorQuery(ctx),
    ...everythingQueries(ctx, ctx.actor.userId, period),
  ]);
  whoIs(who);
  const ahead = inTimeOrder(
    datedItems(answers, now)
      .map(({ item }) => item)
      .filter((item) => isAhead(item, now)),
  );
  return {
    now: toRfc3339(now),
    items: ahead.filter((item) => item.state !== 'waiting'),
    waiting: ahead.filter((item) => item.state === 'waiting'),
  };
}

/**
 * What is over or was given up, the latest first: half a year on a page, three years in all. The first page also tells
 * what was given up of the time ahead.
 */
export async function getHistory(ctx: ActorContext, cursor: string | undefined): Promise<History> {
  const { now } = ctx;
  const oldestAt = now - HISTORY_DAYS * DAY_MS;
  const beforeAt = cursor === undefined ? now + AGENDA_DAYS * DAY_MS : Number(cursor);
  const fromAt = Math.max(oldestAt, Math.min(beforeAt, now) - HISTORY_PAGE_DAYS * DAY_MS);
  const [who, joined, ...answers] = await ctx.db.batch([
    actorQuery(ctx),
    joinedQuery(ctx),
    ...everythingQueries(ctx, ctx.actor.userId, { fromAt, untilAt: beforeAt }),
  ]);
  whoIs(who);
  const items = datedItems(answers, now)
    .map(({ item }) => item)
    // What runs across the border of two pages is on the later one.
    .filter((item) => !isAhead(item, now) && fromRfc3339(item.start) < beforeAt)
    .filter((item) => fromRfc3339(item.start) >= fromAt);
  const isMore = fromAt > Math.max(oldestAt, joined[0]?.createdAt ?? 0);
  return { items: inTimeOrder(items).toReversed(), next: isMore ? String(fromAt) : null };
}

/** One of one's own, for a calendar file. Throws the `….notFound` of its kind. */
export async function getDated(ctx: ActorContext, kind: AgendaKind, id: string): Promise<Dated> {
  if (kind === 'booking') return datedBooking(await getBooking(ctx, id));
  if (kind === 'mealOrder') return datedMealOrder(await getMealOrder(ctx, id));
  const [who, ...answers] = await ctx.db.batch([
    actorQuery(ctx),
    ...registrationQueriesById(ctx.db, id),
  ]);
  whoIs(who);
  return datedRegistration(ownRegistration(ctx, answers));
}

/** Everything of the resident whose address this is: the last 30 days and all that is ahead. Throws `feed.notFound`. */
export async function getFeedItems(ctx: Context, tokenHash: string): Promise<Dated[]> {
  const { db, now } = ctx;
  const resident = sql`(SELECT ${calendarFeed.residentId} FROM ${calendarFeed}
    WHERE ${calendarFeed.tokenHash} = ${tokenHash})`;
  const period = { fromAt: now - FEED_PAST_DAYS * DAY_MS, untilAt: now + AGENDA_DAYS * DAY_MS };
  const [feeds, ...answers] = await db.batch([
    db.select().from(calendarFeed).where(eq(calendarFeed.tokenHash, tokenHash)),
    ...everythingQueries(ctx, resident, period),
  ]);
  if (feeds.length === 0) throw new DomainError('feed.notFound');
  return datedItems(answers, now);
}

/** Since when there is an address; the address itself is not known any more. */
export async function getFeedState(ctx: ActorContext) {
  const [who, feeds] = await ctx.db.batch([
    actorQuery(ctx),
    ctx.db.select().from(calendarFeed).where(eq(calendarFeed.residentId, ctx.actor.userId)),
  ]);
  whoIs(who);
  const [feed] = feeds;
  return { created: feed ? toRfc3339(feed.createdAt) : null };
}
