/** What somebody has chosen on the page of a venue, kept in its address so that signing in or coming back loses nothing. */

export interface Wish {
  /** `YYYY-MM-DD` */
  on?: string;
  /** RFC 3339 */
  start?: string;
  end?: string;
  partySize: number;
  /** A dependant; nobody else than oneself when left out. */
  personId?: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+08:00$/;
const ID = /^[a-z0-9_-]{1,64}$/i;

/** Reads an address, which anybody may have written. */
export function wishOf(search: string, { minParty, maxParty }: PartyLimits): Wish {
  const query = new URLSearchParams(search);
  // An address typed by hand has a bare plus, which stands for a space.
  const instant = (name: string) => fitting(query.get(name)?.replace(' ', '+'), INSTANT);
  const start = instant('start');
  const asked = Number(query.get('party'));
  const partySize = Number.isInteger(asked) ? clamp(asked, minParty, maxParty) : minParty;
  return {
    on: start?.slice(0, 10) ?? fitting(query.get('on'), DAY),
    start,
    end: start && instant('end'),
    partySize,
    personId: fitting(query.get('for'), ID),
  };
}

interface PartyLimits {
  minParty: number;
  maxParty: number;
}

/** The path of a venue's page with a wish in it. */
export function wishPath(venueId: string, { on, start, end, partySize, personId }: Wish): string {
  const query = new URLSearchParams();
  if (start) query.set('start', start);
  if (start && end) query.set('end', end);
  if (!start && on) query.set('on', on);
  query.set('party', String(partySize));
  if (personId) query.set('for', personId);
  return `/venues/${venueId}/?${query}`;
}

function fitting(text: string | null | undefined, shape: RegExp): string | undefined {
  return text && shape.test(text) ? text : undefined;
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}
