/** Composes the features into one application. */
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { etag } from 'hono/etag';
import { secureHeaders } from 'hono/secure-headers';
import { openAPIRouteHandler } from 'hono-openapi';
import { activityRoutes } from './features/activities/routes.ts';
import { agendaRoutes } from './features/agenda/routes.ts';
import { canteenRoutes } from './features/canteen/routes.ts';
import { circleRoutes } from './features/circle/routes.ts';
import { deskRoutes } from './features/desk/routes.ts';
import { placeAt } from './features/directory/queries/facilities.ts';
import { directoryRoutes, directoryStaffRoutes } from './features/directory/routes.ts';
import { earningRoutes } from './features/earning/routes.ts';
import { crawlerRoutes, exchangeRoutes, hsdsRoutes } from './features/exchange/routes.ts';
import { ensureResident, sendCode } from './features/identity/commands/signIn.ts';
import { authRoutes, identityRoutes } from './features/identity/routes.ts';
import * as identityTables from './features/identity/tables.ts';
import { importRoutes } from './features/imports/routes.ts';
import { counterRoutes } from './features/mall/routes/counter.ts';
import { goodRoutes } from './features/mall/routes/goods.ts';
import { merchantDeskRoutes, merchantRoutes } from './features/mall/routes/merchants.ts';
import { ownGoodRoutes } from './features/mall/routes/ownGoods.ts';
import { redemptionRoutes } from './features/mall/routes/redemptions.ts';
import { mallStaffRoutes } from './features/mall/routes/staff.ts';
import { devRoutes, noticeRoutes } from './features/notices/routes.ts';
import { oversightRoutes } from './features/oversight/routes.ts';
import { pointsRoutes } from './features/points/routes.ts';
import { searchRoutes } from './features/search/routes.ts';
import { settlementRoutes } from './features/settlement/routes.ts';
import { upkeepRoutes } from './features/upkeep/routes.ts';
import { venueRoutes } from './features/venues/routes.ts';
import { volunteeringRoutes } from './features/volunteering/routes.ts';
import { type Auth, createAuth } from './lib/auth.ts';
import type { Context } from './lib/context.ts';
import { openDb } from './lib/db.ts';
import { DomainError } from './lib/errors.ts';
import { type AppEnv, problem, problemResponse, routes } from './lib/http.ts';
import { newCode, newId } from './lib/ids.ts';
import {
  addressOf,
  clockOf,
  cloudflarePlatform,
  type Env,
  isDevelopment,
  isLoopback,
} from './lib/platform.ts';

/** Larger than any body a form here can send. */
const BODY_LIMIT_BYTES = 32 * 1024;

/** What comes as a file comes in parts, each much smaller than what D1 takes as one value; so do a claim's photos. */
const PART_LIMIT_BYTES = 1_000_000;
const COMES_IN_PARTS =
  /^\/api\/v1\/(claims|staff\/(imports\/[a-z0-9_-]+\/rows|walk-networks\/[a-z0-9_-]+\/ways))$/;

/** Pages bring their own policy for what they load (astro.config.mjs); answers of the API load nothing. */
const SECURE = {
  referrerPolicy: 'no-referrer',
  crossOriginResourcePolicy: 'same-origin',
  xFrameOptions: 'DENY',
} as const;

/** Where tests put their own clock and chance. */
export type AppOptions = { now?: () => number; newCode?: () => string };

const api = routes()
  .route('/', directoryRoutes)
  .route('/', directoryStaffRoutes)
  .route('/', searchRoutes)
  .route('/', exchangeRoutes)
  .route('/', hsdsRoutes)
  .route('/', canteenRoutes)
  .route('/', identityRoutes)
  .route('/', noticeRoutes)
  .route('/', venueRoutes)
  .route('/', upkeepRoutes)
  .route('/', activityRoutes)
  .route('/', deskRoutes)
  .route('/', agendaRoutes)
  .route('/', circleRoutes)
  .route('/', importRoutes)
  .route('/', pointsRoutes)
  .route('/', earningRoutes)
  .route('/', volunteeringRoutes)
  .route('/', merchantRoutes)
  .route('/', merchantDeskRoutes)
  .route('/', ownGoodRoutes)
  .route('/', mallStaffRoutes)
  .route('/', oversightRoutes)
  .route('/', settlementRoutes)
  .route('/', goodRoutes)
  .route('/', redemptionRoutes)
  .route('/', counterRoutes);

/** What the site's typed client is made from. */
export type AppType = typeof api;

export function createApp(options: AppOptions = {}) {
  const app = routes();
  app.onError((error, c) => problemResponse(error, c.var.requestId));
  app.notFound((c) => {
    const asksForPage = !c.req.path.startsWith('/api/') && ['GET', 'HEAD'].includes(c.req.method);
    return asksForPage ? page(c.env, c.req.path) : problem('route.notFound', c.var.requestId);
  });
  app.use(async (c, next) => {
    const requestId = crypto.randomUUID();
    c.set('requestId', requestId);
    await next();
    c.header('X-Request-Id', requestId);
  });
  app.use(secureHeaders(SECURE));
  app.use(
    '/api/*',
    secureHeaders({ ...SECURE, contentSecurityPolicy: { defaultSrc: ["'none'"] } }),
  );
  app.use('/api/*', sameOrigin, limitBody);
  app.use('/api/*', provide(options), limitRate);
  app.use('/api/v1/*', etag({ weak: true }));
  app.use('/sitemap.xml', provide(options), limitRate);
  app.get(PLACE_PATH, provide(options), limitRate, placePage);
  app.route('/', crawlerRoutes);
  app.route('/api/auth', authRoutes);
  app.route('/api/dev', devRoutes);
  app.route('/api/v1', api);
  app.get('/api/v1/openapi.json', openApiDocument());
  return app;
}

