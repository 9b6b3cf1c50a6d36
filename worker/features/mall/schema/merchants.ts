/** Public shapes of merchants, as their owners and keepers see them. */
import * as z from 'zod';
import {
  idSchema,
  instantInput,
  instantOutput,
  momentInput,
  PHONE_NUMBER,
  pageOf,
  plainText,
} from '../../../lib/schema.ts';
import { MERCHANT_CATEGORIES, MERCHANT_STATES } from '../rules.ts';

/** A landline: nobody's own number is shown to residents. */
const LANDLINE = /^0\d{2,3}-\d{7,8}$/;

/** GCJ-02 degrees, within the country. */
const doorPosition = z.strictObject({
  lng: z.number().min(73).max(136),
  lat: z.number().min(3).max(54),
});

export const ownShopInput = z.strictObject({
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

export type OwnShopInput = z.output<typeof ownShopInput>;

/** What residents read of it. */
export const merchantChangeInput = z
  .strictObject({
    name: plainText(40, 2),
    category: z.enum(MERCHANT_CATEGORIES),
    summary: plainText(200, 4),
    phone: z.string().regex(LANDLINE).optional(),
  })
  .meta({ id: 'MerchantChangeInput' });
export type MerchantChangeInput = z.output<typeof merchantChangeInput>;

export const merchantInput = merchantChangeInput
  .extend({ communityId: idSchema, shop: ownShopInput })
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
      reapply: z.boolean(),
      offer: z.boolean(),
      change: z.boolean(),
      endClerk: z.boolean(),
      close: z.boolean(),
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

export const merchantPageSchema = pageOf(merchantSchema).meta({ id: 'MerchantPage' });
export type MerchantPage = z.infer<typeof merchantPageSchema>;

/** Without a state: of every state. */
export const merchantsInput = momentInput.extend({
  state: z.enum(MERCHANT_STATES).optional(),
  q: plainText(40).optional(),
});
export type MerchantsInput = z.output<typeof merchantsInput>;

export const clerkInput = z.strictObject({ phoneNumber: z.string().regex(PHONE_NUMBER) });

export const clerksSchema = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        /** Masked. */
        name: z.string(),
        since: instantOutput,
      }),
    ),
  })
  .meta({ id: 'Clerks' });
export type Clerks = z.infer<typeof clerksSchema>;

const word = z.strictObject({
  verdict: z.enum(['approve', 'refuse']),
  reason: plainText(200).optional(),
});

const saysWhy = ({ verdict, reason }: z.output<typeof word>) =>
  verdict === 'approve' || reason !== undefined;

/** A word on an application, with when the one that was read was made; a refusal says why. */
export const merchantWordInput = word
  .extend({ appliedAt: instantInput })
  .refine(saysWhy, { path: ['reason'] });
export type MerchantWordInput = z.output<typeof merchantWordInput>;

/** A word on a good, with the revision that was read; a refusal says why. */
export const goodWordInput = word
  .extend({ revision: z.int().min(1) })
  .refine(saysWhy, { path: ['reason'] });
export type GoodWordInput = z.output<typeof goodWordInput>;

export const whyInput = z.strictObject({ reason: plainText(200) });
