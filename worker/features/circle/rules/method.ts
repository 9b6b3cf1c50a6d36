/** How the numbers came about, told with them so that anybody can check them by hand. */
import { DETOUR_FACTOR, PACES_M_PER_S, type Pace } from '../../directory/rules/walk.ts';
import { STANDARD_VERSION } from './standard.ts';
import { type Method, SNAP_M } from './ways.ts';

const TO_MINUTES = 'minutes = max(1, ceil(metres / (60 * speedMPerS)))';

const FORMULAS: Record<Method, string> = {
  straight_line: `metres = round(straightMetres * ${DETOUR_FACTOR} / 10) * 10; ${TO_MINUTES}`,
  network: `metres = round((to the nearest node, at most ${SNAP_M}, + shortest way along the network + from the nearest node, at most ${SNAP_M}) / 10) * 10; ${TO_MINUTES}`,
};

export function methodOf(by: Method, pace: Pace) {
  return {
    by,
    detourFactor: DETOUR_FACTOR,
    speedMPerS: PACES_M_PER_S[pace],
    formula: FORMULAS[by],
    standard: 'GB 50180-2018' as const,
    version: STANDARD_VERSION,
  };
}
