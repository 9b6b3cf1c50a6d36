/** What is decided about canteens, meals and orders. Pages read it too, so it keeps to what old engines know. */
import type { AccessTable, Role } from '../../lib/access.ts';
import { addDays, ageOn, atWallTime, type Day, dayStart, MINUTE_MS } from '../../lib/time.ts';

/** The eight groups of GB 7718-2025, and the two answers that are not a group. */
export const ALLERGENS = [
  'gluten',
  'crustacean',
  'fish',
  'egg',
  'peanut',
  'soy',
  'milk',
  'nut',
] as const;
export type Allergen = (typeof ALLERGENS)[number];
/** Always explicit: an empty list is refused, so that "not filled in" never reads as "none". */
export type Allergens = ['none'] | ['unknown'] | [Allergen, ...Allergen[]];

export const DISH_TAGS = [
  'soft',
  'boneless',
  'small_bones',
  'low_salt',
  'low_sugar',
  'vegetarian',
  'halal',
  'spicy',
] as const;
export type DishTag = (typeof DISH_TAGS)[number];

export const MEALS = ['breakfast', 'lunch', 'dinner'] as const;
export type Meal = (typeof MEALS)[number];

export const MODES = ['dine_in', 'pickup'] as const;
export type Mode = (typeof MODES)[number];

export const MEAL_ORDER_STATES = ['placed', 'cancelled', 'handed_over'] as const;
export type MealOrderState = (typeof MEAL_ORDER_STATES)[number];

/** Sizes of what one may ask for. */
export const MAX_LINES = 20;
export const MAX_QUANTITY = 20;
export const MAX_NOTE_LENGTH = 100;
export const MAX_MENU_ITEMS = 60;
export const MAX_PORTIONS = 5000;
export const MAX_PRICE_FEN = 100_000;

/** No canteen opens ordering earlier than this, so that reads can be bounded; ours, not from a standard. */
export const MAX_DAYS_AHEAD = 31;

/** Meals are handed over from so long before serving begins. */
export const HAND_OVER_MIN_BEFORE = 60;

/** From when (ms) a meal may be handed over. */
export function handOverFromAt(servesFromAt: number): number {
  return servesFromAt - HAND_OVER_MIN_BEFORE * MINUTE_MS;
}

/** Who runs a canteen, within their scope. */
export const CANTEEN_ROLES = [
  'canteen_staff',
  'centre_staff',
  'zone_operator',
  'subdistrict_admin',
] as const satisfies readonly Role[];

/** Acts on an order. Change and cancel hold until the cut-off, handing over on the day only: see the rules below. */
export const mealOrderCan = {
  read: { owner: MEAL_ORDER_STATES },
  change: { owner: ['placed'] },
  cancel: { owner: ['placed'] },
  lookUp: { staff: { roles: CANTEEN_ROLES, states: MEAL_ORDER_STATES } },
  handOver: { staff: { roles: CANTEEN_ROLES, states: ['placed'] } },
} satisfies AccessTable<MealOrderState>;

/** Acts on a canteen. */
export const canteenCan = {
  kitchenSheet: { staff: { roles: CANTEEN_ROLES, states: ['running'] } },
  editDishes: { staff: { roles: CANTEEN_ROLES, states: ['running'] } },
  publishMenu: { staff: { roles: CANTEEN_ROLES, states: ['running'] } },
  setPortions: { staff: { roles: CANTEEN_ROLES, states: ['running'] } },
} satisfies AccessTable<'running'>;

/** How a meal is served, in wall times: what a menu copies as instants when it is published. */
export type MealTimes = {
  servesFrom: string;
  servesUntil: string;
  cutoffDaysBefore: number;
  cutoffTime: string;
};

/** The instants (ms) of a meal on a day. Ordering never goes on after serving ends. */
export function mealInstants(
  times: MealTimes,
  on: Day,
): { servesFromAt: number; servesUntilAt: number; cutoffAt: number } {
  const servesUntilAt = atWallTime(on, times.servesUntil);
  const cutoffAt = atWallTime(addDays(on, -times.cutoffDaysBefore), times.cutoffTime);
  return {
    servesFromAt: atWallTime(on, times.servesFrom),
    servesUntilAt,
    cutoffAt: Math.min(cutoffAt, servesUntilAt),
  };
}

/** When ordering for a day opens (ms): at the start of the day `opensDaysAhead` days before. */
export function orderingOpensAt(on: Day, opensDaysAhead: number): number {
  return dayStart(addDays(on, -opensDaysAhead));
}

export const MEAL_STATES = ['upcoming', 'ordering', 'cut_off', 'serving', 'over'] as const;
export type MealState = (typeof MEAL_STATES)[number];

/** Where a meal stands. While it can still be ordered it is `ordering`, even when serving has begun. */
export function mealStateAt(
  meal: { opensAt: number; cutoffAt: number; servesFromAt: number; servesUntilAt: number },
  now: number,
): MealState {
  if (now >= meal.servesUntilAt) return 'over';
  if (now < meal.cutoffAt) return now < meal.opensAt ? 'upcoming' : 'ordering';
  return now < meal.servesFromAt ? 'cut_off' : 'serving';
}

/** A discount by age: `paysBp` is the part that is paid, in basis points (8.5 折 = 8500). Both days included. */
export type DiscountTier = {
  name: string;
  minAge: number;
  paysBp: number;
  fromOn: Day;
  untilOn: Day | null;
};

export type Discount = { name: string; paysBp: number };

/** Paying it all, in basis points. */
export const FULL_BP = 10_000;

/** The tiers in force on a day, youngest first. */
export function tiersOn(tiers: readonly DiscountTier[], on: Day): DiscountTier[] {
  return tiers
    .filter((tier) => tier.fromOn <= on && (tier.untilOn === null || on <= tier.untilOn))
    .sort((a, b) => a.minAge - b.minAge);
}

/** The best discount for somebody on the day of the meal, by the age reached on that day; null without a date of birth. */
export function discountFor(
  tiers: readonly DiscountTier[],
  bornOn: Day | null,
  on: Day,
): Discount | null {
  if (bornOn === null) return null;
  const age = ageOn(bornOn, on);
  let best: Discount | null = null;
  for (const { name, minAge, paysBp } of tiersOn(tiers, on)) {
    // Of two as good the older tier's name: it is the one the person knows as theirs.
    if (age >= minAge && paysBp < FULL_BP && paysBp <= (best?.paysBp ?? FULL_BP)) {
      best = { name, paysBp };
    }
  }
  return best;
}

/** What an order costs, in fen. The discount is taken once from the whole and rounded half up to a fen. */
export function orderTotals(
  lines: readonly { quantity: number; unitPriceFen: number }[],
  discount: Discount | null,
): { listFen: number; payFen: number } {
  const listFen = lines.reduce((sum, line) => sum + line.quantity * line.unitPriceFen, 0);
  const paysBp = discount?.paysBp ?? FULL_BP;
  return { listFen, payFen: Math.floor((listFen * paysBp + FULL_BP / 2) / FULL_BP) };
}

/** The ways a meal can be had: picking up needs a window to do it in. */
export function modesOf(service: { dineIn: boolean; pickup: boolean }, windows: number): Mode[] {
  const modes: Mode[] = [];
  if (service.dineIn) modes.push('dine_in');
  if (service.pickup && windows > 0) modes.push('pickup');
  return modes;
}

/** A code as staff see it in lists: enough to find the row of the code somebody shows, not enough to collect a meal. */
export function maskCode(code: string): string {
  return `••••${code.slice(-4)}`;
}
