/** The mall: merchants with their shops, what they offer, and what was redeemed. What they promise is kept by triggers (docs/invariants.md, 5). */
import { sql } from 'drizzle-orm';
import {
  check,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
} from 'drizzle-orm/sqlite-core';
import { day, flag, instant, syllables } from '../../lib/columns.ts';
import { community } from '../directory/tables.ts';
import { user } from '../identity/tables.ts';
import { pointsAccount } from '../points/tables.ts';
import type {
  GoodKind,
  GoodState,
  MerchantCategory,
  MerchantState,
  RedemptionState,
} from './rules.ts';

/** A shopkeeper of the street. Who speaks for it holds a grant with the scope `merchant`. */
export const merchant = sqliteTable(
  'merchant',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    syllables: syllables(),
    category: text().$type<MerchantCategory>().notNull(),
    summary: text().notNull(),
    /** A shop's public number, for residents; not anybody's own. */
    phone: text(),
    /** Where it is at home: staff of this community's zone look after it. */
    communityId: text()
      .notNull()
      .references(() => community.id),
    state: text().$type<MerchantState>().notNull(),
    appliedBy: text()
      .notNull()
      .references(() => user.id),
    appliedAt: instant().notNull(),
    decidedAt: instant(),
    /** Why it was refused, suspended or closed. */
    reason: text(),
    demo: flag().notNull().default(false),
  },
  (t) => [
    check(
      'merchant_state',
      sql`${t.state} IN ('applied', 'open', 'refused', 'suspended', 'closed')`,
    ),
    check(
      'merchant_reason',
      sql`${t.state} NOT IN ('refused', 'suspended', 'closed') OR length(${t.reason}) > 0`,
    ),
    index('merchant_state_idx').on(t.state, t.appliedAt),
    index('merchant_applicant').on(t.appliedBy),
  ],
);

/** Where a merchant stands behind a counter. */
export const shop = sqliteTable(
  'shop',
  {
    id: text().primaryKey(),
    merchantId: text()
      .notNull()
      .references(() => merchant.id),
    name: text().notNull(),
    address: text().notNull(),
    /** GCJ-02 degrees. */
    lng: real().notNull(),
    lat: real().notNull(),
    /** In plain words, as the shopkeeper writes it on the door. */
    hoursText: text().notNull(),
    closedAt: instant(),
  },
  (t) => [
    check('shop_position', sql`${t.lng} BETWEEN 73 AND 136 AND ${t.lat} BETWEEN 3 AND 54`),
    index('shop_merchant').on(t.merchantId),
    index('shop_place').on(t.lat, t.lng),
    index('shop_lng').on(t.lng),
    // Strip by strip from west to east, as `bandAt` has them.
    index('shop_band')
      .on(sql`CAST(${t.lat} * 1000 AS INTEGER)`, t.lng, t.lat, t.merchantId)
      .where(sql`${t.closedAt} IS NULL`),
  ],
);

/** What points are redeemed for: a good, or a coupon. Terms stand once it is offered; redemptions copy them. */
export const good = sqliteTable(
  'good',
  {
    id: text().primaryKey(),
    merchantId: text()
      .notNull()
      .references(() => merchant.id),
    kind: text().$type<GoodKind>().notNull(),
    title: text().notNull(),
    syllables: syllables(),
    summary: text().notNull(),
    category: text().$type<MerchantCategory>().notNull(),
    /** What one costs. */
    points: integer().notNull(),
    /** What the street pays the merchant for one. */
    settleFen: integer().notNull(),
    /** A coupon's worth, and what one has to buy for it to count. */
    couponFen: integer(),
    minSpendFen: integer(),
    stockTotal: integer().notNull(),
    /** Of redemptions that are live; written by triggers only. */
    stockTaken: integer().notNull().default(0),
    perOrder: integer().notNull(),
    perPerson: integer().notNull(),
    /** First and last day on which it can be redeemed for points. */
    offeredFromOn: day().notNull(),
    offeredUntilOn: day(),
    redeemWithinDays: integer().notNull(),
    /** The last day on which it can be fetched, whenever it was redeemed. */
    useUntilOn: day(),
    /** Whole years; null = anybody. */
    minAge: integer(),
    state: text().$type<GoodState>().notNull(),
    reason: text(),
    /** Grows with each change, so that two changes at once can't both win. */
    revision: integer().notNull().default(1),
    createdBy: text().notNull(),
    createdAt: instant().notNull(),
    submittedAt: instant(),
    decidedAt: instant(),
  },
  (t) => [
    check('good_kind', sql`${t.kind} IN ('good', 'coupon')`),
    check(
      'good_state',
      sql`${t.state} IN ('draft', 'submitted', 'offered', 'refused', 'withdrawn')`,
    ),
    check('good_points', sql`${t.points} BETWEEN 1 AND 100000`),
    check('good_settle', sql`${t.settleFen} BETWEEN 0 AND 10000000`),
    check(
      'good_coupon',
      sql`(${t.kind} = 'coupon') = (${t.couponFen} IS NOT NULL) AND (${t.kind} = 'coupon') = (${t.minSpendFen} IS NOT NULL)
        AND coalesce(${t.couponFen}, 1) > 0 AND coalesce(${t.minSpendFen}, 0) >= 0`,
    ),
    check('good_stock', sql`${t.stockTaken} BETWEEN 0 AND ${t.stockTotal}`),
    check('good_limits', sql`${t.perOrder} BETWEEN 1 AND 99 AND ${t.perPerson} >= ${t.perOrder}`),
    check(
      'good_days',
      sql`(${t.offeredUntilOn} IS NULL OR ${t.offeredFromOn} <= ${t.offeredUntilOn}) AND ${t.redeemWithinDays} BETWEEN 1 AND 365
        AND (${t.useUntilOn} IS NULL OR ${t.offeredFromOn} <= ${t.useUntilOn})`,
    ),
    check('good_age', sql`${t.minAge} IS NULL OR ${t.minAge} BETWEEN 1 AND 120`),
    index('good_merchant').on(t.merchantId, t.state, t.category, t.points),
    index('good_offered').on(t.points, t.id).where(sql`${t.state} = 'offered'`),
    index('good_category').on(t.category, t.points, t.id).where(sql`${t.state} = 'offered'`),
    index('good_submitted').on(t.submittedAt).where(sql`${t.state} = 'submitted'`),
  ],
);

