/** Where things are, for the batches and answers of every feature. */
import { eq, inArray, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Db } from '../../../lib/db.ts';
import { type Fit, factsOn, fitOf, type Need } from '../rules/needs.ts';
import type { Position, Walk } from '../rules/walk.ts';
import { estate, facility } from '../tables.ts';

/** For a batch of another feature: the facilities of a subquery of ids, with what a card and a scope need. */
export function facilityPlacesQuery(db: Db, ids: SQLWrapper) {
  return db
    .select({
      id: facility.id,
      name: facility.name,
      sign: facility.sign,
      level: facility.level,
      address: facility.address,
      phone: facility.phone,
      zoneId: facility.zoneId,
      communityId: facility.communityId,
      lng: facility.lng,
      lat: facility.lat,
      hours: facility.hours,
      access: facility.access,
      demo: facility.demo,
    })
    .from(facility)
    .where(inArray(facility.id, ids));
}

export type FacilityPlace = Awaited<ReturnType<typeof facilityPlacesQuery>>[number];

/** For a batch: where an estate lies. */
export function estatePositionQuery(db: Db, estateId: string) {
  return db
    .select({ lng: estate.lng, lat: estate.lat })
    .from(estate)
    .where(eq(estate.id, estateId));
}

/** How a place fits, for answers that were asked with needs; the floor (1 = ground) where it is about one room of it. */
export function fitView(
  needs: readonly Need[] | undefined,
  { access }: Pick<FacilityPlace, 'access'>,
  floor: number | null = null,
): { fit?: Fit } {
  return needs ? { fit: fitOf(needs, factsOn(floor, access)) } : {};
}

export function walkView(walk: Walk) {
  return { ...walk, estimated: true as const };
}

export function positionView({ lng, lat }: Position) {
  return { lng, lat, datum: 'gcj02' as const };
}

/** That there is no such estate: a condition for `guard`. */
export function noEstate(id: string): SQL {
  return sql`NOT EXISTS (SELECT 1 FROM ${estate} WHERE ${estate.id} = ${id})`;
}

/** A subquery of (kind, id): the place, its community and its zone; or a community and its zone. */
export function scopesOf({
  facility: facilityId = '',
  community: communityId = '',
}: {
  facility?: string | undefined;
  community?: string | undefined;
}): SQL {
  return sql`SELECT 'facility', id FROM facility WHERE id = ${facilityId}
    UNION ALL SELECT 'community', community_id FROM facility WHERE id = ${facilityId}
    UNION ALL SELECT 'zone', zone_id FROM facility WHERE id = ${facilityId}
    UNION ALL SELECT 'community', id FROM community WHERE id = ${communityId}
    UNION ALL SELECT 'zone', zone_id FROM community WHERE id = ${communityId}`;
}

/** For a batch: the zones of places, communities and zones named by (kind, id) of a row: what a scope of staff is held against. */
export function zoneOfScope(kind: SQLWrapper, id: SQLWrapper): SQL<string | null> {
  return sql<
    string | null
  >`CASE ${kind} WHEN 'facility' THEN (SELECT zone_id FROM facility WHERE id = ${id})
    WHEN 'community' THEN (SELECT zone_id FROM community WHERE id = ${id})
    WHEN 'zone' THEN (SELECT id FROM zone WHERE id = ${id}) END`;
}

/** For a batch: what a place, community or zone named by (kind, id) of a row is called; null for the subdistrict. */
export function nameOfScope(kind: SQLWrapper, id: SQLWrapper): SQL<string | null> {
  return sql<
    string | null
  >`CASE ${kind} WHEN 'facility' THEN (SELECT name FROM facility WHERE id = ${id})
    WHEN 'community' THEN (SELECT name FROM community WHERE id = ${id})
    WHEN 'zone' THEN (SELECT name FROM zone WHERE id = ${id}) END`;
}
