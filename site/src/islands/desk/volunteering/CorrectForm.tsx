import { useEffect, useState } from 'preact/hooks';
import { staffVolunteering } from '../../../i18n/zh/staffVolunteering.ts';
import { answer, api } from '../../../lib/api.ts';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { Form } from '../../parts/Form.tsx';
import { wholeNumber } from '../MenuTable.tsx';
import { Told } from '../Told.tsx';
import { useAct } from '../useAct.ts';
import type { Person } from './People.tsx';

const t = staffVolunteering.people;

interface Props {
  person: Person;
  /** Minutes that were planned: no more can stand. */
  most: number;
  onDone: (words: string) => void;
  onKeep: () => void;
}

/** How many minutes should stand for somebody, and why. What stood before stays in the record. */
export function CorrectForm({
  person: { id, name, minutes: stands },
  most,
  onDone,
  onKeep,
}: Props) {
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<{ minutes?: string; reason?: string }>({});
  const act = useAct();
  useEffect(() => document.getElementById(`minutes-${id}`)?.focus(), [id]);
  async function correct() {
    const minutes = wholeNumber(typed, most);
    const why = reason.trim();
    const isNew = minutes !== undefined && minutes !== stands;
    setWrong({
      ...(!isNew && { minutes: t.minutesBad(most) }),
      ...(why.length < 2 && { reason: staffVolunteering.one.reasonNeed }),
    });
    if (!isNew || why.length < 2) return;
    const json = { minutes, reason: why };
    const done = await act.run(() =>
      answer(api.staff['volunteer-sign-ups'][':id'].corrections.$post({ param: { id }, json })),
    );
    if (done) onDone(t.done.correct(name, minutes));
  }
  return (
    <Form label={t.label(t.correct, name)} busy={act.busy} onSubmit={() => void correct()}>
      <p>{t.correctText(stands ?? 0)}</p>
      <Field
        id={`minutes-${id}`}
        label={t.minutes}
        help={t.minutesHelp(most)}
        inputMode="numeric"
        value={typed}
        onInput={setTyped}
        error={wrong.minutes}
      />
      <Field
        id={`correct-why-${id}`}
        label={staffVolunteering.one.reason}
        maxLength={100}
        value={reason}
        onInput={setReason}
        error={wrong.reason}
      />
      {act.refusal && <Told refusal={act.refusal} />}
      <div class="pair">
        <Button kind="line" onClick={onKeep}>
          {staffVolunteering.one.keep}
        </Button>
        <Button type="submit" busy={act.busy}>
          {t.correctYes}
        </Button>
      </div>
    </Form>
  );
}
