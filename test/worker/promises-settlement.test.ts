/** Statements by the database alone: what no command would ask of it. See promises.test.ts. */
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Redemption } from '../../worker/features/mall/schema/redemptions.ts';
import { settlePoints } from '../../worker/features/points/commands/ledger.ts';
import {
  dispute,
  settlementBudget,
  statement,
  statementLine,
} from '../../worker/features/settlement/tables.ts';
import { writeAll } from '../../worker/lib/db.ts';
import { type ErrorCode, refusalOf } from '../../worker/lib/errors.ts';
import { audit } from '../../worker/lib/tables.ts';
import { DAY_MS, fromRfc3339 } from '../../worker/lib/time.ts';
import { merchantOf, redeeming, richOf } from './mall-world.ts';
import { contextAt } from './points-world.ts';
import {
  accepting,
  aDispute,
  aPayer,
  aStall,
  aStatement,
  ceiling,
  deciding,
  finalising,
  linli,
  rowsOf,
  sold,
} from './settlement-world.ts';
import { db, linliAt, NOW, smallSubdistrict, unique } from './world.ts';

beforeAll(async () => {
  await smallSubdistrict();
  await ceiling(await aPayer(), 10_000_000);
});

type Promised = [string, ErrorCode, () => Promise<unknown>];
type Values = Partial<typeof statement.$inferInsert>;
type DisputeValues = Partial<typeof dispute.$inferInsert>;

/** A statement past the command. */
async function madeOf(values: Values) {
  const { id: merchantId } = await merchantOf();
  return db.insert(statement).values({
    ...{ id: `stm-${unique()}`, merchantId, month: '2026-10', state: 'issued', points: 0, fen: 0 },
    ...{ issuedAt: NOW, disputeUntilAt: NOW + 8 * DAY_MS },
    ...values,
  });
}

const changed = (id: string, values: Values) =>
  db.update(statement).set(values).where(eq(statement.id, id));

const audited = (noun: string, nounId: string, act: string, actorId: string, at = NOW) =>
  db.insert(audit).values({ id: `audit-${unique()}`, at, actorId, act, noun, nounId });

/** When whatever is issued now can be paid. */
const READY = NOW + 9 * DAY_MS;

/** Final past the command, without what is left out. */
async function finalOf(
  { id, payer }: Awaited<ReturnType<typeof aStatement>>,
  { at = READY, audit: isAudited = true } = {},
) {
  if (isAudited) await audited('statement', id, 'statement.finalise', payer.id);
  return changed(id, { state: 'final', finalAt: at, finalBy: payer.id });
}

async function paid() {
  const made = await aStatement();
  await accepting(made.id, made.owner);
  await finalising(made.id, made.payer);
  return made;
}

/** An objection past the command, to the first line, with its audit row. */
async function raised(values: DisputeValues = {}, { isAudited = true } = {}) {
  const { id: statementId, owner, redemptionIds } = await aStatement();
  const id = `dsp-${unique()}`;
  if (isAudited) await audited('dispute', id, 'dispute.raise', owner.id);
  return db.insert(dispute).values({
    ...{ id, statementId, redemptionId: redemptionIds[0] ?? null, text: '没有给出去' },
    ...{ state: 'open', raisedBy: owner.id, raisedAt: NOW },
    ...values,
  });
}

/** An answer past the command. */
async function answered(values: DisputeValues, { isAudited = true } = {}) {
  const { disputeId, payer } = await aDispute();
  const said = {
    state: 'upheld',
    answer: '核对过了',
    decidedBy: payer.id,
    decidedAt: NOW,
  } as const;
  const all = { ...said, ...values };
  if (isAudited) await audited('dispute', disputeId, 'dispute.uphold', all.decidedBy ?? '');
  return db.update(dispute).set(all).where(eq(dispute.id, disputeId));
}

/** A redemption of a statement's merchant that stands on none, put on it. */
async function lineOf(
  made: Awaited<ReturnType<typeof aStatement>>,
  values: Partial<typeof statementLine.$inferInsert> = {},
) {
  const [redemptionId = ''] = await sold(made);
  return db.insert(statementLine).values({
    ...{ redemptionId, statementId: made.id, points: 10, fen: 1000, ...values },
  });
}

async function onFirstLine(values: Partial<typeof statementLine.$inferInsert>) {
  const { redemptionIds } = await aStatement();
  return db
    .update(statementLine)
    .set(values)
    .where(eq(statementLine.redemptionId, redemptionIds[0] ?? ''));
}

async function ceilingOf(month: string) {
  await ceiling(await aPayer(), 5000, month);
  return eq(settlementBudget.month, month);
}

