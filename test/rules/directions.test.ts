import { describe, expect, test } from 'vitest';
import { inMiniProgram, walkingMapHref } from '../../site/src/lib/directions.ts';

describe('leaving for a map', () => {
  test('names longitude, latitude and place, on foot, in GCJ-02', () => {
    const href = new URL(walkingMapHref({ name: '书房&食堂', lng: 119.99848, lat: 30.29048 }));
    expect(href.origin + href.pathname).toBe('https://uri.amap.com/navigation');
    expect(Object.fromEntries(href.searchParams)).toEqual({
      to: '119.99848,30.29048,书房&食堂',
      mode: 'walk',
      policy: '1',
      src: 'linli',
      coordinate: 'gaode',
      callnative: '1',
    });
  });

  test('knows the web-view of a mini-program, and WeChat’s own browser from it', () => {
    const wechat = 'Mozilla/5.0 (Linux; Android 14) Chrome/116 MicroMessenger/8.0.76 NetType/WIFI';
    expect(inMiniProgram(`${wechat} miniProgram/wx0123456789abcdef`)).toBe(true);
    expect(inMiniProgram(wechat)).toBe(false);
  });
});
