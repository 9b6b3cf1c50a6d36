/** The register as it stood when the site was built. For `.astro` files only: islands never import this. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RegisterFile } from '../../../bin/register.ts';
import type { Place } from './home.ts';
import { tenant } from './tenant.ts';

export type Register = RegisterFile;
export type Zone = Register['zones'][number];
export type Community = Register['communities'][number];
export type Estate = Register['estates'][number];
export type Facility = Register['facilities'][number];
export type Scene = Register['scenes'][number];
export type Service = Register['services'][number];
export type Venue = Register['venues'][number];
export type Shape = Register['shapes'][number];
export type Canteen = Register['canteens'][number];

const FILE = join('.linli', 'register.json');

let kept: Register | undefined;

/** Reads the register once. Throws, with what to do, where it has not been written yet. */
export function readRegister(): Register {
  kept ??= parse(read());
  return kept;
}

function read(): string {
  try {
    return readFileSync(join(process.cwd(), FILE), 'utf8');
  } catch {
    throw new Error(
      `The site is built from ${FILE}, and that file is missing. Write it with \`npm start\` or \`node bin/prepare.ts\`, then build again.`,
    );
  }
}

function parse(text: string): Register {
  const found = JSON.parse(text) as Partial<Register>;
  const isWhole = found.shapes && found.services && found.coverage;
  if (found.facilities && found.venues && found.canteens && isWhole) return found as Register;
  throw new Error(
    `${FILE} was written by an older version. Write it anew with \`npm start\` or \`node bin/prepare.ts\`, then build again.`,
  );
}

/** Throws where the register refers to something that it does not hold. */
export function byId<T extends { id: string }>(rows: readonly T[], id: string): T {
  const row = rows.find((one) => one.id === id);
  if (!row) throw new Error(`${FILE} holds no ${id}`);
  return row;
}

/** The ways into a place, in the order of the register. */
export function entrancesOf(facilityId: string) {
  return readRegister()
    .entrances.filter((one) => one.facilityId === facilityId)
    .map(({ kind, name, stepFree, note, lng, lat }) => ({ kind, name, stepFree, note, lng, lat }));
}

/** An estate with what the sign over a page says about it. */
export function placeOf(estate: Estate, { communities, zones }: Register): Place {
  const community = byId(communities, estate.communityId);
  const zone = byId(zones, community.zoneId);
  return {
    estateId: estate.id,
    name: estate.name,
    communityId: community.id,
    communityName: community.name,
    communityPinyin: community.pinyin,
    zoneId: zone.id,
    zoneLetter: zone.letter,
    zoneName: zone.name,
    lng: estate.lng,
    lat: estate.lat,
  };
}

/** Where pages reckon from until a resident says where home is. */
export function defaultPlace(): Place {
  const register = readRegister();
  const { estates } = register;
  const first = estates.find(({ id }) => id === tenant.firstEstateId) ?? estates[0];
  if (!first) throw new Error(`${FILE} holds no estates`);
  return placeOf(first, register);
}
