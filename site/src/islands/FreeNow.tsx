import { useEffect, useState } from 'preact/hooks';
import { faultWords } from '../i18n/zh/faults.ts';
import { freeVenues as w } from '../i18n/zh/freeVenues.ts';
import { answer, api, nameless } from '../lib/api.ts';
import { venueIcon } from '../lib/categories.ts';
import { addDays, dayOf, nearDay } from '../lib/format.ts';
import {
  apiQuery,
  type DayPartName,
  type FreeWanted,
  freeWantedFrom,
  searchFrom,
  tidy,
} from '../lib/free-query.ts';
import { nearOf, type Place, usePace, usePlace } from '../lib/home.ts';
import { useNeeds } from '../lib/needs.ts';
import { useNow } from '../lib/now.ts';
import { useAnswer } from '../lib/use-answer.ts';
import { Button } from './parts/Button.tsx';
import { SelectField } from './parts/Field.tsx';
import { Picks } from './parts/Picks.tsx';
import { Section } from './parts/Section.tsx';
import { Fault, Waiting } from './parts/Waiting.tsx';
import { WeekStrip } from './parts/WeekStrip.tsx';
import { FreeVenue } from './venue/FreeVenue.tsx';
import { NoneFree } from './venue/NoneFree.tsx';

const STEP = 10;
const MOST = 50;
const DAYS = [0, 1, 2, 3, 4, 5, 6];
const PARTS: readonly DayPartName[] = ['morning', 'afternoon', 'evening'];
const MINUTES = ['30', '60', '120'];
/** Two rows of tiles on a phone; the others fold. */
const KINDS_FIRST = 7;

interface FreeNowProps {
  /** The place that the page was built for. */
  built: Place;
  /** Categories that the register has, the commonest first. */
  kinds: readonly string[];
}

/** 哪儿有空: what is really free on a day, nearest first. */
export function FreeNow({ built, kinds }: FreeNowProps) {
  const now = useNow();
  const [wanted, want] = useFreeWanted();
  if (!wanted || now === 0) {
    return (
      <Section id="free" title={w.title}>
        <Waiting words={w.loading} />
      </Section>
    );
  }
  return (
    <>
      <Section id="free" title={w.title}>
        <div class="stack">
          <Kinds kinds={kinds} chosen={wanted.what ?? ''} onChoose={(what) => want({ what })} />
          <Days on={wanted.on} now={now} onChoose={(on) => want({ on })} />
          <Hours wanted={wanted} want={want} />
          <Picks
            label={w.minutes}
            options={[
              { value: '', label: w.minutesAny },
              ...MINUTES.map((value) => ({ value, label: w.lengths[value] ?? value })),
            ]}
            chosen={wanted.minutes ?? ''}
            onChoose={(minutes) => want({ minutes })}
          />
        </div>
      </Section>
      <Found wanted={wanted} built={built} now={now} />
    </>
  );
}

/** The question, read from the address once the page runs, kept in it, and followed by the back button. */
function useFreeWanted(): [FreeWanted | undefined, (change: FreeWanted) => void] {
  const [wanted, setWanted] = useState<FreeWanted>();
  useEffect(() => {
    const read = () => setWanted(freeWantedFrom(location.search));
    read();
    addEventListener('popstate', read);
    return () => removeEventListener('popstate', read);
  }, []);
  function want(change: FreeWanted) {
    const next = tidy({ ...wanted, ...change });
    history.pushState(null, '', location.pathname + searchFrom(next));
    setWanted(next);
  }
  return [wanted, want];
}

interface KindsProps {
  kinds: readonly string[];
  chosen: string;
  onChoose: (what: string | undefined) => void;
}

function Kinds({ kinds, chosen, onChoose }: KindsProps) {
  const [isOpen, setOpen] = useState(kinds.indexOf(chosen) >= KINDS_FIRST);
  const shown = isOpen ? kinds : kinds.slice(0, KINDS_FIRST);
  const options = shown.map((value) => ({
    value,
    label: w.categories[value] ?? value,
    icon: venueIcon(value),
  }));
  const more = { value: '+', label: w.moreKinds, icon: 'chevronDown' as const };
  return (
    <Picks
      tiles
      label={w.what}
      options={isOpen ? options : [...options, more]}
      chosen={chosen}
      onChoose={(value) => {
        if (value === '+') return setOpen(true);
        onChoose(value === chosen ? undefined : value);
      }}
    />
  );
}

