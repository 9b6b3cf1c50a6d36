import { describe, expect, it } from 'vitest';
import { factsOn, fitOf } from '../../worker/features/directory/rules/needs.ts';

const yes = { answer: 'yes' as const };
const no = { answer: 'no' as const };
const unknown = { answer: 'unknown' as const };

describe('whether a place fits', () => {
  it('does for somebody who needs nothing, whatever it lacks', () => {
    expect(fitOf([], { step_free: no })).toEqual({ fits: 'yes', missing: [], unchecked: [] });
  });

  it('does when everything asked for is there', () => {
    expect(fitOf(['rollator'], { step_free: yes, lift: yes, nursing_room: no }).fits).toBe('yes');
  });

  it('names what is in the way, once, though two needs ask for it', () => {
    expect(fitOf(['stroller', 'step_free'], { step_free: no, lift: yes })).toEqual({
      fits: 'no',
      missing: ['step_free'],
      unchecked: [],
    });
  });

  it('is not known where something asked for was never checked, and no longer when something is missing', () => {
    expect(fitOf(['hearing'], { hearing_loop: yes, writing_pad: unknown })).toEqual({
      fits: 'unknown',
      missing: [],
      unchecked: ['writing_pad'],
    });
    expect(fitOf(['hearing'], { hearing_loop: no }).fits).toBe('no');
  });

  it('asks for no lift where all of it is on the ground floor', () => {
    const low = { step_free: yes, lift: no, ground_floor: yes };
    expect(fitOf(['rollator'], low)).toEqual({ fits: 'yes', missing: [], unchecked: [] });
    expect(fitOf(['rollator'], { ...low, lift: unknown }).fits).toBe('yes');
    for (const ground_floor of [no, unknown]) {
      expect(fitOf(['rollator'], { ...low, ground_floor }).missing).toEqual(['lift']);
    }
  });

  it('asks for no lift to a room on the ground floor of a house of several', () => {
    const house = { step_free: yes, lift: no, ground_floor: no };
    expect(fitOf(['stroller'], factsOn(1, house)).fits).toBe('yes');
    for (const floor of [2, -1, null]) {
      expect(fitOf(['stroller'], factsOn(floor, house)).missing).toEqual(['lift']);
    }
  });
});
