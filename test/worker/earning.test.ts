/** Earning points: rules with versions, claims, and the word of others. */
import { and, eq, like, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { earnByRule } from '../../worker/features/earning/commands/automatic.ts';
import { forgetClaims } from '../../worker/features/earning/commands/claims.ts';
import { APPEAL_WITHIN_DAYS, CLAIM_KEPT_DAYS } from '../../worker/features/earning/rules.ts';
import type { MyClaim, StaffClaim } from '../../worker/features/earning/schema.ts';
import { claim, claimVerdict, earningRule } from '../../worker/features/earning/tables.ts';
import { sentenceOf } from '../../worker/features/notices/rules.ts';
import { notice } from '../../worker/features/notices/tables.ts';
import { openDb, writeAll } from '../../worker/lib/db.ts';
import { audit } from '../../worker/lib/tables.ts';
import { DAY_MS } from '../../worker/lib/time.ts';
import { claiming, ruleFor } from './earning-world.ts';
import { contextAt, pointsOf, programmeOf, transactionsOf } from './points-world.ts';
import {
  codeOf,
  countedD1,
  db,
  linliAt,
  NOW,
  type Somebody,
  signedInPerson,
  smallSubdistrict,
  staffOf,
  tally,
} from './world.ts';

const linli = linliAt();
const staffAt = (scopeId: string) =>
  staffOf({ role: 'centre_staff', scopeKind: 'facility', scopeId });
let admin: Somebody;
let staff: Somebody;
let colleague: Somebody;
let elsewhere: Somebody;
beforeAll(async () => {
  await smallSubdistrict();
  admin = await staffOf({ role: 'subdistrict_admin', scopeKind: 'subdistrict', scopeId: '*' });
  [staff, colleague, elsewhere] = [
    await staffAt('hall'),
    await staffAt('hall'),
    await staffAt('far'),
  ];
  await ruleFor('volunteering', { dailyCap: 20, monthlyCap: 50 });
  await ruleFor('courage', { points: 60 });
});

const decide = (as: Somebody, id: string, body: object = { verdict: 'confirm' }) =>
  linli.post(`/api/v1/staff/claims/${id}/verdict`, { as, body: { unrelated: true, ...body } });
const refuse = (as: Somebody, id: string) =>
  decide(as, id, { verdict: 'refuse', reason: '当天没有您的签到' });
const appeal = (as: Somebody, id: string) =>
  linli.post(`/api/v1/claims/${id}/appeal`, { as, body: { text: '那天签在另一本上' } });
const twenty = <T>(ask: () => Promise<T>) => Promise.all(Array.from({ length: 20 }, ask));

async function claimed(body: object = {}) {
  const resident = await signedInPerson();
  const reply = await claiming(linli, resident, body);
  return { resident, id: (reply.body as MyClaim).id };
}
const stateOf = async (id: string) =>
  (await db.select().from(claim).where(eq(claim.id, id)))[0]?.state;

/** The claims that the desk shows somebody as waiting for their word. */
async function waitingFor(as: Somebody): Promise<string[]> {
  const { body } = await linli.get('/api/v1/staff/claims', { as });
  return (body as { items: StaffClaim[] }).items.map(({ id }) => id);
}

describe('a rule', () => {
  const make = (as: Somebody, body: object) =>
    linli.post('/api/v1/staff/earning-rules', { as, body });

  it('has versions: a new one ends the one before on its first day, and each counts for its days', async () => {
    const { id: programmeId } = await programmeOf({ budget: 100_000 });
    const rule = { act: 'organising', name: '组织一场活动', programmeId };
    const today = await make(admin, { ...rule, points: 20, effectiveFrom: '2026-11-25' });
    const later = await make(admin, { ...rule, points: 30, effectiveFrom: '2026-12-01' });
    expect([today.status, later.status]).toEqual([201, 201]);
    const worth = async (moment: number, doneOn: string) => {
      const reply = await claiming(linliAt(moment), await signedInPerson(), {
        act: 'organising',
        doneOn,
      });
      return (reply.body as MyClaim).points ?? codeOf(reply);
    };
    expect(await worth(NOW, '2026-11-24')).toBe('rule.notFound');
    expect(await worth(NOW, '2026-11-25')).toBe(20);
    const inDecember = NOW + 10 * DAY_MS;
    expect(await worth(inDecember, '2026-11-30')).toBe(20);
    expect(await worth(inDecember, '2026-12-01')).toBe(30);
    const shown = await linliAt(inDecember).get('/api/v1/earning-rules');
    expect(shown.body).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ act: 'organising', points: 30, effectiveFrom: '2026-12-01' }),
      ]),
    });
  });

  it('is refused for a day gone by, before a version that begins later, and for a programme that is not there', async () => {
    const { id: programmeId } = await programmeOf();
    const rule = { act: 'governance', name: '巡楼', programmeId, points: 5 };
    const made = await make(admin, { ...rule, effectiveFrom: '2026-12-01' });
    expect(made.status).toBe(201);
    const codes = [
      await make(admin, { ...rule, effectiveFrom: '2026-11-24' }),
      await make(admin, { ...rule, effectiveFrom: '2026-11-30' }),
      await make(admin, { ...rule, programmeId: 'none', effectiveFrom: '2027-01-01' }),
      await make(admin, { ...rule, dailyCap: 4, effectiveFrom: '2027-01-01' }),
    ].map(codeOf);
    expect(codes).toEqual(['rule.past', 'rule.order', 'programme.notFound', 'input.invalid']);
    const rows = await db.select().from(earningRule).where(eq(earningRule.act, 'governance'));
    expect(rows).toHaveLength(1);
  });

  it('begins once on a day, wanted by twenty', async () => {
    const { id: programmeId } = await programmeOf();
    const rule = { act: 'mediation', name: '调解', programmeId, points: 15 };
    const replies = await twenty(() => make(admin, { ...rule, effectiveFrom: '2026-11-25' }));
    expect(tally(replies)).toEqual({ '201': 1, '409 rule.order': 19 });
  });
});

