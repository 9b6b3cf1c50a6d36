/** Which venue stands where: 126 in places of the subdistrict, 90 in communities, 3 in estates. */
import { COMMUNITIES } from './areas.ts';
import type { VenueRuleName } from './venue-rules.ts';

export type VenuePlan = {
  facilityId: string;
  /** Its id is the facility's and this. */
  slug: string;
  name: string;
  rule: VenueRuleName;
  floor: number | null;
  scene?: string;
  /** The slug of the whole it is a part of. */
  parent?: string;
  capacity?: number;
};

type Short = readonly [
  slug: string,
  name: string,
  rule: VenueRuleName,
  floor: number | null,
  more?: { scene?: string; parent?: string; capacity?: number },
];

const SUBDISTRICT: Readonly<Record<string, readonly Short[]>> = {
  guoling: [
    ['badminton-hall', '羽毛球馆（整馆）', 'badmintonHall', 4, { scene: '羽毛球馆' }],
    ...numbered('badminton', '羽毛球 {} 号场', 'badminton', 4, 2, {
      scene: '羽毛球馆',
      parent: 'badminton-hall',
    }),
    ...numbered('tabletennis', '乒乓球 {} 号台', 'tableTennis', 4, 4, { scene: '乒乓球室' }),
    ['dance', '形体房', 'dance', 4, { scene: '形体房' }],
    ['study', '书房座位', 'study', 3, { scene: '书房' }],
    ['art', '书画室', 'art', 3, { scene: '书画室' }],
    ['phone-class', '手机课堂', 'classroom', 3, { scene: '手机课堂' }],
    ['hall', '多功能厅', 'hall', 3, { scene: '多功能厅' }],
    ['music', '音乐教室', 'music', 3, { scene: '音乐教室' }],
    ['parlour', '邻里会客厅', 'meeting', 1, { scene: '邻里会客厅', capacity: 20 }],
    ['chess', '棋牌室桌位', 'chess', 2, { scene: '老年棋牌室' }],
    ['play', '亲子活动区', 'play', 2, { scene: '亲子活动区' }],
  ],
  xingfuli: [
    ['basketball', '篮球馆（全场）', 'basketball', 4, { scene: '球馆' }],
    ['basketball-east', '篮球馆东半场', 'halfCourt', 4, { scene: '球馆', parent: 'basketball' }],
    ['basketball-west', '篮球馆西半场', 'halfCourt', 4, { scene: '球馆', parent: 'basketball' }],
    ...numbered('tabletennis', '乒乓球 {} 号台', 'tableTennis', 4, 4, { scene: '乒乓球室' }),
    ...numbered('dance', '舞蹈房 {}', 'dance', 4, 2, { scene: '舞蹈房', capacity: 30 }),
    ['billiards', '台球桌', 'billiards', 4, { scene: '台球室' }],
    ['hall', '多功能厅', 'hall', 4, { scene: '多功能厅', capacity: 120 }],
    ['study', '自习室座位', 'study', 3, { scene: '自习室', capacity: 24 }],
    ['parents', '亲子教室', 'classroom', 3, { scene: '亲子教室', capacity: 24 }],
    ['chess', '棋牌室桌位', 'chess', 2, { scene: '棋牌室', capacity: 40 }],
    ['art', '书画室', 'art', 2, { scene: '书画室' }],
    ['classroom', '老年大学教室', 'classroom', 2, { scene: '老年大学教室' }],
  ],
  ertong: [
    ['picture-books', '绘本馆座位', 'play', 1, { scene: '绘本馆', capacity: 40 }],
    ['theatre', '小剧场', 'theatre', 1, { scene: '小剧场' }],
    ['balance', '感统训练室', 'play', 1, { scene: '感统训练室', capacity: 12 }],
    ['science', '科学教室', 'classroom', 2, { scene: '科学教室', capacity: 20 }],
    ['art', '美术教室', 'art', 2, { scene: '美术教室' }],
    ['bricks', '积木室', 'play', 2, { scene: '积木室', capacity: 16 }],
    ['music', '音乐教室', 'music', 3, { scene: '音乐教室' }],
    ['dance', '舞蹈教室', 'dance', 3, { scene: '舞蹈教室', capacity: 24 }],
    ['court', '室内球场（全场）', 'basketball', 3, { scene: '室内球场' }],
    ['court-half', '室内球场半场', 'halfCourt', 3, { scene: '室内球场', parent: 'court' }],
    ['study', '自习室座位', 'study', 3, { scene: '自习室', capacity: 20 }],
    ['parents', '家长课堂', 'classroom', 3, { scene: '家长课堂' }],
  ],
  library: [
    ['study', '自习座位', 'study', 3, { scene: '自习区', capacity: 60 }],
    ['computer', '电子阅览座位', 'computer', 2, { scene: '电子阅览室' }],
    ...numbered('discussion', '研讨室 {}', 'meeting', 3, 3, { scene: '研讨室', capacity: 10 }),
    ['lecture', '报告厅', 'theatre', 3, { scene: '报告厅' }],
  ],
  'culture-station': [
    ['rehearsal', '排练厅', 'dance', 2, { scene: '排练厅', capacity: 60 }],
    ...numbered('dance', '舞蹈教室 {}', 'dance', 2, 2, { scene: '舞蹈教室', capacity: 30 }),
    ['art', '书画室', 'art', 3, { scene: '书画室' }],
    ['music', '音乐室', 'music', 2, { scene: '音乐室', capacity: 12 }],
    ['theatre', '小剧场', 'theatre', 1, { scene: '小剧场', capacity: 150 }],
    ['hall', '多功能厅', 'hall', 3, { scene: '多功能厅', capacity: 60 }],
    ['meeting', '会议室', 'meeting', 3, { scene: '会议室', capacity: 20 }],
  ],
  'sports-hall': [
    ...numbered('badminton', '羽毛球 {} 号场', 'badminton', 1, 6, { scene: '羽毛球区' }),
    ...numbered('tabletennis', '乒乓球 {} 号台', 'tableTennis', 2, 6, { scene: '乒乓球区' }),
    ...['1', '2'].flatMap((no): Short[] => [
      [`basketball-${no}`, `篮球 ${no} 号场（全场）`, 'basketball', 2, { scene: '篮球馆' }],
      [
        `basketball-${no}-east`,
        `篮球 ${no} 号场东半场`,
        'halfCourt',
        2,
        { scene: '篮球馆', parent: `basketball-${no}` },
      ],
      [
        `basketball-${no}-west`,
        `篮球 ${no} 号场西半场`,
        'halfCourt',
        2,
        { scene: '篮球馆', parent: `basketball-${no}` },
      ],
    ]),
    ...numbered('studio', '操房 {}', 'dance', 3, 2, { scene: '操房' }),
    ...numbered('billiards', '台球 {} 号桌', 'billiards', 3, 2, { scene: '台球室' }),
  ],
  'sports-park': [
    ['football', '足球场（整场）', 'football', null, { scene: '足球场' }],
    [
      'football-north',
      '足球场北半场',
      'footballHalf',
      null,
      { scene: '足球场', parent: 'football' },
    ],
    [
      'football-south',
      '足球场南半场',
      'footballHalf',
      null,
      { scene: '足球场', parent: 'football' },
    ],
    ...numbered('tennis', '网球 {} 号场', 'tennis', null, 2, { scene: '网球场' }),
    ...numbered('basketball', '篮球 {} 号场', 'basketball', null, 2, { scene: '篮球场' }),
    ['gateball', '门球场', 'gateball', null, { scene: '门球场' }],
    ['skating', '轮滑场', 'track', null, { scene: '轮滑场', capacity: 40 }],
  ],
  forum: [
    ['hall', '议事厅', 'hall', 1, { scene: '议事厅', capacity: 60 }],
    ...numbered('meeting', '会议室 {}', 'meeting', 2, 3, { scene: '会议室' }),
  ],
  'mediation-centre': [
    ...numbered('mediation', '调解室 {}', 'mediation', 2, 2, { scene: '调解室' }),
    ['meeting', '会议室', 'meeting', 2, { scene: '会议室' }],
  ],
  'elder-centre': [
    ['activity', '活动室', 'dance', 2, { scene: '活动室' }],
    ['art', '书画室', 'art', 2, { scene: '书画室' }],
    ['chess', '棋牌室桌位', 'chess', 2, { scene: '棋牌室', capacity: 32 }],
  ],
  'family-centre': [
    ['parents', '亲子教室', 'classroom', 1, { scene: '亲子教室', capacity: 20 }],
    ['salon', '家长沙龙', 'meeting', 2, { scene: '家长沙龙' }],
    ['listening', '倾听室', 'mediation', 2, { scene: '倾听室', capacity: 4 }],
  ],
  ...Object.fromEntries(
    ['wanhe-school', 'cangnan-school', 'liangmu-school', 'longtan-school'].map((id) => [
      id,
      school(),
    ]),
  ),
};

