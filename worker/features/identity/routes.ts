/** Signing in and out (better-auth answers; its doors are counted and its words put into ours), and the resident's own page. */
import type { Context as HonoContext } from 'hono';
import { AUTH_PATHS, storedCode } from '../../lib/auth.ts';
import { DomainError, type ErrorCode } from '../../lib/errors.ts';
import { type AppEnv, endpoint, input, once, routes, signedIn } from '../../lib/http.ts';
import { addressOf, clockOf, isDevelopment } from '../../lib/platform.ts';
import { idParam } from '../../lib/schema.ts';
import { logSender } from '../../lib/sender.ts';
import { toRfc3339 } from '../../lib/time.ts';
import { deliverDue } from '../notices/commands/deliver.ts';
import { giveConsent } from './commands/consents.ts';
import {
  addDependant,
  changeDependant,
  changeMe,
  removeDependant,
  withdrawConsent,
} from './commands/household.ts';
import { countCodeSend } from './commands/signIn.ts';
import { getMe, listConsents, listDependants } from './queries/household.ts';
import {
  consentParam,
  consentSchema,
  consentsSchema,
  dependantInput,
  dependantSchema,
  dependantsSchema,
  meInput,
  meSchema,
  newConsentInput,
  newDependantInput,
  sendCodeInput,
  verifyCodeInput,
  withdrawInput,
} from './schema.ts';

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
    await passOn(c, { phoneNumber });
    // better-auth keeps no other clock than the system's, so the message is due by that one.
    const ctx = { ...c.var.ctx, now: clockOf(c.env) };
    c.var.platform.waitUntil(deliverDue(ctx, logSender, { keepCodes: isDevelopment(c.env) }));
    return c.json({ status: true }, 200);
  })
  .post('/phone-number/verify', input('json', verifyCodeInput), async (c) => {
    const { phoneNumber, code } = c.req.valid('json');
    const asStored = await storedCode(c.env.AUTH_SECRET, phoneNumber, code);
    const { cookies } = await passOn(c, { phoneNumber, code: asStored });
    return withCookies(c.json({ status: true }, 200), cookies);
  })
  .get('/get-session', async (c) => {
    const { cookies, body } = await passOn(c);
    return withCookies(c.json(sessionShape(body), 200), cookies);
  })
  .post('/sign-out', async (c) => {
    const { cookies } = await passOn(c, {});
    return withCookies(c.json({ status: true }, 200), cookies);
  })
  .post('/revoke-sessions', async (c) => {
    const { cookies } = await passOn(c, {});
    return withCookies(c.json({ status: true }, 200), cookies);
  });

type BetterAuthSession = {
  user: { id: string; phoneNumber?: string | null };
  session: { expiresAt: string };
} | null;

/** What better-auth answers holds the session's token, which no script needs to see. */
function sessionShape(body: unknown) {
  const found = body as BetterAuthSession;
  return (
    found && {
      user: { id: found.user.id, phoneNumber: found.user.phoneNumber ?? '' },
      session: { expiresAt: toRfc3339(Date.parse(found.session.expiresAt)) },
    }
  );
}

async function passOn(
  c: HonoContext<AppEnv>,
  body?: object,
): Promise<{ cookies: string[]; body: unknown }> {
  const url = new URL(c.req.path, c.req.raw.url);
  const request = new Request(url, {
    method: AUTH_PATHS[c.req.path.replace('/api/auth', '') as keyof typeof AUTH_PATHS],
    headers: c.req.raw.headers,
    ...(body && { body: JSON.stringify(body) }),
  });
  // Acts from another site were refused before this; a client that is no browser sends no origin.
  request.headers.set('Origin', url.origin);
  if (body) request.headers.set('Content-Type', 'application/json');
  const response = await c.var.auth.handler(request);
  const answer: unknown = await response.json().catch(() => null);
  if (response.status < 400) return { cookies: response.headers.getSetCookie(), body: answer };
  if (response.status === 401) throw new DomainError('auth.required');
  if (response.status >= 500) throw new Error('better-auth failed');
  const { code } = (answer ?? {}) as { code?: string };
  throw new DomainError(AUTH_CODES[code ?? ''] ?? 'auth.refused');
}

