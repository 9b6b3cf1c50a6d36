/** Tables that every feature leans on: the guard, the memory of idempotent requests, and the audit trail. */
import { sql } from 'drizzle-orm';
import { index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant, json } from './columns.ts';

/**
 * Never holds a row: a trigger turns each insert into `RAISE(ABORT, code)`, so that a condition inside a batch can
 * abort the whole batch with an exact reason. See `guard()` in db.ts.
 */
export const guard = sqliteTable('guard', { code: text().notNull() });

/** What a creating request with an `Idempotency-Key` made, so that a retry finds it instead of acting twice. */
export const idempotency = sqliteTable(
  'idempotency',
  {
    actorId: text().notNull(),
    key: text().notNull(),
    requestHash: text().notNull(),
    resultId: text().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.actorId, t.key] })],
);

/** Who did what for whom, and why. Triggers refuse UPDATE and DELETE. */
export const audit = sqliteTable(
  'audit',
  {
    id: text().primaryKey(),
    at: instant().notNull(),
    actorId: text().notNull(),
    /** The resident acted for, where the act was on somebody's behalf or touched somebody's booking. */
    principalId: text(),
    act: text().notNull(),
    noun: text().notNull(),
    nounId: text().notNull(),
    facilityId: text(),
    reason: text(),
    detail: json<Record<string, unknown>>(),
  },
  (t) => [
    index('audit_noun').on(t.noun, t.nounId),
    index('audit_facility_at').on(t.facilityId, t.at),
    // The log of a record is read by it: a busy hall has many thousand rows of other nouns.
    index('audit_record')
      .on(t.facilityId, t.at, t.id)
      .where(sql`noun IN ('facility', 'condition', 'datedHours')`),
  ],
);
