import { type ReadonlySignal, signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { withShown } from '../../lib/map-address.ts';
import { searchOf, tidy, type Wanted, wantedFrom } from '../../lib/near-query.ts';
import { shown } from './shown.ts';

/** The one state that the sign and the list share: what the address asks for. */
const wantedSignal = signal<Wanted>({});

export const wanted: ReadonlySignal<Wanted> = wantedSignal;

/** Changes what is asked for. `replace` while typing, so that the back button does not undo letter by letter. */
export function want(change: Partial<Wanted>, replace = false): void {
  const next = tidy({ ...wantedSignal.value, ...change });
  const address = location.pathname + withShown(searchOf(next), shown.value);
  if (replace) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  wantedSignal.value = next;
}

/** Null while the page is being built and until the address has been read. Follows the back button. */
export function useWanted(): Wanted | null {
  const [shown, show] = useState<Wanted | null>(null);
  useEffect(() => {
    const read = () => {
      wantedSignal.value = wantedFrom(location.search);
    };
    read();
    const stop = wantedSignal.subscribe(show);
    addEventListener('popstate', read);
    return () => {
      stop();
      removeEventListener('popstate', read);
    };
  }, []);
  return shown;
}
