/** A grid over the district: the nearest of many places without looking at all of them. */
import { METRES_PER_DEGREE, type Position, straightMetres } from '../../directory/rules/walk.ts';

/** Width of a cell. The circle of five minutes touches a handful of them. */
const CELL_M = 250;

/** A little less than a cell, because cells narrow towards the pole. */
const RING_M = CELL_M * 0.98;

export type Placed = Position & { id: string };

/** So few places are looked at one by one: rings around somebody far away from them are mostly empty. */
const FEW = 64;

export type Grid<P extends Placed> = {
  places: readonly P[];
  cells: ReadonlyMap<string, readonly P[]>;
  lngStep: number;
  latStep: number;
};

export function gridOf<P extends Placed>(places: readonly P[]): Grid<P> {
  const latStep = CELL_M / METRES_PER_DEGREE;
  const lngStep = latStep / Math.cos(((places[0]?.lat ?? 0) * Math.PI) / 180);
  const cells = new Map<string, P[]>();
  for (const place of places) {
    const key = `${Math.floor(place.lng / lngStep)} ${Math.floor(place.lat / latStep)}`;
    const cell = cells.get(key);
    if (cell) cell.push(place);
    else cells.set(key, [place]);
  }
  return { places, cells, lngStep, latStep };
}

export type Found<P> = { place: P; straightM: number };

/** The `most` nearest places within so many metres in a straight line, nearest first, of equals by id. */
export function nearestIn<P extends Placed>(
  grid: Grid<P>,
  from: Position,
  { most, withinM }: { most: number; withinM: number },
): Found<P>[] {
  const lastRing = Math.ceil(withinM / RING_M) + 1;
  let found = grid.places.length > FEW ? [] : distancesTo(grid.places, from, withinM);
  for (let ring = 0; grid.places.length > FEW && ring <= lastRing; ring++) {
    found = [...found, ...distancesTo(placesOfRing(grid, from, ring), from, withinM)];
    // Whatever lies in a ring not yet looked at is at least this far away.
    const settled = found.filter(({ straightM }) => straightM <= ring * RING_M);
    if (settled.length >= most) break;
  }
  return found
    .sort((a, b) => a.straightM - b.straightM || (a.place.id < b.place.id ? -1 : 1))
    .slice(0, most);
}

function distancesTo<P extends Placed>(
  places: readonly P[],
  from: Position,
  withinM: number,
): Found<P>[] {
  return places
    .map((place) => ({ place, straightM: straightMetres(from, place) }))
    .filter(({ straightM }) => straightM <= withinM);
}

function placesOfRing<P extends Placed>(
  { cells, lngStep, latStep }: Grid<P>,
  from: Position,
  ring: number,
): P[] {
  const [x, y] = [Math.floor(from.lng / lngStep), Math.floor(from.lat / latStep)];
  return cellsOfRing(ring).flatMap(([dx, dy]) => cells.get(`${x + dx} ${y + dy}`) ?? []);
}

/** The cells that lie exactly so many cells away, across or aslant. */
function cellsOfRing(ring: number): [dx: number, dy: number][] {
  if (ring === 0) return [[0, 0]];
  const side = Array.from({ length: 2 * ring + 1 }, (_, index) => index - ring);
  const inner = side.slice(1, -1);
  return [
    ...side.flatMap((dx): [number, number][] => [
      [dx, -ring],
      [dx, ring],
    ]),
    ...inner.flatMap((dy): [number, number][] => [
      [-ring, dy],
      [ring, dy],
    ]),
  ];
}
