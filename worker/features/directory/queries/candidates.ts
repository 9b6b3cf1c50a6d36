/**
 * Which places a list is made of, chosen in SQL so that the rows read grow with what is shown and not with the register.
 *
 * Few matches (up to `MOST_COUNTED`) are all read and sorted. Of many, the nearest are found in circles that grow until one
 * holds enough; in the order of names, each stretch of the index gives its first.
 * Of words that few bear (up to `MOST_BEARING`) one starts from those; of words that more bear, each place on the way is asked.
 */
import { type SQL, sql } from 'drizzle-orm';
import type { Bearing } from '../../search/queries/bearing.ts';
import { LEVELS, type Level } from '../rules/kinds.ts';
import type { Bounds } from '../rules/shapes.ts';
import type { Position } from '../rules/walk.ts';
import { community, facility, facilityFacet } from '../tables.ts';
import { bandOf, FOUND, growing, hereOf, inCircle, SQUARED_M } from './circles.ts';

/** So many matches are counted, and no more: beyond, a total says "at least". */
export const MOST_COUNTED = 500;

/** So many that bear the words of a query are all looked at, and no more. */
const MOST_BEARING = 1000;

/** Written into the statement: D1 binds at most a hundred values, and these never change. */
const [MOST, BEARING] = [MOST_COUNTED, MOST_BEARING].map((value) => sql.raw(String(value)));

export type Filter = {
  level?: Level | undefined;
  zone?: string | undefined;
  community?: string | undefined;
  estate?: string | undefined;
  /** Any of these; none = every category. */
  categories: readonly string[];
  near?: Position | undefined;
  /** Metres in a straight line from `near`. */
  reachM?: number | undefined;
  bbox?: Bounds | undefined;
  bearing?: Bearing | undefined;
  /** About the row of `facility`: no index helps, so each match is looked at. */
  also?: SQL | undefined;
  limit: number;
  offset: number;
};

/**
 * A SELECT of `facility_id`, `sort` (equal ones go by id), and `total`: how many match, counted up to one more than
 * `MOST_COUNTED`. Nearest first, without a position by pinyin.
 */
export function candidates(filter: Filter): SQL {
  const { near, limit, offset, bearing } = filter;
  const reached = near && filter.reachM !== undefined;
  return sql`WITH RECURSIVE
    ${near ? sql`${hereOf(near, facility)},` : sql``}
    ${streamsOf(filter)},
    ${bearing ? sql`bearer(facility_id) AS MATERIALIZED (${bearing.first(MOST_BEARING + 1)}),` : sql``}
    counted(n, is_few) AS MATERIALIZED (${counted(filter)}),
    few(facility_id, sort) AS ${reached ? sql`MATERIALIZED` : sql``} (${allOfFew(filter)}),
    ${near ? nearestOfMany(filter) : firstOfMany(filter)}
    SELECT facility_id, sort, ${reached ? totalWithin(filter) : sql`(SELECT n FROM counted)`} AS total
    FROM (SELECT * FROM few UNION ALL SELECT * FROM many)
    ORDER BY sort, facility_id LIMIT ${limit} OFFSET ${offset}`;
}

/** FROM and WHERE of all facets `f` that match. */
const walked = (filter: Filter) =>
  sql`FROM ${from(filter)} stream CROSS JOIN ${facilityFacet} f WHERE ${matches(filter)}`;

/** The same of the first that bear the words: of all of them where they are few. */
const borne = (filter: Filter) =>
  sql`FROM ${from(filter)} bearer CROSS JOIN ${facilityFacet} f ON f.facility_id = bearer.facility_id
    CROSS JOIN stream WHERE ${matches({ ...filter, bearing: undefined })}`;

const from = ({ near }: Filter) => (near ? sql`here CROSS JOIN` : sql``);

const FEW_BEAR = sql`(SELECT count(*) FROM bearer) <= ${BEARING}`;

/** How many match, up to one more than are counted; and whether so few that all are looked at. */
function counted(filter: Filter): SQL {
  const upToMost = (facets: SQL) =>
    sql`(SELECT count(*) FROM (SELECT DISTINCT f.facility_id ${facets} LIMIT ${MOST} + 1))`;
  if (!filter.bearing)
    return sql`SELECT n, n <= ${MOST} FROM (SELECT ${upToMost(walked(filter))} AS n)`;
  return sql`SELECT n, n <= ${MOST} OR ${FEW_BEAR} FROM (
    SELECT CASE WHEN n > ${MOST} OR ${FEW_BEAR} THEN n ELSE ${upToMost(walked(filter))} END AS n
    FROM (SELECT ${upToMost(borne(filter))} AS n))`;
}

