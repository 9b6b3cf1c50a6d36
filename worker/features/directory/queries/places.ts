/** Where things are, for the batches and answers of every feature. */
import { eq, inArray, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Db } from '../../../lib/db.ts';
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
