import { describe, expect, it } from 'vitest';
import {
  absenceRefusal,
  attendanceRefusal,
  attendeesRefusal,
  brokenAgeLimit,
  cancelRefusal,
  cancelUntil,
  fits,
  planRefusal,
  type SeatCounts,
  type SessionFacts,
  signUpState,
  waitRoom,
  windowRefusal,
} from '../../worker/features/activities/rules.ts';
import { DAY_MS, fromRfc3339, HOUR_MS, MINUTE_MS } from '../../worker/lib/time.ts';

const NOW = fromRfc3339('2026-11-25T10:37:00+08:00');
const nobody: SeatCounts = { taken: 0, waitingSeats: 0, waitingSignUps: 0 };

/** A class of ten tomorrow at 10:37, open for sign-up since yesterday. */
function session(change: Partial<SessionFacts> = {}): SessionFacts {
  const startAt = change.startAt ?? NOW + DAY_MS;
  return {
    state: 'scheduled',
    startAt,
    endAt: startAt + HOUR_MS,
    capacity: 10,
    waitCapacity: 4,
    signUpFromAt: NOW - DAY_MS,
    signUpUntilAt: startAt,
    cancelUntilAt: startAt - 2 * HOUR_MS,
    ...change,
  };
}

function somebody(bornOn: string | null, name = '王小宝') {
  return { id: `p-${bornOn}`, name, bornOn };
}

describe('what somebody meets who wants one seat', () => {
  it.each<[string, Partial<SessionFacts>, Partial<SeatCounts>, string]>([
    ['seats are left', {}, { taken: 9 }, 'open'],
    ['the last seat is gone', {}, { taken: 10 }, 'waiting'],
    [
      'a seat is free but a family waits for two',
      {},
      { taken: 9, waitingSeats: 2, waitingSignUps: 1 },
      'waiting',
    ],
    ['the waiting list is full too', {}, { taken: 10, waitingSeats: 4, waitingSignUps: 2 }, 'full'],
    ['there is no waiting list', { waitCapacity: 0 }, { taken: 10 }, 'full'],
    ['one comes as one is', { capacity: null }, {}, 'none'],
    ['sign-up has not opened', { signUpFromAt: NOW + 1 }, {}, 'notYet'],
    ['sign-up opens this moment', { signUpFromAt: NOW }, {}, 'open'],
    ['sign-up closes this moment', { signUpUntilAt: NOW }, {}, 'over'],
    ['one comes as one is, but it is over', { capacity: null, endAt: NOW }, {}, 'over'],
    ['it was cancelled', { state: 'cancelled' }, {}, 'cancelled'],
  ])('when %s', (_, change, counts, state) => {
    expect(signUpState(session(change), { ...nobody, ...counts }, NOW)).toBe(state);
  });

  it('counts what a family needs, and lets nobody past who came before', () => {
    expect(fits(session(), { ...nobody, taken: 7 }, 3)).toBe(true);
    expect(fits(session(), { ...nobody, taken: 8 }, 3)).toBe(false);
    expect(fits(session(), { taken: 8, waitingSeats: 3, waitingSignUps: 1 }, 1)).toBe(false);
    expect(waitRoom(session(), { ...nobody, waitingSeats: 6 })).toBe(0);
  });
});

describe('the sign-up window', () => {
  it('says when it opens', () => {
    const opensAt = fromRfc3339('2026-11-26T09:00:00+08:00');
    expect(windowRefusal(session({ signUpFromAt: opensAt }), NOW)).toMatchObject({
      code: 'session.notOpenYet',
      refusal: {
        possibleFromAt: opensAt,
        rule: { name: 'signUpFrom', value: '2026-11-26T09:00:00+08:00' },
      },
    });
  });

  it('is half-open: in at its first moment, out at its last', () => {
    expect(windowRefusal(session({ signUpFromAt: NOW }), NOW)).toBeNull();
    expect(windowRefusal(session({ signUpUntilAt: NOW + 1 }), NOW)).toBeNull();
    expect(windowRefusal(session({ signUpUntilAt: NOW }), NOW)?.code).toBe('session.signUpOver');
  });

  it('names a cancelled session before anything else', () => {
    const cancelled = session({ state: 'cancelled', capacity: null });
    expect(windowRefusal(cancelled, NOW)?.code).toBe('session.cancelled');
    expect(windowRefusal(session({ capacity: null }), NOW)?.code).toBe('session.noSignUp');
  });
});

