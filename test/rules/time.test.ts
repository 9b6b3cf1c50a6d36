import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  ageOn,
  atWallTime,
  dayOf,
  dayStart,
  daysBetween,
  fromRfc3339,
  isDay,
  minuteOfDay,
  mondayOf,
  toRfc3339,
  weekdayOf,
  weekNumberOf,
  ZONE,
} from '../../worker/lib/time.ts';

describe('the quick arithmetic', () => {
  it('agrees with Temporal on every day from 1992 to 2060', () => {
    const wrong: string[] = [];
    for (
      let date = Temporal.PlainDate.from('1992-01-01');
      date.year <= 2060;
      date = date.add({ days: 1 })
    ) {
      const on = date.toString();
      const start = date.toZonedDateTime(ZONE).epochMilliseconds;
      const last = start + 86_399_999;
      if (
        dayStart(on) !== start ||
        dayOf(start) !== on ||
        dayOf(last) !== on ||
        minuteOfDay(last) !== 1439 ||
        weekdayOf(on) !== date.dayOfWeek ||
        addDays(on, 37) !== date.add({ days: 37 }).toString()
      ) {
        wrong.push(on);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('instants', () => {
  it('are written with the offset of Shanghai and read with any', () => {
    const noon = fromRfc3339('2026-11-25T12:00:00+08:00');
    expect(toRfc3339(noon)).toBe('2026-11-25T12:00:00+08:00');
    expect(fromRfc3339('2026-11-25T04:00:00Z')).toBe(noon);
    expect(() => fromRfc3339('2026-11-25T12:00:00')).toThrow(RangeError);
    expect(() => fromRfc3339('2026-02-30T12:00:00+08:00')).toThrow(RangeError);
  });

  it('come from wall times, past midnight too', () => {
    expect(toRfc3339(atWallTime('2026-12-31', '26:30'))).toBe('2027-01-01T02:30:00+08:00');
  });
});

describe('days', () => {
  it('start weeks on Monday', () => {
    expect(mondayOf('2026-11-25')).toBe('2026-11-23');
    expect(mondayOf('2026-11-29')).toBe('2026-11-23');
    expect(weekNumberOf('2026-11-25')).toBe(48);
    expect(daysBetween('2026-02-28', '2026-03-01')).toBe(1);
  });

  it('are real ones', () => {
    expect(['2026-02-28', '2024-02-29'].every(isDay)).toBe(true);
    expect(['2026-02-29', '2026-13-01', '2026-1-1', '', '2026-02-28T00:00'].some(isDay)).toBe(
      false,
    );
  });
});

describe('age', () => {
  it('grows on the birthday', () => {
    expect(ageOn('2014-11-26', '2026-11-25')).toBe(11);
    expect(ageOn('2014-11-26', '2026-11-26')).toBe(12);
  });

  it('grows on 1 March in common years for those born on 29 February', () => {
    expect(ageOn('2016-02-29', '2026-02-28')).toBe(9);
    expect(ageOn('2016-02-29', '2026-03-01')).toBe(10);
  });
});
