/** Leaving for a map. Degrees are GCJ-02, which is what Amap calls `gaode`. */

export interface Destination {
  name: string;
  lng: number;
  lat: number;
}

/**
 * A page of Amap that starts the walk, in its app where there is one.
 * https://lbs.amap.com/api/uri-api/guide/travel/route
 */
export function walkingMapHref({ name, lng, lat }: Destination): string {
  const query = [
    ['to', `${lng},${lat},${name}`],
    ['mode', 'walk'],
    ['policy', '1'],
    ['src', 'linli'],
    ['coordinate', 'gaode'],
    ['callnative', '1'],
  ].map(([key, value]) => `${key}=${encodeURIComponent(value ?? '')}`);
  return `https://uri.amap.com/navigation?${query.join('&')}`;
}

/** Inside a WeChat mini-program's web-view, pages of other sites do not open at all. */
export function inMiniProgram(userAgent: string): boolean {
  return /miniprogram/i.test(userAgent);
}
