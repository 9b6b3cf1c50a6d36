/** What pages tell programs: every page of the reference district by two judges from outside, and hours by hand. */
import Validator from '@adobe/structured-data-validator';
import jsonld from 'jsonld';
import { describe, expect, it } from 'vitest';
import { referenceDistrict } from '../../drizzle/demo/district.ts';
import { canteenData, facilityData, serviceData } from '../../site/src/lib/structuredData.ts';
import type { HoursPeriod } from '../../worker/features/directory/rules/hours.ts';
import {
  type PlaceFacts,
  placeLd,
  scriptText,
} from '../../worker/features/exchange/rules/jsonLd.ts';
import { openingHoursOf } from '../../worker/features/exchange/rules/jsonLdHours.ts';
import { CONTEXT, IRIS, VOCABULARY } from './schema-org.ts';

const NOW = Date.parse('2026-11-25T10:37:00+08:00');
const district = referenceDistrict(NOW);

const facilityOf = (wanted: string) => {
  const found = district.facility.find(({ id }) => id === wanted);
  if (!found) throw new Error(`no ${wanted}`);
  return found;
};

const PAGES: Record<string, { '@type': string; url: string; [key: string]: unknown }[]> = {
  places: district.facility.map((one) => facilityData(one, NOW)),
  canteens: district.canteen.map((one) => canteenData(one, facilityOf(one.facilityId), NOW)),
  services: district.service.map((one) =>
    serviceData(
      one,
      district.serviceAt
        .filter(({ serviceId }) => serviceId === one.id)
        .map(({ facilityId }) => facilityOf(facilityId)),
    ),
  ),
};

const KEPT = { contextUrl: null, document: { '@context': CONTEXT } };

/** The page as a graph, each name in it a whole address. */
function expanded(data: { url: string; [key: string]: unknown }): Promise<unknown[]> {
  return jsonld.expand(data, {
    base: `https://linli.test${data.url}`,
    documentLoader: async (url) => {
      if (!/^https:\/\/schema\.org\/?$/.test(url)) throw new Error(`asks for ${url}`);
      return { ...KEPT, documentUrl: url };
    },
  });
}

/** Every key, type and reference of a graph. */
function irisIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(irisIn);
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    if (key === '@id') return [String(value)];
    if (key === '@type') return [value].flat().map(String);
    return key.startsWith('@') ? irisIn(value) : [key, ...irisIn(value)];
  });
}

