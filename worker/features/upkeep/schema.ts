/** Public shapes of keeping the register true. */
import * as z from 'zod';
import { ROLES } from '../../lib/access.ts';
import { daySchema, idSchema, instantInput, instantOutput, plainText } from '../../lib/schema.ts';
import { ACCESS_FEATURES, AUDIENCES, CATEGORIES, LEVELS } from '../directory/rules/kinds.ts';
import { COUNTRY } from '../directory/rules/position.ts';
import {
  LARGEST_AREA_M2,
  LONGEST,
  MOST_ALIASES,
  phoneNumberOf,
} from '../directory/rules/recordLimits.ts';
import { DATUMS } from '../directory/rules/registerColumns.ts';
import { CONDITION_EFFECTS } from '../directory/rules/upkeep.ts';
import {
  accessSchema,
  checkSchema,
  conditionSchema,
  hoursSchema,
  positionSchema,
  spanSchema,
} from '../directory/schema.ts';
import { BANNER_SCOPES, REPORT_MAX_LENGTH, REPORT_STATES, REPORT_SUBJECTS } from './rules.ts';

const accessInput = z.partialRecord(
  z.enum(ACCESS_FEATURES),
  z.strictObject({ answer: z.enum(['yes', 'no', 'unknown']), note: plainText(60).optional() }),
);

const phoneInput = plainText(LONGEST.phone)
  .refine((text) => phoneNumberOf(text) !== null, { message: 'not a telephone number' })
  .transform((text) => phoneNumberOf(text) ?? text);

/** What is to change, and the revision it was changed from. Facts of access that are not named stay. */
export const editInput = z
  .strictObject({
    revision: z.int().min(0),
    name: plainText(LONGEST.name).optional(),
    aliases: z.array(plainText(LONGEST.aliases)).max(MOST_ALIASES).optional(),
    summary: plainText(LONGEST.summary, 0).optional(),
    address: plainText(LONGEST.address).optional(),
    phone: phoneInput.nullable().optional(),
    position: z
      .strictObject({
        lng: z.number().min(COUNTRY.west).max(COUNTRY.east),
        lat: z.number().min(COUNTRY.south).max(COUNTRY.north),
        datum: z.enum(DATUMS),
      })
      .optional(),
    category: z.enum(CATEGORIES).optional(),
    areaM2: z.int().min(0).max(LARGEST_AREA_M2).optional(),
    hours: hoursSchema.optional(),
    access: accessInput.optional(),
    audience: z.array(z.enum(AUDIENCES)).min(1).max(AUDIENCES.length).optional(),
    /** Why, where it isn't plain: stays in the record. */
    reason: plainText(200).optional(),
  })
  .meta({ id: 'FacilityEdit' });
export type EditInput = z.output<typeof editInput>;

export const confirmInput = z.strictObject({ revision: z.int().min(0) });

/** A record as those see it who keep it. */
export const recordSchema = z
  .object({
    id: z.string(),
    level: z.enum(LEVELS),
    category: z.enum(CATEGORIES),
    name: z.string(),
    aliases: z.array(z.string()),
    summary: z.string(),
    zoneId: z.string(),
    communityId: z.string(),
    address: z.string(),
    phone: z.string().nullable(),
    position: positionSchema,
    areaM2: z.int(),
    hours: hoursSchema,
    access: accessSchema,
    audience: z.array(z.enum(AUDIENCES)),
    revision: z.int(),
    checkedOn: z.string().nullable(),
    checkedBy: z.enum(ROLES).nullable(),
    check: checkSchema,
    scenes: z.array(z.object({ id: z.string(), name: z.string() })),
    /** Other numbers that lead here: given to it, or of what was merged into it. */
    numbers: z.array(z.object({ number: z.string(), reason: z.enum(['merged', 'renumbered']) })),
    can: z.object({
      edit: z.boolean(),
      editIdentity: z.boolean(),
      confirm: z.boolean(),
      setCondition: z.boolean(),
      merge: z.boolean(),
      renumber: z.boolean(),
    }),
  })
  .meta({ id: 'FacilityRecord' });
export type FacilityRecord = z.infer<typeof recordSchema>;

/** An empty one asks for those whose check is the oldest. */
export const findInput = z.object({ q: plainText(40, 0).default('') });

export const foundRecordsSchema = z
  .object({
    items: z.array(
      z.object({ id: z.string(), name: z.string(), address: z.string(), check: checkSchema }),
    ),
    /** There are more than are told. */
    more: z.boolean(),
  })
  .meta({ id: 'FoundRecords' });
export type FoundRecords = z.infer<typeof foundRecordsSchema>;

export const changesSchema = z
  .object({
    items: z.array(
      z.object({
        at: instantOutput,
        act: z.string(),
        reason: z.string().nullable(),
        /** The role of whoever did it, where one is known. */
        by: z.enum(ROLES).nullable(),
        fields: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
      }),
    ),
  })
  .meta({ id: 'FacilityChanges' });
export type FacilityChanges = z.infer<typeof changesSchema>;

export const conditionInput = z.strictObject({
  facilityId: idSchema,
  sceneId: idSchema.optional(),
  effect: z.enum(CONDITION_EFFECTS),
  text: plainText(80),
  from: instantInput,
  until: instantInput,
});
export type ConditionInput = z.output<typeof conditionInput>;

