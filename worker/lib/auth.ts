/** Signing in: better-auth with a phone number and a code by SMS, its session cached in an encrypted cookie. */
import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { phoneNumber } from 'better-auth/plugins/phone-number';
import type { Db } from './db.ts';

/** Mainland mobile numbers, written internationally. */
export const PHONE_NUMBER = /^\+861[3-9]\d{9}$/;

/** How long a code is good for, in seconds, and how often it may be tried. */
export const CODE_LIFE_S = 300;
export const CODE_TRIES = 3;

const SESSION_DAYS = 30;
/** For this long the cookie alone tells who is signed in; every command still checks the session row. */
const COOKIE_CACHE_S = 300;

export type AuthParts = {
  db: Db;
  secret: string;
  origin: string;
  schema: Record<string, unknown>;
  sendCode(phoneNumber: string, code: string): Promise<void>;
  onSignUp(userId: string): Promise<void>;
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

export function createAuth(parts: AuthParts) {
  const options = {
    baseURL: parts.origin,
    basePath: '/api/auth',
    secret: parts.secret,
    trustedOrigins: [parts.origin],
    telemetry: { enabled: false },
    // Our own limits stand in the database (code_send) and at the edge (platform.ts).
    rateLimit: { enabled: false },
    logger: { disabled: true },
    database: drizzleAdapter(parts.db, { provider: 'sqlite', schema: parts.schema }),
    session: {
      expiresIn: SESSION_DAYS * 86_400,
      updateAge: 86_400,
      cookieCache: { enabled: true, maxAge: COOKIE_CACHE_S, strategy: 'jwe' },
    },
    databaseHooks: { user: { create: { after: (user) => parts.onSignUp(user.id) } } },
    plugins: [
      phoneNumber({
        otpLength: 6,
        expiresIn: CODE_LIFE_S,
        allowedAttempts: CODE_TRIES,
        phoneNumberValidator: (number) => PHONE_NUMBER.test(number),
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
