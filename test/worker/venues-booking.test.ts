import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { person } from '../../worker/features/identity/tables.ts';
import type { Problem } from '../../worker/lib/http.ts';
import { fromRfc3339 } from '../../worker/lib/time.ts';
import {
  bookedBy,
  bookingIn,
  bookingsOf,
  childOf,
  courtOf,
  facilityOf,
  hallWithHalves,
  seatsOf,
  venueWorld,
  wish,
} from './venues-world.ts';
import { at, codeOf, countedD1, db, linliAt, signedInPerson, staffOf } from './world.ts';

const linli = linliAt();
beforeAll(venueWorld);

const book = (body: unknown, options: Parameters<typeof linli.post>[1] = {}) =>
  linli.post('/api/v1/bookings', { body, ...options });

describe('booking a venue', () => {
  it('answers the booking with place, code and until when it can be cancelled', async () => {
    const as = await signedInPerson({ name: '张秀兰' });
    const { id, name } = await courtOf();
    const reply = await book(wish(id, '11-26T15:00', { purpose: '练球' }), { as });
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({
      state: 'booked',
      code: expect.stringMatching(/^\d{8}$/),
      venue: { id, name, kind: 'court', floor: 4 },
      facility: { id: 'hall', name: '甲中心', position: { datum: 'gcj02' } },
      person: { id: as.id, name: '张秀兰', isSelf: true },
      start: at('11-26T15:00'),
      end: at('11-26T16:00'),
      partySize: 2,
      purpose: '练球',
      cancelUntil: at('11-26T13:00'),
      can: { cancel: true },
    });
    const again = await linli.get(`/api/v1/bookings/${bookingIn(reply).id}`, { as });
    expect([again.status, again.body]).toEqual([200, reply.body]);
  });

  it('copies the rule of the day and keeps the neighbours out by the buffers', async () => {
    const as = await signedInPerson();
    const { id } = await courtOf({ bufferBeforeMin: 10, bufferAfterMin: 20, ruleVersion: 7 });
    expect((await book(wish(id, '11-26T14:00'), { as })).status).toBe(201);
    expect(await bookingsOf(id)).toMatchObject([
      {
        blockStartAt: fromRfc3339(at('11-26T13:50')),
        blockEndAt: fromRfc3339(at('11-26T15:20')),
        ruleVersion: 7,
        weekOn: '2026-11-23',
      },
    ]);
    for (const start of ['11-26T13:00', '11-26T15:00']) {
      expect(codeOf(await book(wish(id, start), { as }))).toBe('booking.taken');
    }
    expect((await book(wish(id, '11-26T16:00'), { as })).status).toBe(201);
  });

  it('keeps the halves with the hall and the hall with a half', async () => {
    const as = await signedInPerson();
    const { hall, left, right } = await hallWithHalves();
    expect((await book(wish(left.id, '11-26T13:00'), { as })).status).toBe(201);
    expect(codeOf(await book(wish(hall.id, '11-26T13:00'), { as }))).toBe('booking.taken');
    expect((await book(wish(right.id, '11-26T13:00'), { as })).status).toBe(201);
    expect((await book(wish(hall.id, '11-26T15:00'), { as })).status).toBe(201);
    expect(codeOf(await book(wish(right.id, '11-26T15:00'), { as }))).toBe('booking.taken');
  });

  it('books the hours past midnight of an evening', async () => {
    const as = await signedInPerson();
    const { id } = await courtOf({ hours: [{ spans: [{ opens: '22:00', closes: '26:00' }] }] });
    expect((await book(wish(id, '11-27T01:00'), { as })).status).toBe(201);
    const over = await book(wish(id, '11-27T02:00'), { as });
    expect(codeOf(over)).toBe('booking.outsideHours');
  });

  it('books for a child that comes with its guardian, and shows whose it is', async () => {
    const as = await signedInPerson();
    const personId = await childOf(as, '2018-05-01');
    const { id } = await courtOf();
    const alone = await book(wish(id, '11-26T15:00', { personId, partySize: 1 }), { as });
    expect(alone.body).toMatchObject({
      status: 422,
      code: 'booking.guardian',
      rule: { name: 'guardianUnderAge', value: 14 },
    });
    expect(await bookingsOf(id)).toEqual([]);
    const together = await book(wish(id, '11-26T15:00', { personId }), { as });
    expect(together.body).toMatchObject({ person: { id: personId, name: '小明', isSelf: false } });
  });

  it("refuses another's dependant, a removed one, and somebody without a name", async () => {
    const as = await signedInPerson();
    const { id } = await courtOf();
    const foreign = await childOf(await signedInPerson(), '2000-01-01');
    const removed = await childOf(as, '2000-01-01');
    await db.update(person).set({ removedAt: 1 }).where(eq(person.id, removed));
    for (const personId of [foreign, removed, 'nobody']) {
      const reply = await book(wish(id, '11-26T15:00', { personId }), { as });
      expect([reply.status, codeOf(reply)]).toEqual([404, 'person.notFound']);
    }
    const nameless = await signedInPerson({ name: '' });
    const reply = await book(wish(id, '11-26T15:00'), { as: nameless });
    expect([reply.status, codeOf(reply)]).toEqual([422, 'person.nameRequired']);
    expect(await bookingsOf(id)).toEqual([]);
  });

  it('needs somebody signed in, and a venue that is there', async () => {
    const { id } = await courtOf();
    const nobody = await book(wish(id, '11-26T15:00'));
    expect([nobody.status, codeOf(nobody)]).toEqual([401, 'auth.required']);
    const as = await signedInPerson();
    const hidden = await courtOf({ state: 'hidden' });
    for (const missing of ['nowhere', hidden.id]) {
      const reply = await book(wish(missing, '11-26T15:00'), { as });
      expect([reply.status, codeOf(reply)]).toEqual([404, 'venue.notFound']);
    }
    expect(await bookingsOf(id)).toEqual([]);
  });

  it('gives staff no way around the rules', async () => {
    const as = await staffOf({ role: 'subdistrict_admin', scopeKind: 'subdistrict', scopeId: '*' });
    const { id } = await courtOf();
    expect(codeOf(await book(wish(id, '11-26T12:00'), { as }))).toBe('booking.outsideHours');
  });
});

