import { describe, expect, it } from 'vitest';
import type { Calendar, HoursSpan, Schedule } from '../../worker/features/directory/rules/hours.ts';
import {
  allowanceOf,
  type BookingFacts,
  refuseBooking,
} from '../../worker/features/venues/rules/policy.ts';
import {
  freeTimes,
  NOTHING_BOOKED,
  slotsOn,
  type VenueRules,
} from '../../worker/features/venues/rules/slots.ts';
import {
  canStillCancel,
  checkInTime,
  closureState,
} from '../../worker/features/venues/rules/states.ts';
import { fromRfc3339, toRfc3339 } from '../../worker/lib/time.ts';

const at = (text: string) => fromRfc3339(`2026-${text}:00+08:00`);

/** Wednesday. */
const NOW = at('11-25T10:37');

const badminton: VenueRules = {
  kind: 'court',
  capacity: 6,
  minParty: 2,
  maxParty: 6,
  slotMin: 60,
  minDurationMin: 60,
  maxDurationMin: 120,
  bufferBeforeMin: 0,
  bufferAfterMin: 0,
  opensDaysAhead: 7,
  closesBeforeMin: 0,
  cancelBeforeMin: 120,
  maxActive: 1,
  maxPerWeek: 2,
  asksPurpose: false,
};

const CALENDAR: Calendar = new Map([
  ['2026-11-24', 'school_day'],
  ['2026-11-25', 'school_day'],
  ['2026-11-26', 'school_day'],
  ['2026-11-27', 'school_day'],
  ['2026-11-28', 'weekend'],
  ['2026-11-29', 'makeup_workday'],
  ['2026-11-30', 'holiday'],
]);

function open(...spans: (HoursSpan | string)[]): Schedule {
  return {
    hours: [
      {
        spans: spans.map((span) => {
          if (typeof span !== 'string') return span;
          const [opens = '', closes = ''] = span.split('-');
          return { opens, closes };
        }),
      },
    ],
    exceptions: [],
    calendar: CALENDAR,
  };
}

const withLunchBreak = open('08:30-11:30', '13:00-17:00', '18:00-21:00');

function wishing(
  start: string,
  end: string,
  {
    rules = {},
    ...rest
  }: Partial<Omit<BookingFacts, 'rules'>> & { rules?: Partial<VenueRules> } = {},
): BookingFacts {
  return {
    rules: { ...badminton, ...rules },
    schedule: withLunchBreak,
    occupancy: NOTHING_BOOKED,
    held: [],
    booker: { id: 'me', kind: 'resident', relation: null, bornOn: null },
    now: NOW,
    ...rest,
    wish: { startAt: at(start), endAt: at(end), partySize: 2, purpose: null, ...rest.wish },
  };
}

function starts(slots: ReturnType<typeof slotsOn>): unknown {
  if (slots === 'unknown') return slots;
  return slots.map((slot) => `${toRfc3339(slot.startAt).slice(5, 16)} ${slot.state}`);
}

