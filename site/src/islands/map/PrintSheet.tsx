import { useEffect, useState } from 'preact/hooks';
import { type Bounds, boundsOf } from '../../../../worker/features/directory/rules/shapes.ts';
import type { FacilitySummary, MapShapes } from '../../../../worker/features/directory/schema.ts';
import { facilities } from '../../i18n/zh/facilities.ts';
import { map } from '../../i18n/zh/map.ts';
import { near as nearWords } from '../../i18n/zh/near.ts';
import { answer, api, nameless } from '../../lib/api.ts';
import { fitWords } from '../../lib/fit.ts';
import { clock, count, dateFull, dayOf, metres } from '../../lib/format.ts';
import { nearOf, type Pace, type Place, usePace, usePlace } from '../../lib/home.ts';
import { searchOf, type Wanted } from '../../lib/near-query.ts';
import { needNames } from '../../lib/needNames.ts';
import { useNeeds } from '../../lib/needs.ts';
import { useNow } from '../../lib/now.ts';
import { openingWords } from '../../lib/opening.ts';
import { spread } from '../../lib/spread.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useWanted } from '../near/wanted.ts';
import { Button } from '../parts/Button.tsx';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import { HOUSE_PATH, NumberedMark } from './MarkPicture.tsx';
import { Picture, planeOf } from './Picture.tsx';
import { schematic } from './schematic.ts';

const words = map.print;

/** Two sheets of paper. */
const MOST_ROWS = 40;
/** Of the width of the picture. */
const MARK_SHARE = 1 / 26;

interface PrintSheetProps {
  built: Place;
  letters: Readonly<Record<string, string>>;
}

/** The list as it is asked for in the address, as a map with numbers and a table with the same numbers. */
export function PrintSheet({ built, letters }: PrintSheetProps) {
  const wanted = useWanted();
  const place = usePlace(built);
  const now = useNow();
  if (!wanted || !now) return null;
  return <Sheet wanted={wanted} place={place} now={now} letters={letters} />;
}

interface SheetProps {
  wanted: Wanted;
  place: Place;
  now: number;
  letters: Readonly<Record<string, string>>;
}

function Sheet({ wanted, place, now, letters }: SheetProps) {
  const pace = usePace();
  const near = nearOf(place);
  const picked = useNeeds();
  const needs = picked.join(',') || undefined;
  const query = {
    ...wanted,
    fit: needs ? wanted.fit : undefined,
    near,
    pace,
    needs,
    limit: String(MOST_ROWS),
  };
  const { value, refusal, again } = useAnswer(`${searchOf(wanted)} ${near} ${pace} ${needs}`, () =>
    answer(api.facilities.$get({ query }, nameless)),
  );
  const [shapes, setShapes] = useState<MapShapes>();
  useEffect(() => {
    schematic().then(setShapes, () => setShapes(undefined));
  }, []);
  if (!value && refusal) return <Fault text={nearWords.fault.network} onRetry={again} />;
  if (!value) return <Waiting />;
  const { items, total } = value;
  return (
    <>
      <p>
        <b>{aboutOf(wanted)}</b> {words.from(place.name)}，
        {words.printed(dateFull(dayOf(now)), clock(now))}
      </p>
      {needs && <p>{words.needs(needNames(picked))}</p>}
      {items.length < total && <p>{words.some(count(items.length), count(total))}</p>}
      <p class="no-print">
        <Button kind="act" icon="print" fit onClick={() => print()}>
          {words.press}
        </Button>
      </p>
      {shapes && <Numbered items={items} place={place} shapes={shapes} letters={letters} />}
      <p class="dim">{map.schematic}</p>
      <Rows items={items} pace={pace} now={now} />
    </>
  );
}

/** `食堂，社区级`: the conditions in words. */
function aboutOf({ verb, category, level, open, q }: Wanted): string {
  const parts = [
    verb && nearWords.verbs[verb],
    category && facilities.categories[category],
    level && facilities.levels[level],
    open && facilities.find.openNow,
    q && `“${q}”`,
  ].filter(Boolean);
  return parts.length > 0 ? `${parts.join('，')}。` : '';
}

