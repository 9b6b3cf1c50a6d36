/**
 * The schematic of the district: zones, communities and estates, the canal, streets, the greenway ring and the three
 * cores. Drawn by hand in 45° steps on the plan of areas.ts; no survey, and never to be taken for one.
 */
import type { Geometry, Point } from '../../worker/features/directory/rules/shapes.ts';
import type { Position } from '../../worker/features/directory/rules/walk.ts';
import { communityRows, moved, ZONES } from './areas.ts';
import type { EstateRow, FacilityRow, MapShapeRow } from './rows.ts';

/** Where the three zones meet; everything below is in metres east and north of it. */
const MIDDLE: Position = { lng: 120.007, lat: 30.282 };

type Metres = readonly [eastM: number, northM: number];

/** The canal's middle line; the districts' banks follow it. */
const CANAL: readonly Metres[] = [
  [-3300, -40],
  [-2560, -40],
  [-2300, -300],
  [-1000, -300],
  [-500, 200],
  [150, 200],
  [450, -100],
  [1700, -100],
  [1960, 160],
  [3300, 160],
];
const CANAL_WIDTH_M = 90;

/** The banks from the west edge to the gap between A and B, and from there to the east edge. */
const WEST_BANK: readonly Metres[] = [
  [-45, 200],
  [-500, 200],
  [-1000, -300],
  [-2300, -300],
  [-2560, -40],
  [-2884, -40],
];
const EAST_BANK: readonly Metres[] = [
  [2596, 160],
  [1960, 160],
  [1700, -100],
  [450, -100],
  [150, 200],
  [45, 200],
];

const ZONE_OUTLINES: Readonly<Record<string, readonly Metres[]>> = {
  a: [[-2884, 2728], [-2384, 3228], [-45, 3228], ...WEST_BANK],
  b: [[45, 3228], [2096, 3228], [2596, 2728], ...EAST_BANK],
  c: [...EAST_BANK, ...WEST_BANK, [-2884, -1615], [-2384, -2115], [2096, -2115], [2596, -1615]],
};

const COMMUNITY_OUTLINES: Readonly<Record<string, readonly Metres[]>> = {
  songjiashan: [
    [-2884, 2728],
    [-2384, 3228],
    [-1442, 3228],
    [-1442, 1614],
    [-2884, 1614],
  ],
  taiyan: [
    [-1442, 3228],
    [-45, 3228],
    [-45, 1614],
    [-1442, 1614],
  ],
  cangnan: [
    [-2884, 1614],
    [-1442, 1614],
    [-1442, -300],
    [-2300, -300],
    [-2560, -40],
    [-2884, -40],
  ],
  wanhe: [
    [-1442, 1614],
    [-45, 1614],
    [-45, 200],
    [-500, 200],
    [-1000, -300],
    [-1442, -300],
  ],
  gexiang: [
    [45, 3228],
    [1298, 3228],
    [1298, 1614],
    [45, 1614],
  ],
  yongfu: [
    [1298, 3228],
    [2096, 3228],
    [2596, 2728],
    [2596, 1614],
    [1298, 1614],
  ],
  liangmu: [[45, 1614], [2596, 1614], ...EAST_BANK],
  lingyuan: [
    [-2884, -40],
    [-2560, -40],
    [-2300, -300],
    [-1057, -300],
    [-1057, -2115],
    [-2384, -2115],
    [-2884, -1615],
  ],
  gaoqiao: [
    [-1057, -300],
    [-1000, -300],
    [-500, 200],
    [150, 200],
    [450, -100],
    [769, -100],
    [769, -2115],
    [-1057, -2115],
  ],
  longtan: [
    [769, -100],
    [1700, -100],
    [1960, 160],
    [2596, 160],
    [2596, -1615],
    [2096, -2115],
    [769, -2115],
  ],
};

/** Streets whose names stand in addresses of areas.ts, between the estates. */
const STREETS: readonly (readonly [name: string, slug: string, line: readonly Metres[]])[] = [
  ['海曙路', 'haishu', line(-2884, 1614, 2596, 1614)],
  ['绿汀路', 'lvting', line(-1442, 3228, -1442, -1720)],
  ['高教路', 'gaojiao', line(1298, 3228, 1298, 1614)],
  ['常二路', 'changer', line(0, 3228, 0, -1720)],
  ['龙潭路', 'longtan', line(769, 10, 769, -1720)],
  ['良睦路', 'liangmu', line(2230, 1614, 2230, -1720)],
  ['文一西路', 'wenyixi', line(-2780, -1720, 2491, -1720)],
  ['仓兴街', 'cangxing', line(-2884, 690, 0, 690)],
  ['宋家山路', 'songjiashan', line(-2884, 2460, -1442, 2460)],
  ['太炎路', 'taiyan', line(-1442, 2440, 0, 2440)],
  ['葛巷路', 'gexiang', line(0, 2490, 1298, 2490)],
  ['永福路', 'yongfu', line(2110, 3214, 2110, 1614)],
  ['灵源路', 'lingyuan', line(-2884, -1200, -1442, -1200)],
  ['高桥路', 'gaoqiao', line(-1057, -1130, 769, -1130)],
  [
    '余杭塘路',
    'yuhangtang',
    [
      [-2884, 70],
      [-2514, 70],
      [-2254, -190],
      [-1046, -190],
      [-546, 310],
      [196, 310],
      [496, 10],
      [1654, 10],
      [1914, 270],
      [2596, 270],
    ],
  ],
];