describe('the grid of a day', () => {
  const on = '2026-11-26';
  const slots = (
    rules: Partial<VenueRules>,
    schedule: Schedule,
    occupancy = NOTHING_BOOKED,
    day = on,
  ) => slotsOn({ ...badminton, ...rules }, schedule, occupancy, { on: day, now: NOW });

  it('counts from each opening and leaves the lunch break out', () => {
    expect(starts(slots({}, withLunchBreak))).toEqual(
      [
        '08:30',
        '09:30',
        '10:30',
        '13:00',
        '14:00',
        '15:00',
        '16:00',
        '18:00',
        '19:00',
        '20:00',
      ].map((time) => `11-26T${time} free`),
    );
  });

  it('drops what is left over before closing', () => {
    expect(starts(slots({ slotMin: 90, minDurationMin: 90 }, open('08:30-12:00')))).toEqual([
      '11-26T08:30 free',
      '11-26T10:00 free',
    ]);
  });

  it('lists an evening past midnight under the day it began', () => {
    expect(starts(slots({}, open('22:00-26:00')))).toEqual([
      '11-26T22:00 free',
      '11-26T23:00 free',
      '11-27T00:00 free',
      '11-27T01:00 free',
    ]);
  });

  it('knows nothing of a day whose type is unpublished', () => {
    const school = open({ opens: '17:30', closes: '20:30', dayTypes: ['school_day'] });
    expect(slots({ kind: 'school' }, school, NOTHING_BOOKED, '2026-12-20')).toBe('unknown');
  });

  it('opens a school ground by the type of the day, not by the weekday', () => {
    const school = open(
      { opens: '17:30', closes: '20:30', dayTypes: ['school_day', 'makeup_workday'] },
      { opens: '08:00', closes: '10:00', dayTypes: ['weekend', 'holiday'] },
    );
    const of = (day: string) => starts(slots({}, school, NOTHING_BOOKED, day));
    expect(of('2026-11-28')).toEqual(['11-28T08:00 free', '11-28T09:00 free']);
    // A Sunday that is worked: the school is in.
    expect(of('2026-11-29')).toEqual(['11-29T17:30 free', '11-29T18:30 free', '11-29T19:30 free']);
    expect(of('2026-11-30')).toEqual(['11-30T08:00 free', '11-30T09:00 free']);
  });

  it('opens in odd weeks only where the hours say so', () => {
    const odd = open({ opens: '09:00', closes: '10:00', weeks: 'odd' });
    // ISO week 48, then 49.
    expect(starts(slots({}, odd))).toEqual([]);
    expect(starts(slots({ opensDaysAhead: 9 }, odd, NOTHING_BOOKED, '2026-12-01'))).toEqual([
      '12-01T09:00 free',
    ]);
  });

  it('says past, closed, not yet, taken', () => {
    const occupancy = {
      ...NOTHING_BOOKED,
      blocks: [{ startAt: at('11-25T13:00'), endAt: at('11-25T14:00'), cancelUntilAt: 0 }],
      closures: [{ startAt: at('11-25T18:30'), endAt: at('11-25T19:30'), reason: '检修' }],
    };
    expect(starts(slots({}, withLunchBreak, occupancy, '2026-11-25'))).toEqual([
      '11-25T08:30 past',
      '11-25T09:30 past',
      '11-25T10:30 past',
      '11-25T13:00 taken',
      '11-25T14:00 free',
      '11-25T15:00 free',
      '11-25T16:00 free',
      '11-25T18:00 closed',
      '11-25T19:00 closed',
      '11-25T20:00 free',
    ]);
    const ahead = slots({}, open('09:00-10:00'), NOTHING_BOOKED, '2026-12-03');
    expect(starts(ahead)).toEqual(['12-03T09:00 notYet']);
  });

  it('keeps the buffers of both neighbours free', () => {
    const occupancy = {
      ...NOTHING_BOOKED,
      // 14:00–15:00 with 15 minutes after.
      blocks: [{ startAt: at('11-26T14:00'), endAt: at('11-26T15:15'), cancelUntilAt: 0 }],
    };
    const states = slots({ bufferAfterMin: 15 }, open('13:00-17:00'), occupancy);
    expect(starts(states)).toEqual([
      '11-26T13:00 taken',
      '11-26T14:00 taken',
      '11-26T15:00 taken',
      '11-26T16:00 free',
    ]);
  });

  it('counts the places left at the busiest instant of each cell', () => {
    const seat = (start: string, end: string, partySize: number) => ({
      startAt: at(start),
      endAt: at(end),
      partySize,
      cancelUntilAt: 0,
    });
    const occupancy = {
      ...NOTHING_BOOKED,
      // 3 until 9:30, then 2 others: never 5 at once.
      parties: [seat('11-26T09:00', '11-26T09:30', 3), seat('11-26T09:30', '11-26T11:00', 2)],
    };
    const places = { kind: 'places' as const, capacity: 6, minParty: 1, maxParty: 3 };
    const found = slots(places, open('09:00-12:00'), occupancy);
    expect(found).toMatchObject([{ placesLeft: 3 }, { placesLeft: 4 }, { placesLeft: 6 }]);
  });
});

