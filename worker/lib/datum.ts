/** The datums that positions come in with. A wrong one is half a kilometre here. */
import gcoord from 'gcoord';

const SYSTEMS = {
  gcj02: gcoord.GCJ02,
  wgs84: gcoord.WGS84,
  bd09: gcoord.BD09,
} as const;
export type Datum = keyof typeof SYSTEMS;

/** Degrees as they are stored: GCJ-02, to a tenth of a metre. */
export function toGcj02(
  { lng, lat }: { lng: number; lat: number },
  datum: Datum,
): { lng: number; lat: number } {
  const [x, y] = gcoord.transform([lng, lat], SYSTEMS[datum], gcoord.GCJ02);
  return { lng: Number(x.toFixed(6)), lat: Number(y.toFixed(6)) };
}

/** `[lng, lat]` as GeoJSON and GPS have them: WGS-84, to a tenth of a metre. */
export function toWgs84({ lng, lat }: { lng: number; lat: number }): [lng: number, lat: number] {
  const [x, y] = gcoord.transform([lng, lat], gcoord.GCJ02, gcoord.WGS84);
  return [Number(x.toFixed(6)), Number(y.toFixed(6))];
}
