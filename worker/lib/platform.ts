/** What the host gives the worker. Cloudflare is one home, a server in the country will be another: features see only this. */

export type RateKind = 'read' | 'write';

export type Platform = {
  /** True while the key is under its limit. */
  underLimit(kind: RateKind, key: string): Promise<boolean>;
  /** Let work go on after the answer. */
  waitUntil(work: Promise<unknown>): void;
  /** A file of the static site, by its path. */
  asset(path: string): Promise<Response>;
};

/** The bindings of wrangler.toml, and what `npm start` or secrets add. */
export type Env = {
  DB: D1Database;
  ASSETS?: Fetcher;
  RATE_READ?: RateLimit;
  RATE_WRITE?: RateLimit;
  /** Signs and encrypts the session cookie; keys the hashes of phone numbers. */
  AUTH_SECRET: string;
  /** `development` opens /api/dev and exempts loopback from limits. Never set by default. */
  APP_ENV?: string;
  /** In development only: how far, in ms, the worker's clock is from the machine's, for a demonstration or a test at a chosen hour. */
  CLOCK_OFFSET_MS?: string;
};

export function isDevelopment(env: Env): boolean {
  return env.APP_ENV === 'development';
}

/** The clock: ms. */
export function clockOf(env: Env): number {
  return Date.now() + (isDevelopment(env) ? Number(env.CLOCK_OFFSET_MS ?? 0) : 0);
}

/** The caller's address as the edge saw it; of IPv6 the network (/64): a single subscriber has all addresses in it. */
export function addressOf(request: Request): string {
  const address = request.headers.get('CF-Connecting-IP') ?? '127.0.0.1';
  const isShort = !address.includes(':') || address.includes('.') || isLoopback(address);
  return isShort ? address : `${groupsOf(address).slice(0, 4).join(':')}::/64`;
}

/** The eight groups of an IPv6 address, those behind `::` written out. */
function groupsOf(address: string): string[] {
  const [head = [], tail = []] = address
    .toLowerCase()
    .split('::')
    .map((part) => part.split(':').filter(Boolean));
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0');
  return [...head, ...zeros, ...tail].map((group) => group.replace(/^0+(?=.)/, ''));
}

export function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
}

export function cloudflarePlatform(
  env: Env,
  waitUntil: (work: Promise<unknown>) => void,
): Platform {
  const limiters = { read: env.RATE_READ, write: env.RATE_WRITE };
  return {
    waitUntil,
    underLimit: async (kind, key) => (await limiters[kind]?.limit({ key }))?.success ?? true,
    asset: async (path) =>
      env.ASSETS?.fetch(new URL(path, 'https://assets.invalid')) ??
      new Response(null, { status: 404 }),
  };
}
