import { createScheduledController } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { codeSend, verification } from '../../worker/features/identity/tables.ts';
import { deliverDue } from '../../worker/features/notices/commands/deliver.ts';
import { messageNumber, tell } from '../../worker/features/notices/commands/tell.ts';
import { MAX_ATTEMPTS, retryAfterMs } from '../../worker/features/notices/rules.ts';
import { notice, outbox } from '../../worker/features/notices/tables.ts';
import worker from '../../worker/index.ts';
import type { Context } from '../../worker/lib/context.ts';
import { writeAll } from '../../worker/lib/db.ts';
import { newCode, newId } from '../../worker/lib/ids.ts';
import type { Message, Sender } from '../../worker/lib/sender.ts';
import { idempotency } from '../../worker/lib/tables.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../worker/lib/time.ts';
import { askForCode, codeFor, development, newNumber, tryCode } from './people-world.ts';
import {
  at,
  codeOf,
  countedD1,
  db,
  linliAt,
  NOW,
  type Somebody,
  signedInPerson,
  smallSubdistrict,
  unique,
} from './world.ts';

const linli = linliAt();
beforeAll(smallSubdistrict);

function contextAt(now: number): Context {
  return { db, now, newId: (prefix) => newId(prefix, now), newCode };
}

const released = {
  venue: '羽毛球 1 号场',
  facility: '甲中心',
  start: at('11-26T15:00'),
  reason: '地面漏水',
};

function tellOf(who: Somebody, now = NOW) {
  return writeAll(
    db,
    tell(contextAt(now), {
      residentId: who.id,
      kind: 'booking.released',
      params: released,
      link: '/me/',
    }),
  );
}

function isAllSent(messages: readonly Message[]): Sender {
  return {
    name: 'test',
    send: async (message) => {
      (messages as Message[]).push(message);
    },
  };
}

const failing: Sender = {
  name: 'failing',
  send: async ({ to }) => {
    throw new Error(`the provider does not know ${to}`);
  },
};

async function messagesTo(residentId: string) {
  return db.select().from(outbox).where(eq(outbox.residentId, residentId));
}

describe('the inbox', () => {
  it('holds what one is told, newest first, page by page, in one round trip each', async () => {
    const me = await signedInPerson();
    for (let i = 0; i < 5; i++) await tellOf(me, NOW - Math.floor(i / 2));
    const counted = countedD1();
    const first = await linli.get('/api/v1/me/notices?limit=2', { as: me, env: counted.env });
    expect(counted.trips()).toBe(1);
    expect(first.body).toMatchObject({
      unread: 5,
      items: [
        {
          kind: 'booking.released',
          params: released,
          text: '您约的羽毛球 1 号场（甲中心，11月26日周四15:00）用不了了：地面漏水。请另约。',
          link: '/me/',
          createdAt: '2026-11-25T10:37:00+08:00',
          readAt: null,
        },
        {},
      ],
    });
    const ids: string[] = [];
    let cursor = '';
    for (let page = 0; page < 10 && cursor !== null; page++) {
      const query = cursor ? `&cursor=${cursor}` : '';
      const reply = await linli.get(`/api/v1/me/notices?limit=2${query}`, { as: me });
      const { items, next } = reply.body as { items: { id: string }[]; next: string | null };
      ids.push(...items.map((item) => item.id));
      if (next === null) break;
      cursor = next;
    }
    expect(ids).toHaveLength(5);
    expect(new Set(ids).size).toBe(5);
  });

  it('remembers when a notice was first read', async () => {
    const me = await signedInPerson();
    await tellOf(me);
    const [row] = await db.select().from(notice).where(eq(notice.residentId, me.id));
    const path = `/api/v1/me/notices/${row?.id}/read`;
    const counted = countedD1();
    const read = await linli.post(path, { as: me, env: counted.env });
    expect([read.status, read.body]).toEqual([
      200,
      expect.objectContaining({ id: row?.id, readAt: '2026-11-25T10:37:00+08:00' }),
    ]);
    expect(counted.trips()).toBe(2);
    const later = await linliAt(NOW + HOUR_MS).post(path, { as: me });
    expect(later.body).toMatchObject({ readAt: '2026-11-25T10:37:00+08:00' });
  });

  it('is read all at once', async () => {
    const [me, other] = [await signedInPerson(), await signedInPerson()];
    await tellOf(me);
    await tellOf(me);
    await tellOf(other);
    expect((await linli.post('/api/v1/me/notices/read-all', { as: me })).status).toBe(204);
    const mine = await linli.get('/api/v1/me/notices', { as: me });
    expect(mine.body).toMatchObject({ unread: 0 });
    const theirs = await linli.get('/api/v1/me/notices', { as: other });
    expect(theirs.body).toMatchObject({ unread: 1 });
  });

  it('is nobody else’s', async () => {
    const [me, stranger] = [await signedInPerson(), await signedInPerson()];
    await tellOf(me);
    const [row] = await db.select().from(notice).where(eq(notice.residentId, me.id));
    const reply = await linli.post(`/api/v1/me/notices/${row?.id}/read`, { as: stranger });
    expect([reply.status, codeOf(reply)]).toEqual([404, 'notice.notFound']);
    expect((await linli.get('/api/v1/me/notices', { as: stranger })).body).toEqual({
      items: [],
      next: null,
      unread: 0,
    });
    const [after] = await db.select().from(notice).where(eq(notice.residentId, me.id));
    expect(after?.readAt).toBeNull();
  });

  it('refuses odd pages', async () => {
    const me = await signedInPerson();
    for (const query of [
      'limit=0',
      'limit=101',
      'limit=x',
      'limit=NaN',
      'cursor=x',
      "cursor=1.'",
    ]) {
      const reply = await linli.get(`/api/v1/me/notices?${query}`, { as: me });
      expect([query, reply.status, codeOf(reply)]).toEqual([query, 400, 'input.invalid']);
    }
  });
});

