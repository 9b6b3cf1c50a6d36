/** What can be found and has a page of its own, for the list of pages. Places are not in it: their records know their day. */
import { and, asc, inArray, sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import { searchEntry } from '../tables.ts';
import { isCurrent } from './search.ts';

const KINDS = ['service', 'venue', 'canteen', 'activity'] as const;
export type PageKind = (typeof KINDS)[number];

/** Venues that are open, activities that lie ahead, all services and canteens. */
export function pagesOfEntriesQuery({ db, now }: Context) {
  return db
    .select({ kind: sql<PageKind>`${searchEntry.kind}`, id: searchEntry.refId })
    .from(searchEntry)
    .where(and(inArray(searchEntry.kind, [...KINDS]), isCurrent(db, now)))
    .orderBy(asc(searchEntry.kind), asc(searchEntry.refId));
}
