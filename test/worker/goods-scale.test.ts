/**
 * A mall of thousands: a page of goods costs what it shows, not what there is, and shows what reading everything would
 * have shown. Up to 200 matches are all looked at, so that is what a page may cost at any size.
 */
import { env } from 'cloudflare:workers';
import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { straightMetres } from '../../worker/features/directory/rules/walk.ts';
import { listedGoods } from '../../worker/features/mall/queries/listed.ts';
import { MERCHANT_CATEGORIES } from '../../worker/features/mall/rules.ts';
import type { Goods, GoodsInput } from '../../worker/features/mall/schema/goods.ts';
import { good, merchant, shop } from '../../worker/features/mall/tables.ts';
import { decided } from './mall-world.ts';
import { countedD1, db, linliAt, NOW, smallSubdistrict } from './world.ts';

const linli = linliAt();

const HERE = { lng: 120, lat: 30.288 };
const near = `near=${HERE.lng},${HERE.lat}`;

/** As many merchants as the source tells of, and ten times as many; each has two goods, every fourth two shops. */
const SMALL = 278;
const LARGE = 2_780;

/** Five lie at each door, so that many goods are equally far; prices are few, so that many of those are equally dear. */
async function strewn(from: number, until: number): Promise<void> {
  const number = sql`WITH RECURSIVE number(i) AS (
    SELECT CAST(${from} AS INTEGER) UNION ALL SELECT i + 1 FROM number WHERE i < ${until - 1})`;
  const goods = sql`${number}, one(i, n) AS (SELECT i, n FROM number CROSS JOIN (SELECT 0 AS n UNION SELECT 1))`;
  const approved = (noun: string, id: string, rows: typeof number) =>
    sql`INSERT INTO audit (id, at, actor_id, act, noun, noun_id) ${rows}
      SELECT ${noun} || ${sql.raw(id)}, ${NOW}, 'keeper', ${`${noun}.approve`}, ${noun}, ${sql.raw(id)}
      FROM ${sql.raw(noun === 'good' ? 'one' : 'number')}`;
  await db.batch([
    db.run(approved('merchant', "'m' || i", number)),
    db.run(sql`INSERT INTO merchant (id, name, syllables, category, summary, community_id, state, applied_by, applied_at, demo)
      ${number} SELECT 'm' || i, '店 ' || i, 'dian', 'food', '测试', 'ca', 'open', 'owner', ${NOW}, 1 FROM number`),
    db.run(sql`INSERT INTO shop (id, merchant_id, name, address, lng, lat, hours_text)
      ${number}, door(i, n) AS (SELECT i, 0 FROM number UNION ALL SELECT i, 1 FROM number WHERE i % 4 = 0)
      SELECT 's' || i || '-' || n, 'm' || i, '门店', '测试路 1 号',
        119.97 + ((i / 5 + n * 31) * 45304 % 60013) / 1000000.0, 30.26 + ((i / 5 + n * 31) * 28504 % 50021) / 1000000.0,
        '每天'
      FROM door`),
    db.run(approved('good', "'g' || i || '-' || n", goods)),
    db.run(sql`INSERT INTO good (id, merchant_id, kind, title, syllables, summary, category, points, settle_fen, coupon_fen,
        min_spend_fen, stock_total, per_order, per_person, offered_from_on, redeem_within_days, state, created_by, created_at)
      ${goods} SELECT 'g' || i || '-' || n, 'm' || i, CASE n WHEN 0 THEN 'good' ELSE 'coupon' END,
        CASE WHEN i % 50 = 7 THEN '鸡蛋' ELSE '东西' END || i, 'x', '测试',
        json_extract(${JSON.stringify(MERCHANT_CATEGORIES)}, '$[' || (i * 7 % 9) || ']'), 10 * (1 + i % 3), 100,
        CASE n WHEN 1 THEN 500 END, CASE n WHEN 1 THEN 0 END, 10, 1, 1, '2026-11-01', 7, 'offered', 'test', ${NOW}
      FROM one`),
  ]);
}

