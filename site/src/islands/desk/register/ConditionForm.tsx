import { useState } from 'preact/hooks';
import {
  CONDITION_EFFECTS,
  type ConditionEffect,
} from '../../../../../worker/features/directory/rules/upkeep.ts';
import type { FacilityRecord } from '../../../../../worker/features/upkeep/schema.ts';
import { staffRegister } from '../../../i18n/zh/staffRegister.ts';
import { answer, api } from '../../../lib/api.ts';
import { Button } from '../../parts/Button.tsx';
import { Field, SelectField } from '../../parts/Field.tsx';
import { Form } from '../../parts/Form.tsx';
import { Picks } from '../../parts/Picks.tsx';
import { Told } from '../Told.tsx';
import { useAct } from '../useAct.ts';
import {
  instantsOf,
  type PeriodFaults,
  PeriodFields,
  periodFaults,
  periodFrom,
} from './PeriodFields.tsx';
import type { AtRegister } from './register.ts';

const t = staffRegister.conditions;
const EFFECTS = CONDITION_EFFECTS.map((value) => ({ value, label: t.effects[value] }));
const USUAL_HOURS = 3;

interface Props {
  desk: AtRegister;
  record: FacilityRecord;
  onClose: () => void;
}

/** How the place stands for some hours: what, where inside, until when. */
export function ConditionForm({ desk, record, onClose }: Props) {
  const [effect, setEffect] = useState<ConditionEffect>('closed');
  const [sceneId, setSceneId] = useState('');
  const [text, setText] = useState('');
  const [period, setPeriod] = useState(() => periodFrom(desk.now, USUAL_HOURS));
  const [wrong, setWrong] = useState<PeriodFaults & { text?: string }>({});
  const act = useAct();
  async function save() {
    const faults = {
      ...periodFaults(period, desk.now),
      ...(text.trim() === '' ? { text: t.needText } : {}),
    };
    setWrong(faults);
    const first = (['text', 'from', 'until'] as const).find((one) => faults[one]);
    if (first) return document.getElementById(`condition-${first}`)?.focus();
    const json = {
      facilityId: record.id,
      ...(sceneId ? { sceneId } : {}),
      effect,
      text: text.trim(),
      ...instantsOf(period),
    };
    const done = await act.run((key) =>
      answer(api.staff.conditions.$post({ json }, { headers: { 'Idempotency-Key': key } })),
    );
    if (!done) return;
    onClose();
    desk.changed(staffRegister.said.condition(record.name));
  }
  return (
    <Form label={t.form} busy={act.busy} onSubmit={() => void save()}>
      <Picks
        label={t.effect}
        options={EFFECTS}
        chosen={effect}
        onChoose={(value) => setEffect(value as ConditionEffect)}
      />
      {record.scenes.length > 0 && (
        <SelectField
          id="condition-scene"
          label={t.where}
          options={[
            { value: '', label: t.whole },
            ...record.scenes.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={sceneId}
          onChange={setSceneId}
        />
      )}
      <Field
        id="condition-text"
        label={t.text}
        help={t.textHelp}
        maxLength={80}
        value={text}
        error={wrong.text}
        onInput={setText}
      />
      <PeriodFields
        id="condition"
        period={period}
        wrong={wrong}
        onChange={(change) => setPeriod({ ...period, ...change })}
      />
      {act.refusal && <Told refusal={act.refusal} />}
      <div class="pair">
        <Button kind="line" onClick={onClose}>
          {staffRegister.cancel}
        </Button>
        <Button type="submit" busy={act.busy}>
          {t.save}
        </Button>
      </div>
    </Form>
  );
}
