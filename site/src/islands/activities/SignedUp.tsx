import type { Registration } from '../../../../worker/features/activities/schema.ts';
import { activity as a } from '../../i18n/zh/activity.ts';
import { audience } from '../../i18n/zh/audience.ts';
import { price } from '../../i18n/zh/price.ts';
import { signUp as t } from '../../i18n/zh/signUp.ts';
import { clockRange, dayName, dayOf, toMs } from '../../lib/format.ts';
import { usePace, walkTo } from '../../lib/home.ts';
import { paths } from '../../lib/paths.ts';
import { Button } from '../parts/Button.tsx';
import { Card } from '../parts/Card.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Pass } from '../parts/Pass.tsx';
import { TakeMe } from '../TakeMe.tsx';
import { momentWords, spanWords } from './when.ts';

export interface SignedUpProps {
  registration: Registration;
  now: number;
  onMore: () => void;
}

/** The pass to show at the door, or the place in the queue. */
export function SignedUp({ registration, now, onMore }: SignedUpProps) {
  const { state } = registration;
  const waiting = state === 'waiting';
  const place = (registration.ahead?.signUps ?? 0) + 1;
  return (
    <>
      {waiting ? (
        <Queue registration={registration} place={place} now={now} />
      ) : (
        <DoorPass registration={registration} now={now} />
      )}
      <div class="pad stack">
        <Notice>
          <p>{cancelWords(registration, now)}</p>
          {registration.points && (
            <p>
              {state === 'waiting'
                ? price.waits(registration.points.cost)
                : `${price.mine.held(registration.points.held)}。`}
            </p>
          )}
        </Notice>
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
  return attendees.map(({ name }) => name).join(audience.join);
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
    <Pass
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
    >
      <TakeMe
        facilityId={facility.id}
        name={facility.name}
        lng={facility.position.lng}
        lat={facility.position.lat}
        kind="line"
        size="small"
        label={a.one.takeMeLabel(facility.name)}
      >
        {t.done.takeMe}
      </TakeMe>
      <Button size="small" href={paths.mine}>
        {t.done.mine}
      </Button>
    </Pass>
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
