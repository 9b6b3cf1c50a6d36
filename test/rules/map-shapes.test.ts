/** The schematic of the reference district: it says of each place what the register says. */
import { describe, expect, it } from 'vitest';
import { COMMUNITIES, DISTRICT_BOX } from '../../drizzle/demo/areas.ts';
import { referenceDistrict } from '../../drizzle/demo/district.ts';
import { holds, type Point, pointsOf } from '../../worker/features/directory/rules/shapes.ts';

const { mapShape, facility, estate, zone } = referenceDistrict(
  Date.parse('2026-11-25T10:37:00+08:00'),
);

const ofKind = (kind: string) => mapShape.filter((one) => one.kind === kind);

/** The outline of a polygon, or the line itself. */
function outlineOf(kind: string, refId: string | null): readonly Point[] {
  const shape = mapShape.find((one) => one.kind === kind && one.refId === refId);
  if (!shape) throw new Error(`No ${kind} ${refId}`);
  return pointsOf(shape.geometry);
}

/** Degrees of the angle of each stretch, in true directions. */
function anglesOf(points: readonly Point[]): number[] {
  return points.slice(1).map(([lng, lat], index) => {
    const [fromLng, fromLat] = points[index] ?? [lng, lat];
    const east = (lng - fromLng) * Math.cos((30.282 * Math.PI) / 180);
    return (Math.atan2(lat - fromLat, east) * 180) / Math.PI;
  });
}

describe('the schematic', () => {
  it('draws each zone, community and estate once, the canal, the ring and three cores', () => {
    const refs = (kind: string) =>
      ofKind(kind)
        .map(({ refId }) => refId)
        .sort();
    expect(refs('zone')).toEqual(zone.map(({ id }) => id).sort());
    expect(refs('community')).toEqual(COMMUNITIES.map(({ id }) => id).sort());
    expect(refs('estate')).toEqual(estate.map(({ id }) => id).sort());
    expect(refs('core')).toEqual(['a', 'b', 'c']);
    expect(ofKind('water').map(({ name }) => name)).toEqual(['余杭塘河']);
    expect(ofKind('ring').map(({ name }) => name)).toEqual(['一环绿道']);
  });

  it('names only streets that stand in addresses', () => {
    const known = new Set(COMMUNITIES.flatMap(({ streets }) => streets));
    const named = ofKind('street').map(({ name }) => name);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
  });

  it('puts every place into the outline of its zone and community, and none into the canal', () => {
    const canal = outlineOf('water', null);
    for (const { id, zoneId, communityId, lng, lat } of facility) {
      expect(holds(outlineOf('zone', zoneId), [lng, lat]), `${id} in zone`).toBe(true);
      expect(holds(outlineOf('community', communityId), [lng, lat]), `${id} in community`).toBe(
        true,
      );
      expect(holds(canal, [lng, lat]), `${id} in the water`).toBe(false);
    }
  });

  it('puts every estate into its own block, and no block into the canal', () => {
    const canal = outlineOf('water', null);
    for (const { id, lng, lat } of estate) {
      const block = outlineOf('estate', id);
      expect(holds(block, [lng, lat]), id).toBe(true);
      expect(
        block.filter((corner) => holds(canal, corner)),
        id,
      ).toEqual([]);
    }
  });

  it('turns by 45 degrees only', () => {
    for (const { id, geometry } of mapShape) {
      for (const angle of anglesOf(pointsOf(geometry))) {
        const off = Math.abs(angle / 45 - Math.round(angle / 45)) * 45;
        expect(off, `${id}: ${angle}`).toBeLessThan(0.6);
      }
    }
  });

  it('closes each outline, and stays in the district but for the canal', () => {
    for (const { id, kind, geometry } of mapShape) {
      if (geometry.type === 'Polygon') {
        const [ring = []] = geometry.coordinates;
        expect(ring.at(-1), id).toEqual(ring[0]);
        expect(ring.length, id).toBeGreaterThanOrEqual(4);
      }
      if (kind === 'water') continue;
      for (const [lng, lat] of pointsOf(geometry)) {
        expect(lng > DISTRICT_BOX.west && lng < DISTRICT_BOX.east, id).toBe(true);
        expect(lat > DISTRICT_BOX.south && lat < DISTRICT_BOX.north, id).toBe(true);
      }
    }
  });
});
