/** Where else somebody could eat, when an order is refused. */
import { and, eq, gt, gte, inArray, lte, ne, sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import type { Alternative } from '../../../lib/errors.ts';
import { addDays, type Day, dayOf, toRfc3339 } from '../../../lib/time.ts';
import { facilityPlacesQuery } from '../../directory/queries/places.ts';
import { walkBetween } from '../../directory/rules/walk.ts';
import { type Meal, orderingOpensAt } from '../rules/meals.ts';
import { MAX_ALTERNATIVES } from '../rules/placing.ts';
import { canteen, menu } from '../tables.ts';
import { type CanteenRow, type MenuInShort, menusInShortQuery } from './menus.ts';

/**
 * The next meal that can be ordered here, then the nearest other canteens still taking orders for the same meal. In an
 * alternative of kind `meal`, `id` is the canteen and `start` tells day and meal.
 */
export async function otherMeals(
  ctx: Context,
  { canteenId, date, meal }: { canteenId: string; date: Day; meal: Meal },
): Promise<Alternative[]> {
  const { db, now } = ctx;
  const today = dayOf(now);
  const canteenIds = db.select({ id: canteen.id }).from(canteen);
  const facilityIds = db.select({ id: canteen.facilityId }).from(canteen);
  const [canteens, places, here, elsewhere] = await db.batch([
    db.select().from(canteen),
    facilityPlacesQuery(db, facilityIds),
    menusInShortQuery(
      db,
      now,
      and(
        eq(menu.canteenId, canteenId),
        gte(menu.on, today),
        lte(menu.on, lastOrderableDay(today)),
        gt(menu.cutoffAt, now),
      ) ?? sql`0`,
    ),
    menusInShortQuery(
      db,
      now,
      and(
        inArray(menu.canteenId, canteenIds),
        eq(menu.on, date),
        eq(menu.meal, meal),
        gt(menu.cutoffAt, now),
        ne(menu.canteenId, canteenId),
      ) ?? sql`0`,
    ),
  ]);
  const from = places.find((one) => one.id === homeOf(canteens, canteenId)?.facilityId);
  const offer = (row: MenuInShort): Alternative[] => {
    const home = homeOf(canteens, row.canteenId);
    const place = places.find((one) => one.id === home?.facilityId);
    const takesOrders = home && now >= orderingOpensAt(row.on, home.opensDaysAhead);
    if (!takesOrders || !place || (row.left ?? 0) < 1) return [];
    const walk = from && from !== place ? walkBetween(from, place) : null;
    return [
      {
        kind: 'meal',
        id: home.id,
        name: home.name,
        start: toRfc3339(row.servesFromAt),
        end: toRfc3339(row.servesUntilAt),
        ...(walk && { metres: walk.metres, minutes: walk.minutes.ordinary }),
      },
    ];
  };
  const isSame = (row: MenuInShort) => row.on === date && row.meal === meal;
  const next = here.filter((row) => !isSame(row)).flatMap(offer);
  const others = elsewhere.flatMap(offer).sort((a, b) => (a.metres ?? 0) - (b.metres ?? 0));
  return [...next.slice(0, 1), ...others, ...next.slice(1)].slice(0, MAX_ALTERNATIVES);
}

/** Nobody looks further than this for another meal, in days. */
const LOOK_AHEAD_DAYS = 7;

function lastOrderableDay(today: Day): Day {
  return addDays(today, LOOK_AHEAD_DAYS);
}

function homeOf(canteens: readonly CanteenRow[], id: string): CanteenRow | undefined {
  return canteens.find((one) => one.id === id);
}
