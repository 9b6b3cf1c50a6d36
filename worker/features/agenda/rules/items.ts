/** The three kinds of things as items of one agenda. Apart from what reckons with time: pages use it and must not carry the calendar. */
import type { Registration } from '../../activities/schema.ts';
import type { MealOrder } from '../../canteen/schema.ts';
import type { Booking } from '../../venues/schema.ts';
import type { AgendaItem } from '../schema.ts';

/** A booking as the agenda lists it. */
export function itemOfBooking(booking: Booking): AgendaItem {
  const { id, code, state, start, end, venue, facility, person } = booking;
  return {
    kind: 'booking',
    id,
    title: venue.name,
    place: { ...placeOf(facility), floor: venue.floor, room: null },
    start,
    end,
    state,
    code,
    people: [person],
    count: booking.partySize,
    ahead: null,
    meal: null,
    cancelUntil: booking.cancelUntil,
    heldPoints: 0,
    reason: booking.reason,
    can: { cancel: booking.can.cancel },
  };
}

/** A meal order as the agenda lists it. */
export function itemOfMealOrder(order: MealOrder): AgendaItem {
  const { id, code, state, canteen, window, meal, mode, payFen } = order;
  return {
    kind: 'mealOrder',
    id,
    title: canteen.name,
    place: { ...placeOf({ ...canteen, id: canteen.facilityId }), floor: null, room: null },
    start: window?.start ?? order.start,
    end: window?.end ?? order.end,
    state,
    code,
    people: [order.person],
    count: order.lines.reduce((sum, line) => sum + line.quantity, 0),
    ahead: null,
    meal: {
      meal,
      mode,
      lines: order.lines.map(({ name, quantity }) => ({ name, quantity })),
      payFen,
    },
    cancelUntil: order.cutoff,
    heldPoints: 0,
    reason: null,
    can: { cancel: order.can.cancel },
  };
}

/** A registration as the agenda lists it. */
export function itemOfRegistration(registration: Registration): AgendaItem {
  const { id, code, state, session, activity, facility } = registration;
  return {
    kind: 'registration',
    id,
    title: activity.title,
    place: { ...placeOf(facility), floor: null, room: session.place },
    start: session.start,
    end: session.end,
    state,
    code,
    people: registration.attendees
      .filter((one) => one.state !== 'cancelled' || state === 'cancelled' || state === 'released')
      .map(({ personId, name, relation }) => ({
        id: personId,
        name,
        isSelf: relation === null,
      })),
    count: registration.seats,
    ahead: registration.ahead,
    meal: null,
    cancelUntil: registration.cancelUntil,
    heldPoints: registration.points?.held ?? 0,
    reason: registration.reason,
    can: registration.can,
  };
}

function placeOf(place: Pick<Booking['facility'], 'id' | 'name' | 'address' | 'position'>) {
  const { id, name, address, position } = place;
  return { facilityId: id, name, address, position };
}
