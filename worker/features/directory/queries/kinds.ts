/**
 * Places under each of their kinds: a facility under its own category and under those of the scenes in it, for whoever
 * looks for the nearest of a kind.
 */
import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Db } from '../../../lib/db.ts';
import type { AccessFacts, Category, Level } from '../rules/kinds.ts';
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

/** For a batch: of each kind and level the so many nearest within so many metres in a straight line, in no order. */
export function nearbyKindsQuery(
  db: Db,
  here: Here,
  { withinM, most }: { withinM: number; most: number },
) {
  const { lng, lat } = positionOf(here);
  const latDegrees = withinM / METRES_PER_DEGREE;
  const lngDegrees = sql`${latDegrees} / cos(radians(${lat}))`;
  const isAround = sql`f.lat BETWEEN ${lat} - ${latDegrees} AND ${lat} + ${latDegrees}
        AND f.lng BETWEEN ${lng} - ${lngDegrees} AND ${lng} + ${lngDegrees}`;
  const ranked = sql`(
    SELECT *, row_number() OVER (
      PARTITION BY category, level
      ORDER BY (lat - ${lat}) * (lat - ${lat})
        + (lng - ${lng}) * (lng - ${lng}) * cos(radians(${lat})) * cos(radians(${lat})), id
    ) AS turn
    FROM (
      SELECT f.id, f.name, f.sign, f.level, f.lng, f.lat, f.access,
        f.category, NULL AS scene_id, NULL AS scene_name, NULL AS scene_floor
      FROM facility f
      WHERE f.retired_at IS NULL AND ${isAround}
      UNION ALL
      SELECT f.id, f.name, f.sign, f.level, f.lng, f.lat, f.access,
        s.category, s.id, s.name, s.floor
      FROM facility f JOIN scene s ON s.facility_id = f.id AND s.category <> f.category
        AND NOT EXISTS (SELECT 1 FROM scene t WHERE t.facility_id = f.id
          AND t.category = s.category AND (t.sort < s.sort OR (t.sort = s.sort AND t.id < s.id)))
      WHERE f.retired_at IS NULL AND ${isAround}
    )
  ) AS ranked`;
  return db
    .select({
      id: sql<string>`id`.as('kind_id'),
      name: sql<string>`name`.as('kind_name'),
      sign: sql<string | null>`sign`.as('kind_sign'),
      level: sql<Level>`level`.as('kind_level'),
      category: sql<Category>`category`.as('kind_category'),
      lng: sql<number>`lng`.as('kind_lng'),
      lat: sql<number>`lat`.as('kind_lat'),
      access: sql`access`
        .mapWith((text: string) => JSON.parse(text) as AccessFacts)
        .as('kind_access'),
      sceneId: sql<string | null>`scene_id`.as('kind_scene'),
      sceneName: sql<string | null>`scene_name`.as('kind_scene_name'),
      sceneFloor: sql<number | null>`scene_floor`.as('kind_scene_floor'),
    })
    .from(ranked)
    .where(sql`turn <= ${most}`);
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
