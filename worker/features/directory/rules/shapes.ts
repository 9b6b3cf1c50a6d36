/** Shapes on the map, as GeoJSON writes them (RFC 7946 §3.1), but in GCJ-02 degrees until they leave the house. */

/** `[lng, lat]` */
export type Point = [number, number];

export type Geometry =
  | { type: 'Point'; coordinates: Point }
  | { type: 'LineString'; coordinates: Point[] }
  | { type: 'Polygon'; coordinates: Point[][] };
