import { useEffect, useRef, useState } from 'preact/hooks';
import { staffActivities } from '../../i18n/zh/staffActivities.ts';
import { answer, api, Refused } from '../../lib/api.ts';
import type { Day } from '../../lib/format.ts';
import { Button } from '../parts/Button.tsx';
import { Choice } from '../parts/Choice.tsx';
import { Field, SelectField, TextField } from '../parts/Field.tsx';
import { Form } from '../parts/Form.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import {
  type ActivityDraft,
  activityInput,
  blankActivity,
  type Faults,
  faultPath,
  faultsFrom,
  faultsOf,
  nextWeek,
  type SessionDraft,
} from './activityDraft.ts';
import type { AtDesk } from './Desk.tsx';
import { SessionFields } from './SessionFields.tsx';
import { Told } from './Told.tsx';
import { useAct } from './useAct.ts';

const t = staffActivities.form;
const MAX_SESSIONS = 30;

interface Props {
  desk: AtDesk;
  /** With the day of its first session when one was published. */
  onClose: (on?: Day) => void;
}

/** An activity with its sessions. What is wrong is said beside the field, whoever found it. */
export function ActivityForm({ desk, onClose }: Props) {
  const [draft, setDraft] = useState(() => blankActivity(desk.today));
  const [faults, setFaults] = useState<Faults>({});
  // Grows with each try that found faults: then, and not while typing, the first one takes the focus.
  const [tries, setTries] = useState(0);
  const act = useAct();
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => document.getElementById('activity-title')?.focus(), []);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [tries]);
  const set = (change: Partial<ActivityDraft>) => {
    setDraft({ ...draft, ...change });
    setFaults(without(faults, Object.keys(change)));
  };
  const count = Object.keys(faults).length;

  function show(found: Faults) {
    setFaults(found);
    setTries(tries + 1);
  }
  async function save() {
    const found = faultsOf(draft, desk.now);
    show(found);
    if (Object.keys(found).length > 0) return;
    const done = await act.run(async (key) => {
      try {
        await answer(
          api.staff.activities.$post(
            { json: activityInput(draft, desk.place.id) },
            { headers: { 'Idempotency-Key': key } },
          ),
        );
      } catch (caught) {
        if (caught instanceof Refused) show(faultsFrom(caught.refusal.errors ?? []));
        throw caught;
      }
    });
    if (!done) return;
    desk.changed(t.done(draft.title.trim()));
    window.scrollTo(0, 0);
    onClose(draft.sessions[0]?.on);
  }
  function setSession(index: number, change: Partial<SessionDraft>) {
    const sessions = draft.sessions.map((one, at) => (at === index ? { ...one, ...change } : one));
    setDraft({ ...draft, sessions });
    setFaults(
      without(
        faults,
        Object.keys(change).map((name) => faultPath(index, name)),
      ),
    );
  }
  const last = draft.sessions[draft.sessions.length - 1];
  return (
    <div class="activity-form" ref={form}>
      <Form label={t.title} busy={act.busy} onSubmit={() => void save()}>
        <div class="columns two">
          <What draft={draft} faults={faults} set={set} />
          <Section title={t.sessions}>
            {draft.sessions.map((session, index) => (
              <SessionFields
                key={`${index}`}
                index={index}
                session={session}
                faults={faults}
                onChange={(change) => setSession(index, change)}
                onDrop={
                  draft.sessions.length > 1
                    ? () => set({ sessions: draft.sessions.filter((_, at) => at !== index) })
                    : undefined
                }
              />
            ))}
            {last && draft.sessions.length < MAX_SESSIONS && (
              <Button
                kind="line"
                size="small"
                fit
                icon="plus"
                onClick={() => set({ sessions: [...draft.sessions, nextWeek(last)] })}
              >
                {t.addSession}
              </Button>
            )}
          </Section>
        </div>
        {count > 0 && (
          <Notice tone="warm" role="alert">
            {t.needAll(count)}
          </Notice>
        )}
        {act.refusal && count === 0 && <Told refusal={act.refusal} />}
        <div class="choices">
          <Button type="submit" fit busy={act.busy}>
            {t.save}
          </Button>
          <Button kind="line" fit onClick={() => onClose()}>
            {t.cancel}
          </Button>
        </div>
      </Form>
    </div>
  );
}

