import { env } from 'cloudflare:workers';
import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { facility, facilityAlias } from '../../worker/features/directory/tables.ts';
import { audit } from '../../worker/lib/tables.ts';
import {
  admin,
  aJob,
  aRow,
  commit,
  discard,
  draftAll,
  reportOn,
  sendRows,
  startedBy,
} from './imports-world.ts';
import {
  codeOf,
  countedD1,
  db,
  linliAt,
  NOW,
  type Somebody,
  smallSubdistrict,
  tally,
  unique,
} from './world.ts';

const linli = linliAt();
let as: Somebody;
beforeAll(async () => {
  await smallSubdistrict();
  as = await admin();
});

const placeWith = (id: string) => db.select().from(facility).where(eq(facility.id, id));

/** Everything the register and what follows from it holds, in one text. */
async function registerNow(): Promise<string> {
  const tables = ['facility', 'scene', 'facility_alias', 'zone', 'community', 'estate', 'entrance'];
  const dumps = await env.DB.batch(
    tables.map((name) => env.DB.prepare(`SELECT * FROM ${name} ORDER BY 1`)),
  );
  return JSON.stringify(dumps.map(({ results }) => results));
}

const codesOf = (items: { rowNo: number; code: string }[]) =>
  items.map(({ rowNo, code }) => `${rowNo} ${code}`);

describe('a register that comes in', () => {
  it('is reported on row by row, and nothing of it is written', async () => {
    const before = await registerNow();
    const id = await startedBy(as, [
      aRow(),
      aRow({ level: '省级', lng: '30.288', lat: '120.004', hours: '周八 09:00-12:00' }),
    ]);
    const report = await reportOn(as, id);
    expect(report).toMatchObject({
      job: { id, state: 'receiving', rowsTotal: 2, rowsReceived: 2, lastRowNo: 3 },
      problems: 3,
      items: expect.arrayContaining([
        expect.objectContaining({
          rowNo: 3,
          column: 'level',
          code: 'level.unknown',
          value: '省级',
        }),
        expect.objectContaining({ rowNo: 3, code: 'position.swapped', hint: '120.004, 30.288' }),
        expect.objectContaining({ rowNo: 3, code: 'hours.day', hint: '1 周八' }),
      ]),
    });
    const refused = await commit(as, id);
    expect([refused.status, codeOf(refused)]).toEqual([422, 'import.problems']);
    expect(await registerNow()).toBe(before);
  });

  it('goes in whole: places added and changed, each with an audit row, and one for the job', async () => {
    const [there] = [aRow()];
    await commit(as, await startedBy(as, [there]));
    const changed = { ...there, phone: '0571-88881111', step_free: '有（北门坡道）' };
    const added = aRow({ datum: 'WGS-84', lng: '120.0', lat: '30.2905' });
    const id = await startedBy(as, [changed, added]);
    expect((await reportOn(as, id)).effect).toEqual({ added: 1, changed: 1, same: 0 });
    const reply = await commit(as, id);
    expect([reply.status, reply.body]).toMatchObject([
      200,
      { job: { state: 'committed' }, effect: { added: 1, changed: 1, same: 0 } },
    ]);
    expect(await placeWith(String(there.id))).toMatchObject([
      {
        phone: '0571-88881111',
        hours: [{ spans: [{ opens: '09:00', closes: '17:00' }] }],
        access: {
          step_free: { answer: 'yes', note: '北门坡道' },
          lift: { answer: 'unknown' },
        },
        revisedAt: NOW,
        demo: false,
      },
    ]);
    const [moved] = await placeWith(String(added.id));
    expect([moved?.lng, moved?.lat]).toEqual([
      expect.closeTo(120.0046, 3),
      expect.closeTo(30.288, 3),
    ]);
    expect(moved).toMatchObject({ zoneId: 'za', communityId: 'ca', demo: false });
    expect(moved?.syllables).toMatch(/^xin she shi/);
    const rows = await db
      .select()
      .from(audit)
      .where(sql`${audit.at} = ${NOW} AND ${audit.detail} ->> '$.importJob' = ${id}`);
    expect(rows.map(({ act, nounId, actorId }) => [act, nounId, actorId]).sort()).toEqual(
      [there.id, added.id].map((nounId) => ['facility.import', nounId, as.id]).sort(),
    );
    expect(await db.select().from(audit).where(eq(audit.nounId, id))).toMatchObject([
      { act: 'import.start' },
      { act: 'import.commit', actorId: as.id, detail: { rows: 2 } },
    ]);
  });

  it('a second time changes nothing and says so', async () => {
    const rows = [aRow(), aRow({ id: '', name: `没有编号的书房${unique()}` })];
    await commit(as, await startedBy(as, rows));
    const before = await registerNow();
    const audits = await db.$count(audit, eq(audit.act, 'facility.import'));
    const again = await startedBy(as, rows);
    expect((await reportOn(as, again)).effect).toEqual({ added: 0, changed: 0, same: 2 });
    expect((await commit(as, again)).body).toMatchObject({
      effect: { added: 0, changed: 0, same: 2 },
    });
    expect(await registerNow()).toBe(before);
    expect(await db.$count(audit, eq(audit.act, 'facility.import'))).toBe(audits);
  });

  it('leaves what it does not name: places, and columns that the file has not got', async () => {
    const full = aRow({ summary: '安静。', audience: '老人', lift: '有' });
    await commit(as, await startedBy(as, [full]));
    const { hours: _, phone: __, ...fewer } = full;
    const { summary: ___, audience: ____, lift: _____, ...bare } = fewer;
    await commit(as, await startedBy(as, [{ ...bare, address: '新地址 9 号' }]));
    expect(await placeWith(String(full.id))).toMatchObject([
      {
        address: '新地址 9 号',
        summary: '安静。',
        audience: ['elder'],
        phone: '0571-88880000',
        access: { lift: { answer: 'yes' } },
      },
    ]);
    expect(await placeWith('hall')).toMatchObject([{ name: '甲中心' }]);
  });
});

