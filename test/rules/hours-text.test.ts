/** Hours as a clerk types them, read and printed; and that nothing is lost on the way there and back. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { referenceDistrict } from '../../drizzle/demo/district.ts';
import {
  DAY_TYPES,
  type HoursPeriod,
  type HoursSpan,
} from '../../worker/features/directory/rules/hours.ts';
import { readHours } from '../../worker/features/directory/rules/hoursReading.ts';
import { printHours } from '../../worker/features/directory/rules/hoursText.ts';
import { fromRfc3339 } from '../../worker/lib/time.ts';

const read = (text: string) => {
  const answer = readHours(text);
  return 'fault' in answer ? answer.fault : answer.hours;
};
const spansIn = (text: string) => (read(text) as HoursPeriod[]).flatMap(({ spans }) => spans);

const WORKDAYS = [1, 2, 3, 4, 5];
const NOT_HOLIDAY = ['school_day', 'weekend', 'makeup_workday', 'vacation'];

describe('what a clerk types', () => {
  test('workdays with a lunch break, other hours on the weekend, rest on holidays', () => {
    expect(read('周一至周五 08:30-12:00,13:30-17:30；周六日 09:00-17:00；节假日 休息')).toEqual([
      {
        spans: [
          { days: WORKDAYS, dayTypes: NOT_HOLIDAY, opens: '08:30', closes: '12:00' },
          { days: WORKDAYS, dayTypes: NOT_HOLIDAY, opens: '13:30', closes: '17:30' },
          { days: [6, 7], dayTypes: NOT_HOLIDAY, opens: '09:00', closes: '17:00' },
        ],
      },
    ]);
  });

  test.each<[string, Partial<HoursSpan>[]]>([
    ['每天 6:00-22:00', [{ opens: '06:00', closes: '22:00' }]],
    ['08:30-21:00', [{ opens: '08:30', closes: '21:00' }]],
    ['２４小时', [{ opens: '00:00', closes: '24:00' }]],
    ['全天', [{ opens: '00:00', closes: '24:00' }]],
    ['周一到周日 ９：００～１８：００', [{ opens: '09:00', closes: '18:00' }]],
    ['每天 18:00-次日02:00', [{ opens: '18:00', closes: '26:00' }]],
    ['周一、三、五 09:00-11:00', [{ days: [1, 3, 5], opens: '09:00', closes: '11:00' }]],
    ['星期六 09:00至12:00', [{ days: [6], opens: '09:00', closes: '12:00' }]],
    ['周末：09:00-17:00', [{ days: [6, 7], opens: '09:00', closes: '17:00' }]],
    ['单周周六 09:00-12:00', [{ days: [6], weeks: 'odd', opens: '09:00', closes: '12:00' }]],
    ['双周 09:00-12:00', [{ weeks: 'even', opens: '09:00', closes: '12:00' }]],
    ['上学日 18:00-21:00', [{ dayTypes: ['school_day'], opens: '18:00', closes: '21:00' }]],
    [
      '上学日的周一、周二 18:00-21:00',
      [{ days: [1, 2], dayTypes: ['school_day'], opens: '18:00', closes: '21:00' }],
    ],
    [
      '每天 09:00-17:00；周一 休息',
      [{ days: [2, 3, 4, 5, 6, 7], opens: '09:00', closes: '17:00' }],
    ],
    [
      '法定工作日 09:00-17:00',
      [
        { days: WORKDAYS, dayTypes: ['school_day', 'vacation'], opens: '09:00', closes: '17:00' },
        { dayTypes: ['makeup_workday'], opens: '09:00', closes: '17:00' },
      ],
    ],
    [
      '周六日、节假日 09:00-17:00',
      [
        {
          days: [6, 7],
          dayTypes: NOT_HOLIDAY as HoursSpan['dayTypes'],
          opens: '09:00',
          closes: '17:00',
        },
        { dayTypes: ['holiday'], opens: '09:00', closes: '17:00' },
      ],
    ],
    [
      '每天 09:00-17:00；节假日另加 18:00-20:00',
      [
        { opens: '09:00', closes: '17:00' },
        { dayTypes: ['holiday'], opens: '18:00', closes: '20:00' },
      ],
    ],
  ])('%s', (text, spans) => expect(spansIn(text)).toEqual(spans));

  test('seasons, by sentence or by line', () => {
    const seasons = [
      { from: '05-01', until: '09-30', spans: [{ opens: '06:00', closes: '21:00' }] },
      { from: '10-01', until: '04-30', spans: [{ opens: '07:00', closes: '20:00' }] },
    ];
    for (const text of [
      '5月1日至9月30日：每天 06:00-21:00。10月1日至次年4月30日：每天 07:00-20:00',
      '05-01至09-30 每天 06:00-21:00\n10-01至04-30 每天 07:00-20:00',
    ]) {
      expect(read(text)).toEqual(seasons);
    }
  });

  test('usual hours, and others from a day on', () => {
    expect(read('每天 09:00-17:00；2026年12月1日起：每天 休息')).toEqual([
      { spans: [{ opens: '09:00', closes: '17:00' }] },
      { from: '2026-12-01', spans: [] },
    ]);
  });

  test.each(['', ' ', '不详', '未知'])('“%s” is that nobody knows', (text) =>
    expect(read(text)).toBeNull(),
  );
});

describe('what can’t be read', () => {
  test.each([
    ['周一至周五', 'hours.noTimes', 0, '周一至周五'],
    ['周八 09:00-17:00', 'hours.day', 0, '周八'],
    ['周五至周一 09:00-17:00', 'hours.day', 0, '周五至周一'],
    ['上课日的周一 09:00-17:00', 'hours.day', 0, '上课日的周一'],
    ['周一 09:00-17:00；周二 9点到17点 10:00', 'hours.day', 15, '周二 9点到17点'],
    ['周一 09:00-25:70', 'hours.time', 3, '09:00-25:70'],
    ['周一 09:00', 'hours.time', 3, '09:00'],
    ['每天 18:00-02:00', 'hours.order', 3, '18:00-02:00'],
    ['每天 09:00-12:00,11:00-15:00', 'hours.overlap', 0, '每天 09:00-12:00,11:00-15:00'],
    ['每天 09:00-12:00；周一 11:00-15:00', 'hours.overlap', 15, '周一 11:00-15:00'],
    ['2月30日至3月1日：每天 09:00-12:00', 'hours.season', 0, '2月30日'],
    ['5月至9月：每天 09:00-12:00', 'hours.season', 0, '5月至9月:每天 09:00-12:00'],
    ['单周周六 休息', 'hours.rest', 0, '单周周六 休息'],
  ])('%s', (text, code, at, part) => expect(read(text)).toEqual({ code, at, part }));
});

/** Every day of the week at most once for each kind of week and day, so that no two openings meet. */
const times = fc
  .uniqueArray(fc.integer({ min: 0, max: 95 }), { minLength: 2, maxLength: 6 })
  .map((quarters) => quarters.sort((a, b) => a - b).map((quarter) => wall(quarter * 15)))
  .map((walls) =>
    walls.flatMap((opens, index) => {
      const closes = walls[index + 1];
      return index % 2 === 0 && closes ? [{ opens, closes }] : [];
    }),
  );
