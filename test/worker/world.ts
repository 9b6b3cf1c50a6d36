/** A small subdistrict for tests, people who can sign in to it, and a way to ask it things. */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { serializeSigned } from 'hono/utils/cookie';
import { createApp } from '../../worker/app.ts';
import { ACCESS_FEATURES, type AccessFacts } from '../../worker/features/directory/rules/kinds.ts';
import {
  community,
  estate,
  facility,
  service,
  zone,
} from '../../worker/features/directory/tables.ts';
import { person, roleGrant, session, user } from '../../worker/features/identity/tables.ts';
import type { Grant } from '../../worker/lib/access.ts';
import { type Db, openDb } from '../../worker/lib/db.ts';
import type { Problem } from '../../worker/lib/http.ts';
import type { Env } from '../../worker/lib/platform.ts';
import { audit } from '../../worker/lib/tables.ts';
import { DAY_MS, fromRfc3339 } from '../../worker/lib/time.ts';
import { countedDb } from '../counted.ts';

export const ORIGIN = 'https://linli.test';

/** A Wednesday, 10:37 in Shanghai. */
export const NOW = fromRfc3339('2026-11-25T10:37:00+08:00');

/** `11-25T15:00` of the test year as RFC 3339. */
export function at(monthDayTime: string): string {
  return `2026-${monthDayTime}:00+08:00`;
}

export const db: Db = openDb(env.DB);

let serial = 0;
/** A different small number each time, for ids that must not meet. */
export function unique(): number {
  serial += 1;
  return serial;
}

export type Somebody = { id: string; cookie: string };

export type Reply = { status: number; headers: Headers; body: unknown };

/** How a test asks: as somebody or as nobody. */
export type Ask = {
  as?: Somebody;
  body?: unknown;
  headers?: Record<string, string>;
  env?: Partial<Env>;
};

/** All tests of a file come from one address: its minute would soon be used up. A test of the limit puts it back. */
const UNLIMITED: Partial<Env> = { RATE_READ: undefined, RATE_WRITE: undefined };