/** What is changed is no longer said to be wrong. */
function without(faults: Faults, paths: readonly string[]): Faults {
  return Object.fromEntries(Object.entries(faults).filter(([path]) => !paths.includes(path)));
}

interface WhatProps {
  draft: ActivityDraft;
  faults: Faults;
  set: (change: Partial<ActivityDraft>) => void;
}

function What({ draft, faults, set }: WhatProps) {
  const { categories, audiences } = staffActivities;
  return (
    <Section title={t.what}>
      <div class="stack">
        <Field
          id="activity-title"
          label={t.name}
          help={t.nameHelp}
          maxLength={60}
          value={draft.title}
          onInput={(title) => set({ title })}
          error={faults.title}
        />
        <TextField
          id="activity-summary"
          label={t.summary}
          help={t.summaryHelp}
          maxLength={500}
          value={draft.summary}
          onInput={(summary) => set({ summary })}
          error={faults.summary}
        />
        <SelectField
          id="activity-category"
          label={t.category}
          options={labelled(categories)}
          value={draft.category}
          onChange={(category) => set({ category: category as ActivityDraft['category'] })}
          error={faults.category}
        />
        <div>
          <Choice
            name="activity-audience"
            label={t.audience}
            many
            options={labelled(audiences)}
            chosen={draft.audience}
            onChange={(audience) => set({ audience })}
          />
          {faults.audience && (
            <Notice tone="warm" role="alert">
              {faults.audience}
            </Notice>
          )}
        </div>
        <fieldset>
          <legend>{t.ages}</legend>
          <div class="pair">
            <Field
              id="activity-min"
              label={t.minAge}
              inputMode="numeric"
              value={draft.minAge}
              onInput={(minAge) => set({ minAge })}
              error={faults.minAge}
            />
            <Field
              id="activity-max"
              label={t.maxAge}
              inputMode="numeric"
              value={draft.maxAge}
              onInput={(maxAge) => set({ maxAge })}
              error={faults.maxAge}
            />
          </div>
        </fieldset>
        <Points draft={draft} faults={faults} set={set} />
      </div>
    </Section>
  );
}

/** What it costs and what it earns, in points. */
function Points({ draft, faults, set }: WhatProps) {
  return (
    <fieldset>
      <legend>{t.points}</legend>
      <div class="stack">
        <Field
          id="activity-price"
          label={t.price}
          help={t.priceHelp}
          inputMode="numeric"
          value={draft.price}
          onInput={(price) => set({ price })}
          error={faults.price}
        />
        {draft.price.trim() !== '' && (
          <div class="pair">
            <SelectField
              id="activity-price-per"
              label={t.pricePer}
              options={labelled(t.pricePers)}
              value={draft.pricePer}
              onChange={(per) => set({ pricePer: per as ActivityDraft['pricePer'] })}
            />
            <SelectField
              id="activity-no-show"
              label={t.noShow}
              options={labelled(t.noShows)}
              value={draft.noShow}
              onChange={(noShow) => set({ noShow: noShow as ActivityDraft['noShow'] })}
            />
          </div>
        )}
        <SelectField
          id="activity-earns"
          label={t.earns}
          options={labelled(t.earnsActs)}
          value={draft.earns}
          onChange={(earns) => set({ earns: earns as ActivityDraft['earns'] })}
        />
        <Field
          id="activity-organiser"
          label={t.organiser}
          help={t.organiserHelp}
          inputMode="numeric"
          maxLength={11}
          value={draft.organiser}
          onInput={(organiser) => set({ organiser })}
          error={faults.organiserPhone}
        />
      </div>
    </fieldset>
  );
}

function labelled(words: Record<string, string>) {
  return Object.keys(words).map((value) => ({ value, label: words[value] ?? value }));
}
