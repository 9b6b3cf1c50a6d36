import type { Category, Level, Verb } from '../../../worker/features/directory/rules/kinds.ts';
import { facilities } from '../i18n/zh/facilities.ts';
import { near } from '../i18n/zh/near.ts';

/** What the list 身边 is asked for. Lives in the address of the page, so that it can be shared and gone back to. */
export interface Wanted {
  verb?: Verb;
  level?: Level;
  category?: Category;
  zone?: string;
  community?: string;
  within?: '5' | '10' | '15';
  open?: 'now';
  /** Hides what does not fit the needs kept on this phone. The needs themselves are never in an address. */
  fit?: 'only';
  q?: string;
}

/** As long as the API takes. */
const MAX_Q = 40;

/** Reads the part of an address after `?`. What makes no sense there is left out. */
export function wantedFrom(search: string): Wanted {
  const given = new URLSearchParams(search);
  const one = <T extends string>(name: string, among: Record<T, unknown>) => {
    const value = given.get(name);
    return value !== null && Object.keys(among).includes(value) ? (value as T) : undefined;
  };
  const id = (name: string) => given.get(name)?.match(/^[a-z0-9][a-z0-9_-]{0,63}$/)?.[0];
  return tidy({
    verb: one('verb', near.verbs),
    level: one('level', facilities.levels),
    category: one('category', facilities.categories),
    zone: id('zone'),
    community: id('community'),
    within: one('within', { 5: 0, 10: 0, 15: 0 }) as Wanted['within'],
    open: given.get('open') === 'now' ? 'now' : undefined,
    fit: given.get('fit') === 'only' ? 'only' : undefined,
    q: given.get('q')?.trim().slice(0, MAX_Q) || undefined,
  });
}

/** The address of the same list, always in the same order; empty where everything is wanted. */
export function searchOf(wanted: Wanted): string {
  const query = new URLSearchParams(tidy(wanted) as Record<string, string>).toString();
  return query && `?${query}`;
}

/** A verb and a category contradict each other, and so do a community and a zone: the narrower one stays. */
export function tidy(wanted: Wanted): Wanted {
  const { verb, level, category, zone, community, within, open, fit, q } = wanted;
  const kept = {
    verb: category ? undefined : verb,
    level,
    category,
    zone: community ? undefined : zone,
    community,
    within,
    open,
    fit,
    q,
  };
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value)) as Wanted;
}

/** How many conditions are set in the part of the form that folds away. */
export function foldedCount({ level, category, zone, community, q }: Wanted): number {
  return [level, category, zone ?? community, q].filter(Boolean).length;
}
