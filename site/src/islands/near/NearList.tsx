import { useEffect, useRef, useState } from 'preact/hooks';
import { PACES_M_PER_S } from '../../../../worker/features/directory/rules/walk.ts';
import type { FacilitySummary } from '../../../../worker/features/directory/schema.ts';
import { facilities as words } from '../../i18n/zh/facilities.ts';
import { near } from '../../i18n/zh/near.ts';
import { answer, api, nameless } from '../../lib/api.ts';
import { categoryIcons } from '../../lib/categories.ts';
import { count, metres } from '../../lib/format.ts';
import { nearOf, type Pace, type Place, usePace, usePlace } from '../../lib/home.ts';
import { searchOf, type Wanted } from '../../lib/near-query.ts';
import { useNeeds } from '../../lib/needs.ts';
import { useNow } from '../../lib/now.ts';
import { openingWords } from '../../lib/opening.ts';
import { paths } from '../../lib/paths.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { FitTile } from '../needs/FitTile.tsx';
import { PacePicks } from '../PacePicks.tsx';
import { Button } from '../parts/Button.tsx';
import { Section } from '../parts/Section.tsx';
import { StateTile } from '../parts/StateTile.tsx';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import { Way } from '../parts/Way.tsx';
import { NothingFound } from './NothingFound.tsx';
import { OnMap } from './OnMap.tsx';
import { useMapOpen, useShown } from './shown.ts';
import { useWanted } from './wanted.ts';

/** Rows at first, and with each press on 看更多. */
const PAGE = 20;
/** As many as the API answers at once; who looks further narrows the search. */
const MOST_ROWS = 500;

interface NearListProps {
  built: Place;
}

/** Places by walking time, as the address of the page asks for them. */
export function NearList({ built }: NearListProps) {
  const wanted = useWanted();
  const place = usePlace(built);
  const now = useNow();
  if (!wanted || !now) return null;
  const key = `${searchOf(wanted)} ${nearOf(place)}`;
  return <Found key={key} wanted={wanted} place={place} now={now} />;
}

interface FoundProps {
  wanted: Wanted;
  place: Place;
  now: number;
}

function Found({ wanted, place, now }: FoundProps) {
  const pace = usePace();
  const [limit, setLimit] = useShownRows();
  const needs = useNeeds().join(',') || undefined;
  const chosen = useShown()?.place;
  const onMap = useMapOpen();
  const query = { ...wanted, near: nearOf(place), pace, needs, limit: String(limit) };
  const { value, refusal, again } = useAnswer(`${limit} ${pace} ${needs}`, () =>
    answer(api.facilities.$get({ query }, nameless)),
  );
  const last = useRef(value);
  if (value) last.current = value;
  const shown = last.current;
  if (!shown) {
    if (!refusal)
      return (
        <NearSection wanted={wanted} end="">
          <Waiting words={words.list.loading} />
        </NearSection>
      );
    const text = refusal.code === 'network' ? near.fault.network : near.fault.server;
    return (
      <div class="pad near-fault">
        <Fault text={text} onRetry={again} />
      </div>
    );
  }
  const { items, total, atLeast } = shown;
  if (total === 0) return <NothingFound wanted={wanted} place={place} now={now} />;
  return (
    <NearSection wanted={wanted} end={<span role="status">{countWords(shown, wanted)}</span>}>
      <div class="ways near-ways">
        {items.map((one) => (
          <NearRow
            key={one.id}
            one={one}
            pace={pace}
            now={now}
            chosen={one.id === chosen}
            onMap={onMap}
          />
        ))}
      </div>
      {items.length < Math.min(total, MOST_ROWS) && (
        <p class="near-more">
          <Button kind="line" busy={!value && !refusal} onClick={() => setLimit(limit + PAGE)}>
            {atLeast ? words.list.moreOfMany : words.list.more(count(total - items.length))}
          </Button>
        </p>
      )}
      <p class="dim near-note">{near.pace.straightNote(String(PACES_M_PER_S[pace]))}</p>
      <PacePicks />
    </NearSection>
  );
}

/** How many rows are shown; the browser's own memory of the page keeps it for the way back. */
function useShownRows(): [number, (rows: number) => void] {
  const [rows, setRows] = useState(PAGE);
  useEffect(() => {
    const kept = Number((history.state as { rows?: number } | null)?.rows);
    if (kept > PAGE && kept <= MOST_ROWS) setRows(kept);
  }, []);
  return [
    rows,
    (next) => {
      const most = Math.min(next, MOST_ROWS);
      history.replaceState({ rows: most }, '');
      setRows(most);
    },
  ];
}

function countWords({ total, atLeast }: { total: number; atLeast: boolean }, { verb }: Wanted) {
  const shown = atLeast ? words.list.orMore(count(total)) : count(total);
  return verb ? words.list.countDoing(shown, words.verbDoes[verb]) : words.list.count(shown);
}

interface NearSectionProps {
  wanted: Wanted;
  end: preact.ComponentChildren;
  children: preact.ComponentChildren;
}

function NearSection({ wanted, end, children }: NearSectionProps) {
  const title = wanted.open ? words.list.headingOpen : words.list.heading;
  return (
    <Section id="near" title={title} end={end}>
      {children}
    </Section>
  );
}

interface NearRowProps {
  one: FacilitySummary;
  pace: Pace;
  now: number;
  /** It is what the map shows. */
  chosen: boolean;
  /** The map is open, so the row leads to it as well. */
  onMap: boolean;
}

function NearRow({ one, pace, now, chosen, onMap }: NearRowProps) {
  const { id, name, sign, category, scene, walk, opening, fit, stale } = one;
  const { kind, text } = openingWords(opening, now);
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const beside = matchMedia('(min-width: 64em)').matches;
    if (chosen && onMap && beside) row.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen, onMap]);
  return (
    <div class={onMap ? 'near-row on-map' : 'near-row'} ref={row}>
      <Way
        light
        chosen={chosen}
        href={`${paths.near}${id}/`}
        icon={sign ? undefined : categoryIcons[category]}
        code={sign ?? undefined}
        title={name}
        place={
          <>
            {scene && <span class="inside">{words.list.inside(scene.floor, scene.name)} </span>}
            <StateTile kind={kind}>{text}</StateTile>
            {stale && <StateTile kind="ask">{words.list.stale}</StateTile>}
            <FitTile fit={fit} />
          </>
        }
        bearingDeg={walk?.bearing}
        figure={walk?.minutes[pace]}
        note={walk && metres(walk.metres)}
      />
      {onMap && <OnMap id={id} name={name} />}
    </div>
  );
}
