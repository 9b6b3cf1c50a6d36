/** Signing in: better-auth with a phone number and a code by SMS, its session cached in an encrypted cookie. */
import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { phoneNumber } from 'better-auth/plugins/phone-number';
import { drizzle } from 'drizzle-orm/d1';
import { keyedHash, newId } from './ids.ts';
import { PHONE_NUMBER } from './schema.ts';

/** How long a code is good for, in seconds, and how often it may be tried. */
export const CODE_LIFE_S = 300;
export const CODE_TRIES = 3;

const SESSION_DAYS = 30;
/** For this long the cookie alone tells who is signed in; every command still checks the session row. */
const COOKIE_CACHE_S = 300;

export type AuthParts = {
  d1: D1Database;
  secret: string;
  origin: string;
  /** better-auth's tables and the relation of a session to its user, so that both are read in one round trip. */
  schema: Record<string, unknown>;
  sendCode(phoneNumber: string, code: string): Promise<void>;
  onSignIn(userId: string): Promise<void>;
};

export type Auth = ReturnType<typeof createAuth>;

/** The paths of better-auth that are open; everything else it offers is not reachable. */
export const AUTH_PATHS = {
  '/phone-number/send-otp': 'POST',
  '/phone-number/verify': 'POST',
  '/get-session': 'GET',
  '/sign-out': 'POST',
  '/revoke-sessions': 'POST',
} as const;

/** Ids in the one form that all of ours have. */
function idOf({ model }: { model: string }): string {
  return newId(model.slice(0, 3), Date.now());
}

/** What is kept of a code, and what a code typed in is compared by. Of no use without the key and the number. */
export function storedCode(secret: string, phoneNumber: string, code: string): Promise<string> {
  return keyedHash(secret, `code ${phoneNumber} ${code}`);
}

export function createAuth(parts: AuthParts) {
  const db = drizzle(parts.d1, { casing: 'snake_case', schema: parts.schema });
  const options = {
    baseURL: parts.origin,
    basePath: '/api/auth',
    secret: parts.secret,
    trustedOrigins: [parts.origin],
    telemetry: { enabled: false },
    // Our own limits stand in the database (code_send) and at the edge (platform.ts).
    rateLimit: { enabled: false },
    logger: { disabled: true },
    // Otherwise a fault is printed as it is, with the values of the query that failed: numbers and names.
    onAPIError: { throw: true },
    database: drizzleAdapter(db, { provider: 'sqlite', schema: parts.schema }),
    advanced: {
      ipAddress: { disableIpTracking: true },
      database: { joins: true, generateId: idOf },
    },
    verification: {
      // The schedule forgets old codes: no sign-in has to wait for it.
      disableCleanup: true,
      storeIdentifier: { hash: (identifier) => keyedHash(parts.secret, identifier) },
    },
    session: {
      expiresIn: SESSION_DAYS * 86_400,
      updateAge: 86_400,
      cookieCache: { enabled: true, maxAge: COOKIE_CACHE_S, strategy: 'jwe' },
    },
    databaseHooks: {
      verification: {
        create: {
          before: async ({ value }, endpoint) => ({
            data: { value: await withoutCode(parts.secret, value, endpoint?.body) },
          }),
        },
      },
    },
    plugins: [
      phoneNumber({
        otpLength: 6,
        expiresIn: CODE_LIFE_S,
        allowedAttempts: CODE_TRIES,
        phoneNumberValidator: (number) => PHONE_NUMBER.test(number),
        callbackOnVerification: ({ user }) => parts.onSignIn(user.id),
        sendOTP: ({ phoneNumber, code }) => parts.sendCode(phoneNumber, code),
        signUpOnVerification: {
          getTempEmail: (number) => `${number.slice(1)}@phone.linli.invalid`,
          getTempName: () => '',
        },
      }),
    ],
  } satisfies BetterAuthOptions;
  return betterAuth(options);
}

/** better-auth would keep `123456:0` (code and tries) as it is. A value whose code is hashed already stays. */
async function withoutCode(secret: string, value: string, body: unknown): Promise<string> {
  const [, code, tries] = /^(\d{6}):(\d+)$/.exec(value) ?? [];
  if (code === undefined) return value;
  const { phoneNumber } = body as { phoneNumber: string };
  return `${await storedCode(secret, phoneNumber, code)}:${tries}`;
}
