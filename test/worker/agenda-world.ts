/** Something ahead of somebody, written as it would stand in the database after the act. Needs `smallSubdistrict`. */
import {
  activity,
  activitySession,
  attendee,
  registration,
} from '../../worker/features/activities/tables.ts';
import {
  canteen,
  dish,
  mealOrder,
  mealOrderLine,
  menu,
  menuItem,
  pickupWindow,
} from '../../worker/features/canteen/tables.ts';
import { facility } from '../../worker/features/directory/tables.ts';
import { booking, venue } from '../../worker/features/venues/tables.ts';
import { DAY_MS, dayOf, HOUR_MS, mondayOf } from '../../worker/lib/time.ts';
import { db, NOW, unique } from './world.ts';

export type Ahead = 'booking' | 'mealOrder' | 'registration' | 'waiting';

type Whose = { residentId: string; personId: string; startAt?: number };

export type Thing = { id: string; code: string; startAt: number; overAt: number };

/** One booking, meal order, registration or place on a waiting list, by default from tomorrow at this hour. */
export function giveSomethingAhead(
  what: Ahead,
  { residentId, personId, startAt = NOW + DAY_MS }: Whose,
): Promise<Thing> {
  const whose = { residentId, personId, startAt };
  if (what === 'booking') return giveBooking(whose);
  if (what === 'mealOrder') return giveMealOrder(whose);
  return giveRegistration(whose, what === 'waiting');
}

function newThing(prefix: string, startAt: number): Thing & { n: number } {
  const n = unique();
  return {
    n,
    id: `${prefix}-${n}`,
    code: String(n).padStart(8, '0'),
    startAt,
    overAt: startAt + HOUR_MS,
  };
}

async function giveBooking({ residentId, personId, startAt }: Required<Whose>): Promise<Thing> {
  const { n, ...thing } = newThing('bkg', startAt);
  const venueId = `court-${n}`;
  await db.batch([
    db.insert(venue).values({
      id: venueId,
      facilityId: 'hall',
      kind: 'court',
      name: `羽毛球 ${n} 号场`,
      pinyin: 'yumaoqiu',
      summary: '',
      category: 'badminton',
      floor: 1,
      capacity: 4,
      minParty: 1,
      maxParty: 4,
      slotMin: 60,
      minDurationMin: 60,
      maxDurationMin: 120,
      bufferBeforeMin: 0,
      bufferAfterMin: 0,
      opensDaysAhead: 7,
      closesBeforeMin: 0,
      cancelBeforeMin: 60,
      maxActive: 5,
      maxPerWeek: 5,
      asksPurpose: false,
      hours: [{ spans: [{ opens: '08:00', closes: '22:00' }] }],
      state: 'open',
      ruleVersion: 1,
    }),
    db.insert(booking).values({
      id: thing.id,
      venueId,
      residentId,
      personId,
      startAt,
      endAt: thing.overAt,
      blockStartAt: startAt,
      blockEndAt: thing.overAt,
      partySize: 2,
      state: 'booked',
      code: thing.code,
      cancelUntilAt: startAt - HOUR_MS,
      ruleVersion: 1,
      weekOn: mondayOf(dayOf(startAt)),
      createdAt: startAt - 3 * DAY_MS,
    }),
  ]);
  return thing;
}

async function giveMealOrder({ residentId, personId, startAt }: Required<Whose>): Promise<Thing> {
  const { n, ...thing } = newThing('ord', startAt);
  const [canteenId, menuId, itemId, dishId] = [`cnt-${n}`, `mnu-${n}`, `itm-${n}`, `dsh-${n}`];
  const [hall] = await db.select().from(facility).limit(1);
  if (!hall) throw new Error('smallSubdistrict first');
  await db.batch([
    db.insert(facility).values({ ...hall, id: `place-${n}`, name: `${n} 号食堂楼`, sign: null }),
    db
      .insert(canteen)
      .values({ id: canteenId, facilityId: `place-${n}`, name: `${n} 号食堂`, opensDaysAhead: 7 }),
    db.insert(dish).values({
      id: dishId,
      canteenId,
      name: '番茄炒蛋',
      tags: [],
      allergens: ['egg'],
    }),
    db.insert(menu).values({
      id: menuId,
      canteenId,
      on: dayOf(startAt),
      meal: 'lunch',
      servesFromAt: startAt,
      servesUntilAt: thing.overAt,
      cutoffAt: startAt - HOUR_MS,
      state: 'published',
    }),
    db
      .insert(menuItem)
      .values({ id: itemId, menuId, dishId, number: 1, priceFen: 1000, portions: 10 }),
    db.insert(pickupWindow).values({
      id: `win-${n}`,
      canteenId,
      meal: 'lunch',
      startsAt: '11:00',
      endsAt: '11:30',
      capacity: 10,
    }),
    db.insert(mealOrder).values({
      id: thing.id,
      menuId,
      residentId,
      personId,
      mode: 'dine_in',
      state: 'placed',
      code: thing.code,
      listFen: 1000,
      payFen: 1000,
      paysBp: 10_000,
      cutoffAt: startAt - HOUR_MS,
      revision: 1,
      createdAt: startAt - 2 * DAY_MS,
    }),
    db.insert(mealOrderLine).values({
      orderId: thing.id,
      menuItemId: itemId,
      quantity: 2,
      dishName: '番茄炒蛋',
      number: 1,
      unitPriceFen: 500,
    }),
  ]);
  return thing;
}

async function giveRegistration(
  { residentId, personId, startAt }: Required<Whose>,
  waiting: boolean,
): Promise<Thing> {
  const { n, ...thing } = newThing('reg', startAt);
  const sessionId = `ses-${n}`;
  await db.batch([
    db.insert(activity).values({
      id: `act-${n}`,
      facilityId: 'hall',
      title: `手机课 ${n}`,
      summary: '',
      category: 'class',
      audience: ['all'],
      createdBy: 'test',
      createdAt: 0,
    }),
    db.insert(activitySession).values({
      id: sessionId,
      activityId: `act-${n}`,
      startAt,
      endAt: thing.overAt,
      place: '3 楼教室',
      capacity: waiting ? 0 : 10,
      waitCapacity: 10,
      signUpFromAt: 0,
      signUpUntilAt: startAt,
      cancelUntilAt: startAt - HOUR_MS,
      state: 'scheduled',
    }),
    db.insert(registration).values({
      id: thing.id,
      sessionId,
      residentId,
      seats: 1,
      state: waiting ? 'waiting' : 'registered',
      queueNo: 1,
      code: thing.code,
      createdAt: startAt - 5 * DAY_MS,
    }),
    db.insert(attendee).values({ registrationId: thing.id, sessionId, personId, state: 'held' }),
  ]);
  return thing;
}
