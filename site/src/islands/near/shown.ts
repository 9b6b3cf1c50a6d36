import { type ReadonlySignal, signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { type Shown, shownFrom, withShown } from '../../lib/map-address.ts';
import { searchOf, wantedFrom } from '../../lib/near-query.ts';

/** What the list and the map share beside the filters: where the map looks, and which place is chosen. */
const shownSignal = signal<Shown>({});
const mapOpenSignal = signal(false);

export const shown: ReadonlySignal<Shown> = shownSignal;

/** True once the map is drawn: rows then lead to it. */
export const mapOpen: ReadonlySignal<boolean> = mapOpenSignal;

export function setMapOpen(open: boolean): void {
  mapOpenSignal.value = open;
}

/** Shows another place or part of the map. Replaces the address: the back button leaves the map, it does not undo moves. */
export function show(change: Partial<Shown>): void {
  shownSignal.value = { ...shownSignal.value, ...change };
  const search = searchOf(wantedFrom(location.search));
  history.replaceState(
    history.state,
    '',
    location.pathname + withShown(search, shownSignal.value) + location.hash,
  );
}

/** Null while the page is being built and until the address has been read. */
export function useShown(): Shown | null {
  const [now, setNow] = useState<Shown | null>(null);
  useEffect(() => {
    const read = () => {
      shownSignal.value = shownFrom(location.search);
    };
    read();
    const stop = shownSignal.subscribe(setNow);
    addEventListener('popstate', read);
    return () => {
      stop();
      removeEventListener('popstate', read);
    };
  }, []);
  return now;
}

export function useMapOpen(): boolean {
  const [open, setOpen] = useState(false);
  useEffect(() => mapOpenSignal.subscribe(setOpen), []);
  return open;
}
