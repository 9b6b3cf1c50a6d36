/** Running a canteen: dishes, menus, portions, and handing a meal over. Each act leaves its audit row. */
import { and, eq, inArray } from 'drizzle-orm';
import {
  type ActorContext,
  earlierResult,
  rememberResult,
  replayedId,
} from '../../../lib/context.ts';
import { auditRow, type Statement, writeAll, writeThenRead } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { addDays, type Day, dayOf } from '../../../lib/time.ts';
import { whoIs } from '../../identity/queries/actor.ts';
import { menuStatements, menusOf, menuView } from '../queries/menus.ts';
import {
  canteenToRun,
  canteenToRunStatements,
  counterOrderView,
  orderAtCounter,
  orderAtCounterStatements,
} from '../queries/staff.ts';
import { MAX_DAYS_AHEAD, mealInstants } from '../rules/meals.ts';
import { checkHandOver } from '../rules/placing.ts';
import type { CounterOrder, Dish, DishInput, Menu, MenuInput, MenuItem } from '../schema.ts';
import { canteen, dish, mealOrder, mealService, menu, menuItem } from '../tables.ts';

/** Throws `canteen.notFound` and `auth.forbidden`. */
export async function createDish(
  ctx: ActorContext,
  canteenId: string,
  wanted: DishInput,
): Promise<Dish> {
  const [who, canteens, places, earlier] = await ctx.db.batch([
    ...canteenToRunStatements(ctx, eq(canteen.id, canteenId)),
    earlierResult(ctx),
  ]);
  const home = canteenToRun([who, canteens, places], 'editDishes').canteen;
  const earlierId = replayedId(ctx, earlier);
  if (earlierId !== null) return { id: earlierId, ...wanted };
  const id = ctx.newId('dsh');
  await writeAll(ctx.db, [
    ...rememberResult(ctx, id),
    auditRow(ctx.db, {
      id: ctx.newId('aud'),
      at: ctx.now,
      actorId: ctx.actor.userId,
      act: 'dish.create',
      noun: 'dish',
      nounId: id,
      facilityId: home.facilityId,
      reason: 'newDish',
      detail: { name: wanted.name, allergens: wanted.allergens },
    }),
    ctx.db.insert(dish).values({ id, canteenId, ...wanted }),
  ]);
  return { id, ...wanted };
}

/**
 * Publishes what is offered at a meal; its times are copied from how the canteen serves that meal. Throws `menu.meal`,
 * `menu.past`, `menu.dish`, `menu.exists`, `canteen.notFound` and `auth.forbidden`.
 */
export async function publishMenu(
  ctx: ActorContext,
  canteenId: string,
  wanted: MenuInput,
): Promise<Menu> {
  const { db, now } = ctx;
  const [who, canteens, places, earlier, services, dishes, menus] = await db.batch([
    ...canteenToRunStatements(ctx, eq(canteen.id, canteenId)),
    earlierResult(ctx),
    db.select().from(mealService).where(eq(mealService.canteenId, canteenId)),
    db.select({ id: dish.id }).from(dish).where(eq(dish.canteenId, canteenId)),
    db
      .select({ id: menu.id })
      .from(menu)
      .where(
        and(eq(menu.canteenId, canteenId), eq(menu.on, wanted.date), eq(menu.meal, wanted.meal)),
      ),
  ]);
  const home = canteenToRun([who, canteens, places], 'publishMenu').canteen;
  const earlierId = replayedId(ctx, earlier);
  if (earlierId !== null) return onlyMenu(await db.batch([...menuById(ctx, earlierId)]), now);
  const instants = decideMenu(wanted, { services, dishes, hasMenu: menus.length > 0 }, now);
  const id = ctx.newId('mnu');
  const writes: Statement[] = [
    ...rememberResult(ctx, id),
    auditRow(db, {
      id: ctx.newId('aud'),
      at: now,
      actorId: ctx.actor.userId,
      act: 'menu.publish',
      noun: 'menu',
      nounId: id,
      facilityId: home.facilityId,
      reason: 'menuOfTheDay',
      detail: { date: wanted.date, meal: wanted.meal, items: wanted.items },
    }),
    db.insert(menu).values({
      id,
      canteenId,
      on: wanted.date,
      meal: wanted.meal,
      ...instants,
      state: 'published',
    }),
    ...wanted.items.map((item, index) =>
      db.insert(menuItem).values({ id: ctx.newId('mni'), menuId: id, number: index + 1, ...item }),
    ),
  ];
  return onlyMenu(await writeThenRead(db, writes, menuById(ctx, id)), now);
}

function menuById({ db }: ActorContext, id: string) {
  const canteenId = db.select({ id: menu.canteenId }).from(menu).where(eq(menu.id, id));
  return menuStatements(db, { canteens: inArray(canteen.id, canteenId), menus: eq(menu.id, id) });
}

