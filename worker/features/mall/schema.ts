/** Public shapes of the mall. */
import * as z from 'zod';
import {
  daySchema,
  idSchema,
  instantOutput,
  nearInput,
  pageOf,
  plainText,
} from '../../lib/schema.ts';
import { positionSchema, walkSchema } from '../directory/schema.ts';
import {
  GOOD_KINDS,
  GOOD_STATES,
  MERCHANT_CATEGORIES,
  MERCHANT_STATES,
  REDEMPTION_STATES,
} from './rules.ts';

/** A landline: nobody's own number is shown to residents. */
const LANDLINE = /^0\d{2,3}-\d{7,8}$/;

/** GCJ-02 degrees, within the country. */
const doorPosition = z.strictObject({
  lng: z.number().min(73).max(136),
  lat: z.number().min(3).max(54),
});

const ownShopInput = z.strictObject({
  name: plainText(40, 2),
  address: plainText(100, 4),
  position: doorPosition,
  hours: plainText(100, 2),
});

export const ownShopSchema = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string(),
  position: z.object({ lng: z.number(), lat: z.number() }),
  hours: z.string(),
});
export type OwnShop = z.infer<typeof ownShopSchema>;

export const merchantInput = z
  .strictObject({
    name: plainText(40, 2),
    category: z.enum(MERCHANT_CATEGORIES),
    summary: plainText(200, 4),
    phone: z.string().regex(LANDLINE).optional(),
    communityId: idSchema,
    shop: ownShopInput,
  })
  .meta({ id: 'MerchantInput' });
export type MerchantInput = z.output<typeof merchantInput>;

export const merchantSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    category: z.enum(MERCHANT_CATEGORIES),
    summary: z.string(),
    phone: z.string().nullable(),
    communityId: z.string(),
    state: z.enum(MERCHANT_STATES),
    /** Why it was refused, suspended or closed. */
    reason: z.string().nullable(),
    demo: z.boolean(),
    appliedAt: instantOutput,
    shops: z.array(ownShopSchema),
    can: z.object({
      offer: z.boolean(),
      decide: z.boolean(),
      suspend: z.boolean(),
      resume: z.boolean(),
    }),
  })
  .meta({ id: 'Merchant' });
export type Merchant = z.infer<typeof merchantSchema>;
export const merchantsSchema = z
  .object({ items: z.array(merchantSchema) })
  .meta({ id: 'Merchants' });

export const merchantsInput = z.object({ state: z.enum(MERCHANT_STATES).default('applied') });
export const ownGoodsInput = z.object({ state: z.enum(GOOD_STATES).default('submitted') });

/** A word on an application or a good; a refusal says why. */
export const wordInput = z
  .strictObject({ verdict: z.enum(['approve', 'refuse']), reason: plainText(200).optional() })
  .refine(({ verdict, reason }) => verdict === 'approve' || reason !== undefined, {
    path: ['reason'],
  });
export const whyInput = z.strictObject({ reason: plainText(200) });

const stock = z.int().min(0).max(100_000);
const draftFields = z.strictObject({
  title: plainText(40, 2),
  summary: plainText(300, 2),
  points: z.int().min(1).max(100_000),
  settleFen: z.int().min(0).max(10_000_000),
  coupon: z
    .strictObject({
      fen: z.int().min(1).max(10_000_000),
      minSpendFen: z.int().min(0).max(10_000_000),
    })
    .optional(),
  stockTotal: stock,
  perOrder: z.int().min(1).max(99).default(1),
  perPerson: z.int().min(1).max(999).default(5),
  offeredFrom: daySchema,
  offeredUntil: daySchema.optional(),
  redeemWithinDays: z.int().min(1).max(365).default(30),
  useUntil: daySchema.optional(),
  minAge: z.int().min(1).max(120).optional(),
});
type Draft = z.output<typeof draftFields>;

