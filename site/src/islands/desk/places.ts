/** Where staff work: which places they have, and which one the desk shows. */
import type { Workplaces } from '../../../../worker/features/desk/schema.ts';
import type { Person } from '../../lib/session.ts';

export type Workplace = Workplaces['items'][number];
/** What a page of the desk is about; it shows the places that have it. */
export type Part = 'any' | 'venues' | 'kitchen' | 'activities';

const KEY = 'linli.deskPlace';
const DESK_ROLES = ['centre_staff', 'canteen_staff', 'zone_operator', 'subdistrict_admin'];
const PLACE_ROLES = ['centre_staff', 'zone_operator', 'subdistrict_admin'];

export function hasDesk({ grants }: Pick<Person, 'grants'>): boolean {
  return grants.some(({ role }) => DESK_ROLES.includes(role));
}

/** Whether somebody runs venues and activities of a place, not only its kitchen. */
export function runsPlace({ grants }: Person, placeId: string): boolean {
  return grants.some(
    ({ role, scopeKind, scopeId }) =>
      PLACE_ROLES.includes(role) && (scopeKind !== 'facility' || scopeId === placeId),
  );
}

/** The places that a page can show to somebody, the busiest first. */
export function placesFor(part: Part, places: readonly Workplace[], person: Person): Workplace[] {
  return places.filter(({ id, hasVenues, canteenId }) => {
    if (part === 'kitchen') return canteenId !== null;
    if (part === 'any') return true;
    return runsPlace(person, id) && (part === 'activities' || hasVenues);
  });
}

/** The one looked at last where it fits, else the busiest. */
export function startPlace(places: readonly Workplace[]): Workplace | undefined {
  const last = remembered();
  return places.find(({ id }) => id === last) ?? places[0];
}

export function remember(placeId: string): void {
  try {
    localStorage.setItem(KEY, placeId);
  } catch {
    // Refused: the busiest place is shown next time.
  }
}

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
