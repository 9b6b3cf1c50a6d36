/** What staff see first. The desk owns no table: it puts the other features' answers together, one batch each. */
import { sql } from 'drizzle-orm';
import { holdsRole } from '../../lib/access.ts';
import type { ActorContext } from '../../lib/context.ts';
import { DomainError } from '../../lib/errors.ts';
import { addDays, type Day, dayOf, dayStart } from '../../lib/time.ts';
import { facilitiesOfActivities, sessionCountsQuery } from '../activities/queries/counts.ts';
import { facilitySessionsQuery, staffSessionView } from '../activities/queries/sessions.ts';
import { registrationByCodeQueries, registrationPass } from '../activities/queries/staff.ts';
import {
  counterOrderView,
  facilitiesOfCanteens,
  mealsOfDayStatements,
  mealsOfDayView,
  mealsOfFacilityStatements,
  orderAtCounter,
  orderAtCounterStatements,
} from '../canteen/queries/staff.ts';
import { facilityPlacesQuery } from '../directory/queries/places.ts';
import type { Level } from '../directory/rules/kinds.ts';
import { actorQuery, whoIs } from '../identity/queries/actor.ts';
import { bookingCountsQuery, facilitiesOfVenues } from '../venues/queries/counts.ts';
import {
  facilityDayQuery,
  facilityDayView,
  lookedUpView,
  mentionedBooking,
  mentionedQuery,
} from '../venues/queries/staff.ts';
import { bookingCan } from '../venues/rules/states.ts';
import { DESK_ROLES } from './rules.ts';
import type { Pass, Today, Workplaces } from './schema.ts';

/**
 * The places where somebody runs something, with how much there is today. Throws `auth.forbidden` for somebody without
 * any such role.
 */
export async function listWorkplaces(ctx: ActorContext): Promise<Workplaces> {
  const { db } = ctx;
  const today = dayOf(ctx.now);
  const withSomething = sql`(${facilitiesOfVenues} UNION ${facilitiesOfCanteens} UNION ${facilitiesOfActivities})`;
  const [who, places, bookings, sessions, ...meals] = await db.batch([
    actorQuery(ctx),
    facilityPlacesQuery(db, withSomething),
    bookingCountsQuery(db, today),
    sessionCountsQuery(db, today),
    ...mealsOfDayStatements(db, undefined, today),
  ]);
  const { grants } = whoIs(who);
  if (!grants.some(({ role }) => (DESK_ROLES as readonly string[]).includes(role))) {
    throw new DomainError('auth.forbidden');
  }
  const bookingsAt = new Map(bookings.map((row) => [row.facilityId, row.bookings]));
  const sessionsAt = new Map(sessions.map((row) => [row.facilityId, row.sessions]));
  const canteenAt = new Map(mealsOfDayView(meals, ctx.now).map((one) => [one.facilityId, one]));
  const items = places
    .filter(({ id, zoneId }) => holdsRole(grants, DESK_ROLES, { facilityId: id, zoneId }))
    .map(({ id, name, sign, level }) => {
      const canteen = canteenAt.get(id);
      return {
        id,
        name,
        sign,
        level: level as Level,
        hasVenues: bookingsAt.has(id),
        canteenId: canteen?.id ?? null,
        bookings: bookingsAt.get(id) ?? 0,
        sessions: sessionsAt.get(id) ?? 0,
        mealOrders: canteen?.meals.reduce((sum, meal) => sum + meal.orders, 0) ?? 0,
      };
    });
  const busy = (one: Workplaces['items'][number]) => one.bookings + one.sessions + one.mealOrders;
  return { items: items.sort((a, b) => busy(b) - busy(a)) };
}

/**
 * Everything a place has on a day, today by default; the kitchen's staff see the meals only. Throws `facility.notFound`,
 * `auth.forbidden`.
 */
export async function getToday(
  ctx: ActorContext,
  facilityId: string,
  on: Day = dayOf(ctx.now),
): Promise<Today> {
  const { db, now } = ctx;
  const day = { facilityId, fromAt: dayStart(on), untilAt: dayStart(addDays(on, 1)) };
  const [actor, places, sessions, canteens, menus, ...venues] = await db.batch([
    actorQuery(ctx),
    facilityPlacesQuery(db, sql`(SELECT ${facilityId})`),
    facilitySessionsQuery(db, day),
    ...mealsOfFacilityStatements(db, facilityId, on),
    ...facilityDayQuery(ctx, facilityId, on),
  ]);
  const who = whoIs(actor);
  const [place] = places;
  if (!place) throw new DomainError('facility.notFound');
  if (!holdsRole(who.grants, DESK_ROLES, { facilityId, zoneId: place.zoneId })) {
    throw new DomainError('auth.forbidden');
  }
  const runsPlace = holdsRole(who.grants, bookingCan.lookUp.staff.roles, {
    facilityId,
    zoneId: place.zoneId,
  });
  return {
    venues: runsPlace ? facilityDayView(venues, { on, now, grants: who.grants }) : null,
    sessions: runsPlace ? sessions.map((row) => staffSessionView(row, place, { now, who })) : [],
    canteens: mealsOfDayView([canteens, menus], now),
  };
}

/**
 * What a code stands for, whichever service gave it. Throws `pass.notFound` for a code that is nobody's and for one
 * outside the scope alike.
 */
export async function lookUpPass(ctx: ActorContext, code: string): Promise<Pass> {
  const { db, now } = ctx;
  const [actor, orders, lines, canteens, eaters, ...others] = await db.batch([
    ...orderAtCounterStatements(ctx, code),
    ...mentionedQuery(ctx, { code }),
    ...registrationByCodeQueries(db, code),
  ]);
  const [bookings, venues, facilities, people, registrations, attendees, places] = others;
  const who = whoIs(actor);
  const registration = registrationPass([registrations, attendees, places], who, now);
  const booking = orNull(() =>
    mentionedBooking([bookings, venues, facilities, people], who.grants),
  );
  const order = orNull(() => orderAtCounter([actor, orders, lines, canteens, eaters]));
  const passes: Pass[] = [];
  if (registration) passes.push({ kind: 'registration', registration });
  if (booking) {
    passes.push({ kind: 'booking', booking: lookedUpView(booking, { now, grants: who.grants }) });
  }
  if (order) passes.push({ kind: 'mealOrder', mealOrder: counterOrderView(order, now) });
  // Each service keeps its own codes apart, for ever; by chance an old one of another service may be the same.
  const pass = passes.find(isDue) ?? passes[0];
  if (!pass) throw new DomainError('pass.notFound');
  return pass;
}

/** Whether it is what somebody would show now. */
function isDue(pass: Pass): boolean {
  if (pass.kind === 'registration') return pass.registration.can.checkIn;
  return pass.kind === 'booking' ? pass.booking.can.checkIn : pass.mealOrder.can.handOver;
}

/** Null where a look-up says that the code isn't one of its own. */
function orNull<T>(lookUp: () => T): T | null {
  try {
    return lookUp();
  } catch (error) {
    if (error instanceof DomainError && error.code === 'pass.notFound') return null;
    throw error;
  }
}
