/** Which bookings a closure would touch, from the days it covers. Pure. */
import type { FacilityDay } from '../../../../worker/features/venues/schema.ts';
import { addDays, type Day, dayOf, daysBetween, toMs } from '../../lib/format.ts';

/** More days than these are not asked for one by one. */
export const MOST_DAYS = 7;

export interface Period {
  start: string;
  end: string;
}

/** The days that a period touches. */
export function daysOf({ start, end }: Period): Day[] {
  const first = dayOf(start);
  const count = daysBetween(first, dayOf(toMs(end) - 1)) + 1;
  return Array.from({ length: count }, (_, step) => addDays(first, step));
}

export interface Touched {
  /** Would be released. */
  booked: number;
  /** Are there already and stay. */
  checkedIn: number;
}

/** Closing a hall closes its halves and the other way round; `venueId` null closes all. */
export function touchedBy(
  days: readonly FacilityDay[],
  venueId: string | null,
  { start, end }: Period,
): Touched {
  const found = new Map<string, 'booked' | 'checked_in'>();
  for (const { venues } of days) {
    const parent = venues.find(({ id }) => id === venueId)?.parentId;
    const concerned = venues.filter(
      ({ id, parentId }) =>
        venueId === null || id === venueId || parentId === venueId || id === parent,
    );
    for (const { id, state, ...booking } of concerned.flatMap(({ bookings }) => bookings)) {
      const isWithin = toMs(booking.start) < toMs(end) && toMs(booking.end) > toMs(start);
      if (isWithin && (state === 'booked' || state === 'checked_in')) found.set(id, state);
    }
  }
  const states = [...found.values()];
  return {
    booked: states.filter((state) => state === 'booked').length,
    checkedIn: states.filter((state) => state === 'checked_in').length,
  };
}
