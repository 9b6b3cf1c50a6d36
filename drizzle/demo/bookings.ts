/** What neighbours have booked today and in the coming week. Each booking passes the very rules residents meet. */
import type { Schedule } from '../../worker/features/directory/rules/hours.ts';
import { refuseBooking, weekOf } from '../../worker/features/venues/rules/policy.ts';
import {
  blockOf,
  bookableFromAt,
  NOTHING_BOOKED,
  slotsOn,
} from '../../worker/features/venues/rules/slots.ts';
import { addDays, type Day, dayStart, HOUR_MS, MINUTE_MS } from '../../worker/lib/time.ts';
import type { DistrictDays } from './activities.ts';
import { auditOf, type CodeSource, type Presence } from './acts.ts';
import { RESIDENT_ID, staffAt } from './people.ts';
import type { AuditRow, BookingRow, ClosureRow, PersonRow, VenueRow } from './rows.ts';
import { type Seed, seeded } from './seed.ts';

const DAYS_AHEAD = 7;

/** Part of the slots that is asked for: of the venues people run for, and of the others. */
const ASKED = { popular: 0.22, other: 0.035 };
const POPULAR = /^(guoling|xingfuli|sports-hall|wanhe)/;

const PURPOSES: Readonly<Record<string, readonly string[]>> = {
  meeting: ['楼道会议', '业委会碰头', '读书小组', '家长小组'],
  hall: ['社团汇报', '邻里议事', '小区年会'],
  dance: ['排舞', '瑜伽小组', '合唱练声'],
  classroom: ['兴趣小组', '亲子手工', '英语角'],
  music: ['练琴', '小合唱', '二胡小组'],
  badminton: ['双打友谊赛'],
};

export type BookingFacts = DistrictDays & {
  people: readonly PersonRow[];
  presence: Presence;
  codes: CodeSource;
  closures: readonly ClosureRow[];
};

/** All that is looked at for one venue. */
type Desk = {
  venue: VenueRow;
  /** Itself, its whole, its parts. */
  family: ReadonlySet<string>;
  schedule: Schedule;
  closures: readonly ClosureRow[];
  /** Live bookings of the family. */
  live: BookingRow[];
  seed: Seed;
  facts: BookingFacts;
};

type Wish = {
  on: Day;
  startAt: number;
  endAt: number;
  partySize: number;
  purpose: string | null;
};

export function bookings(
  venues: readonly VenueRow[],
  facts: BookingFacts,
): { booking: BookingRow[]; audit: AuditRow[] } {
  const booking: BookingRow[] = [];
  for (const venue of venues) {
    const desk = deskOf(venue, venues, booking, facts);
    for (let day = 0; day <= Math.min(DAYS_AHEAD, venue.opensDaysAhead); day++) {
      for (const wish of wishes(desk, addDays(facts.today, day))) {
        const row = book(desk, wish);
        if (!row) continue;
        booking.push(row);
        if (row.state !== 'cancelled') desk.live.push(row);
      }
    }
  }
  booking.push(...history(venues, facts));
  return {
    booking,
    audit: booking.flatMap((row) =>
      row.checkedInAt !== null && row.checkedInBy !== null
        ? auditOf({
            act: 'booking.checkIn',
            noun: 'booking',
            nounId: row.id,
            at: row.checkedInAt,
            actorId: row.checkedInBy,
            facilityId: venues.find(({ id }) => id === row.venueId)?.facilityId ?? '',
            principalId: row.residentId,
          })
        : [],
    ),
  };
}

function deskOf(
  venue: VenueRow,
  venues: readonly VenueRow[],
  booking: readonly BookingRow[],
  facts: BookingFacts,
): Desk {
  const family = new Set([
    venue.id,
    ...(venue.parentId ? [venue.parentId] : []),
    ...venues.filter(({ parentId }) => parentId === venue.id).map(({ id }) => id),
  ]);
  return {
    venue,
    family,
    schedule: { hours: venue.hours, exceptions: [], calendar: facts.calendar },
    closures: facts.closures.filter(
      ({ facilityId, venueId, liftedAt }) =>
        liftedAt === null &&
        (venueId === null ? facilityId === venue.facilityId : family.has(venueId)),
    ),
    live: booking.filter(({ venueId, state }) => family.has(venueId) && state !== 'cancelled'),
    seed: seeded(`bookings ${venue.id} ${facts.today}`),
    facts,
  };
}

/** What is asked for on a day, slot by slot. On days that aren't as usual people stay away. */
function wishes({ venue, family, schedule, seed, facts }: Desk, on: Day): Wish[] {
  const unusual = facts
    .exceptionsOf(venue.facilityId)
    .some(({ fromOn, untilOn }) => fromOn <= on && on <= untilOn);
  const slots = slotsOn(venue, schedule, NOTHING_BOOKED, { on, now: facts.now });
  if (unusual || slots === 'unknown') return [];
  const share = isPopular(venue, family) ? ASKED.popular : ASKED.other;
  return slots.flatMap(({ startAt }): Wish[] => {
    if (!seed.chance(share * rush((startAt - dayStart(on)) / HOUR_MS))) return [];
    const lengthMin = seed.chance(0.7) ? venue.minDurationMin : Math.min(120, venue.maxDurationMin);
    const more = seed.int(0, Math.min(venue.maxParty - venue.minParty, 8));
    return [
      {
        on,
        startAt,
        endAt: startAt + lengthMin * MINUTE_MS,
        partySize: venue.minParty + more,
        purpose: venue.asksPurpose ? seed.pick(PURPOSES[venue.category] ?? ['小组活动']) : null,
      },
    ];
  });
}

