/** What is said of a dish, and how large a menu may be. Pages read it too. */

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

export const MAX_MENU_ITEMS = 60;
export const MAX_PORTIONS = 5000;
export const MAX_PRICE_FEN = 100_000;
