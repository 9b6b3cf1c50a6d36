import {
  openingOf,
  type PhoneEntry,
  type PhoneOpening,
} from '../../../../worker/features/search/rules/phone.ts';
import { type Hit, search as searchIn } from '../../../../worker/features/search/rules/rank.ts';
import type { SearchAnswer, SearchHit } from '../../../../worker/features/search/schema.ts';
import type { Place } from '../../lib/home.ts';
import { type OpeningAnswer, type OpeningWords, openingWords } from '../../lib/opening.ts';
import { paths } from '../../lib/paths.ts';
import type { Directory } from './useIndex.ts';

/** What a row shows, whether the phone found it or the API. */
export interface Result {
  kind: SearchHit['kind'];
  id: string;
  name: string;
  /** The canteen or venues of the same name in it. */
  also: readonly (SearchHit['also'][number] & { href: string })[];
  marks: readonly (readonly [number, number])[];
  href: string;
  category?: string;
  sign?: string;
  /** Where it is, in words: the building it is in, the community of an estate. */
  where: string;
  walk: SearchHit['walk'] | null;
  opening: OpeningWords | null;
}

export interface Results {
  total: number;
  /** The first so many, made when they are shown: of a common word there are hundreds. */
  first: (count: number) => Result[];
  didYouMean: string | null;
}

/** Whatever the kept directory answers. `now` in ms. */
export function resultsIn(
  directory: Directory,
  asked: {
    text: string;
    place: Place;
    openings: ReadonlyMap<string, PhoneOpening>;
    now: number;
  },
): Results {
  const { openings, now } = asked;
  const { hits, didYouMean } = searchIn(directory.entries, {
    text: asked.text,
    near: asked.place,
    alike: directory.alike,
    standingOf: (entry) => ({
      position: entry.position,
      isOpen: openingOf(entry, openings, now)?.state === 'open',
    }),
  });
  const said = new Map<string, OpeningWords>();
  const wordsOf = (opening: PhoneOpening): OpeningWords => {
    // Most places open and close at the same few times, and putting a time in words is dear.
    const key = `${opening.state} ${opening.changesAt}`;
    const words = said.get(key) ?? openingWords(openingAnswer(opening), now);
    said.set(key, words);
    return words;
  };
  const resultOf = ({ entry, also, match, walk }: Hit<PhoneEntry>): Result => {
    const opening = openingOf(entry, openings, now);
    return {
      kind: entry.kind,
      id: entry.id,
      name: entry.name,
      also: also.map(doorTo),
      marks: match.marks,
      href: hrefOf(entry.kind, entry.id, entry.facilityId ?? entry.communityId),
      category: entry.place?.category,
      sign: entry.place?.sign ?? undefined,
      where: hasWhere(entry.kind) ? entry.more : '',
      walk: walk && { ...walk, estimated: true as const },
      opening: opening && wordsOf(opening),
    };
  };
  return {
    total: hits.length,
    first: (count) => hits.slice(0, count).map(resultOf),
    didYouMean,
  };
}

/** The same of an answer of the API, where the register is too large for a phone. `now` in ms. */
export function resultsOf({ items, didYouMean }: SearchAnswer, now: number): Results {
  return {
    total: items.length,
    didYouMean,
    first: (count) =>
      items.slice(0, count).map((hit) => ({
        kind: hit.kind,
        id: hit.id,
        name: hit.name,
        also: hit.also.map(doorTo),
        marks: hit.marks,
        href: hrefOf(hit.kind, hit.id, hit.facility?.id ?? null),
        category: hit.facility?.category,
        sign: hit.facility?.sign ?? undefined,
        where: hit.kind === 'facility' ? '' : (hit.facility?.name ?? ''),
        walk: hit.walk ?? null,
        opening: hit.opening ? openingWords(hit.opening, now) : null,
      })),
  };
}

function doorTo({ kind, id }: SearchHit['also'][number]): Result['also'][number] {
  return { kind, id, href: hrefOf(kind, id, null) };
}

function hasWhere(kind: Result['kind']): boolean {
  return kind !== 'facility' && kind !== 'service';
}

/** `leadsTo`: the facility; of an estate its community. */
function hrefOf(kind: Result['kind'], id: string, leadsTo: string | null): string {
  if (kind === 'venue') return `${paths.book}${id}/`;
  if (kind === 'canteen') return `${paths.canteens}${id}/`;
  if (kind === 'activity') return `${paths.activities}${id}/`;
  if (kind === 'service') return `${paths.services}${id}/`;
  if (leadsTo === null) return paths.near;
  return kind === 'estate' ? `${paths.near}in/${leadsTo}/` : `${paths.near}${leadsTo}/`;
}

function openingAnswer({ state, changesAt }: PhoneOpening): OpeningAnswer {
  const at = changesAt === null ? undefined : new Date(changesAt).toISOString();
  return { state, ...(at && (state === 'open' ? { until: at } : { nextOpen: at })) };
}
