import { eq } from 'drizzle-orm';
import ICAL from 'ical.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { registration } from '../../worker/features/activities/tables.ts';
import { calendarFeed } from '../../worker/features/agenda/tables.ts';
import { mealOrder } from '../../worker/features/canteen/tables.ts';
import { CONSENT_VERSIONS } from '../../worker/features/identity/rules.ts';
import { person } from '../../worker/features/identity/tables.ts';
import { booking, venue } from '../../worker/features/venues/tables.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, toRfc3339 } from '../../worker/lib/time.ts';
import { type Ahead, giveSomethingAhead, type Thing } from './agenda-world.ts';
import {
  codeOf,
  countedD1,
  db,
  linliAt,
  NOW,
  ORIGIN,
  type Reply,
  type Somebody,
  signedInPerson,
  smallSubdistrict,
} from './world.ts';

const linli = linliAt();
beforeAll(smallSubdistrict);

type Item = { kind: string; id: string; start: string; state: string };
type Page = { items: Item[]; waiting: Item[]; next: string | null };

function give(what: Ahead, who: Somebody, startAt: number, personId = who.id): Promise<Thing> {
  return giveSomethingAhead(what, { residentId: who.id, personId, startAt });
}

async function motherOf(who: Somebody): Promise<string> {
  const { body } = await linli.post('/api/v1/me/dependants', {
    as: who,
    body: { name: '欧阳秀兰', relation: 'parent', consentVersion: CONSENT_VERSIONS.dependant },
  });
  return (body as { id: string }).id;
}

function idsOf(items: readonly { id: string }[]): string[] {
  return items.map((item) => item.id);
}

describe('the agenda', () => {
  it('merges what is ahead in time order, today first, in one round trip', async () => {
    const me = await signedInPerson({ name: '张秀兰' });
    const mother = await motherOf(me);
    const tomorrow = await give('registration', me, NOW + DAY_MS);
    const today = await give('mealOrder', me, NOW + HOUR_MS);
    const running = await give('booking', me, NOW - 30 * MINUTE_MS, mother);
    const waiting = await give('waiting', me, NOW + 2 * DAY_MS);
    const stranger = await signedInPerson();
    await give('booking', stranger, NOW + HOUR_MS);
    const counted = countedD1();
    const reply = await linli.get('/api/v1/me/agenda', { as: me, env: counted.env });
    expect(counted.trips()).toBe(1);
    expect(reply.status).toBe(200);
    const agenda = reply.body as Page;
    expect(idsOf(agenda.items)).toEqual([running.id, today.id, tomorrow.id]);
    expect(idsOf(agenda.waiting)).toEqual([waiting.id]);
    expect(reply.body).toMatchObject({
      now: toRfc3339(NOW),
      items: [
        {
          kind: 'booking',
          title: expect.stringContaining('羽毛球'),
          place: {
            facilityId: 'hall',
            name: '甲中心',
            address: '测试路 1 号',
            floor: 1,
            room: null,
          },
          start: toRfc3339(running.startAt),
          end: toRfc3339(running.overAt),
          state: 'booked',
          code: running.code,
          people: [{ id: mother, name: '欧阳秀兰', isSelf: false }],
          count: 2,
          meal: null,
          can: { cancel: false },
        },
        {
          kind: 'mealOrder',
          title: expect.stringContaining('食堂'),
          state: 'placed',
          people: [{ id: me.id, name: '张秀兰', isSelf: true }],
          count: 2,
          meal: {
            meal: 'lunch',
            mode: 'dine_in',
            lines: [{ name: '番茄炒蛋', quantity: 2 }],
            payFen: 1000,
          },
        },
        {
          kind: 'registration',
          title: expect.stringContaining('手机课'),
          place: { facilityId: 'hall', room: '3 楼教室', floor: null },
          state: 'registered',
          people: [{ id: me.id, name: '张秀兰', isSelf: true }],
          ahead: null,
          can: { cancel: true },
        },
      ],
      waiting: [{ state: 'waiting', ahead: { signUps: 0, people: 0 }, can: { cancel: true } }],
    });
  });

  it('leaves out what is over and what was given up', async () => {
    const me = await signedInPerson();
    const [cancelled, served, over, ahead] = [
      await give('booking', me, NOW + DAY_MS),
      await give('mealOrder', me, NOW + DAY_MS),
      await give('registration', me, NOW - 2 * HOUR_MS),
      await give('booking', me, NOW + 2 * DAY_MS),
    ];
    await db
      .update(booking)
      .set({ state: 'cancelled', endedAt: NOW })
      .where(eq(booking.id, cancelled.id));
    await db
      .update(mealOrder)
      .set({ state: 'cancelled', endedAt: NOW })
      .where(eq(mealOrder.id, served.id));
    const agenda = (await linli.get('/api/v1/me/agenda', { as: me })).body as Page;
    expect(idsOf(agenda.items)).toEqual([ahead.id]);
    expect(agenda.waiting).toEqual([]);
    const history = (await linli.get('/api/v1/me/history', { as: me })).body as Page;
    expect(new Set(idsOf(history.items))).toEqual(new Set([cancelled.id, served.id, over.id]));
    expect(history.items.at(-1)?.id).toBe(over.id);
  });

  it('is empty for somebody new, and for nobody', async () => {
    const me = await signedInPerson();
    expect((await linli.get('/api/v1/me/agenda', { as: me })).body).toMatchObject({
      items: [],
      waiting: [],
    });
    for (const path of ['agenda', 'history', 'calendar-feed', 'agenda/booking/x.ics']) {
      const reply = await linli.get(`/api/v1/me/${path}`);
      expect([path, reply.status, codeOf(reply)]).toEqual([path, 401, 'auth.required']);
    }
  });
});

