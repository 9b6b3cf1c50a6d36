import { env } from 'cloudflare:workers';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import {
  codeSend,
  person,
  session,
  user,
  verification,
} from '../../worker/features/identity/tables.ts';
import { outbox } from '../../worker/features/notices/tables.ts';
import { keyedHash } from '../../worker/lib/ids.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, toRfc3339 } from '../../worker/lib/time.ts';
import {
  askForCode,
  codeFor,
  cookiesOf,
  development,
  newNumber,
  signIn,
  tryCode,
} from './people-world.ts';
import {
  codeOf,
  countedD1,
  db,
  linliAt,
  NOW,
  ORIGIN,
  signedInPerson,
  smallSubdistrict,
} from './world.ts';

beforeAll(smallSubdistrict);

function answerOf(reply: { status: number; body: unknown }) {
  const { requestId: _, ...body } = reply.body as Record<string, unknown>;
  return { status: reply.status, body };
}

describe('signing in', () => {
  it('sends a code, takes it, and answers with a session cookie only', async () => {
    const linli = linliAt();
    const number = newNumber();
    expect(answerOf(await askForCode(linli, number))).toEqual({
      status: 200,
      body: { status: true },
    });
    const code = await codeFor(number);
    expect(code).toMatch(/^\d{6}$/);
    const reply = await tryCode(linli, number, code);
    expect(answerOf(reply)).toEqual({ status: 200, body: { status: true } });
    const [cookie] = reply.headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(cookie).toMatch(/Secure/i);
    const me = await linli.get('/api/v1/me', { headers: { Cookie: cookiesOf(reply) } });
    expect(me.body).toMatchObject({ phoneNumber: number, name: '', grants: [] });
  });

  it('makes the person once, however often somebody signs in', async () => {
    const linli = linliAt();
    const number = newNumber();
    const first = await signIn(linli, number);
    linli.clock.now += 2 * MINUTE_MS;
    const second = await signIn(linli, number);
    expect(second.id).toBe(first.id);
    expect(await db.select().from(person).where(eq(person.residentId, first.id))).toHaveLength(1);
  });

  it('heals an account whose person was never written', async () => {
    const linli = linliAt();
    const number = newNumber();
    const { id } = await signIn(linli, number);
    await db.delete(person).where(eq(person.id, id));
    linli.clock.now += 2 * MINUTE_MS;
    expect((await signIn(linli, number)).id).toBe(id);
  });

  it('keeps no readable phone number in the cookie', async () => {
    const linli = linliAt();
    const number = newNumber();
    const { cookie } = await signIn(linli, number);
    for (const part of cookie.split(/[;=.%]/)) {
      const readable = atobOrNothing(part.replaceAll('-', '+').replaceAll('_', '/'));
      for (const digits of [number, number.slice(3)]) {
        expect(part).not.toContain(digits);
        expect(readable).not.toContain(digits);
      }
    }
  });

  it('keeps neither code nor number readable where codes wait to be tried', async () => {
    const linli = linliAt();
    const number = newNumber();
    await askForCode(linli, number);
    const code = await codeFor(number);
    const kept = JSON.stringify(await db.select().from(verification));
    expect(kept).not.toContain(code);
    expect(kept).not.toContain(number.slice(3));
    expect(kept).toContain(await keyedHash(env.AUTH_SECRET, `code ${number} ${code}`));
  });

  it('refuses a wrong code, and after three of them the right one too', async () => {
    const linli = linliAt();
    const number = newNumber();
    await askForCode(linli, number);
    const code = await codeFor(number);
    const wrong = code === '000000' ? '111111' : '000000';
    for (let i = 0; i < 3; i++) {
      const reply = await tryCode(linli, number, wrong);
      expect([reply.status, codeOf(reply)]).toEqual([400, 'auth.codeWrong']);
    }
    const spent = await tryCode(linli, number, code);
    expect([spent.status, codeOf(spent)]).toEqual([403, 'auth.codeSpent']);
    expect(codeOf(await tryCode(linli, number, code))).toBe('auth.codeExpired');
    expect(await db.select().from(user).where(eq(user.phoneNumber, number))).toEqual([]);
  });

  it('takes a code once, though twenty try it at the same moment', async () => {
    const linli = linliAt();
    const number = newNumber();
    await askForCode(linli, number);
    const code = await codeFor(number);
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => tryCode(linli, number, code)),
    );
    expect(replies.filter((reply) => reply.status === 200)).toHaveLength(1);
    expect(replies.filter((reply) => reply.status >= 500)).toEqual([]);
    const users = await db.select().from(user).where(eq(user.phoneNumber, number));
    expect(users).toHaveLength(1);
  });

  it('refuses a code whose time is over', async () => {
    const linli = linliAt();
    const number = newNumber();
    await askForCode(linli, number);
    await db.update(verification).set({ expiresAt: new Date(Date.now() - 1000) });
    const reply = await tryCode(linli, number, await codeFor(number));
    expect([reply.status, codeOf(reply)]).toEqual([400, 'auth.codeExpired']);
  });

  it('answers the same whether or not a number is known', async () => {
    const linli = linliAt();
    const known = newNumber();
    await signIn(linli, known);
    linli.clock.now += 2 * HOUR_MS;
    const unknown = newNumber();
    expect(answerOf(await askForCode(linli, known))).toEqual(
      answerOf(await askForCode(linli, unknown)),
    );
    expect(answerOf(await askForCode(linli, known))).toEqual(
      answerOf(await askForCode(linli, unknown)),
    );
    expect(answerOf(await tryCode(linli, known, '000000'))).toEqual(
      answerOf(await tryCode(linli, unknown, '000000')),
    );
    expect(answerOf(await tryCode(linli, newNumber(), '000000'))).toEqual(
      answerOf(await tryCode(linli, newNumber(), '111111')),
    );
  });

  it('names what is wrong with a malformed request', async () => {
    const linli = linliAt();
    const send = '/api/auth/phone-number/send-otp';
    const bodies: [unknown, string][] = [
      [{}, 'body.phoneNumber'],
      [{ phoneNumber: 13800000000 }, 'body.phoneNumber'],
      [{ phoneNumber: '13800000000' }, 'body.phoneNumber'],
      [{ phoneNumber: '+8612345678901' }, 'body.phoneNumber'],
      [{ phoneNumber: `+86138${'0'.repeat(9)}` }, 'body.phoneNumber'],
      [{ phoneNumber: "+8613800000000' OR 1=1" }, 'body.phoneNumber'],
      [{ phoneNumber: '+8613800000000\n' }, 'body.phoneNumber'],
      [[], 'body'],
      [null, 'body'],
    ];
    for (const [body, path] of bodies) {
      const reply = await linli.post(send, { body });
      expect([reply.status, codeOf(reply), reply.body]).toEqual([
        400,
        'input.invalid',
        expect.objectContaining({ errors: [expect.objectContaining({ path })] }),
      ]);
    }
    const broken = await linli.post(send, { body: '{' });
    expect([broken.status, codeOf(broken)]).toEqual([400, 'input.malformed']);
    expect(broken.headers.get('Content-Type')).toBe('application/problem+json');
    const huge = await linli.post(send, { body: { phoneNumber: 'x'.repeat(40_000) } });
    expect([huge.status, codeOf(huge)]).toEqual([413, 'input.tooLarge']);
    const extra = await linli.post('/api/auth/phone-number/verify', {
      body: { phoneNumber: newNumber(), code: '123456', updatePhoneNumber: true },
    });
    expect([extra.status, codeOf(extra)]).toEqual([400, 'input.invalid']);
    const code = await linli.post('/api/auth/phone-number/verify', {
      body: { phoneNumber: newNumber(), code: '12345６' },
    });
    expect([code.status, codeOf(code)]).toEqual([400, 'input.invalid']);
  });

  it('opens no other door of better-auth', async () => {
    const linli = linliAt();
    const { cookie } = await signedInPerson();
    for (const [method, path] of [
      ['get', '/list-sessions'],
      ['post', '/update-user'],
      ['post', '/delete-user'],
      ['post', '/sign-in/phone-number'],
      ['post', '/sign-up/email'],
      ['post', '/phone-number/request-password-reset'],
      ['get', '/sign-out'],
      ['get', '/error'],
      ['get', '/ok'],
    ] as const) {
      const reply = await linli[method](`/api/auth${path}`, { headers: { Cookie: cookie } });
      expect([path, reply.status, codeOf(reply)]).toEqual([path, 404, 'route.notFound']);
    }
  });

  it('refuses what another site sends', async () => {
    const linli = linliAt();
    const { cookie } = await signedInPerson();
    const acts: [string, Record<string, string>][] = [
      ['/api/auth/sign-out', { Origin: 'https://elsewhere.test' }],
      ['/api/auth/revoke-sessions', { 'Sec-Fetch-Site': 'cross-site' }],
      ['/api/auth/phone-number/send-otp', { Origin: 'null' }],
      ['/api/v1/me/dependants', { Origin: 'https://linli.test.elsewhere.test' }],
    ];
    for (const [path, headers] of acts) {
      const reply = await linli.post(path, { headers: { Cookie: cookie, ...headers } });
      expect([path, reply.status, codeOf(reply)]).toEqual([path, 403, 'request.crossSite']);
    }
    const own = await linli.post('/api/auth/sign-out', {
      headers: { Cookie: cookie, Origin: ORIGIN, 'Sec-Fetch-Site': 'same-origin' },
    });
    expect(own.status).toBe(200);
  });

  it('writes no number, code or secret into the log', async () => {
    const linli = linliAt();
    const lines: string[] = [];
    const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation((...words) => {
        lines.push(words.map(String).join(' '));
      }),
    );
    const number = newNumber();
    await askForCode(linli, number);
    const code = await codeFor(number);
    const cookie = cookiesOf(await tryCode(linli, number, code));
    await linli.get('/api/v1/me', { headers: { Cookie: cookie } });
    for (const spy of spies) spy.mockRestore();
    const log = lines.join('\n');
    for (const secret of [number.slice(3), code, env.AUTH_SECRET, cookie])
      expect(log).not.toContain(secret);
    expect(log).toContain('signIn.code');
  });
});