const PROMISED: Promised[] = [
  ['a statement begins without a sum', 'statement.sums', () => madeOf({ points: 10 })],
  [
    'a statement is of a month that is over',
    'statement.monthOpen',
    () => madeOf({ month: '2026-11' }),
  ],
  [
    'a statement leaves seven days for objections',
    'statement.state',
    () => madeOf({ disputeUntilAt: NOW + 7 * DAY_MS - 1 }),
  ],
  [
    'a statement begins issued',
    'statement.state',
    () => madeOf({ state: 'final', finalAt: NOW, finalBy: 'system' }),
  ],
  [
    'whose statement of which month it is never changes',
    'statement.immutable',
    async () => changed((await aStatement()).id, { month: '2026-09' }),
  ],
  [
    'a statement is never deleted',
    'statement.immutable',
    async () => db.delete(statement).where(eq(statement.id, (await aStatement()).id)),
  ],
  [
    'the sum of a statement is never written by hand',
    'statement.sums',
    async () => changed((await aStatement()).id, { fen: 1 }),
  ],
  [
    'nothing is disputed that nobody objected to',
    'statement.state',
    async () => changed((await aStatement()).id, { state: 'disputed' }),
  ],
  [
    'what is objected to is not taken for undisputed',
    'statement.state',
    async () => changed((await aDispute()).id, { state: 'issued' }),
  ],
  [
    'nothing is paid while its merchant may object',
    'statement.tooEarly',
    async () => finalOf(await aStatement(), { at: NOW }),
  ],
  [
    'nothing is paid without an audit row',
    'audit.missing',
    async () => finalOf(await aStatement(), { audit: false }),
  ],
  [
    'nothing is paid beyond the ceiling',
    'settlement.ceiling',
    async () => finalOf(await aStatement({ month: '2026-02' })),
  ],
  [
    'nothing is paid that is not settled',
    'statement.ledger',
    async () => finalOf(await aStatement()),
  ],
  [
    'what is final stays final',
    'statement.state',
    async () => changed((await paid()).id, { state: 'issued', finalAt: null, finalBy: null }),
  ],
  [
    'when and by whom it became final never changes',
    'statement.immutable',
    async () => changed((await paid()).id, { finalAt: NOW - 1 }),
  ],
  [
    'no points are settled but for a statement',
    'statement.ledger',
    async () => {
      const { merchantId, id } = await aStatement();
      const cause = { kind: 'favour', id };
      return writeAll(db, settlePoints(contextAt(), { cause, by: 'test', merchantId, points: 20 }));
    },
  ],
  [
    'no points are settled out of another merchant’s account',
    'statement.ledger',
    async () => {
      const [{ id }, { merchantId }] = [await aStatement(), await aStatement()];
      const cause = { kind: 'statement', id };
      return writeAll(db, settlePoints(contextAt(), { cause, by: 'test', merchantId, points: 20 }));
    },
  ],
  [
    'no more and no less is settled than stands',
    'statement.ledger',
    async () => {
      const { id, merchantId } = await aStatement();
      const cause = { kind: 'statement', id };
      return writeAll(db, settlePoints(contextAt(), { cause, by: 'test', merchantId, points: 19 }));
    },
  ],
  [
    'what was accepted stays accepted',
    'statement.immutable',
    async () => {
      const { id, owner } = await aStatement();
      await accepting(id, owner);
      return changed(id, { acceptedAt: null });
    },
  ],
  [
    'nothing is accepted without an audit row',
    'audit.missing',
    async () => changed((await aStatement()).id, { acceptedAt: NOW }),
  ],
  [
    'nothing is accepted that is objected to',
    'statement.state',
    async () => changed((await aDispute()).id, { acceptedAt: NOW }),
  ],
  [
    'nothing is accepted when its time is over',
    'dispute.tooLate',
    async () => changed((await aStatement()).id, { acceptedAt: READY }),
  ],
  [
    'no line is added to what was accepted',
    'statement.state',
    async () => {
      const made = await aStatement();
      await accepting(made.id, made.owner);
      return lineOf(made);
    },
  ],
  [
    'a line is for what its redemption says',
    'statement.line',
    async () => lineOf(await aStatement(), { fen: 2000 }),
  ],
  [
    'a line is of its statement’s merchant',
    'statement.line',
    async () => {
      const [redemptionId = ''] = await sold(await aStall());
      return lineOf(await aStatement(), { redemptionId });
    },
  ],
  [
    'a line is of what was fetched by the month’s end',
    'statement.line',
    async () => {
      const made = await aStatement();
      const [redemptionId = ''] = await sold(made, 1, '2026-11');
      return lineOf(made, { redemptionId });
    },
  ],
  [
    'a line is of nothing that still waits',
    'statement.line',
    async () => {
      const made = await aStatement();
      const then = linliAt(fromRfc3339('2026-10-20T10:00:00+08:00'));
      const { body } = await redeeming(then, await richOf(10), made.goodId);
      return lineOf(made, { redemptionId: (body as Redemption).id });
    },
  ],
  ['a line never changes', 'statement.immutable', () => onFirstLine({ fen: 1 })],
  [
    'no line is struck out that nobody objected to',
    'dispute.state',
    () => onFirstLine({ struckAt: NOW }),
  ],
  [
    'nothing is struck out of what is final',
    'statement.immutable',
    async () => {
      const { redemptionIds } = await paid();
      return db
        .update(statementLine)
        .set({ struckAt: NOW })
        .where(eq(statementLine.redemptionId, redemptionIds[0] ?? ''));
    },
  ],
  [
    'a line is never deleted',
    'statement.immutable',
    async () =>
      db.delete(statementLine).where(eq(statementLine.statementId, (await aStatement()).id)),
  ],
  [
    'an objection begins open',
    'dispute.state',
    () => raised({ state: 'rejected', answer: '不认', decidedBy: 'x', decidedAt: NOW }),
  ],
  ['an objection comes in time', 'dispute.tooLate', () => raised({ raisedAt: READY })],
  [
    'an objection is to a line of its statement',
    'statementLine.notFound',
    async () => raised({ redemptionId: (await aStatement()).redemptionIds[0] ?? null }),
  ],
  [
    'nothing is objected to without an audit row',
    'audit.missing',
    () => raised({}, { isAudited: false }),
  ],
  [
    'a line is objected to once',
    'dispute.exists',
    async () => {
      const { id: statementId, redemptionId } = await aDispute();
      return raised({ statementId, redemptionId });
    },
  ],
  [
    'nothing is objected to that was accepted',
    'statement.state',
    async () => {
      const { id: statementId, owner } = await aStatement();
      await accepting(statementId, owner);
      return raised({ statementId, redemptionId: null });
    },
  ],
  [
    'no objection is decided without an audit row',
    'audit.missing',
    () => answered({}, { isAudited: false }),
  ],
  [
    'nobody decides an objection of their own',
    'statement.own',
    async () => {
      const { disputeId, owner } = await aDispute();
      const said = { state: 'upheld', answer: '认', decidedBy: owner.id, decidedAt: NOW } as const;
      return db.update(dispute).set(said).where(eq(dispute.id, disputeId));
    },
  ],
  [
    'an objection is decided once',
    'dispute.state',
    async () => {
      const { disputeId, payer } = await aDispute();
      await deciding(disputeId, payer);
      return db.update(dispute).set({ answer: '改口' }).where(eq(dispute.id, disputeId));
    },
  ],
  ['what was objected never changes', 'dispute.immutable', () => answered({ text: '别的' })],
  [
    'an objection is never deleted',
    'dispute.immutable',
    async () => db.delete(dispute).where(eq(dispute.id, (await aDispute()).disputeId)),
  ],
  [
    'no ceiling is set without an audit row',
    'audit.missing',
    async () => {
      const { id: setBy } = await aPayer();
      const row = { month: '2025-01', ceilingFen: 1, setBy, setAt: NOW };
      return db.insert(settlementBudget).values(row);
    },
  ],
  [
    'no ceiling is changed without an audit row',
    'audit.missing',
    async () =>
      db
        .update(settlementBudget)
        .set({ ceilingFen: 1, setAt: NOW + 1 })
        .where(await ceilingOf('2025-02')),
  ],
  [
    'a ceiling stays its month’s',
    'settlement.immutable',
    async () =>
      db
        .update(settlementBudget)
        .set({ month: '2025-04' })
        .where(await ceilingOf('2025-03')),
  ],
  [
    'a ceiling is never deleted',
    'settlement.immutable',
    async () => db.delete(settlementBudget).where(await ceilingOf('2025-05')),
  ],
  [
    'no ceiling is below what is final',
    'settlement.belowFinal',
    async () => {
      const { payer } = await paid();
      await audited('settlementBudget', '2026-10', 'settlementBudget.set', payer.id);
      return db
        .update(settlementBudget)
        .set({ ceilingFen: 0, setBy: payer.id, setAt: NOW })
        .where(eq(settlementBudget.month, '2026-10'));
    },
  ],
];

describe('the database alone keeps that', () => {
  it.each(PROMISED)('%s', async (_, code, breakIt) => {
    const reply = await breakIt().then(() => 'done', refusalOf);
    expect(reply).toBe(code);
  });

  it('a sum follows its lines: those that come, and those that are struck out', async () => {
    const { id, disputeId, payer } = await aDispute({ lines: 3 });
    expect((await rowsOf(id)).row).toMatchObject({ points: 30, fen: 3000 });
    await deciding(disputeId, payer);
    expect((await rowsOf(id)).row).toMatchObject({ points: 20, fen: 2000 });
  });

  it('what is objected to is disputed until the last answer', async () => {
    const { id, owner, payer, disputeId } = await aDispute();
    const whole = await linli.post(`/api/v1/statements/${id}/disputes`, {
      ...{ as: owner, body: { text: '少了一单' } },
    });
    expect(whole.status).toBe(201);
    await deciding(disputeId, payer);
    expect((await rowsOf(id)).row?.state).toBe('disputed');
  });
});
