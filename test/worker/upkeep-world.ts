/** Places of their own for tests of upkeep, and the acts on them. */
import { facility, hoursException } from '../../worker/features/directory/tables.ts';
import { db, type linliAt, NOW, type Somebody, UNCHECKED, unique } from './world.ts';

type FacilityValues = Partial<typeof facility.$inferInsert>;

/** A place in zone A, open every day from 8:30 to 21:00, checked three days ago. */
export async function placeOf(values: FacilityValues = {}): Promise<string> {
  const id = `place-${unique()}`;
  await db.insert(facility).values({
    id,
    level: 'community',
    category: 'culture',
    name: '甲书房',
    pinyin: 'jiashufang',
    syllables: 'jia shu fang',
    summary: '看书的地方。',
    address: '测试路 2 号',
    zoneId: 'za',
    communityId: 'ca',
    lng: 120.006,
    lat: 30.289,
    datum: 'gcj02',
    phone: '0571-00001234',
    areaM2: 120,
    hours: [{ spans: [{ opens: '08:30', closes: '21:00' }] }],
    access: UNCHECKED,
    audience: ['all'],
    checkedOn: '2026-11-22',
    checkedBy: 'grid_worker',
    revisedAt: NOW - 86_400_000,
    ...values,
  });
  return id;
}

type Linli = ReturnType<typeof linliAt>;

export const aReport = { subject: 'hours', text: '周三下午其实不开' };

let reporters = 0;
/** A report, each from an address of its own. */
export async function reported(linli: Linli, facilityId: string): Promise<string> {
  reporters += 1;
  const headers = { 'CF-Connecting-IP': `203.0.113.${reporters % 250}` };
  const path = `/api/v1/facilities/${facilityId}/reports`;
  return ((await linli.post(path, { body: aReport, headers })).body as { id: string }).id;
}

/** A banner over the pages of a place until tomorrow. */
export const aBanner = (scopeId: string) => ({
  scopeKind: 'facility',
  scopeId,
  tone: 'warm',
  text: '台风要来，少出门',
  from: '2026-11-25T08:00:00+08:00',
  until: '2026-11-26T08:00:00+08:00',
});

/** What the API says of a place. */
export async function shown(linli: Linli, id: string): Promise<Record<string, unknown>> {
  return (await linli.get(`/api/v1/facilities/${id}`)).body as Record<string, unknown>;
}

export const edit = (linli: Linli, as: Somebody, id: string, body: object) =>
  linli.patch(`/api/v1/staff/facilities/${id}`, {
    as,
    body: { revision: NOW - 86_400_000, ...body },
  });

/** What shuts a place from 10:00 to 14:00 today. */
export const aCondition = (facilityId: string) => ({
  facilityId,
  effect: 'closed',
  text: '泳池换水',
  from: '2026-11-25T10:00:00+08:00',
  until: '2026-11-25T14:00:00+08:00',
});

export const setCondition = (linli: Linli, as: Somebody, facilityId: string, more: object = {}) =>
  linli.post('/api/v1/staff/conditions', { as, body: { ...aCondition(facilityId), ...more } });

/** Shut tomorrow and the day after. */
export const someDays = {
  fromOn: '2026-11-26',
  untilOn: '2026-11-27',
  spans: [] as object[],
  reason: '盘点',
};

/** Dated hours of a place as they stand in the register; answers their id. */
export async function datedAt(
  facilityId: string,
  values: Partial<typeof hoursException.$inferInsert> = {},
): Promise<string> {
  const id = `dated-${unique()}`;
  await db
    .insert(hoursException)
    .values({ ...someDays, spans: [], id, facilityId, createdAt: NOW, ...values });
  return id;
}
