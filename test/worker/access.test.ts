/**
 * Every endpoint × every role. The table's rows are held against the application's own routes: a new route without a row
 * fails, and so does a row without a route.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { askAs, ROLES, type RoleName, servedRoutes, TABLE } from './routes-table.ts';
import { venueWorld } from './venues-world.ts';
import { codeOf, countedD1 } from './world.ts';

beforeAll(venueWorld);

/** Kept out: not signed in, not allowed, or told that there is no such thing. */
function isRefused(reply: { status: number; body: unknown }): boolean {
  const code = String(codeOf(reply));
  return [401, 403].includes(reply.status) || code === 'server.fault' || code.endsWith('.notFound');
}

describe('who may do what', () => {
  it('has a row for every route, and no other', () => {
    expect(Object.keys(TABLE).sort()).toEqual(servedRoutes());
  });

  it.each(Object.entries(TABLE))('%s', async (route, row) => {
    const letIn: RoleName[] = [];
    for (const role of ROLES) if (!isRefused(await askAs(route, row, role))) letIn.push(role);
    expect(letIn).toEqual(ROLES.filter((role) => row.who.includes(role)));
  });
});

describe('round trips to the database', () => {
  const BUDGET: Record<string, number> = { GET: 1 };
  const COMMAND = 2;

  it.each(Object.entries(TABLE))('%s stays within its budget', async (route, row) => {
    const role = row.who.includes('owner') ? 'owner' : (row.who.at(-1) ?? 'owner');
    const counted = countedD1();
    const reply = await askAs(route, row, role, { env: counted.env });
    if (row.who.length > 0) expect(reply.status).toBeLessThan(300);
    expect(counted.trips()).toBeLessThanOrEqual(BUDGET[route.split(' ')[0] ?? ''] ?? COMMAND);
  });
});
