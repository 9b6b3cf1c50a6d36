/** The district at its full scale in a real database: the source's volumes, and that everything in it adds up. */
import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadedScale, loadReferenceDistrict } from '../../drizzle/demo/load.ts';
import { provePoints } from '../../worker/features/points/queries/proof.ts';
import { issueDue } from '../../worker/features/settlement/commands/issue.ts';
import { fromRfc3339 } from '../../worker/lib/time.ts';
import { contextAt } from './points-world.ts';
import { countedD1, db, linliAt, NOW, signedInAs } from './world.ts';

beforeAll(async () => {
  await loadReferenceDistrict(env.DB, NOW, 'reference');
});

const count = async (table: string, where = '1') => {
  const [row] = await db.all<{ n: number }>(
    sql.raw(`SELECT count(*) AS n FROM ${table} WHERE ${where}`),
  );
  return row?.n;
};

describe('the district at its full scale', () => {
  it('has the volumes of the source', async () => {
    expect({
      scale: await loadedScale(env.DB),
      merchants: await count('merchant'),
      goods: await count('good'),
      redeemed: await count('redemption', "state = 'redeemed'"),
      participations: await count('attendee', "state = 'attended'"),
    }).toEqual({
      ...{ scale: 'reference', merchants: 278, goods: 591 },
      ...{ redeemed: 23_400, participations: 39_122 },
    });
    for (const state of ['held', 'cancelled', 'lapsed', 'undone', 'revoked']) {
      expect(await count('redemption', `state = '${state}'`), state).toBeGreaterThan(100);
    }
  });

  it('leaves a ledger that adds up, with no budget overspent', async () => {
    expect(await provePoints(contextAt())).toMatchObject({
      ...{ holds: true, entriesSum: 0, wrongBalances: 0, wrongTransactions: 0 },
      ...{ overspentBudgets: 0, wrongFlows: 0, expired: 0 },
    });
  });

  it('has taken of each good what is held or was handed over', async () => {
    const wrong = await db.all(sql`SELECT g.id FROM good g WHERE g.stock_taken > g.stock_total
      OR g.stock_taken <> coalesce((SELECT sum(quantity) FROM redemption
        WHERE good_id = g.id AND state IN ('held', 'redeemed')), 0)`);
    expect(wrong).toEqual([]);
  });

  it('settles each month what was handed over in it, line by line', async () => {
    // Of last month some statements are left to issue.
    await issueDue(contextAt(fromRfc3339('2026-11-01T00:30:00+08:00')));
    const wrong = await db.all(sql`SELECT r.id FROM redemption r
      LEFT JOIN statement_line l ON l.redemption_id = r.id
      LEFT JOIN statement s ON s.id = l.statement_id
      WHERE (l.redemption_id IS NOT NULL) <> (r.state = 'redeemed'
          AND strftime('%Y-%m', r.redeemed_at / 1000 + 28800, 'unixepoch')
            < strftime('%Y-%m', ${NOW} / 1000 + 28800, 'unixepoch'))
        OR (l.redemption_id IS NOT NULL AND (l.points <> r.points OR l.fen <> r.settle_fen
          OR s.merchant_id <> r.merchant_id))`);
    expect(wrong).toEqual([]);
    const over = await db.all(sql`SELECT b.month FROM settlement_budget b WHERE b.ceiling_fen < (
      SELECT coalesce(sum(l.fen), 0) FROM statement s JOIN statement_line l ON l.statement_id = s.id
      WHERE s.month = b.month)`);
    expect(over).toEqual([]);
  });

  it('posted within the caps, by claims and by attendance, of every rule', async () => {
    const earned = sql`SELECT c.resident_id, c.act, c.done_on, c.points, c.rule_id FROM claim c
        WHERE c.state = 'posted'
      UNION ALL SELECT resident_id, act, done_on, points, rule_id FROM earning_posting`;
    const over = await db.all(sql`SELECT e.resident_id FROM (${earned}) e
      JOIN earning_rule r ON r.id = e.rule_id
      GROUP BY e.resident_id, e.act, substr(e.done_on, 1, 7) HAVING sum(e.points) > r.monthly_cap`);
    expect(over).toEqual([]);
    const acts = await db.all<{ act: string; n: number }>(
      sql`SELECT act, count(*) AS n FROM claim WHERE state = 'posted' GROUP BY act ORDER BY act`,
    );
    expect(acts.map(({ act }) => act)).toEqual([
      ...['courage', 'governance', 'mediation', 'organising', 'volunteering'],
    ]);
    expect(await count('earning_posting')).toBeGreaterThan(10_000);
  });

  it('is read by what is asked for, not by all that happened', async () => {
    const busiest = sql`SELECT resident_id AS id FROM redemption
      GROUP BY resident_id ORDER BY count(*) DESC LIMIT 1`;
    const [resident] = await db.all<{ id: string }>(busiest);
    const as = await signedInAs(resident?.id ?? '');
    const admin = await signedInAs('demo-admin');
    const rows: Record<string, number> = {};
    for (const [path, who] of [
      ['/goods?near=119.9995,30.2896', undefined],
      ['/goods?near=119.9995,30.2896&limit=3&maxPoints=100', undefined],
      ['/goods?near=119.9995,30.2896&category=food', undefined],
      ['/me/points', as],
      ['/me/points/entries', as],
      ['/points/proofs', undefined],
      ['/staff/points/figures?from=2026-10&until=2026-10', admin],
      ['/staff/points/anomalies', admin],
    ] as const) {
      const counted = countedD1();
      const reply = await linliAt().get(`/api/v1${path}`, {
        ...(who && { as: who }),
        env: counted.env,
      });
      expect(reply.status, path).toBe(200);
      rows[path] = counted.rowsRead();
    }
    // What one has, and what the public reads of the ledger, stays as it is.
    expect(rows['/me/points']).toBeLessThan(60);
    expect(rows['/me/points/entries']).toBeLessThan(120);
    expect(rows['/points/proofs']).toBeLessThan(40);
    // Of the goods, those around; all of them with their merchants and shops would be twice as many and more.
    expect(rows['/goods?near=119.9995,30.2896']).toBeLessThan(1200);
    expect(rows['/goods?near=119.9995,30.2896&limit=3&maxPoints=100']).toBeLessThan(500);
    expect(rows['/goods?near=119.9995,30.2896&category=food']).toBeLessThan(1000);
    // Of the sums of the month, not of what was posted in it.
    expect(rows['/staff/points/figures?from=2026-10&until=2026-10']).toBeLessThan(6_000);
    // Of the 30 days that are looked at, not of all there is.
    expect(rows['/staff/points/anomalies']).toBeLessThan(110_000);
  });

  it('has nobody who could be rung up', async () => {
    expect(await count('user', "id LIKE 'resident-%'")).toBe(2400);
    expect(await count('user', "phone_number > '+8613800000300'")).toBe(0);
  });
});
