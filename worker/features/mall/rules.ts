/** What is decided about merchants, goods and redemptions. Pages read it too. */
import { mod11_10 } from 'cdigit';
import type { AccessTable, Role } from '../../lib/access.ts';
import { DomainError } from '../../lib/errors.ts';
import { addDays, ageOn, atWallTime, type Day, dayOf, toRfc3339 } from '../../lib/time.ts';

/** What a merchant sells, by which residents look for it. */
export const MERCHANT_CATEGORIES = [
  'grocery',
  'food',
  'daily',
  'books',
  'repair',
  'beauty',
  'health',
  'leisure',
  'other',
] as const;
export type MerchantCategory = (typeof MERCHANT_CATEGORIES)[number];

/** Applied → open (or refused, and may apply again); open ↔ suspended; closed for good. */
export const MERCHANT_STATES = ['applied', 'open', 'refused', 'suspended', 'closed'] as const;
export type MerchantState = (typeof MERCHANT_STATES)[number];

/** A good is taken home; a coupon is money off what one buys. */
export const GOOD_KINDS = ['good', 'coupon'] as const;
export type GoodKind = (typeof GOOD_KINDS)[number];

/** Draft → submitted → offered (or refused, and back to draft); offered → withdrawn. */
export const GOOD_STATES = ['draft', 'submitted', 'offered', 'refused', 'withdrawn'] as const;
export type GoodState = (typeof GOOD_STATES)[number];

/** Held → redeemed (→ undone until it is settled), or given back: cancelled by the resident, lapsed, revoked by staff or merchant. */
export const REDEMPTION_STATES = [
  'held',
  'redeemed',
  'undone',
  'cancelled',
  'lapsed',
  'revoked',
] as const;
export type RedemptionState = (typeof REDEMPTION_STATES)[number];

/** States in which a redemption has its stock and counts against what one person may have. */
export const LIVE_REDEMPTION_STATES = [
  'held',
  'redeemed',
] as const satisfies readonly RedemptionState[];

/** Who looks after merchants and what they offer, within their scope. */
export const MALL_KEEPERS: readonly Role[] = ['zone_operator', 'subdistrict_admin'];
/** Who speaks for a merchant: its desk and its statements. */
export const MERCHANT_OWNERS: readonly Role[] = ['merchant_owner'];
/** Who stands at its counter. */
export const COUNTER_ROLES: readonly Role[] = ['merchant_owner', 'merchant_clerk'];

/** Who answers for a merchant towards residents: whoever runs it, and who looks after it. */
const IN_CHARGE: readonly Role[] = [...MERCHANT_OWNERS, ...MALL_KEEPERS];

/** The owner of an application is whoever applied; once let in, a merchant is run by those who hold its roles. */
export const merchantCan = {
  see: {
    owner: ['applied', 'refused'],
    staff: { roles: [...MALL_KEEPERS, ...COUNTER_ROLES], states: MERCHANT_STATES },
  },
  reapply: { owner: ['refused'] },
  offer: { staff: { roles: MERCHANT_OWNERS, states: ['open'] } },
  /** Its public data, its shops and its clerks. */
  change: { staff: { roles: MERCHANT_OWNERS, states: ['open', 'suspended'] } },
  endClerk: { staff: { roles: MERCHANT_OWNERS, states: ['open', 'suspended', 'closed'] } },
  /** What is held at it, name by masked name. */
  oversee: { staff: { roles: IN_CHARGE, states: MERCHANT_STATES } },
  /** The resident has given points already: what is held is handed over, whatever has become of the merchant since. */
  handOver: { staff: { roles: COUNTER_ROLES, states: ['open', 'suspended', 'closed'] } },
  close: { staff: { roles: IN_CHARGE, states: ['open', 'suspended'] } },
  decide: { staff: { roles: MALL_KEEPERS, states: ['applied'] } },
  suspend: { staff: { roles: MALL_KEEPERS, states: ['open'] } },
  resume: { staff: { roles: MALL_KEEPERS, states: ['suspended'] } },
} satisfies AccessTable<MerchantState>;

export const goodCan = {
  edit: { staff: { roles: MERCHANT_OWNERS, states: ['draft', 'refused'] } },
  submit: { staff: { roles: MERCHANT_OWNERS, states: ['draft', 'refused'] } },
  decide: { staff: { roles: MALL_KEEPERS, states: ['submitted'] } },
  restock: { staff: { roles: MERCHANT_OWNERS, states: ['draft', 'refused', 'offered'] } },
  withdraw: {
    staff: { roles: [...MERCHANT_OWNERS, ...MALL_KEEPERS], states: ['submitted', 'offered'] },
  },
} satisfies AccessTable<GoodState>;

export const redemptionCan = {
  see: { owner: REDEMPTION_STATES },
  cancel: { owner: ['held'] },
  preview: { staff: { roles: COUNTER_ROLES, states: REDEMPTION_STATES } },
  redeem: { staff: { roles: COUNTER_ROLES, states: ['held'] } },
  undo: { staff: { roles: COUNTER_ROLES, states: ['redeemed'] } },
  revoke: { staff: { roles: IN_CHARGE, states: ['held'] } },
} satisfies AccessTable<RedemptionState>;

/** So many shops of one merchant at a time; the trigger on `shop` holds the same number. */
export const MOST_SHOPS = 20;

/** So many phone numbers a merchant may try as clerks in a day: adding one tells whether it is known here. */
export const CLERK_TRIES_A_DAY = 10;

/** The digits of a code without the last, which checks them. */
const BODY_DIGITS = 9;
const BODIES = 10 ** BODY_DIGITS;

