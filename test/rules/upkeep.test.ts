import { describe, expect, it } from 'vitest';
import {
  checkOf,
  isStale,
  standingOf,
  urgencyOf,
} from '../../worker/features/directory/rules/upkeep.ts';

const TODAY = '2026-11-25';
const checked = (checkedOn: string | null, category = 'culture', level = 'community' as const) => ({
  checkedOn,
  category,
  level,
});

describe('a check', () => {
  it('of a health station or a canteen holds a month, to the day', () => {
    expect(checkOf(checked('2026-10-26', 'health'), TODAY)).toEqual({
      state: 'due_soon',
      dueOn: TODAY,
      overdueDays: 0,
    });
    expect(checkOf(checked('2026-10-25', 'dining'), TODAY)).toEqual({
      state: 'overdue',
      dueOn: '2026-11-24',
      overdueDays: 1,
    });
  });

  it('of other places holds three months, in an estate six', () => {
    expect(checkOf(checked('2026-09-10'), TODAY).state).toBe('fresh');
    expect(checkOf(checked('2026-08-26'), TODAY).state).toBe('overdue');
    const inEstate = { ...checked('2026-06-01'), level: 'estate' as const };
    expect(checkOf(inEstate, TODAY).dueOn).toBe('2026-11-28');
  });

  it('that nobody made is no check, and residents are told so', () => {
    const never = checkOf(checked(null), TODAY);
    expect(never).toEqual({ state: 'never', dueOn: null, overdueDays: 0 });
    expect(isStale(never)).toBe(true);
    expect(isStale(checkOf(checked('2026-08-26'), TODAY))).toBe(true);
    expect(isStale(checkOf(checked('2026-08-28'), TODAY))).toBe(false);
  });
});

describe('what is checked first', () => {
  it('is what is longest overdue, and of two as old what is more used', () => {
    const old = urgencyOf(checked('2026-06-01'), 0, TODAY);
    const older = urgencyOf(checked('2026-05-01'), 0, TODAY);
    const used = urgencyOf(checked('2026-06-01'), 3, TODAY);
    expect(older).toBeGreaterThan(old);
    expect(used).toBeGreaterThan(older);
    expect(urgencyOf(checked('2026-11-20'), 50, TODAY)).toBe(0);
    expect(urgencyOf(checked(null), 0, TODAY)).toBe(90);
  });
});

describe('what holds for a while', () => {
  it('is planned, running from its first moment, over at its last, or lifted', () => {
    const one = { startAt: 10, endAt: 20, liftedAt: null };
    expect([9, 10, 19, 20].map((now) => standingOf(one, now))).toEqual([
      'planned',
      'running',
      'running',
      'over',
    ]);
    expect(standingOf({ ...one, liftedAt: 12 }, 15)).toBe('lifted');
  });
});
