/** What every read and command of canteens starts from: canteens, menus with what is left, and how they are shown. */
import { and, asc, eq, type GetColumnData, gte, inArray, lte, type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../../lib/db.ts';
import { addDays, atWallTime, type Day, dayOf, toRfc3339 } from '../../../lib/time.ts';
import {
  MAX_DAYS_AHEAD,
  type Meal,
  mealStateAt,
  modesOf,
  orderingOpensAt,
} from '../rules/meals.ts';
import type { MealOffer } from '../rules/placing.ts';
import { tiersOn } from '../rules/prices.ts';
import type { MealSummary, Menu } from '../schema.ts';
import {
  canteen,
  discountTier,
  dish,
  mealOrder,
  mealOrderLine,
  mealService,
  menu,
  menuItem,
  pickupWindow,
} from '../tables.ts';

/** A column under a name of its own: inside a batch D1 mixes up the columns of a join that share one. */
export function named<C extends SQLiteColumn>(column: C, name: string) {
  return sql`${column}`.mapWith(column).as(name) as SQL.Aliased<GetColumnData<C>>;
}

/** Written out, not bound, so that the indexes of live orders are used. */
export const isLive = sql`${mealOrder.state} <> 'cancelled'`;

export type CanteenRow = typeof canteen.$inferSelect;
type MenuRow = typeof menu.$inferSelect;

/** Portions of a menu item that live orders hold. */
function soldOfItem(db: Db) {
  return db
    .select({ sold: sql`coalesce(sum(${mealOrderLine.quantity}), 0)` })
    .from(mealOrderLine)
    .innerJoin(mealOrder, eq(mealOrder.id, mealOrderLine.orderId))
    .where(and(eq(mealOrderLine.menuItemId, menuItem.id), isLive));
}

/** Live orders of a menu into a window. */
function takenOfWindow(db: Db) {
  return db
    .select({ taken: sql`count(*)` })
    .from(mealOrder)
    .where(and(eq(mealOrder.windowId, pickupWindow.id), eq(mealOrder.menuId, menu.id), isLive));
}

/** For a batch: published menus, with the portions left in all while they can still be ordered from, else null. */
export function menusInShortQuery(db: Db, now: number, which: SQL) {
  const offered = db
    .select({ portions: sql`coalesce(sum(${menuItem.portions}), 0)` })
    .from(menuItem)
    .where(eq(menuItem.menuId, menu.id));
  const sold = db
    .select({ sold: sql`coalesce(sum(${mealOrderLine.quantity}), 0)` })
    .from(mealOrder)
    .innerJoin(mealOrderLine, eq(mealOrderLine.orderId, mealOrder.id))
    .where(and(eq(mealOrder.menuId, menu.id), isLive));
  return db
    .select({
      id: menu.id,
      canteenId: menu.canteenId,
      on: menu.on,
      meal: menu.meal,
      servesFromAt: menu.servesFromAt,
      servesUntilAt: menu.servesUntilAt,
      cutoffAt: menu.cutoffAt,
      left: sql<
        number | null
      >`CASE WHEN ${menu.cutoffAt} > ${now} THEN (${offered}) - (${sold}) END`.as('portions_left'),
    })
    .from(menu)
    .where(and(which, eq(menu.state, 'published')))
    .orderBy(asc(menu.servesFromAt));
}

export type MenuInShort = Awaited<ReturnType<typeof menusInShortQuery>>[number];

/** For a batch: the days from today on that have a menu. */
export function menuDaysQuery(db: Db, now: number, canteenId: string) {
  const today = dayOf(now);
  return db
    .selectDistinct({ on: menu.on })
    .from(menu)
    .where(
      and(
        eq(menu.canteenId, canteenId),
        gte(menu.on, today),
        lte(menu.on, addDays(today, MAX_DAYS_AHEAD)),
        eq(menu.state, 'published'),
      ),
    )
    .orderBy(asc(menu.on));
}

/** For a batch: everything about some menus and their canteens. Read the rows with `menusOf`. */
export function menuStatements(db: Db, which: { canteens: SQL; menus: SQL }) {
  const canteenIds = db.select({ id: canteen.id }).from(canteen).where(which.canteens);
  const menuIds = db
    .select({ id: menu.id })
    .from(menu)
    .where(and(which.menus, eq(menu.state, 'published')));
  return [
    db.select().from(canteen).where(which.canteens),
    db.select().from(menu).where(inArray(menu.id, menuIds)).orderBy(asc(menu.servesFromAt)),
    db
      .select({
        id: named(menuItem.id, 'item_id'),
        menuId: named(menuItem.menuId, 'item_menu'),
        dishId: named(menuItem.dishId, 'item_dish'),
        number: named(menuItem.number, 'item_number'),
        priceFen: named(menuItem.priceFen, 'item_price'),
        portions: named(menuItem.portions, 'item_portions'),
        name: named(dish.name, 'dish_name'),
        tags: named(dish.tags, 'dish_tags'),
        allergens: named(dish.allergens, 'dish_allergens'),
        sold: sql<number>`(${soldOfItem(db)})`.as('item_sold'),
      })
      .from(menuItem)
      .innerJoin(dish, eq(dish.id, menuItem.dishId))
      .where(inArray(menuItem.menuId, menuIds))
      .orderBy(asc(menuItem.number)),
    db
      .select({
        id: named(pickupWindow.id, 'window_id'),
        menuId: named(menu.id, 'window_menu'),
        startsAt: named(pickupWindow.startsAt, 'window_starts'),
        endsAt: named(pickupWindow.endsAt, 'window_ends'),
        capacity: named(pickupWindow.capacity, 'window_capacity'),
        taken: sql<number>`(${takenOfWindow(db)})`.as('window_taken'),
      })
      .from(menu)
      .innerJoin(
        pickupWindow,
        and(eq(pickupWindow.canteenId, menu.canteenId), eq(pickupWindow.meal, menu.meal)),
      )
      .where(inArray(menu.id, menuIds))
      .orderBy(asc(pickupWindow.startsAt)),
    db.select().from(mealService).where(inArray(mealService.canteenId, canteenIds)),
    db.select().from(discountTier).where(inArray(discountTier.canteenId, canteenIds)),
  ] as const;
}

/** What the statements of a batch answer. */
export type Rows<Statements extends readonly unknown[]> = {
  readonly [Index in keyof Statements]: Awaited<Statements[Index]>;
};
export type MenuRows = Rows<ReturnType<typeof menuStatements>>;

/** A menu with all that is needed to show it and to order from it. */
export type MenuFacts = {
  canteen: CanteenRow;
  menu: MenuRow;
  items: MenuRows[2];
  windows: { id: string; startAt: number; endAt: number; capacity: number; left: number }[];
  modes: ReturnType<typeof modesOf>;
  tiers: MenuRows[5];
};

export function menusOf([canteens, menus, items, windows, services, tiers]: MenuRows): MenuFacts[] {
  return menus.flatMap((row) => {
    const home = canteens.find((one) => one.id === row.canteenId);
    if (!home) return [];
    const service = services.find(
      (one) => one.canteenId === row.canteenId && one.meal === row.meal,
    );
    const own = windows.filter((one) => one.menuId === row.id);
    return {
      canteen: home,
      menu: row,
      items: items.filter((one) => one.menuId === row.id),
      windows: own.map(({ id, startsAt, endsAt, capacity, taken }) => ({
        id,
        ...windowInstants({ startsAt, endsAt }, row.on),
        capacity,
        left: Math.max(0, capacity - taken),
      })),
      modes: service ? modesOf(service, own.length) : [],
      tiers: tiersOn(
        tiers.filter((one) => one.canteenId === row.canteenId),
        row.on,
      ) as MenuRows[5],
    };
  });
}

/** A window's wall times on a day, in ms. */
export function windowInstants(times: { startsAt: string; endsAt: string }, on: Day) {
  return { startAt: atWallTime(on, times.startsAt), endAt: atWallTime(on, times.endsAt) };
}

/** What an order from this menu is checked against. */
export function offerOf({ canteen: home, menu: row, items, windows, modes }: MenuFacts): MealOffer {
  return {
    on: row.on,
    opensDaysAhead: home.opensDaysAhead,
    cutoffAt: row.cutoffAt,
    modes,
    windows,
    dishes: items.map(({ dishId, name, portions, sold }) => ({
      dishId,
      name,
      left: portions - sold,
    })),
  };
}

type MealRow = {
  id: string;
  on: Day;
  meal: Meal;
  servesFromAt: number;
  servesUntilAt: number;
  cutoffAt: number;
};

/** The times and the state of a meal, as shown everywhere. */
export function mealTimesView(row: MealRow, opensDaysAhead: number, now: number) {
  const opensAt = orderingOpensAt(row.on, opensDaysAhead);
  return {
    id: row.id,
    meal: row.meal,
    date: row.on,
    start: toRfc3339(row.servesFromAt),
    end: toRfc3339(row.servesUntilAt),
    opens: toRfc3339(opensAt),
    cutoff: toRfc3339(row.cutoffAt),
    state: mealStateAt({ ...row, opensAt }, now),
  };
}

export function mealInShort(row: MenuInShort, home: CanteenRow, now: number): MealSummary {
  const times = mealTimesView(row, home.opensDaysAhead, now);
  return { ...times, left: times.state === 'ordering' ? row.left : null };
}

export function menuView(facts: MenuFacts, now: number): Menu {
  const times = mealTimesView(facts.menu, facts.canteen.opensDaysAhead, now);
  const items = facts.items.map(({ menuId: _, sold, ...item }) => ({
    ...item,
    left: item.portions - sold,
  }));
  const left = items.reduce((sum, item) => sum + item.left, 0);
  return {
    ...times,
    left: times.state === 'ordering' ? left : null,
    modes: facts.modes,
    items,
    windows: facts.windows.map(({ startAt, endAt, ...window }) => ({
      ...window,
      start: toRfc3339(startAt),
      end: toRfc3339(endAt),
    })),
  };
}
