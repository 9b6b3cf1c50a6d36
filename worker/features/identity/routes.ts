/** Signing in and out. better-auth answers; here its doors are counted and its refusals put into our words. */
import type { Context as HonoContext } from 'hono';
import { AUTH_PATHS } from '../../lib/auth.ts';
import { DomainError, type ErrorCode } from '../../lib/errors.ts';
import { type AppEnv, input, routes } from '../../lib/http.ts';
import { addressOf } from '../../lib/platform.ts';
import { countCodeSend } from './commands.ts';
import { sendCodeInput, verifyCodeInput } from './schema.ts';

/** better-auth's codes in ours. What isn't here is `auth.refused`. */
const AUTH_CODES: Record<string, ErrorCode> = {
  INVALID_PHONE_NUMBER: 'auth.phoneInvalid',
  INVALID_OTP: 'auth.codeWrong',
  OTP_EXPIRED: 'auth.codeExpired',
  // Nothing was ever sent to this number, or it was used up: to the person both mean “ask for a new one”.
  OTP_NOT_FOUND: 'auth.codeExpired',
  TOO_MANY_ATTEMPTS: 'auth.codeSpent',
};

/** Under /api/auth: better-auth's own paths, the few that are open. */
export const authRoutes = routes()
  .post('/phone-number/send-otp', input('json', sendCodeInput), async (c) => {
    const { phoneNumber } = c.req.valid('json');
    await countCodeSend(c.var.ctx, c.env, { phoneNumber, address: addressOf(c.req.raw) });
    return passOn(c, { phoneNumber });
  })
  .post('/phone-number/verify', input('json', verifyCodeInput), (c) =>
    passOn(c, c.req.valid('json')),
  )
  .get('/get-session', (c) => passOn(c))
  .post('/sign-out', (c) => passOn(c, {}))
  .post('/revoke-sessions', (c) => passOn(c, {}));

async function passOn(c: HonoContext<AppEnv>, body?: object): Promise<Response> {
  const request = new Request(c.req.raw.url, {
    method: AUTH_PATHS[c.req.path.replace('/api/auth', '') as keyof typeof AUTH_PATHS],
    headers: c.req.raw.headers,
    ...(body && { body: JSON.stringify(body) }),
  });
  if (body) request.headers.set('Content-Type', 'application/json');
  const response = await c.var.auth.handler(request);
  if (response.status < 400) return response;
  if (response.status === 401) throw new DomainError('auth.required');
  if (response.status >= 500) throw new Error('better-auth failed');
  const { code } = (await response.json().catch(() => ({}))) as { code?: string };
  throw new DomainError(AUTH_CODES[code ?? ''] ?? 'auth.refused');
}
