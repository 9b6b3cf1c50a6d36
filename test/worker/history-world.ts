/** One resident's small world in a place of its own, and its past: so many days of everything that is never deleted. */
import { eq } from 'drizzle-orm';
import {
  activity,
  activitySession,
  attendee,
  registration,
} from '../../worker/features/activities/tables.ts';
import { mealOrder, mealOrderLine, menu, menuItem } from '../../worker/features/canteen/tables.ts';
import { calendarDay, hoursException } from '../../worker/features/directory/tables.ts';
import { consent, session } from '../../worker/features/identity/tables.ts';
import { notice, outbox } from '../../worker/features/notices/tables.ts';
import { booking, closure } from '../../worker/features/venues/tables.ts';
import { type Statement, writeAll } from '../../worker/lib/db.ts';
import { audit, idempotency } from '../../worker/lib/tables.ts';
import { addDays, atWallTime, DAY_MS, dayOf, HOUR_MS, mondayOf } from '../../worker/lib/time.ts';
import { anActivity, aSession } from './activities-world.ts';
import { type Kitchen, kitchenOf, menuOf, type ServedMeal } from './canteen-world.ts';
import { courtOf, facilityOf } from './venues-world.ts';
import { db, NOW, type Somebody, signedInPerson, unique } from './world.ts';

export type Life = {
  who: Somebody;
  facilityId: string;
  venueId: string;
  kitchen: Kitchen;
  dinner: ServedMeal;
  activityId: string;
  sessionId: string;
};

/** A court, a kitchen with its dinner of today, an activity with a session tomorrow; and somebody who uses them. */
export async function lifeOf(): Promise<Life> {
  const facilityId = await facilityOf();
  const { id: venueId } = await courtOf({ facilityId });
  const kitchen = await kitchenOf();
  const activityId = await anActivity({ facilityId });
  return {
    who: await signedInPerson(),
    facilityId,
    venueId,
    kitchen,
    dinner: await menuOf(kitchen),
    activityId,
    sessionId: await aSession(activityId, { startAt: NOW + DAY_MS }),
  };
}

const code = () => String(unique()).padStart(8, '0');

/** What each of so many days before today has left behind, of one life and of a neighbour who shares its places. */
export async function liveThrough(life: Life, neighbour: Somebody, days: readonly number[]) {
  for (const daysAgo of days) {
    const on = addDays(dayOf(NOW), -daysAgo);
    await writeAll(db, [
      ...pastBookings(life, neighbour, on),
      ...pastMeal(life, neighbour, on),
      ...pastSession(life, neighbour, on),
      ...pastOfPlace(life, on),
      ...pastOfPerson(life.who, on),
    ]);
  }
}

/** The calendar of a day: once for all. */
export async function publishDays(days: readonly number[]): Promise<void> {
  for (const daysAgo of days) {
    const on = addDays(dayOf(NOW), -daysAgo);
    await db.insert(calendarDay).values({ on, type: 'school_day', source: 'test' });
  }
}

function pastBookings({ who, venueId }: Life, neighbour: Somebody, on: string): Statement[] {
  const booked = (by: Somebody, time: string, state: 'booked' | 'cancelled' | 'checked_in') => {
    const startAt = atWallTime(on, time);
    return db.insert(booking).values({
      id: `past-${unique()}`,
      venueId,
      residentId: by.id,
      personId: by.id,
      startAt,
      endAt: startAt + HOUR_MS,
      blockStartAt: startAt,
      blockEndAt: startAt + HOUR_MS,
      partySize: 2,
      state,
      code: code(),
      cancelUntilAt: startAt,
      ruleVersion: 1,
      weekOn: mondayOf(on),
      createdAt: startAt - DAY_MS,
      ...(state === 'checked_in' && { checkedInAt: startAt, checkedInBy: 'test' }),
    });
  };
  return [
    booked(who, '08:30', 'booked'),
    booked(who, '09:30', 'checked_in'),
    booked(who, '13:00', 'cancelled'),
    booked(neighbour, '14:00', 'checked_in'),
    booked(neighbour, '15:00', 'booked'),
  ];
}

