/** The register as HSDS 3.0: whether answers pass the specification's own schemas is asked by test/standards/hsds.ts. */
import { eq } from 'drizzle-orm';
import gcoord from 'gcoord';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  facility,
  hoursException,
  scene,
  serviceAt,
} from '../../worker/features/directory/tables.ts';
import { codeOf, countedD1, db, linliAt, serviceOf, smallSubdistrict } from './world.ts';

type Thing = { id: string; name?: string; [key: string]: unknown };
type Page = {
  total_items: number;
  total_pages: number;
  page_number: number;
  size: number;
  first_page: boolean;
  last_page: boolean;
  empty: boolean;
  contents: Thing[];
};
type Schedule = Record<string, unknown>;
type Offer = Thing & {
  location: Thing & { addresses: Thing[]; schedules: Schedule[]; accessibility: Thing[] };
  schedules: Schedule[];
  service: Thing;
};

const linli = linliAt();
const NOBODY = '00000000-0000-4000-8000-000000000000';

beforeAll(async () => {
  await smallSubdistrict();
  const [hall] = await db.select().from(facility).where(eq(facility.id, 'hall'));
  if (!hall) throw new Error('no hall');
  await serviceOf({
    id: 'aid',
    name: '法律援助',
    aliases: ['打官司'],
    category: 'service_hall',
    papers: ['身份证'],
    minAge: 18,
    feeFen: 1250,
    demo: true,
  });
  await db.batch([
    db.insert(scene).values({
      id: 'window',
      facilityId: 'hall',
      floor: 1,
      name: '窗口',
      category: 'service_hall',
      summary: '',
      audience: ['all'],
      hours: [{ spans: [{ days: [3], opens: '09:00', closes: '11:00' }] }],
      sort: 1,
    }),
    // One statement each: D1 binds a hundred values at most.
    ...[
      { ...hall, id: 'gone', name: '旧中心', retiredAt: 1 },
      {
        ...hall,
        id: 'seasonal',
        name: '丙中心',
        category: 'sport',
        demo: true,
        checkedOn: '2026-11-01',
        hours: [
          { spans: [{ days: [1, 2], opens: '08:30', closes: '12:00' }] },
          { from: '07-01', until: '08-31', spans: [{ opens: '18:00', closes: '26:00' }] },
        ],
      },
      {
        ...hall,
        id: 'late',
        name: '丁中心',
        phone: '+86 571 8888 0000',
        hours: [{ spans: [{ days: [5, 6], opens: '18:00', closes: '26:00' }] }],
      },
      { ...hall, id: 'unknown', name: '戊中心', hours: null },
    ].map((place) => db.insert(facility).values(place)),
    db.insert(hoursException).values([
      {
        id: 'shut-window',
        facilityId: 'hall',
        sceneId: 'window',
        fromOn: '2026-11-25',
        untilOn: '2026-11-25',
        spans: [],
        reason: '窗口培训',
        createdAt: 1,
      },
      {
        id: 'shut-late',
        facilityId: 'late',
        fromOn: '2026-11-26',
        untilOn: '2026-11-27',
        spans: [],
        reason: '检修',
        createdAt: 1,
      },
    ]),
    db.insert(serviceAt).values([
      { id: 'aid-hall', serviceId: 'aid', facilityId: 'hall', sceneId: 'window', note: '一楼' },
      { id: 'aid-gone', serviceId: 'aid', facilityId: 'gone' },
    ]),
  ]);
});

async function ask<T>(path: string): Promise<T> {
  const reply = await linli.get(`/api/v1/hsds${path}`);
  expect([path, reply.status]).toEqual([path, 200]);
  return reply.body as T;
}

const namesOf = ({ contents }: Page) => contents.map(({ name }) => name);

async function offers(query = ''): Promise<Offer[]> {
  const { contents } = await ask<Page>(`/service_at_locations?full=true${query}`);
  return contents as Offer[];
}

async function offerAt(place: string): Promise<Offer> {
  const found = (await offers()).find(({ location }) => location.name === place);
  if (!found) throw new Error(`nothing at ${place}`);
  return found;
}

