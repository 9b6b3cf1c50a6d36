/** 每百户设施面积: how much floor under a roof there is for a hundred households. */
import type { Category } from '../../directory/rules/kinds.ts';

/** Which facilities count; goes up when the list below changes. */
export const FLOOR_AREA_VERSION = 'linli-floor-1';

/**
 * The register doesn't say whether a place has a roof, so a kind that is often in the open doesn't count at all: parks,
 * courts, fitness points, school grounds. The figure is rather too low than too high. Our own choice.
 */
export const INDOOR: readonly Category[] = [
  'centre',
  'reading',
  'culture',
  'dining',
  'health',
  'elder_care',
  'child_care',
  'children',
  'service_hall',
  'meeting',
  'parcel',
  'market',
];

/** What the district's own material says of before and after its renewal. Not computed here and not comparable: its list of rooms isn't ours. */
export const SAID_BY_SOURCE = {
  beforeM2: 92.07,
  afterM2: 130.87,
  indoorPlaces: 107,
  areaM2: 191_000,
} as const;

export type Building = { category: Category; communityId: string; areaM2: number };
export type Area = { id: string; communityIds: readonly string[] };
export type FloorArea = { id: string; facilities: number; areaM2: number; households: number };

/** The floor that stands in an area and the households that live in it. A place counts where it stands, whatever its level. */
export function floorAreaOf(
  { id, communityIds }: Area,
  buildings: readonly Building[],
  homes: readonly { communityId: string; households: number }[],
): FloorArea {
  const inside = new Set(communityIds);
  const counted = buildings.filter((one) => inside.has(one.communityId) && isIndoor(one));
  const living = homes.filter((one) => inside.has(one.communityId));
  return {
    id,
    facilities: counted.length,
    areaM2: counted.reduce((sum, { areaM2 }) => sum + areaM2, 0),
    households: living.reduce((sum, { households }) => sum + households, 0),
  };
}

export function isIndoor({ category }: { category: Category }): boolean {
  return INDOOR.includes(category);
}

/** m² for a hundred households, to a hundredth; null where nobody lives. */
export function perHundredHouseholds({ areaM2, households }: FloorArea): number | null {
  return households === 0 ? null : Math.round((areaM2 / households) * 10_000) / 100;
}
