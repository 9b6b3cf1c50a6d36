import type { ActivitySessionItem } from '../../../../worker/features/activities/schema.ts';
import { today as words } from '../../i18n/zh/today.ts';
import { clock, toMs } from '../../lib/format.ts';
import { usePace } from '../../lib/home.ts';
import { timeFrom } from '../../lib/opening.ts';
import { paths } from '../../lib/paths.ts';
import { FitTile } from '../needs/FitTile.tsx';
import { Arrow } from '../parts/Arrow.tsx';
import { Board, BoardNow, BoardRow } from '../parts/Board.tsx';
import { StateTile } from '../parts/StateTile.tsx';
import { Tag } from '../parts/Tag.tsx';

interface SessionBoardProps {
  /** Of one day, in order of time. */
  items: readonly ActivitySessionItem[];
  now: number;
  /** inside: the room, on the page of the house itself · near: the house, which way and how far */
  where: 'inside' | 'near';
  /** More about each session, beside its place: for which age it is. */
  note?: (item: ActivitySessionItem) => string | undefined;
}

/** Sessions as a departures board, with the line where the clock stands. */
export function SessionBoard({ items, now, where, note }: SessionBoardProps) {
  const begun = items.filter(({ start }) => toMs(start) <= now);
  const ahead = items.filter(({ start }) => toMs(start) > now);
  return (
    <Board>
      {begun.map((item) => (
        <SessionRow key={item.id} item={item} now={now} where={where} note={note} />
      ))}
      {begun.length > 0 && ahead.length > 0 && <BoardNow time={clock(now)} />}
      {ahead.map((item) => (
        <SessionRow key={item.id} item={item} now={now} where={where} note={note} />
      ))}
    </Board>
  );
}

interface SessionRowProps {
  item: ActivitySessionItem;
  now: number;
  where: 'inside' | 'near';
  note?: (item: ActivitySessionItem) => string | undefined;
}

function SessionRow({ item, now, where, note }: SessionRowProps) {
  const { activity, start } = item;
  return (
    <BoardRow
      href={`${paths.activities}${activity.id}/?session=${item.id}`}
      time={clock(start)}
      title={activity.title}
      detail={
        <>
          {where === 'inside' ? <Room item={item} /> : <House item={item} />}
          {note?.(item) && (
            <>
              {' '}
              <Tag>{note(item)}</Tag>
            </>
          )}
        </>
      }
      end={<SignUp item={item} now={now} />}
    />
  );
}

function Room({ item }: { item: ActivitySessionItem }) {
  return <>{words.room(item.place, clock(item.end))}</>;
}

function House({ item: { facility } }: { item: ActivitySessionItem }) {
  const pace = usePace();
  const { walk } = facility;
  return (
    <>
      {facility.name}{' '}
      {walk && (
        <span class="on-foot">
          <Arrow bearingDeg={walk.bearing} /> {words.minutes(walk.minutes[pace])}
        </span>
      )}
      <FitTile fit={facility.fit} />
    </>
  );
}

function SignUp({ item, now }: { item: ActivitySessionItem; now: number }) {
  const { start, end, state, signUp } = item;
  if (state === 'cancelled') return <StateTile kind="void">{words.cancelled}</StateTile>;
  if (toMs(end) <= now) return <StateTile kind="done">{words.over}</StateTile>;
  if (toMs(start) <= now) return <>{words.under}</>;
  if (signUp.state === 'none') return <>{words.noSignUp}</>;
  if (signUp.state === 'notYet') return <>{words.opens(timeFrom(signUp.from, now))}</>;
  if (signUp.state === 'over') return <>{words.closedSignUp}</>;
  if (signUp.state === 'waiting') return <StateTile kind="full">{words.waiting}</StateTile>;
  if (signUp.state !== 'open') return <StateTile kind="full">{words.full}</StateTile>;
  return (
    <>
      {words.left} <span class="n">{signUp.left}</span> {words.leftUnit}
    </>
  );
}
