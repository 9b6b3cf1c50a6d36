import { useState } from 'preact/hooks';
import type { MySignUp } from '../../../../worker/features/volunteering/schema.ts';
import { errorWords } from '../../i18n/zh/errors.ts';
import { volunteer } from '../../i18n/zh/volunteer.ts';
import { answer, api } from '../../lib/api.ts';
import { clock, toMs } from '../../lib/format.ts';
import { spanWords } from '../activities/when.ts';
import { useAct } from '../mine/useAct.ts';
import { Button } from '../parts/Button.tsx';
import { Confirm } from '../parts/Confirm.tsx';
import { Tag } from '../parts/Tag.tsx';
import { Fault } from '../parts/Waiting.tsx';
import { longWords, taskPath } from './tasks.ts';

const t = volunteer.hours;

interface Props {
  signUp: MySignUp;
  now: number;
  onCancelled?: () => void;
}

/** One person's place in a task: when, where, how it stands; and giving it back while that is possible. */
export function MyTaskRow({ signUp, now, onCancelled }: Props) {
  const [asking, setAsking] = useState(false);
  const act = useAct();
  const { task, person, can, claim } = signUp;
  async function cancel() {
    const done = await act.run(async () => {
      await answer(api['volunteer-sign-ups'][':id'].cancel.$post({ param: { id: signUp.id } }));
    });
    if (done) onCancelled?.();
  }
  return (
    <li>
      <div>
        <a class="link" href={taskPath(task.id)}>
          <b>{task.title}</b>
        </a>{' '}
        <Tag tone="line">{stateWords(signUp, now)}</Tag>
        <div class="dim">{volunteer.list.at(spanWords(task, now), task.facility.name)}</div>
        <div class="dim">
          {[person.name, claim?.state && t.claim[claim.state]].filter(Boolean).join('，')}
        </div>
        {can.cancel && onCancelled && !asking && (
          <Button
            kind="line"
            size="small"
            fit
            label={t.cancelLabel(task.title, person.name)}
            onClick={() => setAsking(true)}
          >
            {t.cancel}
          </Button>
        )}
        {asking && (
          <Confirm
            question={t.cancelAsk(task.title, person.name)}
            text={t.cancelText}
            yes={t.cancelYes}
            no={t.cancelNo}
            busy={act.busy}
            onYes={() => void cancel()}
            onNo={() => setAsking(false)}
          />
        )}
        {act.fault && <Fault text={errorWords(act.fault.code).text} />}
      </div>
    </li>
  );
}

function stateWords(
  { state, task, checkedIn, checkedOut, minutes }: MySignUp,
  now: number,
): string {
  if (state !== 'signed') return t.state[state];
  if (checkedOut) return t.state.out(longWords(minutes ?? 0));
  if (checkedIn) return t.state.in(clock(checkedIn));
  return toMs(task.end) > now ? t.state.signed : t.state.absent;
}
