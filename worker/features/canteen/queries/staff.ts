/** What the kitchen and the counter read. One round trip each, who asks and what may be seen included. */
import { and, asc, count, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { holdsRole, verdict } from '../../../lib/access.ts';
import type { ActorContext } from '../../../lib/context.ts';
import type { Db } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { type Day, dayOf, toRfc3339 } from '../../../lib/time.ts';
import { type FacilityPlace, facilityPlacesQuery } from '../../directory/queries/places.ts';
import { actorQuery, type Who, whoIs } from '../../identity/queries/actor.ts';
import { maskName } from '../../identity/rules.ts';
import { CANTEEN_ROLES, canteenCan, handOverFromAt, mealOrderCan } from '../rules/orders.ts';
import { canBeHandedOver } from '../rules/placing.ts';
import type { CounterOrder, Dishes, StaffCanteens } from '../schema.ts';
import { canteen, dish, mealOrder, mealOrderLine, menu } from '../tables.ts';
import { type CanteenRow, isLive, mealTimesView, type Rows } from './menus.ts';
import {
  discountView,
  type OrderFacts,
  orderStatements,
  ordersOf,
  windowView,
} from './orderViews.ts';

/** For a batch: published menus with what was ordered from them. */
function menuTotalsQuery(db: Db, which: SQL) {
  const orders = db
    .select({ orders: count() })
    .from(mealOrder)
    .where(and(eq(mealOrder.menuId, menu.id), isLive));
  const handedOver = db
    .select({ orders: count() })
    .from(mealOrder)
    .where(and(eq(mealOrder.menuId, menu.id), isLive, sql`${mealOrder.state} = 'handed_over'`));
  const portions = db
    .select({ portions: sql`coalesce(sum(${mealOrderLine.quantity}), 0)` })
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
      orders: sql<number>`(${orders})`.as('orders_all'),
      handedOver: sql<number>`(${handedOver})`.as('orders_handed_over'),
      portions: sql<number>`(${portions})`.as('portions_sold'),
    })
    .from(menu)
    .where(and(which, eq(menu.state, 'published')))
    .orderBy(asc(menu.servesFromAt));
}

/** For a batch of another feature: the canteens of some facilities (a condition on `canteen`) and their meals of a day. */
export function mealsOfDayStatements(db: Db, canteens: SQL | undefined, on: Day) {
  const canteenIds = db.select({ id: canteen.id }).from(canteen).where(canteens);
  return [
    db.select().from(canteen).where(canteens).orderBy(asc(canteen.name), asc(canteen.id)),
    menuTotalsQuery(db, and(inArray(menu.canteenId, canteenIds), eq(menu.on, on)) ?? sql`0`),
  ] as const;
}

/** The same for the canteen of one facility. */
export function mealsOfFacilityStatements(db: Db, facilityId: string, on: Day) {
  return mealsOfDayStatements(db, eq(canteen.facilityId, facilityId), on);
}

/** The ids of the facilities that have a canteen. */
export const facilitiesOfCanteens: SQL = sql`SELECT facility_id FROM canteen`;

/** Each canteen with its meals of the day, how many ordered what, and how many have been. */
export function mealsOfDayView(
  [canteens, menus]: Rows<ReturnType<typeof mealsOfDayStatements>>,
  now: number,
): StaffCanteens['items'] {
  return canteens.map((row) => ({
    id: row.id,
    name: row.name,
    facilityId: row.facilityId,
    meals: menus
      .filter((one) => one.canteenId === row.id)
      .map((one) => ({
        ...mealTimesView(one, row.opensDaysAhead, now),
        orders: one.orders,
        portions: one.portions,
        handedOver: one.handedOver,
      })),
  }));
}

/** The canteens the actor may run, with today's meals. Throws `auth.forbidden` for somebody who runs none anywhere. */
export async function listStaffCanteens(ctx: ActorContext): Promise<StaffCanteens> {
  const { db, now } = ctx;
  const facilityIds = db.select({ id: canteen.facilityId }).from(canteen);
  const [who, places, ...rows] = await db.batch([
    actorQuery(ctx),
    facilityPlacesQuery(db, facilityIds),
    ...mealsOfDayStatements(db, undefined, dayOf(now)),
  ]);
  const { grants } = whoIs(who);
  if (!grants.some((grant) => (CANTEEN_ROLES as readonly string[]).includes(grant.role))) {
    throw new DomainError('auth.forbidden');
  }
  const mayRun = (facilityId: string) => {
    const place = places.find((one) => one.id === facilityId);
    return place !== undefined && holdsRole(grants, CANTEEN_ROLES, scopeOf(place));
  };
  return { items: mealsOfDayView(rows, now).filter((one) => mayRun(one.facilityId)) };
}

