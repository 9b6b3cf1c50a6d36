import { beforeAll, describe, expect, it } from 'vitest';
import type { Pass, Today, Workplaces } from '../../worker/features/desk/schema.ts';
import { hallStaff, planned, registrationIn, signUp } from './activities-world.ts';
import { cookOf, dinnerAt, ordered, wish } from './canteen-world.ts';
import { bookedBy, courtOf, venueWorld } from './venues-world.ts';
import { codeOf, countedD1, linliAt, NOW, signedInPerson, staffOf } from './world.ts';

const linli = linliAt();
beforeAll(venueWorld);

const HOUR_MS = 3_600_000;

describe('workplaces', () => {
  it('show a person in the kitchen the kitchen, with how much there is today', async () => {
    const { kitchen, dinner } = await dinnerAt();
    await ordered(linli, await signedInPerson(), wish(kitchen, dinner));
    const reply = await linli.get('/api/v1/staff/workplaces', { as: await cookOf(kitchen) });
    expect((reply.body as Workplaces).items).toEqual([
      expect.objectContaining({
        id: kitchen.facilityId,
        canteenId: kitchen.canteenId,
        mealOrders: 1,
      }),
    ]);
  });

  it('count the bookings and sessions of today, and put the busiest first', async () => {
    const { id } = await courtOf();
    await bookedBy(await signedInPerson(), id, '11-25T15:00');
    await planned({ startAt: NOW + HOUR_MS });
    const as = await staffOf({ role: 'zone_operator', scopeKind: 'zone', scopeId: 'za' });
    const { items } = (await linli.get('/api/v1/staff/workplaces', { as })).body as Workplaces;
    const hall = items.find((one) => one.id === 'hall');
    expect(hall).toMatchObject({ hasVenues: true });
    expect(hall?.bookings).toBeGreaterThan(0);
    expect(hall?.sessions).toBeGreaterThan(0);
    const busy = items.map((one) => one.bookings + one.sessions + one.mealOrders);
    expect(busy).toEqual([...busy].sort((a, b) => b - a));
  });
});

describe('today at a place', () => {
  it('puts venues, sessions and meals into one answer of one round trip', async () => {
    const { id } = await courtOf();
    await bookedBy(await signedInPerson({ name: '张秀兰' }), id, '11-25T15:00');
    const counted = countedD1();
    const reply = await linli.get('/api/v1/staff/facilities/hall/today', {
      as: await hallStaff(),
      env: counted.env,
    });
    const { venues } = reply.body as Today;
    const bookings = venues?.venues.find((one) => one.id === id)?.bookings;
    expect(bookings).toEqual([expect.objectContaining({ person: '张**', state: 'booked' })]);
    expect(counted.trips()).toBe(1);
  });

  it('shows the kitchen its meals and nobody’s bookings', async () => {
    const { kitchen } = await dinnerAt();
    const reply = await linli.get(`/api/v1/staff/facilities/${kitchen.facilityId}/today`, {
      as: await cookOf(kitchen),
    });
    expect(reply.body).toMatchObject({
      venues: null,
      sessions: [],
      canteens: [{ id: kitchen.canteenId }],
    });
  });
});

describe('a pass', () => {
  const lookUp = (as: Awaited<ReturnType<typeof signedInPerson>>, code: string) =>
    linli.post('/api/v1/staff/passes/look-up', { as, body: { code } });

  it('is told apart by whichever service gave the code', async () => {
    const { id } = await courtOf();
    await bookedBy(await signedInPerson(), id, '11-25T16:00', { code: '55550001' });
    const session = await planned({ startAt: NOW + HOUR_MS });
    const registration = registrationIn(await signUp(linli, await signedInPerson(), session));
    const staff = await hallStaff();
    expect(((await lookUp(staff, '55550001')).body as Pass).kind).toBe('booking');
    expect(((await lookUp(staff, registration.code)).body as Pass).kind).toBe('registration');

    const { kitchen, dinner } = await dinnerAt();
    const order = await ordered(linli, await signedInPerson(), wish(kitchen, dinner));
    expect((await lookUp(await cookOf(kitchen), order.code)).body).toMatchObject({
      kind: 'mealOrder',
      mealOrder: { id: order.id },
    });
  });

  it('is what is due now, where an old one of another service has the same code', async () => {
    const session = await planned({ startAt: NOW + 9 * 24 * HOUR_MS });
    const { code } = registrationIn(await signUp(linli, await signedInPerson(), session));
    const { id } = await courtOf();
    const due = await bookedBy(await signedInPerson(), id, '11-25T11:00', { code });
    expect((await lookUp(await hallStaff(), code)).body).toMatchObject({
      kind: 'booking',
      booking: { id: due },
    });
  });

  it('is not found when it is nobody’s or another place’s', async () => {
    const { kitchen, dinner } = await dinnerAt();
    const order = await ordered(linli, await signedInPerson(), wish(kitchen, dinner));
    const staff = await hallStaff();
    for (const code of ['00000000', order.code]) {
      const reply = await lookUp(staff, code);
      expect([reply.status, codeOf(reply)]).toEqual([404, 'pass.notFound']);
    }
  });

  it('needs eight digits', async () => {
    const reply = await lookUp(await hallStaff(), '1234');
    expect([reply.status, codeOf(reply)]).toEqual([400, 'input.invalid']);
  });
});
