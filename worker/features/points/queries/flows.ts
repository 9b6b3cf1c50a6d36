/** What points did in a time, for the figures of the street. */
import { between, sql } from 'drizzle-orm';
import type { Db } from '../../../lib/db.ts';
import type { Month } from '../../../lib/time.ts';
import type { Flow } from '../rules.ts';
import { pointsFlow } from '../tables.ts';

/** From one month until another, both counted. */
export type Months = { from: Month; until: Month };

/** For the joins of other features: the sums of these months, by flow, rule and place (docs/glossary.md, “flow”). */
export function flowsIn(db: Db, { from, until }: Months) {
  const { month, flow, ruleId, placeKind, placeId, points, times } = pointsFlow;
  return db
    .select({
      month: sql<Month>`${month}`.as('flow_month'),
      flow: sql<Flow>`${flow}`.as('flow_name'),
      ruleId: sql<string>`${ruleId}`.as('flow_rule'),
      placeKind: sql<'' | 'facility' | 'merchant'>`${placeKind}`.as('flow_place_kind'),
      placeId: sql<string>`${placeId}`.as('flow_place'),
      points: sql<number>`${points}`.as('flow_points'),
      times: sql<number>`${times}`.as('flow_times'),
    })
    .from(pointsFlow)
    .where(between(month, from, until))
    .as('flow');
}
