/** The kitchen sheet of a meal: what to cook, for whom to put it where, printable. */
import { and, asc, count, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { ActorContext } from '../../../lib/context.ts';
import type { Db } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { type Day, toRfc3339 } from '../../../lib/time.ts';
import { personNamesQuery } from '../../identity/queries/names.ts';
import { maskName } from '../../identity/rules.ts';
import type { Meal } from '../rules/meals.ts';
import { maskCode } from '../rules/orders.ts';
import type { KitchenSheet } from '../schema.ts';
import { canteen, mealOrder, mealOrderLine, menu } from '../tables.ts';
import {
  isLive,
  type MenuFacts,
  mealTimesView,
  menuStatements,
  menusOf,
  named,
  type Rows,
} from './menus.ts';
import { canteenToRun, canteenToRunStatements } from './staff.ts';

/** More orders or notes than a kitchen can cook for in one meal are not listed; the totals count them all. */
const MAX_LISTED = 1000;

function sheetStatements(db: Db, which: { canteenId: string; on: Day; meal: Meal }) {
  const menuIds = db
    .select({ id: menu.id })
    .from(menu)
    .where(
      and(
        eq(menu.canteenId, which.canteenId),
        eq(menu.on, which.on),
        eq(menu.meal, which.meal),
        eq(menu.state, 'published'),
      ),
    );
  const ofMenu = and(inArray(mealOrder.menuId, menuIds), isLive);
  const portions = db
    .select({ portions: sql`coalesce(sum(${mealOrderLine.quantity}), 0)` })
    .from(mealOrderLine)
    .where(eq(mealOrderLine.orderId, mealOrder.id));
  return [
    db
      .select({
        mode: mealOrder.mode,
        windowId: mealOrder.windowId,
        state: mealOrder.state,
        orders: count(),
        payFen: sql<number>`sum(${mealOrder.payFen})`,
      })
      .from(mealOrder)
      .where(ofMenu)
      .groupBy(mealOrder.mode, mealOrder.windowId, mealOrder.state),
    db
      .select({
        menuItemId: named(mealOrderLine.menuItemId, 'line_item'),
        mode: named(mealOrder.mode, 'order_mode'),
        windowId: named(mealOrder.windowId, 'order_window'),
        quantity: sql<number>`sum(${mealOrderLine.quantity})`.as('line_quantity'),
      })
      .from(mealOrder)
      .innerJoin(mealOrderLine, eq(mealOrderLine.orderId, mealOrder.id))
      .where(ofMenu)
      .groupBy(mealOrderLine.menuItemId, mealOrder.mode, mealOrder.windowId),
    db
      .select({ note: sql<string>`${mealOrder.note}`, orders: count() })
      .from(mealOrder)
      .where(and(ofMenu, isNotNull(mealOrder.note)))
      .groupBy(mealOrder.note)
      .orderBy(desc(count()), asc(mealOrder.note))
      .limit(MAX_LISTED),
    db
      .select({
        id: mealOrder.id,
        personId: mealOrder.personId,
        state: sql<'placed' | 'handed_over'>`${mealOrder.state}`,
        code: mealOrder.code,
        mode: mealOrder.mode,
        windowId: mealOrder.windowId,
        payFen: mealOrder.payFen,
        portions: sql<number>`(${portions})`.as('order_portions'),
      })
      .from(mealOrder)
      .where(ofMenu)
      .orderBy(asc(mealOrder.mode), asc(mealOrder.windowId), asc(sql`substr(${mealOrder.code}, 5)`))
      .limit(MAX_LISTED),
    personNamesQuery(db, db.select({ id: mealOrder.personId }).from(mealOrder).where(ofMenu)),
  ] as const;
}

/** Throws `canteen.notFound`, `auth.forbidden`, and `menu.notFound` where that meal has no menu. */
export async function getKitchenSheet(
  ctx: ActorContext,
  which: { canteenId: string; on: Day; meal: Meal },
): Promise<KitchenSheet> {
  const { db, now } = ctx;
  const ofMeal = and(
    eq(menu.canteenId, which.canteenId),
    eq(menu.on, which.on),
    eq(menu.meal, which.meal),
  );
  const ofCanteen = eq(canteen.id, which.canteenId);
  const [who, canteens, places, orders, lines, notes, list, names, ...rows] = await db.batch([
    ...canteenToRunStatements(ctx, ofCanteen),
    ...sheetStatements(db, which),
    ...menuStatements(db, { canteens: ofCanteen, menus: ofMeal ?? sql`0` }),
  ]);
  canteenToRun([who, canteens, places], 'kitchenSheet');
  const [facts] = menusOf(rows);
  if (!facts) throw new DomainError('menu.notFound');
  return sheetView(facts, [orders, lines, notes, list, names], now);
}

type SheetRows = Rows<ReturnType<typeof sheetStatements>>;

function sheetView(
  facts: MenuFacts,
  [orders, lines, notes, list, names]: SheetRows,
  now: number,
): KitchenSheet {
  const { canteen: home, menu: row } = facts;
  const { id: menuId, opens: _, ...times } = mealTimesView(row, home.opensDaysAhead, now);
  const ordersWhere = (fits: (one: SheetRows[0][number]) => boolean) =>
    orders.filter(fits).reduce((sum, one) => sum + one.orders, 0);
  return {
    canteen: { id: home.id, name: home.name, facilityId: home.facilityId },
    menuId,
    ...times,
    final: now >= row.cutoffAt,
    orders: {
      all: ordersWhere(() => true),
      dineIn: ordersWhere((one) => one.mode === 'dine_in'),
      pickup: ordersWhere((one) => one.mode === 'pickup'),
      handedOver: ordersWhere((one) => one.state === 'handed_over'),
    },
    payFen: orders.reduce((sum, one) => sum + one.payFen, 0),
    windows: facts.windows.map(({ id, startAt, endAt, capacity }) => ({
      id,
      start: toRfc3339(startAt),
      end: toRfc3339(endAt),
      capacity,
      orders: ordersWhere((one) => one.windowId === id),
    })),
    dishes: facts.items.map((item) => dishTotals(item, lines)),
    notes: [...notes],
    list: list.map(({ personId, code, ...order }) => ({
      ...order,
      name: maskName(names.find((one) => one.id === personId)?.name ?? ''),
      code: maskCode(code),
    })),
  };
}

function dishTotals(item: MenuFacts['items'][number], lines: SheetRows[1]) {
  const own = lines.filter((line) => line.menuItemId === item.id);
  const quantityOf = (mode: string) =>
    own.filter((line) => line.mode === mode).reduce((sum, line) => sum + line.quantity, 0);
  return {
    menuItemId: item.id,
    dishId: item.dishId,
    number: item.number,
    name: item.name,
    portions: item.portions,
    sold: item.sold,
    left: item.portions - item.sold,
    dineIn: quantityOf('dine_in'),
    pickup: quantityOf('pickup'),
    byWindow: own.flatMap(({ windowId, quantity }) =>
      windowId === null ? [] : [{ windowId, quantity }],
    ),
  };
}
