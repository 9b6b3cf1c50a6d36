/** A register of thousands: drafted for search part by part, unseen, and then there as a whole, found in the same moment. */
import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Cells } from '../../worker/features/directory/rules/registerColumns.ts';
import { facility } from '../../worker/features/directory/tables.ts';
import { searchDraft, searchEntry } from '../../worker/features/search/tables.ts';
import {
  admin,
  aRow,
  commit,
  discard,
  draftAll,
  draftPart,
  sendRows,
  startedBy,
} from './imports-world.ts';
import { foundIds } from './search-world.ts';
import {
  codeOf,
  countedD1,
  db,
  linliAt,
  type Somebody,
  smallSubdistrict,
  unique,
} from './world.ts';

const linli = linliAt();
let as: Somebody;
beforeAll(async () => {
  await smallSubdistrict();
  as = await admin();
});

const draft = (id: string) => draftPart(as, id);

/** A job of so many rows, sent and not drafted. */
async function aLargeJob(count: number, cells: (n: number) => Cells = () => ({})): Promise<string> {
  const id = await startedBy(as, [], { rowsTotal: count });
  for (let from = 0; from < count; from += 500) {
    const part = Array.from({ length: Math.min(500, count - from) }, (_, n) =>
      aRow(cells(from + n)),
    );
    await sendRows(as, id, part, from + 2);
  }
  return id;
}

const entryOf = async (id: string) =>
  (await db.select().from(searchEntry).where(eq(searchEntry.refId, id)))[0];
const draftsOf = (id: string) => db.$count(searchDraft, eq(searchDraft.importJobId, id));

/** Rows of the full-text table, and those of them that neither an entry nor a draft leads to. */
async function texts(): Promise<{ stray: number; missing: number }> {
  const [row] = await db.all<{ stray: number; missing: number }>(sql`SELECT
    (SELECT count(*) FROM search_text WHERE rowid NOT IN (SELECT id FROM search_worded)) AS stray,
    (SELECT count(*) FROM search_worded WHERE id NOT IN (SELECT rowid FROM search_text)) AS missing`);
  return row ?? { stray: -1, missing: -1 };
}

/** The entries of places say what the register says, and each is in the full-text table. */
async function expectTrueIndex(): Promise<void> {
  const wrong = await db.all(sql`
    SELECT * FROM (SELECT facility_id, name, syllables, more FROM search_entry WHERE kind = 'facility'
      EXCEPT SELECT * FROM search_facility)
    UNION ALL SELECT * FROM (SELECT * FROM search_facility
      EXCEPT SELECT facility_id, name, syllables, more FROM search_entry WHERE kind = 'facility')`);
  expect(wrong).toEqual([]);
  expect(await texts()).toEqual({ stray: 0, missing: 0 });
}

describe('a register of thousands', () => {
  it('is drafted in parts, unseen, and comes as a whole with what finds it', async () => {
    const mark = `云栖${unique()}`;
    const id = await aLargeJob(3000, (n) => ({ name: `${mark}驿站${n}号` }));
    const before = await db.$count(facility);
    expect(codeOf(await commit(as, id))).toBe('import.undrafted');
    const counted = countedD1();
    await linli.post(`/api/v1/staff/imports/${id}/draft`, { as, env: counted.env });
    expect(counted.trips()).toBe(2);
    expect(codeOf(await commit(as, id))).toBe('import.undrafted');
    expect(await draftAll(as, id)).toBe(2);
    expect(await draftsOf(id)).toBe(3000);
    expect(await foundIds(`${mark}驿站7号`)).toEqual([]);
    expect(await db.$count(facility)).toBe(before);
    await expectTrueIndex();
    const done = await commit(as, id);
    expect([done.status, done.body]).toMatchObject([200, { effect: { added: 3000 } }]);
    expect(await db.$count(facility)).toBe(before + 3000);
    expect((await foundIds(`${mark}驿站7号`)).length).toBeGreaterThan(0);
    expect(await draftsOf(id)).toBe(0);
    const took = await db.$count(searchEntry, sql`id < 0 AND name LIKE ${`${mark}%`}`);
    expect(took).toBe(3000);
    await expectTrueIndex();
  });

  it('is drafted anew where a part of it came again, and drafted twice is drafted once', async () => {
    const rows = [aRow(), aRow()];
    const id = await startedBy(as, rows);
    await draftAll(as, id);
    const renamed = `改过的驿站${unique()}`;
    await sendRows(as, id, [{ ...rows[1], name: renamed }], 3);
    expect((await draft(id)).body).toMatchObject({ draftedRowNo: 3 });
    await Promise.all(Array.from({ length: 20 }, () => draft(id)));
    expect(await draftsOf(id)).toBe(2);
    await commit(as, id);
    expect((await foundIds(renamed)).length).toBe(1);
    await expectTrueIndex();
  });

  it('leaves nothing behind when it is given up, nor when it fails', async () => {
    const first = aRow({ name: `先来的驿站${unique()}` });
    const id = await startedBy(as, [aRow(), first]);
    await draftAll(as, id);
    await commit(as, await startedBy(as, [{ ...first, id: `other-${unique()}` }]));
    expect(codeOf(await commit(as, id))).toBe('import.conflicts');
    expect(await draftsOf(id)).toBe(2);
    await discard(as, id);
    expect(await draftsOf(id)).toBe(0);
    await expectTrueIndex();
  });

  it('is drafted only once it is here, with nothing in the way, and while it is being received', async () => {
    const partial = await startedBy(as, [aRow()], { rowsTotal: 2 });
    expect(codeOf(await draft(partial))).toBe('import.incomplete');
    const wrong = await startedBy(as, [aRow({ level: '省级' })]);
    expect(codeOf(await draft(wrong))).toBe('import.problems');
    const ended = await startedBy(as, [aRow()]);
    await discard(as, ended);
    expect(codeOf(await draft(ended))).toBe('import.state');
    expect(codeOf(await draft('imp_none'))).toBe('import.notFound');
    expect((await draftsOf(partial)) + (await draftsOf(wrong)) + (await draftsOf(ended))).toBe(0);
  });
});

