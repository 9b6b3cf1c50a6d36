import { useState } from 'preact/hooks';
import { profile as t } from '../../i18n/zh/profile.ts';
import { answer, api, type InferResponseType } from '../../lib/api.ts';
import { clock, dayOf, monthDay } from '../../lib/format.ts';
import type { Dependant } from '../../lib/household.ts';
import { paths } from '../../lib/paths.ts';
import { reloadMe, signOut } from '../../lib/session.ts';
import { Said } from '../mine/Said.tsx';
import { useAct } from '../mine/useAct.ts';
import { Button } from '../parts/Button.tsx';
import { Confirm } from '../parts/Confirm.tsx';
import { Section } from '../parts/Section.tsx';
import { fullDay } from './BirthSection.tsx';

export type Consents = InferResponseType<typeof api.me.consents.$get, 200>;
type Consent = Consents['items'][number];

interface Props {
  meId: string;
  consents: readonly Consent[];
  people: readonly Dependant[];
  now: number;
  onChanged: () => Promise<void>;
}

/** What was agreed to: which text, when, until when; and taking it back. */
export function ConsentsSection({ meId, consents, people, now, onChanged }: Props) {
  const [asking, setAsking] = useState<Consent>();
  const [said, setSaid] = useState<string>();
  const { busy, fault, run } = useAct();
  const whatIs = ({ kind, personId }: Consent) => {
    const words = t.consents.kinds[kind];
    if (personId === meId) return words;
    const name = people.find(({ id }) => id === personId)?.name ?? t.consents.gone;
    return t.consents.about(words, name);
  };

  const withdraw = (one: Consent) =>
    run(
      async () => {
        const { kind, personId } = one;
        await answer(
          api.me.consents[':kind'].withdraw.$post({
            param: { kind },
            json: kind === 'dependant' ? { personId } : {},
          }),
        );
        if (kind === 'terms') {
          await signOut();
          return window.location.assign(paths.home);
        }
        setAsking(undefined);
        setSaid(t.consents.done(whatIs(one)));
        await reloadMe();
        await onChanged();
      },
      ({ code }) => {
        if (code === 'person.busy') setSaid(t.consents.busy);
        return code === 'person.busy';
      },
    );

  return (
    <Section title={t.consents.title}>
      <p>{t.consents.why}</p>
      <Said fault={fault}>{said}</Said>
      {consents.length === 0 && <p class="dim">{t.consents.none}</p>}
      <ul class="entries">
        {consents.map((one) => (
          <li key={`${one.kind} ${one.personId} ${one.givenAt}`}>
            <h3>{whatIs(one)}</h3>
            <p class="dim">
              {t.consents.version(fullDay(one.version))}，{t.consents.given(at(one.givenAt, now))}
              {one.withdrawnAt && `，${t.consents.withdrawn(at(one.withdrawnAt, now))}`}
            </p>
            {asking === one && (
              <Confirm
                question={t.consents.ask(whatIs(one))}
                text={t.consents.texts[one.kind]}
                yes={one.kind === 'terms' ? t.consents.termsYes : t.consents.withdraw}
                no={t.consents.no}
                busy={busy}
                onYes={() => void withdraw(one)}
                onNo={() => setAsking(undefined)}
              />
            )}
            {!one.withdrawnAt &&
              asking !== one &&
              (one.kind === 'dependant' || one.personId === meId) && (
                <div class="presses">
                  <Button
                    kind="line"
                    size="small"
                    fit
                    label={t.consents.withdrawLabel(whatIs(one))}
                    onClick={() => setAsking(one)}
                  >
                    {t.consents.withdraw}
                  </Button>
                  {one.kind === 'terms' && (
                    <a class="link" href={paths.privacy}>
                      {t.consents.read}
                    </a>
                  )}
                </div>
              )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function at(instant: string, now: number): string {
  return `${monthDay(dayOf(instant), now)} ${clock(instant)}`;
}
