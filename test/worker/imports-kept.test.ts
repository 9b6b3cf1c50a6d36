/** What an import may not change unsaid: places of another name, what is known of them, where they stand. */
import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { facility } from '../../worker/features/directory/tables.ts';
import { audit } from '../../worker/lib/tables.ts';
import { admin, aJob, aRow, commit, discard, reportOn, startedBy } from './imports-world.ts';
import { codeOf, db, linliAt, type Somebody, smallSubdistrict, unique } from './world.ts';

const linli = linliAt();
let as: Somebody;
beforeAll(async () => {
  await smallSubdistrict();
  as = await admin();
});

const placeWith = (id: string) => db.select().from(facility).where(eq(facility.id, id));

describe('a number that is made from a name', () => {
  it('never overwrites a place of another name that is spelled the same', async () => {
    await commit(as, await startedBy(as, [aRow({ id: '', name: '万和食堂' })]));
    const before = await placeWith('ca-wanheshitang');
    expect(before).toMatchObject([{ name: '万和食堂' }]);
    const id = await startedBy(as, [aRow({ id: '', name: '万荷食堂', lat: '30.2901' })]);
    expect((await reportOn(as, id)).items).toContainEqual(
      expect.objectContaining({
        rowNo: 2,
        code: 'id.taken',
        value: 'ca-wanheshitang',
        hint: '万和食堂',
        stops: true,
      }),
    );
    expect(codeOf(await commit(as, id))).toBe('import.conflicts');
    expect(await placeWith('ca-wanheshitang')).toEqual(before);
  });

  it('stops two rows of one file that would get the same', async () => {
    const rows = ['启明书房', '起鸣书房'].map((name, n) =>
      aRow({ id: '', name, lat: `30.28${n + 5}1` }),
    );
    const id = await startedBy(as, rows);
    expect((await reportOn(as, id)).items).toContainEqual(
      expect.objectContaining({ rowNo: 3, code: 'id.twice', hint: '2', stops: true }),
    );
    expect(codeOf(await commit(as, id))).toBe('import.conflicts');
  });

  it('is no matter where the file says the number itself', async () => {
    const there = aRow();
    await commit(as, await startedBy(as, [there]));
    const id = await startedBy(as, [{ ...there, name: `改名的书房${unique()}` }]);
    expect((await commit(as, id)).body).toMatchObject({ effect: { changed: 1 } });
  });
});

describe('a note on how to get in', () => {
  it('goes with the answer that it was of, and stays while that is the same', async () => {
    const there = aRow({ step_free: '有（北门坡道）', lift: '有（2 号梯）' });
    await commit(as, await startedBy(as, [there]));
    await commit(as, await startedBy(as, [{ ...there, step_free: '无', lift: '有' }]));
    const [place] = await placeWith(String(there.id));
    expect(place?.access.step_free).toEqual({ answer: 'no' });
    expect(place?.access.lift).toEqual({ answer: 'yes', note: '2 号梯' });
  });
});

describe('a position', () => {
  it('less than half a metre from the known one has not moved', async () => {
    const there = aRow({ lng: '120.004100', lat: '30.288100' });
    await commit(as, await startedBy(as, [there]));
    const id = await startedBy(as, [{ ...there, lng: '120.004102', lat: '30.288099' }]);
    expect((await reportOn(as, id)).effect).toEqual({ added: 0, changed: 0, same: 1 });
    const further = await startedBy(as, [{ ...there, lat: '30.288110' }]);
    expect((await reportOn(as, further)).effect).toEqual({ added: 0, changed: 1, same: 0 });
  });
});

describe('the acts on a job', () => {
  it('are all told of one noun', async () => {
    const id = await startedBy(as, [aRow()]);
    await discard(as, id);
    const acts = await db
      .select({ act: audit.act, noun: audit.noun })
      .from(audit)
      .where(eq(audit.nounId, id))
      .orderBy(sql`rowid`);
    expect(acts).toEqual([
      { act: 'import.start', noun: 'importJob' },
      { act: 'import.discard', noun: 'importJob' },
    ]);
  });

  it('begin one job for one request, however often it is sent', async () => {
    const [body, headers] = [aJob(), { 'Idempotency-Key': `import-${unique()}-${'k'.repeat(16)}` }];
    const send = (more = {}) =>
      linli.post('/api/v1/staff/imports', { as, body: { ...body, ...more }, headers });
    const [first, second] = [await send(), await send()];
    expect(second.body).toEqual(first.body);
    expect(codeOf(await send({ fileHash: 'e'.repeat(64) }))).toBe('idempotency.mismatch');
  });
});
