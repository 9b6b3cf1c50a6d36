/** The triggers of drizzle/0007_search.sql: whatever is written, what is there is found, and what is gone is not. */
import { env } from 'cloudflare:workers';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { activity } from '../../worker/features/activities/tables.ts';
import { canteen } from '../../worker/features/canteen/tables.ts';
import {
  community,
  estate,
  facility,
  scene,
  service,
} from '../../worker/features/directory/tables.ts';
import { synonym } from '../../worker/features/search/tables.ts';
import { venue } from '../../worker/features/venues/tables.ts';
import { auditRow } from '../../worker/lib/db.ts';
import { DAY_MS } from '../../worker/lib/time.ts';
import { planned } from './activities-world.ts';
import { foundIds } from './search-world.ts';
import { courtOf, facilityOf } from './venues-world.ts';
import { db, linliAt, NOW, smallSubdistrict, unique } from './world.ts';

beforeAll(smallSubdistrict);

async function sceneIn(facilityId: string, name: string): Promise<string> {
  const id = `scene-${unique()}`;
  await db.insert(scene).values({
    id,
    facilityId,
    floor: 1,
    name,
    syllables: 'xuan zhi shi',
    category: 'culture',
    summary: '',
    audience: ['all'],
    sort: 1,
  });
  return id;
}

describe('a facility', () => {
  const change = (id: string, values: Partial<typeof facility.$inferInsert>) =>
    db.update(facility).set(values).where(eq(facility.id, id));

  /** After everything that lies ahead, with the audit row that the database asks for. */
  const retire = (id: string) => {
    const at = NOW + 400 * DAY_MS;
    return db.batch([
      auditRow(db, {
        id: `aud-${unique()}`,
        at,
        actorId: 'test',
        act: 'facility.retire',
        noun: 'facility',
        nounId: id,
      }),
      change(id, { retiredAt: at }),
    ]);
  };

  it('is found by its name, its pinyin, its other names, its address and its community', async () => {
    const id = await facilityOf();
    const entry = `facility ${id}`;
    await change(id, {
      name: '青瓦堂',
      syllables: 'qing wa tang',
      aliases: ['旧粮库'],
      address: '竹筒巷 7 号',
      sign: `Z${unique()}`,
    });
    for (const q of ['青瓦堂', '瓦堂', '旧粮库', '竹筒巷', 'qingwa', 'qwt', '甲社区青瓦']) {
      expect([q, await foundIds(q)]).toEqual([q, [entry]]);
    }
  });

  it('is no longer found by what it was called before', async () => {
    const id = await facilityOf();
    await change(id, { name: '白墙院' });
    await change(id, { name: '黑墙院' });
    expect(await foundIds('白墙院')).toEqual([]);
    expect(await foundIds('黑墙院')).toEqual([`facility ${id}`]);
  });

  it('is found by what is written about it and nothing else: an unrelated change leaves the entry', async () => {
    const id = await facilityOf();
    await change(id, { name: '灰墙院' });
    await change(id, { summary: '换了介绍' });
    expect(await foundIds('灰墙院')).toEqual([`facility ${id}`]);
    expect(await foundIds('换了介绍')).toEqual([]);
  });

  it('takes what is in it along, renamed and retired', async () => {
    const id = await facilityOf();
    await change(id, { name: '红砖坊' });
    const inside = await sceneIn(id, '宣纸室');
    const court = await courtOf({ facilityId: id, name: '弹棋桌' });
    const { activityId } = await planned({}, { facilityId: id, title: '拓碑课' });
    await db
      .insert(canteen)
      .values({ id: `kitchen-${id}`, facilityId: id, name: '砖坊灶', opensDaysAhead: 7 });
    const all = [
      `activity ${activityId}`,
      `canteen kitchen-${id}`,
      `facility ${id}`,
      `scene ${inside}`,
      `venue ${court.id}`,
    ];
    expect((await foundIds('红砖坊')).sort()).toEqual(all);
    await change(id, { name: '绿砖坊' });
    expect(await foundIds('红砖坊')).toEqual([]);
    expect((await foundIds('绿砖坊')).sort()).toEqual(all);
    await retire(id);
    for (const q of ['绿砖坊', '宣纸室', '弹棋桌', '拓碑课', '砖坊灶'])
      expect(await foundIds(q)).toEqual([]);
  });

  it('is gone when its row is', async () => {
    const id = await facilityOf();
    await change(id, { name: '黄墙院' });
    await db.delete(facility).where(eq(facility.id, id));
    expect(await foundIds('黄墙院')).toEqual([]);
  });
});

