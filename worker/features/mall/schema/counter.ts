/** Public shapes of the counter. */
import * as z from 'zod';
import { idSchema, instantOutput, pageOf, plainText } from '../../../lib/schema.ts';
import { REDEMPTION_STATES } from '../rules.ts';
import { count, goodInShort } from './goods.ts';

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
    can: z.object({ redeem: z.boolean(), undo: z.boolean(), revoke: z.boolean() }),
  })
  .meta({ id: 'CounterRedemption' });

/** What residents have given points for and not fetched yet, at one merchant. */
export const heldSchema = pageOf(counterRedemptionSchema)
  .extend({ total: count })
  .meta({ id: 'HeldRedemptions' });
export type Held = z.infer<typeof heldSchema>;

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

const codeField = z.string().regex(/^\d{10}$/);

export const previewInput = z.strictObject({ code: codeField });

export const redeemInput = z.strictObject({ code: codeField, shopId: idSchema });

export type RedeemInput = z.output<typeof redeemInput>;

export const undoInput = z.strictObject({ reason: plainText(100) });

export type CounterRedemption = z.infer<typeof counterRedemptionSchema>;

export type Counter = z.infer<typeof counterSchema>;
