import { beforeAll, describe, expect, it } from 'vitest';
import { fromRfc3339 } from '../../worker/lib/time.ts';
import {
  bookedBy,
  bookingsOf,
  closuresOf,
  courtOf,
  facilityOf,
  hallWithHalves,
  seatsOf,
  venueWorld,
  wish,
} from './venues-world.ts';
import { at, linliAt, type Somebody, signedInPerson, staffOf, tally } from './world.ts';

const linli = linliAt();
let crowd: Somebody[] = [];
beforeAll(async () => {
  await venueWorld();
  crowd = [];
  for (let n = 0; n < 200; n++) crowd.push(await signedInPerson());
});

/** The nth of the crowd, round and round. */
function one(n: number): Somebody {
  const somebody = crowd[n % crowd.length];
  if (!somebody) throw new Error('nobody there');
  return somebody;
}

const book = (body: unknown, as: Somebody) => linli.post('/api/v1/bookings', { body, as });

type Live = { startAt: number; endAt: number; partySize: number; state: string };
const isLive = (row: Live) => row.state === 'booked' || row.state === 'checked_in';

describe('at the same moment', () => {
  it('two hundred want one slot and one gets it', async () => {
    const { id } = await courtOf({ maxPerWeek: 200, maxActive: 200 });
    const replies = await Promise.all(
      Array.from({ length: 200 }, (_, n) => book(wish(id, '11-26T15:00'), one(n))),
    );
    expect(tally(replies)).toEqual({ '201': 1, '409 booking.taken': 199 });
    expect(await bookingsOf(id)).toHaveLength(1);
    // Whoever lost by a moment hears as much as whoever came an hour later.
    for (const { status, body } of replies) {
      if (status === 201) continue;
      expect(body).toMatchObject({
        rule: { name: 'bookingsAtATime', value: 1 },
        possibleFrom: at('11-26T13:00'),
        alternatives: [{ kind: 'time' }, { kind: 'time' }, { kind: 'time' }],
      });
    }
  });

  it('overlapping lengths never meet, buffers counted', async () => {
    const { id } = await courtOf({ bufferAfterMin: 30, slotMin: 30, minDurationMin: 30 });
    const starts = ['13:00', '13:30', '14:00', '14:30', '15:00', '15:30'];
    const replies = await Promise.all(
      Array.from({ length: 24 }, (_, n) => book(wish(id, `11-26T${starts[n % 6]}`), one(n))),
    );
    const rows = await bookingsOf(id);
    expect(tally(replies)).toEqual({
      '201': rows.length,
      '409 booking.taken': 24 - rows.length,
    });
    expect(rows.length).toBeGreaterThanOrEqual(2);
    const blocks = rows.toSorted((a, b) => a.blockStartAt - b.blockStartAt);
    blocks.forEach((row, index) => {
      const next = blocks[index + 1];
      if (next) expect(row.blockEndAt).toBeLessThanOrEqual(next.blockStartAt);
    });
  });

  it('ten want the hall and ten its halves, and they never meet', async () => {
    const { hall, left, right } = await hallWithHalves();
    const wanted = Array.from({ length: 20 }, (_, n) =>
      n % 2 === 0 ? hall.id : n % 4 === 1 ? left.id : right.id,
    );
    const replies = await Promise.all(wanted.map((id, n) => book(wish(id, '11-26T15:00'), one(n))));
    const taken = {
      hall: (await bookingsOf(hall.id)).length,
      left: (await bookingsOf(left.id)).length,
      right: (await bookingsOf(right.id)).length,
    };
    expect([
      { hall: 1, left: 0, right: 0 },
      { hall: 0, left: 1, right: 1 },
    ]).toContainEqual(taken);
    const made = taken.hall + taken.left + taken.right;
    expect(tally(replies)).toEqual({ '201': made, '409 booking.taken': 20 - made });
  });

  it('twenty parties want the last three places and no more than three persons get them', async () => {
    const { id } = await seatsOf({ capacity: 12 });
    await bookedBy(one(0), id, '11-26T15:00', { partySize: 9 });
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        book(wish(id, '11-26T15:00', { partySize: 1 + (n % 2) }), one(n + 1)),
      ),
    );
    const rows = (await bookingsOf(id)).slice(1);
    expect(rows.reduce((sum, row) => sum + row.partySize, 0)).toBe(3);
    expect(tally(replies)).toEqual({
      '201': rows.length,
      '409 booking.full': 20 - rows.length,
    });
  });

  it('one person wants twenty slots of a venue that gives one at a time', async () => {
    const { id } = await courtOf({
      maxActive: 1,
      hours: [{ spans: [{ opens: '00:00', closes: '24:00' }] }],
    });
    const hours = Array.from({ length: 20 }, (_, n) => String(n).padStart(2, '0'));
    const replies = await Promise.all(
      hours.map((hour) => book(wish(id, `11-26T${hour}:00`), one(0))),
    );
    expect(tally(replies)).toEqual({ '201': 1, '409 booking.activeLimit': 19 });
    expect(await bookingsOf(id)).toHaveLength(1);
  });

  it('one person wants twenty slots of a venue that gives three a week', async () => {
    const { id } = await courtOf({
      maxPerWeek: 3,
      maxActive: 20,
      hours: [{ spans: [{ opens: '00:00', closes: '24:00' }] }],
    });
    const hours = Array.from({ length: 20 }, (_, n) => String(n).padStart(2, '0'));
    const replies = await Promise.all(
      hours.map((hour) => book(wish(id, `11-26T${hour}:00`), one(0))),
    );
    expect(tally(replies)).toEqual({ '201': 3, '409 booking.weekLimit': 17 });
  });

  it('one person wants the same hour of shared places twenty times', async () => {
    const { id } = await seatsOf({ maxActive: 20, maxPerWeek: 20, capacity: 60 });
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => book(wish(id, '11-26T15:00', { partySize: 2 }), one(0))),
    );
    expect(tally(replies)).toEqual({ '201': 1, '409 booking.own': 19 });
    expect(await bookingsOf(id)).toHaveLength(1);
  });

  it('a booking is cancelled twenty times and ends once', async () => {
    const { id } = await courtOf();
    const bookingId = await bookedBy(one(0), id, '11-26T15:00');
    const replies = await Promise.all(
      Array.from({ length: 20 }, () =>
        linli.post(`/api/v1/bookings/${bookingId}/cancel`, { as: one(0) }),
      ),
    );
    expect(tally(replies)).toEqual({ '200': 1, '409 booking.state': 19 });
  });

  it('a venue closes while people book it: whoever is in is released, nobody stays', async () => {
    const facilityId = await facilityOf();
    const staff = await staffOf({
      role: 'centre_staff',
      scopeKind: 'facility',
      scopeId: facilityId,
    });
    const { id } = await courtOf({
      facilityId,
      hours: [{ spans: [{ opens: '00:00', closes: '24:00' }] }],
    });
    const hours = Array.from({ length: 20 }, (_, n) => String(n).padStart(2, '0'));
    const closing = {
      facilityId,
      start: at('11-26T00:00'),
      end: at('11-27T00:00'),
      reason: '检修',
    };
    const booking = (hour: string, n: number) => book(wish(id, `11-26T${hour}:00`), one(n));
    const [first, closed, second] = await Promise.all([
      Promise.all(hours.slice(0, 10).map(booking)),
      linli.post('/api/v1/staff/closures', { as: staff, body: closing }),
      Promise.all(hours.slice(10).map(booking)),
    ]);
    const rows = await bookingsOf(id);
    const made = [...first, ...second].filter((reply) => reply.status === 201).length;
    expect(closed.status).toBe(201);
    expect(rows.filter(isLive)).toEqual([]);
    expect(rows).toHaveLength(made);
    expect(closed.body).toMatchObject({ released: made });
    expect(tally([...first, ...second])).toEqual({
      ...(made > 0 && { '201': made }),
      ...(made < 20 && { '409 booking.closed': 20 - made }),
    });
    expect(await closuresOf(facilityId)).toHaveLength(1);
  });

  it('twenty members of staff check one booking in and it is let in once', async () => {
    const { id } = await courtOf();
    const bookingId = await bookedBy(one(0), id, '11-25T10:30');
    const staff = await staffOf({ role: 'centre_staff', scopeKind: 'facility', scopeId: 'hall' });
    const replies = await Promise.all(
      Array.from({ length: 20 }, () =>
        linli.post('/api/v1/staff/bookings/check-in', { as: staff, body: { bookingId } }),
      ),
    );
    expect(tally(replies)).toEqual({ '200': 1, '409 booking.state': 19 });
    expect(await bookingsOf(id)).toMatchObject([
      { state: 'checked_in', checkedInBy: staff.id, checkedInAt: fromRfc3339(at('11-25T10:37')) },
    ]);
  });
});
