import { useEffect, useState } from 'preact/hooks';
import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';
import { Told } from './Told.tsx';
import type { Act } from './useAct.ts';

interface Props {
  id: string;
  question: string;
  text: string;
  label: string;
  help?: string;
  /** 200 where nothing is said. */
  maxLength?: number;
  /** Said when the reason is missing. */
  need: string;
  yes: string;
  no: string;
  act: Act;
  onYes: (reason: string) => void;
  onNo: () => void;
}

/** Asks once, and why: the reason stays in the record, and some of those concerned read it. */
export function ReasonForm(props: Props) {
  const { id, question, text, label, help, maxLength = 200, need, yes, no } = props;
  const { act, onYes, onNo } = props;
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  useEffect(() => document.getElementById(id)?.focus(), [id]);
  return (
    <form
      class="confirm stack"
      noValidate
      aria-label={question}
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(reason.trim() === '');
        if (reason.trim() !== '' && !act.busy) onYes(reason.trim());
      }}
    >
      <div>
        <p class="question">{question}</p>
        <p>{text}</p>
      </div>
      <Field
        id={id}
        label={label}
        help={help}
        maxLength={maxLength}
        value={reason}
        onInput={setReason}
        error={missing ? need : undefined}
      />
      {act.refusal && <Told refusal={act.refusal} />}
      <div class="pair">
        <Button kind="line" onClick={onNo}>
          {no}
        </Button>
        <Button type="submit" busy={act.busy}>
          {yes}
        </Button>
      </div>
    </form>
  );
}