function pastMeal({ who, kitchen, dinner }: Life, neighbour: Somebody, on: string): Statement[] {
  const servesFromAt = atWallTime(on, '16:30');
  const times = { servesFromAt, servesUntilAt: servesFromAt + 2 * HOUR_MS, cutoffAt: servesFromAt };
  const [dish] = dinner.dishes;
  if (!dish) throw new Error('no dish');
  const menuId = `past-${unique()}`;
  const menuItemId = `past-${unique()}`;
  const ordered = (by: Somebody, state: 'placed' | 'cancelled'): Statement[] => {
    const id = `past-${unique()}`;
    return [
      db.insert(mealOrder).values({
        id,
        menuId,
        residentId: by.id,
        personId: by.id,
        mode: 'pickup',
        windowId: kitchen.early,
        state: 'placed',
        code: code(),
        listFen: 900,
        payFen: 900,
        paysBp: 10_000,
        cutoffAt: times.cutoffAt,
        revision: 1,
        createdAt: servesFromAt - DAY_MS,
      }),
      db.insert(mealOrderLine).values({
        orderId: id,
        menuItemId,
        quantity: 1,
        dishName: '菜',
        number: 1,
        unitPriceFen: 900,
      }),
      ...(state === 'cancelled'
        ? [db.update(mealOrder).set({ state, endedAt: servesFromAt }).where(eq(mealOrder.id, id))]
        : []),
    ];
  };
  return [
    db.insert(menu).values({
      id: menuId,
      canteenId: kitchen.canteenId,
      on,
      meal: 'dinner',
      ...times,
      state: 'published',
    }),
    db.insert(menuItem).values({
      id: menuItemId,
      menuId,
      dishId: dish.dishId,
      number: 1,
      priceFen: 900,
      portions: 20,
    }),
    ...ordered(who, 'cancelled'),
    ...ordered(who, 'placed'),
    ...ordered(neighbour, 'placed'),
  ];
}

/** One more session of the activity, and an activity that was held only once. */
function pastSession(life: Life, neighbour: Somebody, on: string): Statement[] {
  const startAt = atWallTime(on, '14:00');
  const once = `past-${unique()}`;
  const held = (activityId: string): Statement[] => {
    const sessionId = `past-${unique()}`;
    const signedUp = (by: Somebody, queueNo: number): Statement[] => {
      const registrationId = `past-${unique()}`;
      return [
        db.insert(registration).values({
          id: registrationId,
          sessionId,
          residentId: by.id,
          seats: 1,
          state: 'registered',
          queueNo,
          code: code(),
          createdAt: startAt - 2 * DAY_MS,
        }),
        db.insert(attendee).values({ registrationId, sessionId, personId: by.id, state: 'held' }),
      ];
    };
    return [
      db.insert(activitySession).values({
        id: sessionId,
        activityId,
        startAt,
        endAt: startAt + HOUR_MS,
        place: '3 楼',
        capacity: 10,
        waitCapacity: 0,
        signUpFromAt: startAt - 3 * DAY_MS,
        signUpUntilAt: startAt,
        cancelUntilAt: startAt,
        state: 'scheduled',
      }),
      ...signedUp(life.who, 1),
      ...signedUp(neighbour, 2),
    ];
  };
  return [
    db.insert(activity).values({
      id: once,
      facilityId: life.facilityId,
      title: '一次性活动',
      summary: '',
      category: 'culture',
      audience: ['all'],
      createdBy: 'test',
      createdAt: startAt,
    }),
    ...held(life.activityId),
    ...held(once),
  ];
}

function pastOfPlace({ facilityId, venueId }: Life, on: string): Statement[] {
  const at = atWallTime(on, '18:00');
  const closureId = `past-${unique()}`;
  const act = { at, actorId: 'test', facilityId, reason: '检修' };
  return [
    db.insert(audit).values({
      ...act,
      id: `past-${unique()}`,
      act: 'closure.create',
      noun: 'closure',
      nounId: closureId,
    }),
    db.insert(audit).values({
      ...act,
      id: `past-${unique()}`,
      act: 'booking.release',
      noun: 'booking',
      nounId: `past-${unique()}`,
      detail: { closureId },
    }),
    db.insert(closure).values({
      id: closureId,
      facilityId,
      venueId,
      startAt: at,
      endAt: at + HOUR_MS,
      reason: '检修',
      createdBy: 'test',
      createdAt: at,
    }),
    db.insert(hoursException).values({
      id: `past-${unique()}`,
      facilityId,
      fromOn: addDays(on, -2),
      untilOn: addDays(on, -2),
      spans: [],
      reason: '停电',
      createdAt: at,
    }),
  ];
}

function pastOfPerson({ id }: Somebody, on: string): Statement[] {
  const at = atWallTime(on, '09:00');
  const n = unique();
  const told = {
    residentId: id,
    params: {},
    createdAt: at,
  };
  return [
    db.insert(notice).values({ ...told, id: `past-${n}`, kind: 'booking.released', readAt: at }),
    db.insert(outbox).values({
      ...told,
      id: `past-${n}`,
      channel: 'sms',
      template: 'booking.released',
      state: 'sent',
      attempts: 1,
      nextAt: at,
      sentAt: at,
    }),
    db.insert(idempotency).values({
      actorId: id,
      key: `past-${n}`,
      requestHash: 'hash',
      resultId: 'thing',
      createdAt: at,
    }),
    db.insert(session).values({
      id: `past-${n}`,
      token: `past-${n}`,
      userId: id,
      expiresAt: new Date(at + DAY_MS),
      createdAt: new Date(at),
      updatedAt: new Date(at),
    }),
    db.insert(consent).values({
      id: `past-${n}`,
      residentId: id,
      personId: id,
      kind: 'terms',
      version: '2026-01-01',
      givenAt: at,
      withdrawnAt: at + HOUR_MS,
    }),
  ];
}
