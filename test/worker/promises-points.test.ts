/** The ledger by the database alone: what no command would ask of it. See promises.test.ts. */
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { capturePoints, refundPoints } from '../../worker/features/points/commands/ledger.ts';
import {
  pointsAccount,
  pointsFlow,
  pointsProgramme,
  pointsProof,
  pointsReversal,
  pointsShape,
  pointsTransaction,
  pointsTransfer,
} from '../../worker/features/points/tables.ts';
import { writeAll } from '../../worker/lib/db.ts';
import { type ErrorCode, refusalOf } from '../../worker/lib/errors.ts';
import { audit } from '../../worker/lib/tables.ts';
import {
  aCause,
  balanceOf,
  bySystem,
  contextAt,
  earnerOf,
  heldBy,
  programmeOf,
  transactionsOf,
} from './points-world.ts';
import { db, NOW, signedInPerson, smallSubdistrict, unique } from './world.ts';

beforeAll(smallSubdistrict);

type Promised = [string, ErrorCode, () => Promise<unknown>];
type Transaction = typeof pointsTransaction.$inferInsert;
type Transfer = Omit<typeof pointsTransfer.$inferInsert, 'transactionId'>;

/** A resident with 10 points in one lot, whose account this is. */
async function aLot() {
  const { resident, programme } = await earnerOf(10);
  return {
    residentId: resident.id,
    programmeId: programme.id,
    lotId: `lot:${resident.id}:${programme.id}:never`,
  };
}

/** Writes transfers and the transaction that seals them, past every command. */
function posted(transfers: Transfer[], values: Partial<Transaction>) {
  const id = `ptx-${unique()}`;
  const { kind: causeKind, id: causeId } = aCause();
  return writeAll(db, [
    ...transfers.map((transfer) =>
      db.insert(pointsTransfer).values({ ...transfer, transactionId: id }),
    ),
    db.insert(pointsTransaction).values({
      ...{ id, causeKind, causeId, kind: 'hold', points: 1, postedAt: NOW, postedBy: 'test' },
      ...values,
    }),
  ]);
}

const heldFor = (residentId: string, values = {}) => ({
  ...{ id: `hold-${unique()}`, kind: 'hold' as const, ownerId: residentId },
  ...{ expiresAt: NOW + 1, createdAt: NOW },
  ...values,
});

async function aHold() {
  const lot = await aLot();
  const holdId = await heldBy(lot.residentId, 6);
  return { ...lot, holdId };
}

async function noted(act: string, nounId: string, actorId = 'test') {
  const id = `audit-${unique()}`;
  await db.insert(audit).values({ id, at: NOW, actorId, act, noun: 'pointsReversal', nounId });
}

/** A proposed correction of what a resident earned. */
async function aReversal() {
  const { residentId } = await aLot();
  const [earned] = await transactionsOf(residentId);
  const [one, other] = [await signedInPerson(), await signedInPerson()];
  const id = `rev-${unique()}`;
  await noted('reversal.propose', id);
  await db.insert(pointsReversal).values({
    id,
    transactionId: earned?.id ?? '',
    reason: '测试',
    state: 'proposed',
    proposedBy: one.id,
    proposedAt: NOW,
  });
  const decidedBy = (person: { id: string }) =>
    db
      .update(pointsReversal)
      .set({ state: 'approved', decidedBy: person.id, decidedAt: NOW })
      .where(eq(pointsReversal.id, id));
  return { id, earned, one, other, decidedBy, itself: eq(pointsReversal.id, id) };
}

type Posted = Awaited<ReturnType<typeof aReversal>>['earned'];

