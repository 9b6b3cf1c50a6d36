/** The street's figures: what became of points, month by month, by what they were earned with and where. */
import { type Grant, holdsRole, type Role } from '../../../lib/access.ts';
import { type Month, nextMonth } from '../../../lib/time.ts';
import type { Act } from '../../earning/rules.ts';
import { FLOWS, type Flow } from '../../points/rules.ts';

export const FIGURE_READERS: readonly Role[] = ['zone_operator', 'subdistrict_admin'];

/** More at once would be a table nobody reads, and years of rows. */
export const MOST_MONTHS = 24;

export type RuleOf = { id: string; act: Act; name: string };
export type PlaceOf = { kind: 'facility' | 'merchant'; id: string; name: string };

/** Points of one month and one flow, of one rule, at one place. Null: of none, or of none that may be seen. */
export type Line = {
  month: Month;
  flow: Flow;
  rule: RuleOf | null;
  place: PlaceOf | null;
  /** Less than nothing where more was taken back than given. */
  points: number;
  /** How often, what was taken back not counted. */
  times: number;
};
export type ReadLine = Omit<Line, 'place'> & { place: (PlaceOf & { zoneId: string }) | null };

export type Sums = Record<Flow, number>;

/** The months from one to another, both counted; none when they are the wrong way round. */
export function monthsOf(from: Month, until: Month): Month[] {
  const months: Month[] = [];
  for (let month = from; month <= until && months.length <= MOST_MONTHS; month = nextMonth(month)) {
    months.push(month);
  }
  return months;
}

/** Lines as somebody may see them: what is elsewhere keeps its points and loses its place, so that the sums stay whole. */
export function seenLines(lines: readonly ReadLine[], grants: readonly Grant[]): Line[] {
  const seen = lines.map(({ place, ...line }): Line => {
    if (!place) return { ...line, place: null };
    const { zoneId, ...named } = place;
    const where = { zoneId, facilityId: place.kind === 'facility' ? place.id : '*' };
    return { ...line, place: holdsRole(grants, FIGURE_READERS, where) ? named : null };
  });
  return grouped(seen, ({ month, flow, rule, place }) =>
    [month, flow, rule?.id, place?.kind, place?.id].join(' '),
  ).map((same) => ({ ...first(same), ...added(same) }));
}

export function sumsOf(lines: readonly Line[]): Sums {
  const sum = (flow: Flow) => added(lines.filter((line) => line.flow === flow)).points;
  return Object.fromEntries(FLOWS.map((flow) => [flow, sum(flow)])) as Sums;
}

/** What each rule handed out, the most first; null for what no rule did. */
export function byRule(lines: readonly Line[]) {
  const issued = lines.filter(({ flow }) => flow === 'issued');
  return grouped(issued, ({ rule }) => rule?.id ?? '')
    .map((same) => ({ rule: first(same).rule, ...added(same) }))
    .sort((one, other) => other.points - one.points);
}

/** What was earned and used at each place, the most first; null for everywhere else. */
export function byPlace(lines: readonly Line[]) {
  const placed = lines.filter(({ flow }) => flow === 'issued' || flow === 'spent');
  return grouped(placed, ({ place }) => (place ? `${place.kind} ${place.id}` : ''))
    .map((same) => {
      const { issued, spent } = sumsOf(same);
      return { place: first(same).place, issued, spent };
    })
    .sort((one, other) => other.issued + other.spent - one.issued - one.spent);
}

function added(lines: readonly Line[]): Pick<Line, 'points' | 'times'> {
  return {
    points: lines.reduce((sum, line) => sum + line.points, 0),
    times: lines.reduce((sum, line) => sum + line.times, 0),
  };
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const one of all) {
    const same = groups.get(keyOf(one));
    if (same) same.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return [...groups.values()];
}

function first<T>([one]: readonly [T, ...T[]]): T {
  return one;
}
