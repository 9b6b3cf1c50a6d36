import { useRef, useState } from 'preact/hooks';
import { profile as t } from '../../i18n/zh/profile.ts';
import { answer, api, type InferResponseType, idempotencyKey } from '../../lib/api.ts';
import { dayOf, monthDay } from '../../lib/format.ts';
import { Said } from '../mine/Said.tsx';
import { useAct } from '../mine/useAct.ts';
import { Button } from '../parts/Button.tsx';
import { Confirm } from '../parts/Confirm.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import { focusOn } from '../signIn/focusOn.ts';

const feed = api.me['calendar-feed'];
type Feed = InferResponseType<typeof feed.$post, 201>;

const ADDRESS = 'profile-calendar-address';
const MAKE = 'profile-calendar-make';

interface Props {
  /** Since when there is an address; null without one. */
  created: string | null;
  now: number;
  onChanged: () => Promise<void>;
}

/** The private calendar address: made, shown once, replaced, ended. */
export function CalendarSection({ created, now, onChanged }: Props) {
  const [made, setMade] = useState<Feed>();
  const [asking, setAsking] = useState<'replace' | 'end'>();
  const [said, setSaid] = useState<string>();
  const { busy, fault, run } = useAct();
  const key = useRef(idempotencyKey());

  const make = () =>
    run(async () => {
      const headers = { 'Idempotency-Key': key.current };
      setMade(await answer(feed.$post({}, { headers })));
      key.current = idempotencyKey();
      setAsking(undefined);
      setSaid(t.calendar.made);
      focusOn(ADDRESS);
      await onChanged();
    });

  const end = () =>
    run(async () => {
      await answer(feed.$delete());
      setMade(undefined);
      setAsking(undefined);
      setSaid(t.calendar.ended);
      await onChanged();
      focusOn(MAKE);
    });

  return (
    <Section title={t.calendar.title}>
      <div class="stack">
        <p>{t.calendar.why}</p>
        <Notice>{t.calendar.secret}</Notice>
        {!made && (
          <p>{created ? t.calendar.since(monthDay(dayOf(created), now)) : t.calendar.none}</p>
        )}
        <Said fault={fault}>{said}</Said>
        {made && <Address feed={made} />}
        {asking && (
          <Confirm
            question={asking === 'end' ? t.calendar.endAsk : t.calendar.replaceAsk}
            text={asking === 'end' ? t.calendar.endText : t.calendar.replaceText}
            yes={asking === 'end' ? t.calendar.endYes : t.calendar.replaceYes}
            no={t.calendar.no}
            busy={busy}
            onYes={() => void (asking === 'end' ? end() : make())}
            onNo={() => setAsking(undefined)}
          />
        )}
        {!asking && !created && (
          <Button kind="line" icon="calendar" id={MAKE} busy={busy} onClick={() => void make()}>
            {t.calendar.make}
          </Button>
        )}
        {!asking && created && (
          <div class="presses">
            <Button kind="line" size="small" fit onClick={() => setAsking('replace')}>
              {t.calendar.replace}
            </Button>
            <Button kind="line" size="small" fit onClick={() => setAsking('end')}>
              {t.calendar.end}
            </Button>
          </div>
        )}
      </div>
    </Section>
  );
}

function Address({ feed: { url, webcalUrl } }: { feed: Feed }) {
  const [said, setSaid] = useState('');
  // Without a secure connection, and in some web-views, there is no clipboard: the address can be pressed and held.
  const copy = () =>
    Promise.resolve()
      .then(() => navigator.clipboard.writeText(url))
      .then(
        () => setSaid(t.calendar.copied),
        () => setSaid(t.calendar.copyFailed),
      );
  return (
    <div class="stack">
      <section class="address" id={ADDRESS} tabIndex={-1} aria-label={t.calendar.label}>
        {url}
      </section>
      <div>
        <Button onClick={() => void copy()}>{t.calendar.copy}</Button>
        <Button kind="line" href={webcalUrl}>
          {t.calendar.subscribe}
        </Button>
      </div>
      <p role="status">{said}</p>
    </div>
  );
}
