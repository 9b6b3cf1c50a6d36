import { useEffect, useState } from 'preact/hooks';
import type { Activity } from '../../../../worker/features/activities/schema.ts';
import { activity as t } from '../../i18n/zh/activity.ts';
import { faultWords } from '../../i18n/zh/faults.ts';
import { activityIdIn, activityPath, type Wish, wishFrom } from '../../lib/activity-path.ts';
import { answer, api } from '../../lib/api.ts';
import { type AskedHousehold, useHousehold } from '../../lib/household.ts';
import { useNow } from '../../lib/now.ts';
import { paths } from '../../lib/paths.ts';
import { requireSignIn } from '../../lib/session.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { Button } from '../parts/Button.tsx';
import { Detour } from '../parts/Detour.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import { Unsent } from '../Unsent.tsx';
import { useDock } from '../useDock.ts';
import { About, Where } from './About.tsx';
import { isJoinable, sessionOf, showActivity } from './activity.ts';
import { Done, Refused, useOutcomeReady } from './Outcome.tsx';
import { Price } from './Price.tsx';
import { SessionPick } from './SessionPick.tsx';
import { SignUpDock } from './SignUpDock.tsx';
import { useMine } from './useMine.ts';
import { type SignUp, useSignUp } from './useSignUp.ts';
import { areAllIn, fitsOf, usualWho, WhoGoes } from './WhoGoes.tsx';
import { momentWords } from './when.ts';

/** What somebody has just taken must be gone from the count when the page is loaded again. */
const NOT_STALE = { init: { cache: 'no-cache' } } as const;

/** The page of one activity, whichever its address names. */
export function ActivityPage() {
  const now = useNow();
  const asked = useHousehold();
  const signUp = useSignUp();
  const [id, setId] = useState<string | null>();
  useEffect(() => setId(activityIdIn(location.pathname) ?? null), []);
  const { value, refusal, again } = useAnswer(id ?? '', () =>
    answer(api.activities[':id'].$get({ param: { id: id ?? '' }, query: {} }, NOT_STALE)),
  );
  useEffect(() => {
    if (!value) return;
    document.title = document.title.replace(/^[^·]+/, `${value.title} `);
  }, [value]);
  useEffect(() => {
    if (signUp.outcome) again();
  }, [signUp.outcome]);
  const missing = id === null || refusal?.code === 'activity.notFound';
  if (missing && !value) return <NotFound />;
  if (!value || !now) {
    return (
      <Section title={t.sessions.title}>
        {refusal ? (
          <Fault text={faultWords(refusal.code).text} onRetry={again} />
        ) : (
          <Waiting words={t.one.loading} rows={4} />
        )}
      </Section>
    );
  }
  return <One activity={value} asked={asked} signUp={signUp} now={now} />;
}

function NotFound() {
  useDock(false);
  return (
    <Detour
      title={t.notFound.title}
      text={t.notFound.text}
      action={<Button href={paths.activities}>{t.notFound.go}</Button>}
    />
  );
}

interface OneProps {
  activity: Activity;
  asked: AskedHousehold;
  signUp: SignUp;
  now: number;
}

function One({ activity, asked, signUp, now }: OneProps) {
  const [wish, setWish] = useState<Wish>(() => wishFrom(location.search));
  const [missing, setMissing] = useState(false);
  const { outcome } = signUp;
  const { household } = asked;
  const mine = useMine(household?.me.id, activity.id, outcome);
  const session = sessionOf(activity, wish);
  const settled = outcome?.kind === 'done' || outcome?.kind === 'refused';
  useEffect(() => showActivity(activity, session), [activity, session]);
  useDock(!settled && session !== undefined);
  useOutcomeReady(Boolean(household && session && isJoinable(session)));

  function change(next: Wish) {
    setMissing(false);
    setWish(next);
    history.replaceState(null, '', activityPath(activity.id, next));
  }

  if (outcome?.kind === 'done') {
    return (
      <Done
        registration={outcome.registration}
        now={now}
        onMore={() => {
          signUp.forget();
          change({});
        }}
      />
    );
  }
  const fits = household && session ? fitsOf(household, activity, session, mine) : [];
  const may = fits.filter((fit) => fit.may).map(({ person }) => person.id);
  const who = (wish.who ?? usualWho(fits, activity)).filter((id) => may.includes(id));
  const returnTo = () => activityPath(activity.id, { ...wish, sessionId: session?.id });
  if (outcome?.kind === 'refused') {
    return (
      <Refused
        refusal={outcome.refusal}
        asked={outcome.asked}
        activity={activity}
        people={household?.people ?? []}
        now={now}
        busy={signUp.busy}
        onSend={(again) => void signUp.send(again, returnTo())}
        onBack={signUp.forget}
      />
    );
  }
  function press(wait: boolean) {
    if (!session) return;
    if (household === null) return requireSignIn(returnTo());
    if (who.length === 0) {
      setMissing(true);
      document.getElementById('who')?.scrollIntoView({ block: 'center' });
      document.querySelector<HTMLElement>('#who input, #who button')?.focus();
      return;
    }
    void signUp.send({ activityId: activity.id, sessionId: session.id, who, wait }, returnTo());
  }
  const fault = outcome?.kind === 'fault' ? outcome : undefined;
  return (
    <>
      <About activity={activity} />
      <SessionPick
        activity={activity}
        chosen={session}
        mine={mine}
        now={now}
        onChoose={(sessionId) => change({ ...wish, sessionId })}
      />
      {session && isJoinable(session) && (
        <>
          {household ? (
            <WhoGoes
              activity={activity}
              session={session}
              household={household}
              fits={fits}
              chosen={who}
              missing={missing}
              returnTo={returnTo}
              onChoose={(chosen) => change({ ...wish, sessionId: session.id, who: chosen })}
              onPeople={asked.again}
            />
          ) : (
            <Section title={t.who.title} id="who">
              {asked.fault && <Fault text={faultWords(asked.fault).text} onRetry={asked.again} />}
              {household === null && <Notice>{t.who.signIn}</Notice>}
            </Section>
          )}
          {session.price && (
            <div class="section">
              <Price
                session={session}
                price={session.price}
                count={household ? who.length : undefined}
                now={now}
              />
            </div>
          )}
          <div class="section">
            <Notice>
              <p>{t.sessions.until(momentWords(session.signUp.until, now))}。</p>
              <p>{t.sessions.cancelUntil(momentWords(session.signUp.cancelUntil, now))}。</p>
            </Notice>
          </div>
        </>
      )}
      <Where activity={activity} />
      {fault && (
        <Unsent
          text={faultWords(fault.refusal.code).text}
          onRetry={() => press(fault.asked.wait)}
        />
      )}
      {session && (
        <SignUpDock
          activity={activity}
          session={session}
          count={household ? who.length : undefined}
          allIn={areAllIn(fits)}
          busy={signUp.busy || (household === undefined && !asked.fault)}
          now={now}
          onPress={press}
          onChoose={(sessionId) => change({ ...wish, sessionId })}
        />
      )}
    </>
  );
}
