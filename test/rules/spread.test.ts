import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spread } from '../../site/src/lib/spread.ts';

describe('numbers on a printed map', () => {
  it('stay where they are when nothing is in the way', () => {
    const spots = [
      { x: 0, y: 0 },
      { x: 30, y: 0 },
    ];
    expect(spread(spots, 20)).toEqual(spots);
  });

  it('never cover each other, however close the places lie', () => {
    const coordinate = fc.integer({ min: 0, max: 500 });
    const spot = fc.record({ x: coordinate, y: coordinate });
    fc.assert(
      fc.property(fc.array(spot, { maxLength: 40 }), (spots) => {
        const moved = spread(spots, 40);
        expect(moved).toHaveLength(spots.length);
        for (const [index, one] of moved.entries()) {
          for (const other of moved.slice(index + 1)) {
            expect(Math.hypot(other.x - one.x, other.y - one.y)).toBeGreaterThan(34);
          }
        }
      }),
    );
  });
});
