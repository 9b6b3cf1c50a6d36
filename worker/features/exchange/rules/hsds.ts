/**
 * The register in the words of HSDS 3.0 (Open Referral's Human Services Data Specification): services, where they are
 * offered, and who runs the places. Ids are names here, `linli:facility:hall`; queries/uuids.ts turns them into UUIDs.
 */
import type { HoursPeriod } from '../../directory/rules/hours.ts';
import {
  ACCESS_FEATURES,
  type AccessFacts,
  CATEGORIES,
  type Category,
} from '../../directory/rules/kinds.ts';
import { CATEGORY_WORDS, COLUMN_HEADINGS } from '../../directory/rules/registerColumns.ts';
import { type Departure, schedulesOf } from './hsdsSchedule.ts';

export type Place = {
  id: string;
  name: string;
  aliases: readonly string[];
  category: string;
  summary: string;
  address: string;
  /** WGS-84, longitude first. */
  position: readonly [number, number];
  phone: string | null;
  hours: HoursPeriod[] | null;
  departures: readonly Departure[];
  access: AccessFacts;
  checkedOn: string | null;
  revisedAt: number;
  zoneId: string;
  demo: boolean;
};

export type Service = {
  id: string;
  name: string;
  aliases: readonly string[];
  category: string;
  summary: string;
  eligibility: string | null;
  minAge: number | null;
  maxAge: number | null;
  papers: readonly string[];
  feeFen: number | null;
  feeNote: string | null;
  demo: boolean;
};

export type Offer = {
  id: string;
  serviceId: string;
  facilityId: string;
  sceneId: string | null;
  /** Null = as the place. */
  hours: HoursPeriod[] | null;
  note: string | null;
};

export type Zone = { id: string; name: string; operatorName: string };

/** Where the subdistrict lies: HSDS asks for it with every address, the register has it with none. */
export type Town = { city: string; province: string; subdistrict: string };

export const TAXONOMY = 'linli:taxonomy:category';
export const SUBDISTRICT = 'linli:organization:subdistrict';

/** HSDS has no field for it, and an invented place must not pass for a real one. */
const DEMO = '演示数据，并非真实服务。';

/** An id as a name: the kind and the id of the register. */
export function nameOf(kind: string, id: string): string {
  return `linli:${kind}:${id}`;
}

/** What is done in places that name no service: one service for each category. */
export function servicesOfCategories(): Service[] {
  return CATEGORIES.map((category) => ({
    id: `category-${category}`,
    name: CATEGORY_WORDS[category],
    aliases: [],
    category,
    summary: `${CATEGORY_WORDS[category]}类设施提供的日常服务。`,
    eligibility: null,
    minAge: null,
    maxAge: null,
    papers: [],
    feeFen: null,
    feeNote: null,
    demo: false,
  }));
}

/** For each place at which nobody has entered a service: that of its category. */
export function offersOfCategories(places: readonly Place[], offers: readonly Offer[]): Offer[] {
  const named = new Set(offers.map(({ facilityId }) => facilityId));
  return places
    .filter(({ id }) => !named.has(id))
    .map(({ id, category }) => ({
      id: `category-${id}`,
      serviceId: `category-${category}`,
      facilityId: id,
      sceneId: null,
      hours: null,
      note: null,
    }));
}

export function taxonomy() {
  return {
    id: TAXONOMY,
    name: '设施类别',
    description: '邻里中心设施与服务的类别。',
    version: '1',
  };
}

export function taxonomyTerm(category: Category) {
  return {
    id: nameOf('term', category),
    code: category,
    name: CATEGORY_WORDS[category],
    description: CATEGORY_WORDS[category],
    taxonomy: taxonomy().name,
    taxonomy_detail: taxonomy(),
    language: 'zh',
  };
}

export function attributeOf(entity: string, id: string, category: string) {
  return {
    id: nameOf('attribute', `${entity}-${id}`),
    link_id: nameOf(entity, id),
    link_entity: entity,
    link_type: 'category',
    taxonomy_term_id: nameOf('term', category),
    taxonomy_term: taxonomyTerm(category as Category),
  };
}

/** The unit that runs the places of a zone. */
export function organizationOf(zone: Zone) {
  return {
    id: operatorOf(zone.id),
    name: zone.operatorName,
    description: `${zone.name}邻里中心的运营单位。`,
  };
}

export function operatorOf(zoneId: string): string {
  return nameOf('operator', zoneId);
}

