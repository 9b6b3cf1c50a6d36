/** The text of a file, whichever way it was written: the strict readings first, so that nothing turns into other characters. */
import { FileFault } from './fault.ts';

export type Encoding = 'UTF-8' | 'UTF-16' | 'GB18030';

/** Throws `FileFault` `file.encoding` where no reading fits all of it. */
export function decodeText(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || looksWide(bytes, 1)) return wide(bytes, 'utf-16le');
  if ((first === 0xfe && second === 0xff) || looksWide(bytes, 0)) return wide(bytes, 'utf-16be');
  const text = strictly(bytes, 'utf-8');
  if (text !== null) return { text, encoding: 'UTF-8' };
  // What Excel in China writes as CSV.
  const chinese = strictly(bytes, 'gb18030');
  if (chinese !== null) return { text: chinese, encoding: 'GB18030' };
  throw new FileFault('file.encoding');
}

/** UTF-16 without its mark: every other byte of the first letters and commas is zero. */
function looksWide(bytes: Uint8Array, zeroAt: 0 | 1): boolean {
  const head = bytes.slice(0, 64);
  const zeros = head.filter((byte, index) => byte === 0 && index % 2 === zeroAt).length;
  const others = head.filter((byte, index) => byte === 0 && index % 2 !== zeroAt).length;
  return zeros > 0 && others === 0;
}

function wide(bytes: Uint8Array, label: string): { text: string; encoding: Encoding } {
  const text = strictly(bytes, label);
  if (text === null) throw new FileFault('file.encoding');
  return { text, encoding: 'UTF-16' };
}

function strictly(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes).replace(/^\uFEFF/, '');
  } catch {
    return null;
  }
}