/** Not the wholes of divided courts, nor the big halls: few need so much room. */
function isPopular(venue: VenueRow, family: ReadonlySet<string>): boolean {
  const isWhole = venue.parentId === null && family.size > 1;
  return POPULAR.test(venue.id) && !isWhole && venue.category !== 'hall';
}

/** Evenings are busier than afternoons, afternoons busier than mornings. */
function rush(hour: number): number {
  return hour >= 18 ? 1.7 : hour >= 13 ? 1 : 0.6;
}

function book(desk: Desk, wish: Wish): BookingRow | null {
  const { venue, seed, facts } = desk;
  const opensAt = bookableFromAt(venue, wish.on);
  const latest = Math.min(
    facts.now,
    wish.startAt - Math.max(30, venue.closesBeforeMin) * MINUTE_MS,
  );
  if (latest < opensAt) return null;
  const createdAt = seed.int(Math.max(opensAt, latest - 40 * HOUR_MS), latest);
  const person = seed
    .shuffle(facts.people)
    .find(
      ({ id, residentId }) =>
        id === residentId && id.startsWith('resident-') && facts.presence.isFree(id, wish),
    );
  if (!person || isRefused(desk, wish, person, createdAt)) return null;
  const cancelledAt = createdAt + 2 * HOUR_MS;
  const cancelUntilAt = wish.startAt - venue.cancelBeforeMin * MINUTE_MS;
  const cancelled = cancelledAt < Math.min(facts.now, cancelUntilAt) && seed.chance(0.06);
  if (!cancelled) facts.presence.occupy(person.id, wish);
  const cameAt = wish.startAt + seed.int(-8, 6) * MINUTE_MS;
  const came = !cancelled && cameAt <= facts.now && seed.chance(0.8);
  return {
    ...bookingRow(venue, wish, person.id, facts),
    createdAt,
    ...(cancelled ? { state: 'cancelled', endedAt: cancelledAt } : {}),
    ...(came ? checkedIn(venue, cameAt, facts) : {}),
  };
}

function isRefused(desk: Desk, wish: Wish, person: PersonRow, createdAt: number): boolean {
  const { venue, live } = desk;
  const own = live.filter(({ venueId }) => venueId === venue.id);
  const shared = venue.kind === 'places';
  const refusal = refuseBooking({
    rules: venue,
    schedule: desk.schedule,
    occupancy: {
      blocks: (shared ? live.filter((row) => !own.includes(row)) : live).map(blockedBy),
      parties: shared ? own.map(blockedBy) : [],
      closures: desk.closures,
    },
    held: own.filter(({ residentId }) => residentId === person.id),
    booker: person,
    wish,
    now: createdAt,
  });
  return refusal !== null;
}

function blockedBy(row: BookingRow) {
  const { partySize, cancelUntilAt } = row;
  return { startAt: row.blockStartAt, endAt: row.blockEndAt, partySize, cancelUntilAt };
}

function bookingRow(
  venue: VenueRow,
  wish: Wish,
  residentId: string,
  { codes }: BookingFacts,
): Omit<BookingRow, 'createdAt'> {
  const { startAt, endAt, partySize, purpose } = wish;
  const block = blockOf(venue, { startAt, endAt });
  const code = codes();
  return {
    id: `booking-${code}`,
    venueId: venue.id,
    residentId,
    personId: residentId,
    startAt,
    endAt,
    blockStartAt: block.startAt,
    blockEndAt: block.endAt,
    partySize,
    purpose,
    state: 'booked',
    code,
    cancelUntilAt: startAt - venue.cancelBeforeMin * MINUTE_MS,
    ruleVersion: venue.ruleVersion,
    weekOn: weekOf({ startAt }),
    endedAt: null,
    reason: null,
    checkedInAt: null,
    checkedInBy: null,
  };
}

function checkedIn(venue: VenueRow, cameAt: number, facts: BookingFacts) {
  const { zoneId } = facts.facility(venue.facilityId);
  return {
    state: 'checked_in' as const,
    checkedInAt: cameAt,
    checkedInBy: staffAt(venue.facilityId, zoneId),
  };
}

/** 赵琳 played table tennis eight days ago: in another week, so that her limits of this week are untouched. */
function history(venues: readonly VenueRow[], facts: BookingFacts): BookingRow[] {
  const venue = venues.find(({ id }) => id === 'wanhe-centre-tabletennis');
  if (!venue) return [];
  const on = addDays(facts.today, -8);
  const startAt = dayStart(on) + 19.5 * HOUR_MS;
  const wish = { on, startAt, endAt: startAt + HOUR_MS, partySize: 2, purpose: null };
  return [
    {
      ...bookingRow(venue, wish, RESIDENT_ID, facts),
      createdAt: startAt - 20 * HOUR_MS,
      ...checkedIn(venue, startAt - 3 * MINUTE_MS, facts),
    },
  ];
}
