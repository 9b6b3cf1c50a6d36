import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RING_MINUTES, reachM, walkRing } from '../../worker/features/directory/rules/rings.ts';
import {
  boundsOf,
  holds,
  labelPointOf,
  metresPerPixel,
  onPlane,
  type Point,
} from '../../worker/features/directory/rules/shapes.ts';
import {
  PACES_M_PER_S,
  type Pace,
  straightMetres,
  walkBetween,
} from '../../worker/features/directory/rules/walk.ts';

const HOME = { lng: 119.9995, lat: 30.2896 };
const PACES = Object.keys(PACES_M_PER_S) as Pace[];

describe('the rings of the life circle', () => {
  it('reach as far as the rule of walking says', () => {
    expect(Math.round(reachM(15, 'ordinary'))).toBe(762);
    expect(Math.round(reachM(5, 'wheelchair'))).toBe(162);
  });

  it('hold what is within so many minutes, and nothing that is further, but for the rounding of ways', () => {
    const away = fc.tuple(
      fc.double({ min: -0.015, max: 0.015, noNaN: true }),
      fc.double({ min: -0.015, max: 0.015, noNaN: true }),
    );
    fc.assert(
      fc.property(
        away,
        fc.constantFrom(...PACES),
        fc.constantFrom(...RING_MINUTES),
        ([east, north], pace, minutes) => {
          const to = { lng: HOME.lng + east, lat: HOME.lat + north };
          const edgeM = Math.abs(straightMetres(HOME, to) - reachM(minutes, pace));
          fc.pre(edgeM > 6);
          const inside = holds(walkRing(HOME, minutes, pace), [to.lng, to.lat]);
          expect(inside).toBe(walkBetween(HOME, to).minutes[pace] <= minutes);
        },
      ),
    );
  });

  it('are closed', () => {
    const ring = walkRing(HOME, 5, 'ordinary');
    expect(ring.at(-1)).toEqual(ring[0]);
  });
});

describe('shapes', () => {
  const square: Point[] = [
    [0, 0],
    [2, 0],
    [2, 2],
    [0, 2],
    [0, 0],
  ];

  it('bear their name in the middle of an area, before the middle of a line, at a point', () => {
    expect(labelPointOf({ type: 'Polygon', coordinates: [square] })).toEqual([1, 1]);
    expect(labelPointOf({ type: 'Point', coordinates: [3, 4] })).toEqual([3, 4]);
    const bent: Point[] = [
      [0, 0],
      [4, 0],
      [4, 2],
    ];
    expect(labelPointOf({ type: 'LineString', coordinates: bent })).toEqual([
      expect.closeTo(2.4, 9),
      0,
    ]);
    expect(
      labelPointOf({
        type: 'Polygon',
        coordinates: [
          [
            [5, 5],
            [5, 5],
          ],
        ],
      }),
    ).toEqual([5, 5]);
  });

  it('have a box around them, and nothing has none', () => {
    expect(
      boundsOf([
        [3, 1],
        [-1, 4],
      ]),
    ).toEqual({ west: -1, east: 3, south: 1, north: 4 });
    expect(boundsOf([])).toBeNull();
  });

  it('hold the points inside', () => {
    expect(holds(square, [1, 1.9])).toBe(true);
    expect(holds(square, [1, 2.1])).toBe(false);
    expect(holds(square, [-0.1, 1])).toBe(false);
  });
});

describe('the plane of a picture', () => {
  const plane = onPlane(HOME);

  it('keeps distances to a metre within the district', () => {
    const [x, y] = plane([HOME.lng + 0.02, HOME.lat - 0.015]);
    const metres = straightMetres(HOME, { lng: HOME.lng + 0.02, lat: HOME.lat - 0.015 });
    expect(Math.abs(Math.hypot(x, y) - metres)).toBeLessThan(2);
    expect([Math.sign(x), Math.sign(y)]).toEqual([1, 1]);
  });

  it('gives a pixel half as many metres with each zoom', () => {
    expect(metresPerPixel(0, 0)).toBeCloseTo(156_543, 0);
    expect(metresPerPixel(30.28, 15)).toBeCloseTo(4.13, 1);
    expect(metresPerPixel(30.28, 16)).toBeCloseTo(metresPerPixel(30.28, 15) / 2, 6);
  });
});
