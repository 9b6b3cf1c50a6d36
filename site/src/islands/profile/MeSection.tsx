import { useEffect, useState } from 'preact/hooks';
import { profile as t } from '../../i18n/zh/profile.ts';
import { answer, api } from '../../lib/api.ts';
import { usePlace } from '../../lib/home.ts';
import { paths } from '../../lib/paths.ts';
import { shownNumber } from '../../lib/phoneNumber.ts';
import { keepMe, type Me } from '../../lib/session.ts';
import { Said } from '../mine/Said.tsx';
import { useAct } from '../mine/useAct.ts';
import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';
import { Form } from '../parts/Form.tsx';
import { Section } from '../parts/Section.tsx';
import { focusOn } from '../signIn/focusOn.ts';

const CHANGE = 'profile-name-change';
const NAME = 'profile-name';

interface Props {
  me: Me;
  onChanged: () => Promise<void>;
}

/** Name, number and home. */
export function MeSection({ me, onChanged }: Props) {
  const [editing, setEditing] = useState(false);
  const [said, setSaid] = useState<string>();

  function close() {
    setEditing(false);
    focusOn(CHANGE);
  }

  return (
    <Section title={t.me.title}>
      <Said>{said}</Said>
      <ul class="entries">
        <li>
          {editing ? (
            <NameForm
              name={me.name}
              onKeep={close}
              onSaved={() => {
                setSaid(t.saved);
                close();
                void onChanged();
              }}
            />
          ) : (
            <>
              <h3>{t.me.name}</h3>
              <p>{me.name || t.me.noName}</p>
              <Button kind="line" size="small" fit id={CHANGE} onClick={() => setEditing(true)}>
                {me.name ? t.me.nameChange : t.me.nameFill}
              </Button>
            </>
          )}
        </li>
        <li>
          <h3>{t.me.phone}</h3>
          <p class="n">{shownNumber(me.phoneNumber)}</p>
          <p class="dim">{t.me.phoneNote}</p>
        </li>
        <li>
          <h3>{t.me.home}</h3>
          <Home estateId={me.homeEstateId} />
        </li>
      </ul>
    </Section>
  );
}

interface NameFormProps {
  name: string;
  onKeep: () => void;
  onSaved: () => void;
}

function NameForm({ name, onKeep, onSaved }: NameFormProps) {
  const [typed, setTyped] = useState(name);
  const [error, setError] = useState<string>();
  const { busy, fault, run } = useAct();
  useEffect(() => focusOn(NAME), []);

  function wrong(words: string) {
    setError(words);
    focusOn(NAME);
  }

  async function save() {
    const given = typed.trim();
    setError(undefined);
    if (!given) return wrong(t.me.nameEmpty);
    await run(
      async () => {
        keepMe(await answer(api.me.$patch({ json: { name: given } })));
        onSaved();
      },
      ({ code }) => {
        if (code === 'input.invalid') wrong(t.me.nameInvalid);
        return code === 'input.invalid';
      },
    );
  }

  return (
    <Form busy={busy} onSubmit={() => void save()}>
      <Field
        id={NAME}
        label={t.me.name}
        help={t.me.nameHelp}
        autocomplete="name"
        maxLength={40}
        value={typed}
        error={error}
        onInput={setTyped}
      />
      <Said fault={fault} />
      <div class="pair">
        <Button kind="line" onClick={onKeep}>
          {t.keep}
        </Button>
        <Button type="submit" busy={busy}>
          {t.save}
        </Button>
      </div>
    </Form>
  );
}

/** The account's home. The page that picks one keeps it on the phone and in the account. */
function Home({ estateId }: { estateId: string | null }) {
  const here = usePlace();
  const [name, setName] = useState<string>();
  const onPhone = here?.estateId === estateId && here?.accuracyM === undefined;
  useEffect(() => {
    if (!estateId || !here) return;
    if (onPhone) return setName(here.name);
    void answer(api.areas.$get()).then(
      ({ estates }) => setName(estates.find(({ id }) => id === estateId)?.name),
      () => undefined,
    );
  }, [estateId, here, onPhone]);
  return (
    <>
      <p>{estateId ? (name ?? '…') : t.me.noHome}</p>
      <p class="dim">{t.me.homeNote}</p>
      <Button
        kind="line"
        size="small"
        fit
        href={`${paths.place}?next=${encodeURIComponent(paths.profile)}`}
      >
        {estateId ? t.me.homeChange : t.me.homePick}
      </Button>
    </>
  );
}