/** Below this a draw of 32 bits falls on every body equally often. */
const EVEN_BELOW = Math.floor(2 ** 32 / BODIES) * BODIES;

/**
 * A code of ten digits: nine by chance and a check digit (ISO/IEC 7064 MOD 11,10), so that one wrong digit or two
 * swapped ones are told at once, without asking the register. `draw` gives 32 random bits.
 */
export function redemptionCode(draw: () => number): string {
  let bits = draw();
  while (bits >= EVEN_BELOW) bits = draw();
  const body = String(bits % BODIES).padStart(BODY_DIGITS, '0');
  return body + mod11_10.compute(body);
}

/** So many digits has a code, with the last. */
export const CODE_LENGTH = BODY_DIGITS + 1;

/** Whether ten digits can be a code at all. */
export function isRedemptionCode(code: string): boolean {
  return /^\d{10}$/.test(code) && mod11_10.validate(code);
}

/**
 * So many wrong codes of one clerk in this time (ms), then that clerk waits; so many of all who stand at a merchant's
 * counters, then all of them do. One clerk alone never gets a shop that far.
 */
export const WRONG_CODES = { ofClerk: 10, ofMerchant: 30, windowMs: 15 * 60_000 } as const;

/** A redemption is fetched within so many days, where its good says nothing else. */
export const REDEEM_WITHIN_DAYS = 30;

/** So many days before it lapses, whoever has a code is told. */
export const LAPSE_REMINDER_DAYS = 3;

/** Until when (ms) something redeemed at `now` can be fetched: the end of its last day, or of the good's own. */
export function fetchUntil(
  good: { redeemWithinDays: number; useUntilOn: Day | null },
  now: number,
): number {
  const last = addDays(dayOf(now), good.redeemWithinDays);
  const on = good.useUntilOn !== null && good.useUntilOn < last ? good.useUntilOn : last;
  return atWallTime(addDays(on, 1), '00:00');
}

/** What is read of a good, its merchant and the resident before anything is redeemed. */
export type Offer = {
  state: GoodState;
  merchantState: MerchantState;
  points: number;
  stockTotal: number;
  stockTaken: number;
  perOrder: number;
  perPerson: number;
  offeredFromOn: Day;
  offeredUntilOn: Day | null;
  redeemWithinDays: number;
  useUntilOn: Day | null;
  minAge: number | null;
};

/** What the resident already has of it, when they were born, and what they can spend. */
export type Asker = { has: number; bornOn: Day | null; available: number };

/**
 * Refuses what the good's terms don't allow: `good.notOffered`, `good.perOrder`, `good.soldOut`, `good.perPerson`,
 * `person.bornOnRequired`, `good.age`, `points.short` (its value: the points one has).
 */
export function checkRedemption(offer: Offer, quantity: number, asker: Asker, now: number): void {
  refuseUnoffered(offer, now);
  const refuse = (code: Parameters<typeof refusal>[0], name: string, value: string | number) => {
    throw refusal(code, name, value);
  };
  const left = offer.stockTotal - offer.stockTaken;
  if (quantity > offer.perOrder) refuse('good.perOrder', 'perOrder', offer.perOrder);
  if (quantity > left) refuse('good.soldOut', 'stockLeft', left);
  if (asker.has + quantity > offer.perPerson) {
    refuse('good.perPerson', 'perPerson', offer.perPerson);
  }
  if (offer.minAge !== null) {
    if (asker.bornOn === null) throw refusal('person.bornOnRequired', 'minAge', offer.minAge);
    if (ageOn(asker.bornOn, dayOf(now)) < offer.minAge) refuse('good.age', 'minAge', offer.minAge);
  }
  if (offer.points * quantity > asker.available) {
    refuse('points.short', 'pointsAvailable', asker.available);
  }
}

function refuseUnoffered(offer: Offer, now: number): void {
  const today = dayOf(now);
  if (offer.merchantState !== 'open') {
    throw refusal('good.notOffered', 'merchantState', offer.merchantState);
  }
  if (offer.state !== 'offered') throw refusal('good.notOffered', 'goodState', offer.state);
  if (offer.offeredFromOn > today) {
    throw new DomainError('good.notOffered', {
      rule: { name: 'offeredFrom', value: offer.offeredFromOn },
      possibleFromAt: atWallTime(offer.offeredFromOn, '00:00'),
    });
  }
  const until = [offer.offeredUntilOn, offer.useUntilOn].find((on) => on !== null && on < today);
  if (until) throw refusal('good.notOffered', 'offeredUntil', until);
}

function refusal(
  code:
    | 'good.notOffered'
    | 'good.perOrder'
    | 'good.soldOut'
    | 'good.perPerson'
    | 'good.age'
    | 'person.bornOnRequired'
    | 'points.short',
  name: string,
  value: string | number,
): DomainError {
  return new DomainError(code, { rule: { name, value } });
}

/** The state at a moment: what is held past its end has lapsed, though the tick hasn't been there yet. */
export function stateAt(
  { state, expiresAt }: { state: RedemptionState; expiresAt: number },
  now: number,
): RedemptionState {
  return state === 'held' && expiresAt <= now ? 'lapsed' : state;
}

/** The refusal of an act that this state doesn't allow; its value tells the state, or when it was fetched. */
export function wrongState(state: RedemptionState, redeemedAt: number | null): DomainError {
  const fetched = state === 'redeemed' && redeemedAt !== null;
  return new DomainError('redemption.state', {
    rule: fetched
      ? { name: 'redeemedAt', value: toRfc3339(redeemedAt) }
      : { name: 'state', value: state },
  });
}
