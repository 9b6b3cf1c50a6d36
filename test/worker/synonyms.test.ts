import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { MOST_GROUPS } from '../../worker/features/search/rules/synonyms.ts';
import type { Synonym } from '../../worker/features/search/schema.ts';
import { synonym } from '../../worker/features/search/tables.ts';
import { audit } from '../../worker/lib/tables.ts';
import { codeOf, db, linliAt, type Somebody, smallSubdistrict, staffOf, tally } from './world.ts';

const linli = linliAt();
let admin: Somebody;
let operator: Somebody;
beforeAll(async () => {
  await smallSubdistrict();
  admin = await staffOf({ role: 'subdistrict_admin', scopeKind: 'subdistrict', scopeId: '*' });
  operator = await staffOf({ role: 'zone_operator', scopeKind: 'zone', scopeId: 'za' });
});

const PATH = '/api/v1/staff/synonyms';
const post = (words: string[], headers = {}, as = admin) =>
  linli.post(PATH, { as, body: { words }, headers });
const put = (id: string, body: { words: string[]; updatedAt: number }, as = admin) =>
  linli.put(`${PATH}/${id}`, { as, body });
const rowOf = async (id: string) => (await db.select().from(synonym).where(eq(synonym.id, id)))[0];
const auditOf = (id: string) => db.select().from(audit).where(eq(audit.nounId, id));

async function aGroup(...words: string[]): Promise<Synonym> {
  const { status, body } = await post(words);
  expect(status).toBe(201);
  return body as Synonym;
}

describe('a group of words', () => {
  it('is made, listed for everybody, and leaves an audit row', async () => {
    const group = await aGroup('甜水', '糖水 ', '甜水');
    expect(group.words).toEqual(['甜水', '糖水']);
    const { body } = await linli.get('/api/v1/synonyms');
    expect((body as { items: Synonym[] }).items).toContainEqual(group);
    expect(await auditOf(group.id)).toMatchObject([
      { act: 'synonym.create', noun: 'synonym', actorId: admin.id, detail: { words: group.words } },
    ]);
  });

  it('is made once however often it is sent', async () => {
    const headers = { 'Idempotency-Key': 'once' };
    const first = await post(['粽子', '角黍'], headers);
    const again = await post(['粽子', '角黍'], headers);
    expect([again.status, again.body]).toEqual([201, first.body]);
    const other = await post(['粽子', '裹蒸'], headers);
    expect(codeOf(other)).toBe('idempotency.mismatch');
  });

  it('is changed, with what it was in the audit row', async () => {
    const { id, updatedAt } = await aGroup('元宵', '汤团');
    const reply = await put(id, { words: ['元宵', '汤圆'], updatedAt });
    expect([reply.status, reply.body]).toMatchObject([200, { id, words: ['元宵', '汤圆'] }]);
    expect(await rowOf(id)).toMatchObject({ words: ['元宵', '汤圆'], updatedBy: admin.id });
    expect((await auditOf(id)).map(({ act, detail }) => [act, detail?.before])).toContainEqual([
      'synonym.change',
      ['元宵', '汤团'],
    ]);
  });

  it('is deleted, and its words can stand in another', async () => {
    const { id } = await aGroup('烧卖', '稍麦');
    const reply = await linli.del(`${PATH}/${id}`, { as: admin });
    expect(reply.status).toBe(204);
    expect(await rowOf(id)).toBeUndefined();
    await aGroup('烧卖', '烧麦');
    expect(codeOf(await linli.del(`${PATH}/${id}`, { as: admin }))).toBe('synonym.notFound');
  });
});

