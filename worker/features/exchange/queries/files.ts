/** The register as files: a table for a spreadsheet, and GeoJSON for a map. */
import type { FeatureCollection, Point } from 'geojson';
import type { Context } from '../../../lib/context.ts';
import { csvOf } from '../../../lib/csv.ts';
import { toWgs84 } from '../../../lib/datum.ts';
import { type FacilityRecord, findRecords } from '../../directory/queries/wholeRecords.ts';
import { printHours } from '../../directory/rules/hoursText.ts';
import { COLUMN_KEYS, headingOf } from '../../directory/rules/registerColumns.ts';
import type { RecordsInput } from '../../directory/schema.ts';
import { cellsOf } from '../rules/table.ts';

/** The places of a list as CSV, in the columns that the import takes in. */
export async function facilitiesCsv(ctx: Context, wanted: RecordsInput): Promise<string> {
  const records = await findRecords(ctx, wanted);
  const data = records.map((record) => {
    const cells = cellsOf(record);
    return COLUMN_KEYS.map((column) => cells[column]);
  });
  return csvOf(COLUMN_KEYS.map(headingOf), data);
}

/** The places of a list as GeoJSON (RFC 7946): points in WGS-84, longitude first, with the box around them. */
export async function facilitiesGeojson(
  ctx: Context,
  wanted: RecordsInput,
): Promise<FeatureCollection<Point>> {
  const features = (await findRecords(ctx, wanted)).map(featureOf);
  const lngs = features.map(({ geometry }) => geometry.coordinates[0] ?? 0);
  const lats = features.map(({ geometry }) => geometry.coordinates[1] ?? 0);
  const edge = (all: readonly number[], of: (a: number, b: number) => number) =>
    all.reduce((a, b) => of(a, b));
  return {
    type: 'FeatureCollection',
    ...(features.length > 0 && {
      bbox: [
        edge(lngs, Math.min),
        edge(lats, Math.min),
        edge(lngs, Math.max),
        edge(lats, Math.max),
      ],
    }),
    features,
  };
}

function featureOf(record: FacilityRecord) {
  const { id, lng, lat, zoneName, communityName, estateName, dated, ...facts } = record;
  const { zoneId: _, revisedAt: __, exceptions: ___, ...properties } = facts;
  return {
    type: 'Feature' as const,
    id,
    geometry: { type: 'Point' as const, coordinates: toWgs84({ lng, lat }) },
    properties: {
      id,
      ...properties,
      hoursText: printHours(record.hours),
      exceptions: dated.map(({ sceneId, ...one }) => ({
        ...one,
        ...(sceneId !== null && { sceneId }),
      })),
      zone: zoneName,
      community: communityName,
      estate: estateName,
    },
  };
}
