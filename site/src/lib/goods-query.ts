/** What the list of goods is asked for, and the pages of goods, in their addresses. Pure. */
import type { GoodKind, MerchantCategory } from '../../../worker/features/mall/rules.ts';
import { goods } from '../i18n/zh/goods.ts';
import { paths } from './paths.ts';

export interface WantedGoods {
  kind?: GoodKind;
  category?: MerchantCategory;
  /** Only what one's points are enough for. */
  can?: 'now';
  /** Only what one has marked: then nothing else is asked. */
  marked?: 'only';
  q?: string;
}

/** As long as the API takes. */
const MAX_Q = 40;

/** Reads the part of an address after `?`. What makes no sense there is left out. */
export function wantedFrom(search: string): WantedGoods {
  const given = new URLSearchParams(search);
  const one = <T extends string>(name: string, among: Record<T, unknown>) => {
    const value = given.get(name);
    return value !== null && Object.keys(among).includes(value) ? (value as T) : undefined;
  };
  return tidy({
    kind: one('kind', goods.kinds),
    category: one('category', goods.categories),
    can: given.get('can') === 'now' ? 'now' : undefined,
    marked: given.get('marked') === 'only' ? 'only' : undefined,
    q: given.get('q')?.trim().slice(0, MAX_Q) || undefined,
  });
}

/** The address of the same list, always in the same order; empty where everything is wanted. */
export function searchOf(wanted: WantedGoods): string {
  const query = new URLSearchParams(tidy(wanted) as Record<string, string>).toString();
  return query && `?${query}`;
}

export function tidy({ kind, category, can, marked, q }: WantedGoods): WantedGoods {
  const kept = marked ? { marked } : { kind, category, can, q };
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value)) as WantedGoods;
}

/** How many conditions are set in the part of the form that folds away. */
export function foldedCount({ category, q }: WantedGoods): number {
  return [category, q].filter(Boolean).length;
}

/** The page of a good, with how many are wanted, so that signing in loses nothing. */
export function goodPath(id: string, quantity = 1): string {
  return `${paths.goods}${id}/${quantity > 1 ? `?quantity=${quantity}` : ''}`;
}

/** The id in the path of a good's page; undefined for none. */
export function goodIdIn(path: string): string | undefined {
  const id = /^\/goods\/([a-z0-9][a-z0-9_-]{0,63})\/$/.exec(path)?.[1];
  return id === 'one' ? undefined : id;
}

/** How many are wanted, as an address says that anybody may have written; 1 where it makes no sense. */
export function quantityFrom(search: string): number {
  const quantity = Number(new URLSearchParams(search).get('quantity') ?? 1);
  return Number.isInteger(quantity) && quantity >= 1 && quantity <= 99 ? quantity : 1;
}
