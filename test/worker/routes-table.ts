/** Every endpoint with who may use it and a request that works, held against the application's own routes by access.test.ts. */

import { createApp } from '../../worker/app.ts';
import { CONSENT_VERSIONS } from '../../worker/features/identity/rules.ts';
import { report } from '../../worker/features/upkeep/tables.ts';
import { addDays, HOUR_MS, MINUTE_MS } from '../../worker/lib/time.ts';
import { GREY_JPEG } from '../photo.ts';
import { dependantOf, planned, registrationIn, signUp } from './activities-world.ts';
import { dinnerAt, dishIn, itemIn, ordered, wish as wishMeal } from './canteen-world.ts';
import { ruleFor } from './earning-world.ts';
import { aJob, aRow, startedBy } from './imports-world.ts';
import { atCounter, heldRedemption, richOf, stallOf } from './mall-world.ts';
import {
  aClerk,
  aDraft,
  aHeldGood,
  anApplication,
  anOfferedGood,
  anOpenMerchant,
  aRefusal,
  aSubmittedGood,
  goodBody,
  keeper,
  merchantBody,
  numberOf,
  shopBody,
} from './merchants-world.ts';
import { earnerOf, programmeOf, transactionsOf } from './points-world.ts';
import { accepting, aDispute, aStall, aStatement, ceiling, sold } from './settlement-world.ts';
import {
  aBanner,
  aCondition,
  aReport,
  datedAt,
  placeOf,
  reported,
  someDays,
} from './upkeep-world.ts';
import { bookedBy, courtOf } from './venues-world.ts';
import {
  adult,
  published,
  served,
  tokenOf,
  volunteer,
  wish as wishTask,
} from './volunteering-world.ts';
import {
  type Ask,
  db,
  linliAt,
  NOW,
  type Reply,
  type Somebody,
  serviceOf,
  signedInPerson,
  staffOf,
  unique,
} from './world.ts';

const linli = linliAt();

export const ROLES = [
  'nobody',
  'resident',
  'owner',
  'gridWorker',
  'centreStaff',
  'canteenStaff',
  'zoneOperator',
  'admin',
  'otherCentreStaff',
  'otherZoneOperator',
] as const;
export type RoleName = (typeof ROLES)[number];

const EVERYBODY: readonly RoleName[] = ROLES;
const SIGNED_IN = ROLES.filter((role) => role !== 'nobody');
const OWNER: readonly RoleName[] = ['owner'];
const MALL_KEEPERS: readonly RoleName[] = ['zoneOperator', 'admin'];
const STATEMENT_READERS: readonly RoleName[] = ['owner', 'zoneOperator', 'admin'];
const ADMIN: readonly RoleName[] = ['admin'];
const ZONES: readonly RoleName[] = ['zoneOperator', 'otherZoneOperator'];
const CENTRE: readonly RoleName[] = ['centreStaff', 'zoneOperator', 'admin'];
const KITCHEN: readonly RoleName[] = ['centreStaff', 'canteenStaff', 'zoneOperator', 'admin'];
/** Lists that show each what is in one's own scope: who holds such a role anywhere gets in. */
const VOLUNTEERING: readonly RoleName[] = [...CENTRE, 'gridWorker'];
const CENTRE_ANYWHERE: readonly RoleName[] = [...CENTRE, 'otherCentreStaff', 'otherZoneOperator'];
const KITCHEN_ANYWHERE: readonly RoleName[] = [...KITCHEN, 'otherCentreStaff', 'otherZoneOperator'];

type Asked = {
  path: string;
  body?: unknown;
  /** Whose staff are asked; the hall's when not given. */
  facilityId?: string;
  owner?: Somebody;
  /** When it is asked, ms. */
  now?: number;
};
export type Row = { who: readonly RoleName[]; ask: () => Promise<Asked> | Asked };

const at =
  (path: string, body?: unknown, facilityId = 'hall'): Row['ask'] =>
  () => ({
    path,
    body,
    facilityId,
  });

/** Near enough to check in, or far enough to cancel. */
async function aBooking(
  time = '11-25T11:00',
): Promise<{ id: string; owner: Somebody; code: string }> {
  const owner = await signedInPerson();
  const { id } = await courtOf();
  const code = String(unique()).padStart(8, '7');
  return { id: await bookedBy(owner, id, time, { code }), owner, code };
}

async function anOrder() {
  const owner = await signedInPerson();
  const { kitchen, dinner } = await dinnerAt();
  const order = await ordered(linli, owner, wishMeal(kitchen, dinner));
  return { order, owner, kitchen, dinner, facilityId: kitchen.facilityId };
}

/** For a session tomorrow, or one that begins in so many minutes. */
async function aRegistration(inMin = 24 * 60) {
  const owner = await signedInPerson();
  const session = await planned({ startAt: NOW + inMin * MINUTE_MS });
  return { registration: registrationIn(await signUp(linli, owner, session)), owner, session };
}

async function aClosure() {
  const { id: venueId } = await courtOf();
  const admin = await personOf('admin', 'hall');
  const body = {
    facilityId: 'hall',
    venueId,
    start: '2026-11-28T09:00:00+08:00',
    end: '2026-11-28T10:00:00+08:00',
    reason: '检修',
  };
  const reply = await linli.post('/api/v1/staff/closures', { as: admin, body });
  return (reply.body as { id: string }).id;
}

const newWords = () =>
  [`词${unique()}`, `话${unique()}`].map((word) => word.replace(/\d/g, digitWord));
const digitWord = (digit: string) => '零一二三四五六七八九'.charAt(Number(digit));

async function aSynonym() {
  const admin = await personOf('admin', 'hall');
  const body = { words: newWords() };
  const reply = await linli.post('/api/v1/staff/synonyms', { as: admin, body });
  return reply.body as { id: string; updatedAt: number };
}

const anAdmin = () =>
  staffOf({ role: 'subdistrict_admin', scopeKind: 'subdistrict', scopeId: '*' });

/** What somebody earned: the id of its transaction. */
async function anEarning(): Promise<string> {
  const { resident } = await earnerOf(10);
  const [earned] = await transactionsOf(resident.id);
  return earned?.id ?? '';
}

let volunteering: Promise<unknown> | undefined;

/** A deed that is worth points, at the hall. */
async function aDeed() {
  volunteering ??= ruleFor('volunteering');
  await volunteering;
  return { act: 'volunteering', facilityId: 'hall', doneOn: '2026-11-24', note: '值了半天班' };
}

async function aClaim(more: object = {}) {
  const owner = await signedInPerson();
  const body = { ...(await aDeed()), ...more };
  const reply = await linli.post('/api/v1/claims', { as: owner, body });
  return { id: (reply.body as { id: string }).id, owner };
}

