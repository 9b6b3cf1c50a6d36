/** A long past of the ledger: put there set by set, through the same triggers as any posting. */
import { DAY_MS } from '../../worker/lib/time.ts';

/** Earn, hold, capture, release, refund. */
const TRANSFERS_A_CYCLE = 5;
const CYCLES_A_BATCH = 4_000;
const RESIDENTS = 997;
/** Every so manieth cycle is the measured resident's: theirs is the longest past of all. */
const MINE = 50;
const YEARS_MS = 4 * 365 * DAY_MS;

type Past = { programmeId: string; residentId: string; transfers: number; now: number };

/**
 * Residents who for four years earned ten points, held them, paid six, had four released and two refunded, again and
 * again: each time with a hold of its own, each year in a lot of its own. The programme's budget must be enough.
 */
export async function livePast(db: D1Database, past: Past): Promise<void> {
  await db
    .prepare(
      `WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n < ${RESIDENTS - 1})
      INSERT INTO user (id, name, email, email_verified, created_at, updated_at)
      SELECT 'past-' || n, '', 'past-' || n || '@phone.linli.invalid', 0, 0, 0 FROM c`,
    )
    .run();
  await db
    .prepare(
      `INSERT INTO points_account (id, kind, owner_id, created_at) VALUES ('activity:past', 'activity', 'past', 0)`,
    )
    .run();
  const cycles = past.transfers / TRANSFERS_A_CYCLE;
  for (let from = 0; from < cycles; from += CYCLES_A_BATCH) {
    const until = Math.min(cycles, from + CYCLES_A_BATCH);
    await db.batch(statementsOf(past, cycles, from, until).map((text) => db.prepare(text)));
  }
}

/** The statements of the cycles in [from, until). */
function statementsOf(past: Past, cycles: number, from: number, until: number): string[] {
  const { programmeId, residentId, now } = past;
  const startAt = now - YEARS_MS;
  const cycle = `WITH RECURSIVE c(n) AS (SELECT ${from} UNION ALL SELECT n + 1 FROM c WHERE n < ${until - 1}),
    dated AS (SELECT n, ${startAt} + n * ${Math.floor(YEARS_MS / cycles)} AS at,
      CASE n % ${MINE} WHEN 0 THEN '${residentId}' ELSE 'past-' || (n % ${RESIDENTS}) END AS owner FROM c),
    ending AS (SELECT *, strftime('%Y-12-31', at / 1000 + 28800, 'unixepoch') AS last FROM dated),
    cycle AS (SELECT *, 'lot:' || owner || ':${programmeId}:' || last AS lot, 'past-hold-' || n AS hold FROM ending)`;
  const transfers = (kind: string, debit: string, credit: string, points: number) =>
    `${cycle} INSERT INTO points_transfer (transaction_id, debit_account_id, credit_account_id, lot_id, points)
      SELECT 'past-${kind}-' || n, ${debit}, ${credit}, lot, ${points} FROM cycle`;
  const transactions = (kind: string, hold: string, points: number) =>
    `${cycle} INSERT INTO points_transaction
        (id, kind, cause_kind, cause_id, resident_id, hold_id, points, posted_at, posted_by)
      SELECT 'past-${kind}-' || n, '${kind}', 'past', n, owner, ${hold}, ${points}, at, 'system' FROM cycle`;
  return [
    `${cycle} INSERT INTO points_account (id, kind, owner_id, programme_id, expires_on, created_at)
      SELECT lot, 'lot', owner, '${programmeId}', last, min(at) FROM cycle WHERE 1 GROUP BY lot
      ON CONFLICT DO NOTHING`,
    `${cycle} INSERT INTO points_account (id, kind, owner_id, expires_at, created_at)
      SELECT hold, 'hold', owner, at + ${7 * DAY_MS}, at FROM cycle`,
    transfers('earn', `'budget:${programmeId}'`, 'lot', 10),
    transfers('hold', 'lot', 'hold', 10),
    transfers('capture', 'hold', `'activity:past'`, 6),
    transfers('release', 'hold', 'lot', 4),
    transfers('refund', `'activity:past'`, 'lot', 2),
    transactions('earn', 'NULL', 10),
    transactions('hold', 'hold', 10),
    transactions('capture', 'hold', 6),
    transactions('release', 'hold', 4),
    transactions('refund', 'hold', 2),
  ];
}
