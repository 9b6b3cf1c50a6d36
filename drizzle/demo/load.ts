/**
 * Puts the reference district into an empty, migrated database. As a command:
 * `node drizzle/demo/load.ts --persist DIR`, with the folder given to `wrangler dev --persist-to DIR`; `--scale reference`
 * for as much as the source tells of.
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
import { insertStatements, updateStatements } from './insert.ts';
import { MALL_TABLES, mallStatements } from './load-mall.ts';
import type { DistrictRows } from './rows.ts';
import { type Scale, scaleNamed, VOLUMES } from './scales.ts';

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
  claim: { state: 'submitted', decidedAt: null },
} as const;

/**
 * Loads the district as it is at `now` (ms) and answers true; answers false, and changes nothing, where the register
 * already holds facilities. One batch, which D1 runs as one transaction: everything or nothing.
 */
export async function loadReferenceDistrict(
  db: D1Database,
  now: number,
  scale: Scale = 'demo',
): Promise<boolean> {
  const present = await db.prepare('SELECT 1 FROM facility LIMIT 1').first();
  if (present) return false;
  const rows = referenceDistrict(now, scale);
  const inserts = (Object.keys(rows) as (keyof DistrictRows)[])
    .filter((name) => !(MALL_TABLES as readonly string[]).includes(name))
    .flatMap((name) => insertStatements(db, TABLES[name], asBegun(name, rows[name])));
  await db.batch([...inserts, ...mallStatements(db, rows), ...endings(db, rows)]);
  return true;
}

/** At which scale the district was loaded, told by a merchant that only the larger one has; null = it holds no places. */
export async function loadedScale(db: D1Database): Promise<Scale | null> {
  const last = `merchant-${VOLUMES.reference.merchants}`;
  const found = await db
    .prepare(
      'SELECT EXISTS (SELECT 1 FROM facility) AS any, EXISTS (SELECT 1 FROM merchant WHERE id = ?) AS large',
    )
    .bind(last)
    .first<{ any: number; large: number }>();
  if (!found?.any) return null;
  return found.large ? 'reference' : 'demo';
}

type AnyRow = Readonly<Record<string, unknown>>;

function asBegun(name: keyof DistrictRows, rows: readonly AnyRow[]): readonly AnyRow[] {
  if (!isBegun(name)) return rows;
  return rows.map((row) => (hasEnded(row) ? { ...row, ...BEGINNINGS[name] } : row));
}

function isBegun(name: keyof DistrictRows): name is keyof typeof BEGINNINGS {
  return name in BEGINNINGS;
}

const ENDS: readonly unknown[] = ['cancelled', 'released', 'handed_over', 'posted', 'refused'];

function hasEnded({ state }: AnyRow): boolean {
  return ENDS.includes(state);
}

function endings(db: D1Database, rows: DistrictRows): D1PreparedStatement[] {
  return (Object.keys(BEGINNINGS) as (keyof typeof BEGINNINGS)[]).flatMap((name) =>
    updateStatements(db, TABLES[name], Object.keys(BEGINNINGS[name]), rows[name].filter(hasEnded)),
  );
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { persist: { type: 'string' }, scale: { type: 'string' } },
  });
  const scale = scaleNamed(values.scale);
  const { getPlatformProxy } = await import('wrangler');
  const proxy = await getPlatformProxy<{ DB: D1Database }>({
    configPath: 'wrangler.toml',
    // wrangler keeps its state in a folder named after the format's version.
    ...(values.persist ? { persist: { path: join(values.persist, 'v3') } } : {}),
  });
  try {
    const loaded = await loadReferenceDistrict(proxy.env.DB, Date.now(), scale);
    process.stdout.write(
      loaded ? 'Reference district loaded.\n' : 'The register is not empty: left as it is.\n',
    );
  } finally {
    await proxy.dispose();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
