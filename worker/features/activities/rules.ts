/** What is decided about activities: who may sign up, when, and until when it can be undone. Pages read it too. */
import type { AccessTable } from '../../lib/access.ts';
import { DomainError } from '../../lib/errors.ts';
import { ageOn, DAY_MS, type Day, dayOf, MINUTE_MS, toRfc3339 } from '../../lib/time.ts';
import type { Act } from '../earning/rules.ts';

export const ACTIVITY_CATEGORIES = [
  'class',
  'health',
  'culture',
  'sport',
  'children',
  'volunteer',
  'talk',
  'festival',
] as const;
export type ActivityCategory = (typeof ACTIVITY_CATEGORIES)[number];

export const SESSION_STATES = ['scheduled', 'cancelled'] as const;
export type SessionState = (typeof SESSION_STATES)[number];

export const REGISTRATION_STATES = ['registered', 'waiting', 'cancelled', 'released'] as const;
export type RegistrationState = (typeof REGISTRATION_STATES)[number];

/** `held` while registered or waiting. */
export const ATTENDEE_STATES = ['held', 'cancelled', 'attended', 'absent'] as const;
export type AttendeeState = (typeof ATTENDEE_STATES)[number];

/** A price is for each person who comes, or for the sign-up however many they are. */
export const PRICE_PER = ['person', 'session'] as const;
export type PricePer = (typeof PRICE_PER)[number];

/** What becomes of the points of somebody who is marked absent. */
export const NO_SHOW = ['charged', 'returned'] as const;
export type NoShow = (typeof NO_SHOW)[number];

/** No activity is dearer, in points. */
export const MAX_PRICE = 1000;

/** So many days after a session ends what nobody marked goes back by itself, and marks put right move no points any more. */
export const SETTLED_AFTER_DAYS = 7;

/** What somebody who comes can have done for the neighbours. */
export const EARNING_ACTS = ['volunteering', 'governance'] as const satisfies readonly Act[];
export type EarningAct = (typeof EARNING_ACTS)[number];

/** In points; `points` is never 0: what is free has no price. */
export type Price = { points: number; per: PricePer; noShow: NoShow };

/** What so many people cost, in points. */
export function costOf({ points, per }: Pick<Price, 'points' | 'per'>, seats: number): number {
  return per === 'person' ? points * seats : points;
}

/** A resident and eight dependants. */
export const MAX_ATTENDEES = 9;

/** Attendance can be marked from so many minutes before a session starts. */
export const CHECK_IN_BEFORE_MIN = 30;

/** No session lasts longer, in ms: reads look back this far for what is still going on. */
export const MAX_SESSION_MS = DAY_MS;

/** Sign-up opens at most so many days before a session: what a resident has ahead was signed up for within them. */
export const MAX_SIGN_UP_DAYS = 180;

/** A session is planned at most so many days ahead. */
export const MAX_PLAN_DAYS = 366;

/** Which staff organise activities, each within their scope. */
const ORGANISERS = ['centre_staff', 'zone_operator', 'subdistrict_admin'] as const;

/** Who may do what with a session, in which state. */
export const sessionCan = {
  create: { staff: { roles: ORGANISERS, states: ['scheduled'] } },
  read: { staff: { roles: ORGANISERS, states: SESSION_STATES } },
  changeCapacity: { staff: { roles: ORGANISERS, states: ['scheduled'] } },
  cancel: { staff: { roles: ORGANISERS, states: ['scheduled'] } },
  markAttendance: { staff: { roles: ORGANISERS, states: ['scheduled'] } },
} as const satisfies AccessTable<SessionState>;

/** Who may do what with a registration, in which state. */
export const registrationCan = {
  read: { owner: REGISTRATION_STATES },
  cancel: { owner: ['registered', 'waiting'] },
  preview: { staff: { roles: ORGANISERS, states: REGISTRATION_STATES } },
  checkIn: { staff: { roles: ORGANISERS, states: ['registered'] } },
} as const satisfies AccessTable<RegistrationState>;

