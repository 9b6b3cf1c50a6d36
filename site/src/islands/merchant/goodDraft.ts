/** A good as its merchant writes it: words and digits, checked before they are sent. Pure. */
import { type GoodKind, REDEEM_WITHIN_DAYS } from '../../../../worker/features/mall/rules.ts';
import type { GoodDraftInput, OwnGood } from '../../../../worker/features/mall/schema/ownGoods.ts';
import { merchantDesk } from '../../i18n/zh/merchantDesk.ts';
import type { Day } from '../../lib/format.ts';

export interface GoodDraft {
  kind: GoodKind;
  title: string;
  summary: string;
  points: string;
  /** Yuan. */
  settle: string;
  /** Yuan off. */
  fen: string;
  /** Yuan. */
  minSpend: string;
  stockTotal: string;
  perOrder: string;
  perPerson: string;
  from: string;
  until: string;
  within: string;
  minAge: string;
}

export type Faults = Partial<Record<keyof GoodDraft, string>>;

/** What most shops want: one at a time, from today on, to be fetched within thirty days. */
export const blankGood = (today: Day): GoodDraft => ({
  ...{ kind: 'good', title: '', summary: '', points: '', settle: '', fen: '', minSpend: '0' },
  ...{ stockTotal: '20', perOrder: '1', perPerson: '5', from: today, until: '' },
  ...{ within: String(REDEEM_WITHIN_DAYS), minAge: '' },
});

const yuan = (fen: number) => String(fen / 100);

export function goodDraftOf(good: OwnGood): GoodDraft {
  const { kind, title, summary, points, settleFen, coupon, stockTotal, perOrder } = good;
  return {
    ...{ kind, title, summary, points: String(points), settle: yuan(settleFen) },
    ...{ fen: coupon ? yuan(coupon.fen) : '', minSpend: coupon ? yuan(coupon.minSpendFen) : '0' },
    ...{ stockTotal: String(stockTotal), perOrder: String(perOrder) },
    ...{
      perPerson: String(good.perPerson),
      from: good.offeredFrom,
      until: good.offeredUntil ?? '',
    },
    ...{ within: String(good.redeemWithinDays), minAge: String(good.minAge ?? '') },
  };
}

const isWhole = (text: string, least: number, most: number) =>
  /^\d{1,7}$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;
const isYuan = (text: string) => /^\d{1,5}(\.\d{1,2})?$/.test(text.trim());
const fenOf = (text: string) => Math.round(Number(text) * 100);

/** What stands in the way, by field. */
export function goodFaults(draft: GoodDraft): Faults {
  const { need } = merchantDesk;
  const isCoupon = draft.kind === 'coupon';
  const wrong: [keyof typeof need & keyof GoodDraft, boolean][] = [
    ['title', draft.title.trim().length < 2],
    ['summary', draft.summary.trim().length < 2],
    ['points', !isWhole(draft.points, 1, 100_000)],
    ['settle', !isYuan(draft.settle)],
    ['fen', isCoupon && !(isYuan(draft.fen) && fenOf(draft.fen) > 0)],
    ['minSpend', isCoupon && !isYuan(draft.minSpend)],
    ['stockTotal', !isWhole(draft.stockTotal, 0, 100_000)],
    ['perOrder', !isWhole(draft.perOrder, 1, 99)],
    ['perPerson', !isWhole(draft.perPerson, Number(draft.perOrder), 999)],
    ['within', !isWhole(draft.within, 1, 365)],
    ['minAge', draft.minAge.trim() !== '' && !isWhole(draft.minAge, 1, 120)],
    ['from', draft.from === ''],
    ['until', draft.until !== '' && draft.until < draft.from],
  ];
  return Object.fromEntries(wrong.filter(([, is]) => is).map(([name]) => [name, need[name]]));
}

/** For the API; only of a draft without faults. */
export function goodInput(draft: GoodDraft): GoodDraftInput {
  const coupon = { fen: fenOf(draft.fen), minSpendFen: fenOf(draft.minSpend) };
  return {
    ...{ title: draft.title.trim(), summary: draft.summary.trim() },
    ...{ points: Number(draft.points), settleFen: fenOf(draft.settle) },
    ...{ stockTotal: Number(draft.stockTotal), perOrder: Number(draft.perOrder) },
    ...{ perPerson: Number(draft.perPerson), offeredFrom: draft.from },
    redeemWithinDays: Number(draft.within),
    ...(draft.kind === 'coupon' && { coupon }),
    ...(draft.until && { offeredUntil: draft.until }),
    ...(draft.minAge.trim() && { minAge: Number(draft.minAge) }),
  };
}
