/** Rules of earning that have not begun: how far ahead they are made, and taking them back. */
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EarningRule } from '../../worker/features/earning/schema.ts';
import { earningRule } from '../../worker/features/earning/tables.ts';
import { audit } from '../../worker/lib/tables.ts';
import { programmeOf } from './points-world.ts';
import { codeOf, db, linliAt, type Somebody, smallSubdistrict, staffOf, tally } from './world.ts';

const linli = linliAt();
let admin: Somebody;
let staff: Somebody;
beforeAll(async () => {
  await smallSubdistrict();
  admin = await staffOf({ role: 'subdistrict_admin', scopeKind: 'subdistrict', scopeId: '*' });
  staff = await staffOf({ role: 'centre_staff', scopeKind: 'facility', scopeId: 'hall' });
});

const make = (body: object) => linli.post('/api/v1/staff/earning-rules', { as: admin, body });
const withdraw = (as: Somebody, id: string, reason = '年份写错了') =>
  linli.post(`/api/v1/staff/earning-rules/${id}/withdraw`, { as, body: { reason } });

describe('a rule that has not begun', () => {
  it('begins within a year, and has no cap of a day above that of a month', async () => {
    const { id: programmeId } = await programmeOf();
    const rule = { act: 'courage', name: '见义勇为', programmeId, points: 5 };
    const caps = { dailyCap: 30, monthlyCap: 20 };
    const refused = [
      await make({ ...rule, effectiveFrom: '2027-11-27' }),
      await make({ ...rule, ...caps, effectiveFrom: '2027-01-01' }),
    ];
    expect(refused.map(codeOf)).toEqual(['rule.tooFar', 'input.invalid']);
    expect(await db.select().from(earningRule)).toEqual([]);
    const last = { ...rule, ...caps, dailyCap: 20, effectiveFrom: '2027-11-26' };
    expect((await make(last)).status).toBe(201);
  });

  it('is taken back with a reason, once by twenty, and the one before holds until the next', async () => {
    const { id: programmeId } = await programmeOf();
    const rule = { act: 'organising', name: '组织活动', programmeId, points: 5 };
    const ids: string[] = [];
    for (const effectiveFrom of ['2026-11-25', '2027-01-01', '2027-03-01']) {
      ids.push(((await make({ ...rule, effectiveFrom })).body as EarningRule).id);
    }
    const [now = '', next = '', last = ''] = ids;
    const versions = async () =>
      (await db.select().from(earningRule).where(eq(earningRule.act, 'organising')))
        .sort((one, other) => (one.effectiveFromOn < other.effectiveFromOn ? -1 : 1))
        .map(({ id, effectiveUntilOn }) => [id, effectiveUntilOn]);
    const before = await versions();
    const refused = [
      await withdraw(staff, next),
      await withdraw(admin, now),
      await withdraw(admin, 'none'),
      await withdraw(admin, next, ''),
    ];
    expect(refused.map(codeOf)).toEqual([
      ...['auth.forbidden', 'rule.begun', 'rule.gone', 'input.invalid'],
    ]);
    expect(await versions()).toEqual(before);

    const replies = await Promise.all(Array.from({ length: 20 }, () => withdraw(admin, next)));
    expect(tally(replies)).toEqual({ '200': 1, '404 rule.gone': 19 });
    expect(await versions()).toEqual([
      [now, '2027-03-01'],
      [last, null],
    ]);
    const rows = await db.select().from(audit).where(eq(audit.nounId, next));
    expect(rows.map(({ act, reason }) => [act, reason]).sort()).toEqual([
      ['earningRule.create', null],
      ['earningRule.withdraw', '年份写错了'],
    ]);
    expect((await withdraw(admin, last)).status).toBe(200);
    expect(await versions()).toEqual([[now, null]]);
    expect((await make({ ...rule, effectiveFrom: '2026-12-01' })).status).toBe(201);
  });
});
