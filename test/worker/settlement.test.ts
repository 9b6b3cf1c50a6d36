/** Statements of merchants: issued, objected to, decided, accepted and paid; and what is refused. */
import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { merchant } from '../../worker/features/mall/tables.ts';
import { notice } from '../../worker/features/notices/tables.ts';
import { finaliseDue } from '../../worker/features/settlement/commands/finalise.ts';
import { issueDue } from '../../worker/features/settlement/commands/issue.ts';
import type { StatementPage, Statements } from '../../worker/features/settlement/schema.ts';
import { settlementBudget } from '../../worker/features/settlement/tables.ts';
import { audit } from '../../worker/lib/tables.ts';
import { fromRfc3339 } from '../../worker/lib/time.ts';
import { clerkOf, ledgerHolds, stateOf } from './mall-world.ts';
import { balanceOf, contextAt } from './points-world.ts';
import {
  accepting,
  aDispute,
  aPayer,
  aStall,
  aStatement,
  ceiling,
  deciding,
  finalising,
  issuing,
  linli,
  MONTH,
  merchantOwner,
  objecting,
  rowsOf,
  sold,
  statementIdOf,
} from './settlement-world.ts';
import {
  codeOf,
  db,
  grantOf,
  linliAt,
  NOW,
  type Somebody,
  smallSubdistrict,
  staffOf,
  tally,
  unique,
} from './world.ts';

/** The window of what is issued now ends with the seventh day after. */
const WINDOW_ENDS = fromRfc3339('2026-12-03T00:00:00+08:00');
const before = linliAt(WINDOW_ENDS - 1);
const after = linliAt(WINDOW_ENDS);

beforeAll(async () => {
  await smallSubdistrict();
  await ceiling(await aPayer(), 10_000_000);
});

const twenty = <T>(ask: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: 20 }, (_, index) => ask(index)));
const actsOn = async (nounId: string) =>
  (await db.select().from(audit).where(eq(audit.nounId, nounId))).map(({ act }) => act).sort();
const toldTo = async ({ id }: Somebody) =>
  (await db.select().from(notice).where(eq(notice.residentId, id))).map(({ kind }) => kind);
const undo = (as: Somebody, id: string) =>
  linli.post(`/api/v1/counter/redemptions/${id}/undo`, { as, body: { reason: '没有给出去' } });

/** Somebody who pays, and works for a merchant too. */
async function payerAt(merchantId: string): Promise<Somebody> {
  const payer = await aPayer();
  const grant = { role: 'merchant_clerk', scopeKind: 'merchant', scopeId: merchantId } as const;
  await db.batch(grantOf(payer.id, grant));
  return payer;
}

