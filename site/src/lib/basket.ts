/** What somebody is about to order. Kept in this window and, on the way to sign in, in the address: nothing is lost. */
import type { Meal, Mode } from '../../../worker/features/canteen/rules/meals.ts';
import type { Day } from './format.ts';
import { paths } from './paths.ts';

/** Portions by the number of the dish on the menu. */
export type Picks = Readonly<Record<number, number>>;

export interface Basket {
  picks: Picks;
  mode?: Mode;
  windowId?: string;
  /** A dependant; the resident when left out. */
  personId?: string;
  note?: string;
}

/** Where on the page of a canteen somebody is. */
export interface MenuAddress {
  on?: Day;
  meal?: Meal;
  /** At the form instead of the menu. */
  ordering?: boolean;
  /** The order that is being changed. */
  orderId?: string;
}

const MEALS = ['breakfast', 'lunch', 'dinner'] as const;
const MODES = ['dine_in', 'pickup'] as const;
const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
/** As many of one dish as the API takes. */
export const MAX_QUANTITY = 20;
/** As many different dishes as the API takes. */
export const MAX_DISHES = 20;

export const EMPTY_BASKET: Basket = { picks: {} };

/** Reads the part of an address after `?`, which anybody may have written. */
export function addressFrom(search: string): MenuAddress {
  const given = new URLSearchParams(search);
  return {
    on: given.get('date')?.match(/^20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/)?.[0],
    meal: MEALS.find((one) => one === given.get('meal')),
    ordering: given.get('step') === 'order' || undefined,
    orderId: given.get('order')?.match(ID)?.[0],
  };
}

/** The basket in an address; undefined where it holds none. */
export function basketFrom(search: string): Basket | undefined {
  const given = new URLSearchParams(search);
  const picks = picksFrom(given.get('pick') ?? '');
  if (Object.keys(picks).length === 0) return undefined;
  const mode = MODES.find((one) => one === given.get('mode'));
  return {
    picks,
    mode,
    windowId: mode === 'pickup' ? given.get('window')?.match(ID)?.[0] : undefined,
    personId: given.get('for')?.match(ID)?.[0],
  };
}

/** The page of a canteen at a meal, with what was picked. The note stays in this window: it is nobody else's business. */
export function menuPath(canteenId: string, address: MenuAddress, basket = EMPTY_BASKET): string {
  const query = new URLSearchParams();
  const { on, meal, ordering, orderId } = address;
  if (orderId) query.set('order', orderId);
  if (on && !orderId) query.set('date', on);
  if (meal && !orderId) query.set('meal', meal);
  const picks = picksText(basket.picks);
  if (picks) query.set('pick', picks);
  if (picks && basket.mode) query.set('mode', basket.mode);
  if (picks && basket.windowId) query.set('window', basket.windowId);
  if (picks && basket.personId) query.set('for', basket.personId);
  if (ordering) query.set('step', 'order');
  const text = query.toString();
  return `${paths.canteens}${canteenId}/${text && `?${text}`}`;
}

/** `1x1-5x2`: one of dish 1, two of dish 5. */
function picksText(picks: Picks): string {
  return Object.entries(picks)
    .filter(([, quantity]) => quantity > 0)
    .map(([number, quantity]) => `${number}x${quantity}`)
    .join('-');
}

function picksFrom(text: string): Picks {
  const picks: Record<number, number> = {};
  for (const [, number, quantity] of text.matchAll(/(?:^|-)(\d{1,3})x(\d{1,2})(?=-|$)/g)) {
    if (Object.keys(picks).length >= MAX_DISHES) break;
    picks[Number(number)] = Math.min(MAX_QUANTITY, Math.max(1, Number(quantity)));
  }
  return picks;
}

/** Sets how many of a dish; none takes it out. */
export function pick(basket: Basket, number: number, quantity: number): Basket {
  const { [number]: _, ...others } = basket.picks;
  return { ...basket, picks: quantity > 0 ? { ...others, [number]: quantity } : others };
}

/** Different dishes, portions and fen of a basket at the prices of a menu. What the menu does not have counts for nothing. */
export function totalOf(picks: Picks, prices: readonly { number: number; priceFen: number }[]) {
  const total = { dishes: 0, portions: 0, listFen: 0 };
  for (const { number, priceFen } of prices) {
    const quantity = picks[number] ?? 0;
    if (quantity === 0) continue;
    total.dishes += 1;
    total.portions += quantity;
    total.listFen += quantity * priceFen;
  }
  return total;
}

/** Keeps a basket in this window under its menu; an empty one is forgotten. */
export function keepBasket(key: string, basket: Basket): void {
  try {
    if (Object.keys(basket.picks).length === 0) sessionStorage.removeItem(keyOf(key));
    else sessionStorage.setItem(keyOf(key), JSON.stringify(basket));
  } catch {
    // Storage is refused in some web-views: the address still carries the picks through signing in.
  }
}

/** The basket kept in this window for a menu. */
export function keptBasket(key: string): Basket | undefined {
  try {
    const found = JSON.parse(sessionStorage.getItem(keyOf(key)) ?? 'null') as Basket | null;
    return found && typeof found.picks === 'object' && found.picks ? found : undefined;
  } catch {
    return undefined;
  }
}

function keyOf(key: string): string {
  return `linli.basket.${key}`;
}
