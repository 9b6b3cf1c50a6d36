/** Merchants and goods for tests: made through the API. `smallSubdistrict` comes first. */
import type { Merchant } from '../../worker/features/mall/schema/merchants.ts';
import type { OwnGood } from '../../worker/features/mall/schema/ownGoods.ts';
import { linliAt, type Somebody, signedInPerson, staffOf, unique } from './world.ts';

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

/** Somebody who applied. */
export async function anApplication(owner?: Somebody) {
  const applicant = owner ?? (await signedInPerson());
  const reply = await linli.post('/api/v1/merchants', { as: applicant, body: merchantBody() });
  return { owner: applicant, merchant: reply.body as Merchant };
}

/** A merchant that was let in. */
export async function anOpenMerchant() {
  const made = await anApplication();
  const path = `/api/v1/staff/merchants/${made.merchant.id}/decide`;
  await linli.post(path, { as: await keeper(), body: { verdict: 'approve' } });
  return made;
}

export async function aDraft(values: object = {}) {
  const made = await anOpenMerchant();
  const path = `/api/v1/merchants/${made.merchant.id}/goods`;
  const reply = await linli.post(path, { as: made.owner, body: goodBody(values) });
  return { ...made, good: reply.body as OwnGood };
}

export async function aSubmittedGood() {
  const made = await aDraft();
  await linli.post(`/api/v1/merchants/goods/${made.good.id}/submit`, { as: made.owner });
  return made;
}

export async function anOfferedGood() {
  const made = await aSubmittedGood();
  const path = `/api/v1/staff/goods/${made.good.id}/decide`;
  await linli.post(path, { as: await keeper(), body: { verdict: 'approve' } });
  return made;
}