export function scopeOf(place: Pick<FacilityPlace, 'id' | 'zoneId'>) {
  return { facilityId: place.id, zoneId: place.zoneId };
}

/** For a batch: who asks, the canteen, and where it is. Read the rows with `canteenToRun`. */
export function canteenToRunStatements(ctx: ActorContext, which: SQL) {
  const { db } = ctx;
  const facilityIds = db.select({ id: canteen.facilityId }).from(canteen).where(which);
  return [
    actorQuery(ctx),
    db.select().from(canteen).where(which),
    facilityPlacesQuery(db, facilityIds),
  ] as const;
}

/** Throws `canteen.notFound`, and `auth.forbidden` for somebody who may not do this act here. */
export function canteenToRun(
  [who, [row], [place]]: Rows<ReturnType<typeof canteenToRunStatements>>,
  act: keyof typeof canteenCan,
): { who: Who; canteen: CanteenRow } {
  const actor = whoIs([...who]);
  if (!row || !place) throw new DomainError('canteen.notFound');
  const thing = { state: 'running' as const, isOwner: false, place: scopeOf(place) };
  if (verdict(canteenCan[act], thing, actor.grants) !== 'allowed') {
    throw new DomainError('auth.forbidden');
  }
  return { who: actor, canteen: row };
}

/** Throws `canteen.notFound` and `auth.forbidden`. */
export async function listDishes(ctx: ActorContext, canteenId: string): Promise<Dishes> {
  const [who, canteens, places, dishes] = await ctx.db.batch([
    ...canteenToRunStatements(ctx, eq(canteen.id, canteenId)),
    ctx.db
      .select({ id: dish.id, name: dish.name, tags: dish.tags, allergens: dish.allergens })
      .from(dish)
      .where(eq(dish.canteenId, canteenId))
      .orderBy(asc(dish.name), asc(dish.id)),
  ]);
  canteenToRun([who, canteens, places], 'editDishes');
  return { items: dishes };
}

/** For a batch: who asks, and the order of a code. Read the rows with `orderAtCounter`. */
export function orderAtCounterStatements(ctx: ActorContext, code: string) {
  const ids = ctx.db.select({ id: mealOrder.id }).from(mealOrder).where(eq(mealOrder.code, code));
  return [actorQuery(ctx), ...orderStatements(ctx.db, ids)] as const;
}

/** Throws `pass.notFound` where there is no such code and where it belongs to a canteen out of the actor's scope. */
export function orderAtCounter([who, ...rows]: Rows<
  ReturnType<typeof orderAtCounterStatements>
>): OrderFacts {
  const { grants } = whoIs([...who]);
  const [found] = ordersOf(rows);
  if (!found) throw new DomainError('pass.notFound');
  const thing = { state: found.order.state, isOwner: false, place: scopeOf(found.place) };
  if (verdict(mealOrderCan.lookUp, thing, grants) !== 'allowed') {
    throw new DomainError('pass.notFound');
  }
  return found;
}

export function counterOrderView(
  { order, window, lines, person }: OrderFacts,
  now: number,
): CounterOrder {
  return {
    id: order.id,
    state: order.state,
    canteen: { id: order.canteenId, name: order.canteenName, facilityId: order.facilityId },
    date: order.on,
    meal: order.meal,
    start: toRfc3339(order.servesFromAt),
    end: toRfc3339(order.servesUntilAt),
    mode: order.mode,
    window: windowView(window),
    name: maskName(person.name),
    lines: lines.map(({ number, name, quantity, unitPriceFen }) => ({
      number,
      name,
      quantity,
      unitPriceFen,
    })),
    listFen: order.listFen,
    discount: discountView(order),
    payFen: order.payFen,
    note: order.note,
    ended: order.endedAt === null ? null : toRfc3339(order.endedAt),
    can: { handOver: order.state === 'placed' && canBeHandedOver(order, now) },
    handOverFrom: toRfc3339(handOverFromAt(order.servesFromAt)),
  };
}
