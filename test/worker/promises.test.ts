/**
 * The database alone: what no command would ask of it, written past all of them. docs/invariants.md names each promise
 * with the test that proves it; the races are in the tests of the features.
 */
import { and, eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  activitySession,
  attendee,
  registration,
} from '../../worker/features/activities/tables.ts';
import {
  mealOrder,
  mealOrderLine,
  menuItem,
  pickupWindow,
} from '../../worker/features/canteen/tables.ts';
import {
  condition,
  facility,
  facilityAlias,
  hoursException,
  scene,
} from '../../worker/features/directory/tables.ts';
import { codeSend, person } from '../../worker/features/identity/tables.ts';
import { banner, report } from '../../worker/features/upkeep/tables.ts';
import { booking, closure, venue } from '../../worker/features/venues/tables.ts';
import { guard } from '../../worker/lib/db.ts';
import { type ErrorCode, refusalOf } from '../../worker/lib/errors.ts';
import { audit, idempotency } from '../../worker/lib/tables.ts';
import { DAY_MS } from '../../worker/lib/time.ts';
import { dependantOf, familyOf, planned, signUp, waitFor } from './activities-world.ts';
import { dinnerAt, itemIn, kitchenOf, menuOf, ordered, wish as wishMeal } from './canteen-world.ts';
import { datedAt, placeOf } from './upkeep-world.ts';
import {
  bookedBy,
  closed,
  closuresOf,
  courtOf,
  facilityOf,
  hallWithHalves,
} from './venues-world.ts';
import { db, linliAt, NOW, signedInPerson, smallSubdistrict, unique } from './world.ts';

const linli = linliAt();
beforeAll(smallSubdistrict);

/** What is promised, the code of the refusal, and a write that would break it. */
type Promised = [string, ErrorCode, () => Promise<unknown>];

async function aBooking(values: Parameters<typeof bookedBy>[3] = {}) {
  const facilityId = await facilityOf();
  const { id: venueId } = await courtOf({ facilityId });
  const id = await bookedBy(await signedInPerson(), venueId, '11-26T15:00', values);
  return { facilityId, venueId, id, itself: eq(booking.id, id) };
}

async function anOrder({ places = 20, portions = 20 } = {}) {
  const { kitchen, dinner } = await dinnerAt({ places, dishes: [{ portions }, {}] });
  const picked = wishMeal(kitchen, dinner, { mode: 'pickup', windowId: kitchen.early });
  const { id } = await ordered(linli, await signedInPerson(), picked);
  return { kitchen, dinner, id, itself: eq(mealOrder.id, id) };
}

async function aClosure() {
  const facilityId = await facilityOf();
  await closed({ facilityId, start: '11-26T13:00', end: '11-26T15:00' });
  const [row] = await closuresOf(facilityId);
  if (!row) throw new Error('no closure');
  return { facilityId, id: row.id, itself: eq(closure.id, row.id) };
}

/** A session of one seat: somebody has it, and somebody waits. */
async function aQueue() {
  const session = await planned({ capacity: 1, waitCapacity: 1 });
  const family = await familyOf(1);
  const inside = await waitFor(linli, family, session);
  const outside = await waitFor(linli, await familyOf(1), session);
  return { ...session, family, inside, outside };
}

async function registrationValues(sessionId: string) {
  const n = unique();
  const { id: residentId } = await signedInPerson();
  return {
    id: `raw-${n}`,
    sessionId,
    residentId,
    seats: 1,
    state: 'registered' as const,
    queueNo: 1000 + n,
    code: String(n).padStart(8, '9'),
    createdAt: NOW,
  };
}

async function orderValues(menuId: string) {
  const n = unique();
  const { id } = await signedInPerson();
  return {
    id: `raw-${n}`,
    menuId,
    residentId: id,
    personId: id,
    mode: 'dine_in' as const,
    state: 'placed' as const,
    code: String(n).padStart(8, '9'),
    listFen: 900,
    payFen: 900,
    paysBp: 10_000,
    cutoffAt: NOW,
    revision: 1,
    createdAt: NOW,
  };
}

const line = (orderId: string, menuItemId: string, quantity = 1) => ({
  orderId,
  menuItemId,
  quantity,
  dishName: '菜',
  number: 1,
  unitPriceFen: 900,
});

async function anAuditRow() {
  const id = `audit-${unique()}`;
  await db
    .insert(audit)
    .values({ id, at: 0, actorId: 'test', act: 'test', noun: 'test', nounId: 'test' });
  return eq(audit.id, id);
}

