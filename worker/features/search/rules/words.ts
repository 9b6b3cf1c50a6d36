/** How what somebody types is taken apart. The same on the phone, in the worker, and for the full-text table. */

/** As much of a query as is looked at, in characters; what is longer is cut. */
export const LONGEST_QUERY = 40;

/** Words of a query that count; nobody types more, and each costs a look-up. */
const MOST_WORDS = 6;

/** A run of Latin letters and digits, or of Chinese (and any other) characters. */
export type Word = {
  text: string;
  script: 'letters' | 'characters';
  /** The ways to read it as words that stand apart; worked out once, for it is asked with each entry. */
  ways: readonly (readonly string[])[];
};

export type Query = {
  words: Word[];
  /** The words without anything between them. */
  joined: string;
};

const RUNS = /[a-z0-9]+|(?:(?![a-z0-9])[\p{L}\p{N}])+/gu;

/** In lower case and half width (`Ａ１` → `a1`), each character as long as it was, so that places in it stay. */
export function folded(text: string): string {
  return Array.from(text, (character) => {
    const plain = character.normalize('NFKC').toLowerCase();
    return plain.length === character.length ? plain : character;
  }).join('');
}

/** Without spaces and punctuation. */
export function joinedRuns(text: string): string {
  return (text.match(RUNS) ?? []).join('');
}

/** What is asked for. Signs, emoji and the operators of a search language are nobody's name and fall away. */
export function queryOf(text: string): Query {
  const cut = Array.from(text).slice(0, LONGEST_QUERY).join('');
  const runs = folded(cut).match(RUNS) ?? [];
  const words = runs.slice(0, MOST_WORDS).map((run): Word => {
    return /^[a-z0-9]/.test(run)
      ? { text: run, script: 'letters', ways: soundReadings(run) }
      : { text: run, script: 'characters', ways: readings(run) };
  });
  return { words, joined: words.map((word) => word.text).join('') };
}

/** Longer runs of characters are taken as they stand. */
const LONGEST_SPLIT = 12;

/**
 * The ways to read a run of characters as words that stand apart in a name: 万和食堂 = 万和 + 食堂. Itself first; then in
 * two and in three parts of two characters or more.
 */
export function readings(run: string): string[][] {
  const all = Array.from(run);
  const part = (from: number, until?: number) => all.slice(from, until).join('');
  const found = [[run]];
  if (all.length > LONGEST_SPLIT) return found;
  for (let first = 2; first <= all.length - 2; first++) {
    found.push([part(0, first), part(first)]);
    for (let second = first + 2; second <= all.length - 2; second++) {
      found.push([part(0, first), part(first, second), part(second)]);
    }
  }
  return found;
}

/** Letters that a part of a split pinyin run has at least: `wanhe` + `shitang`, never `shi` + `tang`. */
export const SHORTEST_SOUND = 4;

/** The ways to read a run of letters as the pinyin of two words that stand apart. */
export function soundReadings(run: string): [string, string][] {
  const found: [string, string][] = [];
  for (let cut = SHORTEST_SOUND; cut <= Math.min(run.length, 30) - SHORTEST_SOUND; cut++) {
    found.push([run.slice(0, cut), run.slice(cut)]);
  }
  return found;
}
