/** Public shapes of places. */
import * as z from 'zod';
import { ROLES } from '../../lib/access.ts';
import {
  idSchema,
  instantOutput,
  nearInput,
  offsetInput,
  pageOf,
  wallTime,
} from '../../lib/schema.ts';
import { minutesOf } from '../../lib/time.ts';
import { DAY_TYPES } from './rules/hours.ts';
import { ACCESS_FEATURES, AUDIENCES, CATEGORIES, LEVELS, VERBS } from './rules/kinds.ts';
import { NEEDS } from './rules/needs.ts';
import { SERVICE_CATEGORIES } from './rules/services.ts';
import { SHAPE_KINDS } from './rules/shapes.ts';
import { CONDITION_EFFECTS } from './rules/upkeep.ts';

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
export type Areas = z.infer<typeof areaSchema>;

/** Whether a place fits the needs asked with, what is in the way, and what nobody has checked. */
export const fitSchema = z
  .object({
    fits: z.enum(['yes', 'no', 'unknown']),
    missing: z.array(z.enum(ACCESS_FEATURES)),
    unchecked: z.array(z.enum(ACCESS_FEATURES)),
  })
  .meta({ id: 'Fit' });

/** `wheelchair,hearing`: what somebody needs of a place. Each answer then says how it fits. */
export const needsInput = z
  .string()
  .max(100)
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(NEEDS)).min(1).max(NEEDS.length))
  .meta({ example: 'wheelchair,hearing' });

/** Features that a record does not name are not known. */
export const accessSchema = z.partialRecord(
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
    /** Nobody has checked the record for longer than a check holds: ask before going. */
    stale: z.boolean(),
    walk: walkSchema.optional(),
    /** Only when asked with needs. */
    fit: fitSchema.optional(),
    /** The scene inside a centre that fits what was asked for; opening is then the scene's. */
    scene: z.object({ id: z.string(), name: z.string(), floor: z.number().int() }).optional(),
    demo: z.boolean(),
  })
  .meta({ id: 'FacilitySummary' });
export type FacilitySummary = z.infer<typeof facilitySummarySchema>;

/** A way in. One walks to a door, not to the middle of a house. */
export const entranceSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['main', 'side']),
    name: z.string(),
    position: positionSchema,
    stepFree: z.enum(['yes', 'no', 'unknown']),
    note: z.string().nullable(),
  })
  .meta({ id: 'Entrance' });
export type Entrance = z.infer<typeof entranceSchema>;

const hoursDaySchema = z.object({
  on: z.string(),
  /** `unknown` where the day's type isn't published yet. */
  state: z.enum(['known', 'unknown']),
  spans: z.array(z.object({ start: instantOutput, end: instantOutput })),
  reason: z.string().optional(),
});

export const spanSchema = z
  .strictObject({
    days: z.array(z.int().min(1).max(7)).min(1).max(7).optional(),
    dayTypes: z.array(z.enum(DAY_TYPES)).min(1).max(DAY_TYPES.length).optional(),
    weeks: z.enum(['odd', 'even']).optional(),
    opens: wallTime,
    /** Past midnight it goes on counting: `26:00`. */
    closes: z.string().regex(/^([0-3]\d|4[0-7]):[0-5]\d$/),
  })
  .refine(({ opens, closes }) => minutesOf(opens) < minutesOf(closes), { path: ['closes'] })
  .refine(({ opens, closes }) => minutesOf(closes) - minutesOf(opens) <= 24 * 60, {
    path: ['closes'],
  });

