/** What the sign and the body of a canteen's page share: where one is, and the menus of the day. */
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { DayMenus, Menu } from '../../../../worker/features/canteen/schema.ts';
import { addressFrom, type MenuAddress, menuPath } from '../../lib/basket.ts';

export type Meal = Menu['meal'];

const addressSignal = signal<MenuAddress | null>(null);
const menusSignal = signal<DayMenus | null>(null);

export const address: ReadonlySignal<MenuAddress | null> = addressSignal;

/** Null until the address has been read; follows the back button. */
export function useAddress(): MenuAddress | null {
  useEffect(() => {
    const read = () => {
      addressSignal.value = addressFrom(location.search);
    };
    if (!addressSignal.value) read();
    addEventListener('popstate', read);
    return () => removeEventListener('popstate', read);
  }, []);
  return useShown(addressSignal);
}

/** The menus that the body has last been answered. */
export function useMenus(): DayMenus | null {
  return useShown(menusSignal);
}

export function showMenus(menus: DayMenus): void {
  menusSignal.value = menus;
}

/** Goes to another day, meal or step. Steps can be gone back from; days and meals take each other's place. */
export function goTo(canteenId: string, next: MenuAddress, step = false): void {
  const path = menuPath(canteenId, next);
  if (step) history.pushState(null, '', path);
  else history.replaceState(null, '', path);
  addressSignal.value = next;
}

/** The meal that the page is about: the one asked for, else the first that can still be had. */
export function mealOf(menus: DayMenus, asked: Meal | undefined): Menu | undefined {
  const { meals } = menus;
  return (
    meals.find(({ meal }) => meal === asked) ??
    meals.find(({ state, left }) => state === 'ordering' && left !== 0) ??
    meals.find(({ state }) => state === 'serving' || state === 'cut_off') ??
    meals.find(({ state }) => state !== 'over') ??
    meals[0]
  );
}

/** A signal's value for an island; null at first, so that the built page and the first drawing are the same. */
function useShown<T>(source: ReadonlySignal<T | null>): T | null {
  const [shown, show] = useState<T | null>(null);
  useEffect(() => effect(() => show(source.value)), []);
  return shown;
}
