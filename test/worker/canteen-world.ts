/** Canteens for tests, with a kitchen in a facility of its own each. Needs `smallSubdistrict`. */
import { and, eq } from 'drizzle-orm';
import { mealInstants } from '../../worker/features/canteen/rules/meals.ts';
import type { MealOrder } from '../../worker/features/canteen/schema.ts';
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
} from '../../worker/features/canteen/tables.ts';
import { facility } from '../../worker/features/directory/tables.ts';
import { person } from '../../worker/features/identity/tables.ts';
import { audit } from '../../worker/lib/tables.ts';
import {
  db,
  type linliAt,
  type Reply,
  type Somebody,
  signedInPerson,
  staffOf,
  UNCHECKED,
  unique,
} from './world.ts';

export const TODAY = '2026-11-25';
export const TOMORROW = '2026-11-26';

type Linli = ReturnType<typeof linliAt>;

/** How meals are served in tests: at 10:37 breakfast is over, lunch is served and dinner can be ordered. */
export const SERVICES = {
  breakfast: {
    servesFrom: '06:30',
    servesUntil: '08:30',
    cutoffDaysBefore: 1,
    cutoffTime: '18:00',
    dineIn: true,
    pickup: false,
  },
  lunch: {
    servesFrom: '10:30',
    servesUntil: '13:00',
    cutoffDaysBefore: 0,
    cutoffTime: '10:00',
    dineIn: true,
    pickup: true,
  },
  dinner: {
    servesFrom: '16:30',
    servesUntil: '18:30',
    cutoffDaysBefore: 0,
    cutoffTime: '15:00',
    dineIn: true,
    pickup: true,
  },
};
export type MealName = keyof typeof SERVICES;

export type Kitchen = { canteenId: string; facilityId: string; early: string; late: string };

/** A canteen at a place of its own, open 6:00–20:00, with two windows for dinner. */
export async function kitchenOf(
  options: { zoneId?: 'za' | 'zb'; lng?: number; places?: number; opensDaysAhead?: number } = {},
): Promise<Kitchen> {
  const n = unique();
  const zoneId = options.zoneId ?? 'za';
  const facilityId = `kitchen-${n}`;
  const canteenId = `canteen-${n}`;
  const [early, late] = [`early-${n}`, `late-${n}`];
  const window = { canteenId, meal: 'dinner' as const, capacity: options.places ?? 20 };
  const since = { canteenId, fromOn: '2026-01-01', untilOn: null };
  await db.batch([
    db.insert(facility).values({
      id: facilityId,
      level: 'community',
      category: 'dining',
      name: `测试食堂 ${n}`,
      pinyin: 'ceshi',
      summary: '',
      zoneId,
      communityId: zoneId === 'za' ? 'ca' : 'cb',
      address: `测试路 ${n} 号`,
      lng: options.lng ?? 120.006,
      lat: 30.288,
      datum: 'gcj02',
      areaM2: 200,
      hours: [{ spans: [{ opens: '06:00', closes: '20:00' }] }],
      access: UNCHECKED,
      audience: ['all'],
      demo: true,
    }),
    db.insert(canteen).values({
      id: canteenId,
      facilityId,
      name: `测试食堂 ${n}`,
      phone: '0571-00000000',
      opensDaysAhead: options.opensDaysAhead ?? 7,
    }),
    ...(['breakfast', 'lunch', 'dinner'] as const).map((meal) =>
      db
        .insert(mealService)
        .values({ id: `${canteenId}-${meal}`, canteenId, meal, ...SERVICES[meal] }),
    ),
    db.insert(pickupWindow).values([
      { id: early, startsAt: '16:30', endsAt: '17:00', ...window },
      { id: late, startsAt: '17:00', endsAt: '17:30', ...window },
    ]),
    db.insert(discountTier).values([
      { id: `${canteenId}-60`, name: '60–69 岁', minAge: 60, paysBp: 8500, ...since },
      { id: `${canteenId}-70`, name: '70–79 岁', minAge: 70, paysBp: 8000, ...since },
    ]),
  ]);
  return { canteenId, facilityId, early, late };
}

export type ServedDish = { dishId: string; itemId: string };
export type ServedMeal = { menuId: string; dishes: ServedDish[] };