/** A day of every year, `MM-DD`, or of one. */
const seasonDay = z.string().regex(/^(\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);

/** Weekly hours; null = nobody has told us. */
export const hoursSchema = z
  .array(
    z.strictObject({
      from: seasonDay.optional(),
      until: seasonDay.optional(),
      spans: z.array(spanSchema).max(28),
    }),
  )
  .max(8)
  .nullable()
  .meta({ id: 'Hours' });

/** How a place stands until a moment: 泳池换水至 14:00. */
export const conditionSchema = z
  .object({
    id: z.string(),
    effect: z.enum(CONDITION_EFFECTS),
    /** Null = the whole place. */
    scene: z.object({ id: z.string(), name: z.string() }).nullable(),
    text: z.string(),
    from: instantOutput,
    until: instantOutput,
  })
  .meta({ id: 'Condition' });
export type Condition = z.infer<typeof conditionSchema>;

/** How old the last check of a record is; `never` = nobody has been to look. */
export const checkSchema = z
  .object({
    state: z.enum(['fresh', 'due_soon', 'overdue', 'never']),
    dueOn: z.string().nullable(),
    overdueDays: z.int(),
  })
  .meta({ id: 'Check' });

export const facilitySchema = facilitySummarySchema
  .extend({
    summary: z.string(),
    /** Other names it is known by. */
    aliases: z.array(z.string()),
    areaM2: z.number().int(),
    audience: z.array(z.enum(AUDIENCES)),
    access: accessSchema,
    hours: hoursSchema,
    checkedOn: z.string().nullable(),
    checkedBy: z.enum(ROLES).nullable(),
    check: checkSchema,
    /** Grows with every change of the record: a page built from a smaller one draws itself anew. */
    revision: z.int(),
    /** Running or planned, soonest over first. */
    conditions: z.array(conditionSchema),
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
        /** Null = as the place. */
        hours: hoursSchema,
        opening: openingSchema,
      }),
    ),
    entrances: z.array(entranceSchema),
    /** What is done for people here; `sceneId` says in which room. */
    services: z.array(
      z.object({ id: z.string(), name: z.string(), sceneId: z.string().nullable() }),
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
  needs: needsInput.optional(),
  /** Leaves out what is known not to fit the needs; what nobody has checked stays. */
  fit: z.literal('only').optional(),
});
export type FacilitiesInput = z.output<typeof facilitiesInput>;

export const facilityPageSchema = pageOf(facilitySummarySchema).extend({
  /** How many there are, counted to 500 at most. */
  total: z.number().int(),
  /** There are, or may be, more than `total`. */
  atLeast: z.boolean(),
});

/** `west,south,east,north` in GCJ-02 degrees. */
const bboxInput = z
  .string()
  .regex(/^-?\d{1,3}(\.\d{1,8})?(,-?\d{1,3}(\.\d{1,8})?){3}$/)
  .transform((text) => {
    const [west = 0, south = 0, east = 0, north = 0] = text.split(',').map(Number);
    return { west, south, east, north };
  })
  .refine(({ west, south, east, north }) => west <= east && south <= north)
  .meta({ example: '119.992,30.282,120.007,30.2965' });

export const pointsInput = facilitiesInput.omit({ cursor: true }).extend({
  limit: z.coerce.number().int().min(1).max(1000).default(1000),
  bbox: bboxInput.optional(),
});
export type PointsInput = z.output<typeof pointsInput>;

/** The filters of the list, for all of it at once. */
export const recordsInput = facilitiesInput
  .omit({ cursor: true, limit: true })
  .extend({ bbox: bboxInput.optional() });
export type RecordsInput = z.output<typeof recordsInput>;

/** A place as a map draws it: flat, because there are hundreds. */
export const facilityPointSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    level: z.enum(LEVELS),
    category: z.enum(CATEGORIES),
    sign: z.string().nullable(),
    /** GCJ-02 degrees. */
    lng: z.number(),
    lat: z.number(),
    state: z.enum(['open', 'closed', 'unknown']),
    until: instantOutput.optional(),
    nextOpen: instantOutput.optional(),
    /** Only when asked with needs. */
    fits: z.enum(['yes', 'no', 'unknown']).optional(),
    /** The scene inside a centre that fits what was asked for; the state is then the scene's. */
    scene: z.string().optional(),
    /** The estimated way from `near`; minutes at the pace asked for. */
    metres: z.number().int().optional(),
    minutes: z.number().int().optional(),
    bearing: z.number().int().optional(),
    /** Only when asked with needs. */
    fit: fitSchema.optional(),
  })
  .meta({ id: 'FacilityPoint' });
export type FacilityPoint = z.infer<typeof facilityPointSchema>;

