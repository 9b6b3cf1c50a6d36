/** Staff edit which words mean the same. The full-text table follows by triggers. */
import { and, eq, sql } from 'drizzle-orm';
import { EVERYWHERE, type Grant, holdsRole } from '../../../lib/access.ts';
import {
  type ActorContext,
  earlierResult,
  rememberResult,
  replayedId,
} from '../../../lib/context.ts';
import { auditRow, guard, type Statement, writeAll } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { synonymQuery } from '../queries/synonyms.ts';
import { isOneWord, MOST_GROUPS, SYNONYM_EDITORS, tidyWords } from '../rules/synonyms.ts';
import type { Synonym, SynonymChangeInput, SynonymInput } from '../schema.ts';
import { synonym } from '../tables.ts';

/**
 * A new group. Throws `auth.forbidden`, `synonym.words`, `synonym.taken` when a word stands in another group,
 * `synonym.limit`.
 */
export async function createSynonym(ctx: ActorContext, input: SynonymInput): Promise<Synonym> {
  const { db, now } = ctx;
  const [who, earlier] = await db.batch([actorQuery(ctx), earlierResult(ctx)]);
  mustEdit(whoIs(who).grants);
  const replayed = replayedId(ctx, earlier);
  if (replayed !== null) return getSynonym(ctx, replayed);
  const row = { id: ctx.newId('syn'), words: wordsOf(input), updatedAt: now };
  await writeAll(db, [
    ...rememberResult(ctx, row.id),
    guard(db, 'synonym.limit', sql`(SELECT count(*) FROM ${synonym}) >= ${MOST_GROUPS}`),
    editAudit(ctx, 'synonym.create', row.id, { words: row.words }),
    db.insert(synonym).values({ ...row, updatedBy: ctx.actor.userId }),
  ]);
  return row;
}

/**
 * Other words for a group. Throws `auth.forbidden`, `synonym.notFound`, `synonym.words`, `synonym.taken`,
 * `synonym.changed` when it is no longer what the editor saw.
 */
export async function changeSynonym(
  ctx: ActorContext,
  id: string,
  input: SynonymChangeInput,
): Promise<Synonym> {
  const { db, now } = ctx;
  const [who, [before]] = await db.batch([actorQuery(ctx), synonymQuery(db, id)]);
  mustEdit(whoIs(who).grants);
  if (!before) throw new DomainError('synonym.notFound');
  // Never the same twice, however quickly two changes follow each other.
  const row = { id, words: wordsOf(input), updatedAt: Math.max(now, input.updatedAt + 1) };
  const asSeen = and(eq(synonym.id, id), eq(synonym.updatedAt, input.updatedAt));
  await writeAll(db, [
    guard(db, 'synonym.changed', sql`NOT EXISTS (SELECT 1 FROM ${synonym} WHERE ${asSeen})`),
    editAudit(ctx, 'synonym.change', id, { words: row.words, before: before.words }),
    db
      .update(synonym)
      .set({ words: row.words, updatedAt: row.updatedAt, updatedBy: ctx.actor.userId })
      .where(asSeen),
  ]);
  return row;
}

/** Throws `auth.forbidden`, `synonym.notFound`. */
export async function deleteSynonym(ctx: ActorContext, id: string): Promise<void> {
  const { db } = ctx;
  const [who, [before]] = await db.batch([actorQuery(ctx), synonymQuery(db, id)]);
  mustEdit(whoIs(who).grants);
  if (!before) throw new DomainError('synonym.notFound');
  const ofId = eq(synonym.id, id);
  await writeAll(db, [
    guard(db, 'synonym.notFound', sql`NOT EXISTS (SELECT 1 FROM ${synonym} WHERE ${ofId})`),
    editAudit(ctx, 'synonym.delete', id, { before: before.words }),
    db.delete(synonym).where(ofId),
  ]);
}

function mustEdit(grants: readonly Grant[]): void {
  if (!holdsRole(grants, SYNONYM_EDITORS, EVERYWHERE)) throw new DomainError('auth.forbidden');
}

function wordsOf({ words }: SynonymInput): string[] {
  const tidy = tidyWords(words);
  const wrong = tidy.find((word) => !isOneWord(word));
  if (wrong !== undefined || tidy.length < 2) {
    throw new DomainError('synonym.words', wrong ? { rule: { name: 'word', value: wrong } } : {});
  }
  return tidy;
}

function editAudit(
  ctx: ActorContext,
  act: string,
  id: string,
  detail: Record<string, unknown>,
): Statement {
  return auditRow(ctx.db, {
    id: ctx.newId('aud'),
    at: ctx.now,
    actorId: ctx.actor.userId,
    act,
    noun: 'synonym',
    nounId: id,
    detail,
  });
}

async function getSynonym({ db }: ActorContext, id: string): Promise<Synonym> {
  const [row] = await synonymQuery(db, id);
  if (!row) throw new DomainError('synonym.notFound');
  return row;
}
