/** What the sign of a page shows of the thing that its body was answered: two islands, one thing. */
import { effect, signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';

/** One thing for a page. */
export function shownOnPage<T>() {
  const shownSignal = signal<T | null>(null);

  /** Null at first, so that the built page fits. */
  function useShown(): T | null {
    const [shown, setShown] = useState<T | null>(null);
    useEffect(() => effect(() => setShown(shownSignal.value)), []);
    return shown;
  }

  function show(thing: T): void {
    shownSignal.value = thing;
  }

  return { show, useShown };
}
