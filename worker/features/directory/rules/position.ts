/** Where a place of the register can lie: in the country, in the district. Imports, the desk and its form hold to it. */
import { METRES_PER_DEGREE, type Position } from './walk.ts';

/** GCJ-02 degrees. */
export type Box = { west: number; east: number; south: number; north: number };

/** Of the country, as far as degrees tell: what the table `facility` takes, in any datum. */
export const COUNTRY: Box = { west: 73, east: 136, south: 3, north: 54 };

/** Nothing of the district lies further from its estates. */
const DISTRICT_MARGIN_M = 2000;

/** The box around some positions, so many metres wider on each side; null around none. */
export function boxAround(positions: readonly Position[], marginM: number): Box | null {
  if (positions.length === 0) return null;
  const lngs = positions.map(({ lng }) => lng);
  const lats = positions.map(({ lat }) => lat);
  const south = Math.min(...lats);
  const north = marginM / METRES_PER_DEGREE;
  const east = north / Math.cos((south * Math.PI) / 180);
  return {
    west: Math.min(...lngs) - east,
    east: Math.max(...lngs) + east,
    south: south - north,
    north: Math.max(...lats) + north,
  };
}

export function isIn(box: Box, { lng, lat }: Position): boolean {
  return box.west <= lng && lng <= box.east && box.south <= lat && lat <= box.north;
}

/** Whether a GCJ-02 position lies in the district of these estates; where there are none, nothing can be said against it. */
export function isInDistrict(position: Position, estates: readonly Position[]): boolean {
  const district = boxAround(estates, DISTRICT_MARGIN_M);
  return district === null || isIn(district, position);
}
