/** Searching the reference district: what is found, and that the phone finds the same in the same order by itself. */
import { beforeAll, describe, expect, it } from 'vitest';
import { alikeOf, readyFor } from '../../worker/features/search/rules/match.ts';
import { entriesOf, openingOf, openingsOf } from '../../worker/features/search/rules/phone.ts';
import { search } from '../../worker/features/search/rules/rank.ts';
import type { Openings, SearchIndex } from '../../worker/features/search/schema.ts';
import { found, foundIds, referencePlaces } from './search-world.ts';
import { codeOf, countedD1, linliAt, NOW } from './world.ts';

const linli = linliAt();
const HOME = { lng: 120.004, lat: 30.288 };
const NEAR = `&near=${HOME.lng},${HOME.lat}`;

beforeAll(referencePlaces);

describe('the first thing found', () => {
  it.each([
    ['食堂', 'facility', '万和社区食堂'],
    ['餐厅', 'facility', '万和社区食堂'],
    ['shitang', 'facility', '万和社区食堂'],
    ['万和社区食堂', 'facility', '万和社区食堂'],
    ['万和食堂', 'facility', '万和社区食堂'],
    ['wanheshitang', 'facility', '万和社区食堂'],
    ['dqfw', 'facility', '万和党群服务站'],
    ['万和花苑', 'estate', '万和花苑'],
    ['whhy', 'estate', '万和花苑'],
    ['果岭羽毛球', 'scene', '羽毛球馆'],
    ['自己挂号', 'activity', '手机课：自己挂号'],
  ])('for %s is a %s, %s', async (q, kind, name) => {
    const { items } = await found(q, NEAR);
    expect(items[0]).toMatchObject({ kind, name });
  });

  it.each([
    ['餐厅', /食堂|助餐点|餐厅/],
    ['社区医院', /卫生/],
    ['看书', /书|图书馆/],
    ['st', /食堂|书/],
    ['shitang', /食堂/],
    ['书', /书/],
  ])('for %s bears it or what means the same', async (q, name) => {
    const { items, total } = await found(q, NEAR);
    expect(total).toBeGreaterThan(3);
    expect(items[0]?.name).toMatch(name);
  });
});

describe('did you mean', () => {
  it.each([
    ['卫生战', '卫生站'],
    ['万合食堂', '万和食堂'],
    ['shitamg', '食堂'],
  ])('%s → %s', async (q, meant) => {
    const { didYouMean, items } = await found(q, NEAR);
    expect(didYouMean).toBe(meant);
    expect(items.length).toBeGreaterThan(0);
  });
});

describe('the phone', () => {
  async function keptIndex() {
    const index = (await linli.get('/api/v1/search/index')).body as SearchIndex;
    const openings = (await linli.get('/api/v1/search/openings')).body as Openings;
    return { index, entries: entriesOf(index).map(readyFor), openings: openingsOf(openings) };
  }

  it.each([
    '食堂',
    '餐厅',
    'shitang',
    'st',
    'dqfw',
    'wanheshitang',
    '万和食堂',
    '万合食堂',
    '卫生战',
    '社区医院',
    '书',
    '果岭',
    '羽毛球',
    '果岭羽毛球',
    '八段锦',
    '永福家园',
    '绿汀路',
    'a1',
    'wanhe',
    '中心',
    '社区',
    '24小时',
    '四点半课堂',
    '服务 万和',
    '老年活动',
    'jiankangzhan',
    'jiankamgzhan',
    '没有的东西',
    '社区医完',
    '🏸',
    '"食堂" NEAR(-*)',
    '万和社区邻里中心在哪里怎么走',
  ])('finds the same as the API for %s, in the same order', async (q) => {
    const { index, entries, openings } = await keptIndex();
    const here = search(entries, {
      text: q,
      near: HOME,
      alike: alikeOf(index.synonyms),
      standingOf: (entry) => ({
        position: entry.position,
        isOpen: openingOf(entry, openings, NOW)?.state === 'open',
      }),
    });
    const there = await found(q, `${NEAR}&limit=100`);
    expect(here.didYouMean).toBe(there.didYouMean);
    expect(
      here.hits
        .slice(0, 100)
        .map(({ entry, match, also }) => [entry.kind, entry.id, match.how, match.marks, also]),
    ).toEqual(
      there.items.map(({ kind, id, match, marks, also }) => [kind, id, match, marks, also]),
    );
    // Of what more bears, the API looks at the nearest 400.
    if (here.hits.length < 390) expect(there.total).toBe(here.hits.length);
  });

  it('keeps the whole directory in 60 KB gzip', async () => {
    const text = JSON.stringify((await linli.get('/api/v1/search/index')).body);
    const packed = new Response(text).body?.pipeThrough(new CompressionStream('gzip'));
    const { byteLength } = await new Response(packed).arrayBuffer();
    expect(byteLength).toBeGreaterThan(10_000);
    expect(byteLength).toBeLessThan(60 * 1024);
  });

  it('asks anew by ETag and is told that nothing changed', async () => {
    const first = await linli.get('/api/v1/search/index');
    const etag = first.headers.get('ETag') ?? '';
    const again = await linli.get('/api/v1/search/index', { headers: { 'If-None-Match': etag } });
    expect([again.status, again.body]).toEqual([304, '']);
  });
});

