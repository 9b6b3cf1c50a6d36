/** Statements of the months that are over: all but the last month's are final, of that one some are objected to. */
import { disputeUntil } from '../../worker/features/settlement/rules.ts';
import {
  addDays,
  atWallTime,
  dayOf,
  HOUR_MS,
  type Month,
  monthOf,
  nextMonth,
} from '../../worker/lib/time.ts';
import { auditOf } from './acts.ts';
import type { Ledger } from './ledger.ts';
import { ADMIN_ID, ownerOf } from './people.ts';
import type {
  AuditRow,
  DisputeRow,
  RedemptionRow,
  SettlementBudgetRow,
  StatementLineRow,
  StatementRow,
} from './rows.ts';

type Rows = {
  settlementBudget: SettlementBudgetRow[];
  statement: StatementRow[];
  statementLine: StatementLineRow[];
  dispute: DisputeRow[];
  audit: AuditRow[];
};

/**
 * Of last month's statements, in the order of merchants: the first is open to objections, one is objected to, some were
 * accepted, and some aren't issued yet. They came out late, so that there is something to say to them on any day.
 */
const OBJECTED = 2;
const ACCEPTED_EVERY = 3;
const UNISSUED_EVERY = 9;
const ISSUED_DAYS_AGO = 3;

export function statementRows(
  now: number,
  redemptions: readonly RedemptionRow[],
  ledger: Ledger,
  ceilingFen: number,
): Rows {
  const rows: Rows = {
    ...{ settlementBudget: [], statement: [], statementLine: [], dispute: [], audit: [] },
  };
  const thisMonth = monthOf(now);
  const paid = redemptions.filter(({ state }) => state === 'redeemed');
  const byMonth = Map.groupBy(paid, ({ redeemedAt }) => monthOf(redeemedAt ?? 0));
  const months = [...byMonth.keys()].filter((month) => month < thisMonth).sort();
  for (const month of [...months, thisMonth]) addBudget(rows, month, ceilingFen);
  for (const month of months) {
    const ofMonth = byMonth.get(month) ?? [];
    const merchants = [...new Set(ofMonth.map(({ merchantId }) => merchantId))].sort();
    for (const [index, merchantId] of merchants.entries()) {
      const lines = ofMonth.filter((one) => one.merchantId === merchantId);
      const isLast = month === months.at(-1);
      const place = isLast ? index : null;
      if (isLast && index % UNISSUED_EVERY === UNISSUED_EVERY - 1) continue;
      addStatement(rows, { now, month, merchantId, lines, index: place, ledger });
    }
  }
  return rows;
}

function addBudget(rows: Rows, month: Month, ceilingFen: number): void {
  const setAt = atWallTime(`${month}-01`, '09:00');
  const noun = { noun: 'settlementBudget', nounId: month };
  const by = { actorId: ADMIN_ID, facilityId: null };
  rows.audit.push(auditOf({ act: 'settlementBudget.set', ...noun, at: setAt, ...by }));
  rows.settlementBudget.push({ month, ceilingFen, setBy: ADMIN_ID, setAt });
}

function addStatement(
  rows: Rows,
  of: {
    now: number;
    month: Month;
    merchantId: string;
    lines: readonly RedemptionRow[];
    /** Among last month's; null = of a month before. */
    index: number | null;
    ledger: Ledger;
  },
): void {
  const { month, merchantId, lines, index } = of;
  const id = `statement-${merchantId}-${month}`;
  const firstAt = atWallTime(`${nextMonth(month)}-01`, '00:10');
  const lateAt = atWallTime(addDays(dayOf(of.now), -ISSUED_DAYS_AGO), '09:00');
  const issuedAt = index === null ? firstAt : Math.min(of.now, Math.max(firstAt, lateAt));
  const isFinal = index === null;
  const finalAt = isFinal ? issuedAt + 9 * 24 * HOUR_MS : null;
  const isAccepted = isFinal || (index !== OBJECTED && index % ACCEPTED_EVERY === 1);
  const acceptedAt = isAccepted ? Math.min(of.now, issuedAt + 9 * HOUR_MS) : null;
  rows.statement.push({
    ...{ id, merchantId, month, issuedAt },
    state: isFinal ? 'final' : index === OBJECTED ? 'disputed' : 'issued',
    // Added up by the lines.
    ...{ points: 0, fen: 0 },
    disputeUntilAt: disputeUntil(issuedAt),
    acceptedAt,
    ...{ finalAt, finalBy: isFinal ? ADMIN_ID : null },
  });
  for (const { id: redemptionId, points, settleFen: fen } of lines) {
    rows.statementLine.push({ redemptionId, statementId: id, points, fen, struckAt: null });
  }
  if (index === OBJECTED)
    addDispute(rows, id, merchantId, Math.min(of.now, issuedAt + 10 * HOUR_MS));
  const noun = { noun: 'statement', nounId: id };
  if (acceptedAt !== null) {
    const by = { actorId: ownerOf(merchantId), facilityId: null };
    rows.audit.push(auditOf({ act: 'statement.accept', ...noun, at: acceptedAt, ...by }));
  }
  if (finalAt === null) return;
  const by = { actorId: ADMIN_ID, facilityId: null };
  rows.audit.push(auditOf({ act: 'statement.finalise', ...noun, at: finalAt, ...by }));
  const points = lines.reduce((sum, line) => sum + line.points, 0);
  of.ledger.settle(id, merchantId, points, finalAt);
}

function addDispute(rows: Rows, statementId: string, merchantId: string, raisedAt: number): void {
  const line = rows.statementLine.find((one) => one.statementId === statementId);
  const id = `dispute-${statementId}`;
  const raisedBy = ownerOf(merchantId);
  const by = { actorId: raisedBy, facilityId: null };
  rows.audit.push(
    auditOf({ act: 'dispute.raise', noun: 'dispute', nounId: id, at: raisedAt, ...by }),
  );
  rows.dispute.push({
    ...{ id, statementId, redemptionId: line?.redemptionId ?? null },
    text: '这一单店员扫错了，东西没有给出去，请核对（演示）。',
    ...{ state: 'open', raisedBy, raisedAt },
    ...{ answer: null, decidedBy: null, decidedAt: null },
  });
}
