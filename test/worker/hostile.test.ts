/** What no client of ours sends. Every endpoint answers it with a 4xx, a code and, where a part is at fault, its path. */
import { beforeAll, describe, expect, it } from 'vitest';
import { askAs, type Row, TABLE } from './routes-table.ts';
import { venueWorld } from './venues-world.ts';
import { codeOf, linliAt } from './world.ts';

beforeAll(venueWorld);

const deep = (depth: number): unknown => (depth === 0 ? 1 : [deep(depth - 1)]);

const BODIES: [string, unknown][] = [
  ['no JSON at all', '{"name": '],
  ['nothing', ''],
  ['null', null],
  ['a list', []],
  ['a number', 7],
  ['an unknown key', { surprise: true }],
  ['a prototype', '{"__proto__": {"admin": true}, "constructor": 1}'],
  ['deep nesting', { lines: deep(500) }],
  [
    'wrong types',
    { name: 7, lines: 'x', code: {}, start: [], partySize: '2', kind: null, reason: 1 },
  ],
  ['lone surrogates', '{"name": "\\ud800", "reason": "\\ud800", "note": "\\udfff"}'],
  ['control characters', { name: 'a\u0000b', reason: 'a\u0007b' }],
  ['numbers out of range', { partySize: 1e308, capacity: -1, portions: 1.5, revision: -0 }],
  [
    'dates that do not exist',
    { bornOn: '2026-02-30', start: '2026-02-30T10:00:00+08:00', date: '0000-00-00' },
  ],
  [
    'SQL',
    { name: "'; DROP TABLE booking; --", code: "1' OR '1'='1", reason: '); DELETE FROM audit; --' },
  ],
];

/** They take no body, so none can be wrong. */
const WITHOUT_BODY = [
  'POST /staff/points/proof',
  'POST /me/calendar-feed',
  'POST /me/notices/read-all',
  'POST /me/notices/{id}/read',
  'POST /staff/imports/{id}/draft',
  'POST /staff/imports/{id}/commit',
  'POST /staff/imports/{id}/discard',
  'POST /merchants/goods/{id}/submit',
  'POST /volunteer-sign-ups/{id}/cancel',
];

/** One letter more than the form or, where a file comes in parts, the part may have. */
const TOO_LARGE = 32 * 1024 + 1;
const TOO_LARGE_PART: Record<string, number> = {
  'POST /claims': 1_000_001,
  'POST /staff/imports/{id}/rows': 1_000_001,
  'POST /staff/walk-networks/{id}/ways': 1_000_001,
};

const writes = Object.entries(TABLE).filter(([route]) => /^(POST|PATCH)/.test(route));
const roleOf = ({ who }: Row) => (who.includes('owner') ? 'owner' : (who.at(-1) ?? 'owner'));

function expectRefusal(what: string, reply: { status: number; headers: Headers; body: unknown }) {
  const fine = reply.status < 300;
  const refused = reply.status >= 400 && reply.status < 500 && typeof codeOf(reply) === 'string';
  expect([what, reply.status, fine || refused]).toEqual([what, reply.status, true]);
  if (refused) expect(reply.headers.get('Content-Type')).toBe('application/problem+json');
}

describe('bodies', () => {
  it.each(writes)('%s', async (route, row) => {
    for (const [what, body] of BODIES) {
      const reply = await askAs(route, row, roleOf(row), { body });
      expectRefusal(what, reply);
      const never = ['no JSON at all', 'a list', 'an unknown key'].includes(what);
      if (never && !WITHOUT_BODY.includes(route)) {
        expect([what, reply.status]).toEqual([what, 400]);
      }
    }
  });

  it.each(writes)('%s refuses what is too large', async (route, row) => {
    const name = 'x'.repeat(TOO_LARGE_PART[route] ?? TOO_LARGE);
    const reply = await askAs(route, row, roleOf(row), { body: { name } });
    expect([reply.status, codeOf(reply)]).toEqual([413, 'input.tooLarge']);
  });

  it.each(writes)('%s refuses an act from another site', async (route, row) => {
    const headers = { Origin: 'https://elsewhere.example' };
    const reply = await askAs(route, row, roleOf(row), { headers });
    expect([reply.status, codeOf(reply)]).toEqual([403, 'request.crossSite']);
  });
});

describe('instants', () => {
  it('lie within the life of the service, wherever one is taken', async () => {
    const route = 'POST /staff/activities';
    const row = TABLE[route];
    if (!row) throw new Error('no such route');
    const { body } = await row.ask();
    const wanted = body as { sessions: object[] };
    for (const cancelUntil of ['-271821-04-21T00:00:00Z', '+275760-09-12T00:00:00Z']) {
      const sessions = [{ ...wanted.sessions[0], cancelUntil }];
      const reply = await askAs(route, row, 'admin', { body: { ...wanted, sessions } });
      expect([reply.status, reply.body]).toMatchObject([
        400,
        { errors: [{ path: 'body.sessions.0.cancelUntil' }] },
      ]);
    }
  });
});

describe('addresses', () => {
  const linli = linliAt();
  const paths = Object.keys(TABLE)
    .filter((route) => route.startsWith('GET '))
    .map((route) => `/api/v1${route.slice(4)}`);

  it.each(paths)('%s', async (path) => {
    const as = undefined;
    for (const id of [
      '..%2f..%2fetc',
      '%00',
      'A'.repeat(300),
      "1'%20OR%201=1",
      '%F0%9F%98%80',
      '__proto__',
    ]) {
      const reply = await linli.get(path.replace(/\{\w+\}/g, id), as);
      expectRefusal(id, reply);
    }
    for (const query of [
      '?limit=-1',
      '?limit=1e9',
      '?cursor=%00',
      '?near=NaN,NaN',
      '?on=2026-02-30',
      '?date=x&meal=y',
      '?zone[]=a',
      `?q=${'x'.repeat(5000)}`,
    ]) {
      const reply = await linli.get(`${path.replace(/\{\w+\}/g, 'hall')}${query}`, as);
      expectRefusal(query, reply);
    }
  });
});
