/** What merchants do by themselves: asking again, changing, shops, clerks, taking back what they can't give, closing. */
import { and, eq, isNull } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { roleGrant } from '../../worker/features/identity/tables.ts';
import type { Clerks, Merchant } from '../../worker/features/mall/schema/merchants.ts';
import { good, merchant, shop } from '../../worker/features/mall/tables.ts';
import { notice } from '../../worker/features/notices/tables.ts';
import { audit } from '../../worker/lib/tables.ts';
import { atCounter, ledgerHolds, stateOf, takenOf } from './mall-world.ts';
import {
  aClerk,
  aHeldGood,
  anApplication,
  anOfferedGood,
  anOpenMerchant,
  aRefusal,
  keeper,
  merchantBody,
  numberOf,
  shopBody,
} from './merchants-world.ts';
import { pointsOf } from './points-world.ts';
import {
  codeOf,
  db,
  grantOf,
  linliAt,
  NOW,
  type Somebody,
  signedInPerson,
  smallSubdistrict,
  tally,
} from './world.ts';

const linli = linliAt();
let zoneKeeper: Somebody;
beforeAll(async () => {
  await smallSubdistrict();
  zoneKeeper = await keeper();
});

const API = '/api/v1/merchants';
const twenty = <T>(ask: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: 20 }, (_, index) => ask(index)));
const merchantOf = async (id: string) =>
  (await db.select().from(merchant).where(eq(merchant.id, id)))[0];
const openShops = (id: string) =>
  db
    .select()
    .from(shop)
    .where(and(eq(shop.merchantId, id), isNull(shop.closedAt)));
const clerkGrants = (id: string) =>
  db
    .select()
    .from(roleGrant)
    .where(
      and(
        eq(roleGrant.scopeId, id),
        eq(roleGrant.role, 'merchant_clerk'),
        isNull(roleGrant.revokedAt),
      ),
    );
const rowsOf = (id: string, act: string) =>
  db
    .select()
    .from(audit)
    .where(and(eq(audit.nounId, id), eq(audit.act, act)));
const toldOf = (residentId: string) =>
  db.select().from(notice).where(eq(notice.residentId, residentId));
const suspend = (id: string) =>
  linli.post(`/api/v1/staff/merchants/${id}/suspend`, {
    as: zoneKeeper,
    body: { reason: '邻居反映' },
  });

describe('asking again after a refusal', () => {
  const again = (id: string, as: Somebody, body: object = merchantBody()) =>
    linli.put(`${API}/${id}/application`, { as, body });

  it('is done anew by whoever was refused, shop and community too, and waits', async () => {
    const { owner, merchant: made } = await aRefusal();
    const mine = await linli.get('/api/v1/me/merchants', { as: owner });
    expect(mine.body).toMatchObject({ items: [{ reason: '写清门牌', can: { reapply: true } }] });
    const body = merchantBody({ name: '改好的店', shop: shopBody(), communityId: 'cb' });
    expect((await again(made.id, owner, body)).body).toMatchObject({
      ...{ id: made.id, name: '改好的店', state: 'applied', reason: null, communityId: 'cb' },
      shops: [{ name: '测试二店' }],
    });
    expect(await openShops(made.id)).toHaveLength(1);
  });

  it('happens once of twenty', async () => {
    const { owner, merchant: made } = await aRefusal();
    const replies = await twenty(() => again(made.id, owner));
    expect(tally(replies)).toEqual({ '200': 1, '409 merchant.state': 19 });
  });

  it('is refused to others, while another one waits, before a refusal, and for no community', async () => {
    const { owner, merchant: made } = await aRefusal();
    expect(codeOf(await again(made.id, await signedInPerson()))).toBe('merchant.notFound');
    expect(codeOf(await again(made.id, zoneKeeper))).toBe('auth.forbidden');
    const nowhere = merchantBody({ communityId: 'nowhere' });
    expect(codeOf(await again(made.id, owner, nowhere))).toBe('community.notFound');
    const { merchant: other } = await anApplication(owner);
    expect(codeOf(await again(made.id, owner))).toBe('merchant.exists');
    expect(codeOf(await again(other.id, owner))).toBe('merchant.state');
    expect((await merchantOf(made.id))?.state).toBe('refused');
  });
});

