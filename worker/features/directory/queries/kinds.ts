/**
 * Places under each of their kinds: a facility under its own category and under those of the scenes in it, for whoever
 * looks for the nearest of a kind.
 */
import { and, asc, eq, isNull, ne, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../../lib/db.ts';
import { type AccessFacts, CATEGORIES, type Category, LEVELS, type Level } from '../rules/kinds.ts';
import { METRES_PER_DEGREE, type Position } from '../rules/walk.ts';
import { community, estate, facility, scene, zone } from '../tables.ts';

/** A position, or the estate that has it. */
export type Here = Position | { estateId: string };

/** SQL for a position: of an estate it is looked up in the same statement, so that nothing has to be read before. */
export function positionOf(here: Here) {
  if (!('estateId' in here)) return { lng: sql`${here.lng}`, lat: sql`${here.lat}` };
  const of = (column: typeof estate.lng | typeof estate.lat) =>
    sql`(SELECT ${column} FROM ${estate} WHERE ${estate.id} = ${here.estateId})`;
  return { lng: of(estate.lng), lat: of(estate.lat) };
}

/** For a batch: the estate that somebody starts from. */
export function estateQuery(db: Db, estateId: string) {
  return db
    .select({ id: estate.id, name: estate.name, lng: estate.lng, lat: estate.lat })
    .from(estate)
    .where(eq(estate.id, estateId));
}

/** For a batch: the box around all estates and so many degrees more, GCJ-02; no row where there are no estates. */
export function districtBoxQuery(db: Db, beyond: number) {
  return db
    .select({
      west: sql<number>`min(${estate.lng}) - ${beyond}`.as('box_west'),
      east: sql<number>`max(${estate.lng}) + ${beyond}`.as('box_east'),
      south: sql<number>`min(${estate.lat}) - ${beyond}`.as('box_south'),
      north: sql<number>`max(${estate.lat}) + ${beyond}`.as('box_north'),
    })
    .from(estate)
    .having(sql`count(*) > 0`);
}

/** Where a kind and level has so few places, they are all looked at. */
const FEW_OF_A_KIND = 48;

/** The radius in metres of the first circle around somebody; each next is twice as wide. */
const FIRST_RADIUS_M = 100;

/** As `facility_facet` numbers its strips: in thousandths of a degree. */
const BANDS_PER_DEGREE = 1000;

/**
 * For a batch: of each kind and level the so many nearest, in no order. They are found in circles that grow until one holds
 * enough or reaches `withinM` in a straight line, so that the rows read follow what is asked for, not how dense the register is.
 */
export function nearbyKindsQuery(
  db: Db,
  here: Here,
  { withinM, most }: { withinM: number; most: number },
) {
  const { lng, lat } = positionOf(here);
  const next = sql`max(${FIRST_RADIUS_M}, 2 * ring.radius)`;
  const around = sql`WITH RECURSIVE
    here(lng, lat, east) AS MATERIALIZED (
      SELECT lng, lat, ${METRES_PER_DEGREE} * cos(radians(lat)) FROM (SELECT ${lng} AS lng, ${lat} AS lat)),
    stream(category, level, size) AS MATERIALIZED (
      SELECT c.value, l.value, (SELECT count(*) FROM (SELECT 1 FROM facility_facet
        WHERE category = c.value AND level = l.value LIMIT ${FEW_OF_A_KIND + 1}))
      FROM json_each(${JSON.stringify(CATEGORIES)}) c CROSS JOIN json_each(${JSON.stringify(LEVELS)}) l),
    ring(category, level, radius, held) AS (
      SELECT category, level, 0, 0 FROM stream WHERE size > ${FEW_OF_A_KIND}
      UNION ALL
      SELECT category, level, ${next},
        (SELECT count(*) FROM (${inCircle(sql`ring`, next)} LIMIT ${most}))
      FROM ring WHERE held < ${most} AND radius < ${withinM}),
    found(category, level, radius) AS MATERIALIZED (
      SELECT category, level, max(radius) FROM ring GROUP BY category, level),
    around(facility_id, category) AS (
      SELECT f.facility_id, f.category FROM stream CROSS JOIN facility_facet f
      WHERE size <= ${FEW_OF_A_KIND} AND f.category = stream.category AND f.level = stream.level
      UNION ALL
      SELECT m.facility_id, m.category FROM found CROSS JOIN facility_facet m
      WHERE m.rowid IN (${inCircle(sql`found`, sql`found.radius`)}))
    SELECT f.id, f.name, f.sign, f.level, f.lng, f.lat, f.access, f.category AS own, around.category,
      row_number() OVER (PARTITION BY around.category, f.level ORDER BY ${squared(sql`f`)}, f.id) AS turn
    FROM here CROSS JOIN around CROSS JOIN facility f ON f.id = around.facility_id`;
  return db
    .select({
      id: sql<string>`ranked.id`.as('kind_id'),
      name: sql<string>`ranked.name`.as('kind_name'),
      sign: sql<string | null>`ranked.sign`.as('kind_sign'),
      level: sql<Level>`ranked.level`.as('kind_level'),
      category: sql<Category>`ranked.category`.as('kind_category'),
      lng: sql<number>`ranked.lng`.as('kind_lng'),
      lat: sql<number>`ranked.lat`.as('kind_lat'),
      access: sql`ranked.access`
        .mapWith((text: string) => JSON.parse(text) as AccessFacts)
        .as('kind_access'),
      sceneId: sql<string | null>`inside.id`.as('kind_scene'),
      sceneName: sql<string | null>`inside.name`.as('kind_scene_name'),
      sceneFloor: sql<number | null>`inside.floor`.as('kind_scene_floor'),
    })
    .from(sql`(${around}) AS ranked LEFT JOIN scene inside ON inside.id = (
      SELECT id FROM scene WHERE facility_id = ranked.id AND category = ranked.category
        AND category <> ranked.own ORDER BY sort, id LIMIT 1)`)
    .where(sql`turn <= ${most}`);
}

/** The straight line from here to `place`, squared, in m². */
const squared = (place: SQL) =>
  sql`((${place}.lng - here.lng) * here.east * (${place}.lng - here.lng) * here.east
    + (${place}.lat - here.lat) * ${METRES_PER_DEGREE} * (${place}.lat - here.lat) * ${METRES_PER_DEGREE})`;

/** SELECT of the facets of a kind and level in a circle: strip by strip, and in each from west to east. */
function inCircle(kind: SQL, radius: SQL): SQL {
  return sql`SELECT f.rowid FROM (
      WITH RECURSIVE strip(band, last, radius) AS (
        SELECT CAST((lat - ${radius} / ${METRES_PER_DEGREE}) * ${BANDS_PER_DEGREE} AS INTEGER),
          CAST((lat + ${radius} / ${METRES_PER_DEGREE}) * ${BANDS_PER_DEGREE} AS INTEGER), ${radius} FROM here
        UNION ALL SELECT band + 1, last, radius FROM strip WHERE band < last)
      SELECT band, radius FROM strip) strip
    CROSS JOIN here CROSS JOIN facility_facet f
    WHERE f.category = ${kind}.category AND f.level = ${kind}.level AND f.band = strip.band
      AND f.lng BETWEEN here.lng - strip.radius / here.east AND here.lng + strip.radius / here.east
      AND ${squared(sql`f`)} <= strip.radius * strip.radius`;
}

/** For a batch: every place in the register with what planners reckon by. */
export function placesOfRegisterQuery(db: Db) {
  return db
    .select({
      id: facility.id,
      name: facility.name,
      level: facility.level,
      category: sql<Category>`${facility.category}`.as('place_category'),
      communityId: facility.communityId,
      lng: facility.lng,
      lat: facility.lat,
      areaM2: facility.areaM2,
    })
    .from(facility)
    .where(isNull(facility.retiredAt))
    .orderBy(asc(facility.id));
}

/** For a batch: the kinds that places have by the scenes in them, besides their own. */
export function kindsInsideQuery(db: Db) {
  return db
    .selectDistinct({
      facilityId: scene.facilityId,
      category: sql<Category>`${scene.category}`.as('scene_category'),
    })
    .from(scene)
    .innerJoin(facility, eq(facility.id, scene.facilityId))
    .where(and(isNull(facility.retiredAt), ne(scene.category, facility.category)));
}

/** For a batch: zones, communities and estates as planners need them. */
export function areasQueries(db: Db) {
  return [
    db
      .select({ id: zone.id, name: zone.name, letter: zone.letter })
      .from(zone)
      .orderBy(asc(zone.letter)),
    db
      .select({ id: community.id, name: community.name, zoneId: community.zoneId })
      .from(community)
      .orderBy(asc(community.zoneId), asc(community.pinyin)),
    db
      .select({
        id: estate.id,
        name: estate.name,
        communityId: estate.communityId,
        households: estate.households,
        lng: estate.lng,
        lat: estate.lat,
      })
      .from(estate)
      .orderBy(asc(estate.id)),
  ] as const;
}
