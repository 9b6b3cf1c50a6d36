import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { searchOf, tidy, type WantedActivities, wantedFrom } from '../../lib/activities-query.ts';

/** The one state that the sign, the filters and the list share: what the address asks for. */
const wantedSignal = signal<WantedActivities | null>(null);

/** Changes what is asked for; the back button takes it back. */
export function want(change: Partial<WantedActivities>): void {
  const next = tidy({ ...wantedSignal.value, ...change });
  history.pushState(null, '', location.pathname + searchOf(next));
  wantedSignal.value = next;
}

/** Null while the page is being built and until the address has been read. Follows the back button. */
export function useWanted(): WantedActivities | null {
  const [shown, show] = useState<WantedActivities | null>(null);
  useEffect(() => {
    const read = () => {
      wantedSignal.value = wantedFrom(location.search);
    };
    if (!wantedSignal.value) read();
    const stop = wantedSignal.subscribe(show);
    addEventListener('popstate', read);
    return () => {
      stop();
      removeEventListener('popstate', read);
    };
  }, []);
  return shown;
}
