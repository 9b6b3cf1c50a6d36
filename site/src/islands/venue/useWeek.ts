import { useRef } from 'preact/hooks';
import { answer, api } from '../../lib/api.ts';
import { addDays } from '../../lib/format.ts';
import { type Asked, useAnswer } from '../../lib/use-answer.ts';
import type { VenueDay } from '../../lib/venueWeek.ts';

export interface Week extends Pick<Asked<unknown>, 'refusal' | 'asking' | 'again'> {
  /** Every day that has been answered so far, by its date. */
  days: ReadonlyMap<string, VenueDay>;
}

/**
 * The days of a venue from a Monday on, kept fresh. Without a Monday the seven days from today, whatever this phone
 * takes for today. `ready` false asks nothing.
 */
export function useWeek(venueId: string, monday: string | undefined, ready: boolean): Week {
  const known = useRef(new Map<string, VenueDay>());
  const asked = useAnswer(ready ? `${venueId} ${monday ?? ''}` : '', () =>
    answer(
      api.venues[':id'].availability.$get({
        param: { id: venueId },
        query: monday ? { from: monday, to: addDays(monday, 6) } : {},
      }),
    ),
  );
  for (const day of asked.value?.days ?? []) known.current.set(day.on, day);
  const { refusal, asking, again } = asked;
  return { days: known.current, refusal, asking, again };
}
