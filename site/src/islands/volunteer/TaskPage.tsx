import { useEffect, useState } from 'preact/hooks';
import type { VolunteerTask } from '../../../../worker/features/volunteering/schema.ts';
import { audience } from '../../i18n/zh/audience.ts';
import { faultWords } from '../../i18n/zh/faults.ts';
import { volunteer as t } from '../../i18n/zh/volunteer.ts';
import { answer, api } from '../../lib/api.ts';
import { toMs } from '../../lib/format.ts';
import { useHousehold } from '../../lib/household.ts';
import { useNow } from '../../lib/now.ts';
import { paths } from '../../lib/paths.ts';
import { requireSignIn } from '../../lib/session.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { fitsOf, usualWho, WhoGoes } from '../activities/WhoGoes.tsx';
import { momentWords, spanWords } from '../activities/when.ts';
import { Button } from '../parts/Button.tsx';
import { Detour } from '../parts/Detour.tsx';
import { Dock } from '../parts/Dock.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import { Unsent } from '../Unsent.tsx';
import { useDock } from '../useDock.ts';
import { About, Where } from './About.tsx';
import { showTask } from './shown.ts';
import { TaskRefused } from './TaskRefused.tsx';
import { placesWords, taskIdIn, taskPath } from './tasks.ts';
import { useMyTask } from './useMyTask.ts';
import { useTaskSignUp } from './useTaskSignUp.ts';

/** What somebody has just taken must be gone from the count when the page is loaded again. */
const NOT_STALE = { init: { cache: 'no-cache' } } as const;

/** The page of one task, whichever its address names. */
export function TaskPage() {
  const now = useNow();
  const [id, setId] = useState<string | null>();
  useEffect(() => setId(taskIdIn(location.pathname) ?? null), []);
  const { value, refusal, again } = useAnswer(id ?? '', () =>
    answer(api['volunteer-tasks'][':id'].$get({ param: { id: id ?? '' } }, NOT_STALE)),
  );
  useEffect(() => {
    if (!value) return;
    showTask(value);
    document.title = document.title.replace(/^[^·]+/, `${value.title} `);
  }, [value]);
  if (id === null || (refusal?.code === 'task.notFound' && !value)) return <NotFound />;
  if (!value || !now) {
    return (
      <Section title={t.title}>
        {refusal ? (
          <Fault text={faultWords(refusal.code).text} onRetry={again} />
        ) : (
          <Waiting words={t.one.loading} rows={4} />
        )}
      </Section>
    );
  }
  return <One task={value} now={now} again={again} />;
}

function NotFound() {
  useDock(false);
  return (
    <Detour
      title={t.one.notFound}
      text={t.one.notFoundText}
      action={<Button href={paths.volunteer}>{t.one.others}</Button>}
    />
  );
}

interface OneProps {
  task: VolunteerTask;
  now: number;
  again: () => void;
}

function One({ task, now, again }: OneProps) {
  const asked = useHousehold();
  const { household } = asked;
  const signUp = useTaskSignUp(task.id, again);
  const { outcome } = signUp;
  const mine = useMyTask(household?.me.id, task.id, outcome);
  const [chosen, setChosen] = useState<string[]>();
  const [missing, setMissing] = useState(false);
  useDock(!outcome || outcome.kind === 'fault');
  if (outcome?.kind === 'done')
    return <Done task={task} now={now} names={outcome.names} onMore={signUp.forget} />;
  const ages = { minAge: task.minAge, maxAge: null };
  const fits = household ? fitsOf(household, ages, task, mine, true) : [];
  const may = fits.filter((fit) => fit.may).map(({ person }) => person.id);
  const who = (chosen ?? usualWho(fits, { audience: ['all'] })).filter((one) => may.includes(one));
  const returnTo = () => taskPath(task.id);
  const isOpen = task.signUp.state === 'open';
  function press() {
    if (household === null) return requireSignIn(returnTo());
    setMissing(who.length === 0);
    if (who.length > 0) return void signUp.send(who, returnTo());
    document.getElementById('who')?.scrollIntoView({ block: 'center' });
  }
  if (outcome?.kind === 'refused') {
    return (
      <TaskRefused
        refusal={outcome.refusal}
        people={household?.people ?? []}
        onBack={signUp.forget}
      />
    );
  }
  return (
    <>
      <About task={task} now={now} />
      {isOpen && household && (
        <WhoGoes
          activity={ages}
          session={task}
          household={household}
          fits={fits}
          chosen={who}
          missing={missing}
          why={t.who.why}
          tooMany={t.who.tooMany}
          returnTo={returnTo}
          onChoose={(next) => {
            setMissing(false);
            setChosen(next);
          }}
          onPeople={asked.again}
        />
      )}
      {isOpen && !household && (
        <div class="section">
          {asked.fault && <Fault text={faultWords(asked.fault).text} onRetry={asked.again} />}
          {household === null && <Notice>{t.who.signIn}</Notice>}
        </div>
      )}
      {isOpen && (
        <div class="section">
          <Notice>
            <p>{t.one.until(momentWords(task.signUp.until, now))}。</p>
            <p>
              {toMs(task.signUp.cancelUntil) > now
                ? `${t.one.cancelUntil(momentWords(task.signUp.cancelUntil, now))}。`
                : t.one.noCancel}
            </p>
            <p>{t.one.minors}</p>
          </Notice>
        </div>
      )}
      <Where task={task} />
      {outcome?.kind === 'fault' && (
        <Unsent text={faultWords(outcome.refusal.code).text} onRetry={press} />
      )}
      <TaskDock
        task={task}
        now={now}
        names={mine.map(({ names }) => names).join(audience.join)}
        canSign={isOpen && (may.length > 0 || household === null)}
        count={household ? who.length : undefined}
        busy={signUp.busy || (household === undefined && !asked.fault)}
        onPress={press}
      />
    </>
  );
}

interface DockProps {
  task: VolunteerTask;
  now: number;
  /** Who of the household has a place already. */
  names: string;
  canSign: boolean;
  count: number | undefined;
  busy: boolean;
  onPress: () => void;
}

function TaskDock({ task, now, names, canSign, count, busy, onPress }: DockProps) {
  if (canSign) {
    const words = count === 0 ? t.dock.who : t.dock.signUp;
    return (
      <Dock line={placesWords(task, now)} figure={count ? t.dock.people(count) : undefined}>
        <Button kind="act" busy={busy} onClick={onPress}>
          {words}
        </Button>
      </Dock>
    );
  }
  return (
    <Dock line={names ? t.dock.signed(names) : placesWords(task, now)}>
      <Button kind="act" href={names ? paths.volunteering : paths.volunteer}>
        {names ? t.dock.mine : t.one.others}
      </Button>
    </Dock>
  );
}

function Done({
  task,
  now,
  names,
  onMore,
}: {
  task: VolunteerTask;
  now: number;
  names: string;
  onMore: () => void;
}) {
  return (
    <Section title={t.done.title}>
      <div class="stack" role="status">
        <p>{t.done.text(task.title, spanWords(task, now))}</p>
        <p>{t.done.names(names)}</p>
        <Notice>{t.one.how}</Notice>
        <Button href={paths.volunteering}>{t.dock.mine}</Button>
        <Button kind="line" onClick={onMore}>
          {t.done.more}
        </Button>
      </div>
    </Section>
  );
}
