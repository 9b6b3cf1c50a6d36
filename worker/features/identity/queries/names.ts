/** Names of persons for other features. */
import { inArray, type SQLWrapper } from 'drizzle-orm';
import type { Db } from '../../../lib/db.ts';
import { person } from '../tables.ts';

/**
 * For a batch: the names of a subquery of persons, removed ones included. Mask them for everybody but their owner, and
 * answer the date of birth to nobody else either: an age at most.
 */
export function personNamesQuery(db: Db, ids: SQLWrapper) {
  return db
    .select({
      id: person.id,
      name: person.name,
      relation: person.relation,
      bornOn: person.bornOn,
    })
    .from(person)
    .where(inArray(person.id, ids));
}

export type PersonName = Awaited<ReturnType<typeof personNamesQuery>>[number];
