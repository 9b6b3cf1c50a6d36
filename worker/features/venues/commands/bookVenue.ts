/** Booking a venue. */
import { eq, sql } from 'drizzle-orm';
import {
  type ActorContext,
  earlierResult,
  rememberResult,
  replayedId,
} from '../../../lib/context.ts';
import { guard, writeAll } from '../../../lib/db.ts';
import { DomainError, refusalOf } from '../../../lib/errors.ts';
import { calendarOf, calendarQuery, exceptionsQuery } from '../../directory/queries/hours.ts';
import { facilityPlacesQuery } from '../../directory/queries/places.ts';
import { actorQuery, householdQuery, whoIs } from '../../identity/queries/actor.ts';
import { bookingView, getBooking } from '../queries/bookings.ts';
import {
  activeCount,
  type BookingRow,
  blocksQuery,
  closuresQuery,
  facilityOf,
  familyOf,
  heldQuery,
  LONGEST_BOOKING_MS,
  LONGEST_BUFFER_MS,
  occupancyOf,
  ownOverlap,
  type VenueRow,
  venueSchedule,
  weekCount,
} from '../queries/reading.ts';
import {
  type BookingRefusal,
  cancelUntilAt,
  refuseBooking,
  type Wish,
  weekOf,
} from '../rules/policy.ts';
import { blockOf } from '../rules/slots.ts';
import type { BookInput, Booking } from '../schema.ts';
import { booking, venue } from '../tables.ts';
import { type Refused, refusedBooking } from './alternatives.ts';

/**
 * Books a venue for oneself or a dependant. Throws `venue.notFound`, `person.notFound`, `person.nameRequired`, and every
 * refusal of `refuseBooking` with its rule, when it becomes possible, and up to three alternatives that are really free.
 */
export async function bookVenue(ctx: ActorContext, input: BookInput): Promise<Booking> {
  const read = await readForBooking(ctx, input);
  const who = whoIs(read.who);
  const replayed = replayedId(ctx, read.earlier);
  if (replayed !== null) return getBooking(ctx, replayed);
  const { row: booked, place } = read;
  if (!booked || !place || booked.state === 'hidden') throw new DomainError('venue.notFound');
  const person = read.household.find((one) => one.id === (input.personId ?? who.userId));
  if (!person) throw new DomainError('person.notFound');
  if (person.name.trim() === '') throw new DomainError('person.nameRequired');
  const refused: Refused = { venue: booked, wish: wishOf(input), booker: person, who };
  const refusal = refuseBooking({
    rules: booked,
    schedule: venueSchedule(booked, read.exceptions, calendarOf(read.days)),
    occupancy: occupancyOf(booked, read.blocks, read.closures),
    held: read.held,
    booker: person,
    wish: refused.wish,
    now: ctx.now,
  });
  if (refusal) throw await refusedBooking(ctx, refused, refusal);
  const row = bookingRow(ctx, booked, refused.wish, person.id);
  await write(ctx, booked, row, refused);
  return bookingView({ row, venue: booked, place, person, resident: person }, ctx.now);
}

function wishOf({ start, end, partySize, purpose }: BookInput): Wish {
  return { startAt: start, endAt: end, partySize, purpose: purpose ?? null };
}

async function readForBooking(ctx: ActorContext, { venueId, start, end }: BookInput) {
  const { db, now } = ctx;
  const facilityId = facilityOf(venueId);
  // A wish for the past or for days on end is refused by the clock alone: don't let it read all their bookings.
  const startAt = Math.max(start, now);
  const endAt = Math.min(Math.max(startAt, end), startAt + LONGEST_BOOKING_MS);
  const period = { startAt: startAt - LONGEST_BUFFER_MS, endAt: endAt + LONGEST_BUFFER_MS };
  const [who, earlier, household, [row], [place], exceptions, days, blocks, closures, held] =
    await db.batch([
      actorQuery(ctx),
      earlierResult(ctx),
      householdQuery(ctx),
      db.select().from(venue).where(eq(venue.id, venueId)),
      facilityPlacesQuery(db, facilityId),
      exceptionsQuery(db, now, facilityId),
      calendarQuery(db, startAt),
      blocksQuery(db, familyOf(venueId), period),
      closuresQuery(db, facilityId, period),
      heldQuery(ctx, { venueId, weekOn: weekOf({ startAt }) }),
    ]);
  return { who, earlier, household, row, place, exceptions, days, blocks, closures, held };
}

function bookingRow(ctx: ActorContext, booked: VenueRow, wish: Wish, personId: string): BookingRow {
  const block = blockOf(booked, wish);
  return {
    id: ctx.newId('bkg'),
    venueId: booked.id,
    residentId: ctx.actor.userId,
    personId,
    startAt: wish.startAt,
    endAt: wish.endAt,
    blockStartAt: block.startAt,
    blockEndAt: block.endAt,
    partySize: wish.partySize,
    purpose: wish.purpose,
    state: 'booked',
    code: ctx.newCode(),
    cancelUntilAt: cancelUntilAt(booked, wish),
    ruleVersion: booked.ruleVersion,
    weekOn: weekOf(wish),
    createdAt: ctx.now,
    endedAt: null,
    reason: null,
    checkedInAt: null,
    checkedInBy: null,
  };
}

/** The triggers decide who was first; the guards, whether this resident had one left at that moment. */
async function write(ctx: ActorContext, booked: VenueRow, row: BookingRow, refused: Refused) {
  const { db } = ctx;
  try {
    await writeAll(db, [
      ...rememberResult(ctx, row.id),
      guard(db, 'booking.own', ownOverlap(ctx, row)),
      guard(db, 'booking.activeLimit', sql`${activeCount(ctx, booked.id)} >= ${booked.maxActive}`),
      guard(
        db,
        'booking.weekLimit',
        sql`${weekCount(ctx, booked.id, row.weekOn)} >= ${booked.maxPerWeek}`,
      ),
      db.insert(booking).values(row),
    ]);
  } catch (error) {
    const refusal = racedRefusal(error, booked);
    throw refusal ? await refusedBooking(ctx, refused, refusal) : error;
  }
}

/** What only the write batch can know, with the rule as far as it is known without another look. */
function racedRefusal(error: unknown, booked: VenueRow): BookingRefusal | null {
  const code = refusalOf(error);
  const rules: Partial<Record<string, BookingRefusal['rule']>> = {
    'booking.taken': { name: 'bookingsAtATime', value: 1 },
    'booking.full': { name: 'capacity', value: booked.capacity },
    'booking.closed': { name: 'closure', value: '' },
    'booking.own': { name: 'bookingsAtATimePerPerson', value: 1 },
    'booking.activeLimit': { name: 'maxActive', value: booked.maxActive },
    'booking.weekLimit': { name: 'maxPerWeek', value: booked.maxPerWeek },
  };
  const rule = code === null ? undefined : rules[code];
  return code !== null && rule ? { code, rule } : null;
}
