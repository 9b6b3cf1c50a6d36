/** Whether and how well an entry answers a query. Pure: the phone runs it on its index, the worker on its candidates. */
import { slippedLength, slippedPart } from './slips.ts';
import { type Sounds, type Span, soundsOf, spanOf } from './sounds.ts';
import { folded, joinedRuns, type Query, type Word } from './words.ts';

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

/** How an entry answers all words of a query, without a typo; null when it doesn't. */
export function matchOf(query: Query, ready: Ready<Findable>, alike: Alike): Match | null {
  if (query.words.length === 0) return null;
  const found = query.words.map((word) => wordMatch(word, ready, alike));
  if (!found.every((match): match is Match => match !== null)) return null;
  const marks = found.flatMap((match) => match.marks);
  return { how: wholeHow(query, ready) ?? worst(found.map(({ how }) => how)), marks };
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

function wordMatch(word: Word, ready: Ready<Findable>, alike: Alike): Match | null {
  return word.script === 'characters'
    ? charactersMatch(word, ready, alike)
    : (partMatch(word.text, ready, alike) ?? soundMatch(word, ready.sounds));
}

function charactersMatch({ ways }: Word, ready: Ready<Findable>, alike: Alike): Match | null {
  let best: Match | null = null;
  for (const parts of ways) {
    const found = parts.map((part) => partMatch(part, ready, alike));
    if (!found.every((match): match is Match => match !== null)) continue;
    const how = worst(found.map((match) => match.how));
    if (best && MATCHES.indexOf(best.how) <= MATCHES.indexOf(how)) continue;
    best = { how, marks: found.flatMap(({ marks }) => marks) };
  }
  return best;
}

function partMatch(part: string, { name, more }: Ready<Findable>, alike: Alike): Match | null {
  const at = name.indexOf(part);
  if (at >= 0) return { how: 'contains', marks: [[at, at + part.length]] };
  if (more.includes(part)) return { how: 'alias', marks: [] };
  const other = alike.get(part)?.find((one) => name.includes(one));
  if (!other) return null;
  const from = name.indexOf(other);
  return { how: 'synonym', marks: [[from, from + other.length]] };
}

/** A single letter begins too many syllables to say anything. */
const SHORTEST_SAID = 2;

function soundMatch({ text: run, ways }: Word, sounds: Sounds): Match | null {
  if (run.length < SHORTEST_SAID) return null;
  const first = saidFrom(run, sounds, 0);
  if (first !== null) return { how: 'sound', marks: spanOf(sounds, first, run.length) };
  const at = sounds.initials.indexOf(run);
  if (at >= 0) {
    const last = at + run.length - 1;
    const letters = (sounds.starts[last] ?? 0) + 1 - (sounds.starts[at] ?? 0);
    return { how: 'sound', marks: spanOf(sounds, at, letters) };
  }
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

/** Fewer characters say too little for one of them to be wrong; of more, one doesn't stand in the way of reading it again. */
const SLIP_LENGTHS = { characters: [3, 12], letters: [6, 30] } as const;

export function mayHaveSlip({ text, script }: Word): boolean {
  const [shortest, longest] = SLIP_LENGTHS[script];
  return text.length >= shortest && text.length <= longest;
}

/** How an entry answers a query of which one word was mistyped; null when it doesn't. */
export function typoOf(query: Query, ready: Ready<Findable>, alike: Alike): Match | null {
  for (const [index, word] of query.words.entries()) {
    const others = query.words.filter((_, other) => other !== index);
    const rest = others.map((one) => wordMatch(one, ready, alike));
    if (!rest.every((match): match is Match => match !== null)) continue;
    const slip = slipOf(word, ready);
    if (!slip) continue;
    const texts = query.words.map((one) => (one === word ? (slip.corrected ?? '') : one.text));
    const marks = [...slip.marks, ...rest.flatMap((match) => match.marks)];
    return { how: 'typo', marks, corrected: texts.join('') };
  }
  return null;
}

function slipOf(word: Word, ready: Ready<Findable>): Match | null {
  if (!mayHaveSlip(word)) return null;
  return word.script === 'characters' ? slipInName(word, ready) : slipInSounds(word.text, ready);
}

/** In the run as a whole, or in one of the two words that it is. */
function slipInName({ text: run, ways }: Word, { name, entry }: Ready<Findable>): Match | null {
  const whole = slippedPart(name, run);
  if (whole) return { how: 'typo', marks: [whole], corrected: entry.name.slice(...whole) };
  for (const [one = '', two, three] of ways) {
    if (two === undefined || three !== undefined) continue;
    for (const [wrong, right] of [
      [one, two],
      [two, one],
    ] as const) {
      const at = name.indexOf(right);
      const part = at < 0 ? null : slippedPart(name, wrong);
      if (!part || part[1] - part[0] !== wrong.length) continue;
      const put = entry.name.slice(...part);
      const corrected = wrong === one ? put + right : right + put;
      return { how: 'typo', marks: [part, [at, at + right.length]], corrected };
    }
  }
  return null;
}

function slipInSounds(run: string, { sounds, entry }: Ready<Findable>): Match | null {
  for (const [index, start] of sounds.starts.entries()) {
    const length = slippedLength(sounds.letters, start, run);
    if (length === null) continue;
    const marks = spanOf(sounds, index, length);
    const [span] = marks;
    if (span) return { how: 'typo', marks, corrected: entry.name.slice(...span) };
  }
  return null;
}
