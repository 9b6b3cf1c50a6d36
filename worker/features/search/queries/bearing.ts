/** For the list of facilities: which of them bear the words of a query, by the same table that search looks them up in. */
import { type SQL, sql } from 'drizzle-orm';
import { queryOf } from '../rules/words.ts';
import { searchEntry } from '../tables.ts';
import { lookupOf } from './lookup.ts';

/** The facilities that bear some words, asked for from both ends: which are they, and is this one of them. */
export type Bearing = {
  /** SELECT of the `facility_id` of so many, in no order; of fewer, that is all. */
  first: (most: number) => SQL;
  /** A condition about the facility of an id. */
  holds: (facilityId: SQL) => SQL;
};

/** By their own names and addresses. What holds no word, only signs, is borne by none. */
export function bearingOf(text: string): Bearing {
  const query = queryOf(text);
  if (query.words.length === 0) {
    return { first: () => sql`SELECT NULL AS facility_id WHERE 0`, holds: () => sql`0` };
  }
  return bearingIn(lookupOf(query), sql`entry.kind = 'facility'`);
}

/** By an entry of theirs, their own or that of something inside, that a look-up finds and `which` is true of. */
export function bearingIn(lookup: string, which: SQL = sql`1`): Bearing {
  return {
    first: (most) => sql`SELECT entry.facility_id
      FROM search_text CROSS JOIN ${searchEntry} entry ON entry.id = search_text.rowid
      WHERE search_text MATCH ${lookup} AND entry.facility_id IS NOT NULL AND ${which} LIMIT ${most}`,
    holds: (facilityId) => sql`EXISTS (SELECT 1 FROM ${searchEntry} entry
      WHERE entry.facility_id = ${facilityId} AND ${which} AND ${isBorneBy(lookup, sql`entry.id`)})`,
  };
}

/**
 * That the entry of an id bears the words. A beginning (`shu*`) is put together from all words that begin so, each time it
 * is looked up, which takes as long as reading all that bear it: then they are read at once, and not looked up one by one.
 */
export function isBorneBy(lookup: string, entryId: SQL): SQL {
  return lookup.includes('*')
    ? sql`+${entryId} IN (SELECT rowid FROM search_text WHERE search_text MATCH ${lookup})`
    : sql`EXISTS (SELECT 1 FROM search_text WHERE rowid = ${entryId} AND search_text MATCH ${lookup})`;
}

/** Subquery of ids, for a WHERE. */
export function facilityIdsBearing(text: string): SQL {
  return sql`(${bearingOf(text).first(-1)})`;
}