const ACTS: Promised[] = [
  [
    'an audit row is never changed',
    'audit.immutable',
    async () =>
      db
        .update(audit)
        .set({ actorId: 'another' })
        .where(await anAuditRow()),
  ],
  [
    'an audit row is never deleted',
    'audit.immutable',
    async () => db.delete(audit).where(await anAuditRow()),
  ],
  [
    'a key stands for one result',
    'idempotency.race',
    async () => {
      const row = { actorId: 'a', key: `${unique()}`, requestHash: '', resultId: '', createdAt: 0 };
      await db.insert(idempotency).values(row);
      return db.insert(idempotency).values({ ...row, resultId: 'another' });
    },
  ],
  [
    'a code belongs to one booking',
    'code.collision',
    async () => {
      const code = String(unique()).padStart(8, '5');
      await aBooking({ code });
      return aBooking({ code });
    },
  ],
];

const VENUES: Promised[] = [
  [
    'a half lies in the facility of its hall',
    'venue.tree',
    async () => courtOf({ facilityId: 'far', parentId: (await courtOf()).id }),
  ],
  [
    'a half has no halves',
    'venue.tree',
    async () => courtOf({ parentId: (await hallWithHalves()).left.id }),
  ],
  [
    'a hall with halves becomes no half',
    'venue.tree',
    async () => {
      const [{ hall }, { id }] = [await hallWithHalves(), await courtOf()];
      return db.update(venue).set({ parentId: id }).where(eq(venue.id, hall.id));
    },
  ],
  [
    'a hall does not move away from its halves',
    'venue.tree',
    async () => {
      const { hall } = await hallWithHalves();
      return db.update(venue).set({ facilityId: 'far' }).where(eq(venue.id, hall.id));
    },
  ],
  [
    'two bookings of one time are not written',
    'booking.taken',
    async () => {
      const { venueId } = await aBooking();
      return bookedBy(await signedInPerson(), venueId, '11-26T15:00');
    },
  ],
  [
    'a booking into a closure is not written',
    'booking.closed',
    async () => {
      const { facilityId } = await aClosure();
      const { id } = await courtOf({ facilityId });
      return bookedBy(await signedInPerson(), id, '11-26T14:00');
    },
  ],
  [
    'the time of a booking is never moved',
    'booking.immutable',
    async () => {
      const { itself } = await aBooking();
      return db.update(booking).set({ blockEndAt: sql`block_end_at + 3600000` }).where(itself);
    },
  ],
  [
    'a booking is never deleted',
    'booking.immutable',
    async () => db.delete(booking).where((await aBooking()).itself),
  ],
  [
    'a booking given up is never revived',
    'booking.state',
    async () => {
      const { itself } = await aBooking({ state: 'cancelled' });
      return db.update(booking).set({ state: 'booked' }).where(itself);
    },
  ],
  [
    'nobody is let in without an audit row',
    'audit.missing',
    async () => {
      const { itself } = await aBooking();
      return db.update(booking).set({ state: 'checked_in', checkedInAt: NOW }).where(itself);
    },
  ],
  [
    'no booking is released without an audit row',
    'audit.missing',
    async () =>
      db
        .update(booking)
        .set({ state: 'released' })
        .where((await aBooking()).itself),
  ],
  [
    'nothing is closed without an audit row',
    'audit.missing',
    async () =>
      db.insert(closure).values({
        id: `raw-${unique()}`,
        facilityId: await facilityOf(),
        startAt: NOW,
        endAt: NOW + DAY_MS,
        reason: '检修',
        createdBy: 'test',
        createdAt: NOW,
      }),
  ],
  [
    'a closure is of a venue of its facility',
    'closure.otherFacility',
    async () => {
      const { id: venueId } = await courtOf();
      return closed({ facilityId: 'far', venueId, start: '11-26T13:00', end: '11-26T15:00' });
    },
  ],
  [
    'nothing is closed over a booking',
    'closure.hasBookings',
    async () => {
      const { facilityId } = await aBooking();
      return closed({ facilityId, start: '11-26T13:00', end: '11-26T16:00' });
    },
  ],
  [
    'the time of a closure is never moved',
    'closure.immutable',
    async () => {
      const { itself } = await aClosure();
      return db.update(closure).set({ endAt: sql`end_at + 3600000` }).where(itself);
    },
  ],
  [
    'a closure is never deleted',
    'closure.immutable',
    async () => db.delete(closure).where((await aClosure()).itself),
  ],
  [
    'no closure is lifted without an audit row',
    'audit.missing',
    async () =>
      db
        .update(closure)
        .set({ liftedAt: NOW })
        .where((await aClosure()).itself),
  ],
  [
    'a closure stays lifted',
    'closure.state',
    async () =>
      db
        .update(closure)
        .set({ liftedAt: null })
        .where((await aClosure()).itself),
  ],
];

