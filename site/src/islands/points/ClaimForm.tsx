import { useEffect, useState } from 'preact/hooks';
import {
  type Act,
  CLAIM_PHOTOS,
  CLAIM_WITHIN_DAYS,
  takesPhotos,
} from '../../../../worker/features/earning/rules.ts';
import { errorWords } from '../../i18n/zh/errors.ts';
import { points } from '../../i18n/zh/points.ts';
import { answer, api, type InferResponseType, idempotencyKey } from '../../lib/api.ts';
import { dropDraft, keepDraft, keptDraft } from '../../lib/draft.ts';
import { addDays, dayOf } from '../../lib/format.ts';
import { useNow } from '../../lib/now.ts';
import { base64Of } from '../../lib/photo.ts';
import { codeOf, isSignedOut, refusalIn, requireSignIn } from '../../lib/session.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Field, SelectField, TextField } from '../parts/Field.tsx';
import { Form } from '../parts/Form.tsx';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import type { Place } from './ClaimDoor.tsx';
import { PhotoField } from './PhotoField.tsx';

const words = points.claim;

type Rules = InferResponseType<(typeof api)['earning-rules']['$get'], 200>['items'];

export interface ClaimFormProps {
  places: readonly Place[];
  onSent: () => void;
}

export function ClaimForm({ places, onSent }: ClaimFormProps) {
  const now = useNow();
  const [rules, setRules] = useState<Rules>();
  const [fault, setFault] = useState<string>();

  async function load() {
    setFault(undefined);
    try {
      setRules((await answer(api['earning-rules'].$get())).items);
    } catch (caught) {
      setFault(codeOf(caught));
    }
  }
  useEffect(() => {
    void load();
  }, []);

  if (fault) return <Fault text={errorWords(fault).text} onRetry={() => void load()} />;
  if (!rules || !now) return <Waiting rows={4} />;
  if (rules.length === 0) return <Empty title={points.earn.none} text={points.earn.noneText} />;
  return <Fields rules={rules} places={places} today={dayOf(now)} onSent={onSent} />;
}

/** A claim as it is typed; photos as data URLs. */
type Draft = { act: string; facilityId: string; doneOn: string; note: string; photos: string[] };
type Faults = { place?: string; day?: string; note?: string };

const KEY = 'claim';

/** What is missing, in words, field by field. A character of two halves counts as one. */
function faultsOf({ facilityId, doneOn, note }: Draft, today: string): Faults {
  const isTimely = doneOn >= addDays(today, -CLAIM_WITHIN_DAYS) && doneOn <= today;
  return {
    ...(!facilityId && { place: words.placeNeed }),
    ...(!isTimely && { day: words.dayNeed }),
    ...([...note.trim()].length < 4 && { note: words.noteNeed }),
  };
}

interface FieldsProps extends ClaimFormProps {
  rules: Rules;
  today: string;
}

function Fields({ rules, places, today, onSent }: FieldsProps) {
  const [draft, setDraft] = useState<Draft>(() => ({
    ...{ act: rules[0]?.act ?? '', facilityId: '', doneOn: today, note: '', photos: [] },
    ...keptDraft<Draft>(KEY),
  }));
  const { act, facilityId, doneOn, note, photos } = draft;
  const set = (change: Partial<Draft>) => setDraft((old) => ({ ...old, ...change }));
  const photographed = takesPhotos(act as Act);
  const [faults, setFaults] = useState<Faults>({});
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string>();
  const [key, setKey] = useState(idempotencyKey);
  useEffect(() => document.getElementById('claim-act')?.focus(), []);
  useEffect(() => keepDraft(KEY, draft), [draft]);

  async function send() {
    const found = faultsOf(draft, today);
    setFaults(found);
    const [first] = Object.keys(found);
    if (first) document.getElementById(`claim-${first}`)?.focus();
    if (first || busy) return;
    setBusy(true);
    setRefused(undefined);
    try {
      const json = {
        ...{ act: act as Act, facilityId, doneOn, note: note.trim() },
        photos: photographed ? photos.map(base64Of) : [],
      };
      await answer(api.claims.$post({ json }, { headers: { 'Idempotency-Key': key } }));
      dropDraft(KEY);
      onSent();
    } catch (caught) {
      if (isSignedOut(caught)) requireSignIn();
      const { code } = refusalIn(caught);
      setRefused(code);
      // Only where nobody knows whether it arrived is the next try the same claim.
      if (code !== 'network' && code !== 'server.fault') setKey(idempotencyKey());
      setBusy(false);
    }
  }

  return (
    <Form label={words.title} busy={busy} onSubmit={() => void send()}>
      <SelectField
        id="claim-act"
        label={words.act}
        options={rules.map((rule) => ({
          value: rule.act,
          label: words.option(rule.name, rule.points),
        }))}
        value={act}
        onChange={(chosen) => set({ act: chosen })}
      />
      <SelectField
        id="claim-place"
        label={words.place}
        options={[
          { value: '', label: words.pickPlace },
          ...places.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={facilityId}
        error={faults.place}
        onChange={(chosen) => set({ facilityId: chosen })}
      />
      <Field
        id="claim-day"
        type="date"
        label={words.doneOn}
        min={addDays(today, -CLAIM_WITHIN_DAYS)}
        max={today}
        value={doneOn}
        error={faults.day}
        onInput={(day) => set({ doneOn: day })}
      />
      <TextField
        id="claim-note"
        label={words.note}
        help={words.noteHelp}
        maxLength={300}
        value={note}
        error={faults.note}
        onInput={(text) => set({ note: text })}
      />
      {photographed ? (
        <PhotoField
          id="claim-photos"
          label={words.photos.label}
          help={words.photos.help}
          photos={photos}
          {...CLAIM_PHOTOS}
          onChange={(chosen) => set({ photos: chosen })}
        />
      ) : (
        <p class="dim">{words.photos.none}</p>
      )}
      {refused && <Fault text={errorWords(refused).text} />}
      <Button type="submit" busy={busy}>
        {words.send}
      </Button>
    </Form>
  );
}
