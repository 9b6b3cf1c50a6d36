import { beforeAll, describe, expect, it } from 'vitest';
import { readRegister } from '../../worker/features/directory/queries/areas.ts';
import { entrance, scene, serviceAt } from '../../worker/features/directory/tables.ts';
import { codeOf, countedD1, db, linliAt, serviceOf, smallSubdistrict } from './world.ts';

const linli = linliAt();
const NEAR = '120.004,30.288';

beforeAll(async () => {
  await smallSubdistrict();
  await serviceOf({
    id: 'elder-card',
    name: '老年优待证',
    category: 'papers',
    audience: ['elder'],
    minAge: 60,
    papers: ['身份证', '证件照'],
  });
  await serviceOf({ id: 'nowhere', name: '没有地方办', audience: ['child'] });
  await serviceOf({ id: 'volunteer', name: '志愿者登记', feeFen: null });
  await db.batch([
    db.insert(scene).values({
      id: 'hall-window',
      facilityId: 'hall',
      floor: 1,
      name: '窗口',
      category: 'service_hall',
      summary: '',
      audience: ['all'],
      hours: [{ spans: [{ opens: '13:30', closes: '17:30' }] }],
      sort: 0,
    }),
    db.insert(serviceAt).values([
      { id: 'one', serviceId: 'elder-card', facilityId: 'far', sceneId: null, note: '周三有人' },
      { id: 'two', serviceId: 'elder-card', facilityId: 'hall', sceneId: 'hall-window' },
      {
        id: 'three',
        serviceId: 'volunteer',
        facilityId: 'hall',
        sceneId: 'hall-window',
        hours: [{ spans: [{ opens: '09:00', closes: '12:00' }] }],
      },
    ]),
    db.insert(entrance).values([
      { ...door('hall'), id: 'hall-2', kind: 'side', name: '侧门', stepFree: 'yes', sort: 1 },
      { ...door('hall'), id: 'hall-1', kind: 'main', name: '正门', stepFree: 'no', sort: 0 },
      { ...door('far'), id: 'far-1', kind: 'main', name: '正门', stepFree: 'unknown', sort: 0 },
    ]),
  ]);
});

function door(facilityId: string) {
  return { facilityId, lng: 120.0051, lat: 30.2881, note: null };
}

describe('services', () => {
  it('are listed by kind, with the papers to bring', async () => {
    const reply = await linli.get('/api/v1/services');
    expect(reply.body).toMatchObject({
      total: 3,
      next: null,
      items: [
        { id: 'nowhere' },
        { id: 'volunteer', feeFen: null },
        { id: 'elder-card', papers: ['身份证', '证件照'], feeFen: 0 },
      ],
    });
  });

  it('are narrowed to a kind, to those a person may use, and to a place', async () => {
    const idsOf = async (query: string) => {
      const { body } = await linli.get(`/api/v1/services?${query}`);
      return (body as { items: { id: string }[] }).items.map(({ id }) => id);
    };
    expect(await idsOf('category=papers')).toEqual(['elder-card']);
    // What is for everybody is for a child too; what is for the old is not.
    expect(await idsOf('audience=child')).toEqual(['nowhere', 'volunteer']);
    expect(await idsOf('facility=far')).toEqual(['elder-card']);
    expect(await idsOf('facility=no-such')).toEqual([]);
  });

  it('go on only where a page said so', async () => {
    const first = await linli.get('/api/v1/services?limit=2');
    expect(first.body).toMatchObject({ next: '2', total: 3 });
    const last = await linli.get('/api/v1/services?limit=2&cursor=2');
    expect(last.body).toMatchObject({ next: null, items: [{ id: 'elder-card' }] });
  });

  it('say where they are offered, nearest first, with the hours of the counter', async () => {
    const reply = await linli.get(`/api/v1/services/elder-card?near=${NEAR}&needs=step_free`);
    expect(reply.body).toMatchObject({
      minAge: 60,
      places: [
        {
          facility: { id: 'hall' },
          scene: { id: 'hall-window', name: '窗口', floor: 1 },
          // The place is open at 10:37, its window is not yet.
          opening: { state: 'closed', nextOpen: '2026-11-25T13:30:00+08:00' },
          walk: { metres: 120 },
          fit: { fits: 'yes' },
        },
        {
          facility: { id: 'far' },
          scene: null,
          note: '周三有人',
          opening: { state: 'open', until: '2026-11-25T21:00:00+08:00' },
        },
      ],
    });
    const own = await linli.get('/api/v1/services/volunteer');
    expect(own.body).toMatchObject({
      places: [{ opening: { state: 'open', until: '2026-11-25T12:00:00+08:00' } }],
    });
    expect((own.body as { places: object[] }).places[0]).not.toHaveProperty('walk');
  });

  it('may be offered nowhere, and say when there is none', async () => {
    expect((await linli.get('/api/v1/services/nowhere')).body).toMatchObject({ places: [] });
    const missing = await linli.get('/api/v1/services/no-such');
    expect([missing.status, codeOf(missing)]).toEqual([404, 'service.notFound']);
  });

  it('refuse a kind, an audience or a need that is none', async () => {
    for (const path of [
      'services?category=magic',
      'services?audience=cats',
      'services/elder-card?needs=wings',
      'services/elder-card?near=1',
      'services/ELDER',
    ]) {
      const reply = await linli.get(`/api/v1/${path}`);
      expect([path, reply.status, codeOf(reply)]).toEqual([path, 400, 'input.invalid']);
    }
  });

  it('take one round trip', async () => {
    for (const path of ['services', 'services?facility=hall', `services/elder-card?near=${NEAR}`]) {
      const counted = countedD1();
      await linli.get(`/api/v1/${path}`, { env: counted.env });
      expect([path, counted.trips()]).toEqual([path, 1]);
    }
  });
});

describe('a place', () => {
  it('names its own doors in their order, and what is done in which of its rooms', async () => {
    const reply = await linli.get('/api/v1/facilities/hall');
    expect(reply.body).toMatchObject({
      entrances: [
        { id: 'hall-1', kind: 'main', stepFree: 'no', position: { datum: 'gcj02' } },
        { id: 'hall-2', kind: 'side', stepFree: 'yes' },
      ],
      services: [
        { id: 'volunteer', name: '志愿者登记', sceneId: 'hall-window' },
        { id: 'elder-card', name: '老年优待证', sceneId: 'hall-window' },
      ],
    });
    const far = await linli.get('/api/v1/facilities/far');
    expect(far.body).toMatchObject({
      entrances: [{ id: 'far-1', stepFree: 'unknown' }],
      services: [{ id: 'elder-card', sceneId: null }],
    });
  });
});

describe('the register for the static pages', () => {
  it('carries doors and services beside what it had, each under its own name', async () => {
    const register = await readRegister(db);
    expect(register.entrances.map(({ id }) => id)).toEqual(['far-1', 'hall-1', 'hall-2']);
    expect(register.services.map(({ id }) => id)).toEqual(['nowhere', 'volunteer', 'elder-card']);
    expect(register.servicesAt.map(({ serviceId }) => serviceId)).toEqual([
      'elder-card',
      'elder-card',
      'volunteer',
    ]);
    expect(register.scenes.map(({ id }) => id)).toEqual(['hall-window']);
    expect(register.shapes).toEqual([]);
  });
});