describe('free times of a length', () => {
  it('joins touching free cells, never over a break', () => {
    const slots = slotsOn(badminton, open('09:00-11:00', '13:00-14:00'), NOTHING_BOOKED, {
      on: '2026-11-26',
      now: NOW,
    });
    const found = slots === 'unknown' ? [] : slots;
    const times = (lengthMin: number) =>
      freeTimes(badminton, found, { lengthMin, partySize: 2 }).map((time) =>
        toRfc3339(time.startAt).slice(11, 16),
      );
    expect(times(60)).toEqual(['09:00', '10:00', '13:00']);
    expect(times(120)).toEqual(['09:00']);
    expect(times(180)).toEqual([]);
  });
});

describe('why a booking is refused', () => {
  const refusal = (facts: BookingFacts) => refuseBooking(facts);

  it('lets through what every rule allows', () => {
    expect(refusal(wishing('11-26T15:00', '11-26T16:00'))).toBeNull();
    expect(refusal(wishing('11-26T15:00', '11-26T17:00'))).toBeNull();
  });

  it('names the size of the party it takes', () => {
    const party = (partySize: number) =>
      refusal(wishing('11-26T15:00', '11-26T16:00', { wish: { partySize } as never }));
    expect(party(1)).toEqual({ code: 'booking.party', rule: { name: 'minParty', value: 2 } });
    expect(party(7)).toEqual({ code: 'booking.party', rule: { name: 'maxParty', value: 6 } });
  });

  it('asks what for where the venue wants to know', () => {
    const facts = wishing('11-26T15:00', '11-26T16:00', { rules: { asksPurpose: true } });
    expect(refusal(facts)).toMatchObject({ code: 'booking.purposeRequired' });
  });

  it('names the lengths it takes', () => {
    expect(refusal(wishing('11-26T15:00', '11-26T15:30'))).toEqual({
      code: 'booking.duration',
      rule: { name: 'minDurationMin', value: 60 },
    });
    expect(refusal(wishing('11-26T13:00', '11-26T16:00'))).toEqual({
      code: 'booking.duration',
      rule: { name: 'maxDurationMin', value: 120 },
    });
    expect(refusal(wishing('11-26T13:00', '11-26T14:30'))).toEqual({
      code: 'booking.duration',
      rule: { name: 'slotMin', value: 60 },
    });
    expect(refusal(wishing('11-26T15:00', '11-26T14:00'))).toMatchObject({
      code: 'booking.duration',
    });
  });

  it('opens a day at its start, so many days before, not at this hour', () => {
    expect(refusal(wishing('12-02T20:00', '12-02T21:00'))).toBeNull();
    expect(refusal(wishing('12-03T08:30', '12-03T09:30'))).toEqual({
      code: 'booking.tooEarly',
      rule: { name: 'opensDaysAhead', value: 7 },
      possibleFromAt: at('11-26T00:00'),
    });
    const midnight = { now: at('11-26T00:00') };
    expect(refusal(wishing('12-03T20:00', '12-03T21:00', midnight))).toBeNull();
  });

  it('opens an hour past midnight with the evening it belongs to', () => {
    const late = { schedule: open('22:00-26:00') };
    expect(refusal(wishing('12-03T01:00', '12-03T02:00', late))).toBeNull();
  });

  it('closes so many minutes before the start, that minute included', () => {
    const rules = { closesBeforeMin: 30 };
    const start = (now: string) =>
      refusal(wishing('11-26T15:00', '11-26T16:00', { rules, now: at(now) }));
    expect(start('11-26T14:30')).toBeNull();
    expect(start('11-26T14:31')).toEqual({
      code: 'booking.tooLate',
      rule: { name: 'closesBeforeMin', value: 30 },
    });
    expect(refusal(wishing('11-24T15:00', '11-24T16:00'))).toMatchObject({
      code: 'booking.tooLate',
    });
  });

  it('names the hours of the day', () => {
    expect(refusal(wishing('11-26T11:30', '11-26T12:30'))).toEqual({
      code: 'booking.outsideHours',
      rule: { name: 'hours', value: '08:30-11:30 13:00-17:00 18:00-21:00' },
    });
    expect(refusal(wishing('11-26T16:30', '11-26T17:30'))).toMatchObject({
      code: 'booking.outsideHours',
    });
  });

  it('says that the hours are not known yet', () => {
    const schedule = open({ opens: '08:00', closes: '20:00', dayTypes: ['holiday'] });
    const facts = wishing('12-20T09:00', '12-20T10:00', {
      schedule,
      rules: { opensDaysAhead: 60 },
    });
    expect(refusal(facts)).toEqual({
      code: 'booking.hoursUnknown',
      rule: { name: 'dayType', value: '2026-12-20' },
    });
  });

  it('names the grid', () => {
    expect(refusal(wishing('11-26T13:30', '11-26T14:30'))).toEqual({
      code: 'booking.grid',
      rule: { name: 'slotMin', value: 60 },
    });
  });

  it('lets a facility exception replace the hours', () => {
    const schedule: Schedule = {
      ...withLunchBreak,
      exceptions: [{ fromOn: '2026-11-26', untilOn: '2026-11-26', spans: [], reason: '盘点' }],
    };
    expect(refusal(wishing('11-26T15:00', '11-26T16:00', { schedule }))).toEqual({
      code: 'booking.outsideHours',
      rule: { name: 'hours', value: '' },
    });
  });

  it('brings a guardian along for whoever is under fourteen that day', () => {
    const child = (bornOn: string, partySize: number) =>
      refusal(
        wishing('11-26T15:00', '11-26T16:00', {
          rules: { minParty: 1 },
          booker: { id: 'me', kind: 'dependant', relation: 'child', bornOn },
          wish: { partySize } as never,
        }),
      );
    const refused = {
      code: 'booking.guardian',
      rule: { name: 'guardianUnderAge', value: 14 },
    };
    expect(child('2012-11-27', 1)).toEqual(refused);
    expect(child('2012-11-27', 2)).toBeNull();
    // Fourteen on the very day.
    expect(child('2012-11-26', 1)).toBeNull();
  });

  it('sends a child with an account of its own to its guardian', () => {
    const facts = wishing('11-26T15:00', '11-26T16:00', {
      booker: { id: 'me', kind: 'resident', relation: null, bornOn: '2016-01-01' },
    });
    expect(refusal(facts)).toMatchObject({ code: 'booking.guardian' });
  });

  it('asks how old a child is before letting it onto a school ground', () => {
    const booker = { id: 'me', kind: 'dependant' as const, relation: 'grandchild', bornOn: null };
    const ground = wishing('11-26T15:00', '11-26T16:00', { rules: { kind: 'school' }, booker });
    expect(refusal(ground)).toMatchObject({ code: 'person.bornOnRequired' });
    expect(refusal(wishing('11-26T15:00', '11-26T16:00', { booker }))).toBeNull();
  });

  it('says why it is closed and until when', () => {
    const occupancy = {
      ...NOTHING_BOOKED,
      closures: [{ startAt: at('11-26T15:30'), endAt: at('11-27T00:00'), reason: '换灯' }],
    };
    expect(refusal(wishing('11-26T15:00', '11-26T16:00', { occupancy }))).toEqual({
      code: 'booking.closed',
      rule: { name: 'closure', value: '换灯' },
      possibleFromAt: at('11-27T00:00'),
    });
    expect(refusal(wishing('11-26T14:00', '11-26T15:00', { occupancy }))).toBeNull();
  });

  it('counts what one has not used yet, and says when it is over', () => {
    const held = [
      {
        startAt: at('11-27T09:30'),
        endAt: at('11-27T10:30'),
        weekOn: '2026-11-23',
        personId: 'me',
      },
      // Over: it counts in the week, not among those at a time.
      {
        startAt: at('11-24T09:30'),
        endAt: at('11-24T10:30'),
        weekOn: '2026-11-23',
        personId: 'me',
      },
    ];
    expect(refusal(wishing('11-26T15:00', '11-26T16:00', { held }))).toEqual({
      code: 'booking.activeLimit',
      rule: { name: 'maxActive', value: 1 },
      possibleFromAt: at('11-27T10:30'),
    });
    expect(
      refusal(wishing('11-26T15:00', '11-26T16:00', { held, rules: { maxActive: 2 } })),
    ).toEqual({
      code: 'booking.weekLimit',
      rule: { name: 'maxPerWeek', value: 2 },
      possibleFromAt: at('11-30T00:00'),
    });
    // Next Monday is another week.
    expect(
      refusal(wishing('11-30T15:00', '11-30T16:00', { held, rules: { maxActive: 2 } })),
    ).toBeNull();
    expect(allowanceOf(badminton, held, { weekOn: '2026-11-23', now: NOW })).toEqual({
      activeLeft: 0,
      weekLeft: 0,
    });
  });

  it('lets one person have the same hours of a place once, and somebody else of the household too', () => {
    const mine = { startAt: at('11-26T15:00'), endAt: at('11-26T16:00'), weekOn: '2026-11-23' };
    const rules = { maxActive: 9, maxPerWeek: 9 };
    const own = [{ ...mine, personId: 'me' }];
    expect(refusal(wishing('11-26T15:00', '11-26T16:00', { held: own, rules }))).toEqual({
      code: 'booking.own',
      rule: { name: 'bookingsAtATimePerPerson', value: 1 },
    });
    expect(refusal(wishing('11-26T16:00', '11-26T17:00', { held: own, rules }))).toBeNull();
    const mothers = [{ ...mine, personId: 'mother' }];
    expect(refusal(wishing('11-26T15:00', '11-26T16:00', { held: mothers, rules }))).toBeNull();
  });

  it('says until when those who were quicker may still cancel', () => {
    const block = {
      startAt: at('11-26T15:00'),
      endAt: at('11-26T16:00'),
      cancelUntilAt: at('11-26T13:00'),
    };
    const occupancy = { ...NOTHING_BOOKED, blocks: [block] };
    expect(refusal(wishing('11-26T15:00', '11-26T16:00', { occupancy }))).toEqual({
      code: 'booking.taken',
      rule: { name: 'bookingsAtATime', value: 1 },
      possibleFromAt: at('11-26T13:00'),
    });
    const tooLate = { occupancy, now: at('11-26T13:30') };
    expect(refusal(wishing('11-26T15:00', '11-26T16:00', tooLate))).toEqual({
      code: 'booking.taken',
      rule: { name: 'bookingsAtATime', value: 1 },
    });
  });

  it('says how many places there are when a party does not fit', () => {
    const party = {
      startAt: at('11-26T15:00'),
      endAt: at('11-26T16:00'),
      partySize: 5,
      cancelUntilAt: 0,
    };
    const rules = { kind: 'places' as const, minParty: 1 };
    const occupancy = { ...NOTHING_BOOKED, parties: [party] };
    expect(refusal(wishing('11-26T15:00', '11-26T16:00', { rules, occupancy }))).toEqual({
      code: 'booking.full',
      rule: { name: 'capacity', value: 6 },
    });
    const alone = { partySize: 1 } as never;
    expect(
      refusal(wishing('11-26T15:00', '11-26T16:00', { rules, occupancy, wish: alone })),
    ).toBeNull();
  });
});

