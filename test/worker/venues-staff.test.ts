import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { notice, outbox } from '../../worker/features/notices/tables.ts';
import { refusalOf } from '../../worker/lib/errors.ts';
import { audit } from '../../worker/lib/tables.ts';
import { fromRfc3339 } from '../../worker/lib/time.ts';
import {
  bookedBy,
  bookingsOf,
  childOf,
  closed,
  closuresOf,
  courtOf,
  facilityOf,
  hallWithHalves,
  venueWorld,
  wish,
} from './venues-world.ts';
import {
  at,
  codeOf,
  countedD1,
  db,
  linliAt,
  type Reply,
  type Somebody,
  signedInPerson,
  staffOf,
} from './world.ts';

const linli = linliAt();
let outsiders: Record<string, Somebody> = {};
beforeAll(async () => {
  await venueWorld();
  outsiders = {
    resident: await signedInPerson(),
    'staff of another centre': await staffOf({
      role: 'centre_staff',
      scopeKind: 'facility',
      scopeId: 'far',
    }),
    'operator of another zone': await staffOf({
      role: 'zone_operator',
      scopeKind: 'zone',
      scopeId: 'zb',
    }),
    'canteen staff': await staffOf({
      role: 'canteen_staff',
      scopeKind: 'facility',
      scopeId: 'hall',
    }),
    'grid worker': await staffOf({ role: 'grid_worker', scopeKind: 'zone', scopeId: 'za' }),
  };
});

function centreStaff(facilityId = 'hall'): Promise<Somebody> {
  return staffOf({ role: 'centre_staff', scopeKind: 'facility', scopeId: facilityId });
}

const post = (path: string, as: Somebody, body: unknown, headers = {}) =>
  linli.post(`/api/v1/staff${path}`, { as, body, headers });

const auditOf = (nounId: string) => db.select().from(audit).where(eq(audit.nounId, nounId));

describe("a facility's day", () => {
  it('shows each venue with its hours, its bookings with masked names, and closures', async () => {
    const facilityId = await facilityOf();
    const as = await centreStaff(facilityId);
    const { id } = await courtOf({ facilityId });
    const resident = await signedInPerson({ name: '张秀兰' });
    const child = await childOf(resident, '2018-01-01');
    const sooner = await bookedBy(resident, id, '11-25T10:30');
    const later = await bookedBy(resident, id, '11-25T15:00', { personId: child, purpose: '练球' });
    await bookedBy(resident, id, '11-25T13:00', { state: 'cancelled' });
    await bookedBy(resident, id, '11-26T15:00');
    const reply = await linli.get(`/api/v1/staff/facilities/${facilityId}/bookings`, { as });
    expect([reply.status, reply.body]).toMatchObject([
      200,
      {
        facility: { id: facilityId },
        on: '2026-11-25',
        dayType: 'school_day',
        closures: [],
        venues: [
          {
            id,
            state: 'known',
            spans: [{}, {}, {}],
            bookings: [
              { id: sooner, person: '张**', bookedBy: null, can: { checkIn: true } },
              {
                id: later,
                person: '小*',
                bookedBy: '张**',
                purpose: '练球',
                can: { checkIn: false },
                checkInFrom: at('11-25T14:30'),
              },
            ],
          },
        ],
      },
    ]);
    const text = JSON.stringify(reply.body);
    for (const secret of ['秀兰', '"code"', resident.id]) expect(text).not.toContain(secret);
  });

  it('is for those who run it, in one round trip, whatever came before', async () => {
    const facilityId = await facilityOf();
    const path = `/api/v1/staff/facilities/${facilityId}/bookings`;
    const { id } = await courtOf({ facilityId });
    const resident = await signedInPerson();
    await bookedBy(resident, id, '11-25T15:00');
    await bookedBy(resident, id, '10-01T15:00');
    const operator = await staffOf({ role: 'zone_operator', scopeKind: 'zone', scopeId: 'za' });
    const cost = async () => {
      const metered = countedD1();
      await linli.get(path, { as: operator, env: metered.env });
      return metered.rowsRead();
    };
    const before = await cost();
    for (let day = 2; day <= 20; day++) {
      await bookedBy(resident, id, `10-${String(day).padStart(2, '0')}T15:00`);
    }
    expect(await cost()).toBe(before);
    const counted = countedD1();
    await linli.get(path, { as: operator, env: counted.env });
    expect(counted.trips()).toBe(1);
    for (const [name, as] of Object.entries(outsiders)) {
      const reply = await linli.get(path, { as });
      expect([name, reply.status, codeOf(reply)]).toEqual([name, 403, 'auth.forbidden']);
    }
    const missing = await linli.get('/api/v1/staff/facilities/nowhere/bookings', { as: operator });
    expect([missing.status, codeOf(missing)]).toEqual([404, 'facility.notFound']);
  });
});

