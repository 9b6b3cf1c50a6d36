/** Whether an order can be placed, changed, cancelled or handed over, and what to do instead. */
import { DomainError, type ErrorCode, type Refusal } from '../../../lib/errors.ts';
import { type Day, dayOf, toRfc3339 } from '../../../lib/time.ts';
import { type Mode, orderingOpensAt } from './meals.ts';
import { HAND_OVER_MIN_BEFORE, handOverFromAt } from './orders.ts';

export type OfferedWindow = { id: string; startAt: number; endAt: number; left: number };
export type OfferedDish = { dishId: string; name: string; left: number };

/** What an order is checked against. When an order is changed, what it holds itself counts as left. */
export type MealOffer = {
  on: Day;
  opensDaysAhead: number;
  cutoffAt: number;
  modes: readonly Mode[];
  windows: readonly OfferedWindow[];
  dishes: readonly OfferedDish[];
};

/** What an order holds is free for its own change. */
export function offerForChange(
  offer: MealOffer,
  held: { windowId: string | null; lines: readonly { dishId: string; quantity: number }[] },
): MealOffer {
  return {
    ...offer,
    windows: offer.windows.map((one) =>
      one.id === held.windowId ? { ...one, left: one.left + 1 } : one,
    ),
    dishes: offer.dishes.map((one) => ({
      ...one,
      left: one.left + (held.lines.find((line) => line.dishId === one.dishId)?.quantity ?? 0),
    })),
  };
}

export type OrderWish = {
  mode: Mode;
  windowId: string | null;
  lines: readonly { dishId: string; quantity: number }[];
};

/** So many other ways a refusal offers at most. */
export const MAX_ALTERNATIVES = 3;

/**
 * Lets what is asked for pass or throws why not: `mealOrder.mode`, `.windowRequired`, `.otherWindow`, `.windowFull`,
 * `.dish` or `.soldOut`, with what is left instead.
 */
export function checkWish(offer: MealOffer, wish: OrderWish, now: number): void {
  checkMode(offer, wish, now);
  checkLines(offer, wish);
}

/**
 * Ordering goes on from the opening of the day until the millisecond before the cut-off: throws `mealOrder.cutoff` or
 * `mealOrder.tooEarly`.
 */
export function checkOrderTime(
  { on, opensDaysAhead, cutoffAt }: { on: Day; opensDaysAhead: number; cutoffAt: number },
  now: number,
): void {
  const opensAt = orderingOpensAt(on, opensDaysAhead);
  if (now >= cutoffAt) refuse('mealOrder.cutoff', cutoffRule(cutoffAt));
  if (now < opensAt) {
    refuse('mealOrder.tooEarly', {
      rule: { name: 'opensDaysAhead', value: opensDaysAhead },
      possibleFromAt: opensAt,
    });
  }
}

/** Changing and cancelling stop with the cut-off copied into the order: throws `mealOrder.cutoff`. */
export function checkCutoff(cutoffAt: number, now: number): void {
  if (now >= cutoffAt) refuse('mealOrder.cutoff', cutoffRule(cutoffAt));
}

function cutoffRule(cutoffAt: number): Refusal {
  return { rule: { name: 'cutoff', value: toRfc3339(cutoffAt) } };
}

function checkMode(offer: MealOffer, { mode, windowId }: OrderWish, now: number): void {
  if (!offer.modes.includes(mode)) {
    refuse('mealOrder.mode', {
      rule: { name: 'modes', value: offer.modes.join(',') },
      alternatives: offer.modes.map((one) => ({ kind: 'mode', id: one, name: one })),
    });
  }
  if (mode === 'dine_in') {
    if (windowId !== null)
      refuse('mealOrder.otherWindow', { errors: [windowFault('otherWindow')] });
    return;
  }
  const alternatives = openWindows(offer, now);
  const window = offer.windows.find((one) => one.id === windowId);
  if (windowId === null) {
    refuse('mealOrder.windowRequired', { errors: [windowFault('windowRequired')], alternatives });
  } else if (!window) {
    refuse('mealOrder.otherWindow', { errors: [windowFault('otherWindow')], alternatives });
  } else if (window.left < 1 || window.endAt <= now) {
    const value = window.left < 1 ? 0 : toRfc3339(window.endAt);
    refuse('mealOrder.windowFull', {
      rule: { name: window.left < 1 ? 'windowPlacesLeft' : 'windowEnd', value },
      alternatives,
    });
  }
}

function windowFault(code: string) {
  return { path: 'body.windowId', code: `mealOrder.${code}` };
}

/** Windows with a place left; eating there, where that is possible, comes last. */
function openWindows(offer: MealOffer, now: number) {
  const windows = offer.windows
    .filter((one) => one.left > 0 && one.endAt > now)
    .map(({ id, startAt, endAt }) => ({
      kind: 'window',
      id,
      name: id,
      start: toRfc3339(startAt),
      end: toRfc3339(endAt),
    }));
  const dineIn = offer.modes.includes('dine_in')
    ? [{ kind: 'mode', id: 'dine_in', name: 'dine_in' }]
    : [];
  return [...windows.slice(0, MAX_ALTERNATIVES - dineIn.length), ...dineIn];
}

function checkLines(offer: MealOffer, { lines }: OrderWish): void {
  const asked = lines.map(({ dishId, quantity }, index) => ({
    path: `body.lines.${index}.dishId`,
    dish: offer.dishes.find((one) => one.dishId === dishId),
    quantity,
  }));
  const unknown = asked.filter((line) => !line.dish);
  if (unknown.length > 0) {
    refuse('mealOrder.dish', {
      errors: unknown.map(({ path }) => ({ path, code: 'mealOrder.dish' })),
    });
  }
  const short = asked.filter((line) => (line.dish?.left ?? 0) < line.quantity);
  const [first] = short;
  if (!first) return;
  refuse('mealOrder.soldOut', {
    rule: { name: 'portionsLeft', value: first.dish?.left ?? 0 },
    errors: short.map(({ path }) => ({ path, code: 'mealOrder.soldOut' })),
    alternatives: offer.dishes
      .filter((dish) => dish.left >= first.quantity && !asked.some((line) => line.dish === dish))
      .slice(0, MAX_ALTERNATIVES)
      .map(({ dishId, name }) => ({ kind: 'dish', id: dishId, name })),
  });
}

/**
 * A meal is handed over on its own day, from an hour before serving: throws `mealOrder.otherDay` or `mealOrder.tooEarly`
 * with the moment it becomes possible.
 */
export function checkHandOver(meal: { on: Day; servesFromAt: number }, now: number): void {
  const fromAt = handOverFromAt(meal.servesFromAt);
  if (dayOf(now) !== meal.on) {
    refuse('mealOrder.otherDay', {
      rule: { name: 'date', value: meal.on },
      ...(now < fromAt && { possibleFromAt: fromAt }),
    });
  }
  if (now < fromAt) {
    refuse('mealOrder.tooEarly', {
      rule: { name: 'handOverMinBefore', value: HAND_OVER_MIN_BEFORE },
      possibleFromAt: fromAt,
    });
  }
}

/** Whether a placed order could be handed over now. */
export function canBeHandedOver(meal: { on: Day; servesFromAt: number }, now: number): boolean {
  return dayOf(now) === meal.on && now >= handOverFromAt(meal.servesFromAt);
}

function refuse(code: ErrorCode, refusal: Refusal): never {
  throw new DomainError(code, refusal);
}
