import { useEffect, useState } from 'preact/hooks';
import type { StaffSession } from '../../../../worker/features/activities/schema.ts';
import { staffActivities } from '../../i18n/zh/staffActivities.ts';
import { answer, api } from '../../lib/api.ts';
import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';
import type { AtDesk } from './Desk.tsx';
import { wholeNumber } from './MenuTable.tsx';
import { Told } from './Told.tsx';
import { useAct } from './useAct.ts';

const t = staffActivities.capacity;
const MAX_CAPACITY = 2000;

interface Props {
  desk: AtDesk;
  session: StaffSession;
  onClose: () => void;
}

/** How many may come, and why that changes. More places are given to those who wait at once. */
export function CapacityForm({ desk, session, onClose }: Props) {
  const { id, signUp } = session;
  const [typed, setTyped] = useState(String(signUp.capacity ?? ''));
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<{ capacity?: string; reason?: string }>({});
  const act = useAct();
  useEffect(() => document.getElementById('capacity')?.focus(), []);
  async function save() {
    const capacity = wholeNumber(typed, MAX_CAPACITY) || undefined;
    const why = reason.trim();
    setWrong({
      capacity: capacity === undefined ? t.bad : undefined,
      reason: why === '' ? t.needReason : undefined,
    });
    if (capacity === undefined || why === '') {
      return document.getElementById(capacity === undefined ? 'capacity' : 'capacity-why')?.focus();
    }
    const done = await act.run(() =>
      answer(api.staff.sessions[':id'].$patch({ param: { id }, json: { capacity, reason: why } })),
    );
    if (!done) return;
    desk.changed(t.done(capacity));
    window.scrollTo(0, 0);
    onClose();
  }
  return (
    <form
      class="confirm stack"
      noValidate
      aria-label={t.open}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Field
        id="capacity"
        label={t.label}
        help={t.help(signUp.taken)}
        inputMode="numeric"
        value={typed}
        onInput={setTyped}
        error={wrong.capacity}
      />
      <Field
        id="capacity-why"
        label={t.reason}
        maxLength={200}
        value={reason}
        onInput={setReason}
        error={wrong.reason}
      />
      {act.refusal && <Told refusal={act.refusal} />}
      <div class="pair">
        <Button kind="line" onClick={onClose}>
          {t.cancel}
        </Button>
        <Button type="submit" busy={act.busy}>
          {t.save}
        </Button>
      </div>
    </form>
  );
}