/** Everything that pages ask for, and some more. */
const LISTS = [
  '',
  near,
  `${near}&category=books`,
  `${near}&kind=coupon`,
  `${near}&kind=coupon&category=food`,
  `${near}&maxPoints=10`,
  `${near}&maxPoints=500`,
  `${near}&maxPoints=9`,
  `${near}&merchant=m17`,
  `${near}&within=800`,
  `${near}&within=800&kind=good`,
  'near=119.9,30.2',
  'near=116.4,39.9',
  'near=10,90',
  'near=116.4,39.9&within=20000',
  'category=books',
  'merchant=m17',
];

async function list(query: string): Promise<Goods & { rows: number }> {
  const counted = countedD1();
  const reply = await linli.get(`/api/v1/goods?${query}`, { env: counted.env });
  expect([query, reply.status, counted.trips()]).toEqual([query, 200, 1]);
  return { ...(reply.body as Goods), rows: counted.rowsRead() };
}

async function costs(): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const query of LISTS) found[query] = (await list(query)).rows;
  return found;
}

/** All pages one after the other. */
async function pages(query: string, limit: number): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Goods = await list(`${query}&limit=${limit}${cursor && `&cursor=${cursor}`}`);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  }
  return ids;
}

/** Every good with how far its nearest open shop is (whole squared metres), as reading everything says. */
async function everything() {
  const [goods, shops] = await db.batch([
    db.select().from(good).where(eq(good.state, 'offered')),
    db.select().from(shop),
  ]);
  const away = (merchantId: string) =>
    shops
      .filter((one) => one.merchantId === merchantId && one.closedAt === null)
      .map((one) => Math.trunc(straightMetres(HERE, one) ** 2))
      .sort((a, b) => a - b)[0] ?? Number.POSITIVE_INFINITY;
  return goods
    .map((row) => ({ ...row, away: away(row.merchantId) }))
    .sort((a, b) => a.away - b.away || a.points - b.points || (a.id < b.id ? -1 : 1));
}

/** What it takes to find a page of 30, at any size: of one good in eighteen all that lies between is passed over. */
const MOST_ROWS = 3_500;

beforeAll(async () => {
  await smallSubdistrict();
  await db.run(sql`INSERT INTO user (id, name, email, email_verified, created_at, updated_at, phone_number, phone_number_verified)
    VALUES ('owner', '', 'owner@phone.linli.invalid', 0, 0, 0, '+8613900000000', 1)`);
  await strewn(0, SMALL);
});

describe('pages of goods', () => {
  it('show each good once, the nearest first, then the cheapest, as reading everything would', async () => {
    const all = await everything();
    const wanted: [string, (one: (typeof all)[number]) => boolean][] = [
      [near, () => true],
      [`${near}&kind=coupon`, ({ kind }) => kind === 'coupon'],
      [`${near}&category=books`, ({ category }) => category === 'books'],
      [`${near}&maxPoints=20`, ({ points }) => points <= 20],
      [`${near}&maxPoints=10&kind=good`, ({ points, kind }) => points <= 10 && kind === 'good'],
      [`${near}&q=${encodeURIComponent('鸡蛋')}`, ({ title }) => title.startsWith('鸡蛋')],
      [`${near}&q=${encodeURIComponent('东西')}`, ({ title }) => title.startsWith('东西')],
      [`${near}&merchant=m16`, ({ merchantId }) => merchantId === 'm16'],
      [`${near}&within=800`, ({ away }) => Math.sqrt(away) < 805 / 1.3],
      [
        `${near}&within=1500&category=food`,
        ({ away, category }) => Math.sqrt(away) < 1505 / 1.3 && category === 'food',
      ],
    ];
    for (const [query, fits] of wanted) {
      const expected = all.filter(fits).map(({ id }) => id);
      expect([query, expected.length > 0]).toEqual([query, true]);
      expect([query, await pages(query, 37)]).toEqual([query, expected]);
    }
    // Five merchants at one door, two goods each: a page ends in the midst of them.
    expect(await pages(near, 3)).toEqual(all.map(({ id }) => id));
  });

  it('show each good once, the cheapest first, where nobody says from where', async () => {
    const cheapest = (await everything()).sort(
      (a, b) => a.points - b.points || (a.id < b.id ? -1 : 1),
    );
    expect(await pages('', 37)).toEqual(cheapest.map(({ id }) => id));
    const books = cheapest.filter(({ category }) => category === 'books');
    expect(await pages('category=books', 7)).toEqual(books.map(({ id }) => id));
  });

  it('leave nothing out and show nothing twice while goods and shops come and go', async () => {
    const all = (await everything()).map(({ id }) => id);
    const first = await list(`${near}&limit=40`);
    // What was shown is taken off the shelf, and a shop that would have come later is closed.
    const [gone = '', other = ''] = all;
    const [far] = await db.select().from(shop).where(eq(shop.merchantId, 'm200'));
    await db.batch([
      decided('good', gone, 'withdraw'),
      db.update(good).set({ state: 'withdrawn', reason: '测试' }).where(eq(good.id, gone)),
      db
        .update(shop)
        .set({ closedAt: NOW })
        .where(eq(shop.id, `${far?.id}`)),
    ]);
    const rest: string[] = [];
    for (let cursor = first.next; cursor !== null; ) {
      const page = await list(`${near}&limit=40&cursor=${cursor}`);
      rest.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    }
    expect(first.items.map(({ id }) => id)).toEqual(all.slice(0, 40));
    expect(rest.filter((id) => !id.startsWith('g200-'))).toEqual(
      all.slice(40).filter((id) => !id.startsWith('g200-')),
    );
    expect((await list(`${near}&limit=1`)).items.map(({ id }) => id)).toEqual([other]);
  });

  it('refuse a cursor that no page gave', async () => {
    for (const cursor of ['2', '1.2', 'a.b.c', '1.2.', '-1.2.g1', "1.2.g'1"]) {
      const reply = await linli.get(`/api/v1/goods?${near}&cursor=${encodeURIComponent(cursor)}`);
      expect([cursor, reply.status]).toEqual([cursor, 400]);
    }
  });
});