/** What of a session its rules look at; instants in ms. */
export type SessionPlan = {
  startAt: number;
  endAt: number;
  /** Null = come as you are, no sign-up. */
  capacity: number | null;
  waitCapacity: number;
  signUpFromAt: number;
  signUpUntilAt: number;
  cancelUntilAt: number;
};
export type SessionFacts = SessionPlan & { state: SessionState };

/** Who holds a place and who waits for one. */
export type SeatCounts = { taken: number; waitingSeats: number; waitingSignUps: number };

/** `waiting` = full, but the waiting list has room; `full` = that is full too. */
export const SIGN_UP_STATES = [
  'none',
  'notYet',
  'open',
  'waiting',
  'full',
  'over',
  'cancelled',
] as const;
export type SignUpState = (typeof SIGN_UP_STATES)[number];

/** What somebody who wants one seat meets. */
export function signUpState(session: SessionFacts, counts: SeatCounts, now: number): SignUpState {
  if (session.state === 'cancelled') return 'cancelled';
  if (session.capacity === null) return now < session.endAt ? 'none' : 'over';
  if (now < session.signUpFromAt) return 'notYet';
  if (now >= session.signUpUntilAt) return 'over';
  if (fits(session, counts, 1)) return 'open';
  return waitRoom(session, counts) > 0 && session.capacity > 0 ? 'waiting' : 'full';
}

/** Whether so many seats are given at once: there is room, and nobody waits who came before. */
export function fits(session: SessionPlan, counts: SeatCounts, seats: number): boolean {
  return counts.waitingSignUps === 0 && seatsLeft(session, counts) >= seats;
}

/** Seats not taken. Endless where nobody signs up. */
export function seatsLeft(session: SessionPlan, counts: SeatCounts): number {
  if (session.capacity === null) return Number.POSITIVE_INFINITY;
  return Math.max(0, session.capacity - counts.taken);
}

/** Seats the waiting list has room for. */
export function waitRoom(session: SessionPlan, counts: SeatCounts): number {
  return Math.max(0, session.waitCapacity - counts.waitingSeats);
}

/** Why nobody can sign up for a session now, or null. */
export function windowRefusal(session: SessionFacts, now: number): DomainError | null {
  if (session.state === 'cancelled') return new DomainError('session.cancelled');
  if (session.capacity === null) return new DomainError('session.noSignUp');
  if (now < session.signUpFromAt) {
    return new DomainError('session.notOpenYet', {
      rule: { name: 'signUpFrom', value: toRfc3339(session.signUpFromAt) },
      possibleFromAt: session.signUpFromAt,
    });
  }
  if (now >= session.signUpUntilAt) {
    return new DomainError('session.signUpOver', {
      rule: { name: 'signUpUntil', value: toRfc3339(session.signUpUntilAt) },
    });
  }
  return null;
}

/** Whole years, both included; null = no limit. */
export type AgeLimits = { minAge: number | null; maxAge: number | null };

export function hasAgeLimit({ minAge, maxAge }: AgeLimits): boolean {
  return minAge !== null || maxAge !== null;
}

/** The limit that an age breaks, or null. */
export function brokenAgeLimit({ minAge, maxAge }: AgeLimits, age: number) {
  if (minAge !== null && age < minAge) return { name: 'minAge', value: minAge };
  if (maxAge !== null && age > maxAge) return { name: 'maxAge', value: maxAge };
  return null;
}

export type Attending = { id: string; name: string; bornOn: Day | null };

/**
 * Why these people can't come together, or null. Ages count on the session's day, not today; a birth date is asked
 * for only where there is an age limit. `errors` names each person it is about: `attendees.<personId>`.
 */