describe('times around a booking', () => {
  it('lets in from half an hour before the start until the end', () => {
    const booked = { startAt: at('11-26T15:00'), endAt: at('11-26T16:00') };
    expect(checkInTime(booked, at('11-26T14:29'))).toBe('early');
    expect(checkInTime(booked, at('11-26T14:30'))).toBe('open');
    expect(checkInTime(booked, at('11-26T15:59'))).toBe('open');
    expect(checkInTime(booked, at('11-26T16:00'))).toBe('over');
  });

  it('counts the last moment to cancel', () => {
    const booked = { cancelUntilAt: at('11-26T13:00') };
    expect(canStillCancel(booked, at('11-26T13:00'))).toBe(true);
    expect(canStillCancel(booked, at('11-26T13:00') + 1)).toBe(false);
  });

  it('tells a planned closure from one that runs, is over or was lifted', () => {
    const closure = { startAt: at('11-26T15:00'), endAt: at('11-26T16:00'), liftedAt: null };
    expect(closureState(closure, at('11-26T14:00'))).toBe('planned');
    expect(closureState(closure, at('11-26T15:00'))).toBe('running');
    expect(closureState(closure, at('11-26T16:00'))).toBe('over');
    expect(closureState({ ...closure, liftedAt: 1 }, at('11-26T15:00'))).toBe('lifted');
  });
});
