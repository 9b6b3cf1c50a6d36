/** What a coupon is worth, where a good is fetched, and which pictogram stands for it. Pure. */
import type { MerchantCategory } from '../../../../worker/features/mall/rules.ts';
import type { GoodSummary, Shop } from '../../../../worker/features/mall/schema/goods.ts';
import { goods as t } from '../../i18n/zh/goods.ts';
import { dayOf, money, monthDay, toMs } from '../../lib/format.ts';
import type { IconName } from '../../lib/icons.ts';

/** `买满 30 元减 10 元`; nothing for what is taken home. */
export function couponWords(coupon: GoodSummary['coupon']): string | undefined {
  if (!coupon) return undefined;
  const off = money(coupon.fen);
  return coupon.minSpendFen > 0 ? t.coupon(money(coupon.minSpendFen), off) : t.couponAny(off);
}

export function shopWords({ name, address }: Shop): string {
  return t.at(name, address);
}

/** The last day on which something can be fetched: it lapses at the midnight after. */
export function lastDay(until: string, now: number): string {
  return monthDay(dayOf(toMs(until) - 1), now);
}

/** `95954 38728`: ten digits to be read aloud, in fives, so that no two are left over. */
export function inFives(code: string): string {
  return code.replace(/(.{5})(?=.)/g, '$1 ');
}

export const CATEGORY_ICONS: Record<MerchantCategory, IconName> = {
  grocery: 'basket',
  food: 'dine',
  daily: 'parcel',
  books: 'read',
  repair: 'tool',
  beauty: 'person',
  health: 'medical',
  leisure: 'ball',
  other: 'star',
};
