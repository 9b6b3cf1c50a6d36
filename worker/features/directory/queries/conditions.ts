/** Reading how places stand for a while. */
import { and, asc, eq, gt, isNull, type SQL, sql } from 'drizzle-orm';
import { type Grant, verdict } from '../../../lib/access.ts';
import type { Db } from '../../../lib/db.ts';
import { toRfc3339 } from '../../../lib/time.ts';
import type { StaffCondition } from '../../upkeep/schema.ts';
import { facilityCan, standingOf } from '../rules/upkeep.ts';
import type { Condition } from '../schema.ts';
import { condition, facility, scene } from '../tables.ts';

/** More than a place has in a month, or a subdistrict at a time; only stops a fault from growing. */
const MOST = 200;

/** For a batch: conditions that are neither over nor lifted, soonest over first. Read with `conditionView`. */
export function conditionsQuery(db: Db, now: number, where?: SQL) {
  return conditionRows(db)
    .where(and(gt(condition.untilAt, now), isNull(condition.liftedAt), where))
    .orderBy(asc(condition.untilAt), asc(condition.id))
    .limit(MOST);
}

/** For a batch: one condition, whatever has become of it. */
export function conditionQuery(db: Db, id: string) {
  return conditionRows(db).where(eq(condition.id, id));
}

function conditionRows(db: Db) {
  return db
    .select({
      id: sql<string>`${condition.id}`.as('cnd_id'),
      effect: sql<Condition['effect']>`${condition.effect}`.as('cnd_effect'),
      sceneId: sql<string | null>`${condition.sceneId}`.as('cnd_scene'),
      sceneName: sql<string | null>`${scene.name}`.as('cnd_scene_name'),
      text: sql<string>`${condition.text}`.as('cnd_text'),
      startAt: sql<number>`${condition.fromAt}`.as('cnd_from'),
      endAt: sql<number>`${condition.untilAt}`.as('cnd_until'),
      liftedAt: sql<number | null>`${condition.liftedAt}`.as('cnd_lifted'),
      facilityId: sql<string>`${facility.id}`.as('cnd_facility'),
      facilityName: sql<string>`${facility.name}`.as('cnd_facility_name'),
      zoneId: sql<string>`${facility.zoneId}`.as('cnd_zone'),
      level: sql<(typeof facility.$inferSelect)['level']>`${facility.level}`.as('cnd_level'),
    })
    .from(condition)
    .innerJoin(facility, eq(facility.id, condition.facilityId))
    .leftJoin(scene, eq(scene.id, condition.sceneId))
    .$dynamic();
}

export type ConditionRow = Awaited<ReturnType<typeof conditionQuery>>[number];

export function conditionView(row: ConditionRow): Condition {
  return {
    id: row.id,
    effect: row.effect,
    scene: row.sceneId === null ? null : { id: row.sceneId, name: row.sceneName ?? '' },
    text: row.text,
    from: toRfc3339(row.startAt),
    until: toRfc3339(row.endAt),
  };
}

export function staffConditionView(
  row: ConditionRow,
  { now, grants }: { now: number; grants: readonly Grant[] },
): StaffCondition {
  const state = standingOf(row, now);
  const scope = {
    state: row.level,
    isOwner: false,
    place: { facilityId: row.facilityId, zoneId: row.zoneId },
  };
  const may = verdict(facilityCan.setCondition, scope, grants) === 'allowed';
  return {
    ...conditionView(row),
    facility: { id: row.facilityId, name: row.facilityName },
    state,
    can: { lift: may && (state === 'planned' || state === 'running') },
  };
}