describe('what only the whole shows', () => {
  it('is a number or a place twice in the file', async () => {
    const one = aRow();
    const id = await startedBy(as, [one, { ...one, name: '别的名字' }, { ...one, id: 'other-id' }]);
    const { items } = await reportOn(as, id);
    expect(codesOf(items)).toEqual(['3 id.twice', '4 place.twice']);
    expect(items[0]).toMatchObject({ value: one.id, hint: '2' });
  });

  it('is a place that the register has under another number', async () => {
    const id = await startedBy(as, [aRow({ name: '甲中心', lng: '120.00501', lat: '30.28802' })]);
    expect((await reportOn(as, id)).items).toMatchObject([{ code: 'place.exists', hint: 'hall' }]);
  });

  it('is a number that a place had, or one that has gone', async () => {
    const [was, gone] = [aRow(), aRow()];
    await db.batch([
      db.insert(audit).values({
        id: `audit-${String(was.id)}`,
        at: NOW,
        actorId: 'test',
        act: 'facility.addNumber',
        noun: 'facility',
        nounId: 'hall',
      }),
      db.insert(facility).values({
        ...(await placeWith('hall'))[0],
        id: String(gone.id),
        name: '旧站',
        retiredAt: NOW - 1,
        lng: 120.01,
      } as typeof facility.$inferInsert),
      db.insert(facilityAlias).values({
        oldId: String(was.id),
        facilityId: 'hall',
        reason: 'renumbered',
        createdAt: NOW,
      }),
    ]);
    const id = await startedBy(as, [was, gone]);
    expect((await reportOn(as, id)).items).toMatchObject([
      { rowNo: 2, code: 'id.alias', hint: 'hall' },
      { rowNo: 3, code: 'id.retired', hint: '旧站' },
    ]);
    expect(codeOf(await commit(as, id))).toBe('import.conflicts');
  });

  it('is asked again at the moment of the commit', async () => {
    const id = await startedBy(as, [aRow({ name: '抢先的书房' })]);
    expect((await reportOn(as, id)).problems).toBe(0);
    await commit(as, await startedBy(as, [aRow({ name: '抢先的书房' })]));
    const before = await registerNow();
    expect(codeOf(await commit(as, id))).toBe('import.conflicts');
    expect(await registerNow()).toBe(before);
  });

  it('a place that moves by the shift of a datum came in the wrong one', async () => {
    const there = aRow();
    await commit(as, await startedBy(as, [there]));
    const shifted = { ...there, lng: '119.999449', lat: '30.290588' };
    const id = await startedBy(as, [shifted]);
    expect((await reportOn(as, id)).items).toMatchObject([
      { code: 'datum.suspected', hint: 'WGS-84' },
    ]);
  });
});

