import { describe, expect, it } from 'vitest';
import type { Registration } from '../../worker/features/activities/schema.ts';
import {
  calendarEvent,
  datedBooking,
  datedMealOrder,
  datedRegistration,
  eventWords,
} from '../../worker/features/agenda/rules/calendar.ts';
import {
  itemOfBooking,
  itemOfMealOrder,
  itemOfRegistration,
} from '../../worker/features/agenda/rules/items.ts';
import { inTimeOrder, isAhead } from '../../worker/features/agenda/rules/states.ts';
import type { MealOrder } from '../../worker/features/canteen/schema.ts';
import type { Booking } from '../../worker/features/venues/schema.ts';
import { fromRfc3339 } from '../../worker/lib/time.ts';

const at = (monthDayTime: string) => `2026-${monthDayTime}:00+08:00`;
const position = { lng: 120.005, lat: 30.288, datum: 'gcj02' as const };
const facility = {
  id: 'hall',
  name: '果岭邻里中心',
  address: '测试路 1 号',
  position,
  zoneId: 'za',
  communityId: 'ca',
  demo: true,
};

const booking: Booking = {
  id: 'bkg-1',
  code: '11111111',
  state: 'booked',
  venue: { id: 'court', name: '羽毛球 1 号场', kind: 'court', category: 'badminton', floor: 2 },
  facility,
  person: { id: 'p1', name: '张秀兰', isSelf: false },
  start: at('11-26T15:00'),
  end: at('11-26T16:00'),
  partySize: 2,
  purpose: null,
  cancelUntil: at('11-26T13:00'),
  reason: null,
  created: at('11-20T09:00'),
  ended: null,
  checkedIn: null,
  can: { cancel: true },
};

const mealOrder: MealOrder = {
  id: 'ord-1',
  state: 'placed',
  code: '22222222',
  revision: 3,
  canteen: {
    id: 'c1',
    name: '万和社区食堂',
    phone: '0571-00000000',
    facilityId: 'hall',
    address: '测试路 1 号',
    position,
  },
  date: '2026-11-25',
  meal: 'lunch',
  start: at('11-25T11:00'),
  end: at('11-25T13:00'),
  cutoff: at('11-25T09:30'),
  mode: 'pickup',
  window: { id: 'w1', start: at('11-25T11:30'), end: at('11-25T11:45') },
  person: { id: 'u1', name: '李四', isSelf: true },
  lines: [
    { dishId: 'd1', number: 1, name: '番茄炒蛋', quantity: 2, unitPriceFen: 500 },
    { dishId: 'd2', number: 2, name: '杂粮饭', quantity: 1, unitPriceFen: 100 },
  ],
  listFen: 1100,
  discount: null,
  payFen: 1100,
  note: null,
  ordered: at('11-24T09:00'),
  ended: null,
  can: { change: true, cancel: true },
};

const registration: Registration = {
  id: 'reg-1',
  code: '33333333',
  state: 'waiting',
  seats: 2,
  createdAt: at('11-20T09:00'),
  promotedAt: null,
  endedAt: null,
  reason: null,
  ahead: { signUps: 1, people: 2 },
  cancelUntil: at('11-27T12:00'),
  can: { cancel: true },
  points: null,
  attendees: [
    { personId: 'u1', name: '李四', relation: null, state: 'held' },
    { personId: 'p1', name: '张秀兰', relation: 'parent', state: 'held' },
  ],
  session: {
    id: 's1',
    activityId: 'a1',
    start: at('11-27T16:10'),
    end: at('11-27T17:10'),
    place: '3 楼教室',
    state: 'scheduled',
    cancelReason: null,
  },
  activity: {
    id: 'a1',
    facilityId: 'hall',
    title: '四点半课堂',
    summary: '',
    category: 'children',
    audience: ['all'],
    minAge: null,
    maxAge: null,
    earns: null,
  },
  facility: { ...facility, sign: null, phone: null },
};

