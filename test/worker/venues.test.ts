import { beforeAll, describe, expect, it } from 'vitest';
import { hoursException } from '../../worker/features/directory/tables.ts';
import { fromRfc3339 } from '../../worker/lib/time.ts';
import {
  bookedBy,
  closed,
  courtOf,
  facilityOf,
  hallWithHalves,
  lifted,
  seatsOf,
  venueWorld,
} from './venues-world.ts';
import { at, codeOf, countedD1, db, linliAt, signedInPerson } from './world.ts';

const linli = linliAt();
beforeAll(venueWorld);

type Slot = { start: string; state: string; placesLeft?: number };
type Day = { on: string; state: string; reason?: string; slots: Slot[]; closures: unknown[] };

async function dayOf(venueId: string, on: string): Promise<Day> {
  const reply = await linli.get(`/api/v1/venues/${venueId}/availability?from=${on}&to=${on}`);
  const [day] = (reply.body as { days: Day[] }).days;
  if (!day) throw new Error(JSON.stringify(reply.body));
  return day;
}

/** `{ '08:30': 'free', … }` */
async function statesOf(venueId: string, on: string): Promise<Record<string, string>> {
  const day = await dayOf(venueId, on);
  return Object.fromEntries(day.slots.map((slot) => [slot.start.slice(11, 16), slot.state]));
}

describe('the list of venues', () => {
  it('names venues with their facility, opening and walk, nearest first', async () => {
    const near = await courtOf();
    const far = await courtOf({ facilityId: 'far', category: near.category });
    const reply = await linli.get(`/api/v1/venues?category=${near.category}&near=120.004,30.288`);
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({
      total: 2,
      next: null,
      items: [
        {
          id: near.id,
          kind: 'court',
          facility: { id: 'hall', name: '甲中心', position: { datum: 'gcj02' } },
          opening: { state: 'open', until: at('11-25T11:30') },
          walk: { metres: 120, estimated: true },
          shortestMin: 60,
          longestMin: 120,
        },
        { id: far.id },
      ],
    });
  });

  it('says how each fits what somebody needs, floor by floor, only when asked', async () => {
    const low = await courtOf({ floor: 1 });
    const high = await courtOf({ floor: 3, category: low.category });
    const ask = async (more: string) =>
      (await linli.get(`/api/v1/venues?category=${low.category}${more}`)).body as {
        items: { id: string; fit?: unknown }[];
      };
    const { items } = await ask('&needs=rollator');
    const fitOf = (id: string) => items.find((one) => one.id === id)?.fit;
    expect(fitOf(low.id)).toEqual({ fits: 'yes', missing: [], unchecked: [] });
    expect(fitOf(high.id)).toEqual({ fits: 'unknown', missing: [], unchecked: ['lift'] });
    const one = await linli.get(`/api/v1/venues/${high.id}?needs=rollator`);
    expect(one.body).toMatchObject({ fit: { fits: 'unknown' } });
    expect(JSON.stringify(await ask(''))).not.toContain('"fit"');
  });

  it('pages, filters by kind and facility, and hides what is hidden', async () => {
    const facilityId = await facilityOf();
    const seats = await seatsOf({ facilityId });
    const courts = [await courtOf({ facilityId }), await courtOf({ facilityId })];
    await courtOf({ facilityId, state: 'hidden' });
    const list = (query: string) => linli.get(`/api/v1/venues?facility=${facilityId}${query}`);
    expect((await list('&kind=places')).body).toMatchObject({ items: [{ id: seats.id }] });
    const first = await list('&kind=court&limit=1');
    expect(first.body).toMatchObject({ total: 2, next: '1', items: [{ id: courts[0]?.id }] });
    const second = await list('&kind=court&limit=1&cursor=1');
    expect(second.body).toMatchObject({ total: 2, next: null, items: [{ id: courts[1]?.id }] });
  });

  it('answers what is free on Saturday afternoon, buffers, halls and closures counted', async () => {
    const somebody = await signedInPerson();
    const facilityId = await facilityOf();
    const free = await courtOf({ facilityId });
    const busy = await courtOf({ facilityId });
    await bookedBy(somebody, busy.id, '11-28T13:00', {
      endAt: fromRfc3339(at('11-28T17:00')),
      blockEndAt: fromRfc3339(at('11-28T17:00')),
    });
    const { hall, left, right } = await hallWithHalves({ facilityId });
    await bookedBy(somebody, left.id, '11-28T14:00');
    const shut = await courtOf({ facilityId });
    await closed({ facilityId, venueId: shut.id, start: '11-28T00:00', end: '11-29T00:00' });
    const reply = await linli.get(
      `/api/v1/venues?facility=${facilityId}&on=2026-11-28&from=13:00&to=17:00&minutes=120&near=120,30`,
    );
    const items = (reply.body as { items: { id: string; free: { start: string }[] }[] }).items;
    const starts = Object.fromEntries(
      items.map(({ id, free: times }) => [id, times.map((time) => time.start.slice(11, 16))]),
    );
    expect(starts).toEqual({
      [free.id]: ['13:00', '14:00', '15:00'],
      [hall.id]: ['15:00'],
      [left.id]: ['15:00'],
      [right.id]: ['13:00', '14:00', '15:00'],
    });
  });

  it('finds places for a party only where so many are left', async () => {
    const somebody = await signedInPerson();
    const seats = await seatsOf({
      capacity: 4,
      hours: [{ spans: [{ opens: '13:00', closes: '14:00' }] }],
    });
    await bookedBy(somebody, seats.id, '11-28T13:00', { partySize: 2 });
    const total = async (party: number) => {
      const query = `category=${seats.category}&on=2026-11-28&minutes=60&party=${party}`;
      return ((await linli.get(`/api/v1/venues?${query}`)).body as { total: number }).total;
    };
    expect([await total(1), await total(2), await total(3), await total(5)]).toEqual([1, 1, 0, 0]);
  });

  it('finds an evening past midnight on the day after too', async () => {
    const late = await courtOf({ hours: [{ spans: [{ opens: '22:00', closes: '26:00' }] }] });
    const query = `category=${late.category}&on=2026-11-28&to=03:00`;
    expect((await linli.get(`/api/v1/venues?${query}`)).body).toMatchObject({
      items: [{ freeTotal: 2, free: [{ start: at('11-28T00:00') }, { start: at('11-28T01:00') }] }],
    });
  });
});