describe('a large mall', () => {
  const planOf = async (wanted: Partial<GoodsInput>) => {
    const { sql: text, params } = listedGoods(db, NOW, { limit: 31, ...wanted }).toSQL();
    const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${text}`)
      .bind(...params)
      .all<{ detail: string }>();
    return results.map(({ detail }) => detail);
  };

  it('is read by its indexes, strip by strip or cheapest first', async () => {
    // `min(lng)` takes the first entry of an index, which a plan calls a search.
    const scans = (plan: string[]) =>
      plan.filter(
        (line) => /SCAN (good|shop|merchant|f)\b/.test(line) && !/INDEX good_/.test(line),
      );
    const close = await planOf({ near: HERE });
    expect(close.filter((line) => line.includes('SEARCH f USING')).sort()).toEqual(
      Array(2).fill(expect.stringMatching(/INDEX shop_band \(<expr>=\? AND lng>\? AND lng<\?\)/)),
    );
    expect(scans(close)).toEqual([]);
    for (const narrow of [{ category: 'books' }, { kind: 'coupon', category: 'books' }] as const) {
      const plan = await planOf({ near: HERE, ...narrow });
      expect(plan.filter((line) => line.includes('good_category')).length).toBeGreaterThan(0);
      expect(scans(plan)).toEqual([]);
    }
    const cheap = await planOf({});
    expect(cheap).toContainEqual(expect.stringContaining('INDEX good_offered'));
    expect(cheap.filter((line) => line.includes('TEMP B-TREE'))).toHaveLength(1);
  });

  it('costs no more than a page, however much there is', async () => {
    const before = await costs();
    await strewn(SMALL, LARGE);
    const [{ n = 0 } = {}] = await db.all<{ n: number }>(
      sql`SELECT count(*) AS n FROM ${merchant}`,
    );
    expect(n).toBe(LARGE);
    for (const [query, rows] of Object.entries(await costs())) {
      const isFlat = rows <= Math.max(1.5 * (before[query] ?? 0), MOST_ROWS);
      expect([query, rows, isFlat]).toEqual([query, rows, true]);
    }
    // A later page: what was shown before it is passed over, and nothing else.
    let page = await list(`${near}&limit=100`);
    for (let turn = 0; turn < 4; turn += 1)
      page = await list(`${near}&limit=100&cursor=${page.next}`);
    expect([page.rows, page.rows < 16 * 500]).toEqual([page.rows, true]);
  });
});
