import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  METRES_PER_DEGREE,
  PACES_M_PER_S,
  type Pace,
  straightReachM,
  walkBetween,
} from '../../worker/features/directory/rules/walk.ts';

const PACES = Object.keys(PACES_M_PER_S) as Pace[];

it('reaches in so many minutes just what is shown with so many minutes', () => {
  const from = { lng: 120, lat: 30.288 };
  fc.assert(
    fc.property(
      fc.constantFrom(5, 10, 15),
      fc.constantFrom(...PACES),
      fc.double({ min: 0, max: 1000, noNaN: true }),
      (minutes, pace, metres) => {
        // At the very edge a millionth of a metre decides.
        fc.pre(Math.abs(metres - straightReachM(minutes, pace)) > 1e-6);
        const to = { ...from, lat: from.lat + metres / METRES_PER_DEGREE };
        const shown = walkBetween(from, to).minutes[pace];
        expect([shown, shown <= minutes]).toEqual([shown, metres < straightReachM(minutes, pace)]);
      },
    ),
  );
});
