/** Canteens, their meals, menus and orders. Portions and windows are kept by triggers in drizzle/0001_*.sql. */
import { sql } from 'drizzle-orm';
import {
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import { day, flag, instant, json, syllables } from '../../lib/columns.ts';
import { facility } from '../directory/tables.ts';
import { person, user } from '../identity/tables.ts';
import type { Allergens, DishTag } from './rules/dishes.ts';

const meal = () => text({ enum: ['breakfast', 'lunch', 'dinner'] });

export const canteen = sqliteTable('canteen', {
  id: text().primaryKey(),
  facilityId: text()
    .notNull()
    .unique()
    .references(() => facility.id),
  name: text().notNull(),
  syllables: syllables(),
  phone: text(),
  /** Bookable from the start of the day this many days ahead. */
  opensDaysAhead: integer().notNull(),
});

/** How a canteen serves one of the day's meals: when, until when one orders, and in which ways. */
export const mealService = sqliteTable(
  'meal_service',
  {
    id: text().primaryKey(),
    canteenId: text()
      .notNull()
      .references(() => canteen.id),
    meal: meal().notNull(),
    /** Wall time `HH:MM`. */
    servesFrom: text().notNull(),
    servesUntil: text().notNull(),
    cutoffDaysBefore: integer().notNull(),
    cutoffTime: text().notNull(),
    dineIn: flag().notNull(),
    pickup: flag().notNull(),
  },
  (t) => [
    uniqueIndex('meal_service_meal').on(t.canteenId, t.meal),
    check('meal_service_meal_name', sql`${t.meal} IN ('breakfast', 'lunch', 'dinner')`),
  ],
);

export const pickupWindow = sqliteTable(
  'pickup_window',
  {
    id: text().primaryKey(),
    canteenId: text()
      .notNull()
      .references(() => canteen.id),
    meal: meal().notNull(),
    startsAt: text().notNull(),
    endsAt: text().notNull(),
    /** Orders it takes on one day. */
    capacity: integer().notNull(),
  },
  (t) => [
    check('pickup_window_capacity', sql`${t.capacity} >= 0`),
    uniqueIndex('pickup_window_start').on(t.canteenId, t.meal, t.startsAt),
  ],
);

/** A discount by age on the meal's day. A new version is a new row; orders copy what they got. */
export const discountTier = sqliteTable(
  'discount_tier',
  {
    id: text().primaryKey(),
    canteenId: text()
      .notNull()
      .references(() => canteen.id),
    name: text().notNull(),
    minAge: integer().notNull(),
    /** Part of the price that is paid, in basis points: 8.5 折 = 8500. */
    paysBp: integer().notNull(),
    fromOn: day().notNull(),
    untilOn: day(),
  },
  (t) => [
    check('discount_tier_pays', sql`${t.paysBp} BETWEEN 0 AND 10000`),
    index('discount_tier_canteen').on(t.canteenId),
  ],
);

export const dish = sqliteTable(
  'dish',
  {
    id: text().primaryKey(),
    canteenId: text()
      .notNull()
      .references(() => canteen.id),
    name: text().notNull(),
    tags: json<DishTag[]>().notNull(),
    /** Explicit always: `["none"]`, `["unknown"]` or the codes. Never empty. */
    allergens: json<Allergens>().notNull(),
  },
  (t) => [
    check('dish_allergens', sql`json_array_length(${t.allergens}) >= 1`),
    index('dish_canteen').on(t.canteenId),
  ],
);

/** What one canteen offers at one meal of one day; times are copied when it is published. */
export const menu = sqliteTable(
  'menu',
  {
    id: text().primaryKey(),
    canteenId: text()
      .notNull()
      .references(() => canteen.id),
    on: day().notNull(),
    meal: meal().notNull(),
    servesFromAt: instant().notNull(),
    servesUntilAt: instant().notNull(),
    cutoffAt: instant().notNull(),
    state: text({ enum: ['published', 'withdrawn'] }).notNull(),
  },
  (t) => [
    uniqueIndex('menu_day_meal').on(t.canteenId, t.on, t.meal),
    check(
      'menu_serves',
      sql`${t.servesFromAt} < ${t.servesUntilAt} AND ${t.cutoffAt} <= ${t.servesUntilAt}`,
    ),
  ],
);

export const menuItem = sqliteTable(
  'menu_item',
  {
    id: text().primaryKey(),
    menuId: text()
      .notNull()
      .references(() => menu.id),
    dishId: text()
      .notNull()
      .references(() => dish.id),
    /** The number on the board, for ordering by phone. */
    number: integer().notNull(),
    priceFen: integer().notNull(),
    portions: integer().notNull(),
  },
  (t) => [
    check('menu_item_price', sql`${t.priceFen} >= 0`),
    check('menu_item_portions', sql`${t.portions} >= 0`),
    uniqueIndex('menu_item_number').on(t.menuId, t.number),
    uniqueIndex('menu_item_dish').on(t.menuId, t.dishId),
  ],
);

export const mealOrder = sqliteTable(
  'meal_order',
  {
    id: text().primaryKey(),
    menuId: text()
      .notNull()
      .references(() => menu.id),
    residentId: text()
      .notNull()
      .references(() => user.id),
    /** Who eats: the resident or a dependant. */
    personId: text()
      .notNull()
      .references(() => person.id),
    mode: text({ enum: ['dine_in', 'pickup'] }).notNull(),
    windowId: text().references(() => pickupWindow.id),
    state: text({ enum: ['placed', 'cancelled', 'handed_over'] }).notNull(),
    /** Eight digits. */
    code: text().notNull().unique(),
    listFen: integer().notNull(),
    /** What is paid at the counter. */
    payFen: integer().notNull(),
    /** The discount as it was when ordered. */
    discountName: text(),
    paysBp: integer().notNull(),
    cutoffAt: instant().notNull(),
    note: text(),
    /** Grows with each change, so that two changes at once can't both win. */
    revision: integer().notNull(),
    createdAt: instant().notNull(),
    endedAt: instant(),
    handedOverBy: text(),
  },
  (t) => [
    check('meal_order_state', sql`${t.state} IN ('placed', 'cancelled', 'handed_over')`),
    check('meal_order_window', sql`(${t.mode} = 'pickup') = (${t.windowId} IS NOT NULL)`),
    check('meal_order_money', sql`${t.payFen} BETWEEN 0 AND ${t.listFen}`),
    check('meal_order_code', sql`length(${t.code}) = 8`),
    uniqueIndex('meal_order_person').on(t.menuId, t.personId).where(sql`${t.state} <> 'cancelled'`),
    index('meal_order_window_idx').on(t.windowId, t.menuId).where(sql`${t.state} <> 'cancelled'`),
    index('meal_order_resident').on(t.residentId, t.createdAt),
  ],
);

export const mealOrderLine = sqliteTable(
  'meal_order_line',
  {
    orderId: text()
      .notNull()
      .references(() => mealOrder.id),
    menuItemId: text()
      .notNull()
      .references(() => menuItem.id),
    quantity: integer().notNull(),
    /** Copied, so that a later change of the menu doesn't rewrite history. */
    dishName: text().notNull(),
    number: integer().notNull(),
    unitPriceFen: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orderId, t.menuItemId] }),
    check('meal_order_line_quantity', sql`${t.quantity} BETWEEN 1 AND 20`),
    index('meal_order_line_item').on(t.menuItemId),
  ],
);
