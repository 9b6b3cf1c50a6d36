/** The places of a list as a map wants them: all that match, each in few words. */
import type { Context } from '../../../lib/context.ts';
import type { FacilityPoint, PointsInput } from '../schema.ts';
import { openingView } from './hours.ts';
import { findPlaces } from './list.ts';

/** What fits of the list, nearest first, up to `limit`; `total` and `atLeast` say whether that is all of it. */
export async function listPoints(ctx: Context, wanted: PointsInput) {
  const { shown, total, atLeast } = await findPlaces(ctx, wanted);
  const items = shown.map(({ place, opening: stands }): FacilityPoint => {
    const { row, scene, walk, fit } = place;
    const { reason: _, ...opening } = openingView(stands);
    return {
      id: row.id,
      name: row.name,
      level: row.level,
      category: row.category as FacilityPoint['category'],
      sign: row.sign,
      lng: row.lng,
      lat: row.lat,
      ...opening,
      ...(fit && { fits: fit.fits }),
      ...(scene && { scene: scene.name }),
      ...(walk && {
        metres: walk.metres,
        minutes: walk.minutes[wanted.pace],
        bearing: walk.bearing,
      }),
      ...(fit && { fit }),
    };
  });
  return { items, total: Math.max(total, items.length), atLeast };
}
