/** Registers on their way in: jobs, rows and those who bring them. */
import type { Cells } from '../../worker/features/directory/rules/registerColumns.ts';
import type { ImportInput, ImportJob, ImportReport } from '../../worker/features/imports/schema.ts';
import { linliAt, type Somebody, staffOf, unique } from './world.ts';

const linli = linliAt();

export function admin(): Promise<Somebody> {
  return staffOf({ role: 'subdistrict_admin', scopeKind: 'subdistrict', scopeId: '*' });
}

/** A new file each time. */
export function aJob(values: Partial<ImportInput> = {}): ImportInput {
  return {
    fileName: '设施.csv',
    fileHash: String(unique()).padStart(64, '0'),
    format: 'csv',
    datum: 'gcj02',
    anywhere: false,
    rowsTotal: 1,
    ...values,
  };
}

/** A row without fault, of a place with a number and a name of its own. */
export function aRow(values: Cells = {}): Cells {
  const n = unique();
  return {
    id: `new-${n}`,
    name: `新设施${n}号`,
    level: '社区级',
    category: '书房',
    community: '甲社区',
    address: '测试路 8 号',
    lng: '120.004100',
    lat: '30.288100',
    phone: '0571-88880000',
    areaM2: '120',
    hours: '每天 09:00-17:00',
    ...values,
  };
}

const post = (path: string, as: Somebody, body: unknown = {}) =>
  linli.post(`/api/v1/staff/imports${path}`, { as, body });

export function sendRows(as: Somebody, id: string, rows: readonly Cells[], firstRowNo = 2) {
  return post(`/${id}/rows`, as, {
    rows: rows.map((cells, index) => ({ rowNo: firstRowNo + index, cells })),
  });
}

/** A job that somebody began, with its rows sent. Answers its id. */
export async function startedBy(
  as: Somebody,
  rows: readonly Cells[] = [],
  values: Partial<ImportInput> = {},
): Promise<string> {
  const job = aJob({ rowsTotal: Math.max(1, rows.length), ...values });
  const reply = await post('', as, job);
  const { id } = reply.body as ImportJob;
  if (rows.length > 0) await sendRows(as, id, rows);
  return id;
}

export async function reportOn(as: Somebody, id: string, query = ''): Promise<ImportReport> {
  const reply = await linli.get(`/api/v1/staff/imports/${id}${query}`, { as });
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
  return reply.body as ImportReport;
}

export const commit = (as: Somebody, id: string) => post(`/${id}/commit`, as);
export const discard = (as: Somebody, id: string) => post(`/${id}/discard`, as);
export const draftPart = (as: Somebody, id: string) => post(`/${id}/draft`, as);

/** Drafts all of a job for search; answers in how many parts. */
export async function draftAll(as: Somebody, id: string): Promise<number> {
  for (let parts = 1; ; parts++) {
    const reply = await draftPart(as, id);
    if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
    const job = reply.body as ImportJob;
    if (job.draftedRowNo === job.lastRowNo) return parts;
  }
}
