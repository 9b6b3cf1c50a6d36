/** Public shapes of people. */
import * as z from 'zod';
import { ROLES, SCOPE_KINDS } from '../../lib/access.ts';
import { daySchema, idSchema, instantOutput, PHONE_NUMBER, plainText } from '../../lib/schema.ts';
import { CONSENT_KINDS, NAME_MAX_LENGTH, RELATIONS } from './rules.ts';

export const sendCodeInput = z.strictObject({ phoneNumber: z.string().regex(PHONE_NUMBER) });

export const verifyCodeInput = sendCodeInput.extend({ code: z.string().regex(/^\d{6}$/) });

/** No invisible characters either: they could make a name look like another one. */
const nameInput = plainText(NAME_MAX_LENGTH).regex(/^[^\p{Cf}\p{Co}\p{Zl}\p{Zp}]*$/u);

/** The text of a consent is known by the day it was last changed. */
const versionInput = daySchema;

export const meSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    phoneNumber: z.string(),
    homeEstateId: z.string().nullable(),
    bornOn: z.string().nullable(),
    grants: z.array(
      z.object({
        role: z.enum(ROLES),
        scopeKind: z.enum(SCOPE_KINDS),
        scopeId: z.string(),
      }),
    ),
    /** Kinds agreed to in their present wording. */
    consents: z.array(z.enum(CONSENT_KINDS)),
    dependantCount: z.number().int(),
    unreadNotices: z.number().int(),
  })
  .meta({ id: 'Me' });

/** Null clears. `consentVersion` agrees to keeping the date of birth, together with giving it. */
export const meInput = z
  .strictObject({
    name: nameInput,
    homeEstateId: idSchema.nullable(),
    bornOn: daySchema.nullable(),
    consentVersion: versionInput,
  })
  .partial();

export const dependantSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    relation: z.enum(RELATIONS),
    bornOn: z.string().nullable(),
  })
  .meta({ id: 'Dependant' });

export const dependantsSchema = z
  .object({ items: z.array(dependantSchema), limit: z.number().int() })
  .meta({ id: 'Dependants' });

/** `consentVersion` agrees to acting for this person and to keeping what is said here. */
export const newDependantInput = z.strictObject({
  name: nameInput,
  relation: z.enum(RELATIONS),
  bornOn: daySchema.optional(),
  consentVersion: versionInput.optional(),
});

export const dependantInput = z
  .strictObject({ name: nameInput, relation: z.enum(RELATIONS), bornOn: daySchema.nullable() })
  .partial();

export const consentSchema = z
  .object({
    kind: z.enum(CONSENT_KINDS),
    version: z.string(),
    /** Whom it is about: the resident or a dependant. */
    personId: z.string(),
    givenAt: instantOutput,
    withdrawnAt: instantOutput.nullable(),
  })
  .meta({ id: 'Consent' });

export const consentsSchema = z
  .object({ items: z.array(consentSchema), current: z.record(z.enum(CONSENT_KINDS), z.string()) })
  .meta({ id: 'Consents' });

export const newConsentInput = z.strictObject({
  kind: z.enum(CONSENT_KINDS),
  version: versionInput,
  /** The dependant, where the consent is about one. */
  personId: idSchema.optional(),
});

export const consentParam = z.object({ kind: z.enum(CONSENT_KINDS) });

export const withdrawInput = z.strictObject({ personId: idSchema.optional() });

export type Me = z.infer<typeof meSchema>;
export type Dependant = z.infer<typeof dependantSchema>;
export type Dependants = z.infer<typeof dependantsSchema>;
export type Consent = z.infer<typeof consentSchema>;
export type Consents = z.infer<typeof consentsSchema>;
export type MeInput = z.infer<typeof meInput>;
export type NewDependantInput = z.infer<typeof newDependantInput>;
export type DependantInput = z.infer<typeof dependantInput>;
export type NewConsentInput = z.infer<typeof newConsentInput>;
