import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Bounds } from '../../../../worker/features/directory/rules/shapes.ts';
import type { FacilityPoint } from '../../../../worker/features/directory/schema.ts';
import { map as words } from '../../i18n/zh/map.ts';
import { answer, api, nameless } from '../../lib/api.ts';
import { count } from '../../lib/format.ts';
import { nearOf, type Pace, type Place } from '../../lib/home.ts';
import type { Wanted } from '../../lib/near-query.ts';
import { searchOf } from '../../lib/near-query.ts';
import { useNeeds } from '../../lib/needs.ts';
import { tenant } from '../../lib/tenant.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { setMapOpen, show, shown } from '../near/shown.ts';
import { Fault } from '../parts/Waiting.tsx';
import { ChosenPlace } from './ChosenPlace.tsx';
import type { DistrictMap } from './districtMap.ts';
import { Legend } from './Legend.tsx';
import { MapButtons } from './MapButtons.tsx';
import { markOf } from './marks.ts';
import { useMap } from './useMap.ts';

export interface MapViewProps {
  wanted: Wanted;
  /** Null where nobody's home is known: embedded elsewhere. */
  place: Place | null;
  pace: Pace;
  /** ms */
  now: number;
  chosen: string | undefined;
  /** The letter on the sign of each zone, by its id. */
  letters: Readonly<Record<string, string>>;
  /** Where links to places open: embedded, in a window of their own. */
  target?: '_blank';
}

/** The map with what stands on and under it. It says what the list says; the list is its equal. */
export function MapView({ wanted, place, pace, now, chosen, letters, target }: MapViewProps) {
  const holder = useRef<HTMLElement>(null);
  const [seen, setSeen] = useState<Bounds>();
  const { map, failed, again } = useMap(holder, {
    start: shown.value.at ?? null,
    from: place,
    pace,
    letters,
    words,
    onMove: (at, bounds) => {
      show({ at });
      setSeen(bounds);
    },
    onChoose: (id) => show({ place: id ?? undefined }),
  });
  const { points, total, extra, hasNeeds } = usePoints({ wanted, place, pace, seen, chosen });
  useEffect(() => {
    if (!map) return;
    setMapOpen(true);
    return () => setMapOpen(false);
  }, [map]);
  useStanding(map, place, pace);
  const all = extra ? [...(points ?? []), extra] : points;
  const marks = useMemo(() => all?.map((point) => markOf(point, now)), [points, extra, now]);
  useEffect(() => marks && map?.place(marks), [map, marks]);
  useEffect(() => map?.choose(chosen ?? null), [map, chosen]);
  const point = all?.find(({ id }) => id === chosen);
  return (
    <>
      <div class="map-frame">
        {place && (
          <a class="skip map-skip" href="#near">
            {words.skip}
          </a>
        )}
        <section class="map-holder" ref={holder} aria-label={words.label} />
        {!map && !failed && (
          <p class="map-wait" role="status">
            {words.loading}
          </p>
        )}
        {map && <MapButtons map={map} place={place} />}
        <MapNote />
      </div>
      {failed && (
        <div class="pad map-fault">
          <Fault text={words.fault} onRetry={again} />
        </div>
      )}
      {point && <ChosenPlace point={point} now={now} target={target} />}
      <Legend pace={place && pace} fits={hasNeeds} />
      <p class="pad dim map-count" role="status">
        {points && total === 0 && words.none}
        {points && points.length < total && words.some(count(points.length), count(total))}
      </p>
    </>
  );
}

function MapNote() {
  const { tiles } = tenant;
  return (
    <p class="map-note">
      {words.schematic}
      {tiles && ` ${tiles.attribution} ${tiles.reviewNumber}`}
    </p>
  );
}

interface PointsWanted extends Pick<MapViewProps, 'wanted' | 'place' | 'pace' | 'chosen'> {
  seen: Bounds | undefined;
}

/** Every place that matches; where that is more than one answer holds, those in sight. The chosen one always. */
function usePoints({ wanted, place, pace, seen, chosen }: PointsWanted) {
  const near = place ? nearOf(place) : undefined;
  const [whole, setWhole] = useState(true);
  const needs = useNeeds().join(',') || undefined;
  const bbox = whole || !seen ? undefined : boxOf(seen);
  const asked = `${searchOf(wanted)} ${near} ${pace} ${needs}`;
  const { value } = useAnswer(`${asked} ${bbox}`, () =>
    answer(api.facilities.points.$get({ query: { ...wanted, near, pace, needs, bbox } }, nameless)),
  );
  const last = useRef(value);
  if (value) last.current = value;
  const found = last.current;
  useEffect(() => setWhole(true), [asked]);
  useEffect(() => {
    if (value && value.items.length < value.total) setWhole(false);
  }, [value]);
  const missing = chosen && found && !found.items.some(({ id }) => id === chosen) ? chosen : '';
  const { value: one } = useAnswer(missing, () =>
    answer(api.facilities[':id'].$get({ param: { id: missing } })),
  );
  const extra = useMemo(() => (one && missing ? pointOf(one) : undefined), [one, missing]);
  return { points: found?.items, total: found?.total ?? 0, extra, hasNeeds: needs !== undefined };
}

type Known = Pick<FacilityPoint, 'id' | 'name' | 'level' | 'category' | 'sign'> & {
  position: { lng: number; lat: number };
  opening: Pick<FacilityPoint, 'state' | 'until' | 'nextOpen'>;
};

function pointOf({ id, name, level, category, sign, position, opening }: Known): FacilityPoint {
  const { lng, lat } = position;
  return { id, name, level, category, sign, lng, lat, ...opening };
}

/** `west,south,east,north`, to ten metres, so that a small move asks nothing new. */
function boxOf({ west, south, east, north }: Bounds): string {
  return [west, south, east, north].map((degrees) => degrees.toFixed(4)).join(',');
}

/** House and rings follow the place and the pace; the map goes along unless somebody looks elsewhere on purpose. */
function useStanding(map: DistrictMap | null, place: Place | null, pace: Pace): void {
  const first = useRef(true);
  const near = place ? nearOf(place) : undefined;
  useEffect(() => {
    if (!map || !place) return;
    map.standAt(place, pace, !first.current || !shown.value.at);
    first.current = false;
  }, [map, near, pace]);
}