/** Posts so much of the mirror of what was earned, in the name of a reversal. */
async function mirrored(reversalId: string, earned: Posted, points: number) {
  const [transfer] = await db
    .select()
    .from(pointsTransfer)
    .where(eq(pointsTransfer.transactionId, earned?.id ?? ''));
  const { debitAccountId = '', creditAccountId = '', lotId = '' } = transfer ?? {};
  return posted(
    [{ debitAccountId: creditAccountId, creditAccountId: debitAccountId, lotId, points }],
    {
      ...{ kind: 'reverse', residentId: earned?.residentId, reversesId: earned?.id },
      ...{ points, causeKind: 'reversal', causeId: reversalId },
    },
  );
}

const BALANCES: Promised[] = [
  [
    'an account begins empty',
    'points.balance',
    async () => db.insert(pointsAccount).values(heldFor('nobody', { balance: 5 })),
  ],
  [
    'no balance is written by hand',
    'points.balance',
    async () => {
      const { lotId } = await aLot();
      const itself = eq(pointsAccount.id, lotId);
      return db.update(pointsAccount).set({ balance: 99 }).where(itself);
    },
  ],
  [
    'no transfer moves a balance twice',
    'points.balance',
    async () => {
      const { lotId } = await aLot();
      const itself = eq(pointsAccount.id, lotId);
      const [lot] = await db.select().from(pointsAccount).where(itself);
      const again = { balance: (lot?.balance ?? 0) + 10, lastTransfer: lot?.lastTransfer ?? 0 };
      return db.update(pointsAccount).set(again).where(itself);
    },
  ],
  [
    'no lot goes below nothing',
    'points.short',
    async () => {
      const { lotId, residentId } = await aLot();
      const hold = heldFor(residentId);
      await db.insert(pointsAccount).values(hold);
      const transfer = { debitAccountId: lotId, creditAccountId: hold.id, lotId, points: 11 };
      return posted([transfer], { residentId, holdId: hold.id, points: 11 });
    },
  ],
  [
    'an account never changes hands or its last day',
    'points.immutable',
    async () => {
      const { lotId } = await aLot();
      const itself = eq(pointsAccount.id, lotId);
      return db.update(pointsAccount).set({ expiresOn: '2099-12-31' }).where(itself);
    },
  ],
  [
    'an account is never deleted',
    'points.immutable',
    async () => db.delete(pointsAccount).where(eq(pointsAccount.id, (await aLot()).lotId)),
  ],
  [
    'a programme keeps its rule of expiry',
    'points.immutable',
    async () => {
      const { id } = await programmeOf();
      const itself = eq(pointsProgramme.id, id);
      return db.update(pointsProgramme).set({ expiry: 'yearEnd' }).where(itself);
    },
  ],
  [
    'a programme is never deleted',
    'points.immutable',
    async () => db.delete(pointsProgramme).where(eq(pointsProgramme.id, (await programmeOf()).id)),
  ],
];

