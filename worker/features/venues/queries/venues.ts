/** Reading venues: the list, what is free, one venue, its availability. Each public read is one round trip. */
import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import type { ActorContext, Context } from '../../../lib/context.ts';
import { DomainError } from '../../../lib/errors.ts';
import {
  addDays,
  atWallTime,
  type Day,
  dayOf,
  dayStart,
  daysBetween,
  mondayOf,
  toRfc3339,
} from '../../../lib/time.ts';
import {
  calendarOf,
  calendarQuery,
  type ExceptionRow,
  exceptionsQuery,
  intervalView,
  openingView,
} from '../../directory/queries/hours.ts';
import {
  type FacilityPlace,
  facilityPlacesQuery,
  fitView,
  walkView,
} from '../../directory/queries/places.ts';
import { type Calendar, type Interval, openingAt } from '../../directory/rules/hours.ts';
import { walkBetween } from '../../directory/rules/walk.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { allowanceOf, GUARDIAN_UNDER_AGE } from '../rules/policy.ts';
import { bookableFromAt, freeTimes, lengthsOf, overlaps, slotsOn } from '../rules/slots.ts';
import type { Availability, Venue, VenueInput, VenueSummary, VenuesInput } from '../schema.ts';
import { venue } from '../tables.ts';
import {
  type BlockRow,
  blocksQuery,
  type ClosedRow,
  closuresQuery,
  facilityOf,
  familyOf,
  heldQuery,
  hoursDayView,
  LONGEST_BUFFER_MS,
  occupancyOf,
  placeView,
  type VenueRow,
  venueSchedule,
} from './reading.ts';

/** So many free times are named for each venue of the list. */
const FREE_SHOWN = 6;

const DEFAULT_DAYS = 7;
const MOST_DAYS = 31;
/** Availability can be asked for so many days back (the days of this week that are over) and ahead. */
const OLDEST_DAYS = 31;
const FARTHEST_DAYS = 400;

/** Everything about the places of a list. */
type Read = {
  rows: VenueRow[];
  places: FacilityPlace[];
  exceptions: ExceptionRow[];
  calendar: Calendar;
  blocks: BlockRow[];
  closures: ClosedRow[];
};

/** What is asked for within one day. */
type Search = { on: Day; period: Interval; minutes: number | undefined; partySize: number };

/** Venues by the register's order, or nearest first; asked for a day, only those with a free time then. */
export async function listVenues(ctx: Context, wanted: VenuesInput) {
  const search = searchOf(ctx, wanted);
  const read = await readVenues(ctx, wanted, search);
  const placeOf = new Map(read.places.map((place) => [place.id, place]));
  const found = read.rows.flatMap((row) => {
    const place = placeOf.get(row.facilityId);
    const free = search && freeOn(ctx, row, read, search);
    if (!place || free?.length === 0) return [];
    return [{ row, place, free, metres: wanted.near ? walkBetween(wanted.near, place).metres : 0 }];
  });
  found.sort((a, b) => a.metres - b.metres);
  const from = Number(wanted.cursor ?? 0);
  const items = found.slice(from, from + wanted.limit).map(({ row, place, free }) => ({
    ...summaryOf(ctx.now, row, place, read, wanted),
    ...(free && { free: free.slice(0, FREE_SHOWN).map(intervalView), freeTotal: free.length }),
  }));
  const end = from + items.length;
  return { items, next: end < found.length ? String(end) : null, total: found.length };
}

function searchOf(ctx: Context, { on, from, to, minutes, party }: VenuesInput): Search | null {
  const asked = on ?? from ?? to ?? minutes ?? party;
  if (asked === undefined) return null;
  const day = on ?? dayOf(ctx.now);
  return {
    on: day,
    period: { startAt: atWallTime(day, from ?? '00:00'), endAt: atWallTime(day, to ?? '24:00') },
    minutes,
    partySize: party ?? 1,
  };
}

