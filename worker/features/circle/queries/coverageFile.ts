/**
 * The coverage as a table for Excel, one line for each estate × requirement and one for each facility with its floor. Every
 * number of the page can be worked out from it; the test `worker/coverage-file` does.
 */
import type { Context } from '../../../lib/context.ts';
import { csvOf } from '../../../lib/csv.ts';
import { CATEGORY_WORDS, LEVEL_WORDS } from '../../directory/rules/registerColumns.ts';
import type { Cell, Row } from '../rules/coverage.ts';
import { isIndoor } from '../rules/floorArea.ts';
import { REQUIREMENTS, TIER_METRES } from '../rules/standard.ts';
import type { NamedKind, Place, Surveyed } from './coverage.ts';
import { survey } from './coverage.ts';

const METHOD_WORDS = { network: '步行路网', straight_line: '直线估算' } as const;

type Line = Record<string, string | number>;

/** Both kinds of line have the same columns, in this order; what a line has nothing for stays empty. */
const COLUMNS = [
  '记录',
  '片区',
  '社区',
  '小区编号',
  '小区',
  '户数',
  '项目',
  '类别',
  '算数的级别',
  '圈（分钟）',
  '最远步行（米）',
  '设施编号',
  '设施',
  '直线（米）',
  '步行（米）',
  '算法',
  '达到',
  '建筑面积（平方米）',
  '计入面积',
];

export async function getCoverageFile({ db }: Context): Promise<string> {
  const surveyed = await survey(db);
  const lines = [
    ...surveyed.rows.flatMap((row) => row.cells.map((cell) => coverageLine(surveyed, row, cell))),
    ...surveyed.places.map((place) => floorLine(surveyed, place)),
  ];
  return csvOf(
    COLUMNS,
    lines.map((line) => COLUMNS.map((column) => line[column] ?? '')),
  );
}

function coverageLine(surveyed: Surveyed, row: Row<NamedKind>, cell: Cell<NamedKind>): Line {
  const requirement = REQUIREMENTS.find(({ id }) => id === cell.requirementId);
  const { nearest } = cell;
  return {
    记录: '覆盖',
    ...whereabouts(surveyed, row.communityId),
    小区编号: row.id,
    小区: row.name,
    户数: row.households,
    项目: cell.requirementId,
    ...(requirement && {
      类别: CATEGORY_WORDS[requirement.category],
      算数的级别: requirement.levels.map((level) => LEVEL_WORDS[level]).join('、'),
      '圈（分钟）': requirement.tier,
      '最远步行（米）': TIER_METRES[requirement.tier],
    }),
    ...(nearest && {
      设施编号: nearest.place.id,
      设施: nearest.place.name,
      '直线（米）': nearest.straightM.toFixed(2),
      '步行（米）': nearest.metres,
      算法: METHOD_WORDS[nearest.by],
    }),
    达到: cell.met ? 1 : 0,
  };
}

function floorLine(surveyed: Surveyed, place: Place): Line {
  return {
    记录: '面积',
    ...whereabouts(surveyed, place.communityId),
    类别: CATEGORY_WORDS[place.category],
    算数的级别: LEVEL_WORDS[place.level],
    设施编号: place.id,
    设施: place.name,
    '建筑面积（平方米）': place.areaM2,
    计入面积: isIndoor(place) ? 1 : 0,
  };
}

function whereabouts({ communities, zones }: Surveyed, communityId: string): Line {
  const community = communities.find(({ id }) => id === communityId);
  const zone = zones.find(({ id }) => id === community?.zoneId);
  return { 片区: zone?.name ?? '', 社区: community?.name ?? '' };
}