describe('one venue', () => {
  it('tells its rules and the hours of a week, and says when there is none', async () => {
    const { id } = await courtOf({ maxPerWeek: 2 });
    expect((await linli.get(`/api/v1/venues/${id}?near=120,30`)).body).toMatchObject({
      id,
      opensDaysAhead: 7,
      cancelBeforeMin: 120,
      maxPerWeek: 2,
      guardianUnderAge: 14,
      walk: { estimated: true },
      week: [{ on: '2026-11-25', state: 'known', dayType: 'school_day' }, {}, {}, {}, {}, {}, {}],
    });
    const hidden = await courtOf({ state: 'hidden' });
    for (const missing of ['nowhere', hidden.id]) {
      for (const path of ['', '/availability']) {
        const reply = await linli.get(`/api/v1/venues/${missing}${path}`);
        expect([reply.status, codeOf(reply)]).toEqual([404, 'venue.notFound']);
      }
    }
  });
});

describe('availability', () => {
  it('is a week from today, each slot with its state', async () => {
    const { id } = await courtOf();
    const reply = await linli.get(`/api/v1/venues/${id}/availability`);
    const days = (reply.body as { days: Day[] }).days;
    expect(days.map((day) => day.on)).toEqual(
      ['25', '26', '27', '28', '29', '30'].map((day) => `2026-11-${day}`).concat('2026-12-01'),
    );
    expect(days[0]?.slots.slice(0, 4).map((slot) => slot.state)).toEqual([
      'past',
      'past',
      'past',
      'free',
    ]);
  });

  it('never tells who booked', async () => {
    const somebody = await signedInPerson({ name: '张秀兰' });
    const { id } = await courtOf();
    const bookingId = await bookedBy(somebody, id, '11-26T15:00');
    const reply = await linli.get(`/api/v1/venues/${id}/availability`);
    const text = JSON.stringify(reply.body);
    expect(text).toContain('taken');
    for (const secret of [somebody.id, bookingId, '张']) expect(text).not.toContain(secret);
  });

  it('keeps the hall when a half is taken, and both halves when the hall is', async () => {
    const somebody = await signedInPerson();
    const { hall, left, right } = await hallWithHalves();
    await bookedBy(somebody, left.id, '11-26T13:00');
    await bookedBy(somebody, hall.id, '11-26T15:00');
    const at13and15 = async (id: string) => {
      const states = await statesOf(id, '2026-11-26');
      return [states['13:00'], states['14:00'], states['15:00']];
    };
    expect(await at13and15(hall.id)).toEqual(['taken', 'free', 'taken']);
    expect(await at13and15(left.id)).toEqual(['taken', 'free', 'taken']);
    expect(await at13and15(right.id)).toEqual(['free', 'free', 'taken']);
  });

  it('counts places left, also in a venue that is cancelled from', async () => {
    const somebody = await signedInPerson();
    const { id } = await seatsOf();
    await bookedBy(somebody, id, '11-26T09:00', { partySize: 3 });
    await bookedBy(somebody, id, '11-26T09:00', { partySize: 4, state: 'cancelled' });
    const day = await dayOf(id, '2026-11-26');
    expect(day.slots.slice(0, 4).map((slot) => slot.placesLeft)).toEqual([12, 9, 9, 12]);
  });

  it('shows a closure of today with its reason, and not one that was lifted', async () => {
    const facilityId = await facilityOf();
    const { id } = await courtOf({ facilityId });
    await closed({ facilityId, start: '11-25T13:00', end: '11-25T15:00', reason: '停电' });
    const day = await dayOf(id, '2026-11-25');
    expect(day.closures).toEqual([
      { start: at('11-25T13:00'), end: at('11-25T15:00'), reason: '停电' },
    ]);
    const states = await statesOf(id, '2026-11-25');
    expect([states['13:00'], states['14:00'], states['15:00']]).toEqual([
      'closed',
      'closed',
      'free',
    ]);
    await lifted(facilityId);
    expect((await statesOf(id, '2026-11-25'))['13:00']).toBe('free');
  });

  it('lets dated hours of the facility replace its own, closed days with their reason', async () => {
    const facilityId = await facilityOf();
    const { id } = await courtOf({ facilityId });
    await db.insert(hoursException).values([
      {
        id: `x-${id}-1`,
        facilityId,
        fromOn: '2026-11-26',
        untilOn: '2026-11-26',
        spans: [],
        reason: '盘点',
        createdAt: 0,
      },
      {
        id: `x-${id}-2`,
        facilityId,
        fromOn: '2026-11-27',
        untilOn: '2026-11-27',
        spans: [{ opens: '09:00', closes: '10:00' }],
        reason: '短时开放',
        createdAt: 0,
      },
    ]);
    expect(await dayOf(id, '2026-11-26')).toMatchObject({
      state: 'closed',
      reason: '盘点',
      slots: [],
    });
    expect(await statesOf(id, '2026-11-27')).toEqual({ '09:00': 'free' });
  });

  it('follows the type of the day at a school, and knows nothing of unpublished days', async () => {
    const { id } = await courtOf({
      kind: 'school',
      opensDaysAhead: 60,
      hours: [
        {
          spans: [
            { opens: '18:00', closes: '20:00', dayTypes: ['school_day', 'makeup_workday'] },
            { opens: '08:00', closes: '10:00', dayTypes: ['weekend', 'holiday'] },
          ],
        },
      ],
    });
    expect(Object.keys(await statesOf(id, '2026-11-28'))).toEqual(['08:00', '09:00']);
    expect(Object.keys(await statesOf(id, '2026-11-29'))).toEqual(['18:00', '19:00']);
    expect(Object.keys(await statesOf(id, '2026-11-30'))).toEqual(['08:00', '09:00']);
    expect(await dayOf(id, '2026-12-25')).toMatchObject({ state: 'unknown', slots: [] });
  });

  it('opens the window at the start of a day', async () => {
    const { id } = await courtOf();
    expect((await statesOf(id, '2026-12-02'))['20:00']).toBe('free');
    expect((await statesOf(id, '2026-12-03'))['08:30']).toBe('notYet');
  });

  it('refuses what is no week, with path and code', async () => {
    const { id } = await courtOf();
    for (const [query, path] of [
      ['from=2026-02-30', 'query.from'],
      ['from=2026-11-26&to=2026-11-25', 'query.to'],
      ['from=2026-11-25&to=2027-01-25', 'query.to'],
      ['from=2020-01-01', 'query.from'],
      ['from=2099-12-31', 'query.from'],
      ['from=9999-12-31', 'query.from'],
      ['to=2026-11-01', 'query.to'],
    ]) {
      const reply = await linli.get(`/api/v1/venues/${id}/availability?${query}`);
      expect([query, reply.status, codeOf(reply)]).toEqual([query, 400, 'input.invalid']);
      expect(reply.body).toMatchObject({ errors: [{ path }] });
    }
  });
});

