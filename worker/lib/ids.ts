const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** A prefixed id, sorted by time: `bkg_` + 9 characters of the instant + 13 of chance (65 bits). */
export function newId(prefix: string, now: number): string {
  let time = '';
  for (let rest = now, i = 0; i < 9; i++, rest = Math.floor(rest / 32)) {
    time = ALPHABET.charAt(rest % 32) + time;
  }
  const bytes = crypto.getRandomValues(new Uint8Array(13));
  return `${prefix}_${time}${Array.from(bytes, (byte) => ALPHABET.charAt(byte % 32)).join('')}`;
}

/** Eight digits to show at a counter, each equally likely. A UNIQUE column keeps them apart. */
export function newCode(): string {
  const limit = 4_200_000_000;
  for (;;) {
    const [value = limit] = crypto.getRandomValues(new Uint32Array(1));
    if (value < limit) return String(value % 100_000_000).padStart(8, '0');
  }
}

/** 32 bits of chance, as a whole number. */
export function randomBits(): number {
  const [bits = 0] = crypto.getRandomValues(new Uint32Array(1));
  return bits;
}

/** SHA-256 as hex. */
export async function sha256(text: string): Promise<string> {
  return hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}

/** A keyed hash as hex: what it hides can't be found by trying every phone number without the key. */
export async function keyedHash(secret: string, text: string): Promise<string> {
  const bytes = new TextEncoder().encode(secret);
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes, hmac, false, ['sign']);
  return hex(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text)));
}

function hex(buffer: ArrayBuffer): string {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A secret of 160 bits as 32 characters, always the same for the same name; nobody can make it without the key. */
export async function derivedToken(secret: string, name: string): Promise<string> {
  const bits = BigInt(`0x${(await keyedHash(secret, name)).slice(0, 40)}`);
  return Array.from({ length: 32 }, (_, index) =>
    ALPHABET.charAt(Number((bits >> BigInt(5 * index)) & 31n)),
  ).join('');
}
