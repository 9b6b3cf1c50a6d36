/** What the search page keeps on the phone: the index, how the places stood, and what was looked for. */
import type { Openings, SearchIndex } from '../../../worker/features/search/schema.ts';
import { answer, api, Refused } from './api.ts';
import { serverNow } from './clock.ts';
import { drop, keep, localStorageOf, stored } from './storage.ts';

const INDEX = 'linli.search.index';
const OPENINGS = 'linli.search.openings';
const RECENT = 'linli.search.recent';

/** As many searches are remembered, the last one first. */
const MOST_RECENT = 8;

/** How the places stood at a moment, in ms. */
export type KeptOpenings = { at: number; openings: Openings };

type KeptIndex = { etag: string; index: SearchIndex };

export function keptIndex(): KeptIndex | null {
  const kept = parsed<KeptIndex>(stored(localStorageOf(), INDEX));
  return kept?.index?.entries && kept.index.doneAt ? kept : null;
}

/** The index, if it is another than the one that is kept; null when it is the same. Throws `Refused`. */
export async function newerIndex(etag: string | undefined): Promise<SearchIndex | null> {
  const headers: Record<string, string> = etag ? { 'If-None-Match': etag } : {};
  // Not by the typed client: it takes `index` for the name of a folder's own page and leaves it out.
  const reply = await fetch('/api/v1/search/index', { headers }).catch(() => {
    throw new Refused({ code: 'network' });
  });
  if (reply.status === 304) return null;
  if (!reply.ok) throw new Refused({ code: 'server.fault' });
  const index = (await reply.json()) as SearchIndex;
  keep(
    localStorageOf(),
    INDEX,
    JSON.stringify({ etag: reply.headers.get('ETag') ?? '', index } satisfies KeptIndex),
  );
  return index;
}

export function keptOpenings(): KeptOpenings | null {
  const kept = parsed<KeptOpenings>(stored(localStorageOf(), OPENINGS));
  return kept?.at && kept.openings?.id && kept.openings.changes ? kept : null;
}

/** How the places stand now. Throws `Refused`. */
export async function freshOpenings(): Promise<KeptOpenings> {
  const openings = await answer(api.search.openings.$get());
  const stand = { at: serverNow(), openings };
  keep(localStorageOf(), OPENINGS, JSON.stringify(stand));
  return stand;
}

export function recentSearches(): string[] {
  const kept = parsed<unknown[]>(stored(localStorageOf(), RECENT)) ?? [];
  return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string') : [];
}

export function rememberSearch(text: string): void {
  const said = text.trim();
  if (!said) return;
  const others = recentSearches().filter((one) => one !== said);
  keep(localStorageOf(), RECENT, JSON.stringify([said, ...others].slice(0, MOST_RECENT)));
}

export function forgetSearches(): void {
  drop(localStorageOf(), RECENT);
}

function parsed<T>(text: string | null): T | null {
  try {
    return JSON.parse(text ?? 'null') as T | null;
  } catch {
    return null;
  }
}
