/** What pages say about themselves to programs. For `.astro` files only: it is worked out when the site is built. */
import {
  canteenLd,
  type PlaceFacts,
  placeLd,
  type ServiceFacts,
  serviceLd,
} from '../../../worker/features/exchange/rules/jsonLd.ts';
import { dayOf } from './format.ts';
import { paths } from './paths.ts';
import type { Canteen, Facility, Service } from './register.ts';
import { tenant } from './tenant.ts';

const { subdistrict } = tenant;

/** `now` in ms: when the site is built. */
export function facilityData(facility: Facility, now: number) {
  return placeLd(facts(facility), { path: pathOf(facility), subdistrict, year: yearOf(now) });
}

export function canteenData(canteen: Canteen, facility: Facility, now: number) {
  const place = { ...facts(facility), path: pathOf(facility) };
  const path = `${paths.canteens}${canteen.id}/`;
  return canteenLd(canteen, place, { path, subdistrict, year: yearOf(now) });
}

/** `places`: where it is done. */
export function serviceData(service: Service, places: readonly { id: string; name: string }[]) {
  const path = `${paths.services}${service.id}/`;
  const where = new Map(places.map(({ id, name }) => [id, { name, path: pathOf({ id }) }]));
  return serviceLd(
    { ...service, category: service.category as ServiceFacts['category'] },
    [...where.values()],
    {
      path,
      subdistrict,
    },
  );
}

function facts(facility: Facility): PlaceFacts {
  return { ...facility, category: facility.category as PlaceFacts['category'] };
}

function pathOf({ id }: { id: string }): string {
  return `${paths.near}${id}/`;
}

function yearOf(now: number): number {
  return Number(dayOf(now).slice(0, 4));
}
