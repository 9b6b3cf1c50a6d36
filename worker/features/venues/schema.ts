/** Public shapes of venues, bookings and closures. */
import * as z from 'zod';
import {
  daySchema,
  idSchema,
  instantInput,
  instantOutput,
  nearInput,
  offsetInput,
  pageInput,
  pageOf,
  plainText,
  wallTime,
} from '../../lib/schema.ts';
import { DAY_TYPES } from '../directory/rules/hours.ts';
import {
  fitSchema,
  needsInput,
  openingSchema,
  positionSchema,
  walkSchema,
} from '../directory/schema.ts';
import { SLOT_STATES } from './rules/slots.ts';
import { BOOKING_STATES, CLOSURE_STATES, VENUE_KINDS } from './rules/states.ts';

const dayInput = daySchema.refine((on) => '2020-01-01' <= on && on < '2100-01-01');

/** After which row to go on: its instant and id. */
const keysetInput = pageInput.extend({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z
    .string()
    .regex(/^\d{1,15}\.[a-z0-9_-]{1,64}$/)
    .optional(),
});

const timeSchema = z.object({ start: instantOutput, end: instantOutput });

const placeSchema = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string(),
  position: positionSchema,
  zoneId: z.string(),
  communityId: z.string(),
  demo: z.boolean(),
});

export const venueSummarySchema = z
  .object({
    id: z.string(),
    kind: z.enum(VENUE_KINDS),
    category: z.string(),
    name: z.string(),
    summary: z.string(),
    floor: z.int().nullable(),
    /** The hall of a half court. Booking one keeps the other out. */
    parentId: z.string().nullable(),
    capacity: z.int(),
    minParty: z.int(),
    maxParty: z.int(),
    slotMin: z.int(),
    /** Shortest and longest booking on the grid. */
    shortestMin: z.int(),
    longestMin: z.int(),
    facility: placeSchema,
    opening: openingSchema,
    walk: walkSchema.optional(),
    /** Only when asked with needs: of the house, and of the floor where that is known. */
    fit: fitSchema.optional(),
    /** When asked for a day: the first times that are free, and how many there are in all. */
    free: z.array(timeSchema).optional(),
    freeTotal: z.int().optional(),
  })
  .meta({ id: 'VenueSummary' });
export type VenueSummary = z.infer<typeof venueSummarySchema>;

export const venueSchema = venueSummarySchema
  .omit({ free: true, freeTotal: true })
  .extend({
    sceneId: z.string().nullable(),
    phone: z.string().nullable(),
    bufferBeforeMin: z.int(),
    bufferAfterMin: z.int(),
    opensDaysAhead: z.int(),
    closesBeforeMin: z.int(),
    cancelBeforeMin: z.int(),
    maxActive: z.int(),
    maxPerWeek: z.int(),
    asksPurpose: z.boolean(),
    /** Below this age a guardian comes along and is counted in the party. */
    guardianUnderAge: z.int(),
    /** Seven days from today. */
    week: z.array(
      z.object({
        on: z.string(),
        state: z.enum(['known', 'unknown', 'closed']),
        dayType: z.enum(DAY_TYPES).nullable(),
        spans: z.array(timeSchema),
        reason: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'Venue' });
export type Venue = z.infer<typeof venueSchema>;

export const venuesInput = offsetInput
  .extend({
    kind: z.enum(VENUE_KINDS).optional(),
    category: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,39}$/)
      .optional(),
    facility: idSchema.optional(),
    near: nearInput.optional(),
    needs: needsInput.optional(),
    /** Asks what is free on a day; `from` and `to` narrow it, `minutes` and `party` say what is needed. */
    on: dayInput.optional(),
    from: wallTime.optional(),
    to: z.union([wallTime, z.literal('24:00')]).optional(),
    minutes: z.coerce.number().int().min(1).max(960).optional(),
    party: z.coerce.number().int().min(1).max(10_000).optional(),
  })
  .refine(({ from = '00:00', to = '24:00' }) => from < to, {
    path: ['to'],
    message: 'before from',
  });
export type VenuesInput = z.output<typeof venuesInput>;

/** From where to walk, and what one needs of a place. */
export const venueInput = z.object({ near: nearInput.optional(), needs: needsInput.optional() });
export type VenueInput = z.output<typeof venueInput>;

export const venuePageSchema = pageOf(venueSummarySchema).extend({ total: z.int() });

export const availabilityInput = z
  .object({ from: dayInput.optional(), to: dayInput.optional() })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ['to'],
    message: 'before from',
  });

export const availabilitySchema = z
  .object({
    venueId: z.string(),
    days: z.array(
      z.object({
        on: z.string(),
        /** `unknown`: the day's type isn't published, nothing can be booked. `closed`: no opening that day. */
        state: z.enum(['known', 'unknown', 'closed']),
        dayType: z.enum(DAY_TYPES).nullable(),
        reason: z.string().optional(),
        bookableFrom: instantOutput,
        spans: z.array(timeSchema),
        closures: z.array(timeSchema.extend({ reason: z.string() })),
        slots: z.array(
          timeSchema.extend({ state: z.enum(SLOT_STATES), placesLeft: z.int().optional() }),
        ),
      }),
    ),
  })
  .meta({ id: 'Availability' });
