/** What was in the register before search knew pinyin. */
import { env } from 'cloudflare:workers';
import { beforeAll, expect, it } from 'vitest';
import { fillSyllables } from '../../bin/syllables.ts';
import { type Answer, referencePlaces } from './search-world.ts';
import { linliAt } from './world.ts';

const TABLES = ['facility', 'scene', 'service', 'venue', 'canteen', 'activity', 'estate'];

beforeAll(referencePlaces);

const found = async (q: string) => {
  const reply = await linliAt().get(`/api/v1/search?q=${encodeURIComponent(q)}&limit=50`);
  return (reply.body as Answer).items.map(({ kind, name }) => `${kind} ${name}`);
};

it('is found by its sound again once its names have been given syllables', async () => {
  const before = await found('shufang');
  expect(before.length).toBeGreaterThan(0);
  await env.DB.batch(TABLES.map((table) => env.DB.prepare(`UPDATE ${table} SET syllables = ''`)));
  expect(await found('shufang')).toEqual([]);
  expect(await fillSyllables(env.DB)).toBeGreaterThan(0);
  expect(await found('shufang')).toEqual(before);
  for (const table of TABLES) {
    const bare = await env.DB.prepare(`SELECT id FROM ${table} WHERE syllables = ''`).all();
    expect([table, bare.results]).toEqual([table, []]);
  }
});

it('leaves syllables that are there, as those of a name read otherwise than the dictionary has it', async () => {
  await env.DB.prepare(
    `UPDATE facility SET syllables = 'bie de' WHERE id = (SELECT min(id) FROM facility)`,
  ).run();
  expect(await fillSyllables(env.DB)).toBe(0);
  const kept = await env.DB.prepare(
    `SELECT count(*) AS n FROM facility WHERE syllables = 'bie de'`,
  ).first('n');
  expect(kept).toBe(1);
});
