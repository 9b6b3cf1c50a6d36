/**
 * The register as a table: which columns it has, what stands over them, and the words in their cells. What is imported and
 * what is downloaded have the same ones, so that a downloaded table can be corrected and sent back.
 */
import type { AccessFeature, Audience, Category, Level } from './kinds.ts';

/** What stands over a column: the heading that is printed, then others that are understood. Case and spaces don't count. */
export const COLUMN_HEADINGS = {
  id: ['编号', 'id', '设施编号', 'facilityid', 'code'],
  name: ['名称', 'name', '设施名称', '点位名称'],
  aliases: ['别名', 'aliases', '曾用名', 'alternatename'],
  level: ['级别', 'level', '层级', '设施级别'],
  category: ['类别', 'category', '类型', '门类', '设施类别'],
  zone: ['片区', 'zone', '所属片区'],
  community: ['社区', 'community', '所属社区'],
  estate: ['小区', 'estate', '所属小区'],
  address: ['地址', 'address', '详细地址'],
  lng: ['经度', 'lng', 'lon', 'long', 'longitude', 'x'],
  lat: ['纬度', 'lat', 'latitude', 'y'],
  datum: ['坐标系', 'datum', 'crs', '坐标系统'],
  phone: ['电话', 'phone', 'tel', 'telephone', '联系电话', '电话号码'],
  areaM2: [
    '面积',
    'aream2',
    'area',
    '建筑面积',
    '面积m2',
    '面积m²',
    '面积平方米',
    '面积㎡',
    'm²',
    'm2',
  ],
  hours: ['开放时间', 'hours', 'openinghours', '营业时间', '服务时间'],
  audience: ['适合人群', 'audience', '服务对象', '人群'],
  summary: ['简介', 'summary', 'description', '说明', '介绍'],
  checkedOn: ['核对日期', 'checkedon', 'checked', '核实日期', 'assureddate'],
  step_free: ['进门无台阶', 'stepfree', '无台阶', '无障碍出入口', '坡道'],
  ground_floor: ['都在一楼', 'groundfloor', '只有一层', '单层'],
  lift: ['电梯', 'lift', 'elevator'],
  accessible_toilet: ['无障碍卫生间', 'accessibletoilet', '无障碍厕所'],
  low_counter: ['低位柜台', 'lowcounter', '低位服务台'],
  hearing_loop: ['助听设备', 'hearingloop'],
  nursing_room: ['母婴室', 'nursingroom'],
  accessible_parking: ['无障碍车位', 'accessibleparking', '无障碍停车位'],
  tactile_paving: ['盲道', 'tactilepaving'],
  voice_prompts: ['语音提示', 'voiceprompts'],
  writing_pad: ['手写板', 'writingpad'],
} as const satisfies Record<string, readonly [string, ...string[]]> &
  Record<AccessFeature, unknown>;

export type ColumnKey = keyof typeof COLUMN_HEADINGS;
export const COLUMN_KEYS = Object.keys(COLUMN_HEADINGS) as [ColumnKey, ...ColumnKey[]];

/** The cells of one row. A column that the table doesn't have is left out; an empty cell is ''. */
export type Cells = Partial<Record<ColumnKey, string>>;

/** The heading that is printed over a column. */
export function headingOf(column: ColumnKey): string {
  return COLUMN_HEADINGS[column][0];
}

export const LEVEL_WORDS: Record<Level, string> = {
  subdistrict: '街道级',
  community: '社区级',
  estate: '小区级',
};

export const CATEGORY_WORDS: Record<Category, string> = {
  centre: '邻里中心',
  reading: '书房',
  culture: '文化',
  fitness: '健身',
  sport: '运动',
  dining: '食堂',
  health: '卫生健康',
  elder_care: '养老',
  child_care: '托育和家庭',
  children: '儿童',
  service_hall: '便民服务',
  meeting: '议事',
  parcel: '快递',
  market: '买菜',
  green: '公园绿地',
  school_ground: '校园场地',
};

export const AUDIENCE_WORDS: Record<Audience, string> = {
  elder: '老人',
  child: '孩子',
  parent: '亲子',
  disabled: '残障人士',
  all: '所有人',
};

export const ANSWER_WORDS = { yes: '有', no: '无', unknown: '不详' } as const;

/** Coordinates as they come: by GPS, as Chinese maps and Amap draw them, as Baidu does. Stored is GCJ-02. */
export const DATUMS = ['wgs84', 'gcj02', 'bd09'] as const;
export type Datum = (typeof DATUMS)[number];
export const DATUM_WORDS: Record<Datum, string> = {
  wgs84: 'WGS-84',
  gcj02: 'GCJ-02',
  bd09: 'BD-09',
};
