import { describe, expect, it } from 'vitest';
import { entrancesFor } from '../../worker/features/directory/rules/entrances.ts';

const main = { id: 'main', kind: 'main', stepFree: 'no' } as const;
const ramp = { id: 'ramp', kind: 'side', stepFree: 'yes' } as const;
const back = { id: 'back', kind: 'side', stepFree: 'unknown' } as const;
const ids = (doors: readonly { id: string }[]) => doors.map(({ id }) => id);

describe('the door one walks to', () => {
  it('is the main one for somebody who needs nothing, or nothing of doors', () => {
    expect(ids(entrancesFor([ramp, back, main], []))).toEqual(['main', 'ramp', 'back']);
    expect(ids(entrancesFor([ramp, main], ['hearing', 'nursing_room']))).toEqual(['main', 'ramp']);
  });

  it('is the one without steps for a wheelchair, a rollator, a stroller or bad knees', () => {
    for (const need of ['wheelchair', 'rollator', 'stroller', 'step_free'] as const) {
      expect(ids(entrancesFor([main, back, ramp], [need]))).toEqual(['ramp', 'back', 'main']);
    }
  });

  it('is the main one where both are without steps', () => {
    const flat = { ...main, stepFree: 'yes' } as const;
    expect(ids(entrancesFor([ramp, flat], ['wheelchair']))).toEqual(['main', 'ramp']);
  });

  it('is one that nobody has checked before one with steps', () => {
    expect(ids(entrancesFor([main, back], ['stroller', 'sight']))).toEqual(['back', 'main']);
  });

  it('leaves the given list as it was, and none where there is none', () => {
    const given = [ramp, main];
    entrancesFor(given, []);
    expect(ids(given)).toEqual(['ramp', 'main']);
    expect(entrancesFor([], ['wheelchair'])).toEqual([]);
  });
});
