/** Where the phone is. Asked only on a press; answered in GCJ-02, as everything here is. */
import { straightMetres } from '../../../worker/features/directory/rules/walk.ts';
import type { Place } from './home.ts';

const WAIT_MS = 15_000;

/** Beyond this from every estate nobody walks here. */
const TOO_FAR_M = 5_000;

export type Located =
  | { kind: 'found'; here: Place }
  | { kind: 'far'; farM: number }
  | { kind: 'denied' | 'slow' | 'unavailable' };

/** The spot, named by the nearest of the estates; or why there is none. */
export async function locate(estates: readonly Place[]): Promise<Located> {
  try {
    const { coords } = await currentPosition();
    // Browsers answer WGS-84; half a kilometre away from the same point in GCJ-02.
    const { default: gcoord } = await import('gcoord');
    const [lng, lat] = gcoord.transform(
      [coords.longitude, coords.latitude],
      gcoord.WGS84,
      gcoord.GCJ02,
    );
    const at = { lng, lat };
    const [nearest] = [...estates].sort((a, b) => straightMetres(at, a) - straightMetres(at, b));
    if (!nearest) return { kind: 'unavailable' };
    const farM = straightMetres(at, nearest);
    if (farM > TOO_FAR_M) return { kind: 'far', farM };
    return { kind: 'found', here: { ...nearest, ...at, accuracyM: Math.round(coords.accuracy) } };
  } catch (error) {
    const code = (error as Partial<GeolocationPositionError>).code;
    if (code === 1) return { kind: 'denied' };
    return { kind: code === 3 ? 'slow' : 'unavailable' };
  }
}

function currentPosition(): Promise<GeolocationPosition> {
  return new Promise((resolve, reject) => {
    if (!navigator.geolocation) return reject(new Error('no geolocation'));
    navigator.geolocation.getCurrentPosition(resolve, reject, {
      enableHighAccuracy: true,
      timeout: WAIT_MS,
      maximumAge: 60_000,
    });
  });
}
