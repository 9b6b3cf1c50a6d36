/** Registers on their way in, by the database alone: what no command would ask of it. See promises.test.ts. */
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { importJob, importRow } from '../../worker/features/imports/tables.ts';
import { type ErrorCode, refusalOf } from '../../worker/lib/errors.ts';
import { audit } from '../../worker/lib/tables.ts';
import { admin, aRow, commit, startedBy } from './imports-world.ts';
import { db, NOW, smallSubdistrict, unique } from './world.ts';

beforeAll(smallSubdistrict);

type Promised = [string, ErrorCode, () => Promise<unknown>];

async function aWholeJob(values = {}): Promise<string> {
  return startedBy(await admin(), [aRow(values)]);
}

async function aCommittedJob(): Promise<string> {
  const as = await admin();
  const id = await startedBy(as, [aRow()]);
  await commit(as, id);
  return id;
}

const ended = (state: 'committed' | 'discarded') => ({ state, endedAt: NOW });

/** An audit row and the state, as a command would write them. */
async function end(id: string, state: 'committed' | 'discarded' = 'committed') {
  await db.batch([
    db.insert(audit).values({
      id: `audit-${unique()}`,
      at: NOW,
      actorId: 'test',
      act: 'import.commit',
      noun: 'importJob',
      nounId: id,
    }),
    db.update(importJob).set(ended(state)).where(eq(importJob.id, id)),
  ]);
}

const PROMISED: Promised[] = [
  [
    'no row comes into a job that has ended',
    'import.state',
    async () =>
      db.insert(importRow).values({ jobId: await aCommittedJob(), rowNo: 99, problems: [] }),
  ],
  [
    'no row of a job that has ended changes',
    'import.state',
    async () => {
      const id = await aCommittedJob();
      return db.update(importRow).set({ data: {} }).where(eq(importRow.jobId, id));
    },
  ],
  [
    'no row of a job that is being received goes',
    'import.state',
    async () => {
      const id = await aWholeJob();
      return db.delete(importRow).where(eq(importRow.jobId, id));
    },
  ],
  [
    'a job begins by receiving',
    'import.state',
    async () => {
      const id = await aWholeJob();
      const [row] = await db.select().from(importJob).where(eq(importJob.id, id));
      if (!row) throw new Error('no job');
      return db.insert(importJob).values({ ...row, id: `raw-${unique()}`, ...ended('committed') });
    },
  ],
  [
    'how many rows a file has is never changed',
    'import.immutable',
    async () => {
      const id = await aWholeJob();
      return db.update(importJob).set({ rowsTotal: 7 }).where(eq(importJob.id, id));
    },
  ],
  [
    'a job is never deleted',
    'import.immutable',
    async () => {
      const id = await startedBy(await admin());
      return db.delete(importJob).where(eq(importJob.id, id));
    },
  ],
  [
    'a job ends once',
    'import.state',
    async () => {
      const id = await aCommittedJob();
      return db.update(importJob).set(ended('discarded')).where(eq(importJob.id, id));
    },
  ],
  [
    'no part of a file is taken over',
    'import.incomplete',
    async () => end(await startedBy(await admin(), [aRow()], { rowsTotal: 2 })),
  ],
  [
    'no file with a fault is taken over',
    'import.problems',
    async () => end(await aWholeJob({ level: '省级' })),
  ],
  [
    'no file is taken over without an audit row',
    'audit.missing',
    async () => {
      const id = await aWholeJob();
      return db.update(importJob).set(ended('committed')).where(eq(importJob.id, id));
    },
  ],
];

describe('the database alone keeps that', () => {
  it.each(PROMISED)('%s', async (_, code, breakIt) => {
    expect(await breakIt().then(() => 'done', refusalOf)).toBe(code);
  });
});
