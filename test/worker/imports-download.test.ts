/** What is downloaded can be sent back: on the reference district, as a spreadsheet and as a map. */
import { env } from 'cloudflare:workers';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadReferenceDistrict } from '../../drizzle/demo/load.ts';
import { partsAfter } from '../../site/src/lib/registerFile/parts.ts';
import { readFile } from '../../site/src/lib/registerFile/readFile.ts';
import { audit } from '../../worker/lib/tables.ts';
import { admin, commit, reportOn, startedBy } from './imports-world.ts';
import { db, linliAt, NOW, type Somebody } from './world.ts';

const linli = linliAt();
let as: Somebody;
beforeAll(async () => {
  await loadReferenceDistrict(env.DB, NOW);
  as = await admin();
});

describe('a download of the register', () => {
  it.each(['csv', 'geojson'] as const)(
    'as %s changes nothing when it is imported',
    async (file) => {
      const { body } = await linli.get(`/api/v1/facilities.${file}`);
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const read = await readFile(new TextEncoder().encode(text));
      const rowsTotal = read.rows.length;
      const id = await startedBy(as, [], {
        format: read.format,
        fileHash: read.hash,
        datum: read.datum ?? 'gcj02',
        rowsTotal,
      });
      for (const part of partsAfter(read.rows, 0)) {
        const path = `/api/v1/staff/imports/${id}/rows`;
        expect((await linli.post(path, { as, body: { rows: part } })).status).toBe(200);
      }
      const changes = await linli.get(`/api/v1/staff/imports/${id}/changes`, { as });
      expect(changes.body).toEqual({ items: [], next: null });
      const { problems, effect } = await reportOn(as, id);
      expect([problems, effect]).toEqual([0, { added: 0, changed: 0, same: 412 }]);
      expect((await commit(as, id)).body).toMatchObject({ effect: { same: 412 } });
      expect(await db.$count(audit, eq(audit.act, 'facility.import'))).toBe(0);
    },
  );
});
