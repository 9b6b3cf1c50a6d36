/** where a booking is refused, up to three others that are really free: checked by the same rules, for the same person. */
import { and, eq, or, type SQL, sql } from 'drizzle-orm';
import type { ActorContext } from '../../../lib/context.ts';
import { type Alternative, DomainError, type ErrorCode } from '../../../lib/errors.ts';
import {
  addDays,
  type Day,
  dayOf,
  dayStart,
  daysBetween,
  MINUTE_MS,
  toRfc3339,
} from '../../../lib/time.ts';
import { calendarOf, calendarQuery, exceptionsQuery } from '../../directory/queries/hours.ts';
import { estatePositionQuery, facilityPlacesQuery } from '../../directory/queries/places.ts';
import type { Interval } from '../../directory/rules/hours.ts';
import { type Position, walkBetween } from '../../directory/rules/walk.ts';
import type { Who } from '../../identity/queries/actor.ts';
import {
  blocksQuery,
  closuresQuery,
  familyOf,
  heldQuery,
  LONGEST_BOOKING_MS,
  LONGEST_BUFFER_MS,
  occupancyOf,
  type VenueRow,
  venueSchedule,
} from '../queries/reading.ts';
import {
  type Booker,
  type BookingRefusal,
  refuseBooking,
  type Wish,
  weekOf,
} from '../rules/policy.ts';
import { freeTimes, lengthsOf, slotsOn } from '../rules/slots.ts';
import { venue } from '../tables.ts';

const MOST = 3;
/** Other times of the same venue are looked for on so many days. */
const SEARCH_DAYS = 7;

/** Refusals that another time or place can get around. */
const OFFERING: ReadonlySet<ErrorCode> = new Set([
  'booking.taken',
  'booking.full',
  'booking.closed',
  'booking.outsideHours',
  'booking.hoursUnknown',
  'booking.grid',
  'booking.duration',
  'booking.party',
  'booking.tooEarly',
  'booking.tooLate',
  'booking.own',
  'booking.activeLimit',
  'booking.weekLimit',
]);

export type Refused = { venue: VenueRow; wish: Wish; booker: Booker; who: Who };

/**
 * The refusal as an error, with its alternatives. They take one more read; where the database refused (a rival was
 * quicker), the rule's details come from that read too.
 */
export async function refusedBooking(
  ctx: ActorContext,
  refused: Refused,
  refusal: BookingRefusal,
): Promise<DomainError> {
  if (!OFFERING.has(refusal.code)) return new DomainError(refusal.code, detailsOf(refusal));
  const read = await readAround(ctx, refused);
  const now = refuseBooking(factsOf(ctx, read, refused.venue, refused.wish, refused.booker));
  const { code, ...details } = now?.code === refusal.code ? now : refusal;
  const alternatives = alternativesFrom(ctx, read, refused);
  return new DomainError(code, { ...details, alternatives });
}

function detailsOf({ code: _, ...details }: BookingRefusal) {
  return details;
}

type Around = Awaited<ReturnType<typeof readAround>>;

async function readAround(ctx: ActorContext, { venue: wanted, wish, who }: Refused) {
  const { db, now } = ctx;
  const candidates = or(
    eq(venue.id, wanted.id),
    and(eq(venue.category, wanted.category), eq(venue.state, 'open')),
  ) as SQL;
  const facilities = sql`(SELECT ${venue.facilityId} FROM ${venue} WHERE ${candidates})`;
  const neighbours = sql`(SELECT o.id FROM venue o WHERE o.facility_id IN ${facilities})`;
  const days = searchDays(ctx, wanted, wish);
  const own = {
    startAt: dayStart(days[0] ?? dayOf(now)),
    endAt: dayStart(addDays(days.at(-1) ?? dayOf(now), 2)),
  };
  const widened = ({ startAt, endAt }: Interval) => ({
    startAt: startAt - LONGEST_BUFFER_MS,
    endAt: endAt + LONGEST_BUFFER_MS,
  });
  // Elsewhere it may be longer, where a venue is let for longer only; never in the past, whatever was wished.
  const thenAt = Math.max(wish.startAt, now);
  const then = { startAt: thenAt, endAt: thenAt + LONGEST_BOOKING_MS };
  const whole = {
    startAt: Math.min(own.startAt, then.startAt),
    endAt: Math.max(own.endAt, then.endAt),
  };
  const [
    rows,
    places,
    exceptions,
    published,
    publishedThen,
    ownBlocks,
    blocks,
    closures,
    held,
    home,
  ] = await db.batch([
    db.select().from(venue).where(candidates),
    facilityPlacesQuery(db, facilities),
    exceptionsQuery(db, now),
    calendarQuery(db, now),
    calendarQuery(db, thenAt),
    blocksQuery(db, familyOf(wanted.id), widened(own)),
    blocksQuery(db, neighbours, widened(then)),
    closuresQuery(db, facilities, whole),
    heldQuery(ctx, { weekOn: weekOf({ startAt: Math.max(now, own.startAt) }) }),
    estatePositionQuery(db, who.homeEstateId ?? ''),
  ]);
  return {
    rows,
    placeOf: new Map(places.map((place) => [place.id, place])),
    exceptions,
    calendar: calendarOf([...published, ...publishedThen]),
    blocks: [...new Map([...ownBlocks, ...blocks].map((block) => [block.id, block])).values()],
    closures,
    held,
    home: home[0] ?? null,
    days,
  };
}

