/** What “哪儿有空” is asked for. Lives in the address of the page, so that it can be shared and gone back to. */

export type DayPartName = 'morning' | 'afternoon' | 'evening';

export interface FreeWanted {
  /** `YYYY-MM-DD`; today when left out. */
  on?: string;
  part?: DayPartName;
  /** Wall times, instead of a part: `14:00`. */
  from?: string;
  to?: string;
  /** A category of venues. */
  what?: string;
  minutes?: string;
}

/** From noon to six is the afternoon, as on the page of a venue. */
export const PART_HOURS: Record<DayPartName, { from: string; to: string }> = {
  morning: { from: '00:00', to: '12:00' },
  afternoon: { from: '12:00', to: '18:00' },
  evening: { from: '18:00', to: '24:00' },
};

const SHAPES: Record<keyof FreeWanted, RegExp> = {
  on: /^\d{4}-\d{2}-\d{2}$/,
  part: /^(morning|afternoon|evening)$/,
  from: /^([01]\d|2[0-3]):[0-5]\d$/,
  to: /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/,
  what: /^[a-z_]{1,40}$/,
  minutes: /^(30|60|90|120|180|240)$/,
};
const NAMES = Object.keys(SHAPES) as (keyof FreeWanted)[];

/** Reads the part of an address after `?`. What makes no sense there is left out. */
export function freeWantedFrom(search: string): FreeWanted {
  const given = new URLSearchParams(search);
  const wanted: FreeWanted = {};
  for (const name of NAMES) {
    const value = given.get(name);
    if (value !== null && SHAPES[name].test(value)) Object.assign(wanted, { [name]: value });
  }
  return tidy(wanted);
}

/** A part of the day and hours of one's own are two ways of saying the same; hours end after they begin. */
export function tidy(wanted: FreeWanted): FreeWanted {
  const { from, to, part, ...rest } = wanted;
  if (part) return { ...rest, part };
  if (!from || !to || from >= to) return rest;
  return { ...rest, from, to };
}

/** The address of the same question, always in the same order. */
export function searchFrom(wanted: FreeWanted): string {
  const query = new URLSearchParams();
  for (const name of NAMES) {
    const value = wanted[name];
    if (value) query.set(name, value);
  }
  const text = query.toString();
  return text ? `?${text}` : '';
}

/** For the API. A party of one asks for what is free today where no day is named. */
export function apiQuery({ on, part, from, to, what, minutes }: FreeWanted) {
  const hours = part ? PART_HOURS[part] : from && to ? { from, to } : {};
  return {
    party: '1',
    ...(on && { on }),
    ...hours,
    ...(what && { category: what }),
    ...(minutes && { minutes }),
  };
}
