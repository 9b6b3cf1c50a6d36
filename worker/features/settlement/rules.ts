/** What is decided about paying merchants: months, the window for objections, the street's ceiling. Pages read it too. */
import {
  type AccessTable,
  EVERYWHERE,
  type Grant,
  holdsRole,
  type Role,
} from '../../lib/access.ts';
import { DomainError } from '../../lib/errors.ts';
import {
  addDays,
  atWallTime,
  dayOf,
  dayStart,
  type Month,
  monthOf,
  nextMonth,
  previousMonth,
} from '../../lib/time.ts';

/** Issued → (disputed →) final. Final is for good. */
export const STATEMENT_STATES = ['issued', 'disputed', 'final'] as const;
export type StatementState = (typeof STATEMENT_STATES)[number];

export const DISPUTE_STATES = ['open', 'upheld', 'rejected'] as const;
export type DisputeState = (typeof DISPUTE_STATES)[number];

/** A line stands; an upheld objection strikes it out; and then it can be undone, which gives the points back. */
export const LINE_STATES = ['stands', 'struck', 'undone'] as const;
export type LineState = (typeof LINE_STATES)[number];

/** So many days after it is issued a merchant can object to a statement. */
export const DISPUTE_DAYS = 7;

/** So many statements are issued at once, so that no batch grows with the street. */
export const MERCHANTS_A_RUN = 100;

/** So many lines a statement has; what was redeemed after them stands in the next month's. */
export const MOST_LINES = 1000;

/** Days of a month on which what is due is issued by itself, again and again. */
const ISSUING_DAYS = 3;

/** Who pays merchants. */
export const PAYERS: readonly Role[] = ['subdistrict_admin'];

/** Who sees those of many merchants, each within their scope. */
export const STREET_READERS: readonly Role[] = ['zone_operator', ...PAYERS];

/** Who sees statements, each within their scope. */
export const STATEMENT_READERS: readonly Role[] = ['merchant_owner', ...STREET_READERS];

export const statementCan = {
  see: { staff: { roles: STATEMENT_READERS, states: STATEMENT_STATES } },
  dispute: { staff: { roles: ['merchant_owner'], states: ['issued', 'disputed'] } },
  accept: { staff: { roles: ['merchant_owner'], states: ['issued'] } },
  /** Undoing what was struck out, whatever became of the rest. */
  undo: { staff: { roles: ['merchant_owner'], states: STATEMENT_STATES } },
  decide: { staff: { roles: PAYERS, states: ['disputed'] } },
  finalise: { staff: { roles: PAYERS, states: ['issued'] } },
} satisfies AccessTable<StatementState>;

/** Until when (ms) a statement issued at `issuedAt` can be objected to: the end of the seventh day after. */
export function disputeUntil(issuedAt: number): number {
  return atWallTime(addDays(dayOf(issuedAt), DISPUTE_DAYS + 1), '00:00');
}

/** The instant (ms) a month is over. */
export function endOf(month: Month): number {
  return dayStart(`${nextMonth(month)}-01`);
}

/** Refuses a month that goes on: `statement.monthOpen`, with when it is over. */
export function mustBeOver(month: Month, now: number): void {
  const endAt = endOf(month);
  if (endAt > now) throw new DomainError('statement.monthOpen', { possibleFromAt: endAt });
}

/** The month whose statements are issued by themselves now; null in the rest of the month. */
export function monthToIssue(now: number): Month | null {
  return Number(dayOf(now).slice(8)) <= ISSUING_DAYS ? previousMonth(monthOf(now)) : null;
}

type Window = { acceptedAt: number | null; disputeUntilAt: number };

/** Whether its merchant can still say something: seven days long, and not after it said that all is right. */
export function isOpenToWords({ acceptedAt, disputeUntilAt }: Window, now: number): boolean {
  return acceptedAt === null && now < disputeUntilAt;
}

/** Refuses words that come too late: `statement.state` once it was accepted, `dispute.tooLate`. */
export function mustBeOpenToWords(window: Window, now: number): void {
  if (window.acceptedAt !== null) throw new DomainError('statement.state');
  if (!isOpenToWords(window, now)) throw new DomainError('dispute.tooLate');
}

/** Refuses to pay while its merchant may still object: `statement.tooEarly`, with from when. */
export function mustBeReady(window: Window, now: number): void {
  if (!isOpenToWords(window, now)) return;
  throw new DomainError('statement.tooEarly', { possibleFromAt: window.disputeUntilAt });
}

/** Refuses what is more than the month's ceiling leaves: `settlement.ceiling`, with what is left in fen. */
export function mustFit(
  fen: number,
  budget: { ceilingFen: number | null; finalFen: number },
): void {
  const leftFen = (budget.ceilingFen ?? 0) - budget.finalFen;
  if (fen > leftFen) {
    throw new DomainError('settlement.ceiling', { rule: { name: 'leftFen', value: leftFen } });
  }
}

/** Whether somebody pays merchants. */
export function isPayer(grants: readonly Grant[]): boolean {
  return holdsRole(grants, PAYERS, EVERYWHERE);
}