describe('issuing', () => {
  it('adds up what was redeemed until the month’s end, once, and tells who runs the merchant', async () => {
    const stall = await aStall();
    const ids = [...(await sold(stall, 1, '2026-09')), ...(await sold(stall, 2))];
    await sold(stall, 1, '2026-11');
    const payer = await aPayer();
    expect((await issuing(payer)).body).toMatchObject({ month: MONTH, issued: 1, left: 0 });
    const { row, lines } = await rowsOf(statementIdOf(stall.merchantId));
    expect(row).toMatchObject({ state: 'issued', points: 30, fen: 3000 });
    expect(row).toMatchObject({ issuedAt: NOW, disputeUntilAt: WINDOW_ENDS });
    expect(lines.map(({ redemptionId }) => redemptionId).sort()).toEqual(ids.sort());
    expect(await toldTo(stall.owner)).toEqual(['statement.issued']);
    const said = (await actsOn(MONTH)).filter((act) => act === 'statement.issue').length;
    const again = await issuing(payer);
    expect([again.status, again.body]).toMatchObject([200, { issued: 0, left: 0 }]);
    expect((await actsOn(MONTH)).filter((act) => act === 'statement.issue')).toHaveLength(said);
    expect(await toldTo(stall.owner)).toHaveLength(1);
  });

  it('is for those who pay, and for months that are over', async () => {
    const stall = await aStall();
    await sold(stall);
    const operator = await staffOf({ role: 'zone_operator', scopeKind: 'zone', scopeId: 'za' });
    for (const as of [operator, stall.owner, stall.clerk]) {
      expect(codeOf(await issuing(as))).toBe('auth.forbidden');
    }
    expect((await issuing(await aPayer(), '2026-11')).body).toMatchObject({
      ...{ code: 'statement.monthOpen', possibleFrom: '2026-12-01T00:00:00+08:00' },
    });
    expect((await rowsOf(statementIdOf(stall.merchantId))).row).toBeUndefined();
  });

  it('asked for by twenty at once makes each statement once', async () => {
    const stalls = [await aStall(), await aStall(), await aStall()];
    for (const stall of stalls) await sold(stall, 2, '2026-06');
    const payer = await aPayer();
    const replies = await twenty(() => issuing(payer, '2026-06'));
    expect(tally(replies)).toEqual({ '200': 20 });
    const issued = replies.map(({ body }) => (body as { issued: number }).issued);
    expect(issued.filter((count) => count > 0)).toEqual([3]);
    for (const { merchantId, owner } of stalls) {
      const { row, lines } = await rowsOf(statementIdOf(merchantId, '2026-06'));
      expect([row?.points, lines.length]).toEqual([20, 2]);
      expect(await toldTo(owner)).toHaveLength(1);
    }
    expect((await actsOn('2026-06')).length).toBe(1);
  });

  it('and undoing at once: each redemption is undone or stands on the statement, never both', async () => {
    const stall = await aStall();
    const ids = await sold(stall, 20);
    const payer = await aPayer();
    const replies = await Promise.all([
      ...ids.slice(0, 10).map((id) => undo(stall.clerk, id)),
      issuing(payer),
      ...ids.slice(10).map((id) => undo(stall.clerk, id)),
    ]);
    expect(replies.filter(({ status }) => status >= 500)).toEqual([]);
    const { row, lines } = await rowsOf(statementIdOf(stall.merchantId));
    const onIt = new Set(lines.map(({ redemptionId }) => redemptionId));
    for (const id of ids) expect(await stateOf(id)).toBe(onIt.has(id) ? 'redeemed' : 'undone');
    expect(row?.points ?? 0).toBe(10 * onIt.size);
    expect(await balanceOf(`merchant:${stall.merchantId}`)).toBe(10 * onIt.size);
    expect(await ledgerHolds()).toBe(true);
  });

  it('goes by itself on the first days of a month, and not after', async () => {
    const stall = await aStall();
    await sold(stall, 1, '2026-07');
    await issueDue(contextAt(fromRfc3339('2026-08-04T09:00:00+08:00')));
    expect((await rowsOf(statementIdOf(stall.merchantId, '2026-07'))).row).toBeUndefined();
    await issueDue(contextAt(fromRfc3339('2026-08-01T00:30:00+08:00')));
    expect((await rowsOf(statementIdOf(stall.merchantId, '2026-07'))).row?.points).toBe(10);
  });

  it('is done a hundred merchants at a time, until nobody waits', async () => {
    const payer = await aPayer();
    const stalls = [];
    for (let n = 0; n < 103; n += 1) {
      const stall = await aStall();
      await sold(stall, 1, '2026-05');
      stalls.push(stall);
    }
    expect((await issuing(payer, '2026-05')).body).toMatchObject({ issued: 100, left: 3 });
    expect((await issuing(payer, '2026-05')).body).toMatchObject({ issued: 3, left: 0 });
  });
});

