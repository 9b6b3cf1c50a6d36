/** Fourteen canteens: their meals, cut-offs, windows, discounts and dishes. Meals follow the hours of their place. */
import { MEALS, type Meal } from '../../worker/features/canteen/rules/meals.ts';
import type { HoursPeriod } from '../../worker/features/directory/rules/hours.ts';
import { syllablesOf } from '../../worker/lib/pinyin.ts';
import { addDays, type Day, minutesOf } from '../../worker/lib/time.ts';
import { COMMUNITIES } from './areas.ts';
import { type Course, DISHES, type DishPlan, WANHE_LUNCH_TODAY } from './dishes.ts';
import type {
  CanteenRow,
  DiscountTierRow,
  DishRow,
  FacilityRow,
  MealServiceRow,
  PickupWindowRow,
  SceneRow,
} from './rows.ts';
import { sceneId } from './scenes.ts';
import { at, type Seed, seeded } from './seed.ts';

/** A canteen with all that belongs to it. */
export type CanteenPlan = {
  row: CanteenRow;
  /** Of the place, or of the scene inside a centre. */
  hours: HoursPeriod[];
  services: MealServiceRow[];
  windows: PickupWindowRow[];
  tiers: DiscountTierRow[];
  dishes: (DishRow & { course: Course; priceFen: number })[];
};

/** Places that cook, and whether the kitchen is a scene of a centre. */
const KITCHENS: readonly { facilityId: string; id: string; name?: string; scene?: string }[] = [
  { facilityId: 'guoling', id: 'guoling-canteen', name: '果岭共同体食堂', scene: '食堂' },
  { facilityId: 'xingfuli', id: 'xingfuli-canteen', name: '幸福里食堂', scene: '食堂' },
  ...COMMUNITIES.map(({ id }) => ({ facilityId: `${id}-canteen`, id: `${id}-canteen` })),
  { facilityId: 'liangmu-mealpoint', id: 'liangmu-mealpoint' },
  { facilityId: 'gaoqiao-mealpoint', id: 'gaoqiao-mealpoint' },
];

/** Until when lunch can be ordered, from one canteen to the next; 万和 takes orders until 11:00. */
const LUNCH_CUTOFFS = ['10:00', '09:30', '11:00', '10:30', '09:00'] as const;

/** How many dishes of each course a kitchen knows. */
const KEPT: Readonly<Record<Course, number>> = {
  meat: 8,
  fish: 4,
  egg: 4,
  vegetable: 6,
  soup: 3,
  staple: 3,
  pastry: 2,
  breakfast: 8,
};

export function canteenPlans(
  today: Day,
  facilities: readonly FacilityRow[],
  scenes: readonly SceneRow[],
): CanteenPlan[] {
  return KITCHENS.map(({ facilityId, id, name, scene }, index) => {
    const facility = facilities.find((one) => one.id === facilityId);
    const kitchen = scene ? scenes.find((one) => one.id === sceneId(facilityId, scene)) : facility;
    if (!facility || !kitchen?.hours) throw new Error(`No hours for the canteen ${id}`);
    const row: CanteenRow = {
      id,
      facilityId,
      name: name ?? facility.name,
      syllables: syllablesOf(name ?? facility.name),
      phone: facility.phone,
      opensDaysAhead: id.endsWith('mealpoint') ? 3 : 7,
    };
    const services = mealServices(id, kitchen.hours, index);
    return {
      row,
      hours: kitchen.hours,
      services,
      windows: services.flatMap((service) => pickupWindows(service, index)),
      tiers: discountTiers(id, index, today),
      dishes: dishesOf(id, services, seeded(`dishes ${id}`)),
    };
  });
}

