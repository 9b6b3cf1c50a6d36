/** What is on which floor of the twenty places of the subdistrict. */
import type { HoursPeriod } from '../../worker/features/directory/rules/hours.ts';
import type { Audience, Category } from '../../worker/features/directory/rules/kinds.ts';
import { pinyinOf, syllablesOf } from '../../worker/lib/pinyin.ts';
import { GUOLING_SCENES } from './guoling-scenes.ts';
import { everyDay, weekdays } from './hours.ts';
import type { SceneRow } from './rows.ts';

/** Without hours of its own a scene keeps those of its place. */
export type SceneOf = readonly [
  floor: number,
  name: string,
  category: Category,
  summary: string,
  audience: Audience[],
  hours?: HoursPeriod[],
];

const CANTEEN_HOURS = everyDay(['10:30', '13:00'], ['16:30', '18:30']);

const XINGFULI: readonly SceneOf[] = [
  [1, '食堂', 'dining', '午餐和晚餐，六十个座位。', ['all', 'elder'], CANTEEN_HOURS],
  [1, '服务台', 'service_hall', '问路、登记、借轮椅。', ['all']],
  [1, '书吧', 'reading', '报刊和新书，靠窗有自习位。', ['all']],
  [1, '健康小屋', 'health', '自己量血压、测血糖。', ['elder']],
  [1, '幸福里广场', 'green', '早上打拳，晚上八段锦。', ['all']],
  [
    2,
    '日间照料',
    'elder_care',
    '白天有人照看，有午休床位。',
    ['elder'],
    everyDay(['08:30', '17:00']),
  ],
  [2, '棋牌室', 'elder_care', '十张桌，茶水自便。', ['elder']],
  [2, '书画室', 'culture', '写字画画，有老师轮班。', ['all', 'elder']],
  [2, '老年大学教室', 'culture', '声乐、戏曲和智能手机。', ['elder']],
  [
    2,
    '康复训练室',
    'health',
    '康复师评估后练习。',
    ['elder', 'disabled'],
    weekdays([['09:00', '16:30']]),
  ],
  [
    3,
    '绘本屋',
    'children',
    '绘本和玩具，周末讲故事。',
    ['child', 'parent'],
    everyDay(['09:00', '19:00']),
  ],
  [3, '亲子教室', 'children', '手工、烘焙和音乐启蒙。', ['child', 'parent']],
  [
    3,
    '四点半课堂',
    'children',
    '放学后写作业，6–12 岁。',
    ['child', 'parent'],
    [{ spans: [{ dayTypes: ['school_day', 'makeup_workday'], opens: '15:30', closes: '18:30' }] }],
  ],
  [3, '自习室', 'reading', '安静区，二十四个座位。', ['all']],
  [3, '母婴室', 'child_care', '哺乳、换尿布、温奶。', ['parent']],
  [4, '球馆', 'sport', '半场可分可合的篮球馆。', ['all']],
  [4, '乒乓球室', 'sport', '四张台。', ['all']],
  [4, '舞蹈房', 'fitness', '两间，大镜子和把杆。', ['all']],
  [4, '台球室', 'sport', '两张台。', ['all']],
  [4, '多功能厅', 'meeting', '一百二十人的会场。', ['all']],
];

const ERTONG: readonly SceneOf[] = [
  [1, '绘本馆', 'reading', '一万册绘本，席地而坐。', ['child', 'parent']],
  [1, '小剧场', 'culture', '儿童剧和毕业汇演，一百座。', ['child', 'parent']],
  [1, '家长休息区', 'child_care', '等孩子的地方，有充电和热水。', ['parent']],
  [1, '母婴室', 'child_care', '哺乳、换尿布、温奶。', ['parent']],
  [1, '感统训练室', 'children', '平衡、攀爬和触觉，3–8 岁。', ['child']],
  [2, '科学教室', 'children', '动手做实验，每周换题目。', ['child']],
  [2, '美术教室', 'children', '画画、陶泥和版画。', ['child']],
  [2, '积木室', 'children', '大颗粒小颗粒都有，作品展一周。', ['child']],
  [
    2,
    '四点半课堂',
    'children',
    '放学后写作业、看书，6–12 岁。',
    ['child', 'parent'],
    [{ spans: [{ dayTypes: ['school_day', 'makeup_workday'], opens: '15:30', closes: '18:30' }] }],
  ],
  [3, '音乐教室', 'culture', '打击乐、合唱和钢琴。', ['child']],
  [3, '舞蹈教室', 'culture', '中国舞和街舞。', ['child']],
  [3, '室内球场', 'sport', '小篮球和足球，软包墙面。', ['child']],
  [3, '自习室', 'reading', '高年级学生的安静座位。', ['child']],
  [3, '家长课堂', 'child_care', '育儿讲座和家长互助小组。', ['parent']],
  [3, '心语室', 'health', '孩子的烦恼有人听，要先约。', ['child', 'parent']],
];

