/** A meal order with all that is needed to show it: the statements that read it, and how its owner sees it. */
import { asc, eq, inArray, type SQLWrapper, sql } from 'drizzle-orm';
import { type Verdict, verdict } from '../../../lib/access.ts';
import type { Db } from '../../../lib/db.ts';
import { toRfc3339 } from '../../../lib/time.ts';
import { facilityPlacesQuery, positionView } from '../../directory/queries/places.ts';
import { personNamesQuery } from '../../identity/queries/names.ts';
import { type MealOrderState, mealOrderCan } from '../rules/orders.ts';
import { FULL_BP } from '../rules/prices.ts';
import type { MealOrder } from '../schema.ts';
import { canteen, mealOrder, mealOrderLine, menu, menuItem, pickupWindow } from '../tables.ts';
import { named, type Rows, windowInstants } from './menus.ts';

/** For a batch: the orders of a subquery of ids, with all that is needed to show them. Read the rows with `ordersOf`. */
export function orderStatements(db: Db, ids: SQLWrapper) {
  const facilityIds = db
    .select({ id: canteen.facilityId })
    .from(mealOrder)
    .innerJoin(menu, eq(menu.id, mealOrder.menuId))
    .innerJoin(canteen, eq(canteen.id, menu.canteenId))
    .where(inArray(mealOrder.id, ids));
  const personIds = db
    .select({ id: mealOrder.personId })
    .from(mealOrder)
    .where(inArray(mealOrder.id, ids));
  return [
    orderRowsQuery(db, ids),
    db
      .select({
        orderId: named(mealOrderLine.orderId, 'line_order'),
        menuItemId: named(mealOrderLine.menuItemId, 'line_item'),
        dishId: named(menuItem.dishId, 'line_dish'),
        number: named(mealOrderLine.number, 'line_number'),
        name: named(mealOrderLine.dishName, 'line_name'),
        quantity: named(mealOrderLine.quantity, 'line_quantity'),
        unitPriceFen: named(mealOrderLine.unitPriceFen, 'line_price'),
      })
      .from(mealOrderLine)
      .innerJoin(menuItem, eq(menuItem.id, mealOrderLine.menuItemId))
      .where(inArray(mealOrderLine.orderId, ids))
      .orderBy(asc(mealOrderLine.number)),
    facilityPlacesQuery(db, facilityIds),
    personNamesQuery(db, personIds),
  ] as const;
}

function orderRowsQuery(db: Db, ids: SQLWrapper) {
  return db
    .select({
      id: named(mealOrder.id, 'order_id'),
      menuId: named(mealOrder.menuId, 'order_menu'),
      residentId: named(mealOrder.residentId, 'order_resident'),
      personId: named(mealOrder.personId, 'order_person'),
      mode: named(mealOrder.mode, 'order_mode'),
      windowId: named(mealOrder.windowId, 'order_window'),
      state: named(mealOrder.state, 'order_state'),
      code: named(mealOrder.code, 'order_code'),
      listFen: named(mealOrder.listFen, 'order_list'),
      payFen: named(mealOrder.payFen, 'order_pay'),
      discountName: named(mealOrder.discountName, 'order_discount'),
      paysBp: named(mealOrder.paysBp, 'order_pays'),
      cutoffAt: named(mealOrder.cutoffAt, 'order_cutoff'),
      note: named(mealOrder.note, 'order_note'),
      revision: named(mealOrder.revision, 'order_revision'),
      createdAt: named(mealOrder.createdAt, 'order_created'),
      endedAt: named(mealOrder.endedAt, 'order_ended'),
      on: named(menu.on, 'menu_on'),
      meal: named(menu.meal, 'menu_meal'),
      servesFromAt: named(menu.servesFromAt, 'menu_from'),
      servesUntilAt: named(menu.servesUntilAt, 'menu_until'),
      canteenId: named(canteen.id, 'canteen_id'),
      canteenName: named(canteen.name, 'canteen_name'),
      canteenPhone: named(canteen.phone, 'canteen_phone'),
      facilityId: named(canteen.facilityId, 'canteen_facility'),
      windowStarts: sql<string | null>`${pickupWindow.startsAt}`.as('window_starts'),
      windowEnds: sql<string | null>`${pickupWindow.endsAt}`.as('window_ends'),
    })
    .from(mealOrder)
    .innerJoin(menu, eq(menu.id, mealOrder.menuId))
    .innerJoin(canteen, eq(canteen.id, menu.canteenId))
    .leftJoin(pickupWindow, eq(pickupWindow.id, mealOrder.windowId))
    .where(inArray(mealOrder.id, ids));
}

