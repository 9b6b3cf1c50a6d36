import { useEffect, useState } from 'preact/hooks';
import { answer, api } from '../../lib/api.ts';

/** What there is to spend; undefined while nobody is signed in or it isn't known: that is no reason to stop. */
export function useAvailable(signedIn: boolean) {
  const [available, setAvailable] = useState<number>();
  function refresh() {
    if (!signedIn) return setAvailable(undefined);
    answer(api.me.points.$get()).then(
      (mine) => setAvailable(mine.available),
      () => undefined,
    );
  }
  useEffect(refresh, [signedIn]);
  return { available, refresh };
}