const RING: readonly Metres[] = [
  [-2290, 3080],
  [1990, 3080],
  [2490, 2580],
  [2490, -1460],
  [1990, -1960],
  [-2290, -1960],
  [-2790, -1460],
  [-2790, 2580],
  [-2290, 3080],
];

/** 三心: the centres of the three zones. Everything else in the register is one of the 多点. */
const CORE_SIGNS = ['A1', 'B1', 'C1'];

/** The lowest first. */
const SORT = {
  zone: 0,
  community: 100,
  estate: 200,
  street: 300,
  water: 400,
  ring: 500,
  core: 600,
};

/** Rows in the order in which they are drawn. */
export function mapShapeRows(
  estates: readonly EstateRow[],
  facilities: readonly FacilityRow[],
): MapShapeRow[] {
  return [
    ...ZONES.map(({ id, name }) =>
      shape('zone', id, `${name}片区`, polygon(outlineOf(ZONE_OUTLINES, id)), id),
    ),
    ...communityRows().map(({ id, name }) =>
      shape('community', id, name, polygon(outlineOf(COMMUNITY_OUTLINES, id)), id),
    ),
    ...estates.map((estate, index) =>
      shape('estate', estate.id, estate.name, blockOf(estate, index), estate.id),
    ),
    ...STREETS.map(([name, slug, points]) => shape('street', slug, name, lineString(points))),
    shape('water', 'yuhangtang', '余杭塘河', band(CANAL, CANAL_WIDTH_M)),
    shape('ring', 'greenway', '一环绿道', lineString(RING)),
    ...facilities
      .filter(({ sign }) => sign !== null && CORE_SIGNS.includes(sign))
      .map(({ id, name, zoneId, lng, lat }) =>
        shape('core', id, name, { type: 'Point', coordinates: [lng, lat] }, zoneId),
      ),
  ];
}

function shape(
  kind: MapShapeRow['kind'],
  slug: string,
  name: string,
  geometry: Geometry,
  refId: string | null = null,
): MapShapeRow {
  return { id: `${kind}-${slug}`, kind, name, refId, geometry, sort: SORT[kind] };
}

function outlineOf(outlines: Readonly<Record<string, readonly Metres[]>>, id: string) {
  const outline = outlines[id];
  if (!outline) throw new Error(`No outline of ${id}`);
  return outline;
}

function line(fromEastM: number, fromNorthM: number, toEastM: number, toNorthM: number): Metres[] {
  return [
    [fromEastM, fromNorthM],
    [toEastM, toNorthM],
  ];
}

function at([eastM, northM]: Metres, from: Position = MIDDLE): Point {
  const { lng, lat } = moved(from, eastM, northM);
  return [lng, lat];
}

function lineString(points: readonly Metres[]): Geometry {
  return { type: 'LineString', coordinates: points.map((one) => at(one)) };
}

/** Closed as RFC 7946 wants it: counter-clockwise, the first point again at the end. */
function polygon(points: readonly Metres[], from: Position = MIDDLE): Geometry {
  const turning = points.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = points[(index + 1) % points.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
  const ring = (turning > 0 ? [...points] : [...points].reverse()).map((one) => at(one, from));
  return { type: 'Polygon', coordinates: [[...ring, ring[0] as Point]] };
}

/** A line as wide as water: both banks of it. Turns are of 45°, where a bank is moved along by the tangent of half of it. */
function band(points: readonly Metres[], widthM: number): Geometry {
  const bank = (side: 1 | -1) =>
    points.map((here, index): Metres => {
      const before = directionOf(points[index - 1] ?? here, here);
      const after = directionOf(here, points[index + 1] ?? here);
      const into = before ?? after ?? 0;
      const turn = before === null || after === null ? 0 : after - before;
      const normal = into + turn / 2 + (side * Math.PI) / 2;
      const reach = widthM / 2 / Math.cos(turn / 2);
      return [here[0] + reach * Math.cos(normal), here[1] + reach * Math.sin(normal)];
    });
  return polygon([...bank(1), ...bank(-1).reverse()]);
}

/** Radians counter-clockwise from east; null where there is no way between. */
function directionOf([fromX, fromY]: Metres, [toX, toY]: Metres): number | null {
  if (fromX === toX && fromY === toY) return null;
  return Math.atan2(toY - fromY, toX - fromX);
}

/** An estate as a block with one corner cut, larger for more households, lying or standing in turn. */
function blockOf({ households, lng, lat }: EstateRow, index: number): Geometry {
  const long = Math.min(145, Math.round(Math.sqrt(households) * 3.2));
  const short = Math.round(long * 0.72);
  const [x, y] = index % 3 === 1 ? [short, long] : [long, short];
  const cut = Math.round(short * 0.5);
  const corners: Metres[][] = [
    [
      [-x, y],
      [x - cut, y],
      [x, y - cut],
      [x, -y],
      [-x, -y],
    ],
    [
      [-x, y],
      [x, y],
      [x, -y + cut],
      [x - cut, -y],
      [-x, -y],
    ],
    [
      [-x, y],
      [x, y],
      [x, -y],
      [-x + cut, -y],
      [-x, -y + cut],
    ],
    [
      [-x + cut, y],
      [x, y],
      [x, -y],
      [-x, -y],
      [-x, y - cut],
    ],
  ];
  return polygon(corners[index % 4] ?? [], { lng, lat });
}
