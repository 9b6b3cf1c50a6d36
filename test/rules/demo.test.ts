/** The reference district: its numbers, its places, and that nothing in it breaks a rule. */
import { describe, expect, it } from 'vitest';
import { SCALES as NAMES_OF_SCALES } from '../../bin/scale.mjs';
import { COMMUNITIES, DISTRICT_BOX } from '../../drizzle/demo/areas.ts';
import { referenceDistrict } from '../../drizzle/demo/district.ts';
import { DEMO_ROLES } from '../../drizzle/demo/people.ts';
import type { BookingRow, DistrictRows } from '../../drizzle/demo/rows.ts';
import { SCALES, scaleNamed, VOLUMES } from '../../drizzle/demo/scales.ts';
import {
  type HoursPeriod,
  type Interval,
  openOn,
} from '../../worker/features/directory/rules/hours.ts';
import { ACCESS_FEATURES, VERB_CATEGORIES } from '../../worker/features/directory/rules/kinds.ts';
import { SERVICE_CATEGORIES } from '../../worker/features/directory/rules/services.ts';
import { straightMetres, walkBetween } from '../../worker/features/directory/rules/walk.ts';
import { addDays, atWallTime, dayOf, minutesOf } from '../../worker/lib/time.ts';

/** A workday morning, the first instant of a Saturday, the last minute of a Sunday, a holiday, an unpublished year. */
const MOMENTS = [
  '2026-11-25T10:37:00+08:00',
  '2026-11-28T00:00:00+08:00',
  '2026-11-29T23:59:30+08:00',
  '2026-10-01T15:00:00+08:00',
  '2027-02-10T12:00:00+08:00',
].map((text) => [text, Date.parse(text)] as const);

const NOW = MOMENTS[0]?.[1] ?? 0;
const district = referenceDistrict(NOW);

const overlaps = (one: Interval, other: Interval) =>
  one.startAt < other.endAt && other.startAt < one.endAt;

function countBy<T>(rows: readonly T[], key: (row: T) => string, weight: (row: T) => number) {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(key(row), (sums.get(key(row)) ?? 0) + weight(row));
  return sums;
}

describe('numbers', () => {
  it('are those of the source', () => {
    const ofLevel = (level: string) => district.facility.filter((one) => one.level === level);
    expect(ofLevel('subdistrict')).toHaveLength(20);
    expect(ofLevel('community')).toHaveLength(245);
    expect(ofLevel('estate')).toHaveLength(147);
    expect(district.venue).toHaveLength(219);
    expect(district.zone).toHaveLength(3);
    expect(district.community).toHaveLength(10);
    expect(district.scene.filter((one) => one.facilityId === 'guoling')).toHaveLength(37);
    expect(district.canteen).toHaveLength(14);
  });

  it('give every zone about fifteen activities, each with a session', () => {
    const zoneOf = new Map(district.facility.map(({ id, zoneId }) => [id, zoneId]));
    const byZone = countBy(
      district.activity,
      (one) => zoneOf.get(one.facilityId) ?? '',
      () => 1,
    );
    expect(Object.fromEntries(byZone)).toEqual({ a: 15, b: 15, c: 15 });
    const held = new Set(district.activitySession.map((one) => one.activityId));
    expect(district.activity.filter(({ id }) => !held.has(id))).toEqual([]);
  });

  it('offer something today and tomorrow in several places', () => {
    const placeOf = new Map(district.activity.map(({ id, facilityId }) => [id, facilityId]));
    for (const on of [dayOf(NOW), addDays(dayOf(NOW), 1)]) {
      const places = district.activitySession
        .filter(({ startAt }) => dayOf(startAt) === on)
        .map(({ activityId }) => placeOf.get(activityId));
      expect(new Set(places).size).toBeGreaterThanOrEqual(5);
    }
  });
});

