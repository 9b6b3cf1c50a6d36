/** What residents are told: the inbox, and the outbox that carries the same word out of the house. */
import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant, json } from '../../lib/columns.ts';
import { user } from '../identity/tables.ts';
import type { NoticeKind, NoticeParams } from './rules.ts';

export const notice = sqliteTable(
  'notice',
  {
    id: text().primaryKey(),
    residentId: text()
      .notNull()
      .references(() => user.id),
    kind: text().$type<NoticeKind>().notNull(),
    /** What the page's sentence needs: names, times, reason. No phone number. */
    params: json<NoticeParams>().notNull(),
    /** Same-origin path of the thing it is about. */
    link: text(),
    createdAt: instant().notNull(),
    readAt: instant(),
  },
  (t) => [
    index('notice_resident').on(t.residentId, t.createdAt),
    index('notice_unread').on(t.residentId).where(sql`${t.readAt} IS NULL`),
  ],
);

/** A message to send: tried, tried again later, and in the end sent or dead. */
export const outbox = sqliteTable(
  'outbox',
  {
    id: text().primaryKey(),
    channel: text({ enum: ['sms'] }).notNull(),
    /** Exactly one of the two: a known resident, or a bare number for a sign-in code. */
    residentId: text().references(() => user.id),
    phoneNumber: text(),
    template: text().notNull(),
    params: json<Record<string, string>>().notNull(),
    state: text({ enum: ['pending', 'sent', 'dead'] }).notNull(),
    attempts: integer().notNull(),
    nextAt: instant().notNull(),
    lastError: text(),
    createdAt: instant().notNull(),
    sentAt: instant(),
  },
  (t) => [
    check('outbox_to', sql`(${t.residentId} IS NULL) <> (${t.phoneNumber} IS NULL)`),
    check('outbox_state', sql`${t.state} IN ('pending', 'sent', 'dead')`),
    index('outbox_due').on(t.nextAt).where(sql`${t.state} = 'pending'`),
  ],
);
