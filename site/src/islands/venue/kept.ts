/** What is typed and chosen on the page of a venue outlives going away to sign in. */
import { useEffect, useState } from 'preact/hooks';
import type { VenueFacts } from '../../lib/venueWeek.ts';
import { type Wish, wishOf, wishPath } from './wish.ts';

/** The wish, read from the address once the page runs and written back whenever it changes. */
export function useWish(venue: VenueFacts): [Wish | undefined, (wish: Wish) => void] {
  const [wish, setWish] = useState<Wish>();
  useEffect(() => setWish(wishOf(window.location.search, venue)), [venue]);
  function change(next: Wish) {
    setWish(next);
    window.history.replaceState(null, '', wishPath(venue.id, next));
  }
  return [wish, change];
}

/** A text kept in this window only. */
export function useKept(key: string): [string, (text: string) => void] {
  const [text, setText] = useState('');
  useEffect(() => {
    try {
      setText(sessionStorage.getItem(key) ?? '');
    } catch {
      // Refused: then it lasts as long as the page.
    }
  }, [key]);
  function keep(next: string) {
    setText(next);
    try {
      sessionStorage.setItem(key, next);
    } catch {
      // Refused or full.
    }
  }
  return [text, keep];
}
