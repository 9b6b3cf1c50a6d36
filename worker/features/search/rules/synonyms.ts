/** What a group of words that mean the same may be, and who may change one. */
import type { Role } from '../../../lib/access.ts';
import { folded } from './words.ts';

/** A single character is in too many names to mean one thing. */
export const SHORTEST_WORD = 2;
export const LONGEST_WORD = 12;
export const FEWEST_WORDS = 2;
export const MOST_WORDS = 12;

/** Each search on each phone carries all of them. */
export const MOST_GROUPS = 200;

/** The words are the whole subdistrict's. */
export const SYNONYM_EDITORS: readonly Role[] = ['subdistrict_admin'];

/** Without spaces at the ends, each once, in the order they were given. */
export function tidyWords(words: readonly string[]): string[] {
  const seen = new Set<string>();
  return words
    .map((word) => word.trim())
    .filter((word) => {
      const key = folded(word);
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}

/** Only letters, digits and characters: what a search takes apart can't be looked up as one word. */
export function isOneWord(word: string): boolean {
  return /^(?:[a-z0-9]+|(?:(?![a-z0-9])[\p{L}\p{N}])+)$/u.test(folded(word));
}