describe('an objection', () => {
  it('upheld strikes its line out, and what it was of can be undone', async () => {
    const { id, owner, clerk, payer, redemptionId, disputeId, merchantId } = await aDispute();
    expect((await rowsOf(id)).row).toMatchObject({ state: 'disputed', points: 20 });
    expect(codeOf(await undo(clerk, redemptionId))).toBe('redemption.settled');
    const decided = (await deciding(disputeId, payer)).body as StatementPage;
    expect(decided).toMatchObject({ state: 'issued', points: 10, fen: 1000, lineCount: 1 });
    expect(decided.lines.map(({ state }) => state)).toEqual(['struck', 'stands']);
    expect(decided.disputes).toMatchObject([{ state: 'upheld', answer: '核对过了' }]);
    expect(await toldTo(owner)).toEqual(['statement.issued', 'dispute.upheld']);
    expect(await actsOn(disputeId)).toEqual(['dispute.raise', 'dispute.uphold']);
    expect((await undo(clerk, redemptionId)).status).toBe(200);
    const seen = (await linli.get(`/api/v1/statements/${id}`, { as: owner })).body as StatementPage;
    expect(seen.lines.map(({ state }) => state)).toEqual(['undone', 'stands']);
    expect(await balanceOf(`merchant:${merchantId}`)).toBe(10);
    expect(await ledgerHolds()).toBe(true);
  });

  it('rejected leaves its line, with an answer that stands', async () => {
    const { id, owner, payer, redemptionId, disputeId } = await aDispute();
    const decided = (await deciding(disputeId, payer, 'reject')).body as StatementPage;
    expect(decided).toMatchObject({ state: 'issued', points: 20, lineCount: 2 });
    expect(await toldTo(owner)).toEqual(['statement.issued', 'dispute.rejected']);
    expect(codeOf(await objecting(id, owner, { redemptionId }))).toBe('dispute.exists');
    expect((await rowsOf(id)).row?.state).toBe('issued');
  });

  it('can be to the whole: upheld, it strikes nothing out', async () => {
    const { id, owner, payer } = await aStatement();
    const raised = (await objecting(id, owner)).body as StatementPage;
    expect(raised).toMatchObject({ state: 'disputed', openDisputes: 1 });
    const decided = await deciding(raised.disputes[0]?.id ?? '', payer);
    expect(decided.body).toMatchObject({ state: 'issued', points: 20, openDisputes: 0 });
  });

  it('comes in time, of the merchant, to a line of the statement', async () => {
    const { id, owner, clerk, payer, redemptionIds } = await aStatement();
    const [redemptionId] = redemptionIds;
    const { redemptionIds: others } = await aStatement();
    const stranger = await merchantOwner('mch-other');
    expect(codeOf(await objecting(id, owner, { redemptionId: others[0] }))).toBe(
      'statementLine.notFound',
    );
    expect(codeOf(await objecting(id, owner, { redemptionId, at: after }))).toBe('dispute.tooLate');
    expect(codeOf(await objecting(id, stranger, { redemptionId }))).toBe('statement.notFound');
    expect(codeOf(await objecting(id, clerk, { redemptionId }))).toBe('statement.notFound');
    expect(codeOf(await objecting(id, payer, { redemptionId }))).toBe('auth.forbidden');
    expect((await rowsOf(id)).disputes).toEqual([]);
    expect((await objecting(id, owner, { redemptionId, at: before })).status).toBe(201);
  });

  it('raised by twenty at once is raised once', async () => {
    const { id, owner, redemptionIds } = await aStatement();
    const replies = await twenty(() => objecting(id, owner, { redemptionId: redemptionIds[0] }));
    expect(tally(replies)).toEqual({ '201': 1, '409 dispute.exists': 19 });
    expect((await rowsOf(id)).disputes).toHaveLength(1);
  });

  it('sent twenty times with one key is one', async () => {
    const { id, owner, redemptionIds } = await aStatement();
    const key = `key-${unique()}`;
    const replies = await twenty(() =>
      objecting(id, owner, { redemptionId: redemptionIds[0], key }),
    );
    expect(tally(replies)).toEqual({ '201': 20 });
    expect((await rowsOf(id)).disputes).toHaveLength(1);
  });

  it('decided by twenty at once, this way and that, is decided once', async () => {
    const { id, payer, disputeId } = await aDispute();
    const replies = await twenty((n) => deciding(disputeId, payer, n % 2 ? 'uphold' : 'reject'));
    expect(tally(replies)).toEqual({ '200': 1, '409 dispute.state': 19 });
    const { row, disputes } = await rowsOf(id);
    expect(row?.points).toBe(disputes[0]?.state === 'upheld' ? 10 : 20);
    expect(await actsOn(disputeId)).toHaveLength(2);
  });

  it('is decided by those who pay, and by nobody who works there', async () => {
    const { id, owner, disputeId, merchantId } = await aDispute();
    const operator = await staffOf({ role: 'zone_operator', scopeKind: 'zone', scopeId: 'za' });
    expect(codeOf(await deciding(disputeId, owner))).toBe('auth.forbidden');
    expect(codeOf(await deciding(disputeId, operator))).toBe('auth.forbidden');
    expect(codeOf(await deciding(disputeId, await clerkOf(merchantId)))).toBe('statement.notFound');
    expect(codeOf(await deciding('dsp-none', await aPayer()))).toBe('dispute.notFound');
    expect(codeOf(await deciding(disputeId, await payerAt(merchantId)))).toBe('statement.own');
    expect((await rowsOf(id)).row?.state).toBe('disputed');
  });
});