/** Pages of things made after the site was built: one static page each, which asks the API for the thing in its path. */
const SHELLS = [
  [/^\/activities\/[a-z0-9_-]+\/$/, '/activities/one/'],
  [/^\/goods\/[a-z0-9_-]+\/$/, '/goods/one/'],
  [/^\/volunteer\/[a-z0-9_-]+\/$/, '/volunteer/one/'],
  [/^\/mine\/bookings\/[a-z0-9_-]+\/$/, '/mine/booking/'],
  [/^\/mine\/meal-orders\/[a-z0-9_-]+\/$/, '/mine/meal-order/'],
  [/^\/mine\/registrations\/[a-z0-9_-]+\/$/, '/mine/registration/'],
] as const;

const PLACE_PATH = '/facilities/:id{[a-z0-9][a-z0-9_-]*}/';

/** A place that the built site has no page of: it came later, leads to another by now, or never was. */
const placePage: MiddlewareHandler<AppEnv> = async (c) => {
  const id = c.req.param('id') ?? '';
  const place = await placeAt(c.var.ctx, id);
  if (!place) return page(c.env, c.req.path);
  if (place.id !== id) return c.redirect(`/facilities/${place.id}/`, 301);
  return file(c.env, '/facilities/one/');
};

/** What is no file of the site: a shell, or the page that says so. */
async function page(env: Env, path: string): Promise<Response> {
  const shell = SHELLS.find(([pattern]) => pattern.test(path))?.[1];
  return shell ? file(env, shell) : file(env, '/404/', 404);
}

/** A page of the site, with the status of the file where none is given. */
async function file(env: Env, path: string, status?: number): Promise<Response> {
  const found = await cloudflarePlatform(env, () => {}).asset(path);
  // A new response: the headers of a fetched one can't be added to.
  return new Response(found.body, { status: status ?? found.status, headers: found.headers });
}

const limitUsual = bodyLimit({ maxSize: BODY_LIMIT_BYTES, onError: tooLarge });
const limitPart = bodyLimit({ maxSize: PART_LIMIT_BYTES, onError: tooLarge });

const limitBody: MiddlewareHandler<AppEnv> = (c, next) =>
  COMES_IN_PARTS.test(c.req.path) ? limitPart(c, next) : limitUsual(c, next);

function tooLarge(): never {
  throw new DomainError('input.tooLarge');
}

/** A browser says where a request comes from: an act from another site is refused, whatever cookie it carries. */
const sameOrigin: MiddlewareHandler<AppEnv> = async (c, next) => {
  const safe = ['GET', 'HEAD', 'OPTIONS'].includes(c.req.method);
  const origin = c.req.header('Origin');
  const site = c.req.header('Sec-Fetch-Site');
  const foreign =
    (origin !== undefined && origin !== new URL(c.req.url).origin) ||
    (site !== undefined && site !== 'same-origin' && site !== 'none');
  if (!safe && foreign) throw new DomainError('request.crossSite');
  await next();
};

function provide(options: AppOptions): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const now = options.now?.() ?? clockOf(c.env);
    const ctx: Context = {
      db: openDb(c.env.DB),
      now,
      newId: (prefix) => newId(prefix, now),
      newCode: options.newCode ?? newCode,
    };
    c.set('ctx', ctx);
    c.set(
      'platform',
      cloudflarePlatform(c.env, (work) => c.executionCtx.waitUntil(work)),
    );
    c.set('auth', authFor(c.env, new URL(c.req.url).origin, ctx));
    await next();
    // Pages reckon with this clock and not with the phone's, which may be wrong (or, in a demonstration, not so late).
    c.header('Date', new Date(now).toUTCString());
  };
}

/** One better-auth for each origin and database: making it costs more than a request. Any name may stand in `Host`. */
const MOST_ORIGINS = 8;
const auths = new WeakMap<D1Database, Map<string, Auth>>();

function authFor(env: Env, origin: string, ctx: Context): Auth {
  const known = auths.get(env.DB) ?? new Map<string, Auth>();
  auths.set(env.DB, known);
  const auth =
    known.get(origin) ??
    createAuth({
      d1: env.DB,
      secret: env.AUTH_SECRET,
      origin,
      schema: identityTables,
      sendCode: (phoneNumber, code) => sendCode({ ...ctx, now: clockOf(env) }, phoneNumber, code),
      onSignIn: (userId) => ensureResident({ ...ctx, now: clockOf(env) }, userId),
    });
  if (known.size >= MOST_ORIGINS) known.clear();
  known.set(origin, auth);
  return auth;
}

/** So many requests a minute from one address; on a developer's own machine any number. */
const limitRate: MiddlewareHandler<AppEnv> = async (c, next) => {
  const address = addressOf(c.req.raw);
  const kind = c.req.method === 'GET' ? 'read' : 'write';
  const exempt = isDevelopment(c.env) && isLoopback(address);
  if (!exempt && !(await c.var.platform.underLimit(kind, address))) {
    throw new DomainError('request.tooMany');
  }
  await next();
};

function openApiDocument() {
  return openAPIRouteHandler(routes().route('/api/v1', api), {
    // A path with a dot in it is an answer in another format here, not a file.
    excludeStaticFile: false,
    documentation: {
      openapi: '3.1.0',
      info: {
        title: 'Linli 邻里',
        version: '1',
        description: 'The public services of a subdistrict: places, venues, canteens, activities.',
      },
    },
  });
}
