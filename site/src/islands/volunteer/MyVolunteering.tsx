import { useEffect, useState } from 'preact/hooks';
import type { MySignUp, ServiceHours } from '../../../../worker/features/volunteering/schema.ts';
import { errorWords } from '../../i18n/zh/errors.ts';
import { volunteer } from '../../i18n/zh/volunteer.ts';
import { answer, api } from '../../lib/api.ts';
import { toMs } from '../../lib/format.ts';
import { useNow } from '../../lib/now.ts';
import { paths } from '../../lib/paths.ts';
import { codeOf, isSignedOut, keepMe } from '../../lib/session.ts';
import { SignedOut } from '../mine/SignedOut.tsx';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import { MyTaskRow } from './MyTaskRow.tsx';
import { hoursWords } from './tasks.ts';

const t = volunteer.hours;

interface Mine {
  items: MySignUp[];
  hours: ServiceHours;
}

/** The hours that stand, what is ahead and what was. */
export function MyVolunteering() {
  const now = useNow();
  const [mine, setMine] = useState<Mine>();
  const [fault, setFault] = useState<string>();
  const [said, setSaid] = useState('');

  async function load() {
    setFault(undefined);
    try {
      const [{ items }, hours] = await Promise.all([
        answer(api.me.volunteering.$get()),
        answer(api.me['service-hours'].$get()),
      ]);
      setMine({ items, hours });
    } catch (caught) {
      if (isSignedOut(caught)) keepMe(null);
      setFault(codeOf(caught));
    }
  }
  useEffect(() => {
    void load();
  }, []);

  if (fault?.startsWith('auth.')) return <SignedOut text={t.ownOnly} full={false} />;
  if (!mine || !now) {
    return (
      <div class="section">
        {fault ? (
          <Fault text={errorWords(fault).text} onRetry={() => void load()} />
        ) : (
          <Waiting rows={5} />
        )}
      </div>
    );
  }
  const isAhead = ({ task, state, checkedOut }: MySignUp) =>
    state === 'signed' && checkedOut === null && toMs(task.end) > now;
  const ahead = mine.items.filter(isAhead);
  const past = mine.items.filter((one) => !isAhead(one));
  return (
    <>
      <Hours hours={mine.hours} />
      <Section title={t.ahead}>
        <div role="status">{said && <Notice>{said}</Notice>}</div>
        {ahead.length === 0 && <Empty title={t.aheadNone} text={t.aheadNoneText} />}
        {ahead.length > 0 && (
          <ul class="points-entries">
            {ahead.map((one) => (
              <MyTaskRow
                key={one.id}
                signUp={one}
                now={now}
                onCancelled={() => {
                  setSaid(t.cancelled);
                  void load();
                }}
              />
            ))}
          </ul>
        )}
        <Button kind="line" icon="people" href={paths.volunteer}>
          {t.look}
        </Button>
      </Section>
      {past.length > 0 && (
        <Section title={t.past}>
          <ul class="points-entries">
            {past.map((one) => (
              <MyTaskRow key={one.id} signUp={one} now={now} />
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function Hours({ hours: { minutes, people, items } }: { hours: ServiceHours }) {
  const corrected = items.filter(({ kind }) => kind === 'correction');
  return (
    <Section title={t.total}>
      {items.length === 0 ? (
        <Empty title={t.none} text={t.noneText} />
      ) : (
        <div class="stack">
          <p class="balance">
            <span class="n">{hoursWords(minutes)}</span> {t.unit}
          </p>
          {people.length > 1 &&
            people.map((one) => <p key={one.id}>{t.person(one.name, hoursWords(one.minutes))}</p>)}
          {corrected.map((one) => (
            <p class="dim" key={one.id}>
              {t.corrected(one.task, one.minutes, one.reason ?? '')}
            </p>
          ))}
          <Button kind="line" icon="doc" href="/api/v1/me/service-hours.csv">
            {t.csv}
          </Button>
        </div>
      )}
    </Section>
  );
}