describe('what residents read of a merchant', () => {
  const data = { name: '新名字', category: 'food', summary: '早点和面', phone: '0571-88880000' };
  const change = (id: string, as: Somebody) => linli.put(`${API}/${id}`, { as, body: data });

  it('is changed by its owner, also while it is suspended, with an audit row', async () => {
    const { owner, merchant: made } = await anOpenMerchant();
    expect((await change(made.id, owner)).body).toMatchObject({ ...data, state: 'open' });
    await suspend(made.id);
    expect((await change(made.id, owner)).status).toBe(200);
    expect(await rowsOf(made.id, 'merchant.change')).toHaveLength(2);
  });

  it('is not changed by clerks, keepers, strangers, nor before it is let in', async () => {
    const { merchant: made, clerk } = await aClerk();
    expect(codeOf(await change(made.id, clerk))).toBe('auth.forbidden');
    expect(codeOf(await change(made.id, zoneKeeper))).toBe('auth.forbidden');
    expect(codeOf(await change(made.id, await signedInPerson()))).toBe('merchant.notFound');
    const { owner, merchant: applied } = await anApplication();
    expect(codeOf(await change(applied.id, owner))).toBe('auth.forbidden');
    expect((await merchantOf(made.id))?.name).toBe(made.name);
  });
});

describe('a shop', () => {
  const close = (id: string | undefined, as: Somebody) =>
    linli.post(`${API}/shops/${id}/close`, { as, body: {} });

  it('is opened, changed and closed by the owner, each with an audit row', async () => {
    const { owner, merchant: made } = await anOpenMerchant();
    const first = made.shops[0]?.id;
    const added = await linli.post(`${API}/${made.id}/shops`, { as: owner, body: shopBody() });
    expect(added.status).toBe(201);
    const second = (added.body as Merchant).shops.find(({ id }) => id !== first);
    const body = shopBody({ hours: '全天' });
    const changed = await linli.put(`${API}/shops/${second?.id}`, { as: owner, body });
    expect(changed.body).toMatchObject({ shops: [{}, { hours: '全天' }] });
    expect((await close(first, owner)).body).toMatchObject({ shops: [{ id: second?.id }] });
    for (const [id, act] of [
      [second?.id, 'shop.add'],
      [second?.id, 'shop.change'],
      [first, 'shop.close'],
    ] as const) {
      expect([act, await rowsOf(id ?? '', act)]).toMatchObject([act, [{ actorId: owner.id }]]);
    }
    expect(codeOf(await close(first, owner))).toBe('shop.notFound');
  });

  it('is left of two, closed by twenty at once', async () => {
    const { owner, merchant: made } = await anOpenMerchant();
    const added = await linli.post(`${API}/${made.id}/shops`, { as: owner, body: shopBody() });
    const ids = (added.body as Merchant).shops.map(({ id }) => id);
    const replies = await twenty((index) => close(ids[index % 2], owner));
    expect(tally(replies)['200']).toBe(1);
    expect(await openShops(made.id)).toHaveLength(1);
    const [left] = await openShops(made.id);
    expect(codeOf(await close(left?.id, owner))).toBe('shop.last');
  });

  it('is one of twenty at most, also when more are opened at once', async () => {
    const { owner, merchant: made } = await anOpenMerchant();
    const replies = await twenty(() =>
      linli.post(`${API}/${made.id}/shops`, { as: owner, body: shopBody() }),
    );
    expect(tally(replies)).toEqual({ '201': 19, '409 shop.limit': 1 });
    expect(await openShops(made.id)).toHaveLength(20);
  });

  it('is opened once for one key', async () => {
    const { owner, merchant: made } = await anOpenMerchant();
    const [headers, body] = [{ 'Idempotency-Key': 'second-shop' }, shopBody()];
    await twenty(() => linli.post(`${API}/${made.id}/shops`, { as: owner, body, headers }));
    expect(await openShops(made.id)).toHaveLength(2);
  });

  it('is not there for another merchant', async () => {
    const { merchant: made } = await anOpenMerchant();
    const { owner: other } = await anOpenMerchant();
    expect(codeOf(await close(made.shops[0]?.id, other))).toBe('merchant.notFound');
    expect(await openShops(made.id)).toHaveLength(1);
  });
});

