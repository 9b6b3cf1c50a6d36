/** Whole records, for files and for other people's programs. */
import { eq, isNull, sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import type { Db } from '../../../lib/db.ts';
import type { HoursPeriod, HoursSpan } from '../rules/hours.ts';
import type { RecordsInput } from '../schema.ts';
import { community, estate, facility, zone } from '../tables.ts';
import { candidates } from './candidates.ts';
import { calendarOf, calendarQuery, type ExceptionRow, exceptionsText } from './hours.ts';
import { filterOf } from './list.ts';
import { openingOf, type SceneInside, sceneText } from './listed.ts';

/** More than a register of a subdistrict ever holds. */
const EVERY = 1_000_000;

/** For a batch: the records of a list in its order, all of them, with the names of their areas. */
export function wholeRecordsQuery(db: Db, now: number, wanted: RecordsInput) {
  const filter = { ...filterOf(wanted), limit: EVERY, offset: 0 };
  const chosen = candidates(filter);
  return db
    .select({
      id: facility.id,
      name: facility.name,
      aliases: facility.aliases,
      level: facility.level,
      category: facility.category,
      sign: facility.sign,
      summary: facility.summary,
      address: facility.address,
      lng: facility.lng,
      lat: facility.lat,
      phone: facility.phone,
      areaM2: facility.areaM2,
      hours: facility.hours,
      audience: facility.audience,
      access: facility.access,
      checkedOn: facility.checkedOn,
      revisedAt: facility.revisedAt,
      demo: facility.demo,
      zoneId: facility.zoneId,
      zoneName: sql<string>`${zone.name}`.as('zone_name'),
      communityName: sql<string>`${community.name}`.as('community_name'),
      estateName: sql<string | null>`${estate.name}`.as('estate_name'),
      scene: sql<string | null>`${sceneText(filter.categories)}`.as('scene_text'),
      exceptions: sql<string>`${exceptionsText(now, sql`${facility}.id`)}`.as('exceptions_text'),
    })
    .from(facility)
    .innerJoin(sql`(${chosen}) AS chosen`, eq(facility.id, sql`+chosen.facility_id`))
    .innerJoin(zone, eq(zone.id, facility.zoneId))
    .innerJoin(community, eq(community.id, facility.communityId))
    .leftJoin(estate, eq(estate.id, facility.estateId))
    .orderBy(sql`chosen.sort`, sql`chosen.facility_id`);
}

type Row = Awaited<ReturnType<typeof wholeRecordsQuery>>[number];

export function recordOf({ exceptions, scene: _, ...row }: Row) {
  const rowsOfTime = JSON.parse(exceptions) as ExceptionRow[];
  return { ...row, exceptions: rowsOfTime, dated: rowsOfTime.flatMap(datedOf) };
}

/** The records of a list, open by the same hours as there: of a centre asked for a scene, those of the scene. One round trip. */
export async function findRecords({ db, now }: Context, wanted: RecordsInput) {
  const [rows, days] = await db.batch([wholeRecordsQuery(db, now, wanted), calendarQuery(db, now)]);
  if (wanted.open !== 'now') return rows.map(recordOf);
  const calendar = calendarOf(days);
  const isOpen = (row: Row) => {
    const asText = { ...row, hours: row.hours && JSON.stringify(row.hours) };
    const scene = row.scene === null ? {} : { scene: JSON.parse(row.scene) as SceneInside };
    return openingOf({ row: asText, ...scene }, now, calendar).state === 'open';
  };
  return rows.filter(isOpen).map(recordOf);
}

/** Dated hours of a place or of a scene in it; what only shuts it for some hours has none. */
function datedOf({ fromOn, untilOn, spans, reason, sceneId }: ExceptionRow) {
  if (fromOn === null || untilOn === null || spans === null) return [];
  return [{ fromOn, untilOn, reason, sceneId, spans: JSON.parse(spans) as HoursSpan[] }];
}

export type FacilityRecord = Awaited<ReturnType<typeof findRecords>>[number] & {
  hours: HoursPeriod[] | null;
};

/** The pages of places, for whoever looks for pages: their ids, and the day their record last changed or was confirmed. */
export function pagesQuery({ db }: Context, most: number) {
  return db
    .select({ id: facility.id, revisedAt: facility.revisedAt, checkedOn: facility.checkedOn })
    .from(facility)
    .where(isNull(facility.retiredAt))
    .orderBy(facility.id)
    .limit(most);
}
