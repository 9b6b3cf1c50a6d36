/** A record as the form holds it: each field as the text that is typed, so that two versions can be compared field by field. */

import { readHours } from '../../../../../worker/features/directory/rules/hoursReading.ts';
import { printHours } from '../../../../../worker/features/directory/rules/hoursText.ts';
import {
  ACCESS_FEATURES,
  type AccessFeature,
  AUDIENCES,
  type Audience,
  CATEGORIES,
  type Category,
} from '../../../../../worker/features/directory/rules/kinds.ts';
import { COUNTRY } from '../../../../../worker/features/directory/rules/position.ts';
import {
  aliasesOf,
  LARGEST_AREA_M2,
  LONGEST,
  MOST_ALIASES,
  phoneNumberOf,
} from '../../../../../worker/features/directory/rules/recordLimits.ts';
import type { Datum } from '../../../../../worker/features/directory/rules/registerColumns.ts';
import type { FacilityRecord } from '../../../../../worker/features/upkeep/schema.ts';
import { importProblems } from '../../../i18n/zh/importProblems.ts';
import { staffRegister } from '../../../i18n/zh/staffRegister.ts';

const words = staffRegister.faults;

type PlainKey =
  | 'name'
  | 'aliases'
  | 'summary'
  | 'address'
  | 'phone'
  | 'hours'
  | 'lng'
  | 'lat'
  | 'category'
  | 'areaM2'
  | 'audience';
export type DraftKey = PlainKey | `answer.${AccessFeature}` | `note.${AccessFeature}`;
export type Draft = Record<DraftKey, string>;
export type DraftFaults = Partial<Record<DraftKey, string>>;

/** What may change: sent with the revision it was changed from. */
export interface Edit {
  name?: string;
  aliases?: string[];
  summary?: string;
  address?: string;
  phone?: string | null;
  hours?: FacilityRecord['hours'];
  position?: { lng: number; lat: number; datum: Datum };
  category?: Category;
  areaM2?: number;
  audience?: Audience[];
  access?: FacilityRecord['access'];
}

export function draftOf(record: FacilityRecord): Draft {
  const facts = ACCESS_FEATURES.flatMap((feature) => {
    const { answer = 'unknown', note = '' } = record.access[feature] ?? {};
    return [
      [`answer.${feature}`, answer],
      [`note.${feature}`, note],
    ];
  });
  return {
    ...(Object.fromEntries(facts) as Omit<Draft, PlainKey>),
    name: record.name,
    aliases: record.aliases.join('、'),
    summary: record.summary,
    address: record.address,
    phone: record.phone ?? '',
    hours: printHours(record.hours),
    lng: String(record.position.lng),
    lat: String(record.position.lat),
    category: record.category,
    areaM2: String(record.areaM2),
    audience: record.audience.join(','),
  };
}

/** The fields in which two versions differ. */
export function changedKeys(draft: Draft, base: Draft): DraftKey[] {
  return (Object.keys(base) as DraftKey[]).filter((key) => draft[key].trim() !== base[key]);
}

/** What was typed, over a newer version of the record: only what one has changed oneself stays. */
export function rebased(draft: Draft, base: Draft, newer: Draft): Draft {
  const mine = changedKeys(draft, base).map((key) => [key, draft[key]]);
  return { ...newer, ...(Object.fromEntries(mine) as Partial<Draft>) };
}

const isWithin = (text: string, from: number, until: number) =>
  text.trim() !== '' && Number(text) >= from && Number(text) <= until;
const isSaid = (text: string, most: number) => text.trim() !== '' && text.trim().length <= most;

const CHECKS: { [Key in PlainKey]: (text: string) => string | undefined } = {
  name: (text) => (isSaid(text, LONGEST.name) ? undefined : words.name),
  aliases: (text) => {
    const all = aliasesOf(text);
    return all.length > MOST_ALIASES || all.some((one) => one.length > LONGEST.aliases)
      ? words.aliases
      : undefined;
  },
  summary: (text) => (text.trim().length > LONGEST.summary ? words.summary : undefined),
  address: (text) => (isSaid(text, LONGEST.address) ? undefined : words.address),
  phone: (text) => (text.trim() === '' || phoneNumberOf(text) ? undefined : words.phone),
  hours: hoursFault,
  lng: (text) => (isWithin(text, COUNTRY.west, COUNTRY.east) ? undefined : words.lng),
  lat: (text) => (isWithin(text, COUNTRY.south, COUNTRY.north) ? undefined : words.lat),
  category: () => undefined,
  areaM2: (text) =>
    /^\d+$/.test(text.trim()) && isWithin(text, 0, LARGEST_AREA_M2) ? undefined : words.areaM2,
  audience: (text) => (text === '' ? words.audience : undefined),
};

/** What can't be read in the hours, and how to write it: `哪一天看不懂，从第 1 个字起：周八。写“每天”…` */
export function hoursFault(text: string): string | undefined {
  const read = readHours(text);
  if (!('fault' in read)) return undefined;
  const { code, at, part } = read.fault;
  const { what, fix } = importProblems[code](text, `${at + 1} ${part}`);
  return `${what}${fix}`;
}

/** What is wrong in the fields that were changed. */
export function faultsOf(draft: Draft, base: Draft): DraftFaults {
  const faults: DraftFaults = {};
  for (const key of changedKeys(draft, base)) {
    const check = CHECKS[key as PlainKey];
    const fault = check?.(draft[key]);
    if (fault) faults[key] = fault;
  }
  return faults;
}

/** What is to be sent: only what was changed. For a draft without faults. */
export function editOf(draft: Draft, base: Draft, datum: Datum): Edit {
  const changed = new Set(changedKeys(draft, base));
  const has = (...keys: DraftKey[]) => keys.some((key) => changed.has(key));
  const hours = readHours(draft.hours);
  const facts = ACCESS_FEATURES.filter((feature) => has(`answer.${feature}`, `note.${feature}`));
  return {
    ...(has('name') && { name: draft.name.trim() }),
    ...(has('aliases') && { aliases: aliasesOf(draft.aliases) }),
    ...(has('summary') && { summary: draft.summary.trim() }),
    ...(has('address') && { address: draft.address.trim() }),
    ...(has('phone') && { phone: phoneNumberOf(draft.phone) }),
    ...(has('hours') && 'hours' in hours && { hours: hours.hours }),
    ...(has('lng', 'lat') && {
      position: { lng: Number(draft.lng), lat: Number(draft.lat), datum },
    }),
    ...(has('category') && { category: CATEGORIES.find((one) => one === draft.category) }),
    ...(has('areaM2') && { areaM2: Number(draft.areaM2) }),
    ...(has('audience') && {
      audience: AUDIENCES.filter((one) => draft.audience.split(',').includes(one)),
    }),
    ...(facts.length > 0 && {
      access: Object.fromEntries(facts.map((feature) => [feature, factOf(draft, feature)])),
    }),
  };
}

function factOf(draft: Draft, feature: AccessFeature) {
  const note = draft[`note.${feature}`].trim();
  const answer = draft[`answer.${feature}`] as 'yes' | 'no' | 'unknown';
  return { answer, ...(note && { note }) };
}
