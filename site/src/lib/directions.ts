/** Leaving for a map. Degrees are GCJ-02: Amap calls it `gaode`, to Tencent it is its own, and Baidu is told `gcj02`. */
import { keep, localStorageOf, stored } from './storage.ts';

export interface Destination {
  name: string;
  lng: number;
  lat: number;
}

export const MAPS = ['amap', 'tencent', 'baidu'] as const;
export type MapName = (typeof MAPS)[number];

/** Who asks, as each map wants to be told. Baidu wants `webapp.company.app`. */
const ASKER = 'linli';

/** A page of a map that starts the walk from where the phone is, in the map's app where there is one. */
export function walkingMapHref(to: Destination, map: MapName = 'amap'): string {
  return HREFS[map](to);
}

const HREFS: Record<MapName, (to: Destination) => string> = {
  /** Longitude first. https://lbs.amap.com/api/uri-api/guide/travel/route */
  amap: ({ name, lng, lat }) =>
    href('https://uri.amap.com/navigation', [
      ['to', `${lng},${lat},${plain(name)}`],
      ['mode', 'walk'],
      ['policy', '1'],
      ['src', ASKER],
      ['coordinate', 'gaode'],
      ['callnative', '1'],
    ]),
  /** Latitude first. https://lbs.qq.com/webApi/uriV1/uriGuide/uriWebRoute */
  tencent: ({ name, lng, lat }) =>
    href('https://apis.map.qq.com/uri/v1/routeplan', [
      ['type', 'walk'],
      ['to', name],
      ['tocoord', `${lat},${lng}`],
      ['referer', ASKER],
    ]),
  /** Latitude first; without `coord_type` it takes them for BD-09. https://lbsyun.baidu.com/index.php?title=uri/api/web */
  baidu: ({ name, lng, lat }) =>
    href('https://api.map.baidu.com/direction', [
      ['destination', `latlng:${lat},${lng}|name:${plain(name)}`],
      ['mode', 'walking'],
      ['coord_type', 'gcj02'],
      ['output', 'html'],
      ['src', `webapp.${ASKER}.${ASKER}`],
    ]),
};

function href(page: string, query: readonly (readonly [string, string])[]): string {
  return `${page}?${query.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&')}`;
}

/** A comma or a bar in a name would end it: both part the fields of a destination. */
function plain(name: string): string {
  return name.replace(/[,|]/g, ' ');
}

const KEY = 'linli.map';

/** The map last used on this phone; the first one until then. */
export function keptMap(): MapName {
  const found = stored(localStorageOf(), KEY);
  return MAPS.find((map) => map === found) ?? 'amap';
}

export function keepMap(map: MapName): void {
  keep(localStorageOf(), KEY, map);
}

/** Inside a WeChat mini-program's web-view, pages of other sites do not open at all. */
export function inMiniProgram(userAgent: string): boolean {
  return /miniprogram/i.test(userAgent);
}

/**
 * The page of our own mini-program that opens WeChat's map: `wx.openLocation` wants GCJ-02, and in a web-view a signature,
 * on a native page none. The contract is in docs/decisions/011-leaving-for-a-map.md.
 */
export function nativeMapPath({ name, lng, lat }: Destination, address: string): string {
  return href('/pages/location/index', [
    ['latitude', String(lat)],
    ['longitude', String(lng)],
    ['name', name],
    ['address', address],
  ]);
}

interface MiniProgram {
  navigateTo?: (target: { url: string }) => void;
}

/** The bridge to the mini-program; undefined where its JSSDK is not loaded. */
export function miniProgramOf(scope: unknown): MiniProgram | undefined {
  const { wx } = scope as { wx?: { miniProgram?: MiniProgram } };
  return typeof wx?.miniProgram?.navigateTo === 'function' ? wx.miniProgram : undefined;
}
