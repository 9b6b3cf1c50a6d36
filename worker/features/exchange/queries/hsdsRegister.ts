/** The whole register as HSDS sees it, read in one round trip, and what its answers are put together from. */
import type { Context } from '../../../lib/context.ts';
import { toWgs84 } from '../../../lib/datum.ts';
import { dayStart, toRfc3339 } from '../../../lib/time.ts';
import { readOffers } from '../../directory/queries/offers.ts';
import type { FacilityRecord } from '../../directory/queries/wholeRecords.ts';
import {
  detailsOf,
  locationOf,
  type Offer,
  offersOfCategories,
  operatorOf,
  organizationOf,
  type Place,
  type Service,
  SUBDISTRICT,
  serviceAtLocationOf,
  serviceOf,
  servicesOfCategories,
  subdistrictOf,
  type Town,
  type Zone,
} from '../rules/hsds.ts';

/** The first tenant. */
const TOWN: Town = { city: '杭州市', province: '浙江省', subdistrict: '仓前街道' };

export async function readAll(ctx: Context) {
  const { records, services, offers, zones } = await readOffers(ctx);
  const places = new Map(records.map((one) => [one.id, placeOf(one)]));
  const here = offers.filter(({ facilityId }) => places.has(facilityId));
  const all = [...here, ...offersOfCategories([...places.values()], here)];
  const byService = new Map<string, Offer[]>();
  for (const offer of all) {
    const known = byService.get(offer.serviceId);
    if (known) known.push(offer);
    else byService.set(offer.serviceId, [offer]);
  }
  return {
    places,
    zones,
    offers: all,
    byService,
    services: [...services, ...servicesOfCategories().filter(({ id }) => byService.has(id))],
  };
}

export type All = Awaited<ReturnType<typeof readAll>>;

function placeOf(record: FacilityRecord): Place {
  const shut = record.exceptions.flatMap(({ fromAt, untilAt, reason, sceneId }) =>
    fromAt === null || untilAt === null ? [] : [{ fromAt, untilAt, reason, sceneId }],
  );
  return { ...record, position: toWgs84(record), departures: [...record.dated, ...shut] };
}

/** When a place last changed or was confirmed, ms; 0 where nothing is known of it. */
export function changedAt({ revisedAt, checkedOn }: Place): number {
  return Math.max(revisedAt, checkedOn === null ? 0 : dayStart(checkedOn));
}

/** When any of its places last changed, ms. */
export function serviceChangedAt({ places, byService }: All, serviceId: string): number {
  return (byService.get(serviceId) ?? []).reduce((latest, { facilityId }) => {
    const place = places.get(facilityId);
    return Math.max(latest, place ? changedAt(place) : 0);
  }, 0);
}

/** With its organization, and nothing else below it. */
export function plainService(all: All, service: Service) {
  const at = serviceChangedAt(all, service.id);
  return { ...serviceOf(service, TOWN), ...(at > 0 && { last_modified: toRfc3339(at) }) };
}

/** With all that belongs to it but its places. */
export function detailedService(all: All, service: Service) {
  return { ...plainService(all, service), ...detailsOf(service, TOWN) };
}

/** With its places. */
export function fullService(all: All, service: Service) {
  const offers = all.byService.get(service.id) ?? [];
  return {
    ...detailedService(all, service),
    service_at_locations: offers.flatMap((offer) => fullOffer(all, offer)),
  };
}

/** None where the place is not in the register. */
export function fullOffer(all: All, offer: Offer) {
  const place = all.places.get(offer.facilityId);
  return place ? [{ ...serviceAtLocationOf(offer, place), location: locationOf(place, TOWN) }] : [];
}

export function organizationsOf(zones: readonly Zone[]) {
  return [subdistrictOf(TOWN), ...zones.map(organizationOf)];
}

/** With the places it runs; the street itself with the services, whole ones if asked for. */
export function fullOrganization(
  all: All,
  organization: ReturnType<typeof organizationOf>,
  fullServices: boolean,
) {
  const locations = [...all.places.values()]
    .filter(({ zoneId }) => operatorOf(zoneId) === organization.id)
    .map((place) => locationOf(place, TOWN));
  const offered = organization.id === SUBDISTRICT ? all.services : [];
  const services = offered.map((service) => {
    const { organization: _, ...rest } = fullServices
      ? fullService(all, service)
      : plainService(all, service);
    return rest;
  });
  return { ...organization, locations, services };
}
