/** Who comes first. The order of the API and of the phone is this one. */
import { DOOR_REACH_MIN } from '../../directory/rules/doors.ts';
import { type Position, type Walk, walkBetween } from '../../directory/rules/walk.ts';
import {
  type Alike,
  type Findable,
  HOUSE_PARTS,
  type HousePart,
  KINDS,
  MATCHES,
  type Match,
  type Matcher,
  type MatchKind,
  matcherOf,
  type Ready,
  typoMatcherOf,
} from './match.ts';
import { oneSlipApart } from './slips.ts';
import { type Query, queryOf } from './words.ts';

/** How an entry stands now: where it is, and whether it is open. */
export type Standing = { position: Position | null; isOpen: boolean };

export type Hit<F extends Findable> = {
  entry: F;
  /** What else this row leads to: the canteen or the venues that this facility is. */
  also: { kind: HousePart; id: string }[];
  match: Match;
  walk: Walk | null;
};

export type Found<F extends Findable> = {
  hits: Hit<F>[];
  /** Nothing bears the words as typed: 您要找的是不是…, and the hits are of that. */
  didYouMean: string | null;
};

export type Asked<F extends Findable> = {
  text: string;
  near: Position | null;
  alike: Alike;
  standingOf: (entry: F) => Standing;
};

/** Everything that answers, in order; only where nothing does, what would answer if one character were another. */
export function search<F extends Findable>(
  entries: readonly Ready<F>[],
  asked: Asked<F>,
): Found<F> {
  const query = queryOf(asked.text);
  const plain = ranked(entries, query, matcherOf(query, asked.alike), asked);
  if (plain.length > 0 || query.words.length === 0) {
    return { hits: together(plain), didYouMean: null };
  }
  const close = ranked(entries, query, typoMatcherOf(query, asked.alike), asked);
  const meant = mostMeant(close, asked.alike) ?? synonymMeant(query, asked.alike);
  if (meant === null) return { hits: [], didYouMean: null };
  // Those and only those of what is close that bear what was meant: the worker has read no others.
  const isClose = new Set(close.map(({ entry }) => entry));
  const corrected = queryOf(meant);
  const hits = ranked(
    entries.filter(({ entry }) => isClose.has(entry)),
    corrected,
    matcherOf(corrected, asked.alike),
    asked,
  );
  return { hits: together(hits), didYouMean: meant };
}

/** A canteen or venue of the same name as the facility that it is in stands in the row of that facility. */
function together<F extends Findable>(hits: readonly Hit<F>[]): Hit<F>[] {
  const houses = new Map<string, Hit<F>>();
  for (const hit of hits) if (hit.entry.kind === 'facility') houses.set(hit.entry.id, { ...hit });
  const rows: Hit<F>[] = [];
  for (const hit of hits) {
    const { kind, id, name, facilityId } = hit.entry;
    const house = houses.get(facilityId ?? '');
    const part = HOUSE_PARTS.find((one) => one === kind);
    if (house && kind === 'facility') rows.push(house);
    else if (house && part && house.entry.name === name) {
      house.also = [...house.also, { kind: part, id }];
    } else rows.push(hit);
  }
  return rows;
}

type Ranked<F extends Findable> = Hit<F> & { rank: number; isNearAndOpen: boolean };

function ranked<F extends Findable>(
  entries: readonly Ready<F>[],
  query: Query,
  matcher: Matcher,
  { near, alike, standingOf }: Asked<F>,
): Hit<F>[] {
  const asksForKind = alike.has(query.joined);
  const found: Ranked<F>[] = [];
  for (const ready of entries) {
    const match = matcher(ready);
    if (!match) continue;
    const { position, isOpen } = standingOf(ready.entry);
    const walk = near && position ? walkBetween(near, position) : null;
    const isNear = !walk || walk.minutes.ordinary <= DOOR_REACH_MIN;
    const rank = asksForKind ? rankOfKind(match.how) : rankOfName(match.how, ready, alike);
    found.push({
      entry: ready.entry,
      also: [],
      match,
      walk,
      rank,
      isNearAndOpen: isOpen && isNear,
    });
  }
  return found.sort(byRank).map(({ entry, also, match, walk }) => ({ entry, also, match, walk }));
}

/**
 * A word that has synonyms names a kind of place and not one place: who types 食堂 wants to eat, and is helped by the
 * nearest that is open, whether it is called 食堂, 万和社区食堂 or 助餐点.
 */
const OF_THE_KIND: readonly MatchKind[] = ['exact', 'begins', 'contains', 'apart', 'synonym'];

function rankOfKind(how: MatchKind): number {
  return OF_THE_KIND.includes(how) ? 0 : MATCHES.indexOf(how);
}

/** Nor is something that is called just 食堂 spelt in full by `shitang`, as a place with a name of its own would be. */
function rankOfName(how: MatchKind, { joined }: Ready<Findable>, alike: Alike): number {
  return MATCHES.indexOf(how === 'spelt' && alike.has(joined) ? 'sound' : how);
}

/**
 * By how well it answers; then what is open within half an hour on foot before everything else, and the nearer first.
 * What is the same in all that stands in an order that doesn't change.
 */
function byRank<F extends Findable>(a: Ranked<F>, b: Ranked<F>): number {
  return (
    a.rank - b.rank ||
    Number(b.isNearAndOpen) - Number(a.isNearAndOpen) ||
    (a.walk?.metres ?? FAR_M) - (b.walk?.metres ?? FAR_M) ||
    KINDS.indexOf(a.entry.kind) - KINDS.indexOf(b.entry.kind) ||
    compared(a.entry.name, b.entry.name) ||
    compared(a.entry.id, b.entry.id)
  );
}

/** Of what has no position: behind everything that has one. */
const FAR_M = 1_000_000_000;

function compared(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** What a typo stood for: a word that has synonyms before a whole name before anything else, then what most hits bear. */
function mostMeant<F extends Findable>(hits: readonly Hit<F>[], alike: Alike): string | null {
  const counts = new Map<string, number>();
  for (const { match } of hits) {
    if (match.corrected) counts.set(match.corrected, (counts.get(match.corrected) ?? 0) + 1);
  }
  const names = new Set(hits.map(({ entry }) => entry.name));
  const weight = (text: string) =>
    (alike.has(text) ? 2 * hits.length : 0) + (names.has(text) ? hits.length : 0);
  let best: { text: string; score: number } | null = null;
  for (const [text, count] of counts) {
    const score = weight(text) + count;
    if (!best || score > best.score) best = { text, score };
  }
  return best?.text ?? null;
}

/** A synonym that was all but typed: 社区医完. Of 食糖 half is wrong, so that all it may stand for has to mean the same. */
function synonymMeant({ words, joined }: Query, alike: Alike): string | null {
  if (words.length !== 1 || joined.length < 2) return null;
  const close = [...alike.keys()].filter((word) => oneSlipApart(word, joined));
  if (joined.length > 2) return close[0] ?? null;
  const [first, ...others] = close.filter((word) => word.length === joined.length);
  if (first === undefined) return null;
  return others.every((other) => alike.get(first)?.includes(other)) ? first : null;
}