describe('a refusal', () => {
  it('names the rule, its value and from when it is possible, and changes nothing', async () => {
    const as = await signedInPerson();
    const { id } = await courtOf({ maxActive: 1 });
    const early = await book(wish(id, '12-05T15:00'), { as });
    expect([early.status, early.body]).toMatchObject([
      422,
      {
        code: 'booking.tooEarly',
        rule: { name: 'opensDaysAhead', value: 7 },
        possibleFrom: at('11-28T00:00'),
      },
    ]);
    const late = await book(wish(id, '11-25T09:30'), { as });
    expect([late.status, codeOf(late)]).toEqual([422, 'booking.tooLate']);
    expect(await bookingsOf(id)).toEqual([]);
    expect((await book(wish(id, '11-26T15:00'), { as })).status).toBe(201);
    const second = await book(wish(id, '11-27T15:00'), { as });
    expect([second.status, second.body]).toMatchObject([
      409,
      {
        code: 'booking.activeLimit',
        rule: { name: 'maxActive', value: 1 },
        possibleFrom: at('11-26T16:00'),
      },
    ]);
    expect(await bookingsOf(id)).toHaveLength(1);
  });

  it('counts a week from Monday, and says what is left of it', async () => {
    const as = await signedInPerson();
    const { id } = await courtOf({ maxPerWeek: 1 });
    const left = async (on: string) =>
      (await linli.get(`/api/v1/venues/${id}/allowance?on=${on}`, { as })).body;
    expect(await left('2026-11-27')).toMatchObject({
      weekOn: '2026-11-23',
      weekLeft: 1,
      activeLeft: 10,
    });
    await book(wish(id, '11-26T15:00'), { as });
    const second = await book(wish(id, '11-29T15:00'), { as });
    expect([second.status, second.body]).toMatchObject([
      409,
      { code: 'booking.weekLimit', possibleFrom: at('11-30T00:00') },
    ]);
    expect(await left('2026-11-29')).toMatchObject({ weekLeft: 0, activeLeft: 9 });
    expect(await left('2026-11-30')).toMatchObject({ weekOn: '2026-11-30', weekLeft: 1 });
    expect((await book(wish(id, '11-30T15:00'), { as })).status).toBe(201);
  });

  it('offers another time, the court beside it and the nearest elsewhere, each really free', async () => {
    const rival = await signedInPerson();
    const as = await signedInPerson();
    await db.update(person).set({ homeEstateId: 'home' }).where(eq(person.id, as.id));
    const facilityId = await facilityOf();
    const wanted = await courtOf({ facilityId });
    const { category } = wanted;
    const beside = await courtOf({ facilityId, category });
    const elsewhere = await courtOf({ facilityId: 'far', category, name: '羽毛球场' });
    await bookedBy(rival, wanted.id, '11-26T15:00');
    const reply = await book(wish(wanted.id, '11-26T15:00'), { as });
    const problem = reply.body as Problem;
    expect(problem).toMatchObject({
      status: 409,
      code: 'booking.taken',
      possibleFrom: at('11-26T13:00'),
      alternatives: [
        { kind: 'time', id: wanted.id, start: at('11-26T16:00'), end: at('11-26T17:00') },
        { kind: 'sibling', id: beside.id, start: at('11-26T15:00') },
        { kind: 'nearby', id: elsewhere.id, name: '乙中心 羽毛球场', start: at('11-26T15:00') },
      ],
    });
    expect(problem.alternatives?.map((one) => one.minutes)).toEqual([2, 2, expect.any(Number)]);
    for (const { id: venueId, start, end } of problem.alternatives ?? []) {
      expect((await book({ venueId, start, end, partySize: 2 }, { as })).status).toBe(201);
    }
  });

  it('offers no venue that this person, this party or a closure keeps out', async () => {
    const rival = await signedInPerson();
    const as = await signedInPerson();
    const facilityId = await facilityOf();
    const oneHour = [{ spans: [{ opens: '15:00', closes: '16:00' }] }];
    const wanted = await courtOf({ facilityId, hours: oneHour, opensDaysAhead: 2 });
    const { category } = wanted;
    await courtOf({ facilityId, category, maxParty: 2, hours: oneHour });
    await courtOf({ facilityId, category, state: 'hidden' });
    const used = await courtOf({ facilityId, category, maxActive: 1 });
    await bookedBy(as, used.id, '11-27T09:30');
    await bookedBy(rival, wanted.id, '11-26T15:00');
    const reply = await book(wish(wanted.id, '11-26T15:00', { partySize: 4 }), { as });
    expect((reply.body as Problem).alternatives).toEqual([
      {
        kind: 'time',
        id: wanted.id,
        name: wanted.name,
        start: at('11-27T15:00'),
        end: at('11-27T16:00'),
      },
    ]);
  });

  it('offers the last days that can be booked to whoever is too early', async () => {
    const as = await signedInPerson();
    const { id } = await courtOf();
    const reply = await book(wish(id, '12-20T15:00'), { as });
    expect((reply.body as Problem).alternatives?.[0]).toMatchObject({ start: at('12-02T20:00') });
  });
});

