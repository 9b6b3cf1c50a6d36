import { useEffect, useRef, useState } from 'preact/hooks';
import { staffVolunteering } from '../../../i18n/zh/staffVolunteering.ts';
import { volunteer } from '../../../i18n/zh/volunteer.ts';
import { answer, api, Refused } from '../../../lib/api.ts';
import { Button } from '../../parts/Button.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { Field, TextField } from '../../parts/Field.tsx';
import { Form } from '../../parts/Form.tsx';
import { Section } from '../../parts/Section.tsx';
import type { AtDesk } from '../Desk.tsx';
import { TimeField } from '../TimeField.tsx';
import { Told } from '../Told.tsx';
import { useAct } from '../useAct.ts';
import {
  blankTask,
  type Faults,
  faultsFrom,
  faultsOf,
  type TaskDraft,
  taskInput,
} from './taskDraft.ts';

const t = staffVolunteering.form;

/** A new task at the place of the desk. What is wrong is said beside the field, whoever found it. */
export function TaskForm({ desk, onClose }: { desk: AtDesk; onClose: () => void }) {
  const [draft, setDraft] = useState(() => blankTask(desk.today));
  const [faults, setFaults] = useState<Faults>({});
  const act = useAct();
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => document.getElementById('task-title')?.focus(), []);
  const set = (change: Partial<TaskDraft>) => setDraft({ ...draft, ...change });

  function show(found: Faults) {
    setFaults(found);
    requestAnimationFrame(() =>
      form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus(),
    );
  }
  async function save() {
    const found = faultsOf(draft, desk.now);
    show(found);
    if (Object.keys(found).length > 0) return;
    const done = await act.run(async (key) => {
      const json = taskInput(draft, desk.place.id);
      const headers = { 'Idempotency-Key': key };
      try {
        await answer(api.staff['volunteer-tasks'].$post({ json }, { headers }));
      } catch (caught) {
        if (caught instanceof Refused) show(faultsFrom(caught.refusal.errors ?? []));
        throw caught;
      }
    });
    if (!done) return;
    desk.changed(t.done(draft.title.trim()));
    window.scrollTo(0, 0);
    onClose();
  }
  return (
    <div ref={form}>
      <Form label={t.title} busy={act.busy} onSubmit={() => void save()}>
        <div class="columns two">
          <What draft={draft} faults={faults} set={set} />
          <When draft={draft} faults={faults} set={set} />
        </div>
        {act.refusal && <Told refusal={act.refusal} />}
        <div class="choices">
          <Button type="submit" fit busy={act.busy}>
            {t.save}
          </Button>
          <Button kind="line" fit onClick={onClose}>
            {t.cancel}
          </Button>
        </div>
      </Form>
    </div>
  );
}

interface PartProps {
  draft: TaskDraft;
  faults: Faults;
  set: (change: Partial<TaskDraft>) => void;
}

function What({ draft, faults, set }: PartProps) {
  return (
    <Section title={t.what}>
      <div class="stack">
        <Field
          id="task-title"
          label={t.name}
          help={t.nameHelp}
          maxLength={40}
          value={draft.title}
          onInput={(title) => set({ title })}
          error={faults.title}
        />
        <TextField
          id="task-summary"
          label={t.summary}
          help={t.summaryHelp}
          maxLength={500}
          value={draft.summary}
          onInput={(summary) => set({ summary })}
          error={faults.summary}
        />
        <Choice
          name="task-skills"
          label={t.skills}
          many
          options={Object.entries(volunteer.skills).map(([value, label]) => ({ value, label }))}
          chosen={draft.skills}
          onChange={(skills) => set({ skills })}
        />
      </div>
    </Section>
  );
}

function When({ draft, faults, set }: PartProps) {
  return (
    <Section title={t.when}>
      <div class="stack">
        <Field
          id="task-meet"
          label={t.meetAt}
          maxLength={60}
          value={draft.meetAt}
          onInput={(meetAt) => set({ meetAt })}
          error={faults.meetAt}
        />
        <Field
          id="task-on"
          type="date"
          label={t.on}
          value={draft.on}
          onInput={(on) => set({ on })}
          error={faults.start}
        />
        <div class="pair">
          <TimeField
            id="task-from"
            label={t.from}
            value={draft.from}
            onTime={(from) => set({ from })}
          />
          <TimeField
            id="task-until"
            label={t.until}
            value={draft.until}
            onTime={(until) => set({ until })}
            error={faults.end}
          />
        </div>
        <Field
          id="task-places"
          label={t.places}
          inputMode="numeric"
          value={draft.places}
          onInput={(places) => set({ places })}
          error={faults.places}
        />
        <Field
          id="task-age"
          label={t.minAge}
          help={t.minAgeHelp}
          inputMode="numeric"
          value={draft.minAge}
          onInput={(minAge) => set({ minAge })}
          error={faults.minAge}
        />
      </div>
    </Section>
  );
}