const CANTEENS: Promised[] = [
  [
    'more portions than offered are not written',
    'mealOrder.soldOut',
    async () => {
      const { dinner } = await anOrder({ portions: 1 });
      const values = await orderValues(dinner.menuId);
      await db.insert(mealOrder).values(values);
      return db.insert(mealOrderLine).values(line(values.id, itemIn(dinner)));
    },
  ],
  [
    'an order holds only dishes of its menu',
    'mealOrder.state',
    async () => {
      const { id } = await anOrder();
      return db.insert(mealOrderLine).values(line(id, itemIn((await anOrder()).dinner)));
    },
  ],
  [
    'a line is never changed',
    'mealOrder.immutable',
    async () => {
      const { id } = await anOrder();
      return db.update(mealOrderLine).set({ quantity: 9 }).where(eq(mealOrderLine.orderId, id));
    },
  ],
  [
    'a cancelled order keeps its lines',
    'mealOrder.state',
    async () => {
      const { id, itself } = await anOrder();
      await db.update(mealOrder).set({ state: 'cancelled' }).where(itself);
      return db.delete(mealOrderLine).where(eq(mealOrderLine.orderId, id));
    },
  ],
  [
    'fewer portions than sold are not offered',
    'menu.belowSold',
    async () => {
      const { dinner } = await anOrder();
      return db
        .update(menuItem)
        .set({ portions: 0 })
        .where(eq(menuItem.id, itemIn(dinner)));
    },
  ],
  [
    'no portions are changed without an audit row',
    'audit.missing',
    async () => {
      const { dinner } = await anOrder();
      return db
        .update(menuItem)
        .set({ portions: 30 })
        .where(eq(menuItem.id, itemIn(dinner)));
    },
  ],
  [
    'a fuller window is not written',
    'mealOrder.windowFull',
    async () => {
      const { kitchen, dinner } = await anOrder({ places: 1 });
      const values = await orderValues(dinner.menuId);
      return db.insert(mealOrder).values({ ...values, mode: 'pickup', windowId: kitchen.early });
    },
  ],
  [
    'nobody moves into a full window',
    'mealOrder.windowFull',
    async () => {
      const { kitchen, dinner } = await anOrder({ places: 1 });
      const values = { ...(await orderValues(dinner.menuId)), mode: 'pickup' as const };
      await db.insert(mealOrder).values({ ...values, windowId: kitchen.late });
      const itself = eq(mealOrder.id, values.id);
      return db.update(mealOrder).set({ windowId: kitchen.early }).where(itself);
    },
  ],
  [
    'a window is of the canteen and the meal',
    'mealOrder.otherWindow',
    async () => {
      const { dinner } = await anOrder();
      const { early: windowId } = await kitchenOf();
      const values = await orderValues(dinner.menuId);
      return db.insert(mealOrder).values({ ...values, mode: 'pickup', windowId });
    },
  ],
  [
    'a window never gets smaller than what is ordered into it',
    'menu.belowSold',
    async () => {
      const { kitchen } = await anOrder();
      const window = eq(pickupWindow.id, kitchen.early);
      return db.update(pickupWindow).set({ capacity: 0 }).where(window);
    },
  ],
  [
    'one person eats a meal once',
    'mealOrder.exists',
    async () => {
      const { menuId } = await menuOf(await kitchenOf());
      const values = await orderValues(menuId);
      await db.insert(mealOrder).values(values);
      return db.insert(mealOrder).values({ ...values, id: `${values.id}-2`, code: '10000001' });
    },
  ],
  [
    'the code of an order is never changed',
    'mealOrder.immutable',
    async () =>
      db
        .update(mealOrder)
        .set({ code: '1234567x' })
        .where((await anOrder()).itself),
  ],
  [
    'an order is never deleted',
    'mealOrder.immutable',
    async () => db.delete(mealOrder).where((await anOrder()).itself),
  ],
  [
    'a cancelled order is never revived',
    'mealOrder.state',
    async () => {
      const { itself } = await anOrder();
      await db.update(mealOrder).set({ state: 'cancelled' }).where(itself);
      return db.update(mealOrder).set({ state: 'placed' }).where(itself);
    },
  ],
  [
    'no meal is handed over without an audit row',
    'audit.missing',
    async () =>
      db
        .update(mealOrder)
        .set({ state: 'handed_over' })
        .where((await anOrder()).itself),
  ],
];

