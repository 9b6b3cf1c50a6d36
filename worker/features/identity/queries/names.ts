/** Names of persons for other features. */
import { inArray, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
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

/** The name of a person, as a column of another select. */
export function personName(id: SQLWrapper): SQL<string> {
  return sql<string>`(SELECT ${person.name} FROM ${person} WHERE ${person.id} = ${id})`;
}

export type PersonName = Awaited<ReturnType<typeof personNamesQuery>>[number];
