/** What a list is asked for lives in the address of its page: the filters and the list share it, and the back button takes it back. */
import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';

interface InAddress<T> {
  /** Reads the part of an address after `?`. */
  read: (search: string) => T;
  /** The part after `?`, empty where everything is wanted. */
  write: (wanted: T) => string;
  tidy: (wanted: T) => T;
}

/** One state for a page. */
export function wantedInAddress<T extends object>({ read, write, tidy }: InAddress<T>) {
  const wantedSignal = signal<T | null>(null);

  /** Changes what is asked for. `replace` while typing, so that the back button does not undo letter by letter. */
  function want(change: Partial<T>, replace = false): void {
    const next = tidy({ ...(wantedSignal.value as T), ...change });
    const address = location.pathname + write(next);
    if (replace) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
    wantedSignal.value = next;
  }

  /** Null while the page is being built and until the address has been read. */
  function useWanted(): T | null {
    const [shown, show] = useState<T | null>(null);
    useEffect(() => {
      const again = () => {
        wantedSignal.value = read(location.search);
      };
      if (!wantedSignal.value) again();
      const stop = wantedSignal.subscribe(show);
      addEventListener('popstate', again);
      return () => {
        stop();
        removeEventListener('popstate', again);
      };
    }, []);
    return shown;
  }

  return { want, useWanted };
}
