/** Which facilities another feature should look at: a subquery of ids, for its own WHERE. */
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../../lib/db.ts';
import { DETOUR_FACTOR, METRES_PER_DEGREE, type Position } from '../rules/walk.ts';
import { facility } from '../tables.ts';

/** A little more than asked for: the exact walk is worked out afterwards. */
const MARGIN = 1.02;

/** `wayM` is the estimated way on foot in metres, not the straight line. */
export function facilityIdsWithin(
  db: Db,
  { zone, near, wayM }: { zone?: string; near?: Position; wayM?: number },
) {
  return db
    .select({ id: facility.id })
    .from(facility)
    .where(
      and(
        isNull(facility.retiredAt),
        zone === undefined ? undefined : eq(facility.zoneId, zone),
        near && wayM !== undefined ? isWithin(near, (wayM / DETOUR_FACTOR) * MARGIN) : undefined,
      ),
    );
}

/** D1 has no square root: the squares are compared. */
function isWithin(near: Position, straightM: number): SQL {
  return sql`${squaredMetresTo(near)} <= ${straightM * straightM}`;
}

/** The straight line from a facility to a position, squared, in m²: sorts as the way on foot does. */
export function squaredMetresTo({ lng, lat }: Position): SQL {
  const east = METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
  return sql`(((${facility.lng} - ${lng}) * ${east}) * ((${facility.lng} - ${lng}) * ${east})
    + ((${facility.lat} - ${lat}) * ${METRES_PER_DEGREE}) * ((${facility.lat} - ${lat}) * ${METRES_PER_DEGREE}))`;
}
