import { decodeBase64 } from 'hono/utils/encode';
import { describe, expect, test } from 'vitest';
import { PHOTO_MAX_PIXELS, pictureOf } from '../../worker/lib/jpeg.ts';
import { GREY_JPEG } from '../photo.ts';

const grey = new Uint8Array(decodeBase64(GREY_JPEG));
const START = [0xff, 0xd8];
const END = [0xff, 0xd9];
const text = (bytes: Uint8Array) => String.fromCharCode(...bytes);
const of = (...parts: readonly number[][]) => new Uint8Array(parts.flat());

function segment(marker: number, ...content: number[]): number[] {
  const length = content.length + 2;
  return [0xff, marker, length >> 8, length & 0xff, ...content];
}
const said = (marker: number, words: string) =>
  segment(marker, ...[...words].map((letter) => letter.charCodeAt(0)));
const frame = (width: number, height: number) =>
  segment(0xc0, 8, height >> 8, height & 0xff, width >> 8, width & 0xff, 0);
const SCAN = segment(0xda, 0);
/** Before the size of its thumbnail: version 1.01, 72 dots an inch. */
const JFIF_HEAD = 'JFIF\0\x01\x01\x01\0\x48\0\x48';
const ADOBE = 'Adobe\0\x64\0\0\0\0\x01';
/** Frames, tables, restarts, scan and end: what is coded picture by its marker alone. */
const isCoded = (marker: number) =>
  0xc0 <= marker && marker <= 0xdd && ![0xc8, 0xd8].includes(marker);
/** Coded picture with a stuffed 0xff, a restart, and a second scan after a table. */
const CODED = [1, 0xff, 0, 2, 0xff, 0xd3, 3, ...segment(0xc4, 0xff, 0xd9), ...SCAN, 4];
const whole = (...said: readonly number[][]) => of(START, ...said, frame(8, 8), SCAN, CODED, END);

describe('of a photo is kept', () => {
  test('the picture as it was, and nothing of who made it', () => {
    expect(text(grey)).toContain('ICC_PROFILE');
    const kept = pictureOf(grey);
    expect(kept && text(kept)).not.toContain('ICC_PROFILE');
    expect(kept && text(kept)).toContain('JFIF');
    expect(kept && pictureOf(kept)).toEqual(kept);
  });

  test.each([
    ['where and when', said(0xe1, 'Exif GPS 30.28N')],
    ['what programs say', said(0xe1, 'http://ns.adobe.com/xap/1.0/')],
    ['captions', said(0xed, 'Photoshop 3.0')],
    ['comments', said(0xfe, '13800000000')],
    ['a thumbnail beside JFIF', said(0xe0, 'JFXX\0\x10 GPS 30.28N')],
    ['a thumbnail in JFIF', said(0xe0, `${JFIF_HEAD}\x01\x01rgb`)],
    ['what else stands where JFIF does', said(0xe0, 'GPS 30.28N 120.0')],
    ['what else stands where Adobe does', said(0xee, 'GPS 30.28N12')],
    ['more than Adobe says', said(0xee, `${ADOBE} GPS 30.28N`)],
    ['the reserved', said(0xc8, 'GPS 30.28N')],
    ['extensions', said(0xf5, 'GPS 30.28N')],
    ['what no standard knows', said(0x4d, 'GPS 30.28N')],
    ['a second file inside', said(0xd8, 'GPS 30.28N')],
  ])('without %s', (_, segmentOf) => {
    expect(pictureOf(whole(segmentOf))).toEqual(whole());
    expect(pictureOf(of(START, frame(8, 8), SCAN, CODED, segmentOf, END))).toEqual(whole());
  });

  test('nothing of what any other segment says, whichever it is', () => {
    for (let marker = 0x02; marker < 0xff; marker += 1) {
      if (isCoded(marker)) continue;
      expect([marker, pictureOf(whole(said(marker, 'GPS 30.28N')))]).toEqual([marker, whole()]);
    }
  });

  test('with its tables, and what its colours and pixels mean; without padding and what follows its end', () => {
    const needed = [
      ...[said(0xe0, `${JFIF_HEAD}\0\0`), said(0xee, ADOBE)],
      ...[0xc4, 0xcc, 0xdb, 0xdc, 0xdd].map((marker) => segment(marker, 0, 1)),
    ];
    expect(pictureOf(whole(...needed))).toEqual(whole(...needed));
    expect(pictureOf(of([...whole([0xff])], START, said(0xe1, 'second picture')))).toEqual(whole());
  });
});

describe('it is no photo', () => {
  test.each([
    ['nothing', of()],
    ['another file', new TextEncoder().encode('<svg onload="alert(1)">')],
    ['a head alone', of(START, END)],
    ['cut off in a segment', whole().subarray(0, 9)],
    ['cut off in the picture', whole().subarray(0, whole().length - 2)],
    ['a segment that ends before it begins', of(START, [0xff, 0xe1, 0, 0], END)],
    ['without height', of(START, frame(8, 0), SCAN, CODED, END)],
    ['wider than a phone can hold', of(START, frame(PHOTO_MAX_PIXELS + 1, 8), SCAN, CODED, END)],
  ])('%s', (_, bytes) => {
    expect(pictureOf(bytes)).toBeNull();
  });

  test('but just as wide is', () => {
    expect(pictureOf(of(START, frame(PHOTO_MAX_PIXELS, 8), SCAN, CODED, END))).not.toBeNull();
  });
});
