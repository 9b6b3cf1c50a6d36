import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { facility } from '../../worker/features/directory/tables.ts';
import { codeOf, countedD1, db, linliAt, smallSubdistrict } from './world.ts';

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
      '/facilities?near=120,30&needs=wheelchair&fit=only',
      '/facilities/hall',
      '/doors?near=120,30',
      '/doors?near=120,30&needs=sight',
    ]) {
      const counted = countedD1();
      await linli.get(`/api/v1${path}`, { env: counted.env });
      expect([path, counted.trips()]).toEqual([path, 1]);
    }
  });
});

describe('what fits somebody', () => {
  it('is told of each place, and hides nothing unless asked to', async () => {
    const reply = await linli.get(
      '/api/v1/facilities?near=120.004,30.288&needs=wheelchair,hearing',
    );
    expect(reply.body).toMatchObject({
      total: 2,
      items: [
        {
          id: 'hall',
          fit: {
            fits: 'no',
            missing: ['low_counter'],
            unchecked: ['lift', 'hearing_loop', 'writing_pad'],
          },
        },
        { id: 'far' },
      ],
    });
    const plain = await linli.get('/api/v1/facilities?near=120.004,30.288');
    expect(JSON.stringify(plain.body)).not.toContain('"fit"');
  });

  it('hides on request what is known not to fit, and keeps what nobody has checked', async () => {
    await db
      .update(facility)
      .set({ access: { step_free: { answer: 'yes' } } })
      .where(eq(facility.id, 'far'));
    const reply = await linli.get('/api/v1/facilities?needs=wheelchair&fit=only&limit=1');
    // A record of an older day names fewer features: those are not known.
    expect(reply.body).toMatchObject({
      total: 1,
      next: null,
      items: [
        {
          id: 'far',
          fit: {
            fits: 'unknown',
            missing: [],
            unchecked: ['lift', 'accessible_toilet', 'low_counter'],
          },
        },
      ],
    });
    const whole = await linli.get('/api/v1/facilities?fit=only');
    expect(whole.body).toMatchObject({ total: 2 });
  });

  it('keeps what has no lift and needs none', async () => {
    const access = { step_free: { answer: 'yes' as const }, lift: { answer: 'no' as const } };
    const total = async () =>
      (await linli.get('/api/v1/facilities?needs=rollator&fit=only')).body as { total: number };
    await db.update(facility).set({ access }).where(eq(facility.id, 'far'));
    const before = (await total()).total;
    await db
      .update(facility)
      .set({ access: { ...access, ground_floor: { answer: 'yes' } } })
      .where(eq(facility.id, 'far'));
    expect((await total()).total).toBe(before + 1);
  });

  it('refuses needs that are none', async () => {
    for (const needs of ['', 'wings', 'wheelchair,', 'a'.repeat(101)]) {
      const reply = await linli.get(`/api/v1/facilities?needs=${needs}`);
      expect([needs, reply.status, codeOf(reply)]).toEqual([needs, 400, 'input.invalid']);
    }
  });

  it('leads a door to the place that fits, and names the nearer one it passed by', async () => {
    const near = '120.01,30.288';
    await db
      .update(facility)
      .set({ category: 'reading', access: { step_free: { answer: 'yes' } } });
    await db
      .update(facility)
      .set({ access: { step_free: { answer: 'no' } } })
      .where(eq(facility.id, 'hall'));
    const plain = await linli.get(`/api/v1/doors?near=${near}`);
    expect(plain.body).toMatchObject({ read: { id: 'hall' }, dine: null });
    const fitting = await linli.get(`/api/v1/doors?near=${near}&needs=step_free`);
    expect(fitting.body).toMatchObject({
      read: {
        id: 'far',
        fit: { fits: 'yes' },
        passedBy: { id: 'hall', name: '甲中心', fit: { missing: ['step_free'] } },
      },
    });
  });
});
