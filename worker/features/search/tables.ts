/** Words that mean the same, and what can be found. The full-text table `search_text` beside it is kept by triggers. */
import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { instant, json, syllables } from '../../lib/columns.ts';
import { facility } from '../directory/tables.ts';

/** Whoever looks for one of the words finds what bears any of them: 食堂, 餐厅, 助餐. Edited by staff. */
export const synonym = sqliteTable('synonym', {
  id: text().primaryKey(),
  words: json<string[]>().notNull(),
  updatedAt: instant().notNull(),
  updatedBy: text().notNull(),
});

/**
 * One row for each thing that can be found. Written by the triggers of the tables it comes from, never by a command, so
 * that nothing can be there and not be found.
 */
export const searchEntry = sqliteTable(
  'search_entry',
  {
    /** The rowid of `search_text`. */
    id: integer().primaryKey({ autoIncrement: true }),
    kind: text({
      enum: ['facility', 'scene', 'service', 'venue', 'canteen', 'activity', 'estate'],
    }).notNull(),
    refId: text().notNull(),
    /** Where it is; null for services (many places) and estates. */
    facilityId: text().references(() => facility.id),
    name: text().notNull(),
    syllables: syllables(),
    /** Other names and the words of the address, found after the name. */
    more: text().notNull(),
  },
  (t) => [
    check(
      'search_entry_kind',
      sql`${t.kind} IN ('facility', 'scene', 'service', 'venue', 'canteen', 'activity', 'estate')`,
    ),
    uniqueIndex('search_entry_ref').on(t.kind, t.refId),
    index('search_entry_facility').on(t.facilityId),
  ],
);

/**
 * What a place will be found by once an import has come in, in `search_text` already: the entry that says the same takes over
 * its id (below zero, as no other entry's), and need not be indexed in the moment in which thousands come. Nothing finds it before.
 */
export const searchDraft = sqliteTable(
  'search_draft',
  {
    /** The rowid of `search_text`, and of the entry to be. */
    id: integer().primaryKey(),
    importJobId: text().notNull(),
    facilityId: text().notNull(),
    name: text().notNull(),
    syllables: syllables(),
    more: text().notNull(),
  },
  (t) => [
    check('search_draft_id', sql`${t.id} < 0`),
    uniqueIndex('search_draft_one').on(t.facilityId, t.importJobId),
  ],
);
