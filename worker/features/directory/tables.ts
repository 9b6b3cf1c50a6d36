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
import { ROLES } from '../../lib/access.ts';
import { day, flag, instant, json, syllables } from '../../lib/columns.ts';
import type { HoursPeriod, HoursSpan } from './rules/hours.ts';
import type { AccessFacts, Audience } from './rules/kinds.ts';
import type { Geometry } from './rules/shapes.ts';

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
    syllables: syllables(),
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
    syllables: syllables(),
    /** Other names it is known and found by: an old name, a short one. */
    aliases: json<string[]>().notNull().default([]),
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
    /** The role of whoever did. */
    checkedBy: text({ enum: ROLES }),
    /** When the record last changed; a page built from an older one draws itself anew. */
    revisedAt: instant().notNull().default(0),
    /** Since when it is no longer in the register: merged into another, or gone. Its row stays for what refers to it. */
    retiredAt: instant(),
    demo: flag().notNull().default(false),
  },
  (t) => [
    check('facility_level', sql`${t.level} IN ('subdistrict', 'community', 'estate')`),
    check('facility_datum', sql`${t.datum} = 'gcj02'`),
    check('facility_estate', sql`(${t.level} = 'estate') = (${t.estateId} IS NOT NULL)`),
    check('facility_position', sql`${t.lng} BETWEEN 73 AND 136 AND ${t.lat} BETWEEN 3 AND 54`),
    index('facility_level_idx').on(t.level),
    index('facility_community').on(t.communityId),
    index('facility_category').on(t.category),
    index('facility_place').on(t.lat, t.lng),
    index('facility_lng').on(t.lng),
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
    syllables: syllables(),
    category: text().notNull(),
    summary: text().notNull(),
    audience: json<Audience[]>().notNull(),
    /** Null = as the facility. */
    hours: json<HoursPeriod[]>(),
    sort: integer().notNull(),
  },
  (t) => [index('scene_facility').on(t.facilityId, t.floor, t.sort)],
);

/**
 * Under what each place of the register is looked up: a row for each category it answers to, its own and its scenes', and
 * one under the category '' for all. Kept by triggers from the view `facility_facet_now`; retired places have none.
 */
export const facilityFacet = sqliteTable(
  'facility_facet',
  {
    facilityId: text().notNull(),
    category: text().notNull(),
    level: text({ enum: ['subdistrict', 'community', 'estate'] }).notNull(),
    communityId: text().notNull(),
    estateId: text(),
    pinyin: text().notNull(),
    /** Thousandths of a degree of latitude, cut off: a strip 111 m high in which longitude is searched. */
    band: integer().notNull(),
    lng: real().notNull(),
    lat: real().notNull(),
  },
  (t) => [
    uniqueIndex('facility_facet_one').on(t.facilityId, t.category),
    index('facility_facet_place').on(t.category, t.level, t.band, t.lng, t.lat, t.facilityId),
    index('facility_facet_community_place').on(
      t.category,
      t.communityId,
      t.level,
      t.band,
      t.lng,
      t.lat,
      t.facilityId,
    ),
    index('facility_facet_name').on(t.category, t.level, t.pinyin, t.facilityId),
    index('facility_facet_community_name').on(
      t.category,
      t.communityId,
      t.level,
      t.pinyin,
      t.facilityId,
    ),
    index('facility_facet_estate').on(t.estateId, t.category),
  ],
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

/** A way in. The record's own position is where the map draws it; one walks to a door. */
export const entrance = sqliteTable(
  'entrance',
  {
    id: text().primaryKey(),
    facilityId: text()
      .notNull()
      .references(() => facility.id),
    kind: text({ enum: ['main', 'side'] }).notNull(),
    name: text().notNull(),
    /** GCJ-02 degrees. */
    lng: real().notNull(),
    lat: real().notNull(),
    stepFree: text({ enum: ['yes', 'no', 'unknown'] }).notNull(),
    note: text(),
    sort: integer().notNull(),
  },
  (t) => [
    check('entrance_kind', sql`${t.kind} IN ('main', 'side')`),
    check('entrance_step_free', sql`${t.stepFree} IN ('yes', 'no', 'unknown')`),
    check('entrance_position', sql`${t.lng} BETWEEN 73 AND 136 AND ${t.lat} BETWEEN 3 AND 54`),
    index('entrance_facility').on(t.facilityId, t.sort),
  ],
);

/** What is done for people (HSDS: service), described once, however many places offer it. */
export const service = sqliteTable(
  'service',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    pinyin: text().notNull(),
    syllables: syllables(),
    aliases: json<string[]>().notNull(),
    category: text().notNull(),
    summary: text().notNull(),
    audience: json<Audience[]>().notNull(),
    /** Who it is for, in words; null = everybody. */
    eligibility: text(),
    /** Whole years, both included; null = no limit. */
    minAge: integer(),
    maxAge: integer(),
    /** Papers to bring. */
    papers: json<string[]>().notNull(),
    /** Null = nobody has told us; 0 = free. */
    feeFen: integer(),
    feeNote: text(),
    demo: flag().notNull(),
  },
  (t) => [
    check('service_fee', sql`${t.feeFen} IS NULL OR ${t.feeFen} >= 0`),
    check(
      'service_ages',
      sql`${t.minAge} IS NULL OR ${t.maxAge} IS NULL OR ${t.minAge} <= ${t.maxAge}`,
    ),
  ],
);