describe('places', () => {
  it('have unique readable ids and are marked as demo', () => {
    for (const [table, rows] of Object.entries(district)) {
      const ids = rows.flatMap((row) => ('id' in row ? [row.id] : []));
      expect(new Set(ids).size, table).toBe(ids.length);
      expect(ids.filter((id) => !/^[a-z0-9][a-z0-9:-]{0,63}$/.test(id))).toEqual([]);
    }
    expect(district.facility.every(({ demo }) => demo)).toBe(true);
    // A fact that nobody knows is “unknown”, not missing: a download that comes back in would change it.
    for (const { access } of district.facility) {
      expect(Object.keys(access).sort()).toEqual([...ACCESS_FEATURES].sort());
    }
    const phones = district.facility.flatMap(({ phone }) => phone ?? []);
    expect(phones.filter((phone) => !/^0571-0000\d{4}$/.test(phone))).toEqual([]);
  });

  it('lie in their community, no two on one spot', () => {
    for (const place of [...district.facility, ...district.estate]) {
      const box = COMMUNITIES.find(({ id }) => id === place.communityId)?.box ?? DISTRICT_BOX;
      expect(place.lng, place.id).toBeGreaterThan(box.west);
      expect(place.lng, place.id).toBeLessThan(box.east);
      expect(place.lat, place.id).toBeGreaterThan(box.south);
      expect(place.lat, place.id).toBeLessThan(box.north);
    }
    const spots = district.facility.map(({ lng, lat }) => `${lng},${lat}`);
    expect(new Set(spots).size).toBe(spots.length);
  });

  it('bring each verb within fifteen minutes of every estate', () => {
    for (const estate of district.estate) {
      for (const [verb, categories] of Object.entries(VERB_CATEGORIES)) {
        const minutes = district.facility
          .filter(({ category }) => (categories as readonly string[]).includes(category))
          .filter(({ hours }) => hours !== null)
          .map((facility) => walkBetween(estate, facility).minutes.ordinary);
        expect(Math.min(...minutes), `${estate.name} ${verb}`).toBeLessThanOrEqual(15);
      }
    }
  });

  it('have hours that can be read', () => {
    const all: HoursPeriod[] = [...district.facility, ...district.scene, ...district.venue].flatMap(
      ({ hours }) => hours ?? [],
    );
    for (const { opens, closes } of all.flatMap(({ spans }) => spans)) {
      expect(opens).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
      expect(closes).toMatch(/^([0-3]\d):[0-5]\d$/);
      expect(minutesOf(opens)).toBeLessThan(minutesOf(closes));
    }
    expect(district.facility.filter(({ hours }) => hours === null).length).toBeGreaterThan(5);
  });
});

describe('the same moment', () => {
  it('gives the same rows', () => {
    expect(referenceDistrict(NOW)).toEqual(district);
  });

  it('gives every demo role a user and its grant', () => {
    for (const { role, name, phoneNumber } of DEMO_ROLES) {
      const user = district.user.find((one) => one.phoneNumber === phoneNumber);
      expect(user?.name || '新居民').toBe(name);
      const roles = district.roleGrant.filter(({ userId }) => userId === user?.id);
      expect(roles.map((one) => one.role)).toEqual(role === 'resident' ? [] : [role]);
    }
  });
});

