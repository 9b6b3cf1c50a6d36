/** Invented merchants with their shops. None of them is there in the real place. */
import type { MerchantCategory, MerchantState } from '../../worker/features/mall/rules.ts';
import { syllablesOf } from '../../worker/lib/pinyin.ts';
import { addDays, atWallTime, type Day } from '../../worker/lib/time.ts';
import { auditOf } from './acts.ts';
import { COMMUNITIES, moved } from './areas.ts';
import { ownerOf, staffAt } from './people.ts';
import type { AuditRow, EstateRow, MerchantRow, ShopRow } from './rows.ts';
import type { Volumes } from './scales.ts';
import { at, seeded } from './seed.ts';

type Facts = readonly [name: string, category: MerchantCategory, summary: string];

/** In turn `merchant-01`, `merchant-02` …; those at the end are no longer, or not yet, open. */
const FACTS: readonly Facts[] = [
  ['示例便民超市', 'grocery', '米面粮油、日用百货，楼下就能买到。'],
  ['示例早点铺', 'food', '包子、豆浆、粢饭团，六点开门。'],
  ['示例百货店', 'daily', '洗衣液、纸巾、扫把，家里缺什么来看看。'],
  ['示例书屋', 'books', '绘本、小说、文具，可以坐下来看。'],
  ['示例修理铺', 'repair', '修鞋、配钥匙、换拉链、修小家电。'],
  ['示例理发店', 'beauty', '老人孩子都剪，腿脚不便的可以上门。'],
  ['示例健康驿站', 'health', '量血压、理疗、养生茶，先问再做。'],
  ['示例球馆', 'leisure', '羽毛球、乒乓球，拍子可以借。'],
  ['示例生鲜店', 'grocery', '当天的蔬菜水果，傍晚打折。'],
  ['示例面馆', 'food', '片儿川、拌面，一个人也好坐。'],
  ['示例五金日用', 'daily', '灯泡、插座、螺丝，会帮着看尺寸。'],
  ['示例文具店', 'books', '本子、画笔、开学要用的都有。'],
  ['示例家电维修', 'repair', '洗衣机、空调、热水器，先报价再修。'],
  ['示例美发工作室', 'beauty', '剪、洗、染，提前说一声不用等。'],
  ['示例推拿馆', 'health', '肩颈放松、足浴，老师傅在。'],
  ['示例茶室', 'leisure', '喝茶、下棋、邻里坐坐。'],
  ['示例粮油店', 'grocery', '散装米、杂粮、菜籽油，可以送上楼。'],
  ['示例小吃店', 'food', '馄饨、锅贴、绿豆汤。'],
  ['示例花店', 'other', '鲜花、绿植，会教怎么养。'],
  ['示例宠物店', 'other', '洗护、口粮、临时照看。'],
  ['示例水果铺', 'grocery', '应季水果，切好装盒。'],
  ['示例老点心店', 'food', '定胜糕、麻球，卖完就收。'],
  ['示例洗衣店', 'other', '干洗、水洗、熨烫，三天取。'],
  ['示例手机维修', 'repair', '换屏、换电池、教老人用手机。'],
];

const LAST_STATES: Readonly<Record<string, [MerchantState, string | null]>> = {
  'merchant-21': ['suspended', '邻居反映缺斤少两，街道正在了解（演示）。'],
  'merchant-22': ['closed', '店主退休，不再营业（演示）。'],
  'merchant-23': ['applied', null],
  'merchant-24': ['refused', '营业执照上的地址不在本街道，换好后可以再申请（演示）。'],
};

/** The first ones applied so many days ago. */
const FIRST_DAYS = 89;

/** Every fourth has a second shop. */
const SECOND_SHOP_EVERY = 4;

export type MerchantPlan = {
  row: MerchantRow;
  zoneId: string;
  shops: ShopRow[];
  audit: AuditRow[];
};