/** A service at a place (HSDS: service at location). */
export const serviceAt = sqliteTable(
  'service_at',
  {
    id: text().primaryKey(),
    serviceId: text()
      .notNull()
      .references(() => service.id),
    facilityId: text()
      .notNull()
      .references(() => facility.id),
    /** Where inside; null = the facility itself. */
    sceneId: text().references(() => scene.id),
    /** Null = as the scene, or the facility. */
    hours: json<HoursPeriod[]>(),
    note: text(),
  },
  (t) => [
    index('service_at_facility').on(t.facilityId),
    index('service_at_service').on(t.serviceId),
  ],
);

/** An identifier that a place had before: links and QR codes printed with it lead on (HSDS and D-05 call it an alias). */
export const facilityAlias = sqliteTable(
  'facility_alias',
  {
    oldId: text().primaryKey(),
    facilityId: text()
      .notNull()
      .references(() => facility.id),
    reason: text({ enum: ['merged', 'renumbered'] }).notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [
    check('facility_alias_reason', sql`${t.reason} IN ('merged', 'renumbered')`),
    check('facility_alias_other', sql`${t.oldId} <> ${t.facilityId}`),
    index('facility_alias_facility').on(t.facilityId),
  ],
);

/** How a place stands for some hours or days: 泳池换水至 14:00. It always has an end. */
export const condition = sqliteTable(
  'condition',
  {
    id: text().primaryKey(),
    facilityId: text()
      .notNull()
      .references(() => facility.id),
    /** Null = the whole facility. */
    sceneId: text().references(() => scene.id),
    /** `closed` = the engine answers closed until the end; `limited` and `note` are only told. */
    effect: text({ enum: ['closed', 'limited', 'note'] }).notNull(),
    text: text().notNull(),
    fromAt: instant().notNull(),
    untilAt: instant().notNull(),
    createdBy: text().notNull(),
    createdAt: instant().notNull(),
    liftedAt: instant(),
  },
  (t) => [
    check('condition_effect', sql`${t.effect} IN ('closed', 'limited', 'note')`),
    check('condition_interval', sql`${t.fromAt} < ${t.untilAt}`),
    index('condition_facility').on(t.facilityId, t.untilAt),
    index('condition_until').on(t.untilAt),
  ],
);

/** The schematic of the district: what the map draws under the places. GCJ-02, no survey. */
export const mapShape = sqliteTable(
  'map_shape',
  {
    id: text().primaryKey(),
    kind: text({
      enum: ['zone', 'community', 'estate', 'water', 'street', 'ring', 'core'],
    }).notNull(),
    name: text().notNull(),
    /** The zone, community or estate it is the shape of. */
    refId: text(),
    geometry: json<Geometry>().notNull(),
    /** Drawn in this order, the lowest first. */
    sort: integer().notNull(),
  },
  (t) => [
    check(
      'map_shape_kind',
      sql`${t.kind} IN ('zone', 'community', 'estate', 'water', 'street', 'ring', 'core')`,
    ),
  ],
);
