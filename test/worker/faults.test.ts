/** What goes wrong inside: nothing of it is told, in answers or in the log, and pages still come. */
import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Env } from '../../worker/lib/platform.ts';
import { dependantOf } from './activities-world.ts';
import { askForCode, codeFor, development, newNumber, tryCode } from './people-world.ts';
import { linliAt, signedInPerson, smallSubdistrict } from './world.ts';

beforeAll(smallSubdistrict);
const linli = linliAt();

/** A database that doesn't understand one kind of statement. */
function without(statement: string): Partial<Env> {
  const DB = new Proxy(env.DB, {
    get(target, key) {
      if (key === 'prepare') {
        return (query: string) => target.prepare(query.replace(statement, `broken ${statement}`));
      }
      const value = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { ...development, DB };
}

describe('a fault of the database', () => {
  let log: string[] = [];
  beforeEach(() => {
    log = [];
    for (const method of ['error', 'warn', 'info', 'log'] as const) {
      vi.spyOn(console, method).mockImplementation((...words: unknown[]) => {
        log.push(words.map((one) => (one instanceof Error ? one.stack : String(one))).join(' '));
      });
    }
  });
  afterEach(() => vi.restoreAllMocks());

  it('logs its kind and place, and no name', async () => {
    const me = await signedInPerson();
    const child = await dependantOf(me);
    const reply = await linli.patch(`/api/v1/me/dependants/${child}`, {
      as: me,
      body: { name: '张秘密' },
      env: without('update "person"'),
    });
    expect([reply.status, reply.body]).toEqual([
      500,
      {
        type: 'https://linli.invalid/problems/server.fault',
        title: 'server.fault',
        status: 500,
        code: 'server.fault',
        requestId: expect.any(String),
      },
    ]);
    expect(log).toEqual([expect.stringMatching(/"fault":"Error SQLITE_ERROR at \S/)]);
    expect(log.join()).not.toMatch(/张秘密|params/);
  });

  it.each(['insert into "code_send"', 'insert into "verification"', 'insert into "outbox"'])(
    'logs no number where a code is asked for: %s',
    async (statement) => {
      const reply = await linli.post('/api/auth/phone-number/send-otp', {
        body: { phoneNumber: newNumber() },
        env: without(statement),
      });
      expect(reply.status).toBe(500);
      expect(log).toEqual([expect.stringMatching(/"fault":"Error SQLITE_ERROR at \S/)]);
      expect(log.join()).not.toMatch(/138\d{8}|params/);
    },
  );

  it.each(['insert into "user"', 'insert into "session"', 'insert into "person"'])(
    'logs no number where somebody signs in: %s',
    async (statement) => {
      const number = newNumber();
      await askForCode(linli, number);
      log = [];
      const code = await codeFor(number);
      const reply = await linli.post('/api/auth/phone-number/verify', {
        body: { phoneNumber: number, code },
        env: without(statement),
      });
      expect(reply.status).toBe(500);
      expect(log.join()).not.toMatch(new RegExp(`138\\d{8}|params|${code}`));
      expect(log).toEqual([expect.stringMatching(/"level":"error"/)]);
    },
  );

  it('leaves the words of a wrong code as they were', async () => {
    const reply = await tryCode(linli, newNumber(), '000000');
    expect([reply.status, log]).toEqual([400, []]);
  });
});

describe('pages', () => {
  // What the assets answer can't be added to, as every fetched response.
  const assets = { ASSETS: { fetch: () => env.ASSETS?.fetch('https://assets.invalid/none') } };
  const withAssets = assets as unknown as Partial<Env>;

  it('come with the headers of every answer where they stand for a thing made later', async () => {
    for (const path of ['/mine/bookings/bkg_1/', '/activities/act_1/', '/no-such-page/']) {
      const reply = await linli.get(path, { env: withAssets });
      expect([path, reply.status]).toEqual([path, 404]);
      expect(reply.headers.get('X-Request-Id')).toBeTruthy();
      expect(reply.headers.get('X-Frame-Options')).toBe('DENY');
      expect(reply.headers.get('Content-Security-Policy')).not.toBe("default-src 'none'");
    }
  });

  it('are only to be read', async () => {
    const reply = await linli.post('/mine/bookings/bkg_1/', { env: withAssets });
    expect([reply.status, reply.headers.get('Content-Type')]).toEqual([
      404,
      'application/problem+json',
    ]);
  });
});

describe('answers of the API', () => {
  it('load nothing and are framed by nobody', async () => {
    for (const path of ['/api/v1/areas', '/api/v1/me', '/api/none']) {
      const { headers } = await linli.get(path);
      expect(headers.get('Content-Security-Policy')).toBe("default-src 'none'");
      expect(headers.get('X-Frame-Options')).toBe('DENY');
    }
  });
});
