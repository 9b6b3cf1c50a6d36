/** Reading meal orders: a resident's own, and the statements that other features put into their batches. */
import { and, asc, desc, eq, gt, gte, lt, lte, or, type SQL, sql } from 'drizzle-orm';
import type { ActorContext } from '../../../lib/context.ts';
import type { Db } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { DAY_MS } from '../../../lib/time.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { MAX_DAYS_AHEAD } from '../rules/meals.ts';
import type { MealOrder, MealOrderPage, MyMealOrdersInput } from '../schema.ts';
import { mealOrder, menu } from '../tables.ts';
import {
  type OrderFacts,
  type OrderRows,
  orderStatements,
  ordersOf,
  orderView,
} from './orderViews.ts';

/** For a batch: the actor's own order of this id, or nothing. */
export function ownOrderStatements(ctx: ActorContext, id: string) {
  const ids = ctx.db
    .select({ id: mealOrder.id })
    .from(mealOrder)
    .where(and(eq(mealOrder.id, id), eq(mealOrder.residentId, ctx.actor.userId)));
  return orderStatements(ctx.db, ids);
}

/** Throws `mealOrder.notFound`, for somebody else's order too. */
export async function getMealOrder(ctx: ActorContext, id: string): Promise<MealOrder> {
  const [who, ...rows] = await ctx.db.batch([actorQuery(ctx), ...ownOrderStatements(ctx, id)]);
  whoIs(who);
  const [facts] = ordersOf(rows);
  if (!facts) throw new DomainError('mealOrder.notFound');
  return orderView(facts, ctx.now);
}

/** The resident's orders: those to come, soonest first; or those that are over or cancelled, the latest made first. */
export async function listMyMealOrders(
  ctx: ActorContext,
  wanted: MyMealOrdersInput,
): Promise<MealOrderPage> {
  const upcoming = wanted.when === 'upcoming';
  const ids = upcoming ? upcomingIds(ctx, wanted) : pastIds(ctx, wanted);
  const [who, ...rows] = await ctx.db.batch([actorQuery(ctx), ...orderStatements(ctx.db, ids)]);
  whoIs(who);
  const keyOf = ({ order }: OrderFacts) => (upcoming ? order.servesFromAt : order.createdAt);
  const facts = ordersOf(rows).sort(
    (a, b) => (keyOf(a) - keyOf(b) || (a.order.id < b.order.id ? -1 : 1)) * (upcoming ? 1 : -1),
  );
  const page = facts.slice(0, wanted.limit);
  const last = page[page.length - 1];
  return {
    items: page.map((one) => orderView(one, ctx.now)),
    next: last && facts.length > page.length ? `${keyOf(last)}.${last.order.id}` : null,
  };
}

/** Orders are made at most so long before their meal ends: what bounds a look into the resident's orders. */
const MADE_BEFORE_MS = (MAX_DAYS_AHEAD + 2) * DAY_MS;

function upcomingIds(ctx: ActorContext, { limit, cursor }: MyMealOrdersInput) {
  const after = keyIn(cursor);
  return ctx.db
    .select({ id: mealOrder.id })
    .from(mealOrder)
    .innerJoin(menu, eq(menu.id, mealOrder.menuId))
    .where(
      and(
        eq(mealOrder.residentId, ctx.actor.userId),
        gte(mealOrder.createdAt, ctx.now - MADE_BEFORE_MS),
        eq(mealOrder.state, 'placed'),
        gt(menu.servesUntilAt, ctx.now),
        after && sql`(${menu.servesFromAt}, ${mealOrder.id}) > (${after.at}, ${after.id})`,
      ),
    )
    .orderBy(asc(menu.servesFromAt), asc(mealOrder.id))
    .limit(limit + 1);
}

function pastIds(ctx: ActorContext, { limit, cursor }: MyMealOrdersInput) {
  const before = keyIn(cursor);
  return ctx.db
    .select({ id: mealOrder.id })
    .from(mealOrder)
    .innerJoin(menu, eq(menu.id, mealOrder.menuId))
    .where(
      and(
        eq(mealOrder.residentId, ctx.actor.userId),
        or(sql`${mealOrder.state} <> 'placed'`, lte(menu.servesUntilAt, ctx.now)),
        before && lte(mealOrder.createdAt, before.at),
        before && sql`(${mealOrder.createdAt}, ${mealOrder.id}) < (${before.at}, ${before.id})`,
      ),
    )
    .orderBy(desc(mealOrder.createdAt), desc(mealOrder.id))
    .limit(limit + 1);
}

function keyIn(cursor: string | undefined): { at: number; id: string } | undefined {
  if (cursor === undefined) return undefined;
  const dot = cursor.indexOf('.');
  return { at: Number(cursor.slice(0, dot)), id: cursor.slice(dot + 1) };
}

/**
 * For a batch of another feature: the orders of a resident (an id, or a subquery of one), of any state, whose meal is served
 * between two instants (ms). The resident needn't be signed in: a calendar feed reads them too.
 */
export function residentOrdersBetween(
  db: Db,
  residentId: string | SQL,
  { fromAt, untilAt }: { fromAt: number; untilAt: number },
) {
  const ids = db
    .select({ id: mealOrder.id })
    .from(mealOrder)
    .innerJoin(menu, eq(menu.id, mealOrder.menuId))
    .where(
      and(
        eq(mealOrder.residentId, residentId),
        gte(mealOrder.createdAt, fromAt - MADE_BEFORE_MS),
        lt(mealOrder.createdAt, untilAt),
        lt(menu.servesFromAt, untilAt),
        gt(menu.servesUntilAt, fromAt),
      ),
    );
  return orderStatements(db, ids);
}

/** The orders of such a batch, soonest first. */
export function orderViews(rows: OrderRows, now: number): MealOrder[] {
  return ordersOf(rows)
    .sort((a, b) => a.order.servesFromAt - b.order.servesFromAt)
    .map((one) => orderView(one, now));
}
