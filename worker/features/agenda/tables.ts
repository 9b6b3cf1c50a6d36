/** The private calendar address of a resident. */
import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from '../../lib/columns.ts';
import { user } from '../identity/tables.ts';

export const calendarFeed = sqliteTable('calendar_feed', {
  residentId: text()
    .primaryKey()
    .references(() => user.id),
  /** SHA-256 of the token in the address; a new address replaces the old one. */
  tokenHash: text().notNull().unique(),
  createdAt: instant().notNull(),
});
