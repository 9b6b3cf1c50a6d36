/** What time does to redemptions: a reminder, and points and stock back when nobody came. */
import { lt, sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import { type Statement, writeAll } from '../../../lib/db.ts';
import { DAY_MS } from '../../../lib/time.ts';
import { tellMany } from '../../notices/commands/tell.ts';
import { lapseHolds, SWEEP_LOTS } from '../../points/commands/ledger.ts';
import { heldPointsOf, lapsedPointsOf } from '../../points/queries/holds.ts';
import { LAPSE_REMINDER_DAYS } from '../rules.ts';
import { counterAttempt, good, redemption, redemptionReminder } from '../tables.ts';

/** Every minute: what wasn't fetched in time gives its points and its stock back, and the resident is told, in one batch. */
export async function lapseRedemptions(ctx: Context): Promise<void> {
  const { db, now } = ctx;
  const due = sql`SELECT r.id, r.resident_id, r.points, r.good_id, r.hold_id FROM ${redemption} r
    WHERE r.state = 'held' AND r.expires_at <= ${now} AND ${heldPointsOf(sql`r.hold_id`)} = 0
    ORDER BY r.expires_at, r.id LIMIT ${SWEEP_LOTS}`;
  await writeAll(db, [
    ...lapseHolds(ctx),
    ...tellMany(
      ctx,
      'redemption.lapsed',
      sql`SELECT d.id AS told_key, d.resident_id,
        json_object('good', g.title, 'points', CAST(d.points AS TEXT),
          'lapsed', CAST(${lapsedPointsOf(sql`d.hold_id`, sql`${now}`)} AS TEXT)) AS params,
        '/mine/redemptions/' AS link FROM (${due}) d JOIN ${good} g ON g.id = d.good_id`,
    ),
    db.run(sql`UPDATE ${redemption} SET state = 'lapsed', ended_at = ${now}
      WHERE id IN (SELECT id FROM (${due}))`),
  ]);
}

/** Tells residents of codes that lapse within three days: once each, in the batch that remembers it. */
export async function remindOfLapse(ctx: Context): Promise<void> {
  const { now } = ctx;
  const due = sql`SELECT r.id, r.resident_id, r.expires_at, r.good_id FROM ${redemption} r
    WHERE r.state = 'held' AND r.expires_at > ${now} AND r.expires_at <= ${now + LAPSE_REMINDER_DAYS * DAY_MS}
      AND NOT EXISTS (SELECT 1 FROM ${redemptionReminder} t WHERE t.redemption_id = r.id)
    ORDER BY r.expires_at, r.id LIMIT ${SWEEP_LOTS}`;
  await writeAll(ctx.db, [
    ...tellMany(
      ctx,
      'redemption.lapsing',
      // It ends at midnight: the last day is the one before.
      sql`SELECT d.id AS told_key, d.resident_id, json_object('good', g.title, 'on',
          strftime('%Y-%m-%d', (d.expires_at - 1) / 1000 + 28800, 'unixepoch')) AS params,
        '/mine/redemptions/' AS link FROM (${due}) d JOIN ${good} g ON g.id = d.good_id`,
    ),
    ctx.db.run(sql`INSERT INTO ${redemptionReminder} (redemption_id, told_at)
      SELECT id, ${now} FROM (${due})`),
  ]);
}

/** Statements that forget wrong codes a day old. */
export function forgetAttempts({ db, now }: Context): Statement[] {
  return [db.delete(counterAttempt).where(lt(counterAttempt.triedAt, now - DAY_MS))];
}
