/** Everything that is done for people, and all places where it is. */
import { asc, sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import type { HoursPeriod } from '../rules/hours.ts';
import { scene, service, serviceAt, zone } from '../tables.ts';
import { recordOf, wholeRecordsQuery } from './wholeRecords.ts';

/** Of an offer, `hours` are its own or those of the scene it is in; null = as the place. One round trip. */
export async function readOffers({ db, now }: Context) {
  const [rows, services, offers, zones] = await db.batch([
    wholeRecordsQuery(db, now, { pace: 'ordinary' }),
    db.select().from(service).orderBy(asc(service.category), asc(service.pinyin), asc(service.id)),
    db
      .select({
        id: serviceAt.id,
        serviceId: serviceAt.serviceId,
        facilityId: serviceAt.facilityId,
        sceneId: serviceAt.sceneId,
        note: serviceAt.note,
        hoursText: sql<
          string | null
        >`coalesce(${serviceAt.hours}, (SELECT hours FROM ${scene} WHERE id = ${serviceAt.sceneId}))`.as(
          'hours_text',
        ),
      })
      .from(serviceAt)
      .orderBy(asc(serviceAt.serviceId), asc(serviceAt.id)),
    zonesQuery(db),
  ]);
  return {
    records: rows.map(recordOf),
    services,
    offers: offers.map(({ hoursText, ...offer }) => ({
      ...offer,
      hours: hoursText === null ? null : (JSON.parse(hoursText) as HoursPeriod[]),
    })),
    zones,
  };
}

function zonesQuery(db: Context['db']) {
  return db.select().from(zone).orderBy(asc(zone.letter));
}

/** The zones with who runs them. One round trip. */
export async function readZones({ db }: Context) {
  return zonesQuery(db);
}