/** A published menu; by default dinner of today with one dish of 9 yuan, 20 portions. */
export async function menuOf(
  { canteenId }: Kitchen,
  options: {
    date?: string;
    meal?: MealName;
    dishes?: { priceFen?: number; portions?: number; name?: string }[];
  } = {},
): Promise<ServedMeal> {
  const { date = TODAY, meal = 'dinner', dishes = [{}] } = options;
  const menuId = `menu-${unique()}`;
  const served = dishes.map(() => {
    const n = unique();
    return { dishId: `dish-${n}`, itemId: `item-${n}` };
  });
  await db.batch([
    db.insert(menu).values({
      id: menuId,
      canteenId,
      on: date,
      meal,
      ...mealInstants(SERVICES[meal], date),
      state: 'published',
    }),
    ...served.flatMap(({ dishId, itemId }, index) => [
      db.insert(dish).values({
        id: dishId,
        canteenId,
        name: dishes[index]?.name ?? `菜 ${index + 1}`,
        tags: ['soft'],
        allergens: ['soy', 'gluten'],
      }),
      db.insert(menuItem).values({
        id: itemId,
        menuId,
        dishId,
        number: index + 1,
        priceFen: dishes[index]?.priceFen ?? 900,
        portions: dishes[index]?.portions ?? 20,
      }),
    ]),
  ]);
  return { menuId, dishes: served };
}

/** A kitchen and its dinner of today. */
export async function dinnerAt(
  options: Parameters<typeof kitchenOf>[0] & {
    dishes?: { priceFen?: number; portions?: number }[];
  } = {},
) {
  const kitchen = await kitchenOf(options);
  const dinner = await menuOf(kitchen, options.dishes ? { dishes: options.dishes } : {});
  return { kitchen, dinner };
}

/** The id of a meal's dish; the first when not told which. */
export function dishIn(meal: ServedMeal, index = 0): string {
  const found = meal.dishes[index];
  if (!found) throw new Error(`No dish ${index}`);
  return found.dishId;
}

export function itemIn(meal: ServedMeal, index = 0): string {
  const found = meal.dishes[index];
  if (!found) throw new Error(`No dish ${index}`);
  return found.itemId;
}

/** What one sends to order: one portion of the first dish, eaten there. */
export function wish(kitchen: Kitchen, meal: ServedMeal, more: Record<string, unknown> = {}) {
  return {
    canteenId: kitchen.canteenId,
    date: TODAY,
    meal: 'dinner',
    mode: 'dine_in',
    lines: [{ dishId: dishIn(meal), quantity: 1 }],
    ...more,
  };
}

export function order(linli: Linli, as: Somebody, body: unknown, key?: string): Promise<Reply> {
  return linli.post('/api/v1/meal-orders', {
    as,
    body,
    ...(key !== undefined && { headers: { 'Idempotency-Key': key } }),
  });
}

/** An order that must succeed. */
export async function ordered(linli: Linli, as: Somebody, body: unknown): Promise<MealOrder> {
  const reply = await order(linli, as, body);
  if (reply.status !== 201) throw new Error(`Not ordered: ${JSON.stringify(reply.body)}`);
  return reply.body as MealOrder;
}

export function mealOrderIn(reply: Reply): MealOrder {
  return reply.body as MealOrder;
}

/** The cook of a canteen. */
export function cookOf({ facilityId }: Kitchen): Promise<Somebody> {
  return staffOf({ role: 'canteen_staff', scopeKind: 'facility', scopeId: facilityId });
}

/** So many people, at least two, each signed in. */
export async function people(count: number): Promise<[Somebody, Somebody, ...Somebody[]]> {
  const rest = Array.from({ length: count - 2 }, () => signedInPerson());
  return [await signedInPerson(), await signedInPerson(), ...(await Promise.all(rest))];
}

/** Somebody the resident acts for. */
export async function motherOf(who: Somebody, bornOn: string | null = null): Promise<string> {
  const id = `mother-${unique()}`;
  await db.insert(person).values({
    id,
    residentId: who.id,
    kind: 'dependant',
    relation: 'parent',
    name: '王桂芳',
    bornOn,
    createdAt: 0,
  });
  return id;
}

export function ordersOfMenu({ menuId }: ServedMeal) {
  return db.select().from(mealOrder).where(eq(mealOrder.menuId, menuId));
}

/** Portions of a dish that live orders hold. */
export async function soldOf(meal: ServedMeal, index = 0): Promise<number> {
  const rows = await db
    .select({ quantity: mealOrderLine.quantity, state: mealOrder.state })
    .from(mealOrderLine)
    .innerJoin(mealOrder, eq(mealOrder.id, mealOrderLine.orderId))
    .where(eq(mealOrderLine.menuItemId, itemIn(meal, index)));
  return rows
    .filter((row) => row.state !== 'cancelled')
    .reduce((sum, row) => sum + row.quantity, 0);
}

export function auditOf(noun: string, nounId: string) {
  return db
    .select()
    .from(audit)
    .where(and(eq(audit.noun, noun), eq(audit.nounId, nounId)));
}
