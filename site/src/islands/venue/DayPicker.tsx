import { faultWords } from '../../i18n/zh/faults.ts';
import { venues as t } from '../../i18n/zh/venues.ts';
import {
  addDays,
  dateShort,
  dayName,
  dayOf,
  monthDay,
  weekNumber,
  weekOf,
} from '../../lib/format.ts';
import {
  freeParts,
  mondayOf,
  type VenueDay,
  type VenueFacts,
  weeksBetween,
  whyShut,
} from '../../lib/venueWeek.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Section } from '../parts/Section.tsx';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import { type WeekDay, WeekStrip } from '../parts/WeekStrip.tsx';
import type { Week } from './useWeek.ts';

interface DayPickerProps {
  venue: VenueFacts;
  week: Week;
  monday: string;
  chosenOn?: string;
  party: number;
  now: number;
  onDay: (on: string) => void;
  onWeek: (monday: string) => void;
}

/** The week with its three boxes a day, why a day can't be opened, and the way to the weeks beside it. */
export function DayPicker(props: DayPickerProps) {
  const { venue, week, monday, chosenOn, party, now, onDay, onWeek } = props;
  const today = dayOf(now);
  const dates = weekOf(monday);
  const days = dates.map((on) => week.days.get(on));
  const isKnown = dates.every((on, index) => on < today || days[index]);
  const end = t.week.end(Number(monday.slice(5, 7)), weekNumber(monday));
  if (!isKnown) {
    return (
      <Section title={t.week.title} end={end}>
        {week.refusal ? (
          <Fault text={faultWords(week.refusal.code).text} onRetry={week.again} />
        ) : (
          <Waiting rows={2} />
        )}
      </Section>
    );
  }
  const isFree = days.some((day) => day && day.on >= today && !whyShut(venue, day, party));
  return (
    <Section title={t.week.title} end={end}>
      <WeekStrip
        days={dates.map((on, index) => stripDay(venue, on, days[index], party, today))}
        chosenOn={chosenOn}
        onChoose={onDay}
        legend
      />
      <Notes venue={venue} days={days.filter(isDay)} party={party} now={now} />
      {!isFree && (
        <Empty title={t.week.nothing} text={t.week.nothingText}>
          <Button kind="line" href={`/venues/?what=${venue.category}#free`}>
            {t.week.elsewhere}
          </Button>
        </Empty>
      )}
      <WeekTurn monday={monday} {...weeksBetween(today, venue.opensDaysAhead)} onWeek={onWeek} />
      {week.refusal && <Fault text={faultWords(week.refusal.code).text} onRetry={week.again} />}
    </Section>
  );
}

function isDay(day: VenueDay | undefined): day is VenueDay {
  return day !== undefined;
}

function stripDay(
  venue: VenueFacts,
  on: string,
  day: VenueDay | undefined,
  party: number,
  today: string,
): WeekDay {
  if (on < today || !day) return { on, shut: 'past' };
  const shut = whyShut(venue, day, party);
  if (shut === null) return { on, free: freeParts(venue, day, party) };
  if (shut === 'full') return { on, shut: 'full' };
  if (shut === 'closed') return { on, shut: 'shut' };
  return { on, shut: { words: shut === 'past' ? t.week.over : t.week[shut] } };
}

/** Why days of this week can't be opened, where the one word in the strip does not say it. */
function Notes({
  venue,
  days,
  party,
  now,
}: {
  venue: VenueFacts;
  days: readonly VenueDay[];
  party: number;
  now: number;
}) {
  const lines = days.flatMap((day, index) => {
    const shut = day.on < dayOf(now) ? null : whyShut(venue, day, party);
    const name = dayName(day.on, now);
    if (shut === 'unknown') return t.week.notes.unknown(name);
    if (shut === 'closed' && day.reason) return t.week.notes.closed(name, day.reason);
    const closure = day.closures[0];
    if (shut === 'closure' && closure) return t.week.notes.closure(name, closure.reason);
    // Once for the first of them: the others follow day by day.
    const before = days[index - 1];
    if (shut !== 'notYet' || (before && whyShut(venue, before, party) === 'notYet')) return [];
    return t.week.notes.notYet(dateShort(day.on), monthDay(dayOf(day.bookableFrom), now));
  });
  if (lines.length === 0) return null;
  return (
    <ul class="day-notes dim">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function WeekTurn({
  monday,
  first,
  last,
  onWeek,
}: {
  monday: string;
  first: string;
  last: string;
  onWeek: (monday: string) => void;
}) {
  const before = addDays(mondayOf(monday), -7);
  const after = addDays(mondayOf(monday), 7);
  if (before < first && after > last) return null;
  return (
    <div class="week-turn">
      {before >= first && (
        <Button kind="line" size="small" fit icon="back" onClick={() => onWeek(before)}>
          {t.week.previous}
        </Button>
      )}
      {after <= last && (
        <Button kind="line" size="small" fit onward onClick={() => onWeek(after)}>
          {t.week.next}
        </Button>
      )}
    </div>
  );
}
