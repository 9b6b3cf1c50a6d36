import { describe, expect, it } from 'vitest';
import {
  type Calendar,
  type HoursException,
  type HoursPeriod,
  type HoursSpan,
  mergeIntervals,
  openingAt,
  openOn,
  reasonOn,
  type Shut,
} from '../../worker/features/directory/rules/hours.ts';
import { fromRfc3339, toRfc3339 } from '../../worker/lib/time.ts';

/** `MM-DDTHH:MM` of 2026 in Shanghai, ms. */
const at = (time: string) => fromRfc3339(`2026-${time}:00+08:00`);
const show = (ms: number | undefined) =>
  ms === undefined ? undefined : toRfc3339(ms).slice(5, 16);

const always = (...spans: HoursSpan[]): HoursPeriod[] => [{ spans }];

function schedule(
  hours: HoursPeriod[] | null,
  {
    exceptions = [],
    shut = [],
    calendar = new Map() as Calendar,
  }: {
    exceptions?: HoursException[];
    shut?: Shut[];
    calendar?: Calendar;
  } = {},
) {
  return { hours, exceptions, shut, calendar };
}

function opening(at: number, ...rest: Parameters<typeof schedule>) {
  const { state, untilAt, nextOpenAt, reason } = openingAt(schedule(...rest), at);
  return [state, show(untilAt), show(nextOpenAt), reason].filter((part) => part !== undefined);
}

describe('a place open every day', () => {
  const daily = always({ opens: '08:30', closes: '21:00' });

  it('is open until it closes, to the minute', () => {
    expect(opening(at('11-25T08:29'), daily)).toEqual(['closed', '11-25T08:30']);
    expect(opening(at('11-25T08:30'), daily)).toEqual(['open', '11-25T21:00']);
    expect(opening(at('11-25T20:59'), daily)).toEqual(['open', '11-25T21:00']);
    expect(opening(at('11-25T21:00'), daily)).toEqual(['closed', '11-26T08:30']);
  });
});

describe('a health station with a lunch break', () => {
  const station = always(
    { days: [1, 2, 3, 4, 5], opens: '08:00', closes: '11:30' },
    { days: [1, 2, 3, 4, 5], opens: '13:30', closes: '17:00' },
  );

  it('closes for lunch and opens again', () => {
    expect(opening(at('11-25T11:00'), station)).toEqual(['open', '11-25T11:30']);
    expect(opening(at('11-25T12:00'), station)).toEqual(['closed', '11-25T13:30']);
  });

  it('waits for Monday from Friday evening on', () => {
    expect(opening(at('11-27T17:00'), station)).toEqual(['closed', '11-30T08:00']);
  });
});

describe('hours past midnight', () => {
  const gym = always({ opens: '10:00', closes: '26:00' });

  it('belong to the evening they began in', () => {
    expect(opening(at('11-25T01:30'), gym)).toEqual(['open', '11-25T02:00']);
    expect(opening(at('11-25T02:00'), gym)).toEqual(['closed', '11-25T10:00']);
    expect(opening(at('11-25T23:30'), gym)).toEqual(['open', '11-26T02:00']);
  });

  it('run on from a Saturday into a closed Sunday', () => {
    const saturdays = always({ days: [6], opens: '18:00', closes: '25:00' });
    expect(opening(at('11-29T00:30'), saturdays)).toEqual(['open', '11-29T01:00']);
  });
});

describe('a reading room that never closes', () => {
  it('is open without an end', () => {
    expect(opening(at('11-25T03:00'), always({ opens: '00:00', closes: '24:00' }))).toEqual([
      'open',
    ]);
  });

  it('closes when it is shut for a day', () => {
    const shut = { fromOn: '2026-11-27', untilOn: '2026-11-27', spans: [], reason: '检修' };
    const hours = always({ opens: '00:00', closes: '24:00' });
    expect(opening(at('11-25T03:00'), hours, { exceptions: [shut] })).toEqual([
      'open',
      '11-27T00:00',
    ]);
    expect(opening(at('11-27T03:00'), hours, { exceptions: [shut] })).toEqual([
      'closed',
      '11-28T00:00',
      '检修',
    ]);
  });
});

