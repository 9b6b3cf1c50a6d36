/** What those see who look after the ledger: programmes with what is left of their budgets, and corrections. */
import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import { EVERYWHERE, holdsRole } from '../../../lib/access.ts';
import type { ActorContext } from '../../../lib/context.ts';
import type { Db } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { toRfc3339 } from '../../../lib/time.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { personName } from '../../identity/queries/names.ts';
import { maskName } from '../../identity/rules.ts';
import { KEEPERS } from '../rules.ts';
import type { Programme, Reversal } from '../schema.ts';
import { pointsAccount, pointsProgramme, pointsReversal, pointsTransaction } from '../tables.ts';

/** Throws `auth.expired`, `auth.forbidden`. */
export function mustKeep(who: Awaited<ReturnType<typeof actorQuery>>): void {
  if (!holdsRole(whoIs(who).grants, KEEPERS, EVERYWHERE)) throw new DomainError('auth.forbidden');
}

/** Programmes, the oldest first, or the one with this id. */
export function programmesQuery(db: Db, id?: string) {
  return db
    .select({
      id: sql<string>`${pointsProgramme.id}`.as('programme_id'),
      name: pointsProgramme.name,
      expiry: pointsProgramme.expiry,
      expiryYears: pointsProgramme.expiryYears,
      left: pointsAccount.balance,
    })
    .from(pointsProgramme)
    .innerJoin(pointsAccount, sql`${pointsAccount.id} = 'budget:' || ${pointsProgramme.id}`)
    .where(id === undefined ? undefined : eq(pointsProgramme.id, id))
    .orderBy(pointsProgramme.createdAt, pointsProgramme.id);
}

/** Throws `auth.forbidden`. */
export async function listProgrammes(ctx: ActorContext): Promise<{ items: Programme[] }> {
  const [who, items] = await ctx.db.batch([actorQuery(ctx), programmesQuery(ctx.db)]);
  mustKeep(who);
  return { items };
}

/** Of which programme the points of a transaction are: the budget or the lot that received them. */
export const programmeOfTransaction = sql<string | null>`(SELECT p.name FROM points_transfer t
  JOIN points_account a ON a.id = t.credit_account_id JOIN points_programme p ON p.id = a.programme_id
  WHERE t.transaction_id = points_transaction.id LIMIT 1)`;

/** Corrections with what they correct, the latest first. */
export function reversalsQuery(db: Db, where?: SQL) {
  return db
    .select({
      id: sql<string>`${pointsReversal.id}`.as('reversal_id'),
      transactionId: pointsReversal.transactionId,
      reason: pointsReversal.reason,
      state: pointsReversal.state,
      proposedBy: pointsReversal.proposedBy,
      proposedAt: pointsReversal.proposedAt,
      decidedAt: pointsReversal.decidedAt,
      kind: pointsTransaction.kind,
      points: pointsTransaction.points,
      residentId: pointsTransaction.residentId,
      note: pointsTransaction.note,
      postedAt: pointsTransaction.postedAt,
      resident: sql<string | null>`${personName(pointsTransaction.residentId)}`.as('reversal_of'),
      proposer: sql<string | null>`${personName(pointsReversal.proposedBy)}`.as('reversal_by'),
      programme: sql<string | null>`${programmeOfTransaction}`.as('reversal_programme'),
    })
    .from(pointsReversal)
    .innerJoin(pointsTransaction, eq(pointsTransaction.id, pointsReversal.transactionId))
    .where(and(where))
    .orderBy(desc(pointsReversal.proposedAt), pointsReversal.id)
    .limit(200);
}
export type ReversalRow = Awaited<ReturnType<typeof reversalsQuery>>[number];

/** Throws `auth.forbidden`. */
export async function listReversals(ctx: ActorContext): Promise<{ items: Reversal[] }> {
  const [who, rows] = await ctx.db.batch([actorQuery(ctx), reversalsQuery(ctx.db)]);
  mustKeep(who);
  return { items: rows.map((row) => reversalView(ctx, row)) };
}

export function reversalView(ctx: ActorContext, row: ReversalRow): Reversal {
  const { id, transactionId, kind, points, note, programme, reason, state, proposedBy } = row;
  return {
    ...{ id, transactionId, kind, points, note, programme, reason, state },
    postedAt: toRfc3339(row.postedAt),
    resident: row.residentId === null ? null : maskName(row.resident ?? ''),
    proposedBy: maskName(row.proposer ?? ''),
    proposedAt: toRfc3339(row.proposedAt),
    decidedAt: row.decidedAt === null ? null : toRfc3339(row.decidedAt),
    can: { decide: state === 'proposed' && proposedBy !== ctx.actor.userId },
  };
}
