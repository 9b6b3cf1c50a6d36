/** Public shapes of earning points. */
import * as z from 'zod';
import { daySchema, idSchema, instantOutput, plainText } from '../../lib/schema.ts';
import { ACTS, CLAIM_PHOTOS, CLAIM_STATES, takesPhotos, VERDICTS } from './rules.ts';

export const earningRuleSchema = z
  .object({
    id: z.string(),
    act: z.enum(ACTS),
    name: z.string(),
    points: z.int(),
    dailyCap: z.int().nullable(),
    monthlyCap: z.int().nullable(),
    effectiveFrom: z.string(),
    effectiveUntil: z.string().nullable(),
    /** How many people have to confirm it. */
    needed: z.int(),
  })
  .meta({ id: 'EarningRule' });
export type EarningRule = z.infer<typeof earningRuleSchema>;
export const earningRulesSchema = z
  .object({ items: z.array(earningRuleSchema) })
  .meta({ id: 'EarningRules' });

/** A version as those see it who make rules: also those that are over, and those still to come. */
export const ruleVersionSchema = earningRuleSchema
  .extend({
    programme: z.string(),
    stands: z.enum(['over', 'now', 'coming']),
  })
  .meta({ id: 'EarningRuleVersion' });
export type RuleVersion = z.infer<typeof ruleVersionSchema>;
export const ruleVersionsSchema = z
  .object({ items: z.array(ruleVersionSchema) })
  .meta({ id: 'EarningRuleVersions' });

const points = z.int().min(1).max(10_000);

export const earningRuleInput = z
  .strictObject({
    act: z.enum(ACTS),
    name: plainText(60),
    programmeId: idSchema,
    points,
    dailyCap: points.optional(),
    monthlyCap: points.optional(),
    effectiveFrom: daySchema,
  })
  .refine(({ points: each, dailyCap }) => (dailyCap ?? each) >= each, { path: ['dailyCap'] })
  .refine(({ points: each, monthlyCap }) => (monthlyCap ?? each) >= each, { path: ['monthlyCap'] })
  .refine(({ dailyCap = 0, monthlyCap }) => (monthlyCap ?? dailyCap) >= dailyCap, {
    path: ['dailyCap'],
  })
  .meta({ id: 'EarningRuleInput' });
export type EarningRuleInput = z.output<typeof earningRuleInput>;

export const withdrawRuleInput = z.strictObject({ reason: plainText(100, 2) });

export const claimInput = z
  .strictObject({
    act: z.enum(ACTS),
    facilityId: idSchema,
    doneOn: daySchema,
    note: plainText(300, 4),
    /** JPEG in Base64; what they say of place, time and camera is dropped. Not for acts that concern others. */
    photos: z
      .array(
        z
          .base64()
          .min(1)
          .max(4 * Math.ceil(CLAIM_PHOTOS.maxBytes / 3)),
      )
      .max(CLAIM_PHOTOS.max)
      .default([]),
  })
  .refine(({ act, photos }) => photos.length === 0 || takesPhotos(act), { path: ['photos'] })
  .meta({ id: 'ClaimInput' });
export type ClaimInput = z.output<typeof claimInput>;

export const appealInput = z.strictObject({ text: plainText(300, 4) });

export const verdictInput = z
  .strictObject({
    verdict: z.enum(VERDICTS),
    reason: plainText(100).optional(),
    /** “I am no relative of whoever claims it, and gain nothing by it”: without it there is no verdict. */
    unrelated: z.literal(true),
    /** “It is another deed than what was posted by itself that day”: asked for where there is such a posting. */
    another: z.literal(true).optional(),
  })
  .refine(({ verdict, reason }) => verdict === 'confirm' || reason !== undefined, {
    path: ['reason'],
  })
  .meta({ id: 'ClaimVerdictInput' });
export type VerdictInput = z.output<typeof verdictInput>;

export const photoParam = z.object({
  id: idSchema,
  position: z.coerce.number().int().min(1).max(CLAIM_PHOTOS.max),
});
/** A picture, as a browser shows it. */
export const photoFileSchema = z.string().meta({ id: 'ClaimPhoto', format: 'binary' });

const claimFields = {
  id: z.string(),
  act: z.enum(ACTS),
  name: z.string(),
  points: z.int(),
  facility: z.object({ id: z.string(), name: z.string() }),
  doneOn: z.string(),
  note: z.string(),
  /** How many; each is at `/claims/{id}/photos/{position}`, from 1. */
  photos: z.int(),
  state: z.enum(CLAIM_STATES),
  needed: z.int(),
  confirmed: z.int(),
  createdAt: instantOutput,
  /** Why it was refused, the latest. */
  reason: z.string().nullable(),
  appeal: z.string().nullable(),
};

export const myClaimSchema = z
  .object({ ...claimFields, can: z.object({ appeal: z.boolean() }) })
  .meta({ id: 'MyClaim' });
export type MyClaim = z.infer<typeof myClaimSchema>;
export const myClaimsSchema = z.object({ items: z.array(myClaimSchema) }).meta({ id: 'MyClaims' });

export const staffClaimSchema = z
  .object({
    ...claimFields,
    /** Masked. */
    claimant: z.string(),
    /** What was posted without a claim for the same act and day: it may be the same deed. */
    posted: z.array(z.object({ what: z.string(), points: z.int() })),
    can: z.object({ decide: z.boolean() }),
  })
  .meta({ id: 'StaffClaim' });
export type StaffClaim = z.infer<typeof staffClaimSchema>;
export const staffClaimsSchema = z
  .object({ items: z.array(staffClaimSchema) })
  .meta({ id: 'StaffClaims' });
