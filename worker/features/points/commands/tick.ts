/** What the ledger does by itself: gives back what is held too long, takes what lapsed, reminds, and proves itself. */
import { sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import { writeAll, writeThenRead } from '../../../lib/db.ts';
import { addDays, type Day, dayOf } from '../../../lib/time.ts';
import { tellMany } from '../../notices/commands/tell.ts';
import { provePoints } from '../queries/proof.ts';
import { REMINDER_DAYS } from '../rules.ts';
import { pointsAccount, pointsProof, pointsReminder } from '../tables.ts';
import { expireLots, lapseHolds, SWEEP_LOTS } from './ledger.ts';

/** Every minute: what is held past its time goes back to its lots, and lots past their last day are emptied. */
export async function sweepPoints(ctx: Context): Promise<void> {
  await writeAll(ctx.db, [...lapseHolds(ctx), ...expireLots(ctx)]);
}

/** So many batches of reminders an hour: a whole street whose lots lapse on one day is told within it. */
const REMINDING_RUNS = 50;

/**
 * Tells residents of lots that lapse in 30 and in 7 days: once each, in the batch that remembers it. A lot that is
 * nearer than the 7 days when it is first seen is told of once, not twice.
 */
export async function remindOfExpiry(ctx: Context): Promise<void> {
  const today = dayOf(ctx.now);
  let from = today;
  for (const days of [...REMINDER_DAYS].sort((one, other) => one - other)) {
    const until = addDays(today, days);
    let told = SWEEP_LOTS;
    for (let run = 0; told === SWEEP_LOTS && run < REMINDING_RUNS; run += 1) {
      told = await remind(ctx, { days, from, until });
    }
    from = addDays(until, 1);
  }
}

type Window = { days: number; from: Day; until: Day };

/** The next lots that lapse within the days and were not told of; answers how many. */
async function remind(ctx: Context, { days, from, until }: Window): Promise<number> {
  const due = sql`SELECT l.id, l.owner_id, l.balance, l.expires_on FROM ${pointsAccount} l
    WHERE l.kind = 'lot' AND l.balance > 0 AND l.expires_on BETWEEN ${from} AND ${until}
      AND NOT EXISTS (SELECT 1 FROM ${pointsReminder} r
        WHERE r.lot_id = l.id AND r.days_before <= ${days})
    ORDER BY l.expires_on, l.id LIMIT ${SWEEP_LOTS}`;
  const [reminded] = await writeThenRead(
    ctx.db,
    [
      ...tellMany(
        ctx,
        'points.expiring',
        sql`SELECT id || ':' || ${days} AS told_key, owner_id AS resident_id,
          json_object('points', CAST(balance AS TEXT), 'on', expires_on) AS params,
          '/mine/points/' AS link FROM (${due})`,
      ),
    ],
    [
      ctx.db.all<{ lotId: string }>(sql`INSERT INTO ${pointsReminder} (lot_id, days_before, told_at)
        SELECT id, ${days}, ${ctx.now} FROM (${due}) RETURNING lot_id AS lotId`),
    ],
  );
  return reminded.length;
}

/** Once a day, at the first tick of it: adds the whole ledger up and keeps what came out. */
export async function proveOnce(ctx: Context): Promise<void> {
  const [done] = await ctx.db
    .select({ on: pointsProof.on })
    .from(pointsProof)
    .where(sql`${pointsProof.on} = ${dayOf(ctx.now)}`);
  if (done) return;
  await ctx.db
    .insert(pointsProof)
    .values(await provePoints(ctx))
    .onConflictDoNothing({ target: pointsProof.on });
}
