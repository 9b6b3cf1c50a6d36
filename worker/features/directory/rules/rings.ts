/** How far one gets: the rings of the life circle, drawn by the same rule that reckons minutes. */
import type { Point } from './shapes.ts';
import {
  DETOUR_FACTOR,
  METRES_PER_DEGREE,
  PACES_M_PER_S,
  type Pace,
  type Position,
} from './walk.ts';

/** The two rings a map draws, in minutes. */
export const RING_MINUTES = [5, 15] as const;

const CORNERS = 72;

/** Metres in a straight line that so many minutes reach. */
export function reachM(minutes: number, pace: Pace): number {
  return (minutes * 60 * PACES_M_PER_S[pace]) / DETOUR_FACTOR;
}

/**
 * Everything within so many minutes of a place, as a closed ring: straight line × detour, so a circle. It says how far
 * the rule reckons, not where paths are.
 */
export function walkRing({ lng, lat }: Position, minutes: number, pace: Pace): Point[] {
  const north = reachM(minutes, pace) / METRES_PER_DEGREE;
  const east = north / Math.cos((lat * Math.PI) / 180);
  return Array.from({ length: CORNERS + 1 }, (_, corner): Point => {
    const angle = ((corner % CORNERS) * 2 * Math.PI) / CORNERS;
    return [lng + east * Math.sin(angle), lat + north * Math.cos(angle)];
  });
}
