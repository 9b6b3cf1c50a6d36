/** What every community has. Offsets are metres from the middle of the community. */
import type { HoursPeriod } from '../../worker/features/directory/rules/hours.ts';
import type { Audience, Category } from '../../worker/features/directory/rules/kinds.ts';
import {
  aroundTheClock,
  closedMondays,
  everyDay,
  everySecondSaturday,
  outsideSchool,
  seasonal,
  type Window,
  weekdays,
} from './hours.ts';

export type FacilityKind = {
  slug: string;
  category: Category;
  /** `{}` stands for the community's or the estate's name. */
  name: string;
  summary: string;
  areaM2: readonly [least: number, most: number];
  audience: Audience[];
  /** One after the other over the communities or estates; null = nobody has told us. */
  hours: readonly (HoursPeriod[] | null)[];
  phone: boolean;
};

export type CommunityKind = FacilityKind & { eastM: number; northM: number };

const OFFICE: readonly Window[] = [
  ['08:30', '12:00'],
  ['13:30', '17:30'],
];
const CLINIC: readonly Window[] = [
  ['08:00', '11:30'],
  ['13:30', '17:00'],
];

const kind = (
  [slug, category, name]: [slug: string, category: Category, name: string],
  [eastM, northM]: [eastM: number, northM: number],
  areaM2: [number, number],
  audience: Audience[],
  hours: (HoursPeriod[] | null)[],
  summary: string,
  phone = true,
): CommunityKind => ({
  slug,
  category,
  name,
  eastM,
  northM,
  areaM2,
  audience,
  hours,
  summary,
  phone,
});

