/** What somebody needs of a place (合我用). Kept on this phone only: it tells of somebody's health. */
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { NEEDS, type Need } from '../../../worker/features/directory/rules/needs.ts';
import { keep, localStorageOf, NEEDS_KEY, stored } from './storage.ts';

const needsSignal = signal<readonly Need[]>(needsFrom(stored(localStorageOf(), NEEDS_KEY)));

export const needs: ReadonlySignal<readonly Need[]> = needsSignal;

/** What was picked, for an island: nothing at first, so that the built HTML fits. */
export function useNeeds(): readonly Need[] {
  const [shown, show] = useState<readonly Need[]>([]);
  useEffect(() => effect(() => show(needsSignal.value)), []);
  return shown;
}

export function chooseNeeds(chosen: readonly Need[]): void {
  keep(localStorageOf(), NEEDS_KEY, chosen.join(','));
  needsSignal.value = needsFrom(chosen.join(','));
}

/** In the order of the rule; what is no need is left out. */
function needsFrom(text: string | null): readonly Need[] {
  const given = (text ?? '').split(',');
  return NEEDS.filter((need) => given.includes(need));
}