describe('what is in a facility', () => {
  it('a scene is found, renamed, deleted', async () => {
    const id = await sceneIn('hall', '宣纸室');
    expect(await foundIds('xzs')).toContain(`scene ${id}`);
    expect(await foundIds('宣纸室')).toContain(`scene ${id}`);
    await db.update(scene).set({ name: '墨锭室' }).where(eq(scene.id, id));
    expect(await foundIds('宣纸室')).not.toContain(`scene ${id}`);
    expect(await foundIds('墨锭')).toEqual([`scene ${id}`]);
    await db.delete(scene).where(eq(scene.id, id));
    expect(await foundIds('墨锭')).toEqual([]);
  });

  it('a hidden venue is not found, an open one is', async () => {
    const { id } = await courtOf({ name: '陀螺场', state: 'hidden' });
    expect(await foundIds('陀螺场')).toEqual([]);
    await db.update(venue).set({ state: 'open' }).where(eq(venue.id, id));
    expect(await foundIds('陀螺场')).toEqual([`venue ${id}`]);
    await db.update(venue).set({ name: '空竹场' }).where(eq(venue.id, id));
    expect([await foundIds('陀螺场'), await foundIds('空竹场')]).toEqual([[], [`venue ${id}`]]);
    await db.update(venue).set({ state: 'hidden' }).where(eq(venue.id, id));
    expect(await foundIds('空竹场')).toEqual([]);
    await db.delete(venue).where(eq(venue.id, id));
    expect(await foundIds('空竹场')).toEqual([]);
  });

  it('a canteen is found, renamed, deleted', async () => {
    const facilityId = await facilityOf();
    const id = `kitchen-${unique()}`;
    await db.insert(canteen).values({ id, facilityId, name: '柴火灶', opensDaysAhead: 7 });
    expect(await foundIds('柴火灶')).toEqual([`canteen ${id}`]);
    await db.update(canteen).set({ name: '蒸汽灶' }).where(eq(canteen.id, id));
    expect([await foundIds('柴火灶'), await foundIds('蒸汽灶')]).toEqual([[], [`canteen ${id}`]]);
    await db.delete(canteen).where(eq(canteen.id, id));
    expect(await foundIds('蒸汽灶')).toEqual([]);
  });

  it('an activity is found and renamed', async () => {
    const { activityId: id } = await planned({}, { title: '扎灯笼' });
    expect(await foundIds('扎灯笼')).toEqual([`activity ${id}`]);
    await db.update(activity).set({ title: '糊风筝' }).where(eq(activity.id, id));
    expect([await foundIds('扎灯笼'), await foundIds('糊风筝')]).toEqual([[], [`activity ${id}`]]);
  });

  it('an activity that is deleted leaves no entry', async () => {
    const id = 'activity-to-delete';
    await env.DB.prepare(
      `INSERT INTO activity (id, facility_id, title, summary, category, audience, created_by, created_at)
       VALUES (?, 'hall', '捏泥人', '', 'class', '[]', 'x', 0)`,
    )
      .bind(id)
      .run();
    const entries = () =>
      env.DB.prepare(`SELECT count(*) AS n FROM search_entry WHERE ref_id = ?`).bind(id).first('n');
    expect(await entries()).toBe(1);
    await db.delete(activity).where(eq(activity.id, id));
    expect(await entries()).toBe(0);
  });
});