/** In every community: 24. */
export const COMMUNITY_KINDS: readonly CommunityKind[] = [
  kind(
    ['centre', 'centre', '{}社区邻里中心'],
    [62, -74],
    [820, 2400],
    ['all'],
    [everyDay(['08:30', '21:00']), everyDay(['08:00', '20:30'])],
    '社区的邻里中心：一楼办事和会客，二楼活动室、乒乓球室和会议室。',
  ),
  kind(
    ['canteen', 'dining', '{}社区食堂'],
    [192, 0],
    [180, 460],
    ['all', 'elder'],
    [
      everyDay(['06:30', '08:30'], ['10:30', '13:00'], ['16:30', '18:30']),
      everyDay(['10:30', '13:00'], ['16:30', '18:30']),
      everyDay(['06:30', '09:00'], ['10:30', '13:30'], ['16:30', '19:00']),
      weekdays(
        [
          ['10:45', '13:00'],
          ['16:30', '18:30'],
        ],
        { saturday: [['10:45', '13:00']] },
      ),
    ],
    '家常菜，可以提前订餐，堂食或自提；60 岁以上按年龄打折。',
  ),
  kind(
    ['mealpoint', 'dining', '{}长者助餐点'],
    [-262, -178],
    [60, 140],
    ['elder'],
    [weekdays([['10:30', '12:30']]), everyDay(['10:30', '12:30'], ['16:30', '18:00'])],
    '社区食堂做好送到这里，附近老人就近取餐、坐下来吃。',
  ),
  kind(
    ['reading', 'reading', '{}书房'],
    [-98, 98],
    [150, 420],
    ['all'],
    [everyDay(['08:30', '21:00']), closedMondays(['09:00', '20:30']), everyDay(['09:00', '21:00'])],
    '看书、自习、借还图书，有大字书和儿童绘本。',
  ),
  kind(
    ['selfreading', 'reading', '{} 24 小时自助书房'],
    [282, -228],
    [30, 80],
    ['all'],
    [aroundTheClock()],
    '刷码进门，不打烊；夜里有灯，有热水。',
    false,
  ),
  kind(
    ['fitness', 'fitness', '{}健身驿站'],
    [174, 174],
    [220, 520],
    ['all'],
    [
      everyDay(['06:30', '21:30']),
      everyDay(['06:00', '26:00']),
      everyDay(['07:00', '22:00']),
      closedMondays(['08:00', '21:00']),
    ],
    '器械区、操房和拉伸区，有指导员轮班。',
  ),
  kind(
    ['outdoor', 'fitness', '{}室外健身点'],
    [-302, 64],
    [120, 400],
    ['all', 'elder'],
    [seasonal(['05:00', '22:00'], ['06:00', '21:00'])],
    '太极推手器、扭腰器、单双杠，旁边有长椅。',
    false,
  ),
  kind(
    ['court', 'sport', '{}社区球场'],
    [-122, -258],
    [460, 980],
    ['all'],
    [seasonal(['06:00', '21:30'], ['07:00', '21:00']), everyDay(['07:00', '21:00'])],
    '灯光篮球场，可以整场约，也可以来了就打。',
  ),
  kind(
    ['clinic', 'health', '{}卫生服务站'],
    [0, -392],
    [160, 380],
    ['all'],
    [
      weekdays(CLINIC, { saturday: [['08:00', '11:30']] }),
      weekdays(CLINIC, { weekend: [['08:30', '11:00']] }),
      everyDay(['08:00', '11:30'], ['13:30', '17:00']),
    ],
    '看常见病、配慢病药、量血压测血糖，家庭医生在这里。',
  ),
  kind(
    ['healthhut', 'health', '{}智慧健康站'],
    [-60, 332],
    [60, 150],
    ['elder', 'all'],
    [everyDay(['08:00', '20:00']), weekdays(OFFICE, { saturday: [['08:30', '11:30']] })],
    '自己量血压、测血糖、查骨密度，结果可以打印。',
  ),
  kind(
    ['service', 'service_hall', '{}党群服务站'],
    [112, -122],
    [300, 700],
    ['all'],
    [
      weekdays(OFFICE, {
        saturday: [
          ['09:00', '12:00'],
          ['13:30', '16:30'],
        ],
      }),
      weekdays(OFFICE),
    ],
    '社保、医保、居住、优待证等事项，窗口当面办，也能帮办。',
  ),
  kind(
    ['eldercare', 'elder_care', '{}居家养老服务站'],
    [-172, -108],
    [320, 860],
    ['elder'],
    [everyDay(['08:00', '17:00']), weekdays([['08:00', '17:00']])],
    '日间照料、午休床位、助浴和康复器具，也上门服务。',
  ),
  kind(
    ['elderclub', 'culture', '{}老年活动室'],
    [-62, -152],
    [120, 300],
    ['elder'],
    [
      everyDay(['08:00', '11:30'], ['13:00', '17:00']),
      everySecondSaturday('odd', ['08:00', '11:30'], ['13:00', '17:00']),
    ],
    '下棋、打牌、听戏、喝茶，有管理员。',
  ),
  kind(
    ['culture', 'culture', '{}文化家园'],
    [92, 262],
    [240, 640],
    ['all'],
    [everyDay(['09:00', '20:30']), closedMondays(['09:00', '20:30'])],
    '排练、书画、讲座和村史小展。',
  ),
  kind(
    ['nursery', 'child_care', '{}托育点'],
    [232, 112],
    [200, 420],
    ['child', 'parent'],
    [weekdays([['07:45', '17:45']])],
    '托 6 个月到 3 岁的孩子，可以全日托，也可以按小时托。',
  ),
  kind(
    ['kids', 'children', '{}儿童之家'],
    [-212, 202],
    [120, 320],
    ['child', 'parent'],
    [
      everyDay(['09:00', '18:00']),
      weekdays([['15:30', '18:30']], { weekend: [['09:00', '17:00']] }),
    ],
    '绘本、积木和手工，12 岁以下由家长陪着来。',
  ),
  kind(
    ['afterschool', 'children', '{}四点半课堂'],
    [332, 62],
    [100, 220],
    ['child', 'parent'],
    [
      [
        {
          spans: [{ dayTypes: ['school_day', 'makeup_workday'], opens: '15:30', closes: '18:30' }],
        },
      ],
    ],
    '放学后写作业、看书，有志愿者陪着，家长下班来接。',
  ),
  kind(
    ['meeting', 'meeting', '{}议事室'],
    [142, -42],
    [60, 160],
    ['all'],
    [
      everyDay(['09:00', '20:30']),
      everySecondSaturday('even', ['09:00', '12:00'], ['13:30', '17:00']),
    ],
    '居民商量事情的地方，业主、物业、社区坐下来谈。',
  ),
  kind(
    ['parcel', 'parcel', '{}快递驿站'],
    [-42, 62],
    [50, 130],
    ['all'],
    [everyDay(['08:00', '21:00']), everyDay(['07:30', '22:00']), null],
    '取件、寄件，可以请人送到家门口。',
  ),
  kind(
    ['market', 'market', '{}便民菜店'],
    [252, -98],
    [160, 420],
    ['all'],
    [
      everyDay(['06:00', '19:00']),
      everyDay(['06:30', '18:30']),
      null,
      everyDay(['06:00', '20:00']),
    ],
    '蔬菜、肉、豆制品和水果，明码标价，有公平秤。',
  ),
  kind(
    ['garden', 'green', '{}口袋公园'],
    [-332, 232],
    [800, 3600],
    ['all'],
    [aroundTheClock()],
    '树荫、花境和儿童沙坑，步道没有台阶。',
    false,
  ),
  kind(
    ['square', 'green', '{}邻里广场'],
    [42, 152],
    [900, 2800],
    ['all'],
    [aroundTheClock(), seasonal(['05:00', '22:00'], ['05:30', '21:30'])],
    '早上打拳，晚上跳舞；广场舞到 20:30 结束。',
    false,
  ),
  kind(
    ['volunteer', 'service_hall', '{}志愿者驿站'],
    [-142, 22],
    [40, 110],
    ['all'],
    [everyDay(['09:00', '17:00']), weekdays([['09:00', '17:00']])],
    '歇脚、热饭、充电、借伞；想做志愿者也在这里登记。',
  ),
  kind(
    ['family', 'child_care', '{}妇儿驿站'],
    [12, -222],
    [80, 200],
    ['parent', 'child'],
    [weekdays([['09:00', '17:30']], { saturday: [['09:00', '16:00']] })],
    '孕产、育儿和家庭问题有人听、有人帮，有母婴室。',
  ),
];

/** Five communities have one thing more. */
export const EXTRA_KINDS: Readonly<Record<string, CommunityKind>> = {
  taiyan: schoolGround('太炎第二小学'),
  gaoqiao: schoolGround('高桥小学'),
  wanhe: toolShed(),
  yongfu: toolShed(),
  liangmu: kind(
    ['studyroom', 'reading', '{}共享自习室'],
    [402, -52],
    [120, 200],
    ['all'],
    [everyDay(['08:00', '24:00'])],
    '安静的自习位，早八点到半夜十二点，先约后来。',
  ),
};

function schoolGround(school: string): CommunityKind {
  return kind(
    ['school', 'school_ground', `${school}校园场地`],
    [402, -52],
    [3200, 5200],
    ['all'],
    [outsideSchool(['17:30', '20:30'], ['08:00', '20:00'])],
    '放学后和休息日开放，走西侧小门，凭预约码进出。',
  );
}

function toolShed(): CommunityKind {
  return kind(
    ['toolshed', 'service_hall', '{}共享工具屋'],
    [402, -52],
    [30, 60],
    ['all'],
    [weekdays([['09:00', '11:30']], { weekend: [['09:00', '16:00']] })],
    '梯子、电钻、轮椅、折叠桌，登记后免费借。',
  );
}
