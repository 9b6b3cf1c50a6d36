import { useState } from 'preact/hooks';
import { staffRegister } from '../../../i18n/zh/staffRegister.ts';
import { answer, api } from '../../../lib/api.ts';
import { Button } from '../../parts/Button.tsx';
import { SelectField, TextField } from '../../parts/Field.tsx';
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
import type { ScopeChoice } from './scopes.ts';

const t = staffRegister.banners;
const TONES = (['warm', 'plain'] as const).map((value) => ({ value, label: t.tones[value] }));
const USUAL_HOURS = 24;

interface Props {
  desk: AtRegister;
  scopes: readonly ScopeChoice[];
  onClose: () => void;
}

/** What is to stand over which pages, from when until when. */
export function BannerForm({ desk, scopes, onClose }: Props) {
  const [scope, setScope] = useState(0);
  const [tone, setTone] = useState<'plain' | 'warm'>('warm');
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
    if (first) return document.getElementById(`banner-${first}`)?.focus();
    const chosen = scopes[scope];
    if (!chosen) return;
    const json = {
      scopeKind: chosen.kind,
      scopeId: chosen.id,
      tone,
      text: text.trim(),
      ...instantsOf(period),
    };
    const done = await act.run((key) =>
      answer(api.staff.banners.$post({ json }, { headers: { 'Idempotency-Key': key } })),
    );
    if (!done) return;
    onClose();
    desk.changed(staffRegister.said.banner);
  }
  return (
    <Form label={t.form} busy={act.busy} onSubmit={() => void save()}>
      {scopes.length > 1 && (
        <SelectField
          id="banner-scope"
          label={t.scope}
          options={scopes.map(({ label }, index) => ({ value: String(index), label }))}
          value={String(scope)}
          onChange={(value) => setScope(Number(value))}
        />
      )}
      <TextField
        id="banner-text"
        label={t.text}
        help={t.textHelp}
        maxLength={120}
        value={text}
        error={wrong.text}
        onInput={setText}
      />
      <Picks
        label={t.tone}
        options={TONES}
        chosen={tone}
        onChoose={(value) => setTone(value as 'plain' | 'warm')}
      />
      <PeriodFields
        id="banner"
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
