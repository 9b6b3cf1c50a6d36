/** A word that very many bear: searching costs what is looked at and not what there is, and the nearest come first all the same. */
import { beforeAll, describe, expect, it } from 'vitest';
import { straightMetres } from '../../worker/features/directory/rules/walk.ts';
import { facility } from '../../worker/features/directory/tables.ts';
import { bigDistrict, strewn } from './big-register.ts';
import { countedD1, db, linliAt } from './world.ts';

const linli = linliAt();
const HERE = { lng: 120, lat: 30.288 };

const [SMALL, LARGE] = [2_000, 20_000];

/** What it costs to look at a thousand entries, and at the nearest. */
const MOST_ROWS = 30_000;

type Found = { items: { id: string; walk?: { metres: number } }[]; rows: number };

async function find(q: string, near = ''): Promise<Found> {
  const counted = countedD1();
  const reply = await linli.get(`/api/v1/search?q=${encodeURIComponent(q)}${near}&limit=50`, {
    env: counted.env,
  });
  expect([q, reply.status, counted.trips()]).toEqual([q, 200, 1]);
  return { ...(reply.body as Found), rows: counted.rowsRead() };
}

const NEAR = `&near=${HERE.lng},${HERE.lat}`;
const QUERIES = [
  ['地点', NEAR],
  ['地点', ''],
  ['测试路', NEAR],
] as const;

/** A word known by its beginning, as pinyin is: all that bear it are read, three times over. */
const BEGUN = ['didian', NEAR] as const;

beforeAll(async () => {
  await bigDistrict();
  await strewn(0, SMALL);
});

describe('a word that every place bears', () => {
  it('costs ten times as large a register hardly a row more, and finds the nearest', async () => {
    const before: Record<string, number> = {};
    for (const [q, near] of QUERIES) before[q + near] = (await find(q, near)).rows;
    await strewn(SMALL, LARGE);
    for (const [q, near] of QUERIES) {
      const { rows } = await find(q, near);
      const isFlat = rows <= Math.max(1.5 * (before[q + near] ?? 0), 2_000);
      expect([q + near, before[q + near], rows, isFlat && rows <= MOST_ROWS]).toEqual([
        q + near,
        before[q + near],
        rows,
        true,
      ]);
    }
    const begun = await find(...BEGUN);
    expect([begun.rows, begun.rows <= 3 * LARGE + MOST_ROWS]).toEqual([begun.rows, true]);
    expect(begun.items.map(({ id }) => id)).toEqual(
      (await find('地点', NEAR)).items.map(({ id }) => id),
    );
    const nearest = (await db.select().from(facility))
      .map(({ lng, lat }) => straightMetres(HERE, { lng, lat }) * 1.3)
      .sort((a, b) => a - b)
      .map((metres) => Math.round(metres / 10) * 10);
    const { items } = await find('地点', NEAR);
    const metres = items.map(({ walk }) => walk?.metres ?? 0).sort((a, b) => a - b);
    // What is open comes first, but only of the nearest 400.
    expect(metres[0]).toBe(nearest[0]);
    expect(metres[49]).toBeLessThanOrEqual(nearest[399] ?? 0);
  });
});
