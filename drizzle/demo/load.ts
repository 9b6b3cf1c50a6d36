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
import { auditOf } from './acts.ts';
import { referenceDistrict } from './district.ts';
import { type Bulk, insertStatements, prepared, type Unit, updateStatements } from './insert.ts';
import { MALL_TABLES, mallUnits } from './load-mall.ts';
import { ADMIN_ID } from './people.ts';
import type { AuditRow, DistrictRows } from './rows.ts';
import { type Scale, scaleNamed } from './scales.ts';

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

/** A batch runs as one transaction, and its answer must not be long in coming. All of the smaller scale is one. */
const STATEMENTS_A_BATCH = 120;

/**
 * Loads the district as it is at `now` (ms) and answers true; answers false, and changes nothing, where the register
 * already holds facilities. The smaller scale comes whole or not at all; of the larger one `loadedScale` tells when it
 * was broken off.
 */
export async function loadReferenceDistrict(
  db: D1Database,
  now: number,
  scale: Scale = 'demo',
): Promise<boolean> {
  const present = await db.prepare('SELECT 1 FROM facility LIMIT 1').first();
  if (present) return false;
  const rows = referenceDistrict(now, scale);
  // That took seconds: a connection that was closed meanwhile is noticed before anything goes over it.
  await new Promise((resolve) => setTimeout(resolve));
  const inserts = (Object.keys(rows) as (keyof DistrictRows)[])
    .filter((name) => !(MALL_TABLES as readonly string[]).includes(name))
    .flatMap((name) => insertStatements(TABLES[name], asBegun(name, rows[name])))
    .map((one) => [one]);
  const mark = (act: string) => insertStatements(audit, [markOf(act, scale, now)]);
  const units: Unit[] = [
    mark('district.begin'),
    ...inserts,
    ...mallUnits(rows),
    ...endings(rows).map((one) => [one]),
    mark('district.load'),
  ];
  for (const batch of batchesOf(units)) await db.batch(batch.map((one) => prepared(db, one)));
  return true;
}

function markOf(act: string, scale: Scale, at: number): AuditRow {
  const by = { actorId: ADMIN_ID, facilityId: null };
  return auditOf({ act, noun: 'district', nounId: scale, at, ...by });
}

function batchesOf(units: readonly Unit[]): Unit[] {
  const batches: Unit[] = [];
  let last: Unit = [];
  for (const unit of units) {
    if (last.length === 0 || last.length + unit.length > STATEMENTS_A_BATCH) {
      last = [];
      batches.push(last);
    }
    last.push(...unit);
  }
  return batches;
}

/** At which scale the district was loaded; null = it holds no places. */
export async function loadedScale(db: D1Database): Promise<Scale | 'brokenOff' | null> {
  const found = await db
    .prepare(
      `SELECT EXISTS (SELECT 1 FROM facility) AS held,
        (SELECT noun_id FROM audit WHERE noun = 'district' AND act = 'district.begin') AS begun,
        (SELECT noun_id FROM audit WHERE noun = 'district' AND act = 'district.load') AS loaded`,
    )
    .first<{ held: number; begun: Scale | null; loaded: Scale | null }>();
  if (!found || (!found.held && !found.begun)) return null;
  if (found.begun && !found.loaded) return 'brokenOff';
  // From before there were two, or filled by an import.
  return found.loaded ?? 'demo';
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

function endings(rows: DistrictRows): Bulk[] {
  return (Object.keys(BEGINNINGS) as (keyof typeof BEGINNINGS)[]).flatMap((name) =>
    updateStatements(TABLES[name], Object.keys(BEGINNINGS[name]), rows[name].filter(hasEnded)),
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