function mealServices(canteenId: string, hours: HoursPeriod[], index: number): MealServiceRow[] {
  const spans = hours.flatMap((period) => period.spans);
  return MEALS.flatMap((meal) => {
    const span = spans.find(({ opens }) => mealAt(opens) === meal);
    if (!span) return [];
    const lunchCutoff = at(LUNCH_CUTOFFS, index);
    return {
      id: `${canteenId}-${meal}`,
      canteenId,
      meal,
      servesFrom: span.opens,
      servesUntil: span.closes,
      cutoffDaysBefore: meal === 'breakfast' ? 1 : 0,
      cutoffTime: meal === 'breakfast' ? '18:00' : meal === 'lunch' ? lunchCutoff : '15:00',
      dineIn: true,
      // In half of the kitchens breakfast is eaten on the spot.
      pickup: meal !== 'breakfast' || index % 2 === 0,
    };
  });
}

function mealAt(opens: string): Meal {
  const minutes = minutesOf(opens);
  return minutes < 600 ? 'breakfast' : minutes < 900 ? 'lunch' : 'dinner';
}

/** Half-hour windows, at most five. */
function pickupWindows(service: MealServiceRow, index: number): PickupWindowRow[] {
  if (!service.pickup) return [];
  const from = minutesOf(service.servesFrom);
  const count = Math.min(5, Math.floor((minutesOf(service.servesUntil) - from) / 30));
  return Array.from({ length: count }, (_, turn) => ({
    id: `${service.id}-window-${turn + 1}`,
    canteenId: service.canteenId,
    meal: service.meal,
    startsAt: wallTime(from + turn * 30),
    endsAt: wallTime(from + (turn + 1) * 30),
    capacity: 10 + ((index * 5 + turn * 10) % 31),
  }));
}

function wallTime(minutes: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

type Tier = readonly [name: string, minAge: number, paysBp: number];

/** As in several Hangzhou districts (60–69 8.5 折 … 90+ 5 折). */
const USUAL_TIERS: readonly Tier[] = [
  ['60–69 岁', 60, 8500],
  ['70–79 岁', 70, 8000],
  ['80–89 岁', 80, 7000],
  ['90 岁以上', 90, 5000],
];
const SMALL_TIERS: readonly Tier[] = [
  ['60–79 岁', 60, 9000],
  ['80 岁以上', 80, 8000],
];

function discountTiers(canteenId: string, index: number, today: Day): DiscountTierRow[] {
  const year = Number(today.slice(0, 4));
  const version = (tiers: readonly Tier[], no: number, fromOn: Day, untilOn: Day | null) =>
    tiers.map(([name, minAge, paysBp]) => ({
      id: `${canteenId}-tier-${no}-${minAge}`,
      canteenId,
      name,
      minAge,
      paysBp,
      fromOn,
      untilOn,
    }));
  // 万和 gives more since this year; one canteen in six gives less.
  if (canteenId === 'wanhe-canteen') {
    return [
      ...version(SMALL_TIERS, 1, `${year - 1}-01-01`, `${year - 1}-12-31`),
      ...version(USUAL_TIERS, 2, `${year}-01-01`, null),
    ];
  }
  return version(index % 6 === 5 ? SMALL_TIERS : USUAL_TIERS, 1, addDays(today, -400), null);
}

function dishesOf(canteenId: string, services: MealServiceRow[], seed: Seed) {
  const breakfast = services.some(({ meal }) => meal === 'breakfast');
  const courses = (Object.keys(KEPT) as Course[]).filter((one) => breakfast || one !== 'breakfast');
  const kept = courses.flatMap((course) => {
    const choice = seed.shuffle(DISHES.filter((one) => one.course === course));
    return choice.slice(0, KEPT[course]);
  });
  const wanted = canteenId === 'wanhe-canteen' ? WANHE_LUNCH_TODAY : [];
  const missing = DISHES.filter(
    ({ name }) => wanted.includes(name) && !kept.some((one) => one.name === name),
  );
  return [...kept, ...missing].map((plan, index) => ({
    ...dishRow(canteenId, plan, index),
    course: plan.course,
    // Kitchens differ by a yuan; 万和's prices are those of the look-book.
    priceFen:
      plan.priceFen + (wanted.length === 0 && plan.priceFen >= 600 && seed.chance(0.4) ? 100 : 0),
  }));
}

function dishRow(canteenId: string, { name, tags, allergens }: DishPlan, index: number): DishRow {
  return { id: `${canteenId}-dish-${index + 1}`, canteenId, name, tags, allergens };
}
