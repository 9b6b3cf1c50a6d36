import { useEffect, useState } from 'preact/hooks';
import { errorWords } from '../../i18n/zh/errors.ts';
import { points as t } from '../../i18n/zh/points.ts';
import { answer, api, type InferResponseType } from '../../lib/api.ts';
import { count, dayOf, monthDay, signed } from '../../lib/format.ts';
import { useNow } from '../../lib/now.ts';
import { paths } from '../../lib/paths.ts';
import { codeOf, isSignedOut, keepMe } from '../../lib/session.ts';
import { SignedOut } from '../mine/SignedOut.tsx';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Section } from '../parts/Section.tsx';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import { ClaimDoor, type Place } from './ClaimDoor.tsx';
import { Claims, type MyClaim } from './Claims.tsx';

type Balance = InferResponseType<typeof api.me.points.$get, 200>;
type Entries = InferResponseType<typeof api.me.points.entries.$get, 200>;

interface Mine {
  balance: Balance;
  entries: Entries;
  claims: MyClaim[];
}

/** What one has, what one claimed, and what happened to one's points. */
export function MyPoints({ places }: { places: readonly Place[] }) {
  const [mine, setMine] = useState<Mine>();
  const [fault, setFault] = useState<string>();

  async function load() {
    setFault(undefined);
    try {
      const [balance, entries, { items: claims }] = await Promise.all([
        answer(api.me.points.$get()),
        answer(api.me.points.entries.$get({ query: {} })),
        answer(api.me.claims.$get()),
      ]);
      setMine({ balance, entries, claims });
    } catch (caught) {
      if (isSignedOut(caught)) keepMe(null);
      setFault(codeOf(caught));
    }
  }
  useEffect(() => {
    void load();
  }, []);

  if (fault?.startsWith('auth.')) return <SignedOut text={t.ownOnly} full={false} />;
  if (!mine) {
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
  return (
    <>
      <Have balance={mine.balance} />
      <ClaimDoor places={places} onDone={load} />
      <Claims claims={mine.claims} onDone={load} />
      <History key={mine.entries.items[0]?.id ?? ''} first={mine.entries} />
    </>
  );
}

function Have({ balance: { available, held, lots } }: { balance: Balance }) {
  const now = useNow();
  const soonest = lots.find(({ expiresOn }) => expiresOn !== null);
  const lapsing = lots
    .filter(({ expiresOn }) => expiresOn !== null && expiresOn === soonest?.expiresOn)
    .reduce((sum, lot) => sum + lot.points, 0);
  return (
    <Section title={t.have} end={t.rules} endHref={paths.earn}>
      {available === 0 && held === 0 ? (
        <Empty title={t.none} text={t.noneText} />
      ) : (
        <>
          <p class="balance">
            <span class="n">{count(available)}</span> {t.unit}
          </p>
          {soonest?.expiresOn && <p>{t.expires(lapsing, monthDay(soonest.expiresOn, now))}</p>}
          {held > 0 && <p>{t.held(held)}</p>}
        </>
      )}
      <Button href={paths.goods}>{t.goods}</Button>
      <p>
        <a class="link" href={paths.redemptions}>
          {t.redemptions}
        </a>
      </p>
      <p>
        <a class="link" href={paths.volunteering}>
          {t.volunteering}
        </a>
      </p>
    </Section>
  );
}

/** What it was for, with the way there where it has a page of one's own. */
function causeOf({ kind, note, cause }: Entries['items'][number]) {
  const words = t.entry(t.kinds[kind], note);
  if (cause.kind !== 'registration') return words;
  return (
    <a class="link" href={`/mine/registrations/${cause.id}/`}>
      {words}
    </a>
  );
}

function History({ first }: { first: Entries }) {
  const [items, setItems] = useState(first.items);
  const [next, setNext] = useState(first.next);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();

  async function more(cursor: string) {
    setBusy(true);
    setFault(undefined);
    try {
      const page = await answer(api.me.points.entries.$get({ query: { cursor } }));
      setItems((before) => [...before, ...page.items]);
      setNext(page.next);
    } catch (caught) {
      setFault(codeOf(caught));
    }
    setBusy(false);
  }

  if (items.length === 0) return null;
  return (
    <Section title={t.history}>
      <ul class="points-entries">
        {items.map((one) => (
          <li key={one.id}>
            <div>
              <b>{causeOf(one)}</b>
              <div class="dim">
                {one.note && one.kind !== 'earn' && `${t.kinds[one.kind]}，`}
                {monthDay(dayOf(one.at))}
              </div>
            </div>
            <span class="n">{one.points === 0 ? t.used(one.moved) : signed(one.points)}</span>
          </li>
        ))}
      </ul>
      {fault && <Fault text={errorWords(fault).text} onRetry={() => next && void more(next)} />}
      {next && !fault && (
        <Button kind="line" busy={busy} onClick={() => void more(next)}>
          {t.more}
        </Button>
      )}
    </Section>
  );
}
