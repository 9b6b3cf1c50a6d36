import { describe, expect, test } from 'vitest';
import {
  inMiniProgram,
  keptMap,
  type MapName,
  miniProgramOf,
  nativeMapPath,
  walkingMapHref,
} from '../../site/src/lib/directions.ts';

const PLACES = {
  plain: { name: '万和书房', lng: 119.99848, lat: 30.29048 },
  tricky: { name: '书房&食堂 2=号,东|门', lng: 120.1, lat: 30 },
};

/** Character by character as the documentation of each map writes them. */
const HREFS: [MapName, keyof typeof PLACES, string][] = [
  [
    'amap',
    'plain',
    'https://uri.amap.com/navigation?to=119.99848%2C30.29048%2C%E4%B8%87%E5%92%8C%E4%B9%A6%E6%88%BF&mode=walk&policy=1&src=linli&coordinate=gaode&callnative=1',
  ],
  [
    'tencent',
    'plain',
    'https://apis.map.qq.com/uri/v1/routeplan?type=walk&to=%E4%B8%87%E5%92%8C%E4%B9%A6%E6%88%BF&tocoord=30.29048%2C119.99848&referer=linli',
  ],
  [
    'baidu',
    'plain',
    'https://api.map.baidu.com/direction?destination=latlng%3A30.29048%2C119.99848%7Cname%3A%E4%B8%87%E5%92%8C%E4%B9%A6%E6%88%BF&mode=walking&coord_type=gcj02&output=html&src=webapp.linli.linli',
  ],
  [
    'amap',
    'tricky',
    'https://uri.amap.com/navigation?to=120.1%2C30%2C%E4%B9%A6%E6%88%BF%26%E9%A3%9F%E5%A0%82%202%3D%E5%8F%B7%20%E4%B8%9C%20%E9%97%A8&mode=walk&policy=1&src=linli&coordinate=gaode&callnative=1',
  ],
  [
    'tencent',
    'tricky',
    'https://apis.map.qq.com/uri/v1/routeplan?type=walk&to=%E4%B9%A6%E6%88%BF%26%E9%A3%9F%E5%A0%82%202%3D%E5%8F%B7%2C%E4%B8%9C%7C%E9%97%A8&tocoord=30%2C120.1&referer=linli',
  ],
  [
    'baidu',
    'tricky',
    'https://api.map.baidu.com/direction?destination=latlng%3A30%2C120.1%7Cname%3A%E4%B9%A6%E6%88%BF%26%E9%A3%9F%E5%A0%82%202%3D%E5%8F%B7%20%E4%B8%9C%20%E9%97%A8&mode=walking&coord_type=gcj02&output=html&src=webapp.linli.linli',
  ],
];

describe('leaving for a map', () => {
  test.each(HREFS)('%s, a %s name', (map, place, href) => {
    expect(walkingMapHref(PLACES[place], map)).toBe(href);
  });

  test('gives Amap longitude first, Tencent and Baidu latitude, and each its datum', () => {
    const query = (map: MapName) =>
      Object.fromEntries(new URL(walkingMapHref(PLACES.plain, map)).searchParams);
    expect(query('amap')).toMatchObject({
      to: '119.99848,30.29048,万和书房',
      coordinate: 'gaode',
    });
    expect(query('tencent')).toMatchObject({ tocoord: '30.29048,119.99848', to: '万和书房' });
    expect(query('baidu')).toMatchObject({
      destination: 'latlng:30.29048,119.99848|name:万和书房',
      coord_type: 'gcj02',
    });
  });

  test('starts with Amap where no phone remembers another', () => {
    expect(keptMap()).toBe('amap');
  });

  test('knows the web-view of a mini-program, and WeChat’s own browser from it', () => {
    const wechat = 'Mozilla/5.0 (Linux; Android 14) Chrome/116 MicroMessenger/8.0.76 NetType/WIFI';
    expect(inMiniProgram(`${wechat} miniProgram/wx0123456789abcdef`)).toBe(true);
    expect(inMiniProgram(wechat)).toBe(false);
  });

  test('hands a native page the place in words and degrees, latitude by its name', () => {
    const url = new URL(nativeMapPath(PLACES.tricky, '绿汀路 288 号'), 'https://mini.invalid');
    expect(url.pathname).toBe('/pages/location/index');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      latitude: '30',
      longitude: '120.1',
      name: '书房&食堂 2=号,东|门',
      address: '绿汀路 288 号',
    });
  });

  test('finds the bridge to the mini-program only where it is', () => {
    expect(miniProgramOf({})).toBeUndefined();
    expect(miniProgramOf({ wx: { miniProgram: {} } })).toBeUndefined();
    const miniProgram = { navigateTo: () => {} };
    expect(miniProgramOf({ wx: { miniProgram } })).toBe(miniProgram);
  });
});