describe('history', () => {
  it('goes back page by page, each thing on one page, in one round trip each', async () => {
    const me = await signedInPerson();
    const things: Thing[] = [];
    // One ends as a page begins, one begins as it ends.
    for (const days of [1, 100, 179, 180, 181, 360, 500, 900]) {
      things.push(await give(days % 2 ? 'booking' : 'mealOrder', me, NOW - days * DAY_MS));
    }
    const seen: string[] = [];
    let cursor: string | null = '';
    let pages = 0;
    while (cursor !== null && pages < 20) {
      const counted = countedD1();
      const query: string = cursor ? `?cursor=${cursor}` : '';
      const reply: Reply = await linli.get(`/api/v1/me/history${query}`, {
        as: me,
        env: counted.env,
      });
      expect(counted.trips()).toBe(1);
      const page = reply.body as Page;
      seen.push(...idsOf(page.items));
      cursor = page.next;
      pages += 1;
    }
    expect(seen).toEqual(idsOf(things));
    expect(pages).toBe(7);
  });

  it('ends where the account began', async () => {
    const me = await signedInPerson();
    await db
      .update(person)
      .set({ createdAt: NOW - 10 * DAY_MS })
      .where(eq(person.id, me.id));
    expect((await linli.get('/api/v1/me/history', { as: me })).body).toEqual({
      items: [],
      next: null,
    });
  });

  it('refuses odd cursors', async () => {
    const me = await signedInPerson();
    for (const cursor of ['x', '-1', '1e3', '1'.repeat(15), '1;2']) {
      const reply = await linli.get(`/api/v1/me/history?cursor=${cursor}`, { as: me });
      expect([cursor, reply.status, codeOf(reply)]).toEqual([cursor, 400, 'input.invalid']);
    }
    expect((await linli.get('/api/v1/me/history?cursor=0', { as: me })).body).toEqual({
      items: [],
      next: null,
    });
  });
});

function eventsOf(text: unknown) {
  const calendar = new ICAL.Component(ICAL.parse(String(text)));
  return calendar.getAllSubcomponents('vevent').map((part) => {
    const event = new ICAL.Event(part);
    return {
      uid: event.uid,
      sequence: event.sequence,
      summary: event.summary,
      location: event.location,
      description: event.description,
      start: event.startDate.toJSDate().getTime(),
      end: event.endDate.toJSDate().getTime(),
      status: part.getFirstPropertyValue('status'),
      stamp: part.getFirstPropertyValue('dtstamp') as InstanceType<typeof ICAL.Time>,
      alarms: part.getAllSubcomponents('valarm').length,
    };
  });
}