describe('delivery', () => {
  beforeEach(() => db.delete(outbox));

  it('sends what is due to the resident’s number, in words', async () => {
    const me = await signedInPerson();
    await tellOf(me);
    await tellOf(me, NOW + MINUTE_MS);
    const sent: Message[] = [];
    expect(await deliverDue(contextAt(NOW), isAllSent(sent), { keepCodes: false })).toBe(1);
    expect(sent).toEqual([
      {
        id: expect.stringMatching(/^msg_/),
        to: expect.stringMatching(/^\+86139/),
        template: 'booking.released',
        text: expect.stringContaining('羽毛球 1 号场'),
      },
    ]);
    expect((await messagesTo(me.id)).map((row) => row.state).sort()).toEqual(['pending', 'sent']);
    expect(await deliverDue(contextAt(NOW), isAllSent(sent), { keepCodes: false })).toBe(0);
  });

  it('sends each message once, though five runs overlap', async () => {
    const me = await signedInPerson();
    for (let i = 0; i < 45; i++) await tellOf(me);
    const sent: Message[] = [];
    const runs = Array.from({ length: 5 }, () =>
      deliverDue(contextAt(NOW), isAllSent(sent), { keepCodes: false }),
    );
    const counts = await Promise.all(runs);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(45);
    expect(new Set(sent.map((message) => message.id)).size).toBe(45);
    expect(sent).toHaveLength(45);
  });

  it('tries again later and later, and in the end lets it be', async () => {
    const me = await signedInPerson();
    await tellOf(me);
    let now = NOW;
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      await deliverDue(contextAt(now), failing, { keepCodes: false });
      const [row] = await messagesTo(me.id);
      expect([row?.attempts, row?.state, row?.lastError]).toEqual([
        attempt,
        attempt === MAX_ATTEMPTS ? 'dead' : 'pending',
        'failed',
      ]);
      expect(await deliverDue(contextAt(now), failing, { keepCodes: false })).toBe(0);
      now += retryAfterMs(attempt);
    }
    const sent: Message[] = [];
    await deliverDue(contextAt(now + DAY_MS), isAllSent(sent), { keepCodes: false });
    expect(sent).toEqual([]);
  });

  it('still sends after a failure, and after a run that died in the middle', async () => {
    const me = await signedInPerson();
    await tellOf(me);
    await deliverDue(contextAt(NOW), failing, { keepCodes: false });
    const sent: Message[] = [];
    const later = contextAt(NOW + retryAfterMs(1));
    await deliverDue(later, isAllSent(sent), { keepCodes: false });
    expect(sent).toHaveLength(1);
    expect(await messagesTo(me.id)).toMatchObject([
      { state: 'sent', attempts: 2, lastError: null },
    ]);
  });

  it('scrubs code and number once they are of no more use, but not in development', async () => {
    for (const [keepCodes, sender] of [
      [false, isAllSent([])],
      [true, isAllSent([])],
    ] as const) {
      const number = newNumber();
      const message = messageNumber(contextAt(NOW), number, 'signIn.code', { code: '246810' });
      await writeAll(db, [message]);
      await deliverDue(contextAt(NOW), sender, { keepCodes });
      const kept = JSON.stringify(await db.select().from(outbox));
      expect(kept.includes('246810')).toBe(keepCodes);
      expect(kept.includes(number)).toBe(keepCodes);
      await db.delete(outbox);
    }
  });

  it('sends no code whose time is over', async () => {
    const message = messageNumber(contextAt(NOW), newNumber(), 'signIn.code', { code: '246810' });
    await writeAll(db, [message]);
    const sent: Message[] = [];
    await deliverDue(contextAt(NOW + 6 * MINUTE_MS), isAllSent(sent), { keepCodes: false });
    expect(sent).toEqual([]);
    expect(await db.select().from(outbox)).toMatchObject([{ state: 'dead', params: {} }]);
  });

  it('is not kept from the others by one that can not be put into words', async () => {
    const [me, other] = [await signedInPerson(), await signedInPerson()];
    await tellOf(me);
    await tellOf(other);
    await db
      .update(outbox)
      .set({ params: { venue: 7 } as unknown as Record<string, string> })
      .where(eq(outbox.residentId, me.id));
    const sent: Message[] = [];
    await deliverDue(contextAt(NOW), isAllSent(sent), { keepCodes: false });
    expect(sent).toHaveLength(1);
    expect(await messagesTo(other.id)).toMatchObject([{ state: 'sent' }]);
    expect(await messagesTo(me.id)).toMatchObject([{ state: 'pending', lastError: 'failed' }]);
  });

  it('takes codes before everything else', async () => {
    const me = await signedInPerson();
    for (let i = 0; i < 25; i++) await tellOf(me, NOW - MINUTE_MS);
    await writeAll(db, [messageNumber(contextAt(NOW), newNumber(), 'signIn.code', { code: '1' })]);
    const sent: Message[] = [];
    await deliverDue(contextAt(NOW), isAllSent(sent), { keepCodes: false });
    expect(sent.slice(0, 20).map((message) => message.template)).toContain('signIn.code');
  });
});

