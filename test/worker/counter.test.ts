/** The counter: previews, redeeming once, undoing, and the limit of wrong codes. */
import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Counter } from '../../worker/features/mall/schema/counter.ts';
import type { Redemption } from '../../worker/features/mall/schema/redemptions.ts';
import { counterAttempt, redemption, shop } from '../../worker/features/mall/tables.ts';
import { notice } from '../../worker/features/notices/tables.ts';
import { issueDue } from '../../worker/features/settlement/commands/issue.ts';
import { audit } from '../../worker/lib/tables.ts';
import { fromRfc3339, MINUTE_MS } from '../../worker/lib/time.ts';
import {
  atCounter,
  clerkOf,
  goodOf,
  heldRedemption,
  ledgerHolds,
  merchantOf,
  redeeming,
  richOf,
  stallOf,
  stateOf,
  takenOf,
  wrongCode,
} from './mall-world.ts';
import { balanceOf, contextAt, pointsOf, transactionsOf } from './points-world.ts';
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
beforeAll(smallSubdistrict);

/** When statements of the month that tests are in are issued. */
const IN_DECEMBER = fromRfc3339('2026-12-01T00:30:00+08:00');

const preview = (as: Somebody, code: string, at = linli) =>
  at.post('/api/v1/counter/previews', { as, body: { code } });
const undo = (as: Somebody, id: string, reason = '拿错了') =>
  linli.post(`/api/v1/counter/redemptions/${id}/undo`, { as, body: { reason } });
const twenty = <T>(ask: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: 20 }, (_, index) => ask(index)));
const attemptsAt = (merchantId: string) =>
  db.select().from(counterAttempt).where(eq(counterAttempt.merchantId, merchantId));
const rowsOf = (id: string, act: string) =>
  db
    .select()
    .from(audit)
    .where(and(eq(audit.nounId, id), eq(audit.act, act)));

async function fetched() {
  const held = await heldRedemption(linli);
  await atCounter(linli, held.clerk, held.redemption.code, held.shopId);
  return held;
}

describe('a preview', () => {
  it('shows what is fetched and a masked name, and changes nothing', async () => {
    const { redemption: made, clerk, merchantId } = await heldRedemption(linli);
    const reply = await preview(clerk, made.code);
    expect([reply.status, reply.body]).toMatchObject([
      200,
      {
        ...{ id: made.id, state: 'held', quantity: 1, name: '测**', until: made.until },
        ...{ good: { title: '测试毛巾' }, can: { redeem: true, undo: false } },
      },
    ]);
    expect(JSON.stringify(reply.body)).not.toContain(made.code);
    expect([await stateOf(made.id), await attemptsAt(merchantId)]).toEqual(['held', []]);
  });

  it('tells of a slip of the finger without counting it', async () => {
    const { redemption: made, clerk, merchantId } = await heldRedemption(linli);
    const slipped = made.code.slice(0, 9) + ((Number(made.code[9]) + 1) % 10);
    expect(codeOf(await preview(clerk, slipped))).toBe('redemption.misread');
    expect(await attemptsAt(merchantId)).toEqual([]);
  });

  it('is for clerks and owners of the merchant only: to another merchant’s the code is unknown, and it counts', async () => {
    const { redemption: made, merchantId } = await heldRedemption(linli);
    const other = await stallOf();
    expect(codeOf(await preview(other.clerk, made.code))).toBe('redemption.notFound');
    expect(await attemptsAt(other.merchantId)).toMatchObject([{ clerkId: other.clerk.id }]);
    const owner = await staffOf({
      ...{ role: 'merchant_owner', scopeKind: 'merchant', scopeId: merchantId },
    });
    expect((await preview(owner, made.code)).status).toBe(200);
    const admin = await staffOf({
      ...{ role: 'subdistrict_admin', scopeKind: 'subdistrict', scopeId: '*' },
    });
    for (const as of [admin, await signedInPerson()]) {
      expect(codeOf(await preview(as, made.code))).toBe('auth.forbidden');
      expect(codeOf(await atCounter(linli, as, made.code, 'none'))).toBe('auth.forbidden');
      expect(codeOf(await undo(as, made.id))).toBe('auth.forbidden');
      expect(codeOf(await linli.get('/api/v1/counter', { as }))).toBe('auth.forbidden');
    }
  });

  it('waits after ten wrong codes of one clerk in a quarter of an hour, the right one too, and for that clerk only', async () => {
    const { redemption: made, clerk, merchantId, shopId } = await heldRedemption(linli);
    const tries = await twenty(() => preview(clerk, wrongCode()));
    expect(tally(tries)).toEqual({ '404 redemption.notFound': 10, '429 counter.tooMany': 10 });
    expect(await attemptsAt(merchantId)).toHaveLength(10);
    for (const reply of [
      await preview(clerk, made.code),
      await atCounter(linli, clerk, made.code, shopId),
    ]) {
      expect(reply.body).toMatchObject({
        ...{ code: 'counter.tooMany', rule: { name: 'wrongCodes', value: 10 } },
        possibleFrom: '2026-11-25T10:52:00+08:00',
      });
    }
    expect((await preview(await clerkOf(merchantId), made.code)).status).toBe(200);
    const later = linliAt(NOW + 15 * MINUTE_MS);
    expect((await preview(clerk, made.code, later)).status).toBe(200);
  });

  it('locks nobody else out when one clerk of two merchants has tried too often', async () => {
    const [one, other] = [await heldRedemption(linli), await heldRedemption(linli)];
    const both = await clerkOf(one.merchantId);
    const scope = { scopeKind: 'merchant', scopeId: other.merchantId } as const;
    await db.batch(grantOf(both.id, { role: 'merchant_clerk', ...scope }));
    const tries = await twenty(() => preview(both, wrongCode()));
    expect(tally(tries)).toEqual({ '404 redemption.notFound': 10, '429 counter.tooMany': 10 });
    expect(codeOf(await preview(both, other.redemption.code))).toBe('counter.tooMany');
    for (const { clerk, redemption: made, shopId } of [one, other]) {
      expect((await atCounter(linli, clerk, made.code, shopId)).status).toBe(200);
    }
  });

  it('waits for all at a merchant’s counters after thirty wrong codes of theirs, and at no other merchant’s', async () => {
    const { redemption: made, clerk, merchantId, shopId } = await heldRedemption(linli);
    const clerks = await Promise.all(Array.from({ length: 4 }, () => clerkOf(merchantId)));
    const tries = await Promise.all(
      clerks.flatMap((as) => Array.from({ length: 9 }, () => preview(as, wrongCode()))),
    );
    expect(tally(tries)).toEqual({ '404 redemption.notFound': 30, '429 counter.tooMany': 6 });
    expect(await attemptsAt(merchantId)).toHaveLength(30);
    expect((await atCounter(linli, clerk, made.code, shopId)).body).toMatchObject({
      ...{ code: 'counter.tooMany', rule: { name: 'wrongCodes', value: 30 } },
      possibleFrom: '2026-11-25T10:52:00+08:00',
    });
    const elsewhere = await heldRedemption(linli);
    expect((await preview(elsewhere.clerk, elsewhere.redemption.code)).status).toBe(200);
    const later = linliAt(NOW + 15 * MINUTE_MS);
    expect((await preview(clerk, made.code, later)).status).toBe(200);
  });
});

