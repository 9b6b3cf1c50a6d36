import { mine as t } from '../../i18n/zh/mine.ts';
import type { AgendaItem } from '../../lib/agenda.ts';
import { clock, dayName, dayOf, toMs } from '../../lib/format.ts';
import type { StateKind } from '../parts/StateTile.tsx';

/** `今天 11:30`, `明天 周四 15:00`. */
export function whenWords(at: string, now: number): string {
  return `${dayName(dayOf(at), now)} ${clock(at)}`;
}

/** What one does there: 取餐, 用场地, 参加. */
export function whatWords({ kind, meal }: AgendaItem): string {
  if (kind === 'mealOrder') return t.pass.what[meal?.mode ?? 'dine_in'];
  return t.pass.what[kind];
}

/** `到 12:00 为止` on the same day; nothing for what ends on another. */
export function untilWords({ start, end }: AgendaItem): string | undefined {
  return dayOf(start) === dayOf(end) ? t.pass.until(clock(end)) : undefined;
}

/** The dependants it is for, `替吴桂英`; nothing when the resident goes too. */
export function forWhom({ people }: AgendaItem): string | undefined {
  if (people.length === 0 || people.some((person) => person.isSelf)) return undefined;
  return t.pass.forWhom(t.list(people.map(({ name }) => name)));
}

/** As it is called in a sentence: `羽毛球 1 号场`, `晚餐（万和社区食堂）`. */
export function nameOf({ title, meal }: AgendaItem): string {
  return meal ? t.mealAt(t.meals[meal.meal], title) : title;
}

/** Where inside the building: the floor or the room. */
export function spotWords({ place }: AgendaItem): string | undefined {
  return place.room ?? (place.floor === null ? undefined : t.pass.floor(place.floor));
}

/** Under the title of the pass: the dishes, or the facility, and how many come. */
export function detailWords(item: AgendaItem): string {
  const { meal, place, count, kind } = item;
  if (meal) return t.list(meal.lines.map(({ name, quantity }) => t.pass.dish(name, quantity)));
  const others = item.people.filter((person) => !person.isSelf).map(({ name }) => name);
  const together = others.length > 0 && others.length < item.people.length;
  const size = kind === 'booking' || count > 1 ? t.pass.people(count) : undefined;
  return [place.name, together ? t.pass.together(t.list(others)) : size].filter(Boolean).join('·');
}

/** Second line of a row: the day or the time, the place, how many. */
export function rowWords(item: AgendaItem, when: string): string {
  const { kind, count, meal, place, title } = item;
  const size = kind === 'booking' || (kind === 'registration' && count > 1);
  return [
    when,
    meal && mealWords(meal),
    place.name !== title && place.name,
    size && t.pass.people(count),
    kind === 'mealOrder' && t.pass.portions(count),
  ]
    .filter(Boolean)
    .join('·');
}

/** Whether it is under way. */
export function isGoing({ start, end }: AgendaItem, now: number): boolean {
  return toMs(start) <= now && now < toMs(end);
}

/** What comes next: what has been checked in already waits behind what still needs its code. */
export function nextOf(items: readonly AgendaItem[]): AgendaItem | undefined {
  return items.find(({ state }) => state !== 'checked_in') ?? items[0];
}

/** `取午餐`, `堂食晚餐`. */
export function mealWords({
  mode,
  meal,
}: Pick<NonNullable<AgendaItem['meal']>, 'mode' | 'meal'>): string {
  return `${t.modes[mode]}${t.meals[meal]}`;
}

/** How something stands or ended, as a tile. */
export function stateKind({ state }: Pick<AgendaItem, 'state'>, isOver: boolean): StateKind {
  if (state === 'cancelled' || state === 'released') return 'void';
  if (state === 'waiting') return isOver ? 'done' : 'wait';
  if (state === 'checked_in') return 'arrived';
  if (state === 'handed_over' || isOver) return 'done';
  return 'open';
}
