/** Merchants and goods over HTTP: applying, being let in, putting up, being looked at. */
import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { roleGrant } from '../../worker/features/identity/tables.ts';
import type { Merchant } from '../../worker/features/mall/schema/merchants.ts';
import type { OwnGood } from '../../worker/features/mall/schema/ownGoods.ts';
import { good, merchant, shop } from '../../worker/features/mall/tables.ts';
import { audit } from '../../worker/lib/tables.ts';
import { MINUTE_MS } from '../../worker/lib/time.ts';
import {
  aDraft,
  anApplication,
  anOfferedGood,
  anOpenMerchant,
  aSubmittedGood,
  goodBody,
  keeper,
  merchantBody,
} from './merchants-world.ts';
import {
  codeOf,
  db,
  grantOf,
  linliAt,
  NOW,
  type Somebody,
  signedInPerson,
  smallSubdistrict,
  staffOf,
  tally,
} from './world.ts';

const linli = linliAt();
let zoneKeeper: Somebody;
beforeAll(async () => {
  await smallSubdistrict();
  zoneKeeper = await keeper();
});

const twenty = <T>(ask: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: 20 }, (_, index) => ask(index)));
const merchantOf = async (id: string) =>
  (await db.select().from(merchant).where(eq(merchant.id, id)))[0];
const goodOf = async (id: string) => (await db.select().from(good).where(eq(good.id, id)))[0];
const auditsOf = (id: string, act: string) =>
  db
    .select()
    .from(audit)
    .where(and(eq(audit.nounId, id), eq(audit.act, act)));
const grantsOf = (id: string) => db.select().from(roleGrant).where(eq(roleGrant.scopeId, id));
const decide = ({ id, appliedAt }: Merchant, as: Somebody, body: object = { verdict: 'approve' }) =>
  linli.post(`/api/v1/staff/merchants/${id}/decide`, { as, body: { ...body, appliedAt } });
const decideGood = (
  { id, revision }: OwnGood,
  as: Somebody,
  body: object = { verdict: 'approve' },
) => linli.post(`/api/v1/staff/goods/${id}/decide`, { as, body: { ...body, revision } });
const ofGood = (id: string, act: string, as: Somebody, body: object = {}) =>
  linli.post(`/api/v1/merchants/goods/${id}/${act}`, { as, body });