/** The application at a moment of the test's choice. */
export function linliAt(now: number = NOW) {
  const clock = { now };
  const app = createApp({ now: () => clock.now });
  async function ask(method: string, path: string, { as, body, headers, env: extra }: Ask = {}) {
    const context = createExecutionContext();
    const init: RequestInit = {
      method,
      headers: {
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(as && { Cookie: as.cookie }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    };
    const request = new Request(new URL(path, ORIGIN), init);
    const response = await app.fetch(request, { ...env, ...UNLIMITED, ...extra }, context);
    await waitOnExecutionContext(context);
    const text = await response.text();
    const isJson = response.headers.get('Content-Type')?.includes('json');
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? JSON.parse(text) : text,
    };
  }
  return {
    clock,
    app,
    get: (path: string, options?: Ask) => ask('GET', path, options),
    post: (path: string, options?: Ask) => ask('POST', path, { body: {}, ...options }),
    patch: (path: string, options?: Ask) => ask('PATCH', path, options),
    put: (path: string, options?: Ask) => ask('PUT', path, options),
    del: (path: string, options?: Ask) => ask('DELETE', path, options),
  };
}

/** The code of a refusal, or the body itself where it isn't one, so that a failing test shows what came. */
export function codeOf(reply: { body: unknown }): unknown {
  const body = reply.body as Problem | null;
  return body && typeof body === 'object' && 'code' in body ? body.code : body;
}

/** Somebody signed in, with the cookies a browser would hold. */
export async function signedInPerson(
  options: { name?: string; bornOn?: string; grants?: Grant[] } = {},
): Promise<Somebody> {
  const n = unique();
  const id = `user-${n}`;
  const now = new Date();
  const phoneNumber = `+86139${String(n).padStart(8, '0')}`;
  await db.batch([
    db.insert(user).values({
      id,
      name: '',
      email: `${id}@phone.linli.invalid`,
      emailVerified: false,
      phoneNumber,
      phoneNumberVerified: true,
      createdAt: now,
      updatedAt: now,
    }),
    db.insert(person).values({
      id,
      residentId: id,
      kind: 'resident',
      name: options.name ?? '测试人',
      bornOn: options.bornOn ?? null,
      createdAt: 0,
    }),
    ...(options.grants ?? []).flatMap((grant) => grantOf(id, grant)),
  ]);
  return signedInAs(id);
}

/** A role for somebody, for good or until an instant, with its audit row. */
export function grantOf(userId: string, grant: Grant, untilAt: number | null = null) {
  const [id, by] = [`grant-${unique()}`, 'test'];
  return [
    db.insert(audit).values({
      ...{ id: `audit-${id}`, at: 0, actorId: by, principalId: userId },
      ...{ act: 'role.grant', noun: 'roleGrant', nounId: id },
    }),
    db.insert(roleGrant).values({ id, userId, ...grant, grantedBy: by, grantedAt: 0, untilAt }),
  ] as const;
}

/** Somebody who has an account. */
export async function signedInAs(id: string): Promise<Somebody> {
  const n = unique();
  const token = `token-${n}-${'x'.repeat(20)}`;
  const now = new Date();
  await db.insert(session).values({
    id: `session-${n}`,
    token,
    userId: id,
    expiresAt: new Date(Math.max(Date.now(), NOW) + 60 * DAY_MS),
    createdAt: now,
    updatedAt: now,
  });
  const name = '__Secure-better-auth.session_token';
  const [signed = ''] = (
    await serializeSigned(name, token, env.AUTH_SECRET, { secure: true })
  ).split(';');
  const first = await linliAt().get('/api/auth/get-session', { headers: { Cookie: signed } });
  const cached = first.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  return {
    id,
    cookie: [signed, ...cached.filter((cookie) => !cookie?.startsWith(name))].join('; '),
  };
}

/** Staff of a facility, a zone, or the whole subdistrict. */
export function staffOf(grant: Grant): Promise<Somebody> {
  return signedInPerson({ name: '工作人员', grants: [grant] });
}

/** A place that nobody has been to look at. */
export const UNCHECKED = Object.fromEntries(
  ACCESS_FEATURES.map((feature) => [feature, { answer: 'unknown' }]),
) as AccessFacts;

/** Two zones, an estate, and a facility in each zone, open every day from 8:30 to 21:00. Ids: `za`, `zb`, `home`, `hall`, `far`. */
export async function smallSubdistrict(): Promise<void> {
  const place = {
    level: 'community' as const,
    category: 'culture',
    summary: '',
    address: '测试路 1 号',
    lng: 120.005,
    lat: 30.288,
    datum: 'gcj02' as const,
    areaM2: 500,
    hours: [{ spans: [{ opens: '08:30', closes: '21:00' }] }],
    access: {
      ...UNCHECKED,
      step_free: { answer: 'yes' as const },
      accessible_toilet: { answer: 'yes' as const },
      low_counter: { answer: 'no' as const },
      nursing_room: { answer: 'no' as const },
    },
    audience: ['all' as const],
  };
  await db.batch([
    db.insert(zone).values([
      { id: 'za', letter: 'A', name: '甲片区', operatorName: '甲运营' },
      { id: 'zb', letter: 'B', name: '乙片区', operatorName: '乙运营' },
    ]),
    db.insert(community).values([
      { id: 'ca', zoneId: 'za', name: '甲社区', pinyin: 'jia' },
      { id: 'cb', zoneId: 'zb', name: '乙社区', pinyin: 'yi' },
    ]),
    db.insert(estate).values({
      id: 'home',
      communityId: 'ca',
      name: '甲小区',
      pinyin: 'jia',
      households: 800,
      lng: 120.004,
      lat: 30.288,
    }),
    db.insert(facility).values([
      { ...place, id: 'hall', name: '甲中心', pinyin: 'jia', zoneId: 'za', communityId: 'ca' },
      {
        ...place,
        id: 'far',
        name: '乙中心',
        pinyin: 'yi',
        zoneId: 'zb',
        communityId: 'cb',
        lng: 120.02,
      },
    ]),
  ]);
}

type ServiceValues = typeof service.$inferInsert;

/** A free service for everybody, offered nowhere yet. Answers its id. */
export async function serviceOf(values: Partial<ServiceValues> = {}): Promise<string> {
  const id = values.id ?? `service-${unique()}`;
  await db.insert(service).values({
    id,
    name: '办事',
    pinyin: 'banshi',
    aliases: [],
    category: 'living',
    summary: '',
    audience: ['all'],
    papers: [],
    feeFen: 0,
    demo: true,
    ...values,
  });
  return id;
}

/** The bindings of an application whose D1 counts the round trips and the rows read. */
export function countedD1(): {
  env: { DB: D1Database };
  trips: () => number;
  rowsRead: () => number;
} {
  const { db: counted, trips, rowsRead } = countedDb(env.DB);
  return { env: { DB: counted }, trips, rowsRead };
}

/** How many replies there are of each status and code: `{ '201': 1, '409 booking.taken': 199 }`. */
export function tally(replies: readonly Reply[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body } of replies) {
    const code = status < 300 ? '' : ` ${(body as { code?: string }).code}`;
    counts[`${status}${code}`] = (counts[`${status}${code}`] ?? 0) + 1;
  }
  return counts;
}
