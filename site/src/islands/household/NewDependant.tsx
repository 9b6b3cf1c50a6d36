import { useEffect, useRef, useState } from 'preact/hooks';
import { errorWords } from '../../i18n/zh/errors.ts';
import { household as t } from '../../i18n/zh/household.ts';
import { answer, api, idempotencyKey } from '../../lib/api.ts';
import { bornOnFrom } from '../../lib/bornOn.ts';
import { serverNow } from '../../lib/clock.ts';
import { dayOf } from '../../lib/format.ts';
import type { Dependant } from '../../lib/household.ts';
import { paths } from '../../lib/paths.ts';
import { codeOf, isSignedOut, requireSignIn } from '../../lib/session.ts';
import { Button } from '../parts/Button.tsx';
import { Field, SelectField } from '../parts/Field.tsx';
import { Form } from '../parts/Form.tsx';
import { Fault } from '../parts/Waiting.tsx';

type Relation = Dependant['relation'];
type Wrong = Partial<Record<'name' | 'bornOn', boolean>>;

interface NewDependantProps {
  /** The date of birth is needed here, and why: `这一场要 6–12 岁`. Otherwise it may be left out. */
  bornOnWhy?: string;
  returnTo: () => string;
  onDone: (added: Dependant) => void;
  onCancel: () => void;
}

/** Adds somebody one acts for, in place: name, relation, date of birth, and the agreement. */
export function NewDependant({ bornOnWhy, returnTo, onDone, onCancel }: NewDependantProps) {
  const [name, setName] = useState('');
  const [relation, setRelation] = useState<Relation>('child');
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<Wrong>({});
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const sent = useRef({ body: '', key: '' });
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  async function save() {
    const bornOn = bornOnFrom(typed, dayOf(serverNow()));
    const found: Wrong = {
      name: !name.trim(),
      bornOn: !bornOn && (Boolean(bornOnWhy) || typed.trim() !== ''),
    };
    setWrong(found);
    if (found.name) return document.getElementById('new-name')?.focus();
    if (found.bornOn) return document.getElementById('new-born')?.focus();
    setBusy(true);
    setFault(undefined);
    try {
      const { current } = await answer(api.me.consents.$get());
      const json = { name: name.trim(), relation, bornOn, consentVersion: current.dependant };
      const body = JSON.stringify(json);
      if (sent.current.body !== body) sent.current = { body, key: idempotencyKey() };
      const headers = { 'Idempotency-Key': sent.current.key };
      return onDone(await answer(api.me.dependants.$post({ json }, { headers })));
    } catch (error) {
      if (isSignedOut(error)) return requireSignIn(returnTo());
      setFault(codeOf(error));
    }
    setBusy(false);
  }

  return (
    <div class="asks">
      <h3 ref={heading} tabIndex={-1}>
        {t.add.title}
      </h3>
      <Form busy={busy} onSubmit={save}>
        <Field
          id="new-name"
          label={t.add.name}
          help={t.add.nameHelp}
          error={wrong.name ? t.add.nameMissing : undefined}
          maxLength={40}
          autocomplete="off"
          value={name}
          onInput={setName}
        />
        <SelectField
          id="new-relation"
          label={t.add.relation}
          options={Object.entries(t.relations).map(([value, label]) => ({ value, label }))}
          value={relation}
          onChange={(value) => setRelation(value as Relation)}
        />
        <Field
          id="new-born"
          label={bornOnWhy ? t.bornOn.label : t.add.bornOnOptional}
          help={bornOnWhy ? `${bornOnWhy}。${t.bornOn.help}` : t.bornOn.help}
          error={wrong.bornOn ? t.bornOn.wrong : undefined}
          inputMode="numeric"
          maxLength={20}
          autocomplete="off"
          value={typed}
          onInput={setTyped}
        />
        <p class="dim">
          {t.add.consent}{' '}
          <a class="link" href={paths.privacy} target="_blank" rel="noopener">
            {t.add.privacy}
          </a>
        </p>
        {fault && <Fault text={errorWords(fault).text} />}
        <div class="pair">
          <Button kind="line" onClick={onCancel}>
            {t.add.cancel}
          </Button>
          <Button type="submit" busy={busy}>
            {t.add.save}
          </Button>
        </div>
      </Form>
    </div>
  );
}
