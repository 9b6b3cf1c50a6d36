/** Which place a door leads to. */
import type { Opening } from './hours.ts';
import type { Fit } from './needs.ts';

/** Nobody walks longer for an open place than this, in minutes on foot at the ordinary pace. */
export const DOOR_REACH_MIN = 30;

/** The fifteen-minute life circle: where one waits for a place to open. */
const CIRCLE_MIN = 15;

/** A place on foot, how it stands, and whether it fits who asks. */
export type Candidate = { minutes: number; opening: Opening; fits: Fit['fits'] };

/**
 * The nearest place open now within half an hour; else the one in the fifteen-minute circle that opens first; else
 * whatever is open, opens first, or is nearest. At each of these what fits comes before what nobody has checked; what is
 * known not to fit is led to only where there is nothing else to walk to. `nearestFirst` is sorted by the way.
 */
export function chooseDoor<P extends Candidate>(nearestFirst: readonly P[]): P | null {
  const fitting = nearestFirst.filter(({ fits }) => fits === 'yes');
  const possible = nearestFirst.filter(({ fits }) => fits !== 'no');
  return (
    nearby([fitting, possible]) ??
    nearby([nearestFirst]) ??
    firstFound([fitting, possible, nearestFirst], [nearestOpen, firstToOpen, nearest]) ??
    null
  );
}

function nearby<P extends Candidate>(groups: readonly (readonly P[])[]): P | undefined {
  return firstFound(groups, [
    (places) => nearestOpen(within(places, DOOR_REACH_MIN)),
    (places) => firstToOpen(within(places, CIRCLE_MIN)),
  ]);
}

function firstFound<P>(
  groups: readonly (readonly P[])[],
  ways: readonly ((places: readonly P[]) => P | undefined)[],
): P | undefined {
  for (const way of ways) {
    for (const places of groups) {
      const found = way(places);
      if (found) return found;
    }
  }
  return undefined;
}

function within<P extends Candidate>(places: readonly P[], minutes: number): P[] {
  return places.filter((place) => place.minutes <= minutes);
}

function nearest<P>(places: readonly P[]): P | undefined {
  return places[0];
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
