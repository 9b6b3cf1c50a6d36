/** The kinds of places, whom they are for, and the verbs that lead to them. */

export const LEVELS = ['subdistrict', 'community', 'estate'] as const;
export type Level = (typeof LEVELS)[number];

export const CATEGORIES = [
  'centre',
  'reading',
  'culture',
  'fitness',
  'sport',
  'dining',
  'health',
  'elder_care',
  'child_care',
  'children',
  'service_hall',
  'meeting',
  'parcel',
  'market',
  'green',
  'school_ground',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** 一键: what a resident wants to do now, as a saved query over categories. */
export const VERB_CATEGORIES = {
  read: ['reading'],
  fitness: ['fitness', 'sport'],
  dine: ['dining'],
  medical: ['health'],
} as const satisfies Record<string, readonly Category[]>;
export type Verb = keyof typeof VERB_CATEGORIES;
export const VERBS = Object.keys(VERB_CATEGORIES) as [Verb, ...Verb[]];

export const AUDIENCES = ['elder', 'child', 'parent', 'disabled', 'all'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** Facts about getting in and using a place (无障碍环境建设法 art. 32, 40). `unknown` is an answer of its own. */
export const ACCESS_FEATURES = [
  'step_free',
  'ground_floor',
  'lift',
  'accessible_toilet',
  'low_counter',
  'hearing_loop',
  'nursing_room',
  'accessible_parking',
  'tactile_paving',
  'voice_prompts',
  'writing_pad',
] as const;
export type AccessFeature = (typeof ACCESS_FEATURES)[number];
/** A feature that a record does not name is `unknown`: older records name fewer. */
export type AccessFacts = Partial<
  Record<AccessFeature, { answer: 'yes' | 'no' | 'unknown'; note?: string }>
>;
