/** Public shapes of points. */
import * as z from 'zod';
import { daySchema, idSchema, instantOutput, plainText } from '../../lib/schema.ts';
import { EXPIRIES, MOST_POINTS, TRANSACTION_KINDS } from './rules.ts';

export const lotSchema = z.object({
  points: z.int(),
  programme: z.string(),
  /** The last day they can be spent; null = they never lapse. */
  expiresOn: z.string().nullable(),
});

export const myPointsSchema = z
  .object({
    /** What can be spent today. */
    available: z.int(),
    /** Set aside for what was signed up for or redeemed, and not yet used. */
    held: z.int(),
    /** Those that lapse first come first, and are spent first. */
    lots: z.array(lotSchema),
  })
  .meta({ id: 'MyPoints' });

export const pointsEntrySchema = z.object({
  id: z.string(),
  kind: z.enum(TRANSACTION_KINDS),
  cause: z.object({ kind: z.string(), id: z.string() }),
  /** What it did to what can be spent: with a sign, 0 when held points were used. */
  points: z.int(),
  /** What moved. */
  moved: z.int(),
  at: instantOutput,
  note: z.string().nullable(),
});

export const entriesSchema = z
  .object({ items: z.array(pointsEntrySchema), next: z.string().nullable() })
  .meta({ id: 'PointsEntries' });

export const entriesInput = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(30),
  /** Where the page before ended: `ms.id`. */
  cursor: z
    .string()
    .regex(/^\d{1,14}\.[a-zA-Z0-9:_-]{1,120}$/)
    .optional(),
});

export const proofSchema = z
  .object({
    on: daySchema,
    provedAt: instantOutput,
    holds: z.boolean(),
    transactions: z.int(),
    entries: z.int(),
    entriesSum: z.int(),
    wrongBalances: z.int(),
    wrongTransactions: z.int(),
    overspentBudgets: z.int(),
    wrongFlows: z.int(),
    budgeted: z.int(),
    issued: z.int(),
    available: z.int(),
    held: z.int(),
    spent: z.int(),
    expired: z.int(),
  })
  .meta({ id: 'PointsProof' });

export const proofsSchema = z.object({ items: z.array(proofSchema) }).meta({ id: 'PointsProofs' });

const points = z.int().min(1).max(MOST_POINTS);

export const programmeInput = z
  .strictObject({
    name: plainText(30),
    expiry: z.enum(EXPIRIES),
    /** Only, and then always, where `expiry` is `years`. */
    expiryYears: z.int().min(1).max(20).optional(),
  })
  .refine(({ expiry, expiryYears }) => (expiry === 'years') === (expiryYears !== undefined), {
    path: ['expiryYears'],
  })
  .meta({ id: 'ProgrammeInput' });
export type ProgrammeInput = z.output<typeof programmeInput>;

export const fundInput = z.strictObject({ points, reason: plainText(100) });
export type FundInput = z.output<typeof fundInput>;

export const programmeSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    expiry: z.enum(EXPIRIES),
    expiryYears: z.int().nullable(),
    /** What it can still hand out. */
    left: z.int(),
  })
  .meta({ id: 'PointsProgramme' });
export const programmesSchema = z
  .object({ items: z.array(programmeSchema) })
  .meta({ id: 'PointsProgrammes' });

export const reversalInput = z.strictObject({ transactionId: idSchema, reason: plainText(100, 4) });
export type ReversalInput = z.output<typeof reversalInput>;

export const decideReversalInput = z.strictObject({ verdict: z.enum(['approved', 'declined']) });
export type DecideReversalInput = z.output<typeof decideReversalInput>;

export const reversalSchema = z
  .object({
    id: z.string(),
    transactionId: z.string(),
    kind: z.enum(TRANSACTION_KINDS),
    points: z.int(),
    /** What the points were for, and when they were posted. */
    note: z.string().nullable(),
    postedAt: instantOutput,
    /** Masked; null for a budget. */
    resident: z.string().nullable(),
    programme: z.string().nullable(),
    reason: z.string(),
    /** Masked. */
    proposedBy: z.string(),
    state: z.enum(['proposed', 'approved', 'declined']),
    proposedAt: instantOutput,
    decidedAt: instantOutput.nullable(),
    /** Whether it is mine to decide: whoever proposed it doesn't. */
    can: z.object({ decide: z.boolean() }),
  })
  .meta({ id: 'PointsReversal' });
export const reversalsSchema = z
  .object({ items: z.array(reversalSchema) })
  .meta({ id: 'PointsReversals' });

/** What can be corrected: earned points and budgets. `cause` is `kind:id`, for what one thing posted. */
export const postedInput = entriesInput.extend({
  cause: z
    .string()
    .regex(/^[a-zA-Z]{1,40}:[a-zA-Z0-9:_-]{1,120}$/)
    .optional(),
});
export type PostedInput = z.output<typeof postedInput>;

export const postedSchema = z
  .object({
    id: z.string(),
    kind: z.enum(TRANSACTION_KINDS),
    cause: z.object({ kind: z.string(), id: z.string() }),
    points: z.int(),
    at: instantOutput,
    note: z.string().nullable(),
    /** Masked; null for a budget. */
    resident: z.string().nullable(),
    programme: z.string().nullable(),
    /** Its correction, where one is proposed or approved. */
    correction: z.enum(['proposed', 'approved']).nullable(),
  })
  .meta({ id: 'PostedPoints' });
export const postedListSchema = z
  .object({ items: z.array(postedSchema), next: z.string().nullable() })
  .meta({ id: 'PostedPointsList' });
export type PostedList = z.infer<typeof postedListSchema>;

export type MyPoints = z.infer<typeof myPointsSchema>;
export type PointsEntries = z.infer<typeof entriesSchema>;
export type EntriesInput = z.output<typeof entriesInput>;
export type ProofAnswer = z.infer<typeof proofSchema>;
export type Programme = z.infer<typeof programmeSchema>;
export type Reversal = z.infer<typeof reversalSchema>;
