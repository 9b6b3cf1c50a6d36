import { describe, expect, it } from 'vitest';
import {
  addDays,
  clock,
  clockRange,
  count,
  dateFull,
  dateLong,
  dateShort,
  dayName,
  dayOf,
  dayPart,
  digits,
  direction,
  directionName,
  directionTurnDeg,
  lunarDate,
  machineTime,
  metres,
  minuteOfDay,
  minutesUntil,
  money,
  monthDay,
  signed,
  span,
  toMs,
  walkMinutes,
  wallRange,
  weekdayNumber,
  weekNumber,
  weekOf,
} from '../../site/src/lib/format.ts';

const now = Date.parse('2026-11-25T10:37:20+08:00');

describe('days', () => {
  it('takes the day from Shanghai, not from the machine', () => {
    expect(dayOf('2026-11-24T16:00:00Z')).toBe('2026-11-25');
    expect(dayOf('2026-11-24T15:59:59Z')).toBe('2026-11-24');
  });

  it('crosses months, years and leap days', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
  });

  it('starts weeks on Monday', () => {
    expect(weekOf('2026-11-29')).toEqual([
      '2026-11-23',
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
      '2026-11-28',
      '2026-11-29',
    ]);
    expect(weekdayNumber('2026-11-29')).toBe(7);
  });

  it.each([
    ['2026-11-25', 48],
    ['2027-01-01', 53],
    ['2027-01-04', 1],
    ['2024-12-30', 1],
  ])('numbers the week of %s as ISO 8601 does', (on, week) => {
    expect(weekNumber(on)).toBe(week);
  });

  it('refuses what is not a day', () => {
    expect(() => addDays('2026-2-1', 1)).toThrow(RangeError);
    expect(() => addDays('2026-13-01', 1)).toThrow(RangeError);
  });

  it('writes dates the way people read them', () => {
    expect(dateLong('2026-11-25')).toBe('11 月 25 日 星期三');
    expect(dateFull('2026-11-23')).toBe('2026 年 11 月 23 日 星期一');
    expect(dateShort('2026-11-26')).toBe('26 日 周四');
    expect(monthDay('2027-01-02', now)).toBe('2027 年 1 月 2 日');
  });

  it.each([
    ['2026-11-25', '今天'],
    ['2026-11-26', '明天 周四'],
    ['2026-11-27', '后天 周五'],
    ['2026-11-24', '昨天 周二'],
    ['2026-11-28', '28 日 周六'],
    ['2026-12-03', '12 月 3 日 周四'],
    ['2027-01-03', '2027 年 1 月 3 日 周日'],
  ])('names %s as %s', (on, name) => {
    expect(dayName(on, now)).toBe(name);
  });

  it('calls it tomorrow as soon as midnight has passed in Shanghai', () => {
    const justAfterMidnight = '2026-11-24T16:00:01Z';
    expect(dayName('2026-11-26', justAfterMidnight)).toBe('明天 周四');
  });

  it.each([
    ['2026-10-18', '九月初九'],
    ['2026-11-25', '十月十七'],
    ['2026-02-17', '正月初一'],
    ['2026-02-26', '正月初十'],
    ['2026-03-08', '正月二十'],
    ['2026-03-09', '正月廿一'],
  ])('knows the lunar date of %s', (on, lunar) => {
    expect(lunarDate(on)).toBe(lunar);
  });
});

describe('times', () => {
  it('uses the 24 hour clock and an en dash', () => {
    expect(clock('2026-11-25T00:05:00+08:00')).toBe('0:05');
    expect(clock(now)).toBe('10:37');
    expect(clockRange('2026-11-25T15:00:00+08:00', '2026-11-25T16:00:00+08:00')).toBe(
      '15:00–16:00',
    );
    expect(wallRange('08:30', '21:00')).toBe('8:30–21:00');
  });

  it('gives machines the offset', () => {
    expect(machineTime(now)).toBe('2026-11-25T10:37+08:00');
    expect(minuteOfDay(now)).toBe(637);
  });

  it('greets by the street clock', () => {
    expect(dayPart(now)).toBe('forenoon');
    expect(dayPart('2026-11-25T22:00:00+08:00')).toBe('night');
  });

  it('refuses what is not a time', () => {
    expect(() => toMs('soon')).toThrow(RangeError);
  });
});

describe('spans', () => {
  it('rounds minutes up and never below zero', () => {
    expect(minutesUntil('2026-11-25T11:00:00+08:00', now)).toBe(23);
    expect(minutesUntil('2026-11-25T10:00:00+08:00', now)).toBe(0);
    expect(walkMinutes(181)).toBe(4);
    expect(walkMinutes(0)).toBe(1);
  });

  it.each([
    [45, '45 分钟'],
    [60, '1 小时'],
    [90, '1 小时 30 分钟'],
    [29.2, '30 分钟'],
    [72 * 60, '3 天'],
  ])('says %s minutes as %s', (durationMin, words) => {
    expect(span(durationMin)).toBe(words);
  });
});

describe('money, numbers and codes', () => {
  it('writes fen as yuan', () => {
    expect(money(1680)).toBe('¥16.80');
    expect(money(5)).toBe('¥0.05');
    expect(money(-900)).toBe('−¥9.00');
  });

  it('uses 万 only from ten thousand on', () => {
    expect(count(1286)).toBe('1,286');
    expect(count(23_400)).toBe('2.34 万');
    expect(signed(30)).toBe('+30');
    expect(signed(-80)).toBe('−80');
  });

  it('groups eight digits in fours', () => {
    expect(digits('48271639')).toBe('4827 1639');
  });
});

describe('distance and direction', () => {
  it('rounds metres to ten', () => {
    expect(metres(248)).toBe('250 米');
    expect(metres(3)).toBe('10 米');
    expect(metres(12_340)).toBe('12.3 公里');
  });

  it.each([
    [0, 'n', '北', 0],
    [22, 'n', '北', 0],
    [23, 'ne', '东北', 45],
    [90, 'e', '东', 90],
    [-90, 'w', '西', 270],
    [337.5, 'n', '北', 0],
    [720 + 225, 'sw', '西南', 225],
  ] as const)('snaps %s° to %s', (bearingDeg, towards, name, turnDeg) => {
    expect(direction(bearingDeg)).toBe(towards);
    expect(directionName(towards)).toBe(name);
    expect(directionTurnDeg(towards)).toBe(turnDeg);
  });
});
