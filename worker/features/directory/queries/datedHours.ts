/** Reading dated hours for those who keep them: what replaces the weekly hours of a place from one day to another. */
import { and, asc, eq, gte, type SQL, sql } from 'drizzle-orm';
import type { ActorContext } from '../../../lib/context.ts';
import type { Db } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { type Day, dayOf } from '../../../lib/time.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import type { DatedHours } from '../../upkeep/schema.ts';
import type { HoursSpan } from '../rules/hours.ts';
import { facilityCan } from '../rules/upkeep.ts';
import { hoursException, scene } from '../tables.ts';
import { may, recordQuery } from './records.ts';

/** For a batch: dated hours with the scene they are of, the earliest first. */
export function datedHoursQuery(db: Db, where: SQL | undefined) {
  return db
    .select({
      id: sql<string>`${hoursException.id}`.as('dth_id'),
      facilityId: sql<string>`${hoursException.facilityId}`.as('dth_facility'),
      sceneId: sql<string | null>`${hoursException.sceneId}`.as('dth_scene'),
      sceneName: sql<string | null>`${scene.name}`.as('dth_scene_name'),
      fromOn: sql<Day>`${hoursException.fromOn}`.as('dth_from'),
      untilOn: sql<Day>`${hoursException.untilOn}`.as('dth_until'),
      spans: sql<string>`${hoursException.spans}`.as('dth_spans'),
      reason: sql<string>`${hoursException.reason}`.as('dth_reason'),
    })
    .from(hoursException)
    .leftJoin(scene, eq(scene.id, hoursException.sceneId))
    .where(where)
    .orderBy(asc(hoursException.fromOn), asc(hoursException.id));
}
export type DatedHoursRow = Awaited<ReturnType<typeof datedHoursQuery>>[number];

export function datedHoursView(row: DatedHoursRow): DatedHours {
  return {
    id: row.id,
    facilityId: row.facilityId,
    scene: row.sceneId === null ? null : { id: row.sceneId, name: row.sceneName ?? '' },
    fromOn: row.fromOn,
    untilOn: row.untilOn,
    spans: JSON.parse(row.spans) as HoursSpan[],
    reason: row.reason,
  };
}

/** Those of a place that hold today or later. Throws `facility.notFound`, `auth.forbidden`. */
export async function listDatedHours(
  ctx: ActorContext,
  facilityId: string,
): Promise<{ items: DatedHours[] }> {
  const { db, now } = ctx;
  const ahead = and(
    eq(hoursException.facilityId, facilityId),
    gte(hoursException.untilOn, dayOf(now)),
  );
  const [who, [place], rows] = await db.batch([
    actorQuery(ctx),
    recordQuery(db, facilityId),
    datedHoursQuery(db, ahead),
  ]);
  const { grants } = whoIs(who);
  if (!place) throw new DomainError('facility.notFound');
  if (!may(facilityCan.see, place, grants)) throw new DomainError('auth.forbidden');
  return { items: rows.map(datedHoursView) };
}
