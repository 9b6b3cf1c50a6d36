/** Rows as the ledger's own statements would have written them: accounts empty, for the transfers fill them. */
import {
  type ExpiryRule,
  lastDayOf,
  type TransactionKind,
} from '../../worker/features/points/rules.ts';
import { type Day, dayOf } from '../../worker/lib/time.ts';
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

/** What is left of something earned at `at`. Of one lot there are as many as were posted to it. */
type Part = { lotId: string; programmeId: string; expiresOn: Day | null; at: number; left: number };

type Earned = {
  points: number;
  note: string;
  at: number;
  causeKind: string;
  causeId: string;
  postedBy: string;
};

/** Points set aside: for what, until when (ms), and of which lots. */
type Held = {
  residentId: string;
  expiresAt: number;
  note: string;
  lots: { lotId: string; points: number }[];
};

export class Ledger {
  accounts = new Map<string, PointsAccountRow>();
  transfers: PointsTransferRow[] = [];
  transactions: PointsTransactionRow[] = [];
  private parts = new Map<string, Part[]>();
  private holds = new Map<string, Held>();

  fund(programmeId: string, points: number, at: number): string {
    const id = `ptx-budget-${programmeId}`;
    this.post({ id, kind: 'fund', causeKind: 'budget', causeId: id, points, postedAt: at }, [
      { from: 'source', to: `budget:${programmeId}`, lotId: null, points },
    ]);
    return id;
  }

  /** `at` in ms. Answers the transaction's id. */
  earn(residentId: string, programme: ExpiryRule & { id: string }, earned: Earned): string {
    const { at, ...posted } = earned;
    const { points, causeKind, causeId } = posted;
    const expiresOn = lastDayOf(programme, dayOf(at));
    const lotId = `lot:${residentId}:${programme.id}:${expiresOn ?? 'never'}`;
    this.open({ id: lotId, kind: 'lot', ownerId: residentId, expiresOn, createdAt: at }, programme);
    const part = { lotId, programmeId: programme.id, expiresOn, at, left: points };
    this.parts.set(residentId, [...(this.parts.get(residentId) ?? []), part]);
    const id = causeKind === 'demo' ? `ptx-${causeId}` : `ptx-${causeKind}-${causeId}`;
    this.post({ id, kind: 'earn', postedAt: at, residentId, ...posted }, [
      { from: `budget:${programme.id}`, to: lotId, lotId, points },
    ]);
    return id;
  }

  /** What a resident can spend at a moment: earned by then, not lapsed, of one programme or of all. */
  spendable(residentId: string, at: number, programmeId?: string): number {
    return this.partsOf(residentId, at, programmeId).reduce((sum, { left }) => sum + left, 0);
  }

  /** Sets points aside for a redemption, the first to lapse first. */
  hold(
    redemptionId: string,
    of: Pick<Held, 'residentId' | 'expiresAt' | 'note'> & {
      programmeId?: string;
      points: number;
      at: number;
    },
  ): string {
    const holdId = `hold:${redemptionId}`;
    this.open({
      ...{ id: holdId, kind: 'hold', ownerId: of.residentId, expiresAt: of.expiresAt },
      createdAt: of.at,
    });
    const lots = new Map<string, number>();
    let rest = of.points;
    for (const part of this.partsOf(of.residentId, of.at, of.programmeId)) {
      const taken = Math.min(rest, part.left);
      part.left -= taken;
      rest -= taken;
      if (taken > 0) lots.set(part.lotId, (lots.get(part.lotId) ?? 0) + taken);
    }
    if (rest > 0) throw new Error(`Too few points for ${redemptionId}`);
    const taken = [...lots].map(([lotId, points]) => ({ lotId, points }));
    const { residentId, expiresAt, note } = of;
    this.holds.set(holdId, { residentId, expiresAt, note, lots: taken });
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
        ...{ residentId: held.residentId, postedAt: at, postedBy: by, note: held.note },
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

  private partsOf(residentId: string, at: number, programmeId?: string): Part[] {
    const today = dayOf(at);
    return (this.parts.get(residentId) ?? [])
      .filter((part) => part.left > 0 && part.at <= at && (part.expiresOn ?? today) >= today)
      .filter((part) => programmeId === undefined || part.programmeId === programmeId)
      .sort((a, b) => ((a.expiresOn ?? '9') < (b.expiresOn ?? '9') ? -1 : 1));
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
