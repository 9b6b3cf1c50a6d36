/** Who may do what with bookings and closures, and the states they go through. Pages read it too. */
import type { AccessTable, Role } from '../../../lib/access.ts';
import { MINUTE_MS } from '../../../lib/time.ts';
import type { Interval } from '../../directory/rules/hours.ts';

export const VENUE_KINDS = ['room', 'places', 'court', 'school'] as const;
export type VenueKind = (typeof VENUE_KINDS)[number];

export const BOOKING_STATES = ['booked', 'checked_in', 'cancelled', 'released'] as const;
export type BookingState = (typeof BOOKING_STATES)[number];

/** Those who run a facility's venues. */
const VENUE_STAFF: readonly Role[] = ['centre_staff', 'zone_operator', 'subdistrict_admin'];

export const bookingCan = {
  see: { owner: BOOKING_STATES },
  cancel: { owner: ['booked'] },
  lookUp: { staff: { roles: VENUE_STAFF, states: BOOKING_STATES } },
  checkIn: { staff: { roles: VENUE_STAFF, states: ['booked'] } },
} satisfies AccessTable<BookingState>;

export const CLOSURE_STATES = ['planned', 'running', 'over', 'lifted'] as const;
export type ClosureState = (typeof CLOSURE_STATES)[number];

export const closureCan = {
  see: { staff: { roles: VENUE_STAFF, states: CLOSURE_STATES } },
  create: { staff: { roles: VENUE_STAFF, states: ['planned', 'running'] } },
  lift: { staff: { roles: VENUE_STAFF, states: ['planned', 'running'] } },
} satisfies AccessTable<ClosureState>;

/** A closure longer than this is a venue taken out of use, which is another act. */
export const LONGEST_CLOSURE_DAYS = 366;

export function closureState(
  { startAt, endAt, liftedAt }: Interval & { liftedAt: number | null },
  now: number,
): ClosureState {
  if (liftedAt !== null) return 'lifted';
  if (endAt <= now) return 'over';
  return startAt <= now ? 'running' : 'planned';
}

/** Whoever comes early is let in from here on. */
export const CHECK_IN_BEFORE_MIN = 30;

/** Whether a booking can be checked in now, going by the clock alone: from half an hour before its start until its end. */
export function checkInTime({ startAt, endAt }: Interval, now: number): 'early' | 'open' | 'over' {
  if (now < startAt - CHECK_IN_BEFORE_MIN * MINUTE_MS) return 'early';
  return now < endAt ? 'open' : 'over';
}

/** Whether the rule accepted at booking still lets it be cancelled. The last moment counts. */
export function canStillCancel({ cancelUntilAt }: { cancelUntilAt: number }, now: number): boolean {
  return now <= cancelUntilAt;
}
