import type { AccessFacts } from '../../../../worker/features/directory/rules/kinds.ts';
import type { Position } from '../../../../worker/features/directory/rules/walk.ts';
import { walkBetween } from '../../../../worker/features/directory/rules/walk.ts';
import type { Facility } from '../../../../worker/features/directory/schema.ts';
import { facility as words } from '../../i18n/zh/facility.ts';
import { clock, direction, directionName, metres } from '../../lib/format.ts';
import { type Place, usePace, usePlace } from '../../lib/home.ts';
import { useNow } from '../../lib/now.ts';
import { openingWords, opensLabel, untilWords } from '../../lib/opening.ts';
import { FitHere } from '../needs/FitHere.tsx';
import { Button } from '../parts/Button.tsx';
import { Figure, type FigureProps } from '../parts/Figure.tsx';
import { StateTile } from '../parts/StateTile.tsx';
import { useFacility } from './live.ts';

interface FacilityNowProps {
  id: string;
  position: Position;
  /** The weekly hours in a few words. */
  hours: string;
  facts: AccessFacts;
  /** The place that the page was built for. */
  built: Place;
}

/** The live rows of the sign: open or not and until when, and the way from home. */
export function FacilityNow({ id, position, hours, facts, built }: FacilityNowProps) {
  const now = useNow();
  const { value, refusal, again } = useFacility(id, now);
  const place = usePlace(built);
  const pace = usePace();
  const walk = walkBetween(place, position);
  return (
    <>
      <div aria-live="polite">
        {value ? (
          <Figure {...openingFigure(value.opening, now, hours)} />
        ) : (
          <Figure
            lead={<StateTile kind="ask">{refusal ? words.fault : words.askNow}</StateTile>}
            more={hours}
          />
        )}
      </div>
      {refusal && !value && (
        <Button kind="ghost" size="small" fit onClick={again}>
          {words.faultRetry}
        </Button>
      )}
      <Figure
        lead={place.accuracyM === undefined ? words.walkFrom(place.name) : words.walkHere}
        more={words.walkMore(
          directionName(direction(walk.bearing)),
          metres(walk.metres),
          words.estimated[pace],
        )}
        figure={walk.minutes[pace]}
        unit={words.minutes}
        bearingDeg={walk.bearing}
      />
      <FitHere facilityId={id} house={{ access: facts, entrances: [] }} />
    </>
  );
}

function openingFigure(opening: Facility['opening'], now: number, hours: string): FigureProps {
  const { kind } = openingWords(opening, now);
  const { until, nextOpen, reason } = opening;
  const more = reason ?? hours;
  if (kind === 'ask') return { lead: <StateTile kind="ask">{words.unknownNow}</StateTile>, more };
  if (kind === 'shut') {
    const lead = <StateTile kind="shut">{words.shutNow}</StateTile>;
    if (!nextOpen) return { lead, more };
    return { lead, more, label: opensLabel(nextOpen, now), figure: clock(nextOpen) };
  }
  const lead = (
    <StateTile kind={kind}>{kind === 'soon' ? words.openSoon : words.openNow}</StateTile>
  );
  if (!until) return { lead, more };
  return {
    lead,
    more,
    label: kind === 'soon' ? words.shutAt : words.until,
    figure: <UntilFigure text={untilWords(until, now)} />,
  };
}

/** `21:00` is a figure; `次日 2:00` is a word and a figure. */
function UntilFigure({ text }: { text: string }) {
  const at = text.lastIndexOf(' ');
  if (at < 0) return <>{text}</>;
  return (
    <>
      <small class="until-day">{text.slice(0, at)}</small>
      {text.slice(at + 1)}
    </>
  );
}
