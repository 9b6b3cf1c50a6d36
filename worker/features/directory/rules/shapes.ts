/** Shapes on the map, as GeoJSON writes them (RFC 7946 §3.1), but in GCJ-02 degrees until they leave the house. */
import { METRES_PER_DEGREE, type Position } from './walk.ts';

/** `[lng, lat]` */
export type Point = [number, number];

export type Geometry =
  | { type: 'Point'; coordinates: Point }
  | { type: 'LineString'; coordinates: Point[] }
  | { type: 'Polygon'; coordinates: Point[][] };

export const SHAPE_KINDS = [
  'zone',
  'community',
  'estate',
  'water',
  'street',
  'ring',
  'core',
] as const;
export type ShapeKind = (typeof SHAPE_KINDS)[number];

/** A part of the schematic. */
export type Shape = {
  id: string;
  kind: ShapeKind;
  name: string;
  /** The zone, community or estate it is the shape of. */
  refId: string | null;
  geometry: Geometry;
};

/** The shapes as features like GeoJSON's, with the datum named: GCJ-02 is not what RFC 7946 expects. */
export function schematicOf(shapes: readonly Shape[]) {
  return {
    type: 'FeatureCollection' as const,
    datum: 'gcj02' as const,
    features: shapes.map(({ id, kind, name, refId, geometry }) => ({
      type: 'Feature' as const,
      id,
      properties: { kind, name, refId },
      geometry,
    })),
  };
}

/** Degrees. */
export type Bounds = { west: number; south: number; east: number; north: number };

/** Every point of a shape, in its order. */
export function pointsOf({ type, coordinates }: Geometry): readonly Point[] {
  if (type === 'Point') return [coordinates];
  return type === 'LineString' ? coordinates : coordinates.flat();
}

/** The smallest box around the points; null around none. */
export function boundsOf(points: readonly Readonly<Point>[]): Bounds | null {
  if (points.length === 0) return null;
  const lngs = points.map(([lng]) => lng);
  const lats = points.map(([, lat]) => lat);
  return {
    west: Math.min(...lngs),
    south: Math.min(...lats),
    east: Math.max(...lngs),
    north: Math.max(...lats),
  };
}

/** Where the name of a shape stands: the centre of its area; on a line before its middle, because streets cross there. */
export function labelPointOf(geometry: Geometry): Point {
  if (geometry.type === 'Point') return geometry.coordinates;
  if (geometry.type === 'LineString') return along(geometry.coordinates, 0.4);
  return centroid(geometry.coordinates[0] ?? []);
}

/** A share of the way along a line, by its degrees: exact enough for a name. */
function along(points: readonly Point[], share: number): Point {
  const lengths = points.slice(1).map((to, index) => lengthBetween(points[index] ?? to, to));
  let left = lengths.reduce((sum, one) => sum + one, 0) * share;
  for (const [index, length] of lengths.entries()) {
    const from = points[index];
    const to = points[index + 1];
    if (from && to && left <= length) {
      const part = length === 0 ? 0 : left / length;
      return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part];
    }
    left -= length;
  }
  return points[0] ?? [0, 0];
}

function lengthBetween(from: Point, to: Point): number {
  return Math.hypot(to[0] - from[0], to[1] - from[1]);
}

/** Of a closed ring; https://en.wikipedia.org/wiki/Centroid#Of_a_polygon, reckoned from its first point for exactness. */
function centroid(ring: readonly Point[]): Point {
  const [originX, originY] = ring[0] ?? [0, 0];
  let twiceArea = 0;
  let x = 0;
  let y = 0;
  for (const [index, [rawX, rawY]] of ring.entries()) {
    const [nextRawX, nextRawY] = ring[index + 1] ?? [originX, originY];
    const [ax, ay, bx, by] = [
      rawX - originX,
      rawY - originY,
      nextRawX - originX,
      nextRawY - originY,
    ];
    const cross = ax * by - bx * ay;
    twiceArea += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  if (twiceArea === 0) return [originX, originY];
  return [originX + x / (3 * twiceArea), originY + y / (3 * twiceArea)];
}

/** Whether a closed ring holds a point (ray casting); on the edge either. */
export function holds(ring: readonly Point[], [lng, lat]: Readonly<Point>): boolean {
  let inside = false;
  for (const [index, [toX, toY]] of ring.entries()) {
    const [fromX, fromY] = ring[index === 0 ? ring.length - 1 : index - 1] ?? [toX, toY];
    const crosses = toY > lat !== fromY > lat;
    if (crosses && lng < ((fromX - toX) * (lat - toY)) / (fromY - toY) + toX) inside = !inside;
  }
  return inside;
}

/** A plane in whole metres for a picture: x to the east, y to the south of `origin`; true within a few kilometres. */
export function onPlane(origin: Position) {
  const east = METRES_PER_DEGREE * Math.cos((origin.lat * Math.PI) / 180);
  return ([lng, lat]: Readonly<Point>): Point => [
    Math.round((lng - origin.lng) * east),
    Math.round((origin.lat - lat) * METRES_PER_DEGREE),
  ];
}

/** How many metres one pixel of a Web Mercator map is: 256 pixels round the equator at zoom 0. */
export function metresPerPixel(lat: number, zoom: number): number {
  const EQUATOR_M = 40_075_016.686;
  return (EQUATOR_M * Math.cos((lat * Math.PI) / 180)) / 256 / 2 ** zoom;
}
