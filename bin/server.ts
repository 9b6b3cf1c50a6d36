/**
 * The worker of wrangler.toml in a local workerd, without wrangler's development proxies in front: they are two to four
 * times slower and grow under load. Used by `npm start`, the browser tests, the HTTP races and the benchmark.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { unstable_getMiniflareWorkerOptions } from 'wrangler';
import { loadedScale, loadReferenceDistrict } from '../drizzle/demo/load.ts';
import { type Scale, scaleNamed } from '../drizzle/demo/scales.ts';
import { writeRegister } from './register.ts';
import { buildOnce, ROOT } from './site.ts';
import { fillSyllables } from './syllables.ts';

const MINUTE_MS = 60_000;
const NAME = 'linli';
const BESIDE = 'beside';

type Say = (line: string) => void;

type Options = {
  /** 0 = any free one. */
  port: number;
  /** Where progress goes. */
  say?: Say;
  /** A second worker in the same workerd, with a database of its own: what the benchmark compares with. */
  beside?: { script: string; path: string; schema: string };
};

/** `LINLI_DATA`: where database and secret are kept, made when missing. */
const DATA_DIR = process.env.LINLI_DATA ?? '.linli/data';

/** `LINLI_NOW`, an RFC 3339 instant: what the worker's clock shows at the start, for a demonstration at a chosen hour. */
const CLOCK_OFFSET_MS = process.env.LINLI_NOW ? Date.parse(process.env.LINLI_NOW) - Date.now() : 0;

export type Linli = { url: string; db: D1Database; stop(): Promise<void> };

/** Prepares the database, builds the site if anything in it changed, and serves. */
export async function startLinli({ port, say = () => {}, beside }: Options): Promise<Linli> {
  const data = await prepare(say);
  buildOnce(say);
  say('Starting the worker …');
  wrangler(['deploy', '--dry-run', '--outdir', join(data, 'bundle')]);
  const worker = readFileSync(join(data, 'bundle', 'index.js'), 'utf8');
  const miniflare = openMiniflare(data, port, worker, beside);
  const url = await miniflare.ready;
  if (beside) await (await miniflare.getD1Database('DB', BESIDE)).exec(beside.schema);
  const timer = setInterval(() => void runCron(miniflare), MINUTE_MS);
  return {
    url: url.origin,
    db: (await miniflare.getD1Database('DB', NAME)) as unknown as D1Database,
    stop: () => {
      clearInterval(timer);
      return miniflare.dispose();
    },
  };
}

/**
 * Migrates, loads the reference district where the register is empty, and writes the site's copy of the register.
 * Answers the data folder's path.
 */
export async function prepare(say: Say): Promise<string> {
  const scale = scaleNamed(process.env.LINLI_SCALE);
  const data = resolve(ROOT, DATA_DIR);
  mkdirSync(data, { recursive: true });
  say('Migrating the database …');
  wrangler(['d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', data]);
  const miniflare = openMiniflare(data, 0, 'export default {}');
  try {
    const db = (await miniflare.getD1Database('DB', NAME)) as unknown as D1Database;
    if ((await fillSyllables(db)) > 0) say('Gave syllables to names from before pinyin search.');
    await loadDistrict(db, scale, say);
    await writeRegister(db);
    return data;
  } finally {
    await miniflare.dispose();
  }
}

/** Its message says what to do. */
class WrongScale extends Error {}

/** For what a command throws: what is only told to whoever typed it comes without a stack. */
export function leave(error: unknown): never {
  if (!(error instanceof WrongScale)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

/** Throws `WrongScale` where a district of another scale is there. */
async function loadDistrict(db: D1Database, scale: Scale | undefined, say: Say): Promise<void> {
  const there = await loadedScale(db);
  if (there === 'brokenOff') {
    throw new WrongScale(
      `Loading the district was broken off. To load it anew: npm run db:reset -- --scale ${scale ?? 'demo'}`,
    );
  }
  if (there && scale && there !== scale) {
    throw new WrongScale(
      `The local database already holds the district at scale “${there}”. To load it anew at scale “${scale}”: npm run db:reset -- --scale ${scale}`,
    );
  }
  if (there) return;
  const began = performance.now();
  if (scale === 'reference') say('Loading the reference district at its full scale …');
  if (!(await loadReferenceDistrict(db, Date.now() + CLOCK_OFFSET_MS, scale))) return;
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  say(`Loaded the reference district (demo data) in ${seconds} s.`);
}

/**
 * Works on the local database while nothing is served from it, at the moment the clock shows (ms). Afterwards the site's copy
 * of the register is written anew.
 */
export async function onDatabase<T>(
  say: Say,
  work: (db: D1Database, now: number) => Promise<T>,
): Promise<T> {
  const miniflare = openMiniflare(await prepare(say), 0, 'export default {}');
  try {
    const db = (await miniflare.getD1Database('DB', NAME)) as unknown as D1Database;
    const result = await work(db, Date.now() + CLOCK_OFFSET_MS);
    await writeRegister(db);
    return result;
  } finally {
    await miniflare.dispose();
  }
}

function openMiniflare(
  data: string,
  port: number,
  worker: string,
  beside?: Options['beside'],
): Miniflare {
  const { workerOptions } = unstable_getMiniflareWorkerOptions(join(ROOT, 'wrangler.toml'));
  const options = convertV4MiniflareOptions({
    host: '127.0.0.1',
    port,
    workers: [
      {
        ...workerOptions,
        name: NAME,
        bindings: {
          AUTH_SECRET: secretOf(data),
          APP_ENV: 'development',
          CLOCK_OFFSET_MS: String(CLOCK_OFFSET_MS),
        },
        modules: moduleOf(worker),
      },
      ...(beside
        ? [
            {
              name: BESIDE,
              routes: [`*${beside.path}/*`],
              compatibilityDate: workerOptions.compatibilityDate,
              d1Databases: { DB: BESIDE },
              modules: moduleOf(beside.script),
            },
          ]
        : []),
    ],
  } as Parameters<typeof convertV4MiniflareOptions>[0]);
  // The folder that wrangler's own --persist-to uses, so that its d1 commands see the same database.
  return new Miniflare({ ...options, resourcePersistencePath: join(data, 'v3') });
}

function moduleOf(contents: string) {
  return [{ type: 'ESModule', path: 'index.js', contents }];
}

/** Local workerd fires no cron by itself. */
async function runCron(miniflare: Miniflare): Promise<void> {
  const worker = await miniflare.getWorker(NAME);
  await worker.scheduled({ cron: '* * * * *' });
}

function secretOf(data: string): string {
  const file = join(data, 'secret');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

function wrangler(args: string[]): void {
  const { status, stdout, stderr } = spawnSync('wrangler', args, {
    cwd: ROOT,
    encoding: 'utf8',
    // CI = ask nothing.
    env: { ...process.env, CI: '1', WRANGLER_SEND_METRICS: 'false' },
  });
  if (status !== 0) throw new Error(`wrangler ${args[0]} failed\n${stdout}\n${stderr}`);
}