export const liftConditionInput = z.strictObject({ reason: plainText(200).optional() });

export const staffConditionSchema = conditionSchema
  .extend({
    facility: z.object({ id: z.string(), name: z.string() }),
    state: z.enum(['planned', 'running', 'over', 'lifted']),
    can: z.object({ lift: z.boolean() }),
  })
  .meta({ id: 'StaffCondition' });
export type StaffCondition = z.infer<typeof staffConditionSchema>;

/** Hours that replace the weekly ones on every day from `fromOn` to `untilOn`, both included. */
export const datedHoursInput = z.strictObject({
  /** Left out = the whole place. */
  sceneId: idSchema.optional(),
  fromOn: daySchema,
  untilOn: daySchema,
  /** None = closed. */
  spans: z.array(spanSchema).max(28),
  /** Why: residents read it beside the hours. */
  reason: plainText(40),
});
export type DatedHoursInput = z.output<typeof datedHoursInput>;

export const withdrawInput = z.strictObject({ reason: plainText(200) });

export const datedHoursSchema = z
  .object({
    id: z.string(),
    facilityId: z.string(),
    scene: z.object({ id: z.string(), name: z.string() }).nullable(),
    fromOn: z.string(),
    untilOn: z.string(),
    spans: z.array(spanSchema),
    reason: z.string(),
  })
  .meta({ id: 'DatedHours' });
export type DatedHours = z.infer<typeof datedHoursSchema>;
export const datedHoursListSchema = z.object({ items: z.array(datedHoursSchema) });

export const reportInput = z.strictObject({
  subject: z.enum(REPORT_SUBJECTS),
  text: plainText(REPORT_MAX_LENGTH),
});
export type ReportInput = z.output<typeof reportInput>;

/** That it arrived; `told` = whoever reported it will be told how it went. */
export const reportedSchema = z
  .object({ id: z.string(), state: z.enum(REPORT_STATES), told: z.boolean() })
  .meta({ id: 'Reported' });
export type Reported = z.infer<typeof reportedSchema>;

/** A report as staff see it: who made it, nobody learns. */
export const staffReportSchema = z
  .object({
    id: z.string(),
    facility: z.object({ id: z.string(), name: z.string() }),
    subject: z.enum(REPORT_SUBJECTS),
    text: z.string(),
    created: instantOutput,
    state: z.enum(REPORT_STATES),
    /** There is somebody to tell. */
    signedIn: z.boolean(),
    answer: z.string().nullable(),
    can: z.object({ decide: z.boolean() }),
  })
  .meta({ id: 'StaffReport' });
export type StaffReport = z.infer<typeof staffReportSchema>;

export const decideInput = z.strictObject({
  verdict: z.enum(['accepted', 'declined']),
  /** Whoever reported it reads this. */
  answer: plainText(60),
});
export type DecideInput = z.output<typeof decideInput>;

export const bannerSchema = z
  .object({
    id: z.string(),
    tone: z.enum(['plain', 'warm']),
    text: z.string(),
    from: instantOutput,
    until: instantOutput,
  })
  .meta({ id: 'Banner' });
export type Banner = z.infer<typeof bannerSchema>;

export const bannersInput = z.object({
  facility: idSchema.optional(),
  community: idSchema.optional(),
});
export const bannersSchema = z.object({ items: z.array(bannerSchema) });

export const bannerInput = z.strictObject({
  scopeKind: z.enum(BANNER_SCOPES),
  /** `*` for the subdistrict. */
  scopeId: z.union([idSchema, z.literal('*')]),
  tone: z.enum(['plain', 'warm']),
  text: plainText(120),
  from: instantInput,
  until: instantInput,
});
export type BannerInput = z.output<typeof bannerInput>;

export const staffBannerSchema = bannerSchema
  .extend({
    scopeKind: z.enum(BANNER_SCOPES),
    scopeId: z.string(),
    /** What it is called; null for the subdistrict. */
    scopeName: z.string().nullable(),
    state: z.enum(['planned', 'running', 'over', 'lifted']),
    can: z.object({ lift: z.boolean() }),
  })
  .meta({ id: 'StaffBanner' });
export type StaffBanner = z.infer<typeof staffBannerSchema>;

/** What is to be done about the register in one's own scope. */
export const queueSchema = z
  .object({
    reports: z.array(staffReportSchema),
    /** The most urgent first. */
    overdue: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        checkedOn: z.string().nullable(),
        check: checkSchema,
      }),
    ),
    overdueTotal: z.int(),
    conditions: z.array(staffConditionSchema),
    banners: z.array(staffBannerSchema),
  })
  .meta({ id: 'UpkeepQueue' });
export type UpkeepQueue = z.infer<typeof queueSchema>;

export const mergeInput = z.strictObject({ into: idSchema, reason: plainText(200) });
export const numberInput = z.strictObject({ number: idSchema, reason: plainText(200) });
export type NumberInput = z.output<typeof numberInput>;

export const mergedSchema = z
  .object({ id: z.string(), into: z.object({ id: z.string(), name: z.string() }) })
  .meta({ id: 'Merged' });
export type Merged = z.infer<typeof mergedSchema>;