describe('a dated exception', () => {
  const daily = always({ opens: '08:30', closes: '21:00' });

  it('beats the weekly hours and says why', () => {
    const shut = { fromOn: '2026-11-25', untilOn: '2026-11-26', spans: [], reason: '停电' };
    expect(opening(at('11-25T10:00'), daily, { exceptions: [shut] })).toEqual([
      'closed',
      '11-27T08:30',
      '停电',
    ]);
  });

  it('can shorten a day', () => {
    const short = {
      fromOn: '2026-11-25',
      untilOn: '2026-11-25',
      spans: [{ opens: '09:00', closes: '12:00' }],
      reason: '盘点',
    };
    expect(opening(at('11-25T10:00'), daily, { exceptions: [short] })).toEqual([
      'open',
      '11-25T12:00',
      '盘点',
    ]);
  });

  it('gives way to one written later for the same day', () => {
    const shut = { fromOn: '2026-11-25', untilOn: '2026-11-30', spans: [], reason: '装修' };
    const open = {
      fromOn: '2026-11-25',
      untilOn: '2026-11-25',
      spans: [{ opens: '14:00', closes: '16:00' }],
      reason: '提前开',
    };
    expect(opening(at('11-25T15:00'), daily, { exceptions: [shut, open] })).toEqual([
      'open',
      '11-25T16:00',
      '提前开',
    ]);
  });
});

describe('a school ground, open by day type', () => {
  const ground = always(
    { dayTypes: ['school_day', 'makeup_workday'], opens: '18:00', closes: '20:30' },
    { dayTypes: ['weekend', 'holiday', 'vacation'], opens: '08:00', closes: '18:00' },
  );
  const published: Calendar = new Map([
    ['2026-10-08', 'holiday'],
    ['2026-10-09', 'school_day'],
    ['2026-10-10', 'makeup_workday'],
    ['2026-10-11', 'weekend'],
  ]);

  it('keeps school hours on a Saturday that is made up for', () => {
    expect(opening(at('10-10T10:00'), ground, { calendar: published })).toEqual([
      'closed',
      '10-10T18:00',
    ]);
  });

  it('keeps holiday hours on a Thursday off', () => {
    expect(opening(at('10-08T10:00'), ground, { calendar: published })).toEqual([
      'open',
      '10-08T18:00',
    ]);
  });

  it('is unknown on a day not yet published, and promises no next opening beyond it', () => {
    expect(opening(at('10-12T10:00'), ground, { calendar: published })).toEqual(['unknown']);
    expect(opening(at('10-11T19:00'), ground, { calendar: published })).toEqual(['closed']);
    expect(openOn(schedule(ground, { calendar: published }), '2026-10-12')).toBe('unknown');
  });

  it('is known all the same where an exception names the hours', () => {
    const known = {
      fromOn: '2026-10-12',
      untilOn: '2026-10-12',
      spans: [{ opens: '09:00', closes: '12:00' }],
      reason: '运动会',
    };
    expect(
      opening(at('10-12T10:00'), ground, { calendar: published, exceptions: [known] }),
    ).toEqual(['open', '10-12T12:00', '运动会']);
  });
});

describe('rules that come and go', () => {
  it('holds every second week', () => {
    const clinic = always({ days: [3], weeks: 'even', opens: '09:00', closes: '11:00' });
    expect(opening(at('11-25T10:00'), clinic)).toEqual(['open', '11-25T11:00']);
    expect(opening(at('11-18T10:00'), clinic)).toEqual(['closed', '11-25T09:00']);
  });

  it('follows the season, over New Year too, and the later period wins', () => {
    const pool: HoursPeriod[] = [
      { spans: [{ opens: '08:00', closes: '20:00' }] },
      { from: '11-01', until: '03-31', spans: [{ opens: '09:00', closes: '17:00' }] },
    ];
    expect(opening(at('11-25T18:00'), pool)).toEqual(['closed', '11-26T09:00']);
    expect(opening(at('01-02T18:00'), pool)).toEqual(['closed', '01-03T09:00']);
    expect(opening(at('06-02T18:00'), pool)).toEqual(['open', '06-02T20:00']);
  });

  it('ends on the last day of a dated period', () => {
    const trial: HoursPeriod[] = [
      { from: '2026-11-20', until: '2026-11-25', spans: [{ opens: '09:00', closes: '17:00' }] },
    ];
    expect(opening(at('11-25T10:00'), trial)).toEqual(['open', '11-25T17:00']);
    expect(opening(at('11-26T10:00'), trial)).toEqual(['closed']);
  });
});

