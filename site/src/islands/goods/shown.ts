/** What the sign and the body of a good's page share: the good that the body was answered. */
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { Good } from '../../../../worker/features/mall/schema/goods.ts';

const shownSignal = signal<Good | null>(null);

export function showGood(good: Good): void {
  shownSignal.value = good;
}

/** Null at first, so that the built page fits. */
export function useGood(): Good | null {
  const source: ReadonlySignal<Good | null> = shownSignal;
  const [shown, show] = useState<Good | null>(null);
  useEffect(() => effect(() => show(source.value)), []);
  return shown;
}
