/** Programmes, points earned and held, for tests: made through the ledger's own statements. */
import { and, eq, sql } from 'drizzle-orm';
import {
  earnPoints,
  fundProgramme,
  holdPoints,
  type Programme,
} from '../../worker/features/points/commands/ledger.ts';
import type { Expiry } from '../../worker/features/points/rules.ts';
import {
  pointsAccount,
  pointsProgramme,
  pointsTransaction,
  pointsTransfer,
} from '../../worker/features/points/tables.ts';
import type { Context } from '../../worker/lib/context.ts';
import { auditRow, type Statement, writeAll } from '../../worker/lib/db.ts';
import { type ErrorCode, refusalOf } from '../../worker/lib/errors.ts';
import { DAY_MS } from '../../worker/lib/time.ts';
import { db, NOW, signedInPerson, unique } from './world.ts';

export function contextAt(now = NOW): Context {
  return {
    db,
    now,
    newId: (prefix) => `${prefix}-${unique()}`,
    newCode: () => String(unique()).padStart(8, '0'),
  };
}

/** The code of the refusal, or null when all was written. A fault that is no refusal is thrown. */
export async function outcomeOf(statements: readonly Statement[]): Promise<ErrorCode | null> {
  try {
    await writeAll(db, statements);
    return null;
  } catch (error) {
    const code = refusalOf(error);
    if (!code) throw error;
    return code;
  }
}

export const aCause = () => ({ kind: 'test', id: `cause-${unique()}` });
export const bySystem = () => ({ cause: aCause(), by: 'system' });

/** The statements of giving a budget, with the audit row they need. */
export function funding(ctx: Context, programmeId: string, points: number): Statement[] {
  const id = ctx.newId('ptx');
  return [
    auditRow(db, {
      id: ctx.newId('aud'),
      at: ctx.now,
      actorId: 'system',
      act: 'points.fund',
      noun: 'pointsTransaction',
      nounId: id,
      reason: '测试',
    }),
    ...fundProgramme(ctx, id, { ...bySystem(), programmeId, points }),
  ];
}

/** A programme with so much to hand out. */
export async function programmeOf({
  expiry = 'never' as Expiry,
  expiryYears = null as number | null,
  budget = 10_000,
} = {}): Promise<Programme> {
  const programme = { id: `pgm-${unique()}`, expiry, expiryYears };
  await db
    .insert(pointsProgramme)
    .values({ ...programme, name: `测试 ${programme.id}`, createdAt: NOW });
  if (budget > 0) await writeAll(db, funding(contextAt(), programme.id, budget));
  return programme;
}

/** A resident who has earned so much, in a programme of their own. */
export async function earnerOf(points: number, now = NOW) {
  const programme = await programmeOf();
  const resident = await signedInPerson();
  await writeAll(
    db,
    earnPoints(contextAt(now), { ...bySystem(), residentId: resident.id, programme, points }),
  );
  return { resident, programme };
}

/** Sets a resident's points aside for a week. Answers the hold's id. */
export async function heldBy(residentId: string, points: number, now = NOW): Promise<string> {
  const holdId = `hold-${unique()}`;
  const expiresAt = now + 7 * DAY_MS;
  await writeAll(
    db,
    holdPoints(contextAt(now), { ...bySystem(), holdId, residentId, points, expiresAt }),
  );
  return holdId;
}

/** A resident's lots and holds that aren't empty: points by kind and last day, of all programmes together. */
export async function pointsOf(residentId: string): Promise<Record<string, number>> {
  const rows = await db
    .select()
    .from(pointsAccount)
    .where(and(eq(pointsAccount.ownerId, residentId), sql`balance > 0`))
    .orderBy(pointsAccount.id);
  const points: Record<string, number> = {};
  for (const { kind, expiresOn, balance } of rows) {
    const name = kind === 'lot' ? `lot ${expiresOn ?? 'never'}` : kind;
    points[name] = (points[name] ?? 0) + balance;
  }
  return points;
}

/** Lots and holds of these residents whose balance isn't the sum of their entries: none, after whatever was done. */
export async function unbalancedOf(residentIds: readonly string[]): Promise<string[]> {
  const owners = sql`(SELECT value FROM json_each(${JSON.stringify(residentIds)}))`;
  const rows = await db.all<{ id: string }>(sql`
    WITH moved AS (SELECT t.debit_account_id AS debit, t.credit_account_id AS credit, t.points
      FROM ${pointsTransaction} x JOIN ${pointsTransfer} t ON t.transaction_id = x.id
      WHERE x.resident_id IN ${owners}),
    entry AS (SELECT credit AS id, points FROM moved UNION ALL SELECT debit, -points FROM moved)
    SELECT a.id FROM (SELECT id, sum(points) AS points FROM entry GROUP BY id) e
      JOIN ${pointsAccount} a ON a.id = e.id
    WHERE a.kind IN ('lot', 'hold') AND a.balance <> e.points`);
  return rows.map(({ id }) => id);
}

export async function transactionsOf(residentId: string) {
  return db
    .select()
    .from(pointsTransaction)
    .where(eq(pointsTransaction.residentId, residentId))
    .orderBy(sql`rowid`);
}

export async function balanceOf(accountId: string): Promise<number> {
  const [row] = await db.select().from(pointsAccount).where(eq(pointsAccount.id, accountId));
  return row?.balance ?? 0;
}