describe('cancelling', () => {
  it('gives the time back, says why it ended, and happens once', async () => {
    const as = await signedInPerson();
    const { id } = await courtOf();
    const booked = bookingIn(await book(wish(id, '11-26T15:00'), { as }));
    const path = `/api/v1/bookings/${booked.id}/cancel`;
    const reply = await linli.post(path, { as, body: { reason: '下雨了' } });
    expect([reply.status, reply.body]).toMatchObject([
      200,
      { state: 'cancelled', reason: '下雨了', ended: at('11-25T10:37'), can: { cancel: false } },
    ]);
    const twice = await linli.post(path, { as });
    expect([twice.status, codeOf(twice)]).toEqual([409, 'booking.state']);
    const other = await signedInPerson();
    expect((await book(wish(id, '11-26T15:00'), { as: other })).status).toBe(201);
  });

  it('is possible until the moment agreed at booking, whatever the venue says later', async () => {
    const as = await signedInPerson();
    const { id } = await courtOf();
    const booked = bookingIn(await book(wish(id, '11-26T15:00'), { as }));
    const late = linliAt(fromRfc3339(at('11-26T13:01')));
    const reply = await late.post(`/api/v1/bookings/${booked.id}/cancel`, { as });
    expect([reply.status, reply.body]).toMatchObject([
      409,
      { code: 'booking.cancelTooLate', rule: { name: 'cancelBeforeMin', value: 120 } },
    ]);
    expect(await bookingsOf(id)).toMatchObject([{ state: 'booked' }]);
    const shown = await late.get(`/api/v1/bookings/${booked.id}`, { as });
    expect(shown.body).toMatchObject({ can: { cancel: false } });
    const onTime = linliAt(fromRfc3339(at('11-26T13:00')));
    expect((await onTime.post(`/api/v1/bookings/${booked.id}/cancel`, { as })).status).toBe(200);
  });

  it("isn't for anybody else, who doesn't learn that it exists", async () => {
    const owner = await signedInPerson();
    const { id } = await courtOf();
    const bookingId = await bookedBy(owner, id, '11-26T15:00');
    const others = [
      await signedInPerson(),
      await staffOf({ role: 'centre_staff', scopeKind: 'facility', scopeId: 'hall' }),
      await staffOf({ role: 'subdistrict_admin', scopeKind: 'subdistrict', scopeId: '*' }),
    ];
    for (const as of others) {
      for (const reply of [
        await linli.get(`/api/v1/bookings/${bookingId}`, { as }),
        await linli.post(`/api/v1/bookings/${bookingId}/cancel`, { as }),
      ]) {
        expect([reply.status, codeOf(reply)]).toEqual([404, 'booking.notFound']);
      }
    }
    expect(await bookingsOf(id)).toMatchObject([{ state: 'booked' }]);
  });
});

