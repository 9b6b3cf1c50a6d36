import { describe, expect, it } from 'vitest';
import { chooseDoor } from '../../worker/features/directory/rules/doors.ts';

type Fits = 'yes' | 'no' | 'unknown';

const open = (minutes: number, fits: Fits = 'yes') => ({
  minutes,
  opening: { state: 'open' as const },
  fits,
});
const opens = (minutes: number, nextOpenAt: number, fits: Fits = 'yes') => ({
  minutes,
  opening: { state: 'closed' as const, nextOpenAt },
  fits,
});
const unknown = (minutes: number) => ({
  minutes,
  opening: { state: 'unknown' as const },
  fits: 'yes' as const,
});

describe('a door', () => {
  it('leads to the nearest place that is open, past nearer ones that are not', () => {
    expect(chooseDoor([opens(3, 10), open(9), open(12)])?.minutes).toBe(9);
  });

  it('leads at night to what opens first nearby, not to what is open an hour away', () => {
    expect(chooseDoor([opens(4, 20), opens(9, 10), opens(45, 5), open(64)])?.minutes).toBe(9);
  });

  it('leads to the nearer of two that open at the same time', () => {
    expect(chooseDoor([opens(4, 10), opens(9, 10)])?.minutes).toBe(4);
  });

  it('leads far only when there is nothing near', () => {
    expect(chooseDoor([unknown(5), open(64)])?.minutes).toBe(64);
    expect(chooseDoor([unknown(5), opens(40, 10)])?.minutes).toBe(40);
    expect(chooseDoor([unknown(5)])?.minutes).toBe(5);
    expect(chooseDoor([])).toBeNull();
  });

  it('leads to what fits, past nearer places that do not', () => {
    expect(chooseDoor([open(2, 'no'), open(5, 'unknown'), open(9)])?.minutes).toBe(9);
  });

  it('leads to an open place that nobody has checked before one that fits but is shut', () => {
    expect(chooseDoor([open(2, 'no'), open(5, 'unknown'), opens(9, 10)])?.minutes).toBe(5);
  });

  it('leads to what fits and opens later before what is open and does not fit', () => {
    expect(chooseDoor([open(2, 'no'), opens(9, 10)])?.minutes).toBe(9);
  });

  it('leads to what does not fit rather than to a place an hour away', () => {
    expect(chooseDoor([open(2, 'no'), open(64)])?.minutes).toBe(2);
    expect(chooseDoor([open(50, 'no'), open(64)])?.minutes).toBe(64);
    expect(chooseDoor([opens(40, 10, 'no')])?.minutes).toBe(40);
  });
});
