/** What neighbours have ordered: some of it handed over, a few dishes sold out. */
import { orderingOpensAt } from '../../worker/features/canteen/rules/meals.ts';
import { discountFor, FULL_BP, orderTotals } from '../../worker/features/canteen/rules/prices.ts';
import {
  addDays,
  ageOn,
  atWallTime,
  daysBetween,
  HOUR_MS,
  MINUTE_MS,
} from '../../worker/lib/time.ts';
import type { DistrictDays } from './activities.ts';
import { auditOf, type CodeSource } from './acts.ts';
import type { CanteenPlan } from './canteens.ts';
import { SOLD_OUT_TODAY } from './dishes.ts';
import type { MenuPlan } from './menus.ts';
import { RESIDENT_ID, staffAt } from './people.ts';
import type {
  AuditRow,
  MealOrderLineRow,
  MealOrderRow,
  PersonRow,
  PickupWindowRow,
} from './rows.ts';
import { type Seed, seeded } from './seed.ts';

/** Kitchens near most of the demo's paths get most orders. */
const ORDERS = { big: 22, small: 4 };
const BIG = ['wanhe-canteen', 'guoling-canteen'];

const NOTES = ['少盐', '米饭少一点', '菜切碎些', '不要香菜'];

type Facts = DistrictDays & {
  people: readonly PersonRow[];
  canteens: readonly CanteenPlan[];
  codes: CodeSource;
};

type Usage = { mealOrder: MealOrderRow[]; mealOrderLine: MealOrderLineRow[]; audit: AuditRow[] };

/** One menu while orders come in. */
type Counter = {
  menu: MenuPlan;
  canteen: CanteenPlan;
  seed: Seed;
  /** Portions left, by item. */
  left: Map<string, number>;
  /** Orders a window still takes, by window. */
  room: Map<string, number>;
  soldOutItemId: string | null;
};

export function mealOrders(menus: readonly MenuPlan[], facts: Facts): Usage {
  const usage: Usage = { mealOrder: [], mealOrderLine: [], audit: [] };
  /** Nobody eats the same meal twice: neighbours are dealt out over the canteens. */
  const eaters = new Map<string, PersonRow[]>();
  for (const menu of menus) {
    const { on, meal, canteenId } = menu.row;
    const canteen = facts.canteens.find(({ row }) => row.id === canteenId);
    if (!canteen) continue;
    const seed = seeded(`orders ${menu.row.id}`);
    const key = `${on} ${meal}`;
    const waiting = eaters.get(key) ?? seeded(`eaters ${key}`).shuffle(adults(facts));
    eaters.set(key, waiting);
    const counter = openCounter(menu, canteen, seed, facts);
    for (let left = ordersOf(menu, canteen, seed, facts); left > 0; left--) {
      const person = waiting.pop();
      if (person) order(usage, counter, person, facts);
    }
  }
  addHistory(usage, menus, facts);
  return usage;
}

function adults({ people, today }: Facts): PersonRow[] {
  return people.filter(
    ({ residentId, bornOn }) =>
      residentId.startsWith('resident-') && bornOn !== null && ageOn(bornOn, today) >= 14,
  );
}

/** How many orders: most for today, fewer for the days ahead, none before a day can be ordered. */
function ordersOf({ row }: MenuPlan, canteen: CanteenPlan, seed: Seed, facts: Facts): number {
  const day = daysBetween(facts.today, row.on);
  const big = BIG.includes(row.canteenId);
  if (day > canteen.row.opensDaysAhead || day < -2 || (day < 0 && !big)) return 0;
  const most = (big ? ORDERS.big : ORDERS.small) * (row.meal === 'lunch' ? 1 : 0.4);
  const nearness = day < 0 ? 0.3 : day === 0 ? 1 : day === 1 ? 0.6 : 0.2;
  return Math.round(most * nearness * (0.8 + 0.4 * seed.next()));
}

function openCounter(menu: MenuPlan, canteen: CanteenPlan, seed: Seed, { today }: Facts): Counter {
  const soldOut =
    menu.row.meal === 'lunch' && menu.row.on === today && BIG.includes(menu.row.canteenId)
      ? (menu.items.find(({ dishName }) => dishName === SOLD_OUT_TODAY) ?? menu.items[0])
      : undefined;
  const windows = canteen.windows.filter(({ meal }) => meal === menu.row.meal);
  return {
    menu,
    canteen,
    seed,
    left: new Map(menu.items.map(({ id, portions }) => [id, portions])),
    room: new Map(windows.map(({ id, capacity }) => [id, capacity])),
    soldOutItemId: soldOut?.id ?? null,
  };
}

