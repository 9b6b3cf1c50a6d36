/** Answers of the HSDS 3.0 API, each from at most one round trip. Whoever asks for one thing by an unknown id: `hsds.notFound`. */
import type { Context } from '../../../lib/context.ts';
import { DomainError } from '../../../lib/errors.ts';
import { readZones } from '../../directory/queries/offers.ts';
import { CATEGORIES } from '../../directory/rules/kinds.ts';
import {
  nameOf,
  type Offer,
  operatorOf,
  SUBDISTRICT,
  TAXONOMY,
  taxonomy,
  taxonomyTerm,
} from '../rules/hsds.ts';
import type {
  HsdsInput,
  HsdsOrganizationInput,
  HsdsTaxonomyInput,
  HsdsTermInput,
} from '../schema.ts';
import { filterOf, pageOf } from './hsdsPages.ts';
import {
  type All,
  changedAt,
  detailedService,
  fullOffer,
  fullOrganization,
  fullService,
  organizationsOf,
  plainService,
  readAll,
  serviceChangedAt,
} from './hsdsRegister.ts';
import { named, withUuids } from './uuids.ts';

export async function hsdsServices(ctx: Context, wanted: HsdsInput) {
  const all = await readAll(ctx);
  const fits = await filterOf(wanted, namesOfOrganizations(all));
  const found = all.services.filter(({ id, name, summary, aliases, category }) =>
    fits({
      texts: [name, summary, ...aliases],
      categories: [category],
      organizations: [SUBDISTRICT],
      changedAt: serviceChangedAt(all, id),
    }),
  );
  const show = (service: (typeof found)[number]) => {
    if (wanted.full) return fullService(all, service);
    const listed = plainService(all, service);
    if (!wanted.minimal) return listed;
    return { id: listed.id, ...(listed.last_modified && { last_modified: listed.last_modified }) };
  };
  return pageOf(found, wanted, show, wanted.minimal);
}

export async function hsdsService(ctx: Context, uuid: string) {
  const all = await readAll(ctx);
  const service = await byUuid(uuid, all.services, ({ id }) => nameOf('service', id));
  return withUuids(fullService(all, service));
}

export async function hsdsServiceAtLocations(ctx: Context, wanted: HsdsInput) {
  const all = await readAll(ctx);
  const fits = await filterOf(wanted, namesOfOrganizations(all));
  const services = new Map(all.services.map((one) => [one.id, one]));
  const found = all.offers.filter(({ serviceId, facilityId }) => {
    const [service, place] = [services.get(serviceId), all.places.get(facilityId)];
    if (!service || !place) return false;
    return fits({
      texts: [service.name, ...service.aliases, place.name, ...place.aliases, place.address],
      categories: [service.category, place.category],
      organizations: [SUBDISTRICT, operatorOf(place.zoneId)],
      changedAt: changedAt(place),
    });
  });
  const show = wanted.full ? wholeOffer : listedOffer;
  return pageOf(found, wanted, (offer) => show(all, offer));
}

export async function hsdsServiceAtLocation(ctx: Context, uuid: string) {
  const all = await readAll(ctx);
  const offer = await byUuid(uuid, all.offers, ({ id }) => nameOf('offer', id));
  return withUuids(wholeOffer(all, offer));
}

function wholeOffer(all: All, offer: Offer) {
  const [full] = fullOffer(all, offer);
  const service = all.services.find(({ id }) => id === offer.serviceId);
  return { ...full, ...(service && { service: detailedService(all, service) }) };
}

/** Without what there can be several of. */
function listedOffer(all: All, offer: Offer) {
  const [full] = fullOffer(all, offer);
  if (!full) return full;
  const { phones: _, schedules: __, location: place, ...listed } = full;
  const { languages, addresses, phones, accessibility, schedules, attributes, ...location } = place;
  const service = all.services.find(({ id }) => id === offer.serviceId);
  return { ...listed, location, ...(service && { service: plainService(all, service) }) };
}

function namesOfOrganizations({ zones }: All): string[] {
  return organizationsOf(zones).map(({ id }) => id);
}

export async function hsdsOrganizations(ctx: Context, wanted: HsdsOrganizationInput) {
  const isFull = Boolean(wanted.full || wanted.full_service);
  const all = isFull ? await readAll(ctx) : null;
  const zones = all ? all.zones : await readZones(ctx);
  const words = wanted.search?.toLowerCase() ?? '';
  const found = organizationsOf(zones).filter(({ name }) => name.toLowerCase().includes(words));
  return pageOf(found, wanted, (one) =>
    all ? fullOrganization(all, one, wanted.full_service ?? false) : one,
  );
}

export async function hsdsOrganization(ctx: Context, uuid: string, fullServices: boolean) {
  const all = await readAll(ctx);
  const organization = await byUuid(uuid, organizationsOf(all.zones), ({ id }) => id);
  return withUuids(fullOrganization(all, organization, fullServices));
}

export async function hsdsTaxonomies(wanted: HsdsTaxonomyInput) {
  const found = [taxonomy()].filter(({ name }) => name.includes(wanted.search ?? ''));
  return pageOf(found, wanted, (one) => one);
}

/** All terms are at the top. */
export async function hsdsTerms(wanted: HsdsTermInput) {
  const isOurs =
    wanted.parent_id === undefined &&
    (wanted.taxonomy_id === undefined ||
      (await named(wanted.taxonomy_id, [TAXONOMY])) !== undefined);
  const found = CATEGORIES.map(taxonomyTerm).filter(
    ({ name }) => isOurs && name.includes(wanted.search ?? ''),
  );
  return pageOf(found, wanted, (one) => one);
}

export async function hsdsTaxonomy(uuid: string) {
  return withUuids(await byUuid(uuid, [taxonomy()], ({ id }) => id));
}

export async function hsdsTerm(uuid: string) {
  return withUuids(await byUuid(uuid, CATEGORIES.map(taxonomyTerm), ({ id }) => id));
}

/** Throws `hsds.notFound`. */
async function byUuid<T>(uuid: string, all: readonly T[], nameOfOne: (one: T) => string) {
  const name = await named(uuid, all.map(nameOfOne));
  const found = all.find((one) => nameOfOne(one) === name);
  if (!found) throw new DomainError('hsds.notFound');
  return found;
}
