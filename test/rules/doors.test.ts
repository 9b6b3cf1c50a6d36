import { describe, expect, it } from 'vitest';
import { chooseDoor } from '../../worker/features/directory/rules/doors.ts';

const open = (minutes: number) => ({ minutes, opening: { state: 'open' as const } });
const opens = (minutes: number, nextOpenAt: number) => ({
  minutes,
  opening: { state: 'closed' as const, nextOpenAt },
});
const unknown = (minutes: number) => ({ minutes, opening: { state: 'unknown' as const } });

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
});
