/** RFC 7946: a collection of features, each a point with what is known of the place as its properties. */
import type { HoursPeriod } from '../../../../worker/features/directory/rules/hours.ts';
import { printHours } from '../../../../worker/features/directory/rules/hoursText.ts';
import type { ColumnKey } from '../../../../worker/features/directory/rules/registerColumns.ts';
import { readHeadings } from '../../../../worker/features/imports/rules/headings.ts';
import type { RawRow } from '../../../../worker/features/imports/rules/row.ts';
import { FileFault } from './fault.ts';
import { checkHeadings, type Table } from './table.ts';

type Feature = {
  type?: unknown;
  id?: unknown;
  properties?: Record<string, unknown> | null;
  geometry?: { type?: unknown; coordinates?: unknown } | null;
};

export function isGeoJson(data: unknown): data is { features: Feature[] } {
  const { type, features } = (data ?? {}) as { type?: unknown; features?: unknown };
  if (type === 'FeatureCollection' && Array.isArray(features)) return true;
  const isOther = ['FeatureCollection', 'Feature', 'Point', 'GeometryCollection'].includes(
    `${type}`,
  );
  if (isOther) throw new FileFault('file.geojson', String(type));
  return false;
}

/** Row 1 is the first feature. Throws `FileFault`. */
export function geoJsonTable(features: readonly Feature[], filled: readonly ColumnKey[]): Table {
  if (features.length === 0) throw new FileFault('file.noRows');
  const names = [...new Set(features.flatMap(({ properties }) => Object.keys(properties ?? {})))];
  const headings = readHeadings([...names, 'lng', 'lat']);
  const { columns, unknown, missing } = headings;
  checkHeadings({ columns, missing, twice: [] }, filled);
  return {
    rows: features.map((feature, index) => rowOf(feature, index + 1, names, columns)),
    unknown,
  };
}

function rowOf(
  { id, properties, geometry }: Feature,
  rowNo: number,
  names: readonly string[],
  columns: readonly (ColumnKey | null)[],
): RawRow {
  const cells: RawRow['cells'] = {};
  names.forEach((name, index) => {
    const key = columns[index];
    if (key) cells[key] = textOf(key, properties?.[name]);
  });
  if (!cells.id && (typeof id === 'string' || typeof id === 'number')) cells.id = String(id);
  const faults: NonNullable<RawRow['faults']>[number][] = [];
  if (!properties) faults.push({ code: 'properties.none', value: '' });
  const [lng, lat] = Array.isArray(geometry?.coordinates) ? geometry.coordinates : [];
  cells.lng = '';
  cells.lat = '';
  if (!geometry) faults.push({ code: 'geometry.none', value: '' });
  else if (geometry.type !== 'Point' || typeof lng !== 'number' || typeof lat !== 'number') {
    faults.push({ code: 'geometry.notPoint', value: String(geometry.type) });
  } else {
    cells.lng = String(lng);
    cells.lat = String(lat);
  }
  return { rowNo, cells, ...(faults.length > 0 && { faults }) };
}

function textOf(key: ColumnKey, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (key === 'hours' && Array.isArray(value)) return printHours(value as HoursPeriod[]);
  if (Array.isArray(value)) return value.join('、');
  if (typeof value === 'boolean') return value ? '有' : '无';
  if (typeof value === 'object') {
    const { answer, note } = value as { answer?: unknown; note?: unknown };
    return typeof answer === 'string'
      ? `${answer}${note ? `（${note}）` : ''}`
      : JSON.stringify(value);
  }
  return String(value);
}
