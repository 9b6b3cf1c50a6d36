/** One place: its record, its scenes and its next seven days. */
import { and, asc, eq, isNull, lte } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import { DomainError } from '../../../lib/errors.ts';
import { addDays, type Day, dayOf } from '../../../lib/time.ts';
import { openingAt, openOn, reasonOn, type Schedule } from '../rules/hours.ts';
import { checkOf } from '../rules/upkeep.ts';
import { type Position, walkBetween } from '../rules/walk.ts';
import type { Facility } from '../schema.ts';
import { condition, facility, facilityAlias, scene } from '../tables.ts';
import { conditionsQuery, conditionView } from './conditions.ts';
import { entrancesQuery, entranceView } from './entrances.ts';
import {
  calendarOf,
  calendarQuery,
  exceptionsQuery,
  intervalView,
  openingView,
  scheduleOf,
} from './hours.ts';
import { summaryOf } from './listed.ts';
import { servicesHereQuery } from './services.ts';

/**
 * One facility with its scenes and the hours of seven days. Throws `facility.notFound`, and `facility.moved` with the id
 * under which it is found now.
 */
export async function getFacility(ctx: Context, id: string, near?: Position): Promise<Facility> {
  const { db, now } = ctx;
  const [[row], [alias], scenes, exceptions, days, entrances, services, conditions] =
    await db.batch([
      db
        .select()
        .from(facility)
        .where(and(eq(facility.id, id), isNull(facility.retiredAt))),
      db
        .select({ movedTo: facilityAlias.facilityId })
        .from(facilityAlias)
        .where(eq(facilityAlias.oldId, id)),
      db
        .select()
        .from(scene)
        .where(eq(scene.facilityId, id))
        .orderBy(asc(scene.floor), asc(scene.sort)),
      exceptionsQuery(db, now, id),
      calendarQuery(db, now),
      entrancesQuery(db, id),
      servicesHereQuery(db, id),
      conditionsQuery(db, now, and(eq(condition.facilityId, id), lte(condition.fromAt, now))),
    ]);
  if (!row && alias) throw new DomainError('facility.moved', alias);
  if (!row) throw new DomainError('facility.notFound');
  const calendar = calendarOf(days);
  const schedule = scheduleOf({ facilityId: id, hours: row.hours }, exceptions, calendar);
  return {
    ...summaryOf(
      { row, ...(near && { walk: walkBetween(near, row) }) },
      openingAt(schedule, now),
      now,
    ),
    summary: row.summary,
    aliases: row.aliases,
    areaM2: row.areaM2,
    audience: row.audience,
    access: row.access,
    hours: row.hours,
    checkedOn: row.checkedOn,
    checkedBy: row.checkedBy,
    check: checkOf(row, dayOf(now)),
    revision: row.revisedAt,
    conditions: conditions.map(conditionView),
    week: weekOf(schedule, dayOf(now)),
    entrances: entrances.map(entranceView),
    services,
    scenes: scenes.map((one) => ({
      id: one.id,
      floor: one.floor,
      name: one.name,
      category: one.category as Facility['category'],
      summary: one.summary,
      audience: one.audience,
      hours: one.hours,
      opening: openingView(
        openingAt(
          scheduleOf(
            { facilityId: id, sceneId: one.id, hours: one.hours ?? row.hours },
            exceptions,
            calendar,
          ),
          now,
        ),
      ),
    })),
  };
}

/** Whether a path that names a place has one: itself, or the one that its id leads to now; null = neither. */
export async function placeAt(
  { db }: Pick<Context, 'db'>,
  id: string,
): Promise<{ id: string } | null> {
  const found = await db
    .select({ id: facility.id })
    .from(facility)
    .where(and(eq(facility.id, id), isNull(facility.retiredAt)))
    .union(
      db
        .select({ id: facilityAlias.facilityId })
        .from(facilityAlias)
        .where(eq(facilityAlias.oldId, id)),
    );
  return found[0] ?? null;
}

function weekOf(schedule: Schedule, today: Day): Facility['week'] {
  return Array.from({ length: 7 }, (_, index) => {
    const on = addDays(today, index);
    const spans = openOn(schedule, on);
    const reason = reasonOn(schedule, on);
    return {
      on,
      state: spans === 'unknown' ? ('unknown' as const) : ('known' as const),
      spans: spans === 'unknown' ? [] : spans.map(intervalView),
      ...(reason !== undefined && { reason }),
    };
  });
}
