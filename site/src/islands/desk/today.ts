/** The day of a place: its lanes for the plan and its arrivals in order of time. Pure. */
import type { KitchenSheet } from '../../../../worker/features/canteen/schema.ts';
import type { Today } from '../../../../worker/features/desk/schema.ts';
import type { FacilityDay } from '../../../../worker/features/venues/schema.ts';
import { menu as menuWords } from '../../i18n/zh/menu.ts';
import { staff } from '../../i18n/zh/staff.ts';
import { type Day, dayOf, minuteOfDay, toMs } from '../../lib/format.ts';
import type { PlanBar, PlanLane } from '../parts/Plan.tsx';
import { familyName } from './words.ts';

const t = staff.today;
const DAY_MIN = 24 * 60;
/** A facility of one floor, or of none known, is drawn by its venues as long as they are this few. */
const FEW_VENUES = 8;

type Venue = FacilityDay['venues'][number];
type Session = Today['sessions'][number];
interface Item {
  fromMin: number;
  untilMin: number;
  words: string;
  shut?: boolean;
}

/** The lanes of a day: by floor in a building, else by venue; the kitchen last. */
export function planLanes(today: Today, on: Day, now: number): PlanLane[] {
  const venues = today.venues?.venues ?? [];
  const floors = [...new Set(venues.flatMap(({ floor }) => (floor === null ? [] : [floor])))];
  const byFloor = floors.length > 1;
  const sessions = today.sessions.filter(({ state }) => state === 'scheduled');
  const closures = realClosures(today);
  const lanes: PlanLane[] = [];
  const add = (label: string, ...groups: Item[][]) => {
    const rows = rowsOf(groups, on, now);
    lanes.push(...rows.map((bars, row) => ({ label: row === 0 ? label : '', bars })));
  };
  if (byFloor) {
    for (const floor of [...floors].sort((a, b) => b - a)) {
      const here = venues.filter((one) => one.floor === floor);
      const ids = here.map(({ id }) => id);
      add(
        String(floor),
        sessions.filter((one) => floorOf(one) === floor).map((one) => sessionItem(one, on)),
        merged(here, on),
        closures
          .filter(({ venue }) => venue && ids.includes(venue.id))
          .map((one) => shutItem(one, on)),
      );
    }
  } else {
    for (const { label, venues: these } of groupsOf(venues)) {
      const ids = these.map(({ id }) => id);
      add(
        label,
        merged(these, on),
        closures
          .filter(({ venue }) => venue && ids.includes(venue.id))
          .map((one) => shutItem(one, on)),
      );
    }
  }
  const elsewhere = sessions.filter((one) => !byFloor || !floors.includes(floorOf(one) ?? -99));
  if (elsewhere.length > 0)
    add(
      staff.nav.activities,
      elsewhere.map((one) => sessionItem(one, on)),
    );
  const whole = closures.filter(({ venue }) => venue === null);
  if (whole.length > 0)
    add(
      t.planLabel.place,
      whole.map((one) => shutItem(one, on)),
    );
  const meals = today.canteens.flatMap((one) => one.meals);
  if (meals.length > 0)
    add(
      t.planLabel.meals,
      meals.map((one) => mealItem(one, on)),
    );
  return lanes;
}

/** Whole hours that hold everything drawn, at least 8 to 21. */
export function planHours(lanes: readonly PlanLane[]): { fromHour: number; untilHour: number } {
  const bars = lanes.flatMap((lane) => lane.bars);
  const from = Math.min(8 * 60, ...bars.map(({ fromMin }) => fromMin));
  const until = Math.max(21 * 60, ...bars.map(({ untilMin }) => untilMin));
  return { fromHour: Math.floor(from / 60), untilHour: Math.min(24, Math.ceil(until / 60)) };
}

/** Closures of venues, without those that only keep a room for an activity that is drawn itself. */
export function realClosures(today: Today) {
  const held = new Set(today.sessions.map(({ start, end }) => `${start} ${end}`));
  return (today.venues?.closures ?? []).filter(({ start, end }) => !held.has(`${start} ${end}`));
}

function groupsOf(venues: readonly Venue[]): { label: string; venues: Venue[] }[] {
  if (venues.length <= FEW_VENUES) {
    return venues.map((one) => ({ label: one.name, venues: [one] }));
  }
  const families = [...new Set(venues.map(({ name }) => familyName(name)))];
  return families.map((label) => ({
    label,
    venues: venues.filter(({ name }) => familyName(name) === label),
  }));
}

