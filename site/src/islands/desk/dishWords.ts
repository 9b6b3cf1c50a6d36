import type { Dish } from '../../../../worker/features/canteen/schema.ts';
import { menu as menuWords } from '../../i18n/zh/menu.ts';
import { staffMeals } from '../../i18n/zh/staffMeals.ts';

const { tags, allergens, join } = menuWords.menu;

/** Traits and allergens of a dish in one line. */
export function dishNote(dish: Pick<Dish, 'tags' | 'allergens'>): string {
  const traits = dish.tags.map((tag) => tags[tag]);
  const answers = dish.allergens.map((one) => allergens[one]).join(join);
  return [...traits, staffMeals.dishes.allergens(answers)].join('，');
}

/** Yuan as typed to fen; undefined for what is no price up to a thousand. */
export function priceFen(yuan: string): number | undefined {
  const found = /^(\d{1,4})(?:\.(\d{1,2}))?$/.exec(yuan.trim());
  if (!found) return undefined;
  const fen = Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'));
  return fen <= 100_000 ? fen : undefined;
}

/** `6.5` for 650 fen, as a field shows it. */
export function yuan(fen: number): string {
  return String(fen / 100);
}
