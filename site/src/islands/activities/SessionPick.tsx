import { useState } from 'preact/hooks';
import type { Activity } from '../../../../worker/features/activities/schema.ts';
import { activity as t } from '../../i18n/zh/activity.ts';
import { dayName, dayOf, toMs } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { Button } from '../parts/Button.tsx';
import { Choice } from '../parts/Choice.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Section } from '../parts/Section.tsx';
import { StateTile } from '../parts/StateTile.tsx';
import type { Session } from './activity.ts';
import { priceWords } from './Price.tsx';
import type { Mine } from './useMine.ts';
import { momentWords, spanWords } from './when.ts';

/** So many sessions stand open at first; a course of every day has thirty. */
const SHOWN = 4;

interface SessionPickProps {
  activity: Activity;
  chosen: Session | undefined;
  mine: readonly Mine[];
  now: number;
  onChoose: (sessionId: string) => void;
}

/** When it is: each session with what is left of it. Cancelled ones say why. */
export function SessionPick({ activity, chosen, mine, now, onChoose }: SessionPickProps) {
  const [all, setAll] = useState(false);
  const { sessions, recent } = activity;
  if (sessions.length === 0) {
    const [last] = recent;
    return (
      <Section title={t.sessions.title} id="sessions">
        <Empty
          title={t.sessions.nothing}
          text={
            last
              ? `${t.sessions.recent(dayName(dayOf(last.start), now))}${t.sessions.nothingText}`
              : t.sessions.nothingText
          }
        >
          <Button href={paths.activities}>{t.sessions.nothingGo}</Button>
        </Empty>
      </Section>
    );
  }
  const shown = sessions.filter((one, index) => all || index < SHOWN || one === chosen);
  const hidden = sessions.length - shown.length;
  const off = shown.filter(({ state }) => state === 'cancelled');
  const on = shown.filter(({ state }) => state !== 'cancelled');
  return (
    <Section title={t.sessions.title} end={t.sessions.count(sessions.length)} id="sessions">
      {off.length > 0 && (
        <ul class="cannot">
          {off.map((one) => (
            <li key={one.id}>
              <b>{spanWords(one, now)}</b>{' '}
              <StateTile kind="void">
                {one.cancelReason
                  ? t.sessions.cancelledWhy(one.cancelReason)
                  : t.sessions.cancelled}
              </StateTile>
            </li>
          ))}
        </ul>
      )}
      <Choice
        name="session"
        quiet
        label={t.sessions.title}
        options={on.map((one) => ({
          value: one.id,
          label: spanWords(one, now),
          note: (
            <>
              {seatWords(one, now)}
              {one.price && <> · {priceWords(one.price)}</>}
              {one.place !== on[0]?.place && <> · {one.place}</>}
              {mineWords(one, mine)}
            </>
          ),
        }))}
        chosen={chosen ? [chosen.id] : []}
        onChange={([id]) => id && onChoose(id)}
      />
      {hidden > 0 && (
        <Button kind="line" onClick={() => setAll(true)}>
          {t.sessions.more(hidden)}
        </Button>
      )}
    </Section>
  );
}

/** How a session stands for somebody who wants a seat. */
export function seatWords({ start, signUp }: Session, now: number): string {
  const { state, left, capacity, waiting, from } = signUp;
  if (state === 'open') return t.sessions.of(left ?? 0, capacity ?? 0);
  if (state === 'waiting') return t.sessions.waiting(waiting.signUps);
  if (state === 'notYet') return t.sessions.notYet(momentWords(from, now));
  if (toMs(start) <= now && state !== 'cancelled') return t.sessions.under;
  return t.sessions[state];
}

function mineWords(session: Session, mine: readonly Mine[]) {
  return mine
    .filter(({ sessionId }) => sessionId === session.id)
    .map(({ id, names, waiting }) => (
      <b key={id} class="mine">
        {waiting ? t.sessions.mineWaiting(names) : t.sessions.mine(names)}
      </b>
    ));
}
