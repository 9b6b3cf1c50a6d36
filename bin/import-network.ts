/**
 * Brings a walking network (GeoJSON lines) into the local database: all of it or nothing. Every problem is told by the
 * number of its feature. `--check` only looks; `--name`, `--source` are told beside distances; `--datum` is WGS-84 if not said.
 */
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  beginStatements,
  convertFrom,
  loadStatements,
  putInForceStatements,
} from '../worker/features/circle/commands/network.ts';
import {
  BEYOND_DEGREES,
  islandsOf,
  MOST_EDGES,
  type PlannedWays,
  planWays,
  type WayFeature,
  type WayProblem,
} from '../worker/features/circle/rules/networkFile.ts';
import { districtBoxQuery } from '../worker/features/directory/queries/kinds.ts';
import { DATUMS, type Datum } from '../worker/features/directory/rules/registerColumns.ts';
import { type Db, openDb, writeAll } from '../worker/lib/db.ts';
import { newCode, newId } from '../worker/lib/ids.ts';
import { onDatabase } from './server.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Said by the machine’s own hand: there is no person signed in to a command line. */
const BY = 'command-line';

const FAULTS: Record<WayProblem['code'], string> = {
  not_line: '不是一条线：geometry.type 要写 LineString',
  position: '坐标不对：每个点是 [经度, 纬度]，看看有没有写反；一条线 2 到 1000 个点',
  outside: '在街道以外：看看经纬度有没有写反，坐标系对不对',
  zero_length: '长度是零：起点和终点是同一个点',
  duplicate: '和前面的重复',
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    name: { type: 'string' },
    source: { type: 'string' },
    datum: { type: 'string', default: 'wgs84' },
    check: { type: 'boolean', default: false },
  },
});

function featuresIn(path: string): WayFeature[] {
  const file = JSON.parse(readFileSync(path, 'utf8')) as { type?: string; features?: unknown };
  if (file.type !== 'FeatureCollection' || !Array.isArray(file.features)) {
    throw new Error('这不是 GeoJSON 的 FeatureCollection。');
  }
  return file.features as WayFeature[];
}

async function planFile(db: Db, path: string, datum: Datum): Promise<PlannedWays> {
  const [box] = await districtBoxQuery(db, BEYOND_DEGREES);
  if (!box) throw new Error('登记册里还没有小区，不知道街道在哪里。先运行 npm start。');
  return planWays(featuresIn(path), { from: 1, box, convert: convertFrom(datum) });
}

function report({ nodes, edges, problems }: PlannedWays): boolean {
  for (const { feature, code } of problems) say(`第 ${feature} 条：${FAULTS[code]}`);
  const islands = islandsOf(edges);
  say(`${nodes.length} 个点，${edges.length} 段路，${problems.length} 个问题。`);
  if (islands.count > 0) {
    const share = (islands.lengthShare * 100).toFixed(1);
    say(`提醒：有 ${islands.count} 片和最大的一片不相连，占全长 ${share}%。`);
  }
  if (edges.length > MOST_EDGES) say(`太大了：最多 ${MOST_EDGES} 段。`);
  return problems.length === 0 && edges.length > 0 && edges.length <= MOST_EDGES;
}

async function importInto(
  d1: D1Database,
  now: number,
  path: string,
  datum: Datum,
): Promise<boolean> {
  const db = openDb(d1);
  const planned = await planFile(db, path, datum);
  const isGood = report(planned);
  if (!isGood || values.check) {
    say('什么也没有写入。');
    return isGood;
  }
  const ctx = { db, now, newId: (prefix: string) => newId(prefix, now), newCode };
  const id = ctx.newId('net');
  const name = values.name ?? basename(path);
  // One batch: whoever reads meanwhile sees the old network or the new one, and nothing stays behind when it fails.
  await writeAll(db, [
    ...beginStatements(ctx, { id, by: BY, name, source: values.source ?? name }),
    ...loadStatements(db, id, planned),
    ...putInForceStatements(ctx, { id, by: BY, reason: 'npm run import-network' }),
  ]);
  say(`“${name}”已启用，路程从现在起沿它走。`);
  return true;
}

const [file] = positionals;
const datum = DATUMS.find((one) => one === values.datum);
if (!file || !datum) {
  say(
    `用法：npm run import-network -- 文件.geojson [--name 名称] [--source 来源] [--datum ${DATUMS.join('|')}] [--check]`,
  );
  process.exit(2);
}
const path = resolve(process.env.IMPORT_FROM ?? process.cwd(), file);
process.exit((await onDatabase(say, (db, now) => importInto(db, now, path, datum))) ? 0 : 1);
