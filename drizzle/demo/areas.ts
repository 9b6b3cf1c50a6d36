/** The three zones, ten communities and their estates, laid out on a plan of Cangqian. Estates are invented. */
import type { Position } from '../../worker/features/directory/rules/walk.ts';
import { pinyinOf, syllablesOf } from '../../worker/lib/pinyin.ts';
import type { CommunityRow, EstateRow, ZoneRow } from './rows.ts';

/** GCJ-02 degrees. */
export type Box = { west: number; east: number; south: number; north: number };

/** An estate as name, households, and metres east and north of the middle of its community. */
type EstatePlan = readonly [name: string, households: number, eastM: number, northM: number];

export type CommunityPlan = {
  id: string;
  name: string;
  zoneId: string;
  box: Box;
  middle: Position;
  streets: readonly string[];
  estates: readonly EstatePlan[];
};

export const ZONES: readonly ZoneRow[] = [
  { id: 'a', letter: 'A', name: '和合万家', operatorName: '演示运营单位甲' },
  { id: 'b', letter: 'B', name: '良睦同心', operatorName: '演示运营单位乙' },
  { id: 'c', letter: 'C', name: '龙潭共乐', operatorName: '演示运营单位丙' },
];

/** Every place lies in here. */
export const DISTRICT_BOX: Box = { west: 119.975, east: 120.035, south: 30.262, north: 30.312 };

