/** Places as lists show them: the statement that reads them, and what is worked out of its rows. */
import { eq, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../../lib/db.ts';
import { dayOf } from '../../../lib/time.ts';
import { type Calendar, type HoursPeriod, type Opening, openingAt } from '../rules/hours.ts';
import type { AccessFacts } from '../rules/kinds.ts';
import { type Fit, fitOf, type Need } from '../rules/needs.ts';
import { checkOf, isStale } from '../rules/upkeep.ts';
import { type Position, type Walk, walkBetween } from '../rules/walk.ts';
import type { FacilitySummary } from '../schema.ts';
import { facility } from '../tables.ts';
import { candidates, type Filter } from './candidates.ts';
import { type ExceptionRow, exceptionsText, openingView, scheduleOf } from './hours.ts';
import { positionView, walkView } from './places.ts';

type Row = Awaited<ReturnType<typeof listedQuery>>[number];
export type SceneInside = { id: string; name: string; floor: number; hours: HoursPeriod[] | null };

/** For a batch: the places a filter chooses, in its order, each with the scene that fits and its dated hours. */
export function listedQuery(db: Db, now: number, filter: Filter) {
  return (
    db
      .select({
        id: facility.id,
        level: facility.level,
        category: facility.category,
        name: facility.name,
        sign: facility.sign,
        zoneId: facility.zoneId,
        communityId: facility.communityId,
        estateId: facility.estateId,
        address: facility.address,
        phone: facility.phone,
        lng: facility.lng,
        lat: facility.lat,
        checkedOn: facility.checkedOn,
        demo: facility.demo,
        // As text: parsed only for the places whose opening is asked for.
        hours: sql<string | null>`${facility.hours}`.as('hours_text'),
        access: sql<string>`${facility.access}`.as('access_text'),
        exceptions: sql<string>`${exceptionsText(now, sql`${facility}.id`)}`.as('exceptions_text'),
        scene: sql<string | null>`${sceneText(filter.categories)}`.as('scene_text'),
        total: sql<number>`chosen.total`.as('total'),
      })
      .from(facility)
      // The + keeps SQLite from going through the register and looking each place up among the chosen.
      .innerJoin(sql`(${candidates(filter)}) AS chosen`, eq(facility.id, sql`+chosen.facility_id`))
      .orderBy(sql`chosen.sort`, sql`chosen.facility_id`)
  );
}

/** Where the facility itself is of another category: the first scene in it that fits, as JSON. */
export function sceneText(categories: readonly string[]): SQL {
  if (categories.length === 0) return sql`NULL`;
  const wanted = sql`(SELECT value FROM json_each(${JSON.stringify(categories)}))`;
  return sql`CASE WHEN ${facility}.category NOT IN ${wanted} THEN (
    SELECT json_object('id', id, 'name', name, 'floor', floor, 'hours', json(hours))
    FROM scene WHERE facility_id = ${facility}.id AND category IN ${wanted} ORDER BY sort LIMIT 1) END`;
}

/** A place of a list: its record, the scene inside that was asked for, the way there, and how it fits. */
export type Place = { row: Row; scene?: SceneInside; walk?: Walk; fit?: Fit };

/** Without a position no way is told, without needs no fit. */
export function placeOf(row: Row, { near, needs }: { near?: Position; needs?: Need[] }): Place {
  return {
    row,
    ...(row.scene !== null && { scene: JSON.parse(row.scene) as SceneInside }),
    ...(near && { walk: walkBetween(near, row) }),
    ...(needs && { fit: fitOf(needs, JSON.parse(row.access) as AccessFacts) }),
  };
}

/** What of a row says how it stands. */
type Standing = { row: Pick<Row, 'id' | 'hours' | 'exceptions'>; scene?: SceneInside };

/** How a place stands at an instant; of a centre asked for one of its scenes, how that stands. */
export function openingOf({ row, scene }: Standing, now: number, calendar: Calendar): Opening {
  const hours = row.hours === null ? null : (JSON.parse(row.hours) as HoursPeriod[]);
  const exceptions = JSON.parse(row.exceptions) as ExceptionRow[];
  const place = { facilityId: row.id, sceneId: scene?.id ?? null, hours: scene?.hours ?? hours };
  return openingAt(scheduleOf(place, exceptions, calendar), now);
}

type Shown = Omit<Place, 'row'> & {
  row: Omit<Row, 'hours' | 'access' | 'exceptions' | 'scene' | 'total'>;
};

export function summaryOf(
  { row, scene, walk, fit }: Shown,
  opening: Opening,
  now: number,
): FacilitySummary {
  return {
    id: row.id,
    level: row.level,
    category: row.category as FacilitySummary['category'],
    name: row.name,
    sign: row.sign,
    zoneId: row.zoneId,
    communityId: row.communityId,
    estateId: row.estateId,
    address: row.address,
    phone: row.phone,
    position: positionView(row),
    opening: openingView(opening),
    stale: isStale(checkOf(row, dayOf(now))),
    ...(walk && { walk: walkView(walk) }),
    ...(fit && { fit }),
    ...(scene && { scene: { id: scene.id, name: scene.name, floor: scene.floor } }),
    demo: row.demo,
  };
}
