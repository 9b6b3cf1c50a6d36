import { useEffect, useRef } from 'preact/hooks';
import type { Registration } from '../../../../worker/features/activities/schema.ts';
import { activities as t } from '../../i18n/zh/activities.ts';
import { clockRange, dayName, dayOf, toMs } from '../../lib/format.ts';
import { usePace, walkTo } from '../../lib/home.ts';
import { paths } from '../../lib/paths.ts';
import { LatePass } from '../LatePass.tsx';
import { Button } from '../parts/Button.tsx';
import { Card } from '../parts/Card.tsx';
import { Notice } from '../parts/Notice.tsx';
import { TakeMe } from '../TakeMe.tsx';
import { momentWords, spanWords } from './when.ts';

interface SignedUpProps {
  registration: Registration;
  now: number;
  onMore: () => void;
}

/** The pass to show at the door, or the place in the queue. */
export function SignedUp({ registration, now, onMore }: SignedUpProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  const { activity, session, state } = registration;
  const waiting = state === 'waiting';
  const place = (registration.ahead?.signUps ?? 0) + 1;
  return (
    <>
      <h2 class="pad done-title" tabIndex={-1} ref={heading}>
        {waiting ? t.done.waitHeading : t.done.title}
      </h2>
      <p class="visually-hidden" role="status">
        {waiting ? t.done.waitSaid(place) : t.done.said(activity.title, spanWords(session, now))}
      </p>
      {waiting ? (
        <Queue registration={registration} place={place} now={now} />
      ) : (
        <DoorPass registration={registration} now={now} />
      )}
      <div class="pad stack">
        <Notice>{cancelWords(registration, now)}</Notice>
        {!waiting && (
          <Button
            kind="line"
            icon="calendar"
            href={`/api/v1/me/agenda/registration/${encodeURIComponent(registration.id)}.ics`}
          >
            {t.done.calendar}
          </Button>
        )}
        <Button kind="line" onClick={onMore}>
          {t.done.more}
        </Button>
      </div>
    </>
  );
}

function cancelWords({ state, cancelUntil }: Registration, now: number): string {
  if (state === 'waiting') return t.done.waitCancel;
  return toMs(cancelUntil) > now
    ? t.done.cancelUntil(momentWords(cancelUntil, now))
    : t.done.cancelOver;
}

function namesOf({ attendees }: Registration): string {
  return attendees.map(({ name }) => name).join(t.join);
}

interface ResultProps {
  registration: Registration;
  now: number;
}

function DoorPass({ registration, now }: ResultProps) {
  const { activity, session, facility, seats, code } = registration;
  const pace = usePace();
  const walk = walkTo(facility.position);
  return (
    <LatePass
      time={clockRange(session.start, session.end)}
      when={t.done.when(dayName(dayOf(session.start), now))}
      whenMore={walk && t.done.walk(walk.minutes[pace])}
      place={activity.title}
      detail={
        <>
          {facility.name}，{session.place}
          <br />
          <b>{t.done.who(namesOf(registration), seats)}</b>
        </>
      }
      code={code}
      noQr={t.done.noQr}
    >
      <TakeMe
        facilityId={facility.id}
        name={facility.name}
        lng={facility.position.lng}
        lat={facility.position.lat}
        kind="line"
        size="small"
        label={t.one.takeMeLabel(facility.name)}
      >
        {t.done.takeMe}
      </TakeMe>
      <Button size="small" href={paths.mine}>
        {t.done.mine}
      </Button>
    </LatePass>
  );
}

function Queue({ registration, place, now }: ResultProps & { place: number }) {
  const { activity, session, seats, ahead } = registration;
  return (
    <Card
      kicker={activity.title}
      kickerEnd={spanWords(session, now)}
      title={t.done.waitTitle(place)}
      text={
        <>
          {t.done.waitText(ahead?.signUps ?? 0, ahead?.people ?? 0)}
          <br />
          {t.done.waitNote}
          <br />
          {t.done.who(namesOf(registration), seats)}
        </>
      }
    >
      <Button href={paths.mine}>{t.done.mine}</Button>
    </Card>
  );
}