describe('ages', () => {
  const sixToTwelve = { minAge: 6, maxAge: 12 };
  const saturday = fromRfc3339('2026-11-28T09:00:00+08:00');
  const codeFor = (limits: typeof sixToTwelve, bornOn: string | null, startAt = saturday) =>
    attendeesRefusal(limits, [somebody(bornOn)], startAt)?.code ?? 'fits';

  it.each([
    ['turns six on the very day', '2020-11-28', 'fits'],
    ['turns six the day after', '2020-11-29', 'registration.age'],
    ['is five today and six on the day', '2020-11-27', 'fits'],
    ['is still twelve on the day', '2013-11-29', 'fits'],
    ['is twelve today and thirteen on the day', '2013-11-28', 'registration.age'],
  ])('count on the day of the session: a child who %s', (_, bornOn, answer) => {
    expect(codeFor(sixToTwelve, bornOn)).toBe(answer);
  });

  it('of somebody born on 29 February grow on 1 March of a common year', () => {
    const limits = { minAge: 7, maxAge: 12 };
    const on = (day: string) => fromRfc3339(`${day}T09:00:00+08:00`);
    expect(codeFor(limits, '2020-02-29', on('2027-02-28'))).toBe('registration.age');
    expect(codeFor(limits, '2020-02-29', on('2027-03-01'))).toBe('fits');
    expect(codeFor({ minAge: 8, maxAge: 12 }, '2020-02-29', on('2028-02-29'))).toBe('fits');
  });

  it('count by the day in Shanghai, also late in the evening', () => {
    const lateEvening = fromRfc3339('2026-11-28T23:30:00+08:00');
    expect(codeFor(sixToTwelve, '2020-11-29', lateEvening)).toBe('registration.age');
    const afterMidnight = fromRfc3339('2026-11-29T00:30:00+08:00');
    expect(codeFor(sixToTwelve, '2020-11-29', afterMidnight)).toBe('fits');
  });

  it('name the limit and each person it is about', () => {
    const people = [somebody('1956-01-01'), somebody('2018-01-01'), somebody('2021-01-01')];
    expect(attendeesRefusal(sixToTwelve, people, saturday)?.refusal).toEqual({
      rule: { name: 'maxAge', value: 12 },
      errors: [
        { path: 'attendees.p-1956-01-01', code: 'registration.age' },
        { path: 'attendees.p-2021-01-01', code: 'registration.age' },
      ],
    });
    expect(brokenAgeLimit({ minAge: 60, maxAge: null }, 59)).toEqual({ name: 'minAge', value: 60 });
    expect(brokenAgeLimit({ minAge: 60, maxAge: null }, 101)).toBeNull();
  });

  it('ask for a birth date only where there is a limit', () => {
    const undated = [somebody(null)];
    expect(attendeesRefusal({ minAge: null, maxAge: null }, undated, saturday)).toBeNull();
    expect(attendeesRefusal({ minAge: 60, maxAge: null }, undated, saturday)).toMatchObject({
      code: 'person.bornOnRequired',
      refusal: { errors: [{ path: 'attendees.p-null', code: 'person.bornOnRequired' }] },
    });
  });

  it('come after the name: a list at the door needs one', () => {
    const nameless = [somebody(null, ' ')];
    expect(attendeesRefusal({ minAge: 60, maxAge: null }, nameless, saturday)?.code).toBe(
      'person.nameRequired',
    );
  });
});

describe('cancelling', () => {
  const registered = { state: 'registered', promotedAt: null } as const;
  const limitAt = session().cancelUntilAt;

  it('is possible until the limit, not at it', () => {
    expect(cancelRefusal(registered, session(), limitAt - 1)).toBeNull();
    expect(cancelRefusal(registered, session(), limitAt)).toMatchObject({
      code: 'registration.cancelTooLate',
      refusal: { rule: { name: 'cancelUntil', value: '2026-11-26T08:37:00+08:00' } },
    });
  });

  it('of a place on the waiting list is possible until it starts', () => {
    const waiting = { state: 'waiting', promotedAt: null } as const;
    expect(cancelUntil(waiting, session())).toBe(session().startAt);
  });

  it('of a place got after the limit is possible until it starts', () => {
    expect(cancelUntil({ ...registered, promotedAt: limitAt }, session())).toBe(session().startAt);
    expect(cancelUntil({ ...registered, promotedAt: limitAt - 1 }, session())).toBe(limitAt);
  });
});

describe('attendance', () => {
  it('is marked from half an hour before', () => {
    const fromAt = session().startAt - 30 * MINUTE_MS;
    expect(attendanceRefusal(session(), fromAt)).toBeNull();
    expect(attendanceRefusal(session(), fromAt - 1)).toMatchObject({
      code: 'session.notStarted',
      refusal: { possibleFromAt: fromAt, rule: { name: 'checkInBeforeMin', value: 30 } },
    });
  });
});

describe('absence', () => {
  it('is marked from the start on', () => {
    const { startAt } = session();
    expect(absenceRefusal(session(), startAt)).toBeNull();
    expect(absenceRefusal(session(), startAt - 1)).toMatchObject({
      ...{ code: 'session.notStarted', refusal: { possibleFromAt: startAt } },
    });
  });
});

describe('a plan', () => {
  it.each<[string, Partial<SessionFacts>, string]>([
    ['starts in the past', { startAt: NOW }, 'start'],
    ['starts more than a year ahead', { startAt: NOW + 367 * DAY_MS }, 'start'],
    ['ends when it starts', { endAt: NOW + DAY_MS }, 'end'],
    ['lasts longer than a day', { endAt: NOW + 2 * DAY_MS + 1 }, 'end'],
    ['opens half a year before', { signUpFromAt: NOW - 180 * DAY_MS }, 'signUpFrom'],
    ['closes before it opens', { signUpUntilAt: NOW - 2 * DAY_MS }, 'signUpUntil'],
    ['takes people after its end', { signUpUntilAt: NOW + 2 * DAY_MS }, 'signUpUntil'],
    ['can be cancelled after its start', { cancelUntilAt: NOW + DAY_MS + 1 }, 'cancelUntil'],
  ])('is refused when a session %s', (_, change, field) => {
    expect(planRefusal([session(), session(change)], NOW)).toMatchObject({
      code: 'session.interval',
      refusal: { errors: [{ path: `body.sessions.1.${field}`, code: 'session.interval' }] },
    });
  });

  it('is fine when every session is', () => {
    expect(planRefusal([session(), session({ startAt: NOW + 5 * DAY_MS })], NOW)).toBeNull();
  });
});