function school(): readonly Short[] {
  return [
    ...numbered('basketball', '篮球 {} 号场', 'schoolBasketball', null, 2, { scene: '篮球场' }),
    ['football', '足球场', 'schoolFootball', null, { scene: '足球场' }],
    ['track', '跑道', 'track', null, { scene: '跑道' }],
    ['badminton', '体育馆羽毛球场', 'schoolBadminton', 1, { scene: '体育馆' }],
    ['tabletennis', '体育馆乒乓球台', 'schoolTableTennis', 1, { scene: '体育馆' }],
  ];
}

/** In every community: 8. */
const COMMUNITY: readonly (readonly [place: string, ...Short])[] = [
  ['centre', 'hall', '多功能厅', 'hall', 2, { capacity: 50 }],
  ['centre', 'meeting', '会议室', 'meeting', 2],
  ['centre', 'tabletennis', '乒乓球室', 'tableTennis', 2],
  ['reading', 'study', '书房座位', 'study', 1, { capacity: 20 }],
  ['fitness', 'studio', '操房', 'dance', 1, { capacity: 20 }],
  ['court', 'basketball', '篮球场（全场）', 'basketball', null],
  ['meeting', 'room', '议事室', 'meeting', 1, { capacity: 24 }],
  ['culture', 'rehearsal', '排练室', 'music', 1],
];

