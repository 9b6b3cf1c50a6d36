/** The ways into places, for the batches of other queries. */
import { asc, eq } from 'drizzle-orm';
import type { Db } from '../../../lib/db.ts';
import type { Entrance } from '../schema.ts';
import { entrance } from '../tables.ts';
import { positionView } from './places.ts';

/** For a batch: the doors of a place, in the order of the register. */
export function entrancesQuery(db: Db, facilityId: string) {
  return db
    .select()
    .from(entrance)
    .where(eq(entrance.facilityId, facilityId))
    .orderBy(asc(entrance.sort), asc(entrance.id));
}

export function entranceView(row: typeof entrance.$inferSelect): Entrance {
  const { id, kind, name, stepFree, note } = row;
  return { id, kind, name, position: positionView(row), stepFree, note };
}