const ACTIVITIES: Promised[] = [
  [
    'more seats than there are are not written',
    'registration.full',
    async () => {
      const session = await planned({ capacity: 1 });
      await signUp(linli, await signedInPerson(), session);
      return db.insert(registration).values(await registrationValues(session.sessionId));
    },
  ],
  [
    'nobody overtakes those who wait',
    'registration.full',
    async () => {
      const { sessionId, inside } = await aQueue();
      const itself = eq(registration.id, inside.id);
      await db.update(registration).set({ state: 'cancelled' }).where(itself);
      return db.insert(registration).values(await registrationValues(sessionId));
    },
  ],
  [
    'a waiting list grows no longer than it may',
    'registration.waitFull',
    async () => {
      const values = await registrationValues((await aQueue()).sessionId);
      return db.insert(registration).values({ ...values, state: 'waiting' });
    },
  ],
  [
    'nobody signs up for what is cancelled',
    'session.cancelled',
    async () => {
      const cancelled = { state: 'cancelled' as const, cancelReason: '停电', cancelledAt: NOW };
      const { sessionId } = await planned(cancelled);
      return db.insert(registration).values(await registrationValues(sessionId));
    },
  ],
  [
    'nobody signs up for what takes no sign-ups',
    'session.noSignUp',
    async () => {
      const { sessionId } = await planned({ capacity: null });
      return db.insert(registration).values(await registrationValues(sessionId));
    },
  ],
  [
    'a registration begins as registered or waiting',
    'registration.state',
    async () => {
      const values = await registrationValues((await planned()).sessionId);
      return db.insert(registration).values({ ...values, state: 'cancelled' });
    },
  ],
  [
    'nobody moves up where there is no seat',
    'registration.full',
    async () => {
      const itself = eq(registration.id, (await aQueue()).outside.id);
      return db.update(registration).set({ state: 'registered' }).where(itself);
    },
  ],
  [
    'a registration given up is never revived',
    'registration.state',
    async () => {
      const itself = eq(registration.id, (await aQueue()).outside.id);
      await db.update(registration).set({ state: 'cancelled' }).where(itself);
      return db.update(registration).set({ state: 'waiting' }).where(itself);
    },
  ],
  [
    'nobody is released without an audit row',
    'audit.missing',
    async () => {
      const itself = eq(registration.id, (await aQueue()).inside.id);
      return db.update(registration).set({ state: 'released' }).where(itself);
    },
  ],
  [
    'a registration never takes more seats',
    'registration.state',
    async () => {
      const itself = eq(registration.id, (await aQueue()).inside.id);
      return db.update(registration).set({ seats: 2 }).where(itself);
    },
  ],
  [
    'the turn in the queue is never changed',
    'registration.immutable',
    async () => {
      const itself = eq(registration.id, (await aQueue()).outside.id);
      return db.update(registration).set({ queueNo: 0 }).where(itself);
    },
  ],
  [
    'a registration is never deleted',
    'registration.immutable',
    async () => db.delete(registration).where(eq(registration.id, (await aQueue()).outside.id)),
  ],
  [
    'there are no more people than seats',
    'attendee.seats',
    async () => {
      const { sessionId, inside, family } = await aQueue();
      const personId = await dependantOf(family.who);
      const seat = { registrationId: inside.id, sessionId, personId, state: 'held' as const };
      return db.insert(attendee).values(seat);
    },
  ],
  [
    'people are in the session of their registration',
    'attendee.otherSession',
    async () => {
      const { inside, family } = await aQueue();
      const { sessionId } = await planned();
      const personId = await dependantOf(family.who);
      const seat = { registrationId: inside.id, sessionId, personId, state: 'held' as const };
      return db.insert(attendee).values(seat);
    },
  ],
  [
    'one person has one seat in a session',
    'registration.exists',
    async () => {
      const { who, members } = await familyOf(1);
      const session = await planned();
      await signUp(linli, who, session);
      const values = { ...(await registrationValues(session.sessionId)), residentId: who.id };
      const seat = {
        registrationId: values.id,
        sessionId: session.sessionId,
        personId: members[0] ?? '',
        state: 'held' as const,
      };
      return db.batch([db.insert(registration).values(values), db.insert(attendee).values(seat)]);
    },
  ],
  [
    'a seat given back is never taken again',
    'attendee.state',
    async () => {
      const itself = eq(attendee.registrationId, (await aQueue()).outside.id);
      await db.update(attendee).set({ state: 'cancelled' }).where(itself);
      return db.update(attendee).set({ state: 'held' }).where(itself);
    },
  ],
  [
    'nobody is marked as there without an audit row',
    'audit.missing',
    async () => {
      const itself = eq(attendee.registrationId, (await aQueue()).inside.id);
      return db.update(attendee).set({ state: 'attended' }).where(itself);
    },
  ],
  [
    'a seat never changes hands',
    'registration.immutable',
    async () => {
      const { inside } = await aQueue();
      const { id: personId } = await signedInPerson();
      return db.update(attendee).set({ personId }).where(eq(attendee.registrationId, inside.id));
    },
  ],
  [
    'a seat is never deleted',
    'registration.immutable',
    async () => {
      const { inside, sessionId } = await aQueue();
      const itself = and(eq(attendee.registrationId, inside.id), eq(attendee.sessionId, sessionId));
      return db.delete(attendee).where(itself);
    },
  ],
  [
    'a session never gets smaller than what is taken',
    'session.belowTaken',
    async () => {
      const itself = eq(activitySession.id, (await aQueue()).sessionId);
      return db.update(activitySession).set({ capacity: 0 }).where(itself);
    },
  ],
  [
    'no session is made larger without an audit row',
    'audit.missing',
    async () => {
      const itself = eq(activitySession.id, (await aQueue()).sessionId);
      return db.update(activitySession).set({ capacity: 9 }).where(itself);
    },
  ],
  [
    'no session is cancelled without an audit row',
    'audit.missing',
    async () => {
      const itself = eq(activitySession.id, (await planned()).sessionId);
      return db
        .update(activitySession)
        .set({ state: 'cancelled', cancelReason: '停电' })
        .where(itself);
    },
  ],
];