describe('a clerk', () => {
  const add = (id: string, as: Somebody, phoneNumber: string) =>
    linli.post(`${API}/${id}/clerks`, { as, body: { phoneNumber } });

  it('is added by number, told, listed with a masked name, and ended', async () => {
    const { owner, merchant: made, clerk, grantId } = await aClerk();
    expect(await toldOf(clerk.id)).toMatchObject([
      { kind: 'clerk.added', params: { merchant: made.name } },
    ]);
    const list = await linli.get(`${API}/${made.id}/clerks`, { as: owner });
    expect((list.body as Clerks).items).toMatchObject([{ id: grantId, name: '许**' }]);
    expect(JSON.stringify(list.body)).not.toContain('139');
    expect((await linli.get('/api/v1/counter', { as: clerk })).status).toBe(200);
    expect(await rowsOf(made.id, 'clerk.add')).toMatchObject([{ principalId: clerk.id }]);
    const end = () => linli.del(`${API}/clerks/${grantId}`, { as: owner });
    expect(tally(await twenty(end))).toEqual({ '204': 1, '404 clerk.notFound': 19 });
    expect(codeOf(await linli.get('/api/v1/counter', { as: clerk }))).toBe('auth.forbidden');
    expect(await rowsOf(made.id, 'clerk.end')).toHaveLength(1);
    for (const act of ['role.grant', 'role.revoke']) {
      expect(await rowsOf(grantId, act)).toMatchObject([
        { actorId: owner.id, principalId: clerk.id, noun: 'roleGrant' },
      ]);
    }
  });

  it('is added once by twenty, and the owner is none', async () => {
    const { owner, merchant: made } = await anOpenMerchant();
    const number = await numberOf(await signedInPerson());
    const replies = await twenty(() => add(made.id, owner, number));
    expect(tally(replies)).toEqual({ '204': 1, '409 clerk.exists': 19 });
    expect(await clerkGrants(made.id)).toHaveLength(1);
    expect(codeOf(await add(made.id, owner, await numberOf(owner)))).toBe('clerk.exists');
  });

  it('whose time there has run out isn’t there any more, and can be added again', async () => {
    const { owner, merchant: made } = await anOpenMerchant();
    const clerk = await signedInPerson({ name: '许小芸' });
    const scope = { scopeKind: 'merchant', scopeId: made.id } as const;
    await db.batch(grantOf(clerk.id, { role: 'merchant_clerk', ...scope }, NOW));
    const path = `${API}/${made.id}/clerks`;
    expect((await linli.get(path, { as: owner })).body).toEqual({ items: [] });
    expect((await add(made.id, owner, await numberOf(clerk))).status).toBe(204);
    expect((await linli.get(path, { as: owner })).body).toMatchObject({
      items: [{ name: '许**' }],
    });
    expect((await linli.get('/api/v1/counter', { as: clerk })).status).toBe(200);
  });

  it('can’t be looked for: ten numbers a day, known or not, and each leaves a row', async () => {
    const { owner, merchant: made } = await anOpenMerchant();
    const replies = await twenty((index) =>
      add(made.id, owner, `+8617${String(1e9 + index)}`.slice(0, 14)),
    );
    expect(tally(replies)).toEqual({ '422 clerk.unknown': 10, '429 clerk.tooMany': 10 });
    expect(await rowsOf(made.id, 'clerk.miss')).toHaveLength(10);
    const known = await numberOf(await signedInPerson());
    expect(codeOf(await add(made.id, owner, known))).toBe('clerk.tooMany');
    expect(await clerkGrants(made.id)).toEqual([]);
  });

  it('is the owner’s business alone', async () => {
    const { merchant: made, clerk, grantId } = await aClerk();
    const { owner: other } = await anOpenMerchant();
    const number = await numberOf(await signedInPerson());
    for (const [as, code] of [
      [clerk, 'auth.forbidden'],
      [zoneKeeper, 'auth.forbidden'],
      [other, 'merchant.notFound'],
    ] as const) {
      expect(codeOf(await add(made.id, as, number))).toBe(code);
      expect(codeOf(await linli.get(`${API}/${made.id}/clerks`, { as }))).toBe(code);
      expect(codeOf(await linli.del(`${API}/clerks/${grantId}`, { as }))).toBe(code);
    }
    expect(await clerkGrants(made.id)).toHaveLength(1);
    expect(await rowsOf(grantId, 'role.revoke')).toEqual([]);
  });
});

