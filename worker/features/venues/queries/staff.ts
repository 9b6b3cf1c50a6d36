/** Reading for those who run a facility: its day, a booking by its code, its closures. */
import { and, asc, eq, gt, type SQL, sql } from 'drizzle-orm';
import { type Grant, verdict } from '../../../lib/access.ts';
import type { ActorContext, Context } from '../../../lib/context.ts';
import type { Db } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import {
  addDays,
  DAY_MS,
  type Day,
  dayOf,
  dayStart,
  MINUTE_MS,
  toRfc3339,
} from '../../../lib/time.ts';
import {
  calendarOf,
  calendarQuery,
  type ExceptionRow,
  exceptionsQuery,
  intervalView,
} from '../../directory/queries/hours.ts';
import { type FacilityPlace, facilityPlacesQuery } from '../../directory/queries/places.ts';
import type { DayType } from '../../directory/rules/hours.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { type PersonName, personNamesQuery } from '../../identity/queries/names.ts';
import { maskName } from '../../identity/rules.ts';
import {
  bookingCan,
  CHECK_IN_BEFORE_MIN,
  checkInTime,
  closureCan,
  closureState,
} from '../rules/states.ts';
import type {
  Closure,
  ClosuresInput,
  FacilityDay,
  LookedUpBooking,
  StaffBooking,
} from '../schema.ts';
import { booking, closure, venue } from '../tables.ts';
import { type BookingRows, bookingRows, bookingsQuery, scopeOf } from './bookings.ts';
import {
  type BookingRow,
  bookedVenueView,
  hoursDayView,
  LIVE,
  type VenueRow,
  venueSchedule,
} from './reading.ts';

/** A facility can't hold more live bookings on one day than its venues have slots; this only stops a fault from growing. */
const MOST_A_DAY = 2000;

/** For a batch: a facility's day: seven statements, to be read with `facilityDayView`. */
export function facilityDayQuery(ctx: Context, facilityId: string, on: Day) {
  const { db } = ctx;
  const startAt = dayStart(on);
  const endAt = dayStart(addDays(on, 1));
  const inside = sql`(SELECT id FROM venue WHERE facility_id = ${facilityId})`;
  // By the block's start, which has the index; a block begins at most a day before what it blocks.
  const touching = and(
    sql`${booking.venueId} IN ${inside}`,
    LIVE,
    gt(booking.blockStartAt, startAt - DAY_MS),
    sql`${booking.blockStartAt} < ${endAt} AND ${booking.startAt} < ${endAt}`,
    gt(booking.endAt, startAt),
  ) as SQL;
  const names = sql`(SELECT ${booking.personId} FROM ${booking} WHERE ${touching}
    UNION SELECT ${booking.residentId} FROM ${booking} WHERE ${touching})`;
  return [
    facilityPlacesQuery(db, sql`(SELECT ${facilityId})`),
    db
      .select()
      .from(venue)
      .where(eq(venue.facilityId, facilityId))
      .orderBy(asc(venue.floor), asc(venue.pinyin), asc(venue.id)),
    db
      .select()
      .from(booking)
      .where(touching)
      .orderBy(asc(booking.startAt), asc(booking.id))
      .limit(MOST_A_DAY),
    personNamesQuery(db, names),
    closureRowsQuery(db, {
      where: and(
        eq(closure.facilityId, facilityId),
        gt(closure.endAt, startAt),
        sql`${closure.startAt} < ${endAt} AND ${closure.liftedAt} IS NULL`,
      ) as SQL,
      limit: 100,
    }),
    exceptionsQuery(db, startAt, facilityId),
    calendarQuery(db, startAt),
  ] as const;
}

type DayAnswers = [
  FacilityPlace[],
  VenueRow[],
  BookingRow[],
  PersonName[],
  ClosureRow[],
  ExceptionRow[],
  { on: Day; type: DayType }[],
];