describe('an application', () => {
  it('has a few fields and a shop, and waits; one at a time, also of twenty at once', async () => {
    const as = await signedInPerson();
    const replies = await twenty(() =>
      linli.post('/api/v1/merchants', { as, body: merchantBody() }),
    );
    expect(tally(replies)).toEqual({ '201': 1, '409 merchant.exists': 19 });
    const mine = await linli.get('/api/v1/me/merchants', { as });
    expect(mine.body).toMatchObject({ items: [{ state: 'applied', shops: [{ name: '测试店' }] }] });
    const clerk = await staffOf({
      ...{ role: 'merchant_clerk', scopeKind: 'merchant' },
      scopeId: (mine.body as { items: { id: string }[] }).items[0]?.id ?? '',
    });
    const theirs = await linli.get('/api/v1/me/merchants', { as: clerk });
    expect(theirs.body).toMatchObject({ items: [{ can: { offer: false } }] });
    const stranger = await linli.get('/api/v1/me/merchants', { as: await signedInPerson() });
    expect(stranger.body).toEqual({ items: [] });
  });

  it('is for a community that there is, and leaves nothing otherwise', async () => {
    const as = await signedInPerson();
    const body = merchantBody({ communityId: 'nowhere' });
    expect(codeOf(await linli.post('/api/v1/merchants', { as, body }))).toBe('community.notFound');
    expect(await db.select().from(merchant).where(eq(merchant.appliedBy, as.id))).toEqual([]);
  });

  it('is made once for one key', async () => {
    const as = await signedInPerson();
    const [headers, body] = [{ 'Idempotency-Key': 'one-shop-please' }, merchantBody()];
    const replies = await twenty(() => linli.post('/api/v1/merchants', { as, body, headers }));
    expect(new Set(replies.map((reply) => (reply.body as { id: string }).id)).size).toBe(1);
    const made = await db.select().from(merchant).where(eq(merchant.appliedBy, as.id));
    expect(
      await db
        .select()
        .from(shop)
        .where(eq(shop.merchantId, made[0]?.id ?? '')),
    ).toHaveLength(1);
  });

  it('is approved once by twenty, and whoever applied runs the merchant', async () => {
    const { owner, merchant: made } = await anApplication();
    const replies = await twenty(() => decide(made, zoneKeeper));
    expect(tally(replies)).toEqual({ '200': 1, '409 merchant.state': 19 });
    expect(await grantsOf(made.id)).toMatchObject([{ userId: owner.id, role: 'merchant_owner' }]);
    expect(await auditsOf(made.id, 'merchant.approve')).toHaveLength(1);
    const [grant] = await grantsOf(made.id);
    expect(await auditsOf(grant?.id ?? '', 'role.grant')).toMatchObject([
      { actorId: zoneKeeper.id, principalId: owner.id, noun: 'roleGrant' },
    ]);
    const mine = await linli.get('/api/v1/me/merchants', { as: owner });
    expect(mine.body).toMatchObject({ items: [{ state: 'open', can: { offer: true } }] });
  });

  it('is refused with a reason, which its applicant reads, and gives no role', async () => {
    const { owner, merchant: made } = await anApplication();
    expect((await decide(made, zoneKeeper, { verdict: 'refuse' })).status).toBe(400);
    await decide(made, zoneKeeper, { verdict: 'refuse', reason: '地址不在本街道' });
    const mine = await linli.get('/api/v1/me/merchants', { as: owner });
    expect(mine.body).toMatchObject({ items: [{ state: 'refused', reason: '地址不在本街道' }] });
    expect(await grantsOf(made.id)).toEqual([]);
  });

  it('is decided as it was read: a word on one that was made anew since is for nothing', async () => {
    const { owner, merchant: read } = await anApplication();
    await decide(read, zoneKeeper, { verdict: 'refuse', reason: '写清门牌' });
    const as = owner;
    const path = `/api/v1/merchants/${read.id}/application`;
    const body = merchantBody({ name: '另一家店' });
    const anew = (await linliAt(NOW + MINUTE_MS).put(path, { as, body })).body as Merchant;
    const replies = await twenty(() => decide(read, zoneKeeper));
    expect(tally(replies)).toEqual({ '409 merchant.changed': 20 });
    expect((await merchantOf(read.id))?.state).toBe('applied');
    expect([await grantsOf(read.id), await auditsOf(read.id, 'merchant.approve')]).toEqual([
      [],
      [],
    ]);
    expect((await decide(anew, zoneKeeper)).body).toMatchObject({ state: 'open' });
    const url = `/api/v1/staff/merchants/${anew.id}/decide`;
    const unread = await linli.post(url, { as: zoneKeeper, body: { verdict: 'approve' } });
    expect(codeOf(unread)).toBe('input.invalid');
  });

  it('is not decided by whoever made it, nor by another zone’s keeper', async () => {
    const { merchant: made } = await anApplication(zoneKeeper);
    expect(codeOf(await decide(made, zoneKeeper))).toBe('merchant.own');
    expect(codeOf(await decide(made, await keeper('zb')))).toBe('merchant.notFound');
    expect((await merchantOf(made.id))?.state).toBe('applied');
    const others = await linli.get('/api/v1/staff/merchants', { as: await keeper('zb') });
    expect(others.body).toEqual({ items: [], next: null });
  });
});

/** A keeper of the zone who also stands at this merchant's counter. */
async function keeperAtCounter(merchantId: string) {
  const as = await keeper();
  const grant = { role: 'merchant_clerk', scopeKind: 'merchant', scopeId: merchantId } as const;
  await db.batch(grantOf(as.id, grant));
  return as;
}

