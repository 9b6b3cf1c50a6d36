/** What merchants of the demo offer for points. */
import type { GoodState, MerchantCategory } from '../../worker/features/mall/rules.ts';
import { syllablesOf } from '../../worker/lib/pinyin.ts';
import { addDays, atWallTime, type Day, dayOf } from '../../worker/lib/time.ts';
import { auditOf } from './acts.ts';
import { isLetIn, type MerchantPlan } from './merchants.ts';
import { staffAt } from './people.ts';
import type { AuditRow, GoodRow } from './rows.ts';
import { share, type Volumes } from './scales.ts';
import { at, seeded } from './seed.ts';

/** A good, or with `off` a coupon: fen off, and from which purchase on. */
type Facts = readonly [title: string, points: number, summary: string, off?: [number, number]];

const CATALOGUE: Readonly<Record<MerchantCategory, readonly Facts[]>> = {
  grocery: [
    ['鸡蛋一盒（10 枚）', 24, '当周的鲜鸡蛋，每盒十枚。'],
    ['东北大米 2.5 公斤', 40, '袋装，可以送到楼下。'],
    ['满 30 减 5 元券', 8, '全店可用，烟酒除外。', [500, 3000]],
    ['时令蔬菜一份', 12, '两样当天的叶菜，约一公斤。'],
    ['挂面两把', 10, '细面或宽面任选。'],
  ],
  food: [
    ['豆浆加两个菜包', 9, '早上十点前来取。'],
    ['馄饨一碗', 16, '鲜肉或荠菜。'],
    ['满 20 减 6 元券', 10, '堂食可用，一桌一张。', [600, 2000]],
    ['绿豆汤一杯', 6, '少糖也可以，说一声。'],
  ],
  daily: [
    ['抽纸一提（6 包）', 20, '原木浆，六包。'],
    ['洗衣液 2 公斤', 36, '普通衣物用。'],
    ['LED 灯泡一个', 14, '9 瓦，螺口。'],
    ['满 50 减 10 元券', 15, '全店可用。', [1000, 5000]],
  ],
  books: [
    ['练习本五本', 8, '方格、横线任选。'],
    ['绘本借阅月卡', 30, '一个月里每次借两本。'],
    ['水彩笔一盒（24 色）', 28, '可水洗。'],
    ['买书满 40 减 8 元券', 12, '图书可用，教辅除外。', [800, 4000]],
  ],
  repair: [
    ['配钥匙一把', 10, '普通门锁，十分钟好。'],
    ['修鞋一次', 18, '粘底、缝线、换跟。'],
    ['上门检修抵 20 元券', 26, '上门费满 50 元可用。', [2000, 5000]],
    ['换拉链一条', 16, '衣服、书包都可以。'],
  ],
  beauty: [
    ['剪发一次', 30, '男女老少都可以。'],
    ['洗吹一次', 20, '平日下午。'],
    ['染发满 100 减 20 元券', 24, '一人一次一张。', [2000, 10000]],
  ],
  health: [
    ['肩颈放松 20 分钟', 36, '先量血压，医生叮嘱不适合的请勿预约。'],
    ['血糖检测一次', 10, '空腹来，当场出数。'],
    ['养生茶一盒', 28, '菊花、枸杞，十小袋。'],
    ['足浴满 60 减 15 元券', 18, '平日可用。', [1500, 6000]],
  ],
  leisure: [
    ['羽毛球一小时', 32, '平日白天，含球拍。'],
    ['茶位一座', 20, '一壶茶，坐一下午。'],
    ['满 40 减 10 元券', 14, '场地、茶水都可用。', [1000, 4000]],
  ],
  other: [
    ['绿萝一盆', 18, '好养，送养护卡。'],
    ['衬衫熨烫两件', 16, '三天后来取。'],
    ['满 50 减 8 元券', 12, '全店可用。', [800, 5000]],
  ],
};

/** What the street pays for a point's worth, before rounding to half a yuan. */
const FEN_A_POINT = 50;

/** Goods of the first merchants that aren't on offer, by their place in the list. */
const STATES: Readonly<Record<string, [GoodState, string | null]>> = {
  'good-01-4': ['draft', null],
  'good-03-3': ['submitted', null],
  'good-05-3': ['submitted', null],
  'good-09-3': ['submitted', null],
  'good-12-3': ['refused', '券面没写哪些不能用，请补上（演示）。'],
  'good-17-3': ['refused', '进价比结算价高，请核对（演示）。'],
  'good-14-3': ['withdrawn', '店家缺货，不再提供（演示）。'],
  'good-07-4': ['withdrawn', '换了新包装，另上一件（演示）。'],
  'good-10-4': ['draft', null],
};

