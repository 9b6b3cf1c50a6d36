/** What counts against the caps of a rule: claims, those that wait included, and what was posted by itself. */
import { type SQL, sql } from 'drizzle-orm';
import { claim, earningPosting } from '../tables.ts';

/** Points of an act that a resident has on a day, and in its month. All may be columns, with the name of their table. */
export function countedOn(doneOn: SQL, residentId: SQL, act: SQL): { day: SQL; month: SQL } {
  const counted = (first: SQL, last: SQL) => sql`((
    SELECT coalesce(sum(points), 0) FROM ${claim}
    WHERE resident_id = ${residentId} AND act = ${act} AND done_on BETWEEN ${first} AND ${last}
      AND state NOT IN ('refused', 'closed')) + (
    SELECT coalesce(sum(points), 0) FROM ${earningPosting}
    WHERE resident_id = ${residentId} AND act = ${act} AND done_on BETWEEN ${first} AND ${last}))`;
  const month = counted(
    sql`date(${doneOn}, 'start of month')`,
    sql`date(${doneOn}, 'start of month', '+1 month', '-1 day')`,
  );
  return { day: counted(doneOn, doneOn), month };
}