export type Availability = z.infer<typeof availabilitySchema>;

export const allowanceInput = z.object({ on: dayInput.optional() });

export const allowanceSchema = z
  .object({
    weekOn: z.string(),
    maxActive: z.int(),
    maxPerWeek: z.int(),
    activeLeft: z.int(),
    weekLeft: z.int(),
  })
  .meta({ id: 'Allowance' });

export const bookInput = z.strictObject({
  venueId: idSchema,
  start: instantInput,
  end: instantInput,
  partySize: z.int().min(1).max(10_000),
  purpose: plainText(80).optional(),
  /** A dependant; without it the booking is for whoever books. */
  personId: idSchema.optional(),
});
export type BookInput = z.output<typeof bookInput>;

const bookedVenueSchema = venueSummarySchema.pick({
  id: true,
  name: true,
  kind: true,
  category: true,
  floor: true,
});

export const bookingSchema = z
  .object({
    id: z.string(),
    /** Eight digits to show at the door. */
    code: z.string(),
    state: z.enum(BOOKING_STATES),
    venue: bookedVenueSchema,
    facility: placeSchema,
    person: z.object({ id: z.string(), name: z.string(), isSelf: z.boolean() }),
    start: instantOutput,
    end: instantOutput,
    partySize: z.int(),
    purpose: z.string().nullable(),
    cancelUntil: instantOutput,
    /** Why it was released or cancelled. */
    reason: z.string().nullable(),
    created: instantOutput,
    ended: instantOutput.nullable(),
    checkedIn: instantOutput.nullable(),
    can: z.object({ cancel: z.boolean() }),
  })
  .meta({ id: 'Booking' });
export type Booking = z.infer<typeof bookingSchema>;

export const bookingPageSchema = pageOf(bookingSchema);

export const cancelInput = z.strictObject({ reason: plainText(200).optional() });

export const myBookingsInput = keysetInput.extend({
  when: z.enum(['upcoming', 'past']).default('upcoming'),
});
export type MyBookingsInput = z.output<typeof myBookingsInput>;

/** A booking as staff see it: names masked, no code. */
export const staffBookingSchema = z
  .object({
    id: z.string(),
    state: z.enum(BOOKING_STATES),
    venue: bookedVenueSchema,
    start: instantOutput,
    end: instantOutput,
    partySize: z.int(),
    purpose: z.string().nullable(),
    /** For whom, masked. */
    person: z.string(),
    /** Who booked for a dependant, masked. */
    bookedBy: z.string().nullable(),
    checkedIn: instantOutput.nullable(),
    can: z.object({ checkIn: z.boolean() }),
    /** From when it can be checked in. */
    checkInFrom: instantOutput,
  })
  .meta({ id: 'StaffBooking' });
export type StaffBooking = z.infer<typeof staffBookingSchema>;

export const lookedUpSchema = staffBookingSchema
  .extend({ facility: z.object({ id: z.string(), name: z.string() }) })
  .meta({ id: 'LookedUpBooking' });
export type LookedUpBooking = z.infer<typeof lookedUpSchema>;

const codeSchema = z.string().regex(/^\d{8}$/);

/** By the resident's code, or, where somebody comes without it, from the day's list. */
export const checkInInput = z.union([
  z.strictObject({ code: codeSchema }),
  z.strictObject({ bookingId: idSchema }),
]);
export type CheckInInput = z.output<typeof checkInInput>;

export const closureSchema = z
  .object({
    id: z.string(),
    facilityId: z.string(),
    /** Null = every venue of the facility. */
    venue: z.object({ id: z.string(), name: z.string() }).nullable(),
    start: instantOutput,
    end: instantOutput,
    reason: z.string(),
    state: z.enum(CLOSURE_STATES),
    /** How many bookings it released; each of those residents was told. */
    released: z.int(),
    can: z.object({ lift: z.boolean() }),
  })
  .meta({ id: 'Closure' });
export type Closure = z.infer<typeof closureSchema>;

export const closurePageSchema = pageOf(closureSchema);

export const closureInput = z.strictObject({
  facilityId: idSchema,
  venueId: idSchema.optional(),
  start: instantInput,
  end: instantInput,
  reason: plainText(200),
});
export type ClosureInput = z.output<typeof closureInput>;

export const closuresInput = keysetInput.extend({ facility: idSchema, from: dayInput.optional() });
export type ClosuresInput = z.output<typeof closuresInput>;

export const liftInput = z.strictObject({ reason: plainText(200) });

export const facilityDayInput = z.object({ on: dayInput.optional() });

export const facilityDaySchema = z
  .object({
    facility: z.object({ id: z.string(), name: z.string(), sign: z.string().nullable() }),
    on: z.string(),
    dayType: z.enum(DAY_TYPES).nullable(),
    venues: z.array(
      bookedVenueSchema.extend({
        parentId: z.string().nullable(),
        capacity: z.int(),
        state: z.enum(['known', 'unknown', 'closed']),
        reason: z.string().optional(),
        spans: z.array(timeSchema),
        bookings: z.array(staffBookingSchema),
      }),
    ),
    closures: z.array(closureSchema),
  })
  .meta({ id: 'FacilityDay' });
export type FacilityDay = z.infer<typeof facilityDaySchema>;