export function attendeesRefusal(
  limits: AgeLimits,
  people: readonly Attending[],
  startAt: number,
): DomainError | null {
  const about = (code: string, those: readonly Attending[]) => ({
    errors: those.map(({ id }) => ({ path: `attendees.${id}`, code })),
  });
  const nameless = people.filter((one) => one.name.trim() === '');
  if (nameless.length > 0) {
    return new DomainError('person.nameRequired', about('person.nameRequired', nameless));
  }
  if (!hasAgeLimit(limits)) return null;
  const undated = people.filter((one) => one.bornOn === null);
  if (undated.length > 0) {
    return new DomainError('person.bornOnRequired', about('person.bornOnRequired', undated));
  }
  const onDay = dayOf(startAt);
  const broken = people.flatMap((one) => {
    const rule = one.bornOn === null ? null : brokenAgeLimit(limits, ageOn(one.bornOn, onDay));
    return rule ? [{ one, rule }] : [];
  });
  const [first] = broken;
  if (!first) return null;
  const those = broken.map(({ one }) => one);
  return new DomainError('registration.age', {
    rule: first.rule,
    ...about('registration.age', those),
  });
}

export type SignUp = { state: RegistrationState; promotedAt: number | null };

/**
 * Until when (ms) somebody can cancel: those registered until the session's limit; those who wait, and those who got
 * their place after that limit, until it starts.
 */
export function cancelUntil(signUp: SignUp, session: SessionPlan): number {
  const late = signUp.promotedAt !== null && signUp.promotedAt >= session.cancelUntilAt;
  return signUp.state === 'waiting' || late ? session.startAt : session.cancelUntilAt;
}

/** Why it is too late to cancel, or null. */
export function cancelRefusal(
  signUp: SignUp,
  session: SessionPlan,
  now: number,
): DomainError | null {
  const untilAt = cancelUntil(signUp, session);
  if (now < untilAt) return null;
  return new DomainError('registration.cancelTooLate', {
    rule: { name: 'cancelUntil', value: toRfc3339(untilAt) },
  });
}

/** Why attendance can't be marked yet, or null. Marks can be put right at any time after. */
export function attendanceRefusal(session: SessionPlan, now: number): DomainError | null {
  const fromAt = session.startAt - CHECK_IN_BEFORE_MIN * MINUTE_MS;
  if (now >= fromAt) return null;
  return new DomainError('session.notStarted', {
    rule: { name: 'checkInBeforeMin', value: CHECK_IN_BEFORE_MIN },
    possibleFromAt: fromAt,
  });
}

/** Why nobody can be marked absent yet, or null: until it begins they may still come, and absence may cost points. */
export function absenceRefusal({ startAt }: SessionPlan, now: number): DomainError | null {
  return now >= startAt ? null : new DomainError('session.notStarted', { possibleFromAt: startAt });
}

/** Why sessions can't be planned like this, or null; `errors` names each faulty one. */
export function planRefusal(sessions: readonly SessionPlan[], now: number): DomainError | null {
  const errors = sessions.flatMap((session, index) => {
    const field = faultyField(session, now);
    return field ? [{ path: `body.sessions.${index}.${field}`, code: 'session.interval' }] : [];
  });
  return errors.length > 0 ? new DomainError('session.interval', { errors }) : null;
}

function faultyField(plan: SessionPlan, now: number): string | null {
  const { startAt, endAt, signUpFromAt, signUpUntilAt, cancelUntilAt } = plan;
  if (startAt <= now || startAt > now + MAX_PLAN_DAYS * DAY_MS) return 'start';
  if (endAt <= startAt || endAt > startAt + MAX_SESSION_MS) return 'end';
  if (signUpFromAt < startAt - MAX_SIGN_UP_DAYS * DAY_MS) return 'signUpFrom';
  if (signUpUntilAt < signUpFromAt || signUpUntilAt > endAt) return 'signUpUntil';
  return cancelUntilAt > startAt ? 'cancelUntil' : null;
}
