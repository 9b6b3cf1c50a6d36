/** How many bookings a day holds, and where there are venues; for the desk. */
import { and, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../../lib/db.ts';
import { addDays, type Day, dayStart } from '../../../lib/time.ts';
import { booking, venue } from '../tables.ts';
import { LIVE } from './reading.ts';

/** For a batch: facilities that have venues, with the live bookings whose block begins on a day. */
export function bookingCountsQuery(db: Db, on: Day) {
  return db
    .select({
      facilityId: sql<string>`${venue.facilityId}`.as('bc_facility'),
      bookings: sql<number>`count(${booking.id})`.as('bc_bookings'),
    })
    .from(venue)
    .leftJoin(
      booking,
      and(
        eq(booking.venueId, venue.id),
        LIVE,
        gte(booking.blockStartAt, dayStart(on)),
        lt(booking.blockStartAt, dayStart(addDays(on, 1))),
      ),
    )
    .groupBy(venue.facilityId);
}

/** The ids of the facilities that have venues. */
export const facilitiesOfVenues: SQL = sql`SELECT facility_id FROM venue`;
