/** What routes share: the environment of a request, validation, problem+json, and the description of each endpoint. */
import { Hono, type Context as HonoContext, type MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { describeRoute, resolver, validator } from 'hono-openapi';
import * as z from 'zod';
import type { Auth } from './auth.ts';
import type { ActorContext, Context } from './context.ts';
import { DomainError, type ErrorCode, refusalOf, STATUS } from './errors.ts';
import { kindOf } from './fault.ts';
import { sha256 } from './ids.ts';
import type { Env, Platform } from './platform.ts';
import { toRfc3339 } from './time.ts';

export type AppEnv = {
  Bindings: Env;
  Variables: {
    requestId: string;
    ctx: Context;
    platform: Platform;
    auth: Auth;
    actorCtx: ActorContext;
  };
};

export function routes() {
  return new Hono<AppEnv>();
}

/** RFC 9457. `code` is stable; the page has the words. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), code: z.string() })).optional(),
    rule: z.object({ name: z.string(), value: z.union([z.string(), z.number()]) }).optional(),
    possibleFrom: z.string().optional(),
    alternatives: z
      .array(
        z.object({
          kind: z.string(),
          id: z.string(),
          name: z.string(),
          activityId: z.string().optional(),
          start: z.string().optional(),
          end: z.string().optional(),
          metres: z.number().optional(),
          minutes: z.number().optional(),
        }),
      )
      .optional(),
    waiting: z.object({ signUps: z.int(), seats: z.int(), left: z.int() }).optional(),
    points: z.object({ price: z.int(), available: z.int() }).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problemSchema>;

/** Lets only somebody signed in pass, and gives the route `c.var.actorCtx`. Costs no round trip while the cookie is fresh. */
export const signedIn: MiddlewareHandler<AppEnv> = async (c, next) => {
  const { response: session, headers } = await c.var.auth.api.getSession({
    headers: c.req.raw.headers,
    returnHeaders: true,
  });
  if (!session) throw new DomainError('auth.required');
  c.set('actorCtx', {
    ...c.var.ctx,
    actor: { userId: session.user.id, sessionId: session.session.id },
    request: await requestKey(c),
  });
  await next();
  c.header('Cache-Control', 'private, no-store');
  // A renewed cookie cache goes back to the browser, or every later request would read the session row again.
  for (const cookie of headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true });
};

/** Lets everybody pass; gives the route `c.var.actorCtx` where somebody is signed in. */
export const maybeSignedIn: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (!c.req.header('Cookie')) return next();
  const session = await c.var.auth.api.getSession({ headers: c.req.raw.headers });
  if (!session) return next();
  c.set('actorCtx', {
    ...c.var.ctx,
    actor: { userId: session.user.id, sessionId: session.session.id },
    request: await requestKey(c),
  });
  await next();
};

async function requestKey(c: HonoContext<AppEnv>) {
  const key = c.req.header('Idempotency-Key');
  if (key === undefined || c.req.method !== 'POST') return null;
  if (!/^[\x21-\x7e]{1,100}$/.test(key)) {
    throw new DomainError('input.invalid', {
      errors: [{ path: 'header.Idempotency-Key', code: 'invalid_format' }],
    });
  }
  return { key, hash: await sha256(`${c.req.path}\n${await c.req.text()}`) };
}

/** Runs a creating command; when a rival with the same key or code was quicker, once more. */
export async function once<T>(command: () => Promise<T>): Promise<T> {
  try {
    return await command();
  } catch (error) {
    const code = refusalOf(error);
    if (code !== 'idempotency.race' && code !== 'code.collision') throw error;
    return await command();
  }
}

type Target = 'json' | 'query' | 'param';

/** Checks a part of the request against a schema; what doesn't fit is a 400 with the path and code of each fault. */
export function input<T extends Target, S extends z.ZodType>(target: T, schema: S) {
  return validator(target, schema, (result) => {
    if (result.success) return;
    const errors = result.error.map((issue) => ({
      path: [target === 'json' ? 'body' : target, ...(issue.path ?? []).map(keyOf)].join('.'),
      code: String((issue as { code?: unknown }).code ?? 'invalid'),
    }));
    throw new DomainError('input.invalid', { errors });
  });
}

function keyOf(part: PropertyKey | { key: PropertyKey }): string {
  return String(typeof part === 'object' ? part.key : part);
}

type Description = {
  summary: string;
  tag: string;
  /** Shape of the 200 or 201 answer; null = 204. */
  answer: z.ZodType | null;
  status?: 200 | 201;
  refusals?: readonly ErrorCode[];
  mediaType?: string;
};

/** The endpoint's entry in the OpenAPI document. */
export function endpoint({
  summary,
  tag,
  answer,
  status = 200,
  refusals = [],
  mediaType,
}: Description) {
  const problems = new Map<number, ErrorCode[]>([[400, ['input.invalid']]]);
  for (const code of refusals)
    problems.set(STATUS[code], [...(problems.get(STATUS[code]) ?? []), code]);
  const failures = [...problems].map(([code, codes]) => [
    code,
    {
      description: codes.join(', '),
      content: { 'application/problem+json': { schema: resolver(problemSchema) } },
    },
  ]);
  const success = answer
    ? {
        description: 'OK',
        content: { [mediaType ?? 'application/json']: { schema: resolver(answer) } },
      }
    : { description: 'Done' };
  return describeRoute({
    summary,
    tags: [tag],
    responses: { [answer ? status : 204]: success, ...Object.fromEntries(failures) },
  });
}

/**
 * Public, the same for everybody: may be kept for some seconds and revalidated by ETag (set for the whole API). `staleS`:
 * for how long after that an old answer may still be shown while a new one is fetched; short, for most say what is open now.
 */
export function publicFor(
  seconds: number,
  staleS = Math.min(seconds, 30),
): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    await next();
    if (c.res.ok)
      c.header('Cache-Control', `public, max-age=${seconds}, stale-while-revalidate=${staleS}`);
  };
}

/** Any error as problem+json. Faults of ours are a 500 with the request's id and no detail. */
export function problemResponse(error: unknown, requestId: string): Response {
  if (error instanceof DomainError) return problem(error.code, requestId, error.refusal);
  if (error instanceof HTTPException && error.status < 500) {
    return problem(codeOfStatus(error.status), requestId);
  }
  const code = refusalOf(error);
  if (code) return problem(code, requestId);
  // Drizzle's message carries the bound values: say only what kind of fault it was.
  console.error(JSON.stringify({ level: 'error', requestId, fault: kindOf(error) }));
  return problem('server.fault', requestId);
}

export function problem(
  code: ErrorCode,
  requestId: string,
  {
    rule,
    possibleFromAt,
    alternatives,
    waiting,
    points,
    errors,
    movedTo,
  }: DomainError['refusal'] = {},
): Response {
  const body: Problem = {
    type: `https://linli.invalid/problems/${code}`,
    title: code,
    status: STATUS[code],
    code,
    requestId,
    ...(errors && { errors }),
    ...(rule && { rule }),
    ...(possibleFromAt !== undefined && { possibleFrom: toRfc3339(possibleFromAt) }),
    ...(alternatives && { alternatives }),
    ...(waiting && { waiting }),
    ...(points && { points }),
  };
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      // Beside the path that was asked for: `/facilities/old` leads to `/facilities/new`, and fetch follows by itself.
      ...(movedTo !== undefined && { Location: movedTo }),
    },
  });
}

function codeOfStatus(status: number): ErrorCode {
  if (status === 413) return 'input.tooLarge';
  if (status === 404) return 'route.notFound';
  return 'input.malformed';
}
