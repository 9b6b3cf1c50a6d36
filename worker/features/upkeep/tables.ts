/** Truth over time: what residents say is wrong, and what the subdistrict has to say for a while. */
import { sql } from 'drizzle-orm';
import { check, index, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from '../../lib/columns.ts';
import { facility } from '../directory/tables.ts';
import { user } from '../identity/tables.ts';

/** “这里不对”: it goes to staff and never straight onto the page. Anybody may say it, signed in or not. */
export const report = sqliteTable(
  'report',
  {
    id: text().primaryKey(),
    facilityId: text()
      .notNull()
      .references(() => facility.id),
    subject: text({
      enum: ['hours', 'phone', 'position', 'access', 'gone', 'other'],
    }).notNull(),
    /** Empty once it is forgotten. */
    text: text().notNull(),
    /** Null = somebody not signed in, or forgotten; then nobody is told how it went. */
    residentId: text().references(() => user.id),
    /** A keyed hash of the address it came from, for the limit; '' is exempt. */
    addressHash: text().notNull(),
    createdAt: instant().notNull(),
    state: text({ enum: ['open', 'accepted', 'declined'] }).notNull(),
    decidedBy: text(),
    decidedAt: instant(),
    /** What whoever reported it is told. */
    answer: text(),
  },
  (t) => [
    check(
      'report_subject',
      sql`${t.subject} IN ('hours', 'phone', 'position', 'access', 'gone', 'other')`,
    ),
    check('report_state', sql`${t.state} IN ('open', 'accepted', 'declined')`),
    check(
      'report_decided',
      sql`(${t.state} = 'open') = (${t.decidedBy} IS NULL) AND (${t.state} = 'open') = (${t.decidedAt} IS NULL)`,
    ),
    index('report_state_at').on(t.state, t.createdAt),
    index('report_facility').on(t.facilityId, t.createdAt),
    index('report_address').on(t.addressHash, t.createdAt),
    index('report_resident').on(t.residentId, t.createdAt),
  ],
);

/** What stands over the pages of a place, a community, a zone or everywhere, from a moment to a moment. */
export const banner = sqliteTable(
  'banner',
  {
    id: text().primaryKey(),
    scopeKind: text({ enum: ['subdistrict', 'zone', 'community', 'facility'] }).notNull(),
    /** `*` for the subdistrict. */
    scopeId: text().notNull(),
    /** `warm` = something changes today. */
    tone: text({ enum: ['plain', 'warm'] }).notNull(),
    text: text().notNull(),
    fromAt: instant().notNull(),
    untilAt: instant().notNull(),
    createdBy: text().notNull(),
    createdAt: instant().notNull(),
    liftedAt: instant(),
  },
  (t) => [
    check('banner_scope', sql`${t.scopeKind} IN ('subdistrict', 'zone', 'community', 'facility')`),
    check('banner_everywhere', sql`(${t.scopeKind} = 'subdistrict') = (${t.scopeId} = '*')`),
    check('banner_tone', sql`${t.tone} IN ('plain', 'warm')`),
    check('banner_interval', sql`${t.fromAt} < ${t.untilAt}`),
    index('banner_until').on(t.untilAt),
  ],
);
