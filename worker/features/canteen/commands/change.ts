/** Changing and cancelling an order, until the cut-off that was copied into it. */
import { eq, inArray, sql } from 'drizzle-orm';
import { verdict } from '../../../lib/access.ts';
import type { ActorContext } from '../../../lib/context.ts';
import { guard, type Statement, writeThenRead } from '../../../lib/db.ts';
import { DomainError, refusalOf } from '../../../lib/errors.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { type MenuFacts, menuStatements, menusOf, offerOf } from '../queries/menus.ts';
import { ownOrderStatements } from '../queries/orders.ts';
import { type OrderFacts, ordersOf, orderView } from '../queries/orderViews.ts';
import { mealOrderCan } from '../rules/orders.ts';
import { checkCutoff, checkWish, offerForChange } from '../rules/placing.ts';
import { orderTotals } from '../rules/prices.ts';
import type { MealOrder, MealOrderChangeInput } from '../schema.ts';
import { canteen, mealOrder, mealOrderLine, menu } from '../tables.ts';
import { lineOf, wishOf } from './place.ts';

/**
 * Makes an order what is asked for, all or nothing. Dishes that were in it keep their price, new ones come at today's;
 * the discount stays. Throws `mealOrder.notFound`, `.state`, `.cutoff`, `.changed` and the refusals of the rules.
 */
export async function changeMealOrder(
  ctx: ActorContext,
  id: string,
  wanted: MealOrderChangeInput,
): Promise<MealOrder> {
  const found = decideChange(ctx, wanted, await readForChange(ctx, id));
  try {
    const rows = await writeThenRead(
      ctx.db,
      changing(ctx, wanted, found),
      ownOrderStatements(ctx, id),
    );
    return viewOf(ctx, rows);
  } catch (error) {
    const code = refusalOf(error);
    if (code === 'mealOrder.soldOut' || code === 'mealOrder.windowFull') {
      decideChange(ctx, wanted, await readForChange(ctx, id));
    }
    throw error;
  }
}

async function readForChange(ctx: ActorContext, id: string) {
  const { db } = ctx;
  const menuId = db.select({ id: mealOrder.menuId }).from(mealOrder).where(eq(mealOrder.id, id));
  const canteenId = db.select({ id: menu.canteenId }).from(menu).where(inArray(menu.id, menuId));
  const [who, orders, lines, places, names, ...rows] = await db.batch([
    actorQuery(ctx),
    ...ownOrderStatements(ctx, id),
    ...menuStatements(db, {
      canteens: inArray(canteen.id, canteenId),
      menus: inArray(menu.id, menuId),
    }),
  ]);
  whoIs(who);
  return { order: ordersOf([orders, lines, places, names])[0], facts: menusOf(rows)[0] };
}

function decideChange(
  ctx: ActorContext,
  wanted: MealOrderChangeInput,
  { order, facts }: { order: OrderFacts | undefined; facts: MenuFacts | undefined },
): { order: OrderFacts; facts: MenuFacts } {
  const own = ownerMust('change', order);
  checkCutoff(own.order.cutoffAt, ctx.now);
  if (own.order.revision !== wanted.revision) {
    throw new DomainError('mealOrder.changed', {
      rule: { name: 'revision', value: own.order.revision },
    });
  }
  if (!facts) throw new DomainError('menu.notFound');
  const held = { windowId: own.order.windowId, lines: own.lines };
  checkWish(offerForChange(offerOf(facts), held), wishOf(wanted), ctx.now);
  return { order: own, facts };
}

function changing(
  { db }: ActorContext,
  wanted: MealOrderChangeInput,
  { order: { order, lines: before }, facts }: { order: OrderFacts; facts: MenuFacts },
): Statement[] {
  const lines = wanted.lines.flatMap(({ dishId, quantity }) => {
    const item = facts.items.find((one) => one.dishId === dishId);
    const kept = before.find((line) => line.dishId === dishId);
    if (!item) return [];
    const copied = kept
      ? { dishName: kept.name, number: kept.number, unitPriceFen: kept.unitPriceFen }
      : {};
    return [{ ...lineOf(item), ...copied, orderId: order.id, quantity }];
  });
  const isNow = (condition: ReturnType<typeof sql>) =>
    sql`NOT EXISTS (SELECT 1 FROM ${mealOrder} WHERE ${mealOrder.id} = ${order.id} AND ${condition})`;
  return [
    guard(db, 'mealOrder.state', isNow(sql`${mealOrder.state} = 'placed'`)),
    guard(db, 'mealOrder.changed', isNow(sql`${mealOrder.revision} = ${wanted.revision}`)),
    db.delete(mealOrderLine).where(eq(mealOrderLine.orderId, order.id)),
    db
      .update(mealOrder)
      .set({
        mode: wanted.mode,
        windowId: wanted.windowId ?? null,
        note: wanted.note ?? null,
        ...orderTotals(lines, { name: '', paysBp: order.paysBp }),
        revision: wanted.revision + 1,
      })
      .where(eq(mealOrder.id, order.id)),
    ...lines.map((line) => db.insert(mealOrderLine).values(line)),
  ];
}

/** Throws `mealOrder.notFound`, `.state` and `.cutoff`. Portions and window are free from that moment. */
export async function cancelMealOrder(ctx: ActorContext, id: string): Promise<MealOrder> {
  const [who, ...found] = await ctx.db.batch([actorQuery(ctx), ...ownOrderStatements(ctx, id)]);
  whoIs(who);
  const { order } = ownerMust('cancel', ordersOf(found)[0]);
  checkCutoff(order.cutoffAt, ctx.now);
  // Without a condition on the state: where somebody was quicker, the trigger says `mealOrder.state`.
  const cancelling = ctx.db
    .update(mealOrder)
    .set({ state: 'cancelled', endedAt: ctx.now })
    .where(eq(mealOrder.id, id));
  const rows = await writeThenRead(ctx.db, [cancelling], ownOrderStatements(ctx, id));
  return viewOf(ctx, rows);
}

function ownerMust(act: 'change' | 'cancel', order: OrderFacts | undefined): OrderFacts {
  if (!order) throw new DomainError('mealOrder.notFound');
  const { state } = order.order;
  const place = { facilityId: order.place.id, zoneId: order.place.zoneId };
  if (verdict(mealOrderCan[act], { state, isOwner: true, place }, []) !== 'allowed') {
    throw new DomainError('mealOrder.state', { rule: { name: 'state', value: state } });
  }
  return order;
}

function viewOf(ctx: ActorContext, rows: Parameters<typeof ordersOf>[0]): MealOrder {
  const [facts] = ordersOf(rows);
  if (!facts) throw new DomainError('mealOrder.notFound');
  return orderView(facts, ctx.now);
}