describe('a place that is shut for a while', () => {
  const daily = always({ opens: '08:30', closes: '21:00' });
  const shutFrom = (from: string, until: string, reason = '泳池换水'): Shut => ({
    startAt: at(from),
    endAt: at(until),
    reason,
  });
  const spansOn = (day: string, ...rest: Parameters<typeof schedule>) => {
    const spans = openOn(schedule(...rest), day);
    return spans === 'unknown' ? spans : spans.map((one) => [show(one.startAt), show(one.endAt)]);
  };

  it('is closed until the end, says why, and opens at that minute', () => {
    const shut = [shutFrom('11-25T10:00', '11-25T14:00')];
    expect(opening(at('11-25T09:59'), daily, { shut })).toEqual(['open', '11-25T10:00']);
    expect(opening(at('11-25T10:00'), daily, { shut })).toEqual([
      'closed',
      '11-25T14:00',
      '泳池换水',
    ]);
    expect(opening(at('11-25T13:59'), daily, { shut })).toEqual([
      'closed',
      '11-25T14:00',
      '泳池换水',
    ]);
    expect(opening(at('11-25T14:00'), daily, { shut })).toEqual(['open', '11-25T21:00']);
  });

  it('opens after the lunch break that the end falls into, and stays shut past closing time', () => {
    const station = always(
      { opens: '08:00', closes: '11:30' },
      { opens: '13:30', closes: '17:00' },
    );
    const noon = { shut: [shutFrom('11-25T10:00', '11-25T12:00')] };
    expect(opening(at('11-25T11:00'), station, noon)).toEqual([
      'closed',
      '11-25T13:30',
      '泳池换水',
    ]);
    expect(opening(at('11-25T12:30'), station, noon)).toEqual(['closed', '11-25T13:30']);
    const evening = { shut: [shutFrom('11-25T16:00', '11-25T17:00')] };
    expect(opening(at('11-25T16:30'), station, evening)).toEqual([
      'closed',
      '11-26T08:00',
      '泳池换水',
    ]);
    expect(opening(at('11-25T15:00'), station, evening)).toEqual(['open', '11-25T16:00']);
  });

  it('cuts an evening that runs past midnight', () => {
    const gym = always({ opens: '10:00', closes: '26:00' });
    const shut = [shutFrom('11-25T23:00', '11-26T01:00')];
    expect(opening(at('11-25T22:00'), gym, { shut })).toEqual(['open', '11-25T23:00']);
    expect(opening(at('11-26T00:30'), gym, { shut })).toEqual([
      'closed',
      '11-26T01:00',
      '泳池换水',
    ]);
    expect(opening(at('11-26T01:00'), gym, { shut })).toEqual(['open', '11-26T02:00']);
    expect(spansOn('2026-11-25', gym, { shut })).toEqual([
      ['11-25T10:00', '11-25T23:00'],
      ['11-26T01:00', '11-26T02:00'],
    ]);
  });

  it('stays shut while one of several still holds, and names the one that lasts longest', () => {
    const shut = [
      shutFrom('11-25T12:00', '11-25T15:00', '停电'),
      shutFrom('11-25T10:00', '11-25T13:00'),
      shutFrom('11-25T15:00', '11-25T16:00', '消毒'),
    ];
    expect(opening(at('11-25T12:30'), daily, { shut })).toEqual(['closed', '11-25T16:00', '停电']);
    expect(opening(at('11-25T15:00'), daily, { shut })).toEqual(['closed', '11-25T16:00', '消毒']);
    expect(spansOn('2026-11-25', daily, { shut })).toEqual([
      ['11-25T08:30', '11-25T10:00'],
      ['11-25T16:00', '11-25T21:00'],
    ]);
  });

  it('shuts a room that never closes, over midnight and from midnight on', () => {
    const always24 = always({ opens: '00:00', closes: '24:00' });
    const night = { shut: [shutFrom('11-25T22:00', '11-26T06:00')] };
    expect(opening(at('11-25T12:00'), always24, night)).toEqual(['open', '11-25T22:00']);
    expect(opening(at('11-26T00:00'), always24, night)).toEqual([
      'closed',
      '11-26T06:00',
      '泳池换水',
    ]);
    const fromMidnight = { shut: [shutFrom('11-26T00:00', '11-26T06:00')] };
    expect(opening(at('11-25T12:00'), always24, fromMidnight)).toEqual(['open', '11-26T00:00']);
  });

  it('cuts dated hours and hours by day type as well as weekly ones', () => {
    const shut = [shutFrom('11-25T10:00', '11-25T11:00')];
    const long = {
      fromOn: '2026-11-25',
      untilOn: '2026-11-25',
      spans: [{ opens: '09:00', closes: '12:00' }],
      reason: '盘点',
    };
    expect(opening(at('11-25T10:30'), daily, { shut, exceptions: [long] })).toEqual([
      'closed',
      '11-25T11:00',
      '泳池换水',
    ]);
    const ground = always({ dayTypes: ['makeup_workday'], opens: '18:00', closes: '20:30' });
    const calendar: Calendar = new Map([
      ['2026-10-10', 'makeup_workday'],
      ['2026-10-11', 'weekend'],
    ]);
    const evening = [shutFrom('10-10T17:00', '10-10T19:00', '跑道划线')];
    expect(opening(at('10-10T18:30'), ground, { calendar, shut: evening })).toEqual([
      'closed',
      '10-10T19:00',
      '跑道划线',
    ]);
  });

  it('skips the week that it takes away from every second week', () => {
    const clinic = always({ days: [3], weeks: 'even', opens: '09:00', closes: '11:00' });
    const shut = [shutFrom('11-25T08:00', '11-25T12:00', '医生外出')];
    expect(opening(at('11-25T10:00'), clinic, { shut })).toEqual([
      'closed',
      '12-09T09:00',
      '医生外出',
    ]);
  });

  it('is closed, not unknown, on a day not yet published and where nobody has told us the hours', () => {
    const ground = always({ dayTypes: ['holiday'], opens: '08:00', closes: '18:00' });
    const shut = [shutFrom('10-12T08:00', '10-12T12:00', '运动会')];
    expect(opening(at('10-12T10:00'), ground, { shut })).toEqual(['closed', '运动会']);
    expect(opening(at('10-12T12:00'), ground, { shut })).toEqual(['unknown']);
    expect(opening(at('10-12T10:00'), null, { shut })).toEqual(['closed', '运动会']);
  });

  it('tells of tomorrow what will shut it, and of no other day', () => {
    const shut = [shutFrom('11-26T09:00', '11-26T10:00')];
    const plan = schedule(daily, { shut });
    expect(['2026-11-25', '2026-11-26', '2026-11-27'].map((on) => reasonOn(plan, on))).toEqual([
      undefined,
      '泳池换水',
      undefined,
    ]);
  });

  it('promises no opening beyond the days that are looked at', () => {
    const shut = [shutFrom('11-25T00:00', '12-20T00:00', '装修')];
    expect(opening(at('11-25T10:00'), daily, { shut })).toEqual(['closed', '装修']);
  });
});

describe('a place nobody has told us about', () => {
  it('is unknown, not closed', () => {
    expect(opening(at('11-25T10:00'), null)).toEqual(['unknown']);
  });

  it('is closed when an exception says so', () => {
    const shut = { fromOn: '2026-11-25', untilOn: '2026-11-25', spans: [], reason: '装修' };
    expect(opening(at('11-25T10:00'), null, { exceptions: [shut] })).toEqual(['closed', '装修']);
  });
});

describe('intervals', () => {
  it('are joined where they touch, and empty ones dropped', () => {
    expect(
      mergeIntervals([
        { startAt: 5, endAt: 7 },
        { startAt: 1, endAt: 3 },
        { startAt: 3, endAt: 4 },
        { startAt: 9, endAt: 9 },
      ]),
    ).toEqual([
      { startAt: 1, endAt: 4 },
      { startAt: 5, endAt: 7 },
    ]);
  });
});