const PEOPLE: Promised[] = [
  [
    'nobody books for somebody else’s people',
    'person.notFound',
    async () => aBooking({ personId: await dependantOf(await signedInPerson()) }),
  ],
  [
    'nobody orders for somebody else’s people',
    'person.notFound',
    async () => {
      const values = await orderValues((await menuOf(await kitchenOf())).menuId);
      const personId = await dependantOf(await signedInPerson());
      return db.insert(mealOrder).values({ ...values, personId });
    },
  ],
  [
    'nobody takes a seat for somebody else’s people',
    'person.notFound',
    async () => {
      const { sessionId, inside } = await aQueue();
      const personId = await dependantOf(await signedInPerson());
      const seat = { registrationId: inside.id, sessionId, personId, state: 'held' as const };
      return db.insert(attendee).values(seat);
    },
  ],
  [
    'a household has eight dependants at most',
    'person.limit',
    async () => {
      const { who } = await familyOf(9);
      return dependantOf(who);
    },
  ],
  [
    'nobody leaves the household with something still ahead',
    'person.busy',
    async () => {
      const who = await signedInPerson();
      const personId = await dependantOf(who);
      await bookedBy(who, (await courtOf()).id, '11-26T15:00', { personId });
      return db.update(person).set({ removedAt: NOW }).where(eq(person.id, personId));
    },
  ],
  [
    'a code is sent once a minute',
    'code.minuteLimit',
    async () => {
      const sent = () =>
        db.insert(codeSend).values({
          id: `raw-${unique()}`,
          numberHash: 'number',
          addressHash: '',
          sentAt: NOW,
        });
      await sent();
      return sent();
    },
  ],
];

const noted = (values: Partial<typeof audit.$inferInsert>) =>
  db.insert(audit).values({
    id: `audit-${unique()}`,
    at: NOW,
    actorId: 'test',
    act: 'test',
    noun: 'facility',
    nounId: 'test',
    ...values,
  });

/** A place with the audit rows of its editing, checking and retiring now. */
async function aRecord(values: Parameters<typeof placeOf>[0] = {}) {
  const id = await placeOf(values);
  for (const act of ['facility.edit', 'facility.confirm', 'facility.retire', 'facility.merge']) {
    await noted({ act, nounId: id });
  }
  return { id, itself: eq(facility.id, id) };
}

const retire = (id: string) =>
  db.update(facility).set({ retiredAt: NOW }).where(eq(facility.id, id));

/** A place with something in it, taken out of the register as one that is merged into another. */
async function mergedAway(fill: (facilityId: string) => Promise<unknown>) {
  const id = await placeOf();
  await fill(id);
  await noted({ act: 'facility.merge', nounId: id });
  return retire(id);
}

async function aRetired() {
  const { id, itself } = await aRecord();
  await retire(id);
  return { id, itself };
}

const led = (oldId: string, facilityId: string) =>
  db.insert(facilityAlias).values({ oldId, facilityId, reason: 'merged', createdAt: NOW });

async function conditionRow(values: Partial<typeof condition.$inferInsert> = {}) {
  const id = `raw-${unique()}`;
  const row = {
    id,
    facilityId: values.facilityId ?? (await placeOf()),
    effect: 'note' as const,
    text: '修路',
    fromAt: NOW,
    untilAt: NOW + DAY_MS,
    createdBy: 'test',
    createdAt: NOW,
    ...values,
  };
  return { id, row, itself: eq(condition.id, id) };
}

async function aCondition(values: Partial<typeof condition.$inferInsert> = {}) {
  const made = await conditionRow(values);
  await noted({ act: 'condition.create', noun: 'condition', nounId: made.id });
  await db.insert(condition).values(made.row);
  return made;
}

