/** Ordering a meal. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import {
  type ActorContext,
  earlierResult,
  rememberResult,
  replayedId,
} from '../../../lib/context.ts';
import { guard, type Statement, writeThenRead } from '../../../lib/db.ts';
import { DomainError, type ErrorCode, refusalOf } from '../../../lib/errors.ts';
import { toRfc3339 } from '../../../lib/time.ts';
import { actorQuery, householdQuery, whoIs } from '../../identity/queries/actor.ts';
import { otherMeals } from '../queries/alternatives.ts';
import { isLive, type MenuFacts, menuStatements, menusOf, offerOf } from '../queries/menus.ts';
import { getMealOrder, ownOrderStatements } from '../queries/orders.ts';
import { ordersOf, orderView } from '../queries/orderViews.ts';
import { checkOrderTime, checkWish, type OrderWish } from '../rules/placing.ts';
import { type Discount, discountFor, FULL_BP, orderTotals } from '../rules/prices.ts';
import type { MealOrder, MealOrderInput } from '../schema.ts';
import { canteen, mealOrder, mealOrderLine, menu } from '../tables.ts';

/** What a rival may have taken between the reading and the writing: read again, to say what is left. */
const TAKEN_BY_RIVALS: readonly (ErrorCode | null)[] = [
  'mealOrder.soldOut',
  'mealOrder.windowFull',
  'mealOrder.exists',
];

/**
 * Orders a meal for the resident or a dependant; the price, the discount and the cut-off are copied into the order.
 * Throws `canteen.notFound`, `menu.notFound`, `person.notFound`, `mealOrder.exists` and the refusals of the rules.
 */
export async function placeMealOrder(
  ctx: ActorContext,
  wanted: MealOrderInput,
): Promise<MealOrder> {
  const found = await readOffer(ctx, wanted);
  const earlierId = replayedId(ctx, found.earlier);
  if (earlierId !== null) return getMealOrder(ctx, earlierId);
  const decision = await decideOrOffer(ctx, wanted, found);
  const orderId = ctx.newId('mor');
  try {
    const rows = await writeThenRead(
      ctx.db,
      placing(ctx, orderId, wanted, decision),
      ownOrderStatements(ctx, orderId),
    );
    const [facts] = ordersOf(rows);
    if (!facts) throw new DomainError('mealOrder.notFound');
    return orderView(facts, ctx.now);
  } catch (error) {
    if (TAKEN_BY_RIVALS.includes(refusalOf(error)))
      decide(ctx, wanted, await readOffer(ctx, wanted));
    throw error;
  }
}

type Offer = Awaited<ReturnType<typeof readOffer>>;

async function readOffer(ctx: ActorContext, { canteenId, date, meal, personId }: MealOrderInput) {
  const { db } = ctx;
  const which =
    and(eq(menu.canteenId, canteenId), eq(menu.on, date), eq(menu.meal, meal)) ?? sql`0`;
  const eaterId = personId ?? ctx.actor.userId;
  const [who, earlier, household, existing, ...rows] = await db.batch([
    actorQuery(ctx),
    earlierResult(ctx),
    householdQuery(ctx),
    db
      .select({ id: mealOrder.id })
      .from(mealOrder)
      .where(
        and(
          inArray(mealOrder.menuId, db.select({ id: menu.id }).from(menu).where(which)),
          eq(mealOrder.personId, eaterId),
          isLive,
        ),
      ),
    ...menuStatements(db, { canteens: eq(canteen.id, canteenId), menus: which }),
  ]);
  whoIs(who);
  const [canteens] = rows;
  return {
    earlier,
    hasCanteen: canteens.length > 0,
    person: household.find((one) => one.id === eaterId),
    existingId: existing[0]?.id,
    facts: menusOf(rows)[0],
  };
}

type Decision = { facts: MenuFacts; personId: string; discount: Discount | null };

function decide(
  ctx: ActorContext,
  wanted: MealOrderInput,
  { hasCanteen, person, existingId, facts }: Offer,
): Decision {
  if (!hasCanteen) throw new DomainError('canteen.notFound');
  if (!person) throw new DomainError('person.notFound');
  if (!facts) throw new DomainError('menu.notFound');
  if (existingId !== undefined) {
    throw new DomainError('mealOrder.exists', {
      rule: { name: 'ordersPerPersonAndMeal', value: 1 },
      alternatives: [
        {
          kind: 'mealOrder',
          id: existingId,
          name: facts.canteen.name,
          start: toRfc3339(facts.menu.servesFromAt),
          end: toRfc3339(facts.menu.servesUntilAt),
        },
      ],
    });
  }
  const offer = offerOf(facts);
  checkOrderTime(offer, ctx.now);
  checkWish(offer, wishOf(wanted), ctx.now);
  const discount = discountFor(facts.tiers, person.bornOn, facts.menu.on);
  return { facts, personId: person.id, discount };
}

/** Decides; a refusal that has no other way in the same meal looks for other meals and canteens. */
async function decideOrOffer(
  ctx: ActorContext,
  wanted: MealOrderInput,
  found: Offer,
): Promise<Decision> {
  try {
    return decide(ctx, wanted, found);
  } catch (error) {
    const needsOthers =
      error instanceof DomainError &&
      ['mealOrder.cutoff', 'mealOrder.soldOut', 'mealOrder.windowFull'].includes(error.code) &&
      !error.refusal.alternatives?.length;
    if (!needsOthers) throw error;
    throw new DomainError(error.code, {
      ...error.refusal,
      alternatives: await otherMeals(ctx, wanted),
    });
  }
}

export function wishOf({
  mode,
  windowId,
  lines,
}: Pick<MealOrderInput, 'mode' | 'windowId' | 'lines'>): OrderWish {
  return { mode, windowId: windowId ?? null, lines };
}

function placing(
  ctx: ActorContext,
  orderId: string,
  wanted: MealOrderInput,
  { facts, personId, discount }: Decision,
): Statement[] {
  const { db } = ctx;
  const lines = wanted.lines.flatMap(({ dishId, quantity }) => {
    const item = facts.items.find((one) => one.dishId === dishId);
    return item ? [{ ...lineOf(item), orderId, quantity }] : [];
  });
  const unpublished = sql`NOT EXISTS (SELECT 1 FROM ${menu} WHERE ${menu.id} = ${facts.menu.id} AND ${menu.state} = 'published')`;
  return [
    ...rememberResult(ctx, orderId),
    guard(db, 'menu.notFound', unpublished),
    db.insert(mealOrder).values({
      id: orderId,
      menuId: facts.menu.id,
      residentId: ctx.actor.userId,
      personId,
      mode: wanted.mode,
      windowId: wanted.windowId ?? null,
      state: 'placed',
      code: ctx.newCode(),
      ...orderTotals(lines, discount),
      discountName: discount?.name ?? null,
      paysBp: discount?.paysBp ?? FULL_BP,
      cutoffAt: facts.menu.cutoffAt,
      note: wanted.note ?? null,
      revision: 1,
      createdAt: ctx.now,
    }),
    ...lines.map((line) => db.insert(mealOrderLine).values(line)),
  ];
}

/** What a line copies from the menu, so that a later change of it doesn't rewrite history. */
export function lineOf(item: MenuFacts['items'][number]) {
  return {
    menuItemId: item.id,
    dishName: item.name,
    number: item.number,
    unitPriceFen: item.priceFen,
  };
}