describe.each(Object.entries(PAGES))('the pages of %s', (_, pages) => {
  it('use schema.org as it is meant', async () => {
    const judge = new Validator(VOCABULARY);
    const faults = await Promise.all(
      pages.map((page) => judge.validate({ jsonld: { [page['@type']]: [{ ...page }] } })),
    );
    expect(faults.flat().map(({ issueMessage }) => issueMessage)).toEqual([]);
  });

  it('are JSON-LD whose every name is one of schema.org or a page of ours', async () => {
    for (const page of pages) {
      const graph = await expanded(page);
      expect([page.url, graph.length]).toEqual([page.url, 1]);
      const strange = irisIn(graph).filter(
        (iri) => !IRIS.has(iri) && !/^https:\/\/linli\.test\/[a-z]+\/[\w-]+\/(#\w+)?$/.test(iri),
      );
      expect([page.url, strange]).toEqual([page.url, []]);
    }
  });
});

describe('the judges', () => {
  it('would tell a misspelt property, and one said of the wrong kind of thing', async () => {
    const judge = new Validator(VOCABULARY);
    const faults = await judge.validate({
      jsonld: { Park: [{ '@type': 'Park', telefone: '1', hasMenu: '/' }] },
    });
    expect(faults.map(({ fieldNames }) => fieldNames)).toEqual([['telefone'], ['hasMenu']]);
    const graph = await expanded({ '@context': 'https://schema.org', '@type': 'Parc', url: '/' });
    expect(irisIn(graph).filter((iri) => !IRIS.has(iri))).toContain('https://schema.org/Parc');
  });
});

const PLACE: PlaceFacts = {
  name: '甲书房',
  aliases: [],
  category: 'reading',
  summary: '',
  address: '测试路 1 号',
  lng: 120.005,
  lat: 30.288,
  phone: null,
  hours: null,
  access: {},
  demo: false,
};
const PAGE = { path: '/facilities/a/', subdistrict: '测试街道', year: 2026 };

describe('a place', () => {
  it('says nothing of what nobody has told us', () => {
    expect(placeLd(PLACE, PAGE)).toEqual({
      '@context': 'https://schema.org',
      '@type': 'Library',
      '@id': '/facilities/a/#place',
      url: '/facilities/a/',
      name: '甲书房',
      address: {
        '@type': 'PostalAddress',
        addressCountry: 'CN',
        addressLocality: '测试街道',
        streetAddress: '测试路 1 号',
      },
      // WGS-84: some 450 m west and 270 m north of the same place in GCJ-02.
      geo: { '@type': 'GeoCoordinates', latitude: 30.290454, longitude: 120.000315 },
    });
  });

  it('says what is there and what is not, and keeps quiet on what was not checked', () => {
    const access = {
      step_free: { answer: 'yes', note: '从东门进' },
      lift: { answer: 'no' },
      hearing_loop: { answer: 'unknown' },
    } as const;
    expect(placeLd({ ...PLACE, access }, PAGE)).toMatchObject({
      amenityFeature: [
        { name: '进门无台阶', value: true, description: '从东门进' },
        { name: '电梯', value: false },
      ],
    });
  });

  it('is told apart from a real one where it is demo', () => {
    expect(placeLd({ ...PLACE, demo: true }, PAGE)).toMatchObject({
      disambiguatingDescription: expect.stringContaining('演示'),
    });
  });

  it('cannot end its script element', () => {
    const text = scriptText(placeLd({ ...PLACE, name: '</script><script>alert(1)' }, PAGE));
    expect(text).not.toContain('<');
    expect(JSON.parse(text).name).toBe('</script><script>alert(1)');
  });

  it('lends its hours to a canteen only where it is nothing else', () => {
    const [canteen] = district.canteen;
    if (!canteen) throw new Error('no canteen');
    const hours: HoursPeriod[] = [{ spans: [{ opens: '08:00', closes: '20:00' }] }];
    const place = { ...facilityOf(canteen.facilityId), hours };
    const dataOf = (category: string) => canteenData(canteen, { ...place, category }, NOW);
    expect(dataOf('dining')).toHaveProperty('openingHoursSpecification');
    expect(dataOf('centre')).not.toHaveProperty('openingHoursSpecification');
  });
});

describe('opening hours', () => {
  const WEEK = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
  const said = (hours: HoursPeriod[] | null) =>
    openingHoursOf(hours, 2026).map(({ '@type': _, dayOfWeek, ...rest }) => ({
      ...rest,
      days: dayOfWeek.map((iri) => WEEK.indexOf(iri.replace('https://schema.org/', '')) + 1),
    }));
  const every = [1, 2, 3, 4, 5, 6, 7];

  it('leave out the lunch break', () => {
    const days = [1, 2, 3, 4, 5];
    const spans = [
      { days, opens: '08:30', closes: '12:00' },
      { days, opens: '13:30', closes: '17:30' },
    ];
    expect(said([{ spans }])).toEqual([
      { days, opens: '08:30:00', closes: '12:00:00' },
      { days, opens: '13:30:00', closes: '17:30:00' },
    ]);
  });

  it('belong to the evening where they go past midnight', () => {
    expect(said([{ spans: [{ days: [5], opens: '18:00', closes: '26:00' }] }])).toEqual([
      { days: [5], opens: '18:00:00', closes: '02:00:00' },
    ]);
    expect(said([{ spans: [{ opens: '18:00', closes: '24:00' }] }])).toEqual([
      { days: every, opens: '18:00:00', closes: '00:00:00' },
    ]);
  });

  it('are a whole day from midnight to the last minute', () => {
    expect(said([{ spans: [{ opens: '00:00', closes: '24:00' }] }])).toEqual([
      { days: every, opens: '00:00:00', closes: '23:59:00' },
    ]);
  });

  it('name the days of each season, this year and the next', () => {
    const summer = { from: '05-01', until: '09-30', spans: [{ opens: '05:00', closes: '22:00' }] };
    const usual = { spans: [{ opens: '06:00', closes: '21:00' }] };
    const [short, long] = [
      { days: every, opens: '06:00:00', closes: '21:00:00' },
      { days: every, opens: '05:00:00', closes: '22:00:00' },
    ];
    expect(said([usual, summer])).toEqual([
      { ...short, validFrom: '2026-01-01', validThrough: '2026-04-30' },
      { ...long, validFrom: '2026-05-01', validThrough: '2026-09-30' },
      { ...short, validFrom: '2026-10-01', validThrough: '2027-04-30' },
      { ...long, validFrom: '2027-05-01', validThrough: '2027-09-30' },
      { ...short, validFrom: '2027-10-01', validThrough: '2027-12-31' },
    ]);
  });

  it('leave a season out in which the place is shut', () => {
    const summer = { from: '07-01', until: '08-31', spans: [{ opens: '13:00', closes: '21:00' }] };
    expect(said([summer]).map(({ validFrom, validThrough }) => [validFrom, validThrough])).toEqual([
      ['2026-07-01', '2026-08-31'],
      ['2027-07-01', '2027-08-31'],
    ]);
  });

  it.each<[string, HoursPeriod[] | null]>([
    ['nobody has told us', null],
    [
      'school days decide',
      [{ spans: [{ dayTypes: ['school_day'], opens: '17:30', closes: '20:30' }] }],
    ],
    [
      'every second Saturday is another',
      [
        {
          spans: [
            { opens: '09:00', closes: '17:00' },
            { days: [6], weeks: 'odd', opens: '18:00', closes: '19:00' },
          ],
        },
      ],
    ],
    ['they are longer than a day', [{ spans: [{ opens: '08:00', closes: '32:00' }] }]],
  ])('are not said at all where %s', (_, hours) => {
    expect(said(hours)).toEqual([]);
  });
});
