/** What estates have. */
import type { HoursPeriod } from '../../worker/features/directory/rules/hours.ts';
import type { Audience, Category } from '../../worker/features/directory/rules/kinds.ts';
import type { FacilityKind } from './facility-kinds.ts';
import {
  aroundTheClock,
  everyDay,
  everySecondSaturday,
  outsideSchool,
  seasonal,
  weekdays,
} from './hours.ts';

const estateKind = (
  slug: string,
  category: Category,
  name: string,
  areaM2: [number, number],
  audience: Audience[],
  hours: (HoursPeriod[] | null)[],
  summary: string,
): FacilityKind => ({ slug, category, name, areaM2, audience, hours, summary, phone: false });

/** Estates take these in turn. */
export const ESTATE_KINDS: readonly FacilityKind[] = [
  estateKind(
    'court',
    'sport',
    '{}球场',
    [220, 620],
    ['all'],
    [outsideSchool(['16:30', '20:30'], ['08:00', '20:30']), everyDay(['07:00', '21:00'])],
    '小区里的半场篮球和羽毛球线，放学后最热闹。',
  ),
  estateKind(
    'playground',
    'children',
    '{}儿童乐园',
    [120, 420],
    ['child', 'parent'],
    [seasonal(['07:00', '21:00'], ['08:00', '20:00'])],
    '滑梯、秋千和沙坑，软地面，请家长看着孩子。',
  ),
  estateKind(
    'parcel',
    'parcel',
    '{}快递柜',
    [10, 30],
    ['all'],
    [aroundTheClock()],
    '刷码取件，柜口有低格。',
  ),
  estateKind(
    'reading',
    'reading',
    '{}书角',
    [24, 90],
    ['all'],
    [everyDay(['08:00', '20:00']), everyDay(['09:00', '20:00']), null],
    '架空层里的书架和座位，书随便看，看完放回去。',
  ),
  estateKind(
    'fitness',
    'fitness',
    '{}健身角',
    [60, 180],
    ['all', 'elder'],
    [seasonal(['05:30', '22:00'], ['06:00', '21:00'])],
    '几样常用健身器材，地面防滑。',
  ),
  estateKind(
    'elderclub',
    'elder_care',
    '{}老年活动室',
    [50, 140],
    ['elder'],
    [everyDay(['08:00', '11:00'], ['13:00', '17:00']), null],
    '棋牌、茶水和报纸，物业开门关门。',
  ),
  estateKind(
    'garden',
    'green',
    '{}共享花园',
    [160, 900],
    ['all'],
    [aroundTheClock()],
    '居民一起种的花，每块地有人认领。',
  ),
  estateKind(
    'meeting',
    'meeting',
    '{}议事亭',
    [30, 80],
    ['all'],
    [everyDay(['08:00', '20:30']), null],
    '业主、业委会和物业商量小区的事。',
  ),
  estateKind(
    'mealpoint',
    'dining',
    '{}取餐点',
    [15, 40],
    ['elder', 'all'],
    [weekdays([['10:45', '12:30']]), everyDay(['10:45', '12:30'], ['16:30', '18:00'])],
    '社区食堂的饭送到这里，有保温柜。',
  ),
  estateKind(
    'service',
    'service_hall',
    '{}服务点',
    [20, 60],
    ['all'],
    [
      weekdays([
        ['09:00', '12:00'],
        ['14:00', '17:00'],
      ]),
      everySecondSaturday('odd', ['09:00', '17:00']),
    ],
    '网格员和物业轮流值守，小事就近办。',
  ),
];