describe('a merchant', () => {
  it('is not suspended nor resumed by a keeper who works there', async () => {
    const { merchant: made } = await anOpenMerchant();
    const insider = await keeperAtCounter(made.id);
    const to = (act: string, as: Somebody) =>
      linli.post(`/api/v1/staff/merchants/${made.id}/${act}`, { as, body: { reason: '邻居反映' } });
    expect(codeOf(await to('suspend', insider))).toBe('merchant.own');
    await to('suspend', zoneKeeper);
    expect(codeOf(await to('resume', insider))).toBe('merchant.own');
    expect((await merchantOf(made.id))?.state).toBe('suspended');
    const own = { decide: false, suspend: false, resume: false };
    const listed = await linli.get('/api/v1/me/merchants', { as: insider });
    expect(listed.body).toMatchObject({ items: [{ id: made.id, can: own }] });
  });

  it('is suspended and resumed with a reason and an audit row, by keepers only', async () => {
    const { owner, merchant: made } = await anOpenMerchant();
    const to = (act: string, as: Somebody) =>
      linli.post(`/api/v1/staff/merchants/${made.id}/${act}`, { as, body: { reason: '邻居反映' } });
    expect(codeOf(await to('suspend', owner))).toBe('auth.forbidden');
    expect(codeOf(await to('resume', zoneKeeper))).toBe('merchant.state');
    expect((await to('suspend', zoneKeeper)).body).toMatchObject({
      state: 'suspended',
      reason: '邻居反映',
    });
    const path = `/api/v1/merchants/${made.id}/goods`;
    expect(codeOf(await linli.post(path, { as: owner, body: goodBody() }))).toBe('merchant.state');
    expect((await to('resume', zoneKeeper)).body).toMatchObject({ state: 'open', reason: null });
    expect(await auditsOf(made.id, 'merchant.suspend')).toHaveLength(1);
    expect(await auditsOf(made.id, 'merchant.resume')).toHaveLength(1);
  });
});