describe('what reads cost', () => {
  it('is one round trip each', async () => {
    const { id } = await courtOf();
    const somebody = await signedInPerson();
    for (const path of [
      '/venues',
      '/venues?on=2026-11-28&from=13:00&to=17:00&near=120,30',
      `/venues/${id}`,
      `/venues/${id}/availability`,
      `/venues/${id}/allowance`,
      '/me/bookings',
      '/me/bookings?when=past',
    ]) {
      const counted = countedD1();
      const reply = await linli.get(`/api/v1${path}`, { env: counted.env, as: somebody });
      expect([path, reply.status, counted.trips()]).toEqual([path, 200, 1]);
    }
  });

  it('does not grow with the history of bookings', async () => {
    const somebody = await signedInPerson();
    const { id } = await courtOf();
    const other = await courtOf();
    await bookedBy(somebody, id, '11-26T15:00');
    const paths = [
      '/venues?on=2026-11-26',
      `/venues/${id}/availability`,
      `/venues/${id}/allowance`,
      '/me/bookings',
    ];
    const cost = async () => {
      const rows: number[] = [];
      for (const path of paths) {
        const metered = countedD1();
        await linli.get(`/api/v1${path}`, { env: metered.env, as: somebody });
        rows.push(metered.rowsRead());
      }
      return rows;
    };
    const live = async (from: number, to: number) => {
      for (let day = from; day <= to; day++) {
        const on = `10-${String(day).padStart(2, '0')}`;
        for (const hour of ['08', '09', '10']) await bookedBy(somebody, id, `${on}T${hour}:30`);
        await bookedBy(somebody, other.id, `${on}T13:00`);
      }
    };
    await live(1, 2);
    const before = await cost();
    await live(3, 28);
    expect(await cost()).toEqual(before);
  });
});