type OrderRow = Awaited<ReturnType<typeof orderRowsQuery>>[number];
export type OrderRows = Rows<ReturnType<typeof orderStatements>>;

/** An order with its lines, its place and who eats. */
export type OrderFacts = {
  order: Omit<OrderRow, 'windowStarts' | 'windowEnds'>;
  window: { id: string; startAt: number; endAt: number } | null;
  lines: OrderRows[1];
  place: OrderRows[2][number];
  person: { id: string; name: string };
};

/** In no particular order. */
export function ordersOf([orders, lines, places, names]: OrderRows): OrderFacts[] {
  return orders.flatMap(({ windowStarts, windowEnds, ...order }) => {
    const place = places.find((one) => one.id === order.facilityId);
    if (!place) return [];
    const person = names.find((one) => one.id === order.personId);
    const times = windowStarts !== null && windowEnds !== null;
    return {
      order,
      window:
        order.windowId !== null && times
          ? {
              id: order.windowId,
              ...windowInstants({ startsAt: windowStarts, endsAt: windowEnds }, order.on),
            }
          : null,
      lines: lines.filter((line) => line.orderId === order.id),
      place,
      person: { id: order.personId, name: person?.name ?? '' },
    };
  });
}

/** The order as its owner sees it. */
export function orderView(
  { order, window, lines, place, person }: OrderFacts,
  now: number,
): MealOrder {
  const before = now < order.cutoffAt;
  return {
    id: order.id,
    state: order.state,
    code: order.code,
    revision: order.revision,
    canteen: {
      id: order.canteenId,
      name: order.canteenName,
      phone: order.canteenPhone,
      facilityId: order.facilityId,
      address: place.address,
      position: positionView(place),
    },
    date: order.on,
    meal: order.meal,
    start: toRfc3339(order.servesFromAt),
    end: toRfc3339(order.servesUntilAt),
    cutoff: toRfc3339(order.cutoffAt),
    mode: order.mode,
    window: windowView(window),
    person: { ...person, isSelf: order.personId === order.residentId },
    lines: lines.map(({ dishId, number, name, quantity, unitPriceFen }) => ({
      dishId,
      number,
      name,
      quantity,
      unitPriceFen,
    })),
    listFen: order.listFen,
    discount: discountView(order),
    payFen: order.payFen,
    note: order.note,
    ordered: toRfc3339(order.createdAt),
    ended: order.endedAt === null ? null : toRfc3339(order.endedAt),
    can: {
      change: before && ownerMay('change', order.state, place) === 'allowed',
      cancel: before && ownerMay('cancel', order.state, place) === 'allowed',
    },
  };
}

function ownerMay(
  act: 'change' | 'cancel',
  state: MealOrderState,
  place: { id: string; zoneId: string },
): Verdict {
  const at = { facilityId: place.id, zoneId: place.zoneId };
  return verdict(mealOrderCan[act], { state, isOwner: true, place: at }, []);
}

export function windowView(window: OrderFacts['window']) {
  return (
    window && { id: window.id, start: toRfc3339(window.startAt), end: toRfc3339(window.endAt) }
  );
}

export function discountView({
  discountName,
  paysBp,
}: {
  discountName: string | null;
  paysBp: number;
}) {
  return discountName === null || paysBp >= FULL_BP ? null : { name: discountName, paysBp };
}