/** Of these some goods aren't on offer; the others have the rest between them. */
const FIRST_MERCHANTS = 24;

/** Where one of them has a fourth good. */
const FOURTH_EVERY = 3;

export type GoodPlan = { row: GoodRow; merchant: MerchantPlan };

export function goodPlans(
  today: Day,
  merchants: readonly MerchantPlan[],
  volumes: Volumes,
): GoodPlan[] {
  const first = merchants.slice(0, FIRST_MERCHANTS).flatMap((merchant, index) => {
    const most = index % FOURTH_EVERY === 0 ? 4 : 3;
    return isLetIn(merchant) ? plansOf(merchant, index, most, today) : [];
  });
  const more = merchants.slice(FIRST_MERCHANTS);
  const others = more.flatMap((merchant, index) => {
    const count = share(volumes.goods - first.length, more.length, index);
    return plansOf(merchant, index, count, today);
  });
  return [...first, ...others];
}

function plansOf(merchant: MerchantPlan, index: number, most: number, today: Day): GoodPlan[] {
  const list = CATALOGUE[merchant.row.category];
  return Array.from({ length: Math.min(list.length, most) }, (_, turn) => ({
    merchant,
    row: goodRow(at(list, index + turn), turn + 1, merchant, today),
  }));
}

function goodRow(
  [title, points, summary, off]: Facts,
  turn: number,
  { row: merchant }: MerchantPlan,
  today: Day,
): GoodRow {
  const id = `${merchant.id.replace('merchant', 'good')}-${turn}`;
  const seed = seeded(id);
  const closed = merchant.state === 'closed';
  const [state, reason] = closed ? (['withdrawn', merchant.reason] as const) : stateOf(id);
  const early = state === 'draft' || state === 'submitted';
  const decidedOn = dayOf(merchant.decidedAt ?? merchant.appliedAt);
  const createdOn = early ? addDays(today, -3) : addDays(decidedOn, 2);
  const createdAt = atWallTime(createdOn, '10:00') + turn * 60_000;
  const [couponFen, minSpendFen] = off ?? [null, null];
  return {
    ...{ id, merchantId: merchant.id, kind: off ? 'coupon' : 'good', title },
    ...{ syllables: syllablesOf(title), summary, category: merchant.category, points },
    settleFen: couponFen ?? Math.ceil((points * FEN_A_POINT) / 50) * 50,
    ...{ couponFen, minSpendFen, stockTotal: seed.int(4, 12) * 10, stockTaken: 0 },
    ...{ perOrder: 2, perPerson: seed.int(4, 8) },
    offeredFromOn: early ? today : addDays(decidedOn, 3),
    offeredUntilOn: turn === 3 ? addDays(today, 60) : null,
    ...{ redeemWithinDays: 30, useUntilOn: null },
    minAge: title.startsWith('染发') || title.startsWith('足浴') ? 18 : null,
    ...{ state, reason, revision: 1, createdBy: merchant.appliedBy, createdAt },
    submittedAt: state === 'draft' ? null : createdAt + 3_600_000,
    decidedAt: early ? null : createdAt + 20 * 3_600_000,
  };
}

function stateOf(id: string): readonly [GoodState, string | null] {
  return STATES[id] ?? ['offered', null];
}

const WORDS: Partial<Record<GoodState, string>> = {
  refused: 'good.refuse',
  withdrawn: 'good.withdraw',
};

/** The words of staff that goods are where they are. */
export function goodAudit({ row, merchant }: GoodPlan): AuditRow[] {
  if (row.decidedAt === null) return [];
  const word = (act: string, at: number) =>
    auditOf({
      ...{ act, noun: 'good', nounId: row.id, at, facilityId: null },
      actorId: staffAt('', merchant.zoneId),
      ...(row.reason ? { reason: row.reason } : {}),
    });
  const last = WORDS[row.state];
  return [
    ...(row.state === 'refused' ? [] : [word('good.approve', row.decidedAt)]),
    ...(last ? [word(last, row.decidedAt + 3_600_000)] : []),
  ];
}
