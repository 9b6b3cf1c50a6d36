import { describe, expect, it } from 'vitest';
import { fitOf } from '../../worker/features/directory/rules/needs.ts';

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
});