function withCookies(response: Response, cookies: readonly string[]): Response {
  for (const cookie of cookies) response.headers.append('Set-Cookie', cookie);
  response.headers.set('Cache-Control', 'private, no-store');
  return response;
}

const tag = 'identity';

export const identityRoutes = routes()
  .get(
    '/me',
    endpoint({ summary: 'Oneself', tag, answer: meSchema, refusals: ['auth.required'] }),
    signedIn,
    async (c) => c.json(await getMe(c.var.actorCtx), 200),
  )
  .patch(
    '/me',
    endpoint({
      summary: 'Change one’s name, home or date of birth',
      tag,
      answer: meSchema,
      refusals: ['auth.required', 'consent.required', 'estate.notFound'],
    }),
    signedIn,
    input('json', meInput),
    async (c) => c.json(await changeMe(c.var.actorCtx, c.req.valid('json')), 200),
  )
  .get(
    '/me/dependants',
    endpoint({
      summary: 'Whom one acts for',
      tag,
      answer: dependantsSchema,
      refusals: ['auth.required'],
    }),
    signedIn,
    async (c) => c.json(await listDependants(c.var.actorCtx), 200),
  )
  .post(
    '/me/dependants',
    endpoint({
      summary: 'Add somebody one acts for',
      tag,
      answer: dependantSchema,
      status: 201,
      refusals: ['auth.required', 'consent.required', 'person.limit', 'idempotency.mismatch'],
    }),
    signedIn,
    input('json', newDependantInput),
    async (c) => c.json(await once(() => addDependant(c.var.actorCtx, c.req.valid('json'))), 201),
  )
  .patch(
    '/me/dependants/:id',
    endpoint({
      summary: 'Change what is known of a dependant',
      tag,
      answer: dependantSchema,
      refusals: ['auth.required', 'person.notFound', 'consent.required'],
    }),
    signedIn,
    input('param', idParam),
    input('json', dependantInput),
    async (c) =>
      c.json(
        await changeDependant(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json')),
        200,
      ),
  )
  .delete(
    '/me/dependants/:id',
    endpoint({
      summary: 'Stop acting for somebody',
      tag,
      answer: null,
      refusals: ['auth.required', 'person.notFound', 'person.busy'],
    }),
    signedIn,
    input('param', idParam),
    async (c) => {
      await removeDependant(c.var.actorCtx, c.req.valid('param').id);
      return c.body(null, 204);
    },
  )
  .get(
    '/me/consents',
    endpoint({
      summary: 'What one agreed to, and the present versions',
      tag,
      answer: consentsSchema,
      refusals: ['auth.required'],
    }),
    signedIn,
    async (c) => c.json(await listConsents(c.var.actorCtx), 200),
  )
  .post(
    '/me/consents',
    endpoint({
      summary: 'Agree to the present text of a consent',
      tag,
      answer: consentSchema,
      status: 201,
      refusals: ['auth.required', 'consent.required', 'person.notFound', 'idempotency.mismatch'],
    }),
    signedIn,
    input('json', newConsentInput),
    async (c) => c.json(await once(() => giveConsent(c.var.actorCtx, c.req.valid('json'))), 201),
  )
  .post(
    '/me/consents/:kind/withdraw',
    endpoint({
      summary: 'Take back a consent and what was kept on its strength',
      tag,
      answer: null,
      refusals: ['auth.required', 'person.notFound', 'person.busy'],
    }),
    signedIn,
    input('param', consentParam),
    input('json', withdrawInput),
    async (c) => {
      const { personId } = c.req.valid('json');
      await withdrawConsent(c.var.actorCtx, c.req.valid('param').kind, personId);
      return c.body(null, 204);
    },
  );
