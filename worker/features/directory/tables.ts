/** The register of places: zone → community → estate, facilities with their scenes, hours and dated exceptions. */
import { sql } from 'drizzle-orm';
import {
  check,
  index,
  integer,
  real,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import { day, flag, instant, json } from '../../lib/columns.ts';
import type { HoursPeriod, HoursSpan } from './rules/hours.ts';
import type { AccessFacts, Audience } from './rules/kinds.ts';

export const zone = sqliteTable('zone', {
  id: text().primaryKey(),
  /** The letter on the sign: A, B, C. */
  letter: text().notNull().unique(),
  name: text().notNull(),
  operatorName: text().notNull(),
});

export const community = sqliteTable('community', {
  id: text().primaryKey(),
  zoneId: text()
    .notNull()
    .references(() => zone.id),
  name: text().notNull(),
  /** Pinyin without tones, for sorting and for the second line on the sign. */
  pinyin: text().notNull(),
});

export const estate = sqliteTable(
  'estate',
  {
    id: text().primaryKey(),
    communityId: text()
      .notNull()
      .references(() => community.id),
    name: text().notNull(),
    pinyin: text().notNull(),
    households: integer().notNull(),
    /** GCJ-02 degrees. */
    lng: real().notNull(),
    lat: real().notNull(),
  },
  (t) => [check('estate_households', sql`${t.households} > 0`)],
);

export const facility = sqliteTable(
  'facility',
  {
    id: text().primaryKey(),
    level: text({ enum: ['subdistrict', 'community', 'estate'] }).notNull(),
    category: text().notNull(),
    name: text().notNull(),
    pinyin: text().notNull(),
    summary: text().notNull(),
    /** The plate on the door of a centre: A1 = centre 1 of zone A. */
    sign: text(),
    zoneId: text()
      .notNull()
      .references(() => zone.id),
    communityId: text()
      .notNull()
      .references(() => community.id),
    estateId: text().references(() => estate.id),
    address: text().notNull(),
    /** Degrees in the datum named beside them; the only datum stored is GCJ-02. */
    lng: real().notNull(),
    lat: real().notNull(),
    datum: text({ enum: ['gcj02'] }).notNull(),
    phone: text(),
    areaM2: integer().notNull(),
    /** Null = not known: the engine then answers `unknown`, never `closed`. */
    hours: json<HoursPeriod[]>(),
    access: json<AccessFacts>().notNull(),
    audience: json<Audience[]>().notNull(),
    /** The day somebody last confirmed this record on the spot. */
    checkedOn: day(),
    demo: flag().notNull().default(false),
  },
  (t) => [
    check('facility_level', sql`${t.level} IN ('subdistrict', 'community', 'estate')`),
    check('facility_datum', sql`${t.datum} = 'gcj02'`),
    check('facility_estate', sql`(${t.level} = 'estate') = (${t.estateId} IS NOT NULL)`),
    check('facility_position', sql`${t.lng} BETWEEN 73 AND 136 AND ${t.lat} BETWEEN 3 AND 54`),
    index('facility_level_idx').on(t.level),
    uniqueIndex('facility_sign').on(t.sign),
  ],
);

export const scene = sqliteTable(
  'scene',
  {
    id: text().primaryKey(),
    facilityId: text()
      .notNull()
      .references(() => facility.id),
    floor: integer().notNull(),
    name: text().notNull(),
    category: text().notNull(),
    summary: text().notNull(),
    audience: json<Audience[]>().notNull(),
    /** Null = as the facility. */
    hours: json<HoursPeriod[]>(),
    sort: integer().notNull(),
  },
  (t) => [index('scene_facility').on(t.facilityId, t.floor, t.sort)],
);

/** Dated hours that replace the weekly ones for every day from `from_on` to `until_on`, both included. */
export const hoursException = sqliteTable(
  'hours_exception',
  {
    id: text().primaryKey(),
    facilityId: text()
      .notNull()
      .references(() => facility.id),
    /** Null = the whole facility. */
    sceneId: text().references(() => scene.id),
    fromOn: day().notNull(),
    untilOn: day().notNull(),
    /** Empty = closed. */
    spans: json<HoursSpan[]>().notNull(),
    reason: text().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [
    check('hours_exception_days', sql`${t.fromOn} <= ${t.untilOn}`),
    index('hours_exception_facility').on(t.facilityId, t.untilOn),
    index('hours_exception_until').on(t.untilOn),
  ],
);

/** One published day. A day without a row is unpublished: rules that depend on its type answer `unknown`. */
export const calendarDay = sqliteTable(
  'calendar_day',
  {
    on: day().primaryKey(),
    type: text({
      enum: ['school_day', 'weekend', 'holiday', 'makeup_workday', 'vacation'],
    }).notNull(),
    name: text(),
    source: text().notNull(),
  },
  (t) => [
    check(
      'calendar_day_type',
      sql`${t.type} IN ('school_day', 'weekend', 'holiday', 'makeup_workday', 'vacation')`,
    ),
  ],
);
