/**
 * The nearest of what lies around a position: circles grow until one holds enough, and each is read strip by strip from an
 * index, in each strip from west to east. So the rows read grow with what is found and not with what there is.
 *
 * Parts of one statement: `here`, then `ring` and `found`. What lies in a circle is called `f` and has `lng` and `lat`.
 */
import { type SQL, sql, type Table } from 'drizzle-orm';
import { METRES_PER_DEGREE, type Position } from '../rules/walk.ts';

/** The radius of the first circle in metres, and how much further each goes than the one before. */
const FIRST_RADIUS_M = 100;
const GROWTH = 1.5;

/** Wider than the Earth: where circles stop growing, in metres. */
const LAST_RADIUS_M = 60_000_000;

/** From how far outside of all there is distances are still told apart, in metres. */
const OUTSIDE_M = 1_000;

const BANDS_PER_DEGREE = 1000;

/** Written into the statement: D1 binds at most a hundred values, and these never change. */
const M = sql.raw(String(METRES_PER_DEGREE));
const BANDS = sql.raw(String(BANDS_PER_DEGREE));

/** The strip 111 m high that a latitude lies in; an index over it says the same words. */
export const bandAt = (lat: SQL) => sql`CAST(${lat} * ${BANDS} AS INTEGER)`;

/** The same of a number. */
export const bandOf = (lat: number) => Math.trunc(lat * BANDS_PER_DEGREE);

/**
 * Where one is, how many metres a degree is there, and how far away, at least, the nearest row of `table` can be. Whoever is
 * further than `OUTSIDE_M` from all of them (or than the `reachM` asked for) is taken to the edge of that: from another city
 * all places are equally far.
 */
export function hereOf({ lng, lat }: Position, table: Table, reachM = 0): SQL {
  const outsideM = Math.max(OUTSIDE_M, reachM);
  const east = METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
  const [marginLng, marginLat] = [outsideM / east, outsideM / METRES_PER_DEGREE];
  return sql`
    bounds(west, east, south, north) AS MATERIALIZED (
      SELECT (SELECT min(lng) FROM ${table}), (SELECT max(lng) FROM ${table}),
        (SELECT min(lat) FROM ${table}), (SELECT max(lat) FROM ${table})),
    here(lng, lat, metres_east, south, north, away) AS MATERIALIZED (
      SELECT lng, lat, ${east}, south, north, max(
        (west - lng) * ${east}, (lng - east) * ${east},
        (south - lat) * ${M}, (lat - north) * ${M}, 0)
      FROM (SELECT *, max(min(${lng}, east + ${marginLng}), west - ${marginLng}) AS lng,
        max(min(${lat}, north + ${marginLat}), south - ${marginLat}) AS lat FROM bounds))`;
}

/** The straight line from here to `f`, squared, in m²: sorts as the way on foot does. D1 has no square root. */
export const SQUARED_M = sql`(f.lng - here.lng) * here.metres_east * (f.lng - here.lng) * here.metres_east
  + (f.lat - here.lat) * ${M} * (f.lat - here.lat) * ${M}`;

type Rings = {
  /** Whether to look at all. */
  unless: SQL;
  /** No circle is smaller than this, in metres: less than that has been shown already. */
  fromM?: number;
  /** No circle is larger than this, in metres. */
  reachM?: number | undefined;
  enough: number;
  /** How many lie in the circle of a radius, counted no further than `enough`. */
  held: (radius: SQL) => SQL;
};

/** `ring` and, as `found`, the radius of the first circle that holds enough, or that reaches as far as one may. */
export function growing({ unless, fromM = 0, reachM, enough, held }: Rings): SQL {
  const lastM = reachM ?? LAST_RADIUS_M;
  return sql`
    ring(radius, next, held) AS (
      SELECT 0, min(max(away + ${FIRST_RADIUS_M}, ${fromM}), ${lastM}), 0 FROM here WHERE NOT ${unless}
      UNION ALL
      SELECT next, min((SELECT away FROM here) + (next - (SELECT away FROM here)) * ${GROWTH}, ${lastM}),
        ${held(sql`ring.next`)}
      FROM ring WHERE held < ${enough} AND radius < ${lastM}),
    found(radius) AS MATERIALIZED (SELECT max(radius) FROM ring)`;
}

/** The radius that `growing` found. */
export const FOUND = sql`(SELECT radius FROM found)`;

/** FROM and WHERE of what lies in a circle around here: `joined` ends with `f`, whose strip is `band`. */
export function inCircle(radius: SQL, joined: SQL, band: SQL, where: SQL): SQL {
  return sql`FROM (
      WITH RECURSIVE strip(band, last, radius) AS (
        SELECT ${bandAt(sql`max(lat - ${radius} / ${M}, south)`)},
          ${bandAt(sql`min(lat + ${radius} / ${M}, north)`)}, ${radius} FROM here
        WHERE ${radius} > 0
        UNION ALL SELECT band + 1, last, radius FROM strip WHERE band < last)
      SELECT band, radius FROM strip) strip
    CROSS JOIN here CROSS JOIN ${joined}
    WHERE ${where} AND ${band} = strip.band
      AND f.lng BETWEEN here.lng - strip.radius / here.metres_east AND here.lng + strip.radius / here.metres_east
      AND ${SQUARED_M} < strip.radius * strip.radius`;
}
