/** Booking rules by kind of venue. Durations in minutes; each is what a neighbourhood centre might really set. */
import type { Window } from './hours.ts';
import type { VenueRow } from './rows.ts';

export type VenueRule = Pick<
  VenueRow,
  | 'kind'
  | 'category'
  | 'summary'
  | 'capacity'
  | 'minParty'
  | 'maxParty'
  | 'slotMin'
  | 'minDurationMin'
  | 'maxDurationMin'
  | 'bufferBeforeMin'
  | 'bufferAfterMin'
  | 'opensDaysAhead'
  | 'closesBeforeMin'
  | 'cancelBeforeMin'
  | 'maxActive'
  | 'maxPerWeek'
  | 'asksPurpose'
> & {
  /** The part of the day in which it can be booked; it is cut to the hours of its place. */
  windows: readonly Window[];
};

const WHOLE_DAY: readonly Window[] = [['00:00', '26:00']];
const THREE_PARTS: readonly Window[] = [
  ['08:30', '11:30'],
  ['13:00', '17:00'],
  ['18:00', '21:00'],
];
const DAYTIME: readonly Window[] = [
  ['09:00', '12:00'],
  ['13:00', '17:00'],
  ['18:00', '21:00'],
];

const COURT = {
  kind: 'court',
  slotMin: 60,
  minDurationMin: 60,
  maxDurationMin: 120,
  bufferBeforeMin: 0,
  bufferAfterMin: 0,
  opensDaysAhead: 7,
  closesBeforeMin: 0,
  cancelBeforeMin: 120,
  maxActive: 2,
  maxPerWeek: 3,
  asksPurpose: false,
  windows: WHOLE_DAY,
} as const;

const ROOM = {
  kind: 'room',
  slotMin: 30,
  minDurationMin: 60,
  maxDurationMin: 180,
  bufferBeforeMin: 0,
  bufferAfterMin: 15,
  opensDaysAhead: 14,
  closesBeforeMin: 60,
  cancelBeforeMin: 240,
  maxActive: 2,
  maxPerWeek: 2,
  asksPurpose: true,
  windows: DAYTIME,
} as const;

const PLACES = {
  kind: 'places',
  slotMin: 30,
  minDurationMin: 60,
  maxDurationMin: 240,
  bufferBeforeMin: 0,
  bufferAfterMin: 0,
  opensDaysAhead: 3,
  closesBeforeMin: 0,
  cancelBeforeMin: 30,
  maxActive: 2,
  maxPerWeek: 7,
  asksPurpose: false,
  windows: WHOLE_DAY,
} as const;

const SCHOOL = { ...COURT, kind: 'school', closesBeforeMin: 30 } as const;

const party = (capacity: number, minParty: number, maxParty: number) => ({
  capacity,
  minParty,
  maxParty,
});

