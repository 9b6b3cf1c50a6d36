/** The demo's mall in a real database: what moved adds up. */
import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadedScale, loadReferenceDistrict } from '../../drizzle/demo/load.ts';
import { REDEMPTION_STATES } from '../../worker/features/mall/rules.ts';
import { provePoints } from '../../worker/features/points/queries/proof.ts';
import { STATEMENT_STATES } from '../../worker/features/settlement/rules.ts';
import type { Issued } from '../../worker/features/settlement/schema.ts';
import { contextAt } from './points-world.ts';
import { aPayer, issuing } from './settlement-world.ts';
import { db, NOW } from './world.ts';

let batches = 0;

beforeAll(async () => {
  const counted = {
    prepare: (text: string) => env.DB.prepare(text),
    batch: (statements: D1PreparedStatement[]) => {
      batches += 1;
      return env.DB.batch(statements);
    },
  } as unknown as D1Database;
  await loadReferenceDistrict(counted, NOW);
});

describe('loading', () => {
  it('is one batch, tells its scale, and leaves alone what is there', async () => {
    expect([batches, await loadedScale(env.DB)]).toEqual([1, 'demo']);
    expect(await loadReferenceDistrict(env.DB, NOW, 'reference')).toBe(false);
    expect(await loadedScale(env.DB)).toBe('demo');
  });

  it('that was broken off is told', async () => {
    const marks = await db.all(
      sql`SELECT act, noun_id FROM audit WHERE noun = 'district' ORDER BY act`,
    );
    expect(marks).toEqual([
      { act: 'district.begin', noun_id: 'demo' },
      { act: 'district.load', noun_id: 'demo' },
    ]);
    // As if the last batch had never come.
    const cut = {
      prepare: (text: string) => env.DB.prepare(text.replace("act = 'district.load'", 'false')),
    } as unknown as D1Database;
    expect(await loadedScale(cut)).toBe('brokenOff');
  });
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

  it('has statements that add up, of every state, within the ceiling of their months', async () => {
    const states = await db.all<{ state: string }>(
      sql`SELECT DISTINCT state FROM statement ORDER BY state`,
    );
    expect(states.map(({ state }) => state)).toEqual([...STATEMENT_STATES].sort());
    const wrong = await db.all(sql`SELECT s.id FROM statement s WHERE (s.points, s.fen) <> (
      SELECT sum(points), sum(fen) FROM statement_line WHERE statement_id = s.id) OR s.points = 0`);
    expect(wrong).toEqual([]);
    const beyond = await db.all(sql`SELECT s.month FROM statement s GROUP BY s.month
      HAVING sum(s.fen) > coalesce((SELECT ceiling_fen FROM settlement_budget b WHERE b.month = s.month), 0)`);
    expect(beyond).toEqual([]);
    // Something for its owner to say, and something for the street to issue.
    const [own] = await db.all<{
      state: string;
      open: number;
    }>(sql`SELECT state, dispute_until_at > ${NOW} AS open
      FROM statement WHERE merchant_id = 'merchant-01' ORDER BY month DESC LIMIT 1`);
    expect(own).toEqual({ state: 'issued', open: 1 });
    const { body } = await issuing(await aPayer());
    expect((body as Issued).issued).toBeGreaterThan(0);
  });
});