interface DaysProps {
  on: string | undefined;
  now: number;
  onChoose: (on: string | undefined) => void;
}

function Days({ on, now, onChoose }: DaysProps) {
  const today = dayOf(now);
  const days = DAYS.map((ahead) => addDays(today, ahead));
  return (
    <div>
      <b>{w.day}</b>
      <WeekStrip
        days={days.map((day) => ({ on: day, note: nearDay(day, now) }))}
        chosenOn={on ?? today}
        onChoose={(day) => onChoose(day === today ? undefined : day)}
      />
    </div>
  );
}

const FULL_HOURS = Array.from({ length: 19 }, (_, index) => `${index + 6}:00`.padStart(5, '0'));

function Hours({ wanted, want }: { wanted: FreeWanted; want: (change: FreeWanted) => void }) {
  const { part, from, to } = wanted;
  const own = part === undefined && from !== undefined && to !== undefined;
  function pick(value: string) {
    if (value === 'own') return want({ part: undefined, from: '14:00', to: '17:00' });
    want({ part: (value || undefined) as DayPartName | undefined, from: undefined, to: undefined });
  }
  const options = FULL_HOURS.map((value) => ({ value, label: value.replace(/^0/, '') }));
  return (
    <div>
      <Picks
        label={w.when}
        options={[
          { value: '', label: w.whole },
          ...PARTS.map((value, index) => ({ value, label: w.parts[index] ?? '' })),
          { value: 'own', label: w.own },
        ]}
        chosen={own ? 'own' : (part ?? '')}
        onChoose={pick}
      />
      {own && (
        <div class="pair">
          <SelectField
            id="free-from"
            label={w.from}
            value={from}
            options={options.filter(({ value }) => value < '24:00')}
            onChange={(value) => want({ from: value, to: to > value ? to : laterOf(value) })}
          />
          <SelectField
            id="free-to"
            label={w.to}
            value={to}
            options={options.filter(({ value }) => value > from)}
            onChange={(value) => want({ to: value })}
          />
        </div>
      )}
    </div>
  );
}

/** Two hours later, at midnight at the latest. */
function laterOf(time: string): string {
  return `${Math.min(24, Number(time.slice(0, 2)) + 2)}:00`.padStart(5, '0');
}

function Found({ wanted, built, now }: { wanted: FreeWanted; built: Place; now: number }) {
  const place = usePlace(built);
  const pace = usePace();
  const [limit, setLimit] = useState(STEP);
  const near = nearOf(place);
  const needs = useNeeds().join(',') || undefined;
  const question = JSON.stringify([wanted, near, needs]);
  useEffect(() => setLimit(STEP), [question]);
  const { value, refusal, asking, again } = useAnswer(`${question} ${limit}`, () =>
    answer(
      api.venues.$get(
        { query: { ...apiQuery(wanted), near, needs, limit: String(limit) } },
        nameless,
      ),
    ),
  );
  if (asking) return <FoundWaiting />;
  if (!value) {
    return (
      <div class="section">
        <Fault text={faultWords(refusal?.code ?? '').text} onRetry={again} />
      </div>
    );
  }
  const { items, total } = value;
  if (items.length === 0) {
    return (
      <div class="section" role="status">
        <NoneFree wanted={wanted} near={near} pace={pace} now={now} />
      </div>
    );
  }
  const left = Math.min(STEP, total - items.length);
  return (
    <div class="section">
      <p class="found-count" role="status">
        <b>{w.found(total)}</b>
        <span class="dim">{w.walkFrom(place.name)}</span>
      </p>
      {refusal && <Fault text={faultWords(refusal.code).text} onRetry={again} />}
      <ul>
        {items.map((venue) => (
          <FreeVenue key={venue.id} venue={venue} pace={pace} />
        ))}
      </ul>
      {left > 0 && limit < MOST && (
        <Button kind="line" onClick={() => setLimit(limit + STEP)}>
          {w.more(left)}
        </Button>
      )}
    </div>
  );
}

function FoundWaiting() {
  return (
    <div class="section">
      <Waiting words={w.loading} rows={4} />
    </div>
  );
}