describe('a good', () => {
  it('goes from a draft to the shelf', async () => {
    const { good: made, merchant: its, owner } = await aSubmittedGood();
    const waiting = await linli.get('/api/v1/staff/goods', { as: zoneKeeper });
    const items = (waiting.body as { items: { id: string }[] }).items;
    expect(items.map(({ id }) => id)).toContain(made.id);
    expect((await decideGood(made, zoneKeeper)).body).toMatchObject({ state: 'offered' });
    expect(await auditsOf(made.id, 'good.approve')).toHaveLength(1);
    const own = await linli.get(`/api/v1/merchants/${its.id}/goods`, { as: owner });
    expect(own.body).toMatchObject({
      items: [{ state: 'offered', stockTotal: 10, can: { edit: false, restock: true } }],
    });
  });

  it('is a coupon when it takes money off', async () => {
    const { good: made } = await aDraft({ coupon: { fen: 500, minSpendFen: 3000 } });
    expect(made).toMatchObject({ kind: 'coupon', coupon: { fen: 500, minSpendFen: 3000 } });
  });

  it('is approved once by twenty', async () => {
    const { good: made } = await aSubmittedGood();
    const replies = await twenty(() => decideGood(made, zoneKeeper));
    expect(tally(replies)).toEqual({ '200': 1, '409 good.state': 19 });
    expect(await auditsOf(made.id, 'good.approve')).toHaveLength(1);
  });

  it('is changed by one of twenty who read the same revision', async () => {
    const { good: made, owner } = await aDraft();
    const replies = await twenty((index) =>
      linli.put(`/api/v1/merchants/goods/${made.id}`, {
        as: owner,
        body: { ...goodBody({ points: 30 + index }), revision: 1 },
      }),
    );
    expect(tally(replies)).toEqual({ '200': 1, '409 good.changed': 19 });
    expect((await goodOf(made.id))?.revision).toBe(2);
  });

  it('that was refused can be written anew and submitted again; what is offered can’t', async () => {
    const { good: made, owner } = await aSubmittedGood();
    await decideGood(made, zoneKeeper, { verdict: 'refuse', reason: '写清楚几枚' });
    const edit = (revision: number) =>
      linli.put(`/api/v1/merchants/goods/${made.id}`, {
        as: owner,
        body: { ...goodBody({ title: '鸡蛋十枚' }), revision },
      });
    expect((await edit(made.revision)).body).toMatchObject({
      state: 'draft',
      title: '鸡蛋十枚',
      reason: null,
    });
    const anew = (await ofGood(made.id, 'submit', owner)).body as OwnGood;
    expect((await decideGood(anew, zoneKeeper)).body).toMatchObject({ state: 'offered' });
    expect(codeOf(await edit(anew.revision))).toBe('good.state');
    expect(codeOf(await ofGood(made.id, 'submit', owner))).toBe('good.state');
  });

  it('is approved as it was read: refused, written anew and submitted again, it is another', async () => {
    const { good: read, owner } = await aSubmittedGood();
    const other = await keeper();
    await decideGood(read, zoneKeeper, { verdict: 'refuse', reason: '太贵了' });
    const body = { ...goodBody({ settleFen: 9_000_000 }), revision: read.revision };
    await linli.put(`/api/v1/merchants/goods/${read.id}`, { as: owner, body });
    await ofGood(read.id, 'submit', owner);
    expect(tally(await twenty(() => decideGood(read, other)))).toEqual({ '409 good.changed': 20 });
    expect(await goodOf(read.id)).toMatchObject({ state: 'submitted', settleFen: 9_000_000 });
    expect(await auditsOf(read.id, 'good.approve')).toEqual([]);
    const url = `/api/v1/staff/goods/${read.id}/decide`;
    const unread = await linli.post(url, { as: other, body: { verdict: 'approve' } });
    expect(codeOf(unread)).toBe('input.invalid');
  });

  it('is another also with more stock, which is no change of its terms', async () => {
    const { good: read, owner } = await aSubmittedGood();
    await decideGood(read, zoneKeeper, { verdict: 'refuse', reason: '太贵了' });
    const path = `/api/v1/merchants/goods/${read.id}/stock`;
    await linli.put(path, { as: owner, body: { stockTotal: 90_000 } });
    const anew = (await ofGood(read.id, 'submit', owner)).body as OwnGood;
    expect(codeOf(await decideGood(read, zoneKeeper))).toBe('good.changed');
    expect((await decideGood(anew, zoneKeeper)).body).toMatchObject({ state: 'offered' });
  });

  it('is not there for another merchant, and not decided by its own', async () => {
    const { good: made, owner, merchant: its } = await aSubmittedGood();
    const { owner: other } = await anOpenMerchant();
    expect(codeOf(await ofGood(made.id, 'submit', other))).toBe('good.notFound');
    expect(codeOf(await linli.get(`/api/v1/merchants/${its.id}/goods`, { as: other }))).toBe(
      'merchant.notFound',
    );
    expect(codeOf(await decideGood(made, owner))).toBe('auth.forbidden');
    const grant = { role: 'zone_operator', scopeKind: 'zone', scopeId: 'za' } as const;
    await db.batch(grantOf(owner.id, grant));
    expect(codeOf(await decideGood(made, owner))).toBe('good.own');
    expect((await goodOf(made.id))?.state).toBe('submitted');
  });

  it('is not let onto the shelf, nor kept off it, by a keeper who works there', async () => {
    const { good: made, merchant: its } = await aSubmittedGood();
    const insider = await keeperAtCounter(its.id);
    expect(codeOf(await decideGood(made, insider))).toBe('good.own');
    const refusal = { verdict: 'refuse', reason: '太贵了' };
    expect(codeOf(await decideGood(made, insider, refusal))).toBe('good.own');
    expect(await goodOf(made.id)).toMatchObject({ state: 'submitted', reason: null });
    expect(await auditsOf(made.id, 'good.approve')).toEqual([]);
    const seen = await linli.get(`/api/v1/merchants/${its.id}/goods`, { as: insider });
    expect(seen.body).toMatchObject({ items: [{ id: made.id, can: { decide: false } }] });
    expect((await decideGood(made, zoneKeeper)).body).toMatchObject({ state: 'offered' });
  });

  it('gets more stock or less, and leaves the shelf with a reason', async () => {
    const { good: made, owner } = await anOfferedGood();
    const stock = (stockTotal: number) =>
      linli.put(`/api/v1/merchants/goods/${made.id}/stock`, { as: owner, body: { stockTotal } });
    expect((await stock(3)).body).toMatchObject({ stockTotal: 3 });
    const gone = await ofGood(made.id, 'withdraw', owner, { reason: '卖完了' });
    expect(gone.body).toMatchObject({ state: 'withdrawn', reason: '卖完了' });
    expect(await auditsOf(made.id, 'good.withdraw')).toHaveLength(1);
    expect(codeOf(await stock(9))).toBe('good.state');
    expect((await goodOf(made.id))?.stockTotal).toBe(3);
  });
});
