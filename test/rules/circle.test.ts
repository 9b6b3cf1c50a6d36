import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  coverageOf,
  gapOf,
  type Home,
  rankGaps,
  sharesOf,
} from '../../worker/features/circle/rules/coverage.ts';
import { floorAreaOf, perHundredHouseholds } from '../../worker/features/circle/rules/floorArea.ts';
import { gridOf, nearestIn } from '../../worker/features/circle/rules/grid.ts';
import { countsFor, type Kind, nearestOnFoot } from '../../worker/features/circle/rules/reach.ts';
import { REQUIREMENTS, reachMetres, tierOf } from '../../worker/features/circle/rules/standard.ts';
import { networkFor, waysFrom } from '../../worker/features/circle/rules/ways.ts';
import {
  CATEGORIES,
  type Category,
  type Level,
} from '../../worker/features/directory/rules/kinds.ts';
import {
  METRES_PER_DEGREE,
  minutesAt,
  straightMetres,
} from '../../worker/features/directory/rules/walk.ts';

const HOME = { lng: 120, lat: 30.29 };

/** So many metres due north of home in a straight line. */
const north = (metres: number) => ({ lng: HOME.lng, lat: HOME.lat + metres / METRES_PER_DEGREE });

const kind = (id: string, category: Category, level: Level, metres: number): Kind => ({
  id,
  category,
  level,
  ...north(metres),
});

const estimate = (from: { lng: number; lat: number }) => waysFrom(from, 'ordinary', null);

describe('a way that is estimated', () => {
  it('is the straight line by 1.3 to ten metres, and the minutes of just these metres', () => {
    // 200 m × 1.3 = 260 m; 260 / 1.1 = 236.4 s = 3.94 min.
    expect(estimate(HOME).to(north(200))).toMatchObject({
      metres: 260,
      minutes: 4,
      bearing: 0,
      by: 'straight_line',
    });
    expect([minutesAt(260, 'slow'), minutesAt(260, 'wheelchair')]).toEqual([6, 7]);
  });
});

describe('the tiers', () => {
  it('end at exactly 300, 500 and 1000 metres, edges included', () => {
    const metres = [0, 300, 301, 500, 501, 1000, 1001];
    expect(metres.map((one) => tierOf(one, 'ordinary'))).toEqual([5, 5, 10, 10, 15, 15, null]);
  });

  it('reach less far for who walks slower, in proportion to the pace', () => {
    expect(reachMetres(5, 'slow')).toBeCloseTo((300 * 0.8) / 1.1);
    expect(tierOf(300, 'slow')).toBe(10);
    expect(tierOf(1000, 'wheelchair')).toBeNull();
  });

  it('tell nobody of fifteen minutes where the minutes say more, but at the very edge', () => {
    for (const pace of ['ordinary', 'slow', 'wheelchair'] as const) {
      for (let metres = 10; metres < 1000; metres += 10) {
        const tier = tierOf(metres, pace);
        if (tier !== null) expect(minutesAt(metres, pace)).toBeLessThanOrEqual(tier);
      }
    }
    expect(minutesAt(1000, 'ordinary')).toBe(16);
  });
});

describe('what counts', () => {
  it('is set for every kind of place, under ids that say kind and tier', () => {
    expect(new Set(REQUIREMENTS.map(({ category }) => category))).toEqual(new Set(CATEGORIES));
    expect(REQUIREMENTS.map(({ id }) => id)).toEqual(
      REQUIREMENTS.map(({ category, tier }) => `${category}-${tier}`),
    );
    expect(new Set(REQUIREMENTS.map(({ id }) => id)).size).toBe(REQUIREMENTS.length);
  });

  it('is no place of an upper level in the circle of a lower one, nor the other way round', () => {
    const station = REQUIREMENTS.find(({ id }) => id === 'health-5');
    const centre = REQUIREMENTS.find(({ id }) => id === 'health-15');
    if (!station || !centre) throw new Error('no health');
    const large = kind('large', 'health', 'subdistrict', 10);
    const small = kind('small', 'health', 'community', 10);
    expect([countsFor(station, large), countsFor(station, small)]).toEqual([false, true]);
    expect([countsFor(centre, large), countsFor(centre, small)]).toEqual([true, false]);
  });
});

const estate = (id: string, households: number, metres = 0): Home => ({
  id,
  name: id,
  communityId: 'c',
  zoneId: 'z',
  households,
  ...north(metres),
});