const TRANSACTIONS: Promised[] = [
  [
    'no transaction says more than it moves',
    'points.short',
    async () => {
      const { lotId, residentId } = await aLot();
      const hold = heldFor(residentId);
      await db.insert(pointsAccount).values(hold);
      const transfer = { debitAccountId: lotId, creditAccountId: hold.id, lotId, points: 3 };
      return posted([transfer], { residentId, holdId: hold.id, points: 4 });
    },
  ],
  [
    'no transaction moves more than it says',
    'points.shape',
    async () => {
      const { lotId, residentId } = await aLot();
      const hold = heldFor(residentId);
      await db.insert(pointsAccount).values(hold);
      const transfer = { debitAccountId: lotId, creditAccountId: hold.id, lotId, points: 3 };
      return posted([transfer], { residentId, holdId: hold.id, points: 2 });
    },
  ],
  [
    'nothing is added to a sealed transaction',
    'points.sealed',
    async () => {
      const { residentId, lotId, programmeId } = await aLot();
      const [earned] = await transactionsOf(residentId);
      const debitAccountId = `budget:${programmeId}`;
      return db.insert(pointsTransfer).values({
        ...{ transactionId: earned?.id ?? '', debitAccountId, creditAccountId: lotId, points: 1 },
      });
    },
  ],
  [
    'no points go from one resident to another',
    'points.shape',
    async () => {
      const [from, to] = [await aLot(), await aLot()];
      const { lotId, residentId } = from;
      const transfer = { debitAccountId: lotId, creditAccountId: to.lotId, lotId, points: 1 };
      return posted([transfer], { kind: 'expire', residentId });
    },
  ],
  [
    'no points leave by another door: there is no cash-out',
    'points.shape',
    async () => {
      const { lotId, residentId } = await aLot();
      const transfer = { debitAccountId: lotId, creditAccountId: 'source', lotId, points: 1 };
      return posted([transfer], { kind: 'expire', residentId });
    },
  ],
  [
    'nobody spends from another resident’s lot',
    'points.otherResident',
    async () => {
      const [{ lotId }, { residentId }] = [await aLot(), await aLot()];
      const hold = heldFor(residentId);
      await db.insert(pointsAccount).values(hold);
      const transfer = { debitAccountId: lotId, creditAccountId: hold.id, lotId, points: 1 };
      return posted([transfer], { residentId, holdId: hold.id });
    },
  ],
  [
    'what is held names the lot it comes from',
    'points.otherResident',
    async () => {
      const { lotId, residentId } = await aLot();
      const hold = heldFor(residentId);
      await db.insert(pointsAccount).values(hold);
      const transfer = { debitAccountId: lotId, creditAccountId: hold.id, points: 1 };
      return posted([transfer], { residentId, holdId: hold.id });
    },
  ],
  [
    'a transaction touches only its own hold',
    'points.otherHold',
    async () => {
      const { lotId, residentId, holdId } = await aHold();
      const other = await heldBy(residentId, 1);
      const transfer = { debitAccountId: holdId, creditAccountId: lotId, lotId, points: 1 };
      return posted([transfer], { kind: 'release', residentId, holdId: other });
    },
  ],
  [
    'a hold whose time is over pays nobody',
    'points.holdLapsed',
    async () => {
      const { residentId, holdId } = await aHold();
      const to = { kind: 'activity' as const, id: 'one' };
      const input = { ...bySystem(), holdId, residentId, points: 1, to };
      return writeAll(db, capturePoints(contextAt(NOW + 8 * 86_400_000), input));
    },
  ],
  [
    'a lot past its last day is not held',
    'points.lotLapsed',
    async () => {
      const { residentId, programmeId } = await aLot();
      const lot = {
        ...{ id: `lot-${unique()}`, kind: 'lot' as const, ownerId: residentId, programmeId },
        ...{ expiresOn: '2026-11-24', createdAt: NOW },
      };
      const hold = heldFor(residentId);
      await db.insert(pointsAccount).values([lot, hold]);
      const lotId = lot.id;
      const debitAccountId = `budget:${programmeId}`;
      const earned = { debitAccountId, creditAccountId: lotId, lotId, points: 5 };
      await posted([earned], { kind: 'earn', residentId, points: 5 });
      const transfer = { debitAccountId: lotId, creditAccountId: hold.id, lotId, points: 1 };
      return posted([transfer], { residentId, holdId: hold.id });
    },
  ],
  [
    'no more of a lot comes out of a hold than went in',
    'points.lotOfHold',
    async () => {
      const { residentId, programmeId, holdId } = await aHold();
      const lotId = `lot-${unique()}`;
      await db.insert(pointsAccount).values({
        ...{ id: lotId, kind: 'lot', ownerId: residentId, programmeId, createdAt: NOW },
      });
      const transfer = { debitAccountId: holdId, creditAccountId: lotId, lotId, points: 1 };
      return posted([transfer], { kind: 'release', residentId, holdId });
    },
  ],
  [
    'what one was paid doesn’t come back from another',
    'points.otherPayee',
    async () => {
      const [one, other] = [await aHold(), await aHold()];
      const [paid, richer] = [`paid-${unique()}`, `richer-${unique()}`];
      const pay = ({ residentId, holdId }: typeof one, points: number, id: string) =>
        capturePoints(contextAt(), {
          ...{ ...bySystem(), holdId, residentId, points, to: { kind: 'activity', id } },
        });
      await writeAll(db, [...pay(one, 2, paid), ...pay(one, 1, richer), ...pay(other, 6, richer)]);
      const { residentId, holdId } = one;
      const from = { kind: 'activity' as const, id: richer };
      const input = { ...bySystem(), holdId, residentId, points: 3, from };
      return writeAll(db, refundPoints(contextAt(), input));
    },
  ],
  [
    'an entry is never changed',
    'points.immutable',
    async () => {
      const { lotId } = await aLot();
      const itself = eq(pointsTransfer.creditAccountId, lotId);
      return db.update(pointsTransfer).set({ points: 99 }).where(itself);
    },
  ],
  [
    'an entry is never deleted',
    'points.immutable',
    async () =>
      db.delete(pointsTransfer).where(eq(pointsTransfer.creditAccountId, (await aLot()).lotId)),
  ],
  [
    'a transaction is never changed',
    'points.immutable',
    async () => {
      const itself = eq(pointsTransaction.residentId, (await aLot()).residentId);
      return db.update(pointsTransaction).set({ points: 99 }).where(itself);
    },
  ],
  [
    'a transaction is never deleted',
    'points.immutable',
    async () => {
      const itself = eq(pointsTransaction.residentId, (await aLot()).residentId);
      return db.delete(pointsTransaction).where(itself);
    },
  ],
  [
    'which transaction moves what between whom never changes',
    'points.immutable',
    async () => db.update(pointsShape).set({ creditKind: 'source' }),
  ],
  ['no kind of transaction is taken away', 'points.immutable', async () => db.delete(pointsShape)],
  [
    'no budget is given without an audit row',
    'audit.missing',
    async () => {
      const { id } = await programmeOf({ budget: 0 });
      const transfer = { debitAccountId: 'source', creditAccountId: `budget:${id}`, points: 1 };
      return posted([transfer], { kind: 'fund' });
    },
  ],
];

