/** For what another feature found: where it is and whether it is open. Read beside each row, as JSON in one column. */
import { and, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../../lib/db.ts';
import type { HoursPeriod } from '../rules/hours.ts';
import type { Position } from '../rules/walk.ts';
import { estate, facility, scene, serviceAt } from '../tables.ts';
import { squaredMetresTo } from './within.ts';

export type PlaceFacts = {
  name: string;
  lng: number;
  lat: number;
  category: string;
  sign: string | null;
  hours: HoursPeriod[] | null;
};

/** A column: what is known of the facility of an id, as the JSON of `PlaceFacts`. */
export function placeFacts(facilityId: SQL): SQL<string | null> {
  return sql<string | null>`(SELECT json_object('name', ${facility.name}, 'lng', ${facility.lng},
    'lat', ${facility.lat}, 'category', ${facility.category}, 'sign', ${facility.sign},
    'hours', json(${facility.hours})) FROM ${facility} WHERE ${facility.id} = ${facilityId})`;
}

/** A column: the own hours of the scene of an id, as JSON; null where it has none. */
export function sceneHours(sceneId: SQL): SQL<string | null> {
  return sql<string | null>`(SELECT ${scene.hours} FROM ${scene} WHERE ${scene.id} = ${sceneId})`;
}

/** Where an estate lies, and in which community. */
export type EstateFacts = Position & { communityId: string };

/** A column: the JSON of `EstateFacts`. */
export function estatePoint(estateId: SQL): SQL<string | null> {
  return sql<string | null>`(SELECT json_object('lng', ${estate.lng}, 'lat', ${estate.lat},
    'communityId', ${estate.communityId})
    FROM ${estate} WHERE ${estate.id} = ${estateId})`;
}

/** A column: the places where a service is done, as a JSON list of their ids. */
export function servicePlaces(serviceId: SQL): SQL<string | null> {
  return sql<string | null>`(SELECT json_group_array(DISTINCT ${serviceAt.facilityId})
    FROM ${serviceAt} WHERE ${serviceAt.serviceId} = ${serviceId})`;
}

/** For an ORDER BY: how far the facility of an id is, squared. */
export function squaredMetresOf(facilityId: SQL, near: Position): SQL {
  return sql`(SELECT ${squaredMetresTo(near)} FROM ${facility} WHERE ${facility.id} = ${facilityId})`;
}

/** For a batch: the hours of all places, and of the scenes that have their own; none unless `when` holds. */
export function allHoursQueries(db: Db, when: SQL) {
  return [
    db
      .select({ id: facility.id, hours: facility.hours })
      .from(facility)
      .where(and(when, isNull(facility.retiredAt))),
    db
      .select({ id: scene.id, facilityId: scene.facilityId, hours: scene.hours })
      .from(scene)
      .where(
        and(
          when,
          isNotNull(scene.hours),
          sql`EXISTS (SELECT 1 FROM ${facility} WHERE ${eq(facility.id, scene.facilityId)} AND ${isNull(facility.retiredAt)})`,
        ),
      ),
  ] as const;
}