export const favourite = sqliteTable(
  'favourite',
  {
    residentId: text()
      .notNull()
      .references(() => user.id),
    goodId: text()
      .notNull()
      .references(() => good.id),
    addedAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.residentId, t.goodId] })],
);

/** Points given for a good, to be fetched with a code. Its hold in the ledger has the same end. */
export const redemption = sqliteTable(
  'redemption',
  {
    id: text().primaryKey(),
    residentId: text()
      .notNull()
      .references(() => user.id),
    goodId: text()
      .notNull()
      .references(() => good.id),
    merchantId: text()
      .notNull()
      .references(() => merchant.id),
    quantity: integer().notNull(),
    /** In all, as the good was offered then. */
    points: integer().notNull(),
    settleFen: integer().notNull(),
    state: text().$type<RedemptionState>().notNull(),
    /** Ten digits, the last checks the others. */
    code: text().notNull().unique(),
    holdId: text()
      .notNull()
      .unique()
      .references(() => pointsAccount.id),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    redeemedAt: instant(),
    redeemedBy: text().references(() => user.id),
    shopId: text().references(() => shop.id),
    endedAt: instant(),
    /** Why it was undone or revoked. */
    reason: text(),
  },
  (t) => [
    check(
      'redemption_state',
      sql`${t.state} IN ('held', 'redeemed', 'undone', 'cancelled', 'lapsed', 'revoked')`,
    ),
    check('redemption_code', sql`length(${t.code}) = 10`),
    check(
      'redemption_quantity',
      sql`${t.quantity} >= 1 AND ${t.points} >= 1 AND ${t.settleFen} >= 0`,
    ),
    check(
      'redemption_redeemed',
      sql`(${t.state} IN ('redeemed', 'undone')) = (${t.redeemedAt} IS NOT NULL)
        AND (${t.redeemedAt} IS NULL) = (${t.redeemedBy} IS NULL) AND (${t.redeemedAt} IS NULL) = (${t.shopId} IS NULL)`,
    ),
    check(
      'redemption_reason',
      sql`${t.state} NOT IN ('undone', 'revoked') OR length(${t.reason}) > 0`,
    ),
    index('redemption_resident').on(t.residentId, t.createdAt, t.id),
    index('redemption_of_good').on(t.goodId, t.residentId),
    index('redemption_of_merchant').on(t.merchantId, t.redeemedAt, t.id),
    index('redemption_at').on(t.redeemedAt).where(sql`${t.redeemedAt} IS NOT NULL`),
    index('redemption_lapsing').on(t.expiresAt).where(sql`${t.state} = 'held'`),
  ],
);

/** A wrong code at a counter: kept for the limit, forgotten after a day. */
export const counterAttempt = sqliteTable(
  'counter_attempt',
  {
    id: text().primaryKey(),
    merchantId: text()
      .notNull()
      .references(() => merchant.id),
    clerkId: text()
      .notNull()
      .references(() => user.id),
    triedAt: instant().notNull(),
  },
  (t) => [
    index('counter_attempt_merchant').on(t.merchantId, t.triedAt),
    index('counter_attempt_at').on(t.triedAt),
  ],
);

/** That somebody was told that a code of theirs lapses soon: once. */
export const redemptionReminder = sqliteTable('redemption_reminder', {
  redemptionId: text()
    .primaryKey()
    .references(() => redemption.id),
  toldAt: instant().notNull(),
});
