/** Public shapes of life circle and coverage, and what the import of a walking network takes. */
import * as z from 'zod';
import { idSchema, instantOutput, nearInput, plainText } from '../../lib/schema.ts';
import { ACCESS_FEATURES, CATEGORIES, LEVELS } from '../directory/rules/kinds.ts';
import { DATUMS } from '../directory/rules/registerColumns.ts';
import { positionSchema } from '../directory/schema.ts';

const PACES = ['ordinary', 'slow', 'wheelchair'] as const;
const METHODS = ['network', 'straight_line'] as const;
const tierSchema = z.union([z.literal(5), z.literal(10), z.literal(15)]);

export const lifeCircleInput = z
  .object({
    near: nearInput.optional(),
    estate: idSchema.optional(),
    pace: z.enum(PACES).default('ordinary'),
  })
  .refine(({ near, estate }) => (near === undefined) !== (estate === undefined), {
    message: 'one of near and estate',
    path: ['near'],
  });
export type LifeCircleInput = z.output<typeof lifeCircleInput>;

const reachedSchema = z.object({
  facilityId: z.string(),
  name: z.string(),
  sign: z.string().nullable(),
  level: z.enum(LEVELS),
  /** The scene inside a centre that makes it a place of this kind. */
  scene: z.object({ id: z.string(), name: z.string(), floor: z.int() }).optional(),
  /** The way on foot, to ten metres. */
  metres: z.int(),
  /** In a straight line, to a metre: what the estimate is made from. */
  straightMetres: z.int(),
  minutes: z.int(),
  /** Null = beyond fifteen minutes. */
  tier: tierSchema.nullable(),
  bearing: z.int(),
  by: z.enum(METHODS),
  access: z.record(z.enum(ACCESS_FEATURES), z.object({ answer: z.enum(['yes', 'no', 'unknown']) })),
});
export type ReachedPlace = z.infer<typeof reachedSchema>;

const requirementSchema = z.object({
  id: z.string(),
  category: z.enum(CATEGORIES),
  tier: tierSchema,
  levels: z.array(z.enum(LEVELS)),
  /** `gb50180` = of the standard's list of facilities; `ours` = that list has nothing like it. */
  basis: z.enum(['gb50180', 'ours']),
});

/** How the numbers came about, so that they can be checked by hand. */
const methodSchema = z.object({
  /** `network` where a network is in force and reaches the start; single ways may still be estimated, and say so. */
  by: z.enum(METHODS),
  network: z.object({ name: z.string(), source: z.string(), since: instantOutput }).nullable(),
  detourFactor: z.number(),
  speedMPerS: z.number(),
  formula: z.string(),
  standard: z.literal('GB 50180-2018'),
  version: z.string(),
});
export type Method = z.infer<typeof methodSchema>;

export const lifeCircleSchema = z
  .object({
    from: positionSchema,
    estate: z.object({ id: z.string(), name: z.string() }).nullable(),
    pace: z.enum(PACES),
    method: methodSchema,
    /** How many metres each circle reaches at this pace. */
    reach: z.array(z.object({ tier: tierSchema, metres: z.number() })),
    requirements: z.array(
      requirementSchema.extend({
        met: z.boolean(),
        /** The nearest that count, at most three. */
        places: z.array(reachedSchema),
        /** A nearer place of the kind that is of another level and therefore doesn't count. */
        nearer: reachedSchema.nullable(),
      }),
    ),
  })
  .meta({ id: 'LifeCircle' });
export type LifeCircle = z.infer<typeof lifeCircleSchema>;

const cellSchema = z.object({
  requirementId: z.string(),
  met: z.boolean(),
  nearest: z
    .object({
      facilityId: z.string(),
      name: z.string(),
      metres: z.int(),
      by: z.enum(METHODS),
    })
    .nullable(),
});

const floorAreaSchema = z.object({
  id: z.string(),
  name: z.string(),
  facilities: z.int(),
  areaM2: z.int(),
  households: z.int(),
  /** Null where nobody lives. */
  m2PerHundredHouseholds: z.number().nullable(),
});

export const coverageSchema = z
  .object({
    method: methodSchema,
    rankingVersion: z.string(),
    floorAreaVersion: z.string(),
    requirements: z.array(
      requirementSchema.extend({ householdsMet: z.int(), households: z.int() }),
    ),
    /** Worst served first: households × what they miss. Those that miss nothing come last. */
    estates: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        communityId: z.string(),
        zoneId: z.string(),
        households: z.int(),
        position: positionSchema,
        missed: z.int(),
        gap: z.int(),
        cells: z.array(cellSchema),
      }),
    ),
    floorArea: z.object({
      /** Which kinds of place count. */
      indoor: z.array(z.enum(CATEGORIES)),
      subdistrict: floorAreaSchema,
      zones: z.array(floorAreaSchema),
      communities: z.array(floorAreaSchema.extend({ zoneId: z.string() })),
      /** The district's own figures, from another list of rooms: told beside ours, never as ours. */
      saidBySource: z.object({
        beforeM2: z.number(),
        afterM2: z.number(),
        indoorPlaces: z.int(),
        areaM2: z.int(),
      }),
    }),
  })
  .meta({ id: 'Coverage' });
export type Coverage = z.infer<typeof coverageSchema>;

/** Comma-separated values, UTF-8 with a byte order mark. */
export const coverageFileSchema = z.string();

const lngLat = z.tuple([z.number(), z.number()]);

export const coverageMapSchema = z
  .object({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        id: z.string(),
        /** WGS-84, as RFC 7946 has it. */
        geometry: z.object({ type: z.literal('Point'), coordinates: lngLat }),
        properties: z.object({
          name: z.string(),
          households: z.int(),
          missed: z.int(),
          of: z.int(),
          gap: z.int(),
          /** 1 = worst served; null = misses nothing. */
          rank: z.int().nullable(),
          missing: z.array(z.string()),
        }),
      }),
    ),
  })
  .meta({ id: 'CoverageMap' });
export type CoverageMap = z.infer<typeof coverageMapSchema>;

export const networkInput = z.object({
  name: plainText(60),
  /** Who drew it and when, as it will be told beside the distances. */
  source: plainText(200),
});
export type NetworkInput = z.output<typeof networkInput>;

/** A part of a GeoJSON file. What is wrong with a feature is told by its number, so its shape isn't checked here. */
export const waysInput = z.object({
  /** RFC 7946 knows WGS-84 only; other datums have to be named. */
  datum: z.enum(DATUMS).default('wgs84'),
  /** The number of the first feature of this part in its file. */
  from: z.int().min(1).max(1_000_000).default(1),
  features: z
    .array(
      z.object({
        geometry: z
          .object({ type: z.string().max(40), coordinates: z.unknown() })
          .nullable()
          .optional(),
        properties: z
          .object({ stepFree: z.unknown().optional(), stairs: z.unknown().optional() })
          .nullable()
          .optional(),
      }),
    )
    .min(1)
    .max(500),
});
export type WaysInput = z.output<typeof waysInput>;

export const putInForceInput = z.object({ reason: plainText(200) });

export const walkNetworkSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    state: z.enum(['loading', 'in_force', 'replaced']),
    nodes: z.int(),
    edges: z.int(),
  })
  .meta({ id: 'WalkNetwork' });
export type WalkNetwork = z.infer<typeof walkNetworkSchema>;

export const networkInForceSchema = walkNetworkSchema
  .extend({
    /** A warning: parts that no way leads to, and how much of all length lies on them. */
    islands: z.object({ count: z.int(), lengthShare: z.number() }),
  })
  .meta({ id: 'WalkNetworkInForce' });