/** The answers of `facilityDayQuery` for somebody with these grants. Throws `facility.notFound`, `auth.forbidden`. */
export function facilityDayView(
  [[place], venues, bookings, names, closures, exceptions, days]: DayAnswers,
  { on, now, grants }: { on: Day; now: number; grants: readonly Grant[] },
): FacilityDay {
  if (!place) throw new DomainError('facility.notFound');
  const scope = { state: 'booked' as const, isOwner: false, place: scopeOf(place) };
  if (verdict(bookingCan.lookUp, scope, grants) !== 'allowed') {
    throw new DomainError('auth.forbidden');
  }
  const calendar = calendarOf(days);
  const nameOf = new Map(names.map((one) => [one.id, one]));
  const viewOf = (row: BookingRow, booked: VenueRow): StaffBooking[] => {
    const person = nameOf.get(row.personId);
    const resident = nameOf.get(row.residentId);
    if (!person || !resident) return [];
    return [staffBookingView({ row, venue: booked, place, person, resident }, { now, grants })];
  };
  return {
    facility: { id: place.id, name: place.name, sign: place.sign },
    on,
    dayType: calendar.get(on) ?? null,
    venues: venues.map((one) => {
      const {
        on: _on,
        dayType: _type,
        ...hours
      } = hoursDayView(venueSchedule(one, exceptions, calendar), on);
      return {
        ...bookedVenueView(one),
        parentId: one.parentId,
        capacity: one.capacity,
        ...hours,
        bookings: bookings
          .filter((row) => row.venueId === one.id)
          .flatMap((row) => viewOf(row, one)),
      };
    }),
    closures: closures.map((row) => closureView(row, { place, now, grants })),
  };
}

/** A facility's day for staff in its scope; today by default. Throws `facility.notFound`, `auth.forbidden`. */
export async function getFacilityDay(
  ctx: ActorContext,
  facilityId: string,
  on: Day = dayOf(ctx.now),
): Promise<FacilityDay> {
  const [who, ...answers] = await ctx.db.batch([
    actorQuery(ctx),
    ...facilityDayQuery(ctx, facilityId, on),
  ]);
  return facilityDayView(answers, { on, now: ctx.now, grants: whoIs(who).grants });
}

/** A booking as staff see it: names masked, no code. */
export function staffBookingView(
  { row, venue: booked, place, person, resident }: BookingRows,
  { now, grants }: { now: number; grants: readonly Grant[] },
): StaffBooking {
  const access = { state: row.state, isOwner: false, place: scopeOf(place) };
  return {
    id: row.id,
    state: row.state,
    venue: bookedVenueView(booked),
    ...intervalView(row),
    partySize: row.partySize,
    purpose: row.purpose,
    person: maskName(person.name),
    bookedBy: row.personId === row.residentId ? null : maskName(resident.name),
    checkedIn: row.checkedInAt === null ? null : toRfc3339(row.checkedInAt),
    can: {
      checkIn:
        verdict(bookingCan.checkIn, access, grants) === 'allowed' &&
        checkInTime(row, now) === 'open',
    },
    checkInFrom: toRfc3339(row.startAt - CHECK_IN_BEFORE_MIN * MINUTE_MS),
  };
}

/** Which booking staff mean: by the resident's code or by its row in the day's list. */
export type Mentioned = { code: string } | { bookingId: string };

/** For the first batch of a staff act on one booking; read with `mentionedBooking`. */
export function mentionedQuery(ctx: Context, mentioned: Mentioned) {
  const where =
    'code' in mentioned ? eq(booking.code, mentioned.code) : eq(booking.id, mentioned.bookingId);
  return bookingsQuery(ctx, { where, limit: 1 });
}

