/** What a map shows, in the address of the page: `?at=119.9995,30.2896,15&place=guoling`, so that a view can be shared. */
import type { Position } from '../../../worker/features/directory/rules/walk.ts';

/** The middle in GCJ-02 degrees, and Web Mercator's zoom. */
export interface MapView extends Position {
  zoom: number;
}

export interface Shown {
  at?: MapView;
  /** The id of the chosen place. */
  place?: string;
}

export const MIN_ZOOM = 11;
export const MAX_ZOOM = 18;

const AT = /^(-?\d{1,3}(?:\.\d{1,8})?),(-?\d{1,2}(?:\.\d{1,8})?),(\d{1,2}(?:\.\d)?)$/;
const ID = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/** Reads the part of an address after `?`. What makes no sense there is left out. */
export function shownFrom(search: string): Shown {
  const given = new URLSearchParams(search);
  const at = viewFrom(given.get('at') ?? '');
  const place = given.get('place')?.match(ID)?.[0];
  return { ...(at && { at }), ...(place && { place }) };
}

function viewFrom(text: string): MapView | undefined {
  const [, ...numbers] = AT.exec(text) ?? [];
  const [lng = Number.NaN, lat = Number.NaN, zoom = Number.NaN] = numbers.map(Number);
  const onEarth = Math.abs(lng) <= 180 && Math.abs(lat) <= 85;
  return onEarth && zoom >= MIN_ZOOM && zoom <= MAX_ZOOM ? { lng, lat, zoom } : undefined;
}

/** Adds what is shown to the search of an address (`''` or `?verb=read`). Five decimals are a metre. */
export function withShown(search: string, { at, place }: Shown): string {
  const parts = [
    search.replace(/^\?/, ''),
    at && `at=${at.lng.toFixed(5)},${at.lat.toFixed(5)},${Number(at.zoom.toFixed(1))}`,
    place && `place=${place}`,
  ].filter(Boolean);
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}
