import { useState } from 'preact/hooks';
import { profile as t } from '../../i18n/zh/profile.ts';
import { answer, api } from '../../lib/api.ts';
import { monthDay } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { type Me, reloadMe } from '../../lib/session.ts';
import { later } from '../mine/later.tsx';
import { Said } from '../mine/Said.tsx';
import { useAct } from '../mine/useAct.ts';
import { Button } from '../parts/Button.tsx';
import { Confirm } from '../parts/Confirm.tsx';
import { Section } from '../parts/Section.tsx';
import { focusOn } from '../signIn/focusOn.ts';

const BornOnForm = later(() =>
  import('../household/BornOnForm.tsx').then((found) => found.BornOnForm),
);

const CHANGE = 'profile-birth-change';

interface Props {
  me: Me;
  /** What is known, and the list of consents, are other ones now. */
  onChanged: () => Promise<void>;
}

/** The date of birth: what for, given with consent, taken back with one press and one question. */
export function BirthSection({ me, onChanged }: Props) {
  const [doing, setDoing] = useState<'edit' | 'withdraw'>();
  const [said, setSaid] = useState<string>();
  const { busy, fault, run } = useAct();
  const { bornOn } = me;

  function close(words?: string) {
    setDoing(undefined);
    setSaid(words);
    focusOn(CHANGE);
  }

  async function saved() {
    close(t.saved);
    await onChanged();
  }

  const withdraw = () =>
    run(async () => {
      await answer(
        api.me.consents[':kind'].withdraw.$post({ param: { kind: 'birth_date' }, json: {} }),
      );
      await reloadMe();
      await onChanged();
      close(t.birth.withdrawn);
    });

  return (
    <Section title={t.birth.title}>
      <div class="stack">
        <p>{t.birth.why}</p>
        <Said fault={fault}>{said}</Said>
        {doing !== 'edit' && <p>{bornOn ? t.birth.is(fullDay(bornOn)) : t.birth.none}</p>}
        {doing === 'edit' && (
          <BornOnForm
            person={{ id: me.id, name: me.name, relation: null, bornOn }}
            why={t.birth.form}
            returnTo={() => paths.profile}
            onDone={() => void saved()}
            onCancel={() => close()}
          />
        )}
        {doing === 'withdraw' && (
          <Confirm
            question={t.birth.withdrawAsk}
            text={t.birth.withdrawText}
            yes={t.birth.withdrawYes}
            no={t.birth.withdrawNo}
            busy={busy}
            onYes={() => void withdraw()}
            onNo={() => close()}
          />
        )}
        {!doing && (
          <div class="presses">
            <Button kind="line" size="small" fit id={CHANGE} onClick={() => setDoing('edit')}>
              {bornOn ? t.birth.change : t.birth.add}
            </Button>
            {bornOn && (
              <Button kind="line" size="small" fit onClick={() => setDoing('withdraw')}>
                {t.birth.withdraw}
              </Button>
            )}
          </div>
        )}
      </div>
    </Section>
  );
}

/** `1958 年 3 月 5 日`: always with its year. */
export function fullDay(on: string): string {
  return monthDay(on, 0);
}