describe('refusals, after which nothing has changed', () => {
  it.each([
    ['a word with a space', ['看 书', '读书'], 'synonym.words'],
    ['letters and characters in one', ['24小时', '全天'], 'synonym.words'],
    ['signs', ['吃饭！', '用餐'], 'synonym.words'],
    ['one word twice', ['用膳', '用膳'], 'synonym.words'],
    ['a single character', ['吃', '用膳'], 'input.invalid'],
    ['a single word', ['用膳'], 'input.invalid'],
    ['a long word', ['用膳', '很'.repeat(13)], 'input.invalid'],
    [
      'many words',
      Array.from({ length: 13 }, (_, n) => `用膳${'甲'.repeat(n + 1)}`),
      'input.invalid',
    ],
  ])('%s', async (_what, words, code) => {
    const before = await db.select().from(synonym);
    expect(codeOf(await post(words))).toBe(code);
    expect(await db.select().from(synonym)).toEqual(before);
  });

  it('a word that stands in another group, whatever its case', async () => {
    await aGroup('wifi', '无线网');
    expect(codeOf(await post(['WIFI', '上网']))).toBe('synonym.taken');
    const { id, updatedAt } = await aGroup('热点', '网点');
    expect(codeOf(await put(id, { words: ['热点', '无线网'], updatedAt }))).toBe('synonym.taken');
    expect((await rowOf(id))?.words).toEqual(['热点', '网点']);
  });

  it('what somebody else changed in between', async () => {
    const { id, updatedAt } = await aGroup('馄饨', '抄手');
    await put(id, { words: ['馄饨', '云吞'], updatedAt });
    expect(codeOf(await put(id, { words: ['馄饨', '扁食'], updatedAt }))).toBe('synonym.changed');
    expect((await rowOf(id))?.words).toEqual(['馄饨', '云吞']);
  });

  it('what is not there', async () => {
    expect(codeOf(await put('no-such', { words: ['没有', '不在'], updatedAt: 0 }))).toBe(
      'synonym.notFound',
    );
  });

  it('whoever isn’t of the whole subdistrict', async () => {
    expect(codeOf(await post(['馒头', '馍馍'], {}, operator))).toBe('auth.forbidden');
    const { id, updatedAt } = await aGroup('包子', '包点');
    expect(codeOf(await put(id, { words: ['包子', '馒头'], updatedAt }, operator))).toBe(
      'auth.forbidden',
    );
    expect(codeOf(await linli.del(`${PATH}/${id}`, { as: operator }))).toBe('auth.forbidden');
    expect((await rowOf(id))?.words).toEqual(['包子', '包点']);
  });
});

describe('twenty at once', () => {
  it('change one group: one wins, the others are told', async () => {
    const { id, updatedAt } = await aGroup('豆浆', '豆奶');
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        put(id, {
          words: ['豆浆', `浆${'甲乙丙丁戊己庚辛壬癸'.charAt(n % 10)}${n < 10 ? '上' : '下'}`],
          updatedAt,
        }),
      ),
    );
    expect(tally(replies)).toEqual({ '200': 1, '409 synonym.changed': 19 });
    const winner = replies.find(({ status }) => status === 200)?.body as Synonym;
    expect((await rowOf(id))?.words).toEqual(winner.words);
    expect(await auditOf(id)).toHaveLength(2);
  });

  it('take one word: it stands in one group', async () => {
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        post(['油条', `条${'甲乙丙丁戊己庚辛壬癸'.charAt(n % 10)}${n < 10 ? '上' : '下'}`]),
      ),
    );
    expect(tally(replies)).toEqual({ '201': 1, '409 synonym.taken': 19 });
  });
});

describe('so many groups and no more', () => {
  it('refuses the next', async () => {
    const have = (await db.select().from(synonym)).length;
    const digits = '零一二三四五六七八九';
    const name = (n: number) =>
      Array.from(String(n), (digit) => digits.charAt(Number(digit))).join('');
    for (let n = have; n < MOST_GROUPS; n++) {
      await db.insert(synonym).values({
        id: `fill-${n}`,
        words: [`填${name(n)}`, `充${name(n)}`],
        updatedAt: 0,
        updatedBy: 'test',
      });
    }
    expect(codeOf(await post(['再来', '多要']))).toBe('synonym.limit');
    expect(await db.select().from(synonym)).toHaveLength(MOST_GROUPS);
  });
});