const enoughEach = ({ perOrder, perPerson }: Draft) => perOrder <= perPerson;
const inOrder = ({ offeredFrom, offeredUntil, useUntil }: Draft) =>
  offeredFrom <= (offeredUntil ?? offeredFrom) && offeredFrom <= (useUntil ?? offeredFrom);

export const goodDraftInput = draftFields
  .refine(enoughEach, { path: ['perPerson'] })
  .refine(inOrder, { path: ['offeredUntil'] })
  .meta({ id: 'GoodDraftInput' });
export type GoodDraftInput = Draft;

/** All of it anew, with the revision one has read. */
export const goodEditInput = draftFields
  .extend({ revision: z.int().min(1) })
  .refine(enoughEach, { path: ['perPerson'] })
  .refine(inOrder, { path: ['offeredUntil'] })
  .meta({ id: 'GoodEditInput' });
export type GoodEditInput = z.output<typeof goodEditInput>;

export const restockInput = z.strictObject({ stockTotal: stock });

export const ownGoodSchema = z
  .object({
    id: z.string(),
    kind: z.enum(GOOD_KINDS),
    title: z.string(),
    summary: z.string(),
    category: z.enum(MERCHANT_CATEGORIES),
    points: z.int(),
    settleFen: z.int(),
    coupon: z.object({ fen: z.int(), minSpendFen: z.int() }).nullable(),
    stockTotal: z.int(),
    stockTaken: z.int(),
    perOrder: z.int(),
    perPerson: z.int(),
    minAge: z.int().nullable(),
    offeredFrom: z.string(),
    offeredUntil: z.string().nullable(),
    redeemWithinDays: z.int(),
    useUntil: z.string().nullable(),
    state: z.enum(GOOD_STATES),
    reason: z.string().nullable(),
    revision: z.int(),
    merchant: z.object({ id: z.string(), name: z.string() }),
    can: z.object({
      edit: z.boolean(),
      submit: z.boolean(),
      decide: z.boolean(),
      restock: z.boolean(),
      withdraw: z.boolean(),
    }),
  })
  .meta({ id: 'OwnGood' });
export type OwnGood = z.infer<typeof ownGoodSchema>;
export const ownGoodsSchema = z.object({ items: z.array(ownGoodSchema) }).meta({ id: 'OwnGoods' });

const count = z.int();

/** Money off a purchase, fen; null for what is taken home. */
const couponSchema = z.object({ fen: z.int(), minSpendFen: z.int() }).nullable();

export const shopSchema = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string(),
  position: positionSchema,
  hours: z.string(),
  /** From where one asked. */
  walk: walkSchema.optional(),
});

const goodFields = {
  id: z.string(),
  kind: z.enum(GOOD_KINDS),
  title: z.string(),
  summary: z.string(),
  category: z.enum(MERCHANT_CATEGORIES),
  /** Of one. */
  points: count,
  coupon: couponSchema,
  stockLeft: count,
  perOrder: count,
  perPerson: count,
  minAge: count.nullable(),
  /** Until when it could be fetched if it were redeemed now. */
  fetchUntil: instantOutput,
};

export const goodSummarySchema = z
  .object({
    ...goodFields,
    merchant: z.object({ id: z.string(), name: z.string(), demo: z.boolean() }),
    /** The nearest, or the first. */
    shop: shopSchema,
  })
  .meta({ id: 'GoodSummary' });

export const goodsSchema = z
  .object({ items: z.array(goodSummarySchema), next: z.string().nullable() })
  .meta({ id: 'Goods' });

export const favouritesSchema = z
  .object({ items: z.array(goodSummarySchema) })
  .meta({ id: 'Favourites' });

export const goodSchema = z
  .object({
    ...goodFields,
    offeredUntil: z.string().nullable(),
    merchant: z.object({
      id: z.string(),
      name: z.string(),
      summary: z.string(),
      phone: z.string().nullable(),
      demo: z.boolean(),
    }),
    /** The nearest first. */
    shops: z.array(shopSchema),
  })
  .meta({ id: 'Good' });

