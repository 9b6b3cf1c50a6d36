/**
 * Where a resident is reckoned from, and how fast she walks. Kept on the phone: no sign-in and no permission needed.
 * Pages are built for the default place (`data-place` on the body); what was chosen replaces it once the script runs.
 */
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import {
  type Pace,
  type Position,
  type Walk,
  walkBetween,
} from '../../../worker/features/directory/rules/walk.ts';
import { drop, keep, localStorageOf, sessionStorageOf, stored } from './storage.ts';

export type { Pace, Walk };

/** An estate with its community and zone, or, with `accuracyM`, where the phone said it is. Degrees are GCJ-02. */
export interface Place extends Position {
  /** The home estate; of a phone's position the nearest one. */
  estateId: string;
  name: string;
  communityId: string;
  /** `万和社区` */
  communityName: string;
  communityPinyin: string;
  zoneId: string;
  zoneLetter: string;
  /** `和合万家` */
  zoneName: string;
  /** Metres; only where the phone located itself. */
  accuracyM?: number;
}

const HOME = 'linli.home';
const HOME_PLACE = 'linli.home.place';
const HERE = 'linli.here';
const PACE = 'linli.pace';
const PACES: readonly Pace[] = ['ordinary', 'slow', 'wheelchair'];

/** A position of the phone goes stale: people walk on. */
const HERE_FOR_MS = 30 * 60_000;

const placeSignal = signal<Place | null>(startingPlace());
const paceSignal = signal<Pace>(startingPace());

/** Null only while a page is being built. */
export const place: ReadonlySignal<Place | null> = placeSignal;
export const pace: ReadonlySignal<Pace> = paceSignal;

/**
 * The chosen place for an island: what the page was built with at first, so that the built HTML fits, and what is kept on
 * this phone right after.
 */
export function usePlace(built: Place): Place;
export function usePlace(built?: Place): Place | null;
export function usePlace(built?: Place): Place | null {
  const [shown, show] = useState<Place | null>(built ?? null);
  useEffect(
    () =>
      effect(() => {
        if (placeSignal.value) show(placeSignal.value);
      }),
    [],
  );
  return shown;
}

/** The pace for an island: ordinary at first, then the one kept on this phone. */
export function usePace(): Pace {
  const [shown, show] = useState<Pace>('ordinary');
  useEffect(() => effect(() => show(paceSignal.value)), []);
  return shown;
}

/** True once somebody has picked a home on this phone. */
export function hasHome(): boolean {
  return stored(localStorageOf(), HOME) !== null;
}

/** Keeps a home estate on this phone. */
export function chooseHome(chosen: Place): void {
  keep(localStorageOf(), HOME, chosen.estateId);
  keep(localStorageOf(), HOME_PLACE, JSON.stringify(chosen));
  drop(sessionStorageOf(), HERE);
  placeSignal.value = chosen;
}

/** Reckons from where the phone is, for half an hour and in this window only; home stays what it was. */
export function standHere(here: Place, now: number): void {
  keep(sessionStorageOf(), HERE, JSON.stringify({ here, untilAt: now + HERE_FOR_MS }));
  placeSignal.value = here;
}

export function choosePace(chosen: Pace): void {
  keep(localStorageOf(), PACE, chosen);
  paceSignal.value = chosen;
}

/** `near=` of the API: four decimals are ten metres, and nobody needs to be known more exactly. */
export function nearOf({ lng, lat }: Position): string {
  return `${lng.toFixed(4)},${lat.toFixed(4)}`;
}

/** The way on foot from the chosen place; undefined while a page is being built. */
export function walkTo(to: Position): Walk | undefined {
  return placeSignal.value ? walkBetween(placeSignal.value, to) : undefined;
}

function startingPlace(): Place | null {
  if (typeof document === 'undefined') return null;
  const { here, untilAt } = parsed<{ here?: Place; untilAt?: number }>(
    stored(sessionStorageOf(), HERE),
  );
  if (here && (untilAt ?? 0) > Date.now()) return here;
  const home = parsed<Partial<Place>>(stored(localStorageOf(), HOME_PLACE));
  if (isPlace(home) && home.estateId === stored(localStorageOf(), HOME)) return home;
  const built = parsed<Partial<Place>>(document.body.dataset.place ?? null);
  return isPlace(built) ? built : null;
}

function startingPace(): Pace {
  const found = stored(localStorageOf(), PACE);
  return PACES.find((one) => one === found) ?? 'ordinary';
}

function isPlace(found: Partial<Place>): found is Place {
  return Number.isFinite(found.lng) && Number.isFinite(found.lat) && Boolean(found.communityName);
}

function parsed<T extends object>(text: string | null): Partial<T> {
  try {
    return (JSON.parse(text ?? '') ?? {}) as Partial<T>;
  } catch {
    return {};
  }
}