describe('a claim', () => {
  it('is confirmed by somebody else, posts its points, and tells whoever made it', async () => {
    const { resident, id } = await claimed();
    const seen = await linli.get('/api/v1/staff/claims', { as: staff });
    const shown = (seen.body as { items: StaffClaim[] }).items.find((one) => one.id === id);
    expect(shown).toMatchObject({ claimant: '测**', points: 10, needed: 1, can: { decide: true } });
    const reply = await decide(staff, id);
    expect([reply.status, reply.body]).toMatchObject([200, { state: 'posted', confirmed: 1 }]);
    expect(await pointsOf(resident.id)).toEqual({ 'lot never': 10 });
    expect(await transactionsOf(resident.id)).toMatchObject([
      { kind: 'earn', causeKind: 'claim', causeId: id, postedBy: staff.id },
    ]);
    const told = await db.select().from(notice).where(eq(notice.residentId, resident.id));
    expect(told).toMatchObject([{ kind: 'claim.posted', params: { points: '10' } }]);
    const said = and(eq(audit.nounId, id), eq(audit.act, 'claim.confirm'));
    expect(await db.select().from(audit).where(said)).toMatchObject([
      { actorId: staff.id, principalId: resident.id, detail: { unrelated: true } },
    ]);
    const mine = await linli.get('/api/v1/me/claims', { as: resident });
    expect(mine.body).toMatchObject({ items: [{ id, state: 'posted', can: { appeal: false } }] });
  });

  it('worth fifty or more needs two people, and not the same one twice', async () => {
    const { resident, id } = await claimed({ act: 'courage' });
    expect((await decide(staff, id)).body).toMatchObject({ state: 'confirmed', needed: 2 });
    expect(await pointsOf(resident.id)).toEqual({});
    expect(codeOf(await decide(staff, id))).toBe('claim.decidedBefore');
    expect(await waitingFor(staff)).not.toContain(id);
    expect(await waitingFor(colleague)).toContain(id);
    expect((await decide(colleague, id)).body).toMatchObject({ state: 'posted', confirmed: 2 });
    expect(await pointsOf(resident.id)).toEqual({ 'lot never': 60 });
  });

  it('is nobody’s to confirm who made it, and is not there for staff of another place', async () => {
    const reply = await claiming(linli, staff);
    const { id } = reply.body as MyClaim;
    expect(codeOf(await decide(staff, id))).toBe('claim.own');
    expect(codeOf(await decide(elsewhere, id))).toBe('claim.notFound');
    expect(await waitingFor(staff)).not.toContain(id);
    expect(await waitingFor(elsewhere)).not.toContain(id);
    expect(await waitingFor(colleague)).toContain(id);
    expect(await stateOf(id)).toBe('submitted');
    expect(await db.select().from(claimVerdict).where(eq(claimVerdict.claimId, id))).toEqual([]);
  });

  it('of an act that was posted by itself that day is shown with it, and posted only as another deed', async () => {
    const { resident, id } = await claimed();
    const itself = {
      ...{ act: 'volunteering' as const, doneOn: '2026-11-24', facilityId: 'far', by: 'system' },
      ...{ note: '手机课', seen: '签到', residentId: resident.id },
    };
    await writeAll(
      db,
      earnByRule(contextAt(), { ...itself, cause: { kind: 'test', id: `cause-${id}` } }),
    );
    const seen = await linli.get('/api/v1/staff/claims', { as: staff });
    const shown = (seen.body as { items: StaffClaim[] }).items.find((one) => one.id === id);
    expect(shown).toMatchObject({ posted: [{ what: '手机课', points: 10 }] });
    const replies = await twenty(() => decide(staff, id));
    expect(tally(replies)).toEqual({ '409 claim.postedAlready': 20 });
    expect([await stateOf(id), (await transactionsOf(resident.id)).length]).toEqual([
      'submitted',
      1,
    ]);
    const other = await decide(staff, id, { verdict: 'confirm', another: true });
    expect(other.body).toMatchObject({ state: 'posted' });
    const said = and(eq(audit.nounId, id), eq(audit.act, 'claim.confirm'));
    expect(await db.select().from(audit).where(said)).toMatchObject([
      { detail: { another: true } },
    ]);
    const same = await claimed();
    const cause = { kind: 'test', id: `cause-${same.id}` };
    await writeAll(db, earnByRule(contextAt(), { ...itself, residentId: same.resident.id, cause }));
    expect((await refuse(staff, same.id)).body).toMatchObject({ state: 'refused' });
  });

  it('is not decided by anybody who does not say that they are no relative, nor refused without a reason', async () => {
    const { id } = await claimed();
    for (const body of [
      { verdict: 'confirm', unrelated: false },
      { verdict: 'confirm', unrelated: undefined },
      { verdict: 'refuse' },
    ]) {
      expect(codeOf(await decide(staff, id, body))).toBe('input.invalid');
    }
    expect(await stateOf(id)).toBe('submitted');
  });

  it('is refused with a reason, appealed once, and then decided by somebody else for good', async () => {
    const { resident, id } = await claimed();
    expect((await refuse(staff, id)).body).toMatchObject({ state: 'refused' });
    const mine = await linli.get('/api/v1/me/claims', { as: resident });
    expect(mine.body).toMatchObject({
      items: [{ reason: '当天没有您的签到', can: { appeal: true } }],
    });
    expect(codeOf(await appeal(await signedInPerson(), id))).toBe('claim.notFound');
    expect((await appeal(resident, id)).body).toMatchObject({ state: 'appealed' });
    expect(codeOf(await appeal(resident, id))).toBe('claim.state');
    expect(codeOf(await decide(staff, id))).toBe('claim.decidedBefore');
    expect((await refuse(colleague, id)).body).toMatchObject({ state: 'closed' });
    expect(codeOf(await appeal(resident, id))).toBe('claim.state');
    expect(codeOf(await decide(admin, id))).toBe('claim.state');
    expect(await pointsOf(resident.id)).toEqual({});
  });

  it('is closed by a refusal after its appeal, also after a first word for it, and told that this is the end', async () => {
    const { resident, id } = await claimed({ act: 'courage' });
    await refuse(staff, id);
    await appeal(resident, id);
    expect((await decide(colleague, id)).body).toMatchObject({ state: 'confirmed' });
    const last = await decide(await staffAt('hall'), id, { verdict: 'refuse', reason: '没看见' });
    expect(last.body).toMatchObject({ state: 'closed' });
    expect(codeOf(await appeal(resident, id))).toBe('claim.state');
    const told = await db.select().from(notice).where(eq(notice.residentId, resident.id));
    expect(told.map(({ kind }) => kind).sort()).toEqual(['claim.closed', 'claim.refused']);
    expect(sentenceOf('claim.closed', { name: '救人', reason: '没看见' })).not.toContain(
      '申诉一次',
    );
  });

  it('is appealed within 30 days of its refusal, and no later', async () => {
    const [early, late] = [await claimed(), await claimed()];
    for (const { id } of [early, late]) await refuse(staff, id);
    const asking = ({ resident, id }: typeof early, now: number) =>
      linliAt(now).post(`/api/v1/claims/${id}/appeal`, {
        as: resident,
        body: { text: '是真的呀' },
      });
    const canAt = async (now: number) => {
      const mine = await linliAt(now).get('/api/v1/me/claims', { as: late.resident });
      return (mine.body as { items: MyClaim[] }).items[0]?.can.appeal;
    };
    const last = NOW + APPEAL_WITHIN_DAYS * DAY_MS;
    expect([await canAt(last), await canAt(last + 1)]).toEqual([true, false]);
    const [taken, over] = [await asking(early, last), await asking(late, last + 1)];
    expect([taken.status, codeOf(over)]).toEqual([200, 'claim.appealOver']);
    const [row] = await db.select().from(claim).where(eq(claim.id, late.id));
    expect(row).toMatchObject({ state: 'refused', appeal: null });
    expect(APPEAL_WITHIN_DAYS).toBeLessThan(CLAIM_KEPT_DAYS);
  });

  it('that was refused is posted when the appeal is right', async () => {
    const { resident, id } = await claimed();
    await refuse(staff, id);
    await appeal(resident, id);
    expect((await decide(colleague, id)).body).toMatchObject({ state: 'posted' });
    expect(await pointsOf(resident.id)).toEqual({ 'lot never': 10 });
  });

  it.each([
    ['a day ahead', { doneOn: '2026-11-26' }, 'claim.tooLate'],
    ['31 days ago', { doneOn: '2026-10-25' }, 'claim.tooLate'],
    ['a place that is not there', { facilityId: 'none' }, 'facility.notFound'],
    ['no words', { note: ' ' }, 'input.invalid'],
  ])('is refused for %s, and nothing is kept', async (_, body, code) => {
    const resident = await signedInPerson();
    expect(codeOf(await claiming(linli, resident, body))).toBe(code);
    const kept = await db.select().from(claim).where(eq(claim.residentId, resident.id));
    expect(kept).toEqual([]);
  });

  it('of 30 days ago is taken', async () => {
    const reply = await claiming(linli, await signedInPerson(), { doneOn: '2026-10-26' });
    expect(reply.status).toBe(201);
  });
});

