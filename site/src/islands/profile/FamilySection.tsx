import { useState } from 'preact/hooks';
import { household as words } from '../../i18n/zh/household.ts';
import { profile as t } from '../../i18n/zh/profile.ts';
import { answer, api } from '../../lib/api.ts';
import type { Dependant } from '../../lib/household.ts';
import { paths } from '../../lib/paths.ts';
import { later } from '../mine/later.tsx';
import { Said } from '../mine/Said.tsx';
import { useAct } from '../mine/useAct.ts';
import { Button } from '../parts/Button.tsx';
import { Confirm } from '../parts/Confirm.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import { focusOn } from '../signIn/focusOn.ts';
import { fullDay } from './BirthSection.tsx';

const NewDependant = later(() =>
  import('../household/NewDependant.tsx').then((found) => found.NewDependant),
);
const DependantForm = later(() =>
  import('./DependantForm.tsx').then((found) => found.DependantForm),
);

const ADD = 'profile-family-add';

type Doing = { what: 'add' } | { what: 'change' | 'remove'; id: string };

interface Props {
  people: readonly Dependant[];
  limit: number;
  onChanged: () => Promise<void>;
}

/** The people one acts for: added with consent, changed, removed. */
export function FamilySection({ people, limit, onChanged }: Props) {
  const [doing, setDoing] = useState<Doing>();
  const [said, setSaid] = useState<string>();

  function begin(next: Doing) {
    setSaid(undefined);
    setDoing(next);
  }

  function close() {
    setDoing(undefined);
    focusOn(ADD);
  }

  async function done(what: string) {
    setSaid(what);
    close();
    await onChanged();
  }

  return (
    <Section id="family" title={t.family.title} end={t.family.count(people.length, limit)}>
      <div class="stack">
        <p>{t.family.why(limit)}</p>
        <Said>{said}</Said>
        {people.length === 0 && <p class="dim">{t.family.none}</p>}
        {people.length > 0 && (
          <ul class="entries">
            {people.map((one) => (
              <li key={one.id}>
                <Person
                  person={one}
                  doing={doing && 'id' in doing && doing.id === one.id ? doing.what : undefined}
                  onBegin={(what) => begin({ what, id: one.id })}
                  onKeep={close}
                  onDone={done}
                />
              </li>
            ))}
          </ul>
        )}
        {doing?.what === 'add' && (
          <NewDependant
            returnTo={() => paths.profile}
            onDone={({ name }) => void done(t.family.added(name))}
            onCancel={close}
          />
        )}
        {!doing && people.length < limit && (
          <Button kind="line" icon="plus" id={ADD} onClick={() => begin({ what: 'add' })}>
            {t.family.add}
          </Button>
        )}
        {people.length >= limit && <Notice>{t.family.full(limit)}</Notice>}
      </div>
    </Section>
  );
}

interface PersonProps {
  person: Dependant;
  doing?: 'add' | 'change' | 'remove';
  onBegin: (what: 'change' | 'remove') => void;
  onKeep: () => void;
  onDone: (said: string) => Promise<void>;
}

function Person({ person, doing, onBegin, onKeep, onDone }: PersonProps) {
  const [busyWith, setBusyWith] = useState(false);
  const { busy, fault, run } = useAct();
  const { id, name, relation, bornOn } = person;

  const remove = () =>
    run(
      async () => {
        await answer(api.me.dependants[':id'].$delete({ param: { id } }));
        await onDone(t.family.removed(name));
      },
      ({ code }) => {
        const isBusy = code === 'person.busy';
        setBusyWith(isBusy);
        if (isBusy) onKeep();
        return isBusy;
      },
    );

  if (doing === 'change') {
    return <DependantForm person={person} onKeep={onKeep} onDone={() => void onDone(t.saved)} />;
  }
  return (
    <>
      <h3>{name}</h3>
      <p class="dim">
        {words.relations[relation]}·{bornOn ? t.family.born(fullDay(bornOn)) : t.family.noBirth}
      </p>
      <Said fault={fault}>
        {busyWith && (
          <>
            <p>{t.family.busy(name)}</p>
            <Button kind="line" size="small" fit href={paths.mine}>
              {t.family.toMine}
            </Button>
          </>
        )}
      </Said>
      {doing === 'remove' ? (
        <Confirm
          question={t.family.removeAsk(name)}
          text={t.family.removeText}
          yes={t.family.removeYes}
          no={t.family.removeNo}
          busy={busy}
          onYes={() => void remove()}
          onNo={onKeep}
        />
      ) : (
        <div class="presses">
          <Button
            kind="line"
            size="small"
            fit
            label={t.family.changeLabel(name)}
            onClick={() => onBegin('change')}
          >
            {t.family.change}
          </Button>
          <Button
            kind="line"
            size="small"
            fit
            label={t.family.removeLabel(name)}
            onClick={() => onBegin('remove')}
          >
            {t.family.remove}
          </Button>
        </div>
      )}
    </>
  );
}