describe('what is offered', () => {
  it('is each service at each of its places, and where none is entered that of the category', async () => {
    const said = (await offers()).map(
      ({ service, location }) => `${service.name}·${location.name}`,
    );
    expect(said.sort()).toEqual(
      ['法律援助·甲中心', '文化·乙中心', '文化·丁中心', '文化·戊中心', '运动·丙中心'].sort(),
    );
  });

  it('leaves out places that are no longer in the register', async () => {
    const everything = JSON.stringify([
      await offers(),
      await ask('/services?full=true'),
      await ask('/organizations?full=true'),
    ]);
    expect(everything).toContain('甲中心');
    expect(everything).not.toContain('旧中心');
  });

  it('says of a service what one has to know before going', async () => {
    const { contents } = await ask<Page>('/services?search=打官司');
    const service = await ask<Thing>(`/services/${contents[0]?.id}`);
    expect(service).toMatchObject({
      name: '法律援助',
      alternate_name: '打官司',
      status: 'active',
      minimum_age: 18,
      alert: expect.stringContaining('演示数据'),
      organization: { name: '仓前街道' },
      required_documents: [{ document: '身份证', service_id: service.id }],
      cost_options: [{ amount: 12.5, currency: 'CNY', service_id: service.id }],
      service_at_locations: [{ description: '一楼', location: { name: '甲中心' } }],
    });
  });
});

describe('a place', () => {
  it('lies where GPS says, in WGS-84', async () => {
    const { location } = await offerAt('甲中心');
    const back = gcoord.transform(
      [Number(location.longitude), Number(location.latitude)],
      gcoord.WGS84,
      gcoord.GCJ02,
    );
    expect(Math.abs(back[0] - 120.005)).toBeLessThan(2e-6);
    expect(Math.abs(back[1] - 30.288)).toBeLessThan(2e-6);
  });

  it('has an address, and no postcode where the register knows none', async () => {
    const { location } = await offerAt('甲中心');
    expect(location.addresses).toMatchObject([
      { address_1: '测试路 1 号', city: '杭州市', country: 'CN', postal_code: '' },
    ]);
  });

  it('says of access only what somebody has looked at', async () => {
    const { location } = await offerAt('甲中心');
    const said = location.accessibility.map(({ description }) => String(description));
    expect([said.length, said.filter((one) => one.endsWith('：无')).length]).toEqual([4, 2]);
  });

  it('that is of the demo says so', async () => {
    expect((await offerAt('丙中心')).location.description).toContain('演示数据');
    expect((await offerAt('甲中心')).location.description).toBe('');
  });
});

describe('hours', () => {
  it('are those of the scene a service is in, with its own days of rest', async () => {
    const { schedules, location } = await offerAt('甲中心');
    expect(schedules).toMatchObject([
      { freq: 'WEEKLY', byday: 'WE', opens_at: '09:00+08:00', closes_at: '11:00+08:00' },
      { valid_from: '2026-11-25', valid_to: '2026-11-25', description: '窗口培训', notes: '休息' },
    ]);
    expect(location.schedules).toMatchObject([
      { byday: 'MO,TU,WE,TH,FR,SA,SU', opens_at: '08:30+08:00', closes_at: '21:00+08:00' },
    ]);
  });

  it('past midnight end on the next day', async () => {
    const { schedules } = await offerAt('丁中心');
    expect(schedules).toMatchObject([
      { byday: 'FR,SA', opens_at: '18:00+08:00', closes_at: '02:00+08:00', notes: '次日结束' },
      { valid_from: '2026-11-26', valid_to: '2026-11-27', description: '检修' },
    ]);
  });

  it('that no weekly event can say are said in words', async () => {
    const { schedules } = await offerAt('丙中心');
    expect(schedules).toEqual([
      {
        id: expect.any(String),
        timezone: 8,
        description: expect.stringContaining('7月1日'),
      },
    ]);
  });

  it('are left out where nobody has told us', async () => {
    expect((await offerAt('戊中心')).schedules).toEqual([]);
  });
});

describe('pages', () => {
  it('are counted as the specification counts them', async () => {
    const { contents: first, ...head } = await ask<Page>('/service_at_locations?per_page=2');
    expect(head).toEqual({
      total_items: 5,
      total_pages: 3,
      page_number: 1,
      size: 2,
      first_page: true,
      last_page: false,
      empty: false,
    });
    const { contents: last, ...end } = await ask<Page>('/service_at_locations?per_page=2&page=3');
    expect(end).toMatchObject({ page_number: 3, size: 1, first_page: false, last_page: true });
    expect(first.map(({ id }) => id)).not.toContain(last[0]?.id);
  });

  it('beyond the last one are empty', async () => {
    expect(await ask('/services?page=9')).toMatchObject({ size: 0, empty: true, contents: [] });
  });

  it('hold everything where only ids are asked for', async () => {
    const { total_items: total, contents } = await ask<Page>('/services?minimal=true&per_page=1');
    expect(contents).toHaveLength(total);
    expect(Object.keys(contents[0] ?? {})).toEqual(['id']);
  });
});

