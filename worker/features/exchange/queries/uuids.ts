/** HSDS wants UUIDs, the register has ids that people read. The one is made of the other here, and found again. */

/** Our own namespace, drawn once: with another every id given out would change. */
const NAMESPACE = '6f1d5c0e-7a43-4b7e-9d0b-2c5a8f3e9b14';

/** The UUID of a name (RFC 9562, version 5): always the same. */
export async function uuidOf(name: string): Promise<string> {
  const space = (NAMESPACE.replaceAll('-', '').match(/../g) ?? []).map((byte) =>
    Number.parseInt(byte, 16),
  );
  const bytes = new Uint8Array([...space, ...new TextEncoder().encode(name)]);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-1', bytes)).slice(0, 16);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The same answer with every name of ours (`linli:kind:id`) as its UUID. */
export async function withUuids<T>(answer: T): Promise<T> {
  const text = JSON.stringify(answer);
  const names = [...new Set(text.match(/"linli:\w+:[\w-]+"/g) ?? [])];
  const uuids = new Map(
    await Promise.all(
      names.map(async (name) => [name, `"${await uuidOf(name.slice(1, -1))}"`] as const),
    ),
  );
  return JSON.parse(text.replace(/"linli:\w+:[\w-]+"/g, (name) => uuids.get(name) ?? name)) as T;
}

/** Which of some names a UUID was made of. */
export async function named(uuid: string, names: readonly string[]): Promise<string | undefined> {
  const uuids = await Promise.all(names.map(uuidOf));
  return names[uuids.indexOf(uuid.toLowerCase())];
}