const late = fc
  .integer({ min: 1, max: 36 })
  .map((quarters) => [{ opens: '18:00', closes: wall((24 * 4 + quarters) * 15) }]);

function wall(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

const spans = fc
  .record({
    split: fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1, maxLength: 6 }),
    types: fc.subarray([...DAY_TYPES], { minLength: 1 }),
    shape: fc.constantFrom('all', 'days', 'weeks', 'types', 'typed', 'also'),
    times: fc.oneof(times, late),
    otherTimes: times,
  })
  .map(({ split, types, shape, times: first, otherTimes }): HoursSpan[] => {
    const days = [...split].sort((a, b) => a - b);
    const rest = [1, 2, 3, 4, 5, 6, 7].filter((day) => !days.includes(day));
    const on = (when: Partial<HoursSpan>, all: typeof first) =>
      all.map((time) => ({ ...when, ...time }));
    switch (shape) {
      case 'days':
        return [...on({ days }, first), ...on({ days: rest }, otherTimes)];
      case 'weeks':
        return [...on({ days, weeks: 'odd' }, first), ...on({ days, weeks: 'even' }, otherTimes)];
      case 'types':
        return on({ dayTypes: types }, first);
      case 'typed':
        return on({ days, dayTypes: types }, first);
      case 'also':
        return [...on({ days }, first), ...on({ dayTypes: types }, otherTimes)];
      default:
        return on({}, first);
    }
  });

const monthDay = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2024-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(5, 10));
const dated = monthDay.map((day) => `2024-${day}`);
const period = (season: fc.Arbitrary<string>) =>
  fc.record({ from: season, until: season, spans }, { requiredKeys: ['spans'] });

const hours = fc.array(fc.oneof(period(monthDay), period(dated)), { minLength: 1, maxLength: 3 });

describe('there and back', () => {
  test('whatever is printed is read as the same hours', () => {
    fc.assert(
      fc.property(hours, (periods) => {
        expect([printHours(periods), read(printHours(periods))]).toEqual([
          printHours(periods),
          periods,
        ]);
      }),
      { numRuns: 2000 },
    );
  });

  test('what was typed is printed in one way, which stays', () => {
    for (const text of [
      '周一至周五 08:30-12:00,13:30-17:30；周六日 09:00-17:00；节假日 休息',
      '法定工作日 09:00-17:00；周六日、节假日 10:00-16:00',
      '每天 09:00-17:00；节假日 10:00-16:00',
    ]) {
      const once = read(text) as HoursPeriod[];
      expect(read(printHours(once))).toEqual(once);
    }
  });

  test('the hours of every place and scene of the reference district come back', () => {
    const { facility, scene } = referenceDistrict(fromRfc3339('2026-11-25T10:37:00+08:00'));
    for (const one of [...facility, ...scene]) {
      expect([one.id, read(printHours(one.hours))]).toEqual([one.id, one.hours]);
    }
  });

  test('nobody knows stays nobody knows', () => expect(read(printHours(null))).toBeNull());
});
