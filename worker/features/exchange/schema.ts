/** Public shapes of what goes out to other people's programs. */
import * as z from 'zod';

export const csvSchema = z.string();

/** RFC 7946, WGS-84. */
export const geojsonSchema = z
  .object({
    type: z.literal('FeatureCollection'),
    bbox: z.array(z.number()).optional(),
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        id: z.string(),
        geometry: z.object({ type: z.literal('Point'), coordinates: z.array(z.number()) }),
        properties: z.record(z.string(), z.unknown()),
      }),
    ),
  })
  .meta({ id: 'FacilityFeatures' });