describe('accepting', () => {
  it('by twenty at once happens once, and ends objections', async () => {
    const { id, owner } = await aStatement();
    const replies = await twenty(() => accepting(id, owner));
    expect(tally(replies)).toEqual({ '200': 1, '409 statement.state': 19 });
    expect(await actsOn(id)).toEqual(['statement.accept']);
    expect(codeOf(await objecting(id, owner))).toBe('statement.state');
  });

  it('is the merchant’s word, in time, and not while something is open', async () => {
    const { id, owner, payer } = await aDispute();
    const other = await aStatement();
    expect(codeOf(await accepting(id, owner))).toBe('statement.state');
    expect(codeOf(await accepting(other.id, payer))).toBe('auth.forbidden');
    expect(codeOf(await accepting(other.id, owner))).toBe('statement.notFound');
    expect(codeOf(await accepting(other.id, other.owner, after))).toBe('dispute.tooLate');
    expect((await rowsOf(other.id)).row?.acceptedAt).toBeNull();
  });

  it('and objecting at once: one of both holds', async () => {
    const { id, owner, redemptionIds } = await aStatement({ lines: 10 });
    await Promise.all(
      redemptionIds.flatMap((redemptionId) => [
        objecting(id, owner, { redemptionId }),
        accepting(id, owner),
      ]),
    );
    const { row, disputes } = await rowsOf(id);
    expect(row?.acceptedAt === null).toBe(disputes.length > 0);
    expect(row?.state).toBe(disputes.length > 0 ? 'disputed' : 'issued');
  });
});

describe('paying', () => {
  it('settles what stands, for good, and the ledger adds up', async () => {
    const { id, owner, clerk, payer, merchantId, redemptionIds } = await aStatement({ lines: 3 });
    await accepting(id, owner);
    const reply = await finalising(id, payer);
    expect([reply.status, reply.body]).toMatchObject([200, { state: 'final', fen: 3000 }]);
    expect(await balanceOf(`merchant:${merchantId}`)).toBe(0);
    expect(await ledgerHolds()).toBe(true);
    expect(await toldTo(owner)).toEqual(['statement.issued', 'statement.final']);
    expect(await actsOn(id)).toEqual(['statement.accept', 'statement.finalise']);
    expect(codeOf(await undo(clerk, redemptionIds[0] ?? ''))).toBe('redemption.settled');
    expect(codeOf(await objecting(id, owner))).toBe('statement.state');
    expect(codeOf(await finalising(id, payer))).toBe('statement.state');
  });

  it('settles nothing of a statement whose every line is struck out', async () => {
    const { id, payer, disputeId, merchantId } = await aDispute({ lines: 1 });
    await deciding(disputeId, payer);
    expect((await finalising(id, payer, after)).body).toMatchObject({ state: 'final', fen: 0 });
    expect(await balanceOf(`merchant:${merchantId}`)).toBe(10);
    expect(await ledgerHolds()).toBe(true);
  });

  it('is refused while its merchant may object, has objected, and to whoever may not', async () => {
    const { id, owner, payer, merchantId } = await aStatement();
    expect((await finalising(id, payer)).body).toMatchObject({
      ...{ code: 'statement.tooEarly', possibleFrom: '2026-12-03T00:00:00+08:00' },
    });
    const operator = await staffOf({ role: 'zone_operator', scopeKind: 'zone', scopeId: 'za' });
    expect(codeOf(await finalising(id, owner, after))).toBe('auth.forbidden');
    expect(codeOf(await finalising(id, operator, after))).toBe('auth.forbidden');
    expect(codeOf(await finalising(id, await payerAt(merchantId), after))).toBe('statement.own');
    await objecting(id, owner);
    expect(codeOf(await finalising(id, payer, after))).toBe('statement.state');
    expect((await rowsOf(id)).row?.finalAt).toBeNull();
    expect(await balanceOf(`merchant:${merchantId}`)).toBe(20);
  });

  it('by twenty at once happens once', async () => {
    const { id, owner, payer, merchantId } = await aStatement();
    await accepting(id, owner);
    const replies = await twenty(() => finalising(id, payer));
    expect(tally(replies)).toEqual({ '200': 1, '409 statement.state': 19 });
    expect(await balanceOf(`merchant:${merchantId}`)).toBe(0);
    expect(await actsOn(id)).toEqual(['statement.accept', 'statement.finalise']);
    expect(await ledgerHolds()).toBe(true);
  });

  it('goes no further than the month’s ceiling, and a month without one pays nothing', async () => {
    const month = '2026-04';
    const one = await aStatement({ month });
    await accepting(one.id, one.owner);
    const none = await finalising(one.id, one.payer);
    expect([none.status, none.body]).toMatchObject([
      409,
      { code: 'settlement.ceiling', rule: { name: 'leftFen', value: 0 } },
    ]);
    await ceiling(one.payer, 1999, month);
    expect((await finalising(one.id, one.payer)).body).toMatchObject({ rule: { value: 1999 } });
    expect((await rowsOf(one.id)).row?.state).toBe('issued');
    expect(await balanceOf(`merchant:${one.merchantId}`)).toBe(20);
    await ceiling(one.payer, 2000, month);
    expect((await finalising(one.id, one.payer)).status).toBe(200);
  });

  it('of two at once for the last of the ceiling pays one', async () => {
    const month = '2026-03';
    const [one, two] = [await aStatement({ month }), await aStatement({ month })];
    await ceiling(one.payer, 3999, month);
    for (const { id, owner } of [one, two]) await accepting(id, owner);
    const replies = await twenty((n) => finalising((n % 2 ? one : two).id, one.payer));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    const states = [(await rowsOf(one.id)).row?.state, (await rowsOf(two.id)).row?.state];
    expect(states.sort()).toEqual(['final', 'issued']);
    expect(await ledgerHolds()).toBe(true);
  });

  it('and objecting at once, at the end of the window: what is final has nothing open', async () => {
    const { id, owner, payer, redemptionIds } = await aStatement({ lines: 10 });
    await Promise.all(
      redemptionIds.flatMap((redemptionId) => [
        objecting(id, owner, { redemptionId, at: before }),
        finalising(id, payer, after),
      ]),
    );
    const { row, disputes } = await rowsOf(id);
    expect(row?.state).toBe(disputes.length > 0 ? 'disputed' : 'final');
    expect(await ledgerHolds()).toBe(true);
  });

  it('goes by itself once the window is over; what doesn’t fit waits and keeps nothing waiting', async () => {
    const month = '2026-02';
    const [large, small] = [
      await aStatement({ month, lines: 3 }),
      await aStatement({ month, lines: 1 }),
    ];
    await ceiling(large.payer, 2999, month);
    await finaliseDue(contextAt(WINDOW_ENDS - 1));
    expect((await rowsOf(small.id)).row?.state).toBe('issued');
    await finaliseDue(contextAt(WINDOW_ENDS));
    expect((await rowsOf(small.id)).row).toMatchObject({ state: 'final', finalBy: 'system' });
    expect((await rowsOf(large.id)).row?.state).toBe('issued');
    expect(await ledgerHolds()).toBe(true);
  });
});