describe('revoking what can’t be handed over', () => {
  const revoke = (id: string, as: Somebody) =>
    linli.post(`${API}/redemptions/${id}/revoke`, { as, body: { reason: '进不到货' } });

  it('gives points and stock back once, wanted by twenty, and tells the resident why', async () => {
    const { owner, merchant: its, good: of, resident, redemption: made } = await aHeldGood();
    const held = await linli.get(`${API}/${its.id}/redemptions`, { as: owner });
    expect(held.body).toMatchObject({
      items: [{ id: made.id, quantity: 1, can: { revoke: true, redeem: true } }],
    });
    expect(JSON.stringify(held.body)).not.toContain(made.code);
    expect(await takenOf(of.id)).toEqual({ row: 1, live: 1 });
    const replies = await twenty((index) => revoke(made.id, index % 2 ? owner : zoneKeeper));
    expect(tally(replies)).toEqual({ '200': 1, '409 redemption.state': 19 });
    expect(await stateOf(made.id)).toBe('revoked');
    expect(await takenOf(of.id)).toEqual({ row: 0, live: 0 });
    expect(await pointsOf(resident.id)).toEqual({ 'lot never': 100 });
    expect(await ledgerHolds()).toBe(true);
    expect(await toldOf(resident.id)).toMatchObject([
      { kind: 'redemption.revoked', params: { reason: '进不到货', points: '20' } },
    ]);
    expect(await rowsOf(made.id, 'redemption.revoke')).toHaveLength(1);
    const mine = await linli.get(`/api/v1/redemptions/${made.id}`, { as: resident });
    expect(mine.body).toMatchObject({ state: 'revoked', reason: '进不到货' });
  });

  it('and handing it over: one of both happens', async () => {
    const { owner, merchant: its, redemption: made } = await aHeldGood();
    const at = its.shops[0]?.id ?? '';
    const replies = await twenty((index) =>
      index % 2 ? revoke(made.id, owner) : atCounter(linli, owner, made.code, at),
    );
    expect(tally(replies)['200']).toBe(1);
    expect(['revoked', 'redeemed']).toContain(await stateOf(made.id));
    expect(await ledgerHolds()).toBe(true);
  });

  it('is for its owner and its zone’s keepers, never one’s own, and not once it was fetched', async () => {
    const { owner, merchant: its, resident, redemption: made } = await aHeldGood();
    for (const as of [resident, await keeper('zb'), (await anOpenMerchant()).owner]) {
      expect(codeOf(await revoke(made.id, as))).toBe('redemption.notFound');
    }
    const grant = { role: 'zone_operator', scopeKind: 'zone', scopeId: 'za' } as const;
    await db.batch(grantOf(resident.id, grant));
    expect(codeOf(await revoke(made.id, resident))).toBe('redemption.own');
    expect(await stateOf(made.id)).toBe('held');
    await atCounter(linli, owner, made.code, its.shops[0]?.id ?? '');
    expect(codeOf(await revoke(made.id, owner))).toBe('redemption.state');
  });
});

describe('closing for good', () => {
  const close = (id: string, as: Somebody) =>
    linli.post(`${API}/${id}/close`, { as, body: { reason: '房租到期' } });

  it('takes the goods off the shelf; what is held can still be fetched, and whoever has it is told', async () => {
    const { owner, merchant: its, good: of, resident, redemption: made } = await aHeldGood();
    const replies = await twenty(() => close(its.id, owner));
    expect(tally(replies)).toEqual({ '200': 1, '409 merchant.state': 19 });
    expect(await merchantOf(its.id)).toMatchObject({ state: 'closed', reason: '房租到期' });
    const [left] = await db.select().from(good).where(eq(good.id, of.id));
    expect(left).toMatchObject({ state: 'withdrawn', reason: '房租到期' });
    expect(await rowsOf(of.id, 'good.withdraw')).toHaveLength(1);
    expect(await rowsOf(its.id, 'merchant.close')).toHaveLength(1);
    expect(await toldOf(resident.id)).toMatchObject([
      { kind: 'merchant.closed', params: { merchant: its.name, good: of.title } },
    ]);
    const body = { goodId: of.id, quantity: 1 };
    const more = await linli.post('/api/v1/redemptions', { as: resident, body });
    expect(codeOf(more)).toBe('good.notOffered');
    const fetched = await atCounter(linli, owner, made.code, its.shops[0]?.id ?? '');
    expect([fetched.status, await ledgerHolds()]).toEqual([200, true]);
  });

  it('is done by its owner or a keeper, nobody else, and ends what may be changed', async () => {
    const { merchant: its, owner, clerk } = await aClerk();
    expect(codeOf(await close(its.id, clerk))).toBe('auth.forbidden');
    expect(codeOf(await close(its.id, await keeper('zb')))).toBe('merchant.notFound');
    expect((await merchantOf(its.id))?.state).toBe('open');
    expect((await close(its.id, zoneKeeper)).body).toMatchObject({ state: 'closed' });
    const shops = await linli.post(`${API}/${its.id}/shops`, { as: owner, body: shopBody() });
    expect(codeOf(shops)).toBe('merchant.state');
  });
});

describe('a suspended merchant', () => {
  it('hands over what is held and puts nothing up', async () => {
    const { owner, merchant: its, redemption: made } = await aHeldGood();
    await suspend(its.id);
    const fetched = await atCounter(linli, owner, made.code, its.shops[0]?.id ?? '');
    expect(fetched.body).toMatchObject({ state: 'redeemed' });
  });

  it('is found by keepers under its state, its name and its shop', async () => {
    const { merchant: its } = await anOfferedGood();
    await suspend(its.id);
    const find = async (query: string) => {
      const reply = await linli.get(`/api/v1/staff/merchants?${query}`, { as: zoneKeeper });
      return (reply.body as { items: Merchant[] }).items.map(({ id }) => id);
    };
    expect(await find('state=suspended')).toContain(its.id);
    expect(await find(`q=${encodeURIComponent(its.name)}`)).toEqual([its.id]);
    expect(await find(`state=open&q=${encodeURIComponent(its.name)}`)).toEqual([]);
    expect(await find(`q=${encodeURIComponent('没有的店')}`)).toEqual([]);
  });
});
