import type { Areas } from '../../../../../worker/features/directory/schema.ts';
import { answer, api } from '../../../lib/api.ts';
import { type Asked, useAnswer } from '../../../lib/use-answer.ts';

/** Zones, communities and estates by name. */
export function useAreas(): Asked<Areas> {
  return useAnswer('areas', () => answer(api.areas.$get()));
}
