/** Which place a door leads to. */
import type { Opening } from './hours.ts';

/** Nobody walks longer for an open place than this, in minutes on foot at the ordinary pace. */
export const DOOR_REACH_MIN = 30;

/** The fifteen-minute life circle: where one waits for a place to open. */
const CIRCLE_MIN = 15;

/** A place on foot, and how it stands. */
export type Candidate = { minutes: number; opening: Opening };

/**
 * The nearest place open now within half an hour; else the one in the fifteen-minute circle that opens first; else
 * whatever is open, opens first, or is nearest. `nearestFirst` is sorted by the way.
 */
export function chooseDoor<P extends Candidate>(nearestFirst: readonly P[]): P | null {
  const within = (minutes: number) => nearestFirst.filter((place) => place.minutes <= minutes);
  return (
    nearestOpen(within(DOOR_REACH_MIN)) ??
    firstToOpen(within(CIRCLE_MIN)) ??
    nearestOpen(nearestFirst) ??
    firstToOpen(nearestFirst) ??
    nearestFirst[0] ??
    null
  );
}

function nearestOpen<P extends Candidate>(places: readonly P[]): P | undefined {
  return places.find(({ opening }) => opening.state === 'open');
}

/** Of several that open at the same time the nearest. */
function firstToOpen<P extends Candidate>(places: readonly P[]): P | undefined {
  let first: P | undefined;
  for (const place of places) {
    const at = place.opening.nextOpenAt ?? Number.POSITIVE_INFINITY;
    if (at < (first?.opening.nextOpenAt ?? Number.POSITIVE_INFINITY)) first = place;
  }
  return first;
}
