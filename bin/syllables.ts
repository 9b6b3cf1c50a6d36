/** Databases from before search knew pinyin: their names were written without syllables. */
import { syllablesOf } from '../worker/lib/pinyin.ts';

/** What is found by the sound of its name, with the column that holds the name. */
const NAMED = [
  ['facility', 'name'],
  ['scene', 'name'],
  ['service', 'name'],
  ['venue', 'name'],
  ['canteen', 'name'],
  ['activity', 'title'],
  ['estate', 'name'],
] as const;

const AT_ONCE = 100;

/** Gives syllables to every name that has none; the triggers of search index them. Answers how many it gave. */
export async function fillSyllables(d1: D1Database): Promise<number> {
  let filled = 0;
  for (const [table, column] of NAMED) {
    const { results } = await d1
      .prepare(`SELECT id, ${column} AS name FROM ${table} WHERE syllables = ''`)
      .all<{ id: string; name: string }>();
    const write = d1.prepare(`UPDATE ${table} SET syllables = ? WHERE id = ? AND syllables = ''`);
    const writes = results
      .map(({ id, name }) => ({ id, syllables: syllablesOf(name) }))
      .filter(({ syllables }) => syllables !== '')
      .map(({ id, syllables }) => write.bind(syllables, id));
    for (let first = 0; first < writes.length; first += AT_ONCE) {
      await d1.batch(writes.slice(first, first + AT_ONCE));
    }
    filled += writes.length;
  }
  return filled;
}