function onlyMenu(rows: Parameters<typeof menusOf>[0], now: number): Menu {
  const [facts] = menusOf(rows);
  if (!facts) throw new DomainError('menu.notFound');
  return menuView(facts, now);
}

function decideMenu(
  { date, meal, items }: MenuInput,
  found: {
    services: (typeof mealService.$inferSelect)[];
    dishes: { id: string }[];
    hasMenu: boolean;
  },
  now: number,
) {
  const service = found.services.find((one) => one.meal === meal);
  if (!service) {
    throw new DomainError('menu.meal', {
      rule: { name: 'meals', value: found.services.map((one) => one.meal).join(',') },
    });
  }
  const instants = mealInstants(service, date);
  if (now >= instants.servesUntilAt) throw new DomainError('menu.past');
  checkDaysAhead(date, now);
  const unknown = items.flatMap(({ dishId }, index) =>
    found.dishes.some((one) => one.id === dishId) ? [] : [`body.items.${index}.dishId`],
  );
  if (unknown.length > 0) {
    throw new DomainError('menu.dish', {
      errors: unknown.map((path) => ({ path, code: 'menu.dish' })),
    });
  }
  if (found.hasMenu) throw new DomainError('menu.exists');
  return instants;
}

function checkDaysAhead(date: Day, now: number): void {
  const last = addDays(dayOf(now), MAX_DAYS_AHEAD);
  if (date > last) {
    throw new DomainError('input.invalid', { errors: [{ path: 'body.date', code: 'too_big' }] });
  }
}

/** Sets how many portions of a dish are offered. Throws `menu.belowSold`, `menu.notFound` and `auth.forbidden`. */
export async function setPortions(
  ctx: ActorContext,
  itemId: string,
  portions: number,
): Promise<MenuItem> {
  const { db } = ctx;
  const menuId = db.select({ id: menuItem.menuId }).from(menuItem).where(eq(menuItem.id, itemId));
  const ofItem = inArray(menu.id, menuId);
  const canteenId = db.select({ id: menu.canteenId }).from(menu).where(ofItem);
  const which = inArray(canteen.id, canteenId);
  const reads = menuStatements(db, { canteens: which, menus: ofItem });
  const [who, canteens, places, ...rows] = await db.batch([
    ...canteenToRunStatements(ctx, which),
    ...reads,
  ]);
  whoIs([...who]);
  const before = itemOf(rows, itemId);
  const home = canteenToRun([who, canteens, places], 'setPortions').canteen;
  if (portions < before.portions - before.left) {
    throw new DomainError('menu.belowSold', {
      rule: { name: 'sold', value: before.portions - before.left },
    });
  }
  const after = await writeThenRead(
    db,
    [
      auditRow(db, {
        id: ctx.newId('aud'),
        at: ctx.now,
        actorId: ctx.actor.userId,
        act: 'menuItem.portions',
        noun: 'menuItem',
        nounId: itemId,
        facilityId: home.facilityId,
        reason: 'portionsOfTheDay',
        detail: { from: before.portions, to: portions },
      }),
      db.update(menuItem).set({ portions }).where(eq(menuItem.id, itemId)),
    ],
    reads,
  );
  return itemOf(after, itemId);
}

function itemOf(rows: Parameters<typeof menusOf>[0], itemId: string): MenuItem {
  for (const facts of menusOf(rows)) {
    const found = menuView(facts, 0).items.find((one) => one.id === itemId);
    if (found) return found;
  }
  throw new DomainError('menu.notFound');
}

/**
 * Hands a meal over for its code, once, on its day. Throws `pass.notFound`, `mealOrder.state`, `mealOrder.otherDay` and
 * `mealOrder.tooEarly`.
 */
export async function handOverMeal(ctx: ActorContext, code: string): Promise<CounterOrder> {
  const { db, now } = ctx;
  const reads = orderAtCounterStatements(ctx, code);
  const { order, place } = orderAtCounter(await db.batch([...reads]));
  if (order.state !== 'placed') {
    throw new DomainError('mealOrder.state', { rule: { name: 'state', value: order.state } });
  }
  checkHandOver(order, now);
  const writes = [
    auditRow(db, {
      id: ctx.newId('aud'),
      at: now,
      actorId: ctx.actor.userId,
      principalId: order.residentId,
      act: 'mealOrder.handOver',
      noun: 'mealOrder',
      nounId: order.id,
      facilityId: place.id,
      reason: 'byCode',
    }),
    // Without a condition on the state: where a colleague was quicker, the trigger says `mealOrder.state`.
    db
      .update(mealOrder)
      .set({ state: 'handed_over', endedAt: now, handedOverBy: ctx.actor.userId })
      .where(eq(mealOrder.id, order.id)),
  ];
  return counterOrderView(orderAtCounter(await writeThenRead(db, writes, reads)), now);
}
