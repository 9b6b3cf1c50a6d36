import { beforeAll, describe, expect, it } from 'vitest';
import { codeOf, countedD1, linliAt, smallSubdistrict } from './world.ts';

const linli = linliAt();
beforeAll(smallSubdistrict);

describe('facilities', () => {
  it('lists them nearest first, with the walk as an estimate', async () => {
    const reply = await linli.get('/api/v1/facilities?near=120.004,30.288');
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({
      total: 2,
      items: [
        {
          id: 'hall',
          opening: { state: 'open', until: '2026-11-25T21:00:00+08:00' },
          walk: { metres: 120, minutes: { ordinary: 2 }, estimated: true },
        },
        { id: 'far' },
      ],
    });
  });

  it('answers one facility, and says when there is none', async () => {
    expect((await linli.get('/api/v1/facilities/hall')).body).toMatchObject({
      id: 'hall',
      week: expect.any(Array),
    });
    const missing = await linli.get('/api/v1/facilities/nowhere');
    expect([missing.status, codeOf(missing)]).toEqual([404, 'facility.notFound']);
  });

  it('names the path and code of bad input', async () => {
    const reply = await linli.get('/api/v1/facilities?level=moon&near=1');
    expect(reply.status).toBe(400);
    expect(reply.headers.get('Content-Type')).toBe('application/problem+json');
    expect(reply.body).toMatchObject({
      code: 'input.invalid',
      errors: [{ path: 'query.level' }, { path: 'query.near' }],
    });
  });

  it('goes on only where a page said so', async () => {
    const first = await linli.get('/api/v1/facilities?limit=1');
    expect(first.body).toMatchObject({ items: [{ id: 'hall' }], next: '1', total: 2 });
    for (const cursor of ['-1', 'abc', '1e0', '0x1', '1.5', '']) {
      const reply = await linli.get(`/api/v1/facilities?limit=1&cursor=${cursor}`);
      expect([cursor, reply.status, reply.body]).toMatchObject([
        cursor,
        400,
        { errors: [{ path: 'query.cursor' }] },
      ]);
    }
  });

  it('takes one round trip', async () => {
    for (const path of [
      '/areas',
      '/facilities?near=120,30',
      '/facilities/hall',
      '/doors?near=120,30',
    ]) {
      const counted = countedD1();
      await linli.get(`/api/v1${path}`, { env: counted.env });
      expect([path, counted.trips()]).toEqual([path, 1]);
    }
  });
});