function order(usage: Usage, counter: Counter, person: PersonRow, facts: Facts): void {
  const { menu, canteen, seed } = counter;
  const latest = Math.min(facts.now, menu.row.cutoffAt - MINUTE_MS);
  const opensAt = orderingOpensAt(menu.row.on, canteen.row.opensDaysAhead);
  if (latest < opensAt) return;
  const createdAt = seed.int(Math.max(opensAt, latest - 30 * HOUR_MS), latest);
  const lines = chooseLines(counter);
  const window = seed.chance(0.4) ? freeWindow(counter) : undefined;
  // What is sold out stays so: there nobody changes plans.
  const steady = counter.soldOutItemId !== null;
  const cancelled = !steady && createdAt + HOUR_MS < latest && seed.chance(0.05);
  const pickAt = (part: number) =>
    Math.round(menu.row.servesFromAt + part * (menu.row.servesUntilAt - menu.row.servesFromAt));
  const handedAt = window
    ? atWallTime(menu.row.on, window.startsAt) + seed.int(1, 25) * MINUTE_MS
    : pickAt(0.05 + 0.8 * seed.next());
  const handed = !cancelled && handedAt <= facts.now && seed.chance(0.92);
  write(usage, counter, {
    person,
    createdAt,
    lines,
    window,
    endedAt: cancelled ? createdAt + HOUR_MS : handed ? handedAt : null,
    state: cancelled ? 'cancelled' : handed ? 'handed_over' : 'placed',
    note: seed.chance(0.08) ? seed.pick(NOTES) : null,
    facts,
  });
}

type Line = { item: MenuPlan['items'][number]; quantity: number };

/** A meat or fish dish, one or two others, rice; of the dish that runs out, two. */
function chooseLines({ menu, seed, left, soldOutItemId }: Counter): Line[] {
  const lines: Line[] = [];
  const take = (item: Line['item'] | undefined, quantity: number) => {
    const have = item ? (left.get(item.id) ?? 0) : 0;
    if (!item || have === 0 || lines.some((line) => line.item === item)) return;
    lines.push({ item, quantity: Math.min(quantity, have) });
    left.set(item.id, have - Math.min(quantity, have));
  };
  take(
    menu.items.find(({ id }) => id === soldOutItemId),
    2,
  );
  const others = seed.shuffle(menu.items.filter(({ id }) => id !== soldOutItemId));
  for (const item of others.slice(0, seed.int(2, 4))) take(item, seed.chance(0.1) ? 2 : 1);
  return lines;
}

function freeWindow({ canteen, menu, room, seed }: Counter): PickupWindowRow | undefined {
  const free = canteen.windows.filter(
    ({ id, meal }) => meal === menu.row.meal && (room.get(id) ?? 0) > 0,
  );
  if (free.length === 0) return undefined;
  const window = seed.pick(free);
  room.set(window.id, (room.get(window.id) ?? 0) - 1);
  return window;
}

type Order = {
  person: PersonRow;
  createdAt: number;
  lines: Line[];
  window: PickupWindowRow | undefined;
  state: MealOrderRow['state'];
  endedAt: number | null;
  note: string | null;
  facts: Facts;
};

function write(usage: Usage, { menu, canteen }: Counter, wanted: Order): void {
  const { person, createdAt, lines, window, state, endedAt, note, facts } = wanted;
  if (lines.length === 0) return;
  const code = facts.codes();
  const id = `meal-order-${code}`;
  const written = lines.map(({ item, quantity }) => ({
    orderId: id,
    menuItemId: item.id,
    quantity,
    dishName: item.dishName,
    number: item.number,
    unitPriceFen: item.priceFen,
  }));
  const discount = discountFor(canteen.tiers, person.bornOn, menu.row.on);
  const { facilityId } = canteen.row;
  const staff = staffAt(facilityId, facts.facility(facilityId).zoneId);
  const handed = state === 'handed_over' && endedAt !== null;
  usage.mealOrder.push({
    id,
    menuId: menu.row.id,
    residentId: person.residentId,
    personId: person.id,
    mode: window ? 'pickup' : 'dine_in',
    windowId: window?.id ?? null,
    state,
    code,
    ...orderTotals(written, discount),
    discountName: discount?.name ?? null,
    paysBp: discount?.paysBp ?? FULL_BP,
    cutoffAt: menu.row.cutoffAt,
    note,
    revision: 1,
    createdAt,
    endedAt,
    handedOverBy: handed ? staff : null,
  });
  usage.mealOrderLine.push(...written);
  if (!handed) return;
  usage.audit.push(
    auditOf({
      act: 'mealOrder.handOver',
      noun: 'mealOrder',
      nounId: id,
      at: endedAt,
      actorId: staff,
      facilityId,
      principalId: person.residentId,
    }),
  );
}

/** 张秀兰 and 赵琳 had lunch in 万和 yesterday. */
function addHistory(usage: Usage, menus: readonly MenuPlan[], facts: Facts): void {
  const yesterday = addDays(facts.today, -1);
  const menu = menus.find(({ row }) => row.id === `wanhe-canteen-${yesterday}-lunch`);
  const canteen = facts.canteens.find(({ row }) => row.id === 'wanhe-canteen');
  if (!menu || !canteen) return;
  const counter = openCounter(menu, canteen, seeded('history'), facts);
  for (const id of [RESIDENT_ID, 'demo-elder']) {
    const person = facts.people.find((one) => one.id === id);
    if (!person) continue;
    write(usage, counter, {
      person,
      createdAt: menu.row.cutoffAt - 15 * HOUR_MS,
      lines: menu.items.slice(-3).map((item) => ({ item, quantity: 1 })),
      window: undefined,
      state: 'handed_over',
      endedAt: menu.row.servesFromAt + 40 * MINUTE_MS,
      note: null,
      facts,
    });
  }
}