describe('a calendar file', () => {
  it('holds one item in UTC, with a reminder', async () => {
    const me = await signedInPerson();
    const mother = await motherOf(me);
    for (const [kind, what] of [
      ['booking', 'booking'],
      ['mealOrder', 'mealOrder'],
      ['registration', 'registration'],
    ] as const) {
      const thing = await give(what, me, NOW + DAY_MS, mother);
      const counted = countedD1();
      const reply = await linli.get(`/api/v1/me/agenda/${kind}/${thing.id}.ics`, {
        as: me,
        env: counted.env,
      });
      expect([kind, reply.status, counted.trips()]).toEqual([kind, 200, 1]);
      expect(reply.headers.get('Content-Type')).toBe('text/calendar; charset=utf-8');
      expect(reply.headers.get('Content-Disposition')).toBe(
        `attachment; filename="linli-${thing.id}.ics"`,
      );
      const [event] = eventsOf(reply.body);
      expect(event).toMatchObject({
        uid: `${thing.id}@${kind}.linli.invalid`,
        start: thing.startAt,
        end: thing.overAt,
        status: 'CONFIRMED',
        alarms: 1,
      });
      expect(String(reply.body)).toContain('DTSTART:20261126T023700Z');
      const text = JSON.stringify(event);
      expect(text).toContain('欧阳**');
      expect(text).not.toContain('欧阳秀兰');
      expect(text).not.toContain(thing.code);
      expect(String(reply.body)).not.toMatch(/\+86|1[3-9]\d{9}/);
    }
  });

  it('is for the owner only', async () => {
    const [me, stranger] = [await signedInPerson(), await signedInPerson()];
    for (const [kind, what] of [
      ['booking', 'booking'],
      ['mealOrder', 'mealOrder'],
      ['registration', 'waiting'],
    ] as const) {
      const thing = await give(what, me, NOW + DAY_MS);
      const reply = await linli.get(`/api/v1/me/agenda/${kind}/${thing.id}.ics`, { as: stranger });
      expect([reply.status, codeOf(reply)]).toEqual([404, `${kind}.notFound`]);
    }
    for (const path of ['booking/nothing', 'party/x.ics', 'booking/..%2F.ics', 'booking/.ics']) {
      const reply = await linli.get(`/api/v1/me/agenda/${path}`, { as: me });
      expect([path, reply.status, codeOf(reply)]).toEqual([path, 400, 'input.invalid']);
    }
  });
});