describe('a filter', () => {
  const at = async (query: string) =>
    (await offers(`&${query}`)).map(({ location }) => location.name).sort();

  it('finds by words, term, organization and day of change', async () => {
    const terms = await ask<Page>('/taxonomy_terms');
    const { contents: taxonomies } = await ask<Page>('/taxonomies');
    const sport = terms.contents.find(({ code }) => code === 'sport');
    const { contents: units } = await ask<Page>('/organizations');
    const other = units.find(({ name }) => name === '乙运营');
    expect(await at('search=打官司')).toEqual(['甲中心']);
    expect(await at(`taxonomy_term_id=${sport?.id}`)).toEqual(['丙中心']);
    expect(await at(`taxonomy_id=${taxonomies[0]?.id}`)).toHaveLength(5);
    expect(await at(`organization_id=${other?.id}`)).toEqual(['乙中心']);
    expect(await at('modified_after=2026-10-31T00:00:00%2B08:00')).toEqual(['丙中心']);
  });

  it('finds nothing by an id that is nobody’s', async () => {
    for (const key of ['taxonomy_term_id', 'taxonomy_id', 'organization_id']) {
      expect(await at(`${key}=${NOBODY}`)).toEqual([]);
    }
    expect(await ask(`/taxonomy_terms?parent_id=${NOBODY}`)).toMatchObject({ empty: true });
  });

  it('that we cannot keep to is refused', async () => {
    for (const query of ['postcode=311121', 'format=ndjson', 'taxonomy_id=1', 'per_page=501']) {
      const reply = await linli.get(`/api/v1/hsds/service_at_locations?${query}`);
      expect([query, reply.status, codeOf(reply)]).toEqual([query, 400, 'input.invalid']);
    }
  });
});

describe('an organization', () => {
  it('has the places it runs, and the street the services', async () => {
    const { contents } = await ask<Page>('/organizations');
    expect(namesOf({ contents } as Page)).toEqual(['仓前街道', '甲运营', '乙运营']);
    const [street, , other] = contents;
    expect(await ask(`/organizations/${other?.id}`)).toMatchObject({
      locations: [{ name: '乙中心', organization_id: other?.id }],
      services: [],
    });
    const { services, locations } = await ask<{ services: Thing[]; locations: Thing[] }>(
      `/organizations/${street?.id}?full_service=true`,
    );
    expect(locations).toEqual([]);
    expect(services.map(({ name }) => name)).toEqual(['法律援助', '文化', '运动']);
    expect(services[0]).toHaveProperty('service_at_locations');
  });
});

describe('one thing', () => {
  const KINDS = [
    'services',
    'service_at_locations',
    'organizations',
    'taxonomies',
    'taxonomy_terms',
  ];

  it('is found again by the id in its list, which stays the same', async () => {
    for (const kind of KINDS) {
      const [first] = (await ask<Page>(`/${kind}`)).contents;
      expect((await ask<Page>(`/${kind}`)).contents[0]?.id).toBe(first?.id);
      expect(await ask(`/${kind}/${first?.id.toUpperCase()}`)).toMatchObject({ id: first?.id });
    }
  });

  it('that is not there is not found', async () => {
    for (const kind of KINDS) {
      const reply = await linli.get(`/api/v1/hsds/${kind}/${NOBODY}`);
      expect([kind, reply.status, codeOf(reply)]).toEqual([kind, 404, 'hsds.notFound']);
    }
  });
});

describe('every answer', () => {
  it('costs at most one round trip', async () => {
    const { contents } = await ask<Page>('/service_at_locations');
    for (const path of [
      '/services?full=true',
      `/service_at_locations/${contents[0]?.id}`,
      '/organizations',
      '/organizations?full=true',
    ]) {
      const counted = countedD1();
      await linli.get(`/api/v1/hsds${path}`, { env: counted.env });
      expect([path, counted.trips()]).toEqual([path, 1]);
    }
  });

  it('has ids that are UUIDs, and no name of ours', async () => {
    const text = JSON.stringify([await offers(), await ask('/organizations?full_service=true')]);
    expect(text).not.toContain('linli:');
  });

  it('says at the root which version this is', async () => {
    expect(await ask('')).toMatchObject({ version: '3.0', openapi_url: expect.any(String) });
  });
});
