/**
 * HSDS 3.x (Open Referral): a location with what is offered there becomes one place. An organisation, a service, a service at a
 * location, a list of them, or the tables in one file are all understood; what has no counterpart is named, row by row.
 */
import type { Cells } from '../../../../worker/features/directory/rules/registerColumns.ts';
import type { RawRow } from '../../../../worker/features/imports/rules/row.ts';
import { FileFault } from './fault.ts';
import { type HsdsSchedule, hoursOfSchedules } from './hsdsSchedule.ts';

type Thing = Record<string, unknown>;
type Found = { location: Thing; phones: Thing[]; schedules: HsdsSchedule[]; others: Thing[] };

const isThing = (value: unknown): value is Thing => typeof value === 'object' && value !== null;
const listOf = (value: unknown): Thing[] => (Array.isArray(value) ? value.filter(isThing) : []);
const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

/** Row 1 is the first location. Throws `FileFault` `file.hsds` where there is none. */
export function hsdsRows(data: unknown): RawRow[] {
  const found = new Map<string, Found>();
  if (isThing(data) && Array.isArray(data['locations.csv'])) collectTables(data, found);
  else collect(data, [], found);
  if (found.size === 0) throw new FileFault('file.hsds');
  return [...found.values()].map((one, index) => rowOf(one, index + 1));
}

function add(found: Map<string, Found>, location: Thing, above: readonly Thing[]): void {
  const key = text(location.id) || `${found.size}`;
  const one = found.get(key) ?? { location, phones: [], schedules: [], others: [] };
  const levels = [location, ...above];
  found.set(key, {
    location: { ...location, ...one.location },
    phones: [...one.phones, ...levels.flatMap(({ phones }) => listOf(phones))],
    // The nearest one that says hours says them: the location, the service at it, the service.
    schedules:
      one.schedules.length > 0
        ? one.schedules
        : (levels.map(({ schedules }) => listOf(schedules)).find((all) => all.length > 0) ?? []),
    others: [...one.others, ...above],
  });
}

/** Goes down through services, services at locations and organisations; what is above a location belongs to it. */
function collect(value: unknown, above: readonly Thing[], found: Map<string, Found>): void {
  if (Array.isArray(value)) {
    for (const one of value) collect(one, above, found);
    return;
  }
  if (!isThing(value)) return;
  if ('location_type' in value || 'latitude' in value) {
    add(found, value, above);
    return;
  }
  const beside = isThing(value.service) ? [value.service] : [];
  const way = [value, ...beside, ...above];
  for (const key of ['contents', 'locations', 'service_at_locations', 'services', 'organization']) {
    collect(value[key], key === 'contents' ? above : way, found);
  }
  if (isThing(value.location)) collect(value.location, way, found);
  if (isThing(value.service)) collect(value.service, [], found);
}

function collectTables(data: Thing, found: Map<string, Found>): void {
  const of = (table: string, column: string, id: unknown) =>
    listOf(data[`${table}.csv`]).filter((row) => row[column] === id);
  for (const location of listOf(data['locations.csv'])) {
    const held = of('service_at_location', 'location_id', location.id).map((one) => ({
      ...one,
      phones: of('phones', 'service_at_location_id', one.id),
      schedules: of('schedules', 'service_at_location_id', one.id),
    }));
    const services = held.flatMap((one: Thing) => of('services', 'id', one.service_id));
    const own = {
      ...location,
      addresses: of('addresses', 'location_id', location.id),
      phones: of('phones', 'location_id', location.id),
      schedules: of('schedules', 'location_id', location.id),
      accessibility: of('accessibility', 'location_id', location.id),
    };
    add(found, own, [...held, ...services]);
  }
}

/** What of each thing becomes a column, or only holds others together. */
const TAKEN = new Set([
  ...['id', 'name', 'alternate_name', 'description', 'latitude', 'longitude', 'location_type'],
  ...['addresses', 'phones', 'schedules', 'assured_date', 'organization_id', 'service', 'location'],
  ...['locations', 'services', 'service_at_locations', 'organization', 'service_id', 'location_id'],
]);

/** Lists of HSDS tell less than one thing does: what isn't said stays as the register has it. */
function said(cells: Cells): Cells {
  return Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== ''));
}

function rowOf({ location, phones, schedules, others }: Found, rowNo: number): RawRow {
  const [address] = listOf(location.addresses);
  const faults: NonNullable<RawRow['faults']>[number][] = [];
  const { hours, odd } = hoursOfSchedules(schedules);
  if (odd !== '') faults.push({ code: 'hsds.schedule', value: odd.slice(0, 200) });
  const left = new Set(
    [location, ...others].flatMap((thing) =>
      Object.keys(thing).filter((key) => !TAKEN.has(key) && thing[key] !== null),
    ),
  );
  const [lng, lat] = [text(location.longitude), text(location.latitude)];
  const isOnEarth = Math.abs(Number(lng)) <= 180 && Math.abs(Number(lat)) <= 90;
  if (!isOnEarth) left.add(`latitude ${lat}, longitude ${lng}`);
  if (left.size > 0) {
    faults.push({ code: 'hsds.leftOut', value: [...left].join(', ').slice(0, 450) });
  }
  const parts = ['address_1', 'address_2', 'city'].map((key) => text(address?.[key]));
  const cells: Cells = {
    id: text(location.id).toLowerCase(),
    name: text(location.name) || text(others.find((one) => one.name)?.name),
    address: parts.filter(Boolean).join('，'),
    lng: isOnEarth ? lng : '',
    lat: isOnEarth ? lat : '',
    ...said({
      aliases: text(location.alternate_name),
      summary: text(location.description).slice(0, 500),
      phone: text(phones.find((one) => one.number)?.number),
      checkedOn: text(others.find((one) => one.assured_date)?.assured_date),
    }),
    ...((hours !== '' || odd !== '') && { hours }),
  };
  return { rowNo, cells, ...(faults.length > 0 && { faults }) };
}