function allOfFew(filter: Filter): SQL {
  const chosen = sql`SELECT DISTINCT f.facility_id, ${filter.near ? SQUARED_M : sql`f.pinyin`}`;
  const isFew = sql`${isWithin(filter)} AND (SELECT is_few FROM counted)`;
  const all = (facets: SQL) => sql`${chosen} ${facets} AND ${isFew}`;
  if (!filter.bearing) return all(walked(filter));
  return sql`${all(borne(filter))} AND ${FEW_BEAR} UNION ALL ${all(walked(filter))} AND NOT ${FEW_BEAR}`;
}

/** The combinations of category, level and community asked for: each is one stretch of an index. */
function streamsOf(filter: Filter): SQL {
  const categories = filter.categories.length > 0 ? filter.categories : [''];
  const levels = filter.level ? [filter.level] : LEVELS;
  const areas = areasOf(filter);
  return sql`stream(category, level, community_id) AS MATERIALIZED (
    SELECT c.value, l.value, ${areas ? sql`a.id` : sql`NULL`}
    FROM json_each(${JSON.stringify(categories)}) c CROSS JOIN json_each(${JSON.stringify(levels)}) l
    ${areas ? sql`CROSS JOIN (${areas}) a` : sql``})`;
}

function areasOf(filter: Filter): SQL | null {
  if (filter.community !== undefined) return sql`SELECT ${filter.community} AS id`;
  if (filter.zone !== undefined)
    return sql`SELECT id FROM ${community} WHERE zone_id = ${filter.zone}`;
  return null;
}

/** That the facet `f` is of the stream and fits the rest of the filter. */
function matches(filter: Filter): SQL {
  const { estate: estateId, bbox, bearing, also } = filter;
  // The + leaves SQLite the index on the estate only: an estate has a few dozen places at most.
  const plus = estateId === undefined ? sql`` : sql`+`;
  return sql.join(
    [
      sql`f.category = stream.category AND ${plus}f.level = stream.level`,
      ...(areasOf(filter) ? [sql`${plus}f.community_id = stream.community_id`] : []),
      ...(estateId === undefined ? [] : [sql`f.estate_id = ${estateId}`]),
      ...(bbox ? [isInside(bbox)] : []),
      ...(bearing ? [bearing.holds(sql`f.facility_id`)] : []),
      ...(also
        ? [sql`EXISTS (SELECT 1 FROM ${facility} WHERE id = f.facility_id AND (${also}))`]
        : []),
    ],
    sql` AND `,
  );
}

/** By the strips it lies over: of a register that is as wide as it is high, a map reads its own height. */
function isInside({ west, south, east, north }: Bounds): SQL {
  return sql`f.band BETWEEN ${bandOf(south)} AND ${bandOf(north)}
    AND f.lat BETWEEN ${south} AND ${north} AND f.lng BETWEEN ${west} AND ${east}`;
}

function isWithin({ near, reachM }: Filter): SQL {
  return near && reachM !== undefined ? sql`${SQUARED_M} < ${reachM * reachM}` : sql`1`;
}

function totalWithin({ reachM = 0, ...filter }: Filter): SQL {
  return sql`CASE WHEN (SELECT is_few FROM counted) THEN (SELECT count(*) FROM few)
    ELSE ${heldIn(filter, sql`${reachM}`, MOST_COUNTED + 1)} END`;
}

/** In the order of names: of each stretch of the index as many as could be on the page. */
function firstOfMany(filter: Filter): SQL {
  return sql`many(facility_id, sort) AS (
    SELECT DISTINCT m.facility_id, m.pinyin FROM stream CROSS JOIN ${facilityFacet} m
    WHERE NOT (SELECT is_few FROM counted) AND m.rowid IN (
      SELECT f.rowid FROM ${facilityFacet} f WHERE ${matches(filter)}
      ORDER BY f.pinyin, f.facility_id LIMIT ${filter.offset + filter.limit}))`;
}

/** What lies in the first circle that holds the page, or that reaches as far as one walks. */
function nearestOfMany(filter: Filter): SQL {
  const enough = filter.offset + filter.limit;
  const held = (radius: SQL) => heldIn(filter, radius, enough);
  return sql`
    ${growing({ unless: sql`(SELECT is_few FROM counted)`, reachM: filter.reachM, enough, held })},
    many(facility_id, sort) AS (
      SELECT DISTINCT f.facility_id, ${SQUARED_M} ${circle(filter, FOUND)})`;
}

/** How many places lie in a circle, counted no further than `most`. */
function heldIn(filter: Filter, radius: SQL, most: number): SQL {
  return sql`(SELECT count(*) FROM (SELECT DISTINCT f.facility_id ${circle(filter, radius)} LIMIT ${most}))`;
}

/** FROM and WHERE of the facets `f` in a circle around here. */
function circle(filter: Filter, radius: SQL): SQL {
  const facets = sql`stream CROSS JOIN ${facilityFacet} f`;
  return inCircle(radius, facets, sql`f.band`, matches(filter));
}