async function readVenues(ctx: Context, wanted: VenuesInput, search: Search | null): Promise<Read> {
  const { db, now } = ctx;
  const where = and(
    eq(venue.state, 'open'),
    wanted.kind && eq(venue.kind, wanted.kind),
    wanted.category === undefined ? undefined : eq(venue.category, wanted.category),
    wanted.facility === undefined ? undefined : eq(venue.facilityId, wanted.facility),
  ) as SQL;
  const facilities = sql`(SELECT ${venue.facilityId} FROM ${venue} WHERE ${where})`;
  // A hall or a half may be of another category: what is in the same facility is read too.
  const neighbours = sql`(SELECT o.id FROM venue o WHERE o.facility_id IN ${facilities})`;
  const read = [
    db.select().from(venue).where(where).orderBy(asc(venue.pinyin), asc(venue.id)),
    facilityPlacesQuery(db, facilities),
    exceptionsQuery(db, now, wanted.facility),
    // The list says whether it is open now; the search looks at its own day.
    calendarQuery(db, now),
  ] as const;
  if (!search) {
    const [rows, places, exceptions, days] = await db.batch(read);
    return { rows, places, exceptions, calendar: calendarOf(days), blocks: [], closures: [] };
  }
  const [rows, places, exceptions, days, searchDays, blocks, closures] = await db.batch([
    ...read,
    calendarQuery(db, search.period.startAt),
    blocksQuery(db, neighbours, {
      startAt: search.period.startAt - LONGEST_BUFFER_MS,
      endAt: search.period.endAt + LONGEST_BUFFER_MS,
    }),
    closuresQuery(db, facilities, search.period),
  ]);
  const calendar = calendarOf([...days, ...searchDays]);
  return { rows, places, exceptions, calendar, blocks, closures };
}

/** The free times of a venue within what is asked, those of the evening before that runs past midnight included. */
function freeOn(ctx: Context, row: VenueRow, read: Read, search: Search): Interval[] {
  const { shortestMin, longestMin } = lengthsOf(row);
  const wantedMin = Math.ceil((search.minutes ?? 0) / row.slotMin) * row.slotMin;
  const lengthMin = Math.max(shortestMin, wantedMin);
  const partySize = Math.max(search.partySize, row.minParty);
  if (lengthMin > longestMin || partySize > row.maxParty) return [];
  const schedule = venueSchedule(row, read.exceptions, read.calendar);
  const occupancy = occupancyOf(row, read.blocks, read.closures);
  return [addDays(search.on, -1), search.on].flatMap((on) => {
    const slots = slotsOn(row, schedule, occupancy, { on, now: ctx.now });
    if (slots === 'unknown') return [];
    return freeTimes(row, slots, { lengthMin, partySize }).filter(
      (time) => search.period.startAt <= time.startAt && time.endAt <= search.period.endAt,
    );
  });
}

function summaryOf(
  now: number,
  row: VenueRow,
  place: FacilityPlace,
  { exceptions, calendar }: Pick<Read, 'exceptions' | 'calendar'>,
  { near, needs }: VenueInput,
): VenueSummary {
  const schedule = venueSchedule(row, exceptions, calendar);
  return {
    id: row.id,
    kind: row.kind,
    category: row.category,
    name: row.name,
    summary: row.summary,
    floor: row.floor,
    parentId: row.parentId,
    capacity: row.capacity,
    minParty: row.minParty,
    maxParty: row.maxParty,
    slotMin: row.slotMin,
    ...lengthsOf(row),
    facility: placeView(place),
    opening: openingView(openingAt(schedule, now)),
    ...(near && { walk: walkView(walkBetween(near, place)) }),
    ...fitView(needs, place, row.floor),
  };
}

/** One venue with its rules and the hours of seven days. Throws `venue.notFound`. */
export async function getVenue(ctx: Context, id: string, asked: VenueInput = {}): Promise<Venue> {
  const { db, now } = ctx;
  const facilityId = facilityOf(id);
  const [[row], [place], exceptions, days] = await db.batch([
    db.select().from(venue).where(eq(venue.id, id)),
    facilityPlacesQuery(db, facilityId),
    exceptionsQuery(db, now, facilityId),
    calendarQuery(db, now),
  ]);
  if (!row || !place || row.state === 'hidden') throw new DomainError('venue.notFound');
  const calendar = calendarOf(days);
  const schedule = venueSchedule(row, exceptions, calendar);
  const today = dayOf(now);
  return {
    ...summaryOf(now, row, place, { exceptions, calendar }, asked),
    sceneId: row.sceneId,
    phone: place.phone,
    bufferBeforeMin: row.bufferBeforeMin,
    bufferAfterMin: row.bufferAfterMin,
    opensDaysAhead: row.opensDaysAhead,
    closesBeforeMin: row.closesBeforeMin,
    cancelBeforeMin: row.cancelBeforeMin,
    maxActive: row.maxActive,
    maxPerWeek: row.maxPerWeek,
    asksPurpose: row.asksPurpose,
    guardianUnderAge: GUARDIAN_UNDER_AGE,
    week: Array.from({ length: 7 }, (_, index) => hoursDayView(schedule, addDays(today, index))),
  };
}

