/** Places and services in the words of https://schema.org, for search engines and assistants that read our pages. */
import { toWgs84 } from '../../../lib/datum.ts';
import type { HoursPeriod } from '../../directory/rules/hours.ts';
import { ACCESS_FEATURES, type AccessFacts, type Category } from '../../directory/rules/kinds.ts';
import { headingOf } from '../../directory/rules/registerColumns.ts';
import type { ServiceCategory } from '../../directory/rules/services.ts';
import { openingHoursOf } from './jsonLdHours.ts';

/** What is true of every place of a category, and no more: a room for children may be a playground or a library. */
const PLACE_TYPES: Record<Category, string> = {
  centre: 'CivicStructure',
  reading: 'Library',
  culture: 'CivicStructure',
  fitness: 'SportsActivityLocation',
  sport: 'SportsActivityLocation',
  dining: 'FoodEstablishment',
  health: 'MedicalClinic',
  elder_care: 'CivicStructure',
  child_care: 'ChildCare',
  children: 'CivicStructure',
  service_hall: 'GovernmentOffice',
  meeting: 'CivicStructure',
  parcel: 'Place',
  market: 'Store',
  green: 'Park',
  school_ground: 'SportsActivityLocation',
};

const DEMO_NOTE = '演示数据，不是真实的地方。';

/** A place as the register has it. */
export type PlaceFacts = {
  name: string;
  aliases: readonly string[];
  category: Category;
  summary: string;
  address: string;
  /** GCJ-02 degrees. */
  lng: number;
  lat: number;
  phone: string | null;
  hours: HoursPeriod[] | null;
  access: AccessFacts;
  demo: boolean;
};

/** Where a page is. Paths are enough: who reads the page knows its origin. */
export type PageFacts = {
  path: string;
  subdistrict: string;
  /** Seasons are said with the dates of this year and of the next. */
  year: number;
};

/** A place. What nobody has told us or checked is left out. */
export function placeLd(place: PlaceFacts, { path, subdistrict, year }: PageFacts) {
  const [longitude, latitude] = toWgs84(place);
  const hours = openingHoursOf(place.hours, year);
  const amenities = amenitiesOf(place.access);
  return {
    '@context': 'https://schema.org',
    '@type': PLACE_TYPES[place.category],
    '@id': placeId(path),
    url: path,
    name: place.name,
    ...(place.aliases.length > 0 && { alternateName: [...place.aliases] }),
    ...(place.summary !== '' && { description: place.summary }),
    ...demoNote(place.demo),
    address: {
      '@type': 'PostalAddress',
      addressCountry: 'CN',
      addressLocality: subdistrict,
      streetAddress: place.address,
    },
    geo: { '@type': 'GeoCoordinates', latitude, longitude },
    ...(place.phone !== null && { telephone: place.phone }),
    ...(hours.length > 0 && { openingHoursSpecification: hours }),
    ...(amenities.length > 0 && { amenityFeature: amenities }),
  };
}

/**
 * A canteen, at its place. It has hours of its own kind (meals), so those of the place are taken only where the place is
 * nothing but the canteen.
 */
export function canteenLd(
  canteen: { name: string; phone: string | null },
  place: PlaceFacts & { path: string },
  page: PageFacts,
) {
  const { openingHoursSpecification, ...facts } = placeLd(
    { ...place, name: canteen.name, aliases: [], phone: canteen.phone ?? place.phone, summary: '' },
    page,
  );
  const isAllOfIt = place.category === 'dining';
  return {
    ...facts,
    '@type': PLACE_TYPES.dining,
    ...(isAllOfIt && openingHoursSpecification && { openingHoursSpecification }),
    hasMenu: page.path,
    containedInPlace: reference(place),
  };
}

export type ServiceFacts = {
  name: string;
  aliases: readonly string[];
  category: ServiceCategory;
  summary: string;
  /** In words; null = everybody. */
  eligibility: string | null;
  demo: boolean;
};

/** A service and where it is done. A haircut or a repair is no act of government. */
export function serviceLd(
  service: ServiceFacts,
  places: readonly { name: string; path: string }[],
  { path, subdistrict }: Omit<PageFacts, 'year'>,
) {
  return {
    '@context': 'https://schema.org',
    '@type': service.category === 'living' ? 'Service' : 'GovernmentService',
    '@id': `${path}#service`,
    url: path,
    name: service.name,
    ...(service.aliases.length > 0 && { alternateName: [...service.aliases] }),
    ...(service.summary !== '' && { description: service.summary }),
    ...demoNote(service.demo),
    areaServed: { '@type': 'AdministrativeArea', name: subdistrict },
    ...(service.eligibility !== null && {
      audience: { '@type': 'Audience', audienceType: service.eligibility },
    }),
    ...(places.length > 0 && {
      availableChannel: places.map((place) => ({
        '@type': 'ServiceChannel',
        serviceLocation: reference(place),
      })),
    }),
  };
}

/** As the text of a script element, which nothing in a name may end. */
export function scriptText(data: object): string {
  return JSON.stringify(data).replace(/</g, '\\u003c');
}

function placeId(path: string): string {
  return `${path}#place`;
}

function reference({ name, path }: { name: string; path: string }) {
  return { '@type': 'Place', '@id': placeId(path), name };
}

function demoNote(demo: boolean) {
  return demo ? { disambiguatingDescription: DEMO_NOTE } : {};
}

function amenitiesOf(access: AccessFacts) {
  return ACCESS_FEATURES.flatMap((feature) => {
    const { answer = 'unknown', note } = access[feature] ?? {};
    if (answer === 'unknown') return [];
    return {
      '@type': 'LocationFeatureSpecification',
      name: headingOf(feature),
      value: answer === 'yes',
      ...(note !== undefined && { description: note }),
    };
  });
}
