/** What is done for people, and where. Each read is one batch. */
import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import type { Db } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import type { HoursPeriod } from '../rules/hours.ts';
import { type Calendar, openingAt } from '../rules/hours.ts';
import { fitOf, type Need } from '../rules/needs.ts';
import { type Position, walkBetween } from '../rules/walk.ts';
import type { Service, ServicePlace, ServiceSummary, ServicesInput } from '../schema.ts';
import { facility, scene, service, serviceAt } from '../tables.ts';
import {
  calendarOf,
  calendarQuery,
  type ExceptionRow,
  exceptionsQuery,
  openingView,
  scheduleOf,
} from './hours.ts';
import { positionView, walkView } from './places.ts';

type ServiceRow = typeof service.$inferSelect;

/** Services by kind and name. */
export async function listServices({ db }: Context, wanted: ServicesInput) {
  const from = Number(wanted.cursor ?? 0);
  const where = and(
    wanted.category && eq(service.category, wanted.category),
    wanted.audience === undefined ? undefined : isFor(wanted.audience),
    wanted.facility === undefined ? undefined : isOfferedAt(db, wanted.facility),
  );
  const rows = await db
    .select({ row: service, total: sql<number>`count(*) OVER ()`.as('total') })
    .from(service)
    .where(where)
    .orderBy(asc(service.category), asc(service.pinyin), asc(service.id))
    .limit(wanted.limit)
    .offset(from);
  const total = rows[0]?.total ?? 0;
  const end = from + rows.length;
  return {
    items: rows.map(({ row }) => summaryOf(row)),
    next: rows.length > 0 && end < total ? String(end) : null,
    total,
  };
}

function isFor(audience: string): SQL {
  return sql`EXISTS (SELECT 1 FROM json_each(${service.audience}) WHERE value IN (${audience}, 'all'))`;
}

function isOfferedAt(db: Db, facilityId: string): SQL {
  const offered = db
    .select({ id: serviceAt.serviceId })
    .from(serviceAt)
    .where(eq(serviceAt.facilityId, facilityId));
  return inArray(service.id, offered);
}

function summaryOf(row: ServiceRow): ServiceSummary {
  const { id, name, summary, audience, eligibility, papers, feeFen, feeNote, demo } = row;
  const category = row.category as ServiceSummary['category'];
  return { id, name, category, summary, audience, eligibility, papers, feeFen, feeNote, demo };
}

/** One service with the places that offer it, nearest first. Throws `service.notFound`. */
export async function getService(
  { db, now }: Context,
  id: string,
  { near, needs }: { near?: Position | undefined; needs?: readonly Need[] | undefined },
): Promise<Service> {
  const [[row], offers, exceptions, days] = await db.batch([
    db.select().from(service).where(eq(service.id, id)),
    offersQuery(db, id),
    exceptionsQuery(db, now),
    calendarQuery(db, now),
  ]);
  if (!row) throw new DomainError('service.notFound');
  const known = { now, near, needs, exceptions, calendar: calendarOf(days) };
  return {
    ...summaryOf(row),
    minAge: row.minAge,
    maxAge: row.maxAge,
    places: offers
      .map((offer) => placeOf(offer, known))
      .sort((a, b) => (a.walk?.metres ?? 0) - (b.walk?.metres ?? 0)),
  };
}

type OfferRow = Awaited<ReturnType<typeof offersQuery>>[number];

/** Every column under a name of its own: in a batch, two of one name would shift the values that follow. */
function offersQuery(db: Db, serviceId: string) {
  return db
    .select({
      offerHours: sql<string | null>`${serviceAt.hours}`.as('offer_hours'),
      offerNote: sql<string | null>`${serviceAt.note}`.as('offer_note'),
      sceneId: sql<string | null>`${scene.id}`.as('offer_scene'),
      sceneName: sql<string | null>`${scene.name}`.as('offer_scene_name'),
      sceneFloor: sql<number | null>`${scene.floor}`.as('offer_scene_floor'),
      sceneHours: sql<string | null>`${scene.hours}`.as('offer_scene_hours'),
      facilityId: sql<string>`${facility.id}`.as('offer_facility'),
      name: sql<string>`${facility.name}`.as('offer_facility_name'),
      category: sql<string>`${facility.category}`.as('offer_facility_category'),
      sign: sql<string | null>`${facility.sign}`.as('offer_facility_sign'),
      address: sql<string>`${facility.address}`.as('offer_facility_address'),
      phone: sql<string | null>`${facility.phone}`.as('offer_facility_phone'),
      lng: sql<number>`${facility.lng}`.as('offer_facility_lng'),
      lat: sql<number>`${facility.lat}`.as('offer_facility_lat'),
      hours: sql<string | null>`${facility.hours}`.as('offer_facility_hours'),
      access: sql<string>`${facility.access}`.as('offer_facility_access'),
      demo: sql<boolean>`${facility.demo}`.mapWith(facility.demo).as('offer_facility_demo'),
    })
    .from(serviceAt)
    .innerJoin(facility, eq(facility.id, serviceAt.facilityId))
    .leftJoin(scene, eq(scene.id, serviceAt.sceneId))
    .where(and(eq(serviceAt.serviceId, serviceId), sql`${facility.retiredAt} IS NULL`))
    .orderBy(asc(facility.pinyin), asc(serviceAt.id));
}

type Known = {
  now: number;
  near: Position | undefined;
  needs: readonly Need[] | undefined;
  exceptions: readonly ExceptionRow[];
  calendar: Calendar;
};

function placeOf(offer: OfferRow, known: Known): ServicePlace {
  const { now, near, needs, exceptions, calendar } = known;
  const text = offer.offerHours ?? offer.sceneHours ?? offer.hours;
  const hours = text === null ? null : (JSON.parse(text) as HoursPeriod[]);
  const place = { facilityId: offer.facilityId, sceneId: offer.sceneId, hours };
  return {
    facility: {
      id: offer.facilityId,
      name: offer.name,
      category: offer.category as ServicePlace['facility']['category'],
      sign: offer.sign,
      address: offer.address,
      phone: offer.phone,
      position: positionView(offer),
      demo: offer.demo,
    },
    scene:
      offer.sceneId === null
        ? null
        : { id: offer.sceneId, name: offer.sceneName ?? '', floor: offer.sceneFloor ?? 1 },
    note: offer.offerNote,
    opening: openingView(openingAt(scheduleOf(place, exceptions, calendar), now)),
    ...(near && { walk: walkView(walkBetween(near, offer)) }),
    ...(needs && { fit: fitOf(needs, JSON.parse(offer.access)) }),
  };
}

/** For the batch of a place: what is done in it, and in which of its rooms. */
export function servicesHereQuery(db: Db, facilityId: string) {
  return db
    .select({
      id: sql<string>`${service.id}`.as('here_service'),
      name: sql<string>`${service.name}`.as('here_name'),
      sceneId: sql<string | null>`${serviceAt.sceneId}`.as('here_scene'),
    })
    .from(serviceAt)
    .innerJoin(service, eq(service.id, serviceAt.serviceId))
    .where(eq(serviceAt.facilityId, facilityId))
    .orderBy(asc(service.category), asc(service.pinyin));
}
