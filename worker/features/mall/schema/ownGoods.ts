/** Public shapes of what a merchant puts up. */
import * as z from 'zod';
import { daySchema, momentInput, pageOf, plainText } from '../../../lib/schema.ts';
import { GOOD_KINDS, GOOD_STATES, MERCHANT_CATEGORIES } from '../rules.ts';

/** Without a state: of every state. */
export const staffGoodsInput = momentInput.extend({
  state: z.enum(GOOD_STATES).optional(),
  q: plainText(40).optional(),
});
export type StaffGoodsInput = z.output<typeof staffGoodsInput>;

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

export const ownGoodsSchema = pageOf(ownGoodSchema).meta({ id: 'OwnGoods' });
export type OwnGoods = z.infer<typeof ownGoodsSchema>;