describe('services, estates and communities', () => {
  it('a service is found by its other names, renamed, deleted', async () => {
    const id = `service-${unique()}`;
    await db.insert(service).values({
      id,
      name: '犬证办理',
      pinyin: 'quanzheng',
      aliases: ['养狗证'],
      category: 'service_hall',
      summary: '',
      audience: ['all'],
      papers: [],
      demo: true,
    });
    expect([await foundIds('犬证'), await foundIds('养狗证')]).toEqual([
      [`service ${id}`],
      [`service ${id}`],
    ]);
    await db
      .update(service)
      .set({ aliases: ['遛狗证'] })
      .where(eq(service.id, id));
    expect([await foundIds('养狗证'), await foundIds('遛狗证')]).toEqual([[], [`service ${id}`]]);
    await db.delete(service).where(eq(service.id, id));
    expect(await foundIds('犬证')).toEqual([]);
  });

  it('an estate is found by its own name and its community’s, renamed, deleted', async () => {
    await db
      .insert(community)
      .values({ id: 'cq', zoneId: 'za', name: '溪口社区', pinyin: 'xikou' });
    const values = {
      id: 'brook',
      communityId: 'cq',
      name: '听泉苑',
      pinyin: 'tingquanyuan',
      households: 9,
    };
    await db.insert(estate).values({ ...values, lng: 120, lat: 30 });
    expect([await foundIds('听泉'), await foundIds('溪口')]).toEqual([
      ['estate brook'],
      ['estate brook'],
    ]);
    await db.update(estate).set({ name: '枕泉苑' }).where(eq(estate.id, 'brook'));
    await db.update(community).set({ name: '溪头社区' }).where(eq(community.id, 'cq'));
    expect([await foundIds('听泉'), await foundIds('溪口')]).toEqual([[], []]);
    expect([await foundIds('枕泉'), await foundIds('溪头')]).toEqual([
      ['estate brook'],
      ['estate brook'],
    ]);
    await db.delete(estate).where(eq(estate.id, 'brook'));
    expect(await foundIds('枕泉')).toEqual([]);
  });

  it('a facility is found by the new name of its community', async () => {
    const id = await facilityOf();
    await db
      .insert(community)
      .values({ id: 'cr', zoneId: 'za', name: '石桥社区', pinyin: 'shiqiao' });
    await db.update(facility).set({ communityId: 'cr' }).where(eq(facility.id, id));
    expect(await foundIds('石桥社区')).toEqual([`facility ${id}`]);
    await db.update(community).set({ name: '木桥社区' }).where(eq(community.id, 'cr'));
    expect([await foundIds('石桥社区'), await foundIds('木桥社区')]).toEqual([
      [],
      [`facility ${id}`],
    ]);
  });
});

describe('a synonym', () => {
  it('finds at once what bears another word of its group, and no longer when it is gone', async () => {
    const id = await facilityOf();
    await db.update(facility).set({ name: '竹编铺' }).where(eq(facility.id, id));
    const group = { id: 'syn-test', words: ['编铺', '篾匠'], updatedAt: 0, updatedBy: 'test' };
    expect(await foundIds('篾匠')).toEqual([]);
    await db.insert(synonym).values(group);
    expect(await foundIds('篾匠')).toEqual([`facility ${id}`]);
    await db
      .update(synonym)
      .set({ words: ['编铺', '箩筐'] })
      .where(eq(synonym.id, group.id));
    expect([await foundIds('篾匠'), await foundIds('箩筐')]).toEqual([[], [`facility ${id}`]]);
    const later = await facilityOf();
    await db.update(facility).set({ name: '柳编铺' }).where(eq(facility.id, later));
    expect(await foundIds('箩筐')).toContain(`facility ${later}`);
    await db.delete(synonym).where(eq(synonym.id, group.id));
    expect(await foundIds('箩筐')).toEqual([]);
  });
});

describe('with many places', () => {
  it('reads in proportion to what is found, not to what there is', async () => {
    const rowsFor = async (q: string) => {
      const result = await env.DB.prepare(
        `SELECT e.id FROM search_entry e WHERE e.id IN
           (SELECT rowid FROM search_text WHERE search_text MATCH ?)`,
      )
        .bind(q)
        .all();
      return [result.results.length, result.meta.rows_read];
    };
    await env.DB.prepare(
      `WITH RECURSIVE n(v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM n WHERE v < 3000)
       INSERT INTO facility (id, level, category, name, pinyin, summary, zone_id, community_id, address,
         lng, lat, datum, area_m_2, access, audience)
       SELECT 'many-' || v, 'community', 'culture', CASE v WHEN 1500 THEN '独一处' ELSE '处处有' END || v, 'x', '',
         'za', 'ca', '某路', 120, 30, 'gcj02', 5, '{}', '[]' FROM n`,
    ).run();
    const [found, read] = await rowsFor('characters : "独一"');
    expect(found).toBe(1);
    expect(read).toBeLessThan(10);
  });

  it('gives a phone neither index nor openings where they are too many to keep', async () => {
    await env.DB.prepare(
      `WITH RECURSIVE n(v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM n WHERE v < 2100)
       INSERT INTO facility (id, level, category, name, pinyin, summary, zone_id, community_id, address,
         lng, lat, datum, area_m_2, access, audience)
       SELECT 'more-' || v, 'community', 'culture', '处', 'x', '', 'za', 'ca', '某路', 120, 30, 'gcj02', 5, '{}', '[]'
       FROM n`,
    ).run();
    const index = await linliAt().get('/api/v1/search/index');
    expect(index.body).toMatchObject({ complete: false, entries: { id: [] } });
    const openings = await linliAt().get('/api/v1/search/openings');
    expect(openings.body).toEqual({ id: [], states: '', changes: [] });
    expect(openings.headers.get('Cache-Control')).toBe(
      'public, max-age=30, stale-while-revalidate=30',
    );
  });
});
