/** A register as large as one likes: places strewn over six by five kilometres, of every kind, level and community. */
import { sql } from 'drizzle-orm';
import { CATEGORIES } from '../../worker/features/directory/rules/kinds.ts';
import { community, estate, zone } from '../../worker/features/directory/tables.ts';
import { db } from './world.ts';

export const ZONES = ['za', 'zb', 'zc'];
export const COMMUNITIES = Array.from({ length: 10 }, (_, index) => `c${index}`);
const ESTATES = 150;

/** Statements of SQLite here may not run longer than some seconds. */
const AT_ONCE = 2000;

export async function bigDistrict(): Promise<void> {
  await db.batch([
    db
      .insert(zone)
      .values(
        ZONES.map((id, n) => ({ id, letter: 'ABC'.charAt(n), name: id, operatorName: '运营' })),
      ),
    db.insert(community).values(
      COMMUNITIES.map((id, n) => ({
        id,
        zoneId: `z${'abc'.charAt(n % 3)}`,
        name: id,
        pinyin: id,
      })),
    ),
    ...Array.from({ length: ESTATES }, (_, n) =>
      db.insert(estate).values({
        id: `e${n}`,
        communityId: `c${n % 10}`,
        name: `小区 ${n}`,
        pinyin: 'xiaoqu',
        households: 500,
        lng: 120,
        lat: 30.28,
      }),
    ),
  ]);
}

/** Adds places `p{from}` to `p{until - 1}`. Where each lies and what it is follows from its number; all bear 地点, a third 棋牌, a fortieth 书房. */
export async function strewn(from: number, until: number): Promise<void> {
  for (let first = from; first < until; first += AT_ONCE) {
    const last = Math.min(until, first + AT_ONCE) - 1;
    await db.run(sql`
      INSERT INTO facility (id, level, category, name, pinyin, syllables, aliases, summary, zone_id, community_id, estate_id, address,
        lng, lat, datum, area_m_2, hours, access, audience, demo)
      WITH RECURSIVE number(i) AS (SELECT CAST(${first} AS INTEGER) UNION ALL SELECT i + 1 FROM number WHERE i < ${last}),
      one(i, level, community_id) AS (
        SELECT i, CASE WHEN i % 20 = 0 THEN 'subdistrict' WHEN i % 20 < 12 THEN 'community' ELSE 'estate' END,
          'c' || (i / 20 % 10) FROM number)
      SELECT 'p' || i, level, json_extract(${JSON.stringify(CATEGORIES)}, '$[' || (i * 7 % 16) || ']'),
        '地点 ' || i, 'didian' || (i * 7919 % 100003), 'di dian',
        CASE WHEN i % 40 = 0 THEN '["书房"]' WHEN i % 3 = 0 THEN '["棋牌"]' ELSE '[]' END, '', (SELECT zone_id FROM community WHERE id = community_id),
        community_id, CASE level WHEN 'estate' THEN 'e' || (i / 20 % 150) END, '测试路',
        119.97 + (i * 48271 % 60013) / 1000000.0, 30.26 + (i * 69621 % 50021) / 1000000.0, 'gcj02', 100,
        CASE WHEN i % 9 = 0 THEN NULL
          ELSE json_array(json_object('spans', json_array(json_object('opens', '09:00', 'closes', (10 + i % 9) || ':00')))) END,
        '{}', '[]', 1
      FROM one`);
  }
}
