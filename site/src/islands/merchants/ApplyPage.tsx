import { useEffect, useState } from 'preact/hooks';
import type { Merchant } from '../../../../worker/features/mall/schema/merchants.ts';
import { errorWords } from '../../i18n/zh/errors.ts';
import { merchants as t } from '../../i18n/zh/merchants.ts';
import { answer, api } from '../../lib/api.ts';
import type { Ground } from '../../lib/ground.ts';
import { codeOf, isSignedOut, keepMe } from '../../lib/session.ts';
import { staffPaths } from '../../lib/staff-paths.ts';
import { SignedOut } from '../mine/SignedOut.tsx';
import { Button } from '../parts/Button.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import { Tag } from '../parts/Tag.tsx';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import { ApplyForm } from './ApplyForm.tsx';

/** How somebody becomes a merchant: what they asked for, what came of it, and the form. */
export function ApplyPage({ ground }: { ground: Ground }) {
  const [mine, setMine] = useState<Merchant[]>();
  const [fault, setFault] = useState<string>();
  const [wanted, setWanted] = useState(false);
  const [sent, setSent] = useState(false);

  async function load() {
    setFault(undefined);
    try {
      setMine((await answer(api.me.merchants.$get())).items);
    } catch (caught) {
      if (isSignedOut(caught)) keepMe(null);
      setFault(codeOf(caught));
    }
  }
  useEffect(() => {
    void load();
  }, []);
  function done() {
    setWanted(false);
    setSent(true);
    window.scrollTo(0, 0);
    void load();
  }

  if (fault?.startsWith('auth.')) {
    return (
      <>
        <SignedOut text={t.ownOnly} full={false} />
        <Steps />
      </>
    );
  }
  if (!mine) {
    return (
      <div class="section">
        {fault ? (
          <Fault text={errorWords(fault).text} onRetry={() => void load()} />
        ) : (
          <Waiting rows={4} />
        )}
      </div>
    );
  }
  const waits = mine.some(({ state }) => state === 'applied');
  const refused = mine.find(({ can }) => can.reapply);
  const asks = !waits && (refused !== undefined || mine.length === 0 || wanted);
  return (
    <>
      {mine.length > 0 && (
        <Section title={t.mine}>
          <div role="status">{sent && <Notice>{t.form.sent}</Notice>}</div>
          {mine.map((one) => (
            <Application key={one.id} merchant={one} />
          ))}
        </Section>
      )}
      {asks ? (
        <Section title={refused ? t.again : t.form.title} id="apply">
          <ApplyForm key={refused?.id} ground={ground} refused={refused} onSent={done} />
        </Section>
      ) : (
        !waits && (
          <div class="section">
            <Button kind="line" onClick={() => setWanted(true)}>
              {t.another}
            </Button>
          </div>
        )
      )}
      <Steps />
    </>
  );
}

function Application({ merchant: { name, state, reason, shops, can } }: { merchant: Merchant }) {
  return (
    <div class="application stack">
      <p>
        <b>{name}</b> <Tag tone={state === 'open' ? 'now' : 'line'}>{t.states[state]}</Tag>
      </p>
      {shops[0] && <p class="dim">{shops[0].address}</p>}
      {reason && <Notice tone="warm">{t.why(reason)}</Notice>}
      <p>{t.next[state]}</p>
      {can.change && <Button href={staffPaths.merchant}>{t.desk}</Button>}
    </div>
  );
}

function Steps() {
  return (
    <Section title={t.how.title}>
      <ol class="apply-steps">
        {t.how.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </Section>
  );
}
