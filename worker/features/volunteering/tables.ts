/** Volunteer tasks, who signed up and was there, and the hours that stand for good. Triggers in drizzle/*_volunteering.sql keep them. */
import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { day, flag, instant, json } from '../../lib/columns.ts';
import { facility } from '../directory/tables.ts';
import { person, user } from '../identity/tables.ts';
import type { ClaimOutcome, ServiceKind, SignUpRowState, Skill, TaskState } from './rules.ts';

export const volunteerTask = sqliteTable(
  'volunteer_task',
  {
    id: text().primaryKey(),
    facilityId: text()
      .notNull()
      .references(() => facility.id),
    title: text().notNull(),
    /** What there is to do, in plain words. */
    summary: text().notNull(),
    /** Where in the place one meets. */
    meetAt: text().notNull(),
    skills: json<Skill[]>().notNull(),
    /** Whole years on its day; null = any, minors with their guardian. */
    minAge: integer(),
    /** Its day: a task begins and ends on one. */
    heldOn: day().notNull(),
    startAt: instant().notNull(),
    endAt: instant().notNull(),
    places: integer().notNull(),
    signUpFromAt: instant().notNull(),
    signUpUntilAt: instant().notNull(),
    cancelUntilAt: instant().notNull(),
    state: text().$type<TaskState>().notNull(),
    cancelReason: text(),
    cancelledAt: instant(),
    createdBy: text().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [
    check('volunteer_task_interval', sql`${t.startAt} < ${t.endAt}`),
    check(
      'volunteer_task_sign_up',
      sql`${t.signUpFromAt} <= ${t.signUpUntilAt} AND ${t.signUpUntilAt} <= ${t.endAt} AND ${t.cancelUntilAt} <= ${t.startAt}`,
    ),
    check('volunteer_task_places', sql`${t.places} BETWEEN 1 AND 500`),
    check(
      'volunteer_task_cancelled',
      sql`${t.state} IN ('scheduled', 'cancelled') AND (${t.state} = 'cancelled') = (${t.cancelReason} IS NOT NULL)`,
    ),
    index('volunteer_task_end').on(t.endAt, t.id),
    index('volunteer_task_facility').on(t.facilityId, t.heldOn),
  ],
);

/** One person's place in a task. */
export const volunteerSignUp = sqliteTable(
  'volunteer_sign_up',
  {
    id: text().primaryKey(),
    taskId: text()
      .notNull()
      .references(() => volunteerTask.id),
    /** Whose account it is. */
    residentId: text()
      .notNull()
      .references(() => user.id),
    personId: text()
      .notNull()
      .references(() => person.id),
    /** Under 18 on the day: comes only together with the resident. */
    minor: flag().notNull(),
    state: text().$type<SignUpRowState>().notNull(),
    createdAt: instant().notNull(),
    endedAt: instant(),
    checkedInAt: instant(),
    checkedInBy: text(),
    checkedOutAt: instant(),
    checkedOutBy: text(),
  },
  (t) => [
    check('volunteer_sign_up_state', sql`${t.state} IN ('signed', 'cancelled', 'released')`),
    uniqueIndex('volunteer_sign_up_once')
      .on(t.taskId, t.personId)
      .where(sql`${t.state} = 'signed'`),
    index('volunteer_sign_up_task').on(t.taskId, t.state),
    index('volunteer_sign_up_resident').on(t.residentId, t.createdAt),
  ],
);

/** Service hours: never spent, never lapsing, never changed. A correction is a row of its own. */
export const serviceRecord = sqliteTable(
  'service_record',
  {
    id: text().primaryKey(),
    signUpId: text()
      .notNull()
      .references(() => volunteerSignUp.id),
    residentId: text()
      .notNull()
      .references(() => user.id),
    personId: text()
      .notNull()
      .references(() => person.id),
    facilityId: text()
      .notNull()
      .references(() => facility.id),
    servedOn: day().notNull(),
    kind: text().$type<ServiceKind>().notNull(),
    /** Of a correction what it adds or takes away. */
    minutes: integer().notNull(),
    reason: text(),
    /** Whether points were claimed with it, and why not. Null for corrections that change nothing about it. */
    claimed: text().$type<ClaimOutcome>(),
    recordedBy: text().notNull(),
    recordedAt: instant().notNull(),
  },
  (t) => [
    check('service_record_kind', sql`${t.kind} IN ('service', 'correction')`),
    check(
      'service_record_reason',
      sql`${t.kind} = 'service' OR (length(${t.reason}) > 0 AND ${t.minutes} <> 0)`,
    ),
    uniqueIndex('service_record_once').on(t.signUpId).where(sql`${t.kind} = 'service'`),
    index('service_record_resident').on(t.residentId, t.servedOn),
    index('service_record_place').on(t.facilityId, t.servedOn),
    index('service_record_sign_up').on(t.signUpId),
  ],
);