describe('how often a code is sent', () => {
  const from = '203.0.113.';

  it('sends exactly one for a burst of twenty', async () => {
    const linli = linliAt();
    const number = newNumber();
    const replies = await Promise.all(Array.from({ length: 20 }, () => askForCode(linli, number)));
    expect(replies.filter((reply) => reply.status === 200)).toHaveLength(1);
    expect(new Set(replies.filter((r) => r.status !== 200).map(codeOf))).toEqual(
      new Set(['code.minuteLimit']),
    );
    const sent = await db.select().from(outbox).where(eq(outbox.phoneNumber, number));
    expect(sent).toHaveLength(1);
  });

  it('says which limit stands in the way and from when it does not', async () => {
    const linli = linliAt();
    const number = newNumber();
    const start = linli.clock.now;
    for (let i = 0; i < 5; i++) {
      linli.clock.now = start + i * 2 * MINUTE_MS;
      expect((await askForCode(linli, number, `${from}1`)).status).toBe(200);
    }
    const soon = await askForCode(linli, number, `${from}1`);
    expect(soon.status).toBe(429);
    expect(soon.body).toMatchObject({
      code: 'code.minuteLimit',
      rule: { name: 'numberCodesIn1Min', value: 1 },
      // The hour's limit holds longer than the minute's.
      possibleFrom: toRfc3339(start + HOUR_MS),
    });
    linli.clock.now += 2 * MINUTE_MS;
    expect((await askForCode(linli, number, `${from}1`)).body).toMatchObject({
      code: 'code.hourLimit',
      rule: { name: 'numberCodesIn60Min', value: 5 },
      possibleFrom: toRfc3339(start + HOUR_MS),
    });
    for (let i = 0; i < 5; i++) {
      linli.clock.now = start + (i + 1) * 2 * HOUR_MS;
      expect((await askForCode(linli, number, `${from}1`)).status).toBe(200);
    }
    linli.clock.now += 2 * HOUR_MS;
    expect((await askForCode(linli, number, `${from}1`)).body).toMatchObject({
      code: 'code.dayLimit',
      rule: { name: 'numberCodesIn1440Min', value: 10 },
      possibleFrom: toRfc3339(start + DAY_MS),
    });
    linli.clock.now = start + DAY_MS;
    expect((await askForCode(linli, number, `${from}1`)).status).toBe(200);
  });

  it('limits an address over all numbers, even among forty at once', async () => {
    const linli = linliAt(NOW + DAY_MS);
    const replies = await Promise.all(
      Array.from({ length: 40 }, () => askForCode(linli, newNumber(), `${from}2`)),
    );
    expect(replies.filter((reply) => reply.status === 200)).toHaveLength(10);
    const refused = replies.find((reply) => reply.status !== 200);
    expect(refused?.body).toMatchObject({
      code: 'code.addressLimit',
      rule: { name: 'addressCodesIn1Min', value: 10 },
      possibleFrom: toRfc3339(NOW + DAY_MS + MINUTE_MS),
    });
    expect((await askForCode(linli, newNumber(), `${from}3`)).status).toBe(200);
  });

  it('exempts loopback in development only', async () => {
    const inDevelopment = linliAt(NOW + 2 * DAY_MS);
    for (let i = 0; i < 15; i++) {
      expect((await askForCode(inDevelopment, newNumber(), '127.0.0.1')).status).toBe(200);
    }
    const elsewhere = linliAt(NOW + 3 * DAY_MS);
    const replies = await Promise.all(
      Array.from({ length: 15 }, () =>
        elsewhere.post('/api/auth/phone-number/send-otp', {
          body: { phoneNumber: newNumber() },
          headers: { 'CF-Connecting-IP': '127.0.0.1' },
        }),
      ),
    );
    expect(replies.filter((reply) => reply.status === 200)).toHaveLength(10);
  });

  it('keeps number and address as hashes only', async () => {
    const linli = linliAt();
    const number = newNumber();
    await askForCode(linli, number, `${from}9`);
    const kept = JSON.stringify(await db.select().from(codeSend));
    expect(kept).not.toContain(number.slice(3));
    expect(kept).not.toContain(from);
  });
});

