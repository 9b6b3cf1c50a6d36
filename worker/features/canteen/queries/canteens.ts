/** What everybody may read of canteens: the list, one canteen, the menus of a day. One round trip each. */
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import { DomainError } from '../../../lib/errors.ts';
import { type Day, dayOf } from '../../../lib/time.ts';
import {
  calendarOf,
  calendarQuery,
  type ExceptionRow,
  exceptionsQuery,
  openingView,
  scheduleOf,
} from '../../directory/queries/hours.ts';
import {
  type FacilityPlace,
  facilityPlacesQuery,
  fitView,
  positionView,
  walkView,
} from '../../directory/queries/places.ts';
import { type Calendar, openingAt } from '../../directory/rules/hours.ts';
import { walkBetween } from '../../directory/rules/walk.ts';
import { MEALS, modesOf } from '../rules/meals.ts';
import { type DiscountTier, tiersOn } from '../rules/prices.ts';
import type { Canteen, CanteenSummary, Canteens, CanteensInput, DayMenus } from '../schema.ts';
import { canteen, discountTier, mealService, menu, pickupWindow } from '../tables.ts';
import {
  type CanteenRow,
  mealInShort,
  menuDaysQuery,
  menuStatements,
  menusInShortQuery,
  menusOf,
  menuView,
} from './menus.ts';

/** All canteens with today's meals, nearest first. */
export async function listCanteens(
  ctx: Context,
  { near, needs }: CanteensInput = {},
): Promise<Canteens> {
  const { db, now } = ctx;
  const facilityIds = db.select({ id: canteen.facilityId }).from(canteen);
  const canteenIds = db.select({ id: canteen.id }).from(canteen);
  const [canteens, places, exceptions, days, menus] = await db.batch([
    db.select().from(canteen).orderBy(asc(canteen.name), asc(canteen.id)),
    facilityPlacesQuery(db, facilityIds),
    exceptionsQuery(db, now),
    calendarQuery(db, now),
    menusInShortQuery(
      db,
      now,
      and(inArray(menu.canteenId, canteenIds), eq(menu.on, dayOf(now))) ?? sql`0`,
    ),
  ]);
  const calendar = calendarOf(days);
  const items = canteens.flatMap((row): CanteenSummary[] => {
    const place = places.find((one) => one.id === row.facilityId);
    if (!place) return [];
    const meals = menus.filter((one) => one.canteenId === row.id);
    return [
      {
        ...canteenView(row, place, exceptions, calendar, now),
        ...(near && { walk: walkView(walkBetween(near, place)) }),
        ...fitView(needs, place),
        meals: meals.map((one) => mealInShort(one, row, now)),
      },
    ];
  });
  items.sort((a, b) => (a.walk?.metres ?? 0) - (b.walk?.metres ?? 0));
  return { items, next: null };
}

function canteenView(
  row: CanteenRow,
  place: FacilityPlace,
  exceptions: readonly ExceptionRow[],
  calendar: Calendar,
  now: number,
) {
  const schedule = scheduleOf({ facilityId: place.id, hours: place.hours }, exceptions, calendar);
  return {
    id: row.id,
    name: row.name,
    phone: row.phone,
    facilityId: row.facilityId,
    address: place.address,
    zoneId: place.zoneId,
    communityId: place.communityId,
    position: positionView(place),
    opening: openingView(openingAt(schedule, now)),
    demo: place.demo,
  };
}

/** One canteen: how it serves on ordinary days, its discounts, today's meals. Throws `canteen.notFound`. */
export async function getCanteen(
  ctx: Context,
  id: string,
  { near, needs }: CanteensInput = {},
): Promise<Canteen> {
  const { db, now } = ctx;
  const today = dayOf(now);
  const facilityId = db.select({ id: canteen.facilityId }).from(canteen).where(eq(canteen.id, id));
  const [[row], [place], exceptions, days, menus, services, windows, tiers, menuDays] =
    await db.batch([
      db.select().from(canteen).where(eq(canteen.id, id)),
      facilityPlacesQuery(db, facilityId),
      exceptionsQuery(db, now, sql`(${facilityId})`),
      calendarQuery(db, now),
      menusInShortQuery(db, now, and(eq(menu.canteenId, id), eq(menu.on, today)) ?? sql`0`),
      db.select().from(mealService).where(eq(mealService.canteenId, id)),
      db
        .select()
        .from(pickupWindow)
        .where(eq(pickupWindow.canteenId, id))
        .orderBy(asc(pickupWindow.startsAt)),
      db.select().from(discountTier).where(eq(discountTier.canteenId, id)),
      menuDaysQuery(db, now, id),
    ]);
  if (!row || !place) throw new DomainError('canteen.notFound');
  return {
    ...canteenView(row, place, exceptions, calendarOf(days), now),
    ...(near && { walk: walkView(walkBetween(near, place)) }),
    ...fitView(needs, place),
    opensDaysAhead: row.opensDaysAhead,
    services: MEALS.flatMap((meal) => {
      const service = services.find((one) => one.meal === meal);
      const own = windows.filter((one) => one.meal === meal);
      return service ? [serviceView(service, own)] : [];
    }),
    discounts: discountViews(tiers, today),
    meals: menus.map((one) => mealInShort(one, row, now)),
    days: menuDays.map(({ on }) => on),
  };
}

function serviceView(
  service: typeof mealService.$inferSelect,
  windows: (typeof pickupWindow.$inferSelect)[],
) {
  return {
    meal: service.meal,
    servesFrom: service.servesFrom,
    servesUntil: service.servesUntil,
    cutoffDaysBefore: service.cutoffDaysBefore,
    cutoffTime: service.cutoffTime,
    modes: modesOf(service, windows.length),
    windows: windows.map(({ id, startsAt, endsAt, capacity }) => ({
      id,
      startsAt,
      endsAt,
      capacity,
    })),
  };
}

function discountViews(tiers: readonly DiscountTier[], on: Day) {
  return tiersOn(tiers, on).map(({ name, minAge, paysBp }) => ({ name, minAge, paysBp }));
}

/** The meals of a day with their dishes. Throws `canteen.notFound`; a day without menus is an empty list. */
export async function getDayMenus(
  ctx: Context,
  canteenId: string,
  on: Day = dayOf(ctx.now),
): Promise<DayMenus> {
  const { db, now } = ctx;
  const facilityId = db
    .select({ id: canteen.facilityId })
    .from(canteen)
    .where(eq(canteen.id, canteenId));
  const [[place], days, ...rows] = await db.batch([
    facilityPlacesQuery(db, facilityId),
    menuDaysQuery(db, now, canteenId),
    ...menuStatements(db, {
      canteens: eq(canteen.id, canteenId),
      menus: and(eq(menu.canteenId, canteenId), eq(menu.on, on)) ?? sql`0`,
    }),
  ]);
  const [[row]] = rows;
  if (!row || !place) throw new DomainError('canteen.notFound');
  return {
    canteen: {
      id: row.id,
      name: row.name,
      phone: row.phone,
      facilityId: row.facilityId,
      demo: place.demo,
    },
    date: on,
    meals: menusOf(rows).map((one) => menuView(one, now)),
    discounts: discountViews(rows[5], on),
    days: days.map((one) => one.on),
  };
}