export function merchantPlans(
  today: Day,
  estates: readonly EstateRow[],
  volumes: Volumes,
): MerchantPlan[] {
  return Array.from({ length: volumes.merchants }, (_, index) => {
    const isFirst = index < FACTS.length;
    const estate = isFirst ? at(estates, index * 2) : estateOf(index - FACTS.length, estates);
    const [name, ...facts] = at(FACTS, index);
    const own = isFirst ? name : name.replace('示例', `示例${estate.name}`);
    const openDays = isFirst ? FIRST_DAYS : volumes.pastDays - 1;
    return merchantPlan([own, ...facts], { index, today, estate, openDays });
  });
}

/** Has been let in at some time, and so has an owner at the desk. */
export function isLetIn({ row }: MerchantPlan): boolean {
  return row.state !== 'applied' && row.state !== 'refused';
}

/** No two of a kind at one estate, as long as there are no more than it has places for. */
function estateOf(extra: number, estates: readonly EstateRow[]): EstateRow {
  return at(estates, extra + 5 * Math.floor(extra / FACTS.length));
}

function merchantPlan(
  [name, category, summary]: Facts,
  of: { index: number; today: Day; estate: EstateRow; openDays: number },
): MerchantPlan {
  const { index, today, estate, openDays } = of;
  const no = String(index + 1).padStart(2, '0');
  const id = `merchant-${no}`;
  const zoneId = COMMUNITIES.find((one) => one.id === estate.communityId)?.zoneId ?? '';
  const [state, reason] = LAST_STATES[id] ?? ['open', null];
  const waits = state === 'applied';
  const appliedAt = atWallTime(addDays(today, waits ? -2 : -openDays), '09:30') + index * 60_000;
  const decidedAt = waits ? null : appliedAt + 26 * 3_600_000;
  const row: MerchantRow = {
    ...{ id, name, syllables: syllablesOf(name), category, summary },
    ...{ phone: `0571-0000${String(7000 + index)}`, communityId: estate.communityId },
    ...{ state, appliedBy: ownerOf(id), appliedAt, decidedAt, reason, demo: true },
  };
  const word = (act: string, at: number) =>
    auditOf({
      ...{ act, noun: 'merchant', nounId: id, at, actorId: staffAt('', zoneId), facilityId: null },
      ...(act === 'merchant.approve' || !reason ? {} : { reason }),
    });
  const last = { suspended: 'merchant.suspend', closed: 'merchant.close' }[String(state)];
  const audit =
    decidedAt === null
      ? []
      : [
          word(state === 'refused' ? 'merchant.refuse' : 'merchant.approve', decidedAt),
          ...(last ? [word(last, atWallTime(addDays(today, -3), '15:00'))] : []),
        ];
  const closedAt = state === 'closed' ? atWallTime(addDays(today, -3), '15:00') : null;
  return { row, zoneId, shops: shopRows(row, estate, index, closedAt), audit };
}

function shopRows(
  merchant: MerchantRow,
  estate: EstateRow,
  index: number,
  closedAt: number | null,
): ShopRow[] {
  const seed = seeded(merchant.id);
  const street = at(
    COMMUNITIES.find(({ id }) => id === merchant.communityId)?.streets ?? [''],
    index,
  );
  const shop = (turn: number, name: string): ShopRow => ({
    ...{ id: `${merchant.id.replace('merchant', 'shop')}-${turn}`, merchantId: merchant.id, name },
    address: `${street}${seed.int(8, 380)}号（演示）`,
    ...moved(estate, seed.int(-150, 150), seed.int(-150, 150)),
    hoursText: merchant.category === 'food' ? '每天 6:00–19:00' : '每天 9:00–20:30',
    closedAt,
  });
  const first = shop(1, merchant.name);
  if (index % SECOND_SHOP_EVERY !== 0) return [first];
  return [first, shop(2, `${merchant.name}（分店）`)];
}
