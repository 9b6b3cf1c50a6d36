/** The way on foot. Apart from the engine of hours, because pages work it out too and must not carry the calendar. */

/** GCJ-02 degrees. */
export type Position = { lng: number; lat: number };

/** Of latitude; of longitude it shrinks with the cosine. */
export const METRES_PER_DEGREE = 111_320;

/** How much longer a real way is than the straight line. Configurable; not from a standard. */
export const DETOUR_FACTOR = 1.3;

/** Metres per second; 0.8 is a usual figure for people over 60. Configurable; not from a standard. */
export const PACES_M_PER_S = { ordinary: 1.1, slow: 0.8, wheelchair: 0.7 } as const;
export type Pace = keyof typeof PACES_M_PER_S;

export type Walk = {
  /** Estimated way, not the straight line. */
  metres: number;
  minutes: Record<Pace, number>;
  /** Degrees clockwise from north, 0–359. */
  bearing: number;
};

/**
 * An estimate of the way on foot: straight line × detour to ten metres, and the minutes of just these metres, rounded up
 * and never less than one. What shows the same metres shows the same minutes.
 */
export function walkBetween(from: Position, to: Position): Walk {
  const metres = toTenMetres(straightMetres(from, to) * DETOUR_FACTOR);
  return {
    metres,
    minutes: {
      ordinary: minutesAt(metres, 'ordinary'),
      slow: minutesAt(metres, 'slow'),
      wheelchair: minutesAt(metres, 'wheelchair'),
    },
    bearing: bearingTo(from, to),
  };
}

/** As ways are told: to ten metres. */
export function toTenMetres(metres: number): number {
  return Math.round(metres / 10) * 10;
}

/** Whole minutes for so many metres, rounded up, never less than one. Metres a minute first: 990 / 1.1 / 60 is more than 15. */
export function minutesAt(metres: number, pace: Pace): number {
  return Math.max(1, Math.ceil(metres / (PACES_M_PER_S[pace] * 60)));
}

/** How far away in a straight line, in metres and less than this, a place is whose way shows at most so many minutes. */
export function straightReachM(minutes: number, pace: Pace): number {
  const about = Math.floor((minutes * 60 * PACES_M_PER_S[pace]) / 10) * 10;
  const metres = [about + 10, about].find((way) => minutesAt(way, pace) <= minutes) ?? about - 10;
  return (metres + 5) / DETOUR_FACTOR;
}

/** Metres in a straight line, on the plane around `from`: true within a few kilometres, and what SQL sorts by. */
export function straightMetres(from: Position, to: Position): number {
  const { east, north } = offsetMetres(from, to);
  return Math.hypot(east, north);
}

/** Degrees clockwise from north, 0–359. */
export function bearingTo(from: Position, to: Position): number {
  const { east, north } = offsetMetres(from, to);
  return Math.round((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
}

function offsetMetres(from: Position, to: Position): { east: number; north: number } {
  const shrink = Math.cos((from.lat * Math.PI) / 180);
  return {
    east: (to.lng - from.lng) * METRES_PER_DEGREE * shrink,
    north: (to.lat - from.lat) * METRES_PER_DEGREE,
  };
}
