import { useState } from 'preact/hooks';
import type { HoursSpan } from '../../../../../worker/features/directory/rules/hours.ts';
import { readHours } from '../../../../../worker/features/directory/rules/hoursReading.ts';
import type { FacilityRecord } from '../../../../../worker/features/upkeep/schema.ts';
import { staffRegister } from '../../../i18n/zh/staffRegister.ts';
import { answer, api } from '../../../lib/api.ts';
import { dayOf } from '../../../lib/format.ts';
import { Button } from '../../parts/Button.tsx';
import { Field, SelectField, TextField } from '../../parts/Field.tsx';
import { Form } from '../../parts/Form.tsx';
import { Picks } from '../../parts/Picks.tsx';
import { Told } from '../Told.tsx';
import { useAct } from '../useAct.ts';
import { hoursFault } from './draft.ts';
import type { AtRegister } from './register.ts';

const t = staffRegister.dated;
const KINDS = (['shut', 'hours'] as const).map((value) => ({ value, label: t.kinds[value] }));
const FIELDS = ['from', 'until', 'hours', 'reason'] as const;
type Faults = Partial<Record<(typeof FIELDS)[number], string>>;

interface Props {
  desk: AtRegister;
  record: FacilityRecord;
  onClose: () => void;
}

/** Which days, where, shut or open when, and why. */
export function DatedHoursForm({ desk, record, onClose }: Props) {
  const today = dayOf(desk.now);
  const [kind, setKind] = useState<'shut' | 'hours'>('shut');
  const [sceneId, setSceneId] = useState('');
  const [draft, setDraft] = useState({ from: today, until: today, hours: '', reason: '' });
  const [wrong, setWrong] = useState<Faults>({});
  const act = useAct();
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  async function save() {
    const read = kind === 'shut' ? { spans: [] } : spansIn(draft.hours);
    const faults: Faults = {
      ...daysFault(draft, today),
      ...('fault' in read && { hours: read.fault }),
      ...(draft.reason.trim() === '' && { reason: t.needReason }),
    };
    setWrong(faults);
    const first = FIELDS.find((one) => faults[one]);
    if (first) document.getElementById(`dated-${first}`)?.focus();
    if (first || 'fault' in read) return;
    const json = {
      ...(sceneId ? { sceneId } : {}),
      fromOn: draft.from,
      untilOn: draft.until,
      spans: read.spans,
      reason: draft.reason.trim(),
    };
    const to = { param: { id: record.id }, json };
    const done = await act.run((key) =>
      answer(
        api.staff.facilities[':id']['dated-hours'].$post(to, {
          headers: { 'Idempotency-Key': key },
        }),
      ),
    );
    if (!done) return;
    onClose();
    desk.changed(staffRegister.said.dated(record.name));
  }
  return (
    <Form label={t.form} busy={act.busy} onSubmit={() => void save()}>
      <div class="pair">
        <Field
          id="dated-from"
          label={staffRegister.period.from}
          type="date"
          value={draft.from}
          error={wrong.from}
          onInput={(from) => set({ from, ...(from > draft.until ? { until: from } : {}) })}
        />
        <Field
          id="dated-until"
          label={staffRegister.period.until}
          type="date"
          value={draft.until}
          error={wrong.until}
          onInput={(until) => set({ until })}
        />
      </div>
      {record.scenes.length > 0 && (
        <SelectField
          id="dated-scene"
          label={staffRegister.conditions.where}
          options={[
            { value: '', label: staffRegister.conditions.whole },
            ...record.scenes.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={sceneId}
          onChange={setSceneId}
        />
      )}
      <Picks
        label={t.kind}
        options={KINDS}
        chosen={kind}
        onChoose={(value) => setKind(value as typeof kind)}
      />
      {kind === 'hours' && (
        <TextField
          id="dated-hours"
          label={t.hours}
          help={t.hoursHelp}
          rows={2}
          value={draft.hours}
          error={wrong.hours}
          onInput={(hours) => set({ hours })}
        />
      )}
      <Field
        id="dated-reason"
        label={t.reason}
        help={t.reasonHelp}
        maxLength={40}
        value={draft.reason}
        error={wrong.reason}
        onInput={(reason) => set({ reason })}
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

function daysFault({ from, until }: { from: string; until: string }, today: string): Faults {
  if (!from) return { from: t.needDay };
  if (!until) return { until: t.needDay };
  if (until < from) return { until: t.order };
  return until < today ? { until: staffRegister.period.past } : {};
}

/** The times of the days; written without a day, they hold on each. */
function spansIn(typed: string): { spans: HoursSpan[] } | { fault: string } {
  const text = typed.trim();
  const whole = /^\d/.test(text) ? `${t.everyDay} ${text}` : text;
  const fault = text === '' ? t.needHours : hoursFault(whole);
  if (fault) return { fault };
  const read = readHours(whole);
  const periods = 'hours' in read ? (read.hours ?? []) : [];
  const [only] = periods;
  if (periods.length !== 1 || !only || only.from || only.until) return { fault: t.needHours };
  return { spans: only.spans };
}
