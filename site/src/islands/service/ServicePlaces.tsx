import { useState } from 'preact/hooks';
import { walkBetween } from '../../../../worker/features/directory/rules/walk.ts';
import type { ServicePlace } from '../../../../worker/features/directory/schema.ts';
import { near as nearWords } from '../../i18n/zh/near.ts';
import { services as words } from '../../i18n/zh/services.ts';
import { answer, api, nameless } from '../../lib/api.ts';
import { metres } from '../../lib/format.ts';
import { nearOf, type Pace, type Place, usePace, usePlace } from '../../lib/home.ts';
import { useNeeds } from '../../lib/needs.ts';
import { useNow } from '../../lib/now.ts';
import { openingWords } from '../../lib/opening.ts';
import { paths } from '../../lib/paths.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { FitTile } from '../needs/FitTile.tsx';
import { Button } from '../parts/Button.tsx';
import { Section } from '../parts/Section.tsx';
import { StateTile } from '../parts/StateTile.tsx';
import { Fault } from '../parts/Waiting.tsx';
import { Way } from '../parts/Way.tsx';

/** More fold away: some things can be done at every community's centre. */
const SHOWN = 6;

/** What the page was built with. */
export interface BuiltPlace {
  /** Of the facility. */
  id: string;
  name: string;
  sign: string | null;
  /** `1 楼 便民窗口` */
  inside?: string;
  lng: number;
  lat: number;
}

interface ServicePlacesProps {
  id: string;
  places: readonly BuiltPlace[];
  built: Place;
}

/** 哪里能办: what is open now first, each group nearest first. The built page knows no hours yet. */
export function ServicePlaces({ id, places, built }: ServicePlacesProps) {
  const now = useNow();
  const place = usePlace(built);
  const pace = usePace();
  const needs = useNeeds().join(',') || undefined;
  const near = nearOf(place);
  const [all, showAll] = useState(false);
  const { value, refusal, again } = useAnswer(now ? `${near} ${needs}` : '', () =>
    answer(api.services[':id'].$get({ param: { id }, query: { near, needs } }, nameless)),
  );
  const rows = value
    ? openFirst(value.places).map((one) => <Live one={one} pace={pace} now={now} />)
    : nearestFirst(places, place).map((one) => <Built one={one} place={place} pace={pace} />);
  const hidden = all ? 0 : Math.max(0, rows.length - SHOWN);
  return (
    <Section title={words.whereTitle} end={words.whereCount(rows.length)} id="where">
      {refusal && !value && (
        <Fault
          text={refusal.code === 'network' ? nearWords.fault.network : nearWords.fault.server}
          onRetry={again}
        />
      )}
      <p class="dim">{words.whereOpenFirst}</p>
      <div class="ways service-places">{hidden > 0 ? rows.slice(0, SHOWN) : rows}</div>
      {hidden > 0 && (
        <Button kind="line" onClick={() => showAll(true)}>
          {words.more(hidden)}
        </Button>
      )}
    </Section>
  );
}

function openFirst(places: readonly ServicePlace[]): ServicePlace[] {
  const open = places.filter(({ opening }) => opening.state === 'open');
  return [...open, ...places.filter(({ opening }) => opening.state !== 'open')];
}

function nearestFirst(places: readonly BuiltPlace[], from: Place): BuiltPlace[] {
  const metresTo = (one: BuiltPlace) => walkBetween(from, one).metres;
  return [...places].sort((a, b) => metresTo(a) - metresTo(b));
}

function Live({ one, pace, now }: { one: ServicePlace; pace: Pace; now: number }) {
  const { facility, scene, opening, walk, fit, note } = one;
  const { kind, text } = openingWords(opening, now);
  return (
    <Way
      light
      href={`${paths.near}${facility.id}/`}
      icon={facility.sign ? undefined : 'counter'}
      code={facility.sign ?? undefined}
      title={facility.name}
      place={
        <>
          {scene && <span class="inside">{words.inside(scene.floor, scene.name)} </span>}
          <StateTile kind={kind}>{text}</StateTile>
          <FitTile fit={fit} />
          {note && <span class="fit-line">{note}</span>}
        </>
      }
      bearingDeg={walk?.bearing}
      figure={walk?.minutes[pace]}
      note={walk && metres(walk.metres)}
    />
  );
}

function Built({ one, place, pace }: { one: BuiltPlace; place: Place; pace: Pace }) {
  const walk = walkBetween(place, one);
  return (
    <Way
      light
      href={`${paths.near}${one.id}/`}
      icon={one.sign ? undefined : 'counter'}
      code={one.sign ?? undefined}
      title={one.name}
      place={one.inside}
      bearingDeg={walk.bearing}
      figure={walk.minutes[pace]}
      note={metres(walk.metres)}
    />
  );
}
