import { useEffect, useState } from 'preact/hooks';
import type { ReportSubject } from '../../../../worker/features/upkeep/rules.ts';
import { errorWords } from '../../i18n/zh/errors.ts';
import { upkeep } from '../../i18n/zh/upkeep.ts';
import { answer, api, idempotencyKey } from '../../lib/api.ts';
import { refusalIn } from '../../lib/session.ts';
import { Button } from '../parts/Button.tsx';
import { SelectField, TextField } from '../parts/Field.tsx';
import { Form } from '../parts/Form.tsx';
import { Fault } from '../parts/Waiting.tsx';

const words = upkeep.report;
const SUBJECTS = Object.entries(words.subjects).map(([value, label]) => ({ value, label }));

export interface ReportFormProps {
  id: string;
  /** With what happens next, in words. */
  onSent: (said: string) => void;
}

export function ReportForm({ id, onSent }: ReportFormProps) {
  const [subject, setSubject] = useState<string>('hours');
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const [key] = useState(idempotencyKey);

  // The button that led here is gone.
  useEffect(() => document.getElementById('wrong-subject')?.focus(), []);

  async function send() {
    setMissing(text.trim() === '');
    if (text.trim() === '' || busy) return;
    setBusy(true);
    setFault(undefined);
    try {
      const json = { subject: subject as ReportSubject, text: text.trim() };
      const headers = { 'Idempotency-Key': key };
      const asked = api.facilities[':id'].reports.$post({ param: { id }, json }, { headers });
      const { told } = await answer(asked);
      onSent(told ? words.doneTold : words.done);
    } catch (caught) {
      setFault(refusalIn(caught).code);
      setBusy(false);
    }
  }

  return (
    <Form label={words.title} busy={busy} onSubmit={() => void send()}>
      <SelectField
        id="wrong-subject"
        label={words.subject}
        options={SUBJECTS}
        value={subject}
        onChange={setSubject}
      />
      <TextField
        id="wrong-text"
        label={words.text}
        help={words.textHelp}
        maxLength={300}
        value={text}
        error={missing ? words.need : undefined}
        onInput={setText}
      />
      {fault && <Fault text={errorWords(fault).text} />}
      <Button type="submit" busy={busy}>
        {words.send}
      </Button>
    </Form>
  );
}