/** The wanted day and those after it; where it can't be booked yet, the last days that can. */
function searchDays(ctx: ActorContext, wanted: VenueRow, wish: Wish): Day[] {
  const today = dayOf(ctx.now);
  const last = wanted.opensDaysAhead;
  const ahead = daysBetween(today, dayOf(Math.max(wish.startAt, ctx.now)));
  const first = Math.max(0, ahead > last ? last + 1 - SEARCH_DAYS : ahead);
  const count = Math.min(SEARCH_DAYS, last + 1 - first);
  return Array.from({ length: count }, (_, index) => addDays(today, first + index));
}

function factsOf(ctx: ActorContext, read: Around, one: VenueRow, wish: Wish, booker: Booker) {
  return {
    rules: one,
    schedule: venueSchedule(one, read.exceptions, read.calendar),
    occupancy: occupancyOf(one, read.blocks, read.closures),
    held: read.held.filter((booked) => booked.venueId === one.id),
    booker,
    wish,
    now: ctx.now,
  };
}

/** One of each kind first (another time, the court beside it, the nearest elsewhere), then more of the same. */
function alternativesFrom(ctx: ActorContext, read: Around, refused: Refused): Alternative[] {
  const kinds = [otherTimes(ctx, read, refused), ...otherVenues(ctx, read, refused)];
  const firsts = kinds.flatMap((kind) => kind.slice(0, 1));
  const more = kinds.flatMap((kind) => kind.slice(1));
  return [...firsts, ...more].slice(0, MOST);
}

function otherTimes(ctx: ActorContext, read: Around, { venue: wanted, wish, booker }: Refused) {
  const { wish: _, ...facts } = factsOf(ctx, read, wanted, wish, booker);
  const wantedOn = dayOf(wish.startAt);
  const distance = (time: Interval) => Math.abs(time.startAt - wish.startAt);
  const lengthMin = fittingLength(wanted, wish);
  const times = read.days.flatMap((on) => {
    const slots = slotsOn(wanted, facts.schedule, facts.occupancy, { on, now: ctx.now });
    if (slots === 'unknown') return [];
    return freeTimes(wanted, slots, { lengthMin, partySize: wish.partySize });
  });
  return times
    .sort(
      (a, b) =>
        Number(dayOf(a.startAt) !== wantedOn) - Number(dayOf(b.startAt) !== wantedOn) ||
        distance(a) - distance(b) ||
        b.startAt - a.startAt,
    )
    .filter((time) => refuseBooking({ ...facts, wish: { ...wish, ...time } }) === null)
    .slice(0, MOST)
    .map((time) => offer('time', wanted, time, walkTo(read, wanted, wanted)));
}

/** The same time at other venues of the category: in the same facility, and elsewhere, nearest first. */
function otherVenues(ctx: ActorContext, read: Around, { venue: wanted, wish, booker }: Refused) {
  const free = read.rows.flatMap((one) => {
    const endAt = wish.startAt + fittingLength(one, wish) * MINUTE_MS;
    const there = { ...wish, endAt };
    if (one.id === wanted.id || refuseBooking(factsOf(ctx, read, one, there, booker))) return [];
    return [{ one, time: there, walk: walkTo(read, wanted, one) }];
  });
  free.sort((a, b) => (a.walk?.metres ?? 0) - (b.walk?.metres ?? 0));
  const isHere = ({ one }: (typeof free)[number]) => one.facilityId === wanted.facilityId;
  return [
    free.filter(isHere).map(({ one, time, walk }) => offer('sibling', one, time, walk)),
    free
      .filter((other) => !isHere(other))
      .map(({ one, time, walk }) => {
        const place = read.placeOf.get(one.facilityId)?.name ?? '';
        return offer('nearby', { id: one.id, name: `${place} ${one.name}`.trim() }, time, walk);
      }),
  ];
}

/** As long as wished, where the venue allows it; otherwise the nearest length it does. */
function fittingLength(one: VenueRow, wish: Wish): number {
  const { shortestMin, longestMin } = lengthsOf(one);
  const wishedMin = Math.ceil((wish.endAt - wish.startAt) / MINUTE_MS / one.slotMin) * one.slotMin;
  return Math.min(Math.max(wishedMin, shortestMin), longestMin);
}

/** The way from home; from the venue refused where home isn't known, and then none within the same facility. */
function walkTo(read: Around, wanted: VenueRow, one: VenueRow) {
  const to = read.placeOf.get(one.facilityId);
  const from: Position | null | undefined =
    read.home ??
    (one.facilityId === wanted.facilityId ? null : read.placeOf.get(wanted.facilityId));
  return from && to ? walkBetween(from, to) : null;
}

function offer(
  kind: 'time' | 'sibling' | 'nearby',
  { id, name }: Pick<VenueRow, 'id' | 'name'>,
  time: Interval,
  walk: ReturnType<typeof walkTo>,
): Alternative {
  return {
    kind,
    id,
    name,
    start: toRfc3339(time.startAt),
    end: toRfc3339(time.endAt),
    ...(walk && { metres: walk.metres, minutes: walk.minutes.ordinary }),
  };
}
