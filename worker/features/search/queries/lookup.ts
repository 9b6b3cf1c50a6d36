/**
 * A query in the language of FTS5. It lets through whatever the rules can accept, and the rules decide: the words are
 * runs of letters or of characters, so nothing of that language can be smuggled in.
 */
import { slipFragments } from '../rules/slips.ts';
import { mayHaveSlip } from '../rules/typos.ts';
import { type Query, readings, soundReadings, type Word } from '../rules/words.ts';

/** What bears all words. */
export function lookupOf({ words }: Query): string {
  return all(words.map(wordLookup));
}

/** What bears all words but for a slip in one of them; null where none of them may have one. */
export function slippedLookupOf({ words }: Query): string | null {
  const ways = words.flatMap((word, index) => {
    if (!mayHaveSlip(word)) return [];
    return [all(words.map((one, at) => (at === index ? slippedLookup(one) : wordLookup(one))))];
  });
  return ways.length > 0 ? any(ways) : null;
}

function wordLookup({ text, script }: Word): string {
  if (script === 'letters') return lettersLookup(text);
  const [whole = [], ...parts] = readings(text);
  // Whatever bears the whole bears the parts too.
  const ways = parts.length > 0 ? parts : [whole];
  return any(ways.map((way) => all(way.map(characters))));
}

function lettersLookup(text: string): string {
  if (text.length < 2) return characters(text);
  const apart = soundReadings(text).map((parts) => all(parts.map(sound)));
  return any([characters(text), sound(text), ...apart]);
}

/** The characters in pairs, as the table holds them; a single one begins a pair. */
function characters(text: string): string {
  const each = Array.from(text);
  const pairs = each.slice(1).map((second, index) => `${each[index]}${second}`);
  if (pairs.length === 0) return begun(text);
  return all(pairs.map((pair) => `characters : "${pair}"`));
}

function begun(character: string): string {
  return `characters : "${character}" *`;
}

function sound(letters: string): string {
  return `sounds : "${letters}" *`;
}

/** As many letters as the column `slips` holds from each letter on. */
const SLIPS_LENGTH = 6;

/** All characters but one; or one half of the letters, the slip being in the other or between the two. */
function slippedLookup({ text, script }: Word): string {
  if (script === 'characters') {
    const each = Array.from(text);
    return any(each.map((_, left) => all(each.filter((_one, at) => at !== left).map(begun))));
  }
  const [front, back, swapped] = slipFragments(text);
  const whole = swapped + back.slice(1);
  return any([sound(front), `slips : "${back.slice(0, SLIPS_LENGTH)}" *`, sound(whole)]);
}

function all(parts: readonly string[]): string {
  return `(${[...new Set(parts)].join(' AND ')})`;
}

function any(ways: readonly string[]): string {
  return `(${[...new Set(ways)].join(' OR ')})`;
}
