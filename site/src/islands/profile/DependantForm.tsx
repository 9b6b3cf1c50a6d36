import { useEffect, useState } from 'preact/hooks';
import { household as words } from '../../i18n/zh/household.ts';
import { profile as t } from '../../i18n/zh/profile.ts';
import { answer, api } from '../../lib/api.ts';
import { bornOnFrom } from '../../lib/bornOn.ts';
import { serverNow } from '../../lib/clock.ts';
import { dayOf } from '../../lib/format.ts';
import type { Dependant } from '../../lib/household.ts';
import { Said } from '../mine/Said.tsx';
import { useAct } from '../mine/useAct.ts';
import { Button } from '../parts/Button.tsx';
import { Field, SelectField } from '../parts/Field.tsx';
import { Form } from '../parts/Form.tsx';
import { focusOn } from '../signIn/focusOn.ts';

const NAME = 'family-name';
const BORN = 'family-born';

interface Props {
  person: Dependant;
  onKeep: () => void;
  onDone: () => void;
}

/** Changes what is known of somebody one acts for. An emptied date of birth is erased. */
export function DependantForm({ person, onKeep, onDone }: Props) {
  const [name, setName] = useState(person.name);
  const [relation, setRelation] = useState(person.relation);
  const [born, setBorn] = useState(person.bornOn?.replace(/-/g, '') ?? '');
  const [wrong, setWrong] = useState<{ name?: string; born?: string }>({});
  const { busy, fault, run } = useAct();
  useEffect(() => focusOn(NAME), []);

  async function save() {
    const given = name.trim();
    const typed = born.trim();
    const bornOn = typed ? bornOnFrom(typed, dayOf(serverNow())) : null;
    const found = {
      name: given ? undefined : t.me.nameEmpty,
      born: bornOn === undefined ? words.bornOn.wrong : undefined,
    };
    setWrong(found);
    if (found.name) return focusOn(NAME);
    if (bornOn === undefined) return focusOn(BORN);
    await run(
      async () => {
        const json = { name: given, relation, bornOn };
        await answer(api.me.dependants[':id'].$patch({ param: { id: person.id }, json }));
        onDone();
      },
      ({ code, errors }) => {
        if (code !== 'input.invalid') return false;
        const isBorn = errors?.some(({ path }) => path.endsWith('bornOn'));
        setWrong(isBorn ? { born: words.bornOn.wrong } : { name: t.me.nameInvalid });
        focusOn(isBorn ? BORN : NAME);
        return true;
      },
    );
  }

  return (
    <Form busy={busy} label={t.family.changeTitle(person.name)} onSubmit={() => void save()}>
      <h3>{t.family.changeTitle(person.name)}</h3>
      <Field
        id={NAME}
        label={words.add.name}
        help={words.add.nameHelp}
        autocomplete="off"
        maxLength={40}
        value={name}
        error={wrong.name}
        onInput={setName}
      />
      <SelectField
        id="family-relation"
        label={words.add.relation}
        options={Object.entries(words.relations).map(([value, label]) => ({ value, label }))}
        value={relation}
        onChange={(value) => setRelation(value as Dependant['relation'])}
      />
      <Field
        id={BORN}
        label={words.add.bornOnOptional}
        help={words.bornOn.help}
        inputMode="numeric"
        autocomplete="off"
        maxLength={20}
        value={born}
        error={wrong.born}
        onInput={setBorn}
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