/** `4 楼 形体房` is on floor 4. */
function floorOf({ place }: Session): number | undefined {
  const found = /^(\d+)\s*楼/.exec(place)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** Minutes of the day that is drawn; what began before or ends after it is cut. */
function minutesOn(start: string, end: string, on: Day): Pick<Item, 'fromMin' | 'untilMin'> {
  const until = dayOf(end) > on ? DAY_MIN : minuteOfDay(end);
  return { fromMin: dayOf(start) < on ? 0 : minuteOfDay(start), untilMin: until };
}

function sessionItem(session: Session, on: Day): Item {
  const { signUp, activity, start, end } = session;
  const words = signUp.capacity === null ? activity.title : t.session(activity.title, signUp.taken);
  return { ...minutesOn(start, end, on), words };
}

function mealItem(meal: Today['canteens'][number]['meals'][number], on: Day): Item {
  const words = t.meal(menuWords.meals[meal.meal], meal.orders, meal.portions);
  return { ...minutesOn(meal.start, meal.end, on), words };
}

function shutItem(one: FacilityDay['closures'][number], on: Day): Item {
  return { ...minutesOn(one.start, one.end, on), words: t.closed(one.reason), shut: true };
}

/** Bookings that touch each other as one bar: `乒乓球 3 个、羽毛球`. */
function merged(venues: readonly Venue[], on: Day): Item[] {
  const all = venues
    .flatMap(({ name, bookings }) =>
      bookings
        .filter(({ state }) => state === 'booked' || state === 'checked_in')
        .map(({ start, end }) => ({ ...minutesOn(start, end, on), name: familyName(name) })),
    )
    .sort((a, b) => a.fromMin - b.fromMin);
  const bars: { fromMin: number; untilMin: number; names: string[] }[] = [];
  for (const { fromMin, untilMin, name } of all) {
    const last = bars[bars.length - 1];
    if (last && fromMin <= last.untilMin) {
      last.untilMin = Math.max(last.untilMin, untilMin);
      last.names.push(name);
    } else bars.push({ fromMin, untilMin, names: [name] });
  }
  return bars.map(({ names, ...span }) => ({
    ...span,
    words: [...new Set(names)]
      .map((name) => t.items(name, names.filter((one) => one === name).length))
      .join('、'),
  }));
}

/** Puts each item into the first row where it overlaps nothing. */
function rowsOf(groups: readonly Item[][], on: Day, now: number): PlanBar[][] {
  const rows: Item[][] = [[]];
  for (const item of groups.flat()) {
    const free = rows.find((row) =>
      row.every((other) => item.untilMin <= other.fromMin || item.fromMin >= other.untilMin),
    );
    if (free) free.push(item);
    else rows.push([item]);
  }
  return rows.map((row) => row.map((item) => barOf(item, on, now)));
}

function barOf({ shut, ...item }: Item, on: Day, now: number): PlanBar {
  const today = dayOf(now);
  const min = on === today ? minuteOfDay(now) : on < today ? DAY_MIN : -1;
  if (shut) return { ...item, tone: 'shut' };
  if (item.untilMin <= min) return { ...item, tone: 'past' };
  return { ...item, tone: item.fromMin <= min ? 'now' : 'next' };
}

export type Arrival =
  | { kind: 'booking'; start: string; end: string; booking: Venue['bookings'][number] }
  | { kind: 'session'; start: string; end: string; session: Session }
  | { kind: 'meal'; start: string; end: string; pickup: boolean; orders: Orders };

export type Orders = { all: number; handed: number; portions: number };

/** Everybody who comes today, in order of time; meals by the window in which they are fetched. */
export function arrivalsOf(today: Today, sheet: KitchenSheet | undefined): Arrival[] {
  const bookings = (today.venues?.venues ?? []).flatMap((venue) =>
    venue.bookings.map((booking): Arrival => {
      const { start, end } = booking;
      return { kind: 'booking', start, end, booking };
    }),
  );
  const sessions = today.sessions.map((session): Arrival => {
    const { start, end } = session;
    return { kind: 'session', start, end, session };
  });
  return [...bookings, ...sessions, ...mealArrivals(sheet)].sort(
    (a, b) => toMs(a.start) - toMs(b.start) || toMs(a.end) - toMs(b.end),
  );
}

function mealArrivals(sheet: KitchenSheet | undefined): Arrival[] {
  if (!sheet) return [];
  const of = (windowId: string | null): Orders => {
    const those = sheet.list.filter((order) => order.windowId === windowId);
    return {
      all: those.length,
      handed: those.filter(({ state }) => state === 'handed_over').length,
      portions: those.reduce((sum, { portions }) => sum + portions, 0),
    };
  };
  const whole = { id: null, start: sheet.start, end: sheet.end };
  return [whole, ...sheet.windows]
    .map(({ id, start, end }): Arrival => {
      return { kind: 'meal', start, end, pickup: id !== null, orders: of(id) };
    })
    .filter((one) => one.kind === 'meal' && one.orders.all > 0);
}
