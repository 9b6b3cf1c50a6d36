/** Whether and how well an entry answers a query. Pure: the phone runs it on its index, the worker on its candidates. */
import { type Sounds, type Span, soundsOf, spanOf } from './sounds.ts';
import { slipMatcher } from './typos.ts';
import { folded, joinedRuns, type Query, SHORTEST_SOUND, type Word } from './words.ts';

export const KINDS = [
  'facility',
  'scene',
  'service',
  'venue',
  'canteen',
  'activity',
  'estate',
] as const;
export type Kind = (typeof KINDS)[number];

/** What has a page of its own, but is the house itself where it bears the name of the house. */
export const HOUSE_PARTS = ['canteen', 'venue'] as const;
export type HousePart = (typeof HOUSE_PARTS)[number];

/** How an entry was found, the best first; `spelt` = its whole name in pinyin or initials. */
export const MATCHES = [
  'exact',
  'begins',
  'contains',
  'apart',
  'alias',
  'synonym',
  'spelt',
  'sound',
  'typo',
] as const;
export type MatchKind = (typeof MATCHES)[number];

export type Findable = {
  kind: Kind;
  id: string;
  /** Where it is; null where it is at many places, or is none. */
  facilityId: string | null;
  name: string;
  /** Apart by spaces; empty = not spelled. */
  syllables: string;
  /** Other names, the address, the place it is in. */
  more: string;
};

/** An entry made ready once, for many queries. */
export type Ready<F extends Findable> = {
  entry: F;
  name: string;
  joined: string;
  more: string;
  sounds: Sounds;
};

/** For each word the others of its groups. */
export type Alike = ReadonlyMap<string, readonly string[]>;

export type Match = {
  how: MatchKind;
  /** The parts of the name that answer. */
  marks: Span[];
  /** Of a typo: what the query would have been. */
  corrected?: string;
};

export function readyFor<F extends Findable>(entry: F): Ready<F> {
  const name = folded(entry.name);
  return {
    entry,
    name,
    joined: joinedRuns(name),
    more: folded(entry.more),
    sounds: soundsOf(name, entry.syllables),
  };
}

export function alikeOf(groups: readonly (readonly string[])[]): Alike {
  const alike = new Map<string, string[]>();
  for (const group of groups.map((words) => words.map(folded))) {
    for (const word of group) {
      const others = group.filter((other) => other !== word);
      alike.set(word, [...(alike.get(word) ?? []), ...others]);
    }
  }
  return alike;
}

/** How an entry answers; null when it doesn't. */
export type Matcher = (ready: Ready<Findable>) => Match | null;

/** How entries answer all words of a query, without a typo. What doesn't depend on the entry is worked out here, once. */
export function matcherOf(query: Query, alike: Alike): Matcher {
  const matchers = query.words.map((word) => wordMatcher(word, alike));
  return (ready) => {
    const found = allMatch(matchers, ready);
    if (!found || found.length === 0) return null;
    const marks = found.flatMap((match) => match.marks);
    return { how: wholeHow(query, ready) ?? worst(found.map(({ how }) => how)), marks };
  };
}

/** The answers to all words; null as soon as one has none. */
function allMatch(matchers: readonly Matcher[], ready: Ready<Findable>): Match[] | null {
  const found: Match[] = [];
  for (const matcher of matchers) {
    const match = matcher(ready);
    if (!match) return null;
    found.push(match);
  }
  return found;
}

function wholeHow({ joined }: Query, ready: Ready<Findable>): MatchKind | null {
  if (ready.joined === joined) return 'exact';
  if (ready.sounds.letters === joined || ready.sounds.initials === joined) return 'spelt';
  if (ready.joined.startsWith(joined)) return 'begins';
  return ready.joined.includes(joined) ? 'contains' : null;
}

function worst(kinds: readonly MatchKind[]): MatchKind {
  // Words that stand each in the name, but not side by side.
  const floor: MatchKind = kinds.length > 1 ? 'apart' : 'contains';
  return kinds.reduce((a, b) => (MATCHES.indexOf(a) > MATCHES.indexOf(b) ? a : b), floor);
}

function wordMatcher(word: Word, alike: Alike): Matcher {
  if (word.script === 'characters') return charactersMatcher(word, alike);
  const part = partMatcher(word.text, alike);
  const sound = soundMatcher(word);
  return (ready) => part(ready) ?? sound(ready);
}

