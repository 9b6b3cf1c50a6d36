import type { VenueSummary } from '../../../../worker/features/venues/schema.ts';
import { home } from '../../i18n/zh/home.ts';
import { answer, api, nameless } from '../../lib/api.ts';
import { venueIcon } from '../../lib/categories.ts';
import { addDays, clock, dayOf, minuteOfDay } from '../../lib/format.ts';
import { nearOf, type Place, usePace } from '../../lib/home.ts';
import { useNeeds } from '../../lib/needs.ts';
import { paths } from '../../lib/paths.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { FitTile } from '../needs/FitTile.tsx';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Section } from '../parts/Section.tsx';
import { SlotGrid } from '../parts/SlotGrid.tsx';
import { wishPath } from '../venue/wish.ts';

const words = home.tonight;

const EVENING_MIN = 18 * 60;
/** From then on the evening to plan is tomorrow's. */
const TOO_LATE_MIN = 20 * 60;
const VENUES = 3;
const SLOTS = 4;
/** Rooms for a crowd are nobody's evening plan. */
const MOST_PEOPLE_NEEDED = 4;
const FARTHEST_MIN = 30;

interface TonightFreeProps {
  place: Place;
  now: number;
}

/** What is free tonight, the nearest of each kind; a press on a time leads to booking it. */
export function TonightFree({ place, now }: TonightFreeProps) {
  const pace = usePace();
  const near = nearOf(place);
  const minute = now ? minuteOfDay(now) : 0;
  const late = minute >= TOO_LATE_MIN;
  const on = now ? addDays(dayOf(now), late ? 1 : 0) : '';
  const from = !late && minute > EVENING_MIN ? clock(now) : '18:00';
  const needs = useNeeds().join(',') || undefined;
  const { value } = useAnswer(on && `${near} ${on} ${needs}`, () =>
    answer(api.venues.$get({ query: { near, on, from, needs, limit: '30' } }, nameless)),
  );
  if (!value) return null;
  const venues = nearestOfEachKind(value.items).filter(
    ({ walk }) => (walk?.minutes[pace] ?? 0) <= FARTHEST_MIN,
  );
  return (
    <Section title={late ? words.titleTomorrow : words.title} end={words.week} endHref={paths.book}>
      {venues.length === 0 && (
        <Empty title={late ? words.noneTomorrow : words.none} text={words.noneText}>
          <Button href={paths.book}>{words.noneGo}</Button>
        </Empty>
      )}
      {venues.slice(0, VENUES).map((venue) => (
        <FreeVenue key={venue.id} venue={venue} minutes={venue.walk?.minutes[pace]} />
      ))}
    </Section>
  );
}

function nearestOfEachKind(venues: readonly VenueSummary[]): VenueSummary[] {
  const fitting = venues.filter(
    ({ free, minParty }) => free && free.length > 0 && minParty <= MOST_PEOPLE_NEEDED,
  );
  const kinds = fitting.map(({ category }) => category);
  return fitting.filter(({ category }, at) => kinds.indexOf(category) === at);
}

function FreeVenue({ venue, minutes }: { venue: VenueSummary; minutes?: number }) {
  const { id, name, category, facility, fit, minParty, free = [], freeTotal = 0 } = venue;
  return (
    <div class="free-venue">
      <p>
        <b>
          <Icon name={venueIcon(category)} /> <a href={`${paths.book}${id}/`}>{name}</a>
        </b>
        <span class="dim">
          {minutes === undefined ? facility.name : words.place(facility.name, minutes)}
        </span>
      </p>
      <FitTile fit={fit} />
      <SlotGrid
        slots={free.slice(0, SLOTS).map(({ start, end }) => ({
          key: start,
          time: clock(start),
          state: 'free',
          href: wishPath(id, { start, end, partySize: minParty }),
        }))}
      />
      {freeTotal > SLOTS && (
        <a class="link" href={`${paths.book}${id}/`}>
          {words.more(freeTotal - SLOTS)}
        </a>
      )}
    </div>
  );
}
