/** Statements and views that the venue reads and commands share. */
import { and, asc, eq, gt, isNull, lt, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { ActorContext } from '../../../lib/context.ts';
import type { Db } from '../../../lib/db.ts';
import { DAY_MS, type Day, dayStart, HOUR_MS } from '../../../lib/time.ts';
import { type ExceptionRow, intervalView, scheduleOf } from '../../directory/queries/hours.ts';
import { type FacilityPlace, positionView } from '../../directory/queries/places.ts';
import {
  type Calendar,
  type Interval,
  openOn,
  reasonOn,
  type Schedule,
} from '../../directory/rules/hours.ts';
import { NOTHING_BOOKED, type Occupancy } from '../rules/slots.ts';
import { booking, closure, venue } from '../tables.ts';

export type VenueRow = typeof venue.$inferSelect;
export type BookingRow = typeof booking.$inferSelect;

/** Written out, not bound: only so does SQLite see that the partial index of live bookings fits. */
export const LIVE: SQL = sql`${booking.state} IN ('booked', 'checked_in')`;

/** No booking is longer (booking_interval) … */
export const LONGEST_BOOKING_MS = 16 * HOUR_MS;
/** … and none keeps others out for longer (booking_block). So whatever touches a period begins within this before it. */
const LONGEST_BLOCK_MS = DAY_MS;
/** No buffer is longer (venue_buffer). */
export const LONGEST_BUFFER_MS = 2 * HOUR_MS;

/** The facility of a venue. */
export function facilityOf(venueId: string): SQL {
  return sql`(SELECT facility_id FROM venue WHERE id = ${venueId})`;
}

/** A venue, its hall and its halves. */
export function familyOf(venueId: string): SQL {
  return sql`(SELECT o.id FROM venue v JOIN venue o ON o.facility_id = v.facility_id
    WHERE v.id = ${venueId} AND (o.id = v.id OR o.id = v.parent_id OR o.parent_id = v.id))`;
}

/** For a batch: what keeps the venues of a subquery busy in a period. Reads the live bookings of that period only. */
export function blocksQuery(db: Db, venueIds: SQLWrapper, { startAt, endAt }: Interval) {
  return db
    .select({
      id: sql<string>`${booking.id}`.as('block_id'),
      venueId: sql<string>`${booking.venueId}`.as('block_venue'),
      parentId: sql<string | null>`${venue.parentId}`.as('block_parent'),
      startAt: sql<number>`${booking.blockStartAt}`.as('block_start'),
      endAt: sql<number>`${booking.blockEndAt}`.as('block_end'),
      partySize: sql<number>`${booking.partySize}`.as('block_party'),
      cancelUntilAt: sql<number>`${booking.cancelUntilAt}`.as('block_cancel'),
    })
    .from(booking)
    .innerJoin(venue, eq(venue.id, booking.venueId))
    .where(
      and(
        sql`${booking.venueId} IN ${venueIds}`,
        LIVE,
        gt(booking.blockStartAt, startAt - LONGEST_BLOCK_MS),
        lt(booking.blockStartAt, endAt),
        gt(booking.blockEndAt, startAt),
      ),
    );
}
export type BlockRow = Awaited<ReturnType<typeof blocksQuery>>[number];

/** For a batch: the closures of the facilities of a subquery that touch a period. */
export function closuresQuery(db: Db, facilityIds: SQLWrapper, { startAt, endAt }: Interval) {
  return db
    .select({
      facilityId: sql<string>`${closure.facilityId}`.as('closed_facility'),
      venueId: sql<string | null>`${closure.venueId}`.as('closed_venue'),
      parentId: sql<string | null>`${venue.parentId}`.as('closed_parent'),
      startAt: sql<number>`${closure.startAt}`.as('closed_start'),
      endAt: sql<number>`${closure.endAt}`.as('closed_end'),
      reason: sql<string>`${closure.reason}`.as('closed_reason'),
    })
    .from(closure)
    .leftJoin(venue, eq(venue.id, closure.venueId))
    .where(
      and(
        sql`${closure.facilityId} IN ${facilityIds}`,
        gt(closure.endAt, startAt),
        lt(closure.startAt, endAt),
        isNull(closure.liftedAt),
      ),
    )
    .orderBy(asc(closure.startAt));
}
export type ClosedRow = Awaited<ReturnType<typeof closuresQuery>>[number];

/** The same family as the triggers know: the venue itself, its hall, its halves. */
function touches(
  one: VenueRow,
  other: { venueId: string | null; parentId: string | null },
): boolean {
  return other.venueId === one.id || other.venueId === one.parentId || other.parentId === one.id;
}

/** What stands in the way at a venue, from the rows of a batch about any venues. */
export function occupancyOf(
  one: VenueRow,
  blocks: readonly BlockRow[],
  closures: readonly ClosedRow[],
): Occupancy {
  const near = blocks.filter((block) => touches(one, block));
  const shares = (block: BlockRow) => one.kind === 'places' && block.venueId === one.id;
  return {
    ...NOTHING_BOOKED,
    blocks: near.filter((block) => !shares(block)),
    parties: near.filter(shares),
    closures: closures.filter(
      (closed) =>
        closed.facilityId === one.facilityId && (closed.venueId === null || touches(one, closed)),
    ),
  };
}

/** The hours of a venue: its own, unless a dated exception of its facility or scene replaces them. */
export function venueSchedule(
  one: VenueRow,
  exceptions: readonly ExceptionRow[],
  calendar: Calendar,
): Schedule {
  return scheduleOf(one, exceptions, calendar);
}

/** For a batch: the live bookings of somebody that limits count, from now on and in a week; of one venue or of all. */
export function heldQuery(
  ctx: ActorContext,
  { venueId, weekOn }: { venueId?: string; weekOn: Day },
) {
  const sinceAt = Math.min(ctx.now - LONGEST_BOOKING_MS, dayStart(weekOn) - 1);
  return ctx.db
    .select({
      venueId: booking.venueId,
      personId: booking.personId,
      startAt: booking.startAt,
      endAt: booking.endAt,
      weekOn: booking.weekOn,
    })
    .from(booking)
    .where(
      and(
        eq(booking.residentId, ctx.actor.userId),
        gt(booking.startAt, sinceAt),
        LIVE,
        venueId === undefined ? undefined : eq(booking.venueId, venueId),
      ),
    );
}

/** For the write batch: how many live bookings of a venue that aren't over somebody holds at that moment. */
export function activeCount(ctx: ActorContext, venueId: string): SQL {
  return sql`(SELECT count(*) FROM booking WHERE resident_id = ${ctx.actor.userId}
    AND start_at > ${ctx.now - LONGEST_BOOKING_MS} AND end_at > ${ctx.now}
    AND venue_id = ${venueId} AND state IN ('booked', 'checked_in'))`;
}

/** For the write batch: how many live bookings of a venue somebody holds in a week. */
export function weekCount(ctx: ActorContext, venueId: string, weekOn: Day): SQL {
  const start = dayStart(weekOn);
  return sql`(SELECT count(*) FROM booking WHERE resident_id = ${ctx.actor.userId}
    AND start_at >= ${start} AND start_at < ${start + 7 * DAY_MS}
    AND venue_id = ${venueId} AND state IN ('booked', 'checked_in'))`;
}

/** For the write batch: whether somebody of the household holds the venue for one person at the wished time already. */
export function ownOverlap(
  ctx: ActorContext,
  {
    venueId,
    personId,
    startAt,
    endAt,
  }: Pick<BookingRow, 'venueId' | 'personId' | 'startAt' | 'endAt'>,
): SQL {
  return sql`EXISTS (SELECT 1 FROM booking WHERE resident_id = ${ctx.actor.userId}
    AND start_at > ${startAt - LONGEST_BOOKING_MS} AND start_at < ${endAt} AND end_at > ${startAt}
    AND venue_id = ${venueId} AND person_id = ${personId} AND state IN ('booked', 'checked_in'))`;
}

/** How a day stands by the hours alone. */
export function hoursDayView(schedule: Schedule, on: Day) {
  const spans = openOn(schedule, on);
  const reason = reasonOn(schedule, on);
  const isClosed = spans !== 'unknown' && spans.length === 0;
  return {
    on,
    state:
      spans === 'unknown'
        ? ('unknown' as const)
        : isClosed
          ? ('closed' as const)
          : ('known' as const),
    dayType: schedule.calendar.get(on) ?? null,
    spans: spans === 'unknown' ? [] : spans.map(intervalView),
    ...(reason !== undefined && { reason }),
  };
}

export function placeView(place: FacilityPlace) {
  const { id, name, address, zoneId, communityId, demo } = place;
  return { id, name, address, position: positionView(place), zoneId, communityId, demo };
}

export function bookedVenueView({ id, name, kind, category, floor }: VenueRow) {
  return { id, name, kind, category, floor };
}
