/** Posting what many earned, in statements that don't grow with how many they are. */
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import type { Statement } from '../../../lib/db.ts';
import { dayOf } from '../../../lib/time.ts';
import { lastDayOf } from '../rules.ts';
import { pointsAccount, pointsProgramme, pointsTransaction, pointsTransfer } from '../tables.ts';

/** The most years a programme's points keep. */
const MOST_YEARS = 20;

/**
 * Posts earned points as `earnPoints` does. `earned` is a SELECT of one row for each transaction: `id` (its own),
 * `resident_id`, `programme_id`, `points`, `cause_kind`, `cause_id` and `note`; it must answer the same each time it is
 * asked within the batch. `points.short`: a budget is spent.
 */
export function earnMany(ctx: Context, earned: SQL, by: string): Statement[] {
  const rows = sql`SELECT e.*, p.id AS programme, ${lastDay(ctx)} AS expires_on
    FROM (${earned}) e JOIN ${pointsProgramme} p ON p.id = e.programme_id`;
  const lot = sql`'lot:' || resident_id || ':' || programme || ':' || coalesce(expires_on, 'never')`;
  return [
    ctx.db.run(sql`INSERT INTO ${pointsAccount} (id, kind, owner_id, programme_id, expires_on, created_at)
      SELECT DISTINCT ${lot}, 'lot', resident_id, programme, expires_on, ${ctx.now} FROM (${rows})
      WHERE true ON CONFLICT (id) DO NOTHING`),
    ctx.db.run(sql`INSERT INTO ${pointsTransfer}
        (transaction_id, debit_account_id, credit_account_id, lot_id, points)
      SELECT id, 'budget:' || programme, ${lot}, ${lot}, points FROM (${rows}) ORDER BY id`),
    ctx.db.run(sql`INSERT INTO ${pointsTransaction}
        (id, kind, cause_kind, cause_id, resident_id, points, posted_at, posted_by, note)
      SELECT id, 'earn', cause_kind, cause_id, resident_id, points, ${ctx.now}, ${by}, note
      FROM (${rows}) ORDER BY id`),
  ];
}

/** The last day of what is earned now, by the rule of the programme of the row. */
function lastDay(ctx: Context): SQL {
  const today = dayOf(ctx.now);
  const yearEnd = lastDayOf({ expiry: 'yearEnd', expiryYears: null }, today);
  const byYears = Array.from({ length: MOST_YEARS }, (_, before) =>
    lastDayOf({ expiry: 'years', expiryYears: before + 1 }, today),
  );
  return sql`CASE p.expiry WHEN 'never' THEN NULL WHEN 'yearEnd' THEN ${yearEnd}
    ELSE json_extract(${JSON.stringify(byYears)}, '$[' || (p.expiry_years - 1) || ']') END`;
}