describe('checking in by code', () => {
  it('shows what the code stands for, lets in once, and leaves who, for whom and why', async () => {
    const as = await centreStaff();
    const resident = await signedInPerson({ name: '欧阳娜娜' });
    const { id } = await courtOf();
    const bookingId = await bookedBy(resident, id, '11-25T11:00', { code: '70000001' });
    const shown = await post('/passes/look-up', as, { code: '70000001' });
    expect(shown.body).toMatchObject({
      kind: 'booking',
      booking: {
        id: bookingId,
        person: '欧阳**',
        facility: { id: 'hall' },
        venue: { id },
        can: { checkIn: true },
      },
    });
    const reply = await post('/bookings/check-in', as, { code: '70000001' });
    expect([reply.status, reply.body]).toMatchObject([
      200,
      { id: bookingId, state: 'checked_in', checkedIn: at('11-25T10:37'), can: { checkIn: false } },
    ]);
    const again = await post('/bookings/check-in', as, { code: '70000001' });
    expect([again.status, codeOf(again)]).toEqual([409, 'booking.state']);
    expect(await auditOf(bookingId)).toMatchObject([
      {
        act: 'booking.checkIn',
        actorId: as.id,
        principalId: resident.id,
        facilityId: 'hall',
        reason: expect.any(String),
      },
    ]);
  });

  it('opens half an hour before the start and closes at the end', async () => {
    const as = await centreStaff();
    const { id } = await courtOf();
    const resident = await signedInPerson();
    await bookedBy(resident, id, '11-25T15:00', { code: '70000002' });
    const early = await post('/bookings/check-in', as, { code: '70000002' });
    expect([early.status, early.body]).toMatchObject([
      409,
      {
        code: 'booking.checkInTooEarly',
        rule: { name: 'checkInBeforeMin', value: 30 },
        possibleFrom: at('11-25T14:30'),
      },
    ]);
    await bookedBy(resident, id, '11-25T09:30', { code: '70000003' });
    const over = await post('/bookings/check-in', as, { code: '70000003' });
    expect([over.status, over.body]).toMatchObject([
      409,
      { code: 'booking.state', rule: { name: 'checkInUntil', value: at('11-25T10:30') } },
    ]);
    expect((await bookingsOf(id)).map((row) => row.state)).toEqual(['booked', 'booked']);
  });

  it('reveals nothing outside the scope and changes nothing', async () => {
    const { id } = await courtOf();
    const bookingId = await bookedBy(await signedInPerson(), id, '11-25T10:30', {
      code: '70000004',
    });
    for (const [name, as] of Object.entries(outsiders)) {
      for (const body of [{ code: '70000004' }, { bookingId }]) {
        const reply = await post('/bookings/check-in', as, body);
        expect([name, reply.status, codeOf(reply)]).toEqual([name, 404, 'pass.notFound']);
      }
      const unknown = await post('/passes/look-up', as, { code: '79999999' });
      const known = await post('/passes/look-up', as, { code: '70000004' });
      const { requestId: _u, ...unknownBody } = unknown.body as Record<string, unknown>;
      const { requestId: _k, ...knownBody } = known.body as Record<string, unknown>;
      expect(knownBody).toEqual(unknownBody);
    }
    expect(await bookingsOf(id)).toMatchObject([{ state: 'booked', checkedInAt: null }]);
    expect(await auditOf(bookingId)).toEqual([]);
  });

  it('takes eight digits or a booking, nothing else', async () => {
    const as = await centreStaff();
    for (const body of [
      {},
      { code: '1' },
      { code: 70_000_004 },
      { code: '7000000４' },
      { bookingId: "'" },
      { code: '70000004', bookingId: 'x' },
    ]) {
      const reply = await post('/bookings/check-in', as, body);
      expect([body, reply.status, codeOf(reply)]).toEqual([body, 400, 'input.invalid']);
    }
  });

  it('costs two round trips, the look one', async () => {
    const as = await centreStaff();
    const { id } = await courtOf();
    await bookedBy(await signedInPerson(), id, '11-25T10:30', { code: '70000005' });
    for (const [path, trips] of [
      ['passes/look-up', 1],
      ['bookings/check-in', 2],
    ] as const) {
      const counted = countedD1();
      await linli.post(`/api/v1/staff/${path}`, {
        as,
        body: { code: '70000005' },
        env: counted.env,
      });
      expect([path, counted.trips()]).toEqual([path, trips]);
    }
  });
});

