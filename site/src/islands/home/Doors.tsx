import type { Verb } from '../../../../worker/features/directory/rules/kinds.ts';
import type { Door as DoorAnswer } from '../../../../worker/features/directory/schema.ts';
import { home as words } from '../../i18n/zh/home.ts';
import { near as nearWords } from '../../i18n/zh/near.ts';
import { parts } from '../../i18n/zh/parts.ts';
import { answer, api, nameless } from '../../lib/api.ts';
import { VERBS_FOR_ELDERS, VERBS_IN_ORDER } from '../../lib/categories.ts';
import {
  clock,
  dateLong,
  dayOf,
  dayPart,
  lunarDate,
  machineTime,
  metres,
} from '../../lib/format.ts';
import { nearOf, type Place, usePace, usePlace } from '../../lib/home.ts';
import { useNeeds } from '../../lib/needs.ts';
import { useNow } from '../../lib/now.ts';
import { openingWords } from '../../lib/opening.ts';
import { paths } from '../../lib/paths.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { FitTile } from '../needs/FitTile.tsx';
import { Button } from '../parts/Button.tsx';
import { Figure } from '../parts/Figure.tsx';
import { Plate } from '../parts/Plate.tsx';
import { Way } from '../parts/Way.tsx';
import { useElder } from '../useElder.ts';
import { DayLine } from './DayLine.tsx';

interface DoorsProps {
  /** The place that the page was built for. */
  built: Place;
}

/** The sign of the first page: where, when, and the four doors. */
export function Doors({ built }: DoorsProps) {
  const place = usePlace(built);
  const now = useNow();
  return (
    <>
      <PlaceTitle place={place} />
      <Figure
        lead={now ? dateLong(dayOf(now)) : '\u00a0'}
        more={now ? words.lunar(words.greetings[dayPart(now)], lunarDate(dayOf(now))) : '\u00a0'}
        figure={now ? <time dateTime={machineTime(now)}>{clock(now)}</time> : '\u00a0'}
        now
      />
      <DayLine now={now} />
      <FourDoors place={place} now={now} />
    </>
  );
}

function PlaceTitle({ place }: { place: Place }) {
  const { accuracyM } = place;
  return (
    <div class="sign-title place">
      <Plate
        code={place.zoneLetter}
        label={nearWords.zoneLabel(place.zoneLetter, place.zoneName)}
      />
      <div class="words">
        <h1>{place.communityName}</h1>
        <div class="under">
          {accuracyM === undefined ? (
            <>
              <span class="pinyin">{place.communityPinyin}</span> {nearWords.from(place.name)}
            </>
          ) : (
            nearWords.here(metres(accuracyM))
          )}
        </div>
      </div>
      <a class="pill" href={paths.place} aria-label={nearWords.changePlaceLong}>
        {nearWords.changePlace}
      </a>
    </div>
  );
}

function FourDoors({ place, now }: { place: Place; now: number }) {
  const near = nearOf(place);
  const needs = useNeeds().join(',') || undefined;
  const doors = useAnswer(now ? `${near} ${needs}` : '', () =>
    answer(api.doors.$get({ query: { near, needs } }, nameless)),
  );
  const verbs = useElder() ? VERBS_FOR_ELDERS : VERBS_IN_ORDER;
  return (
    <nav class="doors" aria-label={words.doors.label}>
      {doors.refusal && !doors.value && (
        <div class="doors-fault" role="status">
          <p>
            {doors.refusal.code === 'network' ? nearWords.fault.network : nearWords.fault.server}
          </p>
          <Button kind="ghost" size="small" fit onClick={doors.again}>
            {parts.retry}
          </Button>
        </div>
      )}
      {verbs.map((verb) => (
        <Door key={verb} verb={verb} door={doors.value?.[verb]} now={now} />
      ))}
    </nav>
  );
}

interface DoorProps {
  verb: Verb;
  /** Undefined until it is known; null where the district has no such place. */
  door: DoorAnswer | null | undefined;
  now: number;
}

function Door({ verb, door, now }: DoorProps) {
  const pace = usePace();
  const shared = { icon: verb, title: nearWords.verbs[verb] };
  if (!door) {
    const place = door === null ? words.doors.none : words.doors.kinds[verb];
    return <Way {...shared} href={`${paths.near}?verb=${verb}`} place={place} />;
  }
  const { scene, name, walk, opening, fit, passedBy } = door;
  const { kind, text } = openingWords(opening, now);
  return (
    <Way
      {...shared}
      href={`${paths.near}${door.id}/`}
      place={
        <>
          {scene ? words.doors.inside(scene.name, scene.floor, name) : name}
          <FitTile
            fit={fit}
            nearer={
              passedBy && {
                name: passedBy.name,
                minutes: passedBy.walk.minutes[pace],
                fit: passedBy.fit,
              }
            }
          />
        </>
      }
      bearingDeg={walk?.bearing}
      figure={walk?.minutes[pace]}
      note={text}
      soon={kind === 'soon'}
    />
  );
}