describe('coverage', () => {
  // 230 m × 1.3 = 299 → 300 m: just inside five minutes. 235 m × 1.3 = 305.5 → 310 m: just outside.
  const kinds = [kind('canteen', 'dining', 'community', 230)];
  const rows = coverageOf([estate('in', 300), estate('out', 100, -5)], kinds, estimate);
  const dining = (row: (typeof rows)[number]) =>
    row.cells.find(({ requirementId }) => requirementId === 'dining-5');

  it('keeps a requirement to the metre', () => {
    expect(rows.map(dining)).toMatchObject([
      { met: true, nearest: { metres: 300, tier: 5 } },
      { met: false, nearest: { metres: 310, tier: 10 } },
    ]);
  });

  it('says where there is none at all', () => {
    const reading = rows[0]?.cells.find(({ requirementId }) => requirementId === 'reading-5');
    expect(reading).toEqual({ requirementId: 'reading-5', met: false, nearest: null });
  });

  it('weighs an estate by its households', () => {
    const share = sharesOf(rows).find(({ requirementId }) => requirementId === 'dining-5');
    expect(share).toEqual({ requirementId: 'dining-5', householdsMet: 300, households: 400 });
  });

  it('ranks by households × what is missed, equals by what is missed and then by id', () => {
    const row = (id: string, households: number, missed: number) => ({
      ...estate(id, households),
      cells: [],
      missed,
    });
    const ranked = rankGaps([row('b', 60, 2), row('a', 60, 2), row('c', 40, 3), row('d', 9, 0)]);
    expect(ranked.map(({ id }) => id)).toEqual(['c', 'a', 'b']);
    expect(ranked.map(gapOf)).toEqual([120, 120, 120]);
  });
});

describe('floor for each hundred households', () => {
  const buildings = [
    { category: 'dining', communityId: 'c', areaM2: 300 },
    { category: 'green', communityId: 'c', areaM2: 5000 },
    { category: 'reading', communityId: 'other', areaM2: 70 },
  ] as const;

  it('counts what stands in the area and has a roof', () => {
    const area = floorAreaOf({ id: 'a', communityIds: ['c'] }, buildings, [
      { communityId: 'c', households: 450 },
      { communityId: 'other', households: 7 },
    ]);
    expect(area).toEqual({ id: 'a', facilities: 1, areaM2: 300, households: 450 });
    // 300 / 450 × 100 = 66.666…
    expect(perHundredHouseholds(area)).toBe(66.67);
  });

  it('is not told where nobody lives', () => {
    expect(perHundredHouseholds({ id: 'a', facilities: 1, areaM2: 5, households: 0 })).toBeNull();
  });
});

const spot = fc.record({
  lng: fc.double({ min: 119.975, max: 120.035, noNaN: true }),
  lat: fc.double({ min: 30.262, max: 30.312, noNaN: true }),
});

describe('the grid', () => {
  it('finds what looking at every place finds', () => {
    const places = fc.array(spot, { minLength: 65, maxLength: 200 });
    fc.assert(
      fc.property(places, spot, fc.integer({ min: 1, max: 9 }), (spots, from, most) => {
        const placed = spots.map((one, index) => ({ ...one, id: `p${index}` }));
        const found = nearestIn(gridOf(placed), from, { most, withinM: 2000 });
        const all = placed
          .map((one) => straightMetres(from, one))
          .filter((metres) => metres <= 2000)
          .sort((a, b) => a - b);
        expect(found.map(({ straightM }) => straightM)).toEqual(all.slice(0, most));
      }),
    );
  });

  it('answers what is nearest on foot, however the network bends', () => {
    const bent = (to: { lng: number; lat: number }) => {
      const straightM = straightMetres(HOME, to);
      const metres = straightM < 150 ? 900 : Math.round(straightM);
      return { metres, minutes: 1, bearing: 0, by: 'network' as const };
    };
    const kinds = [100, 120, 140, 400].map((metres) =>
      kind(`at-${metres}`, 'dining', 'estate', metres),
    );
    const look = { pace: 'ordinary', most: 1 } as const;
    const [nearest] = nearestOnFoot(gridOf(kinds), HOME, bent, look);
    expect(nearest).toMatchObject({ place: { id: 'at-400' }, metres: 400 });
  });
});

