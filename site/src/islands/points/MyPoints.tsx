import { useEffect, useState } from 'preact/hooks';
import { errorWords } from '../../i18n/zh/errors.ts';
import { points as t } from '../../i18n/zh/points.ts';
import { answer, api, type InferResponseType } from '../../lib/api.ts';
import { count, dayOf, daysBetween, monthDay, signed } from '../../lib/format.ts';
import { useNow } from '../../lib/now.ts';
import { paths } from '../../lib/paths.ts';
import { codeOf, isSignedOut, keepMe } from '../../lib/session.ts';
import { SignedOut } from '../mine/SignedOut.tsx';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import { useElder } from '../useElder.ts';
import { useLater } from '../venue/useLater.ts';
import { ClaimDoor, type Place } from './ClaimDoor.tsx';
import { Claims, type MyClaim } from './Claims.tsx';

type Balance = InferResponseType<typeof api.me.points.$get, 200>;
type Entries = InferResponseType<typeof api.me.points.entries.$get, 200>;

/** What lapses within so many days stands out: the first reminder goes out then, too. */
const SOON_DAYS = 30;

interface Mine {
  balance: Balance;
  entries: Entries;
  claims: MyClaim[];
}

/** What one has, what one claimed, and what happened to one's points. */
export function MyPoints({ places }: { places: readonly Place[] }) {
  const [mine, setMine] = useState<Mine>();
  const [fault, setFault] = useState<string>();
  const isElder = useElder();

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
      {!isElder && <NearLater available={mine.balance.available} />}
      <ClaimDoor places={places} onDone={load} />
      <Claims claims={mine.claims} onDone={load} />
      <History key={mine.entries.items[0]?.id ?? ''} first={mine.entries} />
    </>
  );
}

function Have({ balance: { available, held, lots } }: { balance: Balance }) {
  const isElder = useElder();
  return (
    <Section title={t.have} end={t.rules} endHref={paths.earn}>
      {available === 0 && held === 0 ? (
        <Empty title={t.none} text={t.noneText} />
      ) : (
        <div class="stack">
          <p class="balance">
            <span class="n">{count(available)}</span> {t.unit}
          </p>
          <Lapsing lots={lots} />
          {held > 0 && <p>{t.held(held)}</p>}
        </div>
      )}
      <div class="stack points-ways">
        {!isElder && available > 0 && <Button href={paths.goods}>{t.goods}</Button>}
        {(isElder || available === 0) && <Link href={paths.goods} words={t.goods} />}
        <Link href={paths.redemptions} words={t.redemptions} />
        <Link href={paths.volunteering} words={t.volunteering} />
      </div>
    </Section>
  );
}

function Link({ href, words }: { href: string; words: string }) {
  return (
    <p>
      <a class="link" href={href}>
        {words}
      </a>
    </p>
  );
}

/** What lapses within a month stands out, each day by itself; what lapses later is one sentence. */
function Lapsing({ lots }: { lots: Balance['lots'] }) {
  const now = useNow();
  if (!now) return null;
  const days = new Map<string, number>();
  for (const { expiresOn, points } of lots) {
    if (expiresOn) days.set(expiresOn, (days.get(expiresOn) ?? 0) + points);
  }
  const all = [...days].map(([on, points]) => ({ on, points, left: daysBetween(dayOf(now), on) }));
  const soon = all.filter(({ left }) => left <= SOON_DAYS);
  const [first] = all;
  if (!first) return null;
  if (soon.length === 0) return <p>{t.expires(first.points, monthDay(first.on, now))}</p>;
  return (
    <Notice tone="warm">
      <b>{t.soon.title}</b>
      {soon.map(({ on, points, left }) => (
        <p key={on}>{t.soon.lot(points, monthDay(on, now), left)}</p>
      ))}
      <p>{t.soon.first}</p>
    </Notice>
  );
}

const loadNear = () => import('./NearMe.tsx').then((found) => found.NearMe);

/** What is near comes after what is one's own; without it the page is whole. */
function NearLater({ available }: { available: number }) {
  const { Part } = useLater(loadNear);
  return Part ? <Part available={available} /> : null;
}

/** What it was for, with the way there where it has a page of one's own. */
function causeOf({ kind, note, cause }: Entries['items'][number]) {
  const words = note ?? t.causes[cause.kind] ?? t.kinds[kind];
  const href =
    cause.kind === 'registration'
      ? `/mine/registrations/${cause.id}/`
      : cause.kind === 'redemption' && paths.redemptions;
  if (!href) return words;
  return (
    <a class="link" href={href}>
      {words}
    </a>
  );
}

function History({ first }: { first: Entries }) {
  const now = useNow();
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
                {t.kinds[one.kind]}，{monthDay(dayOf(one.at), now)}
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