async function aRedemption() {
  const { resident: owner, ...held } = await heldRedemption(linli);
  return { ...held, owner };
}

const WAY = {
  geometry: {
    type: 'LineString',
    coordinates: [
      [120.004, 30.288],
      [120.005, 30.288],
    ],
  },
};

/** A network with one way in it, loaded and not in force. */
async function aNetwork(): Promise<string> {
  const as = await personOf('admin', 'hall');
  const body = { name: '路网', source: '测试' };
  const reply = await linli.post('/api/v1/staff/walk-networks', { as, body });
  const { id } = reply.body as { id: string };
  const ways = { datum: 'gcj02', features: [WAY] };
  await linli.post(`/api/v1/staff/walk-networks/${id}/ways`, { as, body: ways });
  return id;
}

const newSession = {
  start: '2026-12-05T14:00:00+08:00',
  end: '2026-12-05T16:00:00+08:00',
  place: '3 楼',
  capacity: 5,
  waitCapacity: 0,
  signUpFrom: '2026-11-20T08:00:00+08:00',
  signUpUntil: '2026-12-05T12:00:00+08:00',
  cancelUntil: '2026-12-05T12:00:00+08:00',
};

/** Each version of a rule begins after those before it, all of them within a year. */
let daysAhead = 0;

export const TABLE: Record<string, Row> = {
  'GET /areas': { who: EVERYBODY, ask: at('/areas') },
  'GET /facilities': { who: EVERYBODY, ask: at('/facilities') },
  'GET /facilities.csv': { who: EVERYBODY, ask: at('/facilities.csv') },
  'GET /facilities.geojson': { who: EVERYBODY, ask: at('/facilities.geojson') },
  'GET /hsds': { who: EVERYBODY, ask: at('/hsds') },
  'GET /hsds/services': { who: EVERYBODY, ask: at('/hsds/services') },
  'GET /hsds/services/{id}': {
    who: EVERYBODY,
    ask: at('/hsds/services/95f9c6a4-da2e-56e9-962c-b06a02b378f7'),
  },
  'GET /hsds/service_at_locations': { who: EVERYBODY, ask: at('/hsds/service_at_locations') },
  'GET /hsds/service_at_locations/{id}': {
    who: EVERYBODY,
    ask: at('/hsds/service_at_locations/b4294dc5-5392-526e-a041-cdae0677ba46'),
  },
  'GET /hsds/organizations': { who: EVERYBODY, ask: at('/hsds/organizations') },
  'GET /hsds/organizations/{id}': {
    who: EVERYBODY,
    ask: at('/hsds/organizations/e86301ce-8171-5431-b6a6-b19409731781'),
  },
  'GET /hsds/taxonomies': { who: EVERYBODY, ask: at('/hsds/taxonomies') },
  'GET /hsds/taxonomies/{id}': {
    who: EVERYBODY,
    ask: at('/hsds/taxonomies/f4f20b0a-65ef-5506-8a70-eb9e731f7f60'),
  },
  'GET /hsds/taxonomy_terms': { who: EVERYBODY, ask: at('/hsds/taxonomy_terms') },
  'GET /hsds/taxonomy_terms/{id}': {
    who: EVERYBODY,
    ask: at('/hsds/taxonomy_terms/f51c9d9d-7532-57ea-8ef3-c0e226e69cee'),
  },
  'GET /facilities/points': { who: EVERYBODY, ask: at('/facilities/points') },
  'GET /map-shapes': { who: EVERYBODY, ask: at('/map-shapes') },
  'GET /facilities/{id}': { who: EVERYBODY, ask: at('/facilities/hall') },
  'GET /services': { who: EVERYBODY, ask: at('/services') },
  'GET /services/{id}': {
    who: EVERYBODY,
    ask: async () => ({ path: `/services/${await serviceOf()}` }),
  },
  'GET /staff/facilities': { who: CENTRE_ANYWHERE, ask: at('/staff/facilities?q=hall') },
  'GET /staff/facilities/{id}/record': { who: CENTRE, ask: at('/staff/facilities/hall/record') },
  'GET /staff/facilities/{id}/changes': {
    who: CENTRE,
    ask: at('/staff/facilities/hall/changes'),
  },
  'PATCH /staff/facilities/{id}': {
    who: CENTRE,
    ask: async () => {
      const id = await placeOf();
      const body = { revision: NOW - 24 * HOUR_MS, phone: null };
      return { path: `/staff/facilities/${id}`, body, facilityId: id };
    },
  },
  'POST /staff/facilities/{id}/confirm': {
    who: [...CENTRE, 'gridWorker'],
    ask: async () => {
      const id = await placeOf();
      const body = { revision: NOW - 24 * HOUR_MS };
      return { path: `/staff/facilities/${id}/confirm`, body, facilityId: id };
    },
  },
  'POST /staff/facilities/{id}/merge': {
    who: ['admin'],
    ask: async () => {
      const id = await placeOf();
      const body = { into: await placeOf(), reason: '登记了两遍' };
      return { path: `/staff/facilities/${id}/merge`, body, facilityId: id };
    },
  },
  'POST /staff/facilities/{id}/numbers': {
    who: ['admin'],
    ask: async () => {
      const id = await placeOf();
      const body = { number: `number-${unique()}`, reason: '重新编号' };
      return { path: `/staff/facilities/${id}/numbers`, body, facilityId: id };
    },
  },
  'GET /staff/facilities/{id}/dated-hours': {
    who: CENTRE,
    ask: at('/staff/facilities/hall/dated-hours'),
  },
  'POST /staff/facilities/{id}/dated-hours': {
    who: CENTRE,
    ask: async () => {
      const id = await placeOf();
      return { path: `/staff/facilities/${id}/dated-hours`, body: someDays, facilityId: id };
    },
  },
  'POST /staff/dated-hours/{id}/withdraw': {
    who: CENTRE,
    ask: async () => {
      const facilityId = await placeOf();
      const id = await datedAt(facilityId);
      return { path: `/staff/dated-hours/${id}/withdraw`, body: { reason: '写错了' }, facilityId };
    },
  },
  'POST /facilities/{id}/reports': {
    who: EVERYBODY,
    ask: async () => {
      // All ask from one address; its limit has a test of its own.
      await db.update(report).set({ addressHash: '' });
      return { path: `/facilities/${await placeOf()}/reports`, body: aReport };
    },
  },
  'GET /banners': { who: EVERYBODY, ask: at('/banners?facility=hall') },
  'GET /staff/upkeep': { who: CENTRE_ANYWHERE, ask: at('/staff/upkeep') },
  'POST /staff/reports/{id}/decide': {
    who: CENTRE,
    ask: async () => {
      const facilityId = await placeOf();
      const id = await reported(linli, facilityId);
      const body = { verdict: 'declined', answer: '核实过没有错' };
      return { path: `/staff/reports/${id}/decide`, body, facilityId };
    },
  },
  'POST /staff/banners': {
    who: CENTRE,
    ask: async () => {
      const facilityId = await placeOf();
      return { path: '/staff/banners', body: aBanner(facilityId), facilityId };
    },
  },
  'POST /staff/banners/{id}/lift': {
    who: CENTRE,
    ask: async () => {
      const facilityId = await placeOf();
      const as = await personOf('admin', 'hall');
      const made = await linli.post('/api/v1/staff/banners', { as, body: aBanner(facilityId) });
      const { id } = made.body as { id: string };
      return { path: `/staff/banners/${id}/lift`, body: {}, facilityId };
    },
  },
  'POST /staff/conditions': {
    who: CENTRE,
    ask: async () => {
      const facilityId = await placeOf();
      return { path: '/staff/conditions', body: aCondition(facilityId), facilityId };
    },
  },
  'POST /staff/conditions/{id}/lift': {
    who: CENTRE,
    ask: async () => {
      const facilityId = await placeOf();
      const as = await personOf('admin', 'hall');
      const made = await linli.post('/api/v1/staff/conditions', {
        as,
        body: aCondition(facilityId),
      });
      const { id } = made.body as { id: string };
      return { path: `/staff/conditions/${id}/lift`, body: {}, facilityId };
    },
  },
  'GET /doors': { who: EVERYBODY, ask: at('/doors?near=120.004,30.288') },
  'GET /life-circle': { who: EVERYBODY, ask: at('/life-circle?near=120.004,30.288') },
  'GET /coverage': { who: EVERYBODY, ask: at('/coverage') },
  'GET /coverage.csv': { who: EVERYBODY, ask: at('/coverage.csv') },
  'GET /coverage.geojson': { who: EVERYBODY, ask: at('/coverage.geojson') },
  'POST /staff/walk-networks': {
    who: ADMIN,
    ask: at('/staff/walk-networks', { name: '路网', source: '测试' }),
  },
  'POST /staff/walk-networks/{id}/ways': {
    who: ADMIN,
    ask: async () => {
      const path = `/staff/walk-networks/${await aNetwork()}/ways`;
      return { path, body: { datum: 'gcj02', features: [WAY] } };
    },
  },
  'POST /staff/walk-networks/{id}/put-in-force': {
    who: ADMIN,
    ask: async () => {
      const path = `/staff/walk-networks/${await aNetwork()}/put-in-force`;
      return { path, body: { reason: '更新' } };
    },
  },

  'GET /search': { who: EVERYBODY, ask: at('/search?q=甲中心') },
  'GET /search/index': { who: EVERYBODY, ask: at('/search/index') },
  'GET /search/openings': { who: EVERYBODY, ask: at('/search/openings') },
  'GET /synonyms': { who: EVERYBODY, ask: at('/synonyms') },
  'POST /staff/synonyms': {
    who: ADMIN,
    ask: () => ({ path: '/staff/synonyms', body: { words: newWords() } }),
  },
  'PUT /staff/synonyms/{id}': {
    who: ADMIN,
    ask: async () => {
      const { id, updatedAt } = await aSynonym();
      return { path: `/staff/synonyms/${id}`, body: { words: newWords(), updatedAt } };
    },
  },
  'DELETE /staff/synonyms/{id}': {
    who: ADMIN,
    ask: async () => ({ path: `/staff/synonyms/${(await aSynonym()).id}` }),
  },

  'GET /me/points': { who: SIGNED_IN, ask: at('/me/points') },
  'GET /me/points/entries': { who: SIGNED_IN, ask: at('/me/points/entries') },
  'POST /staff/points/proof': { who: ADMIN, ask: at('/staff/points/proof', {}) },
  'GET /points/proofs': { who: EVERYBODY, ask: at('/points/proofs') },
  'GET /staff/points/programmes': { who: ADMIN, ask: at('/staff/points/programmes') },
  'POST /staff/points/programmes': {
    who: ADMIN,
    ask: () => ({
      path: '/staff/points/programmes',
      body: { name: `项目 ${unique()}`, expiry: 'never' },
    }),
  },
  'POST /staff/points/programmes/{id}/fund': {
    who: ADMIN,
    ask: async () => ({
      path: `/staff/points/programmes/${(await programmeOf()).id}/fund`,
      body: { points: 10, reason: '预算' },
    }),
  },
  'GET /staff/points/figures': {
    who: [...ZONES, 'admin'],
    ask: at('/staff/points/figures?from=2026-11&until=2026-11'),
  },
  'GET /staff/points/figures.csv': {
    who: [...ZONES, 'admin'],
    ask: at('/staff/points/figures.csv?from=2026-11&until=2026-11'),
  },
  'GET /staff/points/anomalies': { who: ADMIN, ask: at('/staff/points/anomalies') },
  'GET /staff/points/transactions': { who: ADMIN, ask: at('/staff/points/transactions') },
  'GET /staff/points/reversals': { who: ADMIN, ask: at('/staff/points/reversals') },
  'POST /staff/points/reversals': {
    who: ADMIN,
    ask: async () => ({
      path: '/staff/points/reversals',
      body: { transactionId: await anEarning(), reason: '记错了人' },
    }),
  },
  'POST /staff/points/reversals/{id}/decide': {
    who: ADMIN,
    ask: async () => {
      const body = { transactionId: await anEarning(), reason: '记错了人' };
      const reply = await linli.post('/api/v1/staff/points/reversals', {
        as: await anAdmin(),
        body,
      });
      const { id } = reply.body as { id: string };
      return { path: `/staff/points/reversals/${id}/decide`, body: { verdict: 'approved' } };
    },
  },

  'GET /earning-rules': { who: EVERYBODY, ask: at('/earning-rules') },
  'GET /staff/earning-rules': { who: ADMIN, ask: at('/staff/earning-rules') },
  'POST /staff/earning-rules/{id}/withdraw': {
    who: ADMIN,
    ask: async () => {
      const from = addDays('2027-01-01', unique());
      const days = { effectiveFromOn: from, effectiveUntilOn: addDays(from, 1) };
      const { id } = await ruleFor('governance', days);
      return { path: `/staff/earning-rules/${id}/withdraw`, body: { reason: '年份写错了' } };
    },
  },
  'POST /staff/earning-rules': {
    who: ADMIN,
    ask: async () => ({
      path: '/staff/earning-rules',
      body: {
        ...{ act: 'organising', name: '组织活动', programmeId: (await programmeOf()).id },
        ...{ points: 10, effectiveFrom: addDays('2026-11-25', ++daysAhead) },
      },
    }),
  },
  'GET /me/claims': { who: SIGNED_IN, ask: at('/me/claims') },
  'POST /claims': {
    who: SIGNED_IN,
    ask: async () => ({ path: '/claims', body: await aDeed() }),
  },
  'GET /claims/{id}/photos/{position}': {
    who: [...CENTRE, 'gridWorker', 'owner'],
    ask: async () => {
      const { id, owner } = await aClaim({ photos: [GREY_JPEG] });
      return { path: `/claims/${id}/photos/1`, owner };
    },
  },
  'POST /claims/{id}/appeal': {
    who: OWNER,
    ask: async () => {
      const { id, owner } = await aClaim();
      const refusal = { verdict: 'refuse', reason: '没有签到', unrelated: true };
      const path = `/api/v1/staff/claims/${id}/verdict`;
      await linli.post(path, { as: await anAdmin(), body: refusal });
      return { path: `/claims/${id}/appeal`, body: { text: '签在另一本上' }, owner };
    },
  },
  'GET /staff/claims': {
    who: [...CENTRE_ANYWHERE, 'gridWorker'],
    ask: at('/staff/claims'),
  },
  'POST /staff/claims/{id}/verdict': {
    who: [...CENTRE, 'gridWorker'],
    ask: async () => ({
      path: `/staff/claims/${(await aClaim()).id}/verdict`,
      body: { verdict: 'confirm', unrelated: true },
    }),
  },

  'POST /merchants': {
    who: SIGNED_IN,
    ask: async () => ({
      ...{ path: '/merchants', body: merchantBody() },
      // One application at a time.
      owner: await signedInPerson(),
    }),
  },
  'GET /me/merchants': { who: SIGNED_IN, ask: at('/me/merchants') },
  'GET /merchants/{id}/goods': {
    who: [...OWNER, ...MALL_KEEPERS],
    ask: async () => {
      const { owner, merchant } = await anOpenMerchant();
      return { path: `/merchants/${merchant.id}/goods`, owner };
    },
  },
  'POST /merchants/{id}/goods': {
    who: OWNER,
    ask: async () => {
      const { owner, merchant } = await anOpenMerchant();
      return { path: `/merchants/${merchant.id}/goods`, body: goodBody(), owner };
    },
  },
  'PUT /merchants/goods/{id}': {
    who: OWNER,
    ask: async () => {
      const { owner, good } = await aDraft();
      return { path: `/merchants/goods/${good.id}`, body: { ...goodBody(), revision: 1 }, owner };
    },
  },
  'POST /merchants/goods/{id}/submit': {
    who: OWNER,
    ask: async () => {
      const { owner, good } = await aDraft();
      return { path: `/merchants/goods/${good.id}/submit`, owner };
    },
  },
  'PUT /merchants/goods/{id}/stock': {
    who: OWNER,
    ask: async () => {
      const { owner, good } = await anOfferedGood();
      return { path: `/merchants/goods/${good.id}/stock`, body: { stockTotal: 20 }, owner };
    },
  },
  'POST /merchants/goods/{id}/withdraw': {
    who: [...OWNER, ...MALL_KEEPERS],
    ask: async () => {
      const { owner, good } = await anOfferedGood();
      return { path: `/merchants/goods/${good.id}/withdraw`, body: { reason: '缺货' }, owner };
    },
  },
  'PUT /merchants/{id}/application': {
    who: OWNER,
    ask: async () => {
      const { owner, merchant } = await aRefusal();
      return { path: `/merchants/${merchant.id}/application`, body: merchantBody(), owner };
    },
  },
  'PUT /merchants/{id}': {
    who: OWNER,
    ask: async () => {
      const { owner, merchant } = await anOpenMerchant();
      const { name, category, summary } = merchantBody();
      return { path: `/merchants/${merchant.id}`, body: { name, category, summary }, owner };
    },
  },
  'POST /merchants/{id}/close': {
    who: [...OWNER, ...MALL_KEEPERS],
    ask: async () => {
      const { owner, merchant } = await anOpenMerchant();
      return { path: `/merchants/${merchant.id}/close`, body: { reason: '不做了' }, owner };
    },
  },
  'POST /merchants/{id}/shops': {
    who: OWNER,
    ask: async () => {
      const { owner, merchant } = await anOpenMerchant();
      return { path: `/merchants/${merchant.id}/shops`, body: shopBody(), owner };
    },
  },
  'PUT /merchants/shops/{id}': {
    who: OWNER,
    ask: async () => {
      const { owner, merchant } = await anOpenMerchant();
      return { path: `/merchants/shops/${merchant.shops[0]?.id}`, body: shopBody(), owner };
    },
  },
  'POST /merchants/shops/{id}/close': {
    who: OWNER,
    ask: async () => {
      const { owner, merchant } = await anOpenMerchant();
      const path = `/api/v1/merchants/${merchant.id}/shops`;
      await linli.post(path, { as: owner, body: shopBody() });
      return { path: `/merchants/shops/${merchant.shops[0]?.id}/close`, body: {}, owner };
    },
  },
  'GET /merchants/{id}/clerks': {
    who: OWNER,
    ask: async () => {
      const { owner, merchant } = await anOpenMerchant();
      return { path: `/merchants/${merchant.id}/clerks`, owner };
    },
  },
  'POST /merchants/{id}/clerks': {
    who: OWNER,
    ask: async () => {
      const { owner, merchant } = await anOpenMerchant();
      const body = { phoneNumber: await numberOf(await signedInPerson()) };
      return { path: `/merchants/${merchant.id}/clerks`, body, owner };
    },
  },
  'DELETE /merchants/clerks/{id}': {
    who: OWNER,
    ask: async () => {
      const { owner, grantId } = await aClerk();
      return { path: `/merchants/clerks/${grantId}`, owner };
    },
  },
  'GET /merchants/{id}/redemptions': {
    who: [...OWNER, ...MALL_KEEPERS],
    ask: async () => {
      const { owner, merchant } = await anOpenMerchant();
      return { path: `/merchants/${merchant.id}/redemptions`, owner };
    },
  },
  'POST /merchants/redemptions/{id}/revoke': {
    who: [...OWNER, ...MALL_KEEPERS],
    ask: async () => {
      const { owner, redemption } = await aHeldGood();
      const path = `/merchants/redemptions/${redemption.id}/revoke`;
      return { path, body: { reason: '进不到货' }, owner };
    },
  },
  'GET /staff/merchants': {
    who: [...MALL_KEEPERS, 'otherZoneOperator'],
    ask: at('/staff/merchants'),
  },
  'POST /staff/merchants/{id}/decide': {
    who: MALL_KEEPERS,
    ask: async () => {
      const { id, appliedAt } = (await anApplication()).merchant;
      return { path: `/staff/merchants/${id}/decide`, body: { verdict: 'approve', appliedAt } };
    },
  },
  'POST /staff/merchants/{id}/suspend': {
    who: MALL_KEEPERS,
    ask: async () => ({
      path: `/staff/merchants/${(await anOpenMerchant()).merchant.id}/suspend`,
      body: { reason: '邻居反映' },
    }),
  },
  'POST /staff/merchants/{id}/resume': {
    who: MALL_KEEPERS,
    ask: async () => {
      const { merchant } = await anOpenMerchant();
      const path = `/staff/merchants/${merchant.id}`;
      const body = { reason: '邻居反映' };
      await linli.post(`/api/v1${path}/suspend`, { as: await keeper(), body });
      return { path: `${path}/resume`, body };
    },
  },
  'GET /staff/goods': { who: [...MALL_KEEPERS, 'otherZoneOperator'], ask: at('/staff/goods') },
  'POST /staff/goods/{id}/decide': {
    who: MALL_KEEPERS,
    ask: async () => {
      const { id, revision } = (await aSubmittedGood()).good;
      return { path: `/staff/goods/${id}/decide`, body: { verdict: 'approve', revision } };
    },
  },

  'GET /volunteer-tasks': { who: EVERYBODY, ask: at('/volunteer-tasks') },
  'GET /volunteer-tasks/{id}': {
    who: EVERYBODY,
    ask: async () => ({ path: `/volunteer-tasks/${(await published(linli)).id}` }),
  },
  'POST /volunteer-tasks/{id}/sign-ups': {
    who: SIGNED_IN,
    ask: async () => ({
      path: `/volunteer-tasks/${(await published(linli)).id}/sign-ups`,
      body: {},
      // Whose age is known.
      owner: await adult(),
    }),
  },
  'POST /volunteer-tasks/{id}/check': {
    who: OWNER,
    ask: async () => {
      const { task, resident: owner } = await volunteer(linli);
      const now = Date.parse(task.start);
      linli.clock.now = now;
      const body = { act: 'in', token: await tokenOf(linli, task.id) };
      return { path: `/volunteer-tasks/${task.id}/check`, body, owner, now };
    },
  },
  'GET /me/volunteering': { who: SIGNED_IN, ask: at('/me/volunteering') },
  'POST /volunteer-sign-ups/{id}/cancel': {
    who: OWNER,
    ask: async () => {
      const { signUpId, resident: owner } = await volunteer(linli);
      return { path: `/volunteer-sign-ups/${signUpId}/cancel`, body: {}, owner };
    },
  },
  'GET /me/service-hours': { who: SIGNED_IN, ask: at('/me/service-hours') },
  'GET /me/service-hours.csv': { who: SIGNED_IN, ask: at('/me/service-hours.csv') },
  'GET /staff/volunteer-tasks': {
    who: [...CENTRE_ANYWHERE, 'gridWorker'],
    ask: at('/staff/volunteer-tasks'),
  },
  'POST /staff/volunteer-tasks': {
    who: VOLUNTEERING,
    ask: at('/staff/volunteer-tasks', wishTask()),
  },
  'POST /staff/volunteer-tasks/{id}/cancel': {
    who: VOLUNTEERING,
    ask: async () => ({
      path: `/staff/volunteer-tasks/${(await published(linli)).id}/cancel`,
      body: { reason: '下雨' },
    }),
  },
  'GET /staff/volunteer-tasks/{id}/people': {
    who: VOLUNTEERING,
    ask: async () => ({
      path: `/staff/volunteer-tasks/${(await volunteer(linli)).task.id}/people`,
    }),
  },
  'GET /staff/volunteer-tasks/{id}/code': {
    who: VOLUNTEERING,
    ask: async () => ({ path: `/staff/volunteer-tasks/${(await published(linli)).id}/code` }),
  },
  'POST /staff/volunteer-sign-ups/{id}/check': {
    who: VOLUNTEERING,
    ask: async () => {
      const { task, signUpId } = await volunteer(linli);
      const path = `/staff/volunteer-sign-ups/${signUpId}/check`;
      return { path, body: { act: 'in' }, now: Date.parse(task.start) };
    },
  },
  'POST /staff/volunteer-sign-ups/{id}/corrections': {
    who: VOLUNTEERING,
    ask: async () => {
      const { signUpId } = await served(linli, 60);
      const body = { minutes: 70, reason: '签退早了' };
      return { path: `/staff/volunteer-sign-ups/${signUpId}/corrections`, body };
    },
  },
  'GET /staff/service-hours.csv': {
    who: VOLUNTEERING,
    ask: at('/staff/service-hours.csv?facility=hall&month=2026-11'),
  },

  'GET /me': { who: SIGNED_IN, ask: at('/me') },
  'PATCH /me': { who: SIGNED_IN, ask: at('/me', { name: '新名字' }) },
  'GET /me/dependants': { who: SIGNED_IN, ask: at('/me/dependants') },
  'POST /me/dependants': {
    who: SIGNED_IN,
    ask: at('/me/dependants', {
      name: '小明',
      relation: 'child',
      consentVersion: CONSENT_VERSIONS.dependant,
    }),
  },
  'PATCH /me/dependants/{id}': {
    who: OWNER,
    ask: async () => {
      const owner = await signedInPerson();
      return { path: `/me/dependants/${await dependantOf(owner)}`, body: { name: '小红' }, owner };
    },
  },
  'DELETE /me/dependants/{id}': {
    who: OWNER,
    ask: async () => {
      const owner = await signedInPerson();
      return { path: `/me/dependants/${await dependantOf(owner)}`, owner };
    },
  },
  'GET /me/consents': { who: SIGNED_IN, ask: at('/me/consents') },
  'POST /me/consents': {
    who: SIGNED_IN,
    ask: at('/me/consents', { kind: 'terms', version: CONSENT_VERSIONS.terms }),
  },
  'POST /me/consents/{kind}/withdraw': {
    who: SIGNED_IN,
    ask: at('/me/consents/birth_date/withdraw', {}),
  },
  'GET /me/agenda': { who: SIGNED_IN, ask: at('/me/agenda') },
  'GET /me/agenda/{kind}/{file}': {
    who: OWNER,
    ask: async () => {
      const { id, owner } = await aBooking('11-26T15:00');
      return { path: `/me/agenda/booking/${id}.ics`, owner };
    },
  },
  'GET /me/history': { who: SIGNED_IN, ask: at('/me/history') },
  'GET /me/calendar-feed': { who: SIGNED_IN, ask: at('/me/calendar-feed') },
  'POST /me/calendar-feed': { who: SIGNED_IN, ask: at('/me/calendar-feed', {}) },
  'DELETE /me/calendar-feed': { who: SIGNED_IN, ask: at('/me/calendar-feed') },
  // Whoever has the address has the calendar: that is what it is for.
  'GET /calendar/{file}': {
    who: EVERYBODY,
    ask: async () => {
      const as = await signedInPerson();
      const { body } = await linli.post('/api/v1/me/calendar-feed', { as });
      return { path: new URL((body as { url: string }).url).pathname.replace('/api/v1', '') };
    },
  },
  'GET /me/notices': { who: SIGNED_IN, ask: at('/me/notices') },
  'POST /me/notices/read-all': { who: SIGNED_IN, ask: at('/me/notices/read-all', {}) },
  'POST /me/notices/{id}/read': { who: [], ask: at('/me/notices/somebody-elses/read', {}) },

  'GET /venues': { who: EVERYBODY, ask: at('/venues') },
  'GET /venues/{id}': {
    who: EVERYBODY,
    ask: async () => ({ path: `/venues/${(await courtOf()).id}` }),
  },
  'GET /venues/{id}/availability': {
    who: EVERYBODY,
    ask: async () => ({ path: `/venues/${(await courtOf()).id}/availability` }),
  },
  'GET /venues/{id}/allowance': {
    who: SIGNED_IN,
    ask: async () => ({ path: `/venues/${(await courtOf()).id}/allowance` }),
  },
  'POST /bookings': {
    who: SIGNED_IN,
    ask: async () => ({
      path: '/bookings',
      body: {
        venueId: (await courtOf()).id,
        start: '2026-11-26T15:00:00+08:00',
        end: '2026-11-26T16:00:00+08:00',
        partySize: 2,
      },
    }),
  },
  'GET /bookings/{id}': {
    who: OWNER,
    ask: async () => {
      const { id, owner } = await aBooking();
      return { path: `/bookings/${id}`, owner };
    },
  },
  'POST /bookings/{id}/cancel': {
    who: OWNER,
    ask: async () => {
      const { id, owner } = await aBooking('11-26T15:00');
      return { path: `/bookings/${id}/cancel`, body: {}, owner };
    },
  },
  'GET /me/bookings': { who: SIGNED_IN, ask: at('/me/bookings') },
  'GET /staff/facilities/{id}/bookings': {
    who: CENTRE,
    ask: at('/staff/facilities/hall/bookings'),
  },
  'POST /staff/bookings/check-in': {
    who: CENTRE,
    ask: async () => ({
      path: '/staff/bookings/check-in',
      body: { code: (await aBooking()).code },
      facilityId: 'hall',
    }),
  },
  'GET /staff/closures': { who: CENTRE, ask: at('/staff/closures?facility=hall') },
  'POST /staff/closures': {
    who: CENTRE,
    ask: async () => ({
      path: '/staff/closures',
      body: {
        facilityId: 'hall',
        venueId: (await courtOf()).id,
        start: '2026-11-28T09:00:00+08:00',
        end: '2026-11-28T10:00:00+08:00',
        reason: '检修',
      },
      facilityId: 'hall',
    }),
  },
  'POST /staff/closures/{id}/lift': {
    who: CENTRE,
    ask: async () => ({
      path: `/staff/closures/${await aClosure()}/lift`,
      body: { reason: '修好了' },
      facilityId: 'hall',
    }),
  },

  'GET /canteens': { who: EVERYBODY, ask: at('/canteens') },
  'GET /canteens/{id}': {
    who: EVERYBODY,
    ask: async () => ({ path: `/canteens/${(await dinnerAt()).kitchen.canteenId}` }),
  },
  'GET /canteens/{id}/menus': {
    who: EVERYBODY,
    ask: async () => ({ path: `/canteens/${(await dinnerAt()).kitchen.canteenId}/menus` }),
  },
  'POST /meal-orders': {
    who: SIGNED_IN,
    ask: async () => {
      const { kitchen, dinner } = await dinnerAt();
      return { path: '/meal-orders', body: wishMeal(kitchen, dinner) };
    },
  },
  'GET /meal-orders/{id}': {
    who: OWNER,
    ask: async () => {
      const { order, owner } = await anOrder();
      return { path: `/meal-orders/${order.id}`, owner };
    },
  },
  'POST /meal-orders/{id}/change': {
    who: OWNER,
    ask: async () => {
      const { order, owner, dinner } = await anOrder();
      const lines = [{ dishId: dishIn(dinner), quantity: 2 }];
      const body = { mode: 'dine_in', lines, revision: order.revision };
      return { path: `/meal-orders/${order.id}/change`, body, owner };
    },
  },
  'POST /meal-orders/{id}/cancel': {
    who: OWNER,
    ask: async () => {
      const { order, owner } = await anOrder();
      return { path: `/meal-orders/${order.id}/cancel`, body: {}, owner };
    },
  },
  'GET /me/meal-orders': { who: SIGNED_IN, ask: at('/me/meal-orders') },
  'GET /staff/canteens': { who: KITCHEN_ANYWHERE, ask: at('/staff/canteens') },
  'GET /staff/canteens/{id}/kitchen-sheet': {
    who: KITCHEN,
    ask: async () => {
      const { kitchen } = await dinnerAt();
      return {
        path: `/staff/canteens/${kitchen.canteenId}/kitchen-sheet?date=2026-11-25&meal=dinner`,
        facilityId: kitchen.facilityId,
      };
    },
  },
  'POST /staff/meal-orders/hand-over': {
    who: KITCHEN,
    ask: async () => {
      const { order, facilityId } = await anOrder();
      return {
        path: '/staff/meal-orders/hand-over',
        body: { code: order.code },
        facilityId,
        now: NOW + 6 * HOUR_MS,
      };
    },
  },
  'GET /staff/canteens/{id}/dishes': {
    who: KITCHEN,
    ask: async () => {
      const { kitchen } = await dinnerAt();
      return {
        path: `/staff/canteens/${kitchen.canteenId}/dishes`,
        facilityId: kitchen.facilityId,
      };
    },
  },
  'POST /staff/canteens/{id}/dishes': {
    who: KITCHEN,
    ask: async () => {
      const { kitchen } = await dinnerAt();
      return {
        path: `/staff/canteens/${kitchen.canteenId}/dishes`,
        body: { name: '白切鸡', tags: [], allergens: ['none'] },
        facilityId: kitchen.facilityId,
      };
    },
  },
  'POST /staff/canteens/{id}/menus': {
    who: KITCHEN,
    ask: async () => {
      const { kitchen, dinner } = await dinnerAt();
      const items = [{ dishId: dishIn(dinner), priceFen: 900, portions: 5 }];
      return {
        path: `/staff/canteens/${kitchen.canteenId}/menus`,
        body: { date: '2026-11-28', meal: 'dinner', items },
        facilityId: kitchen.facilityId,
      };
    },
  },
  'PATCH /staff/menu-items/{id}': {
    who: KITCHEN,
    ask: async () => {
      const { kitchen, dinner } = await dinnerAt();
      return {
        path: `/staff/menu-items/${itemIn(dinner)}`,
        body: { portions: 30 },
        facilityId: kitchen.facilityId,
      };
    },
  },

  'GET /activities': { who: EVERYBODY, ask: at('/activities') },
  'GET /activities/{id}': {
    who: EVERYBODY,
    ask: async () => ({ path: `/activities/${(await planned()).activityId}` }),
  },
  'POST /activities/{id}/registrations': {
    who: SIGNED_IN,
    ask: async () => ({
      path: `/activities/${(await planned()).activityId}/registrations`,
      body: {},
    }),
  },
  'GET /me/registrations': { who: SIGNED_IN, ask: at('/me/registrations') },
  'GET /registrations/{id}': {
    who: OWNER,
    ask: async () => {
      const { registration, owner } = await aRegistration();
      return { path: `/registrations/${registration.id}`, owner };
    },
  },
  'POST /registrations/{id}/cancel': {
    who: OWNER,
    ask: async () => {
      const { registration, owner } = await aRegistration();
      return { path: `/registrations/${registration.id}/cancel`, body: {}, owner };
    },
  },
  'POST /staff/activities': {
    who: CENTRE,
    ask: at('/staff/activities', {
      facilityId: 'hall',
      title: '八段锦',
      summary: '慢慢练。',
      category: 'health',
      audience: ['all'],
      sessions: [newSession],
    }),
  },
  'GET /staff/sessions': { who: CENTRE_ANYWHERE, ask: at('/staff/sessions') },
  'PATCH /staff/sessions/{id}': {
    who: CENTRE,
    ask: async () => ({
      path: `/staff/sessions/${(await planned()).sessionId}`,
      body: { capacity: 20, reason: '换了大教室' },
      facilityId: 'hall',
    }),
  },
  'POST /staff/sessions/{id}/cancel': {
    who: CENTRE,
    ask: async () => ({
      path: `/staff/sessions/${(await planned()).sessionId}/cancel`,
      body: { reason: '老师生病' },
      facilityId: 'hall',
    }),
  },
  'GET /staff/sessions/{id}/participants': {
    who: CENTRE,
    ask: async () => ({
      path: `/staff/sessions/${(await planned()).sessionId}/participants`,
      facilityId: 'hall',
    }),
  },
  'POST /staff/sessions/{id}/attendance': {
    who: CENTRE,
    ask: async () => {
      const { registration, owner, session } = await aRegistration(20);
      const marks = [{ registrationId: registration.id, personId: owner.id, attended: true }];
      return {
        path: `/staff/sessions/${session.sessionId}/attendance`,
        body: { marks },
        facilityId: 'hall',
      };
    },
  },
  'POST /staff/registrations/check-in': {
    who: CENTRE,
    ask: async () => ({
      path: '/staff/registrations/check-in',
      body: { code: (await aRegistration(20)).registration.code },
      facilityId: 'hall',
    }),
  },

  'GET /staff/imports': { who: ADMIN, ask: at('/staff/imports') },
  'POST /staff/imports': { who: ADMIN, ask: () => ({ path: '/staff/imports', body: aJob() }) },
  'POST /staff/imports/{id}/rows': {
    who: ADMIN,
    ask: async () => ({
      path: `/staff/imports/${await startedBy(await personOf('admin', 'hall'))}/rows`,
      body: { rows: [{ rowNo: 2, cells: aRow() }] },
    }),
  },
  'GET /staff/imports/{id}': {
    who: ADMIN,
    ask: async () => ({
      path: `/staff/imports/${await startedBy(await personOf('admin', 'hall'))}`,
    }),
  },
  'GET /staff/imports/{id}/changes': {
    who: ADMIN,
    ask: async () => ({
      path: `/staff/imports/${await startedBy(await personOf('admin', 'hall'))}/changes`,
    }),
  },
  'POST /staff/imports/{id}/draft': {
    who: ADMIN,
    ask: async () => ({
      path: `/staff/imports/${await startedBy(await personOf('admin', 'hall'), [aRow()])}/draft`,
      body: {},
    }),
  },
  'POST /staff/imports/{id}/commit': {
    who: ADMIN,
    ask: async () => ({
      path: `/staff/imports/${await startedBy(await personOf('admin', 'hall'), [aRow()])}/commit`,
      body: {},
    }),
  },
  'POST /staff/imports/{id}/discard': {
    who: ADMIN,
    ask: async () => ({
      path: `/staff/imports/${await startedBy(await personOf('admin', 'hall'))}/discard`,
      body: {},
    }),
  },
  'GET /goods': { who: EVERYBODY, ask: at('/goods') },
  'GET /goods/{id}': {
    who: EVERYBODY,
    ask: async () => ({ path: `/goods/${(await stallOf()).goodId}` }),
  },
  'GET /me/favourites': { who: SIGNED_IN, ask: at('/me/favourites') },
  'PUT /me/favourites/{id}': {
    who: SIGNED_IN,
    ask: async () => ({ path: `/me/favourites/${(await stallOf()).goodId}` }),
  },
  'DELETE /me/favourites/{id}': { who: SIGNED_IN, ask: at('/me/favourites/none') },
  'POST /redemptions': {
    // Anybody signed in may; who has no points is told so.
    who: SIGNED_IN,
    ask: async () => ({
      path: '/redemptions',
      body: { goodId: (await stallOf()).goodId, quantity: 1 },
      owner: await richOf(10),
    }),
  },
  'GET /me/redemptions': { who: SIGNED_IN, ask: at('/me/redemptions') },
  'GET /redemptions/{id}': {
    who: OWNER,
    ask: async () => {
      const { redemption, owner } = await aRedemption();
      return { path: `/redemptions/${redemption.id}`, owner };
    },
  },
  'POST /redemptions/{id}/cancel': {
    who: OWNER,
    ask: async () => {
      const { redemption, owner } = await aRedemption();
      return { path: `/redemptions/${redemption.id}/cancel`, body: {}, owner };
    },
  },
  // The clerk is the owner of the counter; staff of places and zones have none.
  'GET /counter': {
    who: OWNER,
    ask: async () => ({ path: '/counter', owner: (await stallOf()).clerk }),
  },
  'POST /counter/previews': {
    who: OWNER,
    ask: async () => {
      const { redemption, clerk } = await aRedemption();
      return { path: '/counter/previews', body: { code: redemption.code }, owner: clerk };
    },
  },
  'POST /counter/redemptions': {
    who: OWNER,
    ask: async () => {
      const { redemption, clerk, shopId } = await aRedemption();
      const body = { code: redemption.code, shopId };
      return { path: '/counter/redemptions', body, owner: clerk };
    },
  },
  'POST /counter/redemptions/{id}/undo': {
    who: OWNER,
    ask: async () => {
      const { redemption, clerk, shopId } = await aRedemption();
      await atCounter(linli, clerk, redemption.code, shopId);
      const path = `/counter/redemptions/${redemption.id}/undo`;
      return { path, body: { reason: '拿错了' }, owner: clerk };
    },
  },
  // The owner is the one who runs the merchant.
  'GET /statements/{id}': {
    who: STATEMENT_READERS,
    ask: async () => {
      const { id, owner } = await aStatement();
      return { path: `/statements/${id}`, owner };
    },
  },
  'GET /statements/{id}/lines.csv': {
    who: STATEMENT_READERS,
    ask: async () => {
      const { id, owner } = await aStatement();
      return { path: `/statements/${id}/lines.csv`, owner };
    },
  },
  'POST /statements/{id}/disputes': {
    who: OWNER,
    ask: async () => {
      const { id, owner } = await aStatement();
      return { path: `/statements/${id}/disputes`, body: { text: '少了一单' }, owner };
    },
  },
  'POST /statements/{id}/accept': {
    who: OWNER,
    ask: async () => {
      const { id, owner } = await aStatement();
      return { path: `/statements/${id}/accept`, body: {}, owner };
    },
  },
  'GET /staff/statements': {
    who: [...STATEMENT_READERS, 'otherZoneOperator'],
    ask: async () => {
      const { owner } = await aStatement();
      return { path: '/staff/statements?month=2026-10', owner };
    },
  },
  'GET /staff/statements.csv': {
    who: [...ZONES, 'admin'],
    ask: at('/staff/statements.csv?month=2026-10'),
  },
  'POST /staff/statements': {
    who: ADMIN,
    ask: async () => {
      const stall = await aStall();
      await sold(stall);
      return { path: '/staff/statements', body: { month: '2026-10' }, owner: stall.owner };
    },
  },
  'POST /staff/statements/{id}/finalise': {
    who: ADMIN,
    ask: async () => {
      const { id, owner, payer } = await aStatement();
      await ceiling(payer, 100_000_000);
      await accepting(id, owner);
      return { path: `/staff/statements/${id}/finalise`, body: {}, owner };
    },
  },
  'POST /staff/disputes/{id}/decide': {
    who: ADMIN,
    ask: async () => {
      const { disputeId, owner } = await aDispute();
      const body = { verdict: 'uphold', answer: '核对过了' };
      return { path: `/staff/disputes/${disputeId}/decide`, body, owner };
    },
  },
  'PUT /staff/settlement-budgets/{month}': {
    who: ADMIN,
    ask: at('/staff/settlement-budgets/2026-10', { ceilingFen: 100_000_000 }),
  },
  'GET /staff/workplaces': { who: KITCHEN_ANYWHERE, ask: at('/staff/workplaces') },
  'GET /staff/facilities/{id}/today': { who: KITCHEN, ask: at('/staff/facilities/hall/today') },
  'POST /staff/passes/look-up': {
    who: CENTRE,
    ask: async () => ({
      path: '/staff/passes/look-up',
      body: { code: (await aBooking()).code },
      facilityId: 'hall',
    }),
  },
};

