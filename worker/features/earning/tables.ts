/** How points are earned: what an act is worth, who says to have done it, and who confirmed it. */
import { sql } from 'drizzle-orm';
import {
  blob,
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import { day, instant } from '../../lib/columns.ts';
import { facility } from '../directory/tables.ts';
import { user } from '../identity/tables.ts';
import { pointsProgramme, pointsTransaction } from '../points/tables.ts';
import type { Act, ClaimState, Verdict } from './rules.ts';

/** A version of a rule: one act, from one day until another. What was claimed under it keeps it. */
export const earningRule = sqliteTable(
  'earning_rule',
  {
    id: text().primaryKey(),
    act: text().$type<Act>().notNull(),
    /** What one does for it, in plain words. */
    name: text().notNull(),
    programmeId: text()
      .notNull()
      .references(() => pointsProgramme.id),
    points: integer().notNull(),
    /** At most so many points of this act in a day and in a month; null = no limit. */
    dailyCap: integer(),
    monthlyCap: integer(),
    effectiveFromOn: day().notNull(),
    /** The first day it no longer holds; null = until a newer version. */
    effectiveUntilOn: day(),
    createdBy: text().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [
    check('earning_rule_points', sql`${t.points} BETWEEN 1 AND 10000`),
    check(
      'earning_rule_caps',
      sql`coalesce(${t.dailyCap}, ${t.points}) >= ${t.points} AND coalesce(${t.monthlyCap}, ${t.points}) >= ${t.points}`,
    ),
    check(
      'earning_rule_interval',
      sql`${t.effectiveUntilOn} IS NULL OR ${t.effectiveFromOn} < ${t.effectiveUntilOn}`,
    ),
    uniqueIndex('earning_rule_version').on(t.act, t.effectiveFromOn),
  ],
);

/** “I did this”: worth the points of its rule once enough people have confirmed it. */
export const claim = sqliteTable(
  'claim',
  {
    id: text().primaryKey(),
    residentId: text()
      .notNull()
      .references(() => user.id),
    ruleId: text()
      .notNull()
      .references(() => earningRule.id),
    act: text().$type<Act>().notNull(),
    /** Where: its staff are asked. */
    facilityId: text()
      .notNull()
      .references(() => facility.id),
    doneOn: day().notNull(),
    /** What was done, in the claimant's words. Blanked some time after it is decided. */
    note: text().notNull(),
    points: integer().notNull(),
    /** How many people have to confirm it. */
    needed: integer().notNull(),
    state: text().$type<ClaimState>().notNull(),
    createdAt: instant().notNull(),
    decidedAt: instant(),
    appeal: text(),
    appealedAt: instant(),
  },
  (t) => [
    check(
      'claim_state',
      sql`${t.state} IN ('submitted', 'confirmed', 'posted', 'refused', 'appealed', 'closed')`,
    ),
    check('claim_needed', sql`${t.needed} BETWEEN 1 AND 2`),
    check('claim_points', sql`${t.points} > 0`),
    index('claim_resident').on(t.residentId, t.createdAt, t.id),
    index('claim_capped').on(t.residentId, t.act, t.doneOn),
    index('claim_open')
      .on(t.facilityId, t.createdAt)
      .where(sql`${t.state} IN ('submitted', 'confirmed', 'appealed')`),
    // Those whose words are still kept: what is forgotten is out of it.
    index('claim_worded').on(t.decidedAt).where(sql`${t.note} <> '' OR ${t.appeal} <> ''`),
  ],
);

/** A photo of a deed, for whoever verifies it: JPEG, the picture alone. Goes with the claim's words. */
export const claimPhoto = sqliteTable(
  'claim_photo',
  {
    claimId: text()
      .notNull()
      .references(() => claim.id),
    /** 1, 2, 3: as they were added. */
    position: integer().notNull(),
    jpeg: blob({ mode: 'buffer' }).$type<Uint8Array>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.claimId, t.position] }),
    check('claim_photo_position', sql`${t.position} BETWEEN 1 AND 3`),
    check('claim_photo_size', sql`length(${t.jpeg}) BETWEEN 1 AND 200000`),
  ],
);

/** What one person said of a claim. */
export const claimVerdict = sqliteTable(
  'claim_verdict',
  {
    id: text().primaryKey(),
    claimId: text()
      .notNull()
      .references(() => claim.id),
    by: text()
      .notNull()
      .references(() => user.id),
    verdict: text().$type<Verdict>().notNull(),
    reason: text(),
    at: instant().notNull(),
  },
  (t) => [
    check('claim_verdict_kind', sql`${t.verdict} IN ('confirm', 'refuse')`),
    check('claim_verdict_reason', sql`${t.verdict} = 'confirm' OR length(${t.reason}) > 0`),
    uniqueIndex('claim_verdict_once').on(t.claimId, t.by),
    index('claim_verdict_at').on(t.at),
  ],
);

/** What was earned without a claim, once for a cause: the rule it was posted by, and the day it counts for. */
export const earningPosting = sqliteTable(
  'earning_posting',
  {
    causeKind: text().notNull(),
    causeId: text().notNull(),
    ruleId: text()
      .notNull()
      .references(() => earningRule.id),
    act: text().$type<Act>().notNull(),
    residentId: text()
      .notNull()
      .references(() => user.id),
    /** Where it was done; null for what was posted before this was kept. */
    facilityId: text().references(() => facility.id),
    doneOn: day().notNull(),
    points: integer().notNull(),
    /** Refers to a row that follows: the key is checked when the batch ends. */
    transactionId: text()
      .notNull()
      .references(() => pointsTransaction.id),
    postedAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.causeKind, t.causeId] }),
    uniqueIndex('earning_posting_transaction').on(t.transactionId),
    index('earning_posting_capped').on(t.residentId, t.act, t.doneOn),
  ],
);