describe('every minute', () => {
  function tick(scheduledTime: number) {
    const controller = createScheduledController({ scheduledTime: new Date(scheduledTime) });
    return worker.scheduled(controller, env);
  }

  it('sends what waits', async () => {
    const me = await signedInPerson();
    await tellOf(me, 0);
    const info = vi.spyOn(console, 'info').mockImplementation(() => {});
    await tick(Date.parse('2026-11-25T10:37:00+08:00'));
    const [line] = info.mock.calls.flat();
    info.mockRestore();
    expect(await messagesTo(me.id)).toMatchObject([{ state: 'sent' }]);
    expect(JSON.parse(String(line))).toEqual({
      level: 'info',
      sent: expect.stringMatching(/^msg_/),
      template: 'booking.released',
    });
  });

  it('forgets once an hour what nobody needs any more, and nothing younger', async () => {
    const me = await signedInPerson();
    const now = Date.now();
    const aged = async (ageMs: number) => {
      const id = `old-${unique()}`;
      await db.batch([
        db.insert(idempotency).values({
          actorId: me.id,
          key: id,
          requestHash: '',
          resultId: '',
          createdAt: now - ageMs,
        }),
        db.insert(codeSend).values({
          id,
          numberHash: id,
          addressHash: '',
          sentAt: now - ageMs,
        }),
        db.insert(verification).values({
          id,
          identifier: id,
          value: '',
          expiresAt: new Date(now - ageMs),
          createdAt: new Date(0),
          updatedAt: new Date(0),
        }),
        db.insert(outbox).values({
          id,
          channel: 'sms',
          residentId: me.id,
          template: 'booking.released',
          params: {},
          state: 'sent',
          attempts: 1,
          nextAt: 0,
          createdAt: now - ageMs,
        }),
      ]);
      return id;
    };
    const remaining = async (id: string) => ({
      result: (await db.select().from(idempotency).where(eq(idempotency.key, id))).length,
      count: (await db.select().from(codeSend).where(eq(codeSend.id, id))).length,
      code: (await db.select().from(verification).where(eq(verification.id, id))).length,
      message: (await db.select().from(outbox).where(eq(outbox.id, id))).length,
    });
    const young = await aged(HOUR_MS);
    const old = await aged(3 * DAY_MS);
    const ancient = await aged(31 * DAY_MS);
    const hour = Date.parse('2026-11-25T11:00:00+08:00');
    await tick(hour + MINUTE_MS);
    expect(await remaining(ancient)).toEqual({ result: 1, count: 1, code: 1, message: 1 });
    await tick(hour + 5_000);
    expect(await remaining(young)).toEqual({ result: 1, count: 1, code: 1, message: 1 });
    expect(await remaining(old)).toEqual({ result: 0, count: 0, code: 0, message: 1 });
    expect(await remaining(ancient)).toEqual({ result: 0, count: 0, code: 0, message: 0 });
  });
});