describe('my bookings', () => {
  it('shows what is to come soonest first, and what is over newest first, page by page', async () => {
    const as = await signedInPerson();
    const { id } = await courtOf();
    const later = await bookedBy(as, id, '11-27T15:00');
    const sooner = await bookedBy(as, id, '11-26T15:00');
    const running = await bookedBy(as, id, '11-25T10:30');
    const over = await bookedBy(as, id, '11-24T15:00');
    const cancelled = await bookedBy(as, id, '11-28T15:00', { state: 'cancelled' });
    await bookedBy(await signedInPerson(), id, '11-26T16:00');
    const ids = async (query: string) => {
      const reply = await linli.get(`/api/v1/me/bookings?${query}`, { as });
      const { items, next } = reply.body as { items: { id: string }[]; next: string | null };
      return { ids: items.map((one) => one.id), next };
    };
    expect(await ids('when=upcoming')).toEqual({ ids: [running, sooner, later], next: null });
    const first = await ids('when=upcoming&limit=2');
    expect(first.ids).toEqual([running, sooner]);
    expect((await ids(`when=upcoming&limit=2&cursor=${first.next}`)).ids).toEqual([later]);
    const past = await ids('when=past&limit=1');
    expect(past.ids).toEqual([cancelled]);
    expect(await ids(`when=past&limit=1&cursor=${past.next}`)).toEqual({ ids: [over], next: null });
  });
});

