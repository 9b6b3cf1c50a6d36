/** How an item of the agenda reads in a calendar. */
import type { CalendarEvent } from '../../../lib/calendar-file.ts';
import { fromRfc3339 } from '../../../lib/time.ts';
import type { Registration } from '../../activities/schema.ts';
import type { MealOrder } from '../../canteen/schema.ts';
import { maskName } from '../../identity/rules.ts';
import type { Booking } from '../../venues/schema.ts';
import type { AgendaItem } from '../schema.ts';
import { itemOfBooking, itemOfMealOrder, itemOfRegistration } from './items.ts';

/** An item with what its calendar event needs: the moment of its last change (ms), and a number that grows with each. */
export type Dated = { item: AgendaItem; madeAt: number; changedAt: number; sequence: number };

export function datedBooking(booking: Booking): Dated {
  const isOff = booking.state === 'cancelled' || booking.state === 'released';
  return dated(itemOfBooking(booking), {
    made: booking.created,
    changed: [isOff ? booking.ended : null],
    sequence: Number(isOff),
  });
}

export function datedMealOrder(order: MealOrder): Dated {
  const isOff = order.state === 'cancelled';
  return dated(itemOfMealOrder(order), {
    made: order.ordered,
    changed: [isOff ? order.ended : null],
    sequence: order.revision + Number(isOff),
  });
}

/** Promoted, reduced by an attendee, and ended: each happens at most once to each, and adds one. */
export function datedRegistration(registration: Registration): Dated {
  const { promotedAt, endedAt, attendees } = registration;
  const takenOff = attendees.filter((one) => one.state === 'cancelled').length;
  return dated(itemOfRegistration(registration), {
    made: registration.createdAt,
    changed: [promotedAt, endedAt],
    sequence: Number(promotedAt !== null) + takenOff + Number(endedAt !== null),
  });
}

function dated(
  item: AgendaItem,
  facts: { made: string; changed: (string | null)[]; sequence: number },
): Dated {
  const madeAt = fromRfc3339(facts.made);
  const changes = facts.changed.flatMap((at) => (at === null ? [] : fromRfc3339(at)));
  return { item, madeAt, changedAt: Math.max(madeAt, ...changes), sequence: facts.sequence };
}

/** As it stands in a calendar. What was given up stays there as cancelled, so that programs take it off. */
export function calendarEvent({ item, madeAt, changedAt, sequence }: Dated): CalendarEvent {
  const isOff = item.state === 'cancelled' || item.state === 'released';
  return {
    uid: `${item.id}@${item.kind}.linli.invalid`,
    sequence,
    status: isOff ? 'cancelled' : item.state === 'waiting' ? 'tentative' : 'confirmed',
    ...eventWords(item),
    startAt: fromRfc3339(item.start),
    endAt: fromRfc3339(item.end),
    madeAt,
    changedAt,
  };
}

/** The words of a calendar event. No code, no number, and of other people no more than whom it is for: calendars are shared. */
export function eventWords(item: AgendaItem): { summary: string; place: string; note: string } {
  const { place } = item;
  const others = item.people.filter((person) => !person.isSelf).map(({ name }) => maskName(name));
  const floor = place.floor === null ? '' : `${place.floor} 楼`;
  return {
    summary: `${item.state === 'waiting' ? '候补：' : ''}${item.title}${item.meal ? `：${mealWords(item.meal)}` : ''}`,
    place: [place.name, floor, place.room ?? '', place.address].filter(Boolean).join('，'),
    note: [
      others.length > 0 ? `替家人（${others.join('、')}）` : '',
      item.meal ? item.meal.lines.map((line) => `${line.name} ×${line.quantity}`).join('、') : '',
      item.state === 'waiting' ? '还在排队，排上了会通知您。' : '到了出示邻里“我的”里的号码。',
    ]
      .filter(Boolean)
      .join('\n'),
  };
}

const MEAL_WORDS = { breakfast: '早餐', lunch: '午餐', dinner: '晚餐' } as const;

function mealWords({ meal, mode }: NonNullable<AgendaItem['meal']>): string {
  return `${mode === 'pickup' ? '取' : '吃'}${MEAL_WORDS[meal]}`;
}
