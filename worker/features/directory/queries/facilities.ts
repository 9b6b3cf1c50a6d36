/** One place: its record, its scenes and its next seven days. */
import { asc, eq } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import { DomainError } from '../../../lib/errors.ts';
import { addDays, type Day, dayOf } from '../../../lib/time.ts';
import { exceptionOn, openingAt, openOn, type Schedule } from '../rules/hours.ts';
import { type Position, walkBetween } from '../rules/walk.ts';
import type { Facility } from '../schema.ts';
import { facility, scene } from '../tables.ts';
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

/** One facility with its scenes and the hours of seven days. Throws `facility.notFound`. */
export async function getFacility(ctx: Context, id: string, near?: Position): Promise<Facility> {
  const { db, now } = ctx;
  const [[row], scenes, exceptions, days, entrances, services] = await db.batch([
    db.select().from(facility).where(eq(facility.id, id)),
    db
      .select()
      .from(scene)
      .where(eq(scene.facilityId, id))
      .orderBy(asc(scene.floor), asc(scene.sort)),
    exceptionsQuery(db, now, id),
    calendarQuery(db, now),
    entrancesQuery(db, id),
    servicesHereQuery(db, id),
  ]);
  if (!row) throw new DomainError('facility.notFound');
  const calendar = calendarOf(days);
  const schedule = scheduleOf({ facilityId: id, hours: row.hours }, exceptions, calendar);
  return {
    ...summaryOf({ row, ...(near && { walk: walkBetween(near, row) }) }, openingAt(schedule, now)),
    summary: row.summary,
    areaM2: row.areaM2,
    audience: row.audience,
    access: row.access,
    checkedOn: row.checkedOn,
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

function weekOf(schedule: Schedule, today: Day): Facility['week'] {
  return Array.from({ length: 7 }, (_, index) => {
    const on = addDays(today, index);
    const spans = openOn(schedule, on);
    const reason = exceptionOn(schedule, on)?.reason;
    return {
      on,
      state: spans === 'unknown' ? ('unknown' as const) : ('known' as const),
      spans: spans === 'unknown' ? [] : spans.map(intervalView),
      ...(reason !== undefined && { reason }),
    };
  });
}
