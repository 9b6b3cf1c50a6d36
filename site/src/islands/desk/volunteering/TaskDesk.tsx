import { useState } from 'preact/hooks';
import type { StaffTask, Volunteers } from '../../../../../worker/features/volunteering/schema.ts';
import { staffVolunteering } from '../../../i18n/zh/staffVolunteering.ts';
import { answer, api } from '../../../lib/api.ts';
import { Button } from '../../parts/Button.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { Section } from '../../parts/Section.tsx';
import type { AtDesk } from '../Desk.tsx';
import { Loaded } from '../Loaded.tsx';
import { ReasonForm } from '../ReasonForm.tsx';
import { useAct } from '../useAct.ts';
import { useDesk } from '../useDesk.ts';
import { periodWords } from '../words.ts';
import { CodeScreen } from './CodeScreen.tsx';
import { People } from './People.tsx';
import { TaskTile } from './VolunteeringDesk.tsx';

const t = staffVolunteering.one;

interface Props {
  desk: AtDesk;
  taskId: string;
  onBack: () => void;
}

/** One task: what it is, the code to show, who is there. */
export function TaskDesk({ desk, taskId, onBack }: Props) {
  const asked = useDesk(taskId, desk.turn, () =>
    answer(api.staff['volunteer-tasks'][':id'].people.$get({ param: { id: taskId } })),
  );
  return (
    <>
      <div class="choices">
        <Button kind="line" size="small" fit icon="back" onClick={onBack}>
          {t.back}
        </Button>
      </div>
      <Loaded asked={asked} rows={6}>
        {(found) => <Body desk={desk} found={found} />}
      </Loaded>
    </>
  );
}

function Body({ desk, found }: { desk: AtDesk; found: Volunteers }) {
  const { task } = found;
  const { taken, places } = task.signUp;
  return (
    <div class="columns two">
      <div>
        <Section title={task.title} end={<TaskTile task={task} now={desk.now} />}>
          <div class="stack">
            <p class="n">{periodWords(task.start, task.end, desk.now)}</p>
            <p>
              {task.meetAt}，{t.facts(taken, places, task.here)}
            </p>
            <p class="dim">{task.summary}</p>
            {task.cancelReason && <Notice tone="warm">{t.cancelled(task.cancelReason)}</Notice>}
            {task.can.cancel && <Cancel task={task} onDone={desk.changed} />}
          </div>
        </Section>
        <People desk={desk} found={found} />
      </div>
      {task.can.check && <Code taskId={task.id} />}
    </div>
  );
}

function Code({ taskId }: { taskId: string }) {
  const [shown, setShown] = useState(false);
  const { code } = staffVolunteering;
  return (
    <Section title={code.title}>
      <div class="stack">
        <p class="dim">{code.text}</p>
        {shown && <CodeScreen taskId={taskId} />}
        <Button kind={shown ? 'line' : 'go'} fit icon="qr" onClick={() => setShown(!shown)}>
          {shown ? code.hide : code.show}
        </Button>
      </div>
    </Section>
  );
}

function Cancel({ task, onDone }: { task: StaffTask; onDone: (words: string) => void }) {
  const [asking, setAsking] = useState(false);
  const act = useAct();
  async function cancel(reason: string) {
    const done = await act.run(() =>
      answer(
        api.staff['volunteer-tasks'][':id'].cancel.$post({
          param: { id: task.id },
          json: { reason },
        }),
      ),
    );
    if (done) onDone(t.cancelDone(task.title));
  }
  if (!asking) {
    return (
      <Button kind="line" size="small" fit onClick={() => setAsking(true)}>
        {t.cancel}
      </Button>
    );
  }
  return (
    <ReasonForm
      id="task-cancel"
      question={t.cancelQuestion}
      text={t.cancelText}
      label={t.reason}
      maxLength={100}
      need={t.reasonNeed}
      yes={t.cancelYes}
      no={t.keep}
      act={act}
      onYes={(reason) => void cancel(reason)}
      onNo={() => setAsking(false)}
    />
  );
}
