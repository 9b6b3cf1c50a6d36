/**
 * As much of the vocabulary of schema.org (release 30.0) as our pages use, in the form that it is published in: types with
 * what they are a kind of, and properties with what they may be said of. What is not in here is a mistake until it is looked up.
 */
const TYPES: Record<string, readonly string[]> = {
  Thing: [],
  Place: ['Thing'],
  CivicStructure: ['Place'],
  Park: ['CivicStructure'],
  AdministrativeArea: ['Place'],
  Organization: ['Thing'],
  LocalBusiness: ['Organization', 'Place'],
  ChildCare: ['LocalBusiness'],
  FoodEstablishment: ['LocalBusiness'],
  GovernmentOffice: ['LocalBusiness'],
  Library: ['LocalBusiness'],
  SportsActivityLocation: ['LocalBusiness'],
  Store: ['LocalBusiness'],
  MedicalBusiness: ['LocalBusiness'],
  MedicalOrganization: ['Organization'],
  MedicalClinic: ['MedicalBusiness', 'MedicalOrganization'],
  Intangible: ['Thing'],
  Audience: ['Intangible'],
  Service: ['Intangible'],
  GovernmentService: ['Service'],
  ServiceChannel: ['Intangible'],
  StructuredValue: ['Intangible'],
  ContactPoint: ['StructuredValue'],
  PostalAddress: ['ContactPoint'],
  GeoCoordinates: ['StructuredValue'],
  OpeningHoursSpecification: ['StructuredValue'],
  PropertyValue: ['StructuredValue'],
  LocationFeatureSpecification: ['PropertyValue'],
};

const PROPERTIES: Record<string, readonly string[]> = {
  name: ['Thing'],
  alternateName: ['Thing'],
  description: ['Thing'],
  disambiguatingDescription: ['Thing'],
  url: ['Thing'],
  address: ['GeoCoordinates', 'Organization', 'Place'],
  geo: ['Place'],
  telephone: ['ContactPoint', 'Organization', 'Place'],
  openingHoursSpecification: ['Place'],
  amenityFeature: ['Place'],
  containedInPlace: ['Place'],
  hasMenu: ['FoodEstablishment'],
  addressCountry: ['GeoCoordinates', 'PostalAddress'],
  addressLocality: ['PostalAddress'],
  streetAddress: ['PostalAddress'],
  latitude: ['GeoCoordinates', 'Place'],
  longitude: ['GeoCoordinates', 'Place'],
  dayOfWeek: ['OpeningHoursSpecification'],
  opens: ['OpeningHoursSpecification'],
  closes: ['OpeningHoursSpecification'],
  validFrom: ['LocationFeatureSpecification', 'OpeningHoursSpecification'],
  validThrough: ['LocationFeatureSpecification', 'OpeningHoursSpecification'],
  value: ['PropertyValue'],
  areaServed: ['ContactPoint', 'Organization', 'Service'],
  audience: ['Service'],
  audienceType: ['Audience'],
  availableChannel: ['Service'],
  serviceLocation: ['ServiceChannel'],
};

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const iri = (name: string) => `https://schema.org/${name}`;
const reference = (name: string) => ({ '@id': `schema:${name}` });

export const VOCABULARY = {
  '@graph': [
    ...Object.entries(TYPES).map(([name, kindsOf]) => ({
      ...reference(name),
      '@type': 'rdfs:Class',
      'rdfs:subClassOf': kindsOf.map(reference),
    })),
    ...Object.entries(PROPERTIES).map(([name, saidOf]) => ({
      ...reference(name),
      '@type': 'rdf:Property',
      'schema:domainIncludes': saidOf.map(reference),
    })),
  ],
};

/** Stands in for https://schema.org, which a test does not ask. */
export const CONTEXT = {
  '@vocab': 'https://schema.org/',
  ...Object.fromEntries(['url', 'hasMenu'].map((name) => [name, { '@type': '@id' }])),
  dayOfWeek: { '@type': '@vocab' },
};

/** Every IRI of the vocabulary that a page may use. */
export const IRIS = new Set([...Object.keys(TYPES), ...Object.keys(PROPERTIES), ...DAYS].map(iri));
