import type { Activity } from '../../../../worker/features/activities/schema.ts';
import { activity as t } from '../../i18n/zh/activity.ts';
import { clockRange, dayName, dayOf } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { Button } from '../parts/Button.tsx';
import { Dock } from '../parts/Dock.tsx';
import { TakeMe } from '../TakeMe.tsx';
import { isJoinable, type Session } from './activity.ts';
import { momentWords } from './when.ts';

interface SignUpDockProps {
  activity: Activity;
  session: Session;
  /** So many are chosen; undefined while nobody is signed in. */
  count: number | undefined;
  /** Everybody of the household has a place already. */
  allIn: boolean;
  busy: boolean;
  now: number;
  onPress: (wait: boolean) => void;
  onChoose: (sessionId: string) => void;
}

/** The one act of the page: sign up, wait, walk there; or where to turn when none of them is possible. */
export function SignUpDock(props: SignUpDockProps) {
  const { activity, session, count, allIn, busy, now, onPress } = props;
  const { signUp } = session;
  const { facility } = activity;
  const day = dayName(dayOf(session.start), now);
  const time = clockRange(session.start, session.end);
  if (signUp.state === 'none') {
    return (
      <Dock line={`${day}·${t.dock.none}`} figure={time}>
        <TakeMe
          facilityId={facility.id}
          name={facility.name}
          lng={facility.position.lng}
          lat={facility.position.lat}
          kind="act"
          label={t.one.takeMeLabel(facility.name)}
        >
          {t.dock.takeMe}
        </TakeMe>
      </Dock>
    );
  }
  if (!isJoinable(session)) return <Elsewhere {...props} />;
  if (allIn) {
    return (
      <Dock line={t.dock.allIn} figure={day}>
        <Button kind="act" href={paths.mine}>
          {t.dock.mine}
        </Button>
      </Dock>
    );
  }
  const seats = count ?? 1;
  const wait = signUp.state === 'waiting' || (signUp.left ?? 0) < seats;
  const words = wait ? (seats > 1 ? t.dock.waitAll : t.dock.wait) : t.dock.signUp;
  return (
    <Dock line={count ? `${day}·${t.dock.people(count)}` : day} figure={time}>
      <Button kind="act" busy={busy} onClick={() => onPress(wait)}>
        {count === 0 ? t.dock.who : words}
      </Button>
    </Dock>
  );
}

/** Nothing to sign up for here: another session that takes people, else other activities. */
function Elsewhere({ activity, session, now, onChoose }: SignUpDockProps) {
  const { state, from } = session.signUp;
  const says: Partial<Record<typeof state, string>> = {
    notYet: t.dock.notYet(momentWords(from, now)),
    cancelled: t.dock.cancelled,
    full: t.dock.full,
  };
  const next = activity.sessions.find(isJoinable);
  return (
    <Dock line={says[state] ?? t.dock.over}>
      {next ? (
        <Button kind="act" onClick={() => onChoose(next.id)}>
          {t.dock.next}
        </Button>
      ) : (
        <Button kind="act" href={paths.activities}>
          {t.dock.others}
        </Button>
      )}
    </Dock>
  );
}