describe('what is sent', () => {
  it('is refused with path and code where it makes no sense, never with a fault', async () => {
    const as = await signedInPerson();
    const { id } = await courtOf();
    const good = wish(id, '11-26T15:00');
    const bad: [unknown, string][] = [
      [{ ...good, start: '2026-02-30T10:00:00+08:00' }, 'body.start'],
      [{ ...good, start: '+275760-09-13T00:00:00Z' }, 'body.start'],
      [{ ...good, start: '1900-01-01T00:00:00Z' }, 'body.start'],
      [{ ...good, start: 1_800_000_000_000 }, 'body.start'],
      [{ ...good, end: 'tomorrow' }, 'body.end'],
      [{ ...good, end: null }, 'body.end'],
      [{ ...good, partySize: -1 }, 'body.partySize'],
      [{ ...good, partySize: 1.5 }, 'body.partySize'],
      [{ ...good, partySize: '2' }, 'body.partySize'],
      [{ ...good, partySize: 1e300 }, 'body.partySize'],
      [{ ...good, venueId: "x'; DROP TABLE booking; --" }, 'body.venueId'],
      [{ ...good, venueId: ['a'] }, 'body.venueId'],
      [{ ...good, purpose: 'x'.repeat(81) }, 'body.purpose'],
      [{ ...good, purpose: '\ud800' }, 'body.purpose'],
      [{ ...good, purpose: 'a\u0000b' }, 'body.purpose'],
      [{ ...good, admin: true }, 'body'],
      [[], 'body'],
      ['null', 'body'],
    ];
    for (const [body, path] of bad) {
      const reply = await book(body, { as });
      expect([body, reply.status, codeOf(reply)]).toEqual([body, 400, 'input.invalid']);
      expect([body, (reply.body as Problem).errors?.[0]?.path]).toEqual([body, path]);
    }
    for (const body of ['{', 'NaN', '{"partySize": NaN}']) {
      expect((await book(body, { as })).status).toBe(400);
    }
    expect((await book({ ...good, purpose: 'x'.repeat(40_000) }, { as })).status).toBe(413);
    expect(await bookingsOf(id)).toEqual([]);
  });

  it('is refused where the times make no sense', async () => {
    const as = await signedInPerson();
    const { id } = await courtOf();
    const at15 = at('11-26T15:00');
    for (const [body, code] of [
      [wish(id, '11-26T15:00', { end: at15 }), 'booking.duration'],
      [wish(id, '11-26T15:00', { end: at('11-26T14:00') }), 'booking.duration'],
      [wish(id, '11-26T15:00', { end: '2099-11-26T16:00:00+08:00' }), 'booking.duration'],
      [wish(id, '11-26T13:30'), 'booking.grid'],
      [
        wish(id, '11-26T15:00', {
          start: '2026-11-26T15:00:00.001+08:00',
          end: '2026-11-26T16:00:00.001+08:00',
        }),
        'booking.grid',
      ],
      [wish(id, '11-26T15:00', { partySize: 10_000 }), 'booking.party'],
      [
        { ...wish(id, '11-26T15:00'), start: '2020-01-01T00:00:00Z', end: '2020-01-01T01:00:00Z' },
        'booking.tooLate',
      ],
      [
        { ...wish(id, '11-26T15:00'), start: '2099-01-01T00:00:00Z', end: '2099-01-01T01:00:00Z' },
        'booking.tooEarly',
      ],
    ] as const) {
      const reply = await book(body, { as });
      expect([body, reply.status, codeOf(reply)]).toEqual([body, 422, code]);
    }
    expect(await bookingsOf(id)).toEqual([]);
  });

  it('keeps lists and ids within bounds', async () => {
    const as = await signedInPerson();
    for (const path of [
      '/me/bookings?when=ever',
      '/me/bookings?limit=1000',
      '/me/bookings?cursor=-5',
      "/me/bookings?cursor=1.'",
      '/venues?cursor=-5',
      '/venues?on=2026-02-30',
      '/venues?from=25:00',
      '/venues?from=15:00&to=14:00',
      '/venues?minutes=0',
      '/venues?minutes=NaN',
      '/venues?near=500,500',
      '/venues?kind=moon',
      "/venues?category='",
      '/venues/UPPER',
      `/bookings/${'x'.repeat(65)}`,
      '/venues/a/allowance?on=2026-13-01',
    ]) {
      const reply = await linli.get(`/api/v1${path}`, { as });
      expect([path, reply.status, codeOf(reply)]).toEqual([path, 400, 'input.invalid']);
    }
  });
});