describe('redeeming', () => {
  it('pays the merchant out of the hold, and leaves who, where and an audit row', async () => {
    const {
      redemption: made,
      clerk,
      shopId,
      merchantId,
      resident,
      goodId,
    } = await heldRedemption(linli);
    const reply = await atCounter(linli, clerk, made.code, shopId);
    expect(reply.body).toMatchObject({
      ...{ state: 'redeemed', shopName: '测试门店', redeemed: '2026-11-25T10:37:00+08:00' },
      can: { redeem: false, undo: true },
    });
    const [row] = await db.select().from(redemption).where(eq(redemption.id, made.id));
    expect(row).toMatchObject({ redeemedBy: clerk.id, shopId, redeemedAt: NOW });
    expect(await balanceOf(`merchant:${merchantId}`)).toBe(10);
    expect(await pointsOf(resident.id)).toEqual({ 'lot never': 20 });
    expect(await takenOf(goodId)).toEqual({ row: 1, live: 1 });
    expect(await rowsOf(made.id, 'redemption.redeem')).toMatchObject([
      { actorId: clerk.id, principalId: resident.id, detail: { shopId } },
    ]);
    const seen = await linli.get(`/api/v1/redemptions/${made.id}`, { as: resident });
    expect(seen.body).toMatchObject({ state: 'redeemed', shopName: '测试门店' });
    const counter = (await linli.get('/api/v1/counter', { as: clerk })).body as Counter;
    expect(counter).toMatchObject({
      merchants: [{ id: merchantId, shops: [{ id: shopId }] }],
      today: [{ id: made.id, name: '测**', shopName: '测试门店' }],
    });
  });

  it('happens once when one code is shown at two counters twenty times', async () => {
    const { redemption: made, clerk, shopId, merchantId, goodId } = await heldRedemption(linli);
    const colleague = await clerkOf(merchantId);
    const replies = await twenty((index) =>
      atCounter(linli, index % 2 ? clerk : colleague, made.code, shopId),
    );
    expect(tally(replies)).toEqual({ '200': 1, '409 redemption.state': 19 });
    expect(await balanceOf(`merchant:${merchantId}`)).toBe(10);
    expect(await rowsOf(made.id, 'redemption.redeem')).toHaveLength(1);
    expect(await takenOf(goodId)).toEqual({ row: 1, live: 1 });
    expect(await ledgerHolds()).toBe(true);
    const again = await atCounter(linli, clerk, made.code, shopId);
    expect(again.body).toMatchObject({
      rule: { name: 'redeemedAt', value: '2026-11-25T10:37:00+08:00' },
    });
  });

  it('is refused for what was cancelled: the merchant gets nothing', async () => {
    const { redemption: made, clerk, shopId, merchantId, resident } = await heldRedemption(linli);
    await linli.post(`/api/v1/redemptions/${made.id}/cancel`, { as: resident });
    const reply = await atCounter(linli, clerk, made.code, shopId);
    expect(reply.body).toMatchObject({
      code: 'redemption.state',
      rule: { name: 'state', value: 'cancelled' },
    });
    expect([await balanceOf(`merchant:${merchantId}`), await pointsOf(resident.id)]).toEqual([
      0,
      { 'lot never': 30 },
    ]);
  });

  it('is for others: a clerk redeems and undoes none of their own', async () => {
    const { merchantId, shopId, goodId } = await stallOf();
    const resident = await richOf(30);
    const grant = { role: 'merchant_clerk', scopeKind: 'merchant', scopeId: merchantId } as const;
    await db.batch(grantOf(resident.id, grant));
    const made = (await redeeming(linli, resident, goodId)).body as Redemption;
    expect((await preview(resident, made.code)).body).toMatchObject({ can: { redeem: false } });
    expect(codeOf(await atCounter(linli, resident, made.code, shopId))).toBe('redemption.own');
    expect(await stateOf(made.id)).toBe('held');
    await atCounter(linli, await clerkOf(merchantId), made.code, shopId);
    expect(codeOf(await undo(resident, made.id))).toBe('redemption.own');
    expect(await stateOf(made.id)).toBe('redeemed');
  });

  it('is refused at another merchant’s shop and at one that closed', async () => {
    const { redemption: made, clerk, shopId, merchantId } = await heldRedemption(linli);
    const other = await merchantOf();
    expect(codeOf(await atCounter(linli, clerk, made.code, other.shopId))).toBe('shop.notFound');
    const [row] = await db.select().from(shop).where(eq(shop.id, shopId));
    if (row) await db.insert(shop).values({ ...row, id: `${shopId}-b` });
    await db.update(shop).set({ closedAt: NOW }).where(eq(shop.id, shopId));
    expect(codeOf(await atCounter(linli, clerk, made.code, shopId))).toBe('shop.notFound');
    expect([await stateOf(made.id), await balanceOf(`merchant:${merchantId}`)]).toEqual([
      'held',
      0,
    ]);
  });
});

