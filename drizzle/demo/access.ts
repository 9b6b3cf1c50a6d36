/** Facts about getting in, and when somebody last looked. Much is honestly unknown. */
import {
  ACCESS_FEATURES,
  type AccessFacts,
  type Level,
} from '../../worker/features/directory/rules/kinds.ts';
import type { Seed } from './seed.ts';

type Answer = AccessFacts[keyof AccessFacts];

const yes = (note?: string): Answer => (note ? { answer: 'yes', note } : { answer: 'yes' });
const unknown: Answer = { answer: 'unknown' };

export const GUOLING_ACCESS: AccessFacts = {
  step_free: yes('东门无台阶，坡道 1:12'),
  ground_floor: { answer: 'no' },
  lift: yes('1–4 楼'),
  accessible_toilet: yes('1 楼、3 楼'),
  low_counter: yes('1 楼便民窗口'),
  hearing_loop: unknown,
  nursing_room: yes('2 楼'),
  accessible_parking: yes('地面东侧 4 个车位'),
  tactile_paving: yes('东门到便民窗口'),
  voice_prompts: yes('电梯里报层'),
  writing_pad: yes('1 楼便民窗口'),
};

/** How likely a feature is there, and how likely nobody has checked, by level. */
const LIKELY: Record<Level, { there: number; unchecked: number }> = {
  subdistrict: { there: 0.85, unchecked: 0.1 },
  community: { there: 0.6, unchecked: 0.2 },
  estate: { there: 0.35, unchecked: 0.45 },
};

const NOTES: Partial<Record<keyof AccessFacts, readonly string[]>> = {
  step_free: ['正门平进', '走南侧坡道', '坡道 1:12，有扶手'],
  accessible_toilet: ['一楼', '大厅左手边'],
  accessible_parking: ['门前 1 个车位', '地下车库 B1 层近电梯口'],
};

/** Up to so many m² a place is taken to be all on the ground floor. */
const ONE_STOREY_M2 = 300;

/** A small place is on the ground floor, and has no lift that anybody would need. */
export function withStoreys(access: AccessFacts, areaM2: number): AccessFacts {
  if (areaM2 > ONE_STOREY_M2) return { ...access, ground_floor: { answer: 'no' } };
  return { ...access, ground_floor: { answer: 'yes' }, lift: { answer: 'no' } };
}

export function accessFacts(level: Level, seed: Seed): AccessFacts {
  const { there, unchecked } = LIKELY[level];
  const entries = ACCESS_FEATURES.filter((one) => one !== 'ground_floor').map(
    (feature): [string, Answer] => {
      if (seed.chance(unchecked)) return [feature, unknown];
      if (!seed.chance(there)) return [feature, { answer: 'no' }];
      const notes = NOTES[feature];
      return [feature, notes && seed.chance(0.4) ? yes(seed.pick(notes)) : yes()];
    },
  );
  const facts = Object.fromEntries(entries) as Omit<AccessFacts, 'ground_floor'>;
  return { ...facts, ground_floor: unknown };
}