async function aRoom() {
  const [facilityId, sceneId] = [await placeOf(), `room-${unique()}`];
  const room = { floor: 1, name: '自习室', category: 'reading', summary: '', sort: 1 };
  await db.insert(scene).values({ ...room, id: sceneId, facilityId, audience: ['all'] });
  return { facilityId, sceneId };
}

const bannerRow = (id = `raw-${unique()}`) => ({
  id,
  scopeKind: 'subdistrict' as const,
  scopeId: '*',
  tone: 'plain' as const,
  text: '台风要来',
  fromAt: NOW,
  untilAt: NOW + DAY_MS,
  createdBy: 'test',
  createdAt: NOW,
});

async function aBanner() {
  const row = bannerRow();
  await noted({ act: 'banner.create', noun: 'banner', nounId: row.id });
  await db.insert(banner).values(row);
  return { id: row.id, itself: eq(banner.id, row.id) };
}

const reportRow = (facilityId: string, values: Partial<typeof report.$inferInsert> = {}) => ({
  id: `raw-${unique()}`,
  facilityId,
  subject: 'hours' as const,
  text: '周三不开',
  addressHash: '',
  createdAt: NOW,
  state: 'open' as const,
  ...values,
});

async function aReport() {
  const row = reportRow(await placeOf());
  await db.insert(report).values(row);
  return { id: row.id, itself: eq(report.id, row.id) };
}

const accepted = { state: 'accepted' as const, decidedBy: 'test', decidedAt: NOW };