/** Zone A lies north-west of the canal, zone B north-east, zone C south of it. */
export const COMMUNITIES: readonly CommunityPlan[] = [
  {
    id: 'wanhe',
    name: '万和社区',
    zoneId: 'a',
    box: { west: 119.992, east: 120.007, south: 30.282, north: 30.2965 },
    middle: { lng: 119.9995, lat: 30.2896 },
    streets: ['余杭塘路', '绿汀路', '仓兴街'],
    estates: [
      ['万和花苑', 1286, 0, 0],
      ['和合雅居', 942, -400, -290],
      ['果岭家园', 1518, 400, 250],
      ['万和东苑', 876, 360, -330],
      ['望塘里', 634, -350, 360],
    ],
  },
  {
    id: 'cangnan',
    name: '仓南社区',
    zoneId: 'a',
    box: { west: 119.977, east: 119.992, south: 30.282, north: 30.2965 },
    middle: { lng: 119.9843, lat: 30.2893 },
    streets: ['仓兴街', '余杭塘路', '仓南路'],
    estates: [
      ['仓南新苑', 1624, -60, 120],
      ['粮仓里', 412, 330, 210],
      ['仓兴雅苑', 1108, -430, 60],
      ['南塘居', 758, 220, -380],
      ['仓南公寓', 986, -300, -310],
    ],
  },
  {
    id: 'songjiashan',
    name: '宋家山社区',
    zoneId: 'a',
    box: { west: 119.977, east: 119.992, south: 30.2965, north: 30.311 },
    middle: { lng: 119.9846, lat: 30.3037 },
    streets: ['海曙路', '宋家山路', '绿汀路'],
    estates: [
      ['宋家山庭', 1342, 120, -90],
      ['山前里', 688, -380, 180],
      ['松涛苑', 1056, 310, 340],
      ['宋家新村', 534, -220, -360],
    ],
  },
  {
    id: 'taiyan',
    name: '太炎社区',
    zoneId: 'a',
    box: { west: 119.992, east: 120.007, south: 30.2965, north: 30.311 },
    middle: { lng: 119.9993, lat: 30.304 },
    streets: ['太炎路', '海曙路', '仓前老街'],
    estates: [
      ['太炎西苑', 1192, -360, -120],
      ['文昌苑', 1474, 90, 140],
      ['书香坊', 820, 400, -190],
      ['学堂里', 466, -190, 400],
      ['太炎南苑', 910, 60, -430],
    ],
  },
  {
    id: 'gexiang',
    name: '葛巷社区',
    zoneId: 'b',
    box: { west: 120.007, east: 120.0205, south: 30.2965, north: 30.311 },
    middle: { lng: 120.0138, lat: 30.3037 },
    streets: ['高教路', '海曙路', '葛巷路'],
    estates: [
      ['葛巷新苑', 1866, 60, -60],
      ['葛巷里', 604, -330, 250],
      ['高教雅居', 1380, 360, 190],
      ['青禾坊', 742, -280, -290],
      ['葛巷公寓', 1230, 240, -390],
    ],
  },
  {
    id: 'yongfu',
    name: '永福社区',
    zoneId: 'b',
    box: { west: 120.0205, east: 120.034, south: 30.2965, north: 30.311 },
    middle: { lng: 120.0272, lat: 30.3035 },
    streets: ['永福路', '高教路', '海曙路'],
    estates: [
      ['永福家园', 1734, -90, 60],
      ['福荫里', 568, 340, 260],
      ['永福东苑', 1022, 390, -160],
      ['五福坊', 486, -370, -220],
      ['永福南苑', 1148, 30, -440],
    ],
  },
  {
    id: 'liangmu',
    name: '良睦社区',
    zoneId: 'b',
    box: { west: 120.007, east: 120.034, south: 30.282, north: 30.2965 },
    middle: { lng: 120.0203, lat: 30.2889 },
    streets: ['良睦路', '余杭塘路', '文一西路'],
    estates: [
      ['良睦花苑', 1590, -40, -70],
      ['睦邻里', 718, 380, 150],
      ['海曙雅居', 1264, -450, 90],
      ['良睦公寓', 2106, 210, -410],
      ['和睦坊', 530, -260, 370],
      ['良睦新苑', 1412, 480, -210],
    ],
  },
  {
    id: 'lingyuan',
    name: '灵源社区',
    zoneId: 'c',
    box: { west: 119.977, east: 119.996, south: 30.263, north: 30.282 },
    middle: { lng: 119.9866, lat: 30.2731 },
    streets: ['灵源路', '文一西路', '绿汀路'],
    estates: [
      ['灵源新苑', 1296, 80, 110],
      ['灵源里', 478, -390, -60],
      ['源溪苑', 1134, 300, -330],
      ['溪畔居', 862, -130, 420],
    ],
  },
  {
    id: 'gaoqiao',
    name: '高桥社区',
    zoneId: 'c',
    box: { west: 119.996, east: 120.015, south: 30.263, north: 30.282 },
    middle: { lng: 120.0055, lat: 30.2727 },
    streets: ['高桥路', '文一西路', '常二路'],
    estates: [
      ['高桥新苑', 1708, -50, 50],
      ['桥头里', 592, 360, -240],
      ['高桥东苑', 1086, 410, 180],
      ['桥畔坊', 824, -380, 210],
      ['高桥公寓', 1452, -210, -400],
    ],
  },
  {
    id: 'longtan',
    name: '龙潭社区',
    zoneId: 'c',
    box: { west: 120.015, east: 120.034, south: 30.263, north: 30.282 },
    middle: { lng: 120.0245, lat: 30.273 },
    streets: ['龙潭路', '良睦路', '文一西路'],
    estates: [
      ['龙潭雅苑', 1560, 70, -80],
      ['潭影里', 640, -340, -280],
      ['绿汀居', 1180, 380, 230],
      ['龙潭南苑', 934, 190, -430],
      ['童乐坊', 756, -290, 330],
    ],
  },
];

const METRES_PER_DEGREE = 111_320;

/** A position some metres east and north of another, rounded to a tenth of a metre. */
export function moved(from: Position, eastM: number, northM: number): Position {
  const shrink = Math.cos((from.lat * Math.PI) / 180);
  return {
    lng: rounded(from.lng + eastM / (METRES_PER_DEGREE * shrink)),
    lat: rounded(from.lat + northM / METRES_PER_DEGREE),
  };
}

function rounded(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}

export function communityRows(): CommunityRow[] {
  return COMMUNITIES.map(({ id, zoneId, name }) => ({
    id,
    zoneId,
    name,
    pinyin: pinyinOf(name.replace(/社区$/, '')),
  }));
}

/** Estates as rows: `wanhe-1` is the first of 万和. */
export function estateRows(): EstateRow[] {
  return COMMUNITIES.flatMap((community) =>
    community.estates.map(([name, households, eastM, northM], index) => ({
      id: `${community.id}-${index + 1}`,
      communityId: community.id,
      name,
      pinyin: pinyinOf(name),
      syllables: syllablesOf(name),
      households,
      ...moved(community.middle, eastM, northM),
    })),
  );
}