/** Every cell of up to 31 days. Never tells who booked. Throws `venue.notFound`, `input.invalid` for too many days. */
export async function getAvailability(
  ctx: Context,
  id: string,
  asked: { from?: Day | undefined; to?: Day | undefined },
): Promise<Availability> {
  const { db, now } = ctx;
  const days = askedDays(dayOf(now), asked);
  const [first = '', last = ''] = [days[0], days.at(-1)];
  // What runs past midnight ends on the day after the last one.
  const period = { startAt: dayStart(first), endAt: dayStart(addDays(last, 2)) };
  const facilityId = facilityOf(id);
  const [[row], exceptions, published, blocks, closures] = await db.batch([
    db.select().from(venue).where(eq(venue.id, id)),
    exceptionsQuery(db, period.startAt, facilityId),
    calendarQuery(db, period.startAt),
    blocksQuery(db, familyOf(id), {
      startAt: period.startAt - LONGEST_BUFFER_MS,
      endAt: period.endAt + LONGEST_BUFFER_MS,
    }),
    closuresQuery(db, facilityId, period),
  ]);
  if (!row || row.state === 'hidden') throw new DomainError('venue.notFound');
  const schedule = venueSchedule(row, exceptions, calendarOf(published));
  const occupancy = occupancyOf(row, blocks, closures);
  return {
    venueId: id,
    days: days.map((on) => {
      const slots = slotsOn(row, schedule, occupancy, { on, now });
      const day = { startAt: dayStart(on), endAt: dayStart(addDays(on, 1)) };
      return {
        ...hoursDayView(schedule, on),
        bookableFrom: toRfc3339(bookableFromAt(row, on)),
        closures: occupancy.closures
          .filter((closed) => overlaps(closed, day))
          .map((closed) => ({ ...intervalView(closed), reason: closed.reason })),
        slots:
          slots === 'unknown'
            ? []
            : slots.map(({ startAt, endAt, ...slot }) => ({
                ...intervalView({ startAt, endAt }),
                ...slot,
              })),
      };
    }),
  };
}

function askedDays(
  today: Day,
  { from, to }: { from?: Day | undefined; to?: Day | undefined },
): Day[] {
  const first = from ?? today;
  const last = to ?? addDays(first, DEFAULT_DAYS - 1);
  const length = daysBetween(first, last) + 1;
  const ahead = daysBetween(today, first);
  const path = ahead < -OLDEST_DAYS || ahead > FARTHEST_DAYS ? 'query.from' : 'query.to';
  if (path === 'query.from' || length < 1 || length > MOST_DAYS) {
    throw new DomainError('input.invalid', { errors: [{ path, code: 'out_of_range' }] });
  }
  return Array.from({ length }, (_, index) => addDays(first, index));
}

/** How many more bookings of a venue the actor may make, in the week of a day. Throws `venue.notFound`. */
export async function getAllowance(ctx: ActorContext, id: string, on?: Day) {
  const today = dayOf(ctx.now);
  const weekOn = mondayOf(on !== undefined && on > today ? on : today);
  const [who, [row], held] = await ctx.db.batch([
    actorQuery(ctx),
    ctx.db.select().from(venue).where(eq(venue.id, id)),
    heldQuery(ctx, { venueId: id, weekOn }),
  ]);
  whoIs(who);
  if (!row || row.state === 'hidden') throw new DomainError('venue.notFound');
  return {
    weekOn,
    maxActive: row.maxActive,
    maxPerWeek: row.maxPerWeek,
    ...allowanceOf(row, held, { weekOn, now: ctx.now }),
  };
}