const known = new Map<string, Promise<Somebody>>();

/** The routes of /api/v1 as the application serves them: `GET /facilities/{id}`. */
export function servedRoutes(): string[] {
  const served = createApp()
    .routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/v1/'))
    .map(
      ({ method, path }) => `${method} ${path.slice(7).replace(/:(\w+)(?:\{[^}]*\})?/g, '{$1}')}`,
    )
    .filter((route) => route !== 'GET /openapi.json');
  return [...new Set(served)].sort();
}

/** Somebody of a role, whose scope is the facility asked about. */
export function personOf(role: RoleName, facilityId: string): Promise<Somebody> {
  const key = `${role} ${facilityId}`;
  const person = known.get(key) ?? make(role, facilityId);
  known.set(key, person);
  return person;
}

function make(role: RoleName, facilityId: string): Promise<Somebody> {
  const at = { scopeKind: 'facility', scopeId: facilityId } as const;
  switch (role) {
    case 'gridWorker':
      return staffOf({ role: 'grid_worker', scopeKind: 'zone', scopeId: 'za' });
    case 'centreStaff':
      return staffOf({ role: 'centre_staff', ...at });
    case 'canteenStaff':
      return staffOf({ role: 'canteen_staff', ...at });
    case 'zoneOperator':
      return staffOf({ role: 'zone_operator', scopeKind: 'zone', scopeId: 'za' });
    case 'admin':
      return staffOf({ role: 'subdistrict_admin', scopeKind: 'subdistrict', scopeId: '*' });
    case 'otherCentreStaff':
      return staffOf({ role: 'centre_staff', scopeKind: 'facility', scopeId: 'far' });
    case 'otherZoneOperator':
      return staffOf({ role: 'zone_operator', scopeKind: 'zone', scopeId: 'zb' });
    default:
      return signedInPerson();
  }
}

/** Asks the row's request as somebody of a role. */
export async function askAs(
  route: string,
  row: Row,
  role: RoleName,
  more: Pick<Ask, 'env' | 'headers'> & { body?: unknown } = {},
): Promise<Reply> {
  linli.clock.now = NOW;
  const { path, body, facilityId = 'hall', owner, now = NOW } = await row.ask();
  linli.clock.now = now;
  const as = role === 'owner' && owner ? owner : await personOf(role, facilityId);
  const options = {
    ...(role !== 'nobody' && { as }),
    ...(body !== undefined && { body }),
    ...more,
  };
  const url = `/api/v1${path}`;
  switch (route.split(' ')[0]) {
    case 'POST':
      return linli.post(url, options);
    case 'PATCH':
      return linli.patch(url, options);
    case 'PUT':
      return linli.put(url, options);
    case 'DELETE':
      return linli.del(url, options);
    default:
      return linli.get(url, options);
  }
}