export const facilityPointsSchema = z.object({
  items: z.array(facilityPointSchema),
  /** How many match in all, counted as far as the list counts; more than there are items when the limit cut them. */
  total: z.number().int(),
  /** There are, or may be, more than `total`. */
  atLeast: z.boolean(),
});

const pointSchema = z.tuple([z.number(), z.number()]);

/** The schematic of the district. Features as GeoJSON writes them, but in GCJ-02: convert before mixing with WGS-84. */
export const mapShapesSchema = z
  .object({
    type: z.literal('FeatureCollection'),
    datum: z.literal('gcj02'),
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        id: z.string(),
        properties: z.object({
          kind: z.enum(SHAPE_KINDS),
          name: z.string(),
          /** The zone, community or estate it is the shape of. */
          refId: z.string().nullable(),
        }),
        geometry: z.discriminatedUnion('type', [
          z.object({ type: z.literal('Point'), coordinates: pointSchema }),
          z.object({ type: z.literal('LineString'), coordinates: z.array(pointSchema) }),
          z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(pointSchema)) }),
        ]),
      }),
    ),
  })
  .meta({ id: 'MapShapes' });
export type MapShapes = z.infer<typeof mapShapesSchema>;

export const doorsInput = z.object({ near: nearInput, needs: needsInput.optional() });
export type DoorsInput = z.output<typeof doorsInput>;

/** One of the four doors: the nearest place of a verb that is open now and fits, or else the one that opens next. */
export const doorSchema = facilitySummarySchema
  .extend({
    /** Where the door would lead without the needs asked with, when what is in the way there made it lead elsewhere. */
    passedBy: z
      .object({ id: z.string(), name: z.string(), walk: walkSchema, fit: fitSchema })
      .optional(),
  })
  .meta({ id: 'Door' });
export type Door = z.infer<typeof doorSchema>;

export const doorsSchema = z
  .object({
    read: doorSchema.nullable(),
    fitness: doorSchema.nullable(),
    dine: doorSchema.nullable(),
    medical: doorSchema.nullable(),
  })
  .meta({ id: 'Doors' });

export const serviceSummarySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    category: z.enum(SERVICE_CATEGORIES),
    summary: z.string(),
    audience: z.array(z.enum(AUDIENCES)),
    /** Who it is for, in words; null = everybody. */
    eligibility: z.string().nullable(),
    /** Papers to bring. */
    papers: z.array(z.string()),
    /** Fen; 0 = free, null = nobody has told us. */
    feeFen: z.number().int().nullable(),
    feeNote: z.string().nullable(),
    demo: z.boolean(),
  })
  .meta({ id: 'ServiceSummary' });
export type ServiceSummary = z.infer<typeof serviceSummarySchema>;

const servicePlaceSchema = z.object({
  facility: z.object({
    id: z.string(),
    name: z.string(),
    category: z.enum(CATEGORIES),
    sign: z.string().nullable(),
    address: z.string(),
    phone: z.string().nullable(),
    position: positionSchema,
    demo: z.boolean(),
  }),
  /** Where inside; null = the facility itself. */
  scene: z.object({ id: z.string(), name: z.string(), floor: z.number().int() }).nullable(),
  note: z.string().nullable(),
  /** Of the counter: its own hours, those of the room, or of the place. */
  opening: openingSchema,
  walk: walkSchema.optional(),
  fit: fitSchema.optional(),
});
export type ServicePlace = z.infer<typeof servicePlaceSchema>;

export const serviceSchema = serviceSummarySchema
  .extend({
    /** Whole years, both included; null = no limit. */
    minAge: z.number().int().nullable(),
    maxAge: z.number().int().nullable(),
    /** Nearest first where a position was given. */
    places: z.array(servicePlaceSchema),
  })
  .meta({ id: 'Service' });
export type Service = z.infer<typeof serviceSchema>;

export const servicesInput = offsetInput.extend({
  category: z.enum(SERVICE_CATEGORIES).optional(),
  audience: z.enum(AUDIENCES).optional(),
  facility: idSchema.optional(),
});
export type ServicesInput = z.output<typeof servicesInput>;

export const serviceInput = z.object({ near: nearInput.optional(), needs: needsInput.optional() });

export const servicePageSchema = pageOf(serviceSummarySchema).extend({ total: z.number().int() });