const goodInShort = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(GOOD_KINDS),
  coupon: couponSchema,
});

export const redemptionSchema = z
  .object({
    id: z.string(),
    state: z.enum(REDEMPTION_STATES),
    /** Ten digits, to show at the counter. */
    code: z.string(),
    good: goodInShort,
    merchant: z.object({ id: z.string(), name: z.string(), phone: z.string().nullable() }),
    shops: z.array(shopSchema),
    quantity: count,
    /** In all. */
    points: count,
    created: instantOutput,
    /** It lapses then, and the points come back. */
    until: instantOutput,
    redeemed: instantOutput.nullable(),
    /** Where it was fetched. */
    shopName: z.string().nullable(),
    /** Why it was undone or revoked. */
    reason: z.string().nullable(),
    can: z.object({ cancel: z.boolean() }),
  })
  .meta({ id: 'Redemption' });

export const redemptionPageSchema = pageOf(redemptionSchema);

/** What a clerk sees of a redemption. */
export const counterRedemptionSchema = z
  .object({
    id: z.string(),
    state: z.enum(REDEMPTION_STATES),
    good: goodInShort,
    merchant: z.object({ id: z.string(), name: z.string() }),
    quantity: count,
    points: count,
    /** Masked. */
    name: z.string(),
    until: instantOutput,
    redeemed: instantOutput.nullable(),
    shopName: z.string().nullable(),
    can: z.object({ redeem: z.boolean(), undo: z.boolean() }),
  })
  .meta({ id: 'CounterRedemption' });

export const counterSchema = z
  .object({
    merchants: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        shops: z.array(z.object({ id: z.string(), name: z.string(), address: z.string() })),
      }),
    ),
    /** Redeemed today, the latest first, those undone too. */
    today: z.array(counterRedemptionSchema),
  })
  .meta({ id: 'Counter' });

/** More pages of goods than there are goods. */
const offset = z
  .string()
  .regex(/^\d{1,6}$/)
  .optional();

export const goodsInput = z.object({
  q: plainText(40).optional(),
  category: z.enum(MERCHANT_CATEGORIES).optional(),
  kind: z.enum(GOOD_KINDS).optional(),
  merchant: idSchema.optional(),
  near: nearInput.optional(),
  /** Metres on foot from `near`. */
  within: z.coerce.number().int().min(50).max(20_000).optional(),
  maxPoints: z.coerce.number().int().min(1).max(1_000_000).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
  /** How many to skip: as a page's `next` said. */
  cursor: offset,
});
export type GoodsInput = z.output<typeof goodsInput>;

export const goodInput = z.object({ near: nearInput.optional() });

export const redemptionInput = z.strictObject({
  goodId: idSchema,
  quantity: z.int().min(1).max(99),
});
export type RedemptionInput = z.output<typeof redemptionInput>;

export const myRedemptionsInput = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(30),
  /** Where the page before ended: `ms.id`. */
  cursor: z
    .string()
    .regex(/^\d{1,14}\.[a-z0-9:_-]{1,64}$/)
    .optional(),
});
export type MyRedemptionsInput = z.output<typeof myRedemptionsInput>;

const codeField = z.string().regex(/^\d{10}$/);
export const previewInput = z.strictObject({ code: codeField });
export const redeemInput = z.strictObject({ code: codeField, shopId: idSchema });
export type RedeemInput = z.output<typeof redeemInput>;
export const undoInput = z.strictObject({ reason: plainText(100) });
export const nothingInput = z.strictObject({});

export type Shop = z.infer<typeof shopSchema>;
export type GoodSummary = z.infer<typeof goodSummarySchema>;
export type Goods = z.infer<typeof goodsSchema>;
export type Good = z.infer<typeof goodSchema>;
export type Redemption = z.infer<typeof redemptionSchema>;
export type RedemptionPage = z.infer<typeof redemptionPageSchema>;
export type CounterRedemption = z.infer<typeof counterRedemptionSchema>;
export type Counter = z.infer<typeof counterSchema>;
