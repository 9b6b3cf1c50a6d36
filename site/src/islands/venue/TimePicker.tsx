import { parts } from '../../i18n/zh/parts.ts';
import { venues as t } from '../../i18n/zh/venues.ts';
import {
  clock,
  clockRange,
  dayNumber,
  dayOf,
  monthDay,
  nearDay,
  span,
  weekdayLong,
} from '../../lib/format.ts';
import {
  type Cell,
  type Choice,
  endsFrom,
  minutesOf,
  partOf,
  startsOn,
  type VenueDay,
  type VenueFacts,
} from '../../lib/venueWeek.ts';
import { Empty } from '../parts/Empty.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import { type Slot, SlotGrid } from '../parts/SlotGrid.tsx';
import { lengthWords } from './when.ts';

interface TimePickerProps {
  venue: VenueFacts;
  day: VenueDay;
  party: number;
  choice?: Choice;
  /** What was wanted and can't be had any more. */
  lost?: string;
  now: number;
  onStart: (start: string) => void;
  onEnd: (end: string) => void;
}

/** The grid of one day, by morning, afternoon and evening; then how long, where that is a choice. */
export function TimePicker(props: TimePickerProps) {
  const { venue, day, party, choice, lost, now, onStart, onEnd } = props;
  const starts = new Set(startsOn(venue, day, party).map(({ start }) => start));
  const slots = day.slots.map((cell) => slotOf(venue, cell, { party, choice, starts }));
  const near = nearDay(day.on, now);
  const isThisMonth = day.on.slice(0, 7) === dayOf(now).slice(0, 7);
  const short = isThisMonth ? t.day.dayOnly(dayNumber(day.on)) : monthDay(day.on, now);
  return (
    <>
      <Section
        id="times"
        title={t.day.title(short, weekdayLong(day.on))}
        end={near ? t.day.countNear(near, starts.size) : t.day.count(starts.size)}
      >
        {lost && (
          <Notice tone="warm" role="status">
            {t.day.lost(clock(lost))}
          </Notice>
        )}
        {starts.size === 0 && <Empty title={t.day.none} text={t.day.noneText} />}
        {[0, 1, 2].map((part) => (
          <Part
            key={part}
            name={parts.dayParts[part] ?? ''}
            cells={day.slots.filter((cell) => partOf(day.on, cell.start) === part)}
            slots={slots}
            onStart={onStart}
          />
        ))}
        <DayNotes venue={venue} day={day} slots={slots} />
      </Section>
      {choice && venue.longestMin > venue.shortestMin && (
        <Lengths venue={venue} day={day} party={party} choice={choice} onEnd={onEnd} />
      )}
    </>
  );
}

interface Picked {
  party: number;
  choice?: Choice;
  starts: ReadonlySet<string>;
}

function slotOf(venue: VenueFacts, cell: Cell, { party, choice, starts }: Picked): Slot {
  const { state, words } = stateOf(cell, { party, choice, starts });
  const until = venue.shortestMin === venue.slotMin ? cell.end : undefined;
  const spoken = words ?? parts.slot[state];
  return {
    key: cell.start,
    time: clock(cell.start),
    state,
    words,
    label: until
      ? t.day.slotLabel(clock(cell.start), clock(until), spoken)
      : t.day.startLabel(clock(cell.start), spoken),
  };
}

function stateOf(cell: Cell, { party, choice, starts }: Picked): Pick<Slot, 'state' | 'words'> {
  const left = cell.placesLeft === undefined ? undefined : t.day.left(cell.placesLeft);
  if (choice && choice.start <= cell.start && cell.end <= choice.end) return { state: 'chosen' };
  if (cell.state === 'notYet') return { state: 'closed', words: t.day.notYet };
  if (cell.state !== 'free') return { state: cell.state };
  if (starts.has(cell.start)) return { state: 'free', words: left };
  if (cell.placesLeft !== undefined && cell.placesLeft < party) {
    return { state: 'taken', words: left };
  }
  return { state: 'closed', words: t.day.tooShort };
}

interface PartProps {
  name: string;
  cells: readonly Cell[];
  slots: readonly Slot[];
  onStart: (start: string) => void;
}

function Part({ name, cells, slots, onStart }: PartProps) {
  const first = cells[0];
  const last = cells[cells.length - 1];
  if (!first || !last) return null;
  const keys = cells.map(({ start }) => start);
  return (
    <SlotGrid
      title={name}
      hours={clockRange(first.start, last.end)}
      slots={slots.filter(({ key }) => keys.includes(key))}
      onChoose={onStart}
    />
  );
}

function DayNotes({
  venue,
  day,
  slots,
}: {
  venue: VenueFacts;
  day: VenueDay;
  slots: readonly Slot[];
}) {
  const tooShort = slots.some(({ words }) => words === t.day.tooShort);
  const lines = [
    ...day.closures.map(({ start, end, reason }) => t.day.closure(clockRange(start, end), reason)),
    ...(tooShort ? [t.day.tooShortNote(span(venue.shortestMin))] : []),
  ];
  if (lines.length === 0) return null;
  return (
    <ul class="day-notes dim">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

interface LengthsProps {
  venue: VenueFacts;
  day: VenueDay;
  party: number;
  choice: Choice;
  onEnd: (end: string) => void;
}

function Lengths({ venue, day, party, choice, onEnd }: LengthsProps) {
  const ends = endsFrom(venue, day.slots, choice.start, party);
  return (
    <Section title={t.length.title} end={t.length.end(clock(choice.start))}>
      <SlotGrid
        slots={ends.map((end) => {
          const minutes = minutesOf({ start: choice.start, end });
          return {
            key: end,
            time: clock(end),
            state: end === choice.end ? 'chosen' : 'free',
            words: lengthWords(minutes),
            label: t.length.label(clock(end), span(minutes)),
          };
        })}
        onChoose={onEnd}
      />
    </Section>
  );
}