describe('the ceiling', () => {
  it('is set by those who pay, with an audit row, and never below what is final', async () => {
    const month = '2026-01';
    const { id, owner, payer } = await aStatement({ month });
    expect((await ceiling(payer, 5000, month)).body).toEqual({
      ...{ month, ceilingFen: 5000, finalFen: 0, openFen: 2000 },
    });
    await accepting(id, owner);
    await finalising(id, payer);
    expect(codeOf(await ceiling(payer, 1999, month))).toBe('settlement.belowFinal');
    expect(codeOf(await ceiling(owner, 9000, month))).toBe('auth.forbidden');
    expect((await ceiling(payer, 2000, month)).body).toMatchObject({
      ...{ ceilingFen: 2000, finalFen: 2000, openFen: 0 },
    });
    const set = and(eq(audit.nounId, month), eq(audit.act, 'settlementBudget.set'));
    expect(await db.select().from(audit).where(set)).toHaveLength(2);
    const [row] = await db.select().from(settlementBudget).where(eq(settlementBudget.month, month));
    expect(row).toMatchObject({ ceilingFen: 2000, setBy: payer.id });
  });
});

describe('reading', () => {
  const listed = async (as: Somebody, query = `?month=${MONTH}&limit=500`) =>
    (await linli.get(`/api/v1/staff/statements${query}`, { as })).body as Statements;

  it('shows a merchant its own, a zone its own, and those who pay all of them with the ceiling', async () => {
    const mine = await aStatement();
    const others = await aStatement();
    const own = await listed(mine.owner);
    expect(own.items.map(({ id }) => id)).toEqual([mine.id]);
    expect(own).toMatchObject({ budget: null, can: { issue: false } });
    expect(own.items[0]?.can).toEqual({
      ...{ dispute: true, accept: true, undo: true, decide: false, finalise: false },
    });
    const all = await listed(mine.payer);
    const ids = all.items.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([mine.id, others.id]));
    expect(all).toMatchObject({ budget: { ceilingFen: 10_000_000 }, can: { issue: true } });
    const operator = (scopeId: string) =>
      staffOf({ role: 'zone_operator', scopeKind: 'zone', scopeId });
    expect((await listed(await operator('za'))).items.length).toBe(all.items.length);
    expect((await listed(await operator('zb'))).items).toEqual([]);
    expect(codeOf({ body: await listed(mine.clerk) })).toBe('auth.forbidden');
    const reply = await linli.get(`/api/v1/statements/${mine.id}`, { as: others.owner });
    expect(codeOf(reply)).toBe('statement.notFound');
  });

  it('goes on where a page ends, and keeps to a state', async () => {
    const { payer } = await aStatement();
    await aDispute();
    const first = await listed(payer, `?month=${MONTH}&limit=1`);
    const second = await listed(payer, `?month=${MONTH}&limit=1&cursor=${first.next}`);
    expect(first.items[0]?.id).not.toBe(second.items[0]?.id);
    const disputed = await listed(payer, '?state=disputed&limit=500');
    expect(new Set(disputed.items.map(({ state }) => state))).toEqual(new Set(['disputed']));
  });

  it('tells of each line what, where and for how much, and of nobody who had it', async () => {
    const { id, owner, redemptionIds } = await aStatement({ lines: 1 });
    const reply = await linli.get(`/api/v1/statements/${id}`, { as: owner });
    expect((reply.body as StatementPage).lines).toEqual([
      {
        ...{ redemptionId: redemptionIds[0], on: '2026-10-20', good: '测试毛巾', quantity: 1 },
        ...{ points: 10, fen: 1000, shop: '测试门店', state: 'stands' },
      },
    ]);
  });

  it('come as one table of the month, a row for each, with nothing that a spreadsheet would reckon', async () => {
    const month = '2026-08';
    const [struck, paid] = [await aStatement({ month }), await aStatement({ lines: 3, month })];
    await objecting(struck.id, struck.owner, { redemptionId: struck.redemptionIds[0] });
    const [{ id: disputeId = '' } = {}] = (await rowsOf(struck.id)).disputes;
    await deciding(disputeId, struck.payer);
    await ceiling(paid.payer, 10_000_000, month);
    await accepting(paid.id, paid.owner);
    await finalising(paid.id, paid.payer);
    await db
      .update(merchant)
      .set({ name: '=HYPERLINK("a"),b' })
      .where(eq(merchant.id, struck.merchantId));
    const file = (as: Somebody, of = month) =>
      linli.get(`/api/v1/staff/statements.csv?month=${of}`, { as });
    const reply = await file(paid.payer);
    expect(reply.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    expect(reply.headers.get('Content-Disposition')).toContain('linli-statements-2026-08.csv');
    const header = '月份,商家,商家编号,状态,单数,积分,金额（元）,出单,商家确认,结算,编号';
    const [name, today] = [`测试商家 ${paid.merchantId}`, '2026-11-25'];
    expect(reply.body).toBe(
      [
        header,
        `2026-08,${name},${paid.merchantId},结算了,3,30,30.00,${today},${today},${today},${paid.id}`,
        `2026-08,"'=HYPERLINK(""a""),b",${struck.merchantId},等商家核对,1,10,10.00,${today},,,${struck.id}`,
        '',
      ].join('\r\n'),
    );
    const operator = (scopeId: string) =>
      staffOf({ role: 'zone_operator', scopeKind: 'zone', scopeId });
    expect((await file(await operator('za'))).body).toBe(reply.body);
    for (const empty of [await file(await operator('zb')), await file(paid.payer, '2025-01')]) {
      expect(String(empty.body).trim()).toBe(header);
    }
    for (const as of [struck.owner, struck.clerk]) {
      expect(codeOf(await file(as))).toBe('auth.forbidden');
    }
  });

  it('comes as a table that Excel opens, of what stands', async () => {
    const { id, owner, payer, disputeId, redemptionIds } = await aDispute();
    await deciding(disputeId, payer);
    const reply = await linli.get(`/api/v1/statements/${id}/lines.csv`, { as: owner });
    expect(reply.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    expect(reply.body).toBe(
      [
        '日期,商品,数量,积分,金额（元）,门店,状态,编号',
        `2026-10-20,测试毛巾,1,0,0.00,测试门店,已划掉,${redemptionIds[0]}`,
        `2026-10-20,测试毛巾,1,10,10.00,测试门店,计入,${redemptionIds[1]}`,
        '',
      ].join('\r\n'),
    );
  });
});
