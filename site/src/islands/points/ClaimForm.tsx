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

interface FieldsProps extends ClaimFormProps {
  rules: Rules;
  today: string;
}

function Fields({ rules, places, today, onSent }: FieldsProps) {
  const [act, setAct] = useState<string>(rules[0]?.act ?? '');
  const [facilityId, setFacilityId] = useState(places[0]?.id ?? '');
  const [doneOn, setDoneOn] = useState(today);
  const [note, setNote] = useState('');
  const [photos, setPhotos] = useState<string[]>([]);
  const photographed = takesPhotos(act as Act);
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string>();
  const [key, setKey] = useState(idempotencyKey);
  useEffect(() => document.getElementById('claim-act')?.focus(), []);

  async function send() {
    const isShort = note.trim().length < 4;
    setMissing(isShort);
    if (isShort || busy) return;
    setBusy(true);
    setRefused(undefined);
    try {
      const json = {
        ...{ act: act as Act, facilityId, doneOn, note: note.trim() },
        photos: photographed ? photos.map(base64Of) : [],
      };
      await answer(api.claims.$post({ json }, { headers: { 'Idempotency-Key': key } }));
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
        onChange={setAct}
      />
      <SelectField
        id="claim-place"
        label={words.place}
        options={places.map(({ id, name }) => ({ value: id, label: name }))}
        value={facilityId}
        onChange={setFacilityId}
      />
      <Field
        id="claim-day"
        type="date"
        label={words.doneOn}
        min={addDays(today, -CLAIM_WITHIN_DAYS)}
        max={today}
        value={doneOn}
        onInput={setDoneOn}
      />
      <TextField
        id="claim-note"
        label={words.note}
        help={words.noteHelp}
        maxLength={300}
        value={note}
        error={missing ? words.noteNeed : undefined}
        onInput={setNote}
      />
      {photographed ? (
        <PhotoField
          id="claim-photos"
          label={words.photos.label}
          help={words.photos.help}
          photos={photos}
          {...CLAIM_PHOTOS}
          onChange={setPhotos}
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