interface NumberedProps {
  items: readonly FacilitySummary[];
  place: Place;
  shapes: MapShapes;
  letters: Readonly<Record<string, string>>;
}

function Numbered({ items, place, shapes, letters }: NumberedProps) {
  const bounds = sheetBounds(items, place);
  const plane = planeOf(bounds);
  const [width] = plane([bounds.east, bounds.south]);
  const size = width * MARK_SHARE;
  const at = items.map(({ position }) => plane([position.lng, position.lat]));
  const spots = spread(
    at.map(([x, y]) => ({ x, y })),
    size,
  );
  const [homeX, homeY] = plane([place.lng, place.lat]);
  const ground = shapes.features.map(({ id, properties, geometry }) => ({
    id,
    ...properties,
    geometry: geometry as Parameters<typeof Picture>[0]['shapes'][number]['geometry'],
  }));
  return (
    <Picture shapes={ground} bounds={bounds} letters={letters} label={words.picture}>
      <g
        class="pin numbered house"
        transform={`translate(${homeX} ${homeY}) scale(${(size / 52).toFixed(3)})`}
      >
        <path class="outline" d={HOUSE_PATH} />
      </g>
      {spots.map(({ x, y }, index) => {
        const [fromX, fromY] = at[index] ?? [x, y];
        return Math.hypot(x - fromX, y - fromY) > size / 3 ? (
          <path key={items[index]?.id} class="leader" d={`M${fromX} ${fromY}L${x} ${y}`} />
        ) : null;
      })}
      {items.map(({ id, level }, index) => {
        const { x = 0, y = 0 } = spots[index] ?? {};
        return (
          <NumberedMark
            key={id}
            level={level}
            number={index + 1}
            x={Math.round(x)}
            y={Math.round(y)}
            scale={size / 52}
          />
        );
      })}
    </Picture>
  );
}

/** As wide as an A4 sheet is for its height here: around every place and the house, with room for the marks. */
function sheetBounds(items: readonly FacilitySummary[], place: Place): Bounds {
  const around = boundsOf([
    [place.lng, place.lat],
    ...items.map(({ position }): [number, number] => [position.lng, position.lat]),
  ]);
  const { west, south, east, north } = around ?? { ...place, west: 0, south: 0, east: 0, north: 0 };
  const shrink = Math.cos((place.lat * Math.PI) / 180);
  const middle = { lng: (west + east) / 2, lat: (south + north) / 2 };
  const halfHeight =
    Math.max((north - south) / 2, ((east - west) * shrink) / 2 / 1.4, 0.003) * 1.15;
  const halfWidth = (halfHeight * 1.4) / shrink;
  return {
    west: middle.lng - halfWidth,
    east: middle.lng + halfWidth,
    south: middle.lat - halfHeight,
    north: middle.lat + halfHeight,
  };
}

interface RowsProps {
  items: readonly FacilitySummary[];
  pace: Pace;
  now: number;
}

function Rows({ items, pace, now }: RowsProps) {
  const { head } = words;
  const hasFit = items.some(({ fit }) => fit !== undefined);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by the keyboard.
    <section class="print-scroll" tabIndex={0} aria-label={words.table}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{head.number}</th>
            <th scope="col">{head.name}</th>
            <th scope="col">{head.address}</th>
            <th scope="col">{head.phone}</th>
            <th scope="col">{head.state}</th>
            <th scope="col">{head.minutes}</th>
            {hasFit && <th scope="col">{head.fit}</th>}
          </tr>
        </thead>
        <tbody>
          {items.map(({ id, name, address, phone, opening, walk, scene, fit }, index) => (
            <tr key={id}>
              <td class="n">{index + 1}</td>
              <th scope="row">
                {name}
                {scene && ` ${facilities.list.inside(scene.floor, scene.name)}`}
              </th>
              <td>{address}</td>
              <td class="n phone">{phone ?? words.noPhone}</td>
              <td>{openingWords(opening, now).text}</td>
              <td>{walk && words.walk(walk.minutes[pace], metres(walk.metres))}</td>
              {hasFit && <td>{fit && fitWords(fit).text}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
