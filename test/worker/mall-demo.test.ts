/** The demo's mall in a real database: what moved adds up. */
import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadReferenceDistrict } from '../../drizzle/demo/load.ts';
import { REDEMPTION_STATES } from '../../worker/features/mall/rules.ts';
import { provePoints } from '../../worker/features/points/queries/proof.ts';
import { contextAt } from './points-world.ts';
import { db, NOW } from './world.ts';

beforeAll(async () => {
  await loadReferenceDistrict(env.DB, NOW);
});

describe('the demo’s mall', () => {
  it('leaves a ledger that adds up', async () => {
    expect(await provePoints(contextAt())).toMatchObject({ holds: true, entriesSum: 0 });
  });

  it('has redemptions of every state, each with its points where they belong', async () => {
    const states = await db.all<{ state: string }>(
      sql`SELECT DISTINCT state FROM redemption ORDER BY state`,
    );
    expect(states.map(({ state }) => state)).toEqual([...REDEMPTION_STATES].sort());
    const wrong = await db.all(sql`SELECT r.id FROM redemption r
      JOIN points_account h ON h.id = r.hold_id
      WHERE h.balance <> CASE r.state WHEN 'held' THEN r.points ELSE 0 END OR h.expires_at <> r.expires_at`);
    expect(wrong).toEqual([]);
  });

  it('owes each merchant what was redeemed and is on no final statement', async () => {
    const wrong = await db.all(sql`SELECT m.id FROM merchant m
      LEFT JOIN points_account a ON a.id = 'merchant:' || m.id
      WHERE coalesce(a.balance, 0) <> coalesce((SELECT sum(r.points) FROM redemption r
        WHERE r.merchant_id = m.id AND r.state = 'redeemed' AND NOT EXISTS (
          SELECT 1 FROM statement_line l JOIN statement s ON s.id = l.statement_id
          WHERE l.redemption_id = r.id AND s.state = 'final')), 0)`);
    expect(wrong).toEqual([]);
  });
});
