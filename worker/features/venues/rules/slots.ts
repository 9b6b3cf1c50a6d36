/** The grid of a venue's day and what is free on it. Pure: the page composes longer bookings from the same cells. */
import { addDays, type Day, dayStart, MINUTE_MS } from '../../../lib/time.ts';
import { type Interval, openOn, type Schedule } from '../../directory/rules/hours.ts';
import type { VenueKind } from './states.ts';

/** What a venue's register says about booking it. */
export type VenueRules = {
  kind: VenueKind;
  capacity: number;
  minParty: number;
  maxParty: number;
  slotMin: number;
  minDurationMin: number;
  maxDurationMin: number;
  bufferBeforeMin: number;
  bufferAfterMin: number;
  opensDaysAhead: number;
  closesBeforeMin: number;
  cancelBeforeMin: number;
  maxActive: number;
  maxPerWeek: number;
  asksPurpose: boolean;
};

/** What stands in the way at a venue: its own, its hall's and its halves' bookings with their buffers, and closures. */
export type Occupancy = {
  /** Bookings that take the whole venue. */
  blocks: readonly (Interval & { cancelUntilAt: number })[];
  /** Bookings that take places of it: `partySize` of its capacity. */
  parties: readonly (Interval & { partySize: number; cancelUntilAt: number })[];
  closures: readonly (Interval & { reason: string })[];
};

export const NOTHING_BOOKED: Occupancy = { blocks: [], parties: [], closures: [] };

/**
 * `past`: too late to start then. `notYet`: the day can't be booked yet. `closed`: a closure. `taken`: booked by others,
 * or fewer places left than the smallest party.
 */
export const SLOT_STATES = ['free', 'taken', 'past', 'notYet', 'closed'] as const;
export type SlotState = (typeof SLOT_STATES)[number];

export type Slot = Interval & {
  state: SlotState;
  /** Venues of shared places only. */
  placesLeft?: number;
};

/** The shortest and longest booking in minutes that lie on the grid. */
export function lengthsOf(rules: VenueRules): { shortestMin: number; longestMin: number } {
  return {
    shortestMin: Math.ceil(rules.minDurationMin / rules.slotMin) * rules.slotMin,
    longestMin: Math.floor(rules.maxDurationMin / rules.slotMin) * rules.slotMin,
  };
}

/** The first instant (ms) at which a day can be booked: the START of the day `opensDaysAhead` before it. */
export function bookableFromAt(rules: Pick<VenueRules, 'opensDaysAhead'>, on: Day): number {
  return dayStart(addDays(on, -rules.opensDaysAhead));
}

/** The time a booking keeps others out: itself and the venue's buffers. */
export function blockOf(rules: VenueRules, { startAt, endAt }: Interval): Interval {
  return {
    startAt: startAt - rules.bufferBeforeMin * MINUTE_MS,
    endAt: endAt + rules.bufferAfterMin * MINUTE_MS,
  };
}

/** The cells of an opening, counted from its start; what is left over at its end is no cell. */
export function cellsOf({ slotMin }: Pick<VenueRules, 'slotMin'>, opening: Interval): Interval[] {
  const step = slotMin * MINUTE_MS;
  const count = Math.floor((opening.endAt - opening.startAt) / step);
  return Array.from({ length: count }, (_, index) => ({
    startAt: opening.startAt + index * step,
    endAt: opening.startAt + (index + 1) * step,
  }));
}

/**
 * The cells of a day with their states; `unknown` where the day's type isn't published. A booking over several touching
 * cells is possible exactly when each of them is free, buffers included.
 */
export function slotsOn(
  rules: VenueRules,
  schedule: Schedule,
  occupancy: Occupancy,
  { on, now }: { on: Day; now: number },
): Slot[] | 'unknown' {
  const openings = openOn(schedule, on);
  if (openings === 'unknown') return 'unknown';
  const isBookable = bookableFromAt(rules, on) <= now;
  return openings.flatMap((opening) =>
    cellsOf(rules, opening).map((cell) => slotOf(rules, cell, occupancy, { isBookable, now })),
  );
}

function slotOf(
  rules: VenueRules,
  cell: Interval,
  occupancy: Occupancy,
  { isBookable, now }: { isBookable: boolean; now: number },
): Slot {
  const left = placesLeft(rules, occupancy, cell);
  const state = (): SlotState => {
    if (now > cell.startAt - rules.closesBeforeMin * MINUTE_MS) return 'past';
    if (occupancy.closures.some((closure) => overlaps(closure, cell))) return 'closed';
    if (!isBookable) return 'notYet';
    return left < rules.minParty ? 'taken' : 'free';
  };
  return { ...cell, state: state(), ...(rules.kind === 'places' && { placesLeft: left }) };
}

/** How many persons can still come for a time: all or nothing, but for venues of shared places. */
export function placesLeft(rules: VenueRules, occupancy: Occupancy, time: Interval): number {
  const block = blockOf(rules, time);
  if (occupancy.blocks.some((other) => overlaps(other, block))) return 0;
  return Math.max(0, rules.capacity - busiest(occupancy.parties, block));
}

/** The most persons that are in at one instant of a time. It is highest at its start or at the start of a booking within it. */
function busiest(parties: Occupancy['parties'], time: Interval): number {
  const within = parties.filter((party) => overlaps(party, time));
  const instants = [time.startAt, ...within.map((party) => Math.max(party.startAt, time.startAt))];
  return Math.max(
    ...instants.map((at) =>
      within.reduce(
        (sum, party) => (party.startAt <= at && at < party.endAt ? sum + party.partySize : sum),
        0,
      ),
    ),
  );
}

/** Every time of a length that a party can have, from the slots of one day. */
export function freeTimes(
  { slotMin }: Pick<VenueRules, 'slotMin'>,
  slots: readonly Slot[],
  { lengthMin, partySize }: { lengthMin: number; partySize: number },
): Interval[] {
  const cells = Math.round(lengthMin / slotMin);
  const isFree = (slot: Slot | undefined) =>
    slot?.state === 'free' && (slot.placesLeft ?? partySize) >= partySize;
  return slots.flatMap((first, index) => {
    const row = slots.slice(index, index + cells);
    const last = row.at(-1);
    const touching = row.every((slot, i) => i === 0 || slot.startAt === row[i - 1]?.endAt);
    if (row.length < cells || !last || !touching || !row.every(isFree)) return [];
    return [{ startAt: first.startAt, endAt: last.endAt }];
  });
}

/** Half-open: touching is not overlapping. */
export function overlaps(a: Interval, b: Interval): boolean {
  return a.startAt < b.endAt && b.startAt < a.endAt;
}
