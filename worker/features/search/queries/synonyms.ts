/** Reading the groups of words that mean the same. */
import { asc, eq } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import type { Db } from '../../../lib/db.ts';
import type { Synonym } from '../schema.ts';
import { synonym } from '../tables.ts';

/** For a batch: all groups, the oldest first. */
export function synonymsQuery(db: Db) {
  return db
    .select({ id: synonym.id, words: synonym.words, updatedAt: synonym.updatedAt })
    .from(synonym)
    .orderBy(asc(synonym.id));
}

/** For a batch: one group. */
export function synonymQuery(db: Db, id: string) {
  return db
    .select({ id: synonym.id, words: synonym.words, updatedAt: synonym.updatedAt })
    .from(synonym)
    .where(eq(synonym.id, id));
}

export async function listSynonyms({ db }: Context): Promise<{ items: Synonym[] }> {
  return { items: await synonymsQuery(db) };
}
