import { useEffect, useState } from 'preact/hooks';
import { errorWords } from '../../i18n/zh/errors.ts';
import { signIn as t } from '../../i18n/zh/signIn.ts';
import { answer, api, type Refusal } from '../../lib/api.ts';
import { keepMe, refusalIn } from '../../lib/session.ts';
import { tenant } from '../../lib/tenant.ts';
import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';
import { Form } from '../parts/Form.tsx';
import { Section } from '../parts/Section.tsx';
import { Fault } from '../parts/Waiting.tsx';
import { focusOn } from './focusOn.ts';

const ID = 'sign-in-name';

/** The last step, for somebody new: a name, asked once, with why. It can be left for later. */
export function NameStep({ onDone }: { onDone: () => void }) {
  const [name, setName] = useState('');
  const [error, setError] = useState<string>();
  const [fault, setFault] = useState<Refusal>();
  const [busy, setBusy] = useState(false);
  useEffect(() => focusOn(ID), []);

  async function save() {
    setFault(undefined);
    const given = name.trim();
    setError(given ? undefined : t.name.empty);
    if (!given) return focusOn(ID);
    setBusy(true);
    try {
      keepMe(await answer(api.me.$patch({ json: { name: given } })));
      onDone();
    } catch (caught) {
      setBusy(false);
      const refusal = refusalIn(caught);
      if (refusal.code !== 'input.invalid') return setFault(refusal);
      setError(t.name.invalid);
      focusOn(ID);
    }
  }

  return (
    <Section title={t.name.title}>
      <Form busy={busy} onSubmit={save}>
        <p role="status">{t.name.text}</p>
        <Field
          id={ID}
          autocomplete="name"
          maxLength={40}
          label={t.name.label}
          help={tenant.demo ? t.name.helpDemo : t.name.help}
          value={name}
          error={error}
          onInput={(value) => {
            setName(value);
            setError(undefined);
          }}
        />
        {fault && <Fault text={errorWords(fault.code).text} />}
        <div>
          <Button type="submit" busy={busy}>
            {t.name.save}
          </Button>
          <Button kind="line" onClick={onDone}>
            {t.name.later}
          </Button>
        </div>
      </Form>
    </Section>
  );
}
