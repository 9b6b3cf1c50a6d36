/** The walking network. Where there is one, distances follow it; it is replaced as a whole. */
import { sql } from 'drizzle-orm';
import {
  check,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
} from 'drizzle-orm/sqlite-core';
import { flag, instant } from '../../lib/columns.ts';

/** One network that was imported; the newest that is complete is in force. */
export const walkNetwork = sqliteTable(
  'walk_network',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    source: text().notNull(),
    createdBy: text().notNull(),
    createdAt: instant().notNull(),
    nodes: integer().notNull(),
    edges: integer().notNull(),
    state: text({ enum: ['loading', 'in_force', 'replaced'] }).notNull(),
  },
  (t) => [check('walk_network_state', sql`${t.state} IN ('loading', 'in_force', 'replaced')`)],
);

/** Where ways meet or end. */
export const walkNode = sqliteTable(
  'walk_node',
  {
    networkId: text()
      .notNull()
      .references(() => walkNetwork.id),
    id: integer().notNull(),
    /** GCJ-02 degrees. */
    lng: real().notNull(),
    lat: real().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    index('walk_node_place').on(t.networkId, t.lat, t.lng),
  ],
);

/** A way between two nodes; one may walk it in both directions. */
export const walkEdge = sqliteTable(
  'walk_edge',
  {
    networkId: text()
      .notNull()
      .references(() => walkNetwork.id),
    fromNode: integer().notNull(),
    toNode: integer().notNull(),
    /** Along the way, not straight. */
    metres: real().notNull(),
    /** False = stairs: no way for a wheelchair. */
    stepFree: flag().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.fromNode, t.toNode] }),
    check('walk_edge_metres', sql`${t.metres} > 0`),
  ],
);