const CORRECTIONS: Promised[] = [
  [
    'nothing is undone that two people did not agree on',
    'reversal.state',
    async () => {
      const { id, earned } = await aReversal();
      return mirrored(id, earned, 10);
    },
  ],
  [
    'a correction mirrors what it corrects',
    'points.mirror',
    async () => {
      const { id, earned, other, decidedBy } = await aReversal();
      await noted('reversal.approve', id, other.id);
      await decidedBy(other);
      return mirrored(id, earned, 4);
    },
  ],
  [
    'a correction is decided by somebody else than who proposed it',
    'reversal.samePerson',
    async () => {
      const { id, one, decidedBy } = await aReversal();
      await noted('reversal.approve', id, one.id);
      return decidedBy(one);
    },
  ],
  [
    'no correction is decided without an audit row',
    'audit.missing',
    async () => {
      const { other, decidedBy } = await aReversal();
      return decidedBy(other);
    },
  ],
  [
    'no correction is proposed without an audit row',
    'audit.missing',
    async () => {
      const { one, earned } = await aReversal();
      return db.insert(pointsReversal).values({
        ...{ id: `rev-${unique()}`, transactionId: earned?.id ?? '', reason: '测试' },
        ...{ state: 'proposed', proposedBy: one.id, proposedAt: NOW },
      });
    },
  ],
  [
    'a correction keeps its reason',
    'points.immutable',
    async () => {
      const { itself, other } = await aReversal();
      const decided = { state: 'declined' as const, decidedBy: other.id, decidedAt: NOW };
      return db
        .update(pointsReversal)
        .set({ ...decided, reason: '别的' })
        .where(itself);
    },
  ],
  [
    'a correction is never deleted',
    'points.immutable',
    async () => db.delete(pointsReversal).where((await aReversal()).itself),
  ],
];

