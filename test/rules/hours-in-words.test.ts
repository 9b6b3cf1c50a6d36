import { describe, expect, test } from 'vitest';
import { hoursInWords } from '../../site/src/lib/hours.ts';
import type { HoursPeriod, HoursSpan } from '../../worker/features/directory/rules/hours.ts';

/** One period without a season, said line by line. */
function said(...spans: HoursSpan[]): string[] {
  const [period] = hoursInWords([{ spans }]);
  return (period?.lines ?? []).map(({ when, times }) => `${when} ${times}`);
}

function seasons(...periods: HoursPeriod[]): (string | undefined)[] {
  return hoursInWords(periods).map(({ season }) => season);
}

describe('hours of the week in words', () => {
  test('the same every day', () => {
    expect(said({ opens: '08:30', closes: '21:00' })).toEqual(['每天 8:30–21:00']);
  });

  test('all seven weekdays named are every day', () => {
    expect(said({ days: [7, 1, 2, 3, 4, 5, 6], opens: '09:00', closes: '17:00' })).toEqual([
      '每天 9:00–17:00',
    ]);
  });

  test('around the clock, and until midnight', () => {
    expect(said({ opens: '00:00', closes: '24:00' })).toEqual(['每天 全天']);
    expect(said({ opens: '08:00', closes: '24:00' })).toEqual(['每天 8:00–24:00']);
  });

  test('past midnight is the next day', () => {
    expect(said({ opens: '06:00', closes: '26:00' })).toEqual(['每天 6:00–次日 2:00']);
    expect(said({ opens: '18:00', closes: '24:30' })).toEqual(['每天 18:00–次日 0:30']);
  });

  test('a lunch break, in the order of the day', () => {
    expect(said({ opens: '13:30', closes: '17:30' }, { opens: '08:30', closes: '12:00' })).toEqual([
      '每天 8:30–12:00、13:30–17:30',
    ]);
  });

  test('workdays, other hours on Saturday, rest on Sunday', () => {
    const workdays = [1, 2, 3, 4, 5];
    expect(
      said(
        { days: workdays, opens: '08:30', closes: '12:00' },
        { days: workdays, opens: '13:30', closes: '17:30' },
        { days: [6], opens: '09:00', closes: '12:00' },
      ),
    ).toEqual(['周一至周五 8:30–12:00、13:30–17:30', '周六 9:00–12:00', '周日 休息']);
  });

  test('a rest day, and days apart from each other', () => {
    expect(said({ days: [2, 3, 4, 5, 6, 7], opens: '09:00', closes: '20:30' })).toEqual([
      '周二至周日 9:00–20:30',
      '周一 休息',
    ]);
    expect(said({ days: [2, 4, 6, 7], opens: '08:30', closes: '11:30' })).toEqual([
      '周二、周四、周六、周日 8:30–11:30',
      '周一、周三、周五 休息',
    ]);
  });

  test('an extra evening on one day', () => {
    expect(
      said({ opens: '09:00', closes: '17:00' }, { days: [3], opens: '18:30', closes: '20:00' }),
    ).toEqual(['周一、周二、周四至周日 9:00–17:00', '周三 9:00–17:00、18:30–20:00']);
  });

  test('every second Saturday', () => {
    expect(
      said(
        { days: [1, 2, 3, 4, 5], opens: '09:00', closes: '17:00' },
        { days: [6], weeks: 'odd', opens: '09:00', closes: '17:00' },
      ),
    ).toEqual(['周一至周五 9:00–17:00', '单周周六 9:00–17:00', '周日 休息']);
    expect(said({ weeks: 'even', opens: '09:00', closes: '17:00' })).toEqual([
      '双周每天 9:00–17:00',
    ]);
  });

  test('kinds of day in plain words, and no weekday said to rest', () => {
    expect(
      said(
        { dayTypes: ['makeup_workday', 'school_day'], opens: '17:30', closes: '20:30' },
        { dayTypes: ['weekend', 'holiday', 'vacation'], opens: '08:00', closes: '20:00' },
      ),
    ).toEqual(['上学日 17:30–20:30', '双休日、节假日和寒暑假 8:00–20:00']);
    expect(said({ dayTypes: ['weekend', 'holiday'], opens: '08:00', closes: '12:00' })).toEqual([
      '双休日、节假日 8:00–12:00',
    ]);
    expect(
      said({ dayTypes: ['vacation'], days: [1, 2, 3], opens: '09:00', closes: '11:00' }),
    ).toEqual(['寒暑假的周一至周三 9:00–11:00']);
  });

  test('never open', () => {
    expect(said()).toEqual(['每天 休息']);
  });

  test('nobody has told us', () => {
    expect(hoursInWords(null)).toEqual([]);
  });
});

describe('seasons in words', () => {
  const spans: HoursSpan[] = [{ opens: '08:00', closes: '20:00' }];

  test('hours of the whole year name no season', () => {
    expect(seasons({ spans })).toEqual([undefined]);
  });

  test('summer, and a winter over New Year', () => {
    expect(
      seasons({ from: '10-01', until: '04-30', spans }, { from: '05-01', until: '09-30', spans }),
    ).toEqual(['10 月 1 日至次年 4 月 30 日', '5 月 1 日至 9 月 30 日']);
  });

  test('usual hours beside a period of their own', () => {
    expect(seasons({ spans }, { from: '2026-12-20', until: '2027-02-10', spans })).toEqual([
      '平时',
      '2026 年 12 月 20 日至 2027 年 2 月 10 日',
    ]);
  });

  test('from a day on, until a day, on one day', () => {
    expect(seasons({ from: '2027-01-01', spans })).toEqual(['2027 年 1 月 1 日起']);
    expect(seasons({ until: '2026-12-31', spans })).toEqual(['到 2026 年 12 月 31 日为止']);
    expect(seasons({ from: '02-29', until: '02-29', spans })).toEqual(['2 月 29 日']);
  });
});