/** Courts that are also let by halves. */
const HALVED = ['wanhe', 'cangnan', 'liangmu'];

/** A community's own school ground: 2. */
const COMMUNITY_SCHOOLS = ['taiyan', 'gaoqiao'];

/** Courts of estates that can be booked, by estate. */
const ESTATE_COURTS = ['wanhe-1', 'gexiang-5', 'gaoqiao-2'];

function numbered(
  slug: string,
  name: string,
  rule: VenueRuleName,
  floor: number | null,
  count: number,
  more: Short[4],
): Short[] {
  return Array.from({ length: count }, (_, index) => [
    `${slug}-${index + 1}`,
    name.replace('{}', String(index + 1)),
    rule,
    floor,
    more,
  ]);
}

export function venuePlans(): VenuePlan[] {
  const plan = (facilityId: string, [slug, name, rule, floor, more]: Short): VenuePlan => ({
    facilityId,
    slug,
    name,
    rule,
    floor,
    ...more,
  });
  const ofCommunity = (id: string): VenuePlan[] => [
    ...COMMUNITY.map(([place, ...short]) => plan(`${id}-${place}`, short)),
    ...(HALVED.includes(id)
      ? [
          plan(`${id}-court`, [
            'basketball-east',
            '篮球场东半场',
            'halfCourt',
            null,
            { parent: 'basketball' },
          ]),
          plan(`${id}-court`, [
            'basketball-west',
            '篮球场西半场',
            'halfCourt',
            null,
            { parent: 'basketball' },
          ]),
        ]
      : []),
    ...(COMMUNITY_SCHOOLS.includes(id)
      ? [
          plan(`${id}-school`, ['basketball', '篮球场', 'schoolBasketball', null]),
          plan(`${id}-school`, ['track', '跑道', 'track', null]),
        ]
      : []),
  ];
  return [
    ...Object.entries(SUBDISTRICT).flatMap(([id, shorts]) => shorts.map((one) => plan(id, one))),
    ...COMMUNITIES.flatMap(({ id }) => ofCommunity(id)),
    ...ESTATE_COURTS.map((id) => plan(`${id}-court`, ['half', '小区球场半场', 'halfCourt', null])),
  ];
}