describe('an answer', () => {
  it('says where, how far and whether it is open', async () => {
    const { items } = await found('万和社区食堂', NEAR);
    expect(items[0]).toMatchObject({
      kind: 'facility',
      id: 'wanhe-canteen',
      match: 'exact',
      marks: [[0, 6]],
      facility: { id: 'wanhe-canteen', name: '万和社区食堂' },
      opening: { state: expect.any(String) },
      walk: { metres: expect.any(Number) },
    });
  });

  it('offers the canteen of the same name in the row of its house', async () => {
    const { items } = await found('万和社区食堂', NEAR);
    expect(items[0]?.also).toEqual([{ kind: 'canteen', id: 'wanhe-canteen' }]);
    expect(items.filter(({ name }) => name === '万和社区食堂')).toHaveLength(1);
    const canteens = await found('万和社区食堂', `${NEAR}&kinds=canteen`);
    expect(canteens.items[0]).toMatchObject({ kind: 'canteen', id: 'wanhe-canteen', also: [] });
  });

  it('tells how a scene with hours of its own stands, not its building', async () => {
    const { items } = await found('果岭食堂', `${NEAR}&kinds=scene`);
    // The building is open until the evening, its canteen only from 10:30 to 13:00.
    const late = await linliAt(NOW + 3.5 * 3_600_000).get(
      `/api/v1/search?q=${encodeURIComponent('果岭食堂')}&kinds=scene`,
    );
    expect(items.find(({ id }) => id === 'guoling-shitang')?.opening?.state).toBe('open');
    expect(late.body).toMatchObject({
      items: [{ id: 'guoling-shitang', opening: { state: 'closed' } }],
    });
  });

  it('holds only the kinds asked for', async () => {
    const { items } = await found('羽毛球', '&kinds=venue,activity');
    expect(new Set(items.map(({ kind }) => kind))).toEqual(new Set(['venue', 'activity']));
  });

  it.each(['', '&kinds=nothing', '&limit=0', '&limit=101', '&near=1'])(
    'refuses what makes no sense: %s',
    async (more) => {
      const reply = await linli.get(`/api/v1/search?${more === '' ? '' : 'q=x'}${more}`);
      expect([reply.status, codeOf(reply)]).toEqual([400, 'input.invalid']);
    },
  );

  it('takes one round trip and reads in proportion to what it finds', async () => {
    const cost = async (q: string) => {
      const counted = countedD1();
      const reply = await linli.get(`/api/v1/search?q=${encodeURIComponent(q)}${NEAR}`, {
        env: counted.env,
      });
      expect(counted.trips()).toBe(1);
      return { rows: counted.rowsRead(), total: (reply.body as { total: number }).total };
    };
    const one = await cost('永福家园');
    const many = await cost('食堂');
    expect(one.rows).toBeLessThan(many.rows);
    expect(many.rows).toBeLessThan(400 + 20 * many.total);
  });
});

describe('an activity', () => {
  it('is found while a session of it lies ahead', async () => {
    expect(await foundIds('防骗课')).toContain('activity anti-fraud');
    const later = await linliAt(NOW + 400 * 86_400_000).get(
      `/api/v1/search?q=${encodeURIComponent('防骗课')}`,
    );
    expect(later.body).toMatchObject({ items: [] });
  });
});

describe('the filter of the list of facilities', () => {
  it.each([
    ['食堂', '社区食堂'],
    ['餐厅', '社区食堂'],
    ['wanhe', '万和'],
    ['绿汀路', '果岭'],
  ])('finds by the same words: %s', async (q, name) => {
    const { body } = await linli.get(`/api/v1/facilities?q=${encodeURIComponent(q)}&limit=100`);
    const names = (body as { items: { name: string }[] }).items.map((one) => one.name);
    expect(names.join(' ')).toContain(name);
  });

  it('finds nothing for signs', async () => {
    const { body } = await linli.get(`/api/v1/facilities?q=${encodeURIComponent('"*(')}`);
    expect(body).toMatchObject({ items: [], total: 0 });
  });
});