describe('undoing', () => {
  it('gives points and stock back once, wanted by twenty, and tells the resident why', async () => {
    const { redemption: made, clerk, merchantId, resident, goodId } = await fetched();
    const replies = await twenty(() => undo(clerk, made.id));
    expect(tally(replies)).toEqual({ '200': 1, '409 redemption.state': 19 });
    expect(await stateOf(made.id)).toBe('undone');
    expect(await balanceOf(`merchant:${merchantId}`)).toBe(0);
    expect(await pointsOf(resident.id)).toEqual({ 'lot never': 30 });
    const refunds = (await transactionsOf(resident.id)).filter(({ kind }) => kind === 'refund');
    expect(refunds).toMatchObject([{ points: 10, postedBy: clerk.id }]);
    expect(await takenOf(goodId)).toEqual({ row: 0, live: 0 });
    expect(await rowsOf(made.id, 'redemption.undo')).toMatchObject([{ reason: '拿错了' }]);
    const told = await db.select().from(notice).where(eq(notice.residentId, resident.id));
    expect(told).toMatchObject([{ kind: 'redemption.undone', params: { reason: '拿错了' } }]);
    expect(await ledgerHolds()).toBe(true);
  });

  it('is refused for what was not fetched, without a reason, and for another merchant’s', async () => {
    const { redemption: made, clerk } = await heldRedemption(linli);
    expect(codeOf(await undo(clerk, made.id))).toBe('redemption.state');
    expect(codeOf(await undo(clerk, made.id, ' '))).toBe('input.invalid');
    const { clerk: other } = await stallOf();
    expect(codeOf(await undo(other, (await fetched()).redemption.id))).toBe('redemption.notFound');
    expect(await stateOf(made.id)).toBe('held');
  });

  it('is refused once it stands in a statement', async () => {
    const { redemption: made, clerk, resident } = await fetched();
    await issueDue(contextAt(IN_DECEMBER));
    expect(codeOf(await undo(clerk, made.id))).toBe('redemption.settled');
    expect([await stateOf(made.id), await pointsOf(resident.id)]).toEqual([
      'redeemed',
      { 'lot never': 20 },
    ]);
  });

  it('lets somebody have it again whose share is free again', async () => {
    const { merchantId, shopId, clerk } = await stallOf();
    const goodId = await goodOf(merchantId, { perPerson: 1, perOrder: 1 });
    const resident = await richOf(30);
    const made = (await redeeming(linli, resident, goodId)).body as Redemption;
    await atCounter(linli, clerk, made.code, shopId);
    expect(codeOf(await redeeming(linli, resident, goodId))).toBe('good.perPerson');
    await undo(clerk, made.id);
    expect((await redeeming(linli, resident, goodId)).status).toBe(201);
  });
});
