/** What was typed with one slip of the finger, in a name or in its pinyin. */
import type { Findable, Match, Matcher, Ready } from './match.ts';
import { slipFragments, slippedLength, slippedPart } from './slips.ts';
import { spanOf } from './sounds.ts';
import type { Word } from './words.ts';

/** Fewer characters say too little for one of them to be wrong; of more, one doesn't stand in the way of reading it again. */
const SLIP_LENGTHS = { characters: [3, 12], letters: [6, 30] } as const;

export function mayHaveSlip({ text, script }: Word): boolean {
  const [shortest, longest] = SLIP_LENGTHS[script];
  return text.length >= shortest && text.length <= longest;
}

/** How entries answer a word that was mistyped, in what they are called or how that is said. */
export function slipMatcher(word: Word): Matcher {
  if (!mayHaveSlip(word)) return () => null;
  const { text: run } = word;
  if (word.script === 'characters') {
    return (ready) => (lacksTwo(ready.name, run) ? null : slipInName(word, ready));
  }
  // One of them is always left whole, so that most names are done with at once.
  const fragments = slipFragments(run);
  return (ready) =>
    fragments.some((fragment) => ready.sounds.letters.includes(fragment))
      ? slipInSounds(run, ready)
      : null;
}

/** Whether two of the characters are nowhere in a name: one slip changes no more than one of them. */
function lacksTwo(name: string, run: string): boolean {
  let lacking = 0;
  for (let index = 0; index < run.length && lacking < 2; index++) {
    if (!name.includes(run.charAt(index))) lacking += 1;
  }
  return lacking >= 2;
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
