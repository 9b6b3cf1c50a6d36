/** The nearest places of each kind from somewhere: what a life circle and the coverage of an estate are made of. */
import type { Category, Level } from '../../directory/rules/kinds.ts';
import type { Pace, Position } from '../../directory/rules/walk.ts';
import { type Grid, gridOf, nearestIn, type Placed } from './grid.ts';
import { REQUIREMENTS, type Requirement, type Tier, tierOf } from './standard.ts';
import type { WayOnFoot, Ways } from './ways.ts';

/** Nobody looks further than this, in metres as the crow flies: it spans the district. */
export const LOOK_WITHIN_M = 6000;

/** A place under one of its kinds: a centre with a canteen in it stands here as a centre and as a canteen. */
export type Kind = Placed & { level: Level; category: Category };

export type Reached<K extends Kind = Kind> = WayOnFoot & {
  place: K;
  straightM: number;
  /** Null = beyond fifteen minutes. */
  tier: Tier | null;
};

/** The places that count for each requirement, ready to be searched. */
export function countingFor<K extends Kind>(kinds: readonly K[]): Map<string, Grid<K>> {
  return new Map(
    REQUIREMENTS.map((one) => [one.id, gridOf(kinds.filter((kind) => countsFor(one, kind)))]),
  );
}

/** A place counts by its own level and kind, never by what a larger or a smaller one could do as well. */
export function countsFor({ category, levels }: Requirement, kind: Kind): boolean {
  return kind.category === category && levels.includes(kind.level);
}

/** Whether the requirement is kept: its place lies within its circle. */
export function isMet({ tier }: Requirement, reached: Reached | undefined): boolean {
  return reached !== undefined && reached.tier !== null && reached.tier <= tier;
}

/**
 * The `most` nearest on foot. No way is shorter than the straight line, so the search goes on until the straight line to
 * the last one looked at is longer than the ways found.
 */
export function nearestOnFoot<K extends Kind>(
  grid: Grid<K>,
  from: Position,
  wayTo: Ways['to'],
  { pace, most }: { pace: Pace; most: number },
): Reached<K>[] {
  for (let look = most * 2; ; look *= 2) {
    const found = nearestIn(grid, from, { most: look, withinM: LOOK_WITHIN_M });
    const reached = found.map(({ place, straightM }) => {
      const way = wayTo(place);
      return { ...way, place, straightM, tier: tierOf(way.metres, pace) };
    });
    reached.sort(byWay);
    const furthest = found[found.length - 1]?.straightM ?? 0;
    const last = reached[most - 1];
    if (found.length < look || (last && last.metres <= furthest)) return reached.slice(0, most);
  }
}

/** Ways are told to ten metres: of equal ones the straighter, then by id. */
function byWay(a: Reached, b: Reached): number {
  return a.metres - b.metres || a.straightM - b.straightM || (a.place.id < b.place.id ? -1 : 1);
}
