/** Venues, their closures and bookings. What must never happen is in the triggers of drizzle/0001_*.sql. */
import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { day, flag, instant, json, syllables } from '../../lib/columns.ts';
import type { HoursPeriod } from '../directory/rules/hours.ts';
import { facility, scene } from '../directory/tables.ts';
import { person, user } from '../identity/tables.ts';

export const venue = sqliteTable(
  'venue',
  {
    id: text().primaryKey(),
    facilityId: text()
      .notNull()
      .references(() => facility.id),
    sceneId: text().references(() => scene.id),
    /** A half court's hall. One level only: a parent has no parent (trigger). */
    parentId: text(),
    kind: text({ enum: ['room', 'places', 'court', 'school'] }).notNull(),
    name: text().notNull(),
    pinyin: text().notNull(),
    syllables: syllables(),
    summary: text().notNull(),
    /** Icon and grouping: badminton, table_tennis, meeting, study, dance, basketball, football, track, … */
    category: text().notNull(),
    floor: integer(),
    /** Persons it holds; for `places` the number of places that can be booked at once. */
    capacity: integer().notNull(),
    minParty: integer().notNull(),
    maxParty: integer().notNull(),
    /** Bookings start on this grid, counted from opening. */
    slotMin: integer().notNull(),
    minDurationMin: integer().notNull(),
    maxDurationMin: integer().notNull(),
    bufferBeforeMin: integer().notNull(),
    bufferAfterMin: integer().notNull(),
    /** Bookable from the start of the day this many days ahead. */
    opensDaysAhead: integer().notNull(),
    /** Last moment to book, before the start. */
    closesBeforeMin: integer().notNull(),
    /** Last moment to cancel, before the start. */
    cancelBeforeMin: integer().notNull(),
    /** Not-ended bookings of this venue one resident may hold. */
    maxActive: integer().notNull(),
    /** Bookings of this venue one resident may hold in one week from Monday. */
    maxPerWeek: integer().notNull(),
    asksPurpose: flag().notNull(),
    hours: json<HoursPeriod[]>().notNull(),
    state: text({ enum: ['open', 'hidden'] }).notNull(),
    /** Grows with each change of the rules; a booking copies it. */
    ruleVersion: integer().notNull(),
  },
  (t) => [
    check('venue_kind', sql`${t.kind} IN ('room', 'places', 'court', 'school')`),
    check(
      'venue_party',
      sql`${t.minParty} >= 1 AND ${t.maxParty} >= ${t.minParty} AND ${t.capacity} >= ${t.maxParty}`,
    ),
    check(
      'venue_duration',
      sql`${t.slotMin} > 0 AND ${t.minDurationMin} > 0 AND ${t.maxDurationMin} >= ${t.minDurationMin} AND ${t.maxDurationMin} <= 960`,
    ),
    check(
      'venue_buffer',
      sql`${t.bufferBeforeMin} BETWEEN 0 AND 120 AND ${t.bufferAfterMin} BETWEEN 0 AND 120`,
    ),
    check('venue_parent', sql`${t.parentId} IS NULL OR ${t.parentId} <> ${t.id}`),
    index('venue_facility').on(t.facilityId),
    index('venue_parent_idx').on(t.parentId),
  ],
);

/** A period in which a venue, or everything in a facility, can't be used. */
export const closure = sqliteTable(
  'closure',
  {
    id: text().primaryKey(),
    facilityId: text()
      .notNull()
      .references(() => facility.id),
    /** Null = every venue of the facility. */
    venueId: text().references(() => venue.id),
    startAt: instant().notNull(),
    endAt: instant().notNull(),
    reason: text().notNull(),
    createdBy: text().notNull(),
    createdAt: instant().notNull(),
    /** Lifted early. */
    liftedAt: instant(),
  },
  (t) => [
    check('closure_interval', sql`${t.startAt} < ${t.endAt}`),
    index('closure_facility').on(t.facilityId, t.endAt),
  ],
);

export const booking = sqliteTable(
  'booking',
  {
    id: text().primaryKey(),
    venueId: text()
      .notNull()
      .references(() => venue.id),
    residentId: text()
      .notNull()
      .references(() => user.id),
    /** For whom: the resident or a dependant. */
    personId: text()
      .notNull()
      .references(() => person.id),
    startAt: instant().notNull(),
    endAt: instant().notNull(),
    /** The interval with the venue's buffers of that time. */
    blockStartAt: instant().notNull(),
    blockEndAt: instant().notNull(),
    partySize: integer().notNull(),
    purpose: text(),
    state: text({ enum: ['booked', 'checked_in', 'cancelled', 'released'] }).notNull(),
    /** Eight digits. */
    code: text().notNull().unique(),
    /** Copied from the rule accepted at booking. */
    cancelUntilAt: instant().notNull(),
    ruleVersion: integer().notNull(),
    /** Monday of the week it starts in, for the weekly limit. */
    weekOn: day().notNull(),
    createdAt: instant().notNull(),
    endedAt: instant(),
    /** Why it was released by staff. */
    reason: text(),
    checkedInAt: instant(),
    checkedInBy: text(),
  },
  (t) => [
    check('booking_state', sql`${t.state} IN ('booked', 'checked_in', 'cancelled', 'released')`),
    check(
      'booking_interval',
      sql`${t.startAt} < ${t.endAt} AND ${t.endAt} - ${t.startAt} <= 57600000`,
    ),
    check(
      'booking_block',
      sql`${t.blockStartAt} <= ${t.startAt} AND ${t.blockEndAt} >= ${t.endAt} AND ${t.blockEndAt} - ${t.blockStartAt} <= 86400000`,
    ),
    check('booking_party', sql`${t.partySize} >= 1`),
    check('booking_code', sql`length(${t.code}) = 8`),
    check('booking_checked_in', sql`(${t.state} = 'checked_in') = (${t.checkedInAt} IS NOT NULL)`),
    index('booking_venue_block')
      .on(t.venueId, t.blockStartAt)
      .where(sql`${t.state} IN ('booked', 'checked_in')`),
    index('booking_resident').on(t.residentId, t.startAt),
  ],
);
