/** What points are: kinds of account and transaction, when earned points lapse, and who looks after them. */
import type { Role } from '../../lib/access.ts';
import { addYears, type Day } from '../../lib/time.ts';

/** More than a programme is ever given at once: a slip of the hand, not a budget. */
export const MOST_POINTS = 10_000_000;

/** Who gives budgets and corrects what was posted wrongly. */
export const KEEPERS: readonly Role[] = ['subdistrict_admin'];

export const ACCOUNT_KINDS = [
  'source',
  'budget',
  'lot',
  'hold',
  'activity',
  'merchant',
  'settled',
  'expired',
] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

export const TRANSACTION_KINDS = [
  'fund',
  'earn',
  'hold',
  'capture',
  'release',
  'refund',
  'expire',
  'settle',
  'reverse',
] as const;
export type TransactionKind = (typeof TRANSACTION_KINDS)[number];

/** Kinds that a correction may undo. What was spent goes back by a refund, to the lots it came from. */
export const REVERSIBLE: readonly TransactionKind[] = ['earn', 'fund'];

export const EXPIRIES = ['never', 'years', 'yearEnd'] as const;
export type Expiry = (typeof EXPIRIES)[number];

export type ExpiryRule = { expiry: Expiry; expiryYears: number | null };

/** Days before a lot's last day on which its owner is told. */
export const REMINDER_DAYS = [30, 7] as const;

/** The last day points earned on a day can be spent; null = they never lapse. */
export function lastDayOf({ expiry, expiryYears }: ExpiryRule, earnedOn: Day): Day | null {
  if (expiry === 'never') return null;
  if (expiry === 'yearEnd') return `${earnedOn.slice(0, 4)}-12-31`;
  return addYears(earnedOn, expiryYears ?? 1);
}

/** What a transaction did to what its resident can spend, in points with a sign. */
export function effectOf(kind: TransactionKind, points: number): number {
  switch (kind) {
    case 'earn':
    case 'release':
    case 'refund':
      return points;
    case 'hold':
    case 'expire':
    case 'reverse':
      return -points;
    default:
      return 0;
  }
}

/** What the street asks of the points: given to programmes, handed out, used, lapsed. Corrections count against them. */
export const FLOWS = ['budgeted', 'issued', 'spent', 'expired'] as const;
export type Flow = (typeof FLOWS)[number];