/** Throws `pass.notFound` for an unknown code and for one outside the scope alike: its existence isn't revealed. */
export function mentionedBooking(
  answers: Parameters<typeof bookingRows>[0],
  grants: readonly Grant[],
): BookingRows {
  const [found] = bookingRows(answers);
  if (!found) throw new DomainError('pass.notFound');
  const access = { state: found.row.state, isOwner: false, place: scopeOf(found.place) };
  if (verdict(bookingCan.lookUp, access, grants) !== 'allowed') {
    throw new DomainError('pass.notFound');
  }
  return found;
}

export function lookedUpView(
  found: BookingRows,
  to: { now: number; grants: readonly Grant[] },
): LookedUpBooking {
  const { id, name } = found.place;
  return { ...staffBookingView(found, to), facility: { id, name } };
}

/** For a batch: closures with the name of their venue and how many bookings each released. */
export function closureRowsQuery(db: Db, { where, limit }: { where: SQL; limit: number }) {
  return db
    .select({
      id: sql<string>`${closure.id}`.as('closure_id'),
      facilityId: sql<string>`${closure.facilityId}`.as('closure_facility'),
      venueId: sql<string | null>`${closure.venueId}`.as('closure_venue'),
      venueName: sql<string | null>`${venue.name}`.as('closure_venue_name'),
      startAt: sql<number>`${closure.startAt}`.as('closure_start'),
      endAt: sql<number>`${closure.endAt}`.as('closure_end'),
      reason: sql<string>`${closure.reason}`.as('closure_reason'),
      liftedAt: sql<number | null>`${closure.liftedAt}`.as('closure_lifted'),
      released: sql<number>`(SELECT count(*) FROM audit WHERE facility_id = ${closure.facilityId}
        AND at = ${closure.createdAt} AND act = 'booking.release'
        AND detail ->> 'closureId' = ${closure.id})`.as('closure_released'),
    })
    .from(closure)
    .leftJoin(venue, eq(venue.id, closure.venueId))
    .where(where)
    .orderBy(asc(closure.endAt), asc(closure.id))
    .limit(limit);
}
export type ClosureRow = Awaited<ReturnType<typeof closureRowsQuery>>[number];

export function closureView(
  row: ClosureRow,
  { place, now, grants }: { place: FacilityPlace; now: number; grants: readonly Grant[] },
): Closure {
  const state = closureState(row, now);
  const access = { state, isOwner: false, place: scopeOf(place) };
  return {
    id: row.id,
    facilityId: row.facilityId,
    venue: row.venueId === null ? null : { id: row.venueId, name: row.venueName ?? '' },
    ...intervalView(row),
    reason: row.reason,
    state,
    released: row.released,
    can: { lift: verdict(closureCan.lift, access, grants) === 'allowed' },
  };
}

/** The closures of a facility that end after a day begins, soonest over first. Throws `facility.notFound`, `auth.forbidden`. */
export async function listClosures(
  ctx: ActorContext,
  { facility, from, limit, cursor }: ClosuresInput,
) {
  const [endAt = '0', id = ''] = cursor?.split('.') ?? [];
  const where = and(
    eq(closure.facilityId, facility),
    gt(closure.endAt, dayStart(from ?? dayOf(ctx.now))),
    cursor === undefined
      ? undefined
      : sql`(${closure.endAt}, ${closure.id}) > (${Number(endAt)}, ${id})`,
  ) as SQL;
  const [who, [place], rows] = await ctx.db.batch([
    actorQuery(ctx),
    facilityPlacesQuery(ctx.db, sql`(SELECT ${facility})`),
    closureRowsQuery(ctx.db, { where, limit: limit + 1 }),
  ]);
  const { grants } = whoIs(who);
  if (!place) throw new DomainError('facility.notFound');
  const access = { state: 'planned' as const, isOwner: false, place: scopeOf(place) };
  if (verdict(closureCan.see, access, grants) !== 'allowed') {
    throw new DomainError('auth.forbidden');
  }
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map((row) => closureView(row, { place, now: ctx.now, grants })),
    next: rows.length > limit && last ? `${last.endAt}.${last.id}` : null,
  };
}