describe('a draft', () => {
  it('stands in nobody’s way: what is there is found as before, also with a character wrong', async () => {
    const near = '&near=120.004,30.288';
    const found = async (q: string) =>
      (await linli.get(`/api/v1/search?q=${encodeURIComponent(q)}${near}`)).body;
    const there = aRow({ name: '栖霞阅览' });
    await commit(as, await startedBy(as, [there]));
    const before = [await found('栖霞阅厅'), await found('栖霞')];
    expect(before[0]).toMatchObject({ items: [{ id: there.id }], didYouMean: '栖霞阅览' });
    const id = await aLargeJob(1200, (n) => ({ name: `栖霞阅厅${n}号` }));
    await draftAll(as, id);
    expect([await found('栖霞阅厅'), await found('栖霞')]).toEqual(before);
    await discard(as, id);
  });

  const drafted = async (cells: Cells) => {
    const id = await startedBy(as, [cells]);
    await draftAll(as, id);
    return id;
  };

  it('of a place that is there takes the place of its entry, and the old name is gone', async () => {
    const [was, becomes] = [`旧名驿站${unique()}`, `新名驿站${unique()}`];
    const row = aRow({ name: was });
    await commit(as, await startedBy(as, [row]));
    const id = await drafted({ ...row, name: becomes });
    expect([(await foundIds(was)).length, await foundIds(becomes)]).toEqual([1, []]);
    await commit(as, id);
    expect([await foundIds(was), (await foundIds(becomes)).length]).toEqual([[], 1]);
    expect((await entryOf(String(row.id)))?.id).toBeLessThan(0);
    await expectTrueIndex();
  });

  it('that the desk has overtaken is passed over: what the register says is found', async () => {
    const row = aRow({ name: `会改的驿站${unique()}` });
    await commit(as, await startedBy(as, [row]));
    const { phone: _, ...rest } = row;
    const id = await drafted({ ...rest, address: '草稿路 1 号' });
    const aliases = [`别名${unique()}`];
    await db
      .update(facility)
      .set({ aliases })
      .where(eq(facility.id, String(row.id)));
    await commit(as, id);
    expect((await foundIds(aliases[0] ?? '')).length).toBe(1);
    await expectTrueIndex();
  });

  it('of which the words have come another way is used then, and once', async () => {
    const row = aRow({ name: `同名驿站${unique()}` });
    const [one, other] = [await drafted(row), await drafted(row)];
    await commit(as, one);
    await commit(as, other);
    expect((await foundIds(String(row.name))).length).toBe(1);
    const changed = { ...row, name: `又改了的驿站${unique()}` };
    await commit(as, await drafted(changed));
    await db.delete(facility).where(eq(facility.id, String(row.id)));
    expect(await foundIds(changed.name)).toEqual([]);
    await expectTrueIndex();
  });

  it('is found by the synonyms that are there when it comes', async () => {
    const [said, meant] = ['鹭鸶', '赤麂'];
    const row = aRow({ name: `${meant}驿站` });
    const id = await drafted(row);
    await db.run(sql`INSERT INTO synonym (id, words, updated_at, updated_by)
      VALUES (${`syn-${unique()}`}, ${JSON.stringify([said, meant])}, 1, 'test')`);
    await commit(as, id);
    expect(await foundIds(said)).toContain(`facility ${row.id}`);
    await expectTrueIndex();
  });
});
