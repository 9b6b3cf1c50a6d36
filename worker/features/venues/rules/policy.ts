/** Whether somebody may book a venue for a time, and if not: which rule stands in the way, its value, when it falls. */
import type { BrokenRule, ErrorCode } from '../../../lib/errors.ts';
import {
  addDays,
  ageOn,
  type Day,
  dayOf,
  dayStart,
  MINUTE_MS,
  mondayOf,
} from '../../../lib/time.ts';
import { type Interval, openOn, type Schedule } from '../../directory/rules/hours.ts';
import {
  blockOf,
  bookableFromAt,
  lengthsOf,
  type Occupancy,
  overlaps,
  placesLeft,
  type VenueRules,
} from './slots.ts';

/** Children under this age come with a guardian (Shenzhen's and Fuzhou's rules for opened school grounds). */
export const GUARDIAN_UNDER_AGE = 14;

/** What somebody wants. */
export type Wish = Interval & { partySize: number; purpose: string | null };

/** For whom: the resident or a dependant. */
export type Booker = {
  id: string;
  kind: 'resident' | 'dependant';
  relation: string | null;
  bornOn: Day | null;
};

/** The live bookings of this venue that the resident already has. */
export type Held = readonly (Interval & { weekOn: Day; personId: string })[];

export type BookingRefusal = {
  code: ErrorCode;
  rule?: BrokenRule;
  /**
   * When the same act becomes possible. For `booking.taken` and `booking.full`: the last moment at which those who were
   * quicker may still cancel. For `booking.weekLimit`: the start of the next week, for bookings in it.
   */
  possibleFromAt?: number;
};

/** All that decides about a booking. */
export type BookingFacts = {
  rules: VenueRules;
  schedule: Schedule;
  occupancy: Occupancy;
  held: Held;
  booker: Booker;
  wish: Wish;
  now: number;
};

/** The first rule that stands in the way, or null. */
export function refuseBooking(facts: BookingFacts): BookingRefusal | null {
  return (
    refuseParty(facts) ??
    refuseLength(facts) ??
    refuseWindow(facts) ??
    refuseHours(facts) ??
    refuseGuardian(facts) ??
    refuseClosure(facts) ??
    refuseOwn(facts) ??
    refuseLimits(facts) ??
    refuseTaken(facts)
  );
}

function refuseParty({ rules, wish }: BookingFacts): BookingRefusal | null {
  const broken = (name: 'minParty' | 'maxParty') => ({
    code: 'booking.party' as const,
    rule: { name, value: rules[name] },
  });
  if (wish.partySize < rules.minParty) return broken('minParty');
  if (wish.partySize > rules.maxParty) return broken('maxParty');
  if (rules.asksPurpose && !wish.purpose) {
    return { code: 'booking.purposeRequired', rule: { name: 'asksPurpose', value: 'yes' } };
  }
  return null;
}

function refuseLength({ rules, wish }: BookingFacts): BookingRefusal | null {
  const lengthMin = (wish.endAt - wish.startAt) / MINUTE_MS;
  const { shortestMin, longestMin } = lengthsOf(rules);
  const broken = (name: string, value: number) => ({
    code: 'booking.duration' as const,
    rule: { name, value },
  });
  if (lengthMin < shortestMin) return broken('minDurationMin', shortestMin);
  if (lengthMin > longestMin) return broken('maxDurationMin', longestMin);
  return lengthMin % rules.slotMin === 0 ? null : broken('slotMin', rules.slotMin);
}

function refuseWindow({ rules, schedule, wish, now }: BookingFacts): BookingRefusal | null {
  if (now > wish.startAt - rules.closesBeforeMin * MINUTE_MS) {
    return {
      code: 'booking.tooLate',
      rule: { name: 'closesBeforeMin', value: rules.closesBeforeMin },
    };
  }
  const fromAt = bookableFromAt(rules, dayListing(schedule, wish));
  if (now >= fromAt) return null;
  return {
    code: 'booking.tooEarly',
    rule: { name: 'opensDaysAhead', value: rules.opensDaysAhead },
    possibleFromAt: fromAt,
  };
}

function refuseHours({ rules, schedule, wish }: BookingFacts): BookingRefusal | null {
  const on = dayOf(wish.startAt);
  const opening = openingAround(schedule, wish);
  if (opening === 'unknown') {
    return { code: 'booking.hoursUnknown', rule: { name: 'dayType', value: on } };
  }
  if (opening === null) {
    return {
      code: 'booking.outsideHours',
      rule: { name: 'hours', value: hoursText(schedule, on) },
    };
  }
  const offsetMin = (wish.startAt - opening.startAt) / MINUTE_MS;
  if (offsetMin % rules.slotMin === 0) return null;
  return { code: 'booking.grid', rule: { name: 'slotMin', value: rules.slotMin } };
}

/** The opening a wish lies in: of its day, or of the evening before that runs past midnight. */
function openingAround(
  schedule: Schedule,
  wish: Interval,
): (Interval & { on: Day }) | null | 'unknown' {
  const today = dayOf(wish.startAt);
  for (const on of [addDays(today, -1), today]) {
    const openings = openOn(schedule, on);
    if (openings === 'unknown') {
      if (on === today) return 'unknown';
      continue;
    }
    const around = openings.find((one) => one.startAt <= wish.startAt && wish.endAt <= one.endAt);
    if (around) return { ...around, on };
  }
  return null;
}

