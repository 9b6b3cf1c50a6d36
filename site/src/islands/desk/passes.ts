/** What a code stands for, in the clerk's words, whichever service gave it. Pure. */

import type { RegistrationPass } from '../../../../worker/features/activities/schema.ts';
import type { CounterOrder } from '../../../../worker/features/canteen/schema.ts';
import type { Pass } from '../../../../worker/features/desk/schema.ts';
import type { LookedUpBooking } from '../../../../worker/features/venues/schema.ts';
import { menu as menuWords } from '../../i18n/zh/menu.ts';
import { staff } from '../../i18n/zh/staff.ts';
import { clock, clockRange, dayName, dayOf, money, toMs } from '../../lib/format.ts';
import type { StateKind } from '../parts/StateTile.tsx';
import { momentWords, periodWords } from './words.ts';

const t = staff.codes;

/** What the counter shows before it acts. */
export interface Preview {
  kind: Pass['kind'];
  who: string;
  /** `书房座位`, `午餐`, `手机课：自己挂号` */
  what: string;
  when: string;
  details: string[];
  /** What to put on the tray. */
  dishes: string[];
  /** What to take at the counter. */
  pay?: string;
  place: { id: string; name: string };
  state: { kind: StateKind; words: string };
  can: boolean;
}

export function previewOf(pass: Pass, now: number): Preview {
  if (pass.kind === 'booking') return bookingPreview(pass.booking, now);
  if (pass.kind === 'mealOrder') return mealPreview(pass.mealOrder, now);
  return registrationPreview(pass.registration, now);
}

type State = Preview['state'];
const refused = (words: string): State => ({ kind: 'void', words });
const ready: State = { kind: 'open', words: t.can };

function bookingPreview(booking: LookedUpBooking, now: number): Preview {
  const { venue, start, end, person, bookedBy, partySize, purpose } = booking;
  return {
    kind: 'booking',
    who: person,
    what: venue.name,
    when: periodWords(start, end, now),
    details: [t.people(partySize), purpose ?? '', bookedBy ? t.forWhom(bookedBy) : ''].filter(
      Boolean,
    ),
    dishes: [],
    place: booking.facility,
    state: bookingState(booking, now),
    can: booking.can.checkIn,
  };
}

function bookingState(booking: LookedUpBooking, now: number): State {
  if (booking.checkedIn) {
    return { kind: 'arrived', words: t.usedBooking(momentWords(booking.checkedIn, now)) };
  }
  if (booking.state === 'cancelled') return refused(t.cancelled);
  if (booking.state === 'released') return refused(t.released);
  if (booking.can.checkIn) return ready;
  if (now < toMs(booking.checkInFrom)) return early(booking.checkInFrom, now);
  return over(booking.end, now);
}

function early(from: string, now: number): State {
  return { kind: 'wait', words: t.early(momentWords(from, now)) };
}

function over(end: string, now: number): State {
  return { kind: 'done', words: t.over(momentWords(end, now)) };
}

function mealPreview(order: CounterOrder, now: number): Preview {
  const { window, note } = order;
  return {
    kind: 'mealOrder',
    who: order.name,
    what: menuWords.meals[order.meal],
    when: `${dayName(order.date, now)} ${clockRange(order.start, order.end)}`,
    details: [
      window ? t.pickup(clockRange(window.start, window.end)) : t.dineIn,
      note ? t.note(note) : '',
    ].filter(Boolean),
    dishes: order.lines.map(({ number, name, quantity }) => t.line(number, name, quantity)),
    pay: order.payFen > 0 ? money(order.payFen) : t.free,
    place: { id: order.canteen.facilityId, name: order.canteen.name },
    state: mealState(order, now),
    can: order.can.handOver,
  };
}

function mealState(order: CounterOrder, now: number): State {
  if (order.state === 'handed_over') {
    return { kind: 'arrived', words: t.usedMeal(momentWords(order.ended ?? now, now)) };
  }
  if (order.state === 'cancelled') return refused(t.cancelled);
  if (order.can.handOver) return ready;
  if (order.date !== dayOf(now)) {
    return { kind: 'wait', words: t.otherDay(dayName(order.date, now)) };
  }
  return early(order.handOverFrom, now);
}

function registrationPreview(pass: RegistrationPass, now: number): Preview {
  const { session, attendees, by } = pass;
  const coming = attendees.filter(({ state }) => state !== 'cancelled');
  const names = coming.map(({ name }) => name);
  return {
    kind: 'registration',
    who: names.join('、') || by,
    what: session.activity.title,
    when: periodWords(session.start, session.end, now),
    details: [
      session.place,
      t.people(coming.length),
      names.length === 1 && names[0] === by ? '' : t.signedBy(by),
    ].filter(Boolean),
    dishes: [],
    place: session.facility,
    state: registrationState(pass, now),
    can: pass.can.checkIn,
  };
}

/** Attendance is marked from half an hour before: the worker's CHECK_IN_BEFORE_MIN. */
const MARK_BEFORE_MS = 30 * 60_000;

function registrationState(pass: RegistrationPass, now: number): State {
  const { session, attendees, state } = pass;
  if (session.state === 'cancelled' || state === 'released') return refused(t.cancelled);
  if (state === 'cancelled') return refused(t.cancelled);
  if (state === 'waiting') return { kind: 'wait', words: t.waiting };
  if (attendees.every((one) => one.state === 'attended' || one.state === 'cancelled')) {
    return { kind: 'arrived', words: t.usedRegistration };
  }
  if (pass.can.checkIn) return ready;
  const from = toMs(session.start) - MARK_BEFORE_MS;
  if (now < from) return { kind: 'wait', words: t.early(momentWords(from, now)) };
  if (now >= toMs(session.end)) return over(session.end, now);
  return refused(t.notNow);
}

/** So many digits of a code in what was typed, pasted or scanned; full-width ones too. */
export function digitsIn(text: string, length: number): string {
  return text
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/\D/g, '')
    .slice(0, length);
}

/** `羽毛球 1 号场 13:00` for what was just done. */
export function doneWords({ kind, who, what, dishes }: Preview, now: number): string {
  const of = kind === 'mealOrder' ? dishes.join('，') : `${what}，${clock(now)}`;
  return t.done[kind](who, of);
}
