/**
 * `npm run bench -- scale`: what reads cost in the register as it is and in one of 50,000 places, in one run on one local workerd; the
 * places come in by the import itself, whose phases are timed. The machine is shared and noisy: compare the ratios and the rows.
 */
import { startLinli } from '../../bin/server.ts';
import { createApp } from '../../worker/app.ts';
import { CATEGORIES } from '../../worker/features/directory/rules/kinds.ts';
import type { Cells } from '../../worker/features/directory/rules/registerColumns.ts';
import { ROWS_A_REQUEST } from '../../worker/features/imports/rules/states.ts';
import type { ImportDone, ImportJob } from '../../worker/features/imports/schema.ts';
import { countedDb } from '../counted.ts';
import { ask, DEMO, expectOk, signIn } from '../e2e/people.ts';

const PLACES = 50_000;
const TIMES = 15;
const HOME = '120.004,30.288';

const READS: [name: string, path: string][] = [
  ['list, 20 nearest', `/facilities?near=${HOME}&limit=20`],
  ['list, open now', `/facilities?near=${HOME}&limit=20&open=now`],
  ['list, ?q=书房', `/facilities?near=${HOME}&limit=20&q=${encodeURIComponent('书房')}`],
  ['list, fit=only', `/facilities?near=${HOME}&limit=20&needs=wheelchair&fit=only`],
  ['four doors', `/doors?near=${HOME}`],
  ['search 书房', `/search?near=${HOME}&q=${encodeURIComponent('书房')}`],
  ['map window', '/facilities/points?bbox=120.000,30.285,120.008,30.291'],
  ['life circle', `/life-circle?near=${HOME}`],
];

const say = (line: string) => process.stdout.write(`${line}\n`);

const linli = await startLinli({ port: 0, say });
const admin = await signIn(linli.url, DEMO.admin);

type Cost = { rows: number; ms: number };

/** Rows that D1 reads for it, as the worker's own code asks in this process; and the median time of the served answer. */
async function costOf(path: string): Promise<Cost> {
  const url = `/api/v1${path}`;
  const counted = countedDb(linli.db);
  const env = { DB: counted.db, AUTH_SECRET: 'bench', APP_ENV: 'development' };
  const reply = await createApp().request(url, undefined, env, CONTEXT);
  if (!reply.ok) throw new Error(`${url}: ${reply.status} ${await reply.text()}`);
  const times: number[] = [];
  for (let n = 0; n < TIMES; n++) {
    const began = performance.now();
    await (await fetch(new URL(url, linli.url))).text();
    times.push(performance.now() - began);
  }
  return { rows: counted.rowsRead(), ms: times.sort((a, b) => a - b)[TIMES >> 1] ?? 0 };
}

const CONTEXT = { waitUntil() {}, passThroughOnException() {}, props: {} };

async function costs(): Promise<Map<string, Cost>> {
  const found = new Map<string, Cost>();
  for (const [name, path] of READS) found.set(name, await costOf(path));
  return found;
}

type Estate = { name: string; community: string; lng: number; lat: number };

/** Strewn over 600 m around the estates of the district; what each is follows from its number. */
function placeAt(n: number, estates: readonly Estate[]): Cells {
  const { name, community, lng, lat } = estates[n % estates.length] as Estate;
  const level = n % 20 === 0 ? '街道级' : n % 20 < 12 ? '社区级' : '小区级';
  const shift = (factor: number) => ((n * factor) % 6001) / 1e6 - 0.003;
  return {
    id: `bench-${n}`,
    name: `测速书房${n}号`,
    level,
    category: CATEGORIES[(n * 7) % CATEGORIES.length] ?? 'reading',
    community,
    estate: level === '小区级' ? name : '',
    address: `测速路${(n % 300) + 1}号`,
    lng: (lng + shift(48_271)).toFixed(6),
    lat: (lat + shift(69_621)).toFixed(6),
    datum: 'GCJ-02',
    hours: n % 9 === 0 ? '' : `每天 09:00-${10 + (n % 9)}:00`,
    step_free: n % 3 === 0 ? '无' : '有',
  };
}

const ENDS = ['sent', 'checked', 'drafted', 'committed'] as const;

/** As the desk does it. Answers how long each phase took in all, and the longest of its requests, in ms. */
async function importPlaces(): Promise<Map<string, { all: number; longest: number }>> {
  const phases = new Map(ENDS.map((name) => [name as string, { all: 0, longest: 0 }]));
  const post = async <T>(phase: (typeof ENDS)[number], path: string, body: object = {}) => {
    const began = performance.now();
    const method = phase === 'checked' ? 'GET' : 'POST';
    const asked = method === 'GET' ? { as: admin } : { as: admin, body };
    const answer = await expectOk(ask<T>(linli.url, method, `/api/v1/staff/imports${path}`, asked));
    const took = performance.now() - began;
    const so = phases.get(phase) ?? { all: 0, longest: 0 };
    phases.set(phase, { all: so.all + took, longest: Math.max(so.longest, took) });
    return answer;
  };
  const { results: estates } = await linli.db
    .prepare(
      'SELECT e.name, c.name AS community, e.lng, e.lat FROM estate e JOIN community c ON c.id = e.community_id',
    )
    .all<Estate>();
  const file = { fileName: 'bench.csv', fileHash: '0'.repeat(64), format: 'csv', datum: 'gcj02' };
  const { id } = await post<ImportJob>('sent', '', { ...file, anywhere: true, rowsTotal: PLACES });
  for (let from = 0; from < PLACES; from += ROWS_A_REQUEST) {
    const rows = Array.from({ length: ROWS_A_REQUEST }, (_, n) => ({
      rowNo: from + n + 2,
      cells: placeAt(from + n, estates),
    }));
    await post('sent', `/${id}/rows`, { rows });
  }
  await post('checked', `/${id}`);
  for (let job: ImportJob | null = null; !job || job.draftedRowNo < job.lastRowNo; )
    job = await post<ImportJob>('drafted', `/${id}/draft`);
  const { effect } = await post<ImportDone>('committed', `/${id}/commit`);
  if (effect.added !== PLACES) throw new Error(JSON.stringify(effect));
  return phases;
}

const [{ n: before } = { n: 0 }] = (
  await linli.db.prepare('SELECT count(*) AS n FROM facility').all<{ n: number }>()
).results;
const small = await costs();
say(`Importing ${PLACES} places …`);
const phases = await importPlaces();
const large = await costs();

say(`\n| import of ${PLACES} | s | slowest request, s |\n| --- | ---: | ---: |`);
for (const [name, { all, longest }] of phases)
  say(`| ${name} | ${(all / 1000).toFixed(1)} | ${(longest / 1000).toFixed(2)} |`);
say(`\n| places | rows read at ${before} | at ${before + PLACES} | ms | ms | × |`);
say('| --- | ---: | ---: | ---: | ---: | ---: |');
for (const [name, { rows, ms }] of small) {
  const then = large.get(name) ?? { rows: 0, ms: 0 };
  const cells = [
    name,
    rows,
    then.rows,
    ms.toFixed(1),
    then.ms.toFixed(1),
    (then.ms / ms).toFixed(1),
  ];
  say(`| ${cells.join(' | ')} |`);
}
await linli.stop();
process.exit(0);
