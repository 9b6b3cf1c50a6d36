import { useState } from 'preact/hooks';
import type { ActivitySession } from '../../../../worker/features/activities/schema.ts';
import { staffActivities as t } from '../../i18n/zh/staffActivities.ts';
import { answer, api } from '../../lib/api.ts';
import { addDays, clock, dayName, dayOf, toMs } from '../../lib/format.ts';
import { Board, BoardRow } from '../parts/Board.tsx';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Section } from '../parts/Section.tsx';
import { StateTile } from '../parts/StateTile.tsx';
import { ActivityForm } from './ActivityForm.tsx';
import { DayChoice } from './DayChoice.tsx';
import { type AtDesk, Desk } from './Desk.tsx';
import { Loaded } from './Loaded.tsx';
import { SessionDesk } from './SessionDesk.tsx';
import { type Address, dayIn, useAddress } from './useAddress.ts';
import { useDesk } from './useDesk.ts';
import { momentWords } from './words.ts';

const DAYS_AHEAD = 14;
const MOST = 100;
const DAYS_SHOWN = 5;

export function ActivitiesPage() {
  return (
    <Desk title={t.title} part="activities">
      {(desk) => <ActivitiesDesk key={desk.place.id} desk={desk} />}
    </Desk>
  );
}

function ActivitiesDesk({ desk }: { desk: AtDesk }) {
  const address = useAddress();
  const sessionId = address.get('session');
  if (sessionId) {
    return (
      <SessionDesk
        key={sessionId}
        desk={desk}
        sessionId={sessionId}
        onBack={() => address.set({ session: undefined })}
      />
    );
  }
  if (address.get('new')) {
    return <ActivityForm desk={desk} onClose={(on) => address.set({ new: undefined, on })} />;
  }
  return <Lists desk={desk} address={address} />;
}

function Lists({ desk, address }: { desk: AtDesk; address: Address }) {
  const { place, today, turn, now } = desk;
  const on = dayIn(address, today);
  const ofDay = useDesk(`${place.id} ${on}`, turn, () =>
    answer(api.staff.sessions.$get({ query: { facility: place.id, on, limit: String(MOST) } })),
  );
  const coming = useDesk(`${place.id} coming ${today}`, turn, () =>
    answer(
      api.activities.$get(
        {
          query: {
            facility: place.id,
            from: addDays(today, 1),
            to: addDays(today, DAYS_AHEAD),
            limit: String(MOST),
          },
        },
        // A public list may be a minute old; what was published here just now has to be in it.
        { init: { cache: 'no-cache' } },
      ),
    ),
  );
  return (
    <>
      <div class="choices">
        <DayChoice
          on={on}
          today={today}
          onChange={(next) => address.set({ on: next === today ? undefined : next })}
        />
        <Button size="small" fit icon="plus" onClick={() => address.set({ new: '1' }, true)}>
          {t.create}
        </Button>
      </div>
      <div class="columns two">
        <Loaded asked={ofDay}>
          {({ items }) => (
            <Section title={t.ofDay(dayName(on, now))} end={t.end(items.length)}>
              {items.length === 0 && <Empty title={t.none} text={t.noneText} />}
              <Rows sessions={items} now={now} />
            </Section>
          )}
        </Loaded>
        <Section title={t.coming}>
          <Loaded asked={coming}>{({ items }) => <Coming sessions={items} now={now} />}</Loaded>
        </Section>
      </div>
    </>
  );
}

type Listed = ActivitySession & { activity: { title: string }; attended?: number };

interface RowsProps {
  sessions: readonly Listed[];
  now: number;
}

/** What is ahead, day by day; the nearest days first and the rest when asked for. */
function Coming({ sessions, now }: RowsProps) {
  const [all, setAll] = useState(false);
  const days = [...new Set(sessions.map(({ start }) => dayOf(start)))];
  if (days.length === 0) return <p class="dim">{t.comingNone}</p>;
  return (
    <>
      {(all ? days : days.slice(0, DAYS_SHOWN)).map((on) => (
        <div key={on}>
          <h3 class="day-head">{dayName(on, now)}</h3>
          <Rows sessions={sessions.filter(({ start }) => dayOf(start) === on)} now={now} />
        </div>
      ))}
      {!all && days.length > DAYS_SHOWN && (
        <Button kind="line" size="small" fit onClick={() => setAll(true)}>
          {t.comingMore}
        </Button>
      )}
    </>
  );
}

function Rows({ sessions, now }: RowsProps) {
  if (sessions.length === 0) return null;
  return (
    <Board>
      {sessions.map((session) => (
        <BoardRow
          key={session.id}
          href={`?session=${session.id}`}
          time={clock(session.start)}
          title={session.activity.title}
          detail={[session.place, waitWords(session)].filter(Boolean).join('，')}
          end={<SeatsTile session={session} now={now} />}
        />
      ))}
    </Board>
  );
}

function waitWords({ signUp, attended = 0 }: Listed): string {
  const { signUps, seats } = signUp.waiting;
  if (attended > 0) return t.came(attended);
  return signUps > 0 ? t.waiting(signUps, seats) : '';
}

/** How full a session is; how it ended once it has. */
function SeatsTile({ session, now }: { session: Listed; now: number }) {
  const { capacity, taken } = session.signUp;
  if (session.state === 'cancelled' || now >= toMs(session.end)) {
    return <SessionTile session={session} now={now} />;
  }
  if (capacity === null) return <StateTile kind="open">{t.noSignUpShort}</StateTile>;
  return (
    <StateTile kind={taken >= capacity ? 'full' : 'wait'}>{t.seats(taken, capacity)}</StateTile>
  );
}

export function countWords({ signUp, attended = 0 }: Listed): string {
  const { capacity, taken, waiting } = signUp;
  if (capacity === null) return t.noSignUp;
  return [
    t.signedUp(taken, capacity),
    waiting.signUps > 0 ? t.waiting(waiting.signUps, waiting.seats) : '',
    attended > 0 ? t.came(attended) : '',
  ]
    .filter(Boolean)
    .join('，');
}

/** Where a session stands at this minute. */
export function SessionTile({ session, now }: { session: ActivitySession; now: number }) {
  const { state, start, end, signUp } = session;
  if (state === 'cancelled') return <StateTile kind="void">{t.cancelledShort}</StateTile>;
  if (now >= toMs(end)) return <StateTile kind="done">{t.over}</StateTile>;
  if (now >= toMs(start)) return <StateTile kind="open">{t.going}</StateTile>;
  const isFull = signUp.capacity !== null && signUp.taken >= signUp.capacity;
  return (
    <StateTile kind={isFull ? 'full' : 'wait'}>{t.planned(momentWords(start, now))}</StateTile>
  );
}