describe('a session', () => {
  it('costs nothing while its cookie is fresh, one read when it is not', async () => {
    const linli = linliAt();
    const { cookie } = await signedInPerson();
    const fresh = countedD1();
    const known = await linli.get('/api/auth/get-session', {
      headers: { Cookie: cookie },
      env: fresh.env,
    });
    expect(known.body).toMatchObject({ user: { id: expect.any(String) } });
    expect(fresh.trips()).toBe(0);
    const stale = countedD1();
    const signedOnly = cookie.split('; ')[0] ?? '';
    const again = await linli.get('/api/auth/get-session', {
      headers: { Cookie: signedOnly },
      env: stale.env,
    });
    expect(again.body).toEqual(known.body);
    expect(stale.trips()).toBe(1);
  });

  it('tells scripts neither its token nor anything but who it is', async () => {
    const linli = linliAt();
    const { id, cookie } = await signedInPerson();
    const { body } = await linli.get('/api/auth/get-session', { headers: { Cookie: cookie } });
    expect(body).toEqual({
      user: { id, phoneNumber: expect.stringMatching(/^\+86/) },
      session: { expiresAt: expect.stringMatching(/\+08:00$/) },
    });
    expect((await linli.get('/api/auth/get-session')).body).toBeNull();
  });

  it('ends on this device by signing out', async () => {
    const linli = linliAt();
    const number = newNumber();
    const here = await signIn(linli, number);
    linli.clock.now += 2 * MINUTE_MS;
    const there = await signIn(linli, number);
    const out = await linli.post('/api/auth/sign-out', { as: here });
    expect(out.status).toBe(200);
    expect(out.headers.getSetCookie().join()).toMatch(/session_token=;.*Max-Age=0/i);
    expect(codeOf(await linli.get('/api/v1/me', { as: here }))).toBe('auth.expired');
    expect((await linli.get('/api/v1/me', { as: there })).status).toBe(200);
  });

  it('ends everywhere at once, however fresh the cookie of another device', async () => {
    const linli = linliAt();
    const number = newNumber();
    const here = await signIn(linli, number);
    linli.clock.now += 2 * MINUTE_MS;
    const there = await signIn(linli, number);
    expect((await linli.post('/api/auth/revoke-sessions', { as: here })).status).toBe(200);
    for (const device of [here, there]) {
      const read = await linli.get('/api/v1/me', { as: device });
      expect([read.status, codeOf(read)]).toEqual([401, 'auth.expired']);
      const write = await linli.patch('/api/v1/me', { as: device, body: { name: '张秀兰' } });
      expect([write.status, codeOf(write)]).toEqual([401, 'auth.expired']);
    }
    expect(await db.select().from(session).where(eq(session.userId, here.id))).toEqual([]);
    const [row] = await db.select().from(person).where(eq(person.id, here.id));
    expect(row?.name).toBe('');
  });

  it('is needed to end it everywhere', async () => {
    const reply = await linliAt().post('/api/auth/revoke-sessions');
    expect([reply.status, codeOf(reply)]).toEqual([401, 'auth.required']);
  });

  it('keeps no address of whoever signed in', async () => {
    const linli = linliAt();
    const { id } = await signIn(linli, newNumber());
    const [row] = await db.select().from(session).where(eq(session.userId, id));
    expect(row?.ipAddress || null).toBeNull();
  });
});

describe('in development', () => {
  it('shows the last messages to a number, and nowhere else', async () => {
    const linli = linliAt();
    const number = newNumber();
    await askForCode(linli, number);
    const path = `/api/dev/outbox?to=${encodeURIComponent(number)}`;
    const shown = await linli.get(path, { env: development });
    expect(shown.body).toMatchObject({
      items: [
        {
          template: 'signIn.code',
          state: 'sent',
          params: { code: expect.stringMatching(/^\d{6}$/) },
        },
      ],
    });
    const hidden = await linli.get(path);
    expect([hidden.status, codeOf(hidden)]).toEqual([404, 'route.notFound']);
  });
});

function atobOrNothing(text: string): string {
  try {
    return atob(text);
  } catch {
    return '';
  }
}
