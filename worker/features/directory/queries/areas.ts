/** Zones, communities and estates; and the whole register, for the static pages. */
import { asc, inArray, isNull } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import type { Db } from '../../../lib/db.ts';
import {
  community,
  entrance,
  estate,
  facility,
  scene,
  service,
  serviceAt,
  zone,
} from '../tables.ts';
import { positionView } from './places.ts';
import { shapesQuery } from './shapes.ts';

/** Zones, communities and estates: what a resident picks home from. */
export async function listAreas({ db }: Context) {
  const [zones, communities, estates] = await db.batch([
    db.select().from(zone).orderBy(asc(zone.letter)),
    db.select().from(community).orderBy(asc(community.zoneId), asc(community.pinyin)),
    db.select().from(estate).orderBy(asc(estate.communityId), asc(estate.pinyin)),
  ]);
  return {
    zones,
    communities,
    estates: estates.map(({ lng, lat, pinyin: _, ...rest }) => ({
      ...rest,
      position: positionView({ lng, lat }),
    })),
  };
}

/** The whole register as it stands, for the static pages: retired places are left out, with all that is in them. */
export async function readRegister(db: Db) {
  const here = db.select({ id: facility.id }).from(facility).where(isNull(facility.retiredAt));
  const [zones, communities, estates, facilities, scenes, entrances, services, servicesAt, shapes] =
    await db.batch([
      db.select().from(zone).orderBy(asc(zone.letter)),
      db.select().from(community).orderBy(asc(community.zoneId), asc(community.pinyin)),
      db.select().from(estate).orderBy(asc(estate.communityId), asc(estate.pinyin)),
      db.select().from(facility).where(isNull(facility.retiredAt)).orderBy(asc(facility.id)),
      db
        .select()
        .from(scene)
        .where(inArray(scene.facilityId, here))
        .orderBy(asc(scene.facilityId), asc(scene.floor), asc(scene.sort)),
      db
        .select()
        .from(entrance)
        .where(inArray(entrance.facilityId, here))
        .orderBy(asc(entrance.facilityId), asc(entrance.sort)),
      db.select().from(service).orderBy(asc(service.category), asc(service.pinyin)),
      db
        .select()
        .from(serviceAt)
        .where(inArray(serviceAt.facilityId, here))
        .orderBy(asc(serviceAt.serviceId), asc(serviceAt.id)),
      shapesQuery(db),
    ]);
  return {
    zones,
    communities,
    estates,
    facilities,
    scenes,
    entrances,
    services,
    servicesAt,
    shapes,
  };
}
