/** What a coupon is worth and where a good is fetched, in words. Pure. */
import type { GoodSummary, Shop } from '../../../../worker/features/mall/schema/goods.ts';
import { goods } from '../../i18n/zh/goods.ts';
import { dayOf, money, monthDay, toMs } from '../../lib/format.ts';

const t = goods.list;

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
