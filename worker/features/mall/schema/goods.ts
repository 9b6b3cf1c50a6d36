/** Public shapes of what residents redeem points for. */
import * as z from 'zod';
import { idSchema, instantOutput, nearInput, plainText } from '../../../lib/schema.ts';
import { positionSchema, walkSchema } from '../../directory/schema.ts';
import { GOOD_KINDS, MERCHANT_CATEGORIES } from '../rules.ts';

export const count = z.int();

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

export const goodInShort = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(GOOD_KINDS),
  coupon: couponSchema,
});

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
  /** Where the page before ended: squared metres, points, id. */
  cursor: z
    .string()
    .regex(/^\d{1,16}\.\d{1,6}\.[a-z0-9][a-z0-9_-]{0,63}$/)
    .optional(),
});

export type GoodsInput = z.output<typeof goodsInput>;

export const goodInput = z.object({ near: nearInput.optional() });

export type Shop = z.infer<typeof shopSchema>;

export type GoodSummary = z.infer<typeof goodSummarySchema>;

export type Goods = z.infer<typeof goodsSchema>;

export type Good = z.infer<typeof goodSchema>;
