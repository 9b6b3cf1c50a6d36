/**
 * Photos as they are kept: JPEG with the picture in it and nothing else. Libraries that strip EXIF look for its marker in
 * the bytes and leave other segments alone; here a photo is walked whole, and only what is known to be picture is kept.
 * The markers are those of ITU-T T.81, annex B; JFIF and Adobe's segment are those of T.871 and T.872.
 */
import { decodeBase64 } from 'hono/utils/encode';

/** A wider or higher picture may be small as a file and still fill the memory of a phone. */
export const PHOTO_MAX_PIXELS = 2048;

const PADDING = 0xff;
const END = 0xd9;
const SCAN = 0xda;
/** Tables the picture is coded with (Huffman, arithmetic, quantisation), its number of lines, and how often it restarts. */
const TABLES: readonly number[] = [0xc4, 0xcc, 0xdb, 0xdc, 0xdd];
/** Whole segments of applications that a picture looks wrong without, by what they begin with. Both have room for nothing else. */
const JFIF = { marker: 0xe0, begins: 'JFIF\0', length: 16 } as const;
/** How colours are meant: without it some pictures turn green. */
const ADOBE = { marker: 0xee, begins: 'Adobe', length: 14 } as const;

/**
 * The picture alone, without place, camera, time, thumbnail, comments, or whatever follows its end; null when it is no
 * whole JPEG, or wider or higher than `PHOTO_MAX_PIXELS`.
 */
export function pictureOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  const kept = [bytes.subarray(0, 2)];
  let at = 2;
  let isFramed = false;
  while (bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === PADDING) {
      at += 1;
      continue;
    }
    if (marker === END) {
      return isFramed ? joined([...kept, bytes.subarray(at, at + 2)]) : null;
    }
    const segmentEnd = at + 2 + wordAt(bytes, at + 2);
    if (segmentEnd < at + 4 || segmentEnd > bytes.length) return null;
    if (isFrame(marker)) {
      const [height, width] = [wordAt(bytes, at + 5), wordAt(bytes, at + 7)];
      if (!inBounds(height) || !inBounds(width)) return null;
      isFramed = true;
    }
    const end = marker === SCAN ? scanEnd(bytes, segmentEnd) : segmentEnd;
    if (isPicture(marker, bytes.subarray(at, segmentEnd))) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return null;
}

/** As `pictureOf`, of a photo in Base64. */
export function pictureFrom(base64: string): Uint8Array<ArrayBuffer> | null {
  return pictureOf(decodeBase64(base64));
}

/** Where the coded picture after a scan's head ends: at the next marker that is neither padding nor a restart. */
function scanEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at === -1) return bytes.length;
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && !(0xd0 <= next && next <= 0xd7)) return at;
    at += 2;
  }
}

/** The head of a frame, with its height and width. 0xc4, 0xc8 and 0xcc are tables. */
function isFrame(marker: number): boolean {
  return 0xc0 <= marker && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** Whether the picture needs a segment (marker and length included). Anything that isn't known is not. */
function isPicture(marker: number, segment: Uint8Array): boolean {
  if (marker === SCAN || isFrame(marker) || TABLES.includes(marker)) return true;
  return [JFIF, ADOBE].some(
    (one) =>
      one.marker === marker &&
      segment.length === 2 + one.length &&
      [...one.begins].every((letter, index) => segment[4 + index] === letter.charCodeAt(0)),
  );
}

function inBounds(pixels: number): boolean {
  return 1 <= pixels && pixels <= PHOTO_MAX_PIXELS;
}

function wordAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
