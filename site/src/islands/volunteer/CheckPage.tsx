import { useEffect, useState } from 'preact/hooks';
import type { MySignUp } from '../../../../worker/features/volunteering/schema.ts';
import { audience } from '../../i18n/zh/audience.ts';
import { errorWords } from '../../i18n/zh/errors.ts';
import { volunteer as t } from '../../i18n/zh/volunteer.ts';
import { answer, api } from '../../lib/api.ts';
import { clock, toMs } from '../../lib/format.ts';
import { useNow } from '../../lib/now.ts';
import { paths } from '../../lib/paths.ts';
import { codeOf, requireSignIn, useSession } from '../../lib/session.ts';
import { spanWords } from '../activities/when.ts';
import { Button } from '../parts/Button.tsx';
import { Confirm } from '../parts/Confirm.tsx';
import { Detour } from '../parts/Detour.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import { type Code, keepCode, takeCode } from './code.ts';
import { longWords, taskPath } from './tasks.ts';

type Act = 'in' | 'out';

/** So long nothing leads away from what was done: the second of two quick presses would land on it. */
const SETTLED_MS = 1500;

/** Where the code at the place leads: one press in, one press out. */
export function CheckPage() {
  const { person, fault, retry } = useSession({ sure: true });
  const [code, setCode] = useState<Code | null>();
  useEffect(() => {
    const read = () => setCode(takeCode());
    read();
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
  if (code === null) {
    return (
      <Section title={t.check.title}>
        <Empty title={t.check.noCode} text={t.check.noCodeText}>
          <Button href={paths.volunteering}>{t.mine}</Button>
        </Empty>
      </Section>
    );
  }
  if (code && person === null) {
    return (
      <Section title={t.check.signIn}>
        <div class="stack">
          <p>{t.check.signInText}</p>
          <Button icon="person" onClick={() => leaveToSignIn(code)}>
            {t.check.signInGo}
          </Button>
        </div>
      </Section>
    );
  }
  if (code && person) return <Checking key={code.token} code={code} />;
  return (
    <Section title={t.check.title}>
      {fault ? <Fault text={errorWords(fault).text} onRetry={retry} /> : <Waiting rows={2} />}
    </Section>
  );
}

function leaveToSignIn(code: Code): void {
  keepCode(code);
  requireSignIn(location.pathname);
}

function Checking({ code }: { code: Code }) {
  const now = useNow();
  const [mine, setMine] = useState<readonly MySignUp[]>();
  const [done, setDone] = useState<{ act: Act; people: readonly MySignUp[] }>();
  const [refused, setRefused] = useState<string>();
  const [busy, setBusy] = useState(false);

  /** Leads away where nobody is signed in any more; whatever else is refused is said. */
  function fail(caught: unknown) {
    const why = codeOf(caught);
    if (why === 'auth.required' || why === 'auth.expired') return leaveToSignIn(code);
    setRefused(why);
  }
  async function load() {
    setRefused(undefined);
    try {
      const { items } = await answer(api.me.volunteering.$get());
      setMine(items.filter(({ task, state }) => task.id === code.taskId && state === 'signed'));
    } catch (caught) {
      fail(caught);
    }
  }
  async function check(act: Act, people: readonly MySignUp[]) {
    if (busy) return;
    setBusy(true);
    setRefused(undefined);
    try {
      const ids = people.map(({ person }) => person.id);
      const { items } = await answer(
        api['volunteer-tasks'][':id'].check.$post({
          param: { id: code.taskId },
          json: { act, token: code.token, people: ids },
        }),
      );
      setDone({ act, people: items.filter(({ person }) => ids.includes(person.id)) });
    } catch (caught) {
      fail(caught);
    }
    setBusy(false);
  }
  useEffect(() => {
    void load();
  }, []);

  if (done) return <Done {...done} />;
  if (!mine || !now) {
    return (
      <Section title={t.check.title}>
        {refused ? (
          <Fault text={errorWords(refused).text} onRetry={() => void load()} />
        ) : (
          <Waiting words={t.check.loading} rows={2} />
        )}
      </Section>
    );
  }
  return <Press code={code} mine={mine} now={now} busy={busy} refused={refused} onPress={check} />;
}

interface PressProps {
  code: Code;
  mine: readonly MySignUp[];
  now: number;
  busy: boolean;
  refused: string | undefined;
  onPress: (act: Act, people: readonly MySignUp[]) => Promise<void>;
}

function Press({ code, mine, now, busy, refused, onPress }: PressProps) {
  const [first] = mine;
  if (!first) {
    return (
      <Detour
        title={t.check.notSigned}
        text={t.check.notSignedText}
        action={<Button href={taskPath(code.taskId)}>{t.check.notSignedGo}</Button>}
      />
    );
  }
  const isOut = mine.every(({ checkedOut }) => checkedOut !== null);
  const come = mine.filter(({ checkedIn }) => checkedIn === null);
  const present = mine.filter(({ checkedIn, checkedOut }) => checkedIn && !checkedOut);
  const hasBegun = now >= toMs(first.task.start);
  return (
    <Section title={first.task.title}>
      <div class="stack">
        <p>{t.list.at(spanWords(first.task, now), first.task.meetAt)}</p>
        {refused && (
          <Notice tone="warm" role="alert">
            <b>{errorWords(refused).title}</b>
            <p>{errorWords(refused).text}</p>
          </Notice>
        )}
        {isOut && (
          <div role="status">
            <Notice>
              <b>{t.check.already}</b>
              <p>{t.check.alreadyText}</p>
            </Notice>
          </div>
        )}
        {come.length > 0 && (
          <Button
            kind="act"
            size="huge"
            icon="check"
            busy={busy}
            onClick={() => void onPress('in', come)}
          >
            {isAlone(come, mine) ? t.check.in : t.check.inFor(namesOf(come))}
          </Button>
        )}
        {present.length > 0 && !hasBegun && (
          <Notice role="status">
            <b>{t.check.notYet}</b>
            <p>{t.check.notYetText(clock(first.task.start))}</p>
          </Notice>
        )}
        {present.length > 0 && hasBegun && (
          <Leave
            words={isAlone(present, mine) ? t.check.out : t.check.outFor(namesOf(present))}
            kind={come.length > 0 ? 'line' : 'act'}
            endsAt={now < toMs(first.task.end) ? first.task.end : undefined}
            busy={busy}
            onLeave={() => void onPress('out', present)}
          />
        )}
        <Button kind="line" href={paths.volunteering}>
          {t.check.mine}
        </Button>
      </div>
    </Section>
  );
}

interface LeaveProps {
  words: string;
  kind: 'line' | 'act';
  /** While the task goes on: when it ends. Then leaving is asked about first, as it can't be taken back. */
  endsAt: string | undefined;
  busy: boolean;
  onLeave: () => void;
}

function Leave({ words, kind, endsAt, busy, onLeave }: LeaveProps) {
  const [asking, setAsking] = useState(false);
  if (asking && endsAt) {
    return (
      <Confirm
        question={t.check.early(clock(endsAt))}
        text={t.check.earlyText}
        yes={words}
        no={t.check.stay}
        busy={busy}
        onYes={onLeave}
        onNo={() => setAsking(false)}
      />
    );
  }
  const press = () => (endsAt ? setAsking(true) : onLeave());
  return (
    <Button kind={kind} size="huge" icon="check" busy={busy} onClick={press}>
      {words}
    </Button>
  );
}

/** Whether the press can only mean oneself. */
function isAlone([one, ...more]: readonly MySignUp[], mine: readonly MySignUp[]): boolean {
  return one?.person.isMe === true && more.length === 0 && mine.length === 1;
}

function namesOf(people: readonly MySignUp[]): string {
  return people.map(({ person }) => person.name).join(audience.join);
}

function Done({ act, people }: { act: Act; people: readonly MySignUp[] }) {
  const [first] = people;
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), SETTLED_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Section title={act === 'in' ? t.check.checkedIn : t.check.checkedOut}>
      <div class="stack" role="status">
        {act === 'in' && first?.checkedIn && <p>{t.check.checkedInText(clock(first.checkedIn))}</p>}
        {act === 'out' &&
          people.map(({ id, person, minutes, claim }) => (
            <p key={id}>
              {people.length > 1 && <b>{person.name} </b>}
              {t.check.checkedOutText(longWords(minutes ?? 0))}
              {claim && t.check.outcome[claim.outcome]}
            </p>
          ))}
      </div>
      {settled && <Button href={paths.volunteering}>{t.check.mine}</Button>}
    </Section>
  );
}