describe('a request sent twice', () => {
  it('makes one booking and answers it both times', async () => {
    const as = await signedInPerson();
    const { id } = await courtOf();
    const ask = { as, headers: { 'Idempotency-Key': 'one' } };
    const first = await book(wish(id, '11-26T15:00'), ask);
    const second = await book(wish(id, '11-26T15:00'), ask);
    expect([second.status, second.body]).toEqual([201, first.body]);
    const other = await book(wish(id, '11-26T16:00'), ask);
    expect([other.status, codeOf(other)]).toEqual([422, 'idempotency.mismatch']);
    expect(await bookingsOf(id)).toHaveLength(1);
    // Somebody else may use the same key.
    const somebody = { ...ask, as: await signedInPerson() };
    expect((await book(wish(id, '11-26T16:00'), somebody)).status).toBe(201);
  });

  it('makes one booking when twenty of it arrive at once', async () => {
    const as = await signedInPerson();
    const { id } = await courtOf();
    const ask = { as, headers: { 'Idempotency-Key': 'storm' } };
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => book(wish(id, '11-26T15:00'), ask)),
    );
    expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([201]));
    expect(new Set(replies.map((reply) => bookingIn(reply).id)).size).toBe(1);
    expect(await bookingsOf(id)).toHaveLength(1);
  });
});

describe('what commands cost', () => {
  it('is two round trips, one for a look, one more for alternatives', async () => {
    const as = await signedInPerson();
    const { id } = await courtOf();
    const trips = async (act: (env: object) => Promise<{ status: number }>) => {
      const counted = countedD1();
      const { status } = await act(counted.env);
      return [status, counted.trips()];
    };
    const body = wish(id, '11-26T15:00');
    expect(await trips((env) => book(body, { as, env }))).toEqual([201, 2]);
    const [row] = await bookingsOf(id);
    const path = `/api/v1/bookings/${row?.id}`;
    expect(await trips((env) => linli.get(path, { as, env }))).toEqual([200, 1]);
    expect(await trips((env) => book(body, { as, env }))).toEqual([409, 2]);
    expect(await trips((env) => linli.post(`${path}/cancel`, { as, env }))).toEqual([200, 2]);
  });

  it('does not grow with the history of a venue or of a resident', async () => {
    const other = await signedInPerson();
    const costAfter = async (days: number) => {
      const as = await signedInPerson();
      const { id } = await courtOf({ facilityId: await facilityOf() });
      for (let day = 1; day <= days; day++) {
        const on = `10-${String(day).padStart(2, '0')}`;
        for (const hour of ['08', '09', '10']) await bookedBy(as, id, `${on}T${hour}:30`);
        await bookedBy(other, id, `${on}T13:00`);
      }
      const metered = countedD1();
      expect((await book(wish(id, '11-26T15:00'), { as, env: metered.env })).status).toBe(201);
      return metered.rowsRead();
    };
    const afterTwoDays = await costAfter(2);
    // Where a seek lands in an index costs a row more or less; 104 more bookings cost none.
    expect(Math.abs((await costAfter(28)) - afterTwoDays)).toBeLessThanOrEqual(2);
  });
});

describe('seats', () => {
  it('are shared until no more are left for the party', async () => {
    const { id } = await seatsOf({ capacity: 5 });
    const half = async (start: string, end: string, partySize: number) =>
      book(
        { venueId: id, start: at(start), end: at(end), partySize },
        { as: await signedInPerson() },
      );
    expect((await half('11-26T09:00', '11-26T10:00', 3)).status).toBe(201);
    expect((await half('11-26T10:00', '11-26T11:00', 3)).status).toBe(201);
    // Touches both, but never meets them at once: 3 + 2 = 5.
    expect((await half('11-26T09:30', '11-26T10:30', 2)).status).toBe(201);
    const full = await half('11-26T09:30', '11-26T10:00', 1);
    expect([full.status, full.body]).toMatchObject([
      409,
      { code: 'booking.full', rule: { name: 'capacity', value: 5 } },
    ]);
  });
});