/** The other seventeen, shortly: floor, name, category, one sentence. */
const OTHERS: Readonly<Record<string, readonly (readonly [number, string, Category, string])[]>> = {
  library: [
    [1, '借还大厅', 'reading', '自助借还，有帮办员。'],
    [1, '视障阅览角', 'reading', '盲文书、听书机和放大器。'],
    [2, '成人阅览区', 'reading', '文学、社科和大字书。'],
    [2, '电子阅览室', 'reading', '二十台电脑，可以打印。'],
    [3, '自习区', 'reading', '六十个座位，要先约。'],
    [3, '研讨室', 'meeting', '三间，四到十人。'],
    [3, '报告厅', 'meeting', '一百座，周末有讲座。'],
  ],
  'culture-station': [
    [1, '展厅', 'culture', '居民书画和摄影轮展。'],
    [1, '小剧场', 'culture', '一百五十座，演出和放映。'],
    [2, '排练厅', 'culture', '合唱、戏曲和器乐排练。'],
    [2, '舞蹈教室', 'fitness', '两间。'],
    [2, '音乐室', 'culture', '钢琴、二胡和鼓。'],
    [3, '书画室', 'culture', '大桌四张，笔墨自备也可借。'],
    [3, '多功能厅', 'meeting', '六十人的教室。'],
    [3, '会议室', 'meeting', '二十人。'],
  ],
  'health-centre': [
    [1, '全科门诊', 'health', '常见病和慢病复诊。'],
    [1, '药房', 'health', '取药和用药咨询。'],
    [2, '预防接种', 'health', '儿童和成人疫苗，要先约。'],
    [2, '中医馆', 'health', '针灸、推拿和膏方。'],
    [3, '康复科', 'health', '评估和训练。'],
  ],
  'sports-hall': [
    [1, '羽毛球区', 'sport', '六片场。'],
    [1, '体质测试室', 'fitness', '出一张运动处方。'],
    [2, '篮球馆', 'sport', '两片全场，可分半场。'],
    [2, '乒乓球区', 'sport', '六张台。'],
    [3, '操房', 'fitness', '两间，跟操和瑜伽。'],
    [3, '台球室', 'sport', '两张台。'],
  ],
  'sports-park': [
    [1, '足球场', 'sport', '人造草五人制，可分两块。'],
    [1, '网球场', 'sport', '两片，有灯光。'],
    [1, '篮球场', 'sport', '两片。'],
    [1, '门球场', 'sport', '老人打得最多。'],
    [1, '轮滑场', 'sport', '环形，有护栏。'],
  ],
  'service-hall': [
    [1, '综合窗口', 'service_hall', '一个窗口受理，后台分办。'],
    [1, '自助区', 'service_hall', '打印、拍照、查询，旁边有人教。'],
    [2, '洽谈室', 'meeting', '需要慢慢说的事在这里说。'],
  ],
  'mediation-centre': [
    [1, '接待大厅', 'service_hall', '反映问题，当场登记。'],
    [2, '调解室', 'meeting', '两间，圆桌。'],
    [2, '法律咨询室', 'service_hall', '每周二、四有律师。'],
    [2, '会议室', 'meeting', '十六人。'],
  ],
  'elder-centre': [
    [1, '日间照料', 'elder_care', '白天有人照看。'],
    [1, '助浴间', 'elder_care', '有人帮，有扶手和呼叫铃。'],
    [2, '活动室', 'culture', '唱歌、做操、看电影。'],
    [2, '书画室', 'culture', '写字画画。'],
    [2, '棋牌室', 'elder_care', '八张桌。'],
  ],
  'nursery-centre': [
    [1, '托小班', 'child_care', '两到三岁。'],
    [1, '乳儿班', 'child_care', '六到十二个月。'],
    [2, '家长课堂', 'child_care', '喂养、睡眠和早期发展。'],
  ],
  'family-centre': [
    [1, '亲子教室', 'children', '手工和音乐启蒙。'],
    [1, '母婴室', 'child_care', '哺乳、换尿布、温奶。'],
    [2, '家长沙龙', 'child_care', '家长聊孩子的地方。'],
    [2, '倾听室', 'health', '心理咨询，要先约。'],
  ],
  market: [
    [1, '蔬菜区', 'market', '本地菜在东边。'],
    [1, '水产区', 'market', '可以代杀。'],
    [1, '食品快检室', 'service_hall', '买的菜可以免费测农残。'],
  ],
  'riverside-park': [
    [1, '绿道', 'green', '平整无台阶，两公里。'],
    [1, '观景台', 'green', '轮椅可以上。'],
    [1, '休息亭', 'green', '饮水点和长椅。'],
  ],
  forum: [
    [1, '议事厅', 'meeting', '六十人圆桌会场。'],
    [2, '会议室', 'meeting', '三间，十到二十人。'],
    [2, '公示墙', 'service_hall', '议过的事办得怎样，都贴在这里。'],
  ],
  'wanhe-school': schoolScenes(),
  'cangnan-school': schoolScenes(),
  'liangmu-school': schoolScenes(),
  'longtan-school': schoolScenes(),
};

function schoolScenes(): readonly (readonly [number, string, Category, string])[] {
  return [
    [1, '跑道', 'school_ground', '塑胶跑道，穿平底鞋。'],
    [1, '篮球场', 'school_ground', '两片。'],
    [1, '足球场', 'school_ground', '人造草。'],
    [1, '体育馆', 'school_ground', '羽毛球和乒乓球，换鞋进。'],
  ];
}

/** `guoling-jianshenfang`: the place and the scene's name in pinyin. */
export function sceneId(facilityId: string, name: string): string {
  return `${facilityId}-${pinyinOf(name)}`;
}

export function sceneRows(): SceneRow[] {
  const others = Object.entries(OTHERS).map(
    ([facilityId, scenes]) =>
      [facilityId, scenes.map((one): SceneOf => [...one, ['all']])] as const,
  );
  const all = [
    ['guoling', GUOLING_SCENES],
    ['xingfuli', XINGFULI],
    ['ertong', ERTONG],
    ...others,
  ] as const;
  return all.flatMap(([facilityId, scenes]) =>
    scenes.map(([floor, name, category, summary, audience, hours], sort) => ({
      id: sceneId(facilityId, name),
      facilityId,
      floor,
      name,
      syllables: syllablesOf(name),
      category,
      summary,
      audience,
      hours: hours ?? null,
      sort,
    })),
  );
}
