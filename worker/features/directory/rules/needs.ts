/** 合我用: what somebody needs to get in and use a place, held against what is known of it. */
import type { AccessFacts, AccessFeature } from './kinds.ts';

export const NEEDS = [
  'wheelchair',
  'rollator',
  'stroller',
  'sight',
  'hearing',
  'step_free',
  'nursing_room',
] as const;
export type Need = (typeof NEEDS)[number];

/** What each need asks of a place (无障碍环境建设法 art. 32 and 40 name the facilities). Our own reading, not a standard's. */
export const ASKS: Record<Need, readonly AccessFeature[]> = {
  wheelchair: ['step_free', 'lift', 'accessible_toilet', 'low_counter'],
  rollator: ['step_free', 'lift'],
  stroller: ['step_free', 'lift'],
  sight: ['tactile_paving', 'voice_prompts'],
  hearing: ['hearing_loop', 'writing_pad'],
  step_free: ['step_free'],
  nursing_room: ['nursing_room'],
};

export type Fit = {
  /** `no` = something is known to be missing; `unknown` = nothing is, but not all has been checked. */
  fits: 'yes' | 'no' | 'unknown';
  /** What is in the way. */
  missing: AccessFeature[];
  /** What nobody has checked. */
  unchecked: AccessFeature[];
};

/** What these needs ask of a place. One that is all on the ground floor needs no lift. */
export function askedOf(needs: readonly Need[], facts: AccessFacts): AccessFeature[] {
  const asked = [...new Set(needs.flatMap((need) => ASKS[need]))];
  const isLow = facts.ground_floor?.answer === 'yes';
  return asked.filter((feature) => !(isLow && feature === 'lift'));
}

/** What is known of a room: of the house's, that it is on the ground floor where its floor (1 = ground) says so. */
export function factsOn(floor: number | null, facts: AccessFacts): AccessFacts {
  return floor === 1 ? { ...facts, ground_floor: { answer: 'yes' } } : facts;
}

/** Whether a place fits somebody with all these needs. Without needs every place does. */
export function fitOf(needs: readonly Need[], facts: AccessFacts): Fit {
  const asked = askedOf(needs, facts);
  const answered = (answer: string) =>
    asked.filter((feature) => (facts[feature]?.answer ?? 'unknown') === answer);
  const missing = answered('no');
  const unchecked = answered('unknown');
  const fits = missing.length > 0 ? 'no' : unchecked.length > 0 ? 'unknown' : 'yes';
  return { fits, missing, unchecked };
}
