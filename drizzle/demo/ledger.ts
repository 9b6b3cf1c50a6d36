/** Rows as the ledger's own statements would have written them: accounts empty, for the transfers fill them. */
import {
  type ExpiryRule,
  lastDayOf,
  type TransactionKind,
} from '../../worker/features/points/rules.ts';
import { dayOf } from '../../worker/lib/time.ts';
import { ADMIN_ID } from './people.ts';
import type { PointsAccountRow, PointsTransactionRow, PointsTransferRow } from './rows.ts';

/** Kinds that are posted together. */
export const TURNS: readonly (readonly TransactionKind[])[] = [
  ['fund', 'earn', 'hold'],
  ['capture', 'release'],
  ['refund'],
  ['settle'],
];

type Known = Pick<
  PointsTransactionRow,
  'id' | 'kind' | 'causeKind' | 'causeId' | 'points' | 'postedAt'
> &
  Partial<PointsTransactionRow>;

/** From which account to which, out of which lot, and how much. */
type Move = { from: string; to: string; lotId: string | null; points: number };

type Held = { residentId: string; expiresAt: number; lots: { lotId: string; points: number }[] };

export class Ledger {
  accounts = new Map<string, PointsAccountRow>();
  transfers: PointsTransferRow[] = [];
  transactions: PointsTransactionRow[] = [];
  private left = new Map<string, number>();
  private holds = new Map<string, Held>();

  fund(programmeId: string, points: number, at: number): string {
    const id = `ptx-budget-${programmeId}`;
    this.post({ id, kind: 'fund', causeKind: 'budget', causeId: id, points, postedAt: at }, [
      { from: 'source', to: `budget:${programmeId}`, lotId: null, points },
    ]);
    return id;
  }

  /** `at` in ms. */
  earn(
    residentId: string,
    programme: ExpiryRule & { id: string },
    { points, note, at, causeId }: { points: number; note: string; at: number; causeId: string },
  ): void {
    const expiresOn = lastDayOf(programme, dayOf(at));
    const lotId = `lot:${residentId}:${programme.id}:${expiresOn ?? 'never'}`;
    this.open({ id: lotId, kind: 'lot', ownerId: residentId, expiresOn, createdAt: at }, programme);
    this.left.set(lotId, (this.left.get(lotId) ?? 0) + points);
    this.post(
      {
        ...{ id: `ptx-${causeId}`, kind: 'earn', causeKind: 'demo', causeId, points, postedAt: at },
        ...{ residentId, note },
      },
      [{ from: `budget:${programme.id}`, to: lotId, lotId, points }],
    );
  }

  /** What a resident can spend out of lots of this programme. */
  spendable(residentId: string, programmeId: string): number {
    return this.lotsOf(residentId, programmeId).reduce((sum, { points }) => sum + points, 0);
  }

  /** Sets points aside for a redemption, out of the programme's lots, the first to lapse first. */
  hold(
    redemptionId: string,
    of: { residentId: string; programmeId: string; points: number; at: number; expiresAt: number },
  ): string {
    const holdId = `hold:${redemptionId}`;
    this.open({
      ...{ id: holdId, kind: 'hold', ownerId: of.residentId, expiresAt: of.expiresAt },
      createdAt: of.at,
    });
    const lots: Held['lots'] = [];
    let rest = of.points;
    for (const { lotId, points } of this.lotsOf(of.residentId, of.programmeId)) {
      const taken = Math.min(rest, points);
      if (taken > 0) lots.push({ lotId, points: taken });
      this.left.set(lotId, points - taken);
      rest -= taken;
    }
    if (rest > 0) throw new Error(`Too few points for ${redemptionId}`);
    this.holds.set(holdId, { residentId: of.residentId, expiresAt: of.expiresAt, lots });
    this.postHold('hold', holdId, { at: of.at, by: of.residentId, causeId: redemptionId });
    return holdId;
  }

  /** Pays a hold out to a merchant, gives it back, or gives back what was paid. What came back is not held again. */
  postHold(
    kind: 'hold' | 'capture' | 'release' | 'refund',
    holdId: string,
    {
      at,
      by,
      causeId,
      merchantId,
    }: { at: number; by: string; causeId: string; merchantId?: string },
  ): void {
    const held = this.holds.get(holdId);
    if (!held) throw new Error(`No hold ${holdId}`);
    const payee = `merchant:${merchantId}`;
    if (kind === 'capture') {
      this.open({ id: payee, kind: 'merchant', ownerId: merchantId ?? '', createdAt: at });
    }
    const moves = held.lots.map(({ lotId, points }): Move => {
      const ends = {
        hold: { from: lotId, to: holdId },
        capture: { from: holdId, to: payee },
        release: { from: holdId, to: lotId },
        refund: { from: payee, to: lotId },
      }[kind];
      return { ...ends, lotId, points };
    });
    this.post(
      {
        ...{ id: `ptx-${kind}-${causeId}`, kind, causeKind: 'redemption', causeId, holdId },
        ...{ residentId: held.residentId, postedAt: at, postedBy: by, note: null },
        points: moves.reduce((sum, { points }) => sum + points, 0),
      },
      moves,
    );
  }

  /** What a final statement moves. */
  settle(statementId: string, merchantId: string, points: number, at: number): void {
    this.post(
      {
        ...{ id: `ptx-settle-${statementId}`, kind: 'settle', causeKind: 'statement' },
        ...{ causeId: statementId, points, postedAt: at, note: null },
      },
      [{ from: `merchant:${merchantId}`, to: 'settled', lotId: null, points }],
    );
  }

  /** Numbered in the order in which load-mall.ts posts them. */
  rows() {
    const kindOf = new Map(this.transactions.map(({ id, kind }) => [id, kind]));
    const turn = ({ transactionId }: PointsTransferRow) =>
      TURNS.findIndex((kinds) => kinds.includes(kindOf.get(transactionId) ?? 'fund'));
    const inTurn = this.transfers.toSorted((a, b) => turn(a) - turn(b) || a.seq - b.seq);
    return {
      pointsAccount: [...this.accounts.values()],
      pointsTransfer: inTurn.map((row, index) => ({ ...row, seq: index + 1 })),
      pointsTransaction: this.transactions,
    };
  }

  private lotsOf(residentId: string, programmeId: string) {
    return [...this.accounts.values()]
      .filter(
        (one) =>
          one.kind === 'lot' && one.ownerId === residentId && one.programmeId === programmeId,
      )
      .sort((a, b) => ((a.expiresOn ?? '9') < (b.expiresOn ?? '9') ? -1 : 1))
      .map(({ id }) => ({ lotId: id, points: this.left.get(id) ?? 0 }));
  }

  private open(
    account: Pick<PointsAccountRow, 'id' | 'kind' | 'ownerId' | 'createdAt'> &
      Partial<PointsAccountRow>,
    programme?: { id: string },
  ): void {
    if (this.accounts.has(account.id)) return;
    this.accounts.set(account.id, {
      ...{ programmeId: programme?.id ?? null, expiresOn: null, expiresAt: null },
      ...{ balance: 0, lastTransfer: null },
      ...account,
    });
  }

  private post(known: Known, moves: readonly Move[]): void {
    for (const { from, to, lotId, points } of moves) {
      this.transfers.push({
        ...{ seq: this.transfers.length + 1, transactionId: known.id },
        ...{ debitAccountId: from, creditAccountId: to, lotId, points },
      });
    }
    this.transactions.push({
      ...{ residentId: null, holdId: null, reversesId: null, postedBy: ADMIN_ID },
      note: '年度预算（演示）',
      ...known,
    });
  }
}
