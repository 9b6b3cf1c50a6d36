/** Alternatives are really free, and asking for the impossible reads no more than asking for an hour. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../../worker/lib/http.ts';
import { addDays } from '../../worker/lib/time.ts';
import { bookedBy, courtOf, facilityOf, venueWorld, wish } from './venues-world.ts';
import { at, codeOf, countedD1, linliAt, signedInPerson } from './world.ts';

beforeAll(venueWorld);
const linli = linliAt();

describe('alternatives', () => {
  it('offer no venue that is taken later in the longer time it is let for', async () => {
    const [me, other] = [await signedInPerson(), await signedInPerson()];
    const category = 'long_hall';
    const wanted = await courtOf({ category });
    const long = await courtOf({ category, minDurationMin: 240, maxDurationMin: 240 });
    await bookedBy(other, wanted.id, '11-26T13:00');
    await bookedBy(other, long.id, '11-26T16:00');
    const ask = () =>
      linli.post('/api/v1/bookings', { as: me, body: wish(wanted.id, '11-26T13:00') });
    const offered = (await ask()).body as Problem;
    expect(offered.code).toBe('booking.taken');
    expect(offered.alternatives?.map(({ id }) => id)).not.toContain(long.id);
  });

  it('read no history, however long the wish', async () => {
    const [me, other] = [await signedInPerson(), await signedInPerson()];
    const facilityId = await facilityOf();
    const { id } = await courtOf({ facilityId });
    for (let day = 1; day <= 60; day++) {
      await bookedBy(other, id, `${addDays('2026-06-01', day).slice(5)}T15:00`);
    }
    const years = { start: at('01-01T09:00'), end: '2099-12-31T09:00:00+08:00' };
    const hour = countedD1();
    const reply = await linli.post('/api/v1/bookings', {
      as: me,
      body: wish(id, '11-25T09:00'),
      env: hour.env,
    });
    expect(codeOf(reply)).toBe('booking.tooLate');
    const endless = countedD1();
    const refused = await linli.post('/api/v1/bookings', {
      as: me,
      body: { ...wish(id, '11-25T09:00'), ...years },
      env: endless.env,
    });
    expect(codeOf(refused)).toBe('booking.duration');
    expect(endless.rowsRead()).toBeLessThanOrEqual(hour.rowsRead());
  });
});
