import { useState } from 'preact/hooks';
import { errorWords } from '../i18n/zh/errors.ts';
import { signIn as t } from '../i18n/zh/signIn.ts';
import type { Refusal } from '../lib/api.ts';
import { serverNow } from '../lib/clock.ts';
import { clock, dayName, dayOf } from '../lib/format.ts';
import { nextPath } from '../lib/next.ts';
import { paths } from '../lib/paths.ts';
import { codeOf, type Person, signOut, useSession } from '../lib/session.ts';
import { settleIn } from '../lib/signingIn.ts';
import { staffPaths } from '../lib/staff-paths.ts';
import { tenant } from '../lib/tenant.ts';
import { hasDesk } from './desk/places.ts';
import { Button } from './parts/Button.tsx';
import { Detour } from './parts/Detour.tsx';
import { Section } from './parts/Section.tsx';
import { Fault, Waiting } from './parts/Waiting.tsx';
import { CodeStep } from './signIn/CodeStep.tsx';
import { NameStep } from './signIn/NameStep.tsx';
import { NumberStep } from './signIn/NumberStep.tsx';

type Step =
  | { at: 'number' }
  | { at: 'code'; number: string; how: 'now' | 'before' }
  | { at: 'limit'; number: string; refusal: Refusal }
  | { at: 'settling'; fault?: string }
  | { at: 'name'; person: Person };

/** Number, code, and for somebody new a name; then on to where they came from. */
export function SignIn() {
  const { person } = useSession({ sure: true });
  const [typed, setTyped] = useState('');
  const [step, setStep] = useState<Step>({ at: 'number' });

  async function settle() {
    setStep({ at: 'settling' });
    try {
      const me = await settleIn();
      if (me.name) leaveFor(me);
      else setStep({ at: 'name', person: me });
    } catch (caught) {
      setStep({ at: 'settling', fault: codeOf(caught) });
    }
  }

  if (step.at === 'number' && person) return <Already person={person} />;
  if (step.at === 'number') {
    return (
      <NumberStep
        typed={typed}
        onTyped={setTyped}
        onSent={(number, how) => setStep({ at: 'code', number, how })}
        onLimit={(number, refusal) => setStep({ at: 'limit', number, refusal })}
      />
    );
  }
  if (step.at === 'code') {
    return (
      <CodeStep
        number={step.number}
        how={step.how}
        onEntered={settle}
        onLimit={(refusal) => setStep({ at: 'limit', number: step.number, refusal })}
        onOtherNumber={() => setStep({ at: 'number' })}
      />
    );
  }
  if (step.at === 'limit') {
    const { number, refusal } = step;
    return (
      <Limit refusal={refusal} onBack={() => setStep({ at: 'code', number, how: 'before' })} />
    );
  }
  if (step.at === 'name') return <NameStep onDone={() => leaveFor(step.person)} />;
  return (
    <Section title={t.title}>
      {step.fault ? (
        <Fault text={errorWords(step.fault).text} onRetry={settle} />
      ) : (
        <Waiting rows={2} />
      )}
    </Section>
  );
}

/** Where they came from; staff who came from nowhere start at the desk. The back button doesn't lead here again. */
function leaveFor(person: Pick<Person, 'grants'>): void {
  window.location.replace(wanted() ?? (hasDesk(person) ? staffPaths.today : paths.mine));
}

function wanted(): string | null {
  return nextPath(new URLSearchParams(window.location.search).get('next'));
}

function Already({ person }: { person: Person }) {
  const [fault, setFault] = useState<string>();
  const leave = () => signOut().catch((caught) => setFault(codeOf(caught)));
  return (
    <Section title={t.already.title}>
      <div class="stack">
        <p>{t.already.text(person.name || t.already.nobody)}</p>
        {fault && <Fault text={errorWords(fault).text} />}
        <div>
          <Button onClick={() => leaveFor(person)}>{t.already.go}</Button>
          <Button kind="line" onClick={leave}>
            {t.already.change}
          </Button>
        </div>
      </div>
    </Section>
  );
}

/** Too many messages: how many there may be, from when there may be another, and who helps meanwhile. */
function Limit({ refusal, onBack }: { refusal: Refusal; onBack: () => void }) {
  const { rule, possibleFrom } = refusal;
  const minutes = Number(/In(\d+)Min$/.exec(rule?.name ?? '')?.[1]);
  return (
    <Detour
      focus
      title={t.limit.title}
      text={rule?.name.startsWith('address') ? t.limit.address : t.limit.number}
      rule={rule && minutes ? t.limit.rule(minutes, Number(rule.value)) : undefined}
      possibleFrom={possibleFrom && fromWords(possibleFrom)}
    >
      <div>
        <Button icon="phone" href={`tel:${tenant.phone.dial}`}>
          {t.limit.call}
        </Button>
        <Button kind="line" onClick={onBack}>
          {t.limit.back}
        </Button>
      </div>
    </Detour>
  );
}

function fromWords(at: string): string {
  return `${dayName(dayOf(at), serverNow())} ${clock(at)}`;
}
