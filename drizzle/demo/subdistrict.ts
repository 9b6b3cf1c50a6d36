/** The twenty places of the subdistrict itself. Three names come from the source; the rest is plain description. */
import type { HoursPeriod } from '../../worker/features/directory/rules/hours.ts';
import type { Audience, Category } from '../../worker/features/directory/rules/kinds.ts';
import {
  closedMondays,
  everyDay,
  outsideSchool,
  seasonal,
  type Window,
  weekdays,
} from './hours.ts';

export type SubdistrictPlan = {
  id: string;
  category: Category;
  name: string;
  sign: string | null;
  communityId: string;
  /** Metres from the middle of the community. */
  eastM: number;
  northM: number;
  address: string;
  areaM2: number;
  hours: HoursPeriod[];
  audience: Audience[];
  summary: string;
};

const OFFICE: readonly Window[] = [
  ['08:30', '12:00'],
  ['13:30', '17:30'],
];

const plan = (
  [id, category, name]: [id: string, category: Category, name: string],
  [communityId, eastM, northM, address]: [string, number, number, string],
  areaM2: number,
  hours: HoursPeriod[],
  audience: Audience[],
  summary: string,
  sign: string | null = null,
): SubdistrictPlan => ({
  id,
  category,
  name,
  sign,
  communityId,
  eastM,
  northM,
  address,
  areaM2,
  hours,
  audience,
  summary,
});

const school = (
  id: string,
  name: string,
  where: [string, number, number, string],
  areaM2: number,
): SubdistrictPlan =>
  plan(
    [id, 'school_ground', `${name}校园场地`],
    where,
    areaM2,
    outsideSchool(['17:30', '20:30'], ['08:00', '20:00']),
    ['all'],
    '放学后和休息日开放跑道和球场；不满 14 岁要有监护人同场，凭预约码从边门进出。',
  );

