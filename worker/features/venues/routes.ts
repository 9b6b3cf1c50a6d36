import { endpoint, input, once, publicFor, routes, signedIn } from '../../lib/http.ts';
import { idParam } from '../../lib/schema.ts';
import { bookVenue } from './commands/bookVenue.ts';
import { cancelBooking } from './commands/cancelBooking.ts';
import { checkIn } from './commands/checkIn.ts';
import { createClosure, liftClosure } from './commands/closures.ts';
import { getBooking, listMyBookings } from './queries/bookings.ts';
import { getFacilityDay, listClosures } from './queries/staff.ts';
import { getAllowance, getAvailability, getVenue, listVenues } from './queries/venues.ts';
import {
  allowanceInput,
  allowanceSchema,
  availabilityInput,
  availabilitySchema,
  bookInput,
  bookingPageSchema,
  bookingSchema,
  cancelInput,
  checkInInput,
  closureInput,
  closurePageSchema,
  closureSchema,
  closuresInput,
  facilityDayInput,
  facilityDaySchema,
  liftInput,
  lookedUpSchema,
  myBookingsInput,
  venueInput,
  venuePageSchema,
  venueSchema,
  venuesInput,
} from './schema.ts';

const tag = 'venues';

const publicRoutes = routes()
  .get(
    '/venues',
    endpoint({ summary: 'Venues, nearest first, or what is free', tag, answer: venuePageSchema }),
    // What is free may be gone in a second: keep it, but ask again each time.
    publicFor(0),
    input('query', venuesInput),
    async (c) => c.json(await listVenues(c.var.ctx, c.req.valid('query')), 200),
  )
  .get(
    '/venues/:id',
    endpoint({
      summary: 'One venue, its rules and hours',
      tag,
      answer: venueSchema,
      refusals: ['venue.notFound'],
    }),
    publicFor(30),
    input('param', idParam),
    input('query', venueInput),
    async (c) =>
      c.json(await getVenue(c.var.ctx, c.req.valid('param').id, c.req.valid('query')), 200),
  )
  .get(
    '/venues/:id/availability',
    endpoint({
      summary: 'The slots of up to 31 days',
      tag,
      answer: availabilitySchema,
      refusals: ['venue.notFound'],
    }),
    publicFor(0),
    input('param', idParam),
    input('query', availabilityInput),
    async (c) =>
      c.json(await getAvailability(c.var.ctx, c.req.valid('param').id, c.req.valid('query')), 200),
  );

const residentRoutes = routes()
  .get(
    '/venues/:id/allowance',
    endpoint({
      summary: 'How many more bookings I may make',
      tag,
      answer: allowanceSchema,
      refusals: ['auth.required', 'venue.notFound'],
    }),
    signedIn,
    input('param', idParam),
    input('query', allowanceInput),
    async (c) =>
      c.json(
        await getAllowance(c.var.actorCtx, c.req.valid('param').id, c.req.valid('query').on),
        200,
      ),
  )
  .post(
    '/bookings',
    endpoint({
      summary: 'Book a venue',
      tag,
      answer: bookingSchema,
      status: 201,
      refusals: [
        'auth.required',
        'idempotency.mismatch',
        'venue.notFound',
        'person.notFound',
        'person.nameRequired',
        'person.bornOnRequired',
        'booking.party',
        'booking.purposeRequired',
        'booking.duration',
        'booking.tooLate',
        'booking.tooEarly',
        'booking.outsideHours',
        'booking.hoursUnknown',
        'booking.grid',
        'booking.guardian',
        'booking.closed',
        'booking.own',
        'booking.activeLimit',
        'booking.weekLimit',
        'booking.taken',
        'booking.full',
      ],
    }),
    signedIn,
    input('json', bookInput),
    async (c) => c.json(await once(() => bookVenue(c.var.actorCtx, c.req.valid('json'))), 201),
  )
  .get(
    '/bookings/:id',
    endpoint({
      summary: 'One of my bookings',
      tag,
      answer: bookingSchema,
      refusals: ['auth.required', 'booking.notFound'],
    }),
    signedIn,
    input('param', idParam),
    async (c) => c.json(await getBooking(c.var.actorCtx, c.req.valid('param').id), 200),
  )
  .post(
    '/bookings/:id/cancel',
    endpoint({
      summary: 'Cancel my booking',
      tag,
      answer: bookingSchema,
      refusals: ['auth.required', 'booking.notFound', 'booking.state', 'booking.cancelTooLate'],
    }),
    signedIn,
    input('param', idParam),
    input('json', cancelInput),
    async (c) =>
      c.json(
        await cancelBooking(
          c.var.actorCtx,
          c.req.valid('param').id,
          c.req.valid('json').reason ?? null,
        ),
        200,
      ),
  )
  .get(
    '/me/bookings',
    endpoint({
      summary: 'My bookings',
      tag,
      answer: bookingPageSchema,
      refusals: ['auth.required'],
    }),
    signedIn,
    input('query', myBookingsInput),
    async (c) => c.json(await listMyBookings(c.var.actorCtx, c.req.valid('query')), 200),
  );

const staffRoutes = routes()
  .get(
    '/staff/facilities/:id/bookings',
    endpoint({
      summary: "A facility's day",
      tag,
      answer: facilityDaySchema,
      refusals: ['auth.required', 'auth.forbidden', 'facility.notFound'],
    }),
    signedIn,
    input('param', idParam),
    input('query', facilityDayInput),
    async (c) =>
      c.json(
        await getFacilityDay(c.var.actorCtx, c.req.valid('param').id, c.req.valid('query').on),
        200,
      ),
  )
  .post(
    '/staff/bookings/check-in',
    endpoint({
      summary: 'Check a booking in, once',
      tag,
      answer: lookedUpSchema,
      refusals: ['auth.required', 'pass.notFound', 'booking.state', 'booking.checkInTooEarly'],
    }),
    signedIn,
    input('json', checkInInput),
    async (c) => c.json(await checkIn(c.var.actorCtx, c.req.valid('json')), 200),
  )
  .get(
    '/staff/closures',
    endpoint({
      summary: 'Closures of a facility',
      tag,
      answer: closurePageSchema,
      refusals: ['auth.required', 'auth.forbidden', 'facility.notFound'],
    }),
    signedIn,
    input('query', closuresInput),
    async (c) => c.json(await listClosures(c.var.actorCtx, c.req.valid('query')), 200),
  )
  .post(
    '/staff/closures',
    endpoint({
      summary: 'Close a venue or a facility for a period',
      tag,
      answer: closureSchema,
      status: 201,
      refusals: [
        'auth.required',
        'auth.forbidden',
        'idempotency.mismatch',
        'facility.notFound',
        'venue.notFound',
        'closure.interval',
        'closure.past',
      ],
    }),
    signedIn,
    input('json', closureInput),
    async (c) => c.json(await once(() => createClosure(c.var.actorCtx, c.req.valid('json'))), 201),
  )
  .post(
    '/staff/closures/:id/lift',
    endpoint({
      summary: 'Lift a closure early',
      tag,
      answer: closureSchema,
      refusals: ['auth.required', 'auth.forbidden', 'closure.notFound', 'closure.state'],
    }),
    signedIn,
    input('param', idParam),
    input('json', liftInput),
    async (c) =>
      c.json(
        await liftClosure(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json').reason),
        200,
      ),
  );

export const venueRoutes = routes()
  .route('/', publicRoutes)
  .route('/', residentRoutes)
  .route('/', staffRoutes);
