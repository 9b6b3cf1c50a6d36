import type { Category, Verb } from '../../../worker/features/directory/rules/kinds.ts';
import type { IconName } from './icons.ts';

/** The pictogram of each kind of place. */
export const categoryIcons: Record<Category, IconName> = {
  centre: 'centre',
  reading: 'read',
  culture: 'art',
  fitness: 'fitness',
  sport: 'racket',
  dining: 'dine',
  health: 'medical',
  elder_care: 'elder',
  child_care: 'nursing',
  children: 'child',
  service_hall: 'counter',
  meeting: 'meetingRoom',
  parcel: 'parcel',
  market: 'basket',
  green: 'leaf',
  school_ground: 'school',
};

/** In the order of the sign; the elder edition puts meals and doctors first. */
export const VERBS_IN_ORDER: readonly Verb[] = ['read', 'fitness', 'dine', 'medical'];
export const VERBS_FOR_ELDERS: readonly Verb[] = ['dine', 'medical', 'fitness', 'read'];

/** The kinds of bookable place that the register knows; any other is drawn as a calendar. */
const venueIcons: Record<string, IconName> = {
  badminton: 'racket',
  tennis: 'racket',
  table_tennis: 'tableTennis',
  basketball: 'ball',
  football: 'ball',
  billiards: 'ball',
  gateball: 'ball',
  track: 'walk',
  study: 'seat',
  computer: 'seat',
  chess: 'people',
  play: 'child',
  meeting: 'meetingRoom',
  classroom: 'meetingRoom',
  hall: 'stage',
  dance: 'people',
  music: 'music',
  art: 'art',
};

export function venueIcon(category: string): IconName {
  return venueIcons[category] ?? 'calendar';
}
