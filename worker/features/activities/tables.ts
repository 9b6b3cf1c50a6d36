/** Activities, their sessions, and who signed up. Capacity is kept by triggers in drizzle/0001_*.sql, what is held for a price by those of drizzle/*_prices.sql. */
import { sql } from 'drizzle-orm';
import {
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import { instant, json, syllables } from '../../lib/columns.ts';
import type { Audience } from '../directory/rules/kinds.ts';
import { facility } from '../directory/tables.ts';
import { person, user } from '../identity/tables.ts';
import { pointsTransaction } from '../points/tables.ts';
import type { EarningAct, NoShow, PricePer } from './rules.ts';

export const activity = sqliteTable(
  'activity',
  {
    id: text().primaryKey(),
    facilityId: text()
      .notNull()
      .references(() => facility.id),
    title: text().notNull(),
    syllables: syllables(),
    summary: text().notNull(),
    /** class, health, culture, sport, children, volunteer, talk, festival */
    category: text().notNull(),
    audience: json<Audience[]>().notNull(),
    /** Whole years on the session's day, both included; null = no limit. */
    minAge: integer(),
    maxAge: integer(),
    /** What whoever comes has done for the neighbours: points by the earning rule of that act. */
    earns: text().$type<EarningAct>(),
    /** The resident who organises it, if one does. */
    organiserId: text().references(() => user.id),
    createdBy: text().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [
    check(
      'activity_ages',
      sql`${t.minAge} IS NULL OR ${t.maxAge} IS NULL OR ${t.minAge} <= ${t.maxAge}`,
    ),
    index('activity_facility').on(t.facilityId),
  ],
);

/** One 场次 of an activity. */
export const activitySession = sqliteTable(
  'activity_session',
  {
    id: text().primaryKey(),
    activityId: text()
      .notNull()
      .references(() => activity.id),
    startAt: instant().notNull(),
    endAt: instant().notNull(),
    place: text().notNull(),
    /** Null = come as you are, no sign-up. */
    capacity: integer(),
    /** Seats the waiting list holds; 0 = none. */
    waitCapacity: integer().notNull(),
    signUpFromAt: instant().notNull(),
    signUpUntilAt: instant().notNull(),
    cancelUntilAt: instant().notNull(),
    /** In points; 0 = free. What somebody signed up at, their registration keeps. */
    pricePoints: integer().notNull().default(0),
    pricePer: text().$type<PricePer>().notNull().default('person'),
    noShow: text().$type<NoShow>().notNull().default('returned'),
    state: text({ enum: ['scheduled', 'cancelled'] }).notNull(),
    cancelReason: text(),
    cancelledAt: instant(),
  },
  (t) => [
    check('activity_session_interval', sql`${t.startAt} < ${t.endAt}`),
    check(
      'activity_session_sign_up',
      sql`${t.signUpFromAt} <= ${t.signUpUntilAt} AND ${t.signUpUntilAt} <= ${t.endAt}`,
    ),
    check('activity_session_capacity', sql`${t.capacity} IS NULL OR ${t.capacity} >= 0`),
    check('activity_session_wait', sql`${t.waitCapacity} >= 0`),
    check(
      'activity_session_cancelled',
      sql`(${t.state} = 'cancelled') = (${t.cancelReason} IS NOT NULL)`,
    ),
    index('activity_session_activity').on(t.activityId, t.startAt),
    index('activity_session_start').on(t.startAt),
  ],
);

/** One act of signing up: one resident, one session, one or more attendees, all or none. */
export const registration = sqliteTable(
  'registration',
  {
    id: text().primaryKey(),
    sessionId: text()
      .notNull()
      .references(() => activitySession.id),
    residentId: text()
      .notNull()
      .references(() => user.id),
    seats: integer().notNull(),
    state: text({ enum: ['registered', 'waiting', 'cancelled', 'released'] }).notNull(),
    /** Order in the queue of its session: set once, in the insert itself, as max + 1. */
    queueNo: integer().notNull(),
    /** Eight digits. */
    code: text().notNull().unique(),
    createdAt: instant().notNull(),
    promotedAt: instant(),
    endedAt: instant(),
    /** Why it was released by staff. */
    reason: text(),
    /** The price it was signed up at. */
    pricePoints: integer().notNull().default(0),
    pricePer: text().$type<PricePer>().notNull().default('person'),
    noShow: text().$type<NoShow>().notNull().default('returned'),
    /** What set its points aside, once it is registered at a price. Refers to a row that follows: the key is checked when the batch ends. */
    heldBy: text().references(() => pointsTransaction.id),
    /** When somebody who waits was told that their points don’t suffice. */
    shortToldAt: instant(),
  },
  (t) => [
    check(
      'registration_state',
      sql`${t.state} IN ('registered', 'waiting', 'cancelled', 'released')`,
    ),
    check('registration_seats', sql`${t.seats} >= 1`),
    check('registration_code', sql`length(${t.code}) = 8`),
    uniqueIndex('registration_queue').on(t.sessionId, t.queueNo),
    index('registration_session_state').on(t.sessionId, t.state, t.queueNo),
    index('registration_resident').on(t.residentId, t.createdAt),
    // Each transaction that is posted looks for what waits for it: without this, through every registration there is.
    index('registration_held_by').on(t.heldBy).where(sql`${t.heldBy} IS NOT NULL`),
  ],
);

export const attendee = sqliteTable(
  'attendee',
  {
    registrationId: text()
      .notNull()
      .references(() => registration.id),
    sessionId: text()
      .notNull()
      .references(() => activitySession.id),
    personId: text()
      .notNull()
      .references(() => person.id),
    /** `held` while registered or waiting. */
    state: text({ enum: ['held', 'cancelled', 'attended', 'absent'] }).notNull(),
    markedAt: instant(),
    markedBy: text(),
  },
  (t) => [
    primaryKey({ columns: [t.registrationId, t.personId] }),
    check('attendee_state', sql`${t.state} IN ('held', 'cancelled', 'attended', 'absent')`),
    uniqueIndex('attendee_once').on(t.sessionId, t.personId).where(sql`${t.state} <> 'cancelled'`),
    index('attendee_person').on(t.personId),
    // Few beside those who came, and some of them were paid: the anomaly desk looks for those.
    index('attendee_absent').on(t.markedAt).where(sql`${t.state} = 'absent'`),
  ],
);
