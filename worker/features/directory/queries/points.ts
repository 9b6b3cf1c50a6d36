/** The places of a list as a map wants them: all that match, each in few words. */
import type { Context } from '../../../lib/context.ts';
import type { FacilityPoint, PointsInput } from '../schema.ts';
import { findPlaces } from './facilities.ts';
import { openingView } from './hours.ts';

/** What fits of the list, nearest first, up to `limit`; `total` says whether that is all of it. */
export async function listPoints(ctx: Context, wanted: PointsInput) {
  const { shown, openingOf, total } = await findPlaces(ctx, wanted);
  const items = shown.map((place): FacilityPoint => {
    const { row, scene, walk, fit } = place;
    const { reason: _, ...opening } = openingView(openingOf(place));
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
  return { items, total };
}
