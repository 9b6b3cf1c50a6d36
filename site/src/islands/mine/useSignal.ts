import { effect, type ReadonlySignal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';

/** The value of a signal that islands share, as state: read after the first drawing, so that the built HTML fits. */
export function useSignal<T>(of: ReadonlySignal<T>): T {
  const [value, setValue] = useState<T>(() => of.peek());
  useEffect(() => effect(() => setValue(() => of.value)), [of]);
  return value;
}