export const SUBDISTRICT_PLANS: readonly SubdistrictPlan[] = [
  plan(
    ['guoling', 'centre', '果岭幸福满仓共同体'],
    ['wanhe', 321, 321, '绿汀路 288 号'],
    8000,
    everyDay(['08:30', '21:00']),
    ['all', 'elder', 'child', 'parent'],
    '进一扇门，办所有事：四层楼 37 个场景，吃饭办事、照看老小、学习、运动都在这里。',
    'A1',
  ),
  plan(
    ['xingfuli', 'centre', '幸福里全龄活动中心'],
    ['liangmu', -330, -180, '良睦路 566 号'],
    5200,
    everyDay(['08:30', '21:00']),
    ['all', 'elder', 'child'],
    '老人孩子各有一层，中间是球馆、书吧和食堂，门前是幸福里广场。',
    'B1',
  ),
  plan(
    ['ertong', 'centre', '儿童活动中心'],
    ['longtan', 150, 210, '龙潭路 119 号'],
    4300,
    [
      {
        spans: [
          { days: [2, 3, 4, 5], opens: '09:00', closes: '20:00' },
          { days: [6, 7], opens: '08:30', closes: '20:30' },
          { days: [1], opens: '15:00', closes: '20:00' },
        ],
      },
    ],
    ['child', 'parent'],
    '绘本、科学、美术、音乐和运动，0–14 岁的孩子和家长一起来。',
    'C1',
  ),
  plan(
    ['library', 'reading', '街道图书馆'],
    ['taiyan', 260, 40, '仓前老街 36 号'],
    2600,
    closedMondays(['08:30', '21:00']),
    ['all'],
    '借书、自习、听讲座，有视障阅览角和大字书架。',
  ),
  plan(
    ['culture-station', 'culture', '街道综合文化站'],
    ['taiyan', -150, -230, '太炎路 58 号'],
    3100,
    closedMondays(['09:00', '21:00']),
    ['all'],
    '排练厅、小剧场、书画室和展厅，文艺团队可以预约排练。',
  ),
  plan(
    ['health-centre', 'health', '街道社区卫生服务中心'],
    ['cangnan', 60, -180, '仓兴街 210 号'],
    6800,
    everyDay(['08:00', '20:00']),
    ['all'],
    '全科、中医、康复、儿童保健和预防接种；晚上和周末有值班医生。',
  ),
  plan(
    ['sports-hall', 'sport', '街道全民健身中心'],
    ['gexiang', 170, 90, '高教路 402 号'],
    7400,
    everyDay(['07:00', '22:00']),
    ['all'],
    '羽毛球、乒乓球、篮球和操房，早晚都开，有体质测试室。',
  ),
  plan(
    ['sports-park', 'sport', '余杭塘河体育公园'],
    ['gaoqiao', 230, 400, '余杭塘路 701 号'],
    21600,
    seasonal(['05:30', '22:00'], ['06:00', '21:00']),
    ['all'],
    '沿河的球场、门球场、轮滑场和健身步道。',
  ),
  plan(
    ['service-hall', 'service_hall', '街道便民服务中心'],
    ['cangnan', 170, -60, '仓兴街 99 号'],
    2800,
    weekdays(OFFICE, { saturday: [['09:00', '12:00']] }),
    ['all'],
    '街道各类事项一个大厅办，有低位柜台、手写板和帮办员。',
  ),
  plan(
    ['mediation-centre', 'service_hall', '街道社会治理中心'],
    ['songjiashan', -60, 120, '海曙路 77 号'],
    1900,
    weekdays(OFFICE),
    ['all'],
    '反映问题、调解纠纷、法律咨询，有人接、有人办、有回音。',
  ),
  plan(
    ['elder-centre', 'elder_care', '街道居家养老服务中心'],
    ['yongfu', 140, -60, '永福路 150 号'],
    3600,
    everyDay(['07:30', '18:30']),
    ['elder'],
    '日间照料、助浴、康复、辅具租借和老年大学分教点。',
  ),
  plan(
    ['nursery-centre', 'child_care', '街道托育服务中心'],
    ['gexiang', -130, -110, '葛巷路 21 号'],
    2200,
    weekdays([['07:30', '18:00']]),
    ['child', 'parent'],
    '给 3 岁以下孩子的托班和临时托，也给家长开育儿课。',
  ),
  plan(
    ['family-centre', 'child_care', '街道家庭服务中心'],
    ['gaoqiao', 120, -90, '高桥路 45 号'],
    1400,
    weekdays([['09:00', '17:30']], { weekend: [['09:00', '16:30']] }),
    ['parent', 'child'],
    '亲子活动、家长沙龙、心理倾听，有母婴室。',
  ),
  plan(
    ['market', 'market', '仓前农贸市场'],
    ['lingyuan', 130, -120, '灵源路 8 号'],
    4800,
    everyDay(['05:30', '19:00']),
    ['all'],
    '早市最新鲜，入口有公平秤和食品快检室。',
  ),
  plan(
    ['riverside-park', 'green', '余杭塘河滨水公园'],
    ['lingyuan', 330, 520, '余杭塘路 318 号'],
    36000,
    [{ spans: [{ opens: '00:00', closes: '24:00' }] }],
    ['all'],
    '沿河绿道的一段，有无障碍观景台、长椅和饮水点。',
  ),
  plan(
    ['forum', 'meeting', '街道议事厅'],
    ['yongfu', -210, 170, '海曙路 260 号'],
    900,
    weekdays([['08:30', '21:00']], { weekend: [['09:00', '17:00']] }),
    ['all'],
    '居民议事会、听证会和恳谈会在这里开，旁听不用预约。',
  ),
  school('wanhe-school', '万和小学', ['wanhe', -180, -420, '余杭塘路 180 号'], 6200),
  school('cangnan-school', '仓南中学', ['cangnan', -180, 330, '仓南路 66 号'], 11800),
  school('liangmu-school', '良睦第一小学', ['liangmu', 300, 420, '文一西路 1380 号'], 7400),
  school('longtan-school', '龙潭小学', ['longtan', -420, 60, '龙潭路 55 号'], 6900),
];
