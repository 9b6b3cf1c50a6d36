/** Public shapes of what goes out to other people's programs. */
import * as z from 'zod';
import { instantInput } from '../../lib/schema.ts';

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

/** Written in a query: `true`, `1` or nothing for yes. */
const flagInput = z
  .enum(['true', 'false', '1', '0', ''])
  .transform((text) => text !== 'false' && text !== '0');

const hsdsPaging = {
  search: z.string().trim().min(1).max(40).optional(),
  page: z.coerce.number().int().min(1).max(10_000).optional(),
  per_page: z.coerce.number().int().min(1).max(500).optional(),
  format: z.literal('json').optional(),
};

/** The parameters of HSDS 3.0, under its names. Others are refused: a filter that is passed over would answer too much. */
export const hsdsInput = z.strictObject({
  ...hsdsPaging,
  taxonomy_term_id: z.uuid().optional(),
  taxonomy_id: z.uuid().optional(),
  organization_id: z.uuid().optional(),
  modified_after: instantInput.optional(),
  minimal: flagInput.optional(),
  full: flagInput.optional(),
});
export type HsdsInput = z.output<typeof hsdsInput>;

export const hsdsOrganizationInput = z.strictObject({
  ...hsdsPaging,
  full: flagInput.optional(),
  full_service: flagInput.optional(),
});
export type HsdsOrganizationInput = z.output<typeof hsdsOrganizationInput>;

export const hsdsFullServiceInput = z.strictObject({ full_service: flagInput.optional() });

export const hsdsTaxonomyInput = z.strictObject(hsdsPaging);
export type HsdsTaxonomyInput = z.output<typeof hsdsTaxonomyInput>;

export const hsdsTermInput = z.strictObject({
  ...hsdsPaging,
  taxonomy_id: z.uuid().optional(),
  parent_id: z.uuid().optional(),
  top_only: flagInput.optional(),
});
export type HsdsTermInput = z.output<typeof hsdsTermInput>;

export const hsdsParam = z.object({ id: z.uuid() });

/** As the specification's schemas say: https://docs.openreferral.org/en/3.0/hsds/schema_reference.html */
export const hsdsThingSchema = z
  .looseObject({ id: z.string().meta({ format: 'uuid' }) })
  .meta({ id: 'HsdsThing' });

export const hsdsPageSchema = z
  .object({
    total_items: z.int(),
    total_pages: z.int(),
    page_number: z.int(),
    size: z.int(),
    first_page: z.boolean(),
    last_page: z.boolean(),
    empty: z.boolean(),
    contents: z.array(hsdsThingSchema),
  })
  .meta({ id: 'HsdsPage' });

export const hsdsAboutSchema = z.object({
  version: z.string(),
  profile: z.string(),
  openapi_url: z.string(),
});
