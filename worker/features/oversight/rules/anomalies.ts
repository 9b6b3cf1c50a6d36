/**
 * What looks as if somebody helped themselves. A hit is a question, no proof: it names the rows to look at, and takes
 * nothing from anybody. Dependants have no points of their own, so a clerk's household can only redeem as the clerk.
 */
import type { Role } from '../../../lib/access.ts';
import { DAY_MS, HOUR_MS } from '../../../lib/time.ts';

/** Not whoever confirms claims of a zone: they may be in it. */
export const ANOMALY_READERS: readonly Role[] = ['subdistrict_admin'];

/** How far back is looked. */
export const LOOK_BACK_DAYS = 30;
export const LOOK_BACK_MS = LOOK_BACK_DAYS * DAY_MS;

/** More than so many claims of one person are posted in so many hours. */
export const CLAIM_BURST = { most: 5, hours: 24 } as const;
/** One person confirms more than so many in so many hours: faster than anybody looks. */
export const VERDICT_BURST = { most: 20, hours: 1 } as const;
/** So many times the same person confirms for the same person. */
export const PAIR = { least: 6, days: LOOK_BACK_DAYS } as const;
/** So many times the same clerk hands something to the same person, at one merchant. */
export const SAME_COUNTER = { least: 6, days: LOOK_BACK_DAYS } as const;

export const ANOMALIES = [
  'claimBurst',
  'verdictBurst',
  'pair',
  'mutual',
  'ownCounter',
  'sameCounter',
  'paidAbsence',
] as const;
export type AnomalyKind = (typeof ANOMALIES)[number];

/** “It was so”, said of somebody's claim. Instants in ms. */
export type Confirmation = {
  claimId: string;
  at: number;
  postedAt: number | null;
  claimantId: string;
  verifierId: string;
};

/** Something handed over a merchant's counter. */
export type Redeemed = {
  redemptionId: string;
  at: number;
  residentId: string;
  clerkId: string;
  merchantId: string;
  /** Whether it is for somebody who works for the merchant. */
  isInsider: boolean;
};

/** Points posted for coming to what somebody was put down as absent from since. `cause` is `kind:id` of the posting. */
export type PaidAbsence = { cause: string; at: number; residentId: string };

export type Hit<C, R, A> =
  | { kind: 'claimBurst' | 'verdictBurst' | 'pair' | 'mutual'; rows: C[] }
  | { kind: 'ownCounter' | 'sameCounter'; rows: R[] }
  | { kind: 'paidAbsence'; rows: A[] };

/** What stands out among what was said, handed over and put right in the time that is looked at. */
export function anomaliesIn<C extends Confirmation, R extends Redeemed, A extends PaidAbsence>(
  confirmed: readonly C[],
  redeemed: readonly R[],
  absences: readonly A[],
): Hit<C, R, A>[] {
  const claims = (kind: 'claimBurst' | 'verdictBurst' | 'pair' | 'mutual', found: C[][]) =>
    found.map((rows) => ({ kind, rows }));
  const counters = (kind: 'ownCounter' | 'sameCounter', found: R[][]) =>
    found.map((rows) => ({ kind, rows }));
  return [
    ...claims('claimBurst', claimBursts(confirmed)),
    ...claims('verdictBurst', verdictBursts(confirmed)),
    ...claims('pair', pairs(confirmed)),
    ...claims('mutual', mutual(confirmed)),
    ...counters('ownCounter', ownCounters(redeemed)),
    ...counters('sameCounter', sameCounters(redeemed)),
    ...by(absences, ({ residentId }) => residentId).map((rows) => ({
      ...{ kind: 'paidAbsence' as const, rows },
    })),
  ];
}

function claimBursts<C extends Confirmation>(confirmed: readonly C[]): C[][] {
  // A claim of two confirmations is one claim.
  const posted = [...new Map(confirmed.map((one) => [one.claimId, one])).values()]
    .filter(({ postedAt }) => postedAt !== null)
    .sort((one, other) => Number(one.postedAt) - Number(other.postedAt));
  return by(posted, ({ claimantId }) => claimantId)
    .map((own) => crowded(own, ({ postedAt }) => Number(postedAt), CLAIM_BURST))
    .filter(isAny);
}

function verdictBursts<C extends Confirmation>(confirmed: readonly C[]): C[][] {
  return by(confirmed, ({ verifierId }) => verifierId)
    .map((own) => crowded(own, ({ at }) => at, VERDICT_BURST))
    .filter(isAny);
}

const pairOf = ({ verifierId, claimantId }: Confirmation) => `${verifierId} ${claimantId}`;

function pairs<C extends Confirmation>(confirmed: readonly C[]): C[][] {
  return by(confirmed, pairOf).filter(({ length }) => length >= PAIR.least);
}

function mutual<C extends Confirmation>(confirmed: readonly C[]): C[][] {
  const said = new Set(confirmed.map(pairOf));
  const both = confirmed.filter(({ verifierId, claimantId }) =>
    said.has(`${claimantId} ${verifierId}`),
  );
  return by(both, ({ verifierId, claimantId }) => [verifierId, claimantId].sort().join(' '));
}

/** Handed over by themselves or by a colleague. */
const isOwn = ({ residentId, clerkId, isInsider }: Redeemed) => residentId === clerkId || isInsider;

function ownCounters<R extends Redeemed>(redeemed: readonly R[]): R[][] {
  return by(redeemed.filter(isOwn), ({ residentId, merchantId }) => `${residentId} ${merchantId}`);
}

function sameCounters<R extends Redeemed>(redeemed: readonly R[]): R[][] {
  const ofOthers = redeemed.filter((one) => !isOwn(one));
  return by(ofOthers, ({ residentId, clerkId, merchantId }) =>
    [residentId, clerkId, merchantId].join(' '),
  ).filter(({ length }) => length >= SAME_COUNTER.least);
}

/** Of rows in the order of time: those that lie with more than `most` within `hours`. */
function crowded<T>(
  rows: readonly T[],
  atOf: (row: T) => number,
  { most, hours }: { most: number; hours: number },
): T[] {
  const found = new Set<T>();
  for (const [index, row] of rows.entries()) {
    const near = rows.slice(index).filter((other) => atOf(other) - atOf(row) < hours * HOUR_MS);
    if (near.length > most) for (const one of near) found.add(one);
  }
  return [...found];
}

function by<T>(rows: readonly T[], keyOf: (row: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return [...groups.values()];
}

const isAny = (rows: readonly unknown[]) => rows.length > 0;