describe('the limits', () => {
  it('of a day count what waits: of twenty at once two are taken', async () => {
    const resident = await signedInPerson();
    const replies = await twenty(() => claiming(linli, resident));
    expect(tally(replies)).toEqual({ '201': 2, '409 claim.dailyCap': 18 });
  });

  it('of a month hold over its days, and what was refused counts no more', async () => {
    const resident = await signedInPerson();
    const on = (doneOn: string) => claiming(linli, resident, { doneOn });
    const days = ['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05', '2026-11-06'];
    const made = [];
    for (const doneOn of days) made.push(await on(doneOn));
    expect(made.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    expect(codeOf(await on('2026-11-09'))).toBe('claim.monthlyCap');
    expect((await on('2026-10-30')).status).toBe(201);
    const [{ id } = { id: '' }] = made.map(({ body }) => body as MyClaim);
    await refuse(staff, id);
    expect((await on('2026-11-09')).status).toBe(201);
    expect(codeOf(await appeal(resident, id))).toBe('claim.monthlyCap');
    expect(await stateOf(id)).toBe('refused');
  });
});

describe('of many at once', () => {
  it('one key makes one claim', async () => {
    const resident = await signedInPerson();
    const key = { 'Idempotency-Key': 'one-claim' };
    const replies = await twenty(() => claiming(linli, resident, {}, key));
    expect(tally(replies)).toEqual({ '201': 20 });
    expect(new Set(replies.map(({ body }) => (body as MyClaim).id)).size).toBe(1);
  });

  it('twenty who verify a claim post it once', async () => {
    const { resident, id } = await claimed();
    const verifiers = await Promise.all(Array.from({ length: 20 }, () => staffAt('hall')));
    const replies = await Promise.all(verifiers.map((as) => decide(as, id)));
    const posted = replies.filter(({ status }) => status === 200);
    expect(posted).toHaveLength(1);
    for (const reply of replies) {
      if (reply.status !== 200) expect(['claim.changed', 'claim.state']).toContain(codeOf(reply));
    }
    expect(await pointsOf(resident.id)).toEqual({ 'lot never': 10 });
    expect(await db.select().from(claimVerdict).where(eq(claimVerdict.claimId, id))).toHaveLength(
      1,
    );
  });

  it('twenty first words of two that are needed count as one', async () => {
    const { resident, id } = await claimed({ act: 'courage' });
    const verifiers = await Promise.all(Array.from({ length: 20 }, () => staffAt('hall')));
    await Promise.all(verifiers.map((as) => decide(as, id)));
    const said = await db.select().from(claimVerdict).where(eq(claimVerdict.claimId, id));
    expect(said.length).toBeLessThanOrEqual(2);
    expect(await pointsOf(resident.id)).toEqual(said.length === 2 ? { 'lot never': 60 } : {});
  });

  it('a budget that is spent refuses the verdict, and the claim goes on waiting', async () => {
    const { id: programmeId } = await programmeOf({ budget: 5 });
    const [old] = await db.select().from(earningRule).where(eq(earningRule.act, 'volunteering'));
    const poor = { act: 'volunteering', name: '没预算', programmeId, points: 10 } as const;
    const reply = await linli.post('/api/v1/staff/earning-rules', {
      as: admin,
      body: { ...poor, effectiveFrom: '2026-11-26' },
    });
    expect([old?.id, reply.status]).toEqual([expect.any(String), 201]);
    const tomorrow = linliAt(NOW + DAY_MS);
    const resident = await signedInPerson();
    const made = await claiming(tomorrow, resident, { doneOn: '2026-11-26' });
    const { id } = made.body as MyClaim;
    const verdict = await tomorrow.post(`/api/v1/staff/claims/${id}/verdict`, {
      as: staff,
      body: { verdict: 'confirm', unrelated: true },
    });
    expect(codeOf(verdict)).toBe('points.short');
    expect(await stateOf(id)).toBe('submitted');
    expect(await db.select().from(claimVerdict).where(eq(claimVerdict.claimId, id))).toEqual([]);
  });
});

it('forgetting words reads no more for every claim that there is', async () => {
  const cost = async () => {
    const counted = countedD1();
    const ctx = { ...contextAt(NOW), db: openDb(counted.env.DB) };
    await writeAll(ctx.db, forgetClaims(ctx));
    return counted.rowsRead();
  };
  const before = await cost();
  const { id } = await claimed();
  await db.run(sql`INSERT INTO claim
      (id, resident_id, rule_id, act, facility_id, done_on, note, points, needed, state, created_at)
    SELECT c.id || '-' || n.value, resident_id, rule_id, act, facility_id, done_on, note, points, needed, state, created_at
    FROM claim c, json_each(${JSON.stringify([...Array(200).keys()])}) n WHERE c.id = ${id}`);
  await db
    .update(claim)
    .set({ state: 'refused', decidedAt: NOW })
    .where(like(claim.id, `${id}-%`));
  expect(await cost()).toBe(before);
});

it('the words of a claim are forgotten half a year after it was decided, and not before', async () => {
  const [{ id }, open] = [await claimed(), await claimed()];
  await decide(staff, id);
  const noteOf = async (one: string) =>
    (await db.select().from(claim).where(eq(claim.id, one)))[0]?.note;
  await writeAll(db, forgetClaims(contextAt(NOW + 179 * DAY_MS)));
  expect(await noteOf(id)).toBe('在门口值了半天班');
  await writeAll(db, forgetClaims(contextAt(NOW + 181 * DAY_MS)));
  expect([await noteOf(id), await noteOf(open.id)]).toEqual(['', '在门口值了半天班']);
  const appealed = await claimed();
  await refuse(staff, appealed.id);
  await appeal(appealed.resident, appealed.id);
  await writeAll(db, forgetClaims(contextAt(NOW + 400 * DAY_MS)));
  expect(await noteOf(appealed.id)).toBe('在门口值了半天班');
});