describe('closing', () => {
  const closing = (facilityId: string, more: Record<string, unknown> = {}) => ({
    facilityId,
    start: at('11-26T14:30'),
    end: at('11-26T16:00'),
    reason: '换地板',
    ...more,
  });

  it('releases whoever is booked then, tells each of them, and keeps others out', async () => {
    const facilityId = await facilityOf();
    const as = await centreStaff(facilityId);
    const resident = await signedInPerson();
    const court = await courtOf({ facilityId, name: '羽毛球 1 号场' });
    const other = await courtOf({ facilityId });
    const before = await bookedBy(resident, court.id, '11-26T13:00');
    const during = await bookedBy(resident, court.id, '11-26T14:00');
    const beside = await bookedBy(resident, other.id, '11-26T14:00');
    const reply = await post('/closures', as, closing(facilityId, { venueId: court.id }));
    expect([reply.status, reply.body]).toMatchObject([
      201,
      {
        facilityId,
        venue: { id: court.id, name: '羽毛球 1 号场' },
        start: at('11-26T14:30'),
        reason: '换地板',
        state: 'planned',
        released: 1,
        can: { lift: true },
      },
    ]);
    const states = Object.fromEntries(
      [...(await bookingsOf(court.id)), ...(await bookingsOf(other.id))].map((row) => [
        row.id,
        row.state,
      ]),
    );
    expect(states).toEqual({ [before]: 'booked', [during]: 'released', [beside]: 'booked' });
    const params = {
      venue: '羽毛球 1 号场',
      start: at('11-26T14:00'),
      end: at('11-26T15:00'),
      reason: '换地板',
    };
    expect(await db.select().from(notice).where(eq(notice.residentId, resident.id))).toMatchObject([
      { kind: 'booking.released', params, link: `/mine/bookings/${during}/` },
    ]);
    expect(await db.select().from(outbox).where(eq(outbox.residentId, resident.id))).toMatchObject([
      { template: 'booking.released', state: 'pending', params },
    ]);
    expect(await auditOf(during)).toMatchObject([
      {
        act: 'booking.release',
        actorId: as.id,
        principalId: resident.id,
        reason: '换地板',
        facilityId,
      },
    ]);
    const mine = await linli.get(`/api/v1/bookings/${during}`, { as: resident });
    expect(mine.body).toMatchObject({
      state: 'released',
      reason: '换地板',
      can: { cancel: false },
    });
    const again = await linli.post('/api/v1/bookings', {
      as: resident,
      body: wish(court.id, '11-26T15:00'),
    });
    expect(again.body).toMatchObject({
      code: 'booking.closed',
      rule: { name: 'closure', value: '换地板' },
      possibleFrom: at('11-26T16:00'),
    });
  });

  it('takes the hall with a half and the halves with the hall', async () => {
    const facilityId = await facilityOf();
    const as = await centreStaff(facilityId);
    const resident = await signedInPerson();
    const { hall, left, right } = await hallWithHalves({ facilityId });
    await bookedBy(resident, left.id, '11-26T14:00');
    await bookedBy(resident, right.id, '11-26T14:00');
    await bookedBy(resident, hall.id, '11-26T15:00');
    const half = await post('/closures', as, closing(facilityId, { venueId: left.id }));
    // The hall goes with its half; the other half stays.
    expect(half.body).toMatchObject({ released: 2 });
    expect(await bookingsOf(right.id)).toMatchObject([{ state: 'booked' }]);
    const whole = await post('/closures', as, closing(facilityId, { venueId: hall.id }));
    expect(whole.body).toMatchObject({ released: 1 });
    expect(await bookingsOf(right.id)).toMatchObject([{ state: 'released' }]);
  });

  it('of a whole facility from this morning begins now and leaves what is over alone', async () => {
    const facilityId = await facilityOf();
    const as = await centreStaff(facilityId);
    const resident = await signedInPerson();
    const { id } = await courtOf({ facilityId });
    await bookedBy(resident, id, '11-25T09:30');
    await bookedBy(resident, id, '11-25T10:30');
    const reply = await post(
      '/closures',
      as,
      closing(facilityId, { start: at('11-25T08:00'), end: at('11-25T20:00') }),
    );
    expect(reply.body).toMatchObject({
      venue: null,
      start: at('11-25T10:37'),
      state: 'running',
      released: 1,
    });
    expect((await bookingsOf(id)).map((row) => row.state)).toEqual(['booked', 'released']);
  });

  it('leaves whoever is already in', async () => {
    const facilityId = await facilityOf();
    const as = await centreStaff(facilityId);
    const { id } = await courtOf({ facilityId });
    const bookingId = await bookedBy(await signedInPerson(), id, '11-25T10:30');
    await post('/bookings/check-in', as, { bookingId });
    const reply = await post('/closures', as, closing(facilityId, { start: at('11-25T10:00') }));
    expect([reply.status, reply.body]).toMatchObject([201, { released: 0 }]);
    expect(await bookingsOf(id)).toMatchObject([{ state: 'checked_in' }]);
  });

  it('is listed with how many it released, and can be lifted once', async () => {
    const facilityId = await facilityOf();
    const as = await centreStaff(facilityId);
    const { id } = await courtOf({ facilityId });
    await bookedBy(await signedInPerson(), id, '11-26T14:00');
    const made = await post('/closures', as, closing(facilityId));
    const { id: closureId } = made.body as { id: string };
    const list = () => linli.get(`/api/v1/staff/closures?facility=${facilityId}`, { as });
    expect((await list()).body).toEqual({ items: [made.body], next: null });
    const path = `/closures/${closureId}/lift`;
    const lifted = await post(path, as, { reason: '提前修好' });
    expect([lifted.status, lifted.body]).toMatchObject([
      200,
      { state: 'lifted', can: { lift: false } },
    ]);
    expect(await auditOf(closureId)).toMatchObject([
      { act: 'closure.create', actorId: as.id, reason: '换地板' },
      { act: 'closure.lift', actorId: as.id, reason: '提前修好' },
    ]);
    const twice = await post(path, as, { reason: '提前修好' });
    expect([twice.status, codeOf(twice)]).toEqual([409, 'closure.state']);
    const free = await linli.post('/api/v1/bookings', {
      as: await signedInPerson(),
      body: wish(id, '11-26T15:00'),
    });
    expect(free.status).toBe(201);
  });

  it('is lifted once when twenty lift it', async () => {
    const facilityId = await facilityOf();
    const as = await centreStaff(facilityId);
    const made = await post('/closures', as, closing(facilityId));
    const { id } = made.body as { id: string };
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => post(`/closures/${id}/lift`, as, { reason: '修好' })),
    );
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, ...Array(19).fill(409)]);
    const lifts = db
      .select()
      .from(audit)
      .where(and(eq(audit.nounId, id), eq(audit.act, 'closure.lift')));
    expect(await lifts).toHaveLength(1);
  });

  it('is refused outside the scope, for what is past or upside down, and without a reason', async () => {
    const facilityId = await facilityOf();
    const as = await centreStaff(facilityId);
    const elsewhere = await courtOf({ facilityId: 'far' });
    const { id } = await courtOf({ facilityId });
    await bookedBy(await signedInPerson(), id, '11-26T14:00');
    const cases: [unknown, number, string][] = [
      [closing(facilityId, { end: at('11-26T14:30') }), 422, 'closure.interval'],
      [closing(facilityId, { end: '2028-01-01T00:00:00+08:00' }), 422, 'closure.interval'],
      [
        closing(facilityId, { start: at('11-24T08:00'), end: at('11-25T10:37') }),
        422,
        'closure.past',
      ],
      [closing(facilityId, { venueId: elsewhere.id }), 404, 'venue.notFound'],
      [closing('nowhere'), 404, 'facility.notFound'],
      [closing('hall'), 403, 'auth.forbidden'],
      [closing(facilityId, { reason: '  ' }), 400, 'input.invalid'],
      [closing(facilityId, { reason: 'x'.repeat(201) }), 400, 'input.invalid'],
      [closing(facilityId, { start: '2026-02-30T00:00:00Z' }), 400, 'input.invalid'],
      [closing(facilityId, { force: true }), 400, 'input.invalid'],
    ];
    for (const [body, status, code] of cases) {
      const reply = await post('/closures', as, body);
      expect([body, reply.status, codeOf(reply)]).toEqual([body, status, code]);
    }
    for (const [name, outsider] of Object.entries(outsiders)) {
      const asked: Reply[] = [
        await post('/closures', outsider, closing(facilityId)),
        await linli.get(`/api/v1/staff/closures?facility=${facilityId}`, { as: outsider }),
      ];
      for (const reply of asked) {
        expect([name, reply.status, codeOf(reply)]).toEqual([name, 403, 'auth.forbidden']);
      }
    }
    expect(await closuresOf(facilityId)).toEqual([]);
    expect(await bookingsOf(id)).toMatchObject([{ state: 'booked' }]);
  });

  it('cannot be lifted by others, nor when there is none', async () => {
    const facilityId = await facilityOf();
    const as = await centreStaff(facilityId);
    const made = await post('/closures', as, closing(facilityId));
    const { id } = made.body as { id: string };
    for (const [name, outsider] of Object.entries(outsiders)) {
      const reply = await post(`/closures/${id}/lift`, outsider, { reason: '不该' });
      expect([name, reply.status, codeOf(reply)]).toEqual([name, 403, 'auth.forbidden']);
    }
    const missing = await post('/closures/nowhere/lift', as, { reason: '没有' });
    expect([missing.status, codeOf(missing)]).toEqual([404, 'closure.notFound']);
    expect(await closuresOf(facilityId)).toMatchObject([{ liftedAt: null }]);
    const later = linliAt(fromRfc3339(at('11-26T16:00')));
    const over = await later.post(`/api/v1/staff/closures/${id}/lift`, {
      as,
      body: { reason: '晚' },
    });
    expect([over.status, codeOf(over)]).toEqual([409, 'closure.state']);
  });

  it('happens once when it is sent twenty times with one key', async () => {
    const facilityId = await facilityOf();
    const as = await centreStaff(facilityId);
    const { id } = await courtOf({ facilityId });
    const resident = await signedInPerson();
    await bookedBy(resident, id, '11-26T14:00');
    const key = { 'Idempotency-Key': 'close' };
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => post('/closures', as, closing(facilityId), key)),
    );
    expect(new Set(replies.map((reply) => JSON.stringify(reply.body))).size).toBe(1);
    expect(replies[0]?.body).toMatchObject({ released: 1 });
    expect(await closuresOf(facilityId)).toHaveLength(1);
    expect(await db.select().from(notice).where(eq(notice.residentId, resident.id))).toHaveLength(
      1,
    );
    const other = await post('/closures', as, closing(facilityId, { reason: '别的' }), key);
    expect([other.status, codeOf(other)]).toEqual([422, 'idempotency.mismatch']);
  });

  it('takes two round trips however many it releases', async () => {
    const facilityId = await facilityOf();
    const as = await centreStaff(facilityId);
    const resident = await signedInPerson();
    for (let n = 0; n < 30; n++) {
      const { id } = await courtOf({ facilityId });
      await bookedBy(resident, id, '11-26T14:00');
    }
    const counted = countedD1();
    const reply = await linli.post('/api/v1/staff/closures', {
      as,
      body: closing(facilityId),
      env: counted.env,
    });
    expect([reply.body, counted.trips()]).toMatchObject([{ released: 30 }, 2]);
    expect(await db.select().from(notice).where(eq(notice.residentId, resident.id))).toHaveLength(
      30,
    );
  });

  it('does not read the history of what it closes', async () => {
    const resident = await signedInPerson();
    const costAfter = async (days: number) => {
      const facilityId = await facilityOf();
      const as = await centreStaff(facilityId);
      const { id } = await courtOf({ facilityId });
      for (let day = 1; day <= days; day++) {
        await bookedBy(resident, id, `10-${String(day).padStart(2, '0')}T15:00`);
      }
      const metered = countedD1();
      await linli.post('/api/v1/staff/closures', {
        as,
        body: closing(facilityId),
        env: metered.env,
      });
      return metered.rowsRead();
    };
    const afterTwoDays = await costAfter(2);
    expect(Math.abs((await costAfter(28)) - afterTwoDays)).toBeLessThanOrEqual(2);
  });

  it('is refused by the database itself while somebody is still booked', async () => {
    const facilityId = await facilityOf();
    const { id: venueId } = await courtOf({ facilityId });
    await bookedBy(await signedInPerson(), venueId, '11-26T14:00');
    const write = closed({ facilityId, venueId, start: '11-26T14:30', end: '11-26T16:00' });
    await expect(write.catch(refusalOf)).resolves.toBe('closure.hasBookings');
    expect(await closuresOf(facilityId)).toEqual([]);
  });
});