const rules = {
  badminton: {
    ...COURT,
    category: 'badminton',
    ...party(6, 2, 6),
    windows: THREE_PARTS,
    summary: '木地板双打场，拍子自带，球可以在服务台买。',
  },
  badmintonHall: {
    ...COURT,
    category: 'badminton',
    ...party(24, 8, 24),
    windows: THREE_PARTS,
    maxActive: 1,
    maxPerWeek: 1,
    cancelBeforeMin: 1440,
    asksPurpose: true,
    summary: '1、2 号场一起约，办比赛和团队活动用。',
  },
  tableTennis: {
    ...COURT,
    category: 'table_tennis',
    ...party(4, 2, 4),
    summary: '一张台，拍子可以借。',
  },
  basketball: {
    ...COURT,
    category: 'basketball',
    ...party(20, 6, 20),
    summary: '全场，含两个半场。',
  },
  halfCourt: {
    ...COURT,
    category: 'basketball',
    ...party(10, 2, 10),
    summary: '半场，三对三正好。',
  },
  football: {
    ...COURT,
    category: 'football',
    ...party(24, 8, 24),
    cancelBeforeMin: 240,
    summary: '人造草五人制，不穿钢钉鞋。',
  },
  footballHalf: {
    ...COURT,
    category: 'football',
    ...party(12, 4, 12),
    summary: '半块场地，练球用。',
  },
  tennis: { ...COURT, category: 'tennis', ...party(4, 2, 4), summary: '硬地场，晚上有灯。' },
  gateball: {
    ...COURT,
    category: 'gateball',
    ...party(12, 2, 12),
    maxDurationMin: 180,
    summary: '球槌可以借，早上最凉快。',
  },
  billiards: { ...COURT, category: 'billiards', ...party(4, 1, 4), summary: '一张台，不许抽烟。' },
  dance: {
    ...ROOM,
    category: 'dance',
    ...party(40, 4, 40),
    slotMin: 60,
    asksPurpose: true,
    summary: '大镜子、把杆和音响，跳舞、合唱、瑜伽都用它。',
  },
  hall: {
    ...ROOM,
    category: 'hall',
    ...party(80, 10, 80),
    maxDurationMin: 240,
    bufferBeforeMin: 30,
    bufferAfterMin: 30,
    cancelBeforeMin: 1440,
    maxActive: 1,
    maxPerWeek: 1,
    summary: '投影、无线话筒，桌椅可以搬。',
  },
  theatre: {
    ...ROOM,
    category: 'hall',
    ...party(100, 20, 100),
    maxDurationMin: 240,
    bufferBeforeMin: 60,
    bufferAfterMin: 60,
    cancelBeforeMin: 2880,
    maxActive: 1,
    maxPerWeek: 1,
    summary: '固定座椅，有灯光和音响，用前要和值班人员对一遍。',
  },
  meeting: {
    ...ROOM,
    category: 'meeting',
    ...party(16, 2, 16),
    summary: '圆桌和白板，电视可以投屏。',
  },
  mediation: {
    ...ROOM,
    category: 'meeting',
    ...party(8, 2, 8),
    opensDaysAhead: 7,
    summary: '圆桌小房间，说话不被打扰。',
  },
  classroom: {
    ...ROOM,
    category: 'classroom',
    ...party(30, 4, 30),
    summary: '课桌三十位，有投影。',
  },
  music: { ...ROOM, category: 'music', ...party(24, 1, 24), summary: '钢琴和合唱台，隔音好。' },
  art: {
    ...ROOM,
    category: 'art',
    ...party(20, 1, 20),
    bufferAfterMin: 30,
    summary: '大桌四张，走时请收拾干净。',
  },
  study: {
    ...PLACES,
    category: 'study',
    ...party(30, 1, 2),
    summary: '安静座位，有插座和台灯，离开半小时以上请让座。',
  },
  computer: {
    ...PLACES,
    category: 'computer',
    ...party(20, 1, 1),
    maxDurationMin: 120,
    summary: '电脑座位，可以打印。',
  },
  chess: {
    ...PLACES,
    category: 'chess',
    ...party(16, 1, 4),
    opensDaysAhead: 2,
    windows: [['08:30', '17:00']],
    summary: '棋牌桌位，只娱乐，茶水自便。',
  },
  play: {
    ...PLACES,
    category: 'play',
    ...party(24, 2, 4),
    slotMin: 60,
    maxDurationMin: 120,
    opensDaysAhead: 5,
    maxPerWeek: 3,
    summary: '大人带着孩子一起约，进场脱鞋。',
  },
  track: {
    ...PLACES,
    kind: 'places',
    category: 'track',
    ...party(30, 1, 4),
    slotMin: 60,
    maxDurationMin: 120,
    opensDaysAhead: 5,
    maxPerWeek: 5,
    summary: '塑胶跑道，一时段三十人，员满即止。',
  },
  schoolBasketball: {
    ...SCHOOL,
    category: 'basketball',
    ...party(20, 2, 20),
    summary: '学校篮球场，不满 14 岁要有监护人同场。',
  },
  schoolFootball: {
    ...SCHOOL,
    category: 'football',
    ...party(20, 6, 20),
    summary: '学校足球场，不穿钢钉鞋。',
  },
  schoolBadminton: {
    ...SCHOOL,
    category: 'badminton',
    ...party(6, 2, 6),
    summary: '学校体育馆里的羽毛球场，换鞋进。',
  },
  schoolTableTennis: {
    ...SCHOOL,
    category: 'table_tennis',
    ...party(4, 2, 4),
    summary: '学校体育馆里的乒乓球台。',
  },
} as const satisfies Record<string, VenueRule>;

export type VenueRuleName = keyof typeof rules;
export const VENUE_RULES: Readonly<Record<VenueRuleName, VenueRule>> = rules;