describe('parts of a file', () => {
  it('go on where they stopped, and one that comes twice replaces itself', async () => {
    const rows = [aRow(), aRow(), aRow({ level: '省级' })];
    const job = aJob({ rowsTotal: 3 });
    const start = () => linli.post('/api/v1/staff/imports', { as, body: job });
    const { id } = (await start()).body as { id: string };
    await sendRows(as, id, rows.slice(0, 2));
    expect((await start()).body).toMatchObject({ id, rowsReceived: 2, lastRowNo: 3 });
    expect(codeOf(await commit(as, id))).toBe('import.incomplete');
    await sendRows(as, id, rows.slice(2), 4);
    await sendRows(as, id, rows.slice(2), 4);
    expect((await reportOn(as, id)).job).toMatchObject({ rowsReceived: 3 });
    await sendRows(as, id, [{ ...rows[2], level: '社区级' }], 4);
    expect((await commit(as, id)).body).toMatchObject({ effect: { added: 3 } });
  });

  it('of another person, file or datum are another job', async () => {
    const job = aJob();
    const ids = new Set<string>();
    for (const [who, values] of [
      [as, {}],
      [await admin(), {}],
      [as, { datum: 'bd09' }],
      [as, { fileHash: 'f'.repeat(64) }],
    ] as const) {
      const reply = await linli.post('/api/v1/staff/imports', {
        as: who,
        body: { ...job, ...values },
      });
      ids.add((reply.body as { id: string }).id);
    }
    expect(ids.size).toBe(4);
  });

  it('take two round trips each, however many rows; a report takes one', async () => {
    const rows = Array.from({ length: 500 }, () => aRow());
    const id = await startedBy(as, [], { rowsTotal: 500 });
    const counted = countedD1();
    const body = { rows: rows.map((cells, index) => ({ rowNo: index + 2, cells })) };
    const reply = await linli.post(`/api/v1/staff/imports/${id}/rows`, {
      as,
      body,
      env: counted.env,
    });
    expect([reply.status, counted.trips()]).toEqual([200, 2]);
    const report = countedD1();
    await linli.get(`/api/v1/staff/imports/${id}`, { as, env: report.env });
    expect(report.trips()).toBe(1);
    const done = countedD1();
    await linli.post(`/api/v1/staff/imports/${id}/commit`, { as, env: done.env });
    expect(done.trips()).toBe(2);
  });

  it('are no larger than they may be', async () => {
    const id = await startedBy(as);
    const tooMany = Array.from({ length: 501 }, () => aRow());
    expect(codeOf(await sendRows(as, id, tooMany))).toBe('input.invalid');
    expect(codeOf(await sendRows(as, id, [aRow({ summary: '长'.repeat(2001) })]))).toBe(
      'input.invalid',
    );
    const huge = 'x'.repeat(2_100_000);
    const reply = await linli.post(`/api/v1/staff/imports/${id}/rows`, { as, body: { huge } });
    expect(codeOf(reply)).toBe('input.tooLarge');
    const elsewhere = await linli.post('/api/v1/staff/imports', {
      as,
      body: { huge: huge.slice(0, 40_000) },
    });
    expect(codeOf(elsewhere)).toBe('input.tooLarge');
  });

  it('of a long report come one after the other, no row torn', async () => {
    const rows = Array.from({ length: 90 }, () => aRow({ level: '', category: '', lng: '' }));
    const id = await startedBy(as, rows);
    const first = await reportOn(as, id, '?limit=100');
    expect([first.problems, first.items.length, first.next]).toEqual([270, 99, 34]);
    const second = await reportOn(as, id, '?limit=2000&after=34');
    expect([second.items.length, second.next, second.items[0]?.rowNo]).toEqual([171, null, 35]);
  });
});

