/**
 * Puts the reference district into an empty, migrated database. As a command:
 * `node drizzle/demo/load.ts --persist DIR`, with the folder given to `wrangler dev --persist-to DIR`.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import * as activities from '../../worker/features/activities/tables.ts';
import * as canteen from '../../worker/features/canteen/tables.ts';
import * as directory from '../../worker/features/directory/tables.ts';
import * as earning from '../../worker/features/earning/tables.ts';
import * as identity from '../../worker/features/identity/tables.ts';
import * as mall from '../../worker/features/mall/tables.ts';
import * as notices from '../../worker/features/notices/tables.ts';
import * as points from '../../worker/features/points/tables.ts';
import * as search from '../../worker/features/search/tables.ts';
import * as settlement from '../../worker/features/settlement/tables.ts';
import * as upkeep from '../../worker/features/upkeep/tables.ts';
import * as venues from '../../worker/features/venues/tables.ts';
import * as volunteering from '../../worker/features/volunteering/tables.ts';
import { audit } from '../../worker/lib/tables.ts';
import { referenceDistrict } from './district.ts';
import { insertStatements, updateStatement } from './insert.ts';
import { MALL_TABLES, mallStatements } from './load-mall.ts';
import type { DistrictRows } from './rows.ts';

const TABLES = {
  ...directory,
  ...identity,
  ...venues,
  ...canteen,
  ...activities,
  ...notices,
  ...search,
  ...upkeep,
  ...points,
  ...earning,
  ...mall,
  ...settlement,
  ...volunteering,
  audit,
} as const;

/**
 * Rows whose last state only comes about by an act: triggers want them as they began. They are inserted so, and take
 * their last state once everything that belongs to them is there.
 */
const BEGINNINGS = {
  mealOrder: { state: 'placed', endedAt: null, handedOverBy: null },
  registration: { state: 'registered', endedAt: null, reason: null },
  activitySession: { state: 'scheduled', cancelReason: null, cancelledAt: null },
} as const;

/**
 * Loads the district as it is at `now` (ms) and answers true; answers false, and changes nothing, where the register
 * already holds facilities. One batch, which D1 runs as one transaction: everything or nothing.
 */
export async function loadReferenceDistrict(db: D1Database, now: number): Promise<boolean> {
  const present = await db.prepare('SELECT 1 FROM facility LIMIT 1').first();
  if (present) return false;
  const rows = referenceDistrict(now);
  const inserts = (Object.keys(rows) as (keyof DistrictRows)[])
    .filter((name) => !(MALL_TABLES as readonly string[]).includes(name))
    .flatMap((name) => insertStatements(db, TABLES[name], asBegun(name, rows[name])));
  await db.batch([...inserts, ...mallStatements(db, rows), ...endings(db, rows)]);
  return true;
}

type AnyRow = Readonly<Record<string, unknown>>;

function asBegun(name: keyof DistrictRows, rows: readonly AnyRow[]): readonly AnyRow[] {
  if (!isBegun(name)) return rows;
  return rows.map((row) => (hasEnded(row) ? { ...row, ...BEGINNINGS[name] } : row));
}

function isBegun(name: keyof DistrictRows): name is keyof typeof BEGINNINGS {
  return name in BEGINNINGS;
}

function hasEnded({ state }: AnyRow): boolean {
  return state === 'cancelled' || state === 'released' || state === 'handed_over';
}

function endings(db: D1Database, rows: DistrictRows): D1PreparedStatement[] {
  return (Object.keys(BEGINNINGS) as (keyof typeof BEGINNINGS)[]).map((name) =>
    updateStatement(db, TABLES[name], Object.keys(BEGINNINGS[name]), rows[name].filter(hasEnded)),
  );
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { persist: { type: 'string' } } });
  const { getPlatformProxy } = await import('wrangler');
  const proxy = await getPlatformProxy<{ DB: D1Database }>({
    configPath: 'wrangler.toml',
    // wrangler keeps its state in a folder named after the format's version.
    ...(values.persist ? { persist: { path: join(values.persist, 'v3') } } : {}),
  });
  try {
    const loaded = await loadReferenceDistrict(proxy.env.DB, Date.now());
    process.stdout.write(
      loaded ? 'Reference district loaded.\n' : 'The register is not empty: left as it is.\n',
    );
  } finally {
    await proxy.dispose();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