describe('the calendar feed', () => {
  async function newFeed(as: Somebody, headers = {}): Promise<string> {
    const reply = await linli.post('/api/v1/me/calendar-feed', { as, headers });
    expect(reply.status).toBe(201);
    return (reply.body as { url: string }).url;
  }

  it('is at a private address that only a hash is kept of', async () => {
    const me = await signedInPerson();
    expect((await linli.get('/api/v1/me/calendar-feed', { as: me })).body).toEqual({
      created: null,
    });
    const making = countedD1();
    const reply = await linli.post('/api/v1/me/calendar-feed', { as: me, env: making.env });
    expect(making.trips()).toBe(2);
    const { url, webcalUrl } = reply.body as { url: string; webcalUrl: string };
    expect(url).toMatch(new RegExp(`^${ORIGIN}/api/v1/calendar/[0-9a-z]{32}\\.ics$`));
    expect(webcalUrl).toBe(url.replace('https:', 'webcal:'));
    const kept = JSON.stringify(await db.select().from(calendarFeed));
    expect(kept).not.toContain(url.split('/').at(-1)?.replace('.ics', ''));
    expect((await linli.get('/api/v1/me/calendar-feed', { as: me })).body).toEqual({
      created: toRfc3339(NOW),
    });
  });

  it('is the same for a request sent again, down to when it was made', async () => {
    const me = await signedInPerson();
    const again = linliAt(NOW + DAY_MS);
    const headers = { 'Idempotency-Key': 'feed-1' };
    const first = await linli.post('/api/v1/me/calendar-feed', { as: me, headers });
    const second = await again.post('/api/v1/me/calendar-feed', { as: me, headers });
    expect([second.status, second.body]).toEqual([201, first.body]);
  });

  it('holds what is ahead and the last 30 days, read by anybody who knows it in one round trip', async () => {
    const me = await signedInPerson();
    const [recent, old, ahead, waiting] = [
      await give('mealOrder', me, NOW - 29 * DAY_MS),
      await give('booking', me, NOW - 31 * DAY_MS),
      await give('registration', me, NOW + 90 * DAY_MS),
      await give('waiting', me, NOW + 3 * DAY_MS),
    ];
    const stranger = await signedInPerson();
    await give('booking', stranger, NOW + DAY_MS);
    const url = await newFeed(me);
    const counted = countedD1();
    const reply = await linli.get(url, { env: counted.env });
    expect([reply.status, counted.trips()]).toEqual([200, 1]);
    expect(reply.headers.get('Content-Type')).toBe('text/calendar; charset=utf-8');
    expect(reply.headers.get('Cache-Control')).toContain('private');
    const events = eventsOf(reply.body);
    expect(new Set(events.map((event) => event.uid.split('@')[0]))).toEqual(
      new Set([recent.id, ahead.id, waiting.id]),
    );
    expect(events.map((event) => event.uid)).not.toContain(old.id);
    expect(events.find((event) => event.uid.startsWith(waiting.id))).toMatchObject({
      status: 'TENTATIVE',
      summary: expect.stringContaining('候补：'),
      alarms: 0,
    });
    expect(String(reply.body).endsWith('END:VCALENDAR\r\n')).toBe(true);
    for (const line of String(reply.body).split('\r\n')) {
      expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    }
    expect(String(reply.body)).not.toMatch(/\+86|1[3-9]\d{9}/);
    for (const thing of [recent, ahead, waiting])
      expect(String(reply.body)).not.toContain(thing.code);
  });

  it('keeps the UID, grows the number and says so when something is cancelled', async () => {
    const me = await signedInPerson();
    const url = await newFeed(me);
    const things = [
      await give('booking', me, NOW + DAY_MS),
      await give('mealOrder', me, NOW + DAY_MS),
      await give('registration', me, NOW + DAY_MS),
    ];
    const [court, lunch, lesson] = idsOf(things);
    const read = async () => eventsOf((await linliAt(NOW + HOUR_MS).get(url)).body);
    const before = await read();
    const endedAt = NOW + HOUR_MS;
    await db
      .update(booking)
      .set({ state: 'cancelled', endedAt })
      .where(eq(booking.id, court ?? ''));
    await db
      .update(mealOrder)
      .set({ state: 'cancelled', endedAt })
      .where(eq(mealOrder.id, lunch ?? ''));
    await db
      .update(registration)
      .set({ state: 'cancelled', endedAt })
      .where(eq(registration.id, lesson ?? ''));
    const after = await read();
    expect(after.map((event) => event.uid)).toEqual(before.map((event) => event.uid));
    for (const [index, event] of after.entries()) {
      expect(event.status).toBe('CANCELLED');
      expect(event.sequence).toBeGreaterThan(before[index]?.sequence ?? 0);
      expect(event.stamp.toJSDate().getTime()).toBe(endedAt);
      expect(before[index]?.status).toBe('CONFIRMED');
    }
  });

  it('escapes text that could break out of its line', async () => {
    const me = await signedInPerson();
    const thing = await give('booking', me, NOW + DAY_MS);
    const [row] = await db.select().from(booking).where(eq(booking.id, thing.id));
    const name = 'A;B,C\\D：“一号”\nEND:VEVENT 很长很长很长很长很长很长很长很长很长很长的名字';
    await db
      .update(venue)
      .set({ name })
      .where(eq(venue.id, row?.venueId ?? ''));
    const events = eventsOf((await linli.get(await newFeed(me))).body);
    expect(events).toHaveLength(1);
    expect(events[0]?.summary).toBe(name);
  });

  it('ends when it is replaced or ended', async () => {
    const me = await signedInPerson();
    const first = await newFeed(me);
    const second = await newFeed(me);
    expect(second).not.toBe(first);
    const replaced = await linli.get(first);
    expect([replaced.status, codeOf(replaced)]).toEqual([404, 'feed.notFound']);
    expect((await linli.get(second)).status).toBe(200);
    expect((await linli.del('/api/v1/me/calendar-feed', { as: me })).status).toBe(204);
    expect((await linli.get(second)).status).toBe(404);
    expect((await linli.del('/api/v1/me/calendar-feed', { as: me })).status).toBe(204);
  });

  it('is made once for one key, however often it is sent', async () => {
    const me = await signedInPerson();
    const headers = { 'Idempotency-Key': 'feed' };
    const urls = await Promise.all(Array.from({ length: 20 }, () => newFeed(me, headers)));
    expect(new Set(urls).size).toBe(1);
    expect((await linli.get(urls[0] ?? '')).status).toBe(200);
    const other = await linli.post('/api/v1/me/calendar-feed', {
      as: me,
      headers,
      body: { other: true },
    });
    expect([other.status, codeOf(other)]).toEqual([422, 'idempotency.mismatch']);
  });

  it('tells a wrong address from a malformed one, and nothing else', async () => {
    const unknown = await linli.get(`/api/v1/calendar/${'0'.repeat(32)}.ics`);
    expect([unknown.status, codeOf(unknown)]).toEqual([404, 'feed.notFound']);
    for (const file of ['x.ics', `${'0'.repeat(32)}`, `${'0'.repeat(33)}.ics`, "'.ics"]) {
      const reply = await linli.get(`/api/v1/calendar/${file}`);
      expect([file, reply.status, codeOf(reply)]).toEqual([file, 400, 'input.invalid']);
    }
  });
});