/** The street itself stands behind a service that several zones offer. */
export function subdistrictOf(town: Town) {
  return {
    id: SUBDISTRICT,
    name: town.subdistrict,
    description: '街道公共服务，由各片区邻里中心提供。',
  };
}

export function serviceOf(service: Service, town: Town) {
  return {
    id: nameOf('service', service.id),
    name: service.name,
    ...(service.aliases.length > 0 && { alternate_name: service.aliases.join('、') }),
    description: service.summary,
    status: 'active' as const,
    ...(service.eligibility !== null && { eligibility_description: service.eligibility }),
    ...(service.minAge !== null && { minimum_age: service.minAge }),
    ...(service.maxAge !== null && { maximum_age: service.maxAge }),
    ...(service.feeNote !== null && { fees_description: service.feeNote }),
    ...(service.demo && { alert: DEMO }),
    organization: subdistrictOf(town),
  };
}

/** What of a service hangs below it in the full answer. */
export function detailsOf(service: Service, town: Town) {
  const { id, category } = service;
  return {
    languages: [languageOf('service', id)],
    service_areas: [
      {
        id: nameOf('area', id),
        name: town.subdistrict,
        description: `${town.city}${town.subdistrict}`,
      },
    ],
    required_documents: service.papers.map((document, index) => ({
      id: nameOf('paper', `${id}-${index}`),
      service_id: nameOf('service', id),
      document,
    })),
    cost_options:
      service.feeFen === null
        ? []
        : [
            {
              id: nameOf('cost', id),
              service_id: nameOf('service', id),
              option: service.feeFen === 0 ? '免费' : '收费',
              currency: 'CNY',
              amount: service.feeFen / 100,
              ...(service.feeNote !== null && { amount_description: service.feeNote }),
            },
          ],
    attributes: (CATEGORIES as readonly string[]).includes(category)
      ? [attributeOf('service', id, category)]
      : [],
  };
}

function languageOf(entity: string, id: string) {
  return { id: nameOf('language', `${entity}-${id}`), name: '中文', code: 'zh' };
}

export function locationOf(place: Place, town: Town) {
  const { id, position, phone, access } = place;
  return {
    id: nameOf('facility', id),
    location_type: 'physical' as const,
    organization_id: operatorOf(place.zoneId),
    name: place.name,
    ...(place.aliases.length > 0 && { alternate_name: place.aliases.join('、') }),
    description: place.demo ? `${DEMO}${place.summary}` : place.summary,
    longitude: position[0],
    latitude: position[1],
    external_identifier: id,
    external_identifier_type: 'linli',
    languages: [languageOf('facility', id)],
    addresses: [
      {
        id: nameOf('address', id),
        location_id: nameOf('facility', id),
        address_1: place.address,
        city: town.city,
        state_province: town.province,
        // Required, and the register has none.
        postal_code: '',
        country: 'CN',
        address_type: 'physical' as const,
      },
    ],
    phones: phone === null ? [] : [{ id: nameOf('phone', id), number: phone, type: 'voice' }],
    accessibility: ACCESS_FEATURES.flatMap((feature) => {
      const fact = access[feature];
      if (!fact || fact.answer === 'unknown') return [];
      const has = fact.answer === 'yes' ? '有' : '无';
      return {
        id: nameOf('accessibility', `${id}-${feature}`),
        location_id: nameOf('facility', id),
        description: `${COLUMN_HEADINGS[feature][0]}：${has}`,
        ...(fact.note !== undefined && { details: fact.note }),
      };
    }),
    schedules: schedulesOf(
      `facility-${id}`,
      place.hours,
      place.departures.filter(({ sceneId }) => sceneId === null),
    ),
    attributes: [attributeOf('facility', id, place.category)],
  };
}

export function serviceAtLocationOf(offer: Offer, place: Place) {
  return {
    id: nameOf('offer', offer.id),
    service_id: nameOf('service', offer.serviceId),
    location_id: nameOf('facility', offer.facilityId),
    ...(offer.note !== null && { description: offer.note }),
    phones:
      place.phone === null
        ? []
        : [{ id: nameOf('phone', `offer-${offer.id}`), number: place.phone, type: 'voice' }],
    schedules: schedulesOf(
      `offer-${offer.id}`,
      offer.hours ?? place.hours,
      place.departures.filter(({ sceneId }) => sceneId === null || sceneId === offer.sceneId),
    ),
  };
}
