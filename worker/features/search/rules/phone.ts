/** What the phone makes of the lists it keeps (schema.ts: SearchIndex, Openings). */
import type { Position } from '../../directory/rules/walk.ts';
import type { Openings, SearchIndex } from '../schema.ts';
import { type Findable, KINDS } from './match.ts';

/** An entry with what a row says of its place. */
export type PhoneEntry = Findable & {
  place: { id: string; category: string; sign: string | null } | null;
  position: Position | null;
  /** Of a service the places where it is done, with where they are. */
  doneAt: readonly { id: string; position: Position }[];
  /** Of an estate. */
  communityId: string | null;
};

export function entriesOf({ places, entries, estates, doneAt }: SearchIndex): PhoneEntry[] {
  let estate = -1;
  let service = -1;
  const positionOf = (point: readonly [number, number] | undefined) =>
    point ? { lng: point[0] / 1e5, lat: point[1] / 1e5 } : null;
  return entries.id.map((id, index) => {
    const kind = KINDS[entries.kind[index] ?? -1] ?? 'facility';
    const at = entries.place[index] ?? -1;
    const placeId = places.id[at];
    if (kind === 'estate') estate += 1;
    if (kind === 'service') service += 1;
    const counters = kind === 'service' ? (doneAt[service] ?? []) : [];
    return {
      kind,
      id,
      facilityId: placeId ?? null,
      name: entries.name[index] ?? '',
      syllables: entries.syllables[index] ?? '',
      more: entries.more[index] ?? '',
      place:
        placeId === undefined
          ? null
          : { id: placeId, category: places.category[at] ?? '', sign: places.sign[at] ?? null },
      position: positionOf(kind === 'estate' ? estates.at[estate] : places.at[at]),
      doneAt: counters.flatMap((counter) => {
        const position = positionOf(places.at[counter]);
        return position ? [{ id: places.id[counter] ?? '', position }] : [];
      }),
      communityId: kind === 'estate' ? (estates.community[estate] ?? null) : null,
    };
  });
}

/** How a place stands; `changesAt` in ms: until when an open one is open, when a closed one opens. */
export type PhoneOpening = { state: 'open' | 'closed' | 'unknown'; changesAt: number | null };

const STATES: Record<string, PhoneOpening['state']> = { o: 'open', c: 'closed' };

export function openingsOf({ id, states, changes }: Openings): Map<string, PhoneOpening> {
  return new Map(
    id.map((one, index) => {
      const minutes = changes[index] ?? 0;
      const state = STATES[states.charAt(index)] ?? 'unknown';
      return [one, { state, changesAt: minutes > 0 ? minutes * 60_000 : null }];
    }),
  );
}

/** What has hours that a row tells of: a facility, a canteen in it, a scene with its own or those of its facility. */
export function openingOf(
  { kind, id, facilityId }: Findable,
  openings: ReadonlyMap<string, PhoneOpening>,
  now: number,
): PhoneOpening | null {
  if (kind !== 'facility' && kind !== 'scene' && kind !== 'canteen') return null;
  const own = kind === 'scene' ? openings.get(id) : undefined;
  const known = own ?? openings.get(facilityId ?? '') ?? null;
  // It was known until the change; what came after it, only the API knows.
  if (known?.changesAt && known.changesAt <= now) return { state: 'unknown', changesAt: null };
  return known;
}
