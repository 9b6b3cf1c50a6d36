/** Reading bookings: somebody's own. The statements and the view are also for the agenda. */
import { and, asc, desc, eq, gt, lt, lte, or, type SQL, sql } from 'drizzle-orm';
import { verdict } from '../../../lib/access.ts';
import type { ActorContext, Context } from '../../../lib/context.ts';
import { DomainError } from '../../../lib/errors.ts';
import { toRfc3339 } from '../../../lib/time.ts';
import { type FacilityPlace, facilityPlacesQuery } from '../../directory/queries/places.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { type PersonName, personNamesQuery } from '../../identity/queries/names.ts';
import { bookingCan, canStillCancel } from '../rules/states.ts';
import type { Booking, MyBookingsInput } from '../schema.ts';
import { booking, venue } from '../tables.ts';
import {
  type BookingRow,
  bookedVenueView,
  LIVE,
  LONGEST_BOOKING_MS,
  placeView,
  type VenueRow,
} from './reading.ts';

type Choice = { where: SQL; order?: SQL[]; limit?: number };

/**
 * For a batch: bookings with what their view needs: four statements, to be read together with `bookingRows`. Rows read
 * are those of the bookings chosen.
 */
export function bookingsQuery(ctx: Context, { where, order = [], limit = 500 }: Choice) {
  const { db } = ctx;
  const chosen = (column: SQL) =>
    sql`(SELECT ${column} FROM ${booking} WHERE ${where}${
      order.length > 0 ? sql` ORDER BY ${sql.join(order, sql`, `)}` : sql``
    } LIMIT ${limit})`;
  const venueIds = chosen(sql`${booking.venueId}`);
  const personIds = sql`(SELECT * FROM ${chosen(sql`${booking.personId}`)}
    UNION SELECT * FROM ${chosen(sql`${booking.residentId}`)})`;
  return [
    db
      .select()
      .from(booking)
      .where(where)
      .orderBy(...order)
      .limit(limit),
    db.select().from(venue).where(sql`${venue.id} IN ${venueIds}`),
    facilityPlacesQuery(db, sql`(SELECT facility_id FROM venue WHERE id IN ${venueIds})`),
    personNamesQuery(db, personIds),
  ] as const;
}

type Answers = [BookingRow[], VenueRow[], FacilityPlace[], PersonName[]];

/** A booking with everything around it. */
export type BookingRows = {
  row: BookingRow;
  venue: VenueRow;
  place: FacilityPlace;
  person: PersonName;
  resident: PersonName;
};

/** Puts the answers of `bookingsQuery` together, in their order. */
export function bookingRows([bookings, venues, places, persons]: Answers): BookingRows[] {
  const venueOf = new Map(venues.map((one) => [one.id, one]));
  const placeOf = new Map(places.map((one) => [one.id, one]));
  const personOf = new Map(persons.map((one) => [one.id, one]));
  return bookings.flatMap((row) => {
    const booked = venueOf.get(row.venueId);
    const place = booked && placeOf.get(booked.facilityId);
    const person = personOf.get(row.personId);
    const resident = personOf.get(row.residentId);
    return booked && place && person && resident
      ? [{ row, venue: booked, place, person, resident }]
      : [];
  });
}

/**
 * For the agenda, in a batch: a resident's bookings of every state that touch a period (ms). Read with `bookingRows`,
 * show with `bookingView`. The resident may be a subquery.
 */
export function bookingsOfResidentQuery(
  ctx: Context,
  residentId: string | SQL,
  { startAt, endAt }: { startAt: number; endAt: number },
) {
  return bookingsQuery(ctx, {
    where: and(
      eq(booking.residentId, residentId),
      gt(booking.startAt, startAt - LONGEST_BOOKING_MS),
      lt(booking.startAt, endAt),
      gt(booking.endAt, startAt),
    ) as SQL,
    order: [asc(booking.startAt), asc(booking.id)],
  });
}

/** A booking as its owner sees it. */
export function bookingView(
  { row, venue: booked, place, person }: BookingRows,
  now: number,
): Booking {
  const access = { state: row.state, isOwner: true, place: scopeOf(place) };
  return {
    id: row.id,
    code: row.code,
    state: row.state,
    venue: bookedVenueView(booked),
    facility: placeView(place),
    person: { id: person.id, name: person.name, isSelf: person.id === row.residentId },
    start: toRfc3339(row.startAt),
    end: toRfc3339(row.endAt),
    partySize: row.partySize,
    purpose: row.purpose,
    cancelUntil: toRfc3339(row.cancelUntilAt),
    reason: row.reason,
    created: toRfc3339(row.createdAt),
    ended: row.endedAt === null ? null : toRfc3339(row.endedAt),
    checkedIn: row.checkedInAt === null ? null : toRfc3339(row.checkedInAt),
    can: {
      cancel: verdict(bookingCan.cancel, access, []) === 'allowed' && canStillCancel(row, now),
    },
  };
}

export function scopeOf({ id, zoneId }: Pick<FacilityPlace, 'id' | 'zoneId'>) {
  return { facilityId: id, zoneId };
}

/** For the first batch of a command on one's own booking. */
export function ownBookingQuery(ctx: ActorContext, id: string) {
  return bookingsQuery(ctx, {
    where: and(eq(booking.id, id), eq(booking.residentId, ctx.actor.userId)) as SQL,
    limit: 1,
  });
}

/** One's own booking. Throws `booking.notFound`, for another's too. */
export async function getBooking(ctx: ActorContext, id: string): Promise<Booking> {
  const [who, ...answers] = await ctx.db.batch([actorQuery(ctx), ...ownBookingQuery(ctx, id)]);
  whoIs(who);
  const [found] = bookingRows(answers);
  if (!found) throw new DomainError('booking.notFound');
  return bookingView(found, ctx.now);
}

/** Upcoming: live and not over, soonest first. Past: everything else, newest first. */
export async function listMyBookings(ctx: ActorContext, { when, limit, cursor }: MyBookingsInput) {
  const isUpcoming = when === 'upcoming';
  const where = and(
    eq(booking.residentId, ctx.actor.userId),
    isUpcoming
      ? and(gt(booking.startAt, ctx.now - LONGEST_BOOKING_MS), gt(booking.endAt, ctx.now), LIVE)
      : or(lte(booking.endAt, ctx.now), sql`${booking.state} IN ('cancelled', 'released')`),
    cursor === undefined ? undefined : beyond(cursor, isUpcoming),
  ) as SQL;
  const order = isUpcoming
    ? [asc(booking.startAt), asc(booking.id)]
    : [desc(booking.startAt), desc(booking.id)];
  const [who, ...answers] = await ctx.db.batch([
    actorQuery(ctx),
    ...bookingsQuery(ctx, { where, order, limit: limit + 1 }),
  ]);
  whoIs(who);
  const found = bookingRows(answers);
  const items = found.slice(0, limit);
  const last = items.at(-1)?.row;
  const next = found.length > limit && last ? `${last.startAt}.${last.id}` : null;
  return { items: items.map((one) => bookingView(one, ctx.now)), next };
}

function beyond(cursor: string, isUpcoming: boolean): SQL {
  const [at = '', id = ''] = cursor.split('.');
  const startAt = Number(at);
  const key = sql`(${booking.startAt}, ${booking.id})`;
  return isUpcoming ? sql`${key} > (${startAt}, ${id})` : sql`${key} < (${startAt}, ${id})`;
}
