/** Merchants with a shop, clerks, goods, and residents with points, for tests. */
import { eq, sql } from 'drizzle-orm';
import { redemptionCode } from '../../worker/features/mall/rules.ts';
import type { Redemption } from '../../worker/features/mall/schema/redemptions.ts';
import { good, merchant, redemption, shop } from '../../worker/features/mall/tables.ts';
import { provePoints } from '../../worker/features/points/queries/proof.ts';
import { audit } from '../../worker/lib/tables.ts';
import { contextAt, earnerOf } from './points-world.ts';
import {
  db,
  type linliAt,
  NOW,
  type Reply,
  type Somebody,
  signedInPerson,
  staffOf,
  unique,
} from './world.ts';

type MerchantValues = Partial<typeof merchant.$inferInsert>;
type GoodValues = Partial<typeof good.$inferInsert>;

/** The audit row of an act on a merchant or a good, of somebody who has no part in it. */
export function decided(noun: 'merchant' | 'good', nounId: string, act = 'approve') {
  return db.insert(audit).values({
    ...{ id: `audit-${unique()}`, at: NOW, actorId: 'keeper', act: `${noun}.${act}` },
    ...{ noun, nounId },
  });
}

/** An open merchant of community `ca` with a shop near `hall`. */
export async function merchantOf(values: MerchantValues = {}) {
  const { id: appliedBy } = await signedInPerson();
  const id = values.id ?? `mch-${unique()}`;
  const shopId = `shp-${id}`;
  await db.batch([
    decided('merchant', id),
    db.insert(merchant).values({
      ...{ id, name: `测试商家 ${id}`, category: 'grocery', summary: '卖测试用的东西' },
      ...{ communityId: 'ca', state: 'open', appliedBy, appliedAt: NOW },
      ...values,
    }),
    db.insert(shop).values({
      ...{ id: shopId, merchantId: id, name: '测试门店', address: '测试路 2 号' },
      ...{ lng: 120.0051, lat: 30.2881, hoursText: '每天 8:00–20:00' },
    }),
  ]);
  return { id, shopId };
}

/** An offered good of a merchant, ten points each, ten in stock. */
export async function goodOf(merchantId: string, values: GoodValues = {}) {
  const row = {
    ...{ id: `god-${unique()}`, merchantId, kind: 'good' as const, title: '测试毛巾' },
    ...{ summary: '纯棉', category: 'daily' as const, points: 10, settleFen: 1000 },
    ...{ stockTotal: 10, perOrder: 5, perPerson: 5, offeredFromOn: '2026-11-01' },
    ...{ redeemWithinDays: 7, state: 'offered' as const, createdBy: 'test', createdAt: NOW },
    ...values,
  };
  await db.batch([decided('good', row.id), db.insert(good).values(row)]);
  return row.id;
}

export const clerkOf = (scopeId: string): Promise<Somebody> =>
  staffOf({ role: 'merchant_clerk', scopeKind: 'merchant', scopeId });

/** A merchant with a clerk and one good. */
export async function stallOf(values: GoodValues = {}) {
  const { id: merchantId, shopId } = await merchantOf();
  const goodId = await goodOf(merchantId, values);
  return { merchantId, shopId, goodId, clerk: await clerkOf(merchantId) };
}

export const richOf = async (points: number): Promise<Somebody> =>
  (await earnerOf(points)).resident;

type Linli = ReturnType<typeof linliAt>;

export function redeeming(
  linli: Linli,
  as: Somebody,
  goodId: string,
  { quantity = 1, key }: { quantity?: number; key?: string } = {},
): Promise<Reply> {
  const headers: Record<string, string> = key === undefined ? {} : { 'Idempotency-Key': key };
  return linli.post('/api/v1/redemptions', { as, headers, body: { goodId, quantity } });
}

/** A stall, a resident with so many points, and a redemption that waits to be fetched. */
export async function heldRedemption(linli: Linli, { points = 30, quantity = 1 } = {}) {
  const stall = await stallOf();
  const resident = await richOf(points);
  const reply = await redeeming(linli, resident, stall.goodId, { quantity });
  return { ...stall, resident, redemption: reply.body as Redemption };
}

export function atCounter(linli: Linli, as: Somebody, code: string, shopId: string) {
  return linli.post('/api/v1/counter/redemptions', { as, body: { code, shopId } });
}

/** A code that can be one and is nobody's, another each time. */
export const wrongCode = () => redemptionCode(() => unique());

export async function stateOf(id: string) {
  const [row] = await db.select().from(redemption).where(eq(redemption.id, id));
  return row?.state;
}

/** What of a good is live, as its row says and as its redemptions say: both must be the same. */
export async function takenOf(goodId: string): Promise<{ row: number; live: number }> {
  const [found] = await db
    .select({
      row: good.stockTaken,
      live: sql<number>`(SELECT coalesce(sum(quantity), 0) FROM ${redemption}
        WHERE good_id = ${goodId} AND state IN ('held', 'redeemed'))`.as('live'),
    })
    .from(good)
    .where(eq(good.id, goodId));
  return found ?? { row: -1, live: -1 };
}

/** That the whole ledger adds up. */
export async function ledgerHolds(): Promise<boolean> {
  return (await provePoints(contextAt())).holds;
}
