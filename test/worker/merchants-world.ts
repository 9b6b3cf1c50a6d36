/** Merchants and goods for tests: made through the API. `smallSubdistrict` comes first. */
import { eq } from 'drizzle-orm';
import { user } from '../../worker/features/identity/tables.ts';
import type { Clerks, Merchant } from '../../worker/features/mall/schema/merchants.ts';
import type { OwnGood } from '../../worker/features/mall/schema/ownGoods.ts';
import type { Redemption } from '../../worker/features/mall/schema/redemptions.ts';
import { earnerOf } from './points-world.ts';
import { db, linliAt, type Somebody, signedInPerson, staffOf, unique } from './world.ts';

const linli = linliAt();

export const merchantBody = (values: object = {}) => ({
  ...{ name: `测试店 ${unique()}`, category: 'grocery', summary: '米面粮油', communityId: 'ca' },
  shop: {
    ...{ name: '测试店', address: '测试路 2 号', hours: '每天 9:00–20:00' },
    position: { lng: 120.005, lat: 30.288 },
  },
  ...values,
});

export const goodBody = (values: object = {}) => ({
  ...{ title: '鸡蛋一盒', summary: '十枚', points: 20, settleFen: 1000, stockTotal: 10 },
  offeredFrom: '2026-11-25',
  ...values,
});

export const keeper = (scopeId = 'za') =>
  staffOf({ role: 'zone_operator', scopeKind: 'zone', scopeId });

export const shopBody = (values: object = {}) => ({
  ...merchantBody().shop,
  ...{ name: '测试二店', address: '测试路 9 号' },
  ...values,
});

/** Somebody's phone number. */
export async function numberOf({ id }: Somebody): Promise<string> {
  const [row] = await db.select().from(user).where(eq(user.id, id));
  return row?.phoneNumber ?? '';
}

/** Somebody who applied. */
export async function anApplication(owner?: Somebody) {
  const applicant = owner ?? (await signedInPerson());
  const reply = await linli.post('/api/v1/merchants', { as: applicant, body: merchantBody() });
  return { owner: applicant, merchant: reply.body as Merchant };
}

/** Somebody who was refused. */
export async function aRefusal() {
  const made = await anApplication();
  const path = `/api/v1/staff/merchants/${made.merchant.id}/decide`;
  const { appliedAt } = made.merchant;
  const body = { verdict: 'refuse', reason: '写清门牌', appliedAt };
  await linli.post(path, { as: await keeper(), body });
  return made;
}

/** A merchant that was let in. */
export async function anOpenMerchant() {
  const made = await anApplication();
  const path = `/api/v1/staff/merchants/${made.merchant.id}/decide`;
  const body = { verdict: 'approve', appliedAt: made.merchant.appliedAt };
  await linli.post(path, { as: await keeper(), body });
  return made;
}

/** An open merchant with a clerk, whom its owner added. */
export async function aClerk() {
  const made = await anOpenMerchant();
  const clerk = await signedInPerson({ name: '许小芸' });
  const path = `/api/v1/merchants/${made.merchant.id}/clerks`;
  const body = { phoneNumber: await numberOf(clerk) };
  await linli.post(path, { as: made.owner, body });
  const list = await linli.get(path, { as: made.owner });
  return { ...made, clerk, grantId: (list.body as Clerks).items[0]?.id ?? '' };
}

/** Something of an open merchant that waits to be fetched by somebody. */
export async function aHeldGood() {
  const made = await anOfferedGood();
  const { resident } = await earnerOf(100);
  const body = { goodId: made.good.id, quantity: 1 };
  const reply = await linli.post('/api/v1/redemptions', { as: resident, body });
  return { ...made, resident, redemption: reply.body as Redemption };
}

export async function aDraft(values: object = {}) {
  const made = await anOpenMerchant();
  const path = `/api/v1/merchants/${made.merchant.id}/goods`;
  const reply = await linli.post(path, { as: made.owner, body: goodBody(values) });
  return { ...made, good: reply.body as OwnGood };
}

export async function aSubmittedGood() {
  const made = await aDraft();
  const path = `/api/v1/merchants/goods/${made.good.id}/submit`;
  const reply = await linli.post(path, { as: made.owner });
  return { ...made, good: reply.body as OwnGood };
}

export async function anOfferedGood() {
  const made = await aSubmittedGood();
  const path = `/api/v1/staff/goods/${made.good.id}/decide`;
  const body = { verdict: 'approve', revision: made.good.revision };
  await linli.post(path, { as: await keeper(), body });
  return made;
}
