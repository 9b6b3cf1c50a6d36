/** Public shapes of places. */
import * as z from 'zod';
import { idSchema, instantOutput, nearInput, offsetInput, pageOf } from '../../lib/schema.ts';
import { ACCESS_FEATURES, AUDIENCES, CATEGORIES, LEVELS, VERBS } from './rules/kinds.ts';

export const positionSchema = z
  .object({ lng: z.number(), lat: z.number(), datum: z.literal('gcj02') })
  .meta({ id: 'Position' });

export const openingSchema = z
  .object({
    state: z.enum(['open', 'closed', 'unknown']),
    until: instantOutput.optional(),
    nextOpen: instantOutput.optional(),
    reason: z.string().optional(),
  })
  .meta({ id: 'Opening' });

/** An estimate: straight line × detour factor at a pace. */
export const walkSchema = z
  .object({
    metres: z.number().int(),
    minutes: z.object({ ordinary: z.int(), slow: z.int(), wheelchair: z.int() }),
    bearing: z.number().int(),
    estimated: z.literal(true),
  })
  .meta({ id: 'Walk' });

export const areaSchema = z
  .object({
    zones: z.array(
      z.object({ id: z.string(), letter: z.string(), name: z.string(), operatorName: z.string() }),
    ),
    communities: z.array(
      z.object({ id: z.string(), zoneId: z.string(), name: z.string(), pinyin: z.string() }),
    ),
    estates: z.array(
      z.object({
        id: z.string(),
        communityId: z.string(),
        name: z.string(),
        households: z.number().int(),
        position: positionSchema,
      }),
    ),
  })
  .meta({ id: 'Areas' });

const accessSchema = z.record(
  z.enum(ACCESS_FEATURES),
  z.object({ answer: z.enum(['yes', 'no', 'unknown']), note: z.string().optional() }),
);

export const facilitySummarySchema = z
  .object({
    id: z.string(),
    level: z.enum(LEVELS),
    category: z.enum(CATEGORIES),
    name: z.string(),
    sign: z.string().nullable(),
    zoneId: z.string(),
    communityId: z.string(),
    estateId: z.string().nullable(),
    address: z.string(),
    phone: z.string().nullable(),
    position: positionSchema,
    opening: openingSchema,
    walk: walkSchema.optional(),
    /** The scene inside a centre that fits what was asked for; opening is then the scene's. */
    scene: z.object({ id: z.string(), name: z.string(), floor: z.number().int() }).optional(),
    demo: z.boolean(),
  })
  .meta({ id: 'FacilitySummary' });
export type FacilitySummary = z.infer<typeof facilitySummarySchema>;

const hoursDaySchema = z.object({
  on: z.string(),
  /** `unknown` where the day's type isn't published yet. */
  state: z.enum(['known', 'unknown']),
  spans: z.array(z.object({ start: instantOutput, end: instantOutput })),
  reason: z.string().optional(),
});

export const facilitySchema = facilitySummarySchema
  .extend({
    summary: z.string(),
    areaM2: z.number().int(),
    audience: z.array(z.enum(AUDIENCES)),
    access: accessSchema,
    checkedOn: z.string().nullable(),
    /** Seven days from today. */
    week: z.array(hoursDaySchema),
    scenes: z.array(
      z.object({
        id: z.string(),
        floor: z.number().int(),
        name: z.string(),
        category: z.enum(CATEGORIES),
        summary: z.string(),
        audience: z.array(z.enum(AUDIENCES)),
        opening: openingSchema,
      }),
    ),
  })
  .meta({ id: 'Facility' });
export type Facility = z.infer<typeof facilitySchema>;

export const facilitiesInput = offsetInput.extend({
  level: z.enum(LEVELS).optional(),
  category: z.enum(CATEGORIES).optional(),
  verb: z.enum(VERBS).optional(),
  zone: idSchema.optional(),
  community: idSchema.optional(),
  estate: idSchema.optional(),
  q: z.string().trim().min(1).max(40).optional(),
  near: nearInput.optional(),
  within: z.enum(['5', '10', '15']).transform(Number).optional(),
  pace: z.enum(['ordinary', 'slow', 'wheelchair']).default('ordinary'),
  open: z.literal('now').optional(),
});
export type FacilitiesInput = z.output<typeof facilitiesInput>;

export const facilityPageSchema = pageOf(facilitySummarySchema).extend({ total: z.number().int() });

/** One of the four doors: the nearest place of a verb that is open now, or else the one that opens next. */
export const doorsInput = z.object({ near: nearInput });
export const doorsSchema = z
  .object({
    read: facilitySummarySchema.nullable(),
    fitness: facilitySummarySchema.nullable(),
    dine: facilitySummarySchema.nullable(),
    medical: facilitySummarySchema.nullable(),
  })
  .meta({ id: 'Doors' });