describe('the end of a job', () => {
  it('comes once when twenty commit it', async () => {
    const row = aRow();
    const id = await startedBy(as, [row]);
    const replies = await Promise.all(Array.from({ length: 20 }, () => commit(as, id)));
    expect(tally(replies)).toEqual({ '200': 1, '409 import.state': 19 });
    expect(
      await db.$count(audit, sql`${audit.act} = 'facility.import' AND ${audit.nounId} = ${row.id}`),
    ).toBe(1);
  });

  it('of two jobs for one place at once leaves both done, one after the other', async () => {
    const row = aRow();
    const ids = [
      await startedBy(as, [{ ...row, phone: '0571-88880001' }]),
      await startedBy(as, [{ ...row, phone: '0571-88880002' }]),
    ];
    const replies = await Promise.all(ids.map((id) => commit(as, id)));
    expect(replies.map(({ body }) => (body as { effect: unknown }).effect)).toEqual(
      expect.arrayContaining([
        { added: 1, changed: 0, same: 0 },
        { added: 0, changed: 1, same: 0 },
      ]),
    );
  });

  it('is nothing at all when one row fails in the batch', async () => {
    const rows = [aRow(), aRow()];
    const id = await startedBy(as, rows);
    // Past every command: a level that the table does not take.
    await env.DB.prepare(
      "UPDATE import_row SET data = json_set(data, '$.level', 'moon') WHERE job_id = ? AND row_no = 3",
    )
      .bind(id)
      .run();
    const before = await registerNow();
    expect((await commit(as, id)).status).toBe(500);
    expect(await registerNow()).toBe(before);
    expect((await reportOn(as, id)).job.state).toBe('receiving');
    expect(await db.$count(audit, eq(audit.nounId, String(rows[0]?.id)))).toBe(0);
  });

  it('by giving it up leaves no rows, and nothing more can be done with it', async () => {
    const id = await startedBy(as, [aRow()]);
    expect((await discard(as, id)).body).toMatchObject({ state: 'discarded', rowsReceived: 1 });
    for (const reply of [
      await discard(as, id),
      await commit(as, id),
      await sendRows(as, id, [aRow()]),
    ]) {
      expect([reply.status, codeOf(reply)]).toEqual([409, 'import.state']);
    }
    expect(codeOf(await commit(as, 'nowhere'))).toBe('import.notFound');
  });
});

describe('a register of five thousand', () => {
  it('goes in by parts, and each act reads and writes in proportion to its rows', async () => {
    const COUNT = 5000;
    const rows = Array.from({ length: COUNT }, (_, n) =>
      aRow({ lat: (30.281 + n / 400_000).toFixed(6), name: `大表第${n}处` }),
    );
    const id = await startedBy(as, [], { rowsTotal: COUNT });
    for (let from = 0; from < COUNT; from += 500) {
      await sendRows(as, id, rows.slice(from, from + 500), from + 2);
    }
    const report = countedD1();
    const checked = await linli.get(`/api/v1/staff/imports/${id}`, { as, env: report.env });
    expect(checked.body).toMatchObject({ problems: 0, effect: { added: COUNT } });
    expect(report.rowsRead()).toBeLessThan(60 * COUNT);
    await draftAll(as, id);
    const metered = countedD1();
    const done = await linli.post(`/api/v1/staff/imports/${id}/commit`, { as, env: metered.env });
    expect(done.body).toMatchObject({ effect: { added: COUNT, changed: 0, same: 0 } });
    expect(metered.trips()).toBe(2);
    expect(metered.rowsRead()).toBeLessThan(200 * COUNT);
    const again = await startedBy(as, [], { rowsTotal: COUNT });
    for (let from = 0; from < COUNT; from += 500) {
      await sendRows(as, again, rows.slice(from, from + 500), from + 2);
    }
    await draftAll(as, again);
    expect((await commit(as, again)).body).toMatchObject({
      effect: { added: 0, changed: 0, same: COUNT },
    });
  });
});
