import { useEffect, useRef, useState } from 'preact/hooks';
import { errorWords } from '../../i18n/zh/errors.ts';
import { household as t } from '../../i18n/zh/household.ts';
import { answer, api } from '../../lib/api.ts';
import { codeOf, isSignedOut, keepMe, requireSignIn } from '../../lib/session.ts';
import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';
import { Form } from '../parts/Form.tsx';
import { Fault } from '../parts/Waiting.tsx';

interface NameFormProps {
  returnTo: () => string;
  onDone: () => void;
}

/** Asks the resident for a name in place: staff at the door check people by it. */
export function NameForm({ returnTo, onDone }: NameFormProps) {
  const [name, setName] = useState('');
  const [wrong, setWrong] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  async function save() {
    setWrong(!name.trim());
    if (!name.trim()) return document.getElementById('own-name')?.focus();
    setBusy(true);
    setFault(undefined);
    try {
      keepMe(await answer(api.me.$patch({ json: { name: name.trim() } })));
      onDone();
    } catch (error) {
      if (isSignedOut(error)) return requireSignIn(returnTo());
      setFault(codeOf(error));
    }
    setBusy(false);
  }

  return (
    <div class="asks">
      <h3 ref={heading} tabIndex={-1}>
        {t.name.title}
      </h3>
      <Form busy={busy} onSubmit={save}>
        <Field
          id="own-name"
          label={t.name.label}
          help={t.name.help}
          error={wrong ? t.name.missing : undefined}
          autocomplete="name"
          maxLength={40}
          value={name}
          onInput={setName}
        />
        {fault && <Fault text={errorWords(fault).text} />}
        <Button type="submit" busy={busy}>
          {t.name.save}
        </Button>
      </Form>
    </div>
  );
}
