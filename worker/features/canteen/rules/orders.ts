/** Who may do what with orders and canteens, and how large an order may be. Pages read it too. */
import type { AccessTable, Role } from '../../../lib/access.ts';
import { MINUTE_MS } from '../../../lib/time.ts';

export const MEAL_ORDER_STATES = ['placed', 'cancelled', 'handed_over'] as const;
export type MealOrderState = (typeof MEAL_ORDER_STATES)[number];

/** Sizes of what one may ask for. */
export const MAX_LINES = 20;
export const MAX_QUANTITY = 20;
export const MAX_NOTE_LENGTH = 100;

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

/** A code as staff see it in lists: enough to find the row of the code somebody shows, not enough to collect a meal. */
export function maskCode(code: string): string {
  return `••••${code.slice(-4)}`;
}