describe('an item', () => {
  it('of a meal to pick up begins with its window', () => {
    expect(itemOfMealOrder(mealOrder)).toMatchObject({
      start: at('11-25T11:30'),
      end: at('11-25T11:45'),
      count: 3,
    });
    expect(itemOfMealOrder({ ...mealOrder, mode: 'dine_in', window: null })).toMatchObject({
      start: at('11-25T11:00'),
      end: at('11-25T13:00'),
    });
  });

  it('names those who come, without those taken off, unless all were', () => {
    const [first, second] = registration.attendees;
    if (!first || !second) throw new Error('two attendees');
    const reduced = {
      ...registration,
      attendees: [first, { ...second, state: 'cancelled' as const }],
    };
    expect(itemOfRegistration(reduced).people).toEqual([{ id: 'u1', name: '李四', isSelf: true }]);
    const over = { ...reduced, state: 'cancelled' as const };
    expect(itemOfRegistration(over).people).toHaveLength(2);
  });

  it('is ahead until its end, and not once given up or handed over', () => {
    const item = itemOfBooking(booking);
    expect(isAhead(item, fromRfc3339(item.start))).toBe(true);
    expect(isAhead(item, fromRfc3339(item.end) - 1)).toBe(true);
    expect(isAhead(item, fromRfc3339(item.end))).toBe(false);
    for (const state of ['cancelled', 'released', 'handed_over'] as const)
      expect(isAhead({ ...item, state }, 0)).toBe(false);
    for (const state of ['checked_in', 'placed', 'registered', 'waiting'] as const)
      expect(isAhead({ ...item, state }, 0)).toBe(true);
  });

  it('stands in time order whatever order it came in', () => {
    const items = [
      itemOfRegistration(registration),
      itemOfBooking(booking),
      itemOfMealOrder(mealOrder),
    ];
    const order = ['mealOrder', 'booking', 'registration'];
    expect(inTimeOrder(items).map((item) => item.kind)).toEqual(order);
    expect(inTimeOrder(items.toReversed()).map((item) => item.kind)).toEqual(order);
  });
});

describe('a calendar event', () => {
  it('grows its number with each change and dates itself by the last one', () => {
    expect(datedBooking(booking)).toMatchObject({
      sequence: 0,
      changedAt: fromRfc3339(booking.created),
    });
    const checkedIn = { ...booking, state: 'checked_in' as const, checkedIn: booking.start };
    expect(datedBooking(checkedIn).sequence).toBe(0);
    const ended = at('11-25T08:00');
    expect(datedBooking({ ...booking, state: 'released', ended })).toMatchObject({
      sequence: 1,
      changedAt: fromRfc3339(ended),
    });
    expect(datedMealOrder(mealOrder).sequence).toBe(3);
    expect(datedMealOrder({ ...mealOrder, state: 'cancelled', ended }).sequence).toBe(4);
    const promoted = { ...registration, state: 'registered' as const, promotedAt: ended };
    const [first, second] = registration.attendees;
    if (!first || !second) throw new Error('two attendees');
    const reduced = { ...promoted, attendees: [first, { ...second, state: 'cancelled' as const }] };
    const cancelled = {
      ...reduced,
      state: 'cancelled' as const,
      endedAt: ended,
      attendees: reduced.attendees.map((one) => ({ ...one, state: 'cancelled' as const })),
    };
    const numbers = [registration, promoted, reduced, cancelled].map(
      (one) => datedRegistration(one).sequence,
    );
    expect(numbers).toEqual([0, 1, 2, 4]);
  });

  it('says in a status whether it is sure', () => {
    expect(calendarEvent(datedBooking(booking)).status).toBe('confirmed');
    expect(calendarEvent(datedRegistration(registration)).status).toBe('tentative');
    expect(calendarEvent(datedBooking({ ...booking, state: 'cancelled' })).status).toBe(
      'cancelled',
    );
  });

  it('says what and where, no code, no number, and others by surname only', () => {
    expect(eventWords(itemOfBooking(booking))).toEqual({
      summary: '羽毛球 1 号场',
      place: '果岭邻里中心，2 楼，测试路 1 号',
      note: '替家人（张**）\n到了出示邻里“我的”里的号码。',
    });
    expect(eventWords(itemOfMealOrder(mealOrder))).toEqual({
      summary: '万和社区食堂：取午餐',
      place: '万和社区食堂，测试路 1 号',
      note: '番茄炒蛋 ×2、杂粮饭 ×1\n到了出示邻里“我的”里的号码。',
    });
    expect(eventWords(itemOfRegistration(registration))).toEqual({
      summary: '候补：四点半课堂',
      place: '果岭邻里中心，3 楼教室，测试路 1 号',
      note: '替家人（张**）\n还在排队，排上了会通知您。',
    });
  });
});