/** A grid of streets of 100 m, from home to the north-east: node `x,y` is so many crossings east and north. */
const SIDE = 6;
const crossing = (x: number, y: number) => ({
  id: x * SIDE + y,
  lng: HOME.lng + (x * 100) / (METRES_PER_DEGREE * Math.cos((HOME.lat * Math.PI) / 180)),
  lat: HOME.lat + (y * 100) / METRES_PER_DEGREE,
});
const CROSSINGS = Array.from({ length: SIDE * SIDE }, (_, id) =>
  crossing(Math.floor(id / SIDE), id % SIDE),
);

/** A way from one crossing to any other, at least as long as the straight line. */
const edge = fc
  .record({
    fromNode: fc.nat(CROSSINGS.length - 1),
    toNode: fc.nat(CROSSINGS.length - 1),
    bend: fc.double({ min: 1, max: 2, noNaN: true }),
    stepFree: fc.boolean(),
  })
  .filter(({ fromNode, toNode }) => fromNode !== toNode)
  .map(({ bend, ...ends }) => {
    const [from, to] = [CROSSINGS[ends.fromNode], CROSSINGS[ends.toNode]];
    return { ...ends, metres: from && to ? straightMetres(from, to) * bend : 1 };
  });
const edges = fc.array(edge, { minLength: 1, maxLength: 80 });
const inGrid = fc
  .record({
    x: fc.double({ min: 0, max: 5, noNaN: true }),
    y: fc.double({ min: 0, max: 5, noNaN: true }),
  })
  .map(({ x, y }) => crossing(x, y));

/** Ways are told to ten metres. */
const ROUNDING_M = 5.01;

describe('a way along the network', () => {
  const metresOf = (
    network: ReturnType<typeof networkFor>,
    from: { lng: number; lat: number },
    to: { lng: number; lat: number },
  ) => waysFrom(from, 'ordinary', network).to(to);

  it('follows the streets, and leaves out stairs for a wheelchair', () => {
    const street = { fromNode: 0, toNode: 1, metres: 100, stepFree: true };
    const corner = { fromNode: 1, toNode: 7, metres: 100, stepFree: true };
    const stairs = { fromNode: 0, toNode: 7, metres: 142, stepFree: false };
    const all = [street, corner, stairs];
    const to = crossing(1, 1);
    const walk = waysFrom(HOME, 'ordinary', networkFor('ordinary', CROSSINGS, all)).to(to);
    expect(walk).toMatchObject({ metres: 140, by: 'network' });
    const roll = waysFrom(HOME, 'wheelchair', networkFor('wheelchair', CROSSINGS, all)).to(to);
    expect(roll).toMatchObject({ metres: 200, by: 'network', minutes: 5 });
  });

  it('is estimated from further than 200 m beside it', () => {
    const one = [{ fromNode: 0, toNode: 1, metres: 100, stepFree: true }];
    const ways = waysFrom(HOME, 'ordinary', networkFor('ordinary', CROSSINGS, one));
    expect([ways.by, ways.to(north(299)).by, ways.to(north(301)).by]).toEqual([
      'network',
      'network',
      'straight_line',
    ]);
  });

  it('is never shorter than the straight line, and as long back as forth', () => {
    fc.assert(
      fc.property(edges, inGrid, inGrid, (ways, from, to) => {
        const network = networkFor('ordinary', CROSSINGS, ways);
        const forth = metresOf(network, from, to);
        expect(forth.metres).toBeGreaterThanOrEqual(straightMetres(from, to) - ROUNDING_M);
        expect(metresOf(network, to, from).metres).toBe(forth.metres);
      }),
    );
  });

  it('gets no longer by one more way between its nodes', () => {
    fc.assert(
      fc.property(edges, edge, fc.nat(35), fc.nat(35), (ways, more, a, b) => {
        const ends = new Set(ways.flatMap(({ fromNode, toNode }) => [fromNode, toNode]));
        const [from, to] = [CROSSINGS[a], CROSSINGS[b]];
        fc.pre(ends.has(more.fromNode) && ends.has(more.toNode) && ends.has(a) && ends.has(b));
        if (!from || !to) return;
        const before = metresOf(networkFor('ordinary', CROSSINGS, ways), from, to);
        const after = metresOf(networkFor('ordinary', CROSSINGS, [...ways, more]), from, to);
        // What no way led to was estimated: only what was measured before can be compared.
        if (before.by === 'network') expect(after.metres).toBeLessThanOrEqual(before.metres);
      }),
    );
  });
});
