import { useEffect, useState } from 'preact/hooks';
import type { Counter } from '../../../../worker/features/mall/schema/counter.ts';
import { counter as t } from '../../i18n/zh/counter.ts';
import { staffErrorWords } from '../../i18n/zh/staffErrors.ts';
import { answer, api } from '../../lib/api.ts';
import { codeOf, isSignedOut, keepMe } from '../../lib/session.ts';
import { SignedOut } from '../mine/SignedOut.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import { CodeForm } from './CodeForm.tsx';
import { RedeemedRow } from './RedeemedRow.tsx';

/** Codes in, goods out: what a clerk does at the counter, and what was handed over today. */
export function CounterPage() {
  const [counter, setCounter] = useState<Counter>();
  const [fault, setFault] = useState<string>();
  const [undone, setUndone] = useState<string>();

  async function load() {
    setFault(undefined);
    try {
      setCounter(await answer(api.counter.$get()));
    } catch (caught) {
      if (isSignedOut(caught)) keepMe(null);
      setFault(codeOf(caught));
    }
  }
  function done(said: string) {
    setUndone(said);
    void load();
  }
  useEffect(() => {
    void load();
  }, []);

  if (fault === 'auth.forbidden') {
    return (
      <div class="section">
        <Empty title={t.notClerk} text={t.notClerkText} />
      </div>
    );
  }
  if (fault?.startsWith('auth.')) return <SignedOut text={t.ownOnly} full={false} />;
  if (!counter) {
    return (
      <div class="section">
        {fault ? (
          <Fault text={staffErrorWords(fault).text} onRetry={() => void load()} />
        ) : (
          <Waiting rows={4} />
        )}
      </div>
    );
  }
  return (
    <>
      <CodeForm
        merchants={counter.merchants}
        onLook={() => setUndone(undefined)}
        onRedeemed={() => void load()}
      />
      <Section title={t.today}>
        <div role="status">{undone && <Notice>{undone}</Notice>}</div>
        {counter.today.length === 0 ? (
          <Empty title={t.none} text={t.noneText} />
        ) : (
          <ul class="points-entries">
            {counter.today.map((one) => (
              <RedeemedRow key={one.id} redemption={one} onUndone={done} />
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}
