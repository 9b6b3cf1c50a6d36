/** Which door one walks to. */
import { ASKS, type Need } from './needs.ts';

/** What is known of a way in. */
export type WayIn = { kind: 'main' | 'side'; stepFree: 'yes' | 'no' | 'unknown' };

/**
 * The doors in the order in which somebody with these needs would try them. Where the needs ask for a way without steps,
 * such a door comes first, whichever side it is on, and one with steps last; otherwise the main door. Doors that are alike
 * stay in the order given.
 */
export function entrancesFor<E extends WayIn>(
  entrances: readonly E[],
  needs: readonly Need[],
): E[] {
  const asksStepFree = needs.some((need) => ASKS[need].includes('step_free'));
  const steps = ({ stepFree }: E) =>
    asksStepFree ? ['yes', 'unknown', 'no'].indexOf(stepFree) : 0;
  const side = ({ kind }: E) => (kind === 'main' ? 0 : 1);
  return [...entrances].sort((a, b) => steps(a) - steps(b) || side(a) - side(b));
}