const UPKEEP: Promised[] = [
  [
    'no record changes without an audit row of that moment',
    'audit.missing',
    async () => {
      const { itself } = await aRecord();
      return db
        .update(facility)
        .set({ phone: null, revisedAt: NOW + 1 })
        .where(itself);
    },
  ],
  [
    'no record is revised backwards',
    'facility.changed',
    async () => {
      const { itself } = await aRecord();
      return db.update(facility).set({ phone: null, revisedAt: 1 }).where(itself);
    },
  ],
  [
    'no record is confirmed without an audit row of that day',
    'audit.missing',
    async () => {
      const { itself } = await aRecord();
      return db.update(facility).set({ checkedOn: '2026-11-26' }).where(itself);
    },
  ],
  [
    'no place leaves the register without an audit row',
    'audit.missing',
    async () => retire(await placeOf()),
  ],
  [
    'what has left the register never comes back',
    'facility.retired',
    async () => {
      const { itself } = await aRetired();
      return db.update(facility).set({ retiredAt: null }).where(itself);
    },
  ],
  [
    'what has left the register is changed no more',
    'facility.retired',
    async () => {
      const { itself } = await aRetired();
      return db.update(facility).set({ phone: null, revisedAt: NOW }).where(itself);
    },
  ],
  [
    'what has left the register is confirmed no more',
    'facility.retired',
    async () => {
      const { itself } = await aRetired();
      return db.update(facility).set({ checkedOn: '2026-11-25' }).where(itself);
    },
  ],
  [
    'no place leaves the register with a booking ahead',
    'facility.busy',
    async () => {
      const { id } = await aRecord();
      const { id: venueId } = await courtOf({ facilityId: id });
      await bookedBy(await signedInPerson(), venueId, '11-26T15:00');
      return retire(id);
    },
  ],
  [
    'no place leaves the register with a menu ahead',
    'facility.busy',
    async () => {
      const { kitchen } = await dinnerAt();
      await noted({ act: 'facility.retire', nounId: kitchen.facilityId });
      return retire(kitchen.facilityId);
    },
  ],
  [
    'no place leaves the register with a session ahead',
    'facility.busy',
    async () => {
      const { id } = await aRecord();
      await planned({}, { facilityId: id });
      return retire(id);
    },
  ],
  [
    'no place is merged away with a scene in it',
    'facility.holds',
    () =>
      mergedAway((id) =>
        db.run(sql`INSERT INTO scene (id, facility_id, floor, name, category, summary, audience, sort)
          VALUES (${`scene-${unique()}`}, ${id}, 1, '书房', 'reading', '', '[]', 1)`),
      ),
  ],
  [
    'no place is merged away with an open venue in it',
    'facility.holds',
    () => mergedAway((facilityId) => courtOf({ facilityId })),
  ],
  [
    'no place is merged away with a canteen in it',
    'facility.holds',
    () =>
      mergedAway(async (facilityId) => {
        const { canteenId } = await kitchenOf();
        return db.run(sql`UPDATE canteen SET facility_id = ${facilityId} WHERE id = ${canteenId}`);
      }),
  ],
  [
    'no place is merged away with a service done in it',
    'facility.holds',
    () =>
      mergedAway(async (id) => {
        const serviceId = `service-${unique()}`;
        await db.run(sql`INSERT INTO service (id, name, pinyin, aliases, category, summary, audience, papers, demo)
          VALUES (${serviceId}, '办证', 'banzheng', '[]', 'papers', '', '[]', '[]', 0)`);
        return db.run(sql`INSERT INTO service_at (id, service_id, facility_id)
          VALUES (${`at-${unique()}`}, ${serviceId}, ${id})`);
      }),
  ],
  [
    'nothing is booked in a place that has gone',
    'facility.retired',
    async () => {
      const { id } = await aRecord();
      const { id: venueId } = await courtOf({ facilityId: id });
      await retire(id);
      return bookedBy(await signedInPerson(), venueId, '11-26T15:00');
    },
  ],
  [
    'no menu is published in a place that has gone',
    'facility.retired',
    async () => {
      const kitchen = await kitchenOf();
      await noted({ act: 'facility.retire', nounId: kitchen.facilityId });
      await retire(kitchen.facilityId);
      return menuOf(kitchen);
    },
  ],
  [
    'no session is planned in a place that has gone',
    'facility.retired',
    async () => planned({}, { facilityId: (await aRetired()).id }),
  ],
  [
    'no number leads on without an audit row',
    'audit.missing',
    async () => led(`old-${unique()}`, await placeOf()),
  ],
  [
    'no number of a place that is there leads to another',
    'alias.taken',
    async () => led((await aRecord()).id, await placeOf()),
  ],
  [
    'no number leads to a place that has gone',
    'alias.retired',
    async () => led((await aRetired()).id, (await aRetired()).id),
  ],
  [
    'no place goes while a number leads to it',
    'alias.retired',
    async () => {
      const { id } = await aRecord();
      await led((await aRetired()).id, id);
      return retire(id);
    },
  ],
  [
    'a number is never led to a place that has gone',
    'alias.retired',
    async () => {
      const old = await aRetired();
      await led(old.id, await placeOf());
      return db
        .update(facilityAlias)
        .set({ facilityId: (await aRetired()).id })
        .where(eq(facilityAlias.oldId, old.id));
    },
  ],
  [
    'a number that leads on is never forgotten',
    'alias.immutable',
    async () => {
      const old = await aRetired();
      await led(old.id, await placeOf());
      return db.delete(facilityAlias).where(eq(facilityAlias.oldId, old.id));
    },
  ],
  [
    'no new place takes a number that leads to another',
    'alias.taken',
    async () => {
      const facilityId = await placeOf();
      const oldId = `old-${unique()}`;
      await noted({ act: 'facility.addNumber', nounId: facilityId });
      await led(oldId, facilityId);
      return placeOf({ id: oldId });
    },
  ],
  [
    'no condition is told without an audit row',
    'audit.missing',
    async () => db.insert(condition).values((await conditionRow()).row),
  ],
  [
    'no condition is told of a place that has gone',
    'facility.retired',
    async () => aCondition({ facilityId: (await aRetired()).id }),
  ],
  [
    'a condition is of a scene of its place',
    'scene.notFound',
    async () => aCondition({ sceneId: 'elsewhere' }),
  ],
  [
    'the end of a condition is never moved',
    'condition.immutable',
    async () => {
      const { itself } = await aCondition();
      return db
        .update(condition)
        .set({ untilAt: NOW + 2 * DAY_MS })
        .where(itself);
    },
  ],
  [
    'no condition is lifted without an audit row',
    'audit.missing',
    async () => {
      const { itself } = await aCondition();
      return db.update(condition).set({ liftedAt: NOW }).where(itself);
    },
  ],
  [
    'a condition stays lifted',
    'condition.state',
    async () => {
      const { id, itself } = await aCondition();
      await noted({ act: 'condition.lift', noun: 'condition', nounId: id });
      await db.update(condition).set({ liftedAt: NOW }).where(itself);
      return db.update(condition).set({ liftedAt: null }).where(itself);
    },
  ],
  [
    'a condition is never deleted',
    'condition.immutable',
    async () => db.delete(condition).where((await aCondition()).itself),
  ],
  [
    'two sets of dated hours of one place hold on no day',
    'datedHours.overlap',
    async () => {
      const id = await placeOf();
      await datedAt(id);
      return datedAt(id);
    },
  ],
  [
    'two sets of dated hours of one room hold on no day',
    'datedHours.overlap',
    async () => {
      const { facilityId, sceneId } = await aRoom();
      await datedAt(facilityId);
      await datedAt(facilityId, { sceneId });
      return datedAt(facilityId, { sceneId });
    },
  ],
  [
    'dated hours are of a room of their place',
    'scene.notFound',
    async () => datedAt(await placeOf(), { sceneId: (await aRoom()).sceneId }),
  ],
  [
    'no dated hours are set in a place that has gone',
    'facility.retired',
    async () => datedAt((await aRetired()).id),
  ],
  [
    'dated hours never change',
    'datedHours.immutable',
    async () => {
      const id = await datedAt(await placeOf());
      return db
        .update(hoursException)
        .set({ untilOn: '2027-01-01' })
        .where(eq(hoursException.id, id));
    },
  ],
  [
    'no dated hours are taken back without an audit row',
    'audit.missing',
    async () => {
      const id = await datedAt(await placeOf());
      return db.delete(hoursException).where(eq(hoursException.id, id));
    },
  ],
  [
    'no banner is put up without an audit row',
    'audit.missing',
    async () => db.insert(banner).values(bannerRow()),
  ],
  [
    'the words of a banner are never changed',
    'banner.immutable',
    async () =>
      db
        .update(banner)
        .set({ text: '别的' })
        .where((await aBanner()).itself),
  ],
  [
    'no banner is lifted without an audit row',
    'audit.missing',
    async () =>
      db
        .update(banner)
        .set({ liftedAt: NOW })
        .where((await aBanner()).itself),
  ],
  [
    'a banner stays lifted',
    'banner.state',
    async () => {
      const { id, itself } = await aBanner();
      await noted({ act: 'banner.lift', noun: 'banner', nounId: id });
      await db.update(banner).set({ liftedAt: NOW }).where(itself);
      return db
        .update(banner)
        .set({ liftedAt: NOW + 1 })
        .where(itself);
    },
  ],
  [
    'a banner is never deleted',
    'banner.immutable',
    async () => db.delete(banner).where((await aBanner()).itself),
  ],
  [
    'a report begins open',
    'report.state',
    async () => db.insert(report).values(reportRow(await placeOf(), accepted)),
  ],
  [
    'nothing is reported of a place that has gone',
    'facility.retired',
    async () => db.insert(report).values(reportRow((await aRetired()).id)),
  ],
  [
    'an address reports five times an hour',
    'report.limit',
    async () => {
      const facilityId = await placeOf();
      const addressHash = `address-${unique()}`;
      for (let n = 0; n < 6; n++) {
        await db.insert(report).values(reportRow(facilityId, { addressHash }));
      }
    },
  ],
  [
    'the words of a report are never changed',
    'report.immutable',
    async () =>
      db
        .update(report)
        .set({ text: '别的' })
        .where((await aReport()).itself),
  ],
  [
    'of a decided report the words are blanked, never changed',
    'report.immutable',
    async () => {
      const { id, itself } = await aReport();
      await noted({ act: 'report.accept', noun: 'report', nounId: id });
      await db.update(report).set(accepted).where(itself);
      await db.update(report).set({ text: '', residentId: null }).where(itself);
      return db.update(report).set({ text: '别的' }).where(itself);
    },
  ],
  [
    'a resident reports five times an hour',
    'report.limit',
    async () => {
      const facilityId = await placeOf();
      const { id: residentId } = await signedInPerson();
      for (let n = 0; n < 6; n++) {
        const addressHash = `address-${unique()}`;
        await db.insert(report).values(reportRow(facilityId, { residentId, addressHash }));
      }
    },
  ],
  [
    'no report is decided without an audit row',
    'audit.missing',
    async () =>
      db
        .update(report)
        .set(accepted)
        .where((await aReport()).itself),
  ],
  [
    'a report is decided once',
    'report.state',
    async () => {
      const { id, itself } = await aReport();
      await noted({ act: 'report.accept', noun: 'report', nounId: id });
      await db.update(report).set(accepted).where(itself);
      return db.update(report).set({ state: 'declined' }).where(itself);
    },
  ],
  [
    'a report is never deleted',
    'report.immutable',
    async () => db.delete(report).where((await aReport()).itself),
  ],
];

describe('the database alone keeps that', () => {
  it.each([...ACTS, ...PEOPLE, ...VENUES, ...CANTEENS, ...ACTIVITIES, ...UPKEEP])(
    '%s',
    async (_, code, breakIt) => {
      const said = await breakIt().then(() => 'done', refusalOf);
      expect(said).toBe(code);
    },
  );

  it('a guard undoes the whole batch it stands in', async () => {
    const id = `audit-${unique()}`;
    const row = { id, at: 0, actorId: 'test', act: 'test', noun: 'test', nounId: 'test' };
    const both = (condition: ReturnType<typeof sql>) =>
      db.batch([db.insert(audit).values(row), guard(db, 'booking.activeLimit', condition)]);
    expect(await both(sql`1`).catch(refusalOf)).toBe('booking.activeLimit');
    expect(await db.select().from(audit).where(eq(audit.id, id))).toEqual([]);
    await both(sql`0`);
    expect(await db.select().from(audit).where(eq(audit.id, id))).toHaveLength(1);
  });
});
