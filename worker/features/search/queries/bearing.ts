/** For the list of facilities: which of them bear the words of a query, by the same table that search looks them up in. */
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../../lib/db.ts';
import { queryOf } from '../rules/words.ts';
import { searchEntry } from '../tables.ts';
import { lookupOf } from './lookup.ts';

/** Subquery of ids, for a WHERE. What holds no word, only signs, is borne by none. */
export function facilityIdsBearing(db: Db, text: string): SQL {
  const query = queryOf(text);
  if (query.words.length === 0) return sql`(SELECT NULL WHERE 0)`;
  const ids = db
    .select({ id: searchEntry.refId })
    .from(searchEntry)
    .where(
      and(
        eq(searchEntry.kind, 'facility'),
        sql`${searchEntry.id} IN (SELECT rowid FROM search_text WHERE search_text MATCH ${lookupOf(query)})`,
      ),
    );
  return sql`${ids}`;
}
