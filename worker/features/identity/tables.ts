/** People: better-auth's own four tables, then the persons, consents, grants and sending limits that Linli adds. */
import { relations, sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { ROLES, SCOPE_KINDS } from '../../lib/access.ts';
import { day, flag, instant } from '../../lib/columns.ts';
import { estate } from '../directory/tables.ts';

const timestamp = () => integer({ mode: 'timestamp_ms' });

export const user = sqliteTable('user', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: flag().notNull(),
  image: text(),
  phoneNumber: text().unique(),
  phoneNumberVerified: flag(),
  createdAt: timestamp().notNull(),
  updatedAt: timestamp().notNull(),
});

export const session = sqliteTable(
  'session',
  {
    id: text().primaryKey(),
    token: text().notNull().unique(),
    userId: text()
      .notNull()
      .references(() => user.id),
    expiresAt: timestamp().notNull(),
    ipAddress: text(),
    userAgent: text(),
    createdAt: timestamp().notNull(),
    updatedAt: timestamp().notNull(),
  },
  (t) => [index('session_user').on(t.userId)],
);

export const sessionRelations = relations(session, ({ one }) => ({
  user: one(user, { fields: [session.userId], references: [user.id] }),
}));

export const account = sqliteTable(
  'account',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    providerId: text().notNull(),
    userId: text()
      .notNull()
      .references(() => user.id),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: timestamp(),
    refreshTokenExpiresAt: timestamp(),
    scope: text(),
    password: text(),
    createdAt: timestamp().notNull(),
    updatedAt: timestamp().notNull(),
  },
  (t) => [index('account_user').on(t.userId)],
);

export const verification = sqliteTable(
  'verification',
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: timestamp().notNull(),
    createdAt: timestamp().notNull(),
    updatedAt: timestamp().notNull(),
  },
  (t) => [index('verification_identifier').on(t.identifier)],
);

/** Somebody a service is for: the resident (id = the user's id) or a dependant the resident acts for. */
export const person = sqliteTable(
  'person',
  {
    id: text().primaryKey(),
    residentId: text()
      .notNull()
      .references(() => user.id),
    kind: text({ enum: ['resident', 'dependant'] }).notNull(),
    name: text().notNull(),
    /** child, parent, spouse, grandparent, grandchild, other; null for the resident. */
    relation: text({
      enum: ['child', 'parent', 'spouse', 'grandparent', 'grandchild', 'other'],
    }),
    bornOn: day(),
    homeEstateId: text().references(() => estate.id),
    createdAt: instant().notNull(),
    removedAt: instant(),
  },
  (t) => [
    check('person_kind', sql`(${t.kind} = 'resident') = (${t.id} = ${t.residentId})`),
    check('person_relation', sql`(${t.kind} = 'dependant') = (${t.relation} IS NOT NULL)`),
    check('person_name', sql`length(trim(${t.name})) BETWEEN 0 AND 40`),
    index('person_resident').on(t.residentId),
  ],
);

/** One consent given: which text, which version, when; withdrawn by setting `withdrawn_at`, never deleted. */
export const consent = sqliteTable(
  'consent',
  {
    id: text().primaryKey(),
    residentId: text()
      .notNull()
      .references(() => user.id),
    personId: text()
      .notNull()
      .references(() => person.id),
    kind: text({ enum: ['terms', 'birth_date', 'dependant'] }).notNull(),
    version: text().notNull(),
    givenAt: instant().notNull(),
    withdrawnAt: instant(),
  },
  (t) => [
    uniqueIndex('consent_live').on(t.personId, t.kind).where(sql`${t.withdrawnAt} IS NULL`),
    index('consent_resident').on(t.residentId),
    index('consent_resident_live').on(t.residentId).where(sql`${t.withdrawnAt} IS NULL`),
  ],
);

/** A role within a scope, by whom and until when. */
export const roleGrant = sqliteTable(
  'role_grant',
  {
    id: text().primaryKey(),
    userId: text()
      .notNull()
      .references(() => user.id),
    role: text({ enum: ROLES }).notNull(),
    scopeKind: text({ enum: SCOPE_KINDS }).notNull(),
    /** The facility's, zone's or merchant's id; `*` for the subdistrict. */
    scopeId: text().notNull(),
    grantedBy: text().notNull(),
    grantedAt: instant().notNull(),
    untilAt: instant(),
    revokedAt: instant(),
  },
  (t) => [
    check('role_grant_scope', sql`(${t.scopeKind} = 'subdistrict') = (${t.scopeId} = '*')`),
    index('role_grant_user').on(t.userId),
  ],
);

/** One code asked for. Number and address are kept as keyed hashes, for the sending limits only. */
export const codeSend = sqliteTable(
  'code_send',
  {
    id: text().primaryKey(),
    numberHash: text().notNull(),
    addressHash: text().notNull(),
    sentAt: instant().notNull(),
  },
  (t) => [
    index('code_send_number').on(t.numberHash, t.sentAt),
    index('code_send_address').on(t.addressHash, t.sentAt),
  ],
);