describe.each(MOMENTS)('at %s', (_, now) => {
  const rows = referenceDistrict(now);

  it('every reference leads to a row', () => {
    expect(danglingReferences(rows)).toEqual([]);
  });

  it('venues open only while their place does', () => {
    const calendar = new Map(rows.calendarDay.map(({ on, type }) => [on, type]));
    const hoursOf = new Map(rows.facility.map(({ id, hours }) => [id, hours]));
    for (const venue of rows.venue) {
      const hours = hoursOf.get(venue.facilityId) ?? null;
      for (let day = 0; day < 14; day++) {
        const on = addDays(dayOf(now), day);
        const place = openOn({ hours, exceptions: [], calendar }, on);
        const open = openOn({ hours: venue.hours, exceptions: [], calendar }, on);
        if (place === 'unknown' || open === 'unknown') expect(place).toBe(open);
        else {
          const inside = (one: Interval) =>
            place.some((span) => span.startAt <= one.startAt && one.endAt <= span.endAt);
          expect(
            open.filter((one) => !inside(one)),
            venue.id,
          ).toEqual([]);
        }
      }
    }
  });

  it('no two bookings stand in each other’s way', () => {
    expect(clashes(rows)).toEqual([]);
  });

  it('nobody holds more bookings than a venue allows', () => {
    const venueOf = new Map(rows.venue.map((venue) => [venue.id, venue]));
    const live = rows.booking.filter(({ state }) => state !== 'cancelled');
    const held = (key: (one: BookingRow) => string, which = live) => countBy(which, key, () => 1);
    const active = live.filter(({ endAt }) => endAt > now);
    for (const [key, count] of held((one) => `${one.venueId} ${one.residentId}`, active)) {
      expect(count).toBeLessThanOrEqual(venueOf.get(key.split(' ')[0] ?? '')?.maxActive ?? 0);
    }
    for (const [key, count] of held((one) => `${one.venueId} ${one.residentId} ${one.weekOn}`)) {
      expect(count).toBeLessThanOrEqual(venueOf.get(key.split(' ')[0] ?? '')?.maxPerWeek ?? 0);
    }
  });

  it('no dish, window or session holds more than it can', () => {
    expect(overfull(rows)).toEqual([]);
  });

  it('prices, discounts and times of orders add up', () => {
    const menuOf = new Map(rows.menu.map((menu) => [menu.id, menu]));
    const listOf = countBy(
      rows.mealOrderLine,
      ({ orderId }) => orderId,
      ({ quantity, unitPriceFen }) => quantity * unitPriceFen,
    );
    for (const order of rows.mealOrder) {
      expect(listOf.get(order.id)).toBe(order.listFen);
      expect(order.payFen).toBe(Math.round((order.listFen * order.paysBp) / 10_000));
      expect(order.createdAt).toBeLessThan(menuOf.get(order.menuId)?.cutoffAt ?? 0);
      expect(order.createdAt).toBeLessThanOrEqual(now);
    }
  });

  it('every staff act has its audit row, and every code is its own', () => {
    const audited = new Set(rows.audit.map(({ act, nounId }) => `${act} ${nounId}`));
    const acts = [
      ...rows.booking.flatMap(({ id, state }) =>
        state === 'checked_in' ? `booking.checkIn ${id}` : [],
      ),
      ...rows.mealOrder.flatMap(({ id, state }) =>
        state === 'handed_over' ? `mealOrder.handOver ${id}` : [],
      ),
      ...rows.closure.map(({ id }) => `closure.create ${id}`),
      ...rows.activitySession.flatMap(({ id, state }) =>
        state === 'cancelled' ? `session.cancel ${id}` : [],
      ),
      ...rows.attendee.flatMap(({ registrationId, markedAt }) =>
        markedAt === null ? [] : `attendance.mark ${registrationId}`,
      ),
    ];
    expect(acts.filter((act) => !audited.has(act))).toEqual([]);
    const codes = [...rows.booking, ...rows.mealOrder, ...rows.registration].map(
      ({ code }) => code,
    );
    expect(codes.filter((code) => !/^\d{8}$/.test(code))).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('nothing has happened after now', () => {
    const moments = [
      ...rows.booking.flatMap((one) => [one.createdAt, one.endedAt, one.checkedInAt]),
      ...rows.mealOrder.flatMap((one) => [one.createdAt, one.endedAt]),
      ...rows.registration.flatMap((one) => [one.createdAt, one.endedAt]),
      ...rows.attendee.map((one) => one.markedAt),
      ...rows.audit.map((one) => one.at),
      ...rows.user.map((one) => one.createdAt.getTime()),
    ];
    expect(moments.filter((at) => at !== null && at > now)).toEqual([]);
  });
});

it('calendar days end with the last published year', () => {
  const days = referenceDistrict(Date.parse('2026-09-25T08:00:00+08:00')).calendarDay;
  expect(days[0]?.on).toBe('2026-09-18');
  expect(days.at(-1)?.on).toBe('2026-12-31');
  const typeOn = (on: string) => days.find((one) => one.on === on)?.type;
  expect(typeOn('2026-10-01')).toBe('holiday');
  expect(typeOn('2026-10-10')).toBe('makeup_workday');
  expect(typeOn('2026-10-11')).toBe('weekend');
  expect(typeOn('2026-10-12')).toBe('school_day');
  expect(referenceDistrict(Date.parse('2027-03-01T08:00:00+08:00')).calendarDay).toEqual([]);
});

/** Pairs of live bookings that overlap, and bookings in a closure. */
function clashes(rows: DistrictRows): string[] {
  const venueOf = new Map(rows.venue.map((venue) => [venue.id, venue]));
  const related = (one: string, other: string) =>
    one === other || venueOf.get(one)?.parentId === other || venueOf.get(other)?.parentId === one;
  const live = rows.booking.filter(({ state }) => state !== 'cancelled');
  const block = (one: BookingRow) => ({ startAt: one.blockStartAt, endAt: one.blockEndAt });
  const found: string[] = [];
  for (const [index, one] of live.entries()) {
    const venue = venueOf.get(one.venueId);
    for (const other of live.slice(index + 1)) {
      const shared = venue?.kind === 'places' && one.venueId === other.venueId;
      if (!shared && related(one.venueId, other.venueId) && overlaps(block(one), block(other))) {
        found.push(`${one.id} ${other.id}`);
      }
    }
    const closed = rows.closure.some(
      (closure) =>
        closure.liftedAt === null &&
        related(closure.venueId ?? '', one.venueId) &&
        overlaps(closure, one),
    );
    if (closed) found.push(`${one.id} is in a closure`);
  }
  return found;
}

function overfull(rows: DistrictRows): string[] {
  const over = (counts: Map<string, number>, limits: Map<string, number>) =>
    [...counts].filter(([key, count]) => count > (limits.get(key) ?? 0)).map(([key]) => key);
  const live = new Set(
    rows.mealOrder.filter(({ state }) => state !== 'cancelled').map(({ id }) => id),
  );
  const portions = countBy(
    rows.mealOrderLine.filter(({ orderId }) => live.has(orderId)),
    ({ menuItemId }) => menuItemId,
    ({ quantity }) => quantity,
  );
  const windows = countBy(
    rows.mealOrder.filter(({ id, windowId }) => windowId !== null && live.has(id)),
    ({ menuId, windowId }) => `${menuId} ${windowId}`,
    () => 1,
  );
  const capacityOf = new Map(rows.pickupWindow.map(({ id, capacity }) => [id, capacity]));
  const seats = (state: string) =>
    countBy(
      rows.registration.filter((one) => one.state === state),
      ({ sessionId }) => sessionId,
      (one) => one.seats,
    );
  const places = rows.venue.filter(({ kind }) => kind === 'places');
  return [
    ...over(portions, new Map(rows.menuItem.map((item) => [item.id, item.portions]))),
    ...[...windows].flatMap(([key, count]) =>
      count > (capacityOf.get(key.split(' ')[1] ?? '') ?? 0) ? [key] : [],
    ),
    ...over(
      seats('registered'),
      new Map(rows.activitySession.map((one) => [one.id, one.capacity ?? 0])),
    ),
    ...over(
      seats('waiting'),
      new Map(rows.activitySession.map((one) => [one.id, one.waitCapacity])),
    ),
    ...places.flatMap((venue) => {
      const live = rows.booking.filter(
        ({ venueId, state }) => venueId === venue.id && state !== 'cancelled',
      );
      return live.flatMap(({ startAt }) => {
        const inside = live.filter((one) => one.startAt <= startAt && startAt < one.endAt);
        return inside.reduce((sum, one) => sum + one.partySize, 0) > venue.capacity
          ? [venue.id]
          : [];
      });
    }),
  ];
}

/** References (`facilityId` → facility.id …) that lead nowhere. */
function danglingReferences(rows: DistrictRows): string[] {
  const targets: Readonly<Record<string, keyof DistrictRows>> = {
    zoneId: 'zone',
    communityId: 'community',
    estateId: 'estate',
    homeEstateId: 'estate',
    facilityId: 'facility',
    sceneId: 'scene',
    userId: 'user',
    residentId: 'user',
    actorId: 'user',
    personId: 'person',
    venueId: 'venue',
    parentId: 'venue',
    canteenId: 'canteen',
    menuId: 'menu',
    dishId: 'dish',
    menuItemId: 'menuItem',
    orderId: 'mealOrder',
    windowId: 'pickupWindow',
    activityId: 'activity',
    sessionId: 'activitySession',
    registrationId: 'registration',
    createdBy: 'user',
    checkedInBy: 'user',
    handedOverBy: 'user',
    markedBy: 'user',
    merchantId: 'merchant',
    goodId: 'good',
    shopId: 'shop',
    redemptionId: 'redemption',
    redeemedBy: 'user',
    appliedBy: 'user',
    holdId: 'pointsAccount',
    statementId: 'statement',
  };
  const idsOf = new Map(
    Object.entries(rows).map(([table, all]) => [
      table,
      new Set(all.flatMap((row) => ('id' in row ? [row.id] : []))),
    ]),
  );
  return Object.entries(rows).flatMap(([table, all]) =>
    all.flatMap((row) =>
      Object.entries(row).flatMap(([key, value]) => {
        const target = targets[key];
        const isKnown = value === null || !target || idsOf.get(target)?.has(String(value));
        return isKnown ? [] : [`${table}.${key} ${String(value)}`];
      }),
    ),
  );
}

it('sessions lie in their sign-up rules', () => {
  for (const session of district.activitySession) {
    expect(session.signUpFromAt).toBeLessThanOrEqual(session.signUpUntilAt);
    expect(session.signUpUntilAt).toBeLessThanOrEqual(session.startAt);
    expect(dayOf(session.startAt) >= addDays(dayOf(NOW), -7)).toBe(true);
    expect(session.startAt).toBeLessThan(atWallTime(addDays(dayOf(NOW), 31), '00:00'));
  }
});

describe('doors and services', () => {
  const rows = district;

  it('bring every centre and every canteen a door, near the house', () => {
    for (const facility of rows.facility) {
      const doors = rows.entrance.filter(({ facilityId }) => facilityId === facility.id);
      const wanted = facility.category === 'centre' || /-(canteen|mealpoint)$/.test(facility.id);
      expect(doors.length > 0, facility.id).toBe(wanted);
      expect(doors.filter((door) => straightMetres(facility, door) > 60)).toEqual([]);
    }
  });

  it('agree with the record on steps', () => {
    for (const facility of rows.facility) {
      const doors = rows.entrance.filter(({ facilityId }) => facilityId === facility.id);
      if (doors.length === 0) continue;
      const said = facility.access.step_free?.answer;
      expect(
        doors.some(({ stepFree }) => stepFree === 'yes'),
        facility.id,
      ).toBe(said === 'yes');
    }
  });

  it('are offered somewhere, with names and pinyin, and marked as demo', () => {
    expect(rows.service.length).toBeGreaterThanOrEqual(40);
    for (const service of rows.service) {
      const places = rows.serviceAt.filter(({ serviceId }) => serviceId === service.id);
      expect(places.length, service.id).toBeGreaterThan(0);
      expect([service.demo, service.pinyin.length > 3, service.syllables.includes(' ')]).toEqual([
        true,
        true,
        true,
      ]);
    }
    const categories = rows.service.map(({ category }) => category);
    expect(SERVICE_CATEGORIES.filter((one) => !categories.includes(one))).toEqual([]);
  });
});

describe('at its full scale', () => {
  const now = Date.parse('2026-11-25T10:37:00+08:00');
  const rows = referenceDistrict(now, 'reference');

  it('has the volumes of the source', () => {
    const { merchants, goods, redeemed, participations } = VOLUMES.reference;
    expect([rows.merchant.length, rows.good.length]).toEqual([merchants, goods]);
    const came = rows.attendee.filter(({ state }) => state === 'attended');
    const fetched = rows.redemption.filter(({ state }) => state === 'redeemed');
    expect([fetched.length, came.length]).toEqual([redeemed, participations]);
    expect(rows.merchant.every(({ name, demo }) => demo && name.startsWith('示例'))).toBe(true);
    expect(new Set(rows.merchant.map(({ name }) => name)).size).toBe(merchants);
  });

  it('every reference leads to a row, and nothing has happened after now', () => {
    expect(danglingReferences(rows)).toEqual([]);
    const moments = [
      ...rows.redemption.flatMap((one) => [one.createdAt, one.redeemedAt, one.endedAt]),
      ...rows.claim.flatMap((one) => [one.createdAt, one.decidedAt]),
      ...rows.attendee.map((one) => one.markedAt),
      ...rows.registration.flatMap((one) => [one.createdAt, one.endedAt]),
      ...rows.pointsTransaction.map((one) => one.postedAt),
      ...rows.audit.map((one) => one.at),
    ];
    expect(moments.filter((at) => at !== null && at > now)).toEqual([]);
  });

  it('holds what was earned by then', () => {
    const left = new Map<string, number>();
    const inTime = rows.pointsTransaction
      .filter(({ kind }) => kind === 'earn' || kind === 'hold')
      .sort((one, other) => one.postedAt - other.postedAt);
    for (const { residentId, kind, points } of inTime) {
      const key = String(residentId);
      left.set(key, (left.get(key) ?? 0) + (kind === 'earn' ? points : -points));
      expect(left.get(key)).toBeGreaterThanOrEqual(0);
    }
  });

  it('can be asked for by the names that the commands know', () => {
    expect(NAMES_OF_SCALES).toEqual([...SCALES]);
    expect(SCALES.map((name) => scaleNamed(name))).toEqual([...SCALES]);
    expect(() => scaleNamed('huge')).toThrow('choose demo or reference');
  });
});
