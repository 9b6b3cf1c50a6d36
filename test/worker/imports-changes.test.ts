/** What an import would change and has changed, field by field; how long it is remembered; and that a download changes nothing. */
import { createScheduledController } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { walkNetwork } from '../../worker/features/circle/tables.ts';
import type { ImportChanges, ImportJob } from '../../worker/features/imports/schema.ts';
import { importRow } from '../../worker/features/imports/tables.ts';
import worker from '../../worker/index.ts';
import { DAY_MS } from '../../worker/lib/time.ts';
import { admin, aRow, commit, reportOn, sendRows, startedBy } from './imports-world.ts';
import { development } from './people-world.ts';
import { countedD1, db, linliAt, NOW, type Somebody, smallSubdistrict } from './world.ts';

const linli = linliAt();
let as: Somebody;
beforeAll(async () => {
  await smallSubdistrict();
  as = await admin();
});

async function changesOf(id: string, query = ''): Promise<ImportChanges> {
  const reply = await linli.get(`/api/v1/staff/imports/${id}/changes${query}`, { as });
  expect(reply.status).toBe(200);
  return reply.body as ImportChanges;
}

describe('what would change', () => {
  it('is told by place and field before the commit, and is in the record after it', async () => {
    const there = aRow({ lift: '无' });
    await commit(as, await startedBy(as, [there]));
    const added = aRow();
    const same = aRow();
    await commit(as, await startedBy(as, [same]));
    const changed = {
      ...there,
      phone: '',
      aliases: '老书房',
      hours: '每天 10:00-17:00',
      lift: '有',
    };
    const id = await startedBy(as, [same, changed, added]);
    const hours = (opens: string) => [{ spans: [{ opens, closes: '17:00' }] }];
    const fields = [
      { field: 'aliases', before: [], after: ['老书房'] },
      { field: 'phone', before: '0571-88880000', after: null },
      { field: 'hours', before: hours('09:00'), after: hours('10:00') },
      {
        field: 'access',
        before: expect.objectContaining({ lift: { answer: 'no' } }),
        after: expect.objectContaining({ lift: { answer: 'yes' } }),
      },
    ];
    expect(await changesOf(id)).toEqual({
      items: [
        { rowNo: 3, id: there.id, name: there.name, added: false, fields },
        { rowNo: 4, id: added.id, name: added.name, added: true, fields: [] },
      ],
      next: null,
    });
    await commit(as, id);
    const log = await linli.get(`/api/v1/staff/facilities/${there.id}/changes`, { as });
    expect((log.body as { items: unknown[] }).items).toContainEqual(
      expect.objectContaining({ act: 'facility.import', by: 'subdistrict_admin', fields }),
    );
  });

  it('comes in parts', async () => {
    const rows = Array.from({ length: 5 }, () => aRow());
    const id = await startedBy(as, rows);
    const first = await changesOf(id, '?limit=3');
    expect([first.items.map(({ rowNo }) => rowNo), first.next]).toEqual([[2, 3, 4], 4]);
    const second = await changesOf(id, '?limit=3&after=4');
    expect([second.items.map(({ rowNo }) => rowNo), second.next]).toEqual([[5, 6], null]);
  });

  it('is warned of where the register was checked later than the file', async () => {
    const there = aRow({ checkedOn: '2026-11-20' });
    await commit(as, await startedBy(as, [there]));
    const id = await startedBy(as, [{ ...there, checkedOn: '2026-11-01' }]);
    expect(await reportOn(as, id)).toMatchObject({
      problems: 0,
      items: [{ code: 'checkedOn.older', value: '2026-11-01', hint: '2026-11-20', stops: false }],
    });
  });
});

describe('rows on their way in', () => {
  it('are counted as they come, whatever comes twice, and no list reads them', async () => {
    const rows = Array.from({ length: 400 }, () => aRow());
    const id = await startedBy(as, [], { rowsTotal: 400 });
    await sendRows(as, id, rows.slice(0, 300));
    const again = await sendRows(as, id, rows.slice(200), 202);
    expect(again.body).toMatchObject({ rowsReceived: 400, lastRowNo: 401 });
    const counted = countedD1();
    const reply = await linli.get('/api/v1/staff/imports', { as, env: counted.env });
    expect((reply.body as { items: ImportJob[] }).items).toContainEqual(
      expect.objectContaining({ id, rowsReceived: 400 }),
    );
    expect(counted.rowsRead()).toBeLessThan(100);
  });

  it('are forgotten some days after the end, and what nobody goes on with is given up', async () => {
    const [done, left] = [await startedBy(as, [aRow()]), await startedBy(as, [aRow()])];
    await commit(as, done);
    await db.insert(walkNetwork).values({
      id: 'left',
      name: '半张路网',
      source: '测试',
      createdBy: 'test',
      createdAt: NOW,
      nodes: 0,
      edges: 0,
      state: 'loading',
    });
    const rowsOf = (id: string) => db.$count(importRow, eq(importRow.jobId, id));
    const tick = (now: number) =>
      worker.scheduled(createScheduledController({ scheduledTime: new Date(0) }), {
        ...env,
        ...development,
        CLOCK_OFFSET_MS: String(now - Date.now()),
      });
    await tick(NOW + 6 * DAY_MS);
    expect([await rowsOf(done), await rowsOf(left)]).toEqual([1, 1]);
    expect(await db.$count(walkNetwork, eq(walkNetwork.id, 'left'))).toBe(1);
    await tick(NOW + 8 * DAY_MS);
    expect([await rowsOf(done), await rowsOf(left)]).toEqual([0, 0]);
    expect((await reportOn(as, done)).job).toMatchObject({ state: 'committed', rowsReceived: 1 });
    expect((await reportOn(as, left)).job).toMatchObject({ state: 'discarded', rowsReceived: 1 });
    expect(await db.$count(walkNetwork, eq(walkNetwork.id, 'left'))).toBe(0);
  });
});
