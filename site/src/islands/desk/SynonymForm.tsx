import { useState } from 'preact/hooks';
import type { Synonym } from '../../../../worker/features/search/schema.ts';
import { staffSynonyms as t } from '../../i18n/zh/staffSynonyms.ts';
import { answer, api } from '../../lib/api.ts';
import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';
import { Form } from '../parts/Form.tsx';
import { Told } from './Told.tsx';
import { useAct } from './useAct.ts';

interface Props {
  /** The group to change; without it a new one is made. */
  group?: Synonym;
  onDone: () => void;
  onKeep?: () => void;
}

/** The words of a group in one line. */
export function SynonymForm({ group, onDone, onKeep }: Props) {
  const [text, setText] = useState(group?.words.join(' ') ?? '');
  const [few, setFew] = useState(false);
  const act = useAct();
  const words = [...new Set(text.split(/[\s,，、;；]+/).filter(Boolean))];
  async function save() {
    const isFew = words.length < 2 || words.some((word) => Array.from(word).length < 2);
    setFew(isFew);
    if (isFew) return;
    const done = await act.run((key) => {
      if (!group) {
        const headers = { 'Idempotency-Key': key };
        return answer(api.staff.synonyms.$post({ json: { words } }, { headers }));
      }
      const { id, updatedAt } = group;
      return answer(api.staff.synonyms[':id'].$put({ param: { id }, json: { words, updatedAt } }));
    });
    if (!done) return;
    setText('');
    onDone();
  }
  return (
    <Form busy={act.busy} onSubmit={save}>
      <Field
        id={`words-${group?.id ?? 'new'}`}
        label={t.words}
        help={t.wordsHelp}
        maxLength={160}
        value={text}
        error={few ? t.few : undefined}
        onInput={(value) => {
          setText(value);
          setFew(false);
        }}
      />
      {act.refusal && <Told refusal={act.refusal} />}
      <div class="pair">
        {onKeep && (
          <Button kind="line" onClick={onKeep}>
            {t.keep}
          </Button>
        )}
        <Button type="submit" busy={act.busy}>
          {t.save}
        </Button>
      </div>
    </Form>
  );
}

/** Asked once more before a group is gone. */
export function RemoveSynonym({ group, onDone, onKeep }: Required<Props>) {
  const act = useAct();
  async function remove() {
    const done = await act.run(() =>
      answer(api.staff.synonyms[':id'].$delete({ param: { id: group.id } })),
    );
    if (done) onDone();
  }
  return (
    <Form busy={act.busy} onSubmit={remove}>
      <p>
        <b>{t.removeAsk(group.words.join(t.join))}</b> {t.removeText}
      </p>
      {act.refusal && <Told refusal={act.refusal} />}
      <div class="pair">
        <Button kind="line" onClick={onKeep}>
          {t.removeNo}
        </Button>
        <Button type="submit" busy={act.busy}>
          {t.removeYes}
        </Button>
      </div>
    </Form>
  );
}
