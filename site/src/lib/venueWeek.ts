/** What the week of one venue lets somebody choose: the grid of its days, and the lengths a booking can have. Pure. */
import type { Availability, Venue } from '../../../worker/features/venues/schema.ts';
import { addDays, dayOf, minuteOfDay, toMs, weekOf } from './format.ts';

export type VenueDay = Availability['days'][number];
export type Cell = VenueDay['slots'][number];

/** What the page of a venue was built with. */
export type VenueFacts = Pick<
  Venue,
  | 'id'
  | 'name'
  | 'kind'
  | 'category'
  | 'floor'
  | 'capacity'
  | 'minParty'
  | 'maxParty'
  | 'slotMin'
  | 'shortestMin'
  | 'longestMin'
  | 'opensDaysAhead'
  | 'cancelBeforeMin'
  | 'maxActive'
  | 'maxPerWeek'
  | 'asksPurpose'
  | 'guardianUnderAge'
> & { facility: { id: string; name: string; lng: number; lat: number } };

type Grid = Pick<VenueFacts, 'slotMin' | 'shortestMin' | 'longestMin'>;

/** A time one can have. */
export interface Choice {
  start: string;
  end: string;
}

const MINUTE_MS = 60_000;
const NOON_MIN = 12 * 60;
const EVENING_MIN = 18 * 60;

/** 0 morning, 1 afternoon, 2 evening; what runs past midnight belongs to the evening before. */
export function partOf(on: string, start: string): 0 | 1 | 2 {
  if (dayOf(start) > on) return 2;
  const minute = minuteOfDay(start);
  if (minute < NOON_MIN) return 0;
  return minute < EVENING_MIN ? 1 : 2;
}

/** The ends that a booking from `start` can have for so many persons, shortest first; none where it can't start. */
export function endsFrom(grid: Grid, cells: readonly Cell[], start: string, party: number) {
  const first = cells.findIndex((cell) => cell.start === start);
  const ends: string[] = [];
  if (first < 0) return ends;
  const fewest = grid.shortestMin / grid.slotMin;
  const most = grid.longestMin / grid.slotMin;
  for (let count = 1; count <= most; count++) {
    const cell = cells[first + count - 1];
    if (!cell || !hasRoom(cell, party)) break;
    if (count > 1 && cells[first + count - 2]?.end !== cell.start) break;
    if (count >= fewest) ends.push(cell.end);
  }
  return ends;
}

function hasRoom(cell: Cell, party: number): boolean {
  return cell.state === 'free' && (cell.placesLeft ?? party) >= party;
}

/** Where a booking can start on a day. */
export function startsOn(grid: Grid, day: VenueDay, party: number): Cell[] {
  return day.slots.filter((cell) => endsFrom(grid, day.slots, cell.start, party).length > 0);
}

/** Cells of a choice, first to last. */
export function cellsOf(day: VenueDay, { start, end }: Choice): Cell[] {
  return day.slots.filter((cell) => cell.start >= start && cell.end <= end);
}

/** How many persons fit into a choice; undefined where places aren't counted. */
export function placesIn(day: VenueDay, choice: Choice): number | undefined {
  const left = cellsOf(day, choice).flatMap(({ placesLeft }) => placesLeft ?? []);
  return left.length > 0 ? Math.min(...left) : undefined;
}

export function minutesOf({ start, end }: Choice): number {
  return Math.round((toMs(end) - toMs(start)) / MINUTE_MS);
}

/** Why nothing of a day can be chosen. */
export type DayShut = 'past' | 'unknown' | 'closed' | 'notYet' | 'closure' | 'full' | 'over';

/** Null where something of the day can still be chosen. */
export function whyShut(grid: Grid, day: VenueDay, party: number): DayShut | null {
  if (day.state === 'unknown') return 'unknown';
  if (day.state === 'closed' || day.slots.length === 0) return 'closed';
  if (startsOn(grid, day, party).length > 0) return null;
  const left = day.slots.filter(({ state }) => state !== 'past');
  if (left.length === 0) return 'over';
  if (left.some(({ state }) => state === 'notYet')) return 'notYet';
  return left.every(({ state }) => state === 'closed') ? 'closure' : 'full';
}

/** Free or not in the morning, the afternoon and the evening; null for what isn't open. */
export function freeParts(
  grid: Grid,
  day: VenueDay,
  party: number,
): [boolean | null, boolean | null, boolean | null] {
  const starts = startsOn(grid, day, party);
  const free = (part: number) => {
    if (!day.slots.some((cell) => partOf(day.on, cell.start) === part)) return null;
    return starts.some((cell) => partOf(day.on, cell.start) === part);
  };
  return [free(0), free(1), free(2)];
}

/** The first and last day that can be asked for, as Mondays. */
export function weeksBetween(
  today: string,
  opensDaysAhead: number,
): { first: string; last: string } {
  return { first: mondayOf(today), last: mondayOf(addDays(today, opensDaysAhead)) };
}

export function mondayOf(on: string): string {
  return weekOf(on)[0] ?? on;
}

/** The same length as before where the new start allows it, otherwise the longest it does. */
export function choose(
  grid: Grid,
  day: VenueDay,
  wanted: { start: string; minutes?: number },
  party: number,
): Choice | undefined {
  const ends = endsFrom(grid, day.slots, wanted.start, party);
  const fitting = ends.filter(
    (end) => minutesOf({ start: wanted.start, end }) <= (wanted.minutes ?? grid.shortestMin),
  );
  const end = fitting[fitting.length - 1] ?? ends[0];
  return end === undefined ? undefined : { start: wanted.start, end };
}