describe('the hour of a demonstration whose clock runs days ahead', () => {
  it('leaves a code that was just sent', async () => {
    vi.spyOn(console, 'info').mockImplementation(() => {});
    const number = newNumber();
    await askForCode(linli, number);
    const controller = createScheduledController({
      scheduledTime: new Date(Date.parse('2026-11-25T11:00:00+08:00')),
    });
    const ahead = { ...development, CLOCK_OFFSET_MS: String(3 * DAY_MS) };
    await worker.scheduled(controller, { ...env, ...ahead });
    vi.restoreAllMocks();
    expect((await tryCode(linli, number, await codeFor(number))).status).toBe(200);
  });
});

describe('the dev outbox', () => {
  it('shows a resident’s notices and bare-number messages together, newest first', async () => {
    const me = await signedInPerson();
    const [{ phoneNumber }] = [
      (await linli.get('/api/v1/me', { as: me })).body as { phoneNumber: string },
    ];
    await tellOf(me);
    await writeAll(db, [
      messageNumber(contextAt(NOW + 1), phoneNumber, 'signIn.code', { code: '135791' }),
    ]);
    await writeAll(db, [
      messageNumber(contextAt(NOW + 1), newNumber(), 'signIn.code', { code: '999999' }),
    ]);
    const path = `/api/dev/outbox?to=${encodeURIComponent(phoneNumber)}`;
    const reply = await linli.get(path, { env: development });
    expect(reply.body).toMatchObject({
      items: [
        { template: 'signIn.code', text: expect.stringContaining('135791') },
        { template: 'booking.released', text: expect.stringContaining('羽毛球') },
      ],
    });
    expect((reply.body as { items: unknown[] }).items).toHaveLength(2);
  });

  it('is not there elsewhere, whatever is asked', async () => {
    for (const path of ['/api/dev/outbox', '/api/dev/outbox?to=%2B8613800000000', '/api/dev/x']) {
      const reply = await linli.get(path);
      expect([path, reply.status, codeOf(reply)]).toEqual([path, 404, 'route.notFound']);
    }
    const odd = await linli.get('/api/dev/outbox?to=1', { env: development });
    expect([odd.status, codeOf(odd)]).toEqual([400, 'input.invalid']);
  });
});
