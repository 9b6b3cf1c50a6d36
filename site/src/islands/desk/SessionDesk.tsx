import { useState } from 'preact/hooks';
import type { Participants, StaffSession } from '../../../../worker/features/activities/schema.ts';
import { staffActivities as t } from '../../i18n/zh/staffActivities.ts';
import { answer, api } from '../../lib/api.ts';
import { toMs } from '../../lib/format.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import { countWords, SessionTile } from './Activities.tsx';
import { CapacityForm } from './CapacityForm.tsx';
import type { AtDesk } from './Desk.tsx';
import { Loaded } from './Loaded.tsx';
import { ReasonForm } from './ReasonForm.tsx';
import { RollCall } from './RollCall.tsx';
import { Told } from './Told.tsx';
import { useAct } from './useAct.ts';
import { useDesk } from './useDesk.ts';
import { periodWords } from './words.ts';

interface Props {
  desk: AtDesk;
  sessionId: string;
  onBack: () => void;
}

/** One session: what it is, its list, and what staff may do with it. */
export function SessionDesk({ desk, sessionId, onBack }: Props) {
  const asked = useDesk(sessionId, desk.turn, () =>
    answer(api.staff.sessions[':id'].participants.$get({ param: { id: sessionId } })),
  );
  return (
    <>
      <div class="choices no-print">
        <Button kind="line" size="small" fit icon="back" onClick={onBack}>
          {t.back}
        </Button>
      </div>
      {asked.refusal && !asked.value ? (
        <Told refusal={asked.refusal} onRetry={asked.again} />
      ) : (
        <Loaded asked={asked} rows={8}>
          {(lists) => <Body desk={desk} lists={lists} />}
        </Loaded>
      )}
    </>
  );
}

function Body({ desk, lists }: { desk: AtDesk; lists: Participants }) {
  const { session } = lists;
  const { activity, start, end, place, signUp, cancelReason } = session;
  const needsList = signUp.capacity !== null;
  return (
    <>
      <div class="no-print">
        <Section title={activity.title}>
          <div class="columns two">
            <div class="session-facts">
              <p class="n">{periodWords(start, end, desk.now)}</p>
              <p>
                <SessionTile session={session} now={desk.now} />
              </p>
              <p>{[place, countWords(session)].join('，')}</p>
              <p class="dim">{activity.summary}</p>
              {cancelReason && <Notice tone="warm">{t.cancelled(cancelReason)}</Notice>}
            </div>
            <div>
              <SessionActs desk={desk} session={session} />
            </div>
          </div>
        </Section>
      </div>
      <div class="columns two">
        {needsList ? (
          <RollCall desk={desk} lists={lists} />
        ) : (
          <Section title={t.list.title}>
            <Empty title={t.list.noSignUp} text={t.list.noSignUpText} />
          </Section>
        )}
        {needsList && (
          <div class="no-print">
            <WaitingList lists={lists} />
          </div>
        )}
      </div>
    </>
  );
}

function WaitingList({ lists }: { lists: Participants }) {
  const { waiting } = lists;
  return (
    <Section title={t.list.waiting} end={t.list.waitingEnd(waiting.length)}>
      {waiting.length === 0 && <p class="dim">{t.list.noWaiting}</p>}
      {waiting.length > 0 && (
        <ol class="dish-list">
          {waiting.map(({ registrationId, attendees }, place) => (
            <li key={registrationId}>
              <b>{attendees.map(({ name }) => name).join('、')}</b>
              <small class="dim">{t.list.place(place + 1)}</small>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

/** How many may come, and calling it off. */
function SessionActs({ desk, session }: { desk: AtDesk; session: StaffSession }) {
  const [open, setOpen] = useState<'capacity' | 'cancel'>();
  const act = useAct();
  const { id, activity, start, end, signUp, can } = session;
  const people = signUp.taken + signUp.waiting.seats;
  const isOver = toMs(end) <= desk.now;
  async function cancel(reason: string) {
    const done = await act.run(() =>
      answer(api.staff.sessions[':id'].cancel.$post({ param: { id }, json: { reason } })),
    );
    if (!done) return;
    setOpen(undefined);
    desk.changed(t.cancel.done(people));
    window.scrollTo(0, 0);
  }
  if (isOver) return null;
  if (open === 'capacity') {
    return <CapacityForm desk={desk} session={session} onClose={() => setOpen(undefined)} />;
  }
  if (open === 'cancel') {
    return (
      <ReasonForm
        id="cancel-reason"
        question={t.cancel.ask(activity.title, periodWords(start, end, desk.now))}
        text={`${t.cancel.text(people)}${t.cancel.cannotUndo}`}
        label={t.cancel.reason}
        help={t.cancel.reasonHelp}
        need={t.cancel.needReason}
        yes={t.cancel.yes}
        no={t.cancel.no}
        act={act}
        onYes={(reason) => void cancel(reason)}
        onNo={() => setOpen(undefined)}
      />
    );
  }
  return (
    <div class="pair">
      {can.changeCapacity && signUp.capacity !== null && (
        <Button kind="line" size="small" onClick={() => setOpen('capacity')}>
          {t.capacity.open}
        </Button>
      )}
      {can.cancel && (
        <Button kind="line" size="small" onClick={() => setOpen('cancel')}>
          {t.cancel.open}
        </Button>
      )}
    </div>
  );
}
