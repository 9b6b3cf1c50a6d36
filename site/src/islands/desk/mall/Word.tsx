import { useState } from 'preact/hooks';
import { staffMall as t } from '../../../i18n/zh/staffMall.ts';
import { refusalIn } from '../../../lib/session.ts';
import { Button } from '../../parts/Button.tsx';
import { Confirm } from '../../parts/Confirm.tsx';
import { Field } from '../../parts/Field.tsx';
import { Form } from '../../parts/Form.tsx';
import { Told } from '../Told.tsx';
import { useAct } from '../useAct.ts';

/** What a keeper says of a merchant or a good. */
export type Said = keyof typeof t.ask;

/** It isn't what was read any more: the list is asked anew, and nothing was said of it. */
const OVERTAKEN = ['good.changed', 'merchant.changed'];

interface Props {
  id: string;
  said: Said;
  /** Whom or what it is said of. */
  name: string;
  /** Reasons that are often given: one press writes them. */
  templates: readonly string[];
  run: (reason: string) => Promise<unknown>;
  onDone: (words: string) => void;
  onNo: () => void;
}

/** Asks once before a word is given; all but an approval with a reason, which the other side reads. */
export function Word({ id, said, name, templates, run, onDone, onNo }: Props) {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const act = useAct();
  async function say() {
    const isMissing = said !== 'approve' && reason.trim() === '';
    setMissing(isMissing);
    if (isMissing) return;
    let overtaken = false;
    const isOver = await act.run(async () => {
      try {
        await run(reason.trim());
      } catch (caught) {
        overtaken = OVERTAKEN.includes(refusalIn(caught).code);
        if (!overtaken) throw caught;
      }
    });
    if (isOver) onDone(overtaken ? t.overtaken(name) : t.done[said](name));
  }
  if (said === 'approve') {
    return (
      <div class="stack">
        <Confirm
          question={t.ask.approve(name)}
          text={t.text.approve}
          yes={t.approve}
          no={t.no}
          busy={act.busy}
          onYes={() => void say()}
          onNo={onNo}
        />
        {act.refusal && <Told refusal={act.refusal} />}
      </div>
    );
  }
  return (
    <div class="confirm stack">
      <div>
        <p class="question">{t.ask[said](name)}</p>
        <p>{t.text[said]}</p>
      </div>
      {templates.length > 0 && (
        <div>
          <p class="dim">{t.templates.label}</p>
          <div class="choices">
            {templates.map((words) => (
              <Button key={words} kind="line" size="small" fit onClick={() => setReason(words)}>
                {words}
              </Button>
            ))}
          </div>
        </div>
      )}
      <Form label={t.ask[said](name)} busy={act.busy} onSubmit={() => void say()}>
        <Field
          id={`word-${id}`}
          label={t.reason}
          maxLength={200}
          value={reason}
          error={missing ? t.need : undefined}
          onInput={setReason}
        />
        {act.refusal && <Told refusal={act.refusal} />}
        <div class="pair">
          <Button kind="line" onClick={onNo}>
            {t.no}
          </Button>
          <Button type="submit" busy={act.busy}>
            {t[said]}
          </Button>
        </div>
      </Form>
    </div>
  );
}
