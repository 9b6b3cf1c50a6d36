/** What each canteen offers at each meal: the last three days, today, and the thirteen days after. */
import { type Meal, mealInstants } from '../../worker/features/canteen/rules/meals.ts';
import {
  type Calendar,
  type HoursException,
  openOn,
} from '../../worker/features/directory/rules/hours.ts';
import { addDays, type Day, daysBetween } from '../../worker/lib/time.ts';
import type { CanteenPlan } from './canteens.ts';
import { type Course, SOLD_OUT_TODAY, WANHE_LUNCH_TODAY } from './dishes.ts';
import type { MealServiceRow, MenuItemRow, MenuRow } from './rows.ts';
import { at, type Seed, seeded } from './seed.ts';

const DAYS_BACK = 3;
const DAYS_AHEAD = 13;

/** How many dishes of each course, in the order of the board. */
const BOARD: Readonly<Record<Meal, readonly (readonly [Course, number])[]>> = {
  breakfast: [['breakfast', 7]],
  lunch: [
    ['meat', 2],
    ['fish', 1],
    ['egg', 1],
    ['vegetable', 2],
    ['soup', 1],
    ['staple', 1],
    ['pastry', 1],
  ],
  dinner: [
    ['meat', 2],
    ['egg', 1],
    ['vegetable', 2],
    ['soup', 1],
    ['staple', 1],
  ],
};

/** A menu with its items and the names of its dishes. */
export type MenuPlan = {
  row: MenuRow;
  service: MealServiceRow;
  items: (MenuItemRow & { dishName: string })[];
};

type Days = {
  today: Day;
  calendar: Calendar;
  exceptionsOf: (facilityId: string) => readonly HoursException[];
};

export function menuPlans(canteens: readonly CanteenPlan[], days: Days): MenuPlan[] {
  return canteens.flatMap((canteen) => {
    const exceptions = days.exceptionsOf(canteen.row.facilityId);
    return canteen.services.flatMap((service) =>
      Array.from({ length: DAYS_BACK + 1 + DAYS_AHEAD }, (_, index) =>
        addDays(days.today, index - DAYS_BACK),
      ).flatMap((on) => {
        const open = openOn({ hours: canteen.hours, exceptions, calendar: days.calendar }, on);
        const menu = menuOn(canteen, service, on, days.today);
        const served =
          open !== 'unknown' &&
          open.some(
            (span) => span.startAt <= menu.row.servesFromAt && menu.row.servesUntilAt <= span.endAt,
          );
        return served ? [menu] : [];
      }),
    );
  });
}

function menuOn(canteen: CanteenPlan, service: MealServiceRow, on: Day, today: Day): MenuPlan {
  const id = `${canteen.row.id}-${on}-${service.meal}`;
  const row: MenuRow = {
    id,
    canteenId: canteen.row.id,
    on,
    meal: service.meal,
    ...mealInstants(service, on),
    state: 'published',
  };
  const asDrawn = canteen.row.id === 'wanhe-canteen' && on === today && service.meal === 'lunch';
  const seed = seeded(`portions ${id}`);
  const items = (
    asDrawn ? dishesNamed(canteen, WANHE_LUNCH_TODAY) : dishesOf(canteen, service, on)
  ).map((dish, index): MenuPlan['items'][number] => ({
    id: `${id}-${index + 1}`,
    menuId: id,
    dishId: dish.id,
    number: index + 1,
    priceFen: dish.priceFen,
    portions: portionsOf(dish, seed),
    dishName: dish.name,
  }));
  return { row, service, items };
}

function portionsOf({ course, name }: CanteenPlan['dishes'][number], seed: Seed): number {
  if (course === 'staple') return 60;
  return name === SOLD_OUT_TODAY ? 20 : 20 + 5 * seed.int(0, 6);
}

function dishesNamed(canteen: CanteenPlan, names: readonly string[]) {
  return names.flatMap((name) => canteen.dishes.filter((dish) => dish.name === name));
}

/** The kitchen goes through its dishes in turn, so that the same dish comes back only after some days. */
function dishesOf(canteen: CanteenPlan, service: MealServiceRow, on: Day) {
  const turn = 2 * daysBetween('2026-01-01', on) + (service.meal === 'dinner' ? 1 : 0);
  return BOARD[service.meal].flatMap(([course, count]) => {
    const choice = canteen.dishes.filter((dish) => dish.course === course);
    return Array.from({ length: Math.min(count, choice.length) }, (_, index) =>
      at(choice, turn * count + index),
    );
  });
}
