/** For planners: which estates have what they should have within reach, and who is served worst. */
import type { Position } from '../../directory/rules/walk.ts';
import { countingFor, isMet, type Kind, nearestOnFoot, type Reached } from './reach.ts';
import { REQUIREMENTS } from './standard.ts';
import type { Ways } from './ways.ts';

/** Which order the gaps stand in; goes up when `rankGaps` changes. */
export const RANKING_VERSION = 'linli-gaps-1';

export type Home = Position & {
  id: string;
  name: string;
  communityId: string;
  zoneId: string;
  households: number;
};

/** One field of the table estate × requirement. */
export type Cell<K extends Kind = Kind> = {
  requirementId: string;
  met: boolean;
  /** The nearest place that counts, however far; null = the register has none. */
  nearest: Reached<K> | null;
};

export type Row<K extends Kind = Kind> = Home & { cells: Cell<K>[]; missed: number };

/** The table: every estate × every requirement, at the ordinary pace that the standard is written for. */
export function coverageOf<K extends Kind>(
  homes: readonly Home[],
  kinds: readonly K[],
  waysOf: (home: Home) => Ways,
): Row<K>[] {
  const grids = countingFor(kinds);
  return homes.map((home) => {
    const { to } = waysOf(home);
    const cells = REQUIREMENTS.map((requirement): Cell<K> => {
      const grid = grids.get(requirement.id);
      const [nearest] = grid ? nearestOnFoot(grid, home, to, { pace: 'ordinary', most: 1 }) : [];
      return {
        requirementId: requirement.id,
        met: isMet(requirement, nearest),
        nearest: nearest ?? null,
      };
    });
    return { ...home, cells, missed: cells.filter(({ met }) => !met).length };
  });
}

export type Share = { requirementId: string; householdsMet: number; households: number };

/** How many households have each requirement kept: an estate counts by who lives there. */
export function sharesOf(rows: readonly Row[]): Share[] {
  const households = sumOf(rows);
  return REQUIREMENTS.map(({ id }) => ({
    requirementId: id,
    householdsMet: sumOf(rows.filter((row) => row.cells.some((cell) => isKept(cell, id)))),
    households,
  }));
}

const isKept = ({ requirementId, met }: Cell, id: string) => requirementId === id && met;
const sumOf = (homes: readonly Home[]) =>
  homes.reduce((sum, { households }) => sum + households, 0);

/** What weighs in the ranking: households × what they miss. */
export function gapOf({ households, missed }: Row): number {
  return households * missed;
}

/** Worst served first: by gap; of equal ones where more is missed; then by id. What misses nothing isn't in it. */
export function rankGaps<K extends Kind>(rows: readonly Row<K>[]): Row<K>[] {
  return rows
    .filter(({ missed }) => missed > 0)
    .sort((a, b) => gapOf(b) - gapOf(a) || b.missed - a.missed || (a.id < b.id ? -1 : 1));
}
