/** What an import brings is indexed ahead, so that it can be found in the very moment in which it comes. */
import { type SQL, sql } from 'drizzle-orm';
import type { Db, Statement } from '../../../lib/db.ts';

/**
 * For a batch: drafts the words of places as they will be, a subquery of `id`, `name`, `syllables`, `aliases` (JSON), `address`
 * and `community_id`. Those whose entry has these words already need none; a draft of the same job is replaced.
 */
export function draftPlaces(db: Db, importJobId: string, places: SQL): Statement {
  return db.run(sql`INSERT INTO search_draft_place
    (import_job_id, facility_id, name, syllables, aliases, address, community_id)
    SELECT ${importJobId}, id, name, syllables, aliases, address, community_id FROM (${places})`);
}

/** For a batch: forgets the drafts of import jobs, a subquery of their ids. */
export function forgetDrafts(db: Db, importJobIds: SQL): Statement {
  return db.run(sql`DELETE FROM search_draft WHERE import_job_id IN (${importJobIds})`);
}
