import { useState } from 'preact/hooks';
import type { FacilityRecord } from '../../../../../worker/features/upkeep/schema.ts';
import { staffRegister } from '../../../i18n/zh/staffRegister.ts';
import { answer, api } from '../../../lib/api.ts';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { Form } from '../../parts/Form.tsx';
import { Told } from '../Told.tsx';
import { useAct } from '../useAct.ts';
import type { AtRegister } from './register.ts';

const t = staffRegister.numbers;
/** As the API takes it. */
const NUMBER = /^[a-z0-9][a-z0-9_-]{0,63}$/;

interface Props {
  desk: AtRegister;
  record: FacilityRecord;
}

/** The number of a place, others that lead to it, and giving it one more. */
export function Numbers({ desk, record }: Props) {
  const [adding, setAdding] = useState(false);
  return (
    <>
      <dl class="facts-read">
        <div>
          <dt>{t.own}</dt>
          <dd>{record.id}</dd>
        </div>
        {record.numbers.map(({ number, reason }) => (
          <div key={number}>
            <dt>{t.reasons[reason]}</dt>
            <dd>{number}</dd>
          </div>
        ))}
      </dl>
      {record.can.renumber && !adding && (
        <>
          <p class="dim">{t.lead}</p>
          <Button kind="line" fit onClick={() => setAdding(true)}>
            {t.open}
          </Button>
        </>
      )}
      {adding && <NumberForm desk={desk} record={record} onClose={() => setAdding(false)} />}
    </>
  );
}

function NumberForm({ desk, record: { id, name }, onClose }: Props & { onClose: () => void }) {
  const [number, setNumber] = useState('');
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<{ number?: string; reason?: string }>({});
  const act = useAct();
  async function give() {
    const typed = number.trim().toLowerCase();
    const faults = {
      ...(NUMBER.test(typed) ? {} : { number: t.bad }),
      ...(reason.trim() === '' && { reason: t.need }),
    };
    setWrong(faults);
    const first = Object.keys(faults)[0];
    if (first) document.getElementById(`number-${first}`)?.focus();
    if (first) return;
    const json = { number: typed, reason: reason.trim() };
    const done = await act.run(() =>
      answer(api.staff.facilities[':id'].numbers.$post({ param: { id }, json })),
    );
    if (!done) return;
    onClose();
    desk.changed(staffRegister.said.numbered(name, typed));
  }
  return (
    <Form label={t.open} busy={act.busy} onSubmit={() => void give()}>
      <Field
        id="number-number"
        label={t.number}
        help={t.help}
        autocomplete="off"
        maxLength={64}
        value={number}
        error={wrong.number}
        onInput={setNumber}
      />
      <Field
        id="number-reason"
        label={t.reason}
        maxLength={200}
        value={reason}
        error={wrong.reason}
        onInput={setReason}
      />
      {act.refusal && <Told refusal={act.refusal} />}
      <div class="pair">
        <Button kind="line" onClick={onClose}>
          {t.no}
        </Button>
        <Button type="submit" busy={act.busy}>
          {t.yes}
        </Button>
      </div>
    </Form>
  );
}
