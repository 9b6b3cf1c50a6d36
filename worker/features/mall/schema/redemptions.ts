/** Public shapes of redemptions, as residents see theirs. */
import * as z from 'zod';
import { idSchema, instantOutput, pageOf } from '../../../lib/schema.ts';
import { REDEMPTION_STATES } from '../rules.ts';
import { count, goodInShort, shopSchema } from './goods.ts';

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
    /** Of its points: those past their last day. They came back, or would, and lapse at once. */
    lapsedPoints: count,
    can: z.object({ cancel: z.boolean() }),
  })
  .meta({ id: 'Redemption' });

export const redemptionPageSchema = pageOf(redemptionSchema);

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

export const nothingInput = z.strictObject({});

export type Redemption = z.infer<typeof redemptionSchema>;

export type RedemptionPage = z.infer<typeof redemptionPageSchema>;
