/** What a job would do to the register, place by place. */
import type { ActorContext } from '../../../lib/context.ts';
import { changesQuery } from '../../directory/queries/register.ts';
import { actorQuery } from '../../identity/queries/actor.ts';
import type { ImportChanges, ImportChangesInput } from '../schema.ts';
import { admit, jobQuery, rowsOf } from './jobs.ts';

/**
 * The places that a commit would add or change, with each field that would, as the register is now. Throws `auth.forbidden`,
 * `import.notFound`.
 */
export async function listImportChanges(
  ctx: ActorContext,
  jobId: string,
  { after, limit }: ImportChangesInput,
): Promise<ImportChanges> {
  const { db } = ctx;
  const [who, [job], rows] = await db.batch([
    actorQuery(ctx),
    jobQuery(db, jobId),
    changesQuery(db, rowsOf(jobId, after), limit + 1),
  ]);
  admit(who, 'see', job);
  const items = rows.slice(0, limit).map(({ row_no, id, name, is_new, fields }) => ({
    rowNo: row_no,
    id,
    name,
    added: is_new === 1,
    fields: JSON.parse(fields) as ImportChanges['items'][number]['fields'],
  }));
  return { items, next: rows.length > limit ? (items[limit - 1]?.rowNo ?? null) : null };
}