function charactersMatcher({ text, ways }: Word, alike: Alike): Matcher {
  const matchersOf = ways.map((parts) => parts.map((part) => partMatcher(part, alike)));
  // Each way begins with the first two characters: what bears neither them nor a synonym of a beginning bears none.
  const front = Array.from(text).slice(0, 2).join('');
  const begun = [...new Set(ways.flatMap(([first]) => alike.get(first ?? '') ?? []))];
  return (ready) => {
    const { name, more } = ready;
    const mayBear = name.includes(front) || more.includes(front);
    if (!mayBear && !begun.some((other) => name.includes(other))) return null;
    let best: Match | null = null;
    for (const parts of matchersOf) {
      const found = allMatch(parts, ready);
      if (!found) continue;
      const how = worst(found.map((match) => match.how));
      if (best && MATCHES.indexOf(best.how) <= MATCHES.indexOf(how)) continue;
      best = { how, marks: found.flatMap(({ marks }) => marks) };
      // No other way can answer better.
      if (how === 'contains') break;
    }
    return best;
  };
}

function partMatcher(part: string, alike: Alike): Matcher {
  const others = alike.get(part) ?? [];
  return ({ name, more }) => {
    const at = name.indexOf(part);
    if (at >= 0) return { how: 'contains', marks: [[at, at + part.length]] };
    if (more.includes(part)) return { how: 'alias', marks: [] };
    for (const other of others) {
      const from = name.indexOf(other);
      if (from >= 0) return { how: 'synonym', marks: [[from, from + other.length]] };
    }
    return null;
  };
}

/** A single letter begins too many syllables to say anything. */
const SHORTEST_SAID = 2;

function soundMatcher({ text: run, ways }: Word): Matcher {
  if (run.length < SHORTEST_SAID) return () => null;
  // However it is read, it is said from these letters on.
  const front = run.slice(0, SHORTEST_SOUND);
  return ({ sounds }) => {
    const at = sounds.initials.indexOf(run);
    if (at < 0 && !sounds.letters.includes(front)) return null;
    const first = saidFrom(run, sounds, 0);
    if (first !== null) return { how: 'sound', marks: spanOf(sounds, first, run.length) };
    if (at >= 0) {
      const last = at + run.length - 1;
      const letters = (sounds.starts[last] ?? 0) + 1 - (sounds.starts[at] ?? 0);
      return { how: 'sound', marks: spanOf(sounds, at, letters) };
    }
    return twoSoundsMatch(ways, sounds);
  };
}

function twoSoundsMatch(ways: Word['ways'], sounds: Sounds): Match | null {
  for (const [one = '', two = ''] of ways) {
    const from = saidFrom(one, sounds, 0);
    if (from === null) continue;
    const end = sounds.starts.indexOf((sounds.starts[from] ?? 0) + one.length);
    const next = end < 0 ? null : saidFrom(two, sounds, end);
    if (next === null) continue;
    const marks = [...spanOf(sounds, from, one.length), ...spanOf(sounds, next, two.length)];
    return { how: 'sound', marks };
  }
  return null;
}

/** The first syllable, from one on, at which the letters are said; null when there is none. */
function saidFrom(run: string, { letters, starts }: Sounds, from: number): number | null {
  for (let index = from; index < starts.length; index++) {
    if (letters.startsWith(run, starts[index])) return index;
  }
  return null;
}

/** How entries answer a query of which one word was mistyped. */
export function typoMatcherOf(query: Query, alike: Alike): Matcher {
  const ways = query.words.map((word, index) => ({
    slip: slipMatcher(word),
    others: query.words
      .filter((_, other) => other !== index)
      .map((other) => wordMatcher(other, alike)),
    corrected: (put: string) =>
      query.words.map(({ text }, at) => (at === index ? put : text)).join(''),
  }));
  return (ready) => {
    for (const { slip, others, corrected } of ways) {
      const slipped = slip(ready);
      const rest = slipped && allMatch(others, ready);
      if (!rest) continue;
      const marks = [...slipped.marks, ...rest.flatMap((match) => match.marks)];
      return { how: 'typo', marks, corrected: corrected(slipped.corrected ?? '') };
    }
    return null;
  };
}
