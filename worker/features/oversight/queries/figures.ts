/** The street's figures, from what the ledger keeps added up. */
import { and, eq, sql } from 'drizzle-orm';
import type { ActorContext } from '../../../lib/context.ts';
import { csvOf } from '../../../lib/csv.ts';
import type { Db } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { placeColumns } from '../../directory/queries/records.ts';
import { ruleColumns } from '../../earning/queries/oversight.ts';
import { ACT_WORDS, type Act } from '../../earning/rules.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { merchantColumns } from '../../mall/queries/oversight.ts';
import { flowsIn, type Months } from '../../points/queries/flows.ts';
import type { Flow } from '../../points/rules.ts';
import {
  byPlace,
  byRule,
  FIGURE_READERS,
  type Line,
  monthsOf,
  type ReadLine,
  seenLines,
  sumsOf,
} from '../rules/figures.ts';
import type { Figures, FiguresInput } from '../schema.ts';

/** Throws `auth.forbidden`. Of places somebody with a zone sees those of the zone; the sums are the street's. */
export async function getFigures(ctx: ActorContext, input: FiguresInput): Promise<Figures> {
  const { from, until } = input;
  const lines = await readLines(ctx, input);
  return {
    ...{ from, until, total: sumsOf(lines) },
    months: monthsOf(from, until).map((month) => ({
      month,
      ...sumsOf(lines.filter((line) => line.month === month)),
    })),
    rules: byRule(lines),
    places: byPlace(lines),
  };
}

const FLOW_WORDS: Record<Flow, string> = {
  budgeted: '预算',
  issued: '发放',
  spent: '使用',
  expired: '到期',
};
const PLACE_WORDS = { facility: '设施', merchant: '商家' } as const;
const COLUMNS = [
  ...['月份', '记录', '行为', '规则编号', '规则'],
  ...['地方类别', '地方编号', '地方', '笔数', '积分'],
];

/** The same lines as a table for Excel: every figure is a sum of its last column. Throws `auth.forbidden`. */
export async function getFiguresFile(ctx: ActorContext, input: FiguresInput): Promise<string> {
  const lines = await readLines(ctx, input);
  return csvOf(
    COLUMNS,
    lines.map(({ month, flow, rule, place, times, points }) => [
      ...[month, FLOW_WORDS[flow]],
      ...(rule ? [ACT_WORDS[rule.act], rule.id, rule.name] : ['', '', '']),
      ...(place ? [PLACE_WORDS[place.kind], place.id, place.name] : ['', '', '']),
      ...[times, points],
    ]),
  );
}

async function readLines(ctx: ActorContext, input: FiguresInput): Promise<Line[]> {
  const [who, rows] = await ctx.db.batch([actorQuery(ctx), linesQuery(ctx.db, input)]);
  const { grants } = whoIs(who);
  if (!grants.some(({ role }) => FIGURE_READERS.includes(role))) {
    throw new DomainError('auth.forbidden');
  }
  return seenLines(rows.map(lineOf), grants);
}

function linesQuery(db: Db, months: Months) {
  const flow = flowsIn(db, months);
  const [rule, place, merchant] = [ruleColumns(), placeColumns(), merchantColumns()];
  return db
    .select({
      month: flow.month,
      flow: flow.flow,
      points: flow.points,
      times: flow.times,
      ruleId: sql<string | null>`${rule.id}`.as('line_rule'),
      act: sql<Act | null>`${rule.act}`.as('line_act'),
      ruleName: sql<string | null>`${rule.name}`.as('line_rule_name'),
      placeId: sql<string | null>`${place.id}`.as('line_place'),
      placeName: sql<string | null>`${place.name}`.as('line_place_name'),
      placeZone: sql<string | null>`${place.zoneId}`.as('line_place_zone'),
      merchantId: sql<string | null>`${merchant.id}`.as('line_merchant'),
      merchantName: sql<string | null>`${merchant.name}`.as('line_merchant_name'),
      merchantZone: sql<string | null>`${merchant.zoneId}`.as('line_merchant_zone'),
    })
    .from(flow)
    .leftJoin(rule.table, eq(rule.id, flow.ruleId))
    .leftJoin(place.table, and(eq(flow.placeKind, 'facility'), eq(place.id, flow.placeId)))
    .leftJoin(merchant.table, and(eq(flow.placeKind, 'merchant'), eq(merchant.id, flow.placeId)))
    .orderBy(sql`${flow.month}`, sql`${flow.flow}`, rule.id, place.id, merchant.id);
}

function lineOf(row: Awaited<ReturnType<typeof linesQuery>>[number]): ReadLine {
  const { month, flow, points, times, ruleId, act, ruleName } = row;
  return {
    ...{ month, flow, points, times },
    rule: ruleId !== null && act !== null ? { id: ruleId, act, name: ruleName ?? '' } : null,
    place: placeOf(row),
  };
}

function placeOf(row: Awaited<ReturnType<typeof linesQuery>>[number]): ReadLine['place'] {
  const { placeId, placeName, placeZone, merchantId, merchantName, merchantZone } = row;
  if (placeId !== null) {
    return { kind: 'facility', id: placeId, name: placeName ?? '', zoneId: placeZone ?? '' };
  }
  if (merchantId === null) return null;
  return { kind: 'merchant', id: merchantId, name: merchantName ?? '', zoneId: merchantZone ?? '' };
}
