import { useEffect, useState } from 'preact/hooks';
import { errorWords } from '../i18n/zh/errors.ts';
import { history as w } from '../i18n/zh/history.ts';
import { mine as t } from '../i18n/zh/mine.ts';
import type { AgendaItem } from '../lib/agenda.ts';
import { answer, api } from '../lib/api.ts';
import { dayOf, toMs, yearMonth } from '../lib/format.ts';
import { useNow } from '../lib/now.ts';
import { paths } from '../lib/paths.ts';
import { codeOf, isSignedOut, keepMe } from '../lib/session.ts';
import { ItemRow } from './mine/ItemRow.tsx';
import { SignedOut } from './mine/SignedOut.tsx';
import { stateKind } from './mine/words.ts';
import { Board } from './parts/Board.tsx';
import { Button } from './parts/Button.tsx';
import { Empty } from './parts/Empty.tsx';
import { StateTile } from './parts/StateTile.tsx';
import { Fault, Waiting } from './parts/Waiting.tsx';

/** What is over or was given up, the latest first, half a year at a time. */
export function History() {
  const now = useNow();
  const [items, setItems] = useState<AgendaItem[]>();
  const [next, setNext] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();

  async function read(cursor?: string) {
    setBusy(true);
    setFault(undefined);
    try {
      const page = await answer(api.me.history.$get({ query: cursor ? { cursor } : {} }));
      setItems((before) => [...(cursor ? (before ?? []) : []), ...page.items]);
      setNext(page.next);
    } catch (caught) {
      if (isSignedOut(caught)) keepMe(null);
      setFault(codeOf(caught));
    }
    setBusy(false);
  }
  useEffect(() => {
    void read();
  }, []);

  if (fault?.startsWith('auth.')) return <SignedOut text={t.ownOnly} full={false} />;
  if (!items || !now) {
    return (
      <div class="section">
        {fault ? (
          <Fault text={errorWords(fault).text} onRetry={() => void read()} />
        ) : (
          <Waiting rows={5} />
        )}
      </div>
    );
  }
  return (
    <div class="section">
      {items.length === 0 && !next && (
        <Empty title={w.empty.title} text={w.empty.text}>
          <Button href={paths.book}>{t.empty.book}</Button>
        </Empty>
      )}
      {items.length === 0 && next && <p>{w.nonePeriod}</p>}
      {monthsOf(items).map(([month, ofMonth]) => (
        <section class="month" key={month}>
          <h2>{month}</h2>
          <Board>
            {ofMonth.map((item) => (
              <Row key={`${item.kind} ${item.id}`} item={item} now={now} />
            ))}
          </Board>
        </section>
      ))}
      {fault && (
        <Fault text={errorWords(fault).text} onRetry={() => void read(next ?? undefined)} />
      )}
      {next && !fault && (
        <Button kind="line" busy={busy} onClick={() => void read(next)}>
          {w.more}
        </Button>
      )}
      {!next && items.length > 0 && <p class="dim">{w.end}</p>}
    </div>
  );
}

function Row({ item, now }: { item: AgendaItem; now: number }) {
  const kind = stateKind(item, toMs(item.end) <= now);
  const words = ENDED[item.state] ?? w.states.over;
  return <ItemRow item={item} now={now} byDay end={<StateTile kind={kind}>{words}</StateTile>} />;
}

const ENDED: Partial<Record<AgendaItem['state'], string>> = {
  checked_in: w.states.came,
  handed_over: w.states.taken,
  cancelled: w.states.cancelled,
  released: w.states.released,
};

function monthsOf(items: readonly AgendaItem[]): [string, AgendaItem[]][] {
  const months = new Map<string, AgendaItem[]>();
  for (const item of items) {
    const month = yearMonth(dayOf(item.start));
    months.set(month, [...(months.get(month) ?? []), item]);
  }
  return [...months];
}
