import { useEffect, useRef, useState } from 'preact/hooks';
import { errorWords } from '../../i18n/zh/errors.ts';
import { household as t } from '../../i18n/zh/household.ts';
import { answer, api } from '../../lib/api.ts';
import { bornOnFrom } from '../../lib/bornOn.ts';
import { serverNow } from '../../lib/clock.ts';
import { type Day, dayOf } from '../../lib/format.ts';
import type { HouseholdPerson } from '../../lib/household.ts';
import { paths } from '../../lib/paths.ts';
import { codeOf, isSignedOut, keepMe, requireSignIn } from '../../lib/session.ts';
import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';
import { Form } from '../parts/Form.tsx';
import { Fault } from '../parts/Waiting.tsx';

interface BornOnFormProps {
  person: HouseholdPerson;
  /** Why it is asked for here: `这一场要 6–12 岁`. */
  why: string;
  /** Where to come back to when signing in is needed in between. */
  returnTo: () => string;
  onDone: () => void;
  onCancel: () => void;
}

/** Asks for one date of birth in place: why, what it is used for, and the agreement that keeps it. */
export function BornOnForm({ person, why, returnTo, onDone, onCancel }: BornOnFormProps) {
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const id = `born-${person.id}`;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  async function save() {
    const bornOn = bornOnFrom(typed, dayOf(serverNow()));
    setWrong(!bornOn);
    if (!bornOn) return document.getElementById(id)?.focus();
    setBusy(true);
    setFault(undefined);
    try {
      await (person.relation ? saveDependant(person.id, bornOn) : saveSelf(bornOn));
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
        {person.relation ? t.bornOn.title(person.name) : t.bornOn.titleSelf}
      </h3>
      <p>{why}</p>
      <Form busy={busy} onSubmit={save}>
        <Field
          id={id}
          label={t.bornOn.label}
          help={t.bornOn.help}
          error={wrong ? t.bornOn.wrong : undefined}
          inputMode="numeric"
          autocomplete={person.relation ? 'off' : 'bday'}
          maxLength={20}
          value={typed}
          onInput={setTyped}
        />
        <p class="dim">
          {t.bornOn.consent}{' '}
          <a class="link" href={paths.privacy} target="_blank" rel="noopener">
            {t.bornOn.privacy}
          </a>
        </p>
        {fault && <Fault text={errorWords(fault).text} />}
        <div class="pair">
          <Button kind="line" onClick={onCancel}>
            {t.bornOn.cancel}
          </Button>
          <Button type="submit" busy={busy}>
            {t.bornOn.save}
          </Button>
        </div>
      </Form>
    </div>
  );
}

/** Together with the agreement to the present text, in one act. */
async function saveSelf(bornOn: Day): Promise<void> {
  const { current } = await answer(api.me.consents.$get());
  keepMe(await answer(api.me.$patch({ json: { bornOn, consentVersion: current.birth_date } })));
}

/** Acting for somebody was agreed to when they were added; where that text has changed it is agreed to anew. */
async function saveDependant(id: string, bornOn: Day): Promise<void> {
  const patch = () => answer(api.me.dependants[':id'].$patch({ param: { id }, json: { bornOn } }));
  try {
    await patch();
  } catch (error) {
    if (codeOf(error) !== 'consent.required') throw error;
    const { current } = await answer(api.me.consents.$get());
    const json = { kind: 'dependant' as const, version: current.dependant, personId: id };
    await answer(api.me.consents.$post({ json }));
    await patch();
  }
}
