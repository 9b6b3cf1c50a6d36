import type { ActivitySessionItem } from '../../../../worker/features/activities/schema.ts';
import type { MealSummary } from '../../../../worker/features/canteen/schema.ts';
import type { VenueSummary } from '../../../../worker/features/venues/schema.ts';
import { bookableRows as words } from '../../i18n/zh/bookableRows.ts';
import { answer, api } from '../../lib/api.ts';
import { menuPath } from '../../lib/basket.ts';
import { addDays, clock, dayName, dayOf, minutesUntil, span, toMs } from '../../lib/format.ts';
import { useNow } from '../../lib/now.ts';
import { timeFrom } from '../../lib/opening.ts';
import { paths } from '../../lib/paths.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { Board, BoardRow } from '../parts/Board.tsx';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Waiting } from '../parts/Waiting.tsx';
import { wishPath } from '../venue/wish.ts';

/** Rows of each kind. */
const SHOWN = 4;
/** How far ahead sessions are looked for, in days. */
const SESSION_DAYS = 3;
/** A shorter wait is counted down. */
const COUNTED_MIN = 180;

export interface NowRowsProps {
  /** Of the facility. */
  id: string;
  hasVenues: boolean;
  /** Of the canteen in the house. */
  canteenId?: string;
}

/** Meals, venues and seats, each with its button; asked for in one request each. */
export function NowRows({ id, hasVenues, canteenId }: NowRowsProps) {
  const now = useNow();
  const today = now ? dayOf(now) : '';
  const venues = useAnswer(hasVenues ? today : '', () =>
    answer(
      api.venues.$get({
        query: { facility: id, on: today, from: clockOf(now), limit: '50' },
      }),
    ),
  );
  const canteen = useAnswer(canteenId && today ? canteenId : '', () =>
    answer(api.canteens[':id'].$get({ param: { id: canteenId ?? '' }, query: {} })),
  );
  const until = today && addDays(today, SESSION_DAYS - 1);
  const sessions = useAnswer(today, () =>
    answer(
      api.activities.$get({
        query: { facility: id, from: today, to: until, open: 'now', limit: '12' },
      }),
    ),
  );
  const free = (venues.value?.items ?? []).filter(({ free }) => free && free.length > 0);
  const meals = (canteen.value?.meals ?? []).filter(canBeOrdered);
  const seats = (sessions.value?.items ?? []).filter(hasSeat(now));
  const asking = !today || venues.asking || canteen.asking || sessions.asking;
  const none = free.length + meals.length + seats.length === 0;
  return (
    <>
      {asking && none && <Waiting rows={3} />}
      {!asking && none && (
        <Empty title={words.none} text={words.noneText}>
          <Button href={paths.book}>{words.noneGo}</Button>
        </Empty>
      )}
      {meals.length > 0 && canteenId && <Meals meals={meals} canteenId={canteenId} now={now} />}
      {free.length > 0 && <FreeVenues venues={soonestFirst(free)} />}
      {seats.length > 0 && <Sessions items={seats} now={now} />}
    </>
  );
}

/** `09:05`, as the API takes it. */
function clockOf(now: number): string {
  return clock(now).padStart(5, '0');
}

function canBeOrdered({ state, left }: MealSummary): boolean {
  return state === 'ordering' && left !== 0;
}

function hasSeat(now: number) {
  return ({ start, signUp }: ActivitySessionItem) =>
    toMs(start) > now && signUp.state === 'open' && signUp.left !== 0;
}

function soonestFirst(venues: readonly VenueSummary[]): VenueSummary[] {
  const firstAt = ({ free }: VenueSummary) => toMs(free?.[0]?.start ?? 0);
  return [...venues].sort((a, b) => firstAt(a) - firstAt(b));
}

function Meals({
  meals,
  canteenId,
  now,
}: {
  meals: readonly MealSummary[];
  canteenId: string;
  now: number;
}) {
  return (
    <>
      <h3 class="now-kind">{words.meals}</h3>
      <Board>
        {meals.map(({ id, meal, date, start, cutoff, left }) => {
          const minutes = minutesUntil(cutoff, now);
          const stops =
            minutes <= COUNTED_MIN
              ? words.stops(clock(cutoff), span(minutes))
              : words.stopsAt(timeFrom(cutoff, now));
          return (
            <BoardRow
              key={id}
              time={clock(start)}
              title={words.meal[meal]}
              detail={
                <>
                  {stops}
                  {left !== null && <div>{words.portions(left)}</div>}
                </>
              }
              end={
                <Button
                  size="small"
                  fit
                  href={menuPath(canteenId, { on: date, meal })}
                  label={words.orderLong(words.meal[meal])}
                >
                  {words.order}
                </Button>
              }
            />
          );
        })}
      </Board>
    </>
  );
}

function FreeVenues({ venues }: { venues: readonly VenueSummary[] }) {
  const left = venues.length - SHOWN;
  return (
    <>
      <h3 class="now-kind">{words.venues}</h3>
      <Board>
        {venues.slice(0, SHOWN).map((venue) => (
          <VenueRow key={venue.id} venue={venue} />
        ))}
      </Board>
      {left > 0 && (
        <p>
          <a class="link" href="#venues">
            {words.moreVenues(left)}
          </a>
        </p>
      )}
    </>
  );
}

function VenueRow({ venue }: { venue: VenueSummary }) {
  const { id, name, floor, kind, capacity, minParty, maxParty, free } = venue;
  const [first] = free ?? [];
  if (!first) return null;
  const holds = kind === 'places' ? words.seats(capacity) : words.holds(maxParty);
  const where = floor === null ? holds : `${words.floor(floor)}，${holds}`;
  return (
    <BoardRow
      time={clock(first.start)}
      title={name}
      detail={`${words.until(clock(first.end))}，${where}`}
      end={
        <Button
          size="small"
          fit
          href={wishPath(id, { ...first, partySize: minParty })}
          label={words.bookLong(name, clock(first.start))}
        >
          {words.book}
        </Button>
      }
    />
  );
}

function Sessions({ items, now }: { items: readonly ActivitySessionItem[]; now: number }) {
  return (
    <>
      <h3 class="now-kind">{words.sessions}</h3>
      <Board>
        {items.slice(0, SHOWN).map(({ id, activity, start, place, signUp }) => {
          const on = dayOf(start);
          const day = on === dayOf(now) ? '' : `${dayName(on, now)}，`;
          return (
            <BoardRow
              key={id}
              time={clock(start)}
              title={activity.title}
              detail={
                <>
                  {day}
                  {place}
                  {signUp.left !== null && <div>{words.left(signUp.left)}</div>}
                </>
              }
              end={
                <Button
                  size="small"
                  fit
                  href={`${paths.activities}${activity.id}/?session=${id}`}
                  label={words.signUpLong(activity.title)}
                >
                  {words.signUp}
                </Button>
              }
            />
          );
        })}
      </Board>
    </>
  );
}