const totals = {
  ...{ holds: true, transactions: 0, entries: 0, entriesSum: 0, wrongBalances: 0 },
  ...{ wrongTransactions: 0, overspentBudgets: 0, wrongFlows: 0, budgeted: 0, issued: 0 },
  ...{ available: 0, held: 0, spent: 0, expired: 0 },
};

async function aProof() {
  const on = `2020-01-${String(unique() % 28).padStart(2, '0')}`;
  await db.insert(pointsProof).values({ on, provedAt: NOW, ...totals });
  return eq(pointsProof.on, on);
}

const PROOFS: Promised[] = [
  [
    'a proof is never changed',
    'points.immutable',
    async () => {
      const itself = await aProof();
      return db.update(pointsProof).set({ holds: false }).where(itself);
    },
  ],
  [
    'a proof is never deleted',
    'points.immutable',
    async () => db.delete(pointsProof).where(await aProof()),
  ],
];

/** The sum that what a resident just earned was added to, and the transaction that was. */
async function aFlow() {
  const { residentId } = await aLot();
  const [earned] = await transactionsOf(residentId);
  const last = eq(pointsFlow.lastTransaction, earned?.id ?? '');
  const [flow] = await db.select().from(pointsFlow).where(last);
  if (!flow) throw new Error('what was earned is in no sum');
  return { flow, last, residentId };
}

const FLOWS: Promised[] = [
  [
    'no figure is written by hand',
    'points.balance',
    async () => {
      const { flow, last } = await aFlow();
      const more = { points: flow.points + 10, times: flow.times + 1 };
      return db.update(pointsFlow).set(more).where(last);
    },
  ],
  [
    'no figure counts what was only held',
    'points.balance',
    async () => {
      const { flow, last, residentId } = await aFlow();
      await heldBy(residentId, 6);
      const [held] = (await transactionsOf(residentId)).filter(({ kind }) => kind === 'hold');
      const more = { points: flow.points + 6, times: flow.times + 1 };
      return db
        .update(pointsFlow)
        .set({ ...more, lastTransaction: held?.id ?? '' })
        .where(last);
    },
  ],
  [
    'no figure begins without what was posted',
    'points.balance',
    async () => {
      const { flow } = await aFlow();
      const other = { month: '2020-01', lastTransaction: `ptx-${unique()}` };
      return db.insert(pointsFlow).values({ ...flow, ...other });
    },
  ],
  [
    'a figure stays of its month, rule and place',
    'points.immutable',
    async () => {
      const { last } = await aFlow();
      return db.update(pointsFlow).set({ month: '2020-01' }).where(last);
    },
  ],
  [
    'a figure is never deleted',
    'points.immutable',
    async () => db.delete(pointsFlow).where((await aFlow()).last),
  ],
];

describe('the database alone keeps that', () => {
  it.each([...BALANCES, ...TRANSACTIONS, ...CORRECTIONS, ...PROOFS, ...FLOWS])(
    '%s',
    async (_, code, breakIt) => {
      const said = await breakIt().then(() => 'done', refusalOf);
      expect(said).toBe(code);
    },
  );

  it('nothing that was posted is in two figures', async () => {
    const { flow } = await aFlow();
    const twice = db.insert(pointsFlow).values({ ...flow, month: '2020-01', points: 10, times: 1 });
    await expect(twice).rejects.toThrow();
    const rows = await db.select().from(pointsFlow).where(eq(pointsFlow.month, '2020-01'));
    expect(rows).toEqual([]);
  });

  it('transfers that no transaction seals move nothing', async () => {
    const { lotId, programmeId } = await aLot();
    const loose = db.insert(pointsTransfer).values({
      ...{ transactionId: `ptx-${unique()}`, debitAccountId: `budget:${programmeId}` },
      ...{ creditAccountId: lotId, lotId, points: 1 },
    });
    // The key is checked as the batch ends, where D1 has no code for it.
    await expect(writeAll(db, [loose])).rejects.toThrow();
    expect(await balanceOf(lotId)).toBe(10);
  });
});
