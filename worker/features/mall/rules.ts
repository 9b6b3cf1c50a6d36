/** What is decided about merchants, goods and redemptions. Pages read it too. */
import { mod11_10 } from 'cdigit';
import type { AccessTable, Role } from '../../lib/access.ts';
import { addDays, atWallTime, type Day, dayOf } from '../../lib/time.ts';

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

export const merchantCan = {
  see: { staff: { roles: [...MALL_KEEPERS, ...COUNTER_ROLES], states: MERCHANT_STATES } },
  change: { staff: { roles: MERCHANT_OWNERS, states: ['applied', 'open', 'refused'] } },
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
} satisfies AccessTable<RedemptionState>;

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

/** Whether ten digits can be a code at all. */
export function isRedemptionCode(code: string): boolean {
  return /^\d{10}$/.test(code) && mod11_10.validate(code);
}

/** So many wrong codes at the counters of one merchant in this time (ms), then it has to wait. */
export const COUNTER_ATTEMPTS = { max: 10, windowMs: 15 * 60_000 } as const;

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
