/** What was posted and can be corrected. */
import { and, desc, eq, inArray, ne, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { ActorContext } from '../../../lib/context.ts';
import { toRfc3339 } from '../../../lib/time.ts';
import { actorQuery } from '../../identity/queries/actor.ts';
import { personName } from '../../identity/queries/names.ts';
import { maskName } from '../../identity/rules.ts';
import { REVERSIBLE } from '../rules.ts';
import type { PostedInput, PostedList } from '../schema.ts';
import { pointsReversal, pointsTransaction } from '../tables.ts';
import { mustKeep, programmeOfTransaction } from './staff.ts';

/** Earned points and budgets, the latest first, each with its correction; or what one cause posted. Throws `auth.forbidden`. */
export async function listPosted(ctx: ActorContext, input: PostedInput): Promise<PostedList> {
  const { limit } = input;
  const [who, rows] = await ctx.db.batch([actorQuery(ctx), postedQuery(ctx, input)]);
  mustKeep(who);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => ({
      ...{ id: row.id, kind: row.kind, points: row.points, note: row.note },
      programme: row.programme,
      cause: { kind: row.causeKind, id: row.causeId },
      at: toRfc3339(row.postedAt),
      resident: row.residentId === null ? null : maskName(row.resident ?? ''),
      correction: row.correction,
    })),
    next: last && rows.length > limit ? `${last.postedAt}.${last.id}` : null,
  };
}

/** For the queries of other features: what a transaction was for, in its resident's history. */
export function noteOf(transactionId: SQLWrapper): SQL {
  return sql`(SELECT note FROM ${pointsTransaction} WHERE id = ${transactionId})`;
}

/** A condition, for the queries of other features: that a transaction was taken back by a correction. */
export function isCorrected(transactionId: SQLWrapper): SQL {
  return sql`EXISTS (SELECT 1 FROM ${pointsTransaction} WHERE reverses_id = ${transactionId})`;
}

function postedQuery({ db }: ActorContext, { limit, cursor, cause }: PostedInput) {
  const [at, id] = cursor?.split(/\.(.*)/s) ?? [];
  const [causeKind = '', causeId = ''] = cause?.split(/:(.*)/s) ?? [];
  const ofCause = and(
    eq(pointsTransaction.causeKind, causeKind),
    eq(pointsTransaction.causeId, causeId),
  );
  // Without a cause the plus keeps to the index by time: the other would be sorted whole for each page.
  const kindIn = inArray(pointsTransaction.kind, [...REVERSIBLE]);
  const older = sql`(${pointsTransaction.postedAt}, ${pointsTransaction.id}) < (${Number(at)}, ${id})`;
  return db
    .select({
      id: sql<string>`${pointsTransaction.id}`.as('posted_id'),
      kind: pointsTransaction.kind,
      causeKind: pointsTransaction.causeKind,
      causeId: pointsTransaction.causeId,
      points: pointsTransaction.points,
      postedAt: pointsTransaction.postedAt,
      note: pointsTransaction.note,
      residentId: pointsTransaction.residentId,
      resident: sql<string | null>`${personName(pointsTransaction.residentId)}`.as('posted_of'),
      programme: sql<string | null>`${programmeOfTransaction}`.as('posted_programme'),
      correction: sql<'proposed' | 'approved' | null>`${pointsReversal.state}`.as('correction'),
    })
    .from(pointsTransaction)
    .leftJoin(
      pointsReversal,
      and(
        eq(pointsReversal.transactionId, pointsTransaction.id),
        ne(pointsReversal.state, 'declined'),
      ),
    )
    .where(
      and(
        cause === undefined ? sql`+${kindIn}` : and(kindIn, ofCause),
        at === undefined ? undefined : older,
      ),
    )
    .orderBy(desc(pointsTransaction.postedAt), desc(pointsTransaction.id))
    .limit(limit + 1);
}