/** The day under which availability lists a time: 01:00 of an evening that runs past midnight belongs to that evening. */
function dayListing(schedule: Schedule, wish: Interval): Day {
  const opening = openingAround(schedule, wish);
  return opening === null || opening === 'unknown' ? dayOf(wish.startAt) : opening.on;
}

/** `08:30-11:30 13:00-17:00`; hours past 24 run into the next day; empty when closed all day. */
function hoursText(schedule: Schedule, on: Day): string {
  const openings = openOn(schedule, on);
  if (openings === 'unknown') return '';
  const start = dayStart(on);
  const wall = (at: number) => {
    const minutes = Math.round((at - start) / MINUTE_MS);
    const two = (n: number) => String(n).padStart(2, '0');
    return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  };
  return openings.map((one) => `${wall(one.startAt)}-${wall(one.endAt)}`).join(' ');
}

/** Under fourteen: never alone. A dependant comes with whoever books, so the party is two at least; a child with an account of its own asks its guardian. */
function refuseGuardian({ rules, booker, wish }: BookingFacts): BookingRefusal | null {
  if (booker.bornOn === null) {
    const mayBeChild = booker.relation === 'child' || booker.relation === 'grandchild';
    return rules.kind === 'school' && mayBeChild
      ? {
          code: 'person.bornOnRequired',
          rule: { name: 'guardianUnderAge', value: GUARDIAN_UNDER_AGE },
        }
      : null;
  }
  if (ageOn(booker.bornOn, dayOf(wish.startAt)) >= GUARDIAN_UNDER_AGE) return null;
  if (booker.kind === 'dependant' && wish.partySize >= 2) return null;
  return {
    code: 'booking.guardian',
    rule: { name: 'guardianUnderAge', value: GUARDIAN_UNDER_AGE },
  };
}

function refuseClosure({ occupancy, wish }: BookingFacts): BookingRefusal | null {
  const closure = occupancy.closures.find((one) => overlaps(one, wish));
  return closure
    ? {
        code: 'booking.closed',
        rule: { name: 'closure', value: closure.reason },
        possibleFromAt: closure.endAt,
      }
    : null;
}

function refuseLimits({ rules, held, wish, now }: BookingFacts): BookingRefusal | null {
  const ends = activeEnds(held, now);
  const frees = ends[ends.length - rules.maxActive];
  if (frees !== undefined || rules.maxActive <= 0) {
    return {
      code: 'booking.activeLimit',
      rule: { name: 'maxActive', value: rules.maxActive },
      ...(frees !== undefined && { possibleFromAt: frees }),
    };
  }
  const weekOn = weekOf(wish);
  if (heldInWeek(held, weekOn) < rules.maxPerWeek) return null;
  return {
    code: 'booking.weekLimit',
    rule: { name: 'maxPerWeek', value: rules.maxPerWeek },
    possibleFromAt: dayStart(addDays(weekOn, 7)),
  };
}

/** The limit of a party is the limit of a person: nobody doubles it by booking the same hours twice. */
function refuseOwn({ held, booker, wish }: BookingFacts): BookingRefusal | null {
  const own = held.find((one) => one.personId === booker.id && overlaps(one, wish));
  return own ? { code: 'booking.own', rule: { name: 'bookingsAtATimePerPerson', value: 1 } } : null;
}

function refuseTaken({ rules, occupancy, wish, now }: BookingFacts): BookingRefusal | null {
  if (placesLeft(rules, occupancy, wish) >= wish.partySize) return null;
  const block = blockOf(rules, wish);
  const blocking = occupancy.blocks.filter((other) => overlaps(other, block));
  const rivals =
    blocking.length > 0 ? blocking : occupancy.parties.filter((other) => overlaps(other, block));
  const lastCancelAt = Math.max(...rivals.map((other) => other.cancelUntilAt));
  const rule =
    blocking.length > 0 || rules.kind !== 'places'
      ? { code: 'booking.taken' as const, rule: { name: 'bookingsAtATime', value: 1 } }
      : { code: 'booking.full' as const, rule: { name: 'capacity', value: rules.capacity } };
  return lastCancelAt > now ? { ...rule, possibleFromAt: lastCancelAt } : rule;
}

/** How many more bookings of a venue somebody may make: at a time, and in a week. */
export function allowanceOf(
  rules: Pick<VenueRules, 'maxActive' | 'maxPerWeek'>,
  held: Held,
  { weekOn, now }: { weekOn: Day; now: number },
): { activeLeft: number; weekLeft: number } {
  return {
    activeLeft: Math.max(0, rules.maxActive - activeEnds(held, now).length),
    weekLeft: Math.max(0, rules.maxPerWeek - heldInWeek(held, weekOn)),
  };
}

/** When each booking that isn't over ends, soonest first. */
function activeEnds(held: Held, now: number): number[] {
  return held
    .map((one) => one.endAt)
    .filter((endAt) => endAt > now)
    .sort((a, b) => a - b);
}

function heldInWeek(held: Held, weekOn: Day): number {
  return held.filter((one) => one.weekOn === weekOn).length;
}

/** Monday of the week a booking starts in. */
export function weekOf({ startAt }: Pick<Interval, 'startAt'>): Day {
  return mondayOf(dayOf(startAt));
}

/** The last moment to cancel, copied into the booking so that a later change of the rule doesn't touch it. */
export function cancelUntilAt(rules: VenueRules, { startAt }: Interval): number {
  return startAt - rules.cancelBeforeMin * MINUTE_MS;
}
